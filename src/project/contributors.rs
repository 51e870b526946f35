//! The people who made the book, and their roles.

use super::fields::{Fields, text};
use super::metadata::Contributor;
use super::mistake::Mistake;
use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, Spanned, did_you_mean};

/// Reads the contributors: `author` or `authors`, and `contributors` with their roles.
pub(super) fn contributors(fields: &Fields<'_>) -> Vec<Contributor> {
    let mut all: Vec<Contributor> =
        authors(fields).into_iter().map(|author| Contributor::author(author.value)).collect();
    for node in fields.list("contributors") {
        if let ConfigKind::Text(_) = &node.kind {
            all.extend(node.text().map(Contributor::author));
            continue;
        }
        let inner = Fields::of(node, "contributors", fields.sink());
        let name = inner.string("name");
        let sort = inner.string("sort");
        let role = inner.text("role").and_then(|role| inner.parsed(&role, relator(&role.value)));
        if name.is_none() {
            inner.report(
                Diagnostic::new(Code::MissingKey, node.span, "a contributor has no `name`")
                    .help("write `name: Ada Author`"),
            );
        }
        inner.finish();
        all.extend(name.map(|name| Contributor { name, sort, role: role.unwrap_or("aut").to_owned() }));
    }
    all
}

/// Reads the authors: `author` or `authors`.
pub(super) fn authors(fields: &Fields<'_>) -> Vec<Spanned<String>> {
    let mut all = Vec::new();
    for key in ["author", "authors"] {
        for node in fields.list(key) {
            // pandoc and Quarto describe a person by a mapping.
            all.extend(match person(node) {
                None => text(node, key, fields.sink()),
                Some(name) => Some(Spanned::new(name, node.span)),
            });
        }
    }
    all
}

/// Returns the English names of the roles that people have in making a book.
#[cfg(test)]
pub(super) fn role_names() -> Vec<&'static str> {
    RELATORS.iter().map(|(_, name)| *name).collect()
}

/// MARC relator codes (Library of Congress) that books use, with their English names.
const RELATORS: &[(&str, &str)] = &[
    ("aut", "author"),
    ("edt", "editor"),
    ("trl", "translator"),
    ("ill", "illustrator"),
    ("pht", "photographer"),
    ("aui", "author of introduction"),
    ("aft", "author of afterword"),
    ("ann", "annotator"),
    ("art", "artist"),
    ("bkd", "book designer"),
    ("cov", "cover designer"),
    ("com", "compiler"),
    ("ctb", "contributor"),
    ("crp", "correspondent"),
    ("dsr", "designer"),
    ("nrt", "narrator"),
    ("pfr", "proofreader"),
    ("pbl", "publisher"),
    ("res", "researcher"),
    ("rev", "reviewer"),
    ("tyd", "type designer"),
    ("tyg", "typographer"),
];

/// Returns the relator code of a code or an English name, in any letter case.
///
/// # Errors
/// Returns an error if it is not in the list.
fn relator(text: &str) -> Result<&'static str, Mistake> {
    let wanted = text.to_lowercase();
    let found = RELATORS.iter().find(|(code, name)| *code == wanted || *name == wanted);
    found.map(|(code, _)| *code).ok_or_else(|| {
        let near = did_you_mean(&wanted, RELATORS.iter().flat_map(|(code, name)| [*code, *name]));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a MARC relator code or its English name, such as `edt` or `editor`".to_owned(),
        };
        Mistake::new(format!("unknown role `{text}`"), help)
    })
}

/// The keys of the mappings that pandoc and Quarto have for a person.
const PERSON: [&str; 6] = ["name", "literal", "given", "firstname", "family", "lastname"];

/// Returns the name of a person: a text, or the name in a mapping of pandoc or Quarto.
///
/// Returns `None` if there is no name in it.
pub(super) fn person(node: &ConfigNode) -> Option<String> {
    if let Some(name) = node.text() {
        return Some(name.to_owned());
    }
    if let Some(name) = node.get("name").or_else(|| node.get("literal")).and_then(person) {
        return Some(name);
    }
    let part = |keys: [&str; 2]| keys.iter().find_map(|key| node.get(key).and_then(ConfigNode::text));
    let name = [part(["given", "firstname"]), part(["family", "lastname"])];
    let name: Vec<&str> = name.into_iter().flatten().collect();
    if !name.is_empty() {
        return Some(name.join(" "));
    }
    // `- Jane Roe: { institute: … }`, as in filters of pandoc.
    match &node.kind {
        ConfigKind::Map(entries) if entries.len() == 1 && !PERSON.contains(&entries[0].0.as_str()) => {
            Some(entries[0].0.clone())
        }
        ConfigKind::Map(_)
        | ConfigKind::List(_)
        | ConfigKind::Text(_)
        | ConfigKind::Bool(_)
        | ConfigKind::Nothing => None,
    }
}
