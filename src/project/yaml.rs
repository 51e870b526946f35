//! Parses YAML into a tree with a place at every value. Only this file uses serde_yaml.

use std::ops::Range;

use serde_yaml::Value;

use super::keys;
use super::locate::{Places, join};
use crate::diag::{Code, Diagnostic, FileId, Span, Spanned};
use crate::limits::YAML_DEPTH;

/// A value with its place.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct ConfigNode {
    pub(super) kind: ConfigKind,
    pub(super) span: Span,
}

/// A value of YAML, JSON or TOML.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum ConfigKind {
    /// Nothing, or `null`.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A text; also a number or a date, exactly as it is written.
    Text(String),
    /// A sequence.
    List(Vec<ConfigNode>),
    /// A mapping: keys with their places and values, in the order written.
    Map(Vec<(String, Span, ConfigNode)>),
}

impl ConfigNode {
    /// Returns an empty value.
    pub(super) fn nothing(span: Span) -> Self {
        Self { kind: ConfigKind::Nothing, span }
    }

    /// Returns the value of a key, or `None` if this is not a mapping with the key, or the value is empty.
    pub(super) fn get(&self, key: &str) -> Option<&ConfigNode> {
        let ConfigKind::Map(entries) = &self.kind else { return None };
        let entry = entries.iter().find(|(name, _, _)| name == key);
        entry.map(|(_, _, node)| node).filter(|node| node.kind != ConfigKind::Nothing)
    }

    /// Returns a text without whitespace around it, or `None` if this is not a text, or an empty one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            ConfigKind::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            ConfigKind::Nothing | ConfigKind::Bool(_) | ConfigKind::List(_) | ConfigKind::Map(_) => None,
        }
    }

    /// Returns the items of a list; any other value as a list of one, an empty one as an empty list.
    pub(super) fn items(&self) -> &[ConfigNode] {
        match &self.kind {
            ConfigKind::List(items) => items,
            ConfigKind::Nothing => &[],
            ConfigKind::Bool(_) | ConfigKind::Text(_) | ConfigKind::Map(_) => std::slice::from_ref(self),
        }
    }

    /// Returns the texts of a list, or a single text.
    pub(super) fn texts(&self) -> Vec<&str> {
        self.items().iter().filter_map(ConfigNode::text).collect()
    }

    /// Returns the text of a key with its place, or `None` if there is none.
    pub(super) fn text_of(&self, key: &str) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        Some(Spanned::new(node.text()?.to_owned(), node.span))
    }
}

