//! Properties of characters in MathML.

use crate::book::math::{Alphabet, Gap};

/// Returns whether an operator of this text would grow with what is beside it.
pub(super) fn would_grow(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    "()[]{}|‖∣∥⌊⌋⌈⌉⟨⟩⟮⟯⎰⎱⟦⟧↑↓↕⇑⇓⇕".contains(c)
}

/// Returns whether a renderer shows a letter in italics if it is alone (MathML Core, section 2.2.1 and appendix C).
pub(super) fn is_italic_alone(c: char) -> bool {
    c == '∇' || Alphabet::Italic.apply(c) != c
}

/// Returns the width of a space between atoms.
pub(super) fn width(gap: Gap) -> &'static str {
    match gap {
        Gap::None => "0",
        Gap::Thin => "0.1667em",
        Gap::Medium => "0.2222em",
        Gap::Thick => "0.2778em",
    }
}

/// Returns a length in thousandths of an em.
pub(super) fn ems(thousandths: i32) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    let digits = format!("{sign}{}.{:03}", size / 1000, size % 1000);
    format!("{}em", digits.trim_end_matches('0').trim_end_matches('.'))
}
