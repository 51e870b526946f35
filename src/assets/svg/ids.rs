//! Makes the identifiers of a drawing valid and unique. Entry point: [`SvgIds::of`].

use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree::{Document, Node};

use super::clean::SVG;
use super::names::ELEMENTS;

/// The changes to the identifiers of a drawing.
#[derive(Debug, Default)]
pub(super) struct SvgIds {
    /// The elements, by the byte at which they begin, that lose an identifier since an element before has it.
    lost: BTreeSet<usize>,
    /// The new identifiers by the old ones.
    renamed: BTreeMap<String, String>,
    /// The kinds of the elements by their old identifiers.
    kinds: BTreeMap<String, String>,
}

/// The kinds of elements that draw something where they are.
const DRAWN: &[&str] = &[
    "svg", "g", "a", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "switch", "image",
];
const GRADIENTS: &[&str] = &["linearGradient", "radialGradient"];

/// Returns the kinds of elements to which a property, or the `href` of an element, may refer; `None` for all.
fn kinds_for(reference: &str) -> Option<&'static [&'static str]> {
    Some(match reference {
        "fill" | "stroke" => &["linearGradient", "radialGradient", "pattern"],
        "clip-path" => &["clipPath"],
        "mask" => &["mask"],
        "filter" => &["filter"],
        "marker" | "marker-start" | "marker-mid" | "marker-end" => &["marker"],
        "linearGradient" | "radialGradient" => GRADIENTS,
        "pattern" => &["pattern"],
        "use" => DRAWN,
        "textPath" => &["path"],
        _ => return None,
    })
}

impl SvgIds {
    /// Finds the changes. Of several elements with one identifier, the first keeps it, since references
    /// lead there. An identifier that is not an XML name is replaced (Namespaces in XML 1.0, `NCName`).
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut ids = Self::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let is_kept = |node: &Node<'_, '_>| {
            let name = node.tag_name().name();
            node.tag_name().namespace() == Some(SVG) && (name == "a" || ELEMENTS.contains(&name))
        };
        let parents =
            |node: &Node<'_, '_>| node.ancestors().filter(Node::is_element).all(|node| is_kept(&node));
        let drawn = || document.descendants().filter(|node| node.has_attribute("id")).filter(parents);
        for node in drawn() {
            let kind = node.tag_name().name().to_owned();
            ids.kinds.entry(node.attribute("id").unwrap_or_default().to_owned()).or_insert(kind);
        }
        let all = || drawn().filter_map(|node| Some((node.range().start, node.attribute("id")?)));
        let mut taken: BTreeSet<String> =
            all().filter(|(_, id)| is_name(id)).map(|(_, id)| id.to_owned()).collect();
        let mut numbers = BTreeMap::new();
        for (node, id) in all() {
            if !seen.insert(id) {
                ids.lost.insert(node);
            } else if !is_name(id) {
                let name = free(id, &taken, &mut numbers);
                taken.insert(name.clone());
                ids.renamed.insert(id.to_owned(), name);
            }
        }
        ids
    }

    /// Returns the identifier of the element that begins at byte `start` and has `id`, or `None` if it
    /// loses it.
    pub(super) fn own<'a>(&'a self, start: usize, id: &'a str) -> Option<&'a str> {
        (!self.lost.contains(&start)).then(|| self.renamed(id).unwrap_or(id))
    }

    /// Returns the identifier of the element to which a property, or the `href` of an element, refers. Returns
    /// `None` if there is none, or one of another kind.
    pub(super) fn target<'a>(&'a self, id: &'a str, reference: &str) -> Option<&'a str> {
        let kind = self.kinds.get(id)?;
        let fits = kinds_for(reference).is_none_or(|kinds| kinds.contains(&kind.as_str()));
        fits.then(|| self.renamed(id).unwrap_or(id))
    }

    /// Returns the new identifier of a changed one.
    pub(super) fn renamed(&self, id: &str) -> Option<&str> {
        self.renamed.get(id).map(String::as_str)
    }
}

/// Returns whether an identifier can be kept: a name of ASCII characters, which every reading system
/// supports.
fn is_name(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Returns a name similar to an identifier that no element has. `numbers` has the last number that was added to
/// each name.
fn free(id: &str, taken: &BTreeSet<String>, numbers: &mut BTreeMap<String, usize>) -> String {
    let name: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name = format!("id-{name}");
    if !taken.contains(&name) {
        return name;
    }
    let number = numbers.entry(name.clone()).or_insert(1);
    loop {
        *number += 1;
        let numbered = format!("{name}-{number}");
        if !taken.contains(&numbered) {
            return numbered;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identifier_is_a_name_and_given_once() {
        let text = format!(
            r#"<svg xmlns="{SVG}"><x xmlns="x" id="a"/><g id="a"/><g id="a"/><g id="1 x"/><g id="id-1-x"/><g id="1+x"/><g id="ü:b"/></svg>"#
        );
        let document = Document::parse(&text).expect("a document");
        let ids = SvgIds::of(&document);
        let drawn = document.descendants().filter(|node| node.has_tag_name("g"));
        let shown: Vec<_> = drawn
            .map(|node| {
                ids.own(node.range().start, node.attribute("id").unwrap_or_default())
                    .unwrap_or("-")
                    .to_owned()
            })
            .collect();
        assert_eq!(shown, ["a", "-", "id-1-x-2", "id-1-x", "id-1-x-3", "id---b"]);
        assert_eq!(ids.target("a", "fill"), None);
        assert_eq!((ids.target("a", "use"), ids.target("none", "cursor")), (Some("a"), None));
        assert_eq!((ids.renamed("1 x"), ids.renamed("a")), (Some("id-1-x-2"), None));
    }
}
