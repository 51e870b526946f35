//! Our own syntax in running text: bracketed spans, attributes, references, citations, inline notes.
//! Entry points: [`resolve`], [`trailing_attributes`].
//!
//! One walk from left to right with a stack of open brackets; the innermost closes first, so what
//! stands inside is settled when the outer one is.

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Wrap, WrapKind, closing, collapse_blanks, trim};
use super::attributes::{self, Written};
use super::characters::{clean, one_line};
use super::effects::Construct;
use super::notes::Notes;
use super::report::{Often, Report};
use super::roles::{self, SpanKind};
use super::{events, links, sizes, tree, typography};
use crate::book::{Attr, Block, BlockKind, Image, InlineKind, Key, Reference, SpanRole, Target};
use crate::diag::{Code, Diagnostic};
use crate::lang::LangTag;

/// What a reference may name, before the colon.
const PREFIXES: &[&str] = &["fig", "tbl", "sec", "eq", "lst", "ch"];
/// What a reference may name before a hyphen, as Quarto writes it.
const HYPHENATED: &[&str] = &["fig", "tbl", "sec", "eq", "lst"];
/// Atoms a citation may have; keeps deep brackets from being looked through again and again.
const CITATION: usize = 1000;
/// Atoms that may stand above or below the line in one piece.
const SCRIPT: usize = 100;
/// Characters of a bad brace group that a message points at.
const SHOWN: usize = 80;
/// Opening braces that are tried for attributes at the end of a heading.
const BRACES: usize = 8;

/// What the passes over a paragraph need.
pub(super) struct Context<'a> {
    pub(super) source: &'a str,
    /// The file's folder, for the paths in it.
    pub(super) folder: &'a str,
    /// The language of the paragraph.
    pub(super) lang: LangTag,
    /// Levels that wraps may still nest.
    pub(super) room: usize,
    pub(super) notes: &'a mut Notes,
    pub(super) report: &'a mut Report,
}

/// Takes attributes at the end of a heading, caption or formula off: `Title {#id .class}`, or those of
/// an empty span there, with which pandoc's filters name a caption: `Caption []{#id}`.
pub(super) fn trailing_attributes(atoms: &mut Vec<Atom>, source: &str) -> Option<(Written, Range<usize>)> {
    let last = atoms.last().filter(|atom| atom.free() == Some('}'))?.end as usize;
    let braces = atoms.iter().enumerate().rev().filter(|(_, atom)| atom.free() == Some('{'));
    for (i, brace) in braces.take(BRACES) {
        let i = if is_empty_span(&atoms[..i]) { i - 2 } else { i };
        let parted = i == 0 || atoms[i - 1].is_blank() || matches!(atoms[i - 1].kind, AtomKind::Piece(_));
        let start = brace.start as usize;
        let Some((written, end)) = attributes::parse(source, start).filter(|_| parted) else { continue };
        if end == last && is_balanced(&atoms[i..]) {
            atoms.truncate(i);
            trim(atoms);
            return Some((written, start..end));
        }
    }
    None
}

/// Whether atoms end in `[]`.
fn is_empty_span(atoms: &[Atom]) -> bool {
    matches!(atoms, [.., open, close] if open.free() == Some('[') && close.free() == Some(']'))
}

/// Resolves our syntax in a paragraph.
pub(super) fn resolve(atoms: Vec<Atom>, context: &mut Context<'_>) -> Vec<Atom> {
    if !atoms.iter().any(|atom| matches!(atom.free(), Some('[' | '@' | '{' | '^' | '~'))) {
        return atoms;
    }
    let mut walk = Walk { atoms, at: 0, out: Vec::new(), marks: Vec::new(), context };
    while walk.at < walk.atoms.len() {
        walk.step();
    }
    walk.out
}

/// Something open, and where it stands in the output.
enum Mark {
    Wrap(usize),
    Bracket { at: usize, note: bool },
}

struct Walk<'a, 'b> {
    atoms: Vec<Atom>,
    at: usize,
    out: Vec<Atom>,
    marks: Vec<Mark>,
    context: &'a mut Context<'b>,
}

