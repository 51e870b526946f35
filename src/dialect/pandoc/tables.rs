//! Rewrites the tables of pandoc (grid, simple and multiline) as HTML tables or pipe tables. Entry
//! point: [`edits`].

use std::ops::Range;

use super::dashes::TableLines;
use super::table::{CellAlign, DrawnCell, DrawnTable, TableWriter};
use super::{dashes, grid};
use crate::diag::Code;
use crate::dialect::lines::{LineKind, MarkdownLine, lines, prefix_length};
use crate::dialect::mapped::{Edit, MappedPart};
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// Returns whether a text may contain such a table.
pub(in crate::dialect) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["+-", "+=", "+:", "-- --", "--  "])
}

/// Rewrites the tables.
pub(in crate::dialect) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let lines: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < lines.len() {
        let line = lines[at].text(text);
        let prefix = &line[..prefix_length(line)];
        let words = &line[prefix.len()..];
        let is_grid = grid::is_border(words);
        if (!is_grid && !dashes::is_rule(words))
            || !matches!(lines[at].kind, LineKind::Prose | LineKind::Indented)
        {
            at += 1;
            continue;
        }
        let found = if is_grid {
            of_grid(context, &lines, at, prefix)
        } else {
            of_dashes(text, &lines, at, floor, prefix)
        };
        let Some((range, parts)) = found else {
            at += 1;
            continue;
        };
        let bytes = lines[range.start].range.start..lines[range.end - 1].range_with_end(text).end;
        edits.push(Edit { range: bytes, parts });
        at = range.end;
        floor = at;
    }
    edits
}

/// The indices of a table's lines, and the parts that replace them. `None` if there is no table.
type TranslatedTable = Option<(Range<usize>, Vec<MappedPart>)>;

/// Translates the grid table whose first border is at index `at`.
fn of_grid(
    context: &mut StageContext<'_>,
    lines: &[MarkdownLine],
    at: usize,
    prefix: &str,
) -> TranslatedTable {
    let text = context.text();
    let view = TableLines { source: text, lines, prefix };
    let drawn = |line: &usize| {
        lines[*line].kind != LineKind::Fenced && text[view.range(*line)].starts_with(['+', '|'])
    };
    let mut own: Vec<Range<usize>> =
        (at..lines.len()).take_while(drawn).map(|line| view.range(line)).collect();
    own.iter_mut().for_each(|line| line.end = line.start + text[line.clone()].trim_end().len());
    let last = own.iter().rposition(|line| grid::is_border(&text[line.clone()]))?;
    own.truncate(last + 1);
    if own.len() < 3 {
        return None;
    }
    let Some(table) = grid::parse(text, &own) else {
        let help = "draw each `+` of a border over the `|` of the rows, or write a pipe table";
        let message = "grid table whose lines do not meet, set as text";
        context.report(Code::TableNotRead, own[0].clone(), message, help);
        return None;
    };
    let mut writer = TableWriter::new(text, prefix);
    writer.table(&table);
    Some((at..at + own.len(), writer.finish()))
}

/// Translates the simple or multiline table whose first line of dashes is at index `at`.
fn of_dashes(text: &str, lines: &[MarkdownLine], at: usize, floor: usize, prefix: &str) -> TranslatedTable {
    // An indent of up to three columns belongs to the table, a larger one to a list.
    let quoted = prefix.trim_end_matches(' ').len();
    let outer = &prefix[..quoted + usize::from(quoted > 0 && prefix.len() > quoted)];
    let outer = if prefix.len() - outer.len() > 3 { prefix } else { outer };
    let found = dashes::parse(&TableLines { source: text, lines, prefix: outer }, at, floor)?;
    if lines[found.lines.clone()]
        .iter()
        .any(|line| !matches!(line.kind, LineKind::Prose | LineKind::Indented))
    {
        return None;
    }
    let mut writer = TableWriter::new(text, outer);
    if found.is_simple {
        pipe_table(&mut writer, text, &found.table)
    } else {
        writer.table(&found.table)
    }
    Some((found.lines, writer.finish()))
}

/// Writes a table whose cells are running text as a pipe table.
fn pipe_table(writer: &mut TableWriter<'_>, text: &str, table: &DrawnTable) {
    writer.line("");
    let columns = table.body.first().map_or(0, Vec::len);
    match table.head.first() {
        Some(row) => pipe_row(writer, text, row),
        None => writer.line(&format!("{}|", "|  ".repeat(columns))),
    }
    let dashes = table.body.first().map_or(Vec::new(), |row| row.iter().map(|cell| cell.align).collect());
    let dashes: String = dashes
        .into_iter()
        .map(|align| match align {
            CellAlign::Start => "|---",
            CellAlign::Centre => "|:-:",
            CellAlign::End => "|--:",
        })
        .collect();
    writer.line(&format!("{dashes}|"));
    table.body.iter().for_each(|row| pipe_row(writer, text, row));
    writer.line("");
}

/// Writes a row of a pipe table; vertical bars in its cells are escaped.
fn pipe_row(writer: &mut TableWriter<'_>, text: &str, row: &[DrawnCell]) {
    writer.begin_line();
    for cell in row {
        writer.generated("| ");
        for line in &cell.lines {
            let mut from = line.start;
            for (at, _) in text[line.clone()].match_indices('|') {
                let bar = line.start + at;
                if !text[..bar].ends_with('\\') {
                    writer.kept(from..bar);
                    writer.generated("\\");
                    from = bar;
                }
            }
            writer.kept(from..line.end);
        }
        writer.generated(" ");
    }
    writer.generated("|\n");
}
