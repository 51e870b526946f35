//! Numbers the nodes of every text, in the order in which both writers walk them.

use std::collections::BTreeMap;

use crate::book::origin::{NodeId, TextId};
use crate::book::visit::{self, Editor};
use crate::book::{
    Block, BlockKind, Book, Caption, Captioned, Division, Entry, GeneratedList, Index, Inline,
};

/// Sets the text of each division, and the node of each block and inline.
///
/// A generated list has a node, followed by one for each of its lines.
pub(super) fn count(book: &mut Book) {
    let lines = Lines {
        contents: count_entries(&book.contents),
        captions: book.captions.iter().map(|(of, captions)| (*of, count_captions(captions))).collect(),
        indexes: book.indexes.iter().map(count_index).collect(),
    };
    let mut texts = (0..).map(TextId::Division);
    for outer in book.front.iter_mut().chain(&mut book.body).chain(&mut book.back) {
        division(outer, &mut texts, &lines);
        outer.children.iter_mut().for_each(|inner| division(inner, &mut texts, &lines));
    }
    for note in &mut book.notes {
        visit::edit_blocks(&mut note.blocks, &mut NodeCounter::new(&lines));
    }
}

fn division(division: &mut Division, texts: &mut impl Iterator<Item = TextId>, lines: &Lines) {
    division.text = texts.next().unwrap_or(TextId::NONE);
    let mut counter = NodeCounter::new(lines);
    visit::edit_inlines(&mut division.title, &mut counter);
    visit::edit_blocks(&mut division.blocks, &mut counter);
}

fn count_entries(entries: &[Entry]) -> u32 {
    entries.iter().map(|entry| 1 + count_entries(&entry.children)).sum()
}

fn count_captions(captions: &[Caption]) -> u32 {
    u32::try_from(captions.len()).unwrap_or(u32::MAX)
}

fn count_index(index: &Index) -> u32 {
    u32::try_from(index.entries().len()).unwrap_or(u32::MAX)
}

/// The maximum number of lines of each generated list.
struct Lines {
    contents: u32,
    captions: BTreeMap<Captioned, u32>,
    indexes: Vec<u32>,
}

struct NodeCounter<'a> {
    last: NodeId,
    lines: &'a Lines,
}

impl<'a> NodeCounter<'a> {
    /// Starts counting with the text itself.
    fn new(lines: &'a Lines) -> Self {
        Self { last: NodeId::TEXT, lines }
    }

    fn next(&mut self) -> NodeId {
        self.pass(1);
        self.last
    }

    fn pass(&mut self, nodes: u32) {
        self.last = NodeId(self.last.0.saturating_add(nodes));
    }
}

impl Editor for NodeCounter<'_> {
    fn block(&mut self, block: &mut Block) {
        if let BlockKind::Code { listing, .. } = &mut block.kind {
            // Its title comes before the lines of the code.
            visit::edit_inlines(&mut listing.title, self);
        }
        block.node = self.next();
        self.pass(match block.kind.properties().list {
            Some(GeneratedList::Contents) => self.lines.contents,
            Some(GeneratedList::Captions(of)) => self.lines.captions.get(&of).copied().unwrap_or_default(),
            Some(GeneratedList::Index(id)) => {
                self.lines.indexes.get(usize::from(id.0)).copied().unwrap_or_default()
            }
            None => 0,
        });
    }

    fn inline(&mut self, inline: &mut Inline) {
        // The title of a block of code has been counted.
        if inline.node == NodeId::NONE {
            inline.node = self.next();
        }
    }
}
