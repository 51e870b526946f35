//! Metadata that are written without a value. Entry point: [`without_blank`].

use std::borrow::Cow;

use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::Span;

/// The keys of the metadata of a book.
pub(super) const METADATA: [&str; 20] = [
    "title",
    "subtitle",
    "language",
    "hyphenation",
    "lang",
    "author",
    "authors",
    "contributors",
    "publisher",
    "date",
    "edition",
    "printing",
    "rights",
    "license",
    "description",
    "subjects",
    "series",
    "also-by",
    "identifier",
    "isbn",
];

/// Returns a manifest without the metadata that have no value, and the keys of these with their places.
pub(super) fn without_blank(node: &ConfigNode) -> (Cow<'_, ConfigNode>, Vec<(&'static str, Span)>) {
    let ConfigKind::Map(entries) = &node.kind else { return (Cow::Borrowed(node), Vec::new()) };
    let blank = |(name, place, value): &(String, Span, ConfigNode)| {
        let key = METADATA.into_iter().find(|key| key == name).filter(|_| is_blank(value))?;
        Some((key, *place))
    };
    let keys: Vec<_> = entries.iter().filter_map(blank).collect();
    if keys.is_empty() {
        return (Cow::Borrowed(node), keys);
    }
    let filled = entries.iter().filter(|entry| blank(entry).is_none()).cloned().collect();
    (Cow::Owned(ConfigNode { kind: ConfigKind::Map(filled), span: node.span }), keys)
}

/// Returns whether a value has no text in it: nothing, spaces, or a list or a mapping of such values.
fn is_blank(value: &ConfigNode) -> bool {
    match &value.kind {
        ConfigKind::Nothing => true,
        ConfigKind::Bool(_) => false,
        ConfigKind::Text(text) => text.trim().is_empty(),
        ConfigKind::List(items) => items.iter().all(is_blank),
        ConfigKind::Map(entries) => entries.iter().all(|(_, _, value)| is_blank(value)),
    }
}
