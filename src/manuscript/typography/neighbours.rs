//! The visible characters before and after a position, even if wraps start or end there.

use crate::book::{InlineKind, SpanRole};
use crate::manuscript::atoms::{Atom, AtomKind, WrapKind};

/// Returns the character that an atom counts as for its neighbours, or `None` if the atom is not visible.
pub(super) fn visible_char(atom: &Atom) -> Option<char> {
    match &atom.kind {
        AtomKind::Char(c, _) => Some(*c),
        AtomKind::NoteMark => Some('^'),
        AtomKind::Soft | AtomKind::Hard => Some(' '),
        AtomKind::Open(wrap) => (wrap.kind == WrapKind::Span(SpanRole::Quotation)).then_some('“'),
        AtomKind::Close => None,
        AtomKind::Piece(piece) => match piece.0 {
            InlineKind::Note(_) => None,
            InlineKind::Break => Some(' '),
            // Code, formulas and pictures count as words.
            InlineKind::Code(_)
            | InlineKind::Math(_)
            | InlineKind::Image(_)
            | InlineKind::Reference(_)
            | InlineKind::Citation(_)
            | InlineKind::Text(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Link { .. }
            | InlineKind::Ruby(_) => Some('x'),
        },
    }
}

/// Returns for each atom the next visible character; a space if none follows.
pub(super) fn following_chars(atoms: &[Atom]) -> Vec<char> {
    let mut next = vec![' '; atoms.len()];
    let mut after = ' ';
    for (i, atom) in atoms.iter().enumerate().rev() {
        next[i] = after;
        after = visible_char(atom).unwrap_or(after);
    }
    next
}

/// Returns whether a quotation may begin after this character.
pub(super) fn opens_after(c: char) -> bool {
    c.is_whitespace() || "([{<-–—/“‘„‚«‹»›「『¿¡\u{2060}=+".contains(c)
}

/// Returns whether a quotation may end before this character.
pub(super) fn closes_before(c: char) -> bool {
    c.is_whitespace() || ".,;:!?)]}>-–—/”’“‘»›«‹」』…\"'\u{2060}".contains(c)
}
