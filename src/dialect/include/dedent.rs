//! Which spaces before the lines of an included file are left out. Entry point: [`Dedent::columns`].

use std::ops::Range;

/// The spaces that are left out before each line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dedent {
    /// As many as these, if a line has them.
    Columns(usize),
    /// Those that all lines have.
    Auto,
}

impl Dedent {
    /// Parses the value of an attribute. Without one, lines keep their spaces, as in pandoc, Quarto and mdBook; anything
    /// but a number means `auto`.
    pub(super) fn parse(value: Option<&str>) -> Self {
        value.map_or(Self::Columns(0), |value| value.trim().parse().map_or(Self::Auto, Self::Columns))
    }

    /// Returns the number of spaces or tabs that are left out before each line of some ranges of a text.
    pub(super) fn columns(self, text: &str, ranges: &[Range<usize>]) -> usize {
        match self {
            Self::Columns(columns) => columns,
            Self::Auto => {
                let lines = ranges.iter().flat_map(|range| text[range.clone()].lines());
                lines.filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0)
            }
        }
    }
}

/// Returns the number of spaces and tabs before a line.
pub(super) fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}
