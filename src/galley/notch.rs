//! Lines that are set in: the first lines of a paragraph make room for what stands beside them, an
//! initial or a figure.

use crate::units::Length;

/// Room beside the first lines of a paragraph. Several add up, so that each line may have its own:
/// one of three lines and one of a single line, negative, set the first line in by less.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Notch {
    /// How many lines.
    pub(super) lines: usize,
    /// How far from the left.
    pub(super) left: Length,
    /// How far from the right.
    pub(super) right: Length,
}

impl Notch {
    /// At the left of the first lines.
    pub(super) const fn left(lines: usize, left: Length) -> Self {
        Self { lines, left, right: Length::ZERO }
    }
}

/// How far a line, counted from 0, is set in from the left.
pub(super) fn left(notches: &[Notch], line: usize) -> Length {
    notches.iter().filter(|notch| line < notch.lines).map(|notch| notch.left).sum()
}

/// How far a line, counted from 0, is set in from the right.
pub(super) fn right(notches: &[Notch], line: usize) -> Length {
    notches.iter().filter(|notch| line < notch.lines).map(|notch| notch.right).sum()
}

/// How many lines are set in.
pub(super) fn lines(notches: &[Notch]) -> usize {
    notches.iter().map(|notch| notch.lines).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notches_add_up_line_by_line() {
        let pt = Length::pt;
        let figure = Notch { lines: 2, left: pt(0), right: pt(7) };
        let notches = [Notch::left(3, pt(30)), Notch::left(1, pt(-10)), figure];
        let shown: Vec<_> = (0..4).map(|line| (left(&notches, line), right(&notches, line))).collect();
        assert_eq!(shown, [(pt(20), pt(7)), (pt(30), pt(7)), (pt(30), pt(0)), (pt(0), pt(0))]);
        assert_eq!((lines(&notches), lines(&[])), (3, 0));
    }
}
