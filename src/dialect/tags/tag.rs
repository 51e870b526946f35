//! The template tags of a text. Entry point: [`tags`].

use std::collections::BTreeMap;
use std::ops::Range;

use crate::dialect::prose::{ProseKind, ProseToken, tokens};
use crate::dialect::syntax::{TagArguments, parse_arguments};

/// A template tag.
#[derive(Debug)]
pub(super) struct TemplateTag {
    /// The delimiters of the tag: a shortcode, an expression or a template.
    pub(super) kind: ProseKind,
    /// The bytes of the tag, with its delimiters.
    pub(super) range: Range<usize>,
    /// The first word; without `end` or `/` in an end tag.
    pub(super) name: String,
    /// Whether it is the end tag of another.
    pub(super) is_end: bool,
    /// All words, the name first, and the pairs.
    pub(super) arguments: TagArguments,
    /// Whether the tag is in the address of a link or in an HTML tag.
    pub(super) in_address: bool,
    /// The text between the delimiters.
    pub(super) inner: String,
}

/// Returns the tags of `text[start..]` in order, including those in addresses.
pub(super) fn tags(text: &str, start: usize) -> Vec<TemplateTag> {
    let mut found = Vec::new();
    for ProseToken { kind, range } in tokens(text, start) {
        match kind {
            ProseKind::Shortcode | ProseKind::Expression | ProseKind::Template => {
                found.extend(parse_tag(text, kind, range, false))
            }
            ProseKind::Address | ProseKind::Tag if text[range.clone()].contains('{') => {
                let mut at = range.start;
                while let Some((kind, inner)) = first_in_address(text, at..range.end) {
                    at = inner.end;
                    found.extend(parse_tag(text, kind, inner, true));
                }
            }
            _ => {}
        }
    }
    found
}

/// Returns the kind and the range of the first tag in an address.
fn first_in_address(text: &str, range: Range<usize>) -> Option<(ProseKind, Range<usize>)> {
    let rest = &text[range.clone()];
    let (open, kind) = match (rest.find("{{"), rest.find("{%")) {
        (Some(a), Some(b)) if b < a => (b, ProseKind::Template),
        (Some(a), _) => (a, ProseKind::Expression),
        (None, Some(b)) => (b, ProseKind::Template),
        (None, None) => return None,
    };
    let kind = if rest[open..].starts_with("{{<") || rest[open..].starts_with("{{%") {
        ProseKind::Shortcode
    } else {
        kind
    };
    let close = if kind == ProseKind::Template { "%}" } else { "}}" };
    let length = rest[open..].find(close)? + close.len();
    Some((kind, range.start + open..range.start + open + length))
}

/// Parses a tag. Returns `None` for an include of mdBook.
fn parse_tag(text: &str, kind: ProseKind, range: Range<usize>, in_address: bool) -> Option<TemplateTag> {
    let whole = &text[range.clone()];
    let delimiter = if kind == ProseKind::Shortcode { 3 } else { 2 };
    let inner =
        whole.get(delimiter..whole.len() - delimiter)?.trim_matches(|c: char| c == '-' || c.is_whitespace());
    // The stage of includes has already translated or reported these.
    if kind == ProseKind::Expression && inner.starts_with("#include") {
        return None;
    }
    let has_slash = inner.starts_with('/');
    let arguments = parse_arguments(inner.trim_start_matches('/').trim_end_matches('/'));
    let name = arguments.words.first().cloned().unwrap_or_default();
    let has_end = kind == ProseKind::Template && name.len() > 3 && name.starts_with("end");
    let is_end = has_slash || has_end;
    let name = if has_end { name[3..].to_owned() } else { name };
    Some(TemplateTag { kind, range, name, is_end, arguments, in_address, inner: inner.to_owned() })
}

/// Returns the index of the end tag of each tag that has one, by the tag's own index.
pub(super) fn matching_ends(tags: &[TemplateTag]) -> BTreeMap<usize, usize> {
    let mut ends = BTreeMap::new();
    let mut open: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (i, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.kind != ProseKind::Expression) {
        let open_tags = open.entry((tag.kind == ProseKind::Shortcode, tag.name.as_str())).or_default();
        if !tag.is_end {
            open_tags.push(i);
        } else if let Some(start) = open_tags.pop() {
            ends.insert(start, i);
        }
    }
    ends
}
