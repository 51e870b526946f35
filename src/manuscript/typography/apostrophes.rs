//! Single marks: apostrophes, primes and the start and end of single quotations.

use super::neighbours::visible_char;
use super::pass::PunctuationPass;
use super::sides::{QuoteSide, is_hebrew, is_mark};
use crate::book::marks::WithinWords;
use crate::manuscript::atoms::Atom;

/// The maximum distance, in atoms, of the closing mark from a `'` before a clipped word.
const MAX_PAIR_DISTANCE: usize = 2000;
/// English words that begin with an apostrophe, listed without it.
const CLIPPED: &[&str] = &[
    "tis", "twas", "twere", "twill", "twould", "twixt", "tween", "em", "til", "bout", "neath", "nuff", "n",
    "gainst", "cept", "tain", "sblood", "cause", "cos", "cuz", "coz", "tisn", "twasn", "twould", "tother",
];

impl PunctuationPass {
    /// Sets a `'`.
    pub(super) fn single(&mut self, at: usize, atoms: &[Atom], next: char) {
        let (range, side) = (atoms[at].range(), self.sides[at]);
        let inside = self.quotes.last().is_some_and(|(double, _)| !*double);
        // Within a word, and behind the last letter of an abbreviation: `ג׳ירפה`, `עמ׳ 3`.
        let may_be_geresh = self.current().within == WithinWords::Gershayim && is_hebrew(self.previous);
        if may_be_geresh && (is_hebrew(next) || !inside) {
            return self.put('׳', range);
        }
        if inside && side.may_close() {
            let (_, close) = self.quotes.pop().expect("a quotation is open");
            return self.close(close, range);
        }
        let opens = matches!(side, QuoteSide::Opens | QuoteSide::Either);
        let clipped = || self.is_clipped(at, atoms, inside) && !self.has_closing_mark(at, atoms);
        if opens && at < self.last_single && !clipped() {
            let (open, close) = self.current().single;
            return self.open(open, close, false, range);
        }
        let is_prime = self.previous.is_ascii_digit() && !inside && !next.is_alphabetic();
        self.put(if is_prime { '\'' } else { '’' }, range);
    }

    /// Returns whether the `'` at `at` begins a clipped word or year: `'tis`, `'90s`. A word between
    /// two marks (`'em'`) is quoted, except `'n'`.
    fn is_clipped(&self, at: usize, atoms: &[Atom], inside: bool) -> bool {
        let word: String = atoms[at + 1..]
            .iter()
            .map_while(Atom::char)
            .take_while(|c| c.is_alphanumeric())
            .take(12)
            .flat_map(char::to_lowercase)
            .collect();
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let is_year = digits == 2 && matches!(&word[2..], "" | "s" | "er" | "ern");
        let end = at + 1 + word.chars().count();
        let is_quoted =
            !inside && word != "n" && atoms.get(end).is_some_and(|atom| atom.char() == Some('\''));
        is_year
            || (self.current().within == WithinWords::Clipped
                && CLIPPED.contains(&word.as_str())
                && !(is_quoted && self.sides[end].may_close()))
    }

    /// Returns whether a `'` outside of single quotations has a closing mark: one after a comma, a full
    /// stop or the like, or at the end of the text (`'Cause and effect,' he said`).
    fn has_closing_mark(&self, at: usize, atoms: &[Atom]) -> bool {
        if self.quotes.iter().any(|(double, _)| !*double) {
            return false;
        }
        let (mut singles, mut doubles) = (0, 0);
        let mut before = ' ';
        for (i, atom) in atoms.iter().enumerate().skip(at + 1).take(MAX_PAIR_DISTANCE) {
            let side = self.sides[i];
            match atom.char().filter(|_| is_mark(atom)) {
                Some('"') if side.may_close() && doubles > 0 => doubles -= 1,
                Some('"') if side == QuoteSide::Opens => doubles += 1,
                Some('"') if self.doubles > 0 => return false,
                Some('\'') if side == QuoteSide::Opens && !self.is_clipped(i, atoms, true) => singles += 1,
                Some('\'') if side.may_close() && ",.!?…;:—–-".contains(before) => {
                    if singles == 0 {
                        return doubles == 0;
                    }
                    singles -= 1;
                }
                _ => {}
            }
            before = visible_char(atom).unwrap_or(before);
        }
        false
    }
}
