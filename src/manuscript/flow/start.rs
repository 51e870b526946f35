//! Start tags of elements in running text; those of blocks are in `containers`.

use std::ops::Range;

use super::TagPosition;
use crate::book::{Attr, BlockKind, Image, Key, SpanRole, Target};
use crate::manuscript::atoms::{AtomKind, Interpretation, WrapKind};
use crate::manuscript::characters::{clean, one_line};
use crate::manuscript::elements::{self, HtmlElement};
use crate::manuscript::frames::{OpenParagraph, ParagraphKind};
use crate::manuscript::index_marks::{self, Marked};
use crate::manuscript::reader::{BlockReader, read_value};
use crate::manuscript::report::Report;
use crate::manuscript::roles::SpanKind;
use crate::manuscript::tags::{self, HtmlTag};
use crate::manuscript::{links, sizes};

impl BlockReader<'_> {
    /// Reads a start tag.
    pub(super) fn start_tag(
        &mut self,
        name: &str,
        attributes: Vec<(String, String)>,
        closed: bool,
        range: Range<usize>,
        position: TagPosition,
    ) {
        let element = elements::element(name);
        match element {
            HtmlElement::Silent => return,
            HtmlElement::Unknown => return self.left_out(name, range),
            HtmlElement::Forbidden => {
                self.forbid(name, &range);
                if !closed && !elements::is_void(name) {
                    self.drop_content(name, range.start);
                }
                return;
            }
            _ => {}
        }
        let tag = tags::tag(name, attributes, &mut self.report, &range);
        let ends_at_once = closed && position == TagPosition::Block && elements::is_void(name);
        match element {
            HtmlElement::Inline(kind) => self.start_wrap(name, kind, tag, range),
            HtmlElement::Span => {
                let mut tag = tag;
                if tag.role == Some(SpanKind::Role(SpanRole::Index)) {
                    tag.attr.get_mut().index = vec![index_marks::of_words()];
                }
                let kind = match tag.role {
                    Some(SpanKind::SmallCaps) => WrapKind::SmallCaps,
                    Some(SpanKind::Role(role)) => WrapKind::Span(role),
                    Some(SpanKind::MarginNote) | None => WrapKind::Span(SpanRole::Plain),
                };
                self.start_wrap(name, kind, tag, range);
            }
            HtmlElement::Anchor => self.anchor(tag, range),
            HtmlElement::Break => self.push_atom(AtomKind::Hard, range),
            HtmlElement::BreakOpportunity => self.push_char('\u{200B}', Interpretation::Literal, range),
            HtmlElement::Image => self.image(tag, range),
            _ if !self.may_open_block() => {
                self.report.html(range, format!("`<{name}>` left out: it cannot be in running text"));
            }
            HtmlElement::Rule => {
                self.end_paragraph();
                self.put(BlockKind::SceneBreak, tag.attr, range);
            }
            HtmlElement::Paragraph => self.start_paragraph(ParagraphKind::Html, tag, range),
            HtmlElement::Heading(level) => {
                self.start_paragraph(ParagraphKind::Heading(level, true), tag, range);
            }
            HtmlElement::Block(block) if !ends_at_once => self.start_block(name, block, tag, range),
            // `<pre>` in a line of Markdown, which begins no block of raw text.
            HtmlElement::Pre
            | HtmlElement::Block(_)
            | HtmlElement::Forbidden
            | HtmlElement::Silent
            | HtmlElement::Unknown => self.left_out(name, range),
        }
    }

    fn left_out(&mut self, name: &str, range: Range<usize>) {
        self.report.html(range, format!("`<{name}>` left out, its content kept"));
    }

    /// Opens a wrap whose content is left out.
    fn drop_content(&mut self, name: &str, start: usize) {
        self.open_wrap(WrapKind::Nothing, Attr::NONE, Some(name.to_owned()), start);
        let open = self.open_paragraph(start);
        open.dropped = open.wraps.len().checked_sub(1);
        open.wraps.last_mut().expect("just opened").is_dropped = true;
    }

    fn start_wrap(&mut self, name: &str, kind: WrapKind, tag: HtmlTag, range: Range<usize>) {
        // An `<rt>` ends the `<rt>` before it.
        if name == "rt" {
            self.end_wrap("rt", range.start);
        }
        self.open_wrap(kind, tag.attr, Some(name.to_owned()), range.start);
    }

    fn anchor(&mut self, mut tag: HtmlTag, range: Range<usize>) {
        if let Some(mut parsed) = index_marks::of_html(&tag.all) {
            let (source, lang, read) = (self.source, self.lang(), self.read_inline_text);
            let read = |text: &str, report: &Report| read_value(read, text, &lang, source, report, &range);
            let marks = index_marks::take(&mut parsed, Marked::Nothing, &read, &mut self.report, &range);
            tag.attr.get_mut().index = marks;
            return self.open_wrap(
                WrapKind::Span(SpanRole::Index),
                tag.attr,
                Some("a".to_owned()),
                range.start,
            );
        }
        let title = tag.value(Key::Title).unwrap_or_default().to_owned();
        let kind = match tag.value(Key::Href).map(str::to_owned) {
            // A link without text shows nothing; web sites put such links on their headings.
            Some(href) => self.link_wrap(&href, &title, &range).without_target_name(),
            None => WrapKind::Span(SpanRole::Plain),
        };
        if let (WrapKind::Link { .. }, Some(_)) = (&kind, tag.attr.value(Key::Title)) {
            tag.attr.get_mut().pairs.retain(|(key, _)| key != Key::Title.name());
        }
        self.open_wrap(kind, tag.attr, Some("a".to_owned()), range.start);
    }

    fn image(&mut self, tag: HtmlTag, range: Range<usize>) {
        let source = tag.value(Key::Src).unwrap_or_default().trim().to_owned();
        let alt = tag.value(Key::Alt).map(one_line);
        if source.is_empty() {
            self.report.html(range.clone(), "`<img>` without a source left out, its `alt` kept");
            let push = |c| self.push_char(c, Interpretation::Typography, range.clone());
            return alt.unwrap_or_default().chars().for_each(push);
        }
        let path = links::file(&clean(&source), self.markup.folder);
        let details = tag.value(Key::AriaDetails).map(|id| Target::Unresolved(format!("#{}", id.trim())));
        let mut image = Image { alt, details, ..Image::new(path) };
        sizes::of_tag(&mut image, &tag, &mut self.report, &range);
        self.open_wrap(WrapKind::Image(image), tag.attr, Some("img".to_owned()), range.start);
        self.end_wrap("img", range.end);
    }

    fn start_paragraph(&mut self, kind: ParagraphKind, tag: HtmlTag, range: Range<usize>) {
        self.end_paragraph();
        let open = OpenParagraph::new(kind, tag.attr, range.start..range.start);
        self.paragraph = Some(OpenParagraph { align: tag.align, ..open });
    }
}
