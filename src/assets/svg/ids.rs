//! Identifiers of a drawing, each valid and given once. Entry point: [`Ids::of`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree::Document;

/// What becomes of the identifiers of a drawing.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Elements, by where they begin, whose identifier cannot stay, with the new one; `None` for one that
    /// loses it.
    changed: BTreeMap<usize, Option<String>>,
    /// The new names of what references lead to.
    renamed: BTreeMap<String, String>,
}

impl Ids {
    /// Looks all identifiers through: the first element of one keeps it, as references lead there; one
    /// that is no name in XML gets another (Namespaces in XML 1.0, `NCName`).
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

    /// The identifier that the element beginning at `start` is to have; `None` if it is to have none.
    pub(super) fn own<'a>(&'a self, start: usize, id: &'a str) -> Option<&'a str> {
        match self.changed.get(&start) {
            Some(changed) => changed.as_deref(),
            None => Some(id),
        }
    }

    /// A value with its references to identifiers that have another name now.
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

/// Whether an identifier may stay; of letters those of ASCII are safe with every reader.
fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// A name like an identifier that no other element has.
fn free(id: &str, taken: &BTreeSet<String>) -> String {
    let name: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = format!("id-{name}");
    if !taken.contains(&name) {
        return name;
    }
    // Of one more number than there are names, one is free.
    (2..=taken.len() + 2).map(|n| format!("{name}-{n}")).find(|name| !taken.contains(name)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identifier_is_a_name_and_given_once() {
        let text = r#"<svg><g id="a"/><g id="a"/><g id="1 x"/><g id="id-1-x"/><g id="ü:b"/></svg>"#;
        let document = Document::parse(text).expect("a document");
        let ids = Ids::of(&document);
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
