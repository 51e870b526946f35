//! Simple and multiline tables: columns under lines of dashes. Entry point: [`read`].

use std::ops::Range;

use super::super::lines::Line;
use super::columns::Columns;
use super::table::{Align, Cell, Table, trimmed};

/// Lines looked at for the dashes under a head of several lines.
const HEAD_LINES: usize = 20;
/// Lines that a table may have.
const MAX_LINES: usize = 2000;

/// A table of this kind, and the lines that it takes of those given.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) lines: Range<usize>,
    pub(super) table: Table,
    /// Whether cells hold one line each, which is running text whatever it looks like.
    pub(super) simple: bool,
}

/// The lines of a text without what stands before those of a table.
pub(super) struct View<'a> {
    pub(super) source: &'a str,
    pub(super) lines: &'a [Line],
    /// What stands before them, as far as they have it.
    pub(super) prefix: &'a str,
}

impl View<'_> {
    fn len(&self) -> usize {
        self.lines.len()
    }

    /// The bytes of a line; none behind the last.
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

/// What a line without its indent is in such a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rule {
    /// One line of dashes.
    Whole,
    /// A line of dashes for each of several columns.
    Columns,
}

/// Whether a line has nothing but groups of dashes, one for each column.
pub(super) fn is_rule(line: &str) -> bool {
    rule(line).is_some()
}

fn rule(line: &str) -> Option<Rule> {
    let line = line.trim();
    if line.len() < 3 || !line.starts_with("--") || !line.bytes().all(|b| matches!(b, b'-' | b' ')) {
        return None;
    }
    let groups = line.split_ascii_whitespace().count();
    // Two hyphens at least, or it is a thematic break.
    let sound = line.split_ascii_whitespace().all(|group| group.len() >= 2);
    sound.then_some(if groups == 1 { Rule::Whole } else { Rule::Columns })
}

/// Reads the table whose first line of dashes is `lines[at]`; `floor` is the first line that is free.
pub(super) fn read(lines: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let is_blank = |line: usize| lines.text(line).trim().is_empty();
    let kind = |line: usize| rule(lines.text(line));
    let last = lines.len().min(at + MAX_LINES);
    match kind(at)? {
        // A rule above a head of several lines.
        Rule::Whole => {
            let end = (at + 1..at + HEAD_LINES).find(|line| is_blank(*line) || kind(*line).is_some())?;
            if end == at + 1 || kind(end) != Some(Rule::Columns) {
                return None;
            }
            let close = (end + 1..last).find(|line| kind(*line) == Some(Rule::Whole))?;
            is_blank(close + 1).then(|| multiline(lines, at..close + 1, Some(at + 1..end), end))
        }
        Rule::Columns => {
            let head = at > floor && !is_blank(at - 1) && (at - 1 == floor || is_blank(at - 2));
            if head {
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

/// The columns of the screen at which the groups of a line of dashes stand.
fn groups(line: &Columns) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for at in (0..line.len()).filter(|at| line.at(*at) == '-') {
        match groups.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => groups.push(at..at + 1),
        }
    }
    groups
}

/// The fields of a line of text: each from its dashes to those of the next column. A word that reaches
/// into the next column stays whole in the one where it begins.
fn fields(line: &Columns, groups: &[Range<usize>]) -> Vec<Range<usize>> {
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

/// How a column is aligned: by where the text of its head stands over the dashes.
fn align(text: &str, lines: &[Columns], groups: &[Range<usize>], index: usize) -> Align {
    let start = groups[index].start;
    let reach = |line: usize| {
        let field = lines[line].slice(start..groups.get(index + 1).map_or(usize::MAX, |next| next.start));
        let words = &text[field.clone()];
        (!words.trim().is_empty())
            .then(|| (words.starts_with(' '), line, field.start + words.trim_end().len()))
    };
    let longest = (0..lines.len()).filter_map(reach).max_by_key(|(.., end)| *end);
    let Some((indented, line, end)) = longest else { return Align::Start };
    let short = lines[line].slice(groups[index].end..groups[index].end).start > end;
    match (indented, short) {
        (true, false) => Align::End,
        (true, true) => Align::Centre,
        _ => Align::Start,
    }
}

fn simple(lines: &View<'_>, whole: Range<usize>, head: Option<usize>, rule: usize, end: usize) -> Found {
    let cut = |line: usize| Columns::new(lines.source, lines.range(line));
    let groups = groups(&cut(rule));
    let models = [cut(head.unwrap_or(rule + 1))];
    let aligns: Vec<Align> =
        (0..groups.len()).map(|index| align(lines.source, &models, &groups, index)).collect();
    let row = |line: usize| row(lines.source, &[cut(line)], &groups, &aligns);
    let table = Table { head: head.map(row).into_iter().collect(), body: (rule + 1..end).map(row).collect() };
    Found { lines: whole, table, simple: true }
}

fn multiline(lines: &View<'_>, whole: Range<usize>, head: Option<Range<usize>>, rule: usize) -> Found {
    let cut = |lines_of: Range<usize>| -> Vec<Columns> {
        lines_of.map(|line| Columns::new(lines.source, lines.range(line))).collect()
    };
    let groups = groups(&Columns::new(lines.source, lines.range(rule)));
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
    let aligns: Vec<Align> =
        (0..groups.len()).map(|index| align(lines.source, &models, &groups, index)).collect();
    let row = |own: Range<usize>| row(lines.source, &cut(own), &groups, &aligns);
    let table =
        Table { head: head.map(row).into_iter().collect(), body: rows.into_iter().map(row).collect() };
    Found { lines: whole, table, simple: false }
}

fn row(text: &str, lines: &[Columns], groups: &[Range<usize>], aligns: &[Align]) -> Vec<Cell> {
    let fields: Vec<Vec<Range<usize>>> = lines.iter().map(|line| fields(line, groups)).collect();
    let cell = |(index, align): (usize, &Align)| {
        let lines = fields.iter().map(|of_line| {
            let field = of_line[index].clone();
            let blanks = text[field.clone()].len() - text[field.clone()].trim_start().len();
            field.start + blanks..field.end
        });
        let lines = trimmed(text, lines).into_iter().filter(|line| !line.is_empty()).collect();
        Cell { lines, columns: 1, rows: 1, align: *align }
    };
    aligns.iter().enumerate().map(cell).collect()
}
