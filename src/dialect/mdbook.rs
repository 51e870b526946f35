//! mdBook's code: hidden lines are left out, and a `<Listing>` gives its caption to the code in it.
//! Entry points: [`hidden`], [`listings`].

use std::ops::Range;

use super::lines::{InCode, Line, info, inside, lines};
use super::syntax::{arguments, quoted_in_info};
use super::{Edit, Files, Mapped, Marks, Part, Setting, Tool};
use crate::diag::Diagnostic;

/// The longest opening tag of a listing that is looked for, in bytes.
const TAG: usize = 4096;

/// Whether a text may have code with hidden lines.
pub(super) fn has_hidden(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    setting.tool == Tool::MdBook && marks.has("```rust") || marks.has("hidelines=")
}

/// Leaves the hidden lines of Rust code out, as mdBook does: `# ` and what follows is hidden, `##` stands
/// for `#`.
pub(super) fn hidden(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    let mut hides: Option<String> = None;
    for line in lines(text, start) {
        match line.code {
            InCode::Opening => hides = mark(info(line.text(text)), setting.tool),
            InCode::Closing => hides = None,
            InCode::Inside => edits.extend(hides.as_deref().and_then(|mark| hide(text, &line, mark))),
            _ => {}
        }
    }
    edits
}

/// What hidden lines of a code block begin with.
fn mark(info: &str, tool: Tool) -> Option<String> {
    let mut words = info.split([',', ' ']);
    let language = words.next().unwrap_or_default();
    let own = words.find_map(|word| word.strip_prefix("hidelines="));
    own.map(str::to_owned).or_else(|| (language == "rust" && tool == Tool::MdBook).then(|| "#".to_owned()))
}

fn hide(text: &str, line: &Line, mark: &str) -> Option<Edit> {
    let words = line.text(text).trim_start();
    let rest = words.strip_prefix(mark)?;
    if mark != "#" || rest.is_empty() || rest.starts_with(' ') {
        return Some(Edit { range: line.whole(text), parts: Vec::new() });
    }
    let at = line.range.end - words.len();
    rest.starts_with('#').then(|| Edit { range: at..at + 1, parts: Vec::new() })
}

/// Whether a text may have a `<Listing>`.
pub(super) fn has_listings(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has("<Listing")
}

/// A listing that is open.
struct Listing {
    caption: Option<String>,
    file: Option<String>,
    id: Option<String>,
    /// The ends of the opening fences in it.
    fences: Vec<usize>,
    /// Where its opening tag is.
    tag: Range<usize>,
    /// Whether the tag closes itself.
    is_empty: bool,
}

/// Adds the caption and file name of each `<Listing>` to the code in it. The tags may be in a quotation
/// or a list item.
pub(super) fn listings(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let mut edits = Vec::new();
    let mut open: Option<Listing> = None;
    let mut tag_end = 0;
    for line in lines(text, start) {
        if line.range.start < tag_end {
            continue;
        }
        let words = inside(line.text(text));
        let at = line.range.end - words.len();
        match line.code {
            InCode::No if words.starts_with("<Listing") => {
                // One that was never closed ends where the next begins.
                edits.extend(open.take().into_iter().flat_map(|listing| close(text, listing)));
                if let Some(found) = opening(text, at) {
                    tag_end = found.tag.end;
                    if found.is_empty {
                        edits.extend(close(text, found));
                    } else {
                        open = Some(found);
                    }
                }
            }
            InCode::No if words.trim_end() == "</Listing>" => {
                edits.extend(open.take().into_iter().flat_map(|listing| close(text, listing)));
                edits.push(Edit { range: at..line.range.end, parts: Vec::new() });
            }
            InCode::Opening => {
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

/// The length of what an opening tag holds, up to its `>`: it may have that mark in its quotes and take
/// several lines, but ends with its paragraph.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut begins_line = false;
    for (at, byte) in text.bytes().enumerate().take(TAG) {
        let is_blank_line = begins_line && byte == b'\n';
        // The mark of a quotation begins each of its lines.
        let is_mark = begins_line && byte == b'>';
        begins_line = byte == b'\n' || begins_line && matches!(byte, b' ' | b'\t' | b'>');
        match quote {
            _ if is_blank_line => return None,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None if byte == b'>' && !is_mark => return Some(at),
            None => {}
        }
    }
    None
}

/// The opening tag at a place.
fn opening(text: &str, at: usize) -> Option<Listing> {
    let inner = at + "<Listing".len();
    let length = tag_length(&text[inner..])?;
    let written = &text[inner..inner + length];
    let is_empty = written.ends_with('/');
    let lines = written.trim_end_matches('/').split('\n').enumerate();
    let lines = lines.map(|(i, line)| if i == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) });
    let words = arguments(&lines.collect::<Vec<_>>().join(" "));
    let number = words.get(&["number"]);
    let words_of = |key: &str| words.get(&[key]).map(super::syntax::unescaped);
    let caption = match (number, words_of("caption")) {
        (Some(number), Some(caption)) => Some(format!("Listing {number}: {caption}")),
        (Some(number), None) => Some(format!("Listing {number}")),
        (None, caption) => caption,
    };
    let id = words_of("id").or_else(|| number.map(|number| format!("listing-{number}")));
    let tag = at..inner + length + 1;
    Some(Listing { caption, file: words_of("file-name"), id, fences: Vec::new(), tag, is_empty })
}

fn close(text: &str, listing: Listing) -> Vec<Edit> {
    let Listing { caption, file, id, fences, tag, .. } = listing;
    let (Some(first), Some(last)) = (fences.first().copied(), fences.last().copied()) else {
        // No code: the caption is a paragraph of its own.
        let words = caption.map(|caption| format!("**{caption}**\n")).unwrap_or_default();
        return vec![Edit::new(tag, words)];
    };
    let id = id.map(|id| format!("#{id}"));
    let title = file.map(|file| format!("title={}", quoted_in_info(&file)));
    let caption = caption.map(|caption| format!("caption={}", quoted_in_info(&caption)));
    let attributes = |words: [Option<String>; 3]| {
        let words: Vec<String> = words.into_iter().flatten().collect();
        if words.is_empty() { String::new() } else { format!(" {{{}}}", words.join(" ")) }
    };
    let mut edits = vec![Edit { range: tag, parts: Vec::new() }];
    if first == last {
        edits.push(with_attributes(text, first, &attributes([id, caption, title])));
    } else {
        edits.push(with_attributes(text, first, &attributes([id, None, title])));
        edits.push(with_attributes(text, last, &attributes([None, caption, None])));
    }
    edits
}

/// Puts attributes at the end of a fence.
fn with_attributes(text: &str, at: usize, attributes: &str) -> Edit {
    let bare = text[..at].ends_with(['`', '~']) && !attributes.is_empty();
    let language = if bare { "text" } else { "" };
    Edit { range: at..at, parts: vec![Part::New(format!("{language}{attributes}"))] }
}
