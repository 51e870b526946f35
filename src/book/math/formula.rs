//! Formulas and the items that they are made of.

use super::alphabet::Alphabet;
use super::class::{AtomClass, Gap};
use super::equation::{EquationLabel, EquationMark};
use super::grid::Grid;
use super::length::MathLength;
use super::style::MathStyle;
use crate::book::anchor::Anchor;

/// A formula.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Formula {
    /// Its TeX source, without its delimiters.
    pub source: String,
    /// Whether it is set on separate lines.
    pub is_display: bool,
    /// Its content; `None` if the source cannot be read, so that it is shown instead.
    pub content: Option<Row>,
    /// The number of the whole formula. Its rows may have numbers instead.
    pub mark: EquationMark,
}

impl Formula {
    /// Returns the grid that is all of its content, whose rows may have numbers.
    pub fn grid(&self) -> Option<&Grid> {
        let mut row = self.content.as_ref()?;
        while let [Item { kind: ItemKind::Group(inner) | ItemKind::Styled(_, inner), .. }] = &row[..] {
            row = inner;
        }
        if let [Item { kind: ItemKind::Grid(grid), .. }] = &row[..] { Some(grid) } else { None }
    }

    /// Returns the grid that is all of its content, to be changed.
    pub fn grid_mut(&mut self) -> Option<&mut Grid> {
        let mut row = &mut self.content.as_mut()?[..];
        while let [Item { kind: ItemKind::Group(inner) | ItemKind::Styled(_, inner), .. }] = row {
            row = inner;
        }
        if let [Item { kind: ItemKind::Grid(grid), .. }] = row { Some(grid) } else { None }
    }

    /// Returns the names and numbers of its rows.
    pub fn labels(&self) -> impl Iterator<Item = &EquationLabel> {
        self.grid().into_iter().flat_map(|grid| &grid.rows).filter_map(|row| row.label.as_ref())
    }

    /// Returns the names and numbers of its rows, to be changed.
    pub fn labels_mut(&mut self) -> impl Iterator<Item = &mut EquationLabel> {
        self.grid_mut().into_iter().flat_map(|grid| &mut grid.rows).filter_map(|row| row.label.as_mut())
    }

    /// Returns the anchors of its rows.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.labels().filter_map(|label| label.anchor.as_ref())
    }

    /// Returns its number, or that of the first of its rows that has one.
    pub fn first_mark(&self) -> &EquationMark {
        let of_row = || self.labels().map(|label| &label.mark).find(|mark| !mark.is_none());
        if self.mark.is_none() { of_row().unwrap_or(&self.mark) } else { &self.mark }
    }
}

/// Items in a line.
pub type Row = Vec<Item>;

/// An item of a formula.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// Its class; `None` if it is no atom, such as a space.
    pub class: Option<AtomClass>,
    /// The space between the atom before it and itself.
    pub gap: Gap,
    /// The kind of item.
    pub kind: ItemKind,
}

