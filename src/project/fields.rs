//! Reads a mapping key by key, and reports each value of the wrong type and each unknown key.

use std::cell::RefCell;

use super::keys;
use super::mistake::Mistake;
use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, Span, Spanned, did_you_mean};

/// The required type of value, in a message.
const A_MAPPING: &str = "a mapping";
const A_TEXT: &str = "a text";
const A_FLAG: &str = "`true` or `false`";

/// The entries of a mapping, and the keys that have been read.
pub(super) struct Fields<'a> {
    entries: &'a [(String, Span, ConfigNode)],
    /// The keys that have been read: all others are unknown.
    known: RefCell<Vec<&'static str>>,
    sink: &'a RefCell<Vec<Diagnostic>>,
    /// The name of the mapping: `book`, `design`.
    name: String,
}

impl<'a> Fields<'a> {
    /// Returns the entries of a node that should be a mapping called `name`; any other is reported and
    /// has none.
    pub(super) fn of(node: &'a ConfigNode, name: &str, sink: &'a RefCell<Vec<Diagnostic>>) -> Self {
        let entries: &[_] = match &node.kind {
            ConfigKind::Map(entries) => entries,
            ConfigKind::Nothing => &[],
            other => {
                sink.borrow_mut().push(wrong(node.span, name, A_MAPPING, other));
                &[]
            }
        };
        Self { entries, known: RefCell::default(), sink, name: name.to_owned() }
    }

    /// Returns the value of a key, or `None` if there is no such key or its value is empty.
    pub(super) fn node(&self, key: &'static str) -> Option<&'a ConfigNode> {
        self.known.borrow_mut().push(key);
        let entry = self.entries.iter().find(|(name, _, _)| name == key);
        entry.map(|(_, _, node)| node).filter(|node| node.kind != ConfigKind::Nothing)
    }

    /// Returns the place of a key that is written without a value, or `None` if it has one or is missing.
    pub(super) fn empty(&self, key: &'static str) -> Option<Span> {
        let entry = self.entries.iter().find(|(name, _, _)| name == key);
        entry.filter(|(_, _, node)| node.kind == ConfigKind::Nothing).map(|(_, place, _)| *place)
    }

    /// Reports a colour without a value: in YAML, `colour: #22384f` is a key without one, since `#` begins a
    /// comment.
    pub(super) fn check_colour(&self, key: &'static str) {
        if let Some(place) = self.empty(key) {
            let diagnostic = Diagnostic::new(Code::InvalidValue, place, format!("`{key}` has no value"));
            let help = format!("write it in quotes, since `#` begins a comment: `{key}: \"#22384f\"`");
            self.report(diagnostic.help(help));
        }
    }

    /// Returns the mappings within this one whose keys are names that the author chooses, each with its name
    /// and the place of the name; any other value is reported and has no entries.
    pub(super) fn named(&self) -> impl Iterator<Item = (&'a str, Span, Fields<'a>)> {
        let sink = self.sink;
        self.entries
            .iter()
            .map(move |(name, place, node)| (name.as_str(), *place, Fields::of(node, name, sink)))
    }

    /// Returns the texts of this mapping, whose keys are names that the author chooses; any other value is reported.
    pub(super) fn all_texts(&self) -> Vec<(String, Spanned<String>)> {
        let read = |(name, _, node): &(String, Span, ConfigNode)| {
            text(node, name, self.sink).map(|text| (name.clone(), text))
        };
        self.entries.iter().filter_map(read).collect()
    }

    /// Returns a text, or `None` if there is none; any other value is reported.
    pub(super) fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        text(node, key, self.sink)
    }

    /// Returns the entries of a mapping as one text, `key: value, key: value`, or a text that is written in
    /// its place.
    pub(super) fn table(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        let ConfigKind::Map(entries) = &node.kind else { return text(node, key, self.sink) };
        let row = |(name, _, value): &(String, Span, ConfigNode)| {
            text(value, name, self.sink).map(|text| format!("{name}: {}", text.value))
        };
        let rows: Option<Vec<String>> = entries.iter().map(row).collect();
        Some(Spanned::new(rows?.join(", "), node.span))
    }

