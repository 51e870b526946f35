//! What groups of blocks and lines of title pages are.

/// What a group of blocks is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupRole {
    /// Nothing but its attributes.
    Plain,
    /// A motto at the head of a book, part or chapter.
    Epigraph,
    /// To whom the book is given.
    Dedication,
    /// A letter.
    Letter,
    /// A play: speakers and stage directions.
    Drama,
    /// A note apart from the text.
    Note,
    /// GFM alert.
    Tip,
    /// GFM alert.
    Important,
    /// GFM alert.
    Warning,
    /// GFM alert.
    Caution,
    /// Text beside the main text.
    Aside,
    /// In the middle of the measure.
    Centred,
    /// Against the right.
    Right,
    /// Not to be parted by a page end.
    Keep,
    /// In the EPUB only.
    OnlyEpub,
    /// In the PDF only.
    OnlyPdf,
}

/// What a line of generated front matter is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TitleRole {
    /// The book's title.
    Title,
    /// Its subtitle.
    Subtitle,
    /// An author, or authors.
    Author,
    /// Another contributor with what they did.
    Contributor,
    /// Series and number.
    Series,
    /// The publisher, at the foot of the page.
    Publisher,
    /// The year or date.
    Date,
    /// A line of the copyright page.
    Imprint,
    /// The name of a box (a note, a tip, an aside), in place of the word for its kind.
    Box,
}
