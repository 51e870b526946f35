//! Identifiers: unique in the book, the same from build to build, valid in both formats.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::visit::{self, Editor};
use super::{Block, BlockKind, Inline, plain_text};
use crate::diag::{Code, Diagnostic, Span};

/// Names that the writers use themselves.
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "cover", "nav", "toc", "ncx", "style",
    "half-title", "title-page", "copyright", "contents", "list-of-figures", "list-of-tables",
];

/// What the author's names lead to.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeMap<String, Option<Span>>,
    /// The number that was last added to a name, so that each is tried once.
    counts: BTreeMap<String, u32>,
    /// By the name as written, anywhere in the book.
    anywhere: BTreeMap<String, String>,
    /// By file, then by name: its own identifiers and the slugs of its headings.
    in_file: BTreeMap<String, BTreeMap<String, String>>,
    /// The first division of each file.
    files: BTreeMap<String, String>,
}

impl Names {
    /// The identifier of a name as written.
    pub(super) fn anywhere(&self, name: &str) -> Option<&str> {
        self.anywhere.get(name).map(String::as_str)
    }

    /// The identifier of a name within a file, and then anywhere.
    pub(super) fn find(&self, path: &str, name: &str) -> Option<&str> {
        let own = self.in_file.get(path).and_then(|names| names.get(name));
        own.map(String::as_str).or_else(|| self.anywhere(name))
    }

    /// The identifier of a file's beginning.
    pub(super) fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every path, for a "did you mean".
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Every name that can be led to from a file.
    pub(super) fn names_in<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> {
        self.in_file
            .get(path)
            .into_iter()
            .flat_map(BTreeMap::keys)
            .chain(self.anywhere.keys())
            .map(String::as_str)
    }

    /// Takes an identifier, with a number behind it if it is taken already.
    pub(super) fn take(&mut self, wanted: &str, span: Option<Span>) -> String {
        let mut id = wanted.to_owned();
        if self.taken.contains_key(&id) || is_counted(&id) {
            // `note` with a number behind it is a name of the writers: none of them would ever be free.
            let base = if is_counted(&format!("{wanted}-1")) { format!("s-{wanted}") } else { id };
            let count = self.counts.entry(base.clone()).or_insert(1);
            // It ends: a numbered name that is taken was put there by one call for each.
            id = loop {
                *count += 1;
                let numbered = format!("{base}-{count}");
                if !self.taken.contains_key(&numbered) && !is_counted(&numbered) {
                    break numbered;
                }
            };
        }
        self.taken.insert(id.clone(), span);
        id
    }

    fn learn(&mut self, path: &str, name: &str, id: &str) {
        self.anywhere.entry(name.to_owned()).or_insert_with(|| id.to_owned());
        self.learn_in(path, name, id);
    }

    fn learn_in(&mut self, path: &str, name: &str, id: &str) {
        let names = self.in_file.entry(path.to_owned()).or_default();
        names.entry(name.to_owned()).or_insert_with(|| id.to_owned());
    }
}

/// Gives every division, heading and whatever the author has named its identifier.
pub(super) fn settle(drafts: &mut [Draft], sink: &mut Vec<Diagnostic>) -> Names {
    let mut names = Names::default();
    for name in RESERVED {
        names.taken.insert((*name).to_owned(), None);
    }
    // The author's own words go first, so that none of them has to give way to a derived one.
    for draft in drafts.iter_mut() {
        given(draft, &mut names, sink);
    }
    for draft in drafts.iter_mut() {
        derived(draft, &mut names);
    }
    names
}

fn given(draft: &mut Draft, names: &mut Names, sink: &mut Vec<Diagnostic>) {
    let mut editor = Given { names, sink, path: draft.path.clone() };
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
    sink: &'a mut Vec<Diagnostic>,
    path: String,
}

