//! Writes inlines as XHTML.
#![deny(clippy::wildcard_enum_match_arm)]

use std::borrow::Cow;

use super::attributes::external;
use super::upright;
use super::writer::Writer;
use crate::book::addresses;
use crate::book::drama::is_in_capitals;
use crate::book::stretches::{Stretch, stretches};
use crate::book::{
    Anchor, Attr, Image, Inline, InlineKind, NoteId, NoteSeries, Reference, SpanRole, Target, holds_keys,
};
use crate::units::Length;
use crate::words::{Word, word};

impl Writer<'_> {
    /// Writes inlines.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for (index, inline) in inlines.iter().enumerate() {
            if index > 0 && self.layout.book.are_marks_apart(&inlines[index - 1], inline) {
                self.out.open("sup").text(",").close("sup");
            }
            self.inline(inline);
        }
    }

    /// Writes a paragraph. Pictures that are too large for a line are on separate lines.
    pub(super) fn parted(&mut self, inlines: &[Inline]) {
        let assets = self.layout.assets;
        let is_apart =
            |image: &Image| assets.find(&image.path).is_some_and(|(_, found)| image.is_apart(found.natural));
        let Some(stretches) = stretches(inlines, &is_apart) else { return self.inlines(inlines) };
        for (index, stretch) in stretches.iter().enumerate() {
            if index > 0 {
                self.out.line();
            }
            match stretch {
                Stretch::Words(words) => self.inlines(words),
                Stretch::Pictures(pictures) => {
                    self.out.open("span").class("pictures");
                    let outer = std::mem::replace(&mut self.apart, true);
                    self.inlines(pictures);
                    self.apart = outer;
                    self.out.close("span");
                }
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let attr = &inline.attr;
        if self.list_line.is_none() {
            self.enter_inline(inline);
        }
        match &inline.kind {
            InlineKind::Text(text) if attr.get().is_none() => self.text(text),
            InlineKind::Text(text) => self.words("span", attr, "", &joined(text, false)),
            InlineKind::Emphasis(inner) => self.wrap("em", attr, "", inner),
            InlineKind::Strong(inner) => self.wrap("strong", attr, "", inner),
            InlineKind::Strikethrough(inner) => self.wrap("del", attr, "", inner),
            InlineKind::Superscript(inner) => self.wrap("sup", attr, "", inner),
            InlineKind::Subscript(inner) => self.wrap("sub", attr, "", inner),
            InlineKind::SmallCaps(inner) => self.wrap("span", attr, "small-caps", inner),
            InlineKind::Span(role, inner) => self.span(*role, inner, attr),
            InlineKind::Code(text) => self.code(text, attr),
            InlineKind::Link { to, title, text } => self.link(to, title.as_deref(), text, attr),
            InlineKind::Note(note) => self.call(*note),
            InlineKind::Reference(reference) => self.reference(reference),
            InlineKind::Citation(text) => self.marked_words(text),
            InlineKind::Math(formula) => self.inline_formula(formula, attr),
            InlineKind::Image(image) => {
                let height = self.height_in_line(image);
                self.sized_image(image, height);
            }
            InlineKind::Ruby(pairs) => self.ruby(pairs, attr),
            InlineKind::Break => {
                self.out.empty("br").line();
            }
        }
    }

    /// Enters an inline that shows text or a picture of its own.
    fn enter_inline(&mut self, inline: &Inline) {
        let node = inline.node;
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => {
                self.enter(node, text)
            }
            InlineKind::Math(formula) => {
                // A page that begins within a formula has its mark behind it.
                self.enter(node, if formula.content.is_some() { "" } else { &formula.source });
            }
            InlineKind::Reference(reference) => {
                let text = self.layout.book.labels.text_in(reference, &self.words);
                self.enter(node, &text);
            }
            InlineKind::Note(_) | InlineKind::Image(_) | InlineKind::Ruby(_) => self.enter(node, ""),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Link { .. }
            | InlineKind::Break => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = joined(text, self.out.ends_word());
        if !self.layout.has_rtl() {
            return self.broken(&text, addresses::breaks_in_text(&text), Self::upright_words);
        }
        // An address runs from left to right whatever surrounds it.
        let mut written = 0;
        for address in addresses::addresses(&text) {
            self.marked_words(&text[written..address.start]);
            let part = &text[address.clone()];
            self.out.open("bdi").attr("dir", "ltr");
            self.broken(part, addresses::breaks_in_text(part), Self::marked_words);
            self.out.close("bdi");
            written = address.end;
        }
        self.marked_words(&text[written..]);
    }

    fn code(&mut self, text: &str, attr: &Attr) {
        let direction = self.layout.has_rtl().then_some(false);
        self.out.open("code").common_in(attr, "", direction);
        self.broken(text, addresses::in_code(text), Self::marked_words);
        self.out.close("code");
    }

    /// Writes text that may be broken at `places`, with `write` what is between them.
    fn broken(&mut self, text: &str, places: Vec<usize>, write: fn(&mut Self, &str)) {
        let mut written = 0;
        for place in places {
            write(self, &text[written..place]);
            // A zero-width space would become part of a copied address.
            self.out.empty("wbr");
            written = place;
        }
        write(self, &text[written..]);
    }

    /// Writes words; short numbers in lines that run downward are upright.
    pub(super) fn upright_words(&mut self, text: &str) {
        let mut written = 0;
        let upright = if self.layout.is_vertical() { upright::runs(text) } else { Vec::new() };
        for run in upright {
            self.marked_words(&text[written..run.start]);
            self.out.open("span").class("upright");
            self.marked_words(&text[run.clone()]);
            self.out.close("span");
            written = run.end;
        }
        self.marked_words(&text[written..]);
    }

    fn words(&mut self, name: &'static str, attr: &Attr, class: &str, text: &str) {
        self.out.open(name).common(attr, class);
        self.marked_words(text);
        self.out.close(name);
    }

    fn wrap(&mut self, name: &'static str, attr: &Attr, class: &str, inner: &[Inline]) {
        self.out.open(name).common(attr, class);
        self.inlines(inner);
        self.out.close(name);
    }

    fn ruby(&mut self, pairs: &[(Vec<Inline>, String)], attr: &Attr) {
        self.out.open("ruby").common(attr, "");
        for (base, reading) in pairs {
            self.inlines(base);
            self.out.open("rt");
            self.marked_words(reading);
            self.out.close("rt");
        }
        self.out.close("ruby");
    }

    fn span(&mut self, role: SpanRole, inner: &[Inline], attr: &Attr) {
        let (name, class) = match role {
            SpanRole::Plain | SpanRole::References => ("span", ""),
            SpanRole::Index => ("span", "index-term"),
            SpanRole::Term | SpanRole::GlossaryTerm => ("dfn", ""),
            SpanRole::Foreign => ("i", "foreign"),
            SpanRole::WorkTitle => ("cite", "work"),
            SpanRole::Ship => ("i", "ship"),
            SpanRole::Speaker if is_in_capitals(inner) => ("span", "speaker capitals"),
            SpanRole::Speaker => ("span", "speaker"),
            SpanRole::NoHyphen => ("span", "no-hyphen"),
            SpanRole::Abbreviation => ("abbr", ""),
            SpanRole::Keyword => ("b", ""),
            SpanRole::Voice => ("i", ""),
            SpanRole::Underline => ("u", ""),
            SpanRole::Dots => ("span", "dots"),
            SpanRole::Quotation => ("span", "quotation"),
            // Each of several keys is an element, which has a frame of its own.
            SpanRole::Keys if holds_keys(inner) => ("span", ""),
            SpanRole::Keys => ("kbd", ""),
            SpanRole::Machine => ("samp", ""),
            SpanRole::Mark => ("mark", ""),
            SpanRole::Small => ("small", ""),
            SpanRole::Cite => ("cite", ""),
            SpanRole::Inserted => ("ins", ""),
            SpanRole::Head => ("b", "head"),
            SpanRole::HeadItalic => ("i", "head"),
            SpanRole::HeadNote => ("span", "head-note"),
            SpanRole::ProofEnd => ("span", "proof-end"),
            SpanRole::FigureLetter => ("span", "picture-letter"),
        };
        self.out.open(name);
        if role == SpanRole::GlossaryTerm {
            self.out.epub_type("glossterm");
        }
        self.out.common(attr, class);
        self.inlines(inner);
        self.out.close(name);
    }

    fn link(&mut self, to: &Target, title: Option<&str>, text: &[Inline], attr: &Attr) {
        let href = match to {
            Target::External(uri) => Some(external(uri)),
            Target::Internal(anchor) | Target::Entry(anchor) => self.layout.href(anchor, self.href),
            Target::Unresolved(_) => None,
        };
        match href.filter(|_| !self.in_link) {
            Some(href) => {
                self.out.open("a");
                if matches!(to, Target::Entry(_)) {
                    self.out.epub_type("glossref").attr("role", "doc-glossref");
                }
                self.out.attr("href", href).common(attr, "").optional("title", title);
                let outer = std::mem::replace(&mut self.in_link, true);
                self.inlines(text);
                self.in_link = outer;
                self.out.close("a");
                std::mem::take(&mut self.waiting).into_iter().for_each(|note| self.call(note));
            }
            None => self.wrap("span", attr, "", text),
        }
    }

    fn call(&mut self, id: NoteId) {
        let note = self.layout.book.note(id);
        if note.series == NoteSeries::Margin {
            return;
        }
        if self.in_link {
            return self.waiting.push(id);
        }
        let nth = self.count_call(id);
        let href = self.layout.to_note(id, self.href);
        let id = Anchor::Call(note.anchor.clone(), nth);
        let Some(mark) =
            note.call(self.layout.edition.design.spec.second_marks, self.layout.book.meta.words.digits())
        else {
            self.out.open("span").attr("id", id.name()).close("span");
            return;
        };
        self.out.open("a").epub_type("noteref").attr("role", "doc-noteref").class("call");
        self.out.attr("href", href).attr("id", id.name());
        self.marked_words(&mark);
        self.out.close("a");
    }

    fn reference(&mut self, reference: &Reference) {
        let text = self.layout.book.labels.text_in(reference, &self.words);
        let href = reference.anchor().and_then(|anchor| self.layout.href(anchor, self.href));
        match href.filter(|_| !self.in_link) {
            Some(href) => {
                self.out.open("a").class("reference").attr("href", href);
                self.upright_words(&text);
                self.out.close("a");
            }
            None => self.upright_words(&text),
        }
    }

    /// Returns the height of a picture in the line: its own, limited to 2 em. It is an attribute
    /// because the limits that reading systems set for pictures override the stylesheet.
    fn height_in_line(&self, image: &Image) -> Option<String> {
        let asked = image.width.is_some() || image.height.is_some();
        let (_, picture) = self.layout.assets.find(&image.path).filter(|_| !asked && !self.apart)?;
        let height = image.in_line(picture.natural, Length::MAX, EM).height;
        let hundredths = (height.to_sp() * 100 / EM.to_sp()).clamp(25, 200);
        Some(format!("height: {}.{:02}em; width: auto", hundredths / 100, hundredths % 100))
    }

    /// Returns the requested size as an attribute. If a width and a height are requested, only the
    /// limiting one is written, provided that it is known which one limits.
    fn asked(&self, image: &Image) -> Option<String> {
        Some(match (image.width, image.height) {
            (None, None) => return None,
            (Some(width), None) => format!("width: {}", width.css()),
            (None, Some(height)) => format!("height: {}; width: auto", height.css()),
            (Some(width), Some(height)) => {
                let natural = self.layout.assets.find(&image.path).map(|(_, picture)| picture.natural);
                let by = |image: &Image| image.asked(natural?, MEASURE, EM).map(|size| size.width);
                let by_width = by(&Image { height: None, ..image.clone() });
                let by_height = by(&Image { width: None, ..image.clone() });
                if by_width <= by_height {
                    format!("width: {}", width.css())
                } else {
                    format!("height: {}; width: auto", height.css())
                }
            }
        })
    }

    /// Writes a picture with its `height` attribute. Decoration is marked as such.
    pub(super) fn image(&mut self, image: &Image) {
        self.sized_image(image, None);
    }

    /// Writes a picture with its height as a style. Decoration is marked as such.
    fn sized_image(&mut self, image: &Image, height: Option<String>) {
        if image.is_content() && !self.e_book_only {
            self.breaks.here("span", &self.cursor, &mut self.out);
        }
        let alt = image.alt.as_deref().unwrap_or_default();
        let Some((picture, file)) = self.layout.picture(&image.path) else {
            // The missing file is reported when it is read. The alternative text is written instead.
            self.out.text(alt);
            return;
        };
        // Line art may be transparent where the page should be white.
        let class = if picture.media_type == "image/jpeg" { "" } else { "clear" };
        self.out.empty("img").attr("src", file).attr("alt", alt).class(class);
        self.out.optional("role", (!image.is_content()).then_some("presentation"));
        // Reading systems offer a description in the same document by themselves; any other needs a link.
        let details = match &image.details {
            Some(Target::Internal(anchor)) => Some(anchor),
            Some(Target::External(_) | Target::Entry(_) | Target::Unresolved(_)) | None => None,
        };
        let details = details.and_then(|anchor| Some((anchor.name(), self.layout.href(anchor, self.href)?)));
        let (here, elsewhere) = match details {
            Some((id, href)) if href.starts_with('#') => (Some(id), None),
            Some((_, href)) => (None, Some(href)),
            None => (None, None),
        };
        let style = self.asked(image).or(height);
        self.out.optional("aria-details", here).optional("style", style);
        if let Some(href) = elsewhere.filter(|_| !self.in_link) {
            let word = word(Word::Description, &self.words);
            self.out.text(" ").open("a").class("description").attr("href", href).text(word).close("a");
        }
    }
}

/// The text size for a picture in the line: the 16 pixels that browsers have by default.
const EM: Length = Length::pt(12);

/// A common measure, for comparing shares of the measure with lengths.
const MEASURE: Length = Length::pt(312);

/// Joins dashes to the word before them, which may be in an element that has just ended. Otherwise
/// reading systems would begin a line with them (Unicode Standard Annex 14, class B2).
fn joined(text: &str, mut holds: bool) -> Cow<'_, str> {
    if !text.contains(DASHES) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if holds && DASHES.contains(&c) {
            out.push(WORD_JOINER);
        }
        out.push(c);
        holds = !c.is_whitespace() && !DASHES.contains(&c) && c != WORD_JOINER;
    }
    Cow::Owned(out)
}

/// Dashes of one, two and three ems.
const DASHES: [char; 3] = ['—', '⸺', '⸻'];
const WORD_JOINER: char = '\u{2060}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_hold_on_to_the_word_before() {
        for (text, after_word, expected) in [
            ("Some—never — mind", false, "Some\u{2060}—never — mind"),
            ("—mind", false, "—mind"),
            ("—mind", true, "\u{2060}—mind"),
            ("B\u{2060}—⸺", false, "B\u{2060}—⸺"),
        ] {
            assert_eq!(joined(text, after_word), expected, "{text}");
        }
    }
}