impl Walk<'_, '_> {
    fn step(&mut self) {
        let i = self.at;
        match &self.atoms[i].kind {
            AtomKind::Open(_) => {
                self.marks.push(Mark::Wrap(self.out.len()));
                self.take();
            }
            AtomKind::Close => self.close(),
            AtomKind::Piece(piece) if matches!(piece.0, InlineKind::Code(_)) => {
                let end = self.atoms[i].end as usize;
                self.take();
                if let Some((written, range)) = self.attributes(end, false) {
                    let attr = written.settle(Construct::CodeSpan, self.context.report, range);
                    if let Some(AtomKind::Piece(piece)) = self.out.last_mut().map(|atom| &mut atom.kind) {
                        piece.1 = attr;
                    }
                }
            }
            AtomKind::NoteMark => {
                self.marks.push(Mark::Bracket { at: self.out.len(), note: true });
                self.take();
                self.take();
            }
            _ => match self.atoms[i].free() {
                Some('[') => {
                    self.marks.push(Mark::Bracket { at: self.out.len(), note: false });
                    self.take();
                }
                Some(']') => self.bracket(),
                Some('@') => self.reference(),
                Some(mark @ ('^' | '~')) => self.script(mark),
                _ => self.take(),
            },
        }
    }

    /// Moves the atom at hand to the output.
    fn take(&mut self) {
        if let Some(atom) = self.atoms.get_mut(self.at) {
            let spent = Atom::new(AtomKind::Soft, 0..0);
            self.out.push(std::mem::replace(atom, spent));
            self.at += 1;
        }
    }

