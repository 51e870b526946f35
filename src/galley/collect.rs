//! Inlines become one text with runs of style and marks at places: all that a paragraph says, in
//! the form that itemizing, shaping and breaking read.
#![deny(clippy::wildcard_enum_match_arm)]

use std::ops::Range;

use super::Shop;
use super::line::LinkTarget;
use super::structure::{self, ElementId, Facts, Place};
use crate::assets::AssetId;
use crate::book::tag::Tag;
use crate::book::words::{Word, word};
use crate::book::{Anchor, Image, Inline, InlineKind, NoteId, Reference, Target};
use crate::design::cascade;
pub(super) use crate::design::lead::{LINE_END, OBJECT};
use crate::design::style::TextStyle;
use crate::diag::Span;
use crate::units::{Length, Size};

const SOFT_HYPHEN: char = '\u{AD}';
const WORD_JOINER: char = '\u{2060}';
/// In thousandths of an em: the height of capitals, how far a picture in the line reaches below the
/// baseline at most, and the height up to which one is reduced to an em.
const CAPITALS: i64 = 700;
const DROP: i64 = 200;
const NEARLY_LINE: i64 = 1_600;

/// A paragraph as one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    /// The text to be shaped: without soft hyphens, joiners and zero-width spaces.
    pub(super) text: String,
    /// The text to find breaks in: with all of these.
    pub(super) full: String,
    /// Style by range of `text`, without gaps.
    pub(super) runs: Vec<Run>,
    /// The styles.
    pub(super) styles: Vec<TextStyle>,
    /// Links by index, with their elements.
    pub(super) links: Vec<(LinkTarget, Option<ElementId>)>,
    /// What stands at a place of `text`, in order.
    pub(super) marks: Vec<(usize, Mark)>,
    /// Pictures by place of `text`, in order.
    pub(super) objects: Vec<(usize, Object)>,
    /// Ranges of `text` that stand for another text: two em dashes for U+2E3A.
    pub(super) stands_for: Vec<(Range<usize>, char)>,
}

/// A stretch of one style.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    pub(super) style: usize,
    pub(super) link: Option<usize>,
    /// Where it is written; `None` for what the book says by itself.
    pub(super) span: Option<Span>,
    /// The element that says it.
    pub(super) owner: Option<ElementId>,
}

/// Something at a place.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    Anchor(Anchor),
    Note(NoteId),
}

/// A picture in the line.
#[derive(Clone, Debug)]
pub(super) struct Object {
    pub(super) asset: AssetId,
    pub(super) width: Length,
    pub(super) height: Length,
    /// How far it reaches below the baseline.
    pub(super) drop: Length,
}

/// Collects the inlines of a paragraph.
pub(super) fn collect(
    inlines: &[Inline],
    style: &TextStyle,
    measure: Length,
    shop: Shop<'_>,
    place: Place<'_>,
) -> Collected {
    let owner = place.block;
    let mut collector = Collector { out: Collected::default(), shop, measure, link: None, place, owner };
    let base = collector.style(style.clone());
    collector.inlines(inlines, base);
    collector.out.trim_end();
    collector.out
}

/// Plain text without marks, for furniture, bullets and numbers; `span` is where it is written.
pub(super) fn plain(text: &str, style: &TextStyle, span: Option<Span>) -> Collected {
    let mut out = Collected { styles: vec![style.clone()], ..Collected::default() };
    for c in text.chars() {
        out.push_char(c);
    }
    let range = 0..out.text.len();
    out.runs.push(Run { range, style: 0, link: None, span, owner: None });
    out
}

struct Collector<'a> {
    out: Collected,
    shop: Shop<'a>,
    measure: Length,
    link: Option<usize>,
    place: Place<'a>,
    /// The innermost element that is open.
    owner: ElementId,
}

