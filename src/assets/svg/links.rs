//! The references of every element of a drawing: those in its attributes, and those that style sheets give
//! it. Entry point: [`Links::of`].

use std::collections::BTreeMap;

use resvg::usvg::roxmltree::{Document, Node};
use simplecss::{AttributeOperator, DeclarationTokenizer, Element, PseudoClass, StyleSheet};

use crate::limits::{Limit, Limits, OverLimit};

/// A property that refers to an element, by how often what it refers to is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Property {
    Fill,
    Stroke,
    MarkerEnds,
    MarkerMid,
    /// Any other, which is not inherited.
    Other,
}

impl Property {
    /// The properties that elements inherit from those around them.
    pub(super) const INHERITED: [Self; 4] = [Self::Fill, Self::Stroke, Self::MarkerEnds, Self::MarkerMid];

    /// Returns the properties that an attribute or a declaration of a name sets.
    fn named(name: &str) -> &'static [Self] {
        match name {
            "fill" => &[Self::Fill],
            "stroke" => &[Self::Stroke],
            "marker" => &[Self::MarkerEnds, Self::MarkerMid],
            "marker-start" | "marker-end" => &[Self::MarkerEnds],
            "marker-mid" => &[Self::MarkerMid],
            _ => &[Self::Other],
        }
    }
}

/// A reference to an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Link {
    pub(super) property: Property,
    /// The index of the element.
    pub(super) to: usize,
}

/// What an element sets.
#[derive(Clone, Default)]
struct ElementLinks {
    links: Vec<Link>,
    /// The inherited properties that it sets, whether to a reference or not.
    set: Vec<Property>,
}

/// The references of all elements.
pub(super) struct Links {
    /// By the index of the element.
    elements: Vec<ElementLinks>,
    /// The magnitude of the largest size of a font.
    pub(super) font: u32,
    /// The magnitude of the largest width of a stroke.
    pub(super) stroke: u32,
}

impl Links {
    /// Finds the references of a drawing.
    ///
    /// # Errors
    /// Returns the limit if its style sheets take too long to apply.
    pub(super) fn of(document: &Document<'_>, limits: Limits) -> Result<Self, OverLimit> {
        let count = document.root().descendants().count();
        let mut ids = BTreeMap::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(node.id().get_usize());
            }
        }
        let sheet = sheet(document);
        limits.check(Limit::StyleMatches, (sheet.rules.len() as u64).saturating_mul(count as u64))?;
        let mut elements = vec![ElementLinks::default(); count];
        let (mut font, mut stroke) = (0, 0);
        for node in document.descendants().filter(Node::is_element) {
            let own = &mut elements[node.id().get_usize()];
            let mut add = |name: &str, value: &str| {
                match name {
                    "font" | "font-size" => font = magnitude(value).max(font),
                    "stroke-width" => stroke = magnitude(value).max(stroke),
                    _ => {}
                }
                own.add(name, value, &ids);
            };
            for attribute in node.attributes() {
                match attribute.name() {
                    "style" => DeclarationTokenizer::from(attribute.value())
                        .for_each(|declaration| add(declaration.name, declaration.value)),
                    name => add(name, attribute.value()),
                }
            }
            for rule in sheet.rules.iter().filter(|rule| rule.selector.matches(&Matched(node))) {
                rule.declarations.iter().for_each(|declaration| add(declaration.name, declaration.value));
            }
        }
        Ok(Self { elements, font, stroke })
    }

    /// Returns the number of nodes of the drawing.
    pub(super) fn len(&self) -> usize {
        self.elements.len()
    }

    /// Returns the references of an element.
    pub(super) fn of_element(&self, at: usize) -> &[Link] {
        &self.elements[at].links
    }

    /// Returns whether an element sets a property.
    pub(super) fn sets(&self, at: usize, property: Property) -> bool {
        self.elements[at].set.contains(&property)
    }
}

impl ElementLinks {
    /// Adds the references of an attribute or a declaration.
    fn add(&mut self, name: &str, value: &str, ids: &BTreeMap<&str, usize>) {
        let properties = Property::named(name);
        for property in properties.iter().filter(|property| **property != Property::Other) {
            if value.trim() != "inherit" && !self.set.contains(property) {
                self.set.push(*property);
            }
        }
        let targets =
            if name == "href" { value.trim().strip_prefix('#').into_iter().collect() } else { urls(value) };
        for to in targets.into_iter().filter_map(|id| ids.get(id)) {
            for property in properties {
                let link = Link { property: *property, to: *to };
                if !self.links.contains(&link) {
                    self.links.push(link);
                }
            }
        }
    }
}

/// Returns the number of digits before the decimal point of the largest number in a value.
pub(super) fn magnitude(value: &str) -> u32 {
    let bytes = value.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (mut at, mut largest) = (0, 0);
    while at < bytes.len() {
        let mut count = digits(at);
        if count == 0 {
            at += 1;
            continue;
        }
        let is_fraction = at > 0 && bytes[at - 1] == b'.';
        at += count;
        if is_fraction {
            count = 0;
        }
        // A fraction between the number and its exponent is one digit more at most for each of its digits.
        let exponent = bytes.get(at).is_some_and(|byte| matches!(byte, b'e' | b'E'));
        if exponent {
            at += 1 + usize::from(bytes.get(at + 1) == Some(&b'+'));
            let length = digits(at.min(bytes.len()));
            let power =
                value.get(at..at + length).and_then(|text| text.parse::<usize>().ok()).unwrap_or_default();
            count = count.max(1) + power;
            at += length;
        }
        largest = largest.max(count);
    }
    u32::try_from(largest).unwrap_or(u32::MAX)
}

/// Returns the identifiers in the `url(#…)` of a value.
fn urls(value: &str) -> Vec<&str> {
    let is_url = |at: &usize| value.as_bytes()[*at - 3..*at].eq_ignore_ascii_case(b"url");
    let opened = value.match_indices('(').map(|(at, _)| at).filter(|at| *at >= 3).filter(is_url);
    opened
        .filter_map(|at| {
            let rest = value[at + 1..].trim_start().trim_start_matches(['"', '\'']).trim_start();
            let id = rest.strip_prefix('#')?;
            id.split([')', '"', '\'']).next().map(str::trim_end)
        })
        .collect()
}

/// Returns the rules of all style sheets of a drawing, as the library that draws it applies them.
fn sheet<'a>(document: &'a Document<'_>) -> StyleSheet<'a> {
    let mut sheet = StyleSheet::new();
    let styles =
        document.descendants().filter(|node| node.has_tag_name("style") || node.tag_name().name() == "style");
    for text in styles.filter_map(|style| style.text()) {
        sheet.parse_more(text);
    }
    sheet
}

/// An element to which a selector is applied.
struct Matched<'a, 'i>(Node<'a, 'i>);

impl Element for Matched<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Matched)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Matched)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.0.prev_sibling_element().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_magnitude_is_that_of_the_largest_number() {
        for (value, found) in [
            ("", 0),
            ("1.25 -12", 2),
            (".12345", 0),
            ("1e9", 10),
            ("1E+3px", 4),
            ("5e-7", 1),
            ("2.5e8 1e", 9),
        ] {
            assert_eq!(magnitude(value), found, "{value}");
        }
    }

    #[test]
    fn references_are_found_in_values() {
        assert_eq!(urls("url(#a)"), ["a"]);
        assert_eq!(urls("fill: URL( '#b' ) red, url(\"#c d\")"), ["b", "c d"]);
        assert!(urls("rgb(1, 2, 3) (#x) url(x)").is_empty());
    }
}
