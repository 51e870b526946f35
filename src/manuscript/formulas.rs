//! Reads the formulas of the Markdown. Entry point: [`read`].

use std::ops::Range;

use super::characters::clean;
use super::report::Report;
use super::tex::{self, MathCommands};
use crate::book::math::{EquationLabel, EquationMark, Formula};
use crate::book::{Attr, Class, Inline, Key};
use crate::diag::{Code, Diagnostic, Span};

/// Reads a formula, which may use the commands that those before it define. `range` is its place in the Markdown `text`,
/// with its delimiters, and `source` what is between these. Returns it with the name that its author gave it.
pub(super) fn read(
    text: &str,
    range: Range<usize>,
    source: &str,
    is_display: bool,
    definitions: &mut MathCommands,
    report: &mut Report,
) -> (Formula, Option<String>) {
    let read = tex::read(clean(source.trim()), is_display, definitions);
    let formula = read.formula;
    let code = if formula.content.is_some() { Code::FormulaChanged } else { Code::FormulaNotRead };
    for fault in read.faults {
        let span = place(text, &formula.source, report.span(range.clone()), &fault.range);
        report.add(Diagnostic::new(code, span, fault.message).help(fault.help));
    }
    (formula, read.id)
}

/// Applies the attributes that are written behind a formula; `label` are those of a `\label` in it. A formula with a
/// name has a number.
pub(super) fn name(formula: &mut Formula, attr: &mut Attr, label: &Attr, span: Span, report: &mut Report) {
    if let Some(id) = label.id() {
        if attr.id().is_some_and(|own| own != id) {
            let message = format!("`\\label{{{id}}}` of a formula with another name left out");
            let help = "give it one name, by `\\label` in it or by `{#eq:name}` behind it";
            report.add(Diagnostic::new(Code::FormulaChanged, span, message).help(help));
        } else {
            attr.get_mut().id = Some(id.to_owned());
        }
    }
    if attr.has_class(Class::Unnumbered) {
        formula.mark = EquationMark::None;
        formula.labels_mut().for_each(|label| label.mark = EquationMark::None);
    } else if attr.id().is_some() && formula.mark.is_none() && !takes_number_of_row(formula) {
        formula.mark = EquationMark::Counted(None);
    }
}

/// Copies the title of a formula (`title="…"`) to its name in the list of equations; `read` reads inline Markdown.
pub(super) fn entitle(attr: &mut Attr, read: impl Fn(&str) -> Vec<Inline>) {
    let title = attr.value(Key::Title).map(read).filter(|title| !title.is_empty());
    if let Some(title) = title {
        attr.get_mut().short = Some(title);
    }
}

/// Returns whether a name of a whole formula is that of a row, which has the number: of its only numbered row, or
/// of the first one if the author named or marked rows. Otherwise the whole has one number instead of the rows.
fn takes_number_of_row(formula: &mut Formula) -> bool {
    let is_written = |label: &EquationLabel| label.id.is_some() || matches!(label.mark, EquationMark::Tag(_));
    if formula.labels().count() == 1 || formula.labels().any(is_written) {
        return true;
    }
    for row in formula.grid_mut().into_iter().flat_map(|grid| &mut grid.rows) {
        row.label = None;
    }
    false
}

/// Returns the place in the Markdown of a part of a formula, which is the whole formula if it is all of it.
fn place(text: &str, source: &str, span: Span, part: &Range<usize>) -> Span {
    if part.is_empty() || *part == (0..source.len()) {
        return span;
    }
    let written = &text[span.range()];
    let last = source[part.clone()].char_indices().next_back().map_or(part.start, |(at, _)| part.start + at);
    match (written_at(written, source, part.start), written_at(written, source, last)) {
        (Some(first), Some(last)) => {
            let length = written[last..].chars().next().map_or(0, char::len_utf8);
            let start = span.range().start;
            Span::new(span.file, start + first..start + last + length)
        }
        _ => span,
    }
}

/// Returns the place of the character at a byte of a formula in what the author wrote, which has dollar signs around
/// it, and marks at the heads of lines.
fn written_at(written: &str, source: &str, byte: usize) -> Option<usize> {
    let mut at = written.len() - written.trim_start_matches('$').len();
    let mut found = None;
    for (offset, c) in source.char_indices().take_while(|(offset, _)| *offset <= byte) {
        if offset > 0 && source[..offset].ends_with('\n') {
            at += written[at..].len() - written[at..].trim_start_matches(['>', ' ', '\t']).len();
        }
        let place = at + written[at..].find(c)?;
        at = place + c.len_utf8();
        found = Some(place);
    }
    found
}
