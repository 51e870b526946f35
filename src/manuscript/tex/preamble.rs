//! Reads the commands for formulas that hold for the whole book. Entry point: [`math_commands`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::TexFault;
use super::commands::{DEFINED, DEFINING};
use super::definitions::{self, Definition, MathCommands, define, is_name, unknown_command};
use super::tokens::{Token, TokenKind, brackets, group, tokens};
use super::{parse, prepare};
use crate::diag::{Code, Diagnostic, FileId, Outcome, SourceMap, Span};
use crate::project::MathOptions;

/// A command with the place of what it stands for.
struct Command {
    definition: Definition,
    /// What it stands for.
    body: String,
    place: Place,
}

/// A place in a source.
enum Place {
    /// A place that contains exactly the text.
    Exact(FileId, Range<usize>),
    /// A value of YAML, which may have escapes.
    Around(Option<Span>),
}

impl Place {
    /// Returns the place of a part of the text.
    fn of(&self, part: &Range<usize>) -> Option<Span> {
        match self {
            Self::Exact(file, range) => {
                Some(Span::new(*file, range.start + part.start..range.start + part.end))
            }
            Self::Around(span) => *span,
        }
    }
}

/// Returns the commands of the file of definitions and of `macros`, which take precedence.
pub fn math_commands(options: &MathOptions, sources: &SourceMap) -> Outcome<MathCommands> {
    let mut diagnostics = Vec::new();
    let mut all = Vec::new();
    if let Some(file) = options.preamble {
        let text = sources.file(file).text.clone();
        let tokens = tokens(&text);
        Preamble { file, text: &text, tokens: &tokens, diagnostics: &mut diagnostics, commands: &mut all }
            .read();
    }
    for (name, body) in &options.macros {
        let written = name.value.trim();
        let name = if written.starts_with('\\') { written.to_owned() } else { format!("\\{written}") };
        if !is_name(&name) {
            let help = "write a backslash and letters: `\\name`";
            let message = format!("`{written}` cannot be the name of a command");
            let place = name_place(options, written);
            diagnostics.push(Diagnostic::new(Code::InvalidValue, place, message).help(help));
            continue;
        }
        let definition = Definition {
            text: define(&name, highest_argument(&body.value), &body.value),
            name,
            default: None,
        };
        all.push(Command { definition, body: body.value.clone(), place: Place::Around(body.span) });
    }
    let names: BTreeSet<&str> = all.iter().map(|command| command.definition.name.as_str()).collect();
    for command in &all {
        diagnostics.extend(unknown_in(command, &names));
    }
    let default_of = |name: &str| {
        let command = all.iter().rev().find(|command| command.definition.name == name)?;
        command.definition.default.clone()
    };
    let with_defaults = |definition: &Definition| Definition {
        text: definitions::with_defaults(&definition.text, &default_of),
        ..definition.clone()
    };
    let mut commands = MathCommands::default();
    commands.extend(all.iter().map(|command| with_defaults(&command.definition)).collect());
    Outcome::new(commands, diagnostics)
}

/// Returns the place of the name of a macro.
fn name_place(options: &MathOptions, written: &str) -> Option<Span> {
    options.macros.iter().find(|(name, _)| name.value.trim() == written)?.0.span
}

/// Returns the highest number of an argument in a text: 2 for `#1 + #2`.
fn highest_argument(text: &str) -> usize {
    let numbers = text.match_indices('#').filter_map(|(at, _)| text[at + 1..].chars().next()?.to_digit(10));
    numbers.max().unwrap_or(0) as usize
}

/// Returns the message on a command within a definition that is not known.
fn unknown_in(command: &Command, names: &BTreeSet<&str>) -> Option<Diagnostic> {
    let is_known = |name: &str| {
        names.contains(name)
            || matches!(name, "\\begin" | "\\end" | "\\label" | "\\tag" | "\\notag" | "\\nonumber")
            || DEFINED.iter().any(|(known, _)| *known == name)
            || DEFINING.contains(&name)
            || parse::is_known(name)
    };
    let range = unknown_command(&command.body, &is_known)?;
    let fault = prepare::unknown(range.clone(), &command.body[range.clone()], names);
    let message = format!("{} in the definition of `{}`", fault.message, command.definition.name);
    Some(Diagnostic::new(Code::FormulaNotRead, command.place.of(&range), message).help(fault.help))
}

/// The reader of a file of definitions.
struct Preamble<'a> {
    file: FileId,
    text: &'a str,
    tokens: &'a [Token],
    diagnostics: &'a mut Vec<Diagnostic>,
    commands: &'a mut Vec<Command>,
}

/// Commands that only matter to TeX itself.
const WITHOUT_EFFECT: &[&str] = &["\\makeatletter", "\\makeatother", "\\endinput"];

impl Preamble<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.token(at);
        }
    }

    /// Takes the token at an index. Returns the index of the next one to take.
    fn token(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let word = &self.text[token.range.clone()];
        match token.kind {
            TokenKind::Space | TokenKind::Comment => return at + 1,
            TokenKind::Command if WITHOUT_EFFECT.contains(&word) => return at + 1,
            TokenKind::Command => match definitions::read(self.text, self.tokens, at) {
                Ok(Some(written)) => {
                    let body = self.text[written.body.clone()].to_owned();
                    let place = Place::Exact(self.file, written.body);
                    self.commands.push(Command { definition: written.definition, body, place });
                    return written.end;
                }
                Ok(None) => {}
                Err(TexFault { range, message, help }) => {
                    let span = Span::new(self.file, range);
                    self.diagnostics.push(Diagnostic::new(Code::FormulaNotRead, span, message).help(help));
                    return self.behind_arguments(at + 1);
                }
            },
            TokenKind::Open | TokenKind::Close | TokenKind::Character => {}
        }
        let end = if token.kind == TokenKind::Command {
            self.behind_arguments(at + 1)
        } else {
            self.behind_words(at)
        };
        let range = token.range.start..self.tokens[end - 1].range.end;
        let what = if token.kind == TokenKind::Command { format!("`{word}`") } else { "text".to_owned() };
        let message = format!("{what} among the commands for formulas left out");
        let help =
            "only definitions are read there: `\\newcommand`, `\\DeclareMathOperator`, `\\def`, `\\let`";
        let span = Span::new(self.file, range);
        self.diagnostics.push(Diagnostic::new(Code::FormulaChanged, span, message).help(help));
        end
    }

    /// Returns the index of the token behind the arguments at an index.
    fn behind_arguments(&self, mut at: usize) -> usize {
        loop {
            let part = brackets(self.text, self.tokens, at).or_else(|| group(self.tokens, at));
            match part {
                Some((end, _)) => at = end,
                None => return at,
            }
        }
    }

    /// Returns the index of the next command.
    fn behind_words(&self, at: usize) -> usize {
        let is_command = |token: &Token| token.kind == TokenKind::Command;
        self.tokens[at..].iter().position(is_command).map_or(self.tokens.len(), |length| at + length)
    }
}
