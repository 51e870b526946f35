//! Reads the formulas of the Markdown. Entry point: [`read`].

use std::ops::Range;

use super::characters::clean;
use super::report::Report;
use super::tex::{self, Definitions};
use crate::book::math::Formula;
use crate::diag::{Code, Diagnostic, Span};

/// Reads a formula, which may use the commands that those before it define. `range` is its place in the Markdown `text`, with its delimiters, and `source` what is between
/// these.
pub(super) fn read(
    text: &str,
    range: Range<usize>,
    source: &str,
    is_display: bool,
    definitions: &mut Definitions,
    report: &mut Report,
) -> Formula {
    let source = clean(source.trim());
    let read = tex::read(&source, is_display, definitions);
    let code = if read.content.is_some() { Code::FormulaChanged } else { Code::FormulaNotRead };
    for fault in read.faults {
        let span = place(text, &source, report.span(range.clone()), &fault.range);
        report.add(Diagnostic::new(code, span, fault.message).help(fault.help));
    }
    Formula { source, is_display, content: read.content }
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
