//! Makes the identifiers of a drawing valid and unique. Entry point: [`SvgIds::of`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree::Document;

/// The changes to the identifiers of a drawing.
#[derive(Debug, Default)]
pub(super) struct SvgIds {
    /// The new identifiers of elements whose own are invalid, by the byte at which the element begins;
    /// `None` for an element that loses its identifier.
    changed: BTreeMap<usize, Option<String>>,
    /// The new identifiers by the old ones, for references.
    renamed: BTreeMap<String, String>,
}

impl SvgIds {
    /// Finds the changes. Of several elements with one identifier, the first keeps it, since references
    /// lead there. An identifier that is not an XML name is replaced (Namespaces in XML 1.0, `NCName`).
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut ids = Self::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let all =
            || document.descendants().filter_map(|node| Some((node.range().start, node.attribute("id")?)));
        let mut taken: BTreeSet<String> =
            all().filter(|(_, id)| is_name(id)).map(|(_, id)| id.to_owned()).collect();
        for (node, id) in all() {
            if !seen.insert(id) {
                ids.changed.insert(node, None);
            } else if !is_name(id) {
                let name = free(id, &taken);
                taken.insert(name.clone());
                ids.renamed.insert(id.to_owned(), name.clone());
                ids.changed.insert(node, Some(name));
            }
        }
        ids
    }

    /// Returns the identifier of the element that begins at byte `start` and has `id`, or `None` if it
    /// loses it.
    pub(super) fn own<'a>(&'a self, start: usize, id: &'a str) -> Option<&'a str> {
        match self.changed.get(&start) {
            Some(changed) => changed.as_deref(),
            None => Some(id),
        }
    }

    /// Returns an attribute's value with references to changed identifiers replaced.
    pub(super) fn referring<'v>(&self, value: &'v str) -> Cow<'v, str> {
        let mut value = Cow::Borrowed(value);
        if !value.contains('#') {
            return value;
        }
        for (old, new) in &self.renamed {
            if value.strip_prefix('#') == Some(old) {
                return Cow::Owned(format!("#{new}"));
            }
            for quote in ["", "'", "\""] {
                let written = format!("url({quote}#{old}{quote})");
                if value.contains(&written) {
                    value = Cow::Owned(value.replace(&written, &format!("url(#{new})")));
                }
            }
        }
        value
    }
}

/// Returns whether an identifier can be kept: a name of ASCII characters, which every reading system
/// supports.
fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Returns a name similar to an identifier that no element has.
fn free(id: &str, taken: &BTreeSet<String>) -> String {
    let name: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = format!("id-{name}");
    if !taken.contains(&name) {
        return name;
    }
    // There are more numbers than names, so one is free.
    (2..=taken.len() + 2).map(|n| format!("{name}-{n}")).find(|name| !taken.contains(name)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identifier_is_a_name_and_given_once() {
        let text = r#"<svg><g id="a"/><g id="a"/><g id="1 x"/><g id="id-1-x"/><g id="ü:b"/></svg>"#;
        let document = Document::parse(text).expect("a document");
        let ids = SvgIds::of(&document);
        let shown: Vec<_> = document
            .descendants()
            .filter_map(|node| {
                Some(ids.own(node.range().start, node.attribute("id")?).unwrap_or("-").to_owned())
            })
            .collect();
        assert_eq!(shown, ["a", "-", "id-1-x-2", "id-1-x", "id---b"]);
        assert_eq!(ids.referring("#1 x"), "#id-1-x-2");
        assert_eq!(ids.referring("fill: url('#ü:b'); a: url(#a)"), "fill: url(#id---b); a: url(#a)");
    }
}
