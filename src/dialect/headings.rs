//! Headings, and lines that only look like one: `#Chapter Twelve`, without whitespace after the number
//! signs, is a heading to MkDocs, GitBook and old Markdown, and text to CommonMark (0.31, section 4.2).
//! Entry point: [`edits`].

use super::lines::{LineKind, MarkdownLine, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings, Tool};
use crate::diag::{Code, excerpt};

/// Returns whether `text[start..]` has a heading of level 1, as `# Title`.
pub fn has_title(text: &str, start: usize) -> bool {
    lines(text, start).any(|line| line.kind == LineKind::Prose && line.text(text).starts_with("# "))
}

/// Returns the words of a heading line, without its attributes. Returns `None` if the line is not a
/// heading.
pub(super) fn heading_text(line: &str) -> Option<&str> {
    let level = level(line);
    let rest = line.get(level..).filter(|rest| (1..=6).contains(&level) && rest.starts_with([' ', '\t']))?;
    let words = rest.trim().trim_end_matches('#').trim_end();
    match words.rfind('{').filter(|_| words.ends_with('}')) {
        Some(at) => Some(words[..at].trim_end()),
        None => Some(words),
    }
}

/// Returns the number of number signs at the head of a line.
pub(super) fn level(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b'#').count()
}

/// Returns whether a text may have a heading without whitespace.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    let text = probe.text();
    level_without_space(text.lines().next().unwrap_or_default()).is_some()
        || text
            .match_indices("\n#")
            .any(|(at, _)| level_without_space(text[at + 1..].lines().next().unwrap_or_default()).is_some())
}

/// Adds the whitespace in a project of a tool that reads such lines as headings, and reports them in
/// others.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    let mut after_blank = true;
    for MarkdownLine { range, kind } in lines(text, context.start) {
        let line = &text[range.clone()];
        let found = (kind == LineKind::Prose).then(|| level_without_space(line)).flatten();
        if let Some(level) = found {
            if matches!(context.settings.tool, Tool::MkDocs | Tool::GitBook) {
                edits.push(Edit::insert(range.start + level, " "));
            } else if after_blank {
                let shown = excerpt(line.trim_end());
                let (signs, words) = shown.split_at(level);
                let message = format!("`{shown}` is text, not a heading");
                let help = format!(
                    "for a heading write a space behind the number sign: `{signs} {words}`; for text write `\\#`"
                );
                context.report(Code::NoHeading, range, message, help);
            }
        }
        after_blank = line.trim().is_empty();
    }
    edits
}

/// Returns the level of a line that looks like a heading without whitespace after its number signs.
/// Returns `None` for tags, that is, words with a number sign each (`#one #two`).
fn level_without_space(line: &str) -> Option<usize> {
    let level = level(line);
    let rest = &line[level..];
    let first = rest.chars().next()?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && rest[digits..].starts_with(['.', ')']);
    let is_word = first.is_alphabetic() && (level > 1 || !first.is_lowercase());
    let is_tag =
        |word: &str| word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic));
    ((1..=6).contains(&level) && (is_word || is_number) && !rest.split_whitespace().any(is_tag))
        .then_some(level)
}
