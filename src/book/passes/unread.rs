//! Replaces pictures that cannot be placed with their descriptions.

use crate::book::model::visit::{self, Editor};
use crate::book::model::{Block, BlockKind, Book, Division, Figure, Image, Inline, InlineKind, plain_text};
use crate::diag::Span;

/// Replaces the pictures of certain paths with their descriptions, or with their paths if they have
/// none.
///
/// A figure keeps its number and its caption, since references and lists have it as a target. A figure
/// without a caption becomes a paragraph.
pub fn without_pictures(book: &mut Book, is_left_out: &dyn Fn(&str) -> bool) {
    let mut remover = LeftOutRemover { is_left_out };
    for division in book.front.iter_mut().chain(&mut book.body).chain(&mut book.back) {
        edit(division, &mut remover);
    }
    for note in &mut book.notes {
        visit::edit_blocks(&mut note.blocks, &mut remover);
    }
}

fn edit(division: &mut Division, remover: &mut LeftOutRemover<'_>) {
    visit::edit_inlines(&mut division.title, remover);
    visit::edit_blocks(&mut division.blocks, remover);
    division.children.iter_mut().for_each(|child| edit(child, remover));
}

struct LeftOutRemover<'a> {
    is_left_out: &'a dyn Fn(&str) -> bool,
}

impl Editor for LeftOutRemover<'_> {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Figure(figure) = &mut block.kind else { return };
        let words = self.figure(figure);
        if figure.images.is_empty() && figure.caption.is_empty() {
            if figure.number.is_some() {
                figure.caption = words;
            } else {
                block.kind = BlockKind::Paragraph(words);
            }
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Image(image) = &inline.kind
            && (self.is_left_out)(&image.path)
        {
            *inline = description(image, inline.span);
        }
    }
}

impl LeftOutRemover<'_> {
    /// Removes pictures from a figure. Returns the descriptions of those without a caption.
    fn figure(&self, figure: &mut Figure) -> Vec<Inline> {
        let images = std::mem::take(&mut figure.images);
        let mut words: Vec<Inline> = Vec::new();
        for mut image in images {
            if !(self.is_left_out)(&image.image.path) {
                figure.images.push(image);
                continue;
            }
            let into = if image.caption.is_empty() {
                image.caption.push(description(&image.image, image.span));
                &mut words
            } else {
                &mut figure.caption
            };
            if !into.is_empty() {
                into.push(Inline::text(" ", image.span));
            }
            into.append(&mut image.caption);
        }
        // A description that repeats the caption is not set again; if pictures are left, none is
        // needed.
        if plain_text(&figure.caption).trim().is_empty() && !figure.images.is_empty() {
            figure.caption.append(&mut words);
        }
        words
    }
}

fn description(image: &Image, span: Span) -> Inline {
    let alt = image.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
    Inline::text(alt.unwrap_or(image.shown_path()), span)
}
