//! A flat paragraph becomes inlines. Entry points: [`inlines`], [`lines`].

use std::ops::Range;

use super::atoms::{Atom, AtomKind, Wrap, WrapKind};
use super::report::{Often, Report};
use super::runs::shortened;
use super::{NESTING_LIMIT, remote};
use crate::book::{Attributes, Inline, InlineKind, SpanRole, plain_text};
use crate::diag::{Code, Diagnostic, Span};

/// Makes the tree. Wraps past `room` levels are taken away; what they wrap stays.
pub(super) fn inlines(atoms: Vec<Atom>, room: usize, report: &mut Report) -> Vec<Inline> {
    let (open, top, late) = (Vec::new(), Vec::new(), Vec::new());
    let mut tree = Tree { open, top, skipped: 0, room: room.max(1), flat: 0, late };
    for atom in atoms {
        tree.add(atom, report);
    }
    tree.flush_all();
    tree.top
}

struct Tree {
    open: Vec<Level>,
    top: Vec<Inline>,
    /// Wraps past the limit that are open; they are always the innermost ones.
    skipped: usize,
    room: usize,
    /// Wraps that keep nothing but words (code, the small text of ruby, a picture) that are open.
    flat: usize,
    /// Calls of notes in them, which follow after.
    late: Vec<Inline>,
}

struct Level {
    wrap: Wrap,
    start: Range<usize>,
    inner: Vec<Inline>,
    ruby: Vec<(Vec<Inline>, String)>,
}

