//! Hyphens and full stops in sequence: dashes and ellipses.

use super::pass::PunctuationPass;
use crate::manuscript::atoms::{Atom, AtomKind, Interpretation};

/// The minimum number of consecutive hyphens or full stops that are a drawing (a rule, leaders), not
/// punctuation.
const RULE_LENGTH: usize = 7;

impl PunctuationPass {
    /// Sets the hyphens or full stops from `at` on. Returns their number.
    pub(super) fn repeated(&mut self, c: char, at: usize, atoms: &[Atom]) -> usize {
        let same = |atom: &&Atom| matches!(atom.kind, AtomKind::Char(d, r) if d == c && r != Interpretation::Literal);
        let count = atoms[at..].iter().take_while(same).count();
        let range = atoms[at].start as usize..atoms[at + count - 1].end as usize;
        match (c, count) {
            ('-', 2) => self.put('–', range),
            ('-', 3) => self.put('—', range),
            ('.', 3..RULE_LENGTH) => {
                for i in 0..count / 3 {
                    self.put('…', atoms[at + 3 * i].start as usize..atoms[at + 3 * i + 2].end as usize);
                }
                for atom in &atoms[at + count - count % 3..at + count] {
                    self.put('.', atom.range());
                }
            }
            _ => atoms[at..at + count].iter().for_each(|atom| self.put(c, atom.range())),
        }
        count
    }
}
