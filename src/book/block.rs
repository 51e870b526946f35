//! What stands below one another.

use super::anchor::NoteAnchor;
use super::attr::{Attr, Class, Key};
use super::captions::Captioned;
use super::inline::Inline;
use super::list::List;
use super::number::Number;
use super::origin::NodeId;
use super::picture::Image;
use crate::diag::Span;

/// A block of a chapter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Identifier, classes, language.
    pub attr: Attr,
    /// Where it was written.
    pub span: Span,
    /// Its place in its text; none until the book is assembled.
    pub node: NodeId,
}

impl Block {
    /// A block without attributes.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, attr: Attr::NONE, span, node: NodeId::NONE }
    }

    /// A block with attributes.
    pub fn with(kind: BlockKind, attr: Attr, span: Span) -> Self {
        Self { attr, ..Self::new(kind, span) }
    }
}

/// The kinds of block. Both writers match every one of them by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading within a chapter: level 2 to 6, none skipped once the book is assembled.
    Heading {
        /// 1 to 6 as read; 2 to 6 in an assembled book, where 1 is the division's own title.
        level: u8,
        /// Its number, where headings are numbered.
        number: Option<Number>,
        /// The words.
        text: Vec<Inline>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
        /// Who said it, without the dash.
        attribution: Option<Vec<Inline>>,
    },
    /// Stanzas, each of lines.
    Verse(Vec<Vec<VerseLine>>),
    /// A list, bulleted or numbered.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A table.
    Table(Table),
    /// One picture or several with a caption.
    Figure(Figure),
    /// Lines for a machine, kept as they are.
    Code {
        /// The language named behind the fence.
        language: Option<String>,
        /// The lines, without the last line end.
        text: String,
        /// What is above and below them.
        listing: Listing,
    },
    /// A pause between scenes.
    SceneBreak,
    /// A fenced div, an alert, an HTML sectioning element.
    Group(GroupRole, Vec<Block>),
    /// A formula on lines of its own, in TeX.
    Math(String),
    /// A new page by the author's word.
    PageBreak,
    /// A line of a title page or a copyright page, made from the metadata.
    TitleLine(TitleRole, Vec<Inline>),
    /// The table of contents stands here; what it says is [`super::Book::contents`].
    Contents,
    /// A list of captions stands here; what it says is [`super::Book::captions`].
    Captions(Captioned),
}

/// What names a block of code.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// The line above it: the name of a file, as a rule.
    pub title: Vec<Inline>,
    /// The caption below it.
    pub caption: Vec<Inline>,
    /// Its number, set by assembly for code with a label (`#lst:x`).
    pub number: Option<Number>,
}

/// A line of verse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerseLine {
    /// Steps of indent that the author gave.
    pub indent: u8,
    /// The words.
    pub text: Vec<Inline>,
}

/// One or more terms with their meanings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Vec<Inline>>,
    /// The meanings, each of blocks.
    pub details: Vec<Vec<Block>>,
}

/// A table; every row covers the same columns once spans are counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Vec<Inline>>,
    /// Its number, set by assembly for tables with a caption.
    pub number: Option<Number>,
    /// How each column is aligned; as many as there are columns.
    pub columns: Vec<Align>,
    /// Rows at the head, repeated on each page.
    pub head: Vec<Row>,
    /// Rows of the body.
    pub body: Vec<Row>,
}

impl Table {
    /// The column where each cell of these rows begins; cells above may reach down into a row.
    pub fn places(&self, rows: &[Row]) -> Vec<Vec<usize>> {
        let mut covered = vec![0_u16; self.columns.len()];
        let place = |row: &Row| {
            let mut column = 0;
            let mut places = Vec::new();
            for cell in &row.cells {
                while covered.get(column).is_some_and(|left| *left > 0) {
                    column += 1;
                }
                places.push(column);
                let end = (column + usize::from(cell.columns)).min(covered.len());
                covered[column.min(end)..end].fill(cell.rows);
                column += usize::from(cell.columns);
            }
            covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            places
        };
        rows.iter().map(place).collect()
    }
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The cells, without those covered by a span from above.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// A heading for its row or column.
    pub header: bool,
    /// Columns covered, 1 or more.
    pub columns: u16,
    /// Rows covered, 1 or more.
    pub rows: u16,
    /// Its own alignment.
    pub align: Option<Align>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Identifier, classes, language.
    pub attr: Attr,
}

