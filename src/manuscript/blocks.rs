//! Events become blocks. Entry point: [`read`].
//!
//! The reader keeps a stack of open blocks ([`Frame`]) and at most one open paragraph ([`Run`]).
//! Markdown, fences and HTML tags all open and close on that same stack, each only what is its own.

use std::collections::BTreeMap;
use std::ops::Range;

use super::NESTING_LIMIT;
use super::atoms::{AtomKind, WrapKind};
use super::characters::{self, clean};
use super::events::{Container, Event};
use super::fences::Prepared;
use super::frames::{Draft, Frame, Kind, Leaf, Origin, Run};
use super::notes::Notes;
use super::report::{Often, Report};
use super::{Markup, links, tables};
use crate::book::{Attr, Block, Delimiter, Image, InlineKind, Numbering, WrittenNote};
use crate::diag::FileId;

/// A file being read.
pub(super) struct Reader<'a> {
    pub(super) source: &'a str,
    pub(super) markup: &'a Markup<'a>,
    pub(super) prepared: &'a Prepared,
    pub(super) report: Report,
    pub(super) notes: Notes,
    pub(super) frames: Vec<Frame>,
    pub(super) run: Option<Run>,
    /// What each open Markdown container opened here.
    did: Vec<Did>,
    /// The text of the code block that is open.
    pub(super) code: String,
    pub(super) in_code: bool,
    /// The lines of the HTML block that is open.
    html: Vec<Range<usize>>,
    /// Tags that opened nothing, and how often: their end tags mean nothing.
    pub(super) ignored: BTreeMap<String, usize>,
    /// Where the last cell of the row that is open ends.
    cell_end: usize,
    /// Divs past the nesting limit, whose ends mean nothing.
    pub(super) ignored_divs: usize,
}

/// What to undo at the end of a Markdown container.
enum Did {
    Nothing,
    /// The frame at this height.
    Frame(usize),
    Run,
    /// The wrap at this height of the run's stack.
    Wrap(usize),
    Code(Option<String>, usize),
    Html,
}

