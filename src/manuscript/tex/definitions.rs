//! The commands that an author defines. Entry points: [`read`], [`MathCommands`].

use std::ops::Range;

use super::TexFault;
use super::tokens::{Token, TokenKind, after_spaces, brackets, group, tokens};
use crate::limits::DEFINITIONS;

/// Commands for formulas: those of `book.yaml`, and in a file also those that its formulas have defined so far.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct MathCommands(pub(super) Vec<Definition>);

/// The definition of a command.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Definition {
    /// Its name, with the backslash.
    pub(super) name: String,
    /// What its first argument is if it is left out; its other arguments are in braces.
    pub(super) default: Option<String>,
    /// The definition as the parser reads it.
    pub(super) text: String,
}

/// The maximum number of arguments of a command.
const MAX_ARGUMENTS: usize = 9;

impl MathCommands {
    /// Adds definitions; each hides an earlier one of the same name.
    pub(super) fn extend(&mut self, definitions: Vec<Definition>) {
        for definition in definitions {
            self.0.retain(|known| known.name != definition.name);
            self.0.push(definition);
        }
        self.0.truncate(DEFINITIONS);
    }

    /// Returns the names in order of their definition.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|definition| definition.name.as_str())
    }

    /// Returns the text of the definitions that a formula needs, in their order.
    pub(super) fn needed_by(&self, source: &str) -> String {
        let mut is_needed: Vec<bool> = self.names().map(|name| source.contains(name)).collect();
        // One may use others.
        let mut open: Vec<usize> = (0..self.0.len()).filter(|at| is_needed[*at]).collect();
        while let Some(at) = open.pop() {
            let text = &self.0[at].text;
            for (other, definition) in self.0.iter().enumerate() {
                if !is_needed[other] && text.contains(&definition.name) {
                    is_needed[other] = true;
                    open.push(other);
                }
            }
        }
        let needed = self.0.iter().zip(is_needed).filter(|(_, is_needed)| *is_needed);
        needed.map(|(definition, _)| definition.text.as_str()).collect()
    }

    /// Returns what the first argument of a command is if it is left out. Returns `None` for a command all of
    /// whose arguments are in braces.
    pub(super) fn default_of(&self, name: &str) -> Option<&str> {
        default_in(&self.0, name)
    }
}

/// Returns the default of a command among definitions.
pub(super) fn default_in<'a>(definitions: &'a [Definition], name: &str) -> Option<&'a str> {
    definitions.iter().rev().find(|known| known.name == name)?.default.as_deref()
}

/// A definition in a source.
pub(super) struct WrittenDefinition {
    /// The definition, whose text is that of the source.
    pub(super) definition: Definition,
    /// The index of the token behind it.
    pub(super) end: usize,
    /// The place of what it stands for.
    pub(super) body: Range<usize>,
}

/// Returns the definition that begins with a token. Returns `None` if it is incomplete, or begins with another
/// command.
///
/// # Errors
/// Returns the fault of one that cannot be read.
pub(super) fn read(source: &str, tokens: &[Token], at: usize) -> Result<Option<WrittenDefinition>, TexFault> {
    Ok(match &source[tokens[at].range.clone()] {
        "\\newcommand" | "\\renewcommand" | "\\providecommand" => new_command(source, tokens, at)?,
        "\\DeclareMathOperator" => operator(source, tokens, at),
        "\\def" | "\\gdef" => primitive(source, tokens, at),
        "\\let" => alias(source, tokens, at),
        _ => None,
    })
}

/// Returns the index of the token at or after `at`, behind a star if there is one.
fn behind_star(source: &str, tokens: &[Token], at: usize) -> (usize, bool) {
    let star = after_spaces(tokens, at);
    let has_star = tokens.get(star).is_some_and(|token| &source[token.range.clone()] == "*");
    (if has_star { star + 1 } else { at }, has_star)
}

/// Returns the name that is defined, in braces or not, and the index of the token behind it. As in MathJax, a name of
/// letters in braces may lack its backslash.
fn name(source: &str, tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let first = after_spaces(tokens, at);
    let (next, range) = match tokens.get(first) {
        Some(token) if token.kind == TokenKind::Command => (first + 1, token.range.clone()),
        _ => group(tokens, first)?,
    };
    let name = source[range].trim();
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
    let name = if is_bare { format!("\\{name}") } else { name.to_owned() };
    is_name(&name).then_some((name, next))
}

/// Returns whether a text is the name of a command: a backslash with letters, or with another character.
pub(super) fn is_name(name: &str) -> bool {
    matches!(&tokens(name)[..], [token] if token.kind == TokenKind::Command && token.range.len() > 1)
}

