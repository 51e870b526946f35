//! Collects the inlines of a paragraph into one text with styled ranges and marks at positions: the
//! form that itemizing, shaping and breaking read.
#![deny(clippy::wildcard_enum_match_arm)]

use std::sync::Arc;

use super::elements::{self, ElementSlot};
use super::math::{InlinePart, MathSetter};
use super::request::Resources;
use super::ruby;
use super::text::{
    CollectedText, InlineBox, InlineContent, LINE_END, OBJECT, TextMark, TextOrigin, TextRun, WORD_JOINER,
};
use crate::book::math::{Formula, plain_row};
use crate::book::tag::Tag;
use crate::book::{Anchor, Image, Inline, InlineKind, NodeId, NoteId, Origin, Reference, Target, plain_text};
use crate::design::cascade;
use crate::design::style::TextStyle;
use crate::diag::Span;
use crate::layout::{ElementAttributes, ElementId, LinkTarget};
use crate::units::{Length, Size};
use crate::words::{Word, on_page, word};

/// In thousandths of an em: the height of capitals, how far a picture in a line may reach below the
/// baseline, and the height up to which a picture is reduced to an em.
const CAPITALS: i64 = 700;
const MAX_DEPTH: i64 = 200;
const NEARLY_LINE: i64 = 1_600;

/// Collects the inlines of a paragraph.
pub(super) fn collect(
    inlines: &[Inline],
    style: &TextStyle,
    measure: Length,
    resources: Resources<'_>,
    slot: ElementSlot<'_>,
) -> CollectedText {
    let owner = slot.block;
    let divided = &resources.book.meta.hyphenation;
    let divided = (!divided.is_empty()).then(|| Arc::clone(divided));
    let out = CollectedText { divided, ..CollectedText::default() };
    let mut collector =
        InlineCollector { out, resources, measure, link: None, slot, owner, is_after_mark: false };
    let base = collector.style(style.clone());
    collector.inlines(inlines, base);
    collector.out.trim_end();
    ruby::fit(&mut collector.out);
    // A paragraph that only calls notes in the margin has an empty line.
    if collector.out.text.is_empty() && !collector.out.marks.is_empty() && calls_note(inlines) {
        collector.text("\u{A0}", base, InlineSource { span: inlines[0].span, node: NodeId::NONE }, false);
    }
    collector.out
}

/// Returns whether a note is called in the line, not within other inlines.
fn calls_note(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Note(_)))
}

/// The source of an inline's text: its span, and which piece of the text it is.
#[derive(Clone, Copy)]
struct InlineSource {
    span: Span,
    node: NodeId,
}

struct InlineCollector<'a> {
    out: CollectedText,
    resources: Resources<'a>,
    measure: Length,
    link: Option<usize>,
    slot: ElementSlot<'a>,
    /// The innermost element that is open.
    owner: ElementId,
    /// Whether the next inline is the call of a note whose mark a comma separates from that of another.
    is_after_mark: bool,
}

