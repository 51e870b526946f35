//! Smart punctuation by language: quotes, apostrophes, dashes, ellipses, French spaces.
//! Entry point: [`smarten`].
//!
//! It works on a whole paragraph at once, for a quotation may begin in plain text and end in italic
//! (`"*Really?*"`); a span with a language has the marks of that language inside. What was escaped,
//! code, formulas and addresses stay as they are, and so do marks that are curly already.

mod sides;

use std::collections::BTreeSet;
use std::ops::Range;

use self::sides::{Side, is_mark, sides};
use super::atoms::{Atom, AtomKind, Rigour, WrapKind, closing};
use crate::book::marks::{self, Marks, Pair, Spacing};
use crate::book::{InlineKind, SpanRole};
use crate::lang::LangTag;

/// NARROW NO-BREAK SPACE, inside guillemets and before French high punctuation.
const THIN: char = '\u{202F}';
/// Hyphens or points in a row from which on they are a drawing (a rule, a leader), not punctuation.
const DRAWING: usize = 7;
/// Characters of a paragraph in which the fellow of a mark before a clipped word is looked for.
const REACH: usize = 2000;
/// English words that begin with an apostrophe, without it.
const CLIPPED: &[&str] = &[
    "tis", "twas", "twere", "twill", "twould", "twixt", "tween", "em", "til", "bout", "neath", "nuff", "n",
    "gainst", "cept", "tain", "sblood", "cause", "cos", "cuz", "coz", "tisn", "twasn", "twould", "tother",
];

/// Makes the punctuation of a paragraph in the language `lang` smart.
pub(super) fn smarten(mut atoms: Vec<Atom>, lang: &LangTag) -> Vec<Atom> {
    join_lines(&mut atoms);
    let base = marks::of(lang);
    let plain = |atom: &Atom| match &atom.kind {
        AtomKind::Char(c, rigour) => *rigour == Rigour::Fixed || !"\"'-.;:!?«»".contains(*c),
        AtomKind::Open(wrap) => wrap.kind != WrapKind::Span(SpanRole::Quotation),
        _ => true,
    };
    if atoms.iter().all(plain) {
        return atoms;
    }
    fix_addresses(&mut atoms);
    let next = following(&atoms);
    let sides = sides(&atoms);
    let closes =
        |(atom, side): (&Atom, &Side)| is_mark(atom) && atom.char() == Some('\'') && side.may_close();
    let last_single = atoms.iter().zip(&sides).rposition(closes).unwrap_or(0);
    let mut setter = Setter {
        out: Vec::with_capacity(atoms.len() + 8),
        previous: ' ',
        marks: vec![(base, None)],
        quotes: Vec::new(),
        doubles: 0,
        sides,
        last_single,
    };
    setter.run(&atoms, &next);
    setter.out
}

/// The same for a text that has no marks of Markdown in it.
pub(super) fn smart(text: &str, lang: &LangTag) -> String {
    let atom = |c| Atom { start: 0, end: 0, kind: AtomKind::Char(c, Rigour::Text) };
    let atoms = smarten(text.chars().map(atom).collect(), lang);
    let shown = |atom: &Atom| match atom.kind {
        AtomKind::Char(c, _) => Some(c),
        _ => None,
    };
    atoms.iter().filter_map(shown).collect()
}

/// A soft line end is a blank, and nothing at all between two ideographs or kana.
fn join_lines(atoms: &mut Vec<Atom>) {
    if !atoms.iter().any(|atom| matches!(atom.kind, AtomKind::Soft)) {
        return;
    }
    let next = following(atoms);
    let mut previous = ' ';
    let mut dropped = BTreeSet::new();
    for (i, atom) in atoms.iter_mut().enumerate() {
        if matches!(atom.kind, AtomKind::Soft) {
            if sets_without_blanks(previous) && sets_without_blanks(next[i]) {
                dropped.insert(i);
            } else {
                atom.kind = AtomKind::Char(' ', Rigour::Free);
            }
        }
        previous = seen(atom).unwrap_or(previous);
    }
    if !dropped.is_empty() {
        let mut i = 0;
        atoms.retain(|_| {
            i += 1;
            !dropped.contains(&(i - 1))
        });
    }
}

