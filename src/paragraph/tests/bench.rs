//! The resources of setting with an empty book, and paragraphs set with them.

use crate::assets::Assets;
use crate::book::tag::Tag;
use crate::book::{Book, Inline, InlineKind, TextId};
use crate::design::style::ParStyle;
use crate::design::{Design, LeadIn, ParRole};
use crate::diag::{Diagnostic, FileId, Span};
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::layout::{ElementId, Folios, Line, PlacedKind, Structure};
use crate::paragraph::{
    ElementSlot, LineIndent, LineSpaces, ParagraphRequest, Resources, build, set_paragraph, set_variants,
};
use crate::units::Length;

/// The resources of setting, with an empty book.
pub(in crate::paragraph) struct Bench {
    pub(in crate::paragraph) book: Book,
    pub(in crate::paragraph) design: Design,
    pub(in crate::paragraph) fonts: Library,
    pub(in crate::paragraph) assets: Assets,
    pub(in crate::paragraph) folios: Folios,
}

/// A variant of a paragraph with its words.
pub(in crate::paragraph) struct SetVariant {
    pub(in crate::paragraph) lines: Vec<Line>,
    pub(in crate::paragraph) kept: usize,
}

impl Bench {
    pub(in crate::paragraph) fn new() -> Self {
        let fonts = Library::bundled();
        let lang = LangTag::parse("en-GB").expect("a tag");
        let design = Design::classic(&lang, &fonts);
        let book = Book::untitled(lang);
        Self { book, design, fonts, assets: Assets::default(), folios: Folios::new() }
    }

    pub(in crate::paragraph) fn resources(&self) -> Resources<'_> {
        Resources {
            explains: false,
            book: &self.book,
            design: &self.design,
            fonts: &self.fonts,
            assets: &self.assets,
            folios: &self.folios,
        }
    }

    /// Sets a text in all variants that make-up may choose from.
    pub(in crate::paragraph) fn variants(
        &self,
        text: &str,
        indents: &[LineIndent],
        lead: LeadIn,
    ) -> Vec<SetVariant> {
        let style = self.design.style(if lead == LeadIn::NONE { ParRole::Body } else { ParRole::BodyFirst });
        let measure = self.design.page.measure;
        let request = ParagraphRequest {
            style: &style,
            measure,
            indents,
            above: LineSpaces::NONE,
            lead,
            carries: false,
            balance: None,
            max_variants: 3,
            change: None,
        };
        let mut structure = Structure::new(Tag::Section);
        let inlines = [Inline::text(text, Span::start_of(FileId(0)))];
        let set = set_variants(&inlines, &request, self.resources(), slot(&mut structure), &mut Vec::new());
        let kept = set.kept;
        let (text, variants) = set.into_parts();
        let built = variants.into_iter().map(|variant| {
            let lines = variant.lines.into_iter().enumerate();
            let build = |(index, line)| build(text.as_ref(), variant.id, index, line, self.resources());
            SetVariant { lines: lines.map(build).collect(), kept }
        });
        built.collect()
    }

    /// Sets a text to the measure of the page, its second half in italics.
    pub(in crate::paragraph) fn set(&self, text: &str) -> (Vec<Line>, Vec<Diagnostic>) {
        let span = Span::start_of(FileId(0));
        let (head, tail) =
            text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
        let stressed = Inline::new(InlineKind::Emphasis(vec![Inline::text(tail, span)]), span);
        let style = self.design.style(ParRole::Body);
        self.lines(&[Inline::text(head, span), stressed], &style, self.design.page.measure)
    }

    /// Sets inlines in the best variant.
    pub(in crate::paragraph) fn lines(
        &self,
        inlines: &[Inline],
        style: &ParStyle,
        measure: Length,
    ) -> (Vec<Line>, Vec<Diagnostic>) {
        let (mut structure, mut sink) = (Structure::new(Tag::Section), Vec::new());
        let lines = set_paragraph(inlines, style, measure, self.resources(), slot(&mut structure), &mut sink);
        (lines, sink)
    }
}

/// Returns a paragraph that is a child of the root of a structure.
pub(in crate::paragraph) fn slot(structure: &mut Structure) -> ElementSlot<'_> {
    ElementSlot { structure, block: ElementId::ROOT, text: TextId::NONE, line: None }
}

/// Returns the words of lines. Hyphens that are not in the text are left out, and line ends are not marked.
pub(in crate::paragraph) fn words(lines: &[Line]) -> String {
    let mut text = String::new();
    for item in lines.iter().flat_map(|line| &line.items) {
        if let PlacedKind::Glyphs(run) = &item.kind {
            text.push_str(&run.text.replace('\u{AD}', ""));
        }
    }
    text
}

pub(in crate::paragraph) const LOOMINGS: &str = "Call me Ishmael. Some years ago\u{2060}—never mind how long precisely\u{2060}—having little or no \
    money in my purse, and nothing particular to interest me on shore, I thought I would sail about a little and \
    see the watery part of the world. It is a way I have of driving off the spleen and regulating the circulation.";
