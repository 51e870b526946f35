//! Parses TOML into the same tree as YAML. Only this file uses the crate `toml`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, FileId, Span, Spanned as Placed};

/// Parses the TOML in a part of a file.
///
/// Returns `None` if it is malformed; the diagnostic names the reason and the place.
pub(super) fn parse(
    file: FileId,
    text: &str,
    range: Range<usize>,
    sink: &mut Vec<Diagnostic>,
) -> Option<ConfigNode> {
    let place = |part: Range<usize>| Span::new(file, range.start + part.start..range.start + part.end);
    match DeTable::parse(&text[range.clone()]) {
        Ok(table) => {
            let span = place(table.span());
            Some(ConfigNode { kind: map(table.get_ref(), &text[range.clone()], &place), span })
        }
        Err(error) => {
            let message = format!("malformed TOML: {}", error.message().trim());
            let at = place(error.span().unwrap_or(0..0));
            let help = "write `key = \"value\"`, a list as `key = [\"a\", \"b\"]`, and `[section]` on a line of its own";
            sink.push(Diagnostic::new(Code::TomlSyntax, at, message).help(help));
            None
        }
    }
}

/// Returns every text in a TOML file with the names of the tables that it is in and its own, in the order of the file;
/// numbers are as they are written. Lists are left out.
///
/// Returns `None` if it is malformed, which is reported.
pub fn toml_entries(
    file: FileId,
    text: &str,
    sink: &mut Vec<Diagnostic>,
) -> Option<Vec<(Vec<String>, Placed<String>)>> {
    let mut found = Vec::new();
    collect(&parse(file, text, 0..text.len(), sink)?, &mut Vec::new(), &mut found);
    Some(found)
}

fn collect(node: &ConfigNode, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, Placed<String>)>) {
    match &node.kind {
        ConfigKind::Map(entries) => {
            for (name, _, node) in entries {
                path.push(name.clone());
                collect(node, path, found);
                path.pop();
            }
        }
        ConfigKind::Text(text) => found.push((path.clone(), Placed::new(text.clone(), node.span))),
        ConfigKind::Bool(value) => found.push((path.clone(), Placed::new(value.to_string(), node.span))),
        ConfigKind::Nothing | ConfigKind::List(_) => {}
    }
}

/// Returns a table with its entries in the order written.
fn map(table: &DeTable<'_>, text: &str, place: &impl Fn(Range<usize>) -> Span) -> ConfigKind {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(name, value)| (name.get_ref().to_string(), place(name.span()), node(value, text, place)))
        .collect();
    entries.sort_by_key(|(_, span, _)| span.start);
    ConfigKind::Map(entries)
}

/// Returns a value with its places. The parser limits the depth to 80 levels, and with it this recursion.
fn node(value: &Spanned<DeValue<'_>>, text: &str, place: &impl Fn(Range<usize>) -> Span) -> ConfigNode {
    let kind = match value.get_ref() {
        DeValue::String(string) => ConfigKind::Text(string.to_string()),
        DeValue::Boolean(value) => ConfigKind::Bool(*value),
        // The text as written, as for numbers in YAML.
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            ConfigKind::Text(text[value.span()].to_owned())
        }
        DeValue::Array(items) => ConfigKind::List(items.iter().map(|item| node(item, text, place)).collect()),
        DeValue::Table(table) => map(table, text, place),
    };
    ConfigNode { kind, span: place(value.span()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_tree_with_places() {
        let text =
            "x\n[book]\ntitle = \"A\"\nauthors = ['B', \"C\"]\ndate = 2024-01-02\nmultilingual = false\n";
        let node = parse(FileId(0), text, 2..text.len(), &mut Vec::new()).expect("a table");
        let book = node.get("book").expect("a key");
        assert_eq!(book.get("title").and_then(ConfigNode::text), Some("A"));
        assert_eq!(book.get("authors").map(|node| node.texts()), Some(vec!["B", "C"]));
        assert_eq!(book.get("date").and_then(ConfigNode::text), Some("2024-01-02"));
        assert_eq!(book.get("multilingual").map(|node| &node.kind), Some(&ConfigKind::Bool(false)));
        assert_eq!(book.get("title").map(|node| node.span.start), Some(17));
    }

    #[test]
    fn the_texts_of_a_file_have_their_names() {
        let text = "n = 1\n[a.\"b.c\"]\nd.e = \"x\"\nf = [1]\n";
        let entries = toml_entries(FileId(0), text, &mut Vec::new()).expect("a table");
        let shown: Vec<_> =
            entries.iter().map(|(path, text)| (path.join("/"), text.value.as_str())).collect();
        assert_eq!(shown, [("n".to_owned(), "1"), ("a/b.c/d/e".to_owned(), "x")]);
    }

    #[test]
    fn a_mistake_has_its_place() {
        let mut sink = Vec::new();
        let text = "a = 1\nb = \n";
        assert!(parse(FileId(0), text, 0..text.len(), &mut sink).is_none());
        assert_eq!((sink[0].code, sink[0].span.map(|span| span.start)), (Code::TomlSyntax, Some(10)));
        assert!(parse(FileId(0), &format!("a = {}", "[".repeat(50_000)), 0..50_004, &mut sink).is_none());
    }
}
