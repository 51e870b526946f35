//! The running heads of left-hand and right-hand pages: their content and their position.

use super::{Design, ParRole};
use crate::project::design::choices::{FolioPlace, HeadPlace, RunningHead};
use crate::project::design::keys::RunningHeadSettings;
use crate::units::Length;

/// The room kept free for a folio beside the head, in ems of the head.
const FOLIO_ROOM: i64 = 3;

/// The running heads of a spread.
///
/// In the themes, the left-hand page names the whole and the right-hand page its part (the Chicago
/// Manual of Style, 18th ed., 1.11): book and chapter in a book for continuous reading, chapter and
/// section in one for reference.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RunningHeads {
    /// Of left-hand pages.
    pub verso: RunningHead,
    /// Of right-hand pages.
    pub recto: RunningHead,
}

impl RunningHeads {
    pub(super) fn of(settings: &RunningHeadSettings) -> Self {
        Self { verso: settings.verso, recto: settings.recto }
    }

    /// Returns whether any page shows this as its head.
    pub fn show(self, head: RunningHead) -> bool {
        self.verso == head || self.recto == head
    }
}

impl Design {
    /// Returns the maximum width of a running head.
    pub fn head_room(&self) -> Length {
        let (whole, beside) = (self.page.measure, self.beside_head());
        match self.spec.furniture.head {
            HeadPlace::Centre => whole - beside * 2,
            HeadPlace::Outer | HeadPlace::Inner | HeadPlace::None => whole - beside,
        }
    }

    /// Returns the distance of a running head of a width from the left end of the measure.
    pub fn head_start(&self, width: Length, is_recto: bool) -> Length {
        let (slack, beside) = (self.page.measure - width, self.beside_head());
        match (self.spec.furniture.head, is_recto) {
            (HeadPlace::Centre | HeadPlace::None, _) => slack / 2,
            (HeadPlace::Outer, false) => beside,
            (HeadPlace::Outer, true) => slack - beside,
            (HeadPlace::Inner, false) => slack,
            (HeadPlace::Inner, true) => Length::ZERO,
        }
    }

    /// Returns the width that a folio beside the head takes.
    fn beside_head(&self) -> Length {
        match self.spec.furniture.folio {
            FolioPlace::HeadOuter => self.style(ParRole::RunningHead).text.size * FOLIO_ROOM,
            FolioPlace::FootCentre | FolioPlace::FootOuter | FolioPlace::None => Length::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::theme::themes;
    use crate::project::design::read_theme;

    #[test]
    fn an_option_for_one_page_leaves_the_other_to_the_theme() {
        let options = read_theme("running-heads: { verso: author }").expect("a design");
        let technical = themes().iter().find(|theme| theme.name == "technical").expect("a theme");
        let settings = options.groups.resolve(&technical.settings);
        let heads = RunningHeads::of(&settings.running_heads);
        assert_eq!(heads, RunningHeads { verso: RunningHead::Author, recto: RunningHead::Section });
        assert!(heads.show(RunningHead::Section) && !heads.show(RunningHead::Chapter));
    }
}
