//! The division for notes that are gathered at the end of the book.

use std::borrow::Cow;

use crate::book::role::Matter;
use crate::book::words::{Word, word};
use crate::book::{Book, Division, DivisionId, Entry, EntryKind, Inline, Role, TextId};
use crate::diag::Span;
use crate::project::NotesAt;

/// The name of that division.
const GATHERED: &str = "endnotes";

/// Returns the book with a division for its notes if they are placed at its end.
pub(super) fn gathered(book: &Book, at: NotesAt) -> Cow<'_, Book> {
    if at != NotesAt::Book || book.notes.is_empty() {
        return Cow::Borrowed(book);
    }
    let mut book = book.clone();
    let title = word(Word::Notes, &book.meta.language);
    let Some(span) = book.divisions().next().map(|first| Span::start_of(first.span.file)) else {
        return Cow::Owned(book);
    };
    let id = DivisionId::free(GATHERED, |id| book.divisions().any(|division| division.id == *id));
    let division = Division {
        id,
        role: Role::Notes,
        number: None,
        title: vec![Inline::text(title, span)],
        label: title.to_owned(),
        short_title: None,
        text: TextId::NONE,
        in_contents: true,
        class: Some(GATHERED.to_owned()),
        blocks: Vec::new(),
        children: Vec::new(),
        span,
    };
    let entry = Entry {
        anchor: division.anchor(),
        role: Role::Notes,
        kind: EntryKind::Matter,
        matter: Matter::Back,
        level: 0,
        number: None,
        title: division.title.clone(),
        label: title.to_owned(),
        lines: Vec::new(),
        children: Vec::new(),
    };
    // After appendices, before glossary, sources and index (Chicago Manual of Style, 18th ed., 1.4).
    let before = |role: Role| matches!(role, Role::Afterword | Role::Appendix | Role::Conclusion);
    let at = book.back.iter().take_while(|division| before(division.role)).count();
    let next = book.back.get(at).map(Division::anchor);
    book.back.insert(at, division);
    let listed = next.and_then(|next| book.contents.iter().position(|entry| entry.anchor == next));
    let listed = listed.unwrap_or(book.contents.len());
    book.contents.insert(listed, entry);
    Cow::Owned(book)
}

/// Returns whether a division is the one for gathered notes.
pub(super) fn is_gathered(division: &Division) -> bool {
    division.role == Role::Notes && division.class.as_deref() == Some(GATHERED)
}
