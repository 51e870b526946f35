//! Determines whether a straight quotation mark opens or closes by what is on its two sides. Entry
//! point: [`sides`].
//!
//! Marks in sequence (`'"Go,"'`) are judged together, by the characters before the first and after the
//! last of them.

use super::is_set_without_spaces;
use super::neighbours::{closes_before, opens_after, visible_char};
use crate::manuscript::atoms::{Atom, AtomKind, Interpretation};

/// The number of full stops in an ellipsis.
const ELLIPSIS: usize = 3;

/// What a quotation mark may do at its position.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum QuoteSide {
    /// Begin a quotation.
    Opens,
    /// End a quotation.
    Closes,
    /// End a quotation if one is open, and begin one otherwise.
    Either,
    /// End a quotation if one is open; otherwise a single mark is an apostrophe.
    Weak,
    /// Neither begin nor end a quotation; a single mark is an apostrophe.
    Within,
}

impl QuoteSide {
    /// Returns whether a quotation may end here.
    pub(super) fn may_close(self) -> bool {
        !matches!(self, Self::Opens | Self::Within)
    }
}

/// Returns for each atom the side of the mark there; [`QuoteSide::Within`] for an atom that is not a mark.
pub(super) fn sides(atoms: &[Atom]) -> Vec<QuoteSide> {
    if !atoms.iter().any(is_mark) {
        return vec![QuoteSide::Within; atoms.len()];
    }
    let after = after(atoms);
    let mut before = ' ';
    let mut stops = 0;
    let mut sides = Vec::with_capacity(atoms.len());
    for (atom, after) in atoms.iter().zip(after) {
        // Only marks are looked up, since comparing the characters at every letter would cost too much.
        if is_mark(atom) {
            sides.push(side(before, after));
            continue;
        }
        sides.push(QuoteSide::Within);
        if let Some(c) = visible_char(atom) {
            stops = if c == '.' { stops + 1 } else { 0 };
            before = if stops >= ELLIPSIS { '…' } else { c };
        }
    }
    sides
}

/// Returns whether an atom is a straight mark that may be made typographic.
pub(super) fn is_mark(atom: &Atom) -> bool {
    matches!(atom.kind, AtomKind::Char('"' | '\'', interpretation) if interpretation != Interpretation::Literal)
}

/// Returns for each atom the next character that is not a mark. An ellipsis before a word is part of
/// the word.
fn after(atoms: &[Atom]) -> Vec<char> {
    let mut next = vec![' '; atoms.len()];
    let (mut after, mut stops, mut behind) = (' ', 0, ' ');
    for (i, atom) in atoms.iter().enumerate().rev() {
        next[i] = after;
        let Some(c) = visible_char(atom).filter(|_| !is_mark(atom)) else { continue };
        if c == '.' {
            behind = if stops == 0 { after } else { behind };
            stops += 1;
        } else {
            (stops, behind) = (0, after);
        }
        let is_ellipsis = c == '…' || stops >= ELLIPSIS;
        after = if is_ellipsis && behind.is_alphanumeric() { behind } else { c };
    }
    next
}

fn side(before: char, after: char) -> QuoteSide {
    match (before.is_whitespace(), after.is_whitespace()) {
        (true, true) => QuoteSide::Weak,
        (true, false) if ".,;:!?)]}…".contains(after) => QuoteSide::Weak,
        (true, false) => QuoteSide::Opens,
        (false, true) if "([{".contains(before) => QuoteSide::Weak,
        (false, true) => QuoteSide::Closes,
        (false, false) => match (opens_after(before), closes_before(after)) {
            (true, true) => QuoteSide::Weak,
            (true, false) => QuoteSide::Opens,
            (false, true) => QuoteSide::Closes,
            (false, false) if before == '…' => QuoteSide::Either,
            (false, false) if has_no_apostrophes(before) || has_no_apostrophes(after) => QuoteSide::Either,
            (false, false) => QuoteSide::Within,
        },
    }
}

/// Returns whether a character is of a script without apostrophes, in which endings follow quotations without a space
/// or words are written without spaces.
fn has_no_apostrophes(c: char) -> bool {
    is_set_without_spaces(c)
        || matches!(c,
            '\u{600}'..='\u{77f}' | '\u{900}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        || matches!(c, '\u{3131}'..='\u{318e}' | '\u{ac00}'..='\u{d7a3}')
}

/// Returns whether a character is a Hebrew letter.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}')
}
