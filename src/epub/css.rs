//! The stylesheet. It contains everything that the book decides and nothing that the reader should
//! choose: it sets no family, size, colour or leading of the text.

/// The stylesheet of every book.
pub(super) const CSS: &str = include_str!("stylesheet.css");

/// The elements and classes that may give their text a certain style.
#[derive(Debug)]
pub(super) struct Selectors {
    pub(super) elements: &'static [&'static str],
    pub(super) classes: &'static [&'static str],
}

/// What makes text bold, by default (HTML, section 15.3, "Rendering") or by the stylesheet. A test
/// compares this and [`ITALIC`] with the stylesheet.
pub(super) const BOLD: Selectors =
    Selectors { elements: &["b", "dt", "h4", "h5", "h6", "strong", "th"], classes: &[] };

/// What makes text italic.
pub(super) const ITALIC: Selectors = Selectors {
    elements: &["address", "cite", "dfn", "em", "h2", "i", "var"],
    classes: &["dedication", "epigraph", "subtitle", "work"],
};

/// Elements in the family of headings.
pub(super) const HEADINGS: [&str; 7] = ["h1", "h2", "h3", "h4", "h5", "h6", "hgroup"];

/// Elements in the family of code.
pub(super) const CODE: [&str; 4] = ["pre", "code", "samp", "kbd"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Returns the names and classes to which rules with a declaration apply: the last part of each selector.
    fn chosen(declaration: &str) -> Vec<&'static str> {
        let rules = CSS.split('}').filter_map(|rule| rule.rsplit_once('{'));
        let wanted = rules.filter(|(_, declarations)| declarations.contains(declaration));
        let selectors =
            wanted.flat_map(|(selectors, _)| selectors.rsplit("*/").next().unwrap_or_default().split(','));
        selectors.filter_map(|selector| selector.split_whitespace().last()).collect()
    }

    /// Compares a table with the stylesheet and with the elements that are bold or italic by default.
    fn compare(table: &Selectors, declaration: &str, by_default: &[&'static str]) {
        let (mut elements, mut classes) = (BTreeSet::from_iter(by_default.to_vec()), BTreeSet::new());
        for last in chosen(declaration) {
            match last.split_once('.') {
                Some((_, class)) => classes.insert(class),
                None => elements.insert(last),
            };
        }
        assert_eq!(Vec::from_iter(elements), table.elements, "elements with {declaration}");
        assert_eq!(Vec::from_iter(classes), table.classes, "classes with {declaration}");
    }

    #[test]
    fn bold_and_slanted_is_what_the_stylesheet_makes_so() {
        compare(&BOLD, "font-weight: bold", &["b", "strong", "th"]);
        compare(&ITALIC, "font-style: italic", &["address", "cite", "dfn", "em", "i", "var"]);
    }
}