/// The kinds of items. Every reader of formulas matches all of them by name.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ItemKind {
    /// A variable of one letter, or a name of several, such as `sin`.
    Letters(String, Alphabet),
    /// A number.
    Number(String, Alphabet),
    /// An operator, a relation, a delimiter that does not grow, or another sign.
    Sign(String),
    /// A sum, an integral or the like, which is larger in display style.
    LargeOperator(char),
    /// Words, which are set in the type of the text.
    Words(String, WordStyle),
    /// A fraction, or one part above another.
    Fraction {
        /// The numerator.
        above: Row,
        /// The denominator.
        below: Row,
        /// The bar between them.
        bar: FractionBar,
        /// The delimiters around it, as in a binomial coefficient.
        delimiters: Delimiters,
        /// Whether it is a part of a continued fraction, whose numerator has at least the height of a line.
        is_continued: bool,
    },
    /// A root; without a degree it is a square root.
    Radical {
        /// The expression below the radical sign.
        body: Row,
        /// The degree.
        degree: Option<Row>,
    },
    /// An item with a subscript, a superscript or both.
    Scripts {
        /// The item; empty for scripts before another item.
        base: Row,
        /// The subscript, or what is below.
        sub: Option<Row>,
        /// The superscript, or what is above.
        sup: Option<Row>,
        /// Where they are.
        place: ScriptPlace,
    },
    /// An expression between delimiters that grow with it.
    Fence(Fence),
    /// A delimiter of a size that the author chose: 1 to 4, from `\big` to `\Bigg`.
    SizedDelimiter(char, u8),
    /// An expression with an accent, or with an arrow above or below it.
    Accent(Accent),
    /// An expression with a rule above or below it.
    Bar(Bar),
    /// An expression with a brace or a bracket above or below it.
    Brace {
        /// The expression.
        body: Row,
        /// The brace, such as U+23DE.
        sign: char,
        /// Whether it is above.
        is_over: bool,
    },
    /// An arrow as long as its labels.
    Arrow(Arrow),
    /// Rows and columns.
    Grid(Box<Grid>),
    /// A space that the author wrote.
    Space(MathLength),
    /// The space that an expression would take.
    Phantom {
        /// The expression, which is not shown.
        body: Row,
        /// Whether it takes its width.
        has_width: bool,
        /// Whether it takes its height and depth.
        has_height: bool,
    },
    /// An expression that takes no height, no depth or neither.
    Smashed {
        /// The expression.
        body: Row,
        /// Whether it has its height.
        has_height: bool,
        /// Whether it has its depth.
        has_depth: bool,
    },
    /// An expression that takes no width.
    Overlapping(Row, Overlap),
    /// An expression in a frame.
    Framed(Row),
    /// An expression that is struck out.
    Struck(Row, Strike),
    /// Items in another style. Spaces between them and their neighbours are those of one row.
    Styled(MathStyle, Row),
    /// Items in another size, in per cent of that around them.
    Scaled(u16, Row),
    /// An expression that is raised, or lowered if the length is negative.
    Raised(MathLength, Row),
    /// An expression that is centred on the axis.
    Centred(Row),
    /// A rule.
    Rule {
        /// Its width.
        width: MathLength,
        /// Its height.
        height: MathLength,
        /// How far it is raised.
        shift: MathLength,
    },
    /// Items that form one atom.
    Group(Row),
}

/// The type of words in a formula.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum WordStyle {
    /// That of the text.
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// That of code.
    Code,
}

/// The bar of a fraction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FractionBar {
    /// No bar.
    None,
    /// A bar of the thickness that the typeface has for fractions.
    Usual,
    /// A bar of this thickness.
    Thick(MathLength),
}

/// A pair of delimiters that grow; `None` for one that is not shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Delimiters {
    /// The one before.
    pub open: Option<char>,
    /// The one after.
    pub close: Option<char>,
}

/// An expression between delimiters that grow with it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fence {
    /// The delimiters around it.
    pub delimiters: Delimiters,
    /// The first part of the expression.
    pub first: Row,
    /// The delimiters within, each with the part behind it.
    pub rest: Vec<(Option<char>, Row)>,
}

/// The position of scripts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ScriptPlace {
    /// At the right.
    Beside,
    /// Above and below, as with a sum in display style.
    Limits,
}

/// An expression with an accent.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Accent {
    /// The expression.
    pub body: Row,
    /// The accent, as a spacing character if there is one.
    pub sign: char,
    /// Whether it is as wide as the expression.
    pub is_wide: bool,
    /// Whether it is below.
    pub is_under: bool,
}

/// An expression with a rule.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Bar {
    /// The expression.
    pub body: Row,
    /// Whether the rule is below.
    pub is_under: bool,
}

/// An arrow as long as its labels.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Arrow {
    /// The arrow.
    pub sign: char,
    /// The label above it, or at the left of one that points up or down.
    pub first: Row,
    /// The label below it, or at the right.
    pub second: Row,
    /// Whether it points up or down.
    pub is_vertical: bool,
}

/// The side on which an expression without width extends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Overlap {
    /// To the left.
    Left,
    /// To both sides.
    Both,
    /// To the right.
    Right,
}

/// How an expression is struck out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Strike {
    /// From the lower left to the upper right.
    Up,
    /// From the upper left to the lower right.
    Down,
    /// By both.
    Cross,
    /// By a horizontal line.
    Line,
}

impl Item {
    /// Returns an atom; [`super::settle`] determines the space before it.
    pub fn atom(class: AtomClass, kind: ItemKind) -> Self {
        Self { class: Some(class), gap: Gap::None, kind }
    }

    /// Returns an item that is no atom.
    pub fn other(kind: ItemKind) -> Self {
        Self { class: None, gap: Gap::None, kind }
    }
}
