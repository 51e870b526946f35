//! Where and how blocks stand.

use crate::design::ParRole;
use crate::lang::LangTag;
use crate::layout::ElementId;
use crate::units::Length;

/// Where and how blocks stand: the indents that lists and quotations add, the role of paragraphs.
#[derive(Clone, Debug)]
pub(super) struct BlockContext {
    pub(super) left: Length,
    pub(super) right: Length,
    pub(super) role: ParRole,
    /// The role of a paragraph after a heading or a break.
    pub(super) first: ParRole,
    pub(super) lang: Option<LangTag>,
    /// Nothing in it is parted by a page end.
    pub(super) keep: bool,
    /// The size of the text in cells, in thousandths of what the design has.
    pub(super) cells: i64,
    /// The element that the blocks stand in.
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

    /// The same place in the page, further in in the structure.
    pub(super) fn within(&self, parent: ElementId) -> Self {
        Self { parent, ..self.clone() }
    }

    /// The same place with paragraphs of another role.
    pub(super) fn with_role(&self, role: ParRole) -> Self {
        Self { role, first: role, ..self.clone() }
    }

    /// Further in from the left.
    pub(super) fn indented(&self, by: Length) -> Self {
        Self { left: self.left + by, ..self.clone() }
    }
}

/// Whether paragraphs of a role stand in from the text by their place, as all that is within a
/// quotation does, and not by their style.
pub(super) fn is_indented_by_context(role: ParRole) -> bool {
    matches!(
        role,
        ParRole::Quote | ParRole::Inset | ParRole::Verse | ParRole::ListItem | ParRole::DefinitionDetail
    )
}
