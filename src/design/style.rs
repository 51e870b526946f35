//! Styles of text and of paragraphs.

use crate::diag::Span;
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
    /// A family that only a style names, by its index in `Design::own_families`.
    Own(u8),
}

impl Family {
    /// Returns the family that a name of a style refers to. `other` looks up one other than `text`, `heading` and
    /// `code`, by its name and the place where that is written.
    pub(super) fn named(
        name: &str,
        place: Option<Span>,
        other: &mut impl FnMut(&str, Option<Span>) -> Self,
    ) -> Self {
        match name {
            "text" => Self::Text,
            "heading" => Self::Heading,
            "code" => Self::Code,
            name => other(name, place),
        }
    }
}

/// The direction of a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Direction {
    /// Whether it runs from right to left.
    pub rtl: bool,
    /// How many parts of another direction it is nested in: 0 for the text of a paragraph, 1 for a quotation in it that
    /// runs the other way. Each is isolated from the text around it (Unicode Annex 9, section 2.4.2).
    pub depth: u8,
}

impl Direction {
    /// Returns the direction of a paragraph.
    pub fn of_paragraph(rtl: bool) -> Self {
        Self { rtl, depth: 0 }
    }

    /// Returns the direction of a part of this text that has a direction of its own.
    #[must_use]
    pub fn within(self, rtl: bool) -> Self {
        Self { rtl, depth: if rtl == self.rtl { self.depth } else { self.depth.saturating_add(1) } }
    }
}

/// The style of characters.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on the type")]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Whether lower-case letters are set as true small capitals (`smcp`).
    pub small_caps: bool,
    /// Whether capitals are set as small capitals too (`c2sc`).
    pub all_small_caps: bool,
    /// Whether figures are old-style (`onum`, `pnum`), not lining.
    pub old_style: bool,
    /// Whether figures have equal widths (`tnum`), as in columns.
    pub tabular: bool,
    /// The size.
    pub size: Length,
    /// Space added after each letter, in thousandths of the size.
    pub tracking: i32,
    /// The colour of the ink.
    pub colour: Colour,
    /// The distance above the baseline; negative below it.
    pub rise: Length,
    /// Whether there is a line below the text.
    pub underline: bool,
    /// Whether there is a line through the text.
    pub strike: bool,
    /// Where each character has a dot for emphasis.
    pub dots: Option<DotPlace>,
    /// Whether words may be hyphenated.
    pub hyphenate: bool,
    /// The language.
    pub lang: LangTag,
    /// The direction.
    pub direction: Direction,
}

/// Where the dots of emphasis are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DotPlace {
    /// Over the characters.
    Over,
    /// Under them.
    Under,
}

/// The horizontal alignment of lines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Alignment {
    /// Flush with both edges.
    Justified,
    /// Flush with the start of the line.
    Start,
    /// Centred.
    Centre,
    /// Flush with the end of the line.
    End,
}

/// The style of a paragraph.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct ParStyle {
    /// The style of its characters.
    pub text: TextStyle,
    /// The distance between its baselines.
    pub leading: Length,
    /// The distance between the baselines of a title in several lines, which is less than the leading that keeps
    /// other text away from it.
    pub turn: Length,
    /// The indent of the first line, added to `left`; negative for a hanging first line.
    pub indent: Length,
    /// The indent of every line at its start.
    pub left: Length,
    /// The indent of every line at its end.
    pub right: Length,
    /// The space above the paragraph.
    pub above: Length,
    /// The space below the paragraph.
    pub below: Length,
    /// The alignment of its lines.
    pub align: Alignment,
}

impl ParStyle {
    /// Returns the height and the depth of a line: three quarters of the leading are above the
    /// baseline, so that all lines with one leading are on one grid, whatever faces they contain.
    pub fn strut(&self) -> (Length, Length) {
        let height = self.leading.ratio(3, 4);
        (height, self.leading - height)
    }

    /// Returns how far its lines are below a line of the grid with this leading, if the space above them begins
    /// on one: what the space is longer than whole lines.
    pub fn below_grid(&self, leading: Length) -> Length {
        self.above - leading * (self.above.to_sp() / leading.to_sp().max(1))
    }
}
