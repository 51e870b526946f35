//! Limits of the input: far above any real book, far below what would exhaust a machine.
//!
//! A [`Limit`] holds for the run of a program, which may raise all of them by one factor: [`Limits`]. The constants are
//! fixed, because a stack or a file format ends there, or because nothing is lost beyond them.

use std::fmt;

/// The maximum width and height of a picture, in pixels: those of a JPEG (ITU-T T.81, B.2.2).
pub const PICTURE_SIDE: u32 = 65_535;
/// The maximum depth of the elements of a drawing, with those that references lead to.
pub const DRAWING_DEPTH: u32 = 256;
/// The maximum number of names in a folder for comparing them with a missing one.
pub const NAMES: usize = 10_000;
/// The maximum depth of brackets in `book.yaml` and other YAML: the scanner takes a time that grows with its square.
pub const YAML_DEPTH: usize = 512;
/// The maximum size of a lock file, in bytes: some seventy times that of a plain book.
pub const LOCK_BYTES: usize = 1 << 20;
/// The maximum depth of quotations, lists, divs, tables, spans and emphasis in a chapter: far more than any book needs,
/// and few enough that every later walk over the model may recurse.
pub const NESTING: usize = 64;
/// The maximum number of files through which a file is included, as in mdBook.
pub const INCLUDE_DEPTH: usize = 10;
/// The maximum size of what a chapter includes, in bytes.
pub const INCLUDED_BYTES: usize = 16 << 20;
/// The maximum size of the files in which a chapter's includes are searched for, in bytes, each file counted as often
/// as it is searched: about a second.
pub const SEARCHED_BYTES: usize = 1 << 30;
/// The maximum size of a formula, in bytes: many times that of the longest in print.
pub const FORMULA_BYTES: usize = 32 << 10;
/// The maximum depth of groups and environments in a formula. The parser has a limit of 32 for all that nests.
pub const FORMULA_DEPTH: usize = 30;
/// The maximum size of a text that both books repeat wherever something refers to it, in bytes: the expansion of an
/// abbreviation, or a title.
pub const REPEATED_BYTES: usize = 1000;
/// The maximum size of the argument of `\ce` or `\pu` in a formula, in bytes: several lines in print. The time for
/// reading one grows with the square of it.
pub const CHEMISTRY_BYTES: usize = 1000;
/// The maximum number of commands that a book and the formulas of a file define.
pub const DEFINITIONS: usize = 1000;
/// The maximum size of a block of code that is highlighted, in bytes. At some 8,000 lines a second, a larger one takes
/// longer than the rest of a book.
pub const CODE_BYTES: usize = 256 << 10;
/// The maximum length of a line of code that is highlighted, in characters: the time that a grammar takes may grow with
/// the square of it. Nobody reads such a line; it is generated.
pub const CODE_LINE: usize = 2000;
/// The maximum number of equal characters side by side in a line of code that is highlighted: with expressions such as
/// ``(`+).*\1``, the time may grow with its third power.
pub const CODE_RUN: usize = 250;
/// The maximum number of columns that a cell of a table spans. HTML allows 1000, but no page has room for 250.
pub const CELL_COLUMNS: u16 = 250;
/// The maximum number of rows that a cell of a table spans.
pub const CELL_ROWS: u16 = 10_000;

/// The limits of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    factor: u16,
}

/// A limit that a run may raise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// The size of a Markdown file or of `book.yaml`, in bytes.
    Text,
    /// The size of a picture file, in bytes.
    Picture,
    /// The number of pixels of a picture, of all pictures within a drawing, or of its parts that become pixels.
    Pixels,
    /// The size of the samples of a PNG file in memory, in bytes.
    Samples,
    /// The size of a font file, in bytes.
    Font,
    /// The size of an SVG drawing, in bytes.
    Drawing,
    /// The number of nodes of a drawing: elements, texts and comments.
    DrawingNodes,
    /// The number of elements of a drawing, with those that references repeat.
    DrawnElements,
    /// The product of the rules and the elements of a drawing.
    StyleMatches,
    /// The work for the parts of a drawing that become pixels, in simple operations on a pixel.
    DrawingWork,
    /// The memory for a part of a drawing that becomes pixels, in bytes.
    DrawingMemory,
    /// The work for setting the text of a drawing, in nanoseconds.
    DrawnText,
}

/// A limit that an input exceeds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OverLimit {
    limit: Limit,
    allowed: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { factor: 1 }
    }
}

impl Limits {
    /// The maximum factor.
    pub const MAX_FACTOR: u16 = 100;

    /// Returns limits that are raised by a factor from 1 to [`Limits::MAX_FACTOR`], or `None` for any other.
    pub fn raised(factor: u16) -> Option<Self> {
        (1..=Self::MAX_FACTOR).contains(&factor).then_some(Self { factor })
    }

    /// Returns what a limit allows, in its unit.
    pub fn of(self, limit: Limit) -> u64 {
        limit.base() * u64::from(self.factor)
    }

