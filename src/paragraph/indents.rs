//! Lines that are set in: the first lines of a paragraph make room for what stands beside them, an
//! initial or a figure.

use crate::units::Length;

/// Room beside the first lines of a paragraph. Several add up, so that each line may have its own:
/// one of three lines and one of a single line, negative, set the first line in by less.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct LineIndent {
    /// How many lines.
    pub(crate) lines: usize,
    /// How far from the left.
    pub(crate) left: Length,
    /// How far from the right.
    pub(crate) right: Length,
}

impl LineIndent {
    /// At the left of the first lines.
    pub(crate) const fn left(lines: usize, left: Length) -> Self {
        Self { lines, left, right: Length::ZERO }
    }
}

/// How far a line, counted from 0, is set in from the left.
pub(super) fn left(indents: &[LineIndent], line: usize) -> Length {
    indents.iter().filter(|indent| line < indent.lines).map(|indent| indent.left).sum()
}

/// How far a line, counted from 0, is set in from the right.
pub(super) fn right(indents: &[LineIndent], line: usize) -> Length {
    indents.iter().filter(|indent| line < indent.lines).map(|indent| indent.right).sum()
}

/// How many lines are set in.
pub(super) fn lines(indents: &[LineIndent]) -> usize {
    indents.iter().map(|indent| indent.lines).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_add_up_line_by_line() {
        let pt = Length::pt;
        let figure = LineIndent { lines: 2, left: pt(0), right: pt(7) };
        let indents = [LineIndent::left(3, pt(30)), LineIndent::left(1, pt(-10)), figure];
        let shown: Vec<_> = (0..4).map(|line| (left(&indents, line), right(&indents, line))).collect();
        assert_eq!(shown, [(pt(20), pt(7)), (pt(30), pt(7)), (pt(30), pt(0)), (pt(0), pt(0))]);
        assert_eq!((lines(&indents), lines(&[])), (3, 0));
    }
}
