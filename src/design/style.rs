//! Styles of text and of paragraphs.

use crate::lang::LangTag;
use crate::units::{Colour, Length};

/// One of the design's families.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Family {
    /// The text family.
    Text,
    /// The family of headings.
    Heading,
    /// The family of code.
    Code,
    /// A family that a style alone names, by its index in `Design::own_families`.
    Own(u8),
}

/// The style of characters.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the type")]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// True small capitals (`smcp`).
    pub small_caps: bool,
    /// Capitals to small capitals too (`c2sc`).
    pub all_small_caps: bool,
    /// Old-style figures (`onum`, `pnum`); lining ones otherwise.
    pub old_style: bool,
    /// Figures of one width (`tnum`), for columns.
    pub tabular: bool,
    /// The size.
    pub size: Length,
    /// Space added after each letter, in thousandths of the size.
    pub tracking: i32,
    /// The colour of the ink.
    pub colour: Colour,
    /// The distance above the baseline; negative below it.
    pub rise: Length,
    /// A line below the text.
    pub underline: bool,
    /// A line through the text.
    pub strike: bool,
    /// Words may be hyphenated.
    pub hyphenate: bool,
    /// The language.
    pub lang: LangTag,
}

/// How lines fill the measure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Alignment {
    /// Straight at both edges.
    Justified,
    /// Straight at the start of the line.
    Start,
    /// In the middle.
    Centre,
    /// Straight at the end of the line.
    End,
}

/// The style of a paragraph.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ParStyle {
    /// The style of its characters.
    pub text: TextStyle,
    /// The distance of its baselines.
    pub leading: Length,
    /// Indent of the first line, added to `left`; negative for a first line that starts further left.
    pub indent: Length,
    /// Indent of every line from its start.
    pub left: Length,
    /// Indent of every line from its end.
    pub right: Length,
    /// Space above the paragraph.
    pub above: Length,
    /// Space below the paragraph.
    pub below: Length,
    /// How lines fill the measure.
    pub align: Alignment,
}

impl ParStyle {
    /// Returns the height and depth of a line: three quarters of the leading are above the baseline, so
    /// that lines of one leading share one grid whatever faces they contain.
    pub fn strut(&self) -> (Length, Length) {
        let height = self.leading.ratio(3, 4);
        (height, self.leading - height)
    }
}
