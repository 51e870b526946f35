//! References (`@fig:map`) and citations (`[@key, p. 3]`).

use std::ops::Range;

use super::SpanResolver;
use crate::book::{Attr, InlineKind, Reference, ReferenceForm, SpanRole, StatementKind};
use crate::manuscript::atoms::{Atom, AtomKind, WrapKind};
use crate::manuscript::report::Frequent;

/// The prefixes of references before a colon.
const PREFIXES: &[&str] = &["fig", "tbl", "tab", "sec", "eq", "lst", "ch", "chap", "part", "app"];
/// The prefixes of references before a hyphen, as Quarto writes them.
const HYPHENATED: &[&str] = &["fig", "tbl", "sec", "eq", "lst"];

/// Returns whether a reference may begin with a prefix; `is_hyphen` states whether a hyphen follows it.
fn is_prefix(prefix: &str, is_hyphen: bool) -> bool {
    let known = if is_hyphen { HYPHENATED } else { PREFIXES };
    known.contains(&prefix) || StatementKind::NAMES.iter().any(|(_, known, _)| *known == prefix)
}
/// The maximum number of atoms in a citation, so that nested brackets are not searched again and again.
const MAX_CITATION_ATOMS: usize = 1000;

impl SpanResolver<'_, '_> {
    /// Reads `@fig:map` or `@fig-map`, unless it is within a word or an address, with the minus sign before it and the
    /// `[p]` behind it.
    pub(super) fn reference(&mut self) {
        let has_minus = self.has_minus();
        let before = self.out.iter().rev().nth(usize::from(has_minus)).and_then(Atom::char);
        let is_within = before.is_some_and(|c| c.is_alphanumeric() || "_./@\\".contains(c));
        let label: String = self.atoms[self.at + 1..]
            .iter()
            .map_while(Atom::markup_char)
            .take_while(|c| c.is_alphanumeric() || "_-.:".contains(*c))
            .collect();
        let label = label.trim_end_matches(['.', ':', '-', '_']);
        let at = label.find([':', '-']).unwrap_or(label.len());
        let (prefix, name) = label.split_at(at);
        let prefix = prefix.to_ascii_lowercase();
        let is_own = |prefix: &str| self.context.blocks.iter().any(|block| block.class == prefix);
        let known = ((is_prefix(&prefix, name.starts_with('-')) || is_own(&prefix)) && name.len() > 1)
            .then(|| format!("{prefix}{name}"));
        let Some(known) = known.filter(|_| !is_within) else { return self.take() };
        let last = self.at + label.chars().count();
        let mut range = self.atoms[self.at].start as usize..self.atoms[last].end as usize;
        let mut form = ReferenceForm::Label;
        if has_minus {
            range.start = self.out.pop().map_or(range.start, |minus| minus.start as usize);
            form = ReferenceForm::Number;
        }
        self.at = last + 1;
        let piece =
            |label, form, range| Atom::piece(InlineKind::Reference(Reference::Written(label, form)), range);
        self.out.push(piece(known.clone(), form, range));
        if let Some(next) = self.behind_page_mark() {
            let range = self.atoms[self.at].start as usize..self.atoms[next - 1].end as usize;
            self.at = next;
            self.out.push(piece(known, ReferenceForm::Page, range));
        }
    }

    /// Returns whether a minus sign that is not part of a word is directly before the current atom.
    fn has_minus(&self) -> bool {
        let mut before = self.out.iter().rev();
        let is_minus = before.next().is_some_and(|atom| atom.markup_char() == Some('-'));
        let edge = before.next();
        let is_edge = |atom: &Atom| atom.is_space() || atom.char().is_some_and(|c| "([;–—".contains(c));
        is_minus && edge.is_none_or(is_edge)
    }

