//! The author's own classes: their names, and reports of those that change nothing.

use std::collections::BTreeSet;

use crate::book::visit::{self, Visitor};
use crate::book::{Attr, Block, Book, Cell, Inline};
use crate::diag::{Code, Diagnostic};
use crate::manuscript::is_class_with_meaning;
use crate::project::Project;

/// Returns the names of the classes that have a style in the design of the book or of an edition.
pub(super) fn names(project: &Project) -> Vec<String> {
    let names: BTreeSet<&String> = project.classes().map(|class| &class.name).collect();
    names.into_iter().cloned().collect()
}

/// Reports classes with a name that has a meaning already, and classes that no text has.
pub(super) fn check(project: &Project, book: &Book) -> Vec<Diagnostic> {
    let mut used = Used(BTreeSet::new());
    visit::walk(book, &mut used);
    used.0.extend(book.divisions().filter_map(|division| division.class.as_deref()));
    let mut diagnostics = Vec::new();
    // An edition may repeat the classes of the book, with their places.
    let mut reported = BTreeSet::new();
    for class in project.classes().filter(|class| reported.insert(class.span)) {
        let name = &class.name;
        if is_class_with_meaning(name) {
            let message = format!("`{name}` is a class with a meaning of its own");
            let help = format!(
                "choose another name, such as `my-{name}`; `design.styles` has the looks of what Pressmark knows"
            );
            diagnostics.push(Diagnostic::new(Code::InvalidValue, class.span, message).help(help));
        } else if !used.0.contains(name.as_str()) {
            let message = format!("no text has the class `{name}`");
            let help = format!(
                "write `::: {{.{name}}}` above blocks, `{{.{name}}}` at the end of a paragraph, or `[words]{{.{name}}}`"
            );
            diagnostics.push(Diagnostic::new(Code::UnusedClass, class.span, message).help(help));
        }
    }
    diagnostics
}

/// The classes that elements of the book have.
struct Used<'a>(BTreeSet<&'a str>);

impl<'a> Used<'a> {
    fn take(&mut self, attr: &'a Attr) {
        self.0.extend(attr.get().into_iter().flat_map(|attributes| &attributes.classes).map(String::as_str));
    }
}

impl<'a> Visitor<'a> for Used<'a> {
    fn block(&mut self, block: &'a Block) {
        self.take(&block.attr);
    }

    fn inline(&mut self, inline: &'a Inline) {
        self.take(&inline.attr);
    }

    fn cell(&mut self, cell: &'a Cell) {
        self.take(&cell.attr);
    }
}