impl ConfigKind {
    /// Returns the name of the type in a message.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Bool(_) => "`true` or `false`",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

/// Parses the YAML in the head of a file. A key that has no effect here may be given twice, since other
/// programs accept that; the first counts.
///
/// Returns `None` if it is malformed; the diagnostics state why, and where.
pub(super) fn parse_head(
    file: FileId,
    text: &str,
    range: Range<usize>,
    sink: &mut Vec<Diagnostic>,
) -> Option<ConfigNode> {
    let doubled = Places::of(&text[range.clone()]).doubled;
    if doubled.is_empty() || !doubled.iter().all(|(name, _, _)| keys::is_foreign(name)) {
        return parse(file, text, range, sink);
    }
    // Spaces in place of the line keep the byte offsets of all others.
    let mut masked = text.as_bytes().to_vec();
    for (name, second, first) in doubled {
        let [second, first] = [second, first].map(|at| range.start + at.start..range.start + at.end);
        let end = text[second.start..].find('\n').map_or(text.len(), |end| second.start + end);
        masked[second.start..end].fill(b' ');
        let message = format!("key `{name}` is given twice in the head of a file");
        let diagnostic = Diagnostic::new(Code::ForeignKey, Span::new(file, second), message);
        sink.push(
            diagnostic
                .label(Span::new(file, first), "first given here")
                .help("the first counts; remove one of the two"),
        );
    }
    parse(file, &String::from_utf8_lossy(&masked), range, sink)
}

/// Parses the YAML in a part of a file.
///
/// Returns `None` if it is malformed; the diagnostics state why, and where.
pub(super) fn parse(
    file: FileId,
    text: &str,
    range: Range<usize>,
    sink: &mut Vec<Diagnostic>,
) -> Option<ConfigNode> {
    let yaml = &text[range.clone()];
    let places = Places::of(yaml);
    let span = |place: Range<usize>| Span::new(file, range.start + place.start..range.start + place.end);
    if !places.doubled.is_empty() {
        for (name, second, first) in &places.doubled {
            let diagnostic = Diagnostic::new(
                Code::DuplicateKey,
                span(second.clone()),
                format!("key `{name}` is given twice"),
            );
            let help = "remove one of the two";
            sink.push(diagnostic.label(span(first.clone()), "first given here").help(help));
        }
        return None;
    }
    if let Some(at) = too_deep(yaml) {
        let message = format!("malformed YAML: more than {YAML_DEPTH} brackets within each other");
        let help = "close the brackets, or put a text that begins with one in quotation marks";
        sink.push(Diagnostic::new(Code::YamlSyntax, span(at..at + 1), message).help(help));
        return None;
    }
    match serde_yaml::from_str::<Value>(yaml) {
        Ok(value) => Some(node(&value, "", yaml, &places, &span)),
        Err(error) => {
            let at = error.location().map_or(0, |place| floor(yaml, place.index()));
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or(&message);
            let line_end = yaml[at..].find('\n').map_or(yaml.len(), |end| at + end);
            let diagnostic = Diagnostic::new(
                Code::YamlSyntax,
                span(at..line_end.max(at)),
                format!("malformed YAML: {message}"),
            );
            sink.push(match help(yaml, at, message) {
                Some(help) => diagnostic.help(help),
                None => diagnostic,
            });
            None
        }
    }
}

/// Returns the place of the bracket that opens a collection deeper than [`YAML_DEPTH`], for which the scanner of
/// serde_yaml would take quadratic time before it is refused. Returns `None` if there is none.
fn too_deep(yaml: &str) -> Option<usize> {
    let bytes = yaml.as_bytes();
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' | b'{' => {
                // Within a text, a bracket seldom follows a space.
                let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
                depth += usize::from(before.is_ascii_whitespace() || b"[{,:-".contains(&before));
                if depth > YAML_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Returns what to type for the most common mistakes of authors who do not know YAML, or `None` for
/// others.
fn help(yaml: &str, at: usize, message: &str) -> Option<String> {
    let start = yaml[..at].rfind('\n').map_or(0, |start| start + 1);
    let line = yaml[start..].lines().next().unwrap_or_default();
    if line.starts_with('\t') || message.contains("cannot start any token") && line.contains('\t') {
        return Some("indent with spaces: YAML does not allow tabs".to_owned());
    }
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    let is_plain = !value.starts_with(['"', '\'', '[', '{', '|', '>']);
    if is_plain
        && (value.contains(": ") || value.ends_with(':') || value.starts_with(['@', '`', '%', '*', '&', '!']))
    {
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        return Some(format!("put the text in quotation marks: `{key}: \"{value}\"`"));
    }
    (value.starts_with('"') && value.len() > 1).then(|| {
        format!("within quotation marks write `\\\"` for one, or put the text in `'…'`: `{key}: '…'`")
    })
}

/// Returns the boundary of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns a value with its places; `path` is its path in the document. serde_yaml limits the depth to 128
/// levels, and with it this recursion.
fn node(
    value: &Value,
    path: &str,
    text: &str,
    places: &Places,
    span: &impl Fn(Range<usize>) -> Span,
) -> ConfigNode {
    let place = places.value(path);
    let raw = || text[place.clone()].trim_matches(['"', '\'']).to_owned();
    let kind = match value {
        Value::Null => ConfigKind::Nothing,
        Value::Bool(value) => ConfigKind::Bool(*value),
        // The text as written: a number would lose leading zeros (of an ISBN) and trailing ones (of a
        // version).
        Value::Number(number) => {
            let raw = raw();
            ConfigKind::Text(if raw.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
                raw
            } else {
                number.to_string()
            })
        }
        Value::String(text) => ConfigKind::Text(text.clone()),
        Value::Sequence(items) => {
            let each = items.iter().enumerate();
            ConfigKind::List(
                each.map(|(i, item)| node(item, &join(path, &i.to_string()), text, places, span)).collect(),
            )
        }
        Value::Mapping(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let name = key_name(key);
                let path = join(path, &name);
                let at = places.key(&path).unwrap_or_else(|| places.value(&path));
                (name, span(at), node(value, &path, text, places, span))
            });
            ConfigKind::Map(entries.collect())
        }
        Value::Tagged(tagged) => return node(&tagged.value, path, text, places, span),
    };
    ConfigNode { kind, span: span(place) }
}

