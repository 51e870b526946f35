//! Numbers parts and chapters, sections, and notes.

use std::collections::BTreeMap;

use super::draft::Draft;
use crate::book::anchor::{DivisionId, NoteAnchor, NoteId};
use crate::book::model::visit::{self, Editor, Visitor};
use crate::book::model::{
    Block, BlockKind, Class, Inline, InlineKind, Key, Note, NoteSeries, Number, NumberKind, Numerals,
    WrittenNote,
};
use crate::book::role::Role;
use crate::book::verse::{BY_LINE, LineNumbers};
use crate::lang::LangTag;
use crate::project::design::choices::NumberStyle;
use crate::words::Digits;

/// Counts chapters through the book, in a style and with the digits of the book, and letters appendices.
pub(super) fn divisions(drafts: &mut [Draft], style: NumberStyle, digits: Digits) {
    let (mut chapters, mut appendices) = (0, 0);
    // If a book has only one appendix, that has no letter.
    let several = drafts.iter().filter(|draft| draft.division.role == Role::Appendix).count() > 1;
    for draft in drafts.iter_mut().filter(|draft| draft.numbered && draft.depth == 0) {
        let number = match draft.division.role {
            Role::Chapter => {
                chapters += 1;
                Number::styled(NumberKind::Chapter, chapters, style)
            }
            Role::Appendix if several => {
                appendices += 1;
                Some(Number::new(NumberKind::Appendix, appendices, Numerals::UpperAlpha))
            }
            Role::Appendix => Some(Number::of_the_only(NumberKind::Appendix)),
            Role::HalfTitle
            | Role::TitlePage
            | Role::Copyright
            | Role::Dedication
            | Role::Epigraph
            | Role::Contents
            | Role::Figures
            | Role::Tables
            | Role::Listings
            | Role::Theorems
            | Role::Equations
            | Role::Abbreviations
            | Role::Foreword
            | Role::Preface
            | Role::Acknowledgments
            | Role::Introduction
            | Role::Prologue
            | Role::Part
            | Role::Interlude
            | Role::Epilogue
            | Role::Conclusion
            | Role::Afterword
            | Role::Notes
            | Role::Glossary
            | Role::Bibliography
            | Role::Index
            | Role::Colophon
            | Role::AboutTheAuthor
            | Role::AlsoBy => None,
        };
        draft.division.number = number.map(|number| number.in_digits(digits));
    }
}

/// The deepest level of headings that is numbered, if the author does not choose it: `2.1` and `2.1.3`.
const COUNTED_LEVELS: u8 = 3;

/// Numbers the sub-chapters of numbered chapters and lettered appendices: `4.1`, `4.1.1`. If `all` is
/// set, also numbers the sections of those without sub-chapters, down to a level: by default the third.
pub(super) fn sections(drafts: &mut [Draft], all: bool, depth: Option<u8>) {
    let mut counter = SectionCounter::default();
    for at in 0..drafts.len() {
        let has_below = drafts.get(at + 1).is_some_and(|next| next.depth > drafts[at].depth && !next.goes_on);
        let draft = &mut drafts[at];
        if draft.depth == 0 {
            let chapter = draft.division.number.clone().filter(|_| draft.numbered);
            counter = SectionCounter { chapter, ..SectionCounter::default() };
        }
        for block in &mut draft.division.blocks {
            let unnumbered = block.attr.has_class(Class::Unnumbered) || block.attr.has_class(Class::Unlisted);
            let BlockKind::Heading { level, number, .. } = &mut block.kind else { continue };
            let is_sub_chapter = draft.depth > 0 && !draft.goes_on && *level == draft.depth + 1;
            let counts = if is_sub_chapter {
                draft.numbered
            } else {
                all && !has_below && *level <= depth.unwrap_or(COUNTED_LEVELS.max(draft.depth + 2))
            };
            if counts && !unnumbered {
                *number = counter.next(*level);
            } else if is_sub_chapter {
                counter.skip(*level);
            }
        }
    }
}

/// The numbers of the open sections.
#[derive(Default)]
struct SectionCounter {
    /// The number of the chapter.
    chapter: Option<Number>,
    /// The counts by level, from level 2 on.
    counts: Vec<u32>,
    /// The level of an open sub-chapter without a number.
    closed: Option<u8>,
}

impl SectionCounter {
    /// Returns the next number of a level; `None` if a section above has none.
    fn next(&mut self, level: u8) -> Option<Number> {
        let above = usize::from(level.saturating_sub(2));
        self.closed = self.closed.filter(|closed| *closed < level);
        if self.closed.is_some() || self.counts.len() < above {
            return None;
        }
        self.counts.truncate(above + 1);
        self.counts.resize(above + 1, 0);
        self.counts[above] += 1;
        self.chapter.as_ref()?.section(&self.counts)
    }

