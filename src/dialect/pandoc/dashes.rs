//! Parses simple and multiline tables, with columns below lines of dashes (pandoc's manual,
//! `simple_tables` and `multiline_tables`). Entry point: [`parse`].

use std::ops::Range;

use super::columns::ScreenColumns;
use super::table::{CellAlign, DrawnCell, DrawnTable, trimmed};
use crate::dialect::lines::MarkdownLine;

/// The maximum length of a head, in lines.
const MAX_HEAD_LINES: usize = 20;
/// The maximum length of a table, in lines.
const MAX_LINES: usize = 2000;

/// A simple or multiline table.
#[derive(Debug)]
pub(super) struct DashTable {
    /// The indices of its lines.
    pub(super) lines: Range<usize>,
    /// Its cells.
    pub(super) table: DrawnTable,
    /// Whether it is a simple table, whose cells contain one line of running text each.
    pub(super) is_simple: bool,
}

/// The lines of a text, without the prefix that the lines of a table have.
pub(super) struct TableLines<'a> {
    /// The text.
    pub(super) source: &'a str,
    /// All its lines.
    pub(super) lines: &'a [MarkdownLine],
    /// The prefix of the table's lines. Other lines may have only its beginning.
    pub(super) prefix: &'a str,
}

impl TableLines<'_> {
    fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the bytes of a line without the prefix; an empty range after the last line.
    pub(super) fn range(&self, line: usize) -> Range<usize> {
        let Some(line) = self.lines.get(line) else { return 0..0 };
        let whole = line.text(self.source);
        let common = whole.bytes().zip(self.prefix.bytes()).take_while(|(a, b)| a == b).count();
        line.range.start + common..line.range.end
    }

    fn text(&self, line: usize) -> &str {
        &self.source[self.range(line)]
    }
}

/// The kind of a line of dashes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum DashRule {
    /// One group of dashes, as wide as the table.
    Whole,
    /// A group of dashes for each column.
    PerColumn,
}

/// Returns whether a line consists of groups of dashes.
pub(super) fn is_rule(line: &str) -> bool {
    rule(line).is_some()
}

/// Returns the kind of a line of dashes. Returns `None` for other lines.
fn rule(line: &str) -> Option<DashRule> {
    let line = line.trim();
    if line.len() < 3 || !line.starts_with("--") || !line.bytes().all(|b| matches!(b, b'-' | b' ')) {
        return None;
    }
    let groups = line.split_ascii_whitespace().count();
    // Single hyphens are a thematic break (CommonMark 0.31, section 4.1).
    let is_rule = line.split_ascii_whitespace().all(|group| group.len() >= 2);
    is_rule.then_some(if groups == 1 { DashRule::Whole } else { DashRule::PerColumn })
}

/// Parses the table whose first line of dashes is at index `at`. `floor` is the first line after the
/// table before. Returns `None` if there is no table.
pub(super) fn parse(lines: &TableLines<'_>, at: usize, floor: usize) -> Option<DashTable> {
    let is_blank = |line: usize| lines.text(line).trim().is_empty();
    let kind = |line: usize| rule(lines.text(line));
    let last = lines.len().min(at + MAX_LINES);
    match kind(at)? {
        // The rule above the head of a multiline table.
        DashRule::Whole => {
            let end = (at + 1..at + MAX_HEAD_LINES).find(|line| is_blank(*line) || kind(*line).is_some())?;
            if end == at + 1 || kind(end) != Some(DashRule::PerColumn) {
                return None;
            }
            let close = (end + 1..last).find(|line| kind(*line) == Some(DashRule::Whole))?;
            is_blank(close + 1).then(|| multiline(lines, at..close + 1, Some(at + 1..end), end))
        }
        DashRule::PerColumn => {
            let has_head = at > floor && !is_blank(at - 1) && (at - 1 == floor || is_blank(at - 2));
            if has_head {
                let end = (at + 1..last).find(|line| is_blank(*line) || kind(*line).is_some());
                let end = end.unwrap_or(last);
                let whole = at - 1..end + usize::from(kind(end).is_some());
                return (end > at + 1).then(|| simple(lines, whole, Some(at - 1), at, end));
            }
            if at > floor && !is_blank(at - 1) {
                return None;
            }
            let close = (at + 1..last).find(|line| kind(*line).is_some() && is_blank(line + 1))?;
            if close == at + 1 || is_blank(at + 1) {
                return None;
            }
            if (at + 1..close).any(is_blank) {
                Some(multiline(lines, at..close + 1, None, at))
            } else {
                Some(simple(lines, at..close + 1, None, at, close))
            }
        }
    }
}

