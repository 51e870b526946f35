//! References (`@fig:map`) and citations (`[@key, p. 3]`).

use std::ops::Range;

use super::SpanResolver;
use crate::book::{InlineKind, Reference};
use crate::manuscript::atoms::{Atom, AtomKind, WrapKind};
use crate::manuscript::report::Frequent;

/// The prefixes of references before a colon.
const PREFIXES: &[&str] = &["fig", "tbl", "tab", "sec", "eq", "lst", "ch", "chap", "part", "app"];
/// The prefixes of references before a hyphen, as Quarto writes them.
const HYPHENATED: &[&str] = &["fig", "tbl", "sec", "eq", "lst"];
/// The maximum number of atoms in a citation, so that nested brackets are not searched again and again.
const MAX_CITATION_ATOMS: usize = 1000;

impl SpanResolver<'_, '_> {
    /// Reads `@fig:map` or `@fig-map`, unless it is within a word or an address.
    pub(super) fn reference(&mut self) {
        let before = self.out.last().and_then(Atom::char);
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
        let prefixes = if name.starts_with('-') { HYPHENATED } else { PREFIXES };
        let known =
            (prefixes.contains(&prefix.as_str()) && name.len() > 1).then(|| format!("{prefix}{name}"));
        let Some(known) = known.filter(|_| !is_within) else { return self.take() };
        let last = self.at + label.chars().count();
        let range = self.atoms[self.at].start as usize..self.atoms[last].end as usize;
        self.at = last + 1;
        self.out.push(Atom::piece(InlineKind::Reference(Reference::Written(known)), range));
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
            self.out.pop();
            self.out.remove(at);
            for atom in &mut self.out[at..] {
                if let AtomKind::Char(c @ ';', _) = &mut atom.kind {
                    *c = ',';
                }
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
