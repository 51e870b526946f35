//! The widths of the columns of a table on a narrow page. A layout engine that may break words anywhere
//! would make some of them too narrow.

use crate::book::visit::{self, Visitor};
use crate::book::{Cell, Inline, InlineKind, Row, Table};

/// The number of characters in a line on a phone.
const MEASURE: usize = 42;
/// The space around a column, in characters.
const PADDING: usize = 3;
/// The maximum length of words that are not broken, in characters.
const LONGEST: usize = 12;
/// The maximum length of a cell that is taken into account, in characters. A column need not grow with every
/// word.
const MAX_LENGTH: usize = 160;

/// How the columns of a table are sized.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// By the reading system, since the table fits.
    Narrow,
    /// As these percentages of the measure.
    Shared(Vec<usize>),
    /// By the reading system in a scrolling box, since not even the words fit.
    Wide,
}

/// The width that a column needs, in characters.
#[derive(Clone, Copy, Default)]
struct ColumnNeed {
    /// The width of its longest word.
    least: usize,
    /// The width of its longest cell in one line.
    most: usize,
}

impl Shape {
    pub(super) fn of(table: &Table) -> Self {
        let mut needs = vec![ColumnNeed::default(); table.columns.len()];
        for rows in [&table.head, &table.body] {
            measure(table, rows, &mut needs);
        }
        let room = MEASURE.saturating_sub(PADDING * needs.len());
        let least: usize = needs.iter().map(|need| need.least).sum();
        let most: usize = needs.iter().map(|need| need.most).sum();
        if least > room {
            Self::Wide
        } else if most <= room {
            Self::Narrow
        } else {
            Self::Shared(shares(&needs, room - least, most - least))
        }
    }
}

/// Returns the shares of the columns: each has the width of its words, and the rest is distributed by
/// the lengths of cells, as in the automatic table layout of CSS 2.1 (section 17.5.2.2).
fn shares(needs: &[ColumnNeed], left: usize, wanted: usize) -> Vec<usize> {
    let widths: Vec<usize> = needs
        .iter()
        .map(|need| PADDING * wanted + need.least * wanted + (need.most - need.least) * left)
        .collect();
    let whole: usize = widths.iter().sum::<usize>().max(1);
    let mut shares: Vec<usize> = widths.iter().map(|width| width * 100 / whole).collect();
    // The widest column gets the rounding error.
    let rest = 100 - shares.iter().sum::<usize>();
    if let Some(widest) = shares.iter_mut().max() {
        *widest += rest;
    }
    shares
}

fn measure(table: &Table, rows: &[Row], needs: &mut [ColumnNeed]) {
    for (row, places) in rows.iter().zip(table.places(rows)) {
        for (cell, column) in row.cells.iter().zip(places) {
            let Some(need) = needs.get_mut(column).filter(|_| cell.columns == 1) else { continue };
            for line in lines(cell) {
                let word = line.split_whitespace().map(width).max().unwrap_or(0);
                need.least = need.least.max(word.min(LONGEST));
                need.most = need.most.max(width(&line).min(MAX_LENGTH)).max(need.least);
            }
        }
    }
}

/// Returns the lines of a cell at its preferred width.
fn lines(cell: &Cell) -> Vec<String> {
    struct Lines(Vec<String>);
    impl<'a> Visitor<'a> for Lines {
        fn block(&mut self, _: &'a crate::book::Block) {
            self.0.push(String::new());
        }
        fn inline(&mut self, inline: &'a Inline) {
            let line = self.0.last_mut().expect("there is always one");
            match &inline.kind {
                InlineKind::Break => self.0.push(String::new()),
                InlineKind::Text(text)
                | InlineKind::Code(text)
                | InlineKind::Citation(text)
                | InlineKind::Math { source: text, .. } => line.push_str(text),
                InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Superscript(_)
                | InlineKind::Subscript(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Span(..)
                | InlineKind::Link { .. }
                | InlineKind::Note(_)
                | InlineKind::Reference(_)
                | InlineKind::Image(_)
                | InlineKind::Ruby(_) => {}
            }
        }
    }
    let mut lines = Lines(vec![String::new()]);
    visit::blocks(&cell.blocks, &mut lines);
    lines.0
}

/// Returns the width of a text. Ideographs, kana and Hangul are twice as wide as letters (Unicode
/// Standard Annex 11).
fn width(text: &str) -> usize {
    let is_wide = |c: char| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{FFEF}');
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: usize, most: usize) -> ColumnNeed {
        ColumnNeed { least, most }
    }

    #[test]
    fn a_column_of_short_words_keeps_them_whole() {
        let shares = shares(&[need(4, 4), need(9, 160)], 23, 151);
        assert_eq!(shares.iter().sum::<usize>(), 100);
        // 4 characters and the space around a column, of 42.
        assert!((16..=17).contains(&shares[0]), "{shares:?}");
    }

    #[test]
    fn hangul_is_wide_and_dashes_are_not() {
        assert_eq!(width("a—…"), 3);
        assert_eq!(width("판문점"), 6);
    }
}
