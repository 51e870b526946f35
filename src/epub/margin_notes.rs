//! Notes in the margin: each an element beside the text, before the block that calls it.
#![deny(clippy::wildcard_enum_match_arm)]

use super::writer::Writer;
use crate::book::Book;
use crate::book::visit::{self, Visitor};
use crate::book::{Anchor, Block, BlockKind, Inline, InlineKind, NoteId, NoteSeries, TextId, TitleRole};

impl Writer<'_> {
    /// Writes the notes that a block calls outside the blocks in it that are written one by one.
    pub(super) fn margin_notes_of(&mut self, block: &Block) {
        if !self.layout.has_margin_notes {
            return;
        }
        let mut calls = Calls::of(self.layout.book);
        match &block.kind {
            // These are within the heading of the division.
            BlockKind::TitleLine(
                TitleRole::Title
                | TitleRole::Subtitle
                | TitleRole::Author
                | TitleRole::Contributor
                | TitleRole::Date
                | TitleRole::Series
                | TitleRole::Publisher
                | TitleRole::Imprint
                | TitleRole::ChapterSubtitle
                | TitleRole::ChapterAuthor,
                _,
            )
            | BlockKind::Group(..) => {}
            BlockKind::Quote { attribution, .. } => {
                visit::inlines(attribution.as_deref().unwrap_or_default(), &mut calls);
            }
            BlockKind::TitleLine(TitleRole::Box, _)
            | BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::Math(_)
            | BlockKind::SceneBreak
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => visit::blocks(std::slice::from_ref(block), &mut calls),
        }
        self.margin_notes(calls.notes);
    }

    /// Writes the notes that inlines call, such as those of a title.
    pub(super) fn margin_notes_in(&mut self, inlines: &[Inline]) {
        if self.layout.has_margin_notes {
            let mut calls = Calls::of(self.layout.book);
            visit::inlines(inlines, &mut calls);
            self.margin_notes(calls.notes);
        }
    }

    /// Writes the notes that blocks call anywhere in them and that are not written yet.
    pub(super) fn margin_notes_within(&mut self, blocks: &[Block]) {
        if self.layout.has_margin_notes {
            let mut calls = Calls::of(self.layout.book);
            visit::blocks(blocks, &mut calls);
            self.margin_notes(calls.notes);
        }
    }

    fn margin_notes(&mut self, notes: Vec<NoteId>) {
        for id in notes {
            if self.count_call(id) > 1 {
                continue;
            }
            let note = self.layout.book.note(id);
            let marks = self.layout.marks.of_text(TextId::Note(id));
            let outer = std::mem::replace(&mut self.breaks, marks);
            let (lead, play) = (self.lead.take(), self.play.take());
            let anchor = Anchor::from(&note.anchor);
            self.out.open("aside").attr("role", "note").attr("id", anchor.name()).class("margin-note").line();
            self.blocks(&note.blocks);
            self.breaks.rest(&mut self.out);
            self.out.close("aside").line();
            (self.breaks, self.lead, self.play) = (outer, lead, play);
        }
    }
}

/// The notes in the margin that are called in a text.
struct Calls<'b> {
    book: &'b Book,
    notes: Vec<NoteId>,
}

impl<'b> Calls<'b> {
    fn of(book: &'b Book) -> Self {
        Self { book, notes: Vec::new() }
    }
}

impl<'a> Visitor<'a> for Calls<'_> {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Note(id) = inline.kind
            && self.book.note(id).series == NoteSeries::Margin
        {
            self.notes.push(id);
        }
    }
}
