//! The crate's own syntax in running text: bracketed spans, attributes, references, citations, inline
//! notes. Entry points: [`resolve`], [`trailing_attributes`].
//!
//! The pass walks once from left to right, with a stack of open brackets. The innermost bracket closes
//! first, so that its content is resolved when the outer one closes.

mod attributes;
mod brackets;
mod calls;
mod references;

use super::atoms::{Atom, AtomKind, Wrap, WrapKind, is_balanced};
use super::construct::Construct;
use super::notes::Notes;
use super::reader::ReadInlineText;
use super::report::Report;
use crate::book::{Attr, InlineKind};
use crate::lang::LangTag;
use crate::project::blocks::OwnBlock;

pub(super) use attributes::trailing_attributes;

/// The maximum number of atoms in a superscript or subscript.
const MAX_SCRIPT_ATOMS: usize = 100;

/// The context of the passes over a paragraph.
pub(super) struct InlineContext<'a> {
    pub(super) source: &'a str,
    /// The file's folder, for the paths in it.
    pub(super) folder: &'a str,
    /// The schemes of addresses that links may have, besides those of every book.
    pub(super) schemes: &'a [String],
    /// The language of the paragraph.
    pub(super) lang: LangTag,
    /// How many levels of wraps may still nest.
    pub(super) room: usize,
    /// The author's own kinds of numbered blocks, whose names are prefixes of references.
    pub(super) blocks: &'a [OwnBlock],
    pub(super) read_inline_text: ReadInlineText,
    pub(super) notes: &'a mut Notes,
    pub(super) report: &'a mut Report,
}

/// Resolves our syntax in a paragraph.
pub(super) fn resolve(atoms: Vec<Atom>, context: &mut InlineContext<'_>) -> Vec<Atom> {
    if !atoms.iter().any(|atom| matches!(atom.markup_char(), Some('[' | '@' | '{' | '^' | '~'))) {
        return atoms;
    }
    let mut resolver = SpanResolver { atoms, at: 0, out: Vec::new(), marks: Vec::new(), context };
    while resolver.at < resolver.atoms.len() {
        resolver.step();
    }
    resolver.out
}

/// A wrap or bracket that is open, by its index in the output.
enum OpenMark {
    Wrap(usize),
    Bracket { at: usize, is_note: bool },
}

/// The walk over a paragraph.
struct SpanResolver<'a, 'b> {
    atoms: Vec<Atom>,
    /// The index of the current atom.
    at: usize,
    out: Vec<Atom>,
    marks: Vec<OpenMark>,
    context: &'a mut InlineContext<'b>,
}

impl SpanResolver<'_, '_> {
    fn step(&mut self) {
        let i = self.at;
        match &self.atoms[i].kind {
            AtomKind::Open(_) => {
                self.marks.push(OpenMark::Wrap(self.out.len()));
                self.take();
            }
            AtomKind::Close => self.close(),
            AtomKind::Piece(piece) if matches!(piece.0, InlineKind::Code(_)) => {
                let end = self.atoms[i].end as usize;
                self.take();
                if let Some((parsed, range)) = self.attributes(end, false) {
                    let attr = parsed.into_attr(Construct::CodeSpan, self.context.report, range);
                    if let Some(AtomKind::Piece(piece)) = self.out.last_mut().map(|atom| &mut atom.kind) {
                        piece.1 = attr;
                    }
                }
            }
            AtomKind::Piece(piece) if matches!(&piece.0, InlineKind::Math(formula) if formula.is_display) => {
                self.display_formula();
            }
            AtomKind::NoteMark => {
                self.marks.push(OpenMark::Bracket { at: self.out.len(), is_note: true });
                self.take();
                self.take();
            }
            _ => match self.atoms[i].markup_char() {
                Some('[') => {
                    self.marks.push(OpenMark::Bracket { at: self.out.len(), is_note: false });
                    self.take();
                }
                Some(']') => self.bracket(),
                Some('@') => self.reference(),
                Some(mark @ ('^' | '~')) => self.script(mark),
                _ => self.take(),
            },
        }
    }

    /// Moves the current atom to the output.
    fn take(&mut self) {
        if let Some(atom) = self.atoms.get_mut(self.at) {
            let spent = Atom::new(AtomKind::Soft, 0..0);
            self.out.push(std::mem::replace(atom, spent));
            self.at += 1;
        }
    }

    /// Closes a wrap; brackets inside it that were not closed are text.
    fn close(&mut self) {
        let open = loop {
            match self.marks.pop() {
                Some(OpenMark::Wrap(open)) => break open,
                Some(OpenMark::Bracket { .. }) => {}
                None => return self.take(),
            }
        };
        let end = self.atoms[self.at].end as usize;
        self.take();
        let is_link = |wrap: &Wrap| matches!(wrap.kind, WrapKind::Link { .. } | WrapKind::Image(_));
        if matches!(&self.out[open].kind, AtomKind::Open(wrap) if is_link(wrap)) {
            self.attribute_wrap(open, end);
        }
    }

    /// Reads `2^nd^` or `H~2~O`, since the parser recognises superscript and subscript only at word
    /// boundaries. As in pandoc, they may not contain spaces.
    fn script(&mut self, mark: char) {
        let before = self.out.last().and_then(Atom::char);
        let rest = &self.atoms[self.at + 1..];
        let inside =
            |atom: &&Atom| !atom.is_space() && !matches!(atom.markup_char(), Some('^' | '~' | '[' | ']'));
        let length = rest.iter().take(MAX_SCRIPT_ATOMS).take_while(inside).count();
        let ends = rest.get(length).is_some_and(|atom| atom.markup_char() == Some(mark));
        let doubled = rest.get(length + 1).is_some_and(|atom| atom.markup_char() == Some(mark));
        if length == 0
            || !ends
            || doubled
            || before == Some(mark)
            || before == Some('[')
            || !is_balanced(&rest[..length])
        {
            return self.take();
        }
        let kind = if mark == '^' { WrapKind::Superscript } else { WrapKind::Subscript };
        let end = self.at + 1 + length;
        self.atoms[self.at] = Atom::open(kind, Attr::NONE, self.atoms[self.at].range());
        self.atoms[end] = Atom::new(AtomKind::Close, self.atoms[end].range());
    }
}