impl Tree {
    fn add(&mut self, atom: Atom, report: &mut Report) {
        let range = atom.range();
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
                report.count(Often::Nesting, range);
            }
            AtomKind::Open(mut wrap) => {
                if self.flat > 0 {
                    wrap.kind = WrapKind::Nothing;
                }
                self.flat += usize::from(is_flat(&wrap.kind));
                self.open.push(Level { wrap: *wrap, start: range, inner: Vec::new(), ruby: Vec::new() });
            }
            AtomKind::Close if self.skipped > 0 => self.skipped -= 1,
            AtomKind::Close => self.close(range, report),
        }
    }

    fn level(&mut self) -> &mut Vec<Inline> {
        self.open.last_mut().map_or(&mut self.top, |level| &mut level.inner)
    }

    fn push(&mut self, inline: Inline) {
        self.level().push(inline);
    }

    fn push_char(&mut self, c: char, range: Range<usize>, report: &Report) {
        let span = report.span(range);
        if let Some(Inline { kind: InlineKind::Text(text), span: whole, .. }) = self.level().last_mut() {
            text.push(c);
            *whole = whole.to(span);
        } else {
            self.push(Inline::text(c, span));
        }
    }

    fn close(&mut self, range: Range<usize>, report: &mut Report) {
        let Some(level) = self.open.pop() else { return };
        let span = report.span(level.start).to(report.span(range));
        let flat = is_flat(&level.wrap.kind);
        self.flat -= usize::from(flat);
        self.become_inline(level.wrap, level.inner, level.ruby, span, report);
        if flat {
            let late = std::mem::take(&mut self.late);
            self.splice(late);
        }
    }

    fn become_inline(
        &mut self,
        wrap: Wrap,
        inner: Vec<Inline>,
        ruby: Vec<(Vec<Inline>, String)>,
        span: Span,
        report: &mut Report,
    ) {
        let Wrap { kind, attr } = wrap;
        // Nothing shows of an empty wrap, unless something may lead to it.
        let void = inner.is_empty() && ruby.is_empty() && attr.id().is_none();
        let kind = match kind {
            WrapKind::Image(image) if remote::is_remote(&image.path) => {
                let is_link = |level: &Level| matches!(level.wrap.kind, WrapKind::Link { .. });
                let in_link = self.open.iter().any(is_link);
                let words = remote::description(image.alt.as_deref(), inner, span);
                let instead = remote::instead(&image.path, words, in_link, span, report);
                if attr.id().is_none() {
                    return self.splice(instead);
                }
                InlineKind::Span(SpanRole::Plain, instead)
            }
            WrapKind::Image(mut image) => {
                let caption = plain_text(&inner);
                if image.alt.as_ref().is_some_and(|alt| alt.trim() != caption.trim())
                    && !caption.trim().is_empty()
                {
                    report.add(caption_left_out(&caption, span));
                }
                image.alt = image.alt.or_else(|| (!caption.is_empty()).then_some(caption));
                InlineKind::Image(image)
            }
            WrapKind::RubyText => return self.ruby_text(inner),
            WrapKind::Nothing => return self.splice(inner),
            WrapKind::Link { to, title, asks: true } if void => InlineKind::Link { to, title, text: inner },
            _ if void => return,
            // An anchor for others (`<a name="top" href="#top"></a>`).
            WrapKind::Link { asks: false, .. } if inner.is_empty() => {
                InlineKind::Span(SpanRole::Plain, inner)
            }
            WrapKind::Emphasis => InlineKind::Emphasis(inner),
            WrapKind::Strong => InlineKind::Strong(inner),
            WrapKind::Strikethrough => InlineKind::Strikethrough(inner),
            WrapKind::Superscript => InlineKind::Superscript(inner),
            WrapKind::Subscript => InlineKind::Subscript(inner),
            WrapKind::SmallCaps => InlineKind::SmallCaps(inner),
            WrapKind::Span(role) => InlineKind::Span(role, inner),
            WrapKind::Code => InlineKind::Code(plain_text(&inner)),
            WrapKind::Link { to, title, .. } => InlineKind::Link { to, title, text: inner },
            WrapKind::Ruby if ruby.is_empty() => InlineKind::Span(SpanRole::Plain, inner),
            WrapKind::Ruby => {
                let mut pairs = ruby;
                if !plain_text(&inner).trim().is_empty() {
                    pairs.push((inner, String::new()));
                }
                InlineKind::Ruby(pairs)
            }
        };
        self.push(Inline::with(kind, attr, span));
    }

    /// Pairs the small text with the base before it.
    fn ruby_text(&mut self, small: Vec<Inline>) {
        match self.open.last_mut() {
            Some(Level { wrap: Wrap { kind: WrapKind::Ruby, .. }, inner, ruby, .. }) => {
                ruby.push((std::mem::take(inner), plain_text(&small).trim().to_owned()));
            }
            _ => self.splice(small),
        }
    }

    fn splice(&mut self, inner: Vec<Inline>) {
        self.level().extend(inner);
    }

    /// Whatever is still open stands in its place; the passes before keep the list balanced.
    fn flush_all(&mut self) {
        while let Some(level) = self.open.pop() {
            let bases = level.ruby.into_iter().flat_map(|(base, _)| base);
            let inner: Vec<Inline> = bases.chain(level.inner).collect();
            self.splice(inner);
        }
    }
}

/// A warning of a caption that has no place: only a picture by itself shows one.
fn caption_left_out(caption: &str, span: Span) -> Diagnostic {
    let message = format!("caption `{}` of a picture in a line left out", shortened(caption.trim()));
    let help = "take `alt` out, so that the caption describes the picture; a picture that is all of its \
                paragraph, without a link, shows its caption";
    Diagnostic::new(Code::CaptionLeftOut, span, message).help(help)
}

/// Whether nothing but the words in it are kept.
fn is_flat(kind: &WrapKind) -> bool {
    matches!(kind, WrapKind::Code | WrapKind::RubyText | WrapKind::Image(_))
}

/// Parts a paragraph at its line ends; a wrap that goes on over one is closed and opened anew, its
/// identifier staying with the first line.
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
            AtomKind::Open(_) if open.len() >= NESTING_LIMIT => {
                skipped += 1;
                report.count(Often::Nesting, atom.range());
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
    wrap.kind = wrap.kind.without_asking();
    if let Some(attributes) = wrap.attr.get().filter(|a| a.id.is_some()) {
        wrap.attr = crate::book::Attr::new(Attributes { id: None, ..attributes.clone() });
    }
    wrap
}
