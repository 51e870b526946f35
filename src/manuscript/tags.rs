//! The attributes of an HTML tag: those the model keeps, those read elsewhere, and those left out with a
//! warning. Entry point: [`tag`].

use std::ops::Range;

use super::attributes::language;
use super::characters::one_line;
use super::construct::Construct;
use super::effects;
use super::elements::{HtmlElement, element};
use super::report::{Frequent, Report};
use super::roles::{self, SpanKind};
use crate::book::{Align, Attr, Attributes, Delimiter, Key, Numbering, Numerals};

/// The attributes of a tag.
#[derive(Debug, Default)]
pub(super) struct HtmlTag {
    /// The attributes that the model keeps.
    pub(super) attr: Attr,
    /// The role that a class names.
    pub(super) role: Option<SpanKind>,
    /// The alignment of the text, by `align` or `style`.
    pub(super) align: Option<Align>,
    /// All attributes as written.
    pub(super) all: Vec<(String, String)>,
}

impl HtmlTag {
    /// Returns the value of an attribute as written.
    pub(super) fn value(&self, key: Key) -> Option<&str> {
        self.all.iter().find(|(name, _)| name == key.name()).map(|(_, value)| value.as_str())
    }

    /// Returns the numbering of `<ol>`.
    pub(super) fn numbering(&self) -> Numbering {
        Numbering {
            start: self.number(Key::Start),
            reversed: self.value(Key::Reversed).is_some(),
            numerals: self.numerals().unwrap_or_default(),
            delimiter: Delimiter::Period,
        }
    }

    /// Returns the numerals that `type` or the style of `<ol>` names. A style has precedence, as in HTML.
    fn numerals(&self) -> Option<Numerals> {
        let by_style = self.value(Key::Style).and_then(list_style);
        by_style.or_else(|| Numerals::named(self.value(Key::Type)?.trim()))
    }

    /// Returns the value of an attribute as a whole number.
    pub(super) fn number(&self, key: Key) -> Option<i64> {
        self.value(key).and_then(|value| value.trim().parse().ok())
    }

    /// Returns the value of an attribute as a number from 1 to `max`; 1 if there is none.
    pub(super) fn span(&self, key: Key, max: u16) -> u16 {
        self.value(key)
            .and_then(|v| v.trim().parse::<u32>().ok())
            .map_or(1, |n| u16::try_from(n.clamp(1, u32::from(max))).unwrap_or(max))
    }
}

/// Reads the attributes of the tag `name` at `range`; those left out are reported.
pub(super) fn tag(
    name: &str,
    all: Vec<(String, String)>,
    report: &mut Report,
    range: &Range<usize>,
) -> HtmlTag {
    let mut read = TagReader {
        name,
        kept: Attributes::default(),
        role: None,
        align: None,
        handlers: Vec::new(),
        report,
        range,
    };
    for (key, value) in &all {
        read.attribute(key, value);
    }
    let TagReader { kept, role, align, handlers, .. } = read;
    if !handlers.is_empty() {
        report.html(
            range.clone(),
            format!("{} of `<{name}>` left out: scripts do not run in books", handlers.join(", ")),
        );
    }
    HtmlTag { attr: Attr::new(kept), role, align, all }
}

/// Returns the numerals of a style that consists of a `list-style-type`; `None` for any other style.
fn list_style(style: &str) -> Option<Numerals> {
    let (key, value) = style.trim().trim_end_matches(';').split_once(':')?;
    let html = match value.trim() {
        "decimal" => "1",
        "lower-alpha" | "lower-latin" => "a",
        "upper-alpha" | "upper-latin" => "A",
        "lower-roman" => "i",
        "upper-roman" => "I",
        _ => return None,
    };
    Numerals::named(html).filter(|_| key.trim() == "list-style-type")
}

/// A tag whose attributes are being read.
struct TagReader<'a> {
    name: &'a str,
    kept: Attributes,
    role: Option<SpanKind>,
    align: Option<Align>,
    /// Event handlers, quoted for a message.
    handlers: Vec<String>,
    report: &'a mut Report,
    range: &'a Range<usize>,
}

impl TagReader<'_> {
    fn attribute(&mut self, key: &str, value: &str) {
        if key.starts_with("on") {
            return self.handlers.push(format!("`{key}`"));
        }
        effects::check_key(key, Construct::Tag(self.name), self.report, self.range);
        let trimmed = value.trim();
        match Key::named(key) {
            Some(Key::Id) if is_id(trimmed) => self.kept.id = Some(trimmed.to_owned()),
            // The old way to write a target; `id` has precedence.
            Some(Key::Name) if self.name == "a" && is_id(trimmed) => {
                self.kept.id.get_or_insert_with(|| trimmed.to_owned());
            }
            Some(Key::Class) => self.classes(value),
            Some(Key::Lang | Key::XmlLang) if self.kept.lang.is_none() && !value.is_empty() => {
                self.kept.lang = language(value, self.report, self.range.clone());
            }
            Some(Key::Dir) => {
                self.kept.rtl = [("rtl", true), ("ltr", false)].iter().find(|d| d.0 == value).map(|d| d.1);
            }
            Some(Key::Title) if !value.is_empty() => {
                self.kept.pairs.push((key.to_owned(), one_line(value)));
            }
            Some(Key::Scope) if self.name == "th" => {
                self.kept.pairs.push((key.to_owned(), value.to_owned()));
            }
            Some(Key::Align) => self.align = alignment(value),
            // `sizes` reads the style of a picture.
            Some(Key::Style) if self.name == "img" => {}
            Some(Key::Style) => match trimmed.trim_end_matches(';').split_once(':') {
                _ if self.name == "ol" && list_style(value).is_some() => {}
                Some(("text-align", value)) => self.align = alignment(value.trim()),
                _ => self.report.count(Frequent::Style, self.range.clone()),
            },
            Some(Key::EpubType) if value.contains(':') => {
                self.report.count(Frequent::EpubType, self.range.clone());
            }
            _ => {}
        }
    }

    fn classes(&mut self, value: &str) {
        // If a class belongs to another vocabulary, so do the plain classes beside it.
        let own = value.split_whitespace().all(is_plain_class);
        for class in value.split_whitespace().filter(|class| is_plain_class(class)) {
            let is_free = self.role.is_none() && element(self.name) == HtmlElement::Span;
            if let Some(found) = roles::span(class).filter(|kind| is_free && *kind != SpanKind::MarginNote) {
                self.role = Some(found);
                continue;
            }
            if own {
                effects::check_class(class, Construct::Tag(self.name), self.report, self.range);
            }
            self.kept.classes.push(class.to_owned());
        }
    }
}

fn alignment(value: &str) -> Option<Align> {
    match value.to_ascii_lowercase().as_str() {
        "left" | "start" | "justify" => Some(Align::Start),
        "center" | "middle" => Some(Align::Centre),
        "right" | "end" => Some(Align::End),
        _ => None,
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(char::is_whitespace)
}

/// Returns whether a style sheet can name the class without escapes; the classes of other vocabularies
/// (`z3998:name-title`) have no meaning here.
fn is_plain_class(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_alphabetic())
        && class.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}
