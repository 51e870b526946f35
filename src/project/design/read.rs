//! Reads the `design` key, group by group, by the tables of [`keys`](super::keys) and
//! [`styles`](super::styles).

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::classes;
use super::groups::{GroupSource, KeySource};
use super::keys::GroupOptions;
use super::options::DesignOptions;
use super::styles::{StyleName, StyleOptions};
use super::trim::trim;
use super::value::{KeyValue, ValueKind, unknown};
use crate::Standard;
use crate::diag::{Code, Diagnostic, FileId, Span, Spanned};
use crate::project::cover;
use crate::project::fields::{Fields, wrong};
use crate::project::yaml::{self, ConfigKind, ConfigNode};

/// A word that can be written in place of a group, and the values that it sets.
pub(super) struct Shorthand {
    group: &'static str,
    word: &'static str,
    values: &'static [(&'static str, &'static str)],
}

const SHORTHANDS: &[Shorthand] = &[
    Shorthand { group: "margins", word: "auto", values: &[] },
    Shorthand { group: "running-heads", word: "none", values: NO_HEADS },
    Shorthand { group: "running-heads", word: "false", values: NO_HEADS },
    Shorthand { group: "microtypography", word: "false", values: NO_MICROTYPE },
    Shorthand { group: "microtypography", word: "true", values: &[] },
];
const NO_HEADS: &[(&str, &str)] = &[("verso", "none"), ("recto", "none")];
const NO_MICROTYPE: &[(&str, &str)] =
    &[("protrusion", "false"), ("expansion", "0%"), ("tracking", "0%"), ("kashida", "false")];

/// Other names of keys.
const ALIASES: &[(&str, &str)] = &[("verso", "left"), ("recto", "right")];

/// Reads everything under `design`.
pub(in crate::project) fn design(fields: Fields<'_>) -> DesignOptions {
    let options = DesignOptions {
        theme: fields.text("theme"),
        accent: cover::colour_of(&fields, "accent"),
        trim: fields.text("trim").and_then(|text| {
            let size = fields.parsed(&text, trim(&text.value))?;
            Some(Spanned::new(size, text.span))
        }),
        groups: GroupOptions::read(&fields),
        styles: fields.map("styles").map(styles).unwrap_or_default(),
        classes: classes::read(&fields),
        fonts: fields.texts("fonts"),
        system_fonts: fields.text("system-fonts").and_then(|text| {
            let value = fields.parsed(&text, bool::parse("system-fonts", &text.value))?;
            Some(Spanned::new(value, text.span))
        }),
        pdf_standard: fields
            .text("pdf-standard")
            .and_then(|text| fields.parsed(&text, standard(&text.value))),
    };
    fields.finish();
    options
}

/// Reads a theme: a YAML text with the content of a `design` key.
///
/// # Errors
/// Returns the message of the first mistake.
pub fn read_theme(text: &str) -> Result<DesignOptions, String> {
    let mut diagnostics = Vec::new();
    let node = yaml::parse(FileId(0), text, 0..text.len(), &mut diagnostics);
    let sink = RefCell::new(diagnostics);
    let mut options = node.map(|node| design(Fields::of(&node, "design", &sink))).unwrap_or_default();
    if let Some(first) = sink.into_inner().first() {
        return Err(first.message.clone());
    }
    // Messages cannot point into a theme, which is not a file of the author.
    options.forget_places();
    Ok(options)
}

fn standard(text: &str) -> Result<Standard, String> {
    let found = Standard::NAMES.iter().find(|(name, _)| *name == text).map(|(_, standard)| *standard);
    found.ok_or_else(|| unknown("PDF standard", text, &Standard::NAMES.map(|(name, _)| name)))
}

fn styles(fields: Fields<'_>) -> BTreeMap<StyleName, StyleOptions> {
    let mut styles = BTreeMap::new();
    for name in StyleName::ALL {
        if let Some(inner) = fields.map(name.name()) {
            styles.insert(name, StyleOptions::read(&inner, name.except()));
            inner.finish();
        }
    }
    fields.finish();
    styles
}

