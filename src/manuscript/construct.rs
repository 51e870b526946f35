//! The constructs that can have attributes and classes, and which of these each construct reads. Entry
//! points: [`reads_key`], [`reads_class`].

use crate::book::{Class, Key};

/// A construct that can have attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Construct<'a> {
    /// A heading of Markdown.
    Heading,
    /// A paragraph, by the braces at its end.
    Paragraph,
    /// `:::`, or a whole figure group.
    Div,
    /// `::: verse`.
    Verse,
    /// `[text]{...}`.
    Span,
    /// `![caption](file){...}`.
    Picture,
    /// `[text](address){...}`.
    Link,
    /// A fenced code block.
    CodeBlock,
    /// Inline code.
    CodeSpan,
    /// A table, by its caption.
    Table,
    /// A formula on separate lines.
    Formula,
    /// An HTML element.
    Tag(&'a str),
}

impl Construct<'_> {
    /// Every construct except the HTML elements.
    #[cfg(test)]
    pub(super) const ALL: [Self; 11] = [
        Self::Heading,
        Self::Paragraph,
        Self::Div,
        Self::Verse,
        Self::Span,
        Self::Picture,
        Self::Link,
        Self::CodeBlock,
        Self::CodeSpan,
        Self::Table,
        Self::Formula,
    ];

    /// Returns the name of the construct in a message, with its article.
    pub(super) fn name(self) -> String {
        match self {
            Self::Heading => "a heading".to_owned(),
            Self::Paragraph => "a paragraph".to_owned(),
            Self::Div => "a div".to_owned(),
            Self::Verse => "verse".to_owned(),
            Self::Span => "a span".to_owned(),
            Self::Picture => "a picture".to_owned(),
            Self::Link => "a link".to_owned(),
            Self::CodeBlock => "a code block".to_owned(),
            Self::CodeSpan => "inline code".to_owned(),
            Self::Table => "a table".to_owned(),
            Self::Formula => "a formula".to_owned(),
            Self::Tag(name) => format!("`<{name}>`"),
        }
    }
}

/// Returns whether the attribute of a key has an effect at a construct.
pub(super) fn reads_key(key: Key, at: Construct<'_>) -> bool {
    use Construct as C;
    match key {
        Key::Lang | Key::XmlLang | Key::Dir | Key::Title => true,
        Key::Short => matches!(at, C::Heading | C::Div | C::Picture | C::Table),
        Key::Place => matches!(at, C::Div | C::Picture | C::Table),
        Key::Qed | Key::Count => matches!(at, C::Div),
        Key::Entry | Key::Index | Key::Mention | Key::See | Key::SeeAlso | Key::Sort => {
            matches!(at, C::Div | C::Span)
        }
        Key::Of => matches!(at, C::Span),
        Key::Range => matches!(at, C::Span),
        Key::Only => matches!(at, C::Div | C::Verse),
        Key::Numbers | Key::Notes => matches!(at, C::Verse),
        Key::Caption => matches!(at, C::Div | C::Verse | C::CodeBlock),
        Key::LstCap | Key::Filename | Key::FileName | Key::Mark | Key::StartFrom => {
            matches!(at, C::CodeBlock)
        }
        // The dialect has put the file into the block, and left out the hidden lines.
        Key::Dedent | Key::HideLines | Key::Include | Key::Lines | Key::Region => {
            matches!(at, C::CodeBlock)
        }
        Key::Details | Key::FigAlt => matches!(at, C::Picture),
        Key::Alt => matches!(at, C::Picture | C::Formula | C::Tag("img")),
        Key::Width | Key::Height => matches!(at, C::Picture | C::Tag("img")),
        // The reader of tags reads the alignment in a `style`, and reports the rest of it.
        Key::Style => matches!(at, C::Picture | C::Tag(_)),
        Key::Id | Key::Class | Key::EpubType => matches!(at, C::Tag(_)),
        Key::Src | Key::AriaDetails => matches!(at, C::Tag("img")),
        Key::Href | Key::Name => matches!(at, C::Tag("a")),
        Key::Start => matches!(at, C::Verse | C::Tag("ol")),
        Key::Type | Key::Reversed => matches!(at, C::Tag("ol")),
        Key::Value => matches!(at, C::Tag("li")),
        Key::Colspan | Key::Rowspan => matches!(at, C::Tag("td" | "th")),
        Key::Scope => matches!(at, C::Tag("th")),
        Key::Align => matches!(at, C::Tag(name) if aligns(name)),
    }
}

/// Returns whether the `align` of an element has an effect.
fn aligns(name: &str) -> bool {
    matches!(
        name,
        "p" | "td"
            | "th"
            | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "nav"
            | "address"
            | "hgroup"
            | "details"
            | "summary"
            | "fieldset"
            | "legend"
    )
}

fn is_heading(at: Construct<'_>) -> bool {
    matches!(at, Construct::Heading | Construct::Tag("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Returns whether a class has an effect at a construct, apart from the classes that name a role.
pub(super) fn reads_class(class: Class, at: Construct<'_>) -> bool {
    use Construct as C;
    match class {
        Class::Part | Class::Unlisted => is_heading(at),
        Class::Unnumbered => {
            is_heading(at) || matches!(at, C::Picture | C::Table | C::Div | C::CodeBlock | C::Formula)
        }
        Class::Left | Class::Right | Class::Beside => matches!(at, C::Picture | C::Div | C::Tag("figure")),
        Class::Hanging => matches!(at, C::Tag("dl")),
        Class::KeepWithNext => {
            matches!(at, C::Paragraph | C::Div | C::Verse | C::Table | C::Tag("p" | "div"))
        }
        Class::NumberLines => matches!(at, C::CodeBlock),
        Class::Looser | Class::Tighter => matches!(at, C::Paragraph | C::Tag("p")),
        Class::Attribution => matches!(at, C::Span | C::Tag("span")),
    }
}
