//! The cover: its page, and the drawn cover of a book without a finished one.
//!
//! 1. `texts` takes the texts from the metadata. `fit` sets each in balanced lines, as large as its place
//!    permits, by the true widths of its glyphs; `pieces` finds where its lines may end.
//! 2. `look` has the axis, the letters and the colours; `contrast` makes sure that letters are readable.
//! 3. `styles` places texts, colours and the author's picture on a `canvas`, which `draw` writes as SVG.

mod canvas;
pub(super) mod contrast;
mod draw;
mod fit;
mod look;
mod pieces;
mod styles;
#[cfg(test)]
mod tests;
mod texts;

use super::layout::{COVER, COVER_PAGE, Layout};
use super::markup::{ContentDocument, XhtmlBuilder};
use super::xhtml;
use crate::assets::TextMeter;
use crate::assets::reduce::CoverArt;
use crate::fonts::Library;
use crate::project::CoverOptions;
use crate::project::metadata::Metadata;
use crate::words::{Word, word};
use canvas::{Align, Canvas, Shape};
use fit::Fitter;
use look::Look;
use styles::Content;
use texts::CoverTexts;

/// Returns the document that shows the cover.
pub(super) fn page(layout: &Layout<'_>) -> ContentDocument {
    let meta = &layout.book.meta;
    let name = word(Word::Cover, &meta.words);
    let mut body = XhtmlBuilder::new(layout.weights());
    body.open("section")
        .epub_type("cover")
        .class("cover")
        .attr("id", "cover")
        .attr("aria-label", name)
        .line();
    body.empty("img").attr("src", format_args!("../{COVER}"));
    let alt = layout.edition.cover_alt.map_or_else(|| format!("{name}: {}", meta.title), str::to_owned);
    body.attr("alt", alt).attr("role", "doc-cover").line();
    body.close("section").line();
    let head = xhtml::PageHead { href: COVER_PAGE, title: name, lang: &meta.language };
    xhtml::page(layout, &head, "", body)
}

/// The input of a drawn cover.
#[derive(Clone, Copy)]
pub struct CoverInput<'a> {
    /// The metadata, with typography applied.
    pub meta: &'a Metadata,
    /// The author's options.
    pub options: &'a CoverOptions,
    /// The name of the theme.
    pub theme: &'a str,
    /// The family of the letters.
    pub family: &'a str,
    /// The faces of the book.
    pub fonts: &'a Library,
    /// The author's picture, if the options name one.
    pub art: Option<&'a CoverArt>,
    /// Returns the places for hyphens in a word, as byte offsets.
    pub hyphenate: &'a dyn Fn(&str) -> Vec<usize>,
}

/// Returns a drawn cover as SVG. Without words it has only what they are placed on.
///
/// The same book has the same cover in every build.
pub fn drawn(input: &CoverInput<'_>, has_words: bool) -> String {
    let mut shapes = shapes(input, &TextMeter::new(input.fonts));
    if !has_words {
        shapes.retain(|shape| !matches!(shape, Shape::Text(_)));
    }
    draw::svg(&shapes, input.art, &input.meta.title, input.meta.language.as_str())
}

/// Returns the shapes of a cover from back to front.
fn shapes<'a>(input: &CoverInput<'a>, meter: &TextMeter) -> Vec<Shape<'a>> {
    let CoverInput { meta, options, theme, family, fonts, art, hyphenate } = *input;
    let face = fonts.find(family, false, false).map(|id| fonts.face(id));
    let small_caps = face.is_some_and(|face| face.small_caps);
    let look = Look::of(theme, options, &meta.title, family, small_caps);
    let align = match (look.is_centred, meta.language.is_rtl()) {
        (true, _) => Align::Centre,
        (false, false) => Align::Left,
        (false, true) => Align::Right,
    };
    let content = Content {
        texts: &CoverTexts::of(meta),
        fitter: &Fitter { meter, hyphenate },
        look: &look,
        art,
        is_colour_chosen: options.colour.is_some(),
    };
    let mut canvas = Canvas { shapes: Vec::new(), align };
    content.place(&mut canvas);
    canvas.shapes
}
