//! Attributes of blocks and inlines.

use super::index::IndexMark;
use super::inline::Inline;
use super::number::Number;
use crate::book::anchor::Anchor;
use crate::lang::LangTag;

macro_rules! keys {
    ($($name:ident = $text:literal,)*) => {
        /// An attribute that the program reads. Attributes are looked up only by these keys, and
        /// `manuscript/construct.rs` states for each where it is read.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Key { $(#[doc = concat!("`", $text, "`.")] $name,)* }

        impl Key {
            /// Every key.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the name as written.
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
    Count = "count",
    Dedent = "dedent",
    Details = "details",
    Dir = "dir",
    Entry = "entry",
    EpubType = "epub:type",
    FigAlt = "fig-alt",
    FileName = "file-name",
    Filename = "filename",
    Height = "height",
    HideLines = "hidelines",
    Href = "href",
    Id = "id",
    Include = "include",
    Index = "index",
    Lang = "lang",
    Lines = "lines",
    LstCap = "lst-cap",
    Mark = "mark",
    Mention = "mention",
    Name = "name",
    Notes = "notes",
    Numbers = "numbers",
    Of = "of",
    Only = "only",
    Place = "place",
    Qed = "qed",
    Range = "range",
    Region = "region",
    Reversed = "reversed",
    Rowspan = "rowspan",
    Scope = "scope",
    See = "see",
    SeeAlso = "see-also",
    Short = "short",
    Sort = "sort",
    Src = "src",
    Start = "start",
    StartFrom = "startFrom",
    Style = "style",
    Title = "title",
    Type = "type",
    Value = "value",
    Width = "width",
    XmlLang = "xml:lang",
}

impl Key {
    /// Returns the key of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.name() == name)
    }
}

/// A class that the program reads, apart from those that name the role of a div or a span.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Class {
    /// The source, at the end of a quotation.
    Attribution,
    /// A figure at the right of the text.
    Beside,
    /// A definition list whose terms are beside their definitions.
    Hanging,
    /// A block that no page end separates from the next.
    KeepWithNext,
    /// A figure at the left of the text.
    Left,
    /// A paragraph that is set in a line more.
    Looser,
    /// Code whose lines are numbered.
    NumberLines,
    /// A level-1 heading that is the title of a part.
    Part,
    /// A figure at the right of the text.
    Right,
    /// A paragraph that is set in a line fewer.
    Tighter,
    /// A heading that is not listed in any contents and has no number.
    Unlisted,
    /// A heading without a number.
    Unnumbered,
}

impl Class {
    /// Every class.
    pub const ALL: &[Self] = &[
        Self::Attribution,
        Self::Beside,
        Self::Hanging,
        Self::KeepWithNext,
        Self::Left,
        Self::Looser,
        Self::NumberLines,
        Self::Part,
        Self::Right,
        Self::Tighter,
        Self::Unlisted,
        Self::Unnumbered,
    ];

    /// Returns the name as written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attribution => "attribution",
            Self::Beside => "beside",
            Self::Hanging => "hanging",
            Self::KeepWithNext => "keep-with-next",
            Self::Left => "left",
            Self::Looser => "looser",
            Self::NumberLines => "numberLines",
            Self::Part => "part",
            Self::Right => "right",
            Self::Tighter => "tighter",
            Self::Unlisted => "unlisted",
            Self::Unnumbered => "unnumbered",
        }
    }
}

/// The attributes in `{#id .class key=value}`; one pointer wide, as most blocks have none.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Attr(Option<Box<Attributes>>);

/// The attributes of a block or an inline.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Attributes {
    /// The name as the author wrote it: `#id`.
    pub id: Option<String>,
    /// The anchor, once the book is assembled.
    pub anchor: Option<Anchor>,
    /// Classes that are not roles, in the order written.
    pub classes: Vec<String>,
    /// The language of this part.
    pub lang: Option<LangTag>,
    /// The direction that the author sets: right to left (`true`) or left to right (`false`).
    pub rtl: Option<bool>,
    /// A shorter name for use where space is limited: running heads, lists.
    pub short: Option<Vec<Inline>>,
    /// The number of a numbered block, once the book is assembled.
    pub number: Option<Number>,
    /// The entries of indexes that are about this place.
    pub index: Vec<IndexMark>,
    /// Other pairs, in the order written.
    pub pairs: Vec<(String, String)>,
}

impl Attr {
    /// No attributes.
    pub const NONE: Self = Self(None);

    /// Wraps attributes; empty ones take no memory.
    pub fn new(attributes: Attributes) -> Self {
        if attributes == Attributes::default() { Self(None) } else { Self(Some(Box::new(attributes))) }
    }

    /// Returns attributes with only a name.
    pub fn with_id(id: impl Into<String>) -> Self {
        Self::new(Attributes { id: Some(id.into()), ..Attributes::default() })
    }

    /// Returns the attributes; `None` if there are none.
    pub fn get(&self) -> Option<&Attributes> {
        self.0.as_deref()
    }

    /// Returns the attributes, to be changed.
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

    /// Removes the anchor and the marks of indexes, so that a copy does not duplicate them.
    pub fn forget_anchor(&mut self) {
        if let Some(attributes) = &mut self.0 {
            (attributes.id, attributes.anchor) = (None, None);
            attributes.index.clear();
        }
    }

    /// Returns the language.
    pub fn lang(&self) -> Option<&LangTag> {
        self.0.as_ref()?.lang.as_ref()
    }

    /// Returns whether this part runs from right to left: as the author states, else by its language. `None` if it
    /// runs as what is around it does.
    pub fn is_rtl(&self) -> Option<bool> {
        let attributes = self.0.as_ref()?;
        attributes.rtl.or_else(|| attributes.lang.as_ref().map(LangTag::is_rtl))
    }

    /// Returns the entries of indexes that are about this place.
    pub fn index_marks(&self) -> &[IndexMark] {
        self.0.as_ref().map_or(&[], |attributes| &attributes.index)
    }

    /// Returns the number of a numbered block.
    pub fn number(&self) -> Option<&Number> {
        self.0.as_ref()?.number.as_ref()
    }

    /// Returns the shorter name.
    pub fn short(&self) -> Option<&[Inline]> {
        self.0.as_ref()?.short.as_deref()
    }

    /// Returns whether it has a class.
    pub fn has_class(&self, class: Class) -> bool {
        self.0.as_ref().is_some_and(|a| a.classes.iter().any(|c| c == class.name()))
    }

    /// Returns the value of another key.
    pub fn value(&self, key: Key) -> Option<&str> {
        self.0.as_ref()?.pairs.iter().find(|(k, _)| k == key.name()).map(|(_, v)| v.as_str())
    }
}
