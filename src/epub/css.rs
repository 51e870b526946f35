//! The stylesheet: everything that makes a book of the text, and nothing that is the reader's own
//! choice. No family, size, colour or leading of the text is set.

use std::sync::LazyLock;

/// The stylesheet of every book.
pub(super) const CSS: &str = include_str!("stylesheet.css");

/// Elements that are bold or slanted without a rule of ours (HTML, section 15.3, "Rendering").
const STRONG: [&str; 3] = ["strong", "b", "th"];
const SLANTED: [&str; 6] = ["em", "i", "cite", "dfn", "var", "address"];

/// Returns whether an element of these classes, or what it stands in, may be bold.
pub(super) fn is_strong(name: &str, classes: &[&str]) -> bool {
    static SET: LazyLock<Vec<&str>> = LazyLock::new(|| setting("font-weight: bold"));
    STRONG.contains(&name) || is_set(&SET, name, classes)
}

/// Returns whether an element of these classes, or what it stands in, may be slanted.
pub(super) fn is_slanted(name: &str, classes: &[&str]) -> bool {
    static SET: LazyLock<Vec<&str>> = LazyLock::new(|| setting("font-style: italic"));
    SLANTED.contains(&name) || is_set(&SET, name, classes)
}

fn is_set(set: &[&str], name: &str, classes: &[&str]) -> bool {
    set.iter().any(|known| match known.split_once('.') {
        Some((_, class)) => classes.contains(&class),
        None => *known == name,
    })
}

/// What the rules with a declaration choose: the last part of each selector, a name or a class.
fn setting(declaration: &str) -> Vec<&'static str> {
    let rules = CSS.split('}').filter_map(|rule| rule.rsplit_once('{'));
    let wanted = rules.filter(|(_, declarations)| declarations.contains(declaration));
    let selectors =
        wanted.flat_map(|(selectors, _)| selectors.rsplit("*/").next().unwrap_or_default().split(','));
    selectors.filter_map(|selector| selector.split_whitespace().last()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_stylesheet_slants_and_strengthens_is_read_from_it() {
        for (name, classes) in [("em", vec![]), ("h2", vec![]), ("div", vec!["keep", "epigraph"])] {
            assert!(is_slanted(name, &classes), "{name}");
        }
        for name in ["dt", "h5", "th", "strong"] {
            assert!(is_strong(name, &[]), "{name}");
        }
        assert!(!is_strong("h1", &[]) && !is_slanted("p", &["attribution"]));
    }
}