/// Returns the columns of each group of dashes.
fn groups(line: &ScreenColumns) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in (0..line.len()).filter(|at| line.at(*at) == '-') {
        match groups.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// Returns the bytes of a line in each column of the table, from its dashes to those of the next column. A
/// word that reaches into the next column is kept whole in the one where it begins.
fn fields(line: &ScreenColumns, groups: &[Range<usize>]) -> Vec<Range<usize>> {
    let bound = |index: usize| match groups.get(index) {
        _ if index == 0 => 0,
        None => line.len(),
        Some(group) if line.at(group.start - 1).is_whitespace() => group.start,
        Some(group) => {
            (group.start..line.len()).find(|at| line.at(*at).is_whitespace()).unwrap_or(line.len())
        }
    };
    (0..groups.len()).map(|index| line.slice(bound(index)..bound(index + 1))).collect()
}

/// Returns the alignment of a column, by the position of its header text over the dashes (pandoc's
/// manual, `simple_tables`). If there are several lines, the longest decides.
fn align(text: &str, lines: &[ScreenColumns], groups: &[Range<usize>], index: usize) -> CellAlign {
    let start = groups[index].start;
    let reach = |line: usize| {
        let field = lines[line].slice(start..groups.get(index + 1).map_or(usize::MAX, |next| next.start));
        let words = &text[field.clone()];
        (!words.trim().is_empty())
            .then(|| (words.starts_with(' '), line, field.start + words.trim_end().len()))
    };
    let longest = (0..lines.len()).filter_map(reach).max_by_key(|(.., end)| *end);
    let Some((is_indented, line, end)) = longest else { return CellAlign::Start };
    let is_short = lines[line].slice(groups[index].end..groups[index].end).start > end;
    match (is_indented, is_short) {
        (true, false) => CellAlign::End,
        (true, true) => CellAlign::Centre,
        _ => CellAlign::Start,
    }
}

/// Parses a simple table; `rule` is its line of dashes, and `end` the line after its last row.
fn simple(
    lines: &TableLines<'_>,
    whole: Range<usize>,
    head: Option<usize>,
    rule: usize,
    end: usize,
) -> DashTable {
    let cut = |line: usize| ScreenColumns::new(lines.source, lines.range(line));
    let groups = groups(&cut(rule));
    let models = [cut(head.unwrap_or(rule + 1))];
    let aligns: Vec<CellAlign> =
        (0..groups.len()).map(|index| align(lines.source, &models, &groups, index)).collect();
    let row = |line: usize| row(lines.source, &[cut(line)], &groups, &aligns);
    let table =
        DrawnTable { head: head.map(row).into_iter().collect(), body: (rule + 1..end).map(row).collect() };
    DashTable { lines: whole, table, is_simple: true }
}

/// Parses a multiline table, whose rows are separated by empty lines.
fn multiline(
    lines: &TableLines<'_>,
    whole: Range<usize>,
    head: Option<Range<usize>>,
    rule: usize,
) -> DashTable {
    let cut = |lines_of: Range<usize>| -> Vec<ScreenColumns> {
        lines_of.map(|line| ScreenColumns::new(lines.source, lines.range(line))).collect()
    };
    let groups = groups(&ScreenColumns::new(lines.source, lines.range(rule)));
    let mut rows: Vec<Range<usize>> = Vec::new();
    for line in rule + 1..whole.end - 1 {
        if lines.text(line).trim().is_empty() {
            continue;
        }
        match rows.last_mut() {
            Some(last) if last.end == line => last.end += 1,
            _ => rows.push(line..line + 1),
        }
    }
    let models = cut(head.clone().or_else(|| rows.first().cloned()).unwrap_or(0..0));
    let aligns: Vec<CellAlign> =
        (0..groups.len()).map(|index| align(lines.source, &models, &groups, index)).collect();
    let row = |own: Range<usize>| row(lines.source, &cut(own), &groups, &aligns);
    let table =
        DrawnTable { head: head.map(row).into_iter().collect(), body: rows.into_iter().map(row).collect() };
    DashTable { lines: whole, table, is_simple: false }
}

/// Returns the cells of a row, which takes several lines in a multiline table.
fn row(text: &str, lines: &[ScreenColumns], groups: &[Range<usize>], aligns: &[CellAlign]) -> Vec<DrawnCell> {
    let fields: Vec<Vec<Range<usize>>> = lines.iter().map(|line| fields(line, groups)).collect();
    let cell = |(index, align): (usize, &CellAlign)| {
        let lines = fields.iter().map(|of_line| {
            let field = of_line[index].clone();
            let blanks = text[field.clone()].len() - text[field.clone()].trim_start().len();
            field.start + blanks..field.end
        });
        let lines = trimmed(text, lines).into_iter().filter(|line| !line.is_empty()).collect();
        DrawnCell { lines, columns: 1, rows: 1, align: *align }
    };
    aligns.iter().enumerate().map(cell).collect()
}