impl InlineCollector<'_> {
    fn inlines(&mut self, inlines: &[Inline], style: usize) {
        for (index, inline) in inlines.iter().enumerate() {
            self.is_after_mark =
                index > 0 && self.resources.book.are_marks_apart(&inlines[index - 1], inline);
            self.inline(inline, style);
        }
    }

    fn inline(&mut self, inline: &Inline, outer: usize) {
        for anchor in inline.anchors() {
            self.mark(TextMark::Anchor(anchor.clone()));
        }
        let design = self.resources.design;
        let outer = &self.out.styles[outer];
        let style = cascade::within(outer, inline, &design.spec.inline, &design.styles);
        let style = self.style(style);
        let around = self.owner;
        if let Some(tag) = elements::tag(inline) {
            self.open(tag, inline);
        }
        let start = self.out.text.len();
        self.content(inline, style);
        if cascade::is_keycap(inline, &design.spec.inline) {
            // One within another has no frame of its own.
            while self.out.keycaps.pop_if(|key| key.start >= start).is_some() {}
            self.out.keycaps.push(start..self.out.text.len());
        }
        self.owner = around;
    }

    /// Opens an element within the one that is open.
    fn open(&mut self, tag: Tag, inline: &Inline) {
        self.owner = self.slot.structure.add(self.owner, tag);
        let mut attributes = elements::attributes(inline, &self.out.styles[0].lang);
        if tag == Tag::Formula {
            attributes.formula = Some((self.slot.text, inline.node));
        }
        if attributes != ElementAttributes::default() {
            *self.slot.structure.attributes_mut(self.owner) = attributes;
        }
    }

    fn content(&mut self, inline: &Inline, style: usize) {
        let source = InlineSource { span: inline.span, node: inline.node };
        match &inline.kind {
            InlineKind::Text(text) => self.text(text, style, source, true),
            InlineKind::Code(text) => self.text(text, style, source, false),
            InlineKind::Citation(text) => self.text(text, style, source, true),
            InlineKind::Math(formula) => {
                self.formula(formula, style, source);
                if let Some(number) = formula.mark.row() {
                    self.text(&format!(" {}", plain_row(&number)), style, source, true);
                }
            }
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner) => self.inlines(inner, style),
            InlineKind::Link { to, text, .. } => self.linked(target(to), |this| this.inlines(text, style)),
            InlineKind::Reference(reference) => self.reference(reference, style, source),
            InlineKind::Note(note) => self.note(*note, style, source),
            InlineKind::Image(image) => self.image(image, style, source),
            InlineKind::Ruby(pairs) => {
                for (base, reading) in pairs {
                    self.ruby(base, reading, style, source);
                }
            }
            InlineKind::Break => self.text(LINE_END.encode_utf8(&mut [0; 4]), style, source, false),
        }
    }

    /// Returns the index of a style, which is added if it is new.
    fn style(&mut self, style: TextStyle) -> usize {
        let styles = &mut self.out.styles;
        styles.iter().position(|known| *known == style).unwrap_or_else(|| {
            styles.push(style);
            styles.len() - 1
        })
    }

    fn mark(&mut self, mark: TextMark) {
        self.out.marks.push((self.out.text.len(), mark));
    }

    fn text(&mut self, text: &str, style: usize, source: InlineSource, collapse: bool) {
        let mut start = self.out.text.len();
        let mut origin = None;
        // How many bytes the offset in the piece is ahead of that in the paragraph.
        let mut ahead = 0_isize;
        for (byte, c) in text.char_indices() {
            let space = matches!(c, ' ' | '\n' | '\t');
            let after_space = self.out.text.is_empty() || self.out.text.ends_with([' ', LINE_END]);
            if space && collapse && after_space {
                continue;
            }
            if c == LINE_END {
                self.out.trim_end();
                // Trailing spaces of an earlier run may have been removed.
                start = start.min(self.out.text.len());
            }
            let place = self.out.text.len();
            let now = byte.cast_signed() - place.cast_signed();
            if origin.is_none() {
                // Jumps of characters that were dropped at the end of an earlier piece do not apply to this one.
                let known = self.out.jumps.partition_point(|(jump, _)| *jump < place);
                self.out.jumps.truncate(known);
                origin = self.origin(&source, text, place, byte);
                ahead = now;
            } else if now != ahead && self.slot.line.is_none() {
                ahead = now;
                self.out.jumps.push((place, u32::try_from(byte).unwrap_or(u32::MAX)));
            }
            self.out.push_char(if space { ' ' } else { c });
        }
        let range = start..self.out.text.len();
        if !range.is_empty() {
            let (owner, span) = (Some(self.owner), Some(source.span));
            self.out.runs.push(TextRun { range, style, link: self.link, span, owner, origin });
        }
    }

    /// Returns where in the book the character at a position of the paragraph comes from.
    fn origin(&self, source: &InlineSource, text: &str, place: usize, byte: usize) -> Option<TextOrigin> {
        let (node, at) = match self.slot.line {
            Some(line) => (line, place),
            None => (source.node, byte),
        };
        let InlineSource { span, .. } = source;
        let as_written = self.slot.line.is_none() && (span.end - span.start) as usize == text.len();
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let origin = Origin { text: self.slot.text, node, at };
        (node != NodeId::NONE).then_some(TextOrigin { from: place, origin, as_written })
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

    /// Opens a reference and the link in it. The caller closes them by resetting `owner`.
    fn point(&mut self, leads_to: String) -> ElementId {
        let reference = self.slot.structure.add(self.owner, Tag::Reference);
        self.owner = self.slot.structure.add(reference, Tag::Link);
        self.slot.structure.attributes_mut(self.owner).leads_to = Some(leads_to);
        reference
    }

    fn reference(&mut self, reference: &Reference, style: usize, source: InlineSource) {
        // What is said is in the language of the paragraph, as in the e-book.
        let words = self.resources.book.words_in(Some(&self.out.styles[0].lang));
        if let Some(anchor) = reference.page() {
            // It is not known in the first round of setting; most pages of books have two digits.
            let page =
                self.resources.folios.get(anchor).map_or_else(|| "00".to_owned(), |folio| folio.label());
            let text = on_page(&page, &words);
            return self.text(&text, style, source, true);
        }
        let text = self.resources.book.labels.text_in(reference, &words);
        // `Figure 3` is a name that stays whole; a title is text.
        let style =
            if self.resources.book.labels.is_title(reference) { style } else { self.unhyphenated(style) };
        match reference.anchor() {
            Some(anchor) => {
                self.point(text.clone().into_owned());
                let to = Some(LinkTarget::Anchor(anchor.clone()));
                self.linked(to, |this| this.text(&text, style, source, true));
            }
            None => self.text(&text, style, source, true),
        }
    }

    /// Returns the index of a style without hyphens.
    fn unhyphenated(&mut self, style: usize) -> usize {
        self.style(TextStyle { hyphenate: false, ..self.out.styles[style].clone() })
    }

    /// Adds the raised number of a note, which stays on the line of the word before it.
    fn note(&mut self, id: NoteId, style: usize, source: InlineSource) {
        let note = self.resources.book.note(id);
        let Some(number) = self.resources.design.note_call(note) else { return self.unmarked_call(id) };
        if std::mem::take(&mut self.is_after_mark) {
            self.out.full.push(WORD_JOINER);
            self.text(",", style, InlineSource { node: NodeId::NONE, ..source }, true);
        }
        self.mark(TextMark::Anchor(Anchor::call(&note.anchor)));
        if !self.resources.book.is_endnote(id) {
            self.mark(TextMark::Note(id));
        }
        let name = word(Word::Note, &self.resources.design.words);
        self.slot.structure.record_call(id, self.slot.block);
        let reference = self.point(format!("{name} {number}"));
        self.slot.structure.attributes_mut(reference).note = Some(id);
        let to = Some(LinkTarget::Anchor(Anchor::from(&note.anchor)));
        self.linked(to, |this| {
            this.out.full.push(WORD_JOINER);
            this.text(&number, style, source, true);
        });
    }

    /// Marks the call of a note without a mark at the character before it, which is on its line.
    fn unmarked_call(&mut self, id: NoteId) {
        let call = Anchor::call(&self.resources.book.note(id).anchor);
        let at = self.out.text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at);
        let place = self.out.marks.partition_point(|(known, _)| *known <= at);
        let marks = [TextMark::Anchor(call), TextMark::Note(id)].map(|mark| (at, mark));
        self.out.marks.splice(place..place, marks);
        self.slot.structure.record_call(id, self.slot.block);
    }

    /// Adds a formula as boxes and spaces, between which a line may end. Adds its source if it cannot be read.
    fn formula(&mut self, formula: &Formula, style: usize, source: InlineSource) {
        let text = self.out.styles[style].clone();
        let design = self.resources.design;
        let leading = design.leading.ratio(text.size.to_sp(), design.em().to_sp().max(1));
        let setter = MathSetter::new(self.resources, &text, leading);
        let (Some(row), Some(mut setter)) = (&formula.content, setter) else {
            return self.text(&formula.source, style, source, true);
        };
        let rise = text.rise;
        let origin = self.origin(&source, "", self.out.text.len(), 0).map(|origin| origin.origin);
        for part in setter.inline(row) {
            let (content, width, height, depth) = match part {
                InlinePart::Break(cost) => {
                    self.out.formula_breaks.push((self.out.text.len(), cost));
                    continue;
                }
                InlinePart::Space(width) => (InlineContent::FormulaSpace, width, Length::ZERO, Length::ZERO),
                InlinePart::Box(set) => {
                    let (width, height, depth) = (set.width, set.total(), set.depth - rise);
                    (InlineContent::Formula(Arc::new(set), origin), width, height, depth)
                }
            };
            self.object(InlineBox { content, width, height, depth }, style, source);
        }
        self.out.reported.extend(setter.lack(source.span));
    }

    /// Adds characters with their reading.
    fn ruby(&mut self, base: &[Inline], reading: &str, style: usize, source: InlineSource) {
        if !ruby::is_above(&plain_text(base)) {
            self.inlines(base, style);
            return self.text(&format!("({reading})"), style, source, true);
        }
        let (around, text) = (self.owner, self.out.styles[style].clone());
        let [base_style, reading_style] = ruby::styles(&text);
        let pair = self.slot.structure.add(around, Tag::Ruby);
        self.owner = self.slot.structure.add(pair, Tag::RubyBase);
        let base = self.apart(base_style, |this, style| this.inlines(base, style));
        self.owner = self.slot.structure.add(pair, Tag::RubyText);
        let reading = self.apart(reading_style, |this, style| this.text(reading, style, source, true));
        self.owner = around;
        base.marks.iter().for_each(|(_, mark)| self.mark(mark.clone()));
        let set = ruby::set([base, reading], &text, self.resources, &mut self.out.reported);
        self.object(set, style, source);
    }

    /// Collects a text by itself.
    fn apart(&mut self, style: TextStyle, add: impl FnOnce(&mut Self, usize)) -> CollectedText {
        let divided = self.out.divided.clone();
        let around = std::mem::replace(&mut self.out, CollectedText { divided, ..CollectedText::default() });
        let link = self.link.take();
        let style = self.style(style);
        add(self, style);
        self.link = link;
        std::mem::replace(&mut self.out, around)
    }

    /// Adds a box in the line.
    fn object(&mut self, object: InlineBox, style: usize, source: InlineSource) {
        let start = self.out.text.len();
        let origin = self.origin(&source, OBJECT.encode_utf8(&mut [0; 4]), start, 0);
        self.out.push_object(object);
        let range = start..self.out.text.len();
        let (owner, span) = (Some(self.owner), Some(source.span));
        self.out.runs.push(TextRun { range, style, link: self.link, span, owner, origin });
    }

    fn image(&mut self, image: &Image, style: usize, source: InlineSource) {
        let Some((asset, picture)) = self.resources.assets.find(&image.path) else {
            // The missing file is reported already; its alternative text is set instead.
            return self.text(image.alt.as_deref().unwrap_or_default(), style, source, true);
        };
        // When columns are measured, the measure is unlimited.
        let measure = self.measure.min(self.resources.design.page.measure);
        let em = self.out.styles[style].size;
        let size = in_line(image, picture.natural, measure, em);
        let (width, height) = (size.width, size.height);
        // A picture about as high as a line is centred on its capitals; a larger one is on the
        // baseline.
        let depth =
            ((height - em.ratio(CAPITALS, 1000)) / 2).max(Length::ZERO).min(em.ratio(MAX_DEPTH, 1000));
        let depth = if height > em * 2 { Length::ZERO } else { depth };
        // An empty alternative text marks decoration, which has no owner.
        let decoration = image.alt.as_ref().is_some_and(String::is_empty);
        if !decoration {
            self.owner = self.slot.structure.add(self.owner, Tag::Figure);
            self.slot.structure.attributes_mut(self.owner).alt.clone_from(&image.alt);
        }
        let content = InlineContent::Picture(asset);
        self.object(InlineBox { content, width, height, depth }, style, source);
        if let Some(run) = self.out.runs.last_mut().filter(|_| decoration) {
            run.owner = None;
        }
    }
}

/// Returns the size of a picture in a line. One that is only a little higher than a line is reduced to
/// the height of the line, so that the lines keep their distance.
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
        Target::External(uri) => Some(LinkTarget::Uri(uri.as_str().into())),
        Target::Internal(anchor) | Target::Entry(anchor) => Some(LinkTarget::Anchor(anchor.clone())),
        Target::Unresolved(_) => None,
    }
}

#[cfg(test)]
mod tests;
