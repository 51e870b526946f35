//! Finds the marks of indexes in a book, and gives them anchors. Entry point: [`find`].

use std::collections::BTreeMap;

use crate::book::anchor::{Anchor, NoteId, wanted};
use crate::book::model::visit::{self, Editor};
use crate::book::model::{
    Attr, Block, BlockKind, Book, Cell, Division, IndexHeading, IndexMark, Inline, InlineKind, Locator,
    MarkRange, ReferenceLabels, SpanRole, plain_text,
};
use crate::book::passes::contents::as_listed;
use crate::book::passes::names::Names;
use crate::diag::{Code, Diagnostic, Span};
use crate::project::design::choices::NoteMarks;

/// A mark with its place.
pub(super) struct FoundMark {
    pub(super) mark: IndexMark,
    /// The headings of its entry.
    pub(super) path: Vec<IndexHeading>,
    pub(super) span: Span,
    /// The place; `None` for a mark that has cross-references alone.
    pub(super) locator: Option<Locator>,
}

/// Returns the marks of a book in reading order; those of a note follow its call. The two ends of a range are one. Ends
/// that have no other are reported.
pub(super) fn find(book: &mut Book, names: &mut Names, sink: &mut Vec<Diagnostic>) -> Vec<FoundMark> {
    let Book { meta, labels, front, body, back, notes, .. } = book;
    let mut collector = Collector {
        names,
        labels,
        wanted: String::new(),
        found: Vec::new(),
        at: 0,
        calls: BTreeMap::new(),
        figures: 0,
        note: None,
    };
    for outer in front.iter_mut().chain(body).chain(back) {
        collector.division(outer);
        outer.children.iter_mut().for_each(|inner| collector.division(inner));
    }
    for (id, note) in (0..).map(NoteId).zip(notes) {
        collector.note = Some((id, note.mark(NoteMarks::Letters, meta.words.digits())));
        collector.wanted = wanted::index_mark(note.anchor.division.name());
        visit::edit_blocks(&mut note.blocks, &mut collector);
    }
    let mut found = collector.found;
    found.sort_by_key(|found| found.at);
    joined(found, sink)
}

/// A mark as it is found.
struct RawMark {
    mark: IndexMark,
    path: Vec<IndexHeading>,
    span: Span,
    /// The identifier that its author gave the place.
    id: Option<String>,
    start: Anchor,
    /// The end of a block that is the range.
    end: Option<Anchor>,
    note: Option<String>,
    is_figure: bool,
    /// Its place in the reading order: that of the text, then that in the note.
    at: (u32, u32),
}

/// Walks the text.
struct Collector<'a> {
    names: &'a mut Names,
    labels: &'a ReferenceLabels,
    /// The preferred name of a mark. It is that of the division, so that a mark in one chapter does not rename those of
    /// another.
    wanted: String,
    found: Vec<RawMark>,
    /// The number of marks and calls so far.
    at: u32,
    /// The place of the first call of each note.
    calls: BTreeMap<NoteId, u32>,
    /// The number of open figures and tables.
    figures: usize,
    /// The note that is walked, with its number or letter, unless it has none.
    note: Option<(NoteId, Option<String>)>,
}

impl Collector<'_> {
    fn division(&mut self, division: &mut Division) {
        self.wanted = wanted::index_mark(division.id.name());
        visit::edit_inlines(&mut division.title, self);
        visit::edit_blocks(&mut division.blocks, self);
    }

    /// Takes the marks of an element, which gets an anchor.
    fn take(&mut self, attr: &mut Attr, words: Option<&[Inline]>, end: Option<&Anchor>, span: Span) {
        if attr.index_marks().is_empty() {
            return;
        }
        let start = self.anchor(attr);
        self.at += 1;
        let at = match &self.note {
            Some((id, _)) => (self.calls.get(id).copied().unwrap_or_default(), self.at),
            None => (self.at, 0),
        };
        for mark in attr.index_marks().to_vec() {
            let path = match (&mark.path[..], words) {
                ([], Some(words)) => {
                    vec![IndexHeading {
                        text: trimmed(as_listed(words, self.labels)),
                        sort: mark.sort.clone(),
                    }]
                }
                (path, _) => path.to_vec(),
            };
            if path.is_empty() {
                continue;
            }
            self.found.push(RawMark {
                mark,
                path,
                span,
                id: attr.id().map(str::to_owned),
                start: start.clone(),
                end: end.cloned(),
                note: self.note.as_ref().and_then(|(_, number)| number.clone()),
                is_figure: self.figures > 0,
                at,
            });
        }
    }

    /// Returns the anchor of an element, which gets one if it has none.
    fn anchor(&mut self, attr: &mut Attr) -> Anchor {
        if let Some(anchor) = attr.anchor() {
            return anchor.clone();
        }
        let anchor = Anchor::named(self.names.take(&self.wanted));
        attr.get_mut().anchor = Some(anchor.clone());
        anchor
    }

    /// Returns an anchor at the end of blocks; that of the last block if its end cannot have one.
    fn end(&mut self, blocks: &mut [Block]) -> Option<Anchor> {
        if let Some(text) = last_text(blocks) {
            let anchor = Anchor::named(self.names.take(&self.wanted));
            let mut attr = Attr::NONE;
            attr.get_mut().anchor = Some(anchor.clone());
            let span = text.last().map(|last| last.span)?;
            text.push(Inline::with(InlineKind::Span(SpanRole::Plain, Vec::new()), attr, span));
            return Some(anchor);
        }
        blocks.last_mut().map(|last| self.anchor(&mut last.attr))
    }
}

