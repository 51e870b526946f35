//! Attributes that a block or an inline may carry.

use super::anchor::Anchor;
use super::inline::Inline;
use crate::lang::LangTag;

macro_rules! keys {
    ($($name:ident = $text:literal,)*) => {
        /// An attribute that something reads. Nothing asks for an attribute by any other name, and
        /// `manuscript/construct.rs` states for each where it is read.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Key { $(#[doc = concat!("`", $text, "`.")] $name,)* }

        impl Key {
            /// Every key.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name as written.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

keys! {
    Align = "align",
    Alt = "alt",
    AriaDetails = "aria-details",
    Caption = "caption",
    Class = "class",
    Colspan = "colspan",
    Details = "details",
    Dir = "dir",
    EpubType = "epub:type",
    FigAlt = "fig-alt",
    FileName = "file-name",
    Filename = "filename",
    Height = "height",
    Href = "href",
    Id = "id",
    Lang = "lang",
    LstCap = "lst-cap",
    Name = "name",
    Only = "only",
    Place = "place",
    Reversed = "reversed",
    Rowspan = "rowspan",
    Scope = "scope",
    Short = "short",
    Src = "src",
    Start = "start",
    Style = "style",
    Title = "title",
    Type = "type",
    Value = "value",
    Width = "width",
    XmlLang = "xml:lang",
}

impl Key {
    /// The key of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }
}

/// A class that something reads beside those that give a div or a span its role.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// Who said it, at the end of a quotation.
    Attribution,
    /// A figure at the right of the text.
    Beside,
    /// A figure at the left of the text.
    Left,
    /// A level-1 heading that is the title of a part.
    Part,
    /// A figure at the right of the text.
    Right,
    /// A heading in no contents, and without a number.
    Unlisted,
    /// A heading without a number.
    Unnumbered,
}

impl Class {
    /// Every class.
    pub const ALL: &[Self] = &[
        Self::Attribution,
        Self::Beside,
        Self::Left,
        Self::Part,
        Self::Right,
        Self::Unlisted,
        Self::Unnumbered,
    ];

    /// The name as written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attribution => "attribution",
            Self::Beside => "beside",
            Self::Left => "left",
            Self::Part => "part",
            Self::Right => "right",
            Self::Unlisted => "unlisted",
            Self::Unnumbered => "unnumbered",
        }
    }
}

/// What `{#id .class key=value}` gives; one pointer wide, as most blocks have none.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attr(Option<Box<Attributes>>);

/// The attributes themselves.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attributes {
    /// The name as the author wrote it: `#id`.
    pub id: Option<String>,
    /// What leads here, once the book is assembled.
    pub anchor: Option<Anchor>,
    /// Classes that are not roles, in the order written.
    pub classes: Vec<String>,
    /// The language of this part.
    pub lang: Option<LangTag>,
    /// Written from right to left (`true`) or left to right (`false`) by the author's word.
    pub rtl: Option<bool>,
    /// A shorter name for where room is short: running heads, lists.
    pub short: Option<Vec<Inline>>,
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

    /// With nothing but a name.
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

    /// Returns the name as the author wrote it.
    pub fn id(&self) -> Option<&str> {
        self.0.as_ref()?.id.as_deref()
    }

    /// Returns the anchor; `None` before the book is assembled.
    pub fn anchor(&self) -> Option<&Anchor> {
        self.0.as_ref()?.anchor.as_ref()
    }

    /// Takes away what leads here, where a copy would lead to two places.
    pub fn forget_anchor(&mut self) {
        if let Some(attributes) = &mut self.0 {
            (attributes.id, attributes.anchor) = (None, None);
        }
    }

    /// The language.
    pub fn lang(&self) -> Option<&LangTag> {
        self.0.as_ref()?.lang.as_ref()
    }

    /// The shorter name.
    pub fn short(&self) -> Option<&[Inline]> {
        self.0.as_ref()?.short.as_deref()
    }

    /// Whether a class is among them.
    pub fn has_class(&self, class: Class) -> bool {
        self.0.as_ref().is_some_and(|a| a.classes.iter().any(|c| c == class.name()))
    }

    /// The value of another key.
    pub fn value(&self, key: Key) -> Option<&str> {
        self.0.as_ref()?.pairs.iter().find(|(k, _)| k == key.name()).map(|(_, v)| v.as_str())
    }
}