/// How text stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Align {
    /// As the language runs.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// Against the far side.
    End,
}

/// A figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Figure {
    /// Its pictures: one as a rule, several in a figure group.
    pub images: Vec<FigureImage>,
    /// The caption; empty for none.
    pub caption: Vec<Inline>,
    /// Its number, set by assembly for figures with a caption.
    pub number: Option<Number>,
}

/// Where a figure or a table is to stand in print: `place=` among its attributes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Placement {
    /// Where it is called, and nowhere else.
    Here,
    /// At the head of a page.
    Head,
    /// At the foot of a page.
    Foot,
    /// On a page of its own.
    Page,
    /// On a page of its own that is turned to be read.
    Sideways,
}

impl Placement {
    /// The names by which authors ask for one; `top` and `bottom` as other systems call it.
    pub const NAMES: [(&str, Self); 7] = [
        ("here", Self::Here),
        ("head", Self::Head),
        ("foot", Self::Foot),
        ("page", Self::Page),
        ("sideways", Self::Sideways),
        ("top", Self::Head),
        ("bottom", Self::Foot),
    ];

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, placement)| *placement)
    }

    /// The one that is asked for in a block's attributes.
    pub fn of(attr: &Attr) -> Option<Self> {
        Self::named(attr.value(Key::Place)?)
    }
}

/// At which side of the text a figure stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// At the left.
    Left,
    /// At the right.
    Right,
}

impl Side {
    /// What a picture beside the text takes of the measure at most when nothing is wished for, in
    /// thousandths.
    pub const SHARE: u32 = 400;
    /// The most that it takes: beside more the lines would be too short. In thousandths.
    pub const WIDEST: u32 = 600;
}

impl Figure {
    /// The side of the text at which it stands, by its classes: `left`, `right`, or `beside` for the
    /// right. A figure of several pictures has none.
    pub fn side(&self, attr: &Attr) -> Option<Side> {
        match self.images.len() {
            1 if attr.has_class(Class::Left) => Some(Side::Left),
            1 if attr.has_class(Class::Right) || attr.has_class(Class::Beside) => Some(Side::Right),
            _ => None,
        }
    }
}

/// A picture of a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureImage {
    /// The picture.
    pub image: Image,
    /// Its own caption within a group.
    pub caption: Vec<Inline>,
    /// Where it was written.
    pub span: Span,
}

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

/// The name of a box and the blocks below it. Returns `None` for a box without a name of its own.
pub fn box_title(blocks: &[Block]) -> Option<(&[Inline], &[Block])> {
    match blocks.split_first() {
        Some((Block { kind: BlockKind::TitleLine(TitleRole::Box, title), .. }, rest)) => Some((title, rest)),
        _ => None,
    }
}

/// A footnote by its place in [`super::Book::notes`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NoteId(pub u32);

/// A footnote as it is read from a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WrittenNote {
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

/// A footnote of a book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What leads to it.
    pub anchor: NoteAnchor,
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// The number as set; counts anew in each chapter.
    pub number: u32,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it was written.
    pub span: Span,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_reaches_down_moves_those_below_it() {
        let cell = |columns, rows| Cell {
            header: false,
            columns,
            rows,
            align: None,
            attr: Attr::NONE,
            blocks: Vec::new(),
        };
        let rows = [vec![cell(1, 2), cell(2, 1)], vec![cell(1, 1), cell(1, 1)], vec![cell(1, 1)]];
        let rows = rows.map(|cells| Row { cells });
        let columns = vec![Align::Start; 3];
        let table = Table { caption: None, number: None, columns, head: Vec::new(), body: Vec::new() };
        assert_eq!(table.places(&rows), [vec![0, 1], vec![1, 2], vec![0]]);
    }
}
