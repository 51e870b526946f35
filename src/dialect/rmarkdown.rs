//! Translates bookdown's extensions of R Markdown: text references (`(ref:name) words`), and labels in
//! captions and formulas (`(\#fig:name)`). Entry points: [`text_references`], [`labels`].
//!
//! Sources: the bookdown book, sections 2.2.1, 2.2.4 and 2.6.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{LineKind, MarkdownLine, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::prose::{ProseKind, ProseToken, tokens};
use super::stage::{StageContext, SyntaxSettings};

/// The maximum length of a caption, in bytes.
const MAX_CAPTION: usize = 4096;

/// Returns whether a text may have text references.
pub(super) fn has_text_references(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.is_r() && probe.contains("(ref:")
}

/// Replaces the names of text references with their texts.
pub(super) fn text_references(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    // If several texts have one name, the first is used.
    let mut named_texts: BTreeMap<&str, NamedText> = BTreeMap::new();
    let mut edits = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let Some((name, words)) = definition(text, line) else { continue };
        named_texts.entry(name).or_insert(NamedText { words, line: at, is_used: false });
    }
    for (at, line) in all.iter().enumerate().filter(|(_, line)| may_refer(text, line)) {
        for (found, prefix) in line.text(text).match_indices("(ref:") {
            let found = line.range.start + found;
            let Some(end) = text[found..line.range.end].find(')').map(|end| found + end) else { break };
            let Some(named) =
                named_texts.get_mut(&text[found + prefix.len()..end]).filter(|named| named.line != at)
            else {
                continue;
            };
            named.is_used = true;
            // In an option, the text is within the quotation marks of R.
            let words = match text[..found].chars().next_back().filter(|c| matches!(c, '"' | '\'')) {
                Some(quote) => named.words.replace('\\', "\\\\").replace(quote, &format!("\\{quote}")),
                None => named.words.to_owned(),
            };
            edits.push(Edit::replace(found..end + 1, words));
        }
    }
    // A text without a reference to it is kept.
    for named in named_texts.values().filter(|named| named.is_used) {
        edits.push(Edit::delete(all[named.line].range.clone()));
    }
    edits
}

/// A text with a name.
struct NamedText<'a> {
    words: &'a str,
    /// The index of the line that defines it.
    line: usize,
    is_used: bool,
}

/// Returns the name and the text that a line `(ref:name) words` defines.
fn definition<'a>(text: &'a str, line: &MarkdownLine) -> Option<(&'a str, &'a str)> {
    let (name, words) = line.text(text).split_once(") ").filter(|_| line.kind == LineKind::Prose)?;
    let name = name.strip_prefix("(ref:").filter(|name| is_name(name))?;
    Some((name, words.trim()))
}

/// Returns whether names in a line are replaced. In code, only those in options are.
fn may_refer(text: &str, line: &MarkdownLine) -> bool {
    match line.kind {
        LineKind::Prose | LineKind::OpeningFence => true,
        LineKind::Fenced => line.text(text).trim_start().starts_with("#|"),
        LineKind::ClosingFence | LineKind::Indented | LineKind::Raw => false,
    }
}

/// Returns whether a name of a text reference or a label is valid.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Returns whether a text may have labels in captions or formulas.
pub(super) fn has_labels(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains("(\\#")
}

/// Moves labels to the position that our syntax has for them: after a picture, a caption or a formula.
pub(super) fn labels(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    let tokens = tokens(text, context.start);
    for (at, token) in tokens.iter().enumerate() {
        let Some((range, label)) = find_label(text, &token.range).filter(|_| token.kind == ProseKind::Words)
        else {
            continue;
        };
        if let Some(name) = label.strip_prefix("fig:") {
            let Some(end) = picture_end(text, range.end, &tokens[at..]) else { continue };
            edits.push(Edit::delete(range));
            let has_attributes = text[end..].starts_with('{');
            edits.push(if has_attributes {
                Edit::replace(end + 1..end + 1, format!("#fig:{name} "))
            } else {
                Edit::insert(end, format!("{{#fig:{name}}}"))
            });
        } else if let Some(name) = label.strip_prefix("tab:") {
            // The caption of a table ends with its paragraph.
            let limit = caption_limit(text, range.end);
            let end = text[range.end..limit].find("\n\n").map_or(limit, |end| range.end + end);
            let end = range.end + text[range.end..end].trim_end().len();
            edits.push(Edit::delete(range));
            edits.push(Edit::insert(end, format!(" {{#tbl:{name}}}")));
        }
    }
    edits.extend(formulas(text, context.start));
    edits
}

/// Returns the end of the address of the picture whose caption contains the byte `from`; the first token
/// contains this byte. Links in the caption have brackets and addresses of their own.
fn picture_end(text: &str, from: usize, tokens: &[ProseToken]) -> Option<usize> {
    let limit = caption_limit(text, from);
    let mut depth = 0_usize;
    let mut reached = tokens.first()?.range.start;
    for token in tokens {
        // A gap between tokens is the end of the paragraph.
        if token.range.start != reached || reached > limit {
            return None;
        }
        reached = token.range.end;
        match token.kind {
            ProseKind::Address if depth == 0 => return Some(reached),
            ProseKind::Address => depth -= 1,
            ProseKind::Words => {
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

/// Returns the last byte after `from` at which a caption may end.
fn caption_limit(text: &str, from: usize) -> usize {
    let end = text.len().min(from + MAX_CAPTION);
    (from..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(from)
}

/// Returns the first label in a range: its bytes with the space after it, and its name.
fn find_label<'a>(text: &'a str, range: &Range<usize>) -> Option<(Range<usize>, &'a str)> {
    let at = range.start + text[range.clone()].find("(\\#")?;
    let end = at + text[at..range.end].find(')')?;
    let label = &text[at + 3..end];
    let is_label = label.split_once(':').is_some_and(|(_, name)| is_name(name));
    let space = usize::from(text[end + 1..].starts_with(' '));
    is_label.then_some((at..end + 1 + space, label))
}

/// Returns the edits for labels of equations.
fn formulas(text: &str, start: usize) -> Vec<Edit> {
    let is_formula = |line: &MarkdownLine| matches!(line.kind, LineKind::Prose | LineKind::Raw);
    let mut edits = Vec::new();
    for line in lines(text, start).filter(is_formula) {
        let mut at = line.range.start;
        while let Some((range, label)) = find_label(text, &(at..line.range.end)) {
            at = range.end;
            if label.starts_with("eq:") {
                edits.push(Edit::replace(range, format!("\\label{{{label}}}")));
            }
        }
    }
    edits
}
