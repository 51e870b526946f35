//! Converts a flat paragraph to a tree of inlines. Entry points: [`inlines`], [`lines`].
//!
//! The span of a text extends from the first of its characters in the source to the last, since the
//! atoms are in the order of the source.

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Wrap, WrapKind};
use super::remote;
use super::report::{Frequent, Report, excerpt};
use crate::book::{Attributes, Inline, InlineKind, SpanRole, plain_text};
use crate::diag::{Code, Diagnostic, Span};
use crate::limits::NESTING;

/// Makes the tree. Wraps beyond `room` levels are left out; their inlines are kept.
pub(super) fn inlines(atoms: Vec<Atom>, room: usize, report: &mut Report) -> Vec<Inline> {
    let (open, top, late) = (Vec::new(), Vec::new(), Vec::new());
    let mut tree = InlineBuilder { open, top, skipped: 0, room: room.max(1), flat: 0, late, joins: false };
    for atom in atoms {
        tree.add(atom, report);
    }
    tree.flush_all();
    tree.top
}

/// The tree that has been built so far.
struct InlineBuilder {
    open: Vec<OpenInline>,
    top: Vec<Inline>,
    /// Open wraps beyond the limit, which are always the innermost ones.
    skipped: usize,
    room: usize,
    /// The number of open wraps that keep only plain text: code, the small text of ruby, a picture.
    flat: usize,
    /// The note calls in such wraps, which are moved after them.
    late: Vec<Inline>,
    /// Whether the next character may join the text before it: there is no markup between the two, which the
    /// span of the joined text would include.
    joins: bool,
}

/// An inline whose end has not been reached yet.
struct OpenInline {
    wrap: Wrap,
    start: Range<usize>,
    inner: Vec<Inline>,
    /// The pairs of base and small text so far.
    ruby: Vec<(Vec<Inline>, String)>,
}

impl InlineBuilder {
    fn add(&mut self, atom: Atom, report: &mut Report) {
        let range = atom.range();
        let is_character = matches!(atom.kind, AtomKind::Char(..) | AtomKind::NoteMark | AtomKind::Soft);
        match atom.kind {
            AtomKind::Char(c, _) => self.push_char(c, range, report),
            AtomKind::NoteMark => self.push_char('^', range, report),
            AtomKind::Soft => self.push_char(' ', range, report),
            AtomKind::Hard => self.push(Inline::new(InlineKind::Break, report.span(range))),
            AtomKind::Piece(piece) => {
                let (kind, attr) = *piece;
                let inline = Inline::with(kind, attr, report.span(range));
                if self.flat > 0 && matches!(inline.kind, InlineKind::Note(_)) {
                    self.late.push(inline);
                } else {
                    self.push(inline);
                }
            }
            AtomKind::Open(_) if self.open.len() >= self.room => {
                self.skipped += 1;
                report.count(Frequent::Nesting, range);
            }
            AtomKind::Open(mut wrap) => {
                if self.flat > 0 {
                    wrap.kind = WrapKind::Nothing;
                }
                self.flat += usize::from(is_flat(&wrap.kind));
                self.open.push(OpenInline { wrap: *wrap, start: range, inner: Vec::new(), ruby: Vec::new() });
            }
            AtomKind::Close if self.skipped > 0 => self.skipped -= 1,
            AtomKind::Close => self.close(range, report),
        }
        self.joins = is_character;
    }

