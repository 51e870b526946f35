//! A paragraph before it becomes a tree of inlines: a flat list of characters, whole pieces, and starts
//! and ends of wraps.
//!
//! Every pass over a paragraph (spans and references, typography, finally the tree) walks this list
//! from left to right, so that no nesting in a manuscript makes the program recurse.

use std::ops::Range;

use crate::book::{Attr, Image, InlineKind, SpanRole, Target};

/// A character, a whole piece, or the start or end of a wrap.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// The first byte in the source.
    pub(super) start: u32,
    /// The byte after the last.
    pub(super) end: u32,
    /// The kind of atom.
    pub(super) kind: AtomKind,
}

/// The kinds of atom.
#[derive(Clone, Debug)]
pub(super) enum AtomKind {
    /// A character.
    Char(char, Interpretation),
    /// The `^` of an inline note.
    NoteMark,
    /// A line end that becomes a space.
    Soft,
    /// A line end that is kept.
    Hard,
    /// The start of a wrap, which reaches to the matching [`AtomKind::Close`].
    Open(Box<Wrap>),
    /// The end of the innermost open wrap.
    Close,
    /// A whole piece: code, a formula, a note call, a reference.
    Piece(Box<(InlineKind, Attr)>),
}

/// How later passes may interpret a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Interpretation {
    /// As our syntax, and as smart punctuation.
    Markup,
    /// As smart punctuation only: text of raw HTML.
    Typography,
    /// Not at all: it was escaped, or is part of an address.
    Literal,
}

/// A wrapper of other atoms, with its attributes.
#[derive(Clone, Debug)]
pub(super) struct Wrap {
    pub(super) kind: WrapKind,
    pub(super) attr: Attr,
}

/// The kinds of wrap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum WrapKind {
    Emphasis,
    Strong,
    Strikethrough,
    Superscript,
    Subscript,
    SmallCaps,
    Span(SpanRole),
    Code,
    Link {
        to: Target,
        title: Option<String>,
        /// Whether the link shows the name of its target if it has no text, since the author may have left
        /// the text out on purpose.
        shows_target: bool,
    },
    /// A picture; the wrapped atoms are its caption.
    Image(Image),
    Ruby,
    /// `<rt>`: the small text above a base.
    RubyText,
    /// No inline: the wrapped atoms take its place.
    Nothing,
}

impl WrapKind {
    /// Returns the same wrap, except that a link without text shows nothing.
    pub(super) fn without_target_name(mut self) -> Self {
        if let Self::Link { shows_target, .. } = &mut self {
            *shows_target = false;
        }
        self
    }
}

impl Atom {
    /// Makes an atom of a range of the source.
    pub(super) fn new(kind: AtomKind, range: Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(range.start), end: cut(range.end), kind }
    }

    /// Makes the start of a wrap.
    pub(super) fn open(kind: WrapKind, attr: Attr, range: Range<usize>) -> Self {
        Self::new(AtomKind::Open(Box::new(Wrap { kind, attr })), range)
    }

    /// Makes a whole piece without attributes.
    pub(super) fn piece(kind: InlineKind, range: Range<usize>) -> Self {
        Self::new(AtomKind::Piece(Box::new((kind, Attr::NONE))), range)
    }

    /// Returns the range of bytes in the source.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the character, or `None` for another kind of atom.
    pub(super) fn char(&self) -> Option<char> {
        match self.kind {
            AtomKind::Char(c, _) => Some(c),
            _ => None,
        }
    }

    /// Returns the character if our syntax may use it.
    pub(super) fn markup_char(&self) -> Option<char> {
        match self.kind {
            AtomKind::Char(c, Interpretation::Markup) => Some(c),
            _ => None,
        }
    }

    /// Returns whether the atom is a space, a tab or a line end.
    pub(super) fn is_space(&self) -> bool {
        match self.kind {
            AtomKind::Char(c, _) => c == ' ' || c == '\t' || c == '\n',
            AtomKind::Soft | AtomKind::Hard => true,
            _ => false,
        }
    }

    /// Returns whether the atom is a note call.
    pub(super) fn is_note_call(&self) -> bool {
        matches!(&self.kind, AtomKind::Piece(piece) if matches!(piece.0, InlineKind::Note(_)))
    }
}

