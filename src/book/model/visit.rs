//! The walk over the model, for all passes that read it ([`Visitor`]) and all that change it ([`Editor`]).
//!
//! Code walks by itself only if it has to leave something out, or to know what contains a node: both
//! writers, and the search for the opening of a chapter.

use super::block::{Block, BlockKind};
use super::division::Book;
use super::inline::{Inline, InlineKind};
use super::picture::Image;
use super::table::{Cell, Table};
use crate::book::origin::NodeId;
use crate::diag::Span;

/// A pass that reads a book. The order of the walk does not depend on which methods are overridden.
pub trait Visitor<'a> {
    /// Visits a block, before its content.
    fn block(&mut self, _block: &'a Block) {}
    /// Visits a block, after its content.
    fn leave(&mut self, _block: &'a Block) {}
    /// Visits an inline, before its content.
    fn inline(&mut self, _inline: &'a Inline) {}
    /// Visits an inline, after its content.
    fn leave_inline(&mut self, _inline: &'a Inline) {}
    /// Visits a picture of a figure, with its place in the source.
    fn figure_image(&mut self, _image: &'a Image, _span: Span) {}
    /// Visits a cell of a table, before its content.
    fn cell(&mut self, _cell: &'a Cell) {}
    /// Visits inlines that do not continue the ones before: a title, a paragraph, a line of verse, a caption.
    fn line(&mut self, _line: &'a [Inline]) {}
}

/// Walks the whole book in reading order: titles, blocks, then the notes.
pub fn walk<'a>(book: &'a Book, visitor: &mut impl Visitor<'a>) {
    for division in book.divisions() {
        line(&division.title, visitor);
        blocks(&division.blocks, visitor);
    }
    for note in &book.notes {
        blocks(&note.blocks, visitor);
    }
}

/// Walks blocks. The depth of recursion is that of the manuscript, which is limited.
pub fn blocks<'a>(list: &'a [Block], visitor: &mut impl Visitor<'a>) {
    for block in list {
        visitor.block(block);
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::TitleLine(_, text) => {
                line(text, visitor);
            }
            BlockKind::Quote { blocks: inner, attribution } => {
                blocks(inner, visitor);
                line(attribution.as_deref().unwrap_or_default(), visitor);
            }
            BlockKind::Verse(stanzas) => {
                stanzas.iter().flatten().for_each(|of_verse| line(&of_verse.text, visitor))
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(&item.blocks, visitor)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| line(term, visitor));
                    definition.details.iter().for_each(|detail| blocks(detail, visitor));
                }
            }
            BlockKind::Table(table) => walk_table(table, visitor),
            BlockKind::Figure(figure) => {
                for image in &figure.images {
                    visitor.figure_image(&image.image, image.span);
                    line(&image.caption, visitor);
                }
                line(&figure.caption, visitor);
            }
            BlockKind::Group(_, inner) => blocks(inner, visitor),
            BlockKind::Code { listing, .. } => {
                line(&listing.title, visitor);
                line(&listing.caption, visitor);
            }
            BlockKind::SceneBreak
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => {}
        }
        visitor.leave(block);
    }
}

fn walk_table<'a>(table: &'a Table, visitor: &mut impl Visitor<'a>) {
    line(table.caption.as_deref().unwrap_or_default(), visitor);
    for cell in table.head.iter().chain(&table.body).flat_map(|row| &row.cells) {
        visitor.cell(cell);
        blocks(&cell.blocks, visitor);
    }
}

/// Walks inlines that do not continue the ones before.
fn line<'a>(list: &'a [Inline], visitor: &mut impl Visitor<'a>) {
    visitor.line(list);
    inlines(list, visitor);
}

/// Walks inlines.
pub fn inlines<'a>(list: &'a [Inline], visitor: &mut impl Visitor<'a>) {
    for inline in list {
        visitor.inline(inline);
        match &inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => inlines(inner, visitor),
            InlineKind::Ruby(pairs) => pairs.iter().for_each(|(base, _)| inlines(base, visitor)),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Citation(_)
            | InlineKind::Math(_)
            | InlineKind::Image(_)
            | InlineKind::Break => {}
        }
        visitor.leave_inline(inline);
    }
}

/// Returns the last node of blocks; [`NodeId::NONE`] if they have none.
pub fn last_node(list: &[Block]) -> NodeId {
    struct Last(NodeId);
    impl<'a> Visitor<'a> for Last {
        fn block(&mut self, block: &'a Block) {
            self.0 = self.0.max(block.node);
        }
        fn inline(&mut self, inline: &'a Inline) {
            self.0 = self.0.max(inline.node);
        }
    }
    let mut last = Last(NodeId::NONE);
    blocks(list, &mut last);
    last.0
}

