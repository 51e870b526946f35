//! The allowlist of raw HTML: what each element becomes, and which of its attributes stay.
//! Entry points: [`element`], [`attributes`].

use std::ops::Range;

use super::atoms::WrapKind;
use super::attributes::language;
use super::characters::one_line;
use super::effects::{self, Construct};
use super::report::{Often, Report};
use super::roles::{self, SpanKind};
use crate::book::{Align, Attr, Attributes, Delimiter, GroupRole, Key, Numbering, Numerals, SpanRole};

/// What an HTML element becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Element {
    /// Something in the line.
    Inline(WrapKind),
    /// `<a>`: a link, or a mere anchor.
    Anchor,
    /// `<span>` and the like, whose class may give a role.
    Span,
    /// `<br>`.
    Break,
    /// `<wbr>`.
    BreakHere,
    /// `<img>`.
    Image,
    /// `<hr>`.
    Rule,
    /// `<p>`.
    Paragraph,
    /// `<h1>` to `<h6>`.
    Heading(u8),
    /// `<pre>`.
    Pre,
    /// A block that holds others.
    Block(BlockElement),
    /// Neither the element nor what it holds may reach a book.
    Forbidden,
    /// Says nothing by itself: what it holds stays, without a warning.
    Silent,
    /// Not on the list: what it holds stays, with a warning.
    Unknown,
}

/// HTML elements that hold blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BlockElement {
    Group(GroupRole),
    Quote,
    /// Numbered or not.
    List(bool),
    Item,
    Definitions,
    Term,
    Detail,
    Table,
    /// `<thead>` (`true`), `<tbody>`, `<tfoot>`.
    Section(bool),
    Row,
    /// `<th>` (`true`) or `<td>`.
    Cell(bool),
    Caption,
    Figure,
    /// `<footer>`: in a quotation, who said it.
    Footer,
}

/// What an element of this name becomes.
pub(super) fn element(name: &str) -> Element {
    use BlockElement as B;
    use Element::{Block, Inline};
    match name {
        "em" => Inline(WrapKind::Emphasis),
        "strong" => Inline(WrapKind::Strong),
        "s" | "del" | "strike" => Inline(WrapKind::Strikethrough),
        "sup" => Inline(WrapKind::Superscript),
        "sub" => Inline(WrapKind::Subscript),
        "i" => Inline(WrapKind::Span(SpanRole::Voice)),
        "b" => Inline(WrapKind::Span(SpanRole::Keyword)),
        "u" => Inline(WrapKind::Span(SpanRole::Underline)),
        "ins" => Inline(WrapKind::Span(SpanRole::Inserted)),
        "small" => Inline(WrapKind::Span(SpanRole::Small)),
        "mark" => Inline(WrapKind::Span(SpanRole::Mark)),
        "cite" => Inline(WrapKind::Span(SpanRole::Cite)),
        "abbr" | "acronym" => Inline(WrapKind::Span(SpanRole::Abbreviation)),
        "dfn" => Inline(WrapKind::Span(SpanRole::Term)),
        "q" => Inline(WrapKind::Span(SpanRole::Quotation)),
        "kbd" | "samp" | "var" | "tt" => Inline(WrapKind::Span(SpanRole::Machine)),
        "nobr" => Inline(WrapKind::Span(SpanRole::NoHyphen)),
        "code" => Inline(WrapKind::Code),
        "ruby" => Inline(WrapKind::Ruby),
        "rt" => Inline(WrapKind::RubyText),
        "a" => Element::Anchor,
        "span" | "bdi" | "bdo" | "time" | "data" | "font" | "big" | "label" => Element::Span,
        "br" => Element::Break,
        "wbr" => Element::BreakHere,
        "img" => Element::Image,
        "hr" => Element::Rule,
        "p" => Element::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Element::Heading(name.as_bytes()[1] - b'0'),
        "pre" | "listing" => Element::Pre,
        "div" | "section" | "article" | "main" | "header" | "nav" | "address" | "hgroup" | "details"
        | "summary" | "fieldset" | "legend" => Block(B::Group(GroupRole::Plain)),
        "aside" => Block(B::Group(GroupRole::Aside)),
        "center" => Block(B::Group(GroupRole::Centred)),
        "footer" => Block(B::Footer),
        "blockquote" => Block(B::Quote),
        "ul" | "menu" | "dir" => Block(B::List(false)),
        "ol" => Block(B::List(true)),
        "li" => Block(B::Item),
        "dl" => Block(B::Definitions),
        "dt" => Block(B::Term),
        "dd" => Block(B::Detail),
        "table" => Block(B::Table),
        "thead" => Block(B::Section(true)),
        "tbody" | "tfoot" => Block(B::Section(false)),
        "tr" => Block(B::Row),
        "th" => Block(B::Cell(true)),
        "td" => Block(B::Cell(false)),
        "caption" | "figcaption" => Block(B::Caption),
        "figure" => Block(B::Figure),
        "rb" | "rtc" | "html" | "body" | "colgroup" | "col" | "picture" | "source" => Element::Silent,
        "rp" | "script" | "style" | "iframe" | "frame" | "frameset" | "noframes" | "noembed" | "embed"
        | "applet" | "param" | "template" | "svg" | "math" | "track" | "input" | "select" | "option"
        | "optgroup" | "textarea" | "head" | "title" | "meta" | "link" | "base" | "area" | "xmp"
        | "plaintext" => Element::Forbidden,
        _ => Element::Unknown,
    }
}