/// Returns a key as text; `?` for a key that is not a scalar.
fn key_name(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) | Value::Tagged(_) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Option<ConfigNode>, Vec<String>) {
        let mut sink = Vec::new();
        let node = parse(FileId(0), text, 0..text.len(), &mut sink);
        (
            node,
            sink.iter()
                .map(|d| format!("{}@{} {}", d.code.id(), d.span.map_or(0, |span| span.start), d.message))
                .collect(),
        )
    }

    #[test]
    fn numbers_stay_as_written() {
        let (node, _) = parsed("isbn: 0123456789\ndate: 2026-11-23\nnumber: 2.50\ncountry: no\n");
        let Some(ConfigNode { kind: ConfigKind::Map(entries), .. }) = node else { panic!() };
        let texts: Vec<_> = entries.iter().map(|(_, _, node)| node.kind.clone()).collect();
        assert_eq!(
            texts,
            ["0123456789", "2026-11-23", "2.50", "no"].map(|text| ConfigKind::Text(text.to_owned()))
        );
    }

    #[test]
    fn mistakes_have_their_place() {
        assert_eq!(parsed("a: 1\nb: [1, 2\n").1.len(), 1);
        assert!(parsed("a: 1\na: 2\n").1[0].starts_with("E0107@5 "));
        assert!(parsed("a: \"x\n").1[0].starts_with("E0102@"));
    }

    #[test]
    fn a_key_of_another_program_may_be_given_twice() {
        let text = "date: 2021\ntitle: x\ndate: 2022\n";
        let mut sink = Vec::new();
        let node = parse_head(FileId(0), text, 0..text.len(), &mut sink).expect("a mapping");
        assert_eq!(node.get("date").and_then(ConfigNode::text), Some("2021"));
        assert_eq!(sink.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::ForeignKey]);
        let text = "title: a\ntitle: b\n";
        assert!(parse_head(FileId(0), text, 0..text.len(), &mut sink).is_none());
    }

    #[test]
    fn a_title_with_a_colon_has_a_help() {
        let help = |text: &str| {
            let mut sink = Vec::new();
            parse(FileId(0), text, 0..text.len(), &mut sink);
            sink.first().and_then(|d| d.help.first().cloned()).unwrap_or_default()
        };
        assert!(help("title: A Book: The Story\n").contains("`title: \"A Book: The Story\"`"));
        assert!(help("a: 1\n\tb: 2\n").contains("spaces"));
    }

    #[test]
    fn a_bomb_is_refused() {
        let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (name, inner) in "bcdefghi".chars().zip("abcdefgh".chars()) {
            bomb += &format!(
                "{name}: &{name} [*{inner},*{inner},*{inner},*{inner},*{inner},*{inner},*{inner},*{inner},*{inner}]\n"
            );
        }
        let (node, messages) = parsed(&bomb);
        assert!(node.is_none() && messages.len() == 1, "{messages:?}");
        let deep = parsed(&format!("a: {}", "[".repeat(100_000)));
        assert!(deep.0.is_none(), "{deep:?}");
        assert_eq!(deep.1, ["E0102@515 malformed YAML: more than 512 brackets within each other"]);
        let half = format!("a: {}", "[1] [".repeat(2_000));
        assert_eq!(too_deep(&half), Some(3 + 5 * 512), "only those that stay open count");
        assert_eq!(too_deep(&"- [ ] a [b](c)\n".repeat(2_000)), None);
    }
}