/// Reads `\newcommand{\name}[count][default]{body}`. It becomes `\def`, since the parser refuses names that it
/// knows itself.
fn new_command(source: &str, tokens: &[Token], at: usize) -> Result<Option<WrittenDefinition>, TexFault> {
    let (at, _) = behind_star(source, tokens, at + 1);
    let Some((name, mut next)) = name(source, tokens, at) else { return Ok(None) };
    let (mut count, mut default) = (0, None);
    if let Some((end, place)) = brackets(source, tokens, next) {
        count = match source[place.clone()].trim().parse::<usize>() {
            Ok(count) if count <= MAX_ARGUMENTS => count,
            _ => {
                let help = format!("write the number of its arguments, at most {MAX_ARGUMENTS}: `[1]`");
                return Err(TexFault::new(place, format!("number of arguments of `{name}`"), help));
            }
        };
        next = end;
    }
    if let Some((end, place)) = brackets(source, tokens, next).filter(|_| count > 0) {
        default = Some(source[place].to_owned());
        next = end;
    }
    let Some((end, body)) = group(tokens, next) else { return Ok(None) };
    let text = define(&name, count, &source[body.clone()]);
    let definition = Definition { name, default, text };
    Ok(Some(WrittenDefinition { definition, end, body }))
}

/// Returns the definition of a command as the parser reads it.
pub(super) fn define(name: &str, count: usize, body: &str) -> String {
    let arguments: String = (1..=count).flat_map(|number| ["#".to_owned(), number.to_string()]).collect();
    format!("\\def{name}{arguments}{{{body}}}")
}

/// Reads `\DeclareMathOperator{\name}{words}`.
fn operator(source: &str, tokens: &[Token], at: usize) -> Option<WrittenDefinition> {
    let (at, has_star) = behind_star(source, tokens, at + 1);
    let (name, next) = name(source, tokens, at)?;
    let (end, body) = group(tokens, next)?;
    let star = if has_star { "*" } else { "" };
    let text = define(&name, 0, &format!("\\operatorname{star}{{{}}}", &source[body.clone()]));
    let definition = Definition { name, default: None, text };
    Some(WrittenDefinition { definition, end, body })
}

/// Reads `\def\name#1{body}`, as it is written.
fn primitive(source: &str, tokens: &[Token], at: usize) -> Option<WrittenDefinition> {
    let (name, next) = name(source, tokens, at + 1)?;
    let open = tokens[next..].iter().position(|token| token.kind == TokenKind::Open)? + next;
    let (end, body) = group(tokens, open)?;
    let text = format!("\\def{name}{}}}", &source[tokens[next].range.start..body.end]);
    let definition = Definition { name, default: None, text };
    Some(WrittenDefinition { definition, end, body })
}

/// Reads `\let\name=\other`, as a definition of what it stands for.
fn alias(source: &str, tokens: &[Token], at: usize) -> Option<WrittenDefinition> {
    let (name, next) = name(source, tokens, at + 1)?;
    let sign = after_spaces(tokens, next);
    let has_sign = tokens.get(sign).is_some_and(|token| &source[token.range.clone()] == "=");
    let other = after_spaces(tokens, if has_sign { sign + 1 } else { next });
    let body = tokens.get(other)?.range.clone();
    let text = format!("\\let{name}={}", &source[body.clone()]);
    let definition = Definition { name, default: None, text };
    Some(WrittenDefinition { definition, end: other + 1, body })
}

/// Returns a text in which the first arguments that commands have in brackets, or leave out, are in braces.
pub(super) fn with_defaults(text: &str, default_of: &dyn Fn(&str) -> Option<String>) -> String {
    let all = tokens(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(token) = all.get(at) {
        let word = &text[token.range.clone()];
        out.push_str(word);
        at += 1;
        if token.kind == TokenKind::Command
            && let Some(default) = default_of(word)
        {
            let given = brackets(text, &all, at);
            let argument = given.as_ref().map_or(default.as_str(), |(_, place)| &text[place.clone()]);
            out.extend(["{", argument, "}"]);
            at = given.map_or(at, |(end, _)| end);
        }
    }
    out
}

/// Returns the place of the first command of a text that `is_known` refuses.
pub(super) fn unknown_command(text: &str, is_known: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut commands = tokens(text).into_iter().filter(|token| token.kind == TokenKind::Command);
    commands.find(|token| !is_known(&text[token.range.clone()])).map(|token| token.range)
}
