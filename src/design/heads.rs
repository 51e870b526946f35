//! What stands at the head of left-hand and right-hand pages.

use crate::project::HeadWishes;
pub use crate::project::RunningHead;

/// The running heads of a spread.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RunningHeads {
    /// Of left-hand pages.
    pub verso: RunningHead,
    /// Of right-hand pages.
    pub recto: RunningHead,
}

impl RunningHeads {
    /// The theme's and over them what is wished for, as merged.
    ///
    /// In the themes from left to right the heads go from the whole to its part (the Chicago Manual of Style, 18th
    /// ed., 1.11): book and chapter where one reads on, chapter and section where one looks up.
    pub(super) fn of(wishes: Option<HeadWishes>) -> Self {
        let wishes = wishes.unwrap_or_default();
        Self {
            verso: wishes.verso.unwrap_or(RunningHead::Title),
            recto: wishes.recto.unwrap_or(RunningHead::Chapter),
        }
    }

    /// Whether any page shows what this is.
    pub fn show(&self, head: RunningHead) -> bool {
        self.verso == head || self.recto == head
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::theme::themes;
    use crate::project::DesignWishes;

    #[test]
    fn a_wish_for_one_page_leaves_the_other_to_the_theme() {
        let wishes = HeadWishes { verso: Some(RunningHead::Author), recto: None };
        let wishes = DesignWishes { running_heads: Some(wishes), ..DesignWishes::default() };
        let technical = themes().iter().find(|theme| theme.name == "technical").expect("a theme");
        let heads = RunningHeads::of(wishes.over(&technical.sheet).running_heads);
        assert_eq!(heads, RunningHeads { verso: RunningHead::Author, recto: RunningHead::Section });
        assert!(heads.show(RunningHead::Section) && !heads.show(RunningHead::Chapter));
    }
}
