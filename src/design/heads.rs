//! The content of the running heads of left-hand and right-hand pages.

use crate::project::design::choices::RunningHead;
use crate::project::design::keys::RunningHeadSettings;

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
