//! Connects the calls of footnotes with their definitions. Entry point: [`Notes::number`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::characters::clean;
use super::report::Report;
use crate::book::visit::{self, Editor};
use crate::book::{Block, Inline, InlineKind, NoteId, NoteSeries, WrittenNote};
use crate::diag::{Code, Diagnostic, Span, did_you_mean};

/// The maximum number of defined labels that an undefined one is compared with, so that a file full of both
/// kinds does not take quadratic time.
const MAX_SUGGESTIONS: usize = 500;

/// The notes of a file while it is read. Until [`Notes::number`] a [`NoteId`] is the index of an entry here.
#[derive(Debug, Default)]
pub(super) struct Notes {
    entries: Vec<NoteEntry>,
    /// The entry of each label, in lower case.
    labels: BTreeMap<String, u32>,
    /// The calls whose label is not defined anywhere.
    undefined: Vec<(String, Range<usize>)>,
}

#[derive(Debug)]
struct NoteEntry {
    label: String,
    series: NoteSeries,
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
        let series = NoteSeries::of_label(label);
        let id = self.add(NoteEntry { label: clean(label), series, definition: None });
        self.labels.insert(key, id.0);
        id
    }

    /// Adds a note that is written where it is called.
    pub(super) fn inline(&mut self, blocks: Vec<Block>, series: NoteSeries, span: Span) -> NoteId {
        let label = format!("inline-{}", self.entries.len() + 1);
        self.add(NoteEntry { label, series, definition: Some((span, blocks)) })
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

    /// Records a call whose label is not defined anywhere.
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
            let NoteEntry { label, series, definition } = &mut self.entries[entry];
            let (label, series) = (std::mem::take(label), *series);
            let (span, mut inner) = definition.take().unwrap_or_else(|| {
                report.add(undefined(&label, call, None));
                (call, Vec::new())
            });
            for_each_call(&mut inner, &mut |id, span| order.call(id, span));
            notes.push(WrittenNote { label, series, blocks: inner, span });
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

/// Passes every note call to `call`, in reading order.
fn for_each_call(blocks: &mut [Block], call: &mut dyn FnMut(&mut NoteId, Span)) {
    struct Calls<'a>(&'a mut dyn FnMut(&mut NoteId, Span));
    impl Editor for Calls<'_> {
        fn inline(&mut self, inline: &mut Inline) {
            if let InlineKind::Note(id) = &mut inline.kind {
                (self.0)(id, inline.span);
            }
        }
    }
    visit::edit_blocks(blocks, &mut Calls(call));
}