/// Returns every picture of the book, with its place in the source.
pub fn images(book: &Book) -> Vec<(&Image, Span)> {
    struct Images<'a>(Vec<(&'a Image, Span)>);
    impl<'a> Visitor<'a> for Images<'a> {
        fn inline(&mut self, inline: &'a Inline) {
            if let InlineKind::Image(image) = &inline.kind {
                self.0.push((image, inline.span));
            }
        }
        fn figure_image(&mut self, image: &'a Image, span: Span) {
            self.0.push((image, span));
        }
    }
    let mut images = Images(Vec::new());
    walk(book, &mut images);
    images.0
}

/// A pass that changes a book. The order of the walk does not depend on which methods are overridden.
pub(crate) trait Editor {
    /// Visits a block, before its content.
    fn block(&mut self, _block: &mut Block) {}
    /// Visits a cell of a table, before its content; the span is that of the table.
    fn cell(&mut self, _cell: &mut Cell, _span: Span) {}
    /// Visits a block, after its content.
    fn leave(&mut self, _block: &mut Block) {}
    /// Visits an inline, before its content.
    fn inline(&mut self, _inline: &mut Inline) {}
    /// Visits an inline, after its content.
    fn leave_inline(&mut self, _inline: &mut Inline) {}
}

/// Walks blocks to change them.
pub(crate) fn edit_blocks(list: &mut [Block], editor: &mut impl Editor) {
    for block in list {
        editor.block(block);
        match &mut block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::TitleLine(_, text) => {
                edit_inlines(text, editor);
            }
            BlockKind::Quote { blocks, attribution } => {
                edit_blocks(blocks, editor);
                edit_inlines(attribution.as_deref_mut().unwrap_or_default(), editor);
            }
            BlockKind::Verse(stanzas) => {
                stanzas.iter_mut().flatten().for_each(|line| edit_inlines(&mut line.text, editor));
            }
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| edit_blocks(&mut item.blocks, editor))
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|term| edit_inlines(term, editor));
                    definition.details.iter_mut().for_each(|detail| edit_blocks(detail, editor));
                }
            }
            BlockKind::Table(table) => {
                edit_inlines(table.caption.as_deref_mut().unwrap_or_default(), editor);
                for cell in table.head.iter_mut().chain(&mut table.body).flat_map(|row| &mut row.cells) {
                    editor.cell(cell, block.span);
                    edit_blocks(&mut cell.blocks, editor);
                }
            }
            BlockKind::Figure(figure) => {
                figure.images.iter_mut().for_each(|image| edit_inlines(&mut image.caption, editor));
                edit_inlines(&mut figure.caption, editor);
            }
            BlockKind::Group(_, inner) => edit_blocks(inner, editor),
            BlockKind::Code { listing, .. } => {
                edit_inlines(&mut listing.title, editor);
                edit_inlines(&mut listing.caption, editor);
            }
            BlockKind::SceneBreak
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => {}
        }
        editor.leave(block);
    }
}

/// Returns the running texts that belong to a block itself, not to blocks within it, in order.
pub(crate) fn own_texts(kind: &mut BlockKind) -> Vec<&mut Vec<Inline>> {
    match kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::TitleLine(_, text) => {
            vec![text]
        }
        BlockKind::Quote { attribution, .. } => attribution.iter_mut().collect(),
        BlockKind::Verse(stanzas) => stanzas.iter_mut().flatten().map(|line| &mut line.text).collect(),
        BlockKind::Definitions(definitions) => {
            definitions.iter_mut().flat_map(|definition| &mut definition.terms).collect()
        }
        BlockKind::Table(table) => table.caption.iter_mut().collect(),
        BlockKind::Figure(figure) => {
            let captions = figure.images.iter_mut().map(|image| &mut image.caption);
            captions.chain([&mut figure.caption]).collect()
        }
        BlockKind::Code { listing, .. } => vec![&mut listing.title, &mut listing.caption],
        BlockKind::List(_)
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => Vec::new(),
    }
}

/// Walks inlines to change them.
pub(crate) fn edit_inlines(list: &mut [Inline], editor: &mut impl Editor) {
    for inline in list {
        editor.inline(inline);
        match &mut inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => edit_inlines(inner, editor),
            InlineKind::Ruby(pairs) => pairs.iter_mut().for_each(|(base, _)| edit_inlines(base, editor)),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Citation(_)
            | InlineKind::Math(_)
            | InlineKind::Image(_)
            | InlineKind::Break => {}
        }
        editor.leave_inline(inline);
    }
}