/// Reads the events of a file.
pub(super) fn read(
    file: FileId,
    source: &str,
    start: usize,
    events: Vec<(Event, Range<usize>)>,
    prepared: &Prepared,
    markup: &Markup<'_>,
) -> (Vec<Block>, Vec<WrittenNote>, Report) {
    let mut reader = Reader {
        source,
        markup,
        prepared,
        report: Report::new(file),
        notes: Notes::default(),
        frames: vec![Frame::new(Kind::Root, Origin::Markdown, Attr::NONE, 0)],
        run: None,
        did: Vec::new(),
        code: String::new(),
        in_code: false,
        html: Vec::new(),
        ignored: BTreeMap::new(),
        cell_end: 0,
        ignored_divs: 0,
    };
    characters::report(source, start, &mut reader.report);
    for (event, range) in events {
        reader.event(event, range);
    }
    let mut blocks = reader.finish();
    let Reader { mut report, notes, .. } = reader;
    let notes = notes.settle(&mut blocks, &mut report);
    (blocks, notes, report)
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Open(container) => {
                if container == Container::TableCell {
                    self.cell_end = range.end;
                }
                let did = self.open(container, range);
                self.did.push(did);
            }
            // The parser's blocks end with their line ends; ours with their last character.
            Event::Close => self.close(range.start + self.source[range.clone()].trim_end().len()),
            Event::Text(words) => self.words(words, range),
            Event::Code(code) => {
                let code = clean(&code);
                self.piece(InlineKind::Code(code), range);
            }
            Event::Math { display, source } => {
                self.report.count(Often::Math, range.clone());
                let source = clean(source.trim());
                self.piece(InlineKind::Math { display, source }, range);
            }
            Event::Html => self.html.push(range),
            Event::InlineHtml => self.inline_html(range),
            Event::Call(label) => {
                let id = self.notes.call(&label);
                self.piece(InlineKind::Note(id), range);
            }
            Event::SoftBreak => self.atom(AtomKind::Soft, range),
            Event::HardBreak => self.atom(AtomKind::Hard, range),
            Event::Rule => self.rule(range),
            Event::Task(done) => {
                if let Some(Kind::Item { task, .. }) = self.frames.last_mut().map(|frame| &mut frame.kind) {
                    *task = Some(done);
                }
            }
        }
    }

    fn open(&mut self, container: Container, range: Range<usize>) -> Did {
        match container {
            Container::Paragraph => self.open_run(Leaf::Paragraph, range),
            Container::Heading(level) => self.open_run(Leaf::Heading(level, false), range),
            Container::CodeBlock(info) => {
                self.end_run();
                self.code.clear();
                self.in_code = true;
                Did::Code(info, range.start)
            }
            Container::HtmlBlock => {
                self.html.clear();
                Did::Html
            }
            Container::Emphasis => self.markdown_wrap(WrapKind::Emphasis, Attr::NONE, range),
            Container::Strong => self.markdown_wrap(WrapKind::Strong, Attr::NONE, range),
            Container::Strikethrough => self.markdown_wrap(WrapKind::Strikethrough, Attr::NONE, range),
            Container::Superscript => self.markdown_wrap(WrapKind::Superscript, Attr::NONE, range),
            Container::Subscript => self.markdown_wrap(WrapKind::Subscript, Attr::NONE, range),
            Container::Link { to, title, automatic } => {
                let kind = self.link(&to, &title, &range);
                let did = self.markdown_wrap(kind, Attr::NONE, range);
                if let Some(opened) = self.run.as_mut().and_then(|run| run.open.last_mut()) {
                    opened.fixed = automatic;
                }
                did
            }
            Container::Image { to, title } => {
                let path = links::file(&clean(&to), self.markup.folder);
                let attr = super::runs::titled(&title);
                self.markdown_wrap(WrapKind::Image(Image::new(path)), attr, range)
            }
            block => self.open_block(block, range.start),
        }
    }

    fn markdown_wrap(&mut self, kind: WrapKind, attr: Attr, range: Range<usize>) -> Did {
        self.open_wrap(kind, attr, None, range.start);
        Did::Wrap(self.run.as_ref().map_or(0, |run| run.open.len() - 1))
    }

    fn open_block(&mut self, container: Container, start: usize) -> Did {
        self.end_run();
        if container == Container::Item {
            self.part_list(start);
        }
        let parent = &self.frames.last().expect("the root stays open").kind;
        let in_head = matches!(parent, Kind::Row { head: true, .. });
        let fits = match container {
            Container::Item => matches!(parent, Kind::List { .. }),
            Container::Term | Container::Detail => matches!(parent, Kind::Definitions(_)),
            Container::TableHead | Container::TableRow => matches!(parent, Kind::Table(_)),
            Container::TableCell => matches!(parent, Kind::Row { .. }),
            _ => self.has_room(start..start),
        };
        if !fits {
            return Did::Nothing;
        }
        let kind = match container {
            Container::Quote => Kind::Quote,
            Container::Alert(role) => Kind::Group(role),
            Container::List(first) => {
                let numbering = first.map(|number| self.numbering(start, number));
                Kind::List { numbering, tight: true, items: Vec::new() }
            }
            Container::Item => Kind::Item { task: None, value: None },
            Container::Note(label) => Kind::Note(label),
            Container::Definitions => Kind::Definitions(Vec::new()),
            Container::Term => Kind::Term,
            Container::Detail => Kind::Detail,
            Container::Table(columns) => Kind::Table(Box::new(Draft { columns, ..Draft::default() })),
            Container::TableHead => Kind::Row { head: true, cells: Vec::new() },
            Container::TableRow => Kind::Row { head: false, cells: Vec::new() },
            Container::TableCell => Kind::Cell { header: in_head, columns: 1, rows: 1, align: None },
            _ => return Did::Nothing,
        };
        self.frames.push(Frame::new(kind, Origin::Markdown, Attr::NONE, start));
        Did::Frame(self.frames.len() - 1)
    }

    /// How a list is numbered whose item begins here, where the parser has read a number.
    fn numbering(&self, at: usize, number: u64) -> Numbering {
        if let Some(marker) = self.prepared.marker_of(at) {
            return marker.numbering;
        }
        let text = self.source[at..].trim_start_matches(|c: char| matches!(c, ' ' | '\t' | '0'..='9'));
        let delimiter = if text.starts_with(')') { Delimiter::Paren } else { Delimiter::Period };
        Numbering { delimiter, ..Numbering::from(i64::try_from(number).unwrap_or(1)) }
    }

    /// Parts a list at an item that is numbered in another way than those before it: to the parser
    /// they are one.
    fn part_list(&mut self, start: usize) {
        let Some(Frame { kind: Kind::List { numbering: Some(own), .. }, .. }) = self.frames.last() else {
            return;
        };
        let (own, next) = (*own, self.numbering(start, 1));
        if (own.numerals, own.delimiter) != (next.numerals, next.delimiter) {
            self.close_frame(start);
            let kind = Kind::List { numbering: Some(next), tight: true, items: Vec::new() };
            self.frames.push(Frame::new(kind, Origin::Markdown, Attr::NONE, start));
        }
    }

    /// The end of a Markdown container; what HTML left open in it ends with it.
    fn close(&mut self, end: usize) {
        match self.did.pop().unwrap_or(Did::Nothing) {
            Did::Nothing => {}
            Did::Frame(height) => {
                if matches!(self.frames.get(height).map(|frame| &frame.kind), Some(Kind::Row { .. })) {
                    tables::report_excess(self.source, self.cell_end..end, &mut self.report);
                }
                self.close_frames(height, end);
            }
            Did::Run => self.end_run(),
            Did::Wrap(height) => self.close_wraps(height, end),
            Did::Code(info, start) => {
                self.in_code = false;
                self.code_block(info.as_deref(), start..end);
            }
            Did::Html => {
                let lines = std::mem::take(&mut self.html);
                self.html_block(&lines);
                self.html = lines;
            }
        }
    }

    /// Closes every frame from this height up.
    pub(super) fn close_frames(&mut self, height: usize, end: usize) {
        self.end_run();
        while self.frames.len() > height.max(1) {
            self.close_frame(end);
        }
    }

    /// Levels that are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.iter().filter(|frame| frame.is_level()).count()
    }

    /// Whether another level may open; says so when not.
    pub(super) fn has_room(&mut self, range: Range<usize>) -> bool {
        let room = self.depth() < NESTING_LIMIT;
        if !room {
            self.report.count(Often::Nesting, range);
        }
        room
    }

    fn finish(&mut self) -> Vec<Block> {
        let end = self.source.len();
        self.close_frames(1, end);
        self.end_run();
        let root = self.frames.pop().expect("the root stays open");
        tables::claim_captions(root.blocks, root.captions)
    }

    fn open_run(&mut self, leaf: Leaf, range: Range<usize>) -> Did {
        self.end_run();
        let height = self.frames.len();
        if height > 1
            && matches!(self.frames[height - 1].kind, Kind::Item { .. })
            && leaf == Leaf::Paragraph
            && let Kind::List { tight, .. } = &mut self.frames[height - 2].kind
        {
            *tight = false;
        }
        let end = range.start + self.source[range.clone()].trim_end().len();
        self.run = Some(Run::new(leaf, Attr::NONE, range.start..end));
        Did::Run
    }
}
