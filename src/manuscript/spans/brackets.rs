//! Closing brackets: spans, inline notes, and other constructs that a bracket may end.

use std::ops::Range;

use super::{OpenMark, SpanResolver};
use crate::book::{Attr, Block, BlockKind, IndexMark, InlineKind, NoteSeries, SpanRole};
use crate::manuscript::atoms::{Atom, AtomKind, WrapKind, collapse_spaces, trim, trim_beside_marks};
use crate::manuscript::attributes::ParsedAttributes;
use crate::manuscript::construct::Construct;
use crate::manuscript::index_marks::{self, Marked};
use crate::manuscript::reader::read_value;
use crate::manuscript::report::Report;
use crate::manuscript::roles::{self, SpanKind};
use crate::manuscript::{tree, typography};

impl SpanResolver<'_, '_> {
    /// Reads a closing bracket.
    pub(super) fn bracket(&mut self) {
        let is_bracket = |mark: &mut OpenMark| matches!(mark, OpenMark::Bracket { .. });
        let Some(OpenMark::Bracket { at, is_note }) = self.marks.pop_if(is_bracket) else {
            return self.take();
        };
        let range = self.out[at].start as usize..self.atoms[self.at].end as usize;
        if is_note {
            self.at += 1;
            return self.inline_note(at, range);
        }
        self.take();
        if self.link_or_picture_with_call(at, range.end) {
            return;
        }
        if let Some((parsed, braces)) = self.attributes(range.end, true) {
            return self.span(at, parsed, braces);
        }
        if let Some(label) = undefined_call(&self.out[at + 1..self.out.len() - 1]) {
            return self.context.notes.undefined(label, range);
        }
        self.citation(at, range);
    }

    /// Makes a note of `^[text]`.
    fn inline_note(&mut self, at: usize, range: Range<usize>) {
        let inner = self.out.split_off(at + 2);
        self.out.truncate(at);
        self.note(inner, NoteSeries::First, Attr::NONE, range);
    }

    /// Makes a note in the margin of `[text]{.aside}`.
    fn margin_note(&mut self, at: usize, parsed: ParsedAttributes, braces: Range<usize>) {
        let range = self.out[at].start as usize..braces.end;
        let mut inner = self.out.split_off(at + 1);
        inner.pop();
        self.out.truncate(at);
        let attr = parsed.into_attr(Construct::Span, self.context.report, braces);
        self.note(inner, NoteSeries::Margin, attr, range);
    }

    /// Makes a note of its text.
    fn note(&mut self, mut inner: Vec<Atom>, series: NoteSeries, attr: Attr, range: Range<usize>) {
        trim(&mut inner);
        let context = &mut *self.context;
        let mut inner = typography::smarten(inner, &context.lang);
        collapse_spaces(&mut inner);
        trim_beside_marks(&mut inner);
        let text = tree::inlines(inner, context.room, context.report);
        let span = context.report.span(range.clone());
        let block = Block { attr, ..Block::new(BlockKind::Paragraph(text), span) };
        let id = context.notes.inline(vec![block], series, span);
        self.out.push(Atom::piece(InlineKind::Note(id), range));
    }

    /// Makes the brackets of `[text]{...}` the start and the end of a wrap.
    fn span(&mut self, at: usize, mut parsed: ParsedAttributes, braces: Range<usize>) {
        let kinds: Vec<SpanKind> = std::iter::from_fn(|| parsed.take_role(roles::span)).collect();
        if kinds.contains(&SpanKind::MarginNote) {
            return self.margin_note(at, parsed, braces);
        }
        let mut kinds = kinds.into_iter().map(|kind| match kind {
            SpanKind::SmallCaps => WrapKind::SmallCaps,
            SpanKind::Role(role) => WrapKind::Span(role),
            SpanKind::MarginNote => WrapKind::Span(SpanRole::Plain),
        });
        let kind = kinds.next().unwrap_or(WrapKind::Span(SpanRole::Plain));
        let others: Vec<WrapKind> = kinds.collect();
        let end = braces.end;
        let is_mark =
            std::iter::once(&kind).chain(&others).any(|kind| *kind == WrapKind::Span(SpanRole::Index));
        let marks = if is_mark { self.index_marks(at, &mut parsed, &braces) } else { Vec::new() };
        let mut attr = parsed.into_attr(Construct::Span, self.context.report, braces);
        if !marks.is_empty() {
            attr.get_mut().index = marks;
        }
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
}

impl SpanResolver<'_, '_> {
    /// Takes the marks of indexes out of the attributes of the span that the bracket at `at` opens.
    fn index_marks(
        &mut self,
        at: usize,
        parsed: &mut ParsedAttributes,
        braces: &Range<usize>,
    ) -> Vec<IndexMark> {
        let context = &mut *self.context;
        let (source, lang, read) = (context.source, &context.lang, context.read_inline_text);
        let has_words = self.out[at + 1..self.out.len() - 1].iter().any(|atom| !atom.is_space());
        let marked = if has_words { Marked::Words } else { Marked::Nothing };
        let read = |text: &str, report: &Report| read_value(read, text, lang, source, report, braces);
        index_marks::take(parsed, marked, &read, context.report, braces)
    }
}

/// Returns the label in `[^label]` if the parser left it as text, since no note is defined for it.
fn undefined_call(inner: &[Atom]) -> Option<String> {
    let (mark, label) = inner.split_first()?;
    if mark.markup_char() != Some('^') || label.is_empty() {
        return None;
    }
    label.iter().map(|atom| atom.char().filter(|c| !c.is_whitespace())).collect()
}
