//! Identifiers: unique in the book, the same from build to build, valid in both formats.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::names::Names;
use super::slugs::{Slugger, slug};
use super::visit::{self, Editor};
use super::{Block, BlockKind, Inline, plain_text};
use crate::diag::Span;

/// Names that the writers use themselves.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "cover", "nav", "toc", "ncx", "style",
    "half-title", "title-page", "copyright", "contents", "list-of-figures", "list-of-tables",
];

/// The identifiers of a book that are taken; no two differ in case alone, since files are named by
/// them.
#[derive(Debug, Default)]
pub(super) struct Taken {
    ids: BTreeSet<String>,
    /// The number that was last added to a name, so that each is tried once.
    counts: BTreeMap<String, u32>,
}

impl Taken {
    /// Takes an identifier, with a number behind it if it is taken already.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        if !self.is_free(&id) {
            // `note` with a number behind it is a name of the writers: none of them would ever be free.
            let base = if is_counted(&format!("{wanted}-1")) { format!("s-{wanted}") } else { id };
            let mut count = self.counts.get(&base).copied().unwrap_or(1);
            // It ends: each numbered name that is taken was taken by a call of its own.
            id = loop {
                count += 1;
                let numbered = format!("{base}-{count}");
                if self.is_free(&numbered) {
                    break numbered;
                }
            };
            self.counts.insert(base, count);
        }
        self.ids.insert(id.to_lowercase());
        id
    }

    fn is_free(&self, id: &str) -> bool {
        !self.ids.contains(&id.to_lowercase()) && !is_counted(id)
    }
}

/// Gives every division, heading and whatever the author has named its identifier.
pub(super) fn settle(drafts: &mut [Draft]) -> Names {
    let mut names = Names::default();
    for name in RESERVED {
        names.take(name);
    }
    // The author's own words go first, so that none of them has to give way to a derived one.
    for draft in drafts.iter_mut() {
        given(draft, &mut names);
    }
    let (mut file, mut book, mut path) = (Slugger::default(), Slugger::default(), String::new());
    for draft in drafts.iter_mut() {
        if draft.path != path {
            path.clone_from(&draft.path);
            file = Slugger::default();
        }
        derived(draft, &mut names, &mut file, &mut book);
    }
    names
}

fn given(draft: &mut Draft, names: &mut Names) {
    let mut editor = Given { names, path: draft.path.clone() };
    if let Some(name) = draft.given_id.clone() {
        draft.division.id = editor.take(&name, draft.division.span);
    }
    visit::edit_blocks(&mut draft.division.blocks, &mut editor);
    visit::edit_inlines(&mut draft.division.title, &mut editor);
    for note in &mut draft.notes {
        visit::edit_blocks(&mut note.blocks, &mut editor);
    }
}

/// Takes identifiers that the author wrote.
struct Given<'a> {
    names: &'a mut Names,
    path: String,
}

impl Given<'_> {
    fn take(&mut self, name: &str, span: Span) -> String {
        let id = self.names.take(&ncname(name));
        self.names.give(&self.path, name, &id, span);
        id
    }
}

impl Editor for Given<'_> {
    fn block(&mut self, block: &mut Block) {
        if let Some(name) = block.attr.id().map(str::to_owned) {
            block.attr.get_mut().id = Some(self.take(&name, block.span));
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        if let Some(name) = inline.attr.id().map(str::to_owned) {
            inline.attr.get_mut().id = Some(self.take(&name, inline.span));
        }
    }
}

fn derived(draft: &mut Draft, names: &mut Names, file: &mut Slugger, book: &mut Slugger) {
    let path = draft.path.clone();
    if draft.depth > 0 {
        sub_chapter(draft, names);
    } else if draft.given_id.is_none() {
        draft.division.id = names.take(&draft.division.id);
    }
    let id = draft.division.id.clone();
    let is_titled = !draft.division.title.is_empty();
    names.begin(&path, &id, is_titled || draft.depth > 0);
    let mut editor = Derived { names, path, division: id, file, book };
    if is_titled {
        let division = editor.division.clone();
        editor.learn(&slug(&draft.division.label), &division);
    }
    visit::edit_blocks(&mut draft.division.blocks, &mut editor);
}

