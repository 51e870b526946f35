//! Functions that the readers of lists share: nesting, resolving paths, warnings about omitted entries.

use std::collections::BTreeMap;

use super::super::listing::ListedFile;
use super::super::yaml::{ConfigKind, ConfigNode};
use crate::assets::Vault;
use crate::diag::{Code, Diagnostic, Span, Spanned};

/// Nests entries by their depths.
pub(super) fn nested(entries: Vec<(usize, ListedFile)>) -> Vec<ListedFile> {
    let mut entries = entries.into_iter().peekable();
    let mut out: Vec<ListedFile> = Vec::new();
    while let Some((depth, mut file)) = entries.next() {
        let mut inner = Vec::new();
        while let Some(entry) = entries.next_if(|(below, _)| *below > depth) {
            inner.push(entry);
        }
        file.sections = nested(inner);
        out.push(file);
    }
    out
}

/// Returns the file that a path in a list means: the path itself, with `.md` added or in place of `.html`, or
/// the `README.md` or `index.md` of a folder. Returns the path unchanged if none of these exists.
pub(super) fn resolved(vault: &Vault, path: &str) -> String {
    let base = path.trim_end_matches('/');
    let with = |end: &str| format!("{base}{end}");
    let html = base.strip_suffix(".html").map(|base| format!("{base}.md"));
    let candidates =
        [Some(path.to_owned()), html, Some(with(".md")), Some(with("/README.md")), Some(with("/index.md"))];
    candidates.into_iter().flatten().find(|path| vault.has_file(path)).unwrap_or_else(|| path.to_owned())
}

/// Returns the warning of an entry with an address outside of the book.
pub(super) fn remote(name: &str, address: &str, span: Option<Span>) -> Diagnostic {
    let message = format!("entry `{name}` has the address `{address}` and is left out");
    let help = "a chapter has to be a file of the book; to keep the address, link to it in the text";
    Diagnostic::new(Code::LeftOut, span, message).help(help)
}

/// Returns the warning of a section without pages.
pub(super) fn no_pages(name: &Spanned<String>) -> Diagnostic {
    let message = format!("section `{}` has no pages and is left out", name.value);
    let help = "list its pages, or remove the section";
    Diagnostic::new(Code::LeftOut, name.span, message).help(help)
}

/// Returns whether a list contains any file, not only titles.
pub(super) fn has_pages(files: &[ListedFile]) -> bool {
    files.iter().any(|file| !file.is_heading() || has_pages(&file.sections))
}

/// Adds the variables of a mapping by their dotted names.
pub(super) fn variables(node: &ConfigNode, name: &str, out: &mut BTreeMap<String, String>) {
    match &node.kind {
        ConfigKind::Text(text) => {
            out.insert(name.to_owned(), text.clone());
        }
        ConfigKind::Bool(value) => {
            out.insert(name.to_owned(), value.to_string());
        }
        ConfigKind::Map(entries) => {
            entries.iter().for_each(|(key, _, node)| {
                variables(node, &(if name.is_empty() { key.clone() } else { format!("{name}.{key}") }), out)
            });
        }
        ConfigKind::List(_) | ConfigKind::Nothing => {}
    }
}