    /// Returns a text without its place, or `None` if there is none; any other value is reported.
    pub(super) fn string(&self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// Returns `true` or `false`, or `None` if there is neither; any other value is reported.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        match &node.kind {
            ConfigKind::Bool(value) => Some(*value),
            other => {
                self.report(wrong(node.span, key, A_FLAG, other));
                None
            }
        }
    }

    /// Returns the items of a list, or a single value as a list of one.
    pub(super) fn list(&self, key: &'static str) -> &'a [ConfigNode] {
        match self.node(key) {
            Some(ConfigNode { kind: ConfigKind::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// Returns the texts of a list; any other item is reported.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key).iter().filter_map(|node| text(node, key, self.sink)).collect()
    }

    /// Returns a mapping within this one, or `None` if there is no such key; any other value is reported
    /// and has no entries.
    pub(super) fn map(&self, key: &'static str) -> Option<Fields<'a>> {
        self.node(key).map(|node| Fields::of(node, key, self.sink))
    }

    /// Returns what was read from a text, or reports at the text why it cannot be read and returns `None`.
    pub(super) fn parsed<T>(&self, text: &Spanned<String>, read: Result<T, impl Into<Mistake>>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(mistake) => {
                self.report(mistake.into().diagnostic(Code::InvalidValue, text.span));
                None
            }
        }
    }

    /// Reports a diagnostic.
    pub(super) fn report(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }

    /// Returns the list that diagnostics are added to.
    pub(super) fn sink(&self) -> &'a RefCell<Vec<Diagnostic>> {
        self.sink
    }

    /// Returns the keys that have been read, each once and sorted.
    fn known_keys(&self) -> Vec<&'static str> {
        let mut known = self.known.take();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Reports every key that has not been read, with the level that it belongs to or a similar key.
    pub(super) fn finish(self) {
        let known = self.known_keys();
        for (name, span, _) in self.entries.iter().filter(|(name, _, _)| !known.contains(&name.as_str())) {
            let diagnostic = Diagnostic::new(Code::UnknownKey, *span, format!("unknown key `{name}`"));
            let near = did_you_mean(name, known.iter().copied());
            self.sink.borrow_mut().push(match (keys::level_of(name, &self.name), near) {
                (Some(level), _) if level.contains('`') => {
                    diagnostic.help(format!("`{name}` belongs at {level}"))
                }
                (Some(level), _) => {
                    let last = level.rsplit('.').next().unwrap_or(&level);
                    diagnostic.help(format!("`{name}` belongs under `{last}`: `{level}.{name}`"))
                }
                (None, Some(near)) => diagnostic.help(format!("did you mean `{near}`?")),
                (None, None) => diagnostic.help(format!("known keys here: {}", known.join(", "))),
            });
        }
    }

    /// Reports the keys in the head of a file that have not been read: a slip as an error if the text
    /// was written for Pressmark (`is_native`), the keys of other programs in one warning.
    pub(super) fn finish_head(self, is_native: bool) {
        let known = self.known_keys();
        let (mut foreign, mut place) = (Vec::new(), None);
        for (name, span, _) in self.entries.iter().filter(|(name, _, _)| !known.contains(&name.as_str())) {
            let near = did_you_mean(name, known.iter().copied());
            // A name with a number at its end, such as `title2`, is a key of a site's theme and not a slip.
            let is_slip =
                is_native && !keys::is_foreign(name) && !name.ends_with(|c: char| c.is_ascii_digit());
            if let Some(near) = near.filter(|_| is_slip) {
                let diagnostic = Diagnostic::new(Code::UnknownKey, *span, format!("unknown key `{name}`"));
                self.report(diagnostic.help(format!("did you mean `{near}`?")));
            } else {
                place = place.or(Some(*span));
                foreign.push(format!("`{name}`"));
            }
        }
        if !foreign.is_empty() {
            let message = format!("keys without effect in the head of a file: {}", foreign.join(", "));
            let help = format!("these keys have an effect there: {}", known.join(", "));
            self.report(Diagnostic::new(Code::ForeignKey, place, message).help(help));
        }
    }
}

/// Returns a node as text, or `None` if it is empty; a list or a mapping is reported. `name` is the key.
pub(super) fn text(
    node: &ConfigNode,
    name: &str,
    sink: &RefCell<Vec<Diagnostic>>,
) -> Option<Spanned<String>> {
    match &node.kind {
        ConfigKind::Text(_) => node.text().map(|text| Spanned::new(text.to_owned(), node.span)),
        ConfigKind::Bool(value) => Some(Spanned::new(value.to_string(), node.span)),
        other => {
            sink.borrow_mut().push(wrong(node.span, name, A_TEXT, other));
            None
        }
    }
}

/// Returns the error of a value of the wrong type: `expected` is what the value of the key `name` must be.
pub(super) fn wrong(span: Span, name: &str, expected: &str, found: &ConfigKind) -> Diagnostic {
    let message = format!("`{name}` must be {expected}, but this is {}", found.type_name());
    let diagnostic = Diagnostic::new(Code::WrongType, span, message);
    match expected {
        A_MAPPING => {
            diagnostic.help(format!("indent the keys on the lines below `{name}:`, as in `key: value`"))
        }
        A_TEXT => diagnostic.help(format!("write one text, as in `{name}: text`")),
        A_FLAG => diagnostic.help(format!("write `{name}: true` or `{name}: false`")),
        _ => diagnostic,
    }
}