/// The identifier of a sub-chapter's beginning is that of its first block, which is its title as a
/// rule.
fn sub_chapter(draft: &mut Draft, names: &mut Names) {
    let Some(first) = draft.division.blocks.first_mut() else { return };
    if first.attr.id().is_none() {
        let words = if let BlockKind::Heading { text, .. } = &first.kind {
            slug(&plain_text(text))
        } else {
            String::new()
        };
        let wanted = if draft.division.id.is_empty() { ncname(&words) } else { draft.division.id.clone() };
        first.attr.get_mut().id = Some(names.take(&wanted));
    }
    draft.division.id = first.attr.id().unwrap_or_default().to_owned();
}

/// Gives headings without an identifier one from their words.
struct Derived<'a> {
    names: &'a mut Names,
    path: String,
    division: String,
    file: &'a mut Slugger,
    book: &'a mut Slugger,
}

impl Derived<'_> {
    fn learn(&mut self, words: &str, id: &str) {
        let names = self.file.next(words);
        self.names.derive(&self.path, &names, &self.book.next_of_book(words), id);
    }
}

impl Editor for Derived<'_> {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Heading { text, .. } = &block.kind else { return };
        let words = slug(&plain_text(text));
        let id = match block.attr.id() {
            Some(id) => id.to_owned(),
            None => {
                // Within its chapter's name, so that a new heading elsewhere changes nothing here.
                let wanted = ncname(if words.is_empty() { &self.division } else { &words });
                let id = self.names.take(&wanted);
                block.attr.get_mut().id = Some(id.clone());
                id
            }
        };
        self.learn(&words, &id);
    }
}

/// Whether the writers name something so by themselves: notes, their calls and pages by number.
fn is_counted(id: &str) -> bool {
    let numbers = ["note-", "call-", "page-"].iter().find_map(|name| id.strip_prefix(name));
    let counts = |c: char| c.is_ascii_digit() || "ivxlcdm".contains(c);
    numbers.is_some_and(|number| !number.is_empty() && number.chars().all(counts))
}

/// A name that XML takes for an identifier and that needs no escape in a link: letters, digits,
/// hyphens, points and underscores, beginning with a letter (Namespaces in XML 1.0, NCName).
pub(super) fn ncname(text: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = text.chars().map(kept).collect();
    if name.starts_with(char::is_alphabetic) { name } else { format!("s-{name}") }
}

/// A name in ASCII for a division and its file: the file's own without its ordering number.
pub(super) fn portable(stem: &str) -> String {
    let without =
        stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.', ' ']);
    let stem = if without.is_empty() { stem } else { without };
    let mut out = String::new();
    for c in stem.to_lowercase().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    let name = out.trim_matches('-');
    if name.is_empty() { "chapter".to_owned() } else { ncname(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_portable() {
        let table = ["004-chapter-1", "Über alles", "한국", "01", "a.b c"].map(portable);
        assert_eq!(table, ["chapter-1", "ber-alles", "chapter", "s-01", "a-b-c"]);
        assert_eq!([ncname("fig:map"), ncname("1a"), ncname("한국")], ["fig-map", "s-1a", "한국"]);
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut names = Taken::default();
        let taken: Vec<_> = (0..3).map(|_| names.take("hanoi")).collect();
        assert_eq!(taken, ["hanoi", "hanoi-2", "hanoi-3"]);
        let ours = ["page-12", "note-1", "page-iv", "page-break", "Hanoi"].map(|name| names.take(name));
        assert_eq!(ours, ["page-12-2", "note-1-2", "page-iv-2", "page-break", "Hanoi-4"]);
    }

    #[test]
    fn a_name_whose_numbers_are_all_taken_gets_another() {
        let mut names = Taken::default();
        for name in ["note", "call", "page"] {
            let taken: Vec<_> = (0..3).map(|_| names.take(name)).collect();
            assert_eq!(taken, [name.to_owned(), format!("s-{name}-2"), format!("s-{name}-3")]);
        }
        // Ten thousand headings of the same words are named in one pass.
        let last = (0..10_000).map(|_| names.take("same")).last();
        assert_eq!(last.as_deref(), Some("same-10000"));
    }
}
