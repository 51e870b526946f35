//! Invariants of every span and every text of a manuscript.

use crate::book::Manuscript;
use crate::book::{Block, BlockKind, Image, Inline, InlineKind, Row, Table, visit};
use crate::diag::{Outcome, Span};
use crate::manuscript::char_span;

/// Checks that every span is inside the text, and that every text begins where its span does.
pub(super) fn check(text: &str, outcome: &Outcome<Manuscript>) {
    let mut spans = SpanCheck { text };
    visit::blocks(&outcome.value.blocks, &mut spans);
    for note in &outcome.value.notes {
        spans.check(note.span);
        visit::blocks(&note.blocks, &mut spans);
    }
    for diagnostic in &outcome.diagnostics {
        diagnostic.span.into_iter().for_each(|span| spans.check(span));
        diagnostic.labels.iter().for_each(|label| spans.check(label.span));
    }
}

/// Checks that the words `zz0q`, `zz1q` and so on are in the source at the places that their texts
/// record.
pub(super) fn check_words(text: &str, manuscript: &Manuscript) {
    let mut words = WordPlaces { text };
    visit::blocks(&manuscript.blocks, &mut words);
    manuscript.notes.iter().for_each(|note| visit::blocks(&note.blocks, &mut words));
}

struct SpanCheck<'t> {
    text: &'t str,
}

impl SpanCheck<'_> {
    fn check(&self, span: Span) {
        assert!(self.text.get(span.range()).is_some(), "{span:?} in {:?}", self.text);
    }
}

impl<'a> visit::Visitor<'a> for SpanCheck<'_> {
    fn block(&mut self, block: &'a Block) {
        self.check(block.span);
        if let BlockKind::List(list) = &block.kind {
            list.items.iter().for_each(|item| self.check(item.span));
        }
        if let BlockKind::Table(table) = &block.kind {
            check_columns(table);
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        self.check(inline.span);
        let InlineKind::Text(text) = &inline.kind else { return };
        assert!(!text.is_empty() && !text.contains(|c: char| c < ' ' && c != '\t' && c != '\n'));
        let first = text.chars().next().filter(char::is_ascii_alphanumeric);
        let source = &self.text[inline.span.range()];
        assert!(
            first.is_none_or(|first| source.starts_with(first)),
            "{text:?} in {source:?} of {:?}",
            self.text
        );
    }

    fn figure_image(&mut self, _image: &'a Image, span: Span) {
        self.check(span);
    }
}

/// Checks that all rows cover the same columns, unless a cell spans several rows.
fn check_columns(table: &Table) {
    let width = |row: &Row| row.cells.iter().map(|cell| usize::from(cell.columns)).sum::<usize>();
    let is_plain = |rows: &[Row]| rows.iter().flat_map(|row| &row.cells).all(|cell| cell.rows == 1);
    for rows in [&table.head, &table.body] {
        assert!(!is_plain(rows) || rows.iter().all(|row| width(row) == table.columns.len()));
    }
}

struct WordPlaces<'t> {
    text: &'t str,
}

impl<'a> visit::Visitor<'a> for WordPlaces<'_> {
    fn inline(&mut self, inline: &'a Inline) {
        let InlineKind::Text(text) = &inline.kind else { return };
        for (at, _) in text.match_indices("zz") {
            let word: String = text[at..].chars().take_while(|c| *c != 'q').collect();
            let start = char_span(text, self.text, inline.span, at).range().start;
            let found = &self.text[start..];
            assert!(found.starts_with(&word), "{word} of {text:?} at {:?} in {:?}", inline.span, self.text);
        }
    }
}
