//! What bookdown adds to R Markdown: text that is named (`(ref:name) words`), and labels within captions
//! and formulas (`(\#fig:name)`). Entry points: [`named`], [`labels`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{InCode, Line, lines};
use super::mapped::in_order;
use super::prose::{Kind, Token, tokens};
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::Diagnostic;

/// Lines of a formula, and bytes of a caption, in which its end is looked for.
const LINES: usize = 200;
const BYTES: usize = 4096;

/// Whether a text may have named text.
pub(super) fn has_named(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    setting.is_r() && marks.has("(ref:")
}

/// Puts text that is named where its name is.
pub(super) fn named(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    // The first text of a name counts, as a line by itself.
    let mut known: BTreeMap<&str, Named> = BTreeMap::new();
    let mut edits = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let Some((name, words)) = definition(text, line) else { continue };
        known.entry(name).or_insert(Named { words, line: at, is_used: false });
    }
    for (at, line) in all.iter().enumerate().filter(|(_, line)| shows_names(text, line)) {
        for (found, mark) in line.text(text).match_indices("(ref:") {
            let found = line.range.start + found;
            let Some(end) = text[found..line.range.end].find(')').map(|end| found + end) else { break };
            let Some(named) = known.get_mut(&text[found + mark.len()..end]).filter(|named| named.line != at)
            else {
                continue;
            };
            named.is_used = true;
            // An option is within quotation marks.
            let words = match text[..found].chars().next_back().filter(|c| matches!(c, '"' | '\'')) {
                Some(quote) => named.words.replace('\\', "\\\\").replace(quote, &format!("\\{quote}")),
                None => named.words.to_owned(),
            };
            edits.push(Edit::new(found..end + 1, words));
        }
    }
    // A text that nothing refers to stays where it is.
    for named in known.values().filter(|named| named.is_used) {
        edits.push(Edit { range: all[named.line].range.clone(), parts: Vec::new() });
    }
    in_order(edits)
}

/// A text that is named.
struct Named<'a> {
    words: &'a str,
    /// The line that defines it.
    line: usize,
    is_used: bool,
}

/// Returns the name and the text of a line `(ref:name) words`.
fn definition<'a>(text: &'a str, line: &Line) -> Option<(&'a str, &'a str)> {
    let (mark, words) = line.text(text).split_once(") ").filter(|_| line.code == InCode::No)?;
    let name = mark.strip_prefix("(ref:").filter(|name| is_name(name))?;
    Some((name, words.trim()))
}

/// Whether names in a line are replaced: within code, only those of options.
fn shows_names(text: &str, line: &Line) -> bool {
    match line.code {
        InCode::No | InCode::Opening => true,
        InCode::Inside => line.text(text).trim_start().starts_with("#|"),
        InCode::Closing | InCode::Indented | InCode::Raw => false,
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether a text may have labels within captions.
pub(super) fn has_labels(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has("(\\#")
}

/// Moves labels to where ours are: behind a picture, a caption or a formula.
pub(super) fn labels(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    let tokens = tokens(text, start);
    for (at, token) in tokens.iter().enumerate() {
        let Some((range, label)) = label(text, &token.range).filter(|_| token.kind == Kind::Words) else {
            continue;
        };
        if let Some(name) = label.strip_prefix("fig:") {
            let Some(end) = address_of_picture(text, range.end, &tokens[at..]) else { continue };
            edits.push(Edit { range, parts: Vec::new() });
            let has_attributes = text[end..].starts_with('{');
            edits.push(if has_attributes {
                Edit::new(end + 1..end + 1, format!("#fig:{name} "))
            } else {
                Edit::new(end..end, format!("{{#fig:{name}}}"))
            });
        } else if let Some(name) = label.strip_prefix("tab:") {
            // The caption ends with its paragraph.
            let limit = window(text, range.end);
            let end = text[range.end..limit].find("\n\n").map_or(limit, |end| range.end + end);
            let end = range.end + text[range.end..end].trim_end().len();
            edits.push(Edit { range, parts: Vec::new() });
            edits.push(Edit::new(end..end, format!(" {{#tbl:{name}}}")));
        }
    }
    edits.extend(formulas(text, start));
    in_order(edits)
}

/// The end of the address of the picture whose caption goes on at a byte within the first token: links
/// in the caption have brackets and addresses of their own.
fn address_of_picture(text: &str, from: usize, tokens: &[Token]) -> Option<usize> {
    let limit = window(text, from);
    let mut depth = 0_usize;
    let mut reached = tokens.first()?.range.start;
    for token in tokens {
        // The next paragraph.
        if token.range.start != reached || reached > limit {
            return None;
        }
        reached = token.range.end;
        match token.kind {
            Kind::Address if depth == 0 => return Some(reached),
            Kind::Address => depth -= 1,
            Kind::Words => {
                let mut escaped = false;
                for byte in &text.as_bytes()[token.range.start.max(from)..reached.min(limit)] {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'[' => depth += 1,
                        b']' => depth = depth.checked_sub(1)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// The end of the stretch behind a byte in which an end is looked for.
fn window(text: &str, from: usize) -> usize {
    let end = text.len().min(from + BYTES);
    (from..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(from)
}

/// The first label in a range, with the blank behind it.
fn label<'a>(text: &'a str, range: &Range<usize>) -> Option<(Range<usize>, &'a str)> {
    let at = range.start + text[range.clone()].find("(\\#")?;
    let end = at + text[at..range.end].find(')')?;
    let label = &text[at + 3..end];
    let sound = label.split_once(':').is_some_and(|(_, name)| is_name(name));
    let blank = usize::from(text[end + 1..].starts_with(' '));
    sound.then_some((at..end + 1 + blank, label))
}

/// Labels of formulas that are blocks: between `$$`, or environments of TeX.
fn formulas(text: &str, start: usize) -> Vec<Edit> {
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let is_formula = |line: &Line| matches!(line.code, InCode::No | InCode::Raw);
    for (at, line) in all.iter().enumerate().filter(|(_, line)| is_formula(line)) {
        let Some((range, label)) = label(text, &line.range) else { continue };
        let Some(name) = label.strip_prefix("eq:") else { continue };
        let is_edge = |line: &Line, mark: &str| line.text(text).trim_start().starts_with(mark);
        let Some(last) = all[at..]
            .iter()
            .take(LINES)
            .find(|line| line.text(text).trim_end().ends_with("$$") || is_edge(line, "\\end{"))
        else {
            continue;
        };
        let end = last.range.start + last.text(text).trim_end().len();
        if is_edge(last, "\\end{") {
            let Some(first) = all[..=at].iter().rev().take(LINES).find(|line| is_edge(line, "\\begin{"))
            else {
                continue;
            };
            edits.push(Edit::new(first.range.start..first.range.start, "$$\n"));
            edits.push(Edit::new(end..end, format!("\n$$ {{#eq:{name}}}")));
        } else {
            edits.push(Edit::new(end..end, format!(" {{#eq:{name}}}")));
        }
        // An empty line would end the formula.
        let is_alone = line.text(text).trim() == text[range.clone()].trim();
        let range = if is_alone { line.whole(text) } else { range };
        edits.push(Edit { range, parts: Vec::new() });
    }
    edits
}
