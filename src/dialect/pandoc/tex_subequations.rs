//! Rewrites the environment `subequations`, whose equations are lettered parts of one number, as a div of that name.
//! The environment may have several formulas and words between them, and dollar signs around it. Entry point:
//! [`TexRewriter::subequations`].

use std::ops::Range;

use super::tex::{MAX_LINES, TexRewriter};
use super::tex_commands::{FORMULAS, group_length};
use crate::dialect::lines::{LineKind, prefix_length};
use crate::dialect::mapped::Edit;

const BEGIN: &str = "\\begin{subequations}";
pub(super) const END: &str = "\\end{subequations}";
const LABEL: &str = "\\label";

/// An environment with its delimiters.
struct Environment {
    /// The bytes before its content: `\begin{subequations}\label{eq:x}`.
    opening: Range<usize>,
    /// The name of the environment.
    name: Option<Range<usize>>,
    /// The bytes after its content.
    closing: Range<usize>,
}

impl TexRewriter<'_, '_> {
    /// Rewrites the environment that begins with a line. Returns the index of the next line to rewrite.
    pub(super) fn subequations(&mut self, at: usize) -> usize {
        let start = self.lines[at].range.start + prefix_length(self.lines[at].text(self.text));
        let Some(found) = self.within(at, start) else {
            let place = start..start + BEGIN.len();
            let help = format!("write `{END}` on a line of its own behind the equations");
            let message = "TeX environment `subequations`, which is never closed, left out".to_owned();
            self.report_message(place.clone(), message, &help);
            self.edits.push(Edit::delete(place));
            return at + 1;
        };
        self.rewrite(at, &found)
    }

    /// Rewrites the environment in the formula that begins with a line. Returns the index of the next line to rewrite, or
    /// `None` if the formula is none or more than an environment with formulas.
    pub(super) fn subequations_in_dollars(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let open = line.range.start + prefix_length(line.text(self.text));
        let after = open + self.text[open..].strip_prefix("$$").map(|_| 2)?;
        let begin = self.behind_space(after);
        if !self.text[begin..].starts_with(BEGIN) {
            return None;
        }
        let found = self.within(at, begin)?;
        let inner = self.text[self.behind_space(found.opening.end)..].strip_prefix("\\begin{")?;
        let name = inner.split('}').next().filter(|name| FORMULAS.contains(name));
        let close = self.behind_space(found.closing.end);
        name.filter(|_| self.text[close..].starts_with("$$"))?;
        let mut end = close + 2;
        let mut name = found.name;
        if let Some(braces) = self.name_behind(end) {
            end = braces.end;
            let written = braces.start + 2..braces.end - 1;
            if name.is_some() {
                let help = "give the equations one name, by `\\label` in them or by `{#eq:name}` behind them";
                let second = &self.text[written];
                self.report(braces, "second name of equations", second, help);
            } else {
                name = Some(written);
            }
        }
        let closing = found.closing.start..end;
        Some(self.rewrite(at, &Environment { opening: open..found.opening.end, name, closing }))
    }

    /// Returns the braces with a name behind a formula: `{#eq:x}`.
    fn name_behind(&self, at: usize) -> Option<Range<usize>> {
        let rest = self.text[at..].lines().next()?;
        let open = at + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let length = self.text[open..at + rest.len()].strip_prefix("{#")?.find('}')?;
        Some(open..open + length + 3)
    }

    /// Returns the environment that begins at a byte of a line. Returns `None` if it does not end before another one
    /// begins.
    fn within(&self, at: usize, begin: usize) -> Option<Environment> {
        let last = (at + MAX_LINES).min(self.lines.len()) - 1;
        let content = begin + BEGIN.len();
        let rest = self.text.get(content..self.lines[last].range.end)?;
        let rest = &rest[..rest.find(BEGIN).unwrap_or(rest.len())];
        let end = content + rest.find(END)?;
        let (name, inner) = self.label(content, end);
        Some(Environment { opening: begin..inner, name, closing: end..end + END.len() })
    }

    /// Returns the name of an environment, and where its content begins.
    fn label(&self, content: usize, end: usize) -> (Option<Range<usize>>, usize) {
        let at = self.behind_space(content);
        let group = at + LABEL.len();
        let text = self.text[..end].get(at..).filter(|text| text.starts_with(LABEL));
        match text.and_then(|text| group_length(&text[LABEL.len()..])) {
            Some(length) if self.text[group..].starts_with('{') => {
                (Some(group + 1..group + length - 1), group + length)
            }
            _ => (None, content),
        }
    }

    /// Returns the offset after the spaces, the line ends and the quotation marks at an offset.
    fn behind_space(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start_matches([' ', '\t', '\r', '\n', '>']).len()
    }

    fn rewrite(&mut self, at: usize, found: &Environment) -> usize {
        let text = self.text;
        let line_at = |byte: usize| self.lines.partition_point(|line| line.range.end < byte);
        let (first, close) = (line_at(found.opening.end), line_at(found.closing.start));
        let last = line_at(found.closing.end);
        let before = &text[self.lines[at].range.start..][..prefix_length(self.lines[at].text(text))];
        let end_of_first = self.lines[first].range.end;
        let is_beside = !text[found.opening.end..end_of_first.min(found.closing.start)].trim().is_empty();
        let gap = if is_beside { format!("\n\n{before}") } else { String::new() };
        let name = self.name(found);
        self.edits.push(Edit::replace(found.opening.clone(), format!("::: {{.subequations{name}}}{gap}")));
        let mut next = first + 1;
        if is_beside {
            let inner = self.behind_space(found.opening.end);
            next = self.environment_at(first, inner).unwrap_or(next);
        }
        while next < close {
            next = match self.lines[next].kind {
                LineKind::Prose | LineKind::Raw => self.line(next),
                _ => next + 1,
            };
        }
        let start = self.lines[close].range.start.max(found.opening.end);
        let is_alone = text[start..found.closing.start].trim_matches([' ', '\t', '>']).is_empty();
        let edge = if is_alone { String::new() } else { format!("\n{before}") };
        let has_rest = !text[found.closing.end..self.lines[last].range.end].trim().is_empty();
        let gap = if has_rest { format!("\n\n{before}") } else { String::new() };
        self.edits.push(Edit::replace(found.closing.clone(), format!("{edge}:::{gap}")));
        last + 1
    }

    /// Returns the attribute for the name of an environment.
    fn name(&mut self, found: &Environment) -> String {
        let Some(range) = &found.name else { return String::new() };
        let name = self.text[range.clone()].trim();
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || "{}\"'=#".contains(c)) {
            let help = "write a name of letters, digits, colons and hyphens, such as `eq:mass`";
            self.report(range.clone(), "name of equations", name, help);
            return String::new();
        }
        format!(" #{name}")
    }
}
