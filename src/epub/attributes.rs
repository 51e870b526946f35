//! The attributes of elements (identifiers, classes, language, direction), and the addresses of links.

use std::fmt::Write;

use crate::book::{Attr, Key};
use crate::xml::attribute;

/// Formats identifier, classes, language and direction. The class that the kind of element has comes
/// first.
pub(super) fn common(attr: &Attr, class: &str) -> String {
    let mut out = String::new();
    let Some(attributes) = attr.get() else {
        return if class.is_empty() { out } else { attribute("class", class) };
    };
    if let Some(anchor) = &attributes.anchor {
        out += &attribute("id", &anchor.name());
    }
    let own = attributes.classes.iter().map(|class| class_name(class));
    let classes: Vec<String> =
        [class.to_owned()].into_iter().chain(own).filter(|class| !class.is_empty()).collect();
    if !classes.is_empty() {
        out += &attribute("class", &classes.join(" "));
    }
    if let Some(lang) = &attributes.lang {
        out += &attribute("xml:lang", lang.as_str());
        out += &attribute("lang", lang.as_str());
    }
    let by_lang = attributes.lang.as_ref().map(|lang| lang.is_rtl());
    if let Some(rtl) = attributes.rtl.or(by_lang) {
        out += &attribute("dir", if rtl { "rtl" } else { "ltr" });
    }
    if let Some(title) = attr.value(Key::Title) {
        out += &attribute("title", title);
    }
    out
}

/// Returns a name as a class, which may not contain spaces.
pub(super) fn class_name(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

/// Returns an address with all characters escaped that a URL may not contain.
pub(super) fn external(uri: &str) -> String {
    let mut out = String::with_capacity(uri.len());
    for c in uri.chars() {
        match c {
            ' ' => out.push_str("%20"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
