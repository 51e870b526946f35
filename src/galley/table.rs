//! Tables: columns as wide as they need to be, rows that no page end parts, the head repeated.
//!
//! A numbered table that takes less than half a page floats as figures do; a longer one runs over
//! page ends; one that is too wide for the page is turned.

mod columns;
mod figures;
mod rows;
mod sideways;

use std::sync::Arc;

use super::blocks::{Env, Setter};
use super::float::{self, Wish};
use super::line::FORBID;
use super::{Line, Placed, PlacedKind, figure};
use crate::book::tag::Tag;
use crate::book::words::{Word, word};
use crate::book::{Attr, Inline, Placement, Row, Table};
use crate::design::ParRole;
use crate::diag::{Code, Diagnostic, Span};
use crate::units::Length;
use columns::Columns;

/// Sizes at which a table is tried that is too wide, in thousandths of that of cells.
const SIZES: [i64; 3] = [1000, 900, 800];
/// A table up to this share of the page's text, in thousandths, is not parted by a page end.
const KEPT: i64 = 333;
/// A page that ends after the first row of a table, or before the last.
const ROW_ALONE: i32 = 1_500;

/// Sets a table, its caption above.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table, attr: &Attr, span: Span, env: &Env) {
    let place = Placement::of(attr);
    let may_turn = sideways::helps(setter, env);
    let columns = Columns::of(setter, table, env, if may_turn { &SIZES[..1] } else { &SIZES });
    if may_turn && (!columns.excess.is_zero() || place == Some(Placement::Sideways)) {
        return sideways::set(setter, table, span, env);
    }
    let white = setter.fit(setter.shop.design.spec.tables.white);
    report_excess(setter, &columns, span);
    let wish = Wish { place, numbered: table.number.is_some(), most: 500, white, span };
    float::set(setter, wish, env, |setter, env| {
        let room = setter.shop.design.text_height();
        let set = SetTable::new(setter, table, &columns, room, span, env);
        set.run_on(setter);
    });
}

/// A table that no turning and no small type makes fit is told once, and not cell by cell.
fn report_excess(setter: &mut Setter<'_>, columns: &Columns, span: Span) {
    if !columns.excess.is_zero() {
        let message = format!("a table needs {} pt more than the page has", columns.excess);
        let help = "fewer columns, shorter words or a wider page would let it fit";
        setter.sink.push(Diagnostic::new(Code::Overfull, span, message).help(help));
    }
}

/// A table whose lines are set, but not yet below one another.
struct SetTable {
    caption: Vec<Line>,
    /// What says on a later page which table goes on there.
    continued: Vec<Line>,
    head: Vec<Line>,
    /// For each row its lines, and whether it belongs together with the next.
    body: Vec<(Vec<Line>, bool)>,
    /// Between caption and head.
    gap: Length,
    /// Thickness of the rule below the last row.
    rule: Length,
}

impl SetTable {
    /// `room` is what a page has for it downward: rows of more than half of that may be parted.
    fn new(
        setter: &mut Setter<'_>,
        table: &Table,
        columns: &Columns,
        room: Length,
        span: Span,
        env: &Env,
    ) -> Self {
        let env = &env.within(setter.element(env, Tag::Table));
        let mut caption = Vec::new();
        if table.caption.is_some() || table.number.is_some() {
            let words = table.caption.as_deref().unwrap_or_default();
            caption = figure::caption(
                setter,
                setter.shop.book.shown(table.number.as_ref()).as_deref(),
                words,
                span,
                env,
            );
        }
        let continued =
            continued(setter, setter.shop.book.shown(table.number.as_ref()).as_deref(), span, env);
        let mut section = |rows_of: &[Row], tag| {
            if rows_of.is_empty() {
                return Vec::new();
            }
            let env = env.within(setter.element(env, tag));
            rows::set(setter, rows_of, tag == Tag::TableHead, columns, &env)
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
        // Rules hang on the first line, on the head's last and on the last of all.
        let spec = setter.shop.design.spec.tables;
        let first = head.first_mut().or_else(|| body.first_mut().and_then(|(row, _)| row.first_mut()));
        if let Some(line) = first {
            columns.rule(line, true, spec.rule);
        }
        if let Some(line) = head.last_mut() {
            columns.rule(line, false, spec.head_rule);
        }
        let count = body.len();
        for (index, (row, reaches_on)) in body.iter_mut().enumerate() {
            // A cell that reaches on into the next row is not cut.
            let last = index + 1 == count;
            if let (Some(line), true) = (row.last_mut(), last || !*reaches_on) {
                columns.rule(line, false, if last { spec.rule } else { spec.row_rule });
            }
        }
        let gap = setter.fit(spec.caption_gap);
        Self { caption, continued, head, body, gap, rule: spec.rule }
    }

    /// What stands above the rows on every page but the first.
    fn repeated(&self) -> Vec<Line> {
        let mut lines = self.continued.clone();
        if !lines.is_empty() {
            lines.push(Line::empty(self.gap, Length::ZERO));
        }
        lines.extend(self.head.iter().cloned());
        without_marks(&lines)
    }

    /// Puts the table below what stands above it, its rows free to go over to the next page.
    fn run_on(self, setter: &mut Setter<'_>) {
        let repeated = self.repeated();
        let repeat = (!repeated.is_empty()).then(|| Arc::new(repeated));
        let has_head = !self.head.is_empty();
        if !self.caption.is_empty() {
            setter.push_kept(self.caption);
            setter.penalise(FORBID);
            setter.space(self.gap);
        }
        setter.push_kept(self.head);
        let count = self.body.len();
        let height: Length = self.body.iter().flat_map(|(row, _)| row).map(Line::total).sum();
        let kept = height <= setter.shop.design.text_height().ratio(KEPT, 1000);
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

/// `Table 3, continued`, for the head of later pages; nothing for a table without a number.
fn continued(setter: &mut Setter<'_>, number: Option<&str>, span: Span, env: &Env) -> Vec<Line> {
    let Some(number) = number else { return Vec::new() };
    let lang = &setter.shop.design.lang;
    let words = Inline::text(format!(", {}", word(Word::Continued, lang)), span);
    let number = figure::caption_number(setter, number, span);
    let style = setter.style(ParRole::Caption, env);
    setter.lines(&[number, words], &style, env.parent)
}

/// What is repeated is there for the eye alone: it calls no notes, leads nowhere, carries no
/// identifiers and says nothing a second time.
fn without_marks(head: &[Line]) -> Vec<Line> {
    let seen = |line: &Line| {
        let items = line.items.iter().filter(|item| !matches!(item.kind, PlacedKind::Link { .. }));
        items.map(|item| Placed { owner: None, ..item.clone() }).collect()
    };
    let bare =
        |line: &Line| Line { notes: Vec::new(), anchors: Vec::new(), items: seen(line), ..line.clone() };
    head.iter().map(bare).collect()
}
