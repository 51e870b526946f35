//! Finds the place in the manuscript for a position on a page, and the pages for a place in the
//! manuscript.

use std::collections::BTreeMap;

use crate::book::math::Formula;
use crate::book::visit::{self, Visitor};
use crate::book::{Block, BlockKind, Book, Inline, InlineKind, NodeId, Origin, TextId};
use crate::diag::{SourceMap, Span};
use crate::layout::{GlyphRun, Page, PageItem, Pages, PlacedKind};
use crate::manuscript::char_span;
use crate::units::Length;

/// Maps the pages of a book to its manuscript and back.
#[derive(Debug)]
pub struct Trace<'a> {
    pages: &'a Pages,
    sources: &'a SourceMap,
    /// The nodes by text, then by node.
    nodes: BTreeMap<TextId, BTreeMap<NodeId, Node<'a>>>,
}

/// The text of a node, and its place in the source.
#[derive(Clone, Copy, Debug)]
struct Node<'a> {
    /// The text; empty if the node does not show its text as written: a number, a reference, a picture.
    text: &'a str,
    span: Span,
    /// Whether it is a block of code, whose span includes its fences.
    is_code: bool,
}

impl<'a> Trace<'a> {
    /// Returns the trace of a book, its pages and the files that it was read from.
    pub fn new(book: &'a Book, pages: &'a Pages, sources: &'a SourceMap) -> Self {
        let mut nodes = BTreeMap::new();
        for division in book.divisions() {
            let mut found = Nodes(BTreeMap::new());
            found.0.insert(NodeId::TEXT, Node { text: "", span: division.span, is_code: false });
            visit::inlines(&division.title, &mut found);
            visit::blocks(&division.blocks, &mut found);
            nodes.insert(division.text, found.0);
        }
        for (id, note) in book.notes_by_id() {
            let mut found = Nodes(BTreeMap::new());
            found.0.insert(NodeId::TEXT, Node { text: "", span: note.span, is_code: false });
            visit::blocks(&note.blocks, &mut found);
            nodes.insert(TextId::Note(id), found.0);
        }
        Self { pages, sources, nodes }
    }

    /// Returns the origin of the item at a position of a page; x and y are counted from its upper left
    /// corner. Returns `None` if there is no item of the book.
    pub fn origin_at(&self, page: usize, x: Length, y: Length) -> Option<Origin> {
        let items = self.pages.pages.get(page)?.items.iter();
        // An initial extends behind the letters beside it, and a space may extend a little behind the next run.
        let near = |item: &PageItem| (size(item), (x - item.x).abs() + (y - item.y).abs());
        let hits = items.filter_map(|item| Some((near(item), hit(item, x, y)?)));
        hits.min_by_key(|(near, _)| *near).map(|(_, origin)| origin)
    }

    /// Returns the place in the source of a character of the book, or that of its whole block if the
    /// block does not show the character as written. Returns `None` for an origin of another book.
    pub fn span(&self, origin: Origin) -> Option<Span> {
        let node = self.node(origin)?;
        let at = origin.at as usize;
        let source = &self.sources.file(node.span.file).text;
        let span = match (node.text.get(at..).unwrap_or_default(), node.is_code) {
            ("", _) => node.span,
            (_, true) => code_span(node, source, at),
            (_, false) => char_span(node.text, source, node.span, at),
        };
        Some(self.sources.origin(span))
    }

    /// Returns the node of an origin; for a line of a generated list, the node of its block.
    fn node(&self, origin: Origin) -> Option<&Node<'a>> {
        self.nodes.get(&origin.text)?.range(..=origin.node).next_back().map(|(_, node)| node)
    }

    /// Returns the indices of the pages that show something of a place in the manuscript.
    pub fn pages_of(&self, span: Span) -> Vec<usize> {
        let pages = self.pages.pages.iter().enumerate();
        pages.filter(|(_, page)| self.shows(page, span)).map(|(index, _)| index).collect()
    }

    fn shows(&self, page: &Page, span: Span) -> bool {
        // A generated division is at its entry in `generate`, whatever its words come from.
        let opens = page.start.map(|start| start.origin).filter(|origin| origin.node == NodeId::TEXT);
        if opens.is_some_and(|origin| self.meets(origin, origin, span)) {
            return true;
        }
        page.items.iter().any(|item| match &item.kind {
            PlacedKind::Glyphs(run) => run.origins.ranges(run.text.len()).any(|(range, origin)| {
                let last = run.text[range.clone()].char_indices().next_back().map_or(0, |(at, _)| at);
                let last = Origin { at: origin.at + u32::try_from(last).unwrap_or(0), ..origin };
                self.meets(origin, last, span)
            }),
            PlacedKind::Picture { origin, .. } => {
                origin.is_some_and(|origin| self.meets(origin, origin, span))
            }
            PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Link { .. } => false,
        })
    }

    /// Returns whether anything between two characters of a node was written in a span.
    fn meets(&self, first: Origin, last: Origin, span: Span) -> bool {
        if !self.node(first).is_some_and(|node| overlap(self.sources.origin(node.span), span)) {
            return false;
        }
        match (self.span(first), self.span(last)) {
            (Some(first), Some(last)) => overlap(Span { end: last.end.max(first.end), ..first }, span),
            _ => false,
        }
    }
}

