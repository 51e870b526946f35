//! Translates code of mdBook: hidden lines are left out (its guide, "Hiding code lines"), and the
//! caption of a `<Listing>`, which *The Rust Programming Language* uses, becomes that of the code in
//! it. Entry points: [`hidden`], [`listings`].

use std::ops::Range;

use super::lines::{LineKind, MarkdownLine, info_string, lines, without_markers};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings, Tool};
use super::syntax::{decode_entities, parse_arguments, quoted, quoted_in_info};
use crate::diag::{Code, excerpt};

/// The maximum length of the opening tag of a listing, in bytes.
const MAX_TAG: usize = 4096;

/// Returns whether a text may have code with hidden lines.
pub(super) fn has_hidden(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.tool == Tool::MdBook && probe.contains("```rust") || probe.contains("hidelines=")
}

/// Leaves out the hidden lines of code, as mdBook does: in Rust code, lines that begin with `# `, while `##`
/// is written for `#`; in other code, those with the prefix that `hidelines=` names.
pub(super) fn hidden(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    let mut hides: Option<String> = None;
    for line in lines(text, context.start) {
        match line.kind {
            LineKind::OpeningFence => {
                hides = hidden_prefix(info_string(line.text(text)), context.settings.tool)
            }
            LineKind::ClosingFence => hides = None,
            LineKind::Fenced => edits.extend(hides.as_deref().and_then(|prefix| hide(text, &line, prefix))),
            _ => {}
        }
    }
    edits
}

/// Returns the prefix of the hidden lines of a code block. Returns `None` if it can have none.
fn hidden_prefix(info: &str, tool: Tool) -> Option<String> {
    let language = info.split([',', ' ', '{']).next().unwrap_or_default();
    let own = info.split_once("hidelines=").map(|(_, value)| match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value.split([',', ' ', '}']).next().unwrap_or_default(),
    });
    let own = own.map(str::trim).filter(|prefix| !prefix.is_empty());
    own.map(str::to_owned).or_else(|| (language == "rust" && tool == Tool::MdBook).then(|| "#".to_owned()))
}

/// Returns the edit that hides a line, or that removes the first of two number signs.
fn hide(text: &str, line: &MarkdownLine, prefix: &str) -> Option<Edit> {
    let words = line.text(text).trim_start();
    let rest = words.strip_prefix(prefix)?;
    if prefix != "#" || rest.is_empty() || rest.starts_with(' ') {
        return Some(Edit::delete(line.range_with_end(text)));
    }
    let at = line.range.end - words.len();
    rest.starts_with('#').then(|| Edit::delete(at..at + 1))
}

/// Returns whether a text may have a `<Listing>`.
pub(super) fn has_listings(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains("<Listing")
}

/// A listing, from its opening tag on.
struct CodeListing {
    caption: Option<String>,
    file: Option<String>,
    id: Option<String>,
    /// The ends of the opening fences of the code in it.
    fences: Vec<usize>,
    /// The bytes of its opening tag.
    tag: Range<usize>,
    /// Whether the tag closes itself.
    is_empty: bool,
    /// The attributes that no book shows.
    unused: Vec<String>,
}

/// Moves the caption and file name of each `<Listing>` to the code in it. The tags may be in a quotation
/// or a list item.
pub(super) fn listings(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let mut edits = Vec::new();
    let mut open: Option<CodeListing> = None;
    let mut tag_end = 0;
    for line in lines(text, context.start) {
        if line.range.start < tag_end {
            continue;
        }
        let words = without_markers(line.text(text));
        let at = line.range.end - words.len();
        match line.kind {
            LineKind::Prose if words.starts_with("<Listing") => {
                // A listing that was never closed ends where the next begins.
                edits.extend(open.take().into_iter().flat_map(|listing| close(text, listing)));
                if let Some(found) = parse_opening(text, at) {
                    tag_end = found.tag.end;
                    report_unused(context, &found);
                    if found.is_empty {
                        edits.extend(close(text, found));
                    } else {
                        open = Some(found);
                    }
                }
            }
            LineKind::Prose if words.trim_end() == "</Listing>" => {
                edits.extend(open.take().into_iter().flat_map(|listing| close(text, listing)));
                edits.push(Edit::delete(at..line.range.end));
            }
            LineKind::OpeningFence => {
                if let Some(listing) = &mut open {
                    listing.fences.push(line.range.start + line.text(text).trim_end().len());
                }
            }
            _ => {}
        }
    }
    edits.extend(open.into_iter().flat_map(|listing| close(text, listing)));
    edits
}

