//! Whether a straight quotation mark opens or closes, judged by what is at its two sides.
//! Entry point: [`sides`].
//!
//! Marks in a row (`'"Go,"'`) are judged together: what is before the first and behind the last of
//! them decides for all.

use super::seen;
use crate::manuscript::atoms::{Atom, AtomKind, Rigour};

/// Points that make an ellipsis.
const ELLIPSIS: usize = 3;

/// What a mark may do at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// Begin a quotation.
    Opens,
    /// End one.
    Closes,
    /// End one that is open, and begin one otherwise.
    Either,
    /// End one that is open; a single mark is an apostrophe otherwise.
    Weak,
    /// Neither; a single mark is an apostrophe.
    Within,
}

impl Side {
    /// Whether a quotation may end here.
    pub(super) fn may_close(self) -> bool {
        !matches!(self, Self::Opens | Self::Within)
    }
}

/// Returns the side of the mark for each atom, [`Side::Within`] for one that is no mark.
pub(super) fn sides(atoms: &[Atom]) -> Vec<Side> {
    if !atoms.iter().any(is_mark) {
        return vec![Side::Within; atoms.len()];
    }
    let after = after(atoms);
    let mut before = ' ';
    let mut points = 0;
    let mut sides = Vec::with_capacity(atoms.len());
    for (atom, after) in atoms.iter().zip(after) {
        // Only marks are looked up, and the comparison of characters is too dear for every letter.
        if is_mark(atom) {
            sides.push(side(before, after));
            continue;
        }
        sides.push(Side::Within);
        if let Some(c) = seen(atom) {
            points = if c == '.' { points + 1 } else { 0 };
            before = if points >= ELLIPSIS { '…' } else { c };
        }
    }
    sides
}

/// Whether an atom is a straight mark that may be made smart.
pub(super) fn is_mark(atom: &Atom) -> bool {
    matches!(atom.kind, AtomKind::Char('"' | '\'', rigour) if rigour != Rigour::Fixed)
}

/// For each atom the next character that is no mark; an ellipsis before a word is a part of the word.
fn after(atoms: &[Atom]) -> Vec<char> {
    let mut next = vec![' '; atoms.len()];
    let (mut after, mut points, mut behind) = (' ', 0, ' ');
    for (i, atom) in atoms.iter().enumerate().rev() {
        next[i] = after;
        let Some(c) = seen(atom).filter(|_| !is_mark(atom)) else { continue };
        if c == '.' {
            behind = if points == 0 { after } else { behind };
            points += 1;
        } else {
            (points, behind) = (0, after);
        }
        let is_ellipsis = c == '…' || points >= ELLIPSIS;
        after = if is_ellipsis && behind.is_alphanumeric() { behind } else { c };
    }
    next
}

fn side(before: char, after: char) -> Side {
    match (before.is_whitespace(), after.is_whitespace()) {
        (true, true) => Side::Weak,
        (true, false) if ".,;:!?)]}…".contains(after) => Side::Weak,
        (true, false) => Side::Opens,
        (false, true) if "([{".contains(before) => Side::Weak,
        (false, true) => Side::Closes,
        (false, false) => match (super::opens_after(before), super::closes_before(after)) {
            (true, true) => Side::Weak,
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            (false, false) if before == '…' => Side::Either,
            (false, false) => Side::Within,
        },
    }
}
