//! Connects the calls of footnotes with their definitions. Entry point: [`Notes::number`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::characters::clean;
use super::report::Report;
use crate::book::{Block, BlockKind, Figure, Inline, InlineKind, NoteId, Table, WrittenNote};
use crate::diag::{Code, Diagnostic, Span, did_you_mean};

/// The maximum number of labels that an undefined one is compared with, so that a file full of both
/// does not take quadratic time.
const MAX_SUGGESTIONS: usize = 500;

/// The notes of a file while it is read. Until [`Notes::number`] a [`NoteId`] is the index of an entry here.
#[derive(Debug, Default)]
pub(super) struct Notes {
    entries: Vec<NoteEntry>,
    /// The entry of each label, in lower case.
    labels: BTreeMap<String, u32>,
    /// The calls whose label nothing defines.
    undefined: Vec<(String, Range<usize>)>,
}

#[derive(Debug, Default)]
struct NoteEntry {
    label: String,
    definition: Option<(Span, Vec<Block>)>,
}

impl Notes {
    /// Returns the note of a label, whether it is defined yet or not.
    pub(super) fn call(&mut self, label: &str) -> NoteId {
        // CommonMark compares labels without regard to case.
        let key = label.to_lowercase();
        if let Some(id) = self.labels.get(&key) {
            return NoteId(*id);
        }
        let id = self.add(NoteEntry { label: clean(label), definition: None });
        self.labels.insert(key, id.0);
        id
    }

    /// Adds a note that is written where it is called.
    pub(super) fn inline(&mut self, blocks: Vec<Block>, span: Span) -> NoteId {
        let label = format!("inline-{}", self.entries.len() + 1);
        self.add(NoteEntry { label, definition: Some((span, blocks)) })
    }

    /// Adds a definition. A second one of the same label is reported and left out.
    pub(super) fn define(&mut self, label: &str, span: Span, blocks: Vec<Block>, report: &mut Report) {
        let id = self.call(label);
        let entry = &mut self.entries[id.0 as usize];
        match &entry.definition {
            None => entry.definition = Some((span, blocks)),
            Some((first, _)) => report.add(
                Diagnostic::new(Code::DuplicateId, span, format!("footnote `{label}` defined twice"))
                    .label(*first, "first defined here")
                    .help("give one of them another label"),
            ),
        }
    }

    /// Records a call whose label nothing defines.
    pub(super) fn undefined(&mut self, label: String, range: Range<usize>) {
        self.undefined.push((label, range));
    }

    /// Numbers the notes in the order of their first calls, those called in notes after those in the text,
    /// and makes every call in `blocks` refer to its note.
    pub(super) fn number(mut self, blocks: &mut [Block], report: &mut Report) -> Vec<WrittenNote> {
        self.report_undefined(report);
        let mut order = NoteOrder { places: vec![None; self.entries.len()], called: Vec::new() };
        for_each_call(blocks, &mut |id, span| order.call(id, span));
        let mut notes: Vec<WrittenNote> = Vec::new();
        while let Some((entry, call)) = order.called.get(notes.len()).copied() {
            let NoteEntry { label, definition } = std::mem::take(&mut self.entries[entry]);
            let (span, mut inner) = definition.unwrap_or_else(|| {
                report.add(undefined(&label, call, None));
                (call, Vec::new())
            });
            for_each_call(&mut inner, &mut |id, span| order.call(id, span));
            notes.push(WrittenNote { label, blocks: inner, span });
        }
        for (entry, place) in self.entries.iter().zip(&order.places) {
            if let (Some((span, _)), None) = (&entry.definition, place) {
                let message = format!("footnote `{}` is never called", entry.label);
                report.add(
                    Diagnostic::new(Code::UnusedNote, *span, message)
                        .help(format!("call it with `[^{}]`, or remove it; it is in no book", entry.label)),
                );
            }
        }
        notes
    }

    fn add(&mut self, entry: NoteEntry) -> NoteId {
        self.entries.push(entry);
        NoteId(u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX))
    }

    fn report_undefined(&mut self, report: &mut Report) {
        let labels: Vec<&str> = self.entries.iter().map(|entry| entry.label.as_str()).collect();
        for (label, range) in std::mem::take(&mut self.undefined) {
            let near = did_you_mean(&label, labels.iter().copied().take(MAX_SUGGESTIONS));
            report.add(undefined(&label, report.span(range), near));
        }
    }
}

/// Returns the error of a call without a definition.
fn undefined(label: &str, call: Span, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::UndefinedNote, call, format!("footnote `{label}` is not defined"));
    match near {
        Some(near) => diagnostic.help(format!("did you mean `[^{near}]`?")),
        None => diagnostic.help(format!("define it with `[^{label}]: ...` on a line of its own")),
    }
}

/// The order of the notes.
struct NoteOrder {
    /// For each entry its index in `called`.
    places: Vec<Option<u32>>,
    /// The entries that are called, each with its first call.
    called: Vec<(usize, Span)>,
}

impl NoteOrder {
    fn call(&mut self, id: &mut NoteId, span: Span) {
        let entry = id.0 as usize;
        let next = u32::try_from(self.called.len()).unwrap_or(u32::MAX);
        let place = *self.places[entry].get_or_insert(next);
        if place == next {
            self.called.push((entry, span));
        }
        *id = NoteId(place);
    }
}

/// What to do with a call.
type OnCall<'a> = &'a mut dyn FnMut(&mut NoteId, Span);

/// Passes every note call to `call`, in reading order.
fn for_each_call(blocks: &mut [Block], call: OnCall<'_>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::TitleLine(_, text) => {
                in_inlines(text, call);
            }
            BlockKind::Quote { blocks, attribution } => {
                for_each_call(blocks, call);
                in_inlines(attribution.as_deref_mut().unwrap_or_default(), call);
            }
            BlockKind::Verse(stanzas) => {
                stanzas.iter_mut().flatten().for_each(|line| in_inlines(&mut line.text, call));
            }
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| for_each_call(&mut item.blocks, call));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|term| in_inlines(term, call));
                    definition.details.iter_mut().for_each(|detail| for_each_call(detail, call));
                }
            }
            BlockKind::Table(table) => in_table(table, call),
            BlockKind::Figure(Figure { images, caption, .. }) => {
                for image in images {
                    in_inlines(&mut image.caption, call);
                }
                in_inlines(caption, call);
            }
            BlockKind::Group(_, blocks) => for_each_call(blocks, call),
            BlockKind::Code { .. }
            | BlockKind::SceneBreak
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_) => {}
        }
    }
}

fn in_table(table: &mut Table, call: OnCall<'_>) {
    in_inlines(table.caption.as_deref_mut().unwrap_or_default(), call);
    let rows = table.head.iter_mut().chain(&mut table.body);
    rows.flat_map(|row| &mut row.cells).for_each(|cell| for_each_call(&mut cell.blocks, call));
}

fn in_inlines(inlines: &mut [Inline], call: OnCall<'_>) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Note(id) => call(id, inline.span),
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => in_inlines(inner, call),
            InlineKind::Ruby(pairs) => pairs.iter_mut().for_each(|(base, _)| in_inlines(base, call)),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Reference(_)
            | InlineKind::Citation(_)
            | InlineKind::Math { .. }
            | InlineKind::Image(_)
            | InlineKind::Break => {}
        }
    }
}
