//! Converts events to blocks. Entry point: [`read`].
//!
//! The reader keeps a stack of open blocks ([`Frame`]) and at most one open paragraph. Markdown, fences
//! and HTML tags all open and close blocks on that stack, and each closes only blocks that it has
//! opened.

use std::ops::Range;

use super::atoms::{AtomKind, WrapKind};
use super::attributes::title_attr;
use super::characters::clean;
use super::events::{Container, Event};
use super::fences::PreparedText;
use super::frames::{Frame, FrameKind, OpenParagraph, OpenedBy, ParagraphKind, TableDraft};
use super::reader::{BlockReader, Markup, ReadInlineText};
use super::report::Report;
use super::{callouts, captions, formulas, links, tables};
use crate::book::{Attr, Block, Delimiter, Image, InlineKind, Numbering, WrittenNote};
use crate::diag::FileId;

/// What to do at the end of a Markdown container.
enum OnClose {
    Nothing,
    /// Close the frame at this height and those above it.
    CloseFrame(usize),
    EndParagraph,
    /// Close the wrap at this height of the paragraph's stack and those above it.
    CloseWrap(usize),
    /// End the code block with this info string, which begins at this offset.
    EndCode(Option<String>, usize),
    EndHtml,
}

/// Reads the events of a file, whose text begins at `source[start..]`.
pub(super) fn read(
    file: FileId,
    source: &str,
    start: usize,
    (events, prepared): (Vec<(Event, Range<usize>)>, &PreparedText),
    markup: &Markup<'_>,
    read_inline_text: ReadInlineText,
) -> (Vec<Block>, Vec<WrittenNote>, Report) {
    let mut reader = BlockReader::new(file, source, prepared, markup, read_inline_text);
    reader.report.characters(source, start);
    let mut on_close = Vec::new();
    for (event, range) in events {
        match event {
            Event::Open(container) => on_close.push(reader.open(container, range)),
            // The parser's blocks end after their line end, but those of the model after their last
            // character.
            Event::Close => {
                let end = range.start + source[range.clone()].trim_end().len();
                reader.close(on_close.pop().unwrap_or(OnClose::Nothing), end);
            }
            event => reader.event(event, range),
        }
    }
    let mut blocks = reader.finish();
    let BlockReader { mut report, notes, .. } = reader;
    let notes = notes.number(&mut blocks, &mut report);
    (blocks, notes, report)
}

