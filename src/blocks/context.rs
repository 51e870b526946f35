//! The context in which blocks are set.

use crate::design::ParRole;
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
    /// The parent element of the blocks.
    pub(super) parent: ElementId,
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
