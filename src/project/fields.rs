//! Reading a mapping key by key: each kind of value with the message for what it is not.

use std::cell::RefCell;

use super::keys;
use super::yaml::{Kind, Node};
use crate::diag::{Code, Diagnostic, Span, Spanned, did_you_mean};

/// The entries of a mapping, and which of them have been asked for.
pub(super) struct Fields<'a> {
    entries: &'a [(String, Span, Node)],
    known: RefCell<Vec<&'static str>>,
    sink: &'a RefCell<Vec<Diagnostic>>,
    /// What the mapping is: `book`, `design`.
    what: String,
}

impl<'a> Fields<'a> {
    /// The entries of a node that should be a mapping.
    pub(super) fn of(node: &'a Node, what: &str, sink: &'a RefCell<Vec<Diagnostic>>) -> Self {
        let entries: &[_] = match &node.kind {
            Kind::Map(entries) => entries,
            Kind::Nothing => &[],
            other => {
                sink.borrow_mut().push(wrong(node.span, what, "a mapping", other));
                &[]
            }
        };
        Self { entries, known: RefCell::default(), sink, what: what.to_owned() }
    }

    /// The value of a key, if it is there and says anything.
    pub(super) fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.known.borrow_mut().push(key);
        let entry = self.entries.iter().find(|(name, _, _)| name == key);
        entry.map(|(_, _, node)| node).filter(|node| node.kind != Kind::Nothing)
    }

    /// A text.
    pub(super) fn text(&self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        text(node, key, self.sink)
    }

    /// A text without its place.
    pub(super) fn string(&self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// Yes or no.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        match &node.kind {
            Kind::Bool(value) => Some(*value),
            other => {
                self.tell(wrong(node.span, key, "`true` or `false`", other));
                None
            }
        }
    }

    /// A list, or one thing as a list of one.
    pub(super) fn list(&self, key: &'static str) -> &'a [Node] {
        match self.node(key) {
            Some(Node { kind: Kind::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// A list of texts.
    pub(super) fn texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key).iter().filter_map(|node| text(node, key, self.sink)).collect()
    }

    /// Another mapping.
    pub(super) fn map(&self, key: &'static str) -> Option<Fields<'a>> {
        self.node(key).map(|node| Fields::of(node, key, self.sink))
    }

    /// A value read from a text, or the mistake in it told.
    pub(super) fn parsed<T>(&self, text: &Spanned<String>, read: Result<T, String>) -> Option<T> {
        read.map_err(|reason| self.tell(Diagnostic::new(Code::InvalidValue, text.span, reason))).ok()
    }

    /// Tells a mistake.
    pub(super) fn tell(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }

    /// Where diagnostics go.
    pub(super) fn sink(&self) -> &'a RefCell<Vec<Diagnostic>> {
        self.sink
    }

    /// The keys that were asked for, each once.
    fn known(&self) -> Vec<&'static str> {
        let mut known = self.known.take();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Tells every key that nobody has asked for.
    pub(super) fn finish(self) {
        let known = self.known();
        for (name, span, _) in self.entries.iter().filter(|(name, _, _)| !known.contains(&name.as_str())) {
            let diagnostic = Diagnostic::new(Code::UnknownKey, *span, format!("unknown key `{name}`"));
            let near = did_you_mean(name, known.iter().copied());
            self.sink.borrow_mut().push(match (keys::level_of(name, &self.what), near) {
                (Some(level), _) if level.contains('`') => {
                    diagnostic.help(format!("`{name}` belongs at {level}"))
                }
                (Some(level), _) => {
                    let last = level.rsplit('.').next().unwrap_or(&level);
                    diagnostic.help(format!("`{name}` belongs under `{last}`: `{level}.{name}`"))
                }
                (None, Some(near)) => diagnostic.help(format!("did you mean `{near}`?")),
                (None, None) => diagnostic.help(format!("known here: {}", known.join(", "))),
            });
        }
    }

    /// Reports what nobody has asked for at the head of a file: a slip of the pen as a mistake where the
    /// project is of our own kind (`is_own`), the keys of other programs in one warning.
    pub(super) fn finish_head(self, is_own: bool) {
        let known = self.known();
        let (mut foreign, mut place) = (Vec::new(), None);
        for (name, span, _) in self.entries.iter().filter(|(name, _, _)| !known.contains(&name.as_str())) {
            let near = did_you_mean(name, known.iter().copied());
            // `title2` is a key of a theme, not a slip.
            let is_slip = is_own && !keys::is_foreign(name) && !name.ends_with(|c: char| c.is_ascii_digit());
            if let Some(near) = near.filter(|_| is_slip) {
                let diagnostic = Diagnostic::new(Code::UnknownKey, *span, format!("unknown key `{name}`"));
                self.tell(diagnostic.help(format!("did you mean `{near}`?")));
            } else {
                place = place.or(Some(*span));
                foreign.push(format!("`{name}`"));
            }
        }
        if !foreign.is_empty() {
            let message = format!("keys of the head without effect here: {}", foreign.join(", "));
            let help = format!("the head of a file may have: {}", known.join(", "));
            self.tell(Diagnostic::new(Code::ForeignKey, place, message).help(help));
        }
    }
}

/// A node as text; an empty one says nothing.
pub(super) fn text(node: &Node, what: &str, sink: &RefCell<Vec<Diagnostic>>) -> Option<Spanned<String>> {
    match &node.kind {
        Kind::Text(_) => node.text().map(|text| Spanned::new(text.to_owned(), node.span)),
        Kind::Bool(value) => Some(Spanned::new(value.to_string(), node.span)),
        other => {
            sink.borrow_mut().push(wrong(node.span, what, "a text", other));
            None
        }
    }
}

/// A value of the wrong type.
pub(super) fn wrong(span: Span, what: &str, wanted: &str, got: &Kind) -> Diagnostic {
    Diagnostic::new(Code::WrongType, span, format!("`{what}` must be {wanted}, but this is {}", got.name()))
}
