//! The widths of the columns of a table on a narrow page. A layout engine that may break words anywhere
//! would make some of them too narrow.

use crate::book::column_widths::{self, ColumnNeed};
use crate::book::math::plain;
use crate::book::visit::{self, Visitor};
use crate::book::{Cell, Inline, InlineKind, Row, Table};
use crate::units::Length;

/// The width of a character, as the unit of the others.
const CHARACTER: Length = Length::pt(1);
/// The number of characters in a line on a phone.
const MEASURE: i64 = 42;
/// The space around a column, in characters.
const PADDING: i64 = 3;
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

/// The columns of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    pub(super) shape: Shape,
    /// Whether the words of its heads, which are not broken, do not fit a phone side by side if the reader doubles the
    /// size of the text, so that it has to scroll there.
    pub(super) tight: bool,
}

impl Columns {
    pub(super) fn of(table: &Table) -> Self {
        let mut needs = vec![Need::default(); table.columns.len()];
        for rows in [&table.head, &table.body] {
            measure(table, rows, &mut needs);
        }
        let room =
            |measure: i64| CHARACTER * (measure - PADDING * i64::try_from(needs.len()).unwrap_or(measure));
        let heads: Length = needs.iter().map(|need| need.head).sum();
        let needs: Vec<ColumnNeed> = needs.iter().map(|need| need.column).collect();
        let shape = shape(&needs, room(MEASURE));
        let tight = shape != Shape::Wide && heads > room(MEASURE / 2);
        Self { shape, tight }
    }
}

/// Returns how columns with these needs are sized in this room.
fn shape(needs: &[ColumnNeed], room: Length) -> Shape {
    let least: Length = needs.iter().map(|need| need.least).sum();
    let most: Length = needs.iter().map(|need| need.most).sum();
    if least > room {
        Shape::Wide
    } else if most <= room {
        Shape::Narrow
    } else {
        Shape::Shared(percentages(&column_widths::share(needs, room)))
    }
}

/// What a column needs.
#[derive(Clone, Copy, Default, Debug)]
struct Need {
    column: ColumnNeed,
    /// The longest word of its heads, which are not broken, however long their words are.
    head: Length,
}

/// Returns the percentages of the measure that these columns have with the space around them. Their sum is
/// 100: the widest column gets the rounding error.
fn percentages(widths: &[Length]) -> Vec<usize> {
    let percentage = |width: &Length| (*width + CHARACTER * PADDING).ratio(100, MEASURE).to_milli_pt() / 1000;
    let mut shares: Vec<usize> =
        widths.iter().map(|width| usize::try_from(percentage(width)).unwrap_or(0)).collect();
    let rest = 100_usize.saturating_sub(shares.iter().sum());
    if let Some(widest) = shares.iter_mut().max() {
        *widest += rest;
    }
    shares
}

fn measure(table: &Table, rows: &[Row], needs: &mut [Need]) {
    for (row, places) in rows.iter().zip(table.places(rows)) {
        for (cell, column) in row.cells.iter().zip(places) {
            let Some(need) = needs.get_mut(column).filter(|_| cell.columns == 1) else { continue };
            for line in lines(cell) {
                let word = line.split_whitespace().map(width).max().unwrap_or(0);
                let least = if cell.header { word } else { word.min(LONGEST) };
                let most = width(&line).clamp(least, MAX_LENGTH.max(least));
                need.column.include(characters(least), characters(most));
                if cell.header {
                    need.head = need.head.max(characters(word));
                }
            }
        }
    }
}

/// Returns the length of so many characters.
fn characters(count: usize) -> Length {
    CHARACTER * i64::try_from(count).unwrap_or(MEASURE)
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
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => {
                    line.push_str(text)
                }
                InlineKind::Math(formula) => line.push_str(&plain(formula)),
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

    #[test]
    fn a_column_of_short_words_keeps_them_whole() {
        let need = |least, most| ColumnNeed { least: characters(least), most: characters(most) };
        let shares = percentages(&column_widths::share(&[need(4, 4), need(9, 160)], characters(36)));
        // 4 characters and the space around a column, of 42.
        assert_eq!(shares, [16, 84]);
    }

    #[test]
    fn hangul_is_wide_and_dashes_are_not() {
        assert_eq!(width("a—…"), 3);
        assert_eq!(width("판문점"), 6);
    }
}