    /// Checks an amount.
    ///
    /// # Errors
    /// Returns the limit if the amount exceeds it.
    pub fn check(self, limit: Limit, amount: u64) -> Result<(), OverLimit> {
        if amount > self.of(limit) { Err(self.over(limit)) } else { Ok(()) }
    }

    /// Returns the error of an input that exceeds a limit.
    pub fn over(self, limit: Limit) -> OverLimit {
        OverLimit { limit, allowed: self.of(limit) }
    }
}

impl Limit {
    /// All limits, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Picture,
        Self::Pixels,
        Self::Samples,
        Self::Font,
        Self::Drawing,
        Self::DrawingNodes,
        Self::DrawnElements,
        Self::StyleMatches,
        Self::DrawingWork,
        Self::DrawingMemory,
        Self::DrawnText,
    ];

    /// Returns what the limit allows if it is not raised, in its unit.
    pub const fn base(self) -> u64 {
        match self {
            Self::Text => 16 << 20,
            Self::Picture => 64 << 20,
            Self::Pixels => 100_000_000,
            Self::Samples => 400_000_000,
            Self::Font => 32 << 20,
            Self::Drawing => 8 << 20,
            Self::DrawingNodes => 200_000,
            Self::DrawnElements => 2_000_000,
            Self::StyleMatches => 20_000_000,
            Self::DrawingWork => 2_000_000_000,
            Self::DrawingMemory => 512_000_000,
            Self::DrawnText => 3_000_000_000,
        }
    }

    /// Returns the help for an author whose input exceeds the limit.
    fn help(self) -> &'static str {
        match self {
            Self::Text => "divide the file into several",
            Self::Picture | Self::Pixels | Self::Samples => {
                "make it smaller, as print needs 300 pixels per inch"
            }
            Self::Font => "use a font with fewer characters",
            Self::Drawing | Self::DrawingNodes | Self::DrawnElements => "simplify it, or export it as PNG",
            Self::StyleMatches => "write the properties into the elements, or export it as PNG",
            Self::DrawingWork | Self::DrawingMemory => {
                "make its filters, masks and patterns smaller or fewer, or export it as PNG"
            }
            Self::DrawnText => "divide its text into several `text` elements",
        }
    }
}

impl OverLimit {
    /// Returns the help for an author: how to stay below the limit, and how to raise it.
    pub fn help(self) -> String {
        format!("{}; `--raise-limits 2` allows twice as much", self.limit.help())
    }
}

/// What the input does, as a phrase: "is larger than 16 MiB".
impl fmt::Display for OverLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, allowed } = *self;
        let (mebibytes, millions) = (allowed >> 20, allowed / 1_000_000);
        match limit {
            Limit::Text | Limit::Picture | Limit::Font | Limit::Drawing => {
                write!(f, "is larger than {mebibytes} MiB")
            }
            Limit::Pixels => write!(f, "has more than {millions} million pixels"),
            Limit::Samples => write!(f, "takes more than {millions} MB of memory"),
            Limit::DrawingNodes => write!(f, "has more than {} nodes", grouped(allowed)),
            Limit::DrawnElements => write!(
                f,
                "has more than {millions} million elements, or texts as expensive to set, with all that its \
                 references repeat"
            ),
            Limit::StyleMatches => write!(
                f,
                "has too many style rules: more than {millions} million pairs of a rule and an element"
            ),
            Limit::DrawingWork => write!(
                f,
                "takes too long to draw as pixels: more than {} billion operations",
                millions / 1000
            ),
            Limit::DrawingMemory => write!(f, "takes more than {millions} MB of memory to draw as pixels"),
            Limit::DrawnText => write!(f, "takes more than {} s to set its text", millions / 1000),
        }
    }
}

/// Returns a number with commas between groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    groups.join(",")
}

#[cfg(test)]
pub(crate) mod handbook;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_states_what_the_run_allows() {
        let over =
            |factor: u16, limit: Limit| Limits::raised(factor).expect("a factor").over(limit).to_string();
        assert_eq!(over(1, Limit::DrawingNodes), "has more than 200,000 nodes");
        assert_eq!(over(100, Limit::DrawingNodes), "has more than 20,000,000 nodes");
        assert_eq!(over(3, Limit::Text), "is larger than 48 MiB");
        assert_eq!(Limits::raised(0), None);
        assert_eq!(Limits::raised(Limits::MAX_FACTOR + 1), None);
    }

    #[test]
    fn an_amount_may_be_as_large_as_the_limit() {
        for limit in Limit::ALL {
            let limits = Limits::raised(2).expect("a factor");
            assert_eq!(limits.check(limit, 2 * limit.base()), Ok(()), "{limit:?}");
            assert_eq!(limits.check(limit, 2 * limit.base() + 1), Err(limits.over(limit)), "{limit:?}");
        }
    }
}
