//! TeX commands within running text. Entry point: [`edits`].
//!
//! What Markdown has a form for takes that form; what only says how a page of TeX looks goes, with a
//! warning; anything else stays as it is written, with a warning too. Formulas, code and addresses are
//! left alone, and so is a backslash that is no command (`C:\dir`, `\d{3}`).

use std::ops::Range;

use super::super::mapped::{Edit, Mapped};
use super::super::prose::{Kind, Token, tokens};
use super::super::{Files, Marks, Setting};
use super::tex::{ENTRIES, why_left_out};
use crate::diag::{Code, Diagnostic};

/// Commands whose argument is text, with what is written before and behind it.
const WRAPS: &[(&str, &str, &str)] = &[
    ("emph", "*", "*"),
    ("textit", "*", "*"),
    ("textsl", "*", "*"),
    ("textbf", "**", "**"),
    ("texttt", "`", "`"),
    ("textsc", "[", "]{.smallcaps}"),
    ("underline", "[", "]{.underline}"),
    ("textsuperscript", "^", "^"),
    ("textsubscript", "~", "~"),
    ("footnote", "^[", "]"),
    ("url", "<", ">"),
    ("textrm", "", ""),
    ("textsf", "", ""),
    ("textnormal", "", ""),
    ("mbox", "", ""),
];
/// Commands that are characters.
const CHARACTERS: &[(&str, &str)] = &[
    ("LaTeX", "LaTeX"),
    ("LaTeXe", "LaTeX2e"),
    ("TeX", "TeX"),
    ("BibTeX", "BibTeX"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textcopyright", "©"),
    ("copyright", "©"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("textbackslash", "\\\\"),
];
/// Letters of a command that is not followed by an argument and yet is one.
const SURE: usize = 4;

/// Whether a text may have commands.
pub(in crate::dialect) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    let mut pairs = marks.text().as_bytes().windows(2);
    marks.has("\\") && pairs.any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic())
}

/// Rewrites the commands of running text.
pub(in crate::dialect) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut reader = Reader { mapped, text, edits: Vec::new(), diagnostics, groups: Groups::default() };
    let is_words = |token: &Token| token.kind == Kind::Words && text[token.range.clone()].contains('\\');
    for token in tokens(text, start).into_iter().filter(is_words) {
        reader.groups = Groups::of(text, &token.range);
        let mut at = token.range.start;
        while let Some(found) = text[at..token.range.end].find('\\') {
            let begin = at + found;
            let rest = &text[begin + 1..token.range.end];
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            if length == 0 {
                // The mark hides what follows it.
                at = begin + 1 + rest.chars().next().map_or(0, char::len_utf8);
                continue;
            }
            at = begin + 1 + length;
            let before = text[..begin].chars().next_back();
            if !before.is_some_and(|c| ":/\\".contains(c)) {
                let within = before.is_some_and(|c| c.is_alphanumeric() || "_.".contains(c));
                at = reader.command(begin, at, token.range.end, within);
            }
        }
    }
    let mut edits = reader.edits;
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The groups in braces and brackets of a stretch, found once: a mark that is never closed would
/// otherwise be looked for behind each command.
#[derive(Default)]
struct Groups {
    /// Where each group in braces begins, and the byte behind it; in order.
    braces: Vec<(usize, usize)>,
    /// The closing brackets, in order.
    brackets: Vec<usize>,
}

impl Groups {
    fn of(text: &str, range: &Range<usize>) -> Self {
        let mut groups = Self::default();
        let mut open = Vec::new();
        for (at, byte) in range.clone().zip(text[range.clone()].bytes()) {
            match byte {
                b'{' => open.push(at),
                b'}' => groups.braces.extend(open.pop().map(|begin| (begin, at + 1))),
                b']' => groups.brackets.push(at),
                _ => {}
            }
        }
        groups.braces.sort_unstable();
        groups
    }

    /// The end of the group in braces that begins at a byte.
    fn braced(&self, at: usize) -> Option<usize> {
        let found = self.braces.binary_search_by_key(&at, |(begin, _)| *begin).ok()?;
        Some(self.braces[found].1)
    }

    /// The end of the arguments that begin at a byte; that byte if there are none.
    fn arguments(&self, text: &str, mut at: usize) -> usize {
        loop {
            let end = match text.as_bytes().get(at) {
                Some(b'{') => self.braced(at),
                Some(b'[') => {
                    let next = self.brackets.partition_point(|close| *close < at);
                    self.brackets.get(next).map(|close| close + 1)
                }
                _ => None,
            };
            match end {
                Some(end) => at = end,
                None => return at,
            }
        }
    }
}

struct Reader<'a> {
    mapped: &'a Mapped,
    text: &'a str,
    edits: Vec<Edit>,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Those of the stretch that is read.
    groups: Groups,
}

impl Reader<'_> {
    /// The command at `begin` whose name ends at `named`, within a word or not; says where the search
    /// goes on.
    fn command(&mut self, begin: usize, named: usize, limit: usize, within: bool) -> usize {
        let name = &self.text[begin + 1..named];
        let behind = &self.text[named..limit];
        if let Some((_, shown)) = CHARACTERS.iter().find(|(known, _)| *known == name) {
            let end = named + if behind.starts_with("{}") { 2 } else { 0 };
            self.edits.push(Edit::new(begin..end, *shown));
            return end;
        }
        if let (Some((_, open, close)), Some(end)) =
            (WRAPS.iter().find(|(known, ..)| *known == name), self.groups.braced(named))
        {
            let inner = &self.text[named + 1..end - 1];
            let sound = !inner.is_empty() && inner.trim().len() == inner.len();
            let (open, close) = if sound { (*open, *close) } else { ("", "") };
            self.edits.push(Edit::new(begin..named + 1, open));
            self.edits.push(Edit::new(end - 1..end, close));
            return named + 1;
        }
        if within && !ENTRIES.contains(&name) {
            return named;
        }
        // Nothing is done about the arguments of a name of one letter.
        if name.len() < 2 {
            return named;
        }
        let end = self.groups.arguments(self.text, named);
        let has_arguments = end > named;
        if let Some(help) = why_left_out(name).filter(|_| has_arguments || name.len() > SURE) {
            self.warn(Code::TexLeftOut, begin..end, "left out", help);
            self.edits.push(Edit { range: begin..end, parts: Vec::new() });
            return end;
        }
        if has_arguments {
            let help = "write in Markdown what it would show, or `\\\\` for a backslash";
            self.warn(Code::TemplateText, begin..end, "kept as it is", help);
            return end;
        }
        named
    }

    fn warn(&mut self, code: Code, range: Range<usize>, what: &str, help: &str) {
        let name = self.text[range.clone()].split(['{', '[']).next().unwrap_or_default();
        let message = format!("TeX command `{name}` {what}");
        self.diagnostics.push(Diagnostic::new(code, self.mapped.origin(range), message).help(help));
    }
}
