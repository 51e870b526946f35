//! Translates TeX commands in running text to Markdown. Entry point: [`edits`].
//!
//! A command with a counterpart in Markdown is replaced with it; one that only changes the layout is
//! left out with a warning; any other is kept as it is written, with a warning too. Formulas, code and
//! addresses are not changed, nor is a backslash that begins no command (`C:\dir`, `\d{3}`).

use std::ops::Range;

use super::tex_commands::{INDEX, LIST_ENTRIES, why_left_out};
use super::tex_index;
use crate::diag::Code;
use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::prose::{ProseKind, ProseToken, tokens};
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// Commands whose argument is text, with the Markdown before and after it.
pub(super) const WRAPS: &[(&str, &str, &str)] = &[
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
/// Commands that are characters, with the Markdown for them.
pub(super) const CHARACTERS: &[(&str, &str)] = &[
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
/// Commands that refer to what has a `\label`.
const REFERENCES: &[&str] = &["ref", "eqref", "cref", "Cref", "autoref"];
/// The prefixes of labels that a reference in our syntax can have.
const PREFIXES: &[&str] =
    &["fig", "tab", "tbl", "eq", "sec", "lst", "ch", "chap", "thm", "lem", "prp", "cor", "def", "exm", "exr"];
/// The maximum length, in letters, of a name that counts as a command only if an argument follows it.
const MAX_UNSURE: usize = 4;

/// Returns whether a text may have commands.
pub(in crate::dialect) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    let mut pairs = probe.text().as_bytes().windows(2);
    probe.contains("\\") && pairs.any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic())
}

/// Rewrites the commands.
pub(in crate::dialect) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let start = context.start;
    let mut rewriter = CommandRewriter { context, text, edits: Vec::new(), groups: TexGroups::default() };
    let is_words =
        |token: &ProseToken| token.kind == ProseKind::Words && text[token.range.clone()].contains('\\');
    for token in tokens(text, start).into_iter().filter(is_words) {
        rewriter.groups = TexGroups::of(text, &token.range);
        let mut at = token.range.start;
        while let Some(found) = text[at..token.range.end].find('\\') {
            let begin = at + found;
            let rest = &text[begin + 1..token.range.end];
            let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            if length == 0 {
                // The backslash escapes the character after it.
                at = begin + 1 + rest.chars().next().map_or(0, char::len_utf8);
                continue;
            }
            at = begin + 1 + length;
            let before = text[..begin].chars().next_back();
            if !before.is_some_and(|c| ":/\\".contains(c)) {
                let in_word = before.is_some_and(|c| c.is_alphanumeric() || "_.".contains(c));
                at = rewriter.command(begin, at, token.range.end, in_word);
            }
        }
    }
    rewriter.edits
}

/// Returns a reference to a label of TeX before this text. Returns `None` for several labels, or one that no reference
/// can have.
fn reference(label: &str, next: &str) -> Option<String> {
    let is_sound = label.starts_with(char::is_alphanumeric)
        && label.ends_with(char::is_alphanumeric)
        && label.chars().all(|c| c.is_alphanumeric() || "_-.:".contains(c));
    if !is_sound {
        return None;
    }
    if !label.split_once(':').is_some_and(|(prefix, _)| PREFIXES.contains(&prefix)) {
        return Some(format!("[](#{label})"));
    }
    // Letters after it would join the label.
    let next = next.trim_start_matches(['-', '_', ':', '.']);
    let gap = if next.starts_with(char::is_alphanumeric) { "<!-- -->" } else { "" };
    Some(format!("@{label}{gap}"))
}

/// The groups in braces and brackets of a range of words. They are collected once, since a bracket that
/// is never closed would otherwise be searched for after each command.
#[derive(Default)]
struct TexGroups {
    /// The start and the end of each group in braces, in order.
    braces: Vec<(usize, usize)>,
    /// The places of the closing brackets, in order.
    brackets: Vec<usize>,
}

impl TexGroups {
    /// Collects the groups in `text[range]`.
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

