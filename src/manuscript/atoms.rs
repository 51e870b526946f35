//! A paragraph before it becomes a tree: one flat list of characters, pieces and brackets.
//!
//! Every pass over a paragraph (spans and references, typography, the tree at last) walks this list
//! from left to right, so no nesting of the author's can make the program recurse.

use std::ops::Range;

use crate::book::{Attr, Image, InlineKind, SpanRole, Target};

/// A character, a piece, or the begin or end of something that wraps others.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    /// The first byte in the source.
    pub(super) start: u32,
    /// The byte after the last.
    pub(super) end: u32,
    /// What it is.
    pub(super) kind: AtomKind,
}

/// The kinds of atom.
#[derive(Clone, Debug)]
pub(super) enum AtomKind {
    /// A character.
    Char(char, Rigour),
    /// The `^` of an inline note.
    NoteMark,
    /// A line end that is a blank.
    Soft,
    /// A line end that stays.
    Hard,
    /// What follows, up to the matching [`AtomKind::Close`], is wrapped.
    Open(Box<Wrap>),
    /// The end of the innermost open wrap.
    Close,
    /// Something whole: code, a formula, a call, a reference.
    Piece(Box<(InlineKind, Attr)>),
}

/// What may still be made of a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rigour {
    /// Our syntax and smart punctuation.
    Free,
    /// Smart punctuation only: text of raw HTML.
    Text,
    /// Nothing: it was escaped, or belongs to an address.
    Fixed,
}

/// Something that wraps others, and its attributes.
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
        /// Written without words by the author, so that what it leads to is shown.
        asks: bool,
    },
    /// What it wraps is the caption.
    Image(Image),
    Ruby,
    /// `<rt>`: the small text.
    RubyText,
    /// Nothing: what it wraps stands in its place.
    Nothing,
}

impl WrapKind {
    /// The same; a link without words shows nothing.
    pub(super) fn without_asking(mut self) -> Self {
        if let Self::Link { asks, .. } = &mut self {
            *asks = false;
        }
        self
    }
}

impl Atom {
    /// An atom at a place.
    pub(super) fn new(kind: AtomKind, range: Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(range.start), end: cut(range.end), kind }
    }

    /// The begin of a wrap.
    pub(super) fn open(kind: WrapKind, attr: Attr, range: Range<usize>) -> Self {
        Self::new(AtomKind::Open(Box::new(Wrap { kind, attr })), range)
    }

    /// Something whole.
    pub(super) fn piece(kind: InlineKind, range: Range<usize>) -> Self {
        Self::new(AtomKind::Piece(Box::new((kind, Attr::NONE))), range)
    }

    /// The bytes in the source.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The character, when it is one.
    pub(super) fn char(&self) -> Option<char> {
        match self.kind {
            AtomKind::Char(c, _) => Some(c),
            _ => None,
        }
    }

    /// The character, when our syntax may use it.
    pub(super) fn free(&self) -> Option<char> {
        match self.kind {
            AtomKind::Char(c, Rigour::Free) => Some(c),
            _ => None,
        }
    }

    /// Whether it is a blank or a line end.
    pub(super) fn is_blank(&self) -> bool {
        match self.kind {
            AtomKind::Char(c, _) => c == ' ' || c == '\t' || c == '\n',
            AtomKind::Soft | AtomKind::Hard => true,
            _ => false,
        }
    }
}

/// Takes the blanks and line ends at both ends away.
pub(super) fn trim(atoms: &mut Vec<Atom>) {
    let keep = atoms.iter().rposition(|atom| !atom.is_blank()).map_or(0, |last| last + 1);
    atoms.truncate(keep);
    let lead = atoms.iter().position(|atom| !atom.is_blank()).unwrap_or(0);
    atoms.drain(..lead);
}

/// Makes one of several blanks in a row, whatever opens or closes between them, and takes those beside
/// a line end away.
pub(super) fn collapse_blanks(atoms: &mut Vec<Atom>) {
    let mut after_blank = false;
    let mut blanks: Vec<bool> = Vec::with_capacity(atoms.len());
    // The blank before what is being looked at, by its place.
    let mut last = None;
    for (i, atom) in atoms.iter().enumerate() {
        let (is_blank, passes) = match &atom.kind {
            AtomKind::Char(' ' | '\t' | '\n', _) => (true, false),
            AtomKind::Open(wrap) => {
                // A link without words shows those of its target.
                let is_bare = matches!(wrap.kind, WrapKind::Link { asks: true, .. })
                    && matches!(atoms.get(i + 1).map(|next| &next.kind), Some(AtomKind::Close));
                (false, !is_bare && !matches!(wrap.kind, WrapKind::Image(_)))
            }
            AtomKind::Close => (false, true),
            _ => (false, false),
        };
        let is_break = matches!(atom.kind, AtomKind::Hard);
        if let Some(place) = last.filter(|_| is_break) {
            blanks[place] = true;
        }
        blanks.push(is_blank && after_blank);
        if is_blank {
            last = Some(i).filter(|_| !after_blank).or(last);
        } else if !passes {
            last = None;
        }
        after_blank = is_blank || is_break || (passes && after_blank);
    }
    let mut dropped = blanks.iter();
    atoms.retain(|_| !dropped.next().expect("one for each atom"));
}

/// The index of the atom that closes the wrap opened at `open`.
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
