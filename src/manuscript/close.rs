//! An open block ends and becomes what it is. Entry point: [`Reader::close_frame`].

use std::ops::Range;

use super::attributes::{self, Written};
use super::blocks::Reader;
use super::characters::clean;
use super::effects::Construct;
use super::events::Words;
use super::frames::{Frame, Kind, Origin};
use super::{display, elements, figures, quotes, tables, verse};
use crate::book::{
    Attr, Block, BlockKind, Cell, Definition, GroupRole, Inline, InlineKind, Key, List, ListItem, Listing,
    Row, SpanRole,
};
use crate::diag::{Code, Diagnostic, Span};

impl Reader<'_> {
    /// Closes the innermost frame and gives what it became to the one around it.
    pub(super) fn close_frame(&mut self, end: usize) {
        self.end_run();
        let Some(frame) = self.frames.pop() else { return };
        self.report_unclosed(&frame);
        let Frame { kind, attr, start, blocks, captions, others, .. } = frame;
        let range = start..end.max(start);
        let blocks = tables::claim_captions(blocks, captions);
        self.settle_strays(&kind);
        let before = self.frames.last().map_or(0, |frame| frame.blocks.len());
        self.become_block(kind, attr, blocks, range.clone());
        for role in others {
            let frame = self.frames.last_mut().expect("the root stays open");
            let inner = frame.blocks.split_off(before.min(frame.blocks.len()));
            self.put(BlockKind::Group(role, inner), Attr::NONE, range.clone());
        }
    }

    fn become_block(&mut self, kind: Kind, attr: Attr, blocks: Vec<Block>, range: Range<usize>) {
        let span = self.report.span(range.clone());
        match kind {
            Kind::Root | Kind::Section { .. } => self.put_all(blocks),
            Kind::Quote => self.put(quotes::quote(blocks), attr, range),
            Kind::Group(GroupRole::Epigraph) => {
                self.put(BlockKind::Group(GroupRole::Epigraph, quotes::epigraph(blocks)), attr, range);
            }
            Kind::Group(role) => self.put(BlockKind::Group(role, blocks), attr, range),
            Kind::Verse => self.verse(attr, blocks, range),
            Kind::Figure { caption } => {
                let made = figures::group(blocks, caption, attr, span, &mut self.report);
                self.put_all(vec![made]);
            }
            Kind::PageBreak => {
                self.put(BlockKind::PageBreak, attr, range);
                self.put_all(blocks);
            }
            Kind::Note(label) => self.notes.define(&label, span, blocks, &mut self.report),
            Kind::List { numbering, tight, mut items } => {
                if !blocks.is_empty() {
                    items.push(stray_item(blocks));
                }
                if !items.is_empty() {
                    self.put(BlockKind::List(List { numbering, tight, items }), attr, range);
                }
            }
            Kind::Item { task, value } => {
                self.item(ListItem { task, value, blocks: grouped(blocks, attr, span), span });
            }
            Kind::Definitions(definitions) => {
                if definitions.iter().any(|d| d.terms.is_empty() || d.details.is_empty()) {
                    let start = range.start..range.start;
                    self.report.html(start, "list of definitions with a term or a meaning that is missing");
                }
                if !definitions.is_empty() {
                    self.put(BlockKind::Definitions(definitions), attr, range);
                }
                self.put_all(blocks);
            }
            Kind::Term => self.term(blocks, attr, span),
            Kind::Detail => self.detail(grouped(blocks, attr, span)),
            Kind::Table(draft) => {
                // What is in front of the rows is in front of the table already.
                let (kind, attr) = tables::table(*draft, attr);
                self.put(kind, attr, range);
                self.put_all(blocks);
            }
            Kind::Row { head, mut cells } => {
                cells.extend((!blocks.is_empty()).then(|| stray_cell(blocks)));
                self.row(head, cells);
            }
            Kind::Cell { header, columns, rows, align } => {
                let attr = self.cell_attr(attr);
                let cell = Cell { header, columns, rows, align, blocks, attr };
                if let Some(Kind::Row { cells, .. }) = self.frames.last_mut().map(|frame| &mut frame.kind) {
                    cells.push(cell);
                }
            }
            Kind::Caption => self.caption(blocks, attr, span),
            Kind::Footer => self.footer(attr, blocks, range),
        }
    }

    /// Moves blocks that raw HTML has between the parts of a list or a table to a place of their own, before
    /// the part that is about to be added behind them.
    fn settle_strays(&mut self, part: &Kind) {
        let Some(parent) = self.frames.len().checked_sub(1) else { return };
        // What is in front of a section of a table is in front of its first row.
        if let (Kind::Row { .. }, Kind::Section { .. }) = (part, &self.frames[parent].kind) {
            self.settle_strays_of(parent - 1, part);
        }
        self.settle_strays_of(parent, part);
    }

    fn settle_strays_of(&mut self, parent: usize, part: &Kind) {
        let is_part = matches!(
            (part, &self.frames[parent].kind),
            (Kind::Item { .. }, Kind::List { .. })
                | (Kind::Term | Kind::Detail, Kind::Definitions(_))
                | (Kind::Cell { .. }, Kind::Row { .. })
                | (Kind::Row { .. }, Kind::Table(_) | Kind::Section { .. })
        );
        if !is_part || self.frames[parent].blocks.is_empty() {
            return;
        }
        let blocks = std::mem::take(&mut self.frames[parent].blocks);
        let blocks = tables::claim_captions(blocks, std::mem::take(&mut self.frames[parent].captions));
        match &mut self.frames[parent].kind {
            Kind::List { items, .. } => items.push(stray_item(blocks)),
            Kind::Row { cells, .. } => cells.push(stray_cell(blocks)),
            Kind::Definitions(definitions) => match definitions.last_mut() {
                Some(last) => last.details.push(blocks),
                None => self.frames[parent - 1].blocks.extend(blocks),
            },
            _ => self.stray_row(blocks),
        }
    }

    /// A row of what is between two rows; in front of the first, it goes in front of the table.
    fn stray_row(&mut self, blocks: Vec<Block>) {
        let table = self.frames.iter_mut().enumerate().rev().find_map(|(at, frame)| match &mut frame.kind {
            Kind::Table(draft) => Some((at, draft)),
            _ => None,
        });
        match table {
            Some((at, draft)) if at > 0 && draft.head.is_empty() && draft.body.is_empty() => {
                self.frames[at - 1].blocks.extend(blocks);
            }
            _ => self.row(false, vec![stray_cell(blocks)]),
        }
    }

    fn put_all(&mut self, blocks: Vec<Block>) {
        self.frames.last_mut().expect("the root stays open").blocks.extend(blocks);
    }

    fn report_unclosed(&mut self, frame: &Frame) {
        if frame.closed {
            return;
        }
        match &frame.origin {
            Origin::Fence => {
                let line = self.source[frame.start..].lines().next().unwrap_or_default().trim_end();
                let span = self.report.span(frame.start..frame.start + line.len());
                self.report.add(
                    Diagnostic::new(Code::UnclosedDiv, span, "this div never ends")
                        .help("end it with `:::` on a line of its own, in the same quote or list"),
                );
            }
            Origin::Html(tag) if !elements::may_end_silently(tag) => {
                let line = self.source[frame.start..].lines().next().unwrap_or_default();
                let end = frame.start + line.find('>').map_or(line.len(), |i| i + 1);
                self.report.html(frame.start..end, format!("`<{tag}>` is never closed"));
            }
            Origin::Html(_) | Origin::Markdown => {}
        }
    }

    /// A poem: its stanzas in one block, unless something else stands between them.
    fn verse(&mut self, attr: Attr, blocks: Vec<Block>, range: Range<usize>) {
        let span = self.report.span(range.clone());
        let mut merged: Vec<Block> = Vec::new();
        for block in blocks {
            match (block.kind, merged.last_mut()) {
                (BlockKind::Verse(more), Some(Block { kind: BlockKind::Verse(stanzas), span, .. })) => {
                    stanzas.extend(more);
                    *span = span.to(block.span);
                }
                (kind, _) => merged.push(Block { kind, ..block }),
            }
        }
        for block in &mut merged {
            if let BlockKind::Verse(stanzas) = &mut block.kind {
                verse::settle_indents(stanzas);
            }
        }
        match <[Block; 1]>::try_from(merged) {
            Ok([Block { kind: kind @ BlockKind::Verse(_), .. }]) => {
                self.put_all(vec![Block::with(kind, attr, span)]);
            }
            Ok([other]) => self.put(BlockKind::Group(GroupRole::Plain, vec![other]), attr, range),
            Err(several) => self.put(BlockKind::Group(GroupRole::Plain, several), attr, range),
        }
    }

    fn item(&mut self, item: ListItem) {
        if let Some(Kind::List { items, .. }) = self.frames.last_mut().map(|frame| &mut frame.kind) {
            items.push(item);
        }
    }

    fn definitions(&mut self) -> Option<&mut Vec<Definition>> {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Definitions(definitions)) => Some(definitions),
            _ => None,
        }
    }

    fn term(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) {
        let (term, rest) = into_inlines(blocks);
        let term = spanned(term, attr, span);
        if let Some(definitions) = self.definitions() {
            match definitions.last_mut().filter(|last| last.details.is_empty()) {
                Some(last) => last.terms.push(term),
                None => definitions.push(Definition { terms: vec![term], details: Vec::new() }),
            }
            if let Some(last) = definitions.last_mut().filter(|_| !rest.is_empty()) {
                last.details.push(rest);
            }
        }
    }

    fn detail(&mut self, blocks: Vec<Block>) {
        if let Some(definitions) = self.definitions() {
            if definitions.is_empty() {
                definitions.push(Definition { terms: Vec::new(), details: Vec::new() });
            }
            definitions.last_mut().expect("there is one now").details.push(blocks);
        }
    }

    /// A cell's attributes; the language of its row or section is its own, as those have none here.
    fn cell_attr(&self, mut attr: Attr) -> Attr {
        let mut parts = self
            .frames
            .iter()
            .rev()
            .take_while(|frame| matches!(frame.kind, Kind::Row { .. } | Kind::Section { .. }));
        if attr.lang().is_none()
            && let Some(lang) = parts.find_map(|frame| frame.attr.lang())
        {
            attr.get_mut().lang = Some(lang.clone());
        }
        attr
    }

    fn row(&mut self, head: bool, cells: Vec<Cell>) {
        let in_head =
            self.frames.last().is_some_and(|frame| matches!(frame.kind, Kind::Section { head: true }));
        let table = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            Kind::Table(draft) => Some(draft),
            _ => None,
        });
        if let Some(draft) = table.filter(|_| !cells.is_empty()) {
            // A head behind rows of the body stays where it was written.
            let rows =
                if (head || in_head) && draft.body.is_empty() { &mut draft.head } else { &mut draft.body };
            rows.push(Row { cells });
        }
    }

    fn caption(&mut self, blocks: Vec<Block>, attr: Attr, span: Span) {
        let (words, rest) = into_inlines(blocks);
        let words = spanned(words, attr, span);
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Table(draft)) => draft.caption = Some(words).filter(|words| !words.is_empty()),
            Some(Kind::Figure { caption }) => {
                if !caption.is_empty() && !words.is_empty() {
                    caption.push(Inline::new(InlineKind::Break, words[0].span));
                }
                caption.extend(words);
            }
            _ => {}
        }
        self.put_all(rest);
    }

    /// `<footer>`: who said it, in a quotation; elsewhere a group.
    fn footer(&mut self, attr: Attr, blocks: Vec<Block>, range: Range<usize>) {
        let in_quote = self.frames.last().is_some_and(|frame| matches!(frame.kind, Kind::Quote));
        let mut blocks = blocks;
        if in_quote
            && blocks.len() == 1
            && let Some(Block { kind: BlockKind::Paragraph(words), .. }) = blocks.first_mut()
        {
            quotes::mark_attribution(words);
            return self.put_all(blocks);
        }
        self.put(BlockKind::Group(GroupRole::Plain, blocks), attr, range);
    }

    /// The text of a code block.
    pub(super) fn code_text(&mut self, words: Words, range: Range<usize>) {
        let text = match words {
            Words::Source { .. } => clean(&self.source[range.clone()]),
            Words::Other(text) => clean(&text),
        };
        self.code.push_str(&text);
    }

    /// The end of a code block with the info string of its fence: `rust`, `{.rust #lst:x}` or both.
    pub(super) fn code_block(&mut self, info: Option<&str>, range: Range<usize>) {
        let mut text = std::mem::take(&mut self.code);
        text.truncate(text.strip_suffix('\n').map_or(text.len(), str::len));
        let info = clean(info.unwrap_or_default().trim());
        let brace = info.find('{');
        let parsed = brace.and_then(|at| attributes::parse(&info, at));
        let fence = range.start..range.start + self.source[range.clone()].find('\n').unwrap_or(range.len());
        if brace.is_some() && parsed.is_none() {
            let span = self.report.span(fence.clone());
            let help = "write them as `{.language #id key=\"value\"}`";
            self.report
                .add(Diagnostic::new(Code::BadAttributes, span, "attributes that cannot be read").help(help));
        }
        let mut written = parsed.map_or_else(Written::default, |(written, _)| written);
        let named = info[..brace.unwrap_or(info.len())].split([' ', '\t', ',']).next().unwrap_or_default();
        let language = match named {
            "" if written.classes.is_empty() => None,
            "" => Some(written.classes.remove(0)),
            name => Some(name.to_owned()),
        };
        let listing = self.listing(&mut written, &fence);
        let attr = written.settle(Construct::CodeBlock, &mut self.report, fence);
        let end = range.start + self.source[range.clone()].trim_end().len();
        self.put(BlockKind::Code { language, text, listing }, attr, range.start..end);
    }
}