/// Returns the place in the source of a character of a block of code. A line of the block is the end of
/// a line of the source; if that has tabs that were expanded, the place is the whole line.
fn code_span(node: &Node<'_>, source: &str, at: usize) -> Span {
    let written = source.get(node.span.range()).unwrap_or_default();
    let before = &node.text[..at];
    let (number, column) = (before.matches('\n').count(), at - before.rfind('\n').map_or(0, |end| end + 1));
    let line = node.text.split('\n').nth(number).unwrap_or_default();
    let is_fenced = written.trim_start().starts_with(['`', '~']);
    let (mut start, mut found) = (node.span.range().start, "");
    for (index, source_line) in written.split_inclusive('\n').enumerate() {
        found = source_line.trim_end_matches(['\r', '\n']);
        if index == number + usize::from(is_fenced) {
            break;
        }
        start += source_line.len();
    }
    match found.strip_suffix(line) {
        Some(indent) => {
            let begin = start + indent.len() + column;
            let width = line[column..].chars().next().map_or(0, char::len_utf8);
            Span::new(node.span.file, begin..begin + width)
        }
        None => Span::new(node.span.file, start..start + found.len()),
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.file == b.file && a.start < b.end && b.start < a.end
}

/// Returns the type size of an item, or the height of a picture.
fn size(item: &PageItem) -> Length {
    match &item.kind {
        PlacedKind::Glyphs(run) => run.size,
        PlacedKind::Picture { height, .. } => *height,
        PlacedKind::Rule { .. }
        | PlacedKind::Frame { .. }
        | PlacedKind::Stroke { .. }
        | PlacedKind::Link { .. } => Length::ZERO,
    }
}

/// Returns the origin of an item at a position of its page.
fn hit(item: &PageItem, x: Length, y: Length) -> Option<Origin> {
    match &item.kind {
        PlacedKind::Glyphs(run) => {
            // Turned glyphs run upward: their right is above, and their bottom at the right.
            let (along, below) =
                if item.turned { (item.y - y, x - item.x) } else { (x - item.x, y - item.y) };
            let is_in = along >= Length::ZERO && -run.size <= below && below <= run.size / 3;
            is_in.then(|| origin_along(run, along)).flatten()
        }
        PlacedKind::Picture { width, height, origin, .. } => {
            let (width, height) = if item.turned { (*height, *width) } else { (*width, *height) };
            let is_in = item.x <= x && x < item.x + width && item.y <= y && y < item.y + height;
            origin.filter(|_| is_in)
        }
        PlacedKind::Rule { .. }
        | PlacedKind::Frame { .. }
        | PlacedKind::Stroke { .. }
        | PlacedKind::Link { .. } => None,
    }
}

/// Returns the origin in a run at a distance from its beginning.
fn origin_along(run: &GlyphRun, along: Length) -> Option<Origin> {
    let (mut pen, mut behind, mut byte) = (0, 0, 0);
    for glyph in &run.glyphs {
        if glyph.text_len > 0 {
            (byte, behind) = (behind, behind + usize::from(glyph.text_len));
        }
        pen += i64::from(glyph.advance);
        if along.to_sp() < pen {
            return run.origins.at(byte);
        }
    }
    None
}

/// Returns the text that a formula shows as written: its source if it cannot be read.
fn source(formula: &Formula) -> &str {
    if formula.content.is_none() { &formula.source } else { "" }
}

struct Nodes<'a>(BTreeMap<NodeId, Node<'a>>);

impl<'a> Visitor<'a> for Nodes<'a> {
    fn block(&mut self, block: &'a Block) {
        let text = match &block.kind {
            BlockKind::Code { text, .. } => text,
            BlockKind::Math(formula) => source(formula),
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
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => "",
        };
        self.0.insert(
            block.node,
            Node { text, span: block.span, is_code: matches!(block.kind, BlockKind::Code { .. }) },
        );
    }

    fn inline(&mut self, inline: &'a Inline) {
        let text = match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Citation(text) => text,
            InlineKind::Math(formula) => source(formula),
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
            | InlineKind::Break => "",
        };
        self.0.insert(inline.node, Node { text, span: inline.span, is_code: false });
    }
}
