//! Tables of pandoc: grid, simple and multiline. Entry point: [`edits`].

use std::ops::Range;

use super::super::lines::{InCode, Line, lines};
use super::super::mapped::{Edit, Mapped};
use super::super::{Files, Marks, Setting};
use super::dashes::View;
use super::table::{Align, Cell, Output, Table};
use super::{dashes, grid};
use crate::diag::{Code, Diagnostic};

/// Whether a text may hold such a table.
pub(in crate::dialect) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["+-", "+=", "+:", "-- --", "--  "])
}

/// Rewrites the tables.
pub(in crate::dialect) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let lines: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < lines.len() {
        let line = lines[at].text(text);
        let prefix = &line[..prefix(line)];
        let words = &line[prefix.len()..];
        let is_grid = grid::is_border(words);
        if (!is_grid && !dashes::is_rule(words)) || !matches!(lines[at].code, InCode::No | InCode::Indented) {
            at += 1;
            continue;
        }
        let found = if is_grid {
            of_grid(text, &lines, at, prefix, diagnostics, mapped)
        } else {
            of_dashes(text, &lines, at, floor, prefix)
        };
        let Some((range, parts)) = found else {
            at += 1;
            continue;
        };
        let bytes = lines[range.start].range.start..lines[range.end - 1].whole(text).end;
        edits.push(Edit { range: bytes, parts });
        at = range.end;
        floor = at;
    }
    edits
}

/// The length of what stands before a line's own text: marks of quotations and indent.
pub(super) fn prefix(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

type Found = Option<(Range<usize>, Vec<super::super::Part>)>;

fn of_grid(
    text: &str,
    lines: &[Line],
    at: usize,
    prefix: &str,
    diagnostics: &mut Vec<Diagnostic>,
    mapped: &Mapped,
) -> Found {
    let view = View { source: text, lines, prefix };
    let drawn =
        |line: &usize| lines[*line].code != InCode::Inside && text[view.range(*line)].starts_with(['+', '|']);
    let mut own: Vec<Range<usize>> =
        (at..lines.len()).take_while(drawn).map(|line| view.range(line)).collect();
    own.iter_mut().for_each(|line| line.end = line.start + text[line.clone()].trim_end().len());
    let last = own.iter().rposition(|line| grid::is_border(&text[line.clone()]))?;
    own.truncate(last + 1);
    if own.len() < 3 {
        return None;
    }
    let Some(table) = grid::read(text, &own) else {
        let at = mapped.origin(own[0].clone());
        diagnostics.push(
            Diagnostic::new(Code::TableNotRead, at, "grid table whose lines do not meet, set as text")
                .help("draw each `+` of a border over the `|` of the rows, or write a pipe table"),
        );
        return None;
    };
    let mut output = Output::new(text, prefix);
    output.table(&table);
    Some((at..at + own.len(), output.finish()))
}

fn of_dashes(text: &str, lines: &[Line], at: usize, floor: usize, prefix: &str) -> Found {
    // An indent of up to three columns is the table's own, more is that of a list.
    let quoted = prefix.trim_end_matches(' ').len();
    let outer = &prefix[..quoted + usize::from(quoted > 0 && prefix.len() > quoted)];
    let outer = if prefix.len() - outer.len() > 3 { prefix } else { outer };
    let found = dashes::read(&View { source: text, lines, prefix: outer }, at, floor)?;
    if lines[found.lines.clone()].iter().any(|line| !matches!(line.code, InCode::No | InCode::Indented)) {
        return None;
    }
    let mut output = Output::new(text, outer);
    if found.simple {
        pipes(&mut output, text, &found.table)
    } else {
        output.table(&found.table)
    }
    Some((found.lines, output.finish()))
}

/// A table whose cells are running text, as a pipe table.
fn pipes(output: &mut Output<'_>, text: &str, table: &Table) {
    output.line("");
    let columns = table.body.first().map_or(0, Vec::len);
    match table.head.first() {
        Some(row) => pipe_row(output, text, row),
        None => output.line(&format!("{}|", "|  ".repeat(columns))),
    }
    let dashes = table.body.first().map_or(Vec::new(), |row| row.iter().map(|cell| cell.align).collect());
    let dashes: String = dashes
        .into_iter()
        .map(|align| match align {
            Align::Start => "|---",
            Align::Centre => "|:-:",
            Align::End => "|--:",
        })
        .collect();
    output.line(&format!("{dashes}|"));
    table.body.iter().for_each(|row| pipe_row(output, text, row));
    output.line("");
}

fn pipe_row(output: &mut Output<'_>, text: &str, row: &[Cell]) {
    output.begin();
    for cell in row {
        output.words("| ");
        for line in &cell.lines {
            let mut from = line.start;
            for (at, _) in text[line.clone()].match_indices('|') {
                let bar = line.start + at;
                if !text[..bar].ends_with('\\') {
                    output.keep(from..bar);
                    output.words("\\");
                    from = bar;
                }
            }
            output.keep(from..line.end);
        }
        output.words(" ");
    }
    output.words("|\n");
}
