//! The roles of paragraphs, and the style that each is set in.

use crate::book::{EntryKind, TitleRole};
use crate::project::design::StyleName;

/// The role of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ParRole {
    /// Running text.
    Body,
    /// Running text after a heading, a break, a figure: not indented in most languages.
    BodyFirst,
    /// A heading within a chapter, of level 2 to 6.
    Heading(u8),
    /// The number of a chapter.
    ChapterNumber,
    /// The title of a chapter.
    ChapterTitle,
    /// The number of a part.
    PartNumber,
    /// The title of a part.
    PartTitle,
    /// The text on the page of a part.
    PartText,
    /// A quotation.
    Quote,
    /// The attribution of a quotation.
    Attribution,
    /// Verse.
    Verse,
    /// The number of a line of verse.
    LineNumber,
    /// An epigraph.
    Epigraph,
    /// A dedication.
    Dedication,
    /// The place and date of a letter.
    Dateline,
    /// The salutation of a letter.
    Salutation,
    /// The closing and the name at the end of a letter.
    Closing,
    /// A letter, a note or an aside: a group that is set off from the text.
    Inset,
    /// The name of an inset: Note, Warning.
    InsetLabel,
    /// A play.
    Drama,
    /// The name of a speaker on a line of its own.
    Speaker,
    /// Centred text.
    Centred,
    /// Text that is aligned right.
    Right,
    /// An item of a list.
    ListItem,
    /// A term.
    DefinitionTerm,
    /// The definition of a term.
    DefinitionDetail,
    /// The mark of a scene break.
    Ornament,
    /// A cell of a table.
    TableCell,
    /// A cell of a table's header.
    TableHead,
    /// The caption of a figure or table.
    Caption,
    /// Code.
    Code,
    /// A footnote.
    Note,
    /// The running head.
    RunningHead,
    /// The folio.
    Folio,
    /// A line of the contents.
    Contents(EntryKind),
    /// A line of the list of figures or of tables.
    ContentsCaption,
    /// An entry of an index.
    IndexEntry,
    /// The letter above the entries that begin with it.
    IndexLetter,
    /// The subtitle and the author of a chapter in the contents.
    ContentsAuthor,
    /// The title on a half-title page.
    HalfTitle,
    /// A line of a title page, or below the title of a chapter.
    Title(TitleRole),
}

impl ParRole {
    /// Returns the name of the role's style; `None` for running text. A heading or line of the contents
    /// whose level has no style has that of the nearest level.
    pub fn style_name(self) -> Option<StyleName> {
        Some(match self {
            Self::Body | Self::BodyFirst => return None,
            Self::Heading(level) => match level {
                0..=2 => StyleName::Heading2,
                3 => StyleName::Heading3,
                4 => StyleName::Heading4,
                5 => StyleName::Heading5,
                6.. => StyleName::Heading6,
            },
            Self::ChapterNumber => StyleName::ChapterNumber,
            Self::ChapterTitle => StyleName::ChapterTitle,
            Self::PartNumber => StyleName::PartNumber,
            Self::PartTitle => StyleName::PartTitle,
            Self::PartText => StyleName::PartText,
            Self::Quote => StyleName::Quote,
            Self::Attribution => StyleName::Attribution,
            Self::Verse => StyleName::Verse,
            Self::LineNumber => StyleName::LineNumber,
            Self::Epigraph => StyleName::Epigraph,
            Self::Dedication => StyleName::Dedication,
            Self::Dateline => StyleName::Dateline,
            Self::Salutation => StyleName::Salutation,
            Self::Closing => StyleName::Closing,
            Self::Inset => StyleName::Inset,
            Self::InsetLabel => StyleName::InsetLabel,
            Self::Drama => StyleName::Drama,
            Self::Speaker => StyleName::Speaker,
            Self::Centred => StyleName::Centred,
            Self::Right => StyleName::Right,
            Self::ListItem => StyleName::List,
            Self::DefinitionTerm => StyleName::Term,
            Self::DefinitionDetail => StyleName::Definition,
            Self::Ornament => StyleName::Ornament,
            Self::TableCell => StyleName::Table,
            Self::TableHead => StyleName::TableHead,
            Self::Caption => StyleName::Caption,
            Self::Code => StyleName::Code,
            Self::Note => StyleName::Note,
            Self::RunningHead => StyleName::RunningHead,
            Self::Folio => StyleName::Folio,
            Self::Contents(kind) => match kind {
                EntryKind::Part => StyleName::ContentsPart,
                EntryKind::Chapter => StyleName::ContentsChapter,
                EntryKind::Matter => StyleName::ContentsMatter,
                EntryKind::Heading(level) => match level {
                    0..=2 => StyleName::ContentsHeading2,
                    3 => StyleName::ContentsHeading3,
                    4.. => StyleName::ContentsHeading4,
                },
            },
            Self::ContentsCaption => StyleName::ContentsCaption,
            Self::ContentsAuthor => StyleName::ContentsAuthor,
            Self::IndexEntry => StyleName::Index,
            Self::IndexLetter => StyleName::IndexLetter,
            Self::HalfTitle => StyleName::HalfTitle,
            Self::Title(line) => match line {
                TitleRole::Title => StyleName::Title,
                TitleRole::Subtitle => StyleName::Subtitle,
                TitleRole::Author => StyleName::Author,
                TitleRole::Contributor | TitleRole::Date => StyleName::Contributor,
                TitleRole::Series => StyleName::Series,
                TitleRole::Publisher => StyleName::Publisher,
                TitleRole::Imprint => StyleName::Imprint,
                TitleRole::ChapterSubtitle => StyleName::ChapterSubtitle,
                TitleRole::ChapterAuthor => StyleName::ChapterAuthor,
                TitleRole::Box => StyleName::InsetLabel,
            },
        })
    }
}
