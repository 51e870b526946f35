//! The tags of a tagged PDF: the meaning of an element for those who do not see the page.

use super::group::GroupRole;

/// A structure type of PDF (ISO 32000-1, section 14.8.4; ISO 32000-2, section 14.8.4), by its meaning
/// in a book. The PDF writer maps it to the name that each standard has for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tag {
    /// The whole book.
    Document,
    /// A part, which contains chapters.
    Part,
    /// A division, or a section of one.
    Section,
    /// The index.
    Index,
    /// A group without a meaning for readers of the structure.
    Division,
    /// Text that accompanies the main text.
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
    /// An item of a list, or a term with its definitions.
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
    /// Code.
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
    /// An inline quotation.
    Quote,
    /// Stress.
    Emphasis,
    /// Importance.
    Strong,
    /// Text of another language, an abbreviation.
    Span,
    /// Characters with their reading.
    Ruby,
    /// The characters.
    RubyBase,
    /// Their reading.
    RubyText,
}

impl Tag {
    /// Returns whether the element is kept even if it is empty: an empty cell keeps its column, and a
    /// table with a header has a body (ISO 32000-1, section 14.8.4.3.4).
    pub fn stays_empty(self) -> bool {
        matches!(self, Self::Cell | Self::HeaderCell | Self::Row | Self::TableBody)
    }
}

impl GroupRole {
    /// Returns whether it is a box, which is set off from the text and may have a name.
    pub fn is_box(self) -> bool {
        self.tag() == Some(Tag::Aside)
    }

    /// Returns the tag of a group; `None` for groups that only change how their blocks are set.
    pub fn tag(self) -> Option<Tag> {
        match self {
            Self::Epigraph => Some(Tag::BlockQuote),
            Self::Dedication | Self::Letter | Self::Drama | Self::Statement(_) => Some(Tag::Division),
            Self::Note | Self::Tip | Self::Important | Self::Warning | Self::Caution | Self::Aside => {
                Some(Tag::Aside)
            }
            Self::Plain
            | Self::Dateline
            | Self::Salutation
            | Self::Closing
            | Self::Centred
            | Self::Right
            | Self::Keep
            | Self::Columns(_)
            | Self::Column
            | Self::Subequations
            | Self::OnlyEpub
            | Self::OnlyPdf => None,
        }
    }
}
