//! Footnotes and endnotes.

use super::block::Block;
use super::inline::Inline;
use super::numerals::Numerals;
use crate::book::anchor::{Anchor, DivisionId, NoteAnchor, NoteId};
use crate::diag::Span;
use crate::lang::LangTag;
use crate::project::design::choices::NoteMarks;
use crate::words::Digits;

/// The notes of a book that are counted together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NoteSeries {
    /// Notes with numbers.
    First,
    /// Notes of another kind, such as those of an editor, with letters or symbols.
    Second,
    /// Notes in the margin beside their line, which have no mark.
    Margin,
    /// Notes to lines of verse, which begin with the number of the line and are called by no mark.
    Line,
}

impl NoteSeries {
    /// All series.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Margin, Self::Line];
    /// The series that can be in lists, in the order in which a page has them.
    pub const LISTED: [Self; 3] = [Self::First, Self::Second, Self::Line];

    /// Returns whether notes are called by marks in the text.
    pub fn has_calls(self) -> bool {
        matches!(self, Self::First | Self::Second)
    }

    /// Returns the series of a label: `s:letter` is of the second, `m:date` is in the margin.
    pub fn of_label(label: &str) -> Self {
        let has = |wanted: &str| {
            let prefix = label.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
            prefix && label.len() > wanted.len()
        };
        match label {
            _ if has("s:") => Self::Second,
            _ if has("m:") => Self::Margin,
            _ => Self::First,
        }
    }
}

/// A footnote as it is read from a file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WrittenNote {
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// The series that it is counted in.
    pub series: NoteSeries,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its place in the source.
    pub span: Span,
}

/// A footnote of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Note {
    /// Its anchor.
    pub anchor: NoteAnchor,
    /// The label as written: `1`, `armistice`.
    pub label: String,
    /// The series that it is counted in.
    pub series: NoteSeries,
    /// The number in the series, which starts anew in each chapter, or that of the line of verse.
    pub number: u32,
    /// The language of its text, if it is another than that of the book.
    pub lang: Option<LangTag>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its place in the source.
    pub span: Span,
}

/// The symbols that mark notes in turn. After the last they are doubled (The Chicago Manual of Style, 18th ed., 13.27).
const SYMBOLS: [&str; 4] = ["*", "†", "‡", "§"];
/// The maximum number of equal symbols in a mark. Beyond it, a number says how many there are: a mark that grows with
/// each note would take more room than the text.
const MAX_REPEATED: usize = 9;

impl Note {
    /// Returns what its call shows: its mark, if it is called by one.
    pub fn call(&self, second: NoteMarks, digits: Digits) -> Option<String> {
        self.mark(second, digits).filter(|_| self.series.has_calls())
    }

    /// Returns what the note begins with: a number, or a mark of the second series. `None` for a note in the margin.
    pub fn mark(&self, second: NoteMarks, digits: Digits) -> Option<String> {
        match self.series {
            NoteSeries::First | NoteSeries::Line => Some(digits.write(self.number)),
            NoteSeries::Second => Some(self.letter_or_symbol(second)),
            NoteSeries::Margin => None,
        }
    }

    /// Returns the mark of a note in the margin that is set at the foot, where notes of the second series have these
    /// marks.
    pub fn mark_at_foot(&self, second: NoteMarks) -> String {
        self.letter_or_symbol(match second {
            NoteMarks::Letters => NoteMarks::Symbols,
            NoteMarks::Symbols => NoteMarks::Letters,
        })
    }

    fn letter_or_symbol(&self, marks: NoteMarks) -> String {
        match marks {
            NoteMarks::Letters => Numerals::LowerAlpha.write(i64::from(self.number)),
            NoteMarks::Symbols => {
                let before = self.number.saturating_sub(1) as usize;
                let (symbol, repeated) = (SYMBOLS[before % SYMBOLS.len()], before / SYMBOLS.len() + 1);
                if repeated > MAX_REPEATED { format!("{symbol}{repeated}") } else { symbol.repeat(repeated) }
            }
        }
    }
}

/// The notes of a book as lists: at the end of the divisions that call them, or in one division.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Endnotes {
    /// The series that have lists.
    pub series: Vec<NoteSeries>,
    /// The division that has the notes of the whole book; `None` if all are at the end of the divisions that call them.
    pub home: Option<NotesHome>,
    /// The lists in the order of the book, each with at least one note. A note that several divisions call is in
    /// the list of the first.
    pub lists: Vec<NoteList>,
}

/// The division that has all notes of a book.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NotesHome {
    /// The division.
    pub division: DivisionId,
    /// Whether it is generated, and so is only in the editions that have endnotes.
    pub is_generated: bool,
}

/// The notes that a division calls.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct NoteList {
    /// The division that calls them.
    pub division: DivisionId,
    /// The division at whose end the list is.
    pub place: DivisionId,
    /// The heading of the list: the number and the title of the division if all lists are in one place, else the
    /// word for notes. Its nodes are the beginning of the text of the first note.
    pub title: Vec<Inline>,
    /// The notes of each series in the order of their calls.
    pub notes: Vec<ListedNote>,
}

/// A note in a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ListedNote {
    /// The note.
    pub note: NoteId,
    /// The note whose call is in the text: the note itself, or the one in which it is called, directly or through
    /// other notes.
    pub called_in_text: NoteId,
}

impl Endnotes {
    /// Returns the lists that are at the end of a division.
    pub fn lists_in<'a>(&'a self, division: &'a DivisionId) -> impl Iterator<Item = &'a NoteList> {
        self.lists.iter().filter(move |list| list.place == *division)
    }
}

impl NoteList {
    /// Returns the anchor of its heading.
    pub fn anchor(&self) -> Anchor {
        Anchor::NoteList(self.division.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    #[test]
    fn notes_of_the_second_series_have_letters_or_symbols() {
        let note = |number| Note {
            anchor: NoteAnchor { division: DivisionId::new("one"), index: 1 },
            label: String::new(),
            series: NoteSeries::Second,
            number,
            lang: None,
            blocks: Vec::new(),
            span: Span::start_of(FileId(0)),
        };
        let marks = |marks, numbers: &[u32]| {
            numbers.iter().filter_map(|number| note(*number).mark(marks, Digits::LATIN)).collect::<Vec<_>>()
        };
        assert_eq!(marks(NoteMarks::Letters, &[1, 26, 27, 28]), ["a", "z", "aa", "ab"]);
        assert_eq!(marks(NoteMarks::Symbols, &[1, 2, 4, 5, 12]), ["*", "†", "§", "**", "§§§"]);
        // Thousands of notes have marks of thousands of symbols otherwise.
        assert_eq!(marks(NoteMarks::Symbols, &[36, 37, 4_000]), ["§§§§§§§§§", "*10", "§1000"]);
    }

    #[test]
    fn a_label_names_its_series() {
        let is_second = |label| NoteSeries::of_label(label) == NoteSeries::Second;
        assert!(["s:1", "S:a", "s:s"].into_iter().all(is_second));
        assert_eq!(NoteSeries::of_label("m:1"), NoteSeries::Margin);
        assert!(!["1", "s:", "sources", "s", "ß:x", ""].into_iter().any(is_second));
    }
}