/// Ideographs, kana and their punctuation; Hangul is written with blanks.
fn sets_without_blanks(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF | 0x3001..=0x30FF | 0x31C0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFF01..=0xFF65 | 0x20000..=0x3FFFF)
}

/// What an atom shows to its neighbours: a character, or nothing.
fn seen(atom: &Atom) -> Option<char> {
    match &atom.kind {
        AtomKind::Char(c, _) => Some(*c),
        AtomKind::NoteMark => Some('^'),
        AtomKind::Soft | AtomKind::Hard => Some(' '),
        AtomKind::Open(wrap) => (wrap.kind == WrapKind::Span(SpanRole::Quotation)).then_some('“'),
        AtomKind::Close => None,
        AtomKind::Piece(piece) => match piece.0 {
            InlineKind::Note(_) => None,
            InlineKind::Break => Some(' '),
            // Code, formulas and pictures stand like a word.
            _ => Some('x'),
        },
    }
}

/// For each atom the character that the reader sees after it; a blank at the end.
fn following(atoms: &[Atom]) -> Vec<char> {
    let mut next = vec![' '; atoms.len()];
    let mut after = ' ';
    for (i, atom) in atoms.iter().enumerate().rev() {
        next[i] = after;
        after = seen(atom).unwrap_or(after);
    }
    next
}

/// Words with `://` or `www.` in them stay as they are.
fn fix_addresses(atoms: &mut [Atom]) {
    let mut from = 0;
    while from < atoms.len() {
        let len = atoms[from..].iter().position(|atom| atom.char().is_none_or(char::is_whitespace));
        let to = len.map_or(atoms.len(), |len| from + len);
        let is = |at: usize, text: &str| {
            text.chars().enumerate().all(|(i, c)| atoms[..to].get(at + i).and_then(Atom::char) == Some(c))
        };
        if (from..to).any(|at| is(at, "://")) || is(from, "www.") {
            for atom in &mut atoms[from..to] {
                if let AtomKind::Char(_, rigour) = &mut atom.kind {
                    *rigour = Rigour::Fixed;
                }
            }
        }
        from = to + 1;
    }
}

/// Whether a quotation may begin after this character.
fn opens_after(c: char) -> bool {
    c.is_whitespace() || "([{<-–—/“‘„‚«‹»›「『¿¡\u{2060}=+".contains(c)
}

/// Whether a quotation may end before this character.
fn closes_before(c: char) -> bool {
    c.is_whitespace() || ".,;:!?)]}>-–—/”’“‘»›«‹」』…\"'\u{2060}".contains(c)
}

/// Whether what a wrap holds is for machines.
fn is_verbatim(kind: &WrapKind) -> bool {
    matches!(kind, WrapKind::Code | WrapKind::Span(SpanRole::Machine))
}