    /// Returns the end of the group in braces that begins at `at`.
    fn braced(&self, at: usize) -> Option<usize> {
        let found = self.braces.binary_search_by_key(&at, |(begin, _)| *begin).ok()?;
        Some(self.braces[found].1)
    }

    /// Returns the end of the arguments that begin at `at`, or `at` if there are none.
    fn parse_arguments(&self, text: &str, mut at: usize) -> usize {
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

struct CommandRewriter<'a, 'c> {
    context: &'a mut StageContext<'c>,
    text: &'a str,
    edits: Vec<Edit>,
    /// The groups of the range of words.
    groups: TexGroups,
}

impl CommandRewriter<'_, '_> {
    /// Rewrites the command at `begin` whose name ends at `named`; `in_word` is whether a letter precedes it.
    /// Returns where to continue.
    fn command(&mut self, begin: usize, named: usize, limit: usize, in_word: bool) -> usize {
        let name = &self.text[begin + 1..named];
        let behind = &self.text[named..limit];
        if let Some((_, shown)) = CHARACTERS.iter().find(|(known, _)| *known == name) {
            let end = named + if behind.starts_with("{}") { 2 } else { 0 };
            self.edits.push(Edit::replace(begin..end, *shown));
            return end;
        }
        if let (Some((_, open, close)), Some(end)) =
            (WRAPS.iter().find(|(known, ..)| *known == name), self.groups.braced(named))
        {
            let inner = &self.text[named + 1..end - 1];
            let is_tight = !inner.is_empty() && inner.trim().len() == inner.len();
            let (open, close) = if is_tight { (*open, *close) } else { ("", "") };
            self.edits.push(Edit::replace(begin..named + 1, open));
            self.edits.push(Edit::replace(end - 1..end, close));
            return named + 1;
        }
        if REFERENCES.contains(&name)
            && let Some(end) = self.groups.braced(named)
            && let Some(reference) = reference(self.text[named + 1..end - 1].trim(), &self.text[end..])
        {
            let is_tied = self.text[..begin].ends_with('~') && !self.text[..begin].ends_with(" ~");
            if is_tied {
                self.edits.push(Edit::replace(begin - 1..begin, "\u{A0}"));
            }
            self.edits.push(Edit::replace(begin..end, reference));
            return end;
        }
        if name == INDEX
            && let Some(end) = self.index_entry(begin, named)
        {
            return end;
        }
        if in_word && !LIST_ENTRIES.contains(&name) {
            return named;
        }
        // A name of one letter is more often an accent, or not a command.
        if name.len() < 2 {
            return named;
        }
        let end = self.groups.parse_arguments(self.text, named);
        let has_arguments = end > named;
        if let Some(help) = why_left_out(name).filter(|_| has_arguments || name.len() > MAX_UNSURE) {
            self.report(Code::TexLeftOut, begin..end, "left out", help);
            self.edits.push(Edit::delete(begin..end));
            return end;
        }
        if has_arguments {
            let help = "write in Markdown what the command would show, or `\\\\` for a backslash";
            self.report(Code::TemplateText, begin..end, "kept as it is", help);
            return end;
        }
        named
    }

    /// Rewrites the entry of an index whose arguments begin at `named`: `[people]{Ada}`. Returns its end.
    fn index_entry(&mut self, begin: usize, named: usize) -> Option<usize> {
        let (mut open, mut index) = (named, "");
        if let Some(rest) = self.text[named..].strip_prefix('[') {
            index = &rest[..rest.find(']')?];
            open = named + index.len() + 2;
        }
        let end = self.groups.braced(open)?;
        let mark = tex_index::mark(&self.text[open + 1..end - 1], index)?;
        self.edits.push(Edit::replace(begin..end, mark));
        Some(end)
    }

    fn report(&mut self, code: Code, range: Range<usize>, what: &str, help: &str) {
        let name = self.text[range.clone()].split(['{', '[']).next().unwrap_or_default();
        let message = format!("TeX command `{name}` {what}");
        self.context.report(code, range, message, help);
    }
}