impl KeySource for Fields<'_> {
    fn value<T: KeyValue>(&self, name: &'static str) -> Option<Spanned<T>> {
        let mut text = if T::KIND == ValueKind::PageTable { self.table(name) } else { self.text(name) };
        text = text.or_else(|| empty(self, name, T::KIND));
        if T::KIND == ValueKind::Colour {
            self.check_colour(name);
        }
        if let Some((_, alias)) = ALIASES.iter().find(|(of, _)| *of == name) {
            let second = self.text(alias);
            if let (Some(first), Some(second)) = (&text, &second) {
                self.report(given_twice(name, alias, first.span, second.span));
            }
            text = text.or(second);
        }
        let text = text?;
        let value = self.parsed(&text, T::parse(name, &text.value))?;
        Some(Spanned::new(value, text.span))
    }
}

/// Returns a text that is empty on purpose, as `ornament: ""` is. Empty values of other kinds count as missing.
fn empty(fields: &Fields<'_>, name: &'static str, kind: ValueKind) -> Option<Spanned<String>> {
    let node = fields.node(name).filter(|_| kind == ValueKind::Text)?;
    matches!(node.kind, ConfigKind::Text(_)).then(|| Spanned::new(String::new(), Some(node.span)))
}

fn given_twice(name: &str, alias: &str, first: Option<Span>, second: Option<Span>) -> Diagnostic {
    let message = format!("`{alias}` is another name of `{name}`");
    let twice = Diagnostic::new(Code::DuplicateKey, second, message).help("remove one of the two");
    match first {
        Some(first) => twice.label(first, "first given here"),
        None => twice,
    }
}

/// The keys of a group: those of a mapping, or those that a shorthand sets.
pub(super) enum GroupKeys<'a> {
    Mapping(Fields<'a>),
    Shorthand(&'static Shorthand, Span),
}

impl KeySource for GroupKeys<'_> {
    fn value<T: KeyValue>(&self, name: &'static str) -> Option<Spanned<T>> {
        match self {
            Self::Mapping(fields) => fields.value(name),
            Self::Shorthand(shorthand, span) => {
                let (_, text) = shorthand.values.iter().find(|(key, _)| *key == name)?;
                T::parse(name, text).ok().map(|value| Spanned::new(value, *span))
            }
        }
    }
}

impl<'a> GroupSource for Fields<'a> {
    type Keys = GroupKeys<'a>;

    fn group<T: Default>(&self, name: &'static str, read: impl FnOnce(&GroupKeys<'a>) -> T) -> T {
        let Some(node) = self.node(name) else { return T::default() };
        let keys = match (shorthand(name, node), &node.kind) {
            (Some(shorthand), _) => GroupKeys::Shorthand(shorthand, node.span),
            (None, ConfigKind::Map(_) | ConfigKind::Nothing) => {
                GroupKeys::Mapping(Fields::of(node, name, self.sink()))
            }
            (None, other) => {
                self.report(wrong(node.span, name, &wanted(name), other));
                return T::default();
            }
        };
        let value = read(&keys);
        if let GroupKeys::Mapping(fields) = keys {
            fields.finish();
        }
        value
    }
}

/// Returns the shorthand that a node contains, or `None` if its group has no such shorthand.
fn shorthand(group: &str, node: &ConfigNode) -> Option<&'static Shorthand> {
    let is_word = |word: &str| match &node.kind {
        ConfigKind::Text(text) => text == word,
        ConfigKind::Bool(flag) => word == if *flag { "true" } else { "false" },
        ConfigKind::Nothing | ConfigKind::List(_) | ConfigKind::Map(_) => false,
    };
    SHORTHANDS.iter().find(|shorthand| shorthand.group == group && is_word(shorthand.word))
}

/// Returns the possible values of a group.
fn wanted(group: &str) -> String {
    match SHORTHANDS.iter().find(|shorthand| shorthand.group == group) {
        Some(shorthand) => format!("`{}`, or a mapping", shorthand.word),
        None => "a mapping".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shorthand_sets_values_that_can_be_read() {
        for Shorthand { group, word, values } in SHORTHANDS {
            let options = read_theme(&format!("{group}: {word}")).expect("a design");
            for (key, text) in *values {
                assert_eq!(options.shown(group, key).as_deref(), Some(*text), "{group}: {word}");
            }
        }
    }
}
