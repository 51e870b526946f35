//! The pass over a paragraph: quotation marks by level and language, and the spaces of French.
//!
//! `sides` has determined which straight marks may open or close; this pass pairs them.

use std::ops::Range;

use super::neighbours::{closes_before, following_chars, visible_char};
use super::sides::{QuoteSide, is_hebrew, is_mark, sides};
use crate::book::SpanRole;
use crate::book::marks::{self, Marks, Pair, Spacing, WithinWords};
use crate::lang::LangTag;
use crate::manuscript::atoms::{Atom, AtomKind, Interpretation, WrapKind, closing};

/// NARROW NO-BREAK SPACE, inside guillemets and before French high punctuation.
pub(super) const NARROW_SPACE: char = '\u{202F}';

/// The state of the pass.
pub(super) struct PunctuationPass {
    pub(super) out: Vec<Atom>,
    /// The last visible character.
    pub(super) previous: char,
    /// The quotation marks in force: those of the paragraph, then those of each open wrap that has a language
    /// or is a quotation. A quotation also has its closing mark here.
    marks: Vec<(Marks, Option<&'static str>)>,
    /// The open quotations: whether double, and the closing mark.
    pub(super) quotes: Vec<(bool, &'static str)>,
    /// The number of open quotations that are double.
    pub(super) doubles: usize,
    /// For each atom, whether a mark there may open or close a quotation.
    pub(super) sides: Vec<QuoteSide>,
    /// The visible character after each atom.
    next: Vec<char>,
    /// The index of the last `'` that may end a quotation; any `'` after it can only be an apostrophe.
    pub(super) last_single: usize,
}

impl PunctuationPass {
    pub(super) fn new(atoms: &[Atom], lang: &LangTag) -> Self {
        let sides = sides(atoms);
        let closes = |(atom, side): (&Atom, &QuoteSide)| {
            is_mark(atom) && atom.char() == Some('\'') && side.may_close()
        };
        let last_single = atoms.iter().zip(&sides).rposition(closes).unwrap_or(0);
        Self {
            out: Vec::with_capacity(atoms.len() + 8),
            previous: ' ',
            marks: vec![(marks::of(lang), None)],
            quotes: Vec::new(),
            doubles: 0,
            sides,
            next: following_chars(atoms),
            last_single,
        }
    }

    /// Returns the atoms with smart punctuation.
    pub(super) fn run(mut self, atoms: &[Atom]) -> Vec<Atom> {
        // For each open wrap, whether it has marks of its own.
        let mut wraps = Vec::new();
        let mut at = 0;
        while at < atoms.len() {
            let atom = &atoms[at];
            match &atom.kind {
                AtomKind::Open(wrap) if is_verbatim(&wrap.kind) => {
                    let end = closing(atoms, at).unwrap_or(atoms.len() - 1);
                    self.out.extend_from_slice(&atoms[at..=end]);
                    self.previous = 'x';
                    at = end;
                }
                AtomKind::Char(c, interpretation) if *interpretation != Interpretation::Literal => {
                    at += self.char(*c, at, atoms);
                    continue;
                }
                AtomKind::Open(wrap) => {
                    self.out.push(atom.clone());
                    let lang = wrap.attr.lang().map(marks::of);
                    let is_quotation = wrap.kind == WrapKind::Span(SpanRole::Quotation);
                    let marks = lang.unwrap_or(self.current());
                    wraps.push(lang.is_some() || is_quotation);
                    if is_quotation {
                        let (open, close) = self.marks_at_depth(marks);
                        self.marks.push((marks, Some(close)));
                        self.open(open, close, true, atom.end as usize..atom.end as usize);
                    } else if lang.is_some() {
                        self.marks.push((marks, None));
                    }
                }
                AtomKind::Close => {
                    if wraps.pop() == Some(true)
                        && let Some((_, Some(close))) = self.marks.pop()
                    {
                        self.end_quotation();
                        self.close(close, atom.start as usize..atom.start as usize);
                    }
                    self.out.push(atom.clone());
                }
                AtomKind::Char(..)
                | AtomKind::NoteMark
                | AtomKind::Soft
                | AtomKind::Hard
                | AtomKind::Piece(_) => {
                    self.previous = visible_char(atom).unwrap_or(self.previous);
                    self.out.push(atom.clone());
                }
            }
            at += 1;
        }
        self.out
    }

    /// Ends an element that is a quotation, and the quotations that are open within it.
    fn end_quotation(&mut self) {
        while let Some((double, _)) = self.quotes.pop() {
            self.doubles -= usize::from(double);
            if double {
                return;
            }
        }
    }

    /// Returns the marks in force.
    pub(super) fn current(&self) -> Marks {
        self.marks.last().expect("the paragraph's own marks stay").0
    }

    /// Returns the outer marks, or the inner ones within a quotation.
    fn marks_at_depth(&self, marks: Marks) -> Pair {
        if self.quotes.len().is_multiple_of(2) { marks.double } else { marks.single }
    }

    /// Sets the character at `at`. Returns the number of atoms that it replaces.
    fn char(&mut self, c: char, at: usize, atoms: &[Atom]) -> usize {
        let range = atoms[at].range();
        let next = self.next[at];
        match c {
            '"' => self.double(at, atoms, range),
            '\'' => self.single(at, atoms, next),
            '-' | '.' => return self.repeated(c, at, atoms),
            ';' | ':' | '!' | '?' => self.high_punctuation(c, range, next),
            '«' => {
                self.put(c, range);
                let is_spaced = self.current().spacing != Spacing::None;
                if is_spaced && next == ' ' && self.narrow_space(at + 1, atoms) {
                    return 2;
                }
            }
            '»' => {
                if self.current().spacing != Spacing::None {
                    self.narrow_last_space();
                }
                self.put(c, range);
            }
            _ => self.put(c, range),
        }
        1
    }

    /// Adds a character that is made from a range of the source.
    pub(super) fn put(&mut self, c: char, range: Range<usize>) {
        self.out.push(Atom::new(AtomKind::Char(c, Interpretation::Literal), range));
        self.previous = c;
    }

    fn put_all(&mut self, text: &str, range: &Range<usize>) {
        text.chars().for_each(|c| self.put(c, range.clone()));
    }

    /// Opens a quotation.
    pub(super) fn open(&mut self, open: &str, close: &'static str, double: bool, range: Range<usize>) {
        self.quotes.push((double, close));
        self.doubles += usize::from(double);
        self.put_all(open, &range);
        if open == "«" && self.current().spacing != Spacing::None {
            self.put(NARROW_SPACE, range);
        }
    }

    /// Adds a closing mark.
    pub(super) fn close(&mut self, close: &str, range: Range<usize>) {
        if close == "»" && self.current().spacing != Spacing::None && self.previous != NARROW_SPACE {
            self.put(NARROW_SPACE, range.clone());
        }
        self.put_all(close, &range);
    }

    /// Sets a `"`.
    fn double(&mut self, at: usize, atoms: &[Atom], range: Range<usize>) {
        let mut side = self.sides[at];
        let is_within = is_hebrew(self.previous) && is_hebrew(self.next[at]);
        if is_within && self.current().within == WithinWords::Gershayim {
            if !self.is_after_prefix(at, atoms) {
                return self.put('״', range);
            }
            side = QuoteSide::Opens;
        }
        let open = (self.doubles > 0).then(|| self.quotes.iter().rposition(|(double, _)| *double)).flatten();
        match open {
            Some(depth) if side != QuoteSide::Opens => {
                let close = self.quotes[depth].1;
                self.quotes.truncate(depth);
                self.doubles -= 1;
                self.close(close, range);
            }
            None if matches!(side, QuoteSide::Closes | QuoteSide::Within) => {
                if self.previous.is_ascii_digit() {
                    return self.put('"', range);
                }
                self.close(self.current().double.1, range);
            }
            _ => {
                let (open, close) = self.current().double;
                self.open(open, close, true, range);
            }
        }
    }

    /// Returns whether a mark between Hebrew letters begins a quotation after a prefix (`ו"לא"`), and is not part of an
    /// abbreviation, where it is before the last letter.
    fn is_after_prefix(&self, at: usize, atoms: &[Atom]) -> bool {
        let letters = |atoms: &mut dyn Iterator<Item = &Atom>| -> Vec<char> {
            atoms.map_while(Atom::char).take_while(|c| is_hebrew(*c)).collect()
        };
        let before = letters(&mut atoms[..at].iter().rev());
        let behind = letters(&mut atoms[at + 1..].iter());
        let closes = |at: usize| {
            is_mark(&atoms[at]) && atoms[at].char() == Some('"') && self.sides[at] == QuoteSide::Closes
        };
        before.len() <= 2
            && before.iter().all(|c| "והבכלמש".contains(*c))
            && behind.len() > 1
            && (at + 1..atoms.len()).any(closes)
    }

    /// Sets `;`, `:`, `!` or `?`, which French separates from the word before.
    fn high_punctuation(&mut self, c: char, range: Range<usize>, next: char) {
        let spaced = match self.current().spacing {
            Spacing::None => false,
            Spacing::Colon => c == ':',
            Spacing::All => true,
        };
        let ends = closes_before(next);
        if spaced
            && ends
            && !self.narrow_last_space()
            && !(self.previous.is_whitespace() || "!?;:([«“".contains(self.previous))
        {
            self.put(NARROW_SPACE, range.start..range.start);
        }
        self.put(c, range);
    }

    /// Replaces the space that was just set with a narrow one. Returns whether there was one.
    fn narrow_last_space(&mut self) -> bool {
        let is_space =
            |atom: &&mut Atom| matches!(atom.kind, AtomKind::Char(' ' | '\u{A0}' | NARROW_SPACE, _));
        match self.out.last_mut().filter(is_space) {
            Some(atom) => {
                atom.kind = AtomKind::Char(NARROW_SPACE, Interpretation::Literal);
                self.previous = NARROW_SPACE;
                true
            }
            None => false,
        }
    }

    /// Sets the space at `at` as a narrow one. Returns whether there is one.
    fn narrow_space(&mut self, at: usize, atoms: &[Atom]) -> bool {
        let space = atoms.get(at).filter(|atom| atom.char() == Some(' '));
        if let Some(atom) = space {
            self.put(NARROW_SPACE, atom.range());
        }
        space.is_some()
    }
}

/// Returns whether the content of a wrap is for machines.
fn is_verbatim(kind: &WrapKind) -> bool {
    matches!(kind, WrapKind::Code | WrapKind::Span(SpanRole::Keys | SpanRole::Machine))
}
