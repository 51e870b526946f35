//! Where and how blocks stand.

use super::super::structure::ElementId;
use crate::design::ParRole;
use crate::lang::LangTag;
use crate::units::Length;

/// Where and how blocks stand: the indents that lists and quotations add, the role of paragraphs.
#[derive(Clone, Debug)]
pub(in crate::galley) struct Env {
    pub(in crate::galley) left: Length,
    pub(in crate::galley) right: Length,
    pub(in crate::galley) role: ParRole,
    /// The role of a paragraph after a heading or a break.
    pub(in crate::galley) first: ParRole,
    pub(in crate::galley) lang: Option<LangTag>,
    /// Nothing in it is parted by a page end.
    pub(in crate::galley) keep: bool,
    /// The size of the text in cells, in thousandths of what the design has.
    pub(in crate::galley) cells: i64,
    /// The element that the blocks stand in.
    pub(in crate::galley) parent: ElementId,
}

impl Env {
    pub(in crate::galley) fn body() -> Self {
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
    pub(in crate::galley) fn within(&self, parent: ElementId) -> Self {
        Self { parent, ..self.clone() }
    }

    /// The same place with paragraphs of another role.
    pub(in crate::galley) fn with_role(&self, role: ParRole) -> Self {
        Self { role, first: role, ..self.clone() }
    }

    /// Further in from the left.
    pub(in crate::galley) fn indented(&self, by: Length) -> Self {
        Self { left: self.left + by, ..self.clone() }
    }
}

/// Whether paragraphs of a role stand in from the text by their place, as all that is within a
/// quotation does, and not by their style.
pub(super) fn stands_by_place(role: ParRole) -> bool {
    matches!(
        role,
        ParRole::Quote | ParRole::Inset | ParRole::Verse | ParRole::ListItem | ParRole::DefinitionDetail
    )
}