    /// Returns the index of the atom behind the `[p]` that follows a reference. Returns `None` if none follows.
    fn behind_page_mark(&self) -> Option<usize> {
        let mark = |at: usize| self.atoms.get(at).and_then(Atom::markup_char);
        let start = self.at + usize::from(self.atoms.get(self.at).is_some_and(Atom::is_space));
        let is_open = mark(start) == Some('[') && mark(start + 1) == Some('p');
        let close = start + 2 + usize::from(mark(start + 2) == Some('.'));
        let is_link = mark(close + 1).is_some_and(|c| "([{:".contains(c));
        (is_open && mark(close) == Some(']') && !is_link).then_some(close + 1)
    }

    /// Makes references of `[@fig:a; @fig:b]` and a citation of `[@key, p. 3]`; leaves anything else
    /// alone.
    pub(super) fn citation(&mut self, at: usize, range: Range<usize>) {
        let inner = &self.out[at + 1..self.out.len() - 1];
        if inner.len() > MAX_CITATION_ATOMS {
            return;
        }
        let is_reference = |atom: &Atom| matches!(&atom.kind, AtomKind::Piece(piece) if matches!(piece.0, InlineKind::Reference(_)));
        let between = |atom: &Atom| atom.is_space() || atom.markup_char() == Some(';');
        if inner.iter().any(is_reference) && inner.iter().all(|atom| is_reference(atom) || between(atom)) {
            let close = self.out.pop().map_or(range.end..range.end, |atom| atom.range());
            let is_page = |atom: &Atom| {
                matches!(&atom.kind, AtomKind::Piece(piece)
                    if matches!(piece.0, InlineKind::Reference(Reference::Written(_, ReferenceForm::Page))))
            };
            let mut inner = self.out.split_off(at + 1);
            inner.retain(is_reference);
            let is_group = inner.iter().filter(|atom| !is_page(atom)).count() > 1;
            let open = self.out.pop().map_or(range.start..range.start, |atom| atom.range());
            if is_group {
                self.out.push(Atom::open(WrapKind::Span(SpanRole::References), Attr::NONE, open));
            }
            self.out.extend(inner);
            if is_group {
                self.out.push(Atom::new(AtomKind::Close, close));
            }
            return;
        }
        if !has_citation_key(inner) {
            return;
        }
        if let Some(raw) = citation_source(inner) {
            self.context.report.count(Frequent::Citation, range.clone());
            self.out.truncate(at);
            self.out.push(Atom::piece(InlineKind::Citation(format!("[{raw}]")), range));
        }
    }
}

/// Returns whether there is an `@key` among the atoms.
fn has_citation_key(inner: &[Atom]) -> bool {
    inner.windows(2).enumerate().any(|(i, pair)| {
        let is_apart =
            i == 0 || inner[i - 1].is_space() || matches!(inner[i - 1].markup_char(), Some(';' | '-'));
        let key = pair[1].markup_char().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '{');
        pair[0].markup_char() == Some('@') && is_apart && key
    })
}

/// Returns the text of a citation as written, or `None` if a note or a picture would be lost.
fn citation_source(inner: &[Atom]) -> Option<String> {
    let mut text = String::new();
    for atom in inner {
        match &atom.kind {
            AtomKind::Char(c, _) => text.push(*c),
            AtomKind::NoteMark => text.push('^'),
            AtomKind::Soft | AtomKind::Hard => text.push(' '),
            AtomKind::Open(wrap) if matches!(wrap.kind, WrapKind::Image(_)) => return None,
            AtomKind::Open(_) | AtomKind::Close => {}
            AtomKind::Piece(piece) => match &piece.0 {
                InlineKind::Code(code) => text.push_str(code),
                InlineKind::Reference(reference) => {
                    text.push('@');
                    text.push_str(&reference.name());
                }
                InlineKind::Math(formula) => text.push_str(&formula.source),
                InlineKind::Note(_)
                | InlineKind::Citation(_)
                | InlineKind::Text(_)
                | InlineKind::Break
                | InlineKind::Image(_)
                | InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Superscript(_)
                | InlineKind::Subscript(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Span(..)
                | InlineKind::Link { .. }
                | InlineKind::Ruby(_) => return None,
            },
        }
    }
    Some(text)
}
