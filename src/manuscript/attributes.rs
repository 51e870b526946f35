//! Attributes as written, and the [`Attr`] of the model that they become. Entry point:
//! [`ParsedAttributes::into_attr`].

use std::ops::Range;

use super::characters::one_line;
use super::construct::Construct;
use super::effects;
use super::report::Report;
use crate::book::verse::BY_LINE;
use crate::book::{Attr, Attributes, Key, Placement};
use crate::diag::{Code, Diagnostic};
use crate::lang::LangTag;

/// Attributes as written, before they are assigned to an element.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ParsedAttributes {
    /// `#id`; the last one wins.
    pub(super) id: Option<String>,
    /// `.class`, in order.
    pub(super) classes: Vec<String>,
    /// `key=value`, in order.
    pub(super) pairs: Vec<(String, String)>,
}

impl ParsedAttributes {
    /// Adds a pair. `id=` and `class=` mean the same as `#` and `.`; the names that other tools have for a
    /// short caption mean the same as `short=`.
    pub(super) fn put(&mut self, (key, value): (String, String)) {
        match Key::named(&key) {
            Some(Key::Id) if !value.trim().is_empty() => self.id = Some(value.trim().replace(' ', "-")),
            None if matches!(key.as_str(), "short-caption" | "fig-scap" | "scap") => {
                self.pairs.push((Key::Short.name().to_owned(), value));
            }
            Some(Key::Class) => self.classes.extend(value.split_whitespace().map(str::to_owned)),
            _ => self.pairs.push((key, value)),
        }
    }

    /// Removes the values of a key and returns the last one.
    pub(super) fn take(&mut self, key: Key) -> Option<String> {
        let name = key.name();
        let value = self.pairs.iter().rev().find(|(k, _)| k == name).map(|(_, v)| v.clone());
        self.pairs.retain(|(k, _)| k != name);
        value
    }

    /// Removes the values of several keys with the same meaning and returns the first one that is not
    /// empty.
    pub(super) fn take_first(&mut self, keys: &[Key]) -> Option<String> {
        let values: Vec<String> = keys.iter().filter_map(|key| self.take(*key)).collect();
        values.into_iter().find(|value| !value.trim().is_empty())
    }

    /// Removes the first class that `role` knows and returns its role.
    pub(super) fn take_role<T>(&mut self, role: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (at, found) = self.classes.iter().enumerate().find_map(|(i, class)| Some((i, role(class)?)))?;
        self.classes.remove(at);
        Some(found)
    }

    /// Returns the remaining attributes as the model keeps them. A bad language tag and whatever has no
    /// effect at this construct are reported at `range`.
    pub(super) fn into_attr(mut self, at: Construct<'_>, report: &mut Report, range: Range<usize>) -> Attr {
        effects::check(&self.classes, &self.pairs, at, report, &range);
        let tag = self.take_first(&[Key::Lang, Key::XmlLang]);
        let lang = tag.and_then(|tag| language(&tag, report, range.clone()));
        self.check_place(report, &range);
        self.check_notes(report, &range);
        let rtl = match self.take(Key::Dir).as_deref() {
            Some("rtl") => Some(true),
            Some("ltr") => Some(false),
            _ => None,
        };
        Attr::new(Attributes {
            id: self.id,
            classes: self.classes,
            lang,
            rtl,
            pairs: self.pairs,
            ..Attributes::default()
        })
    }

    /// Reports values of keys that are not whole numbers, and removes them.
    pub(super) fn check_count(&mut self, keys: &[Key], report: &mut Report, range: &Range<usize>) {
        let is_bad = |(key, value): &(String, String)| {
            keys.iter().any(|known| known.name() == key) && value.parse::<u16>().is_err()
        };
        for (key, value) in self.pairs.iter().filter(|pair| is_bad(pair)) {
            let span = report.span(range.clone());
            report.add(
                Diagnostic::new(Code::BadAttributes, span, format!("`{key}` of `{value}` ignored"))
                    .help(format!("write a whole number, such as `{key}=5`")),
            );
        }
        self.pairs.retain(|pair| !is_bad(pair));
    }

    /// Reports a `notes=` of verse that is not known, and removes it.
    fn check_notes(&mut self, report: &mut Report, range: &Range<usize>) {
        let is_known = |(key, value): &(String, String)| key != Key::Notes.name() || value == BY_LINE;
        if let Some((_, value)) = self.pairs.iter().find(|pair| !is_known(pair)) {
            let span = report.span(range.clone());
            let message = format!("`notes` of `{value}` ignored");
            report.add(Diagnostic::new(Code::BadAttributes, span, message).help("write `notes=line`"));
            self.pairs.retain(is_known);
        }
    }

    /// Reports a `place=` that names no placement in print, and removes it.
    fn check_place(&mut self, report: &mut Report, range: &Range<usize>) {
        let is_known =
            |(key, value): &(String, String)| key != Key::Place.name() || Placement::named(value).is_some();
        if let Some((_, value)) = self.pairs.iter().find(|pair| !is_known(pair)) {
            let names: Vec<String> =
                Placement::NAMES[..5].iter().map(|(name, _)| format!("`{name}`")).collect();
            let span = report.span(range.clone());
            report.add(
                Diagnostic::new(Code::BadAttributes, span, format!("place `{value}` ignored"))
                    .help(format!("the places of a figure or table are {}", names.join(", "))),
            );
            self.pairs.retain(is_known);
        }
    }
}

/// Reads a language tag. Returns `None` if it is malformed, which is reported.
pub(super) fn language(tag: &str, report: &mut Report, range: Range<usize>) -> Option<LangTag> {
    match LangTag::parse(tag) {
        Ok(tag) => Some(tag),
        Err(reason) => {
            let span = report.span(range);
            report.add(
                Diagnostic::new(Code::UnknownLanguage, span, reason)
                    .help("write a BCP 47 tag, such as `ko`, `en-GB` or `zh-Hant`"),
            );
            None
        }
    }
}

/// Returns the title of a picture as an attribute.
pub(super) fn title_attr(title: &str) -> Attr {
    let title = one_line(title);
    let pairs = if title.is_empty() { Vec::new() } else { vec![(Key::Title.name().to_owned(), title)] };
    Attr::new(Attributes { pairs, ..Attributes::default() })
}