    /// The end of a wrap; brackets inside it that never closed are text.
    fn close(&mut self) {
        let open = loop {
            match self.marks.pop() {
                Some(Mark::Wrap(open)) => break open,
                Some(Mark::Bracket { .. }) => {}
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

    /// Gives a link or a picture the attributes that stand at its end.
    fn attribute_wrap(&mut self, open: usize, end: usize) {
        let Some((mut written, range)) = self.attributes(end, false) else { return };
        let report = &mut *self.context.report;
        if let AtomKind::Open(wrap) = &mut self.out[open].kind {
            let mut at = Construct::Link;
            if let WrapKind::Image(image) = &mut wrap.kind {
                at = Construct::Picture;
                image.alt =
                    written.take(Key::Alt).or_else(|| written.take(Key::FigAlt)).or_else(|| image.alt.take());
                image.details =
                    written.take(Key::Details).map(Target::Unresolved).or_else(|| image.details.take());
                sizes::of_attributes(image, &mut written, report, &range);
            }
            // An element has one title.
            if let WrapKind::Link { title, .. } = &mut wrap.kind {
                *title = written.take(Key::Title).map(|own| one_line(&own)).or_else(|| title.take());
            }
            let before = wrap.attr.get().map(|attributes| attributes.pairs.clone());
            written.pairs.splice(..0, before.unwrap_or_default());
            wrap.attr = written.settle(at, report, range);
        }
    }

    /// The attributes that stand at `end`, directly after something; `expected` when nothing else can
    /// be meant by the brace.
    fn attributes(&mut self, end: usize, expected: bool) -> Option<(Written, Range<usize>)> {
        let brace = self.atoms.get(self.at)?;
        if brace.free() != Some('{') || brace.start as usize != end {
            return None;
        }
        let source = self.context.source;
        let found = attributes::parse(source, end).and_then(|(written, close)| {
            let length = self.atoms[self.at..].iter().position(|atom| atom.start as usize >= close);
            let next = length.map_or(self.atoms.len(), |length| self.at + length);
            is_balanced(&self.atoms[self.at..next]).then_some((written, close, next))
        });
        if let Some((written, close, next)) = found {
            self.at = next;
            return Some((written, end..close));
        }
        if expected || source[end + 1..].starts_with(['.', '#']) {
            let shown = source[end..].char_indices().take(SHOWN).find(|(_, c)| matches!(c, '}' | '\n'));
            let length = shown.map_or(1, |(i, c)| i + usize::from(c == '}'));
            let span = self.context.report.span(end..end + length);
            self.context.report.add(
                Diagnostic::new(Code::BadAttributes, span, "attributes that cannot be read").help(
                    "write them as `{#id .class key=\"value\"}`; a brace that is meant as one as `\\{`",
                ),
            );
        }
        None
    }

    /// A closing bracket.
    fn bracket(&mut self) {
        let Some(Mark::Bracket { at, note }) = self.marks.pop_if(|m| matches!(m, Mark::Bracket { .. }))
        else {
            return self.take();
        };
        let range = self.out[at].start as usize..self.atoms[self.at].end as usize;
        if note {
            self.at += 1;
            return self.inline_note(at, range);
        }
        self.take();
        if self.noted(at, range.end) {
            return;
        }
        if let Some((written, braces)) = self.attributes(range.end, true) {
            return self.span(at, written, braces);
        }
        if let Some(label) = undefined_call(&self.out[at + 1..self.out.len() - 1]) {
            return self.context.notes.undefined(label, range);
        }
        self.citation(at, range);
    }

    /// `![caption[^note]](file)` and `[text[^note]](address)`: the parser takes a call for a link, and a
    /// bracket that holds one for text.
    fn noted(&mut self, at: usize, end: usize) -> bool {
        // First what is cheap: brackets within brackets are looked through again for each.
        if !self.context.source[end..].starts_with('(')
            || !self.out[at..].iter().any(is_call)
            || !is_balanced(&self.out[at..])
        {
            return false;
        }
        let Some(found) = events::picture(&self.context.source[end..]) else { return false };
        let found_end = end + found.length;
        let length = self.atoms[self.at..].iter().position(|atom| atom.start as usize >= found_end);
        let next = length.map_or(self.atoms.len(), |length| self.at + length);
        // What began within the parentheses and goes on behind them would be lost.
        let inner = &self.atoms[self.at..next];
        if !is_balanced(inner) || inner.iter().any(|atom| atom.end as usize > found_end) {
            return false;
        }
        let Some(mark) = at.checked_sub(1).filter(|mark| self.out[*mark].free() == Some('!')) else {
            return self.noted_link(at, &found, next, found_end);
        };
        self.at = next;
        let path = links::file(&clean(&found.to), self.context.folder);
        let kind = WrapKind::Image(Image::new(path));
        self.out[mark] = Atom::open(kind, super::runs::titled(&found.title), self.out[mark].range());
        self.out.remove(at);
        let last = self.out.len() - 1;
        self.out[last] = Atom::new(AtomKind::Close, self.out[last].start as usize..found_end);
        self.attribute_wrap(mark, found_end);
        true
    }

    /// A link whose text calls notes: the calls go behind it, since a link in a link leads nowhere.
    fn noted_link(&mut self, at: usize, found: &events::Destination, next: usize, end: usize) -> bool {
        let Ok(to) = links::target(&clean(&found.to), self.context.folder) else { return false };
        self.at = next;
        let title = Some(one_line(&found.title)).filter(|title| !title.is_empty());
        let mut words = self.out.split_off(at + 1);
        let last = words.pop().map_or(end, |bracket| bracket.start as usize);
        let (calls, words): (Vec<Atom>, Vec<Atom>) = words.into_iter().partition(is_call);
        self.out[at] = Atom::open(WrapKind::Link { to, title, asks: true }, Attr::NONE, self.out[at].range());
        self.out.extend(words);
        self.out.push(Atom::new(AtomKind::Close, last..end));
        self.attribute_wrap(at, end);
        self.out.extend(calls);
        true
    }

    /// `^[text]`: the text becomes a note of its own.
    fn inline_note(&mut self, at: usize, range: Range<usize>) {
        let mut inner = self.out.split_off(at + 2);
        self.out.truncate(at);
        trim(&mut inner);
        let context = &mut *self.context;
        let mut inner = typography::smarten(inner, &context.lang);
        collapse_blanks(&mut inner);
        let text = tree::inlines(inner, context.room, context.report);
        let span = context.report.span(range.clone());
        let blocks = vec![Block::new(BlockKind::Paragraph(text), span)];
        let id = context.notes.inline(blocks, span);
        self.out.push(Atom::piece(InlineKind::Note(id), range));
    }

    /// `[text]{...}`: the brackets become the begin and the end of a wrap.
    fn span(&mut self, at: usize, mut written: Written, braces: Range<usize>) {
        let mut kinds = std::iter::from_fn(|| written.take_role(roles::span)).map(|kind| match kind {
            SpanKind::SmallCaps => WrapKind::SmallCaps,
            SpanKind::Role(role) => WrapKind::Span(role),
        });
        let kind = kinds.next().unwrap_or(WrapKind::Span(SpanRole::Plain));
        let others: Vec<WrapKind> = kinds.collect();
        let end = braces.end;
        let attr = written.settle(Construct::Span, self.context.report, braces);
        let opened = self.out[at].range();
        self.out[at] = Atom::open(kind, attr, opened.clone());
        let last = self.out.len() - 1;
        let closed = self.out[last].start as usize..end;
        self.out[last] = Atom::new(AtomKind::Close, closed.clone());
        for kind in others {
            self.out.insert(at + 1, Atom::open(kind, Attr::NONE, opened.clone()));
            self.out.push(Atom::new(AtomKind::Close, closed.clone()));
        }
    }

    /// `2^nd^`, `H~2~O`: the parser knows super- and subscript at the borders of words only, pandoc's
    /// users need them within. As in pandoc, no blank may stand inside.
    fn script(&mut self, mark: char) {
        let before = self.out.last().and_then(Atom::char);
        let rest = &self.atoms[self.at + 1..];
        let inside = |atom: &&Atom| !atom.is_blank() && !matches!(atom.free(), Some('^' | '~' | '[' | ']'));
        let length = rest.iter().take(SCRIPT).take_while(inside).count();
        let ends = rest.get(length).is_some_and(|atom| atom.free() == Some(mark));
        let doubled = rest.get(length + 1).is_some_and(|atom| atom.free() == Some(mark));
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

    /// `@fig:map` or `@fig-map`, unless it stands within a word or an address.
    fn reference(&mut self) {
        let before = self.out.last().and_then(Atom::char);
        let within = before.is_some_and(|c| c.is_alphanumeric() || "_./@\\".contains(c));
        let label: String = self.atoms[self.at + 1..]
            .iter()
            .map_while(Atom::free)
            .take_while(|c| c.is_alphanumeric() || "_-.:".contains(*c))
            .collect();
        let label = label.trim_end_matches(['.', ':', '-', '_']);
        let at = label.find([':', '-']).unwrap_or(label.len());
        let (prefix, name) = label.split_at(at);
        let prefix = prefix.to_ascii_lowercase();
        let prefixes = if name.starts_with('-') { HYPHENATED } else { PREFIXES };
        let known =
            (prefixes.contains(&prefix.as_str()) && name.len() > 1).then(|| format!("{prefix}{name}"));
        let Some(known) = known.filter(|_| !within) else { return self.take() };
        let last = self.at + label.chars().count();
        let range = self.atoms[self.at].start as usize..self.atoms[last].end as usize;
        self.at = last + 1;
        self.out.push(Atom::piece(InlineKind::Reference(Reference::Written(known)), range));
    }

    /// `[@fig:a; @fig:b]` are references, `[@key, p. 3]` is a citation; anything else stays.
    fn citation(&mut self, at: usize, range: Range<usize>) {
        let inner = &self.out[at + 1..self.out.len() - 1];
        if inner.len() > CITATION {
            return;
        }
        let is_reference = |atom: &Atom| matches!(&atom.kind, AtomKind::Piece(piece) if matches!(piece.0, InlineKind::Reference(_)));
        let between = |atom: &Atom| atom.is_blank() || atom.free() == Some(';');
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
        if !cites(inner) {
            return;
        }
        if let Some(raw) = raw(inner) {
            self.context.report.count(Often::Citation, range.clone());
            self.out.truncate(at);
            self.out.push(Atom::piece(InlineKind::Citation(format!("[{raw}]")), range));
        }
    }
}

/// The label in `[^label]`, when the parser left it as text: then no note is defined for it.
fn undefined_call(inner: &[Atom]) -> Option<String> {
    let (mark, label) = inner.split_first()?;
    if mark.free() != Some('^') || label.is_empty() {
        return None;
    }
    label.iter().map(|atom| atom.char().filter(|c| !c.is_whitespace())).collect()
}

/// Whether an `@key` stands among the atoms.
fn cites(inner: &[Atom]) -> bool {
    inner.windows(2).enumerate().any(|(i, pair)| {
        let free_before = i == 0 || inner[i - 1].is_blank() || matches!(inner[i - 1].free(), Some(';' | '-'));
        let key = pair[1].free().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '{');
        pair[0].free() == Some('@') && free_before && key
    })
}

/// The words of a citation as written; `None` when a note or a picture would be lost.
fn raw(inner: &[Atom]) -> Option<String> {
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
                InlineKind::Math { source, .. } => text.push_str(source),
                _ => return None,
            },
        }
    }
    Some(text)
}

/// Whether an atom calls a note.
fn is_call(atom: &Atom) -> bool {
    matches!(&atom.kind, AtomKind::Piece(piece) if matches!(piece.0, InlineKind::Note(_)))
}

fn is_balanced(atoms: &[Atom]) -> bool {
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

/// A picture in a paragraph: its wrap, its place and its caption.
pub(super) type Picture = (Wrap, Range<usize>, Vec<Atom>);

/// The pictures of a paragraph that holds nothing else.
pub(super) fn pictures(atoms: &[Atom]) -> Option<Vec<Picture>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(atom) = atoms.get(at) {
        match &atom.kind {
            AtomKind::Open(wrap) if matches!(wrap.kind, WrapKind::Image(_)) => {
                let end = closing(atoms, at)?;
                let range = atom.start as usize..atoms[end].end as usize;
                found.push((Wrap::clone(wrap), range, atoms[at + 1..end].to_vec()));
                at = end + 1;
            }
            _ if atom.is_blank() => at += 1,
            _ => return None,
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The attributes of a wrap, taken out.
pub(super) fn take_attr(wrap: &mut Wrap) -> Attr {
    std::mem::replace(&mut wrap.attr, Attr::NONE)
}
