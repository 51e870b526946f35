//! Translates boxes between `:::` that have names of another tool: callouts of Quarto, containers of
//! Docusaurus and VitePress, blocks of bookdown. Entry point: [`edits`].

use super::names::{native_box, opening_line};
use crate::dialect::headings::heading_text;
use crate::dialect::lines::{LineKind, MarkdownLine, lines};
use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};
use crate::dialect::syntax::{TagArguments, parse_arguments};

/// Names that are boxes in other syntax and numbered blocks between colons.
const NUMBERED: [&str; 2] = ["example", "exercise"];

/// Returns whether a text may have such boxes.
pub(crate) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains(":::")
}

/// Rewrites the lines that open boxes.
pub(crate) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits: Vec<Edit> = Vec::new();
    for (i, line) in all.iter().enumerate() {
        if line.kind != LineKind::Prose || !line.text(text).trim_start().starts_with(":::") {
            continue;
        }
        let words = line.text(text);
        let Some(found) = parse_opening(words.trim_start().trim_start_matches(':').trim()) else { continue };
        if context.settings.classes.contains(&found.name) {
            continue;
        }
        let at = line.range.end - words.trim_start().len();
        let mut title = found.title;
        let mut headed = None;
        if title.is_none() && found.takes_heading {
            let next = all[i + 1..].iter().find(|next| !next.text(text).trim().is_empty());
            headed = next.filter(|next| {
                next.kind == LineKind::Prose && heading_text(next.text(text).trim()).is_some()
            });
            title = headed.and_then(|next| heading_text(next.text(text).trim())).map(str::to_owned);
        }
        let opening = match found.only {
            Some(only) => format!("::: {only}"),
            None => opening_line(&found.name, title.as_deref(), found.id.as_deref()),
        };
        edits.push(Edit::replace(at..line.range.end, opening));
        edits.extend(headed.map(|next| Edit::delete(next.range_with_end(text))));
    }
    edits
}

/// The opening line of a box.
#[derive(Default)]
struct FencedBox {
    name: String,
    title: Option<String>,
    id: Option<String>,
    /// Whether a heading at its head is its title.
    takes_heading: bool,
    /// The attribute of a div for one format; such a div is not a box.
    only: Option<&'static str>,
}

/// Parses the text after the colons. Returns `None` for boxes of our own and for other divs.
fn parse_opening(rest: &str) -> Option<FencedBox> {
    if let Some(inner) = rest.strip_prefix('{') {
        let (inner, behind) = inner.split_once('}')?;
        // With words behind it, the line is no fence.
        let is_fence = behind.trim_end_matches(':').trim().is_empty();
        return of_classes(&parse_arguments(inner)).filter(|_| is_fence);
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    if let Some(found) = callout(name) {
        return Some(FencedBox { takes_heading: true, ..found });
    }
    if NUMBERED.contains(&name) {
        return None;
    }
    native_box(name)?;
    let is_native = native_box(name) == Some(name);
    let rest = rest.trim();
    let (bracketed, rest) = match rest.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')) {
        Some((title, rest)) => (title, rest.trim()),
        None => ("", rest),
    };
    let (words, braces) = rest.split_once('{').unwrap_or((rest, ""));
    let title = [bracketed.trim(), words.trim()].join(" ");
    let title = Some(title.trim()).filter(|title| !title.is_empty());
    if is_native && title.is_none() {
        return None;
    }
    let attributes = parse_arguments(braces.trim_end_matches('}'));
    let id = attributes.words.iter().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    let title = title.map(|title| title.trim_end_matches(':').trim().to_owned());
    Some(FencedBox { name: name.to_owned(), title, id, ..FencedBox::default() })
}

/// Returns the box of a class such as `callout-tip` (Quarto) or `rmdtip` (bookdown).
fn callout(class: &str) -> Option<FencedBox> {
    let name = class
        .strip_prefix("callout-")
        .or_else(|| class.strip_prefix("rmd"))
        .filter(|name| native_box(name).is_some());
    name.map(|name| FencedBox { name: name.to_owned(), ..FencedBox::default() })
}

/// Returns the box, or the div for one format (Quarto's `content-visible`), that the classes name.
fn of_classes(attributes: &TagArguments) -> Option<FencedBox> {
    let classes = || attributes.words.iter().filter_map(|word| word.strip_prefix('.'));
    let id = attributes.words.iter().find_map(|word| word.strip_prefix('#')).map(str::to_owned);
    if let Some(found) = classes().find_map(callout) {
        let title = attributes.get(&["title"]).map(str::to_owned);
        return Some(FencedBox { title, id, takes_heading: true, ..found });
    }
    let visible = classes().find_map(|class| match class {
        "content-visible" => Some(true),
        "content-hidden" => Some(false),
        _ => None,
    })?;
    let is_printed = |format: &str| matches!(format, "pdf" | "latex" | "typst" | "docx");
    let (format, when) = match attributes.get(&["when-format"]) {
        Some(format) => (format, true),
        None => (attributes.get(&["unless-format"])?, false),
    };
    let only = if is_printed(format) == (visible == when) { "only=pdf" } else { "only=epub" };
    Some(FencedBox { only: Some(only), ..FencedBox::default() })
}