/// Removes spaces and line ends at both ends.
pub(super) fn trim(atoms: &mut Vec<Atom>) {
    let keep = atoms.iter().rposition(|atom| !atom.is_space()).map_or(0, |last| last + 1);
    atoms.truncate(keep);
    let lead = atoms.iter().position(|atom| !atom.is_space()).unwrap_or(0);
    atoms.drain(..lead);
}

/// Reduces each sequence of spaces to its first one, even if wraps start or end between them, and
/// removes the spaces beside a line end that is kept.
pub(super) fn collapse_spaces(atoms: &mut Vec<Atom>) {
    let mut after_space = false;
    let mut dropped: Vec<bool> = Vec::with_capacity(atoms.len());
    // The index of the space before the current atom, as long as only wraps start or end between them.
    let mut last = None;
    for (i, atom) in atoms.iter().enumerate() {
        let (is_space, is_transparent) = match &atom.kind {
            AtomKind::Char(' ' | '\t' | '\n', _) => (true, false),
            AtomKind::Open(wrap) => {
                // A link without text shows the name of its target, which is not a space.
                let shows_target = matches!(wrap.kind, WrapKind::Link { shows_target: true, .. })
                    && matches!(atoms.get(i + 1).map(|next| &next.kind), Some(AtomKind::Close));
                (false, !shows_target && !matches!(wrap.kind, WrapKind::Image(_)))
            }
            AtomKind::Close => (false, true),
            _ => (false, false),
        };
        let is_break = matches!(atom.kind, AtomKind::Hard);
        if let Some(place) = last.filter(|_| is_break) {
            dropped[place] = true;
        }
        dropped.push(is_space && after_space);
        if is_space {
            last = Some(i).filter(|_| !after_space).or(last);
        } else if !is_transparent {
            last = None;
        }
        after_space = is_space || is_break || (is_transparent && after_space);
    }
    let mut dropped = dropped.iter();
    atoms.retain(|_| !dropped.next().expect("one for each atom"));
}

/// Removes the spaces after marks of the index that begin a paragraph, and before those that end it.
pub(super) fn trim_beside_marks(atoms: &mut Vec<Atom>) {
    let is_mark = |pair: &[Atom]| {
        let [first, second] = pair else { return false };
        let AtomKind::Open(wrap) = &first.kind else { return false };
        wrap.kind == WrapKind::Span(SpanRole::Index) && matches!(second.kind, AtomKind::Close)
    };
    let leading = 2 * atoms.chunks(2).take_while(|pair| is_mark(pair)).count();
    if leading > 0 {
        let spaces = atoms[leading..].iter().take_while(|atom| atom.is_space()).count();
        atoms.drain(leading..leading + spaces);
    }
    let trailing = 2 * atoms.rchunks(2).take_while(|pair| is_mark(pair)).count();
    if trailing > 0 && trailing < atoms.len() {
        let end = atoms.len() - trailing;
        let spaces = atoms[..end].iter().rev().take_while(|atom| atom.is_space()).count();
        atoms.drain(end - spaces..end);
    }
}

/// Returns the index of the atom that closes the wrap opened at `open`.
pub(super) fn closing(atoms: &[Atom], open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (i, atom) in atoms.iter().enumerate().skip(open) {
        match atom.kind {
            AtomKind::Open(_) => depth += 1,
            AtomKind::Close => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}

/// Returns whether every wrap that opens in these atoms closes in them, and the other way round.
pub(super) fn is_balanced(atoms: &[Atom]) -> bool {
    let mut depth = 0usize;
    for atom in atoms {
        match atom.kind {
            AtomKind::Open(_) => depth += 1,
            AtomKind::Close if depth == 0 => return false,
            AtomKind::Close => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}
