//! Counts the nodes of every text, in the order in which both writers go through them.

use super::captions::Captioned;
use super::origin::{NodeId, NodeSource, Origins, TextId};
use super::visit::{self, Editor};
use super::{Block, BlockKind, Book, Division, Entry, Inline, InlineKind};
use crate::diag::Span;

/// Gives each division its text, and each block and inline its node; returns where they were written.
///
/// A generated list has a node for each of its lines behind its own.
pub(super) fn count(book: &mut Book) -> Origins {
    let lines = Lines {
        contents: count_entries(&book.contents),
        figures: book.figures.len(),
        tables: book.tables.len(),
    };
    let mut divisions = Vec::new();
    let all = book.front.iter_mut().chain(&mut book.body).chain(&mut book.back);
    for outer in all {
        divisions.push(division(outer, divisions.len(), &lines));
        for inner in &mut outer.children {
            divisions.push(division(inner, divisions.len(), &lines));
        }
    }
    let notes = book.notes.iter_mut().map(|note| {
        let mut counter = NodeCounter { nodes: Vec::new(), lines: &lines };
        counter.next(note.span, 0);
        visit::edit_blocks(&mut note.blocks, &mut counter);
        counter.nodes
    });
    Origins::new(divisions, notes.collect())
}

fn division(division: &mut Division, index: usize, lines: &Lines) -> Vec<NodeSource> {
    let mut counter = NodeCounter { nodes: Vec::new(), lines };
    counter.next(division.span, 0);
    visit::edit_inlines(&mut division.title, &mut counter);
    visit::edit_blocks(&mut division.blocks, &mut counter);
    division.text = TextId::Division(u32::try_from(index).unwrap_or(u32::MAX));
    counter.nodes
}

fn count_entries(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + count_entries(&entry.children)).sum()
}

/// How many lines each generated list has at most.
struct Lines {
    contents: usize,
    figures: usize,
    tables: usize,
}

struct NodeCounter<'a> {
    nodes: Vec<NodeSource>,
    lines: &'a Lines,
}

impl NodeCounter<'_> {
    /// Counts a node that shows so many bytes of the source.
    fn next(&mut self, span: Span, shown: usize) -> NodeId {
        self.nodes.push(NodeSource { span, shown: u32::try_from(shown).unwrap_or(0) });
        NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    fn lines(&mut self, span: Span, count: usize) {
        (0..count).for_each(|_| {
            self.next(span, 0);
        });
    }
}

impl Editor for NodeCounter<'_> {
    fn block(&mut self, block: &mut Block) {
        let shown = match &mut block.kind {
            BlockKind::Code { text, listing, .. } => {
                // Its title comes before the lines of the code.
                visit::edit_inlines(&mut listing.title, self);
                text.len()
            }
            BlockKind::Math(source) => source.len(),
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_) => 0,
        };
        block.node = self.next(block.span, shown);
        if let BlockKind::Contents = block.kind {
            self.lines(block.span, self.lines.contents);
        }
        if let BlockKind::Captions(of) = block.kind {
            let count = match of {
                Captioned::Figures => self.lines.figures,
                Captioned::Tables => self.lines.tables,
            };
            self.lines(block.span, count);
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        if inline.node != NodeId::NONE {
            return;
        }
        let shown = match &inline.kind {
            InlineKind::Text(text)
            | InlineKind::Code(text)
            | InlineKind::Citation(text)
            | InlineKind::Math { source: text, .. } => text.len(),
            InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Link { .. }
            | InlineKind::Note(_)
            | InlineKind::Reference(_)
            | InlineKind::Image(_)
            | InlineKind::Ruby(_)
            | InlineKind::Break => 0,
        };
        inline.node = self.next(inline.span, shown);
    }
}
