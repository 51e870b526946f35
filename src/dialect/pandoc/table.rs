//! A table that was read, written as the HTML table that our Markdown takes, with Markdown in its cells.

use std::ops::Range;

use super::super::Part;

/// A table: its cells hold ranges of the text that was read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Rows of the head.
    pub(super) head: Vec<Vec<Cell>>,
    /// Rows of the body.
    pub(super) body: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Its lines.
    pub(super) lines: Vec<Range<usize>>,
    /// Columns that it covers.
    pub(super) columns: usize,
    /// Rows that it covers.
    pub(super) rows: usize,
    /// Where its text stands.
    pub(super) align: Align,
}

/// Where the text of a column stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Align {
    #[default]
    Start,
    Centre,
    End,
}

impl Align {
    /// By the colons at the two ends of a line of dashes.
    pub(super) fn of_colons(start: bool, end: bool) -> Self {
        match (start, end) {
            (true, true) => Self::Centre,
            (false, true) => Self::End,
            _ => Self::Start,
        }
    }
}

/// Writes pieces of text, every line behind what stands before the lines of the table: the marks of
/// quotations, the indent of a list.
pub(super) struct Output<'a> {
    text: &'a str,
    prefix: &'a str,
    pub(super) parts: Vec<Part>,
    new: String,
}

impl<'a> Output<'a> {
    pub(super) fn new(text: &'a str, prefix: &'a str) -> Self {
        Self { text, prefix, parts: Vec::new(), new: String::new() }
    }

    /// A line of our own; an empty one parts blocks.
    pub(super) fn line(&mut self, line: &str) {
        self.new.push_str(if line.is_empty() { self.prefix.trim_end() } else { self.prefix });
        self.new.push_str(line);
        self.new.push('\n');
    }

    /// A line of the text itself.
    pub(super) fn kept(&mut self, range: Range<usize>) {
        if self.text[range.clone()].trim().is_empty() {
            return self.line("");
        }
        self.new.push_str(self.prefix);
        self.keep(range);
        self.new.push('\n');
    }

    /// The begin of a line that is written in pieces.
    pub(super) fn begin(&mut self) {
        self.new.push_str(self.prefix);
    }

    /// Words of ours within a line.
    pub(super) fn words(&mut self, words: &str) {
        self.new.push_str(words);
    }

    /// A stretch of the text itself.
    pub(super) fn keep(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.flush();
            self.parts.push(Part::Keep(range));
        }
    }

    fn flush(&mut self) {
        if !self.new.is_empty() {
            self.parts.push(Part::New(std::mem::take(&mut self.new)));
        }
    }

    /// What was written.
    pub(super) fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }

    /// Writes a table with blank lines about it.
    pub(super) fn table(&mut self, table: &Table) {
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

    fn cell(&mut self, name: &str, cell: &Cell) {
        let mut tag = format!("<{name}");
        for (key, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if count > 1 {
                tag.push_str(&format!(" {key}=\"{count}\""));
            }
        }
        tag.push_str(match cell.align {
            Align::Start => ">",
            Align::Centre => " align=\"center\">",
            Align::End => " align=\"right\">",
        });
        self.line(&tag);
        if !cell.lines.is_empty() {
            self.line("");
            cell.lines.iter().for_each(|line| self.kept(line.clone()));
            self.line("");
        }
        self.line(&format!("</{name}>"));
    }
}

/// The lines of a cell without the blanks around: trailing ones, those that all lines begin with, and
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