impl BlockReader<'_> {
    /// Takes an event that neither opens nor closes a container.
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Open(_) | Event::Close => {}
            Event::Text(text) => self.push_text(text, range),
            Event::Code(code) => {
                let code = clean(&code);
                self.push_piece(InlineKind::Code(code), range);
            }
            Event::Math { display, source } => {
                let (defined, report) = (&mut self.defined_in_formulas, &mut self.report);
                let (formula, id) =
                    formulas::read(self.source, range.clone(), &source, display, defined, report);
                // One that only defines commands shows nothing.
                if formula.source.is_empty() || formula.content.as_ref().is_none_or(|row| !row.is_empty()) {
                    let attr = id.map_or(Attr::NONE, Attr::with_id);
                    let piece = AtomKind::Piece(Box::new((InlineKind::Math(Box::new(formula)), attr)));
                    self.push_atom(piece, range);
                }
            }
            Event::Html => self.html_lines.push(range),
            Event::InlineHtml => self.inline_html(range),
            Event::Call(label) => {
                let id = self.notes.call(&label);
                self.push_piece(InlineKind::Note(id), range);
            }
            Event::SoftBreak => self.push_atom(AtomKind::Soft, range),
            Event::HardBreak => self.push_atom(AtomKind::Hard, range),
            Event::Rule => self.rule(range),
            Event::Task(done) => {
                if let FrameKind::Item { task, .. } = &mut self.innermost_mut().kind {
                    *task = Some(done);
                }
            }
        }
    }

    fn open(&mut self, container: Container, range: Range<usize>) -> OnClose {
        match container {
            Container::Paragraph => self.begin_paragraph(ParagraphKind::Markdown, range),
            Container::Heading(level) => self.begin_paragraph(ParagraphKind::Heading(level, false), range),
            Container::CodeBlock(info) => {
                self.end_paragraph();
                self.code.clear();
                self.in_code = true;
                OnClose::EndCode(info, range.start)
            }
            Container::HtmlBlock => {
                self.html_lines.clear();
                OnClose::EndHtml
            }
            Container::Emphasis => self.open_markdown_wrap(WrapKind::Emphasis, Attr::NONE, range),
            Container::Strong => self.open_markdown_wrap(WrapKind::Strong, Attr::NONE, range),
            Container::Strikethrough => self.open_markdown_wrap(WrapKind::Strikethrough, Attr::NONE, range),
            Container::Superscript => self.open_markdown_wrap(WrapKind::Superscript, Attr::NONE, range),
            Container::Subscript => self.open_markdown_wrap(WrapKind::Subscript, Attr::NONE, range),
            Container::Link { to, title, automatic } => {
                let kind = self.link_wrap(&to, &title, &range);
                let on_close = self.open_markdown_wrap(kind, Attr::NONE, range);
                if let Some(wrap) = self.paragraph.as_mut().and_then(|open| open.wraps.last_mut()) {
                    wrap.is_literal = automatic;
                }
                on_close
            }
            Container::Image { to, title } => {
                let path = links::file(&clean(&to), self.markup.folder);
                self.open_markdown_wrap(WrapKind::Image(Image::new(path)), title_attr(&title), range)
            }
            block => {
                if block == Container::TableCell {
                    self.cell_end = range.end;
                }
                self.open_block(block, range.start)
            }
        }
    }

    fn open_markdown_wrap(&mut self, kind: WrapKind, attr: Attr, range: Range<usize>) -> OnClose {
        self.open_wrap(kind, attr, None, range.start);
        OnClose::CloseWrap(self.paragraph.as_ref().map_or(0, |open| open.wraps.len() - 1))
    }

    fn open_block(&mut self, container: Container, start: usize) -> OnClose {
        self.end_paragraph();
        if container == Container::Item {
            self.split_list(start);
        }
        let parent = &self.innermost().kind;
        let in_head = matches!(parent, FrameKind::Row { head: true, .. });
        let fits = match container {
            Container::Item => matches!(parent, FrameKind::List { .. }),
            Container::Term | Container::Detail => matches!(parent, FrameKind::Definitions(_)),
            Container::TableHead | Container::TableRow => matches!(parent, FrameKind::Table(_)),
            Container::TableCell => matches!(parent, FrameKind::Row { .. }),
            _ => self.has_room(start..start),
        };
        if !fits {
            return OnClose::Nothing;
        }
        let kind = match container {
            Container::Quote => FrameKind::Quote,
            Container::Alert(role) => FrameKind::Group(role),
            Container::List(first) => {
                let numbering = first.map(|number| self.numbering(start, number));
                FrameKind::List { numbering, tight: true, items: Vec::new() }
            }
            Container::Item => FrameKind::Item { task: None, value: None },
            Container::Note(label) => FrameKind::Note(label),
            Container::Definitions => FrameKind::Definitions(Vec::new()),
            Container::Term => FrameKind::Term,
            Container::Detail => FrameKind::Detail,
            Container::Table(columns) => {
                FrameKind::Table(Box::new(TableDraft { columns, ..TableDraft::default() }))
            }
            Container::TableHead => FrameKind::Row { head: true, cells: Vec::new() },
            Container::TableRow => FrameKind::Row { head: false, cells: Vec::new() },
            Container::TableCell => FrameKind::Cell { header: in_head, columns: 1, rows: 1, align: None },
            _ => return OnClose::Nothing,
        };
        self.frames.push(Frame::new(kind, OpenedBy::Markdown, Attr::NONE, start));
        OnClose::CloseFrame(self.frames.len() - 1)
    }

    /// Returns the numbering of a list whose item begins at `at` and has the number `number` for the
    /// parser.
    fn numbering(&self, at: usize, number: u64) -> Numbering {
        if let Some(marker) = self.prepared.marker_of(at) {
            return marker.numbering;
        }
        let text = self.source[at..].trim_start_matches(|c: char| matches!(c, ' ' | '\t' | '0'..='9'));
        let delimiter = if text.starts_with(')') { Delimiter::Paren } else { Delimiter::Period };
        Numbering { delimiter, ..Numbering::from(i64::try_from(number).unwrap_or(1)) }
    }

    /// Splits a list before an item whose numbering differs from that of the items before it, since the
    /// parser reads them as one list.
    fn split_list(&mut self, start: usize) {
        let Some(Frame { kind: FrameKind::List { numbering: Some(own), .. }, .. }) = self.frames.last()
        else {
            return;
        };
        let (own, next) = (*own, self.numbering(start, 1));
        if (own.numerals, own.delimiter) != (next.numerals, next.delimiter) {
            self.close_frame(start);
            let kind = FrameKind::List { numbering: Some(next), tight: true, items: Vec::new() };
            self.frames.push(Frame::new(kind, OpenedBy::Markdown, Attr::NONE, start));
        }
    }

    fn begin_paragraph(&mut self, kind: ParagraphKind, range: Range<usize>) -> OnClose {
        self.end_paragraph();
        let is_markdown = kind == ParagraphKind::Markdown;
        if let [.., list, item] = &mut self.frames[..]
            && let (FrameKind::List { tight, .. }, FrameKind::Item { .. }) = (&mut list.kind, &item.kind)
            && is_markdown
        {
            *tight = false;
        }
        let end = range.start + self.source[range.clone()].trim_end().len();
        self.paragraph = Some(OpenParagraph::new(kind, Attr::NONE, range.start..end));
        OnClose::EndParagraph
    }

    /// Ends a Markdown container, and any HTML left open in it.
    fn close(&mut self, on_close: OnClose, end: usize) {
        match on_close {
            OnClose::Nothing => {}
            OnClose::CloseFrame(height) => {
                if matches!(self.frames.get(height).map(|frame| &frame.kind), Some(FrameKind::Row { .. })) {
                    tables::report_excess(self.source, self.cell_end..end, &mut self.report);
                }
                self.close_frames(height, end);
            }
            OnClose::EndParagraph => self.end_paragraph(),
            OnClose::CloseWrap(height) => self.close_wraps(height, end),
            OnClose::EndCode(info, start) => {
                self.in_code = false;
                self.finish_code(info.as_deref(), start..end);
            }
            OnClose::EndHtml => {
                let lines = std::mem::take(&mut self.html_lines);
                self.html_block(&lines);
                self.html_lines = lines;
            }
        }
    }

    fn finish(&mut self) -> Vec<Block> {
        self.close_frames(1, self.source.len());
        let root = self.frames.pop().expect("the root stays open");
        callouts::connect(captions::claim(root.blocks, root.captions), self.source)
    }
}