impl Collector<'_> {
    fn inlines(&mut self, inlines: &[Inline], style: usize) {
        for inline in inlines {
            self.inline(inline, style);
        }
    }

    fn inline(&mut self, inline: &Inline, outer: usize) {
        if let Some(anchor) = inline.attr.anchor() {
            self.mark(Mark::Anchor(anchor.clone()));
        }
        let style =
            self.style(cascade::within(&self.out.styles[outer], inline, &self.shop.design.spec.inline));
        let around = self.owner;
        if let Some(tag) = structure::tag(inline) {
            self.open(tag, inline);
        }
        self.content(inline, style);
        self.owner = around;
    }

    /// Opens an element within the one that is open.
    fn open(&mut self, tag: Tag, inline: &Inline) {
        self.owner = self.place.structure.add(self.owner, tag);
        let facts = structure::facts(inline);
        if facts != Facts::default() {
            *self.place.structure.facts_mut(self.owner) = facts;
        }
    }

    fn content(&mut self, inline: &Inline, style: usize) {
        match &inline.kind {
            InlineKind::Text(text) => self.text(text, style, inline.span, true),
            InlineKind::Code(text) => self.text(text, style, inline.span, false),
            InlineKind::Citation(text) | InlineKind::Math { source: text, .. } => {
                self.text(text, style, inline.span, true);
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner) => self.inlines(inner, style),
            InlineKind::Link { to, text, .. } => self.linked(target(to), |this| this.inlines(text, style)),
            InlineKind::Reference(reference) => self.reference(reference, style, inline.span),
            InlineKind::Note(note) => self.note(*note, style, inline.span),
            InlineKind::Image(image) => self.image(image, style, inline.span),
            InlineKind::Ruby(pairs) => {
                for (base, reading) in pairs {
                    self.inlines(base, style);
                    self.text(&format!("({reading})"), style, inline.span, true);
                }
            }
            InlineKind::Break => self.text(LINE_END.encode_utf8(&mut [0; 4]), style, inline.span, false),
        }
    }

    /// A style by its index; the same style is kept once.
    fn style(&mut self, style: TextStyle) -> usize {
        let styles = &mut self.out.styles;
        styles.iter().position(|known| *known == style).unwrap_or_else(|| {
            styles.push(style);
            styles.len() - 1
        })
    }

    fn mark(&mut self, mark: Mark) {
        self.out.marks.push((self.out.text.len(), mark));
    }

    fn text(&mut self, text: &str, style: usize, span: Span, collapse: bool) {
        let mut start = self.out.text.len();
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\n' | '\t');
            let after_blank = self.out.text.is_empty() || self.out.text.ends_with([' ', LINE_END]);
            if blank && collapse && after_blank {
                continue;
            }
            if c == LINE_END {
                self.out.trim_end();
                // Spaces of an earlier run may be gone.
                start = start.min(self.out.text.len());
            }
            self.out.push_char(if blank { ' ' } else { c });
        }
        let range = start..self.out.text.len();
        if !range.is_empty() {
            let owner = Some(self.owner);
            self.out.runs.push(Run { range, style, link: self.link, span: Some(span), owner });
        }
    }

    fn linked(&mut self, to: Option<LinkTarget>, inner: impl FnOnce(&mut Self)) {
        let outer = self.link;
        if let Some(to) = to {
            self.out.links.push((to, Some(self.owner)));
            self.link = Some(self.out.links.len() - 1);
        }
        inner(self);
        self.link = outer;
    }

    /// Opens a reference and the link in it, until the owner is set back.
    fn point(&mut self, leads_to: String) -> ElementId {
        let reference = self.place.structure.add(self.owner, Tag::Reference);
        self.owner = self.place.structure.add(reference, Tag::Link);
        self.place.structure.facts_mut(self.owner).leads_to = Some(leads_to);
        reference
    }

    fn reference(&mut self, reference: &Reference, style: usize, span: Span) {
        let text = self.shop.book.labels.text(reference);
        match reference.anchor() {
            Some(anchor) => {
                self.point(text.clone().into_owned());
                let to = Some(LinkTarget::Anchor(anchor.clone()));
                self.linked(to, |this| this.text(&text, style, span, true));
            }
            None => self.text(&text, style, span, true),
        }
    }

    /// The raised number, never parted from the word before it.
    fn note(&mut self, id: NoteId, style: usize, span: Span) {
        let note = self.shop.book.note(id);
        let number = note.number.to_string();
        self.mark(Mark::Anchor(Anchor::call(&note.anchor)));
        self.mark(Mark::Note(id));
        let name = word(Word::Note, &self.shop.design.lang);
        self.place.structure.call(id, self.place.block);
        let reference = self.point(format!("{name} {number}"));
        self.place.structure.facts_mut(reference).note = Some(id);
        let to = Some(LinkTarget::Anchor(Anchor::from(&note.anchor)));
        self.linked(to, |this| {
            this.out.full.push(WORD_JOINER);
            this.text(&number, style, span, true);
        });
    }

    fn image(&mut self, image: &Image, style: usize, span: Span) {
        let Some((asset, picture)) = self.shop.assets.find(&image.path) else {
            // The missing file is reported already; its words stand in for it.
            return self.text(image.alt.as_deref().unwrap_or_default(), style, span, true);
        };
        // Columns are measured without a limit.
        let measure = self.measure.min(self.shop.design.page.measure);
        let em = self.out.styles[style].size;
        let size = in_line(image, picture.natural, measure, em);
        let (width, height) = (size.width, size.height);
        // What is about as high as a line stands across its middle, a larger picture on it.
        let drop = ((height - em.ratio(CAPITALS, 1000)) / 2).max(Length::ZERO).min(em.ratio(DROP, 1000));
        let drop = if height > em * 2 { Length::ZERO } else { drop };
        self.out.objects.push((self.out.text.len(), Object { asset, width, height, drop }));
        // An empty alternative says that it is decoration, which belongs to nobody.
        let decoration = image.alt.as_ref().is_some_and(String::is_empty);
        if !decoration {
            self.owner = self.place.structure.add(self.owner, Tag::Figure);
            self.place.structure.facts_mut(self.owner).alt.clone_from(&image.alt);
        }
        self.text(OBJECT.encode_utf8(&mut [0; 4]), style, span, false);
        if let Some(run) = self.out.runs.last_mut().filter(|_| decoration) {
            run.owner = None;
        }
    }
}

