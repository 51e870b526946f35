//! A table whose lines are set: caption, header, rows.

use std::sync::Arc;

use super::super::caption::{Caption, CaptionLines, caption_number};
use super::super::context::BlockContext;
use super::super::setter::Setter;
use super::columns::Columns;
use super::rows;
use crate::book::tag::Tag;
use crate::book::{Inline, Row, Table};
use crate::design::ParRole;
use crate::diag::Span;
use crate::layout::{FORBID, GridFit, Line, Placed, PlacedKind, Repeat, RepeatAt};
use crate::units::Length;
use crate::words::{Word, word};

/// The maximum height of a table that no page end divides, in thousandths of the text's height.
const KEPT: i64 = 333;
/// The cost of a page end after the first row of a table, or before the last.
const ROW_ALONE: i32 = 1_500;

/// The maximum height of a table with its caption in the margin, which no page end divides either.
const KEPT_BESIDE: i64 = 500;

/// A table whose lines are set and not yet put below each other.
pub(super) struct SetTable {
    /// The lines of the caption above the table.
    pub(super) caption: Vec<Line>,
    /// The lines of a caption in the outer margin.
    beside: Option<Vec<Line>>,
    /// The line on later pages that names the table.
    continued: Vec<Line>,
    pub(super) head: Vec<Line>,
    /// The lines of each row, and whether it is kept with the next.
    pub(super) body: Vec<(Vec<Line>, bool)>,
    /// The space between caption and header.
    pub(super) gap: Length,
    /// The thickness of the rule below the last row.
    pub(super) rule: Length,
}

impl SetTable {
    /// `room` is the height that a page has for the table. Rows of more than half of it may be divided. The caption may
    /// be in the outer margin only if the table is in the run of the text.
    pub(super) fn new(
        setter: &mut Setter<'_>,
        table: &Table,
        columns: &Columns,
        room: Length,
        may_be_beside: bool,
        span: Span,
        context: &BlockContext,
    ) -> Self {
        let context = &context.within(setter.element(context, Tag::Table));
        let number = setter.shown(table.number.as_ref(), context);
        let words = table.caption.as_deref().unwrap_or_default();
        let caption = Caption::new(setter, number.as_deref(), words, span, context);
        // The elements of a caption that may be in the margin follow the rows, whose height decides it.
        let may_be_beside = may_be_beside
            && columns.excess.is_zero()
            && setter.resources.design.page.caption_column.is_some();
        let (waiting, caption) = match caption {
            Some(caption) if !may_be_beside => (None, caption.lines(setter)),
            caption => (caption, Vec::new()),
        };
        let continued = continued(setter, number.as_deref(), span, context);
        let mut section = |rows_of: &[Row], tag| {
            if rows_of.is_empty() {
                return Vec::new();
            }
            let context = context.within(setter.element(context, tag));
            rows::set(setter, rows_of, tag == Tag::TableHead, columns, &context)
        };
        let head = section(&table.head, Tag::TableHead);
        let body = section(&table.body, Tag::TableBody);
        let mut head: Vec<Line> =
            head.into_iter().flat_map(|row| rows::lines(row, columns, room / 2, span)).collect();
        let mut body: Vec<(Vec<Line>, bool)> = body
            .into_iter()
            .map(|row| {
                let reaches_on = row.reaches_on;
                (rows::lines(row, columns, room / 2, span), reaches_on)
            })
            .collect();
        // The rules are attached to the first line, the last line of the header, and the last line.
        let spec = setter.resources.design.spec.tables;
        let first = head.first_mut().or_else(|| body.first_mut().and_then(|(row, _)| row.first_mut()));
        if let Some(line) = first {
            columns.rule(line, true, spec.rule);
        }
        if let Some(line) = head.last_mut() {
            columns.rule(line, false, spec.head_rule);
        }
        let count = body.len();
        for (index, (row, reaches_on)) in body.iter_mut().enumerate() {
            // A cell that extends into the next row is not cut.
            let last = index + 1 == count;
            if let (Some(line), true) = (row.last_mut(), last || !*reaches_on) {
                columns.rule(line, false, if last { spec.rule } else { spec.row_rule });
            }
        }
        let gap = setter.fit(spec.caption_gap);
        let height: Length = head.iter().chain(body.iter().flat_map(|(row, _)| row)).map(Line::total).sum();
        let fits = height <= setter.resources.design.text_height().ratio(KEPT_BESIDE, 1000);
        let (beside, caption) = match waiting.map(|waiting| waiting.set(setter, fits.then_some(height))) {
            Some(CaptionLines::Beside(lines)) => (Some(lines), Vec::new()),
            Some(CaptionLines::Text(lines)) => (None, lines),
            None => (None, caption),
        };
        Self { caption, beside, continued, head, body, gap, rule: spec.rule }
    }

