//! Finds the names and numbers of equations: `\label`, `\tag`, `\notag`, and environments whose rows are numbered.
//! Entry points: [`collect`], [`Numbers::mark`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::commands::DEFINING;
use super::tokens::{Token, TokenKind, after_spaces, brackets, group};
use super::{MathCommands, TexFault, environments, row_of_words};
use crate::book::math::{EquationLabel, EquationMark, Formula};

/// What the author wrote about the numbers of a formula.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Whether each row of its environment may have a number, and not only the whole.
    by_rows: bool,
    /// Whether its environment numbers what has no name.
    is_numbered: bool,
    /// What is written outside of rows.
    whole: Written,
    /// What is written in each row.
    rows: BTreeMap<usize, Written>,
}

/// What the author wrote about the number of a formula or a row.
#[derive(Debug, Default)]
struct Written {
    label: Option<(String, Range<usize>)>,
    tag: Option<WrittenTag>,
    is_unnumbered: bool,
}

#[derive(Debug)]
struct WrittenTag {
    text: String,
    range: Range<usize>,
}

/// Returns the commands about numbers, which are no part of a formula: the end of one that begins at a token.
/// Returns `None` for any other command.
pub(super) fn end_of(source: &str, tokens: &[Token], at: usize) -> Option<usize> {
    match &source[tokens[at].range.clone()] {
        "\\label" => Some(group(tokens, at + 1).map_or(at + 1, |(end, _)| end)),
        "\\tag" => {
            let from = behind_star(source, tokens, at + 1);
            Some(group(tokens, from).map_or(from, |(end, _)| end))
        }
        "\\notag" | "\\nonumber" => Some(at + 1),
        _ => None,
    }
}

fn behind_star(source: &str, tokens: &[Token], at: usize) -> usize {
    let star = after_spaces(tokens, at);
    if tokens.get(star).is_some_and(|token| &source[token.range.clone()] == "*") { star + 1 } else { at }
}

/// Collects what is written about the numbers of a formula.
pub(super) fn collect(source: &str, tokens: &[Token], faults: &mut Vec<TexFault>) -> Numbers {
    let mut collector = Collector {
        source,
        tokens,
        faults,
        numbers: Numbers::default(),
        depth: 0,
        braces: 0,
        row: 0,
        is_first: true,
    };
    let mut at = 0;
    while at < tokens.len() {
        at = collector.token(at);
    }
    collector.numbers
}

struct Collector<'a, 'f> {
    source: &'a str,
    tokens: &'a [Token],
    faults: &'f mut Vec<TexFault>,
    numbers: Numbers,
    /// The number of open environments.
    depth: usize,
    /// The number of open braces.
    braces: usize,
    row: usize,
    /// Whether nothing that is shown came before.
    is_first: bool,
}

impl Collector<'_, '_> {
    /// Takes the token at an index. Returns the index of the next one to take.
    fn token(&mut self, at: usize) -> usize {
        let text = &self.source[self.tokens[at].range.clone()];
        match self.tokens[at].kind {
            TokenKind::Comment | TokenKind::Space => return at + 1,
            TokenKind::Open => self.braces += 1,
            TokenKind::Close => self.braces = self.braces.saturating_sub(1),
            TokenKind::Character => {}
            TokenKind::Command => {
                if let Some(end) = end_of(self.source, self.tokens, at) {
                    self.written(at, end);
                    return end;
                }
                match text {
                    "\\begin" | "\\end" => return self.environment(at, text == "\\begin"),
                    "\\\\" | "\\cr" if self.depth == 1 && self.braces == 0 => self.row += 1,
                    "\\intertext" | "\\shortintertext" => {
                        self.row += 1;
                        return group(self.tokens, at + 1).map_or(at + 1, |(end, _)| end);
                    }
                    name if DEFINING.contains(&name) => return self.behind_definition(at + 1),
                    _ => {}
                }
            }
        }
        self.is_first = false;
        at + 1
    }

