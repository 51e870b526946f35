//! The input of the breaker: the measure of every line, and the parameters of a style.

use std::ops::Range;

use super::breaker::{Break, BreakParams, LineMeasures, LineSpaces};
use super::indents::{self, LineIndent};
use super::line_items::LineItems;
use super::shaped::ShapedText;
use crate::design::style::ParStyle;
use crate::diag::{Code, Diagnostic};
use crate::units::Length;

/// The stretch of a ragged edge, and of every line in the last pass, in ems.
const RAGGED_EMS: i64 = 4;
const EMERGENCY_EMS: i64 = 3;
/// The stretch at the end of a line that ends within an address: parts of addresses are long.
const SHORT_EMS: i64 = 10;
/// A last line that leaves no more than this looks full by accident, in thousandths of an em.
const BRIM: i64 = 1_200;
/// Spaces whose centres are closer than this are above each other, in thousandths of an em.
const RIVER: i64 = 225;
/// The width of a space that penalties are meant for, and the narrowest that they are adjusted to, in thousandths
/// of an em. A quarter of an em is usual (Bringhurst 2.1.1).
pub(super) const USUAL_SPACE: i64 = 250;
const NARROWEST: i64 = 180;
/// An excess over the measure that is not visible: a tenth of a point.
pub(super) const UNSEEN: Length = Length::milli_pt(100);

/// The maximum badness of a line in the pass without hyphens, in that with hyphens, and in ragged text.
const PRETOLERANCE: i64 = 100;
const TOLERANCE: i64 = 300;
const RAGGED_TOLERANCE: i64 = 5_000;

/// The measures of a paragraph's lines.
pub(super) struct ParagraphMeasures<'a> {
    line_items: &'a LineItems,
    /// The indent of the first line.
    indent: i64,
    width: i64,
    indents: &'a [LineIndent],
    above: &'a LineSpaces,
    /// The stretch at the end of a line that may be short.
    short: i64,
    /// The maximum stretch at the end of a line.
    max_short: i64,
}

impl<'a> ParagraphMeasures<'a> {
    /// Returns the measures of lines of a width, of which the first has the indent of the style, below a line with
    /// the given spaces.
    pub(super) fn new(
        line_items: &'a LineItems,
        style: &ParStyle,
        width: Length,
        indents: &'a [LineIndent],
        above: &'a LineSpaces,
    ) -> Self {
        let short = style.text.size.to_sp() * SHORT_EMS;
        let max_short = line_items.max_trail() + if line_items.has_short() { short } else { 0 };
        Self {
            line_items,
            indent: style.indent.to_sp(),
            width: width.to_sp(),
            indents,
            above,
            short,
            max_short,
        }
    }

    /// Returns how far a line is indented from the left.
    fn left(&self, line: usize) -> i64 {
        indents::left(self.indents, line).to_sp() + if line == 0 { self.indent } else { 0 }
    }
}

impl LineMeasures for ParagraphMeasures<'_> {
    fn measure(&self, line: usize) -> i64 {
        self.width - self.left(line) - indents::right(self.indents, line).to_sp()
    }

    fn origin(&self, line: usize, from: usize) -> i64 {
        self.left(line) - self.line_items.hang_left.get(from).copied().unwrap_or(0)
    }

    fn hang(&self, from: usize, to: usize) -> i64 {
        self.line_items.hang_left.get(from).copied().unwrap_or(0) + self.line_items.hang_right[to]
    }

    fn above(&self) -> &LineSpaces {
        self.above
    }

    fn short(&self, from: usize, to: usize) -> i64 {
        let short = if self.line_items.may_be_short(from, to) { self.short } else { 0 };
        // A mark at the end of a line may be as wide as others.
        short + self.line_items.trail(to)
    }

    fn max_short(&self) -> i64 {
        self.max_short
    }
}

/// Returns the parameters of a style, for at most `variants` variants. `is_asked` is whether the author asks for
/// another number of lines.
pub(super) fn params(
    style: &ParStyle,
    justified: bool,
    line_items: &LineItems,
    (variants, is_asked): (usize, bool),
) -> BreakParams {
    let em = style.text.size.to_sp();
    let part = |thousandths: i64| if justified { em * thousandths / 1000 } else { 0 };
    BreakParams {
        pretolerance: PRETOLERANCE,
        tolerance: if justified { TOLERANCE } else { RAGGED_TOLERANCE },
        emergency: EMERGENCY_EMS * em,
        ragged: if justified { 0 } else { RAGGED_EMS * em },
        runt: line_items.runt,
        // A line that ends within an address would be short rather than wide.
        avoids_runts: line_items.is_spaced() && !line_items.has_short(),
        brim: part(BRIM),
        river: part(RIVER),
        weight: weight(line_items.space),
        variants,
        is_asked,
    }
}

/// Returns the factor for penalties in a face with spaces of this width, in thousandths.
///
/// Badness grows with the cube of the stretch in relation to the space. In a face with narrow spaces the same line
/// is worse, and hyphens would be too cheap against it.
fn weight(space: i64) -> i64 {
    if space == 0 {
        return 1000;
    }
    let ratio = USUAL_SPACE * 1000 / space.clamp(NARROWEST, USUAL_SPACE);
    ratio * ratio * ratio / 1_000_000
}

/// Returns whether a line is longer than its measure.
pub(super) fn is_overfull(line: &Break) -> bool {
    Length::sp(line.over) > UNSEEN
}

/// Returns the text of each line that is longer than its measure.
pub(super) fn overfull_ranges(breaks: &[Break], line_items: &LineItems) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = breaks.iter().filter_map(|found| {
        let end = line_items.at[found.item];
        let from = std::mem::replace(&mut start, end);
        is_overfull(found).then_some(from..end)
    });
    ranges.collect()
}

/// Reports every line that is longer than its measure.
pub(super) fn overfull<'a>(
    breaks: &'a [Break],
    line_items: &'a LineItems,
    shaped: &'a ShapedText,
) -> impl Iterator<Item = Diagnostic> + 'a {
    breaks.iter().filter(|found| is_overfull(found)).map(|found| {
        // The text shown in the diagnostic is the last word of the line, which could not be broken.
        let text = &shaped.collected.text[..line_items.at[found.item]];
        let word = text.trim_end().rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let span = shaped.collected.span(word..text.len());
        let message = format!("a line is {} pt longer than the measure", Length::sp(found.over));
        let help = "a soft hyphen (`&shy;`) in its longest word, or other words, would let it break";
        Diagnostic::new(Code::Overfull, span, message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::weight;

    #[test]
    fn penalties_grow_with_the_cube_of_what_a_space_is_narrower() {
        assert_eq!([0, 250, 280].map(weight), [1000; 3]);
        assert_eq!(weight(200), 1953);
        // Very narrow spaces are a matter of taste, not of measure.
        assert_eq!(weight(100), weight(180));
    }
}