/// Returns the length of the content of an opening tag, up to its `>`. The tag may contain `>` in quotes
/// and take several lines; an empty line ends it.
fn content_length(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut begins_line = false;
    for (at, byte) in text.bytes().enumerate().take(MAX_TAG) {
        let is_blank_line = begins_line && byte == b'\n';
        // In a quotation, `>` at the head of a line is not part of the tag.
        let is_quotation = begins_line && byte == b'>';
        begins_line = byte == b'\n' || begins_line && matches!(byte, b' ' | b'\t' | b'>');
        match quote {
            _ if is_blank_line => return None,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None if byte == b'>' && !is_quotation => return Some(at),
            None => {}
        }
    }
    None
}

/// Parses the opening tag at `at`.
fn parse_opening(text: &str, at: usize) -> Option<CodeListing> {
    let inner = at + "<Listing".len();
    let length = content_length(&text[inner..])?;
    let written = &text[inner..inner + length];
    let is_empty = written.ends_with('/');
    let lines = written.trim_end_matches('/').split('\n').enumerate();
    let lines = lines.map(|(i, line)| if i == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) });
    let arguments = parse_arguments(&lines.collect::<Vec<_>>().join(" "));
    let number = arguments.get(&["number"]);
    let value = |key: &str| arguments.get(&[key]).map(decode_entities);
    let caption = match (number, value("caption")) {
        (Some(number), Some(caption)) => Some(format!("Listing {number}: {caption}")),
        (Some(number), None) => Some(format!("Listing {number}")),
        (None, caption) => caption,
    };
    let id = value("id").or_else(|| number.map(|number| format!("listing-{number}")));
    let tag = at..inner + length + 1;
    let known = |key: &str| ["number", "caption", "file-name", "id"].contains(&key);
    let pairs = arguments.pairs.iter().filter(|(key, _)| !known(key));
    let pairs = pairs.map(|(key, value)| format!("{key}={}", quoted(value)));
    let unused = arguments.words.iter().cloned().chain(pairs).collect();
    Some(CodeListing { caption, file: value("file-name"), id, fences: Vec::new(), tag, is_empty, unused })
}

/// Reports the attributes of a listing that no book shows.
fn report_unused(context: &mut StageContext<'_>, listing: &CodeListing) {
    if !listing.unused.is_empty() {
        let message = format!("attributes `{}` of a listing left out", excerpt(&listing.unused.join(" ")));
        let help = "a listing takes `number`, `caption`, `file-name` and `id`";
        context.report(Code::ForeignMarkup, listing.tag.clone(), message, help);
    }
}

/// Returns the edits for a listing: its tag is removed, its id and file name go to its first code block, its
/// caption to the last.
fn close(text: &str, listing: CodeListing) -> Vec<Edit> {
    let CodeListing { caption, file, id, fences, tag, .. } = listing;
    let (Some(first), Some(last)) = (fences.first().copied(), fences.last().copied()) else {
        // Without code, the caption becomes a paragraph.
        let words: Vec<String> =
            caption.into_iter().chain(file).map(|words| format!("**{words}**\n")).collect();
        let words = words.join("\n");
        return vec![Edit::replace(tag, words)];
    };
    let id = id.map(|id| format!("#{id}"));
    let title = file.map(|file| format!("title={}", quoted_in_info(&file)));
    let caption = caption.map(|caption| format!("caption={}", quoted_in_info(&caption)));
    let attributes = |words: [Option<String>; 3]| {
        let words: Vec<String> = words.into_iter().flatten().collect();
        if words.is_empty() { String::new() } else { format!(" {{{}}}", words.join(" ")) }
    };
    let mut edits = vec![Edit::delete(tag)];
    if first == last {
        edits.push(with_attributes(text, first, &attributes([id, caption, title])));
    } else {
        edits.push(with_attributes(text, first, &attributes([id, None, title])));
        edits.push(with_attributes(text, last, &attributes([None, caption, None])));
    }
    edits
}

/// Returns the edit that puts attributes after an opening fence, which needs a language before them.
fn with_attributes(text: &str, at: usize, attributes: &str) -> Edit {
    let bare = text[..at].ends_with(['`', '~']) && !attributes.is_empty();
    let language = if bare { "text" } else { "" };
    Edit::insert(at, format!("{language}{attributes}"))
}