    /// Returns the index of the token after the name and the arguments of a definition.
    fn behind_definition(&self, mut at: usize) -> usize {
        at = after_spaces(self.tokens, at);
        if self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Command) {
            at += 1;
        }
        while let Some((end, _)) = brackets(self.source, self.tokens, at).or_else(|| group(self.tokens, at)) {
            at = end;
        }
        at
    }

    fn environment(&mut self, at: usize, is_begin: bool) -> usize {
        let Some((end, place)) = group(self.tokens, at + 1) else { return at + 1 };
        let name = self.source[place].trim();
        if environments::is_transparent(name) {
            return end;
        }
        if !is_begin {
            self.depth = self.depth.saturating_sub(1);
            return end;
        }
        if self.depth == 0 && self.is_first {
            (self.numbers.by_rows, self.numbers.is_numbered) = environments::numbering(name);
        }
        self.is_first = false;
        self.depth += 1;
        end
    }

    /// Takes a command about numbers, from a token to the one before `end`.
    fn written(&mut self, at: usize, end: usize) {
        let range = self.tokens[at].range.start..self.tokens[end - 1].range.end;
        let name = &self.source[self.tokens[at].range.clone()];
        let in_row = self.numbers.by_rows && self.depth > 0;
        let written =
            if in_row { self.numbers.rows.entry(self.row).or_default() } else { &mut self.numbers.whole };
        if matches!(name, "\\notag" | "\\nonumber") {
            written.is_unnumbered = true;
            return;
        }
        let from = behind_star(self.source, self.tokens, at + 1);
        let Some((_, text)) = group(self.tokens, from) else { return };
        let text = self.source[text].trim();
        let is_second = if name == "\\label" {
            let label = (text.to_owned(), range.clone());
            let is_second = written.label.is_some();
            written.label.get_or_insert(label);
            is_second
        } else {
            let text = if from > at + 1 { text.to_owned() } else { format!("({text})") };
            let is_second = written.tag.is_some();
            written.tag.get_or_insert(WrittenTag { text, range: range.clone() });
            is_second
        };
        if is_second {
            let message = format!("second `{name}` of an equation left out");
            self.faults.push(TexFault::new(range, message, "write one for each equation"));
        }
    }
}

impl Numbers {
    /// Marks a formula and its rows. Returns the name that the author gave the whole.
    pub(super) fn mark(
        mut self,
        formula: &mut Formula,
        known: &mut MathCommands,
        faults: &mut Vec<TexFault>,
    ) -> Option<String> {
        if !formula.is_display {
            self.report_in_line(faults);
            return None;
        }
        let by_rows = self.by_rows;
        let is_numbered = self.is_numbered;
        let whole = self.whole;
        if let Some(grid) = formula.grid_mut().filter(|_| by_rows) {
            let rows = grid.rows.iter_mut().enumerate().filter(|(_, row)| !row.is_words);
            for (at, row) in rows {
                let written = self.rows.remove(&at).unwrap_or_default();
                let (mark, id) = written.read(is_numbered, known, faults);
                row.label =
                    (id.is_some() || !mark.is_none()).then_some(EquationLabel { id, anchor: None, mark });
            }
            return whole.label.map(|(id, _)| id);
        }
        // A formula that cannot be read has no rows; it keeps its first name.
        let first = self.rows.into_values().find(|written| written.label.is_some());
        let written = if whole.label.is_some() { whole } else { first.unwrap_or(whole) };
        let (mark, id) = written.read(is_numbered && !by_rows, known, faults);
        formula.mark = mark;
        id
    }

    /// Reports what has no effect in a formula in running text, which has no number.
    fn report_in_line(&self, faults: &mut Vec<TexFault>) {
        for written in std::iter::once(&self.whole).chain(self.rows.values()) {
            let label = written.label.iter().map(|(_, range)| ("label", range));
            for (name, range) in label.chain(written.tag.iter().map(|tag| ("tag", &tag.range))) {
                let message = format!("`\\{name}` of a formula in running text left out");
                faults.push(TexFault::new(range.clone(), message, "write the formula between `$$`"));
            }
        }
    }
}

impl Written {
    /// Returns the mark and the name. What has a name has a number.
    fn read(
        self,
        is_numbered: bool,
        known: &mut MathCommands,
        faults: &mut Vec<TexFault>,
    ) -> (EquationMark, Option<String>) {
        let id = self.label.map(|(id, _)| id).filter(|id| !id.is_empty());
        let tag = self.tag.and_then(|tag| match row_of_words(&tag.text, known) {
            Ok(row) => Some(row),
            Err(fault) => {
                faults.push(TexFault { range: tag.range, ..fault });
                None
            }
        });
        let mark = match tag {
            Some(row) => EquationMark::Tag(row),
            None if !self.is_unnumbered && (is_numbered || id.is_some()) => EquationMark::Counted(None),
            None => EquationMark::None,
        };
        (mark, id)
    }
}
