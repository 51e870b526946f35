//! The causes of the costs of pages.

use super::{Decision, OpenPage, PageBreaker};

/// A cause of cost.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::makeup) enum Charge {
    /// The penalty of the page end: a widow, an orphan, a hyphen, or a break in content that belongs
    /// together.
    Penalty,
    /// Whole lines of space at the foot.
    ShortPage,
    /// Elastic spaces that are adjusted, so that the page is full.
    AdjustedSpaces,
    /// Space between the text and the notes at the foot.
    SpaceAboveNotes,
    /// A foot that is not level with that of the facing page.
    NotLevel,
    /// A hyphen at the foot of a right-hand page, which the reader has to turn.
    HyphenOnRecto,
    /// Paragraphs that are not set in their best number of lines.
    Variant,
    /// Columns that end badly, or not level with one another.
    ColumnEnds,
    /// A note that is continued on the next page.
    PartedNote,
    /// A float at the foot of the page of its call.
    FloatAtFoot,
    /// A float above its call.
    FloatAboveCall,
    /// A float on a page after that of its call.
    FloatOnNextPage,
    /// A page end after the call of a float that is not placed yet.
    WaitingFloat,
    /// A page without text for floats that need not be on such a page.
    PageOfFloats,
    /// A last page of only a few lines.
    ShortLastPage,
    /// A last page that is longer than the text area.
    LongLastPage,
    /// A line or note that no page can hold.
    Overfull,
}

impl Charge {
    /// Returns the name that is shown to users.
    pub(in crate::makeup) fn name(self) -> &'static str {
        match self {
            Self::Penalty => "penalty at the page end",
            Self::ShortPage => "space at the foot",
            Self::AdjustedSpaces => "adjusted spaces between blocks",
            Self::SpaceAboveNotes => "space above the notes",
            Self::NotLevel => "not level with the facing page",
            Self::HyphenOnRecto => "hyphen at the foot of a right-hand page",
            Self::Variant => "paragraphs in more or fewer lines than is best for them",
            Self::ColumnEnds => "ends of columns",
            Self::PartedNote => "note continued on the next page",
            Self::FloatAtFoot => "float at the foot",
            Self::FloatAboveCall => "float above its call",
            Self::FloatOnNextPage => "float on the page after its call",
            Self::WaitingFloat => "float that waits for a place",
            Self::PageOfFloats => "page without text",
            Self::ShortLastPage => "last page of a few lines",
            Self::LongLastPage => "last page longer than the others",
            Self::Overfull => "too tall for the page",
        }
    }
}

impl PageBreaker<'_> {
    /// Adds a cost to an open page. The cause is recorded if the breaks are to be explained.
    pub(super) fn charge(&mut self, page: &mut OpenPage, charge: Charge, amount: i64) {
        page.cost += amount;
        if self.explains && amount != 0 {
            page.log = self.decide(page.log, Decision::Charge { charge, amount });
        }
    }
}