struct Setter {
    out: Vec<Atom>,
    previous: char,
    /// The marks in force: those of the paragraph, and of each open wrap that has a language or is a
    /// quotation (then with its closing mark).
    marks: Vec<(Marks, Option<&'static str>)>,
    /// The quotations that are open: whether double, and the mark that will close them.
    quotes: Vec<(bool, &'static str)>,
    /// How many of them are double.
    doubles: usize,
    /// What the mark at each place may do.
    sides: Vec<Side>,
    /// Where the last `'` is that may end a quotation; one after it can only be an apostrophe.
    last_single: usize,
}

impl Setter {
    fn run(&mut self, atoms: &[Atom], next: &[char]) {
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
                AtomKind::Char(c, rigour) if *rigour != Rigour::Fixed => {
                    at += self.char(*c, at, atoms, next);
                    continue;
                }
                AtomKind::Open(wrap) => {
                    self.out.push(atom.clone());
                    let lang = wrap.attr.lang().map(marks::of);
                    let is_quotation = wrap.kind == WrapKind::Span(SpanRole::Quotation);
                    let marks = lang.unwrap_or(self.current());
                    wraps.push(lang.is_some() || is_quotation);
                    if is_quotation {
                        let (open, close) = self.level(marks);
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
                _ => {
                    self.previous = seen(atom).unwrap_or(self.previous);
                    self.out.push(atom.clone());
                }
            }
            at += 1;
        }
    }

    /// The end of an element that is a quotation: what is open within it ends too.
    fn end_quotation(&mut self) {
        while let Some((double, _)) = self.quotes.pop() {
            self.doubles -= usize::from(double);
            if double {
                return;
            }
        }
    }

    fn current(&self) -> Marks {
        self.marks.last().expect("the paragraph's own marks stay").0
    }

    /// Outer marks, and inner ones within them.
    fn level(&self, marks: Marks) -> Pair {
        if self.quotes.len().is_multiple_of(2) { marks.double } else { marks.single }
    }

    /// Sets the character at `at`, and says how many atoms it took.
    fn char(&mut self, c: char, at: usize, atoms: &[Atom], next: &[char]) -> usize {
        let range = atoms[at].range();
        match c {
            '"' => self.double(at, range),
            '\'' => self.single(at, atoms, next[at]),
            '-' | '.' => return self.run_of(c, at, atoms),
            ';' | ':' | '!' | '?' => self.high(c, range, next[at]),
            '«' => {
                self.put(c, range);
                if self.current().spacing != Spacing::None
                    && next[at] == ' '
                    && self.thin_blank(at + 1, atoms)
                {
                    return 2;
                }
            }
            '»' => {
                if self.current().spacing != Spacing::None {
                    self.thin_last_blank();
                }
                self.put(c, range);
            }
            _ => self.put(c, range),
        }
        1
    }

    fn put(&mut self, c: char, range: Range<usize>) {
        self.out.push(Atom::new(AtomKind::Char(c, Rigour::Fixed), range));
        self.previous = c;
    }

    fn put_all(&mut self, text: &str, range: &Range<usize>) {
        text.chars().for_each(|c| self.put(c, range.clone()));
    }

    fn open(&mut self, open: &str, close: &'static str, double: bool, range: Range<usize>) {
        self.quotes.push((double, close));
        self.doubles += usize::from(double);
        self.put_all(open, &range);
        if open == "«" && self.current().spacing != Spacing::None {
            self.put(THIN, range);
        }
    }

    fn close(&mut self, close: &str, range: Range<usize>) {
        if close == "»" && self.current().spacing != Spacing::None && self.previous != THIN {
            self.put(THIN, range.clone());
        }
        self.put_all(close, &range);
    }

    fn double(&mut self, at: usize, range: Range<usize>) {
        let side = self.sides[at];
        let open = (self.doubles > 0).then(|| self.quotes.iter().rposition(|(double, _)| *double)).flatten();
        match open {
            Some(depth) if side != Side::Opens => {
                let close = self.quotes[depth].1;
                self.quotes.truncate(depth);
                self.doubles -= 1;
                self.close(close, range);
            }
            None if matches!(side, Side::Closes | Side::Within) => {
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

    fn single(&mut self, at: usize, atoms: &[Atom], next: char) {
        let (range, side) = (atoms[at].range(), self.sides[at]);
        let inside = self.quotes.last().is_some_and(|(double, _)| !*double);
        if inside && side.may_close() {
            let (_, close) = self.quotes.pop().expect("a quotation is open");
            return self.close(close, range);
        }
        let opens = matches!(side, Side::Opens | Side::Either);
        let clipped = || self.is_clipped(at, atoms, inside) && !self.pairs(at, atoms);
        if opens && at < self.last_single && !clipped() {
            let (open, close) = self.current().single;
            return self.open(open, close, false, range);
        }
        let is_prime = self.previous.is_ascii_digit() && !inside && !next.is_alphabetic();
        self.put(if is_prime { '\'' } else { '’' }, range);
    }

    /// Whether the `'` at `at` begins a clipped word or year: `'tis`, `'90s`. A word between two marks
    /// (`'em'`) is quoted, but for `'n'`.
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
            || (self.current().english
                && CLIPPED.contains(&word.as_str())
                && !(is_quoted && self.sides[end].may_close()))
    }

    /// Whether a `'` that begins what is not quoted yet has its fellow: one that closes behind a comma, a
    /// full stop or the like, or ends the text (`'Cause and effect,' he said`).
    fn pairs(&self, at: usize, atoms: &[Atom]) -> bool {
        if self.quotes.iter().any(|(double, _)| !*double) {
            return false;
        }
        let (mut singles, mut doubles) = (0, 0);
        let mut before = ' ';
        for (i, atom) in atoms.iter().enumerate().skip(at + 1).take(REACH) {
            let side = self.sides[i];
            match atom.char().filter(|_| is_mark(atom)) {
                Some('"') if side.may_close() && doubles > 0 => doubles -= 1,
                Some('"') if side == Side::Opens => doubles += 1,
                Some('"') if self.doubles > 0 => return false,
                Some('\'') if side == Side::Opens && !self.is_clipped(i, atoms, true) => singles += 1,
                Some('\'') if side.may_close() && ",.!?…;:—–-".contains(before) => {
                    if singles == 0 {
                        return doubles == 0;
                    }
                    singles -= 1;
                }
                _ => {}
            }
            before = seen(atom).unwrap_or(before);
        }
        false
    }

    /// Hyphens and points in a row.
    fn run_of(&mut self, c: char, at: usize, atoms: &[Atom]) -> usize {
        let same = |atom: &&Atom| matches!(atom.kind, AtomKind::Char(d, r) if d == c && r != Rigour::Fixed);
        let count = atoms[at..].iter().take_while(same).count();
        let range = atoms[at].start as usize..atoms[at + count - 1].end as usize;
        match (c, count) {
            ('-', 2) => self.put('–', range),
            ('-', 3) => self.put('—', range),
            ('.', 3..DRAWING) => {
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

    /// `;`, `:`, `!` and `?`, which French parts from the word before.
    fn high(&mut self, c: char, range: Range<usize>, next: char) {
        let spaced = match self.current().spacing {
            Spacing::None => false,
            Spacing::Colon => c == ':',
            Spacing::All => true,
        };
        let ends = closes_before(next);
        if spaced
            && ends
            && !self.thin_last_blank()
            && !(self.previous.is_whitespace() || "!?;:([«“".contains(self.previous))
        {
            self.put(THIN, range.start..range.start);
        }
        self.put(c, range);
    }

    /// Makes the blank just set a thin one; whether there was one.
    fn thin_last_blank(&mut self) -> bool {
        let is_blank = |atom: &&mut Atom| matches!(atom.kind, AtomKind::Char(' ' | '\u{A0}' | THIN, _));
        match self.out.last_mut().filter(is_blank) {
            Some(atom) => {
                atom.kind = AtomKind::Char(THIN, Rigour::Fixed);
                self.previous = THIN;
                true
            }
            None => false,
        }
    }

    /// Sets the blank at `at` as a thin one; whether there is one.
    fn thin_blank(&mut self, at: usize, atoms: &[Atom]) -> bool {
        let blank = atoms.get(at).filter(|atom| atom.char() == Some(' '));
        if let Some(atom) = blank {
            self.put(THIN, atom.range());
        }
        blank.is_some()
    }
}

#[cfg(test)]
mod tests;