/// Elements without an end tag (HTML, section 13.1.2, "void elements").
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "frame"
    )
}

/// Elements whose end tag may be left out (HTML, section 13.1.2.4, "optional tags").
pub(super) fn may_end_silently(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "caption"
            | "rb"
            | "rt"
            | "rp"
    )
}

/// Forbidden elements that only hold what others shall not show; they go without a warning.
pub(super) fn is_mere_fallback(name: &str) -> bool {
    name == "rp"
}

/// The attributes of a tag, sorted out.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// What the model keeps.
    pub(super) attr: Attr,
    /// A role that a class gives.
    pub(super) role: Option<SpanKind>,
    /// How the text stands, by `align` or `style`.
    pub(super) align: Option<Align>,
    all: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute as written.
    pub(super) fn value(&self, key: Key) -> Option<&str> {
        self.all.iter().find(|(name, _)| name == key.name()).map(|(_, value)| value.as_str())
    }

    /// How the items of `<ol>` are numbered.
    pub(super) fn numbering(&self) -> Numbering {
        Numbering {
            start: self.number(Key::Start),
            reversed: self.value(Key::Reversed).is_some(),
            numerals: self.value(Key::Type).and_then(|name| Numerals::named(name.trim())).unwrap_or_default(),
            delimiter: Delimiter::Period,
        }
    }

    /// A whole number of either sign.
    pub(super) fn number(&self, key: Key) -> Option<i64> {
        self.value(key).and_then(|value| value.trim().parse().ok())
    }

    /// A whole number, within bounds; 1 when there is none.
    pub(super) fn span(&self, key: Key, most: u16) -> u16 {
        self.value(key)
            .and_then(|v| v.trim().parse::<u32>().ok())
            .map_or(1, |n| u16::try_from(n.clamp(1, u32::from(most))).unwrap_or(most))
    }
}

/// Sorts the attributes of the tag `name` at `range`: what a book keeps, and what is left out with a
/// warning.
pub(super) fn attributes(
    name: &str,
    all: Vec<(String, String)>,
    report: &mut Report,
    range: &Range<usize>,
) -> Tag {
    let mut kept = Attributes::default();
    let mut role = None;
    let mut align = None;
    let mut handlers = Vec::new();
    let at = Construct::Tag(name);
    for (key, value) in &all {
        if key.starts_with("on") {
            handlers.push(format!("`{key}`"));
            continue;
        }
        effects::check_key(key, at, report, range);
        match Key::named(key) {
            Some(Key::Id) if is_id(value.trim()) => kept.id = Some(value.trim().to_owned()),
            // The old way to write a target; `id` goes first.
            Some(Key::Name) if name == "a" && is_id(value.trim()) => {
                kept.id.get_or_insert_with(|| value.trim().to_owned());
            }
            Some(Key::Class) => {
                // Beside classes of another vocabulary, plain ones are of it too.
                let own = value.split_whitespace().all(is_simple);
                for class in value.split_whitespace().filter(|class| is_simple(class)) {
                    match roles::span(class).filter(|_| role.is_none() && element(name) == Element::Span) {
                        Some(found) => role = Some(found),
                        None => {
                            if own {
                                effects::check_class(class, at, report, range);
                            }
                            kept.classes.push(class.to_owned());
                        }
                    }
                }
            }
            Some(Key::Lang | Key::XmlLang) if kept.lang.is_none() => {
                kept.lang =
                    Some(value).filter(|v| !v.is_empty()).and_then(|v| language(v, report, range.clone()));
            }
            Some(Key::Dir) => {
                kept.rtl = [("rtl", true), ("ltr", false)].iter().find(|d| d.0 == value).map(|d| d.1);
            }
            Some(Key::Title) if !value.is_empty() => kept.pairs.push((key.clone(), one_line(value))),
            Some(Key::Scope) if name == "th" => kept.pairs.push((key.clone(), value.clone())),
            Some(Key::Align) => align = alignment(value),
            // What it says of a picture's size is read with the size.
            Some(Key::Style) if name == "img" => {}
            Some(Key::Style) => match value.trim().trim_end_matches(';').split_once(':') {
                Some(("text-align", value)) => align = alignment(value.trim()),
                _ => report.count(Often::Style, range.clone()),
            },
            Some(Key::EpubType) if value.contains(':') => report.count(Often::EpubType, range.clone()),
            _ => {}
        }
    }
    if !handlers.is_empty() {
        report.html(
            range.clone(),
            format!("{} of `<{name}>` left out: scripts do not run in books", handlers.join(", ")),
        );
    }
    Tag { attr: Attr::new(kept), role, align, all }
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

/// Classes that a style sheet can name without escapes; those of other vocabularies
/// (`z3998:name-title`) say nothing here.
fn is_simple(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_alphabetic())
        && class.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}
