//! The targets of names in links and references: names that the author chose, and those that tools
//! derive from headings.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::FileIndex;
use super::slugs::normalised;
use crate::book::anchor::{Anchor, Taken, wanted};
use crate::diag::{Code, Diagnostic, Span};

/// The names of a book.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: Taken,
    /// The names of each file, which take precedence in that file.
    in_file: BTreeMap<String, Scope>,
    /// The names of the whole book; the first of each name wins.
    anywhere: Scope,
    /// The beginnings of the files.
    pub(super) files: FileIndex,
    twice: Vec<Twice>,
    /// The names that are referred to, each with the file that defines it; without a file if the
    /// reference is in another file.
    used: BTreeSet<(Option<String>, String)>,
}

/// Names and their anchors.
#[derive(Debug, Default)]
struct Scope {
    /// The names that the author chose.
    given: BTreeMap<String, (Anchor, Span)>,
    /// The names of headings, as GitHub, mdBook and pandoc derive them.
    derived: BTreeMap<String, Anchor>,
    /// The same names without the differences between tools.
    loose: BTreeMap<String, Anchor>,
}

impl Scope {
    fn given(&self, name: &str) -> Option<&Anchor> {
        self.given.get(name).map(|(anchor, _)| anchor)
    }

    fn find(&self, name: &str) -> Option<&Anchor> {
        let derived = || self.derived.get(name);
        self.given(name).or_else(derived).or_else(|| self.loose.get(&normalised(name)))
    }

    fn derive(&mut self, name: &str, anchor: &Anchor) {
        if !self.derived.contains_key(name) {
            self.derived.insert(name.to_owned(), anchor.clone());
        }
        self.loosen(name, anchor);
    }

    fn loosen(&mut self, name: &str, anchor: &Anchor) {
        let name = normalised(name);
        if !name.is_empty() {
            self.loose.entry(name).or_insert_with(|| anchor.clone());
        }
    }
}

/// A name that is defined twice in one file.
#[derive(Debug)]
struct Twice {
    path: String,
    name: String,
    span: Span,
    first: Span,
}

impl Names {
    /// Takes a name, with a number appended if it is taken already.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        self.taken.take(wanted)
    }

    /// Records a name that the author chose.
    pub(super) fn give(&mut self, path: &str, name: &str, anchor: &Anchor, span: Span) {
        let scope = self.in_file.entry(path.to_owned()).or_default();
        if let Some((_, first)) = scope.given.get(name) {
            let (path, name) = (path.to_owned(), name.to_owned());
            return self.twice.push(Twice { path, name, span, first: *first });
        }
        for scope in [scope, &mut self.anywhere] {
            scope.given.entry(name.to_owned()).or_insert_with(|| (anchor.clone(), span));
            scope.loosen(name, anchor);
        }
    }

    /// Records the names of a heading: within its file, and (counted through the book) in the book.
    pub(super) fn derive(&mut self, path: &str, in_file: &[String; 2], of_book: &str, anchor: &Anchor) {
        let scope = self.in_file.entry(path.to_owned()).or_default();
        in_file.iter().for_each(|name| scope.derive(name, anchor));
        // The anchor's own name is the one that earlier versions derived.
        scope.loosen(&anchor.name(), anchor);
        self.anywhere.derive(of_book, anchor);
        self.anywhere.loosen(&in_file[0], anchor);
    }

    /// Records the beginning of a division, and of its file if it is the first.
    pub(super) fn begin(&mut self, path: &str, anchor: &Anchor, is_titled: bool) {
        self.files.add(path, anchor, is_titled);
        let label = wanted::chapter_label(&anchor.name());
        self.anywhere.derived.entry(label).or_insert_with(|| anchor.clone());
    }

    /// Returns the anchor of a name in a file, or else in the book.
    pub(super) fn find(&mut self, path: &str, name: &str) -> Option<Anchor> {
        let own = self.in_file.get(path).and_then(|scope| scope.find(name));
        let is_in_file = own.is_some();
        let anchor = own.or_else(|| self.anywhere.find(name))?.clone();
        self.note_use(is_in_file.then_some(path), name);
        Some(anchor)
    }

    /// Returns the anchor of a name that the author chose in a file, or else in the book.
    pub(super) fn find_given(&mut self, path: &str, name: &str) -> Option<Anchor> {
        let own = self.in_file.get(path).and_then(|scope| scope.given(name));
        let is_in_file = own.is_some();
        let anchor = own.or_else(|| self.anywhere.given(name))?.clone();
        self.note_use(is_in_file.then_some(path), name);
        Some(anchor)
    }

    /// Records that a name, which may be defined twice, is referred to: in its own file, or from
    /// another file, where it means the first definition.
    fn note_use(&mut self, path: Option<&str>, name: &str) {
        if !self.twice.is_empty() {
            self.used.insert((path.map(str::to_owned), name.to_owned()));
        }
    }

    /// Returns every name that a link in a file may have, for a "did you mean".
    pub(super) fn names_in<'a>(&'a self, path: &str) -> impl Iterator<Item = &'a str> {
        let own = self.in_file.get(path).into_iter();
        let own = own.flat_map(|scope| scope.given.keys().chain(scope.derived.keys()));
        own.chain(self.anywhere.given.keys()).map(String::as_str)
    }

    /// Returns every name that the author chose, for a "did you mean".
    pub(super) fn given(&self) -> impl Iterator<Item = &str> {
        self.anywhere.given.keys().map(String::as_str)
    }

    /// Reports the names that are defined twice in one file. It is an error if there is a reference to
    /// such a name, since its target is ambiguous.
    pub(super) fn report_twice(&self, sink: &mut Vec<Diagnostic>) {
        for twice in &self.twice {
            let is_first = self.anywhere.given.get(&twice.name).is_some_and(|(_, span)| *span == twice.first);
            let used = self.used.contains(&(Some(twice.path.clone()), twice.name.clone()))
                || is_first && self.used.contains(&(None, twice.name.clone()));
            let code = if used { Code::DuplicateId } else { Code::UnusedDuplicateId };
            let message = format!("identifier `{}` is given twice", twice.name);
            let diagnostic =
                Diagnostic::new(code, twice.span, message).label(twice.first, "first given here");
            sink.push(diagnostic.help("give one of the two another name"));
        }
    }
}
