//! The allowlist of raw HTML: what each element becomes. Entry point: [`element`].

use super::atoms::WrapKind;
use crate::book::{GroupRole, SpanRole};

/// What an HTML element becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum HtmlElement {
    /// A wrap in running text.
    Inline(WrapKind),
    /// `<a>`: a link, or only an anchor.
    Anchor,
    /// `<span>` and similar elements, whose class may name a role.
    Span,
    /// `<br>`.
    Break,
    /// `<wbr>`.
    BreakOpportunity,
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
    /// A block that contains others.
    Block(BlockElement),
    /// Left out with its content.
    Forbidden,
    /// Left out without a warning; its content is kept.
    Silent,
    /// Not on the list: left out with a warning; its content is kept.
    Unknown,
}

/// HTML elements that contain blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BlockElement {
    Group(GroupRole),
    Quote,
    /// A numbered list (`true`) or a bulleted one.
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
    /// `<footer>`: in a quotation, its attribution.
    Footer,
}

/// Returns what an element of this name becomes.
pub(super) fn element(name: &str) -> HtmlElement {
    if let Some(wrap) = inline_element(name) {
        return HtmlElement::Inline(wrap);
    }
    if let Some(block) = block_element(name) {
        return HtmlElement::Block(block);
    }
    match name {
        "a" => HtmlElement::Anchor,
        "span" | "bdi" | "bdo" | "time" | "data" | "font" | "big" | "label" => HtmlElement::Span,
        "br" => HtmlElement::Break,
        "wbr" => HtmlElement::BreakOpportunity,
        "img" => HtmlElement::Image,
        "hr" => HtmlElement::Rule,
        "p" => HtmlElement::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => HtmlElement::Heading(name.as_bytes()[1] - b'0'),
        "pre" | "listing" => HtmlElement::Pre,
        "rb" | "rtc" | "html" | "body" | "colgroup" | "col" | "picture" | "source" => HtmlElement::Silent,
        "rp" | "script" | "style" | "iframe" | "frame" | "frameset" | "noframes" | "noembed" | "embed"
        | "applet" | "param" | "template" | "svg" | "math" | "track" | "input" | "select" | "option"
        | "optgroup" | "textarea" | "head" | "title" | "meta" | "link" | "base" | "area" | "xmp"
        | "plaintext" => HtmlElement::Forbidden,
        _ => HtmlElement::Unknown,
    }
}

/// Returns the wrap that an element in running text becomes.
fn inline_element(name: &str) -> Option<WrapKind> {
    Some(match name {
        "em" => WrapKind::Emphasis,
        "strong" => WrapKind::Strong,
        "s" | "del" | "strike" => WrapKind::Strikethrough,
        "sup" => WrapKind::Superscript,
        "sub" => WrapKind::Subscript,
        "i" => WrapKind::Span(SpanRole::Voice),
        "b" => WrapKind::Span(SpanRole::Keyword),
        "u" => WrapKind::Span(SpanRole::Underline),
        "ins" => WrapKind::Span(SpanRole::Inserted),
        "small" => WrapKind::Span(SpanRole::Small),
        "mark" => WrapKind::Span(SpanRole::Mark),
        "cite" => WrapKind::Span(SpanRole::Cite),
        "abbr" | "acronym" => WrapKind::Span(SpanRole::Abbreviation),
        "dfn" => WrapKind::Span(SpanRole::Term),
        "q" => WrapKind::Span(SpanRole::Quotation),
        "kbd" => WrapKind::Span(SpanRole::Keys),
        "samp" | "var" | "tt" => WrapKind::Span(SpanRole::Machine),
        "nobr" => WrapKind::Span(SpanRole::NoHyphen),
        "code" => WrapKind::Code,
        "ruby" => WrapKind::Ruby,
        "rt" => WrapKind::RubyText,
        _ => return None,
    })
}

/// Returns the block that an element with blocks in it becomes.
fn block_element(name: &str) -> Option<BlockElement> {
    use BlockElement as B;
    Some(match name {
        "div" | "section" | "article" | "main" | "header" | "nav" | "address" | "hgroup" | "details"
        | "summary" | "fieldset" | "legend" => B::Group(GroupRole::Plain),
        "aside" => B::Group(GroupRole::Aside),
        "center" => B::Group(GroupRole::Centred),
        "footer" => B::Footer,
        "blockquote" => B::Quote,
        "ul" | "menu" | "dir" => B::List(false),
        "ol" => B::List(true),
        "li" => B::Item,
        "dl" => B::Definitions,
        "dt" => B::Term,
        "dd" => B::Detail,
        "table" => B::Table,
        "thead" => B::Section(true),
        "tbody" | "tfoot" => B::Section(false),
        "tr" => B::Row,
        "th" => B::Cell(true),
        "td" => B::Cell(false),
        "caption" | "figcaption" => B::Caption,
        "figure" => B::Figure,
        _ => return None,
    })
}

/// Returns whether an element has no end tag (HTML, section 13.1.2, "void elements").
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

/// Returns whether the end tag of an element may be left out (HTML, section 13.1.2.4, "optional tags").
pub(super) fn has_optional_end(name: &str) -> bool {
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

/// Returns whether a forbidden element is only for readers that do not support another element: `<rp>`, for
/// those without ruby. It is left out without a warning.
pub(super) fn is_fallback_only(name: &str) -> bool {
    name == "rp"
}