impl Reader<'_> {
    /// The name and the caption of a block of code; a name without spaces is that of a file.
    fn listing(&self, written: &mut Written, fence: &Range<usize>) -> Listing {
        let span = self.report.span(fence.clone());
        let title = match written.take_first(&[Key::Title, Key::Filename, Key::FileName]) {
            Some(name) if !name.contains(' ') => vec![Inline::new(InlineKind::Code(name), span)],
            Some(title) => self.line(&title, fence),
            None => Vec::new(),
        };
        let caption = written.take_first(&[Key::Caption, Key::LstCap]);
        let caption = caption.map_or_else(Vec::new, |caption| self.line(&caption, fence));
        Listing { title, caption, number: None }
    }

    /// A text from an attribute, as it is shown.
    pub(super) fn line(&self, text: &str, range: &Range<usize>) -> Vec<Inline> {
        display::line(text, &self.lang(), self.report.span(range.clone()))
    }
}

/// An item of what stands between the items of a raw list.
fn stray_item(blocks: Vec<Block>) -> ListItem {
    ListItem { task: None, value: None, span: blocks[0].span, blocks }
}

/// A cell of what stands between the cells of a raw table.
fn stray_cell(blocks: Vec<Block>) -> Cell {
    Cell { header: false, columns: 1, rows: 1, align: None, blocks, attr: Attr::NONE }
}

/// Blocks that have attributes but no place for them: a group holds both.
fn grouped(blocks: Vec<Block>, attr: Attr, span: Span) -> Vec<Block> {
    if attr == Attr::NONE {
        return blocks;
    }
    vec![Block::with(BlockKind::Group(GroupRole::Plain, blocks), attr, span)]
}

/// Words that have attributes but no place for them: a span holds both.
fn spanned(words: Vec<Inline>, attr: Attr, span: Span) -> Vec<Inline> {
    if attr == Attr::NONE {
        return words;
    }
    vec![Inline::with(InlineKind::Span(SpanRole::Plain, words), attr, span)]
}

/// The words of the first paragraphs, a line for each; and the blocks from the first that is none.
pub(super) fn into_inlines(blocks: Vec<Block>) -> (Vec<Inline>, Vec<Block>) {
    let mut words: Vec<Inline> = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Paragraph(text) if rest.is_empty() => {
                if !words.is_empty() {
                    words.push(Inline::new(InlineKind::Break, block.span));
                }
                words.extend(text);
            }
            kind => rest.push(Block { kind, ..block }),
        }
    }
    (words, rest)
}
