//! Estimates how long the library takes to lay out the text of a drawing, and limits it. Entry points: [`check`], and [`work`]
//! for text that references repeat.

use resvg::usvg::roxmltree::{Document, Node};

use crate::limits::{Limit, Limits, OverLimit};

/// What it costs to shape a character for an element, relative to that of finding it among others.
const SHAPING: u64 = 400;

/// Checks the text of a drawing. The library shapes all characters of a `text` element for each element in it, and
/// looks for each of them among all, so that the time is not linear.
///
/// # Errors
/// Returns the limit if that would take too long.
pub(super) fn check(document: &Document<'_>, limits: Limits) -> Result<(), OverLimit> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let outermost = texts.filter(|node| !node.ancestors().skip(1).any(|outer| outer.has_tag_name("text")));
    let work = outermost.map(work).fold(0, u64::saturating_add);
    limits.check(Limit::DrawnText, work)
}

/// Returns the nanoseconds for the layout of a `text` element.
pub(super) fn work(text: Node<'_, '_>) -> u64 {
    let (mut characters, mut elements) = (0_u64, 0_u64);
    for node in text.descendants() {
        elements += u64::from(node.is_element());
        characters += node.text().filter(|_| node.is_text()).map_or(0, |text| text.len() as u64);
    }
    let shaped = characters.saturating_mul(elements).saturating_mul(SHAPING);
    characters.saturating_mul(characters).saturating_add(shaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(text: &str) -> bool {
        let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{text}</svg>");
        check(&Document::parse(&drawing).expect("XML"), Limits::default()).is_err()
    }

    #[test]
    fn a_text_is_refused_by_the_square_of_its_length() {
        let text = |length: usize| format!("<text>{}</text>", "a".repeat(length));
        assert!(!is_refused(&text(20_000)) && is_refused(&text(80_000)));
        assert!(!is_refused(&text(100).repeat(20_000)), "many texts are laid out one by one");
    }

    #[test]
    fn each_element_of_a_text_counts_for_all_of_its_characters() {
        let spans = |count: usize| format!("<text>{}</text>", "<tspan>a</tspan>".repeat(count));
        assert!(!is_refused(&spans(1_000)) && is_refused(&spans(4_000)));
    }
}