    fn siblings(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.top, |open| &mut open.inner)
    }

    fn push(&mut self, inline: Inline) {
        self.siblings().push(inline);
    }

    fn push_char(&mut self, c: char, range: Range<usize>, report: &Report) {
        let span = report.span(range);
        let before = self.joins.then(|| self.siblings().last_mut()).flatten();
        if let Some(Inline { kind: InlineKind::Text(text), span: whole, .. }) = before {
            text.push(c);
            // Characters that typography adds have an empty span and do not count.
            if span.start < span.end {
                whole.start = if whole.start == whole.end { span.start } else { whole.start };
                whole.end = whole.end.max(span.end);
            }
        } else {
            self.push(Inline::text(c, span));
        }
    }

    fn close(&mut self, range: Range<usize>, report: &mut Report) {
        let Some(open) = self.open.pop() else { return };
        let span = report.span(open.start).to(report.span(range));
        let flat = is_flat(&open.wrap.kind);
        self.flat -= usize::from(flat);
        self.become_inline(open.wrap, open.inner, open.ruby, span, report);
        if flat {
            let late = std::mem::take(&mut self.late);
            self.splice(late);
        }
    }

    fn become_inline(
        &mut self,
        Wrap { kind, attr }: Wrap,
        inner: Vec<Inline>,
        ruby: Vec<(Vec<Inline>, String)>,
        span: Span,
        report: &mut Report,
    ) {
        // An empty wrap is left out, unless something may refer to it.
        let is_void =
            inner.is_empty() && ruby.is_empty() && attr.id().is_none() && attr.index_marks().is_empty();
        let kind = match kind {
            WrapKind::Image(image) if remote::is_remote(&image.path) => {
                let is_link = |open: &OpenInline| matches!(open.wrap.kind, WrapKind::Link { .. });
                let in_link = self.open.iter().any(is_link);
                let text = remote::description(image.alt.as_deref(), inner, span);
                let text = remote::replacement(&image.path, text, in_link, span, report);
                if attr.id().is_none() {
                    return self.splice(text);
                }
                InlineKind::Span(SpanRole::Plain, text)
            }
            WrapKind::Image(mut image) => {
                let caption = plain_text(&inner);
                let is_lost = image.alt.as_ref().is_some_and(|alt| alt.trim() != caption.trim());
                if is_lost && !caption.trim().is_empty() {
                    report.add(caption_left_out(&caption, span));
                }
                image.alt = image.alt.or_else(|| (!caption.is_empty()).then_some(caption));
                InlineKind::Image(image)
            }
            WrapKind::RubyText => return self.ruby_text(inner),
            WrapKind::Nothing => return self.splice(inner),
            WrapKind::Link { to, title, shows_target: true } if is_void => {
                InlineKind::Link { to, title, text: inner }
            }
            _ if is_void => return,
            // An anchor for links to it (`<a name="top" href="#top"></a>`).
            WrapKind::Link { shows_target: false, .. } if inner.is_empty() => {
                InlineKind::Span(SpanRole::Plain, inner)
            }
            WrapKind::Ruby => ruby_pairs(ruby, inner),
            WrapKind::Emphasis => InlineKind::Emphasis(inner),
            WrapKind::Strong => InlineKind::Strong(inner),
            WrapKind::Strikethrough => InlineKind::Strikethrough(inner),
            WrapKind::Superscript => InlineKind::Superscript(inner),
            WrapKind::Subscript => InlineKind::Subscript(inner),
            WrapKind::SmallCaps => InlineKind::SmallCaps(inner),
            WrapKind::Span(role) => InlineKind::Span(role, inner),
            WrapKind::Code => InlineKind::Code(plain_text(&inner)),
            WrapKind::Link { to, title, .. } => InlineKind::Link { to, title, text: inner },
        };
        self.push(Inline::with(kind, attr, span));
    }

    /// Pairs the small text with the base before it.
    fn ruby_text(&mut self, small: Vec<Inline>) {
        match self.open.last_mut() {
            Some(OpenInline { wrap: Wrap { kind: WrapKind::Ruby, .. }, inner, ruby, .. }) => {
                ruby.push((std::mem::take(inner), plain_text(&small).trim().to_owned()));
            }
            _ => self.splice(small),
        }
    }

    fn splice(&mut self, inner: Vec<Inline>) {
        self.siblings().extend(inner);
    }

    /// Closes the wraps that are still open and keeps their inlines. The passes before keep the list
    /// balanced, so there should be none.
    fn flush_all(&mut self) {
        while let Some(open) = self.open.pop() {
            let bases = open.ruby.into_iter().flat_map(|(base, _)| base);
            let inner: Vec<Inline> = bases.chain(open.inner).collect();
            self.splice(inner);
        }
    }
}

/// Returns a ruby of the pairs, followed by the base `rest`, which has no small text.
fn ruby_pairs(mut pairs: Vec<(Vec<Inline>, String)>, rest: Vec<Inline>) -> InlineKind {
    if pairs.is_empty() {
        return InlineKind::Span(SpanRole::Plain, rest);
    }
    if !plain_text(&rest).trim().is_empty() {
        pairs.push((rest, String::new()));
    } else if let Some((base, _)) = pairs.last_mut() {
        // The call of a note in small text is behind the base.
        base.extend(rest.into_iter().filter(|inline| !matches!(inline.kind, InlineKind::Text(_))));
    }
    InlineKind::Ruby(pairs)
}

/// Returns the warning about a caption that is left out, since only a picture by itself has one.
fn caption_left_out(caption: &str, span: Span) -> Diagnostic {
    let message = format!("caption `{}` of a picture in a line left out", excerpt(caption.trim()));
    let help = "remove `alt`, so that the caption describes the picture; a picture that is all of its \
                paragraph, without a link, shows its caption";
    Diagnostic::new(Code::CaptionLeftOut, span, message).help(help)
}

/// Returns whether a wrap keeps only the plain text in it.
fn is_flat(kind: &WrapKind) -> bool {
    matches!(kind, WrapKind::Code | WrapKind::RubyText | WrapKind::Image(_))
}

/// Splits a paragraph at its line ends. A wrap that spans a line end is closed and opened again; the
/// first line keeps its identifier.
pub(super) fn lines(atoms: Vec<Atom>, report: &mut Report) -> Vec<Vec<Atom>> {
    let mut lines = vec![Vec::new()];
    let mut open: Vec<Wrap> = Vec::new();
    let mut skipped = 0;
    for atom in atoms {
        let line = lines.last_mut().expect("there is always a line");
        match &atom.kind {
            AtomKind::Soft | AtomKind::Hard => {
                let at = atom.range();
                line.extend(open.iter().map(|_| Atom::new(AtomKind::Close, at.start..at.start)));
                let again = |wrap: &Wrap| Atom::new(AtomKind::Open(Box::new(wrap.clone())), at.end..at.end);
                lines.push(open.iter().map(again).collect());
            }
            AtomKind::Open(_) if open.len() >= NESTING => {
                skipped += 1;
                report.count(Frequent::Nesting, atom.range());
            }
            AtomKind::Open(wrap) => {
                open.push(without_id(wrap));
                line.push(atom);
            }
            AtomKind::Close if skipped > 0 => skipped -= 1,
            AtomKind::Close => {
                open.pop();
                line.push(atom);
            }
            _ => line.push(atom),
        }
    }
    lines
}

fn without_id(wrap: &Wrap) -> Wrap {
    let mut wrap = wrap.clone();
    wrap.kind = wrap.kind.without_target_name();
    if let Some(attributes) = wrap.attr.get().filter(|a| a.id.is_some() || !a.index.is_empty()) {
        let without = Attributes { id: None, index: Vec::new(), ..attributes.clone() };
        wrap.attr = crate::book::Attr::new(without);
    }
    wrap
}