/// The size of a picture in a line: one hardly higher than a line is reduced to it, so that lines keep
/// their distance.
fn in_line(image: &Image, natural: Size, measure: Length, em: Length) -> Size {
    let size = image.in_line(natural, measure, em);
    let asked = image.width.is_some() || image.height.is_some();
    if asked || size.height <= em || size.height > em.ratio(NEARLY_LINE, 1000) {
        return size;
    }
    Size::new(em.ratio(size.width.to_sp(), size.height.to_sp().max(1)), em)
}

fn target(to: &Target) -> Option<LinkTarget> {
    match to {
        Target::External(uri) => Some(LinkTarget::Uri(uri.clone())),
        Target::Internal(anchor) => Some(LinkTarget::Anchor(anchor.clone())),
        Target::Unresolved(_) => None,
    }
}

impl Collected {
    /// Appends a character to both texts, or to one where it only matters there.
    fn push_char(&mut self, c: char) {
        match c {
            SOFT_HYPHEN | WORD_JOINER | '\u{200B}' | '\u{FEFF}' => self.full.push(c),
            // No bundled face has these; two or three em dashes joined are what they look like.
            '\u{2E3A}' | '\u{2E3B}' => {
                let start = self.text.len();
                for i in 0..if c == '\u{2E3A}' { 2 } else { 3 } {
                    if i > 0 {
                        self.full.push(WORD_JOINER);
                    }
                    self.full.push('—');
                    self.text.push('—');
                }
                self.stands_for.push((start..self.text.len(), c));
            }
            c => {
                self.full.push(c);
                self.text.push(c);
            }
        }
    }

    /// Changes the style of a range of the text.
    pub(super) fn restyle(&mut self, range: &Range<usize>, change: impl Fn(&mut TextStyle)) {
        let mut runs = Vec::with_capacity(self.runs.len() + 2);
        for run in self.runs.drain(..) {
            let start = range.start.clamp(run.range.start, run.range.end);
            let end = range.end.clamp(start, run.range.end);
            let mut style = self.styles[run.style].clone();
            change(&mut style);
            let known = self.styles.iter().position(|known| *known == style);
            let changed = known.unwrap_or(self.styles.len());
            if known.is_none() && start < end {
                self.styles.push(style);
            }
            let parts =
                [(run.range.start..start, run.style), (start..end, changed), (end..run.range.end, run.style)];
            for (range, style) in parts.into_iter().filter(|(range, _)| !range.is_empty()) {
                runs.push(Run { range, style, ..run.clone() });
            }
        }
        self.runs = runs;
    }

    /// Takes blanks off the end.
    fn trim_end(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
            let blank = self.full.rfind(' ').expect("every blank is in both texts");
            self.full.remove(blank);
        }
        let length = self.text.len();
        self.runs.retain_mut(|run| {
            run.range.end = run.range.end.min(length);
            run.range.start < run.range.end
        });
        self.marks.iter_mut().for_each(|(at, _)| *at = (*at).min(length));
    }
}