impl Given<'_> {
    fn take(&mut self, name: &str, span: Span) -> String {
        let id = ncname(name);
        if let Some(Some(first)) = self.names.taken.get(&id) {
            let message = format!("identifier `{name}` is given twice");
            self.sink
                .push(Diagnostic::new(Code::DuplicateId, span, message).label(*first, "first given here"));
        }
        let id = self.names.take(&id, Some(span));
        self.names.learn(&self.path, name, &id);
        id
    }
}

impl Editor for Given<'_> {
    fn block(&mut self, block: &mut Block) {
        if let Some(name) = block.attr.id().map(str::to_owned) {
            block.attr.get_mut().id = Some(self.take(&name, block.span));
            block.attr.get_mut().pairs.push((LABEL.to_owned(), name));
        }
    }

    fn inline(&mut self, inline: &mut Inline) {
        if let Some(name) = inline.attr.id().map(str::to_owned) {
            inline.attr.get_mut().id = Some(self.take(&name, inline.span));
        }
    }
}

/// Keeps the name as written beside the identifier, for references.
pub(super) const LABEL: &str = "\u{0}label";

fn derived(draft: &mut Draft, names: &mut Names) {
    let path = draft.path.clone();
    if draft.given_id.is_none() {
        draft.division.id = names.take(&draft.division.id, None);
    }
    let id = draft.division.id.clone();
    names.files.entry(path.clone()).or_insert_with(|| id.clone());
    names.learn_in(&path, &slug(&draft.division.label), &id);
    let mut editor = Derived { names, path, division: id };
    visit::edit_blocks(&mut draft.division.blocks, &mut editor);
}

/// Gives headings without an identifier one from their words.
struct Derived<'a> {
    names: &'a mut Names,
    path: String,
    division: String,
}

impl Editor for Derived<'_> {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Heading { text, .. } = &block.kind else { return };
        let words = slug(&plain_text(text));
        let id = match block.attr.id() {
            Some(id) => id.to_owned(),
            None => {
                // Within its chapter's name, so that a new heading elsewhere changes nothing here.
                let wanted = ncname(&if words.is_empty() { self.division.clone() } else { words.clone() });
                let id = self.names.take(&wanted, None);
                block.attr.get_mut().id = Some(id.clone());
                id
            }
        };
        self.names.learn_in(&self.path, &words, &id);
    }
}

/// Whether the writers name something so by themselves: notes, their calls and pages by number.
fn is_counted(id: &str) -> bool {
    let numbers = ["note-", "call-", "page-"].iter().find_map(|name| id.strip_prefix(name));
    let counts = |c: char| c.is_ascii_digit() || "ivxlcdm".contains(c);
    numbers.is_some_and(|number| !number.is_empty() && number.chars().all(counts))
}

/// A heading's words as GitHub and pandoc make a name of them: small letters and digits of any
/// script, blanks as hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() || c == '_' => out.push(c),
            c if c.is_whitespace() || c == '-' => out.push('-'),
            _ => {}
        }
    }
    out.trim_matches('-').to_owned()
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
        assert_eq!(slug("Hanoi, 27 & 28 February!"), "hanoi-27--28-february");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut names = Names::default();
        let taken: Vec<_> = (0..3).map(|_| names.take("hanoi", None)).collect();
        assert_eq!(taken, ["hanoi", "hanoi-2", "hanoi-3"]);
        let ours = ["page-12", "note-1", "page-iv", "page-break"].map(|name| names.take(name, None));
        assert_eq!(ours, ["page-12-2", "note-1-2", "page-iv-2", "page-break"]);
    }

    #[test]
    fn a_name_whose_numbers_are_all_taken_gets_another() {
        let mut names = Names::default();
        for name in ["note", "call", "page"] {
            let taken: Vec<_> = (0..3).map(|_| names.take(name, None)).collect();
            assert_eq!(taken, [name.to_owned(), format!("s-{name}-2"), format!("s-{name}-3")]);
        }
        // Ten thousand headings of the same words are named in one pass.
        let last = (0..10_000).map(|_| names.take("same", None)).last();
        assert_eq!(last.as_deref(), Some("same-10000"));
    }
}
