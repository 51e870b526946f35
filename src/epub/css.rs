//! The stylesheet. It contains everything that the book decides and nothing that the reader should
//! choose: it sets no family, size, colour or leading of the text.

use std::sync::LazyLock;

/// The stylesheet of every book.
pub(super) const CSS: &str = include_str!("stylesheet.css");

/// Elements that are bold or italic without a rule of this stylesheet (HTML, section 15.3,
/// "Rendering").
const STRONG: [&str; 3] = ["strong", "b", "th"];
const SLANTED: [&str; 6] = ["em", "i", "cite", "dfn", "var", "address"];

/// Returns whether an element with these classes, or one around it, may be bold.
pub(super) fn is_strong(name: &str, classes: &[&str]) -> bool {
    static SET: LazyLock<Vec<&str>> = LazyLock::new(|| setting("font-weight: bold"));
    STRONG.contains(&name) || is_set(&SET, name, classes)
}

/// Returns whether an element with these classes, or one around it, may be italic.
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

/// Returns what the rules with a declaration select: the last part of each selector, a name or a class.
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
    fn bold_and_italic_elements_are_read_from_the_stylesheet() {
        for (name, classes) in [("em", vec![]), ("h2", vec![]), ("div", vec!["keep", "epigraph"])] {
            assert!(is_slanted(name, &classes), "{name}");
        }
        for name in ["dt", "h5", "th", "strong"] {
            assert!(is_strong(name, &[]), "{name}");
        }
        assert!(!is_strong("h1", &[]) && !is_slanted("p", &["attribution"]));
    }
}
