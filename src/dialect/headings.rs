//! Headings without white space behind their marks (`#Chapter Twelve`): headings to MkDocs, GitBook and
//! old Markdown, text to CommonMark. Entry point: [`edits`].

use super::lines::{InCode, Line, lines};
use super::{Edit, Files, Mapped, Marks, Setting, Tool};
use crate::diag::{Code, Diagnostic};

/// Characters of a heading that a message shows.
const SHOWN: usize = 40;

/// Whether `text[start..]` has a heading of level 1, as `# Title`.
pub fn has_title(text: &str, start: usize) -> bool {
    lines(text, start).any(|line| line.code == InCode::No && line.text(text).starts_with("# "))
}

/// Whether a text may have such a heading.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    let text = marks.text();
    spaceless(text.lines().next().unwrap_or_default()).is_some()
        || text
            .match_indices("\n#")
            .any(|(at, _)| spaceless(text[at + 1..].lines().next().unwrap_or_default()).is_some())
}

/// Parts the marks from the words for the tool that reads such lines as headings, and reports them for
/// all others.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    let mut after_blank = true;
    for Line { range, code } in lines(text, start) {
        let line = &text[range.clone()];
        let found = (code == InCode::No).then(|| spaceless(line)).flatten();
        if let Some(marks) = found {
            if matches!(setting.tool, Tool::MkDocs | Tool::GitBook) {
                let at = range.start + marks;
                edits.push(Edit::new(at..at, " "));
            } else if after_blank {
                let shown: String = line.trim_end().chars().take(SHOWN).collect();
                let message = format!("`{}` is text and no heading", shown.replace('`', ""));
                let help = format!(
                    "for a heading write a space behind the mark: `{} {}`; for text write `\\#`",
                    &line[..marks],
                    shown[marks..].replace('`', "")
                );
                diagnostics
                    .push(Diagnostic::new(Code::NoHeading, mapped.origin(range.clone()), message).help(help));
            }
        }
        after_blank = line.trim().is_empty();
    }
    edits
}

/// The number of marks of a line that looks like a heading without white space behind them; names
/// behind a mark each (`#one #two`) are tags.
fn spaceless(line: &str) -> Option<usize> {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    let rest = &line[marks..];
    let first = rest.chars().next()?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && rest[digits..].starts_with(['.', ')']);
    let is_word = first.is_alphabetic() && (marks > 1 || !first.is_lowercase());
    let is_tag =
        |word: &str| word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic));
    ((1..=6).contains(&marks) && (is_word || is_number) && !rest.split_whitespace().any(is_tag))
        .then_some(marks)
}