    /// Returns the lines above the rows on every page but the first.
    pub(super) fn repeated(&self) -> Vec<Line> {
        let mut lines = self.continued.clone();
        if !lines.is_empty() {
            lines.push(Line::empty(self.gap, Length::ZERO));
        }
        lines.extend(self.head.iter().cloned());
        without_marks(&lines)
    }

    /// Puts the table below the text above it. Its rows may continue on the next page.
    pub(super) fn run_on(self, setter: &mut Setter<'_>) {
        let repeated = self.repeated();
        let repeat =
            (!repeated.is_empty()).then(|| Repeat { lines: Arc::new(repeated), at: RepeatAt::EveryColumn });
        let has_head = !self.head.is_empty();
        if !self.caption.is_empty() {
            setter.push_kept(self.caption);
            setter.penalise(FORBID);
            setter.space(self.gap);
        }
        let is_beside = self.beside.is_some();
        if let Some(lines) = self.beside {
            let mut line = Line::empty(Length::ZERO, Length::ZERO).with_beside(lines);
            line.grid = GridFit::Never;
            setter.push(line);
            setter.penalise(FORBID);
        }
        setter.push_kept(self.head);
        let count = self.body.len();
        let height: Length = self.body.iter().flat_map(|(row, _)| row).map(Line::total).sum();
        let kept = is_beside || height <= setter.resources.design.text_height().ratio(KEPT, 1000);
        let mut joined = has_head;
        for (index, (row, reaches_on)) in self.body.into_iter().enumerate() {
            if std::mem::replace(&mut joined, reaches_on) || (kept && index > 0) {
                setter.penalise(FORBID);
            } else if index == 1 || index + 1 == count {
                setter.penalise(ROW_ALONE);
            }
            for mut line in row {
                line.repeat.clone_from(&repeat);
                setter.push(line);
            }
        }
    }
}

/// Returns `Table 3, continued` for the head of later pages; empty for a table without a number.
fn continued(setter: &mut Setter<'_>, number: Option<&str>, span: Span, context: &BlockContext) -> Vec<Line> {
    let Some(number) = number else { return Vec::new() };
    let own = setter.own_words(context);
    let words = Inline::text(format!(", {}", word(Word::Continued, &own)), span);
    let number = caption_number(setter, number, span);
    let style = setter.style(ParRole::Caption, context);
    setter.lines(&[number, words], &style, context.parent)
}

/// Returns repeated lines without notes, links, anchors and elements, since they are only decoration.
fn without_marks(head: &[Line]) -> Vec<Line> {
    let seen = |line: &Line| {
        let items = line.items.iter().filter(|item| !matches!(item.kind, PlacedKind::Link { .. }));
        items.map(|item| Placed { owner: None, ..item.clone() }).collect()
    };
    let bare =
        |line: &Line| Line { notes: Vec::new(), anchors: Vec::new(), items: seen(line), ..line.clone() };
    head.iter().map(bare).collect()
}
