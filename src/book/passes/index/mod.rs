//! Makes the indexes of the marks in the text. Entry point: [`gather`].

mod marks;
mod rules;
mod tree;

use super::names::Names;
use crate::book::collate::Collator;
use crate::book::model::display::Display;
use crate::book::model::{Book, Index, IndexEntry, IndexGroup};
use crate::diag::{Code, Diagnostic, Span};
use crate::project::{Generated, Project};
use marks::FoundMark;
use tree::{Sorting, Tree};

/// Assigns an anchor to every mark, and makes the indexes of the book, in the order in which they are generated: as
/// requested, or else the general one after those with a name.
pub(super) fn gather(
    project: &Project,
    display: &Display,
    book: &mut Book,
    names: &mut Names,
    sink: &mut Vec<Diagnostic>,
) {
    // Find the marks, and connect the ends of ranges.
    let found = marks::find(book, names, sink);
    if found.is_empty() && project.index.rules.is_empty() {
        return;
    }

    // Make a tree of entries for each index.
    let rules = rules::Rules::new(&project.index.rules, &display.index_entries);
    let mut trees: Vec<Tree> = Vec::new();
    for FoundMark { mark, path, span, locator } in found {
        let place = rules.canonical(&mark.index, path);
        let node = tree_of(&mut trees, &mark.index).entry(&place, Some(span));
        node.locators.extend(locator);
        node.add_references(&mark.see, &mark.see_also);
    }
    for rule in rules.entries() {
        rule.apply(tree_of(&mut trees, &rule.rule.index), sink);
    }

    // Resolve the references between entries, and sort.
    let lang = project.index.language.as_ref().unwrap_or(&project.meta.language);
    let collator = Collator::new(lang, project.index.order);
    let mut indexes: Vec<Index> = Vec::new();
    for mut tree in trees {
        tree.check(sink);
        tree.resolve(&rules, names, sink);
        let mut groups: Vec<IndexGroup> = Vec::new();
        for (label, entry) in tree.entries(&rules, &Sorting { collator: &collator, lang }) {
            push(&mut groups, label, entry);
        }
        indexes.push(Index { name: tree.name, locators: project.index.locators, groups });
    }
    book.indexes = requested(project, indexes, sink);
}

/// Adds an entry to the group of its letter.
fn push(groups: &mut Vec<IndexGroup>, label: String, entry: IndexEntry) {
    match groups.last_mut() {
        Some(last) if last.label == label => last.entries.push(entry),
        _ => groups.push(IndexGroup { label, entries: vec![entry] }),
    }
}

/// Returns the tree of the index with a name.
fn tree_of<'t>(trees: &'t mut Vec<Tree>, name: &str) -> &'t mut Tree {
    let at = trees.iter().position(|tree| tree.name == name).unwrap_or_else(|| {
        trees.push(Tree::new(name));
        trees.len() - 1
    });
    &mut trees[at]
}

/// Returns the indexes that are requested, in their order. Reports marks of others, and indexes without marks.
fn requested(project: &Project, mut indexes: Vec<Index>, sink: &mut Vec<Diagnostic>) -> Vec<Index> {
    let title_of = |name: &str| project.index.titles.iter().position(|(known, _)| known == name);
    // The general index comes last (The Chicago Manual of Style, 18th ed., chapter 15).
    indexes.sort_by_key(|index| (index.name.is_empty(), title_of(&index.name).unwrap_or(usize::MAX)));
    if project.generate.is_some() && !project.generates(Generated::Index) {
        indexes.iter().for_each(|index| sink.push(unused(index, "index")));
        return Vec::new();
    }
    let mut wanted = Vec::new();
    for name in &project.index.generated {
        match indexes.iter().position(|index| index.name == name.value) {
            Some(at) => wanted.push(indexes.remove(at)),
            None => sink.push(without_marks(&name.value, name.span)),
        }
    }
    if project.index.generated.is_empty() {
        wanted = indexes;
    } else {
        let key = |index: &Index| {
            if index.name.is_empty() { "index".to_owned() } else { format!("index:{}", index.name) }
        };
        indexes.iter().for_each(|index| sink.push(unused(index, &key(index))));
    }
    for (name, title) in &project.index.titles {
        if !wanted.iter().any(|index| index.name == *name) {
            sink.push(without_marks(name, title.span));
        }
    }
    wanted
}

fn unused(index: &Index, key: &str) -> Diagnostic {
    let which =
        if index.name.is_empty() { "the index".to_owned() } else { format!("the index `{}`", index.name) };
    let count = index.entries().len();
    let plural = if count == 1 { "entry" } else { "entries" };
    Diagnostic::new(Code::IndexUnused, None, format!("{which} with {count} {plural} is in no book"))
        .help(format!("add `{key}` to `generate`"))
}

fn without_marks(name: &str, asked: Option<Span>) -> Diagnostic {
    let message = if name.is_empty() {
        "the text has no marks of the index".to_owned()
    } else {
        format!("the text has no marks of the index `{name}`")
    };
    let example =
        if name.is_empty() { "[word]{.index}".to_owned() } else { format!("[word]{{.index index={name}}}") };
    Diagnostic::new(Code::NothingToList, asked, message).help(format!("mark words as `{example}`"))
}
