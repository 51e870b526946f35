//! The roles of groups of blocks, and of lines of title pages.

use super::statement::StatementKind;

/// The role of a group of blocks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GroupRole {
    /// A group that only has attributes.
    Plain,
    /// A quotation at the head of a book, part or chapter.
    Epigraph,
    /// A dedication.
    Dedication,
    /// A letter.
    Letter,
    /// The place and date at the head of a letter.
    Dateline,
    /// The salutation of a letter.
    Salutation,
    /// The closing and the name at the end of a letter.
    Closing,
    /// A play: speakers and stage directions.
    Drama,
    /// A note that is set off from the text.
    Note,
    /// A tip (an alert of GFM).
    Tip,
    /// An important remark (an alert of GFM).
    Important,
    /// A warning (an alert of GFM).
    Warning,
    /// A caution (an alert of GFM).
    Caution,
    /// Text that accompanies the main text.
    Aside,
    /// Centred text.
    Centred,
    /// Text that is aligned right.
    Right,
    /// Blocks that are kept together on one page.
    Keep,
    /// Text in columns side by side, by their number, from 2 to [`MAX_COLUMNS`].
    Columns(u8),
    /// The content of one of them.
    Column,
    /// A theorem, a definition, a proof or the like.
    Statement(StatementKind),
    /// Blocks whose equations are lettered parts of one number.
    Subequations,
    /// Blocks of the EPUB only.
    OnlyEpub,
    /// Blocks of the PDF only.
    OnlyPdf,
}

/// The maximum number of columns of text side by side.
pub const MAX_COLUMNS: u8 = 6;

/// The role of a line of generated front matter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TitleRole {
    /// The book's title.
    Title,
    /// Its subtitle.
    Subtitle,
    /// An author, or authors.
    Author,
    /// Another contributor with their role.
    Contributor,
    /// Series and number.
    Series,
    /// The publisher, at the foot of the page.
    Publisher,
    /// The year or date.
    Date,
    /// A line of the copyright page.
    Imprint,
    /// The subtitle of a chapter, below its title.
    ChapterSubtitle,
    /// The authors of a chapter, below its title.
    ChapterAuthor,
    /// The name of a box (a note, a tip, an aside), which replaces the word for its kind.
    Box,
}
