//! Writes a formula as the parser reads it. Entry point: [`prepare`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::commands::{DEFINED, DEFINING, LEFT_OUT, OPAQUE, REFUSED};
use super::definitions::{self, Definition, MathCommands, WrittenDefinition};
use super::environments::{self, BETWEEN};
use super::tokens::{Token, TokenKind, brackets, group};
use super::{TexFault, numbers, parse};
use crate::diag::did_you_mean;
use crate::limits::CHEMISTRY_BYTES;

/// The commands whose argument is chemistry or a unit.
const CHEMISTRY: [&str; 2] = ["\\ce", "\\pu"];

/// The source as the parser reads it.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// The places of the parts of the text, each with its place in the source.
    parts: Vec<(Range<usize>, Range<usize>)>,
    /// The commands that the formula defines.
    pub(super) defined: Vec<Definition>,
}

impl Prepared {
    /// Adds a part of the source.
    fn keep(&mut self, source: &str, range: Range<usize>) {
        let text = &source[range.clone()];
        self.write(text, range);
    }

    /// Adds a text instead of a part of the source.
    fn write(&mut self, text: &str, range: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.parts.push((start..self.text.len(), range));
    }

    /// Returns the place in the source of a range of the text.
    pub(super) fn origin(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let at = |byte: usize| self.parts.iter().find(|(part, _)| part.contains(&byte));
        let (first, start) = at(range.start)?;
        let (last, end) = at(range.end.max(range.start + 1) - 1)?;
        let is_kept = |part: &Range<usize>, origin: &Range<usize>| part.len() == origin.len();
        let start = if is_kept(first, start) { start.start + range.start - first.start } else { start.start };
        let end = if is_kept(last, end) {
            end.start + range.end.max(range.start + 1) - last.start
        } else {
            end.end
        };
        (start < end).then_some(start..end)
    }
}

/// Prepares a formula for the parser. What is left out is added to `faults`.
///
/// # Errors
/// Returns the first command or environment that is not known.
pub(super) fn prepare(
    source: &str,
    tokens: &[Token],
    known: &MathCommands,
    faults: &mut Vec<TexFault>,
) -> Result<Prepared, TexFault> {
    let mut own = definitions(source, tokens);
    own.extend(known.names());
    // The text of earlier definitions has no place in this formula.
    let out = Prepared { text: known.needed_by(source), ..Prepared::default() };
    let mut writer = Writer { source, tokens, own, known, faults, out, index: 0 };
    while writer.index < tokens.len() {
        writer.token()?;
    }
    Ok(writer.out)
}

/// Returns the names that a formula defines.
fn definitions<'a>(source: &'a str, tokens: &[Token]) -> BTreeSet<&'a str> {
    let mut own = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        if DEFINING.contains(&&source[token.range.clone()]) {
            let rest = tokens[at + 1..].iter().take(8);
            let name =
                rest.skip_while(|token| token.kind != TokenKind::Command).map(|t| &source[t.range.clone()]);
            own.extend(name.take(1));
        }
    }
    own
}

struct Writer<'a, 'f> {
    source: &'a str,
    tokens: &'a [Token],
    /// The names of the commands that the author defines.
    own: BTreeSet<&'a str>,
    /// The definitions before the formula.
    known: &'a MathCommands,
    faults: &'f mut Vec<TexFault>,
    out: Prepared,
    index: usize,
}

impl Writer<'_, '_> {
    fn token(&mut self) -> Result<(), TexFault> {
        let token = &self.tokens[self.index];
        let text = &self.source[token.range.clone()];
        match (token.kind, text) {
            // A comment ends with its line; the parser would read one at the end of the formula otherwise.
            (TokenKind::Comment, _) => self.index += 1,
            (TokenKind::Command, "\\begin" | "\\end") => self.environment(text == "\\begin")?,
            (TokenKind::Command, "\\intertext" | "\\shortintertext") => self.between(),
            (TokenKind::Command, name) if DEFINING.contains(&name) => self.definition()?,
            (TokenKind::Command, _) => match numbers::end_of(self.source, self.tokens, self.index) {
                // It is no part of the formula.
                Some(end) => self.index = end,
                None => self.command(text)?,
            },
            (TokenKind::Open | TokenKind::Close | TokenKind::Space | TokenKind::Character, _) => {
                self.keep_to(self.index + 1);
            }
        }
        Ok(())
    }

    /// Keeps the tokens before `end` as they are.
    fn keep_to(&mut self, end: usize) {
        let range = self.tokens[self.index].range.start..self.tokens[end - 1].range.end;
        self.out.keep(self.source, range);
        self.index = end;
    }

    /// Writes a text instead of the tokens before `end`.
    fn write_to(&mut self, end: usize, text: &str) {
        let range = self.tokens[self.index].range.start..self.tokens[end - 1].range.end;
        self.out.write(text, range);
        self.index = end;
    }

