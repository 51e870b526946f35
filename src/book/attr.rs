//! Attributes that a block or an inline may carry.

use crate::lang::LangTag;

/// What `{#id .class key=value}` gives; one pointer wide, as most blocks have none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attr(Option<Box<Attributes>>);

/// The attributes themselves.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attributes {
    /// The identifier as the author wrote it, or as it was derived; unique in the book once it is assembled.
    pub id: Option<String>,
    /// Classes that are not roles, in the order written.
    pub classes: Vec<String>,
    /// The language of this part.
    pub lang: Option<LangTag>,
    /// Written from right to left (`true`) or left to right (`false`) by the author's word.
    pub rtl: Option<bool>,
    /// Other pairs, in the order written.
    pub pairs: Vec<(String, String)>,
}

impl Attr {
    /// No attributes.
    pub const NONE: Self = Self(None);

    /// From attributes; empty ones take no room.
    pub fn new(attributes: Attributes) -> Self {
        if attributes == Attributes::default() { Self(None) } else { Self(Some(Box::new(attributes))) }
    }

    /// With nothing but an identifier.
    pub fn with_id(id: impl Into<String>) -> Self {
        Self::new(Attributes { id: Some(id.into()), ..Attributes::default() })
    }

    /// The attributes, when there are any.
    pub fn get(&self) -> Option<&Attributes> {
        self.0.as_deref()
    }

    /// The attributes, to change them.
    pub fn get_mut(&mut self) -> &mut Attributes {
        self.0.get_or_insert_default()
    }

    /// The identifier.
    pub fn id(&self) -> Option<&str> {
        self.0.as_ref()?.id.as_deref()
    }

    /// The language.
    pub fn lang(&self) -> Option<&LangTag> {
        self.0.as_ref()?.lang.as_ref()
    }

    /// Whether a class is among them.
    pub fn has_class(&self, class: &str) -> bool {
        self.0.as_ref().is_some_and(|a| a.classes.iter().any(|c| c == class))
    }

    /// The value of another key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.0.as_ref()?.pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }
}
