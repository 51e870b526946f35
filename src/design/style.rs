//! Styles of text and of paragraphs.

use crate::lang::LangTag;
use crate::units::{Colour, Length};

/// Which of the design's families.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Family {
    /// The text family.
    Text,
    /// The family of headings.
    Heading,
    /// The family of code.
    Code,
    /// A family that a style alone asks for, by its place in the design.
    Own(u8),
}

/// How characters are set.
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
    /// The colour.
    pub colour: Colour,
    /// How far above the baseline.
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
    /// Both edges straight.
    Justified,
    /// Ragged on the far side.
    Start,
    /// In the middle.
    Centre,
    /// Ragged on the near side.
    End,
}

/// How a paragraph is set.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ParStyle {
    /// Its characters.
    pub text: TextStyle,
    /// The distance of its baselines.
    pub leading: Length,
    /// Indent of the first line, over `left`; may be negative to hang.
    pub indent: Length,
    /// Indent of every line from the near side.
    pub left: Length,
    /// Indent of every line from the far side.
    pub right: Length,
    /// White above the whole.
    pub above: Length,
    /// White below the whole.
    pub below: Length,
    /// How lines fill the measure.
    pub align: Alignment,
}

impl ParStyle {
    /// How a line of this style divides its leading above and below the baseline: three quarters
    /// above, so that lines of one leading share one grid whatever faces they hold.
    pub fn strut(&self) -> (Length, Length) {
        let height = self.leading.ratio(3, 4);
        (height, self.leading - height)
    }
}
