//! The attributes of elements (identifiers, classes, language, direction), and the addresses of links.

use std::borrow::Cow;
use std::fmt::Write;

use super::markup::XhtmlBuilder;
use crate::book::{Anchor, Attr, Key};
use crate::lang::LangTag;

impl XhtmlBuilder {
    /// Formats identifier, classes, language and direction. The class that the kind of element has comes
    /// first.
    pub(super) fn common(&mut self, attr: &Attr, class: &str) -> &mut Self {
        self.common_in(attr, class, attr.is_rtl())
    }

    /// Formats the same with another direction, in which `true` is from right to left; `None` for that of the text
    /// around the element.
    pub(super) fn common_in(&mut self, attr: &Attr, class: &str, rtl: Option<bool>) -> &mut Self {
        let dir = rtl.map(|rtl| if rtl { "rtl" } else { "ltr" });
        let Some(attributes) = attr.get() else { return self.class(class).optional("dir", dir) };
        self.optional("id", attributes.anchor.as_ref().map(Anchor::name));
        let own = attributes.classes.iter().filter(|class| !class.is_empty()).map(|class| class_name(class));
        self.classes(class.split_ascii_whitespace().map(Cow::Borrowed).chain(own));
        if let Some(lang) = &attributes.lang {
            self.language(lang);
        }
        self.optional("dir", dir);
        self.optional("title", attr.value(Key::Title))
    }

    /// Formats a language.
    pub(super) fn language(&mut self, lang: &LangTag) -> &mut Self {
        self.attr("xml:lang", lang).attr("lang", lang)
    }
}

/// Returns a name as a class, which may not contain spaces.
pub(super) fn class_name(name: &str) -> Cow<'_, str> {
    let is_kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.chars().all(is_kept) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.chars().map(|c| if is_kept(c) { c } else { '-' }).collect())
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