    /// Opens a sub-chapter without a number, whose sections have none either.
    fn skip(&mut self, level: u8) {
        self.counts.truncate(usize::from(level.saturating_sub(1)));
        self.closed = self.closed.filter(|closed| *closed < level).or(Some(level));
    }
}

/// Gathers the notes of all files in the order of their calls, and numbers them anew in each division.
///
/// Returns each with the path of its file. A note that is never called is left out.
pub(super) fn notes(drafts: &mut [Draft]) -> Vec<(String, Note)> {
    let mut collector = NoteCollector::default();
    for draft in drafts {
        if !draft.notes.is_empty() || draft.path != collector.path {
            collector.path.clone_from(&draft.path);
            collector.lang.clone_from(&draft.division.lang);
            collector.of_file = std::mem::take(&mut draft.notes).into_iter().map(Some).collect();
            collector.known.clear();
            collector.lines.clear();
        }
        if draft.depth == 0 {
            collector.begin(&draft.division.id);
        }
        visit::edit_inlines(&mut draft.division.title, &mut collector);
        visit::edit_blocks(&mut draft.division.blocks, &mut collector);
        // Notes may call notes.
        while let Some(at) = collector.unread.pop() {
            let mut blocks = std::mem::take(&mut collector.notes[at].1.blocks);
            visit::edit_blocks(&mut blocks, &mut collector);
            collector.notes[at].1.blocks = blocks;
        }
    }
    collector.notes
}

#[derive(Default)]
struct NoteCollector {
    division: Option<DivisionId>,
    path: String,
    /// The language of the file, if it is another than that of the book.
    lang: Option<LangTag>,
    /// The notes of the file by their index; taken out at their first call.
    of_file: Vec<Option<WrittenNote>>,
    /// The index in the book of each note that has been called.
    known: BTreeMap<NoteId, NoteId>,
    notes: Vec<(String, Note)>,
    unread: Vec<usize>,
    count: u32,
    /// The line of verse of each note of the file that is called in a poem with notes by line, until its first call.
    lines: BTreeMap<NoteId, u32>,
    /// The number of notes of each series.
    of_series: BTreeMap<NoteSeries, u32>,
}

impl NoteCollector {
    fn begin(&mut self, division: &DivisionId) {
        self.division = Some(division.clone());
        self.count = 0;
        self.of_series.clear();
    }
}

/// Returns the number of the line of each note that a poem calls, if its notes are by line.
fn notes_by_line(block: &Block) -> Vec<(NoteId, u32)> {
    struct Calls(Vec<NoteId>);
    impl<'a> Visitor<'a> for Calls {
        fn inline(&mut self, inline: &'a Inline) {
            if let InlineKind::Note(note) = &inline.kind {
                self.0.push(*note);
            }
        }
    }
    let BlockKind::Verse(stanzas) = &block.kind else { return Vec::new() };
    if block.attr.value(Key::Notes) != Some(BY_LINE) {
        return Vec::new();
    }
    let first = LineNumbers::of(&block.attr, 0).next();
    let mut found = Vec::new();
    for (number, line) in (first..).zip(stanzas.iter().flatten()) {
        let mut calls = Calls(Vec::new());
        visit::inlines(&line.text, &mut calls);
        found.extend(calls.0.into_iter().map(|note| (note, number)));
    }
    found
}

impl Editor for NoteCollector {
    fn block(&mut self, block: &mut Block) {
        for (note, line) in notes_by_line(block) {
            self.lines.entry(note).or_insert(line);
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        let InlineKind::Note(local) = &mut inline.kind else { return };
        if let Some(known) = self.known.get(local) {
            *local = *known;
            return;
        }
        let Some(division) = self.division.clone() else { return };
        let Some(note) = self.of_file.get_mut(local.0 as usize).and_then(Option::take) else { return };
        self.count += 1;
        let WrittenNote { label, series, blocks, span } = note;
        let anchor = NoteAnchor { division, index: self.count };
        let line = self.lines.remove(local).filter(|_| series == NoteSeries::First);
        let (series, number) = match line {
            Some(line) => (NoteSeries::Line, line),
            None => {
                let count = self.of_series.entry(series).or_default();
                *count += 1;
                (series, *count)
            }
        };
        let note = Note { anchor, label, series, number, lang: self.lang.clone(), blocks, span };
        let id = NoteId(u32::try_from(self.notes.len()).unwrap_or(u32::MAX));
        self.known.insert(*local, id);
        self.unread.push(self.notes.len());
        self.notes.push((self.path.clone(), note));
        *local = id;
    }
}
