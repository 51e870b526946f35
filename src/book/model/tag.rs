//! What a piece of a book is to those who do not see the page: the tags of a tagged PDF.

use super::group::GroupRole;

/// A structure type of PDF (ISO 32000-1, section 14.8.4; ISO 32000-2, section 14.8.4), by what it
/// is in a book. The PDF writer knows its name under each standard.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tag {
    /// The whole book.
    Document,
    /// A part, holding chapters.
    Part,
    /// A division, or a section of one.
    Section,
    /// The index.
    Index,
    /// A group without a meaning of its own to a reader of structure.
    Division,
    /// Matter beside the text.
    Aside,
    /// A heading; 1 is the highest level.
    Heading(u8),
    /// The book's title on its own pages.
    Title,
    /// A paragraph.
    Paragraph,
    /// Quoted blocks.
    BlockQuote,
    /// A list.
    List,
    /// An item of a list, or a term with its meanings.
    Item,
    /// The number or bullet of an item, a heading, a note; a term.
    Label,
    /// The content of an item.
    Body,
    /// A table.
    Table,
    /// The rows at its head.
    TableHead,
    /// The rows of its body.
    TableBody,
    /// A row.
    Row,
    /// A cell that is a heading.
    HeaderCell,
    /// A cell.
    Cell,
    /// A picture.
    Figure,
    /// The caption below a picture or above a table.
    Caption,
    /// Text as a machine reads it.
    Code,
    /// A formula.
    Formula,
    /// A footnote.
    Note,
    /// The table of contents, or a level of it.
    Contents,
    /// An entry of it.
    ContentsItem,
    /// A reference to another place.
    Reference,
    /// A link.
    Link,
    /// A quotation in the line.
    Quote,
    /// Stress.
    Emphasis,
    /// Importance.
    Strong,
    /// Text of another language, an abbreviation.
    Span,
}

impl Tag {
    /// Returns whether the element is kept even if it is empty: an empty cell keeps its column, and
    /// a table with a head has a body (ISO 32000-1, section 14.8.4.3.4).
    pub fn stays_empty(self) -> bool {
        matches!(self, Self::Cell | Self::HeaderCell | Self::Row | Self::TableBody)
    }
}

impl GroupRole {
    /// Returns whether it is set apart from the text and may have a name of its own.
    pub fn is_box(self) -> bool {
        self.tag() == Some(Tag::Aside)
    }

    /// Returns the tag of a group; `None` for those that only change how their blocks are set.
    pub fn tag(self) -> Option<Tag> {
        match self {
            Self::Epigraph => Some(Tag::BlockQuote),
            Self::Dedication | Self::Letter | Self::Drama => Some(Tag::Division),
            Self::Note | Self::Tip | Self::Important | Self::Warning | Self::Caution | Self::Aside => {
                Some(Tag::Aside)
            }
            Self::Plain | Self::Centred | Self::Right | Self::Keep | Self::OnlyEpub | Self::OnlyPdf => None,
        }
    }
}
