//! Indents of single lines: the first lines of a paragraph make room for an initial or a figure beside
//! them.

use crate::units::Length;

/// Room beside the first lines of a paragraph. Indents add up, so that each line can have its own: with an
/// indent of three lines and a negative indent of one line, the first line is indented less than the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct LineIndent {
    /// The number of lines.
    pub(crate) lines: usize,
    /// The indent from the left.
    pub(crate) left: Length,
    /// The indent from the right.
    pub(crate) right: Length,
}

impl LineIndent {
    /// Returns an indent at the left of the first lines.
    pub(crate) const fn left(lines: usize, left: Length) -> Self {
        Self { lines, left, right: Length::ZERO }
    }
}

/// Returns how far a line, counted from 0, is indented from the left.
pub(super) fn left(indents: &[LineIndent], line: usize) -> Length {
    indents.iter().filter(|indent| line < indent.lines).map(|indent| indent.left).sum()
}

/// Returns how far a line, counted from 0, is indented from the right.
pub(super) fn right(indents: &[LineIndent], line: usize) -> Length {
    indents.iter().filter(|indent| line < indent.lines).map(|indent| indent.right).sum()
}

/// Returns the indents that are left below a number of lines.
pub(crate) fn below(indents: &[LineIndent], lines: usize) -> Vec<LineIndent> {
    let below = |indent: &LineIndent| {
        let left = indent.lines.checked_sub(lines).filter(|left| *left > 0)?;
        Some(LineIndent { lines: left, ..*indent })
    };
    indents.iter().filter_map(below).collect()
}

/// Returns the number of lines that are indented.
pub(crate) fn lines(indents: &[LineIndent]) -> usize {
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
        // Two lines further down only the first indent is left.
        assert_eq!(below(&indents, 2), [LineIndent::left(1, pt(30))]);
        assert_eq!(below(&indents, 3), []);
    }
}