    fn command(&mut self, name: &str) -> Result<(), TexFault> {
        let range = self.tokens[self.index].range.clone();
        let is_ours = DEFINED.iter().any(|(known, _)| *known == name) || self.own.contains(name);
        if let Some((_, help)) = REFUSED.iter().find(|(known, _)| *known == name) {
            return Err(TexFault::new(range, format!("`{name}` cannot be set in a formula"), *help));
        }
        if !is_ours && !parse::is_known(name) {
            return Err(unknown(range, name, &self.own));
        }
        if let Some((_, what)) = LEFT_OUT.iter().find(|(known, _)| *known == name) {
            let help = format!("delete `{name}` if the formula is clear without it");
            self.faults.push(TexFault::new(range, format!("{what} of a formula left out"), help));
        }
        let end = match group(self.tokens, self.index + 1) {
            Some((_, place)) if CHEMISTRY.contains(&name) && place.len() > CHEMISTRY_BYTES => {
                let message = format!("`{name}` with more than {CHEMISTRY_BYTES} bytes");
                return Err(TexFault::new(
                    place,
                    message,
                    format!("divide it between several `{name}{{…}}`"),
                ));
            }
            Some((end, _)) if OPAQUE.contains(&name) => end,
            _ => self.index + 1,
        };
        self.keep_to(end);
        match self.default_of(name) {
            Some(default) => self.first_argument(&default),
            None => Ok(()),
        }
    }

    fn environment(&mut self, is_begin: bool) -> Result<(), TexFault> {
        let Some((mut end, place)) = group(self.tokens, self.index + 1) else {
            self.keep_to(self.index + 1);
            return Ok(());
        };
        let name = self.source[place.clone()].trim();
        if is_begin && name == "subequations" {
            let message = "`subequations` in a formula left out";
            let help = "write it on lines of its own around the formulas, without `$$`";
            self.faults.push(TexFault::new(place.clone(), message, help));
        }
        let rewritten = environments::rewrite(name);
        if rewritten.is_none() && !parse::is_environment(name) {
            let names = parse::environments().into_iter();
            let help = match did_you_mean(name, names) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => {
                    "environments of formulas are `align`, `gather`, `cases`, `pmatrix`, `array` and the like"
                        .to_owned()
                }
            };
            return Err(TexFault::new(place, format!("unknown environment `{name}`"), help));
        }
        if is_begin
            && environments::takes_position(name)
            && let Some((after, _)) = brackets(self.source, self.tokens, end)
        {
            end = after;
        }
        let before = self.out.text.trim_end();
        if !is_begin && before.ends_with('&') && !before.ends_with("\\&") {
            // The parser drops a last row whose last cell is empty.
            let place = self.tokens[self.index].range.clone();
            self.out.write("{}", place);
        }
        let written = match (&rewritten, is_begin) {
            (Some(rewritten), true) => rewritten.begin.to_owned(),
            (Some(rewritten), false) => rewritten.end.to_owned(),
            (None, true) => format!("\\begin{{{name}}}"),
            (None, false) => format!("\\end{{{name}}}"),
        };
        self.write_to(end, &written);
        if is_begin
            && matches!(name, "array" | "darray")
            && let Some((end, columns)) = group(self.tokens, self.index)
        {
            let columns = environments::columns(&self.source[columns]);
            self.write_to(end, &format!("{{{columns}}}"));
        }
        Ok(())
    }

    /// Writes words between equations as a row.
    fn between(&mut self) {
        let Some((end, words)) = group(self.tokens, self.index + 1) else {
            return self.keep_to(self.index + 1);
        };
        let start = self.index;
        self.write_to(start + 1, &format!("\\text{{{BETWEEN}"));
        self.out.keep(self.source, words);
        let last = self.tokens[end - 1].range.clone();
        self.out.write("}\\\\", last);
        self.index = end;
    }

    /// Writes a definition for the parser, with which a command begins.
    fn definition(&mut self) -> Result<(), TexFault> {
        match definitions::read(self.source, self.tokens, self.index)? {
            Some(WrittenDefinition { mut definition, end, .. }) => {
                definition.text = definitions::with_defaults(&definition.text, &|name| self.default_of(name));
                self.write_to(end, &definition.text);
                self.out.defined.push(definition);
            }
            None => self.keep_to(self.index + 1),
        }
        Ok(())
    }

    /// Returns what the first argument of a command is if it is left out.
    fn default_of(&self, name: &str) -> Option<String> {
        let own = definitions::default_in(&self.out.defined, name);
        own.or_else(|| self.known.default_of(name)).map(str::to_owned)
    }

    /// Writes the first argument of a command, which is in brackets or left out, in braces.
    fn first_argument(&mut self, default: &str) -> Result<(), TexFault> {
        let place = self.tokens[self.index - 1].range.clone();
        let Some((end, given)) = brackets(self.source, self.tokens, self.index) else {
            self.out.write(&format!("{{{default}}}"), place);
            return Ok(());
        };
        while self.tokens[self.index].range.end < given.start {
            self.index += 1;
        }
        self.write_to(self.index + 1, "{");
        while self.index + 1 < end {
            self.token()?;
        }
        self.write_to(end, "}");
        Ok(())
    }
}

/// Returns the message on an unknown command.
pub(super) fn unknown(range: Range<usize>, name: &str, own: &BTreeSet<&str>) -> TexFault {
    let known = parse::commands();
    let known = known.iter().copied().chain(own.iter().copied()).chain(DEFINED.iter().map(|(name, _)| *name));
    let help = match did_you_mean(name, known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("define it with `\\newcommand{{{name}}}{{…}}`, or write it in other commands"),
    };
    TexFault::new(range, format!("unknown command `{name}`"), help)
}
