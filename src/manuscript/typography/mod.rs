//! Smart punctuation by language: quotes, apostrophes, dashes, ellipses, French spaces.
//! Entry points: [`smarten`], [`smart`].
//!
//! It works on a whole paragraph at once, since a quotation may begin in plain text and end in italic
//! (`"*Really?*"`); a span with a language has the quotation marks of that language. Escaped characters,
//! code, formulas, addresses and marks that are curly already stay as they are.

mod apostrophes;
mod dashes;
mod neighbours;
mod pass;
mod sides;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::atoms::{Atom, AtomKind, Interpretation, WrapKind};
use crate::book::SpanRole;
use crate::lang::LangTag;
use neighbours::{following_chars, visible_char};
use pass::PunctuationPass;

/// Makes the punctuation of a paragraph in a language typographic.
pub(super) fn smarten(mut atoms: Vec<Atom>, lang: &LangTag) -> Vec<Atom> {
    join_lines(&mut atoms);
    let is_plain = |atom: &Atom| match &atom.kind {
        AtomKind::Char(c, interpretation) => {
            let is_mark = matches!(c, '"' | '\'' | '-' | '.' | ';' | ':' | '!' | '?' | '«' | '»');
            *interpretation == Interpretation::Literal || !is_mark
        }
        AtomKind::Open(wrap) => wrap.kind != WrapKind::Span(SpanRole::Quotation),
        AtomKind::NoteMark | AtomKind::Soft | AtomKind::Hard | AtomKind::Close | AtomKind::Piece(_) => true,
    };
    if atoms.iter().all(is_plain) {
        return atoms;
    }
    fix_addresses(&mut atoms);
    PunctuationPass::new(&atoms, lang).run(&atoms)
}

/// Makes the punctuation of a text without Markdown typographic.
pub(super) fn smart(text: &str, lang: &LangTag) -> String {
    let atom = |c| Atom { start: 0, end: 0, kind: AtomKind::Char(c, Interpretation::Typography) };
    let atoms = smarten(text.chars().map(atom).collect(), lang);
    atoms.iter().filter_map(Atom::char).collect()
}

/// Replaces a soft line end with a space, or with nothing between two ideographs or kana.
fn join_lines(atoms: &mut Vec<Atom>) {
    if !atoms.iter().any(|atom| matches!(atom.kind, AtomKind::Soft)) {
        return;
    }
    let next = following_chars(atoms);
    let mut previous = ' ';
    let mut dropped = BTreeSet::new();
    for (i, atom) in atoms.iter_mut().enumerate() {
        if matches!(atom.kind, AtomKind::Soft) {
            if is_set_without_spaces(previous) && is_set_without_spaces(next[i]) {
                dropped.insert(i);
            } else {
                atom.kind = AtomKind::Char(' ', Interpretation::Markup);
            }
        }
        previous = visible_char(atom).unwrap_or(previous);
    }
    if !dropped.is_empty() {
        let mut i = 0;
        atoms.retain(|_| {
            i += 1;
            !dropped.contains(&(i - 1))
        });
    }
}

/// Returns whether a character is an ideograph, a kana or their punctuation, which are written without
/// spaces. Hangul is written with spaces.
fn is_set_without_spaces(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FDF | 0x3001..=0x30FF | 0x31C0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFF01..=0xFF65 | 0x20000..=0x3FFFF)
}

/// Marks words with `://` or `www.` as literal.
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
                if let AtomKind::Char(_, interpretation) = &mut atom.kind {
                    *interpretation = Interpretation::Literal;
                }
            }
        }
        from = to + 1;
    }
}