impl Editor for Collector<'_> {
    fn block(&mut self, block: &mut Block) {
        self.figures += usize::from(is_figure(block));
        if block.attr.index_marks().is_empty() {
            return;
        }
        let end = if let BlockKind::Group(_, inner) = &mut block.kind { self.end(inner) } else { None };
        self.take(&mut block.attr, None, end.as_ref(), block.span);
    }

    fn leave(&mut self, block: &mut Block) {
        self.figures -= usize::from(is_figure(block));
    }

    fn cell(&mut self, cell: &mut Cell, span: Span) {
        self.take(&mut cell.attr, None, None, span);
    }

    fn inline(&mut self, inline: &mut Inline) {
        if let InlineKind::Note(id) = inline.kind {
            self.at += 1;
            self.calls.entry(id).or_insert(self.at);
        }
        let words = inline.kind.inner();
        self.take(&mut inline.attr, words, None, inline.span);
    }
}

/// Returns words without the spaces around them.
fn trimmed(mut words: Vec<Inline>) -> Vec<Inline> {
    if let Some(InlineKind::Text(text)) = words.first_mut().map(|first| &mut first.kind) {
        *text = text.trim_start().to_owned();
    }
    if let Some(InlineKind::Text(text)) = words.last_mut().map(|last| &mut last.kind) {
        *text = text.trim_end().to_owned();
    }
    words
}

fn is_figure(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Figure(_) | BlockKind::Table(_))
}

/// Returns the last words of blocks, if they end in words.
fn last_text(blocks: &mut [Block]) -> Option<&mut Vec<Inline>> {
    let text = match &mut blocks.last_mut()?.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::TitleLine(_, text) => text,
        BlockKind::Quote { blocks, attribution } => match attribution {
            Some(attribution) => attribution,
            None => return last_text(blocks),
        },
        BlockKind::Verse(stanzas) => &mut stanzas.last_mut()?.last_mut()?.text,
        BlockKind::List(list) => return last_text(&mut list.items.last_mut()?.blocks),
        BlockKind::Definitions(all) => return last_text(all.last_mut()?.details.last_mut()?),
        BlockKind::Group(_, inner) => return last_text(inner),
        BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::SceneBreak
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Joins the two ends of each range.
fn joined(raw: Vec<RawMark>, sink: &mut Vec<Diagnostic>) -> Vec<FoundMark> {
    let mut found: Vec<FoundMark> = Vec::new();
    // The ranges that are open, by index and entry, and the marks with an identifier.
    let mut open: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for RawMark { mark, path, span, id, start, end, note, is_figure, at: _ } in raw {
        let key = (mark.index.clone(), shown(&path));
        let range = mark.place.as_ref().map(|place| place.range.clone());
        match range {
            Some(MarkRange::End) => match open.get_mut(&key).and_then(Vec::pop) {
                Some(begins) => close(&mut found[begins], start),
                None => sink.push(without_start(&key.1, span)),
            },
            Some(MarkRange::EndOf(id)) => match named.get(&id) {
                Some(all) => all.iter().for_each(|begins| close(&mut found[*begins], start.clone())),
                None => sink.push(without_start(&format!("#{id}"), span)),
            },
            Some(MarkRange::Single | MarkRange::Start | MarkRange::Block) | None => {
                if range == Some(MarkRange::Start) {
                    open.entry(key).or_default().push(found.len());
                }
                if let Some(id) = id {
                    named.entry(id).or_default().push(found.len());
                }
                let locator = mark.place.as_ref().map(|place| Locator {
                    start,
                    end,
                    is_principal: place.is_principal,
                    note,
                    is_figure,
                });
                found.push(FoundMark { mark, path, span, locator });
            }
        }
    }
    for ((_, entry), begins) in open {
        for begins in begins {
            let message = format!("the range of the index entry `{entry}` has no end");
            let help = format!("write `[]{{.index entry=\"{entry}\" range=close}}` where it ends");
            sink.push(Diagnostic::new(Code::IndexRange, found[begins].span, message).help(help));
        }
    }
    found
}

fn close(found: &mut FoundMark, end: Anchor) {
    if let Some(locator) = &mut found.locator {
        locator.end = Some(end);
    }
}

fn without_start(entry: &str, span: Span) -> Diagnostic {
    let message = format!("the range of the index entry `{entry}` ends here, but has no beginning");
    let help = "write the same entry with `range=open` where it begins";
    Diagnostic::new(Code::IndexRange, span, message).help(help)
}

/// Returns the headings of an entry as an author writes them.
pub(super) fn shown(path: &[IndexHeading]) -> String {
    let heading = |heading: &IndexHeading| plain_text(&heading.text).replace('!', "!!");
    path.iter().map(heading).collect::<Vec<_>>().join("!")
}
