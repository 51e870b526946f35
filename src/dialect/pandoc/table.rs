//! Writes a table that is drawn with characters as the HTML table that our Markdown allows, with
//! Markdown in its cells. Entry point: [`TableWriter::table`].

use std::ops::Range;

use crate::dialect::mapped::MappedPart;

/// A parsed table. Its cells contain ranges of the text.
#[derive(Debug, Default)]
pub(super) struct DrawnTable {
    /// Rows of the header.
    pub(super) head: Vec<Vec<DrawnCell>>,
    /// Rows of the body.
    pub(super) body: Vec<Vec<DrawnCell>>,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(super) struct DrawnCell {
    /// The bytes of each of its lines.
    pub(super) lines: Vec<Range<usize>>,
    /// The number of columns that it spans.
    pub(super) columns: usize,
    /// The number of rows that it spans.
    pub(super) rows: usize,
    /// The alignment of its text.
    pub(super) align: CellAlign,
}

/// The alignment of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum CellAlign {
    #[default]
    Start,
    Centre,
    End,
}

impl CellAlign {
    /// Returns the alignment for colons at the two ends of a line of dashes.
    pub(super) fn of_colons(start: bool, end: bool) -> Self {
        match (start, end) {
            (true, true) => Self::Centre,
            (false, true) => Self::End,
            _ => Self::Start,
        }
    }
}

/// Writes the parts that replace a table. Every line begins with the prefix of the table's lines: quotation
/// marks, or the indent of a list.
pub(super) struct TableWriter<'a> {
    text: &'a str,
    prefix: &'a str,
    parts: Vec<MappedPart>,
    /// Generated text that is not in `parts` yet.
    pending: String,
}

impl<'a> TableWriter<'a> {
    /// Starts a table in `text` whose lines begin with `prefix`.
    pub(super) fn new(text: &'a str, prefix: &'a str) -> Self {
        Self { text, prefix, parts: Vec::new(), pending: String::new() }
    }

    /// Writes a generated line; an empty one separates blocks.
    pub(super) fn line(&mut self, line: &str) {
        self.pending.push_str(if line.is_empty() { self.prefix.trim_end() } else { self.prefix });
        self.pending.push_str(line);
        self.pending.push('\n');
    }

    /// Writes a line of the text.
    pub(super) fn kept_line(&mut self, range: Range<usize>) {
        if self.text[range.clone()].trim().is_empty() {
            return self.line("");
        }
        self.pending.push_str(self.prefix);
        self.kept(range);
        self.pending.push('\n');
    }

    /// Begins a line that is written in pieces.
    pub(super) fn begin_line(&mut self) {
        self.pending.push_str(self.prefix);
    }

    /// Writes generated words within a line.
    pub(super) fn generated(&mut self, words: &str) {
        self.pending.push_str(words);
    }

    /// Writes a range of the text within a line.
    pub(super) fn kept(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.flush();
            self.parts.push(MappedPart::Kept(range));
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            self.parts.push(MappedPart::Generated(std::mem::take(&mut self.pending)));
        }
    }

    /// Returns the parts that were written.
    pub(super) fn finish(mut self) -> Vec<MappedPart> {
        self.flush();
        self.parts
    }

    /// Writes an HTML table with empty lines around it.
    pub(super) fn table(&mut self, table: &DrawnTable) {
        self.line("");
        self.line("<table>");
        for (section, cell, rows) in [("thead", "th", &table.head), ("tbody", "td", &table.body)] {
            if rows.is_empty() {
                continue;
            }
            self.line(&format!("<{section}>"));
            for row in rows {
                self.line("<tr>");
                row.iter().for_each(|one| self.cell(cell, one));
                self.line("</tr>");
            }
            self.line(&format!("</{section}>"));
        }
        self.line("</table>");
        self.line("");
    }

    fn cell(&mut self, name: &str, cell: &DrawnCell) {
        let mut tag = format!("<{name}");
        for (key, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if count > 1 {
                tag.push_str(&format!(" {key}=\"{count}\""));
            }
        }
        tag.push_str(match cell.align {
            CellAlign::Start => ">",
            CellAlign::Centre => " align=\"center\">",
            CellAlign::End => " align=\"right\">",
        });
        self.line(&tag);
        if !cell.lines.is_empty() {
            self.line("");
            cell.lines.iter().for_each(|line| self.kept_line(line.clone()));
            self.line("");
        }
        self.line(&format!("</{name}>"));
    }
}

/// Returns the lines of a cell without trailing whitespace, the spaces that all lines begin with, and the
/// empty lines at both ends.
pub(super) fn trimmed(text: &str, lines: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> =
        lines.map(|line| line.start..line.start + text[line].trim_end().len()).collect();
    let indent = |line: &Range<usize>| {
        let line = &text[line.clone()];
        line.len() - line.trim_start_matches(' ').len()
    };
    let common = lines.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
    for line in &mut lines {
        line.start = (line.start + common).min(line.end);
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    lines.drain(..first);
    let keep = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    lines.truncate(keep);
    lines
}
