//! Attributes in braces after a link, picture, span or code, and at the end of a paragraph.

use std::ops::Range;

use super::SpanResolver;
use crate::book::{Attr, InlineKind, Key, Target};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::atoms::{Atom, AtomKind, WrapKind, is_balanced, trim};
use crate::manuscript::attributes::ParsedAttributes;
use crate::manuscript::braces;
use crate::manuscript::characters::one_line;
use crate::manuscript::construct::Construct;
use crate::manuscript::reader::read_value;
use crate::manuscript::{formulas, sizes};

/// The maximum length in characters of a malformed brace group that a message points at.
const MAX_SHOWN_CHARS: usize = 80;
/// The maximum number of opening braces that are tried for attributes at the end of a paragraph.
const MAX_BRACE_ATTEMPTS: usize = 8;

/// Removes the attributes at the end of a heading, caption or formula: `Title {#id .class}`, or those
/// of an empty span there, which pandoc's filters use for captions: `Caption []{#id}`. Returns them
/// with their range.
pub(in crate::manuscript) fn trailing_attributes(
    atoms: &mut Vec<Atom>,
    source: &str,
) -> Option<(ParsedAttributes, Range<usize>)> {
    let last = atoms.last().filter(|atom| atom.markup_char() == Some('}'))?.end as usize;
    let braces = atoms.iter().enumerate().rev().filter(|(_, atom)| atom.markup_char() == Some('{'));
    for (at, brace) in braces.take(MAX_BRACE_ATTEMPTS) {
        let i = if is_empty_span(&atoms[..at]) { at - 2 } else { at };
        let is_apart = i == 0 || atoms[i - 1].is_space() || matches!(atoms[i - 1].kind, AtomKind::Piece(_));
        let start = brace.start as usize;
        let Some((parsed, end)) = braces::parse(source, start).filter(|_| is_apart) else { continue };
        // A mark of the index at the end of a heading is not the heading's own.
        let is_mark = parsed.classes.iter().any(|class| class == "index") && is_empty_span(&atoms[..at]);
        if is_mark {
            return None;
        }
        if end == last && is_balanced(&atoms[i..]) {
            atoms.truncate(i);
            trim(atoms);
            return Some((parsed, start..end));
        }
    }
    None
}

/// Returns whether atoms end in `[]`.
fn is_empty_span(atoms: &[Atom]) -> bool {
    matches!(atoms, [.., open, close] if open.markup_char() == Some('[') && close.markup_char() == Some(']'))
}

impl SpanResolver<'_, '_> {
    /// Applies the attributes after a link or a picture to it.
    pub(super) fn attribute_wrap(&mut self, open: usize, end: usize) {
        let Some((mut parsed, range)) = self.attributes(end, false) else { return };
        let report = &mut *self.context.report;
        if let AtomKind::Open(wrap) = &mut self.out[open].kind {
            let mut at = Construct::Link;
            if let WrapKind::Image(image) = &mut wrap.kind {
                at = Construct::Picture;
                image.alt =
                    parsed.take(Key::Alt).or_else(|| parsed.take(Key::FigAlt)).or_else(|| image.alt.take());
                image.details =
                    parsed.take(Key::Details).map(Target::Unresolved).or_else(|| image.details.take());
                sizes::of_attributes(image, &mut parsed, report, &range);
            }
            // A link has only one title: its own attribute, or else that of Markdown.
            if let WrapKind::Link { title, .. } = &mut wrap.kind {
                *title = parsed.take(Key::Title).map(|own| one_line(&own)).or_else(|| title.take());
            }
            let before = wrap.attr.get().map(|attributes| attributes.pairs.clone());
            parsed.pairs.splice(..0, before.unwrap_or_default());
            wrap.attr = parsed.into_attr(at, report, range);
        }
    }

    /// Takes a formula on separate lines within a paragraph, with the attributes behind it: `$$…$$ {#eq:x}`.
    pub(super) fn display_formula(&mut self) {
        let range = self.atoms[self.at].range();
        self.take();
        let mark = |atom: Option<&Atom>| atom.and_then(Atom::markup_char);
        let is_named = self.atoms.get(self.at).is_some_and(Atom::is_space)
            && mark(self.atoms.get(self.at + 1)) == Some('{')
            && mark(self.atoms.get(self.at + 2)) == Some('#');
        let end = if is_named { self.atoms[self.at].end as usize } else { range.end };
        self.at += usize::from(is_named);
        let found = self.attributes(end, false);
        if found.is_none() && is_named {
            self.at -= 1;
        }
        let (read, lang, source) = (self.context.read_inline_text, &self.context.lang, self.context.source);
        let report = &mut *self.context.report;
        let mut attr = Attr::NONE;
        if let Some((parsed, braces)) = found {
            attr = parsed.into_attr(Construct::Formula, report, braces.clone());
            formulas::entitle(&mut attr, |title| read_value(read, title, lang, source, report, &braces));
        }
        let Some(AtomKind::Piece(piece)) = self.out.last_mut().map(|atom| &mut atom.kind) else { return };
        let InlineKind::Math(formula) = &mut piece.0 else { return };
        formulas::name(formula, &mut attr, &piece.1, report.span(range), report);
        piece.1 = attr;
    }

    /// Reads the attributes directly after a construct that ends at `end` in the source. With
    /// `is_expected` the brace can mean nothing else, and a malformed group is reported.
    pub(super) fn attributes(
        &mut self,
        end: usize,
        is_expected: bool,
    ) -> Option<(ParsedAttributes, Range<usize>)> {
        let brace = self.atoms.get(self.at)?;
        if brace.markup_char() != Some('{') || brace.start as usize != end {
            return None;
        }
        let source = self.context.source;
        let found = braces::parse(source, end).and_then(|(parsed, close)| {
            let length = self.atoms[self.at..].iter().position(|atom| atom.start as usize >= close);
            let next = length.map_or(self.atoms.len(), |length| self.at + length);
            is_balanced(&self.atoms[self.at..next]).then_some((parsed, close, next))
        });
        if let Some((parsed, close, next)) = found {
            self.at = next;
            return Some((parsed, end..close));
        }
        if is_expected || source[end + 1..].starts_with(['.', '#']) {
            let shown =
                source[end..].char_indices().take(MAX_SHOWN_CHARS).find(|(_, c)| matches!(c, '}' | '\n'));
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
}
