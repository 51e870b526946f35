//! The context in which blocks are set.

use crate::design::{ClassId, ParRole};
use crate::lang::LangTag;
use crate::layout::ElementId;
use crate::units::Length;

/// The context of blocks: the indents that lists and quotations add, the role of paragraphs.
#[derive(Clone, Debug)]
pub(super) struct BlockContext {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) role: ParRole,
    /// The role of a paragraph after a heading or a break.
    pub(super) first: ParRole,
    pub(super) lang: Option<LangTag>,
    /// Whether no page end may divide its content.
    pub(super) keep: bool,
    /// The size of the text in cells, in thousandths of the design's.
    pub(super) cells: i64,
    /// Whether its text is italic, as that of theorems is.
    pub(super) is_italic: bool,
    /// Whether its text is not justified, as that of narrow columns is not.
    pub(super) is_ragged: bool,
    /// The author's classes that change its content.
    pub(super) classes: Classes,
    /// The parent element of the blocks.
    pub(super) parent: ElementId,
}

/// The author's classes that change the content of a context.
#[derive(Clone, Debug, Default)]
pub(super) struct Classes {
    /// Those of the blocks around the one that is being set.
    around: Vec<ClassId>,
    /// Those of that block itself.
    own: Vec<ClassId>,
}

impl Classes {
    /// Returns the classes within a block that has these.
    pub(super) fn within(&self, own: Vec<ClassId>) -> Self {
        Self { around: self.around.iter().chain(&self.own).copied().collect(), own }
    }

    /// Returns whether no class changes anything.
    pub(super) fn is_empty(&self) -> bool {
        self.around.is_empty() && self.own.is_empty()
    }

    /// Returns the classes that change paragraphs of a role, the outer ones first. A heading and code have styles
    /// of their own: they are changed only by their own classes.
    pub(super) fn of_role(&self, role: ParRole) -> impl Iterator<Item = ClassId> {
        let around = if inherits_classes(role) { &self.around[..] } else { &[] };
        let takes_own = inherits_classes(role) || matches!(role, ParRole::Heading(_) | ParRole::Code);
        around.iter().chain(self.own.iter().filter(move |_| takes_own)).copied()
    }
}

impl BlockContext {
    pub(super) fn body() -> Self {
        Self {
            left: Length::ZERO,
            right: Length::ZERO,
            role: ParRole::Body,
            first: ParRole::BodyFirst,
            lang: None,
            keep: false,
            cells: 1000,
            is_italic: false,
            is_ragged: false,
            classes: Classes::default(),
            parent: ElementId::ROOT,
        }
    }

    /// Returns the same context with another parent element.
    pub(super) fn within(&self, parent: ElementId) -> Self {
        Self { parent, ..self.clone() }
    }

    /// Returns the same context with another role for paragraphs.
    pub(super) fn with_role(&self, role: ParRole) -> Self {
        Self { role, first: role, ..self.clone() }
    }

    /// Returns the same context with a larger indent from the left.
    pub(super) fn indented(&self, by: Length) -> Self {
        Self { left: self.left + by, ..self.clone() }
    }
}

/// Returns whether paragraphs of a role are indented by their context, as all content of a quotation
/// is, and not by their style.
pub(super) fn is_indented_by_context(role: ParRole) -> bool {
    matches!(
        role,
        ParRole::Quote
            | ParRole::PartText
            | ParRole::Inset
            | ParRole::Verse
            | ParRole::ListItem
            | ParRole::DefinitionDetail
    )
}

/// Returns whether paragraphs of a role have the style of a class that a block around them has.
pub(super) fn inherits_classes(role: ParRole) -> bool {
    match role {
        ParRole::Body
        | ParRole::BodyFirst
        | ParRole::PartText
        | ParRole::Quote
        | ParRole::Attribution
        | ParRole::Verse
        | ParRole::Epigraph
        | ParRole::Dedication
        | ParRole::Dateline
        | ParRole::Salutation
        | ParRole::Closing
        | ParRole::Inset
        | ParRole::InsetLabel
        | ParRole::Drama
        | ParRole::Centred
        | ParRole::Right
        | ParRole::ListItem
        | ParRole::DefinitionTerm
        | ParRole::DefinitionDetail
        | ParRole::TableCell
        | ParRole::TableHead
        | ParRole::Caption => true,
        ParRole::Heading(_)
        | ParRole::ChapterNumber
        | ParRole::ChapterTitle
        | ParRole::PartNumber
        | ParRole::PartTitle
        | ParRole::LineNumber
        | ParRole::Speaker
        | ParRole::Ornament
        | ParRole::Code
        | ParRole::Note
        | ParRole::RunningHead
        | ParRole::Folio
        | ParRole::ContentsCaption
        | ParRole::Contents(_)
        | ParRole::ContentsAuthor
        | ParRole::IndexEntry
        | ParRole::IndexLetter
        | ParRole::HalfTitle
        | ParRole::Title(_) => false,
    }
}

/// Returns whether a class may set the alignment and the first-line indent of a role. Other roles have them by
/// what they are: centred text, cells, verse.
pub(super) fn is_aligned_by_class(role: ParRole) -> bool {
    matches!(
        role,
        ParRole::Body
            | ParRole::BodyFirst
            | ParRole::PartText
            | ParRole::Quote
            | ParRole::Inset
            | ParRole::ListItem
            | ParRole::DefinitionDetail
            | ParRole::Heading(_)
    )
}
