//! What attributes and classes have an effect, by what they are written at; the others are reported.
//! Entry points: [`check`], [`check_key`], [`check_class`].
//!
//! Nothing in the crate asks for an attribute but by a [`Key`] or for a class but by a [`Class`] or a
//! name of `roles`, and [`reads`] and [`marks`] state for each of them where it is asked for. A new one
//! therefore does not compile before it is in the table.

use std::ops::Range;

use super::attributes::Written;
use super::foreign_names as foreign;
use super::report::Report;
use super::roles;
use crate::book::{Class, Key};
use crate::diag::{Code, Diagnostic, did_you_mean};

/// What attributes are written at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Construct<'a> {
    /// A heading of Markdown.
    Heading,
    /// `:::`, or the whole of a figure group.
    Div,
    /// `[text]{...}`.
    Span,
    /// `![caption](file){...}`.
    Picture,
    /// `[text](address){...}`.
    Link,
    /// A fenced block of code.
    CodeBlock,
    /// Code in the line.
    CodeSpan,
    /// A table, by its caption.
    Table,
    /// A formula on lines of its own.
    Formula,
    /// An element of HTML.
    Tag(&'a str),
}

impl Construct<'_> {
    /// Every construct, with one element of HTML for all.
    #[cfg(test)]
    pub(super) const ALL: [Self; 9] = [
        Self::Heading,
        Self::Div,
        Self::Span,
        Self::Picture,
        Self::Link,
        Self::CodeBlock,
        Self::CodeSpan,
        Self::Table,
        Self::Formula,
    ];

    fn name(self) -> String {
        match self {
            Self::Heading => "a heading".to_owned(),
            Self::Div => "a div".to_owned(),
            Self::Span => "a span".to_owned(),
            Self::Picture => "a picture".to_owned(),
            Self::Link => "a link".to_owned(),
            Self::CodeBlock => "a block of code".to_owned(),
            Self::CodeSpan => "code in the line".to_owned(),
            Self::Table => "a table".to_owned(),
            Self::Formula => "a formula".to_owned(),
            Self::Tag(name) => format!("`<{name}>`"),
        }
    }
}

/// Whether the attribute of a key is read at a construct.
pub(super) fn reads(key: Key, at: Construct<'_>) -> bool {
    use Construct as C;
    match key {
        Key::Lang | Key::XmlLang | Key::Dir | Key::Title => true,
        Key::Short => matches!(at, C::Heading | C::Div | C::Picture | C::Table),
        Key::Place => matches!(at, C::Div | C::Picture | C::Table),
        Key::Only => matches!(at, C::Div),
        Key::Caption => matches!(at, C::Div | C::CodeBlock),
        Key::LstCap | Key::Filename | Key::FileName => matches!(at, C::CodeBlock),
        Key::Details | Key::FigAlt => matches!(at, C::Picture),
        Key::Alt | Key::Width | Key::Height => matches!(at, C::Picture | C::Tag("img")),
        // At any element, `style` is read for what it says of alignment, and the rest is reported there.
        Key::Style => matches!(at, C::Picture | C::Tag(_)),
        Key::Id | Key::Class | Key::EpubType => matches!(at, C::Tag(_)),
        Key::Src | Key::AriaDetails => matches!(at, C::Tag("img")),
        Key::Href | Key::Name => matches!(at, C::Tag("a")),
        Key::Start | Key::Type | Key::Reversed => matches!(at, C::Tag("ol")),
        Key::Value => matches!(at, C::Tag("li")),
        Key::Colspan | Key::Rowspan => matches!(at, C::Tag("td" | "th")),
        Key::Scope => matches!(at, C::Tag("th")),
        Key::Align => matches!(at, C::Tag(name) if aligns(name)),
    }
}

/// Elements whose `align` is read.
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

/// Whether a class is read at a construct, beside those that give a role.
pub(super) fn marks(class: Class, at: Construct<'_>) -> bool {
    use Construct as C;
    match class {
        Class::Part | Class::Unnumbered | Class::Unlisted => {
            matches!(at, C::Heading | C::Tag("h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
        }
        Class::Left | Class::Right | Class::Beside => matches!(at, C::Picture | C::Div | C::Tag("figure")),
        Class::Attribution => matches!(at, C::Span | C::Tag("span")),
    }
}

/// Classes of the e-book's own stylesheet: an element of that name looks like the matter that the
/// stylesheet means. A test compares the two.
const STYLED: &[&str] = &[
    "admonition",
    "aside",
    "attribution",
    "author",
    "back",
    "beside-left",
    "beside-right",
    "book-title",
    "call",
    "captions",
    "centre",
    "centred",
    "clear",
    "contributor",
    "cover",
    "date",
    "dedication",
    "drama",
    "end",
    "endnote",
    "epigraph",
    "footnote",
    "half-title",
    "i1",
    "i2",
    "i3",
    "i4",
    "i5",
    "i6",
    "imprint",
    "initial",
    "keep",
    "label",
    "letter",
    "line",
    "no-hyphen",
    "notes",
    "number",
    "opening",
    "over-2",
    "over-3",
    "over-4",
    "over-5",
    "page-break",
    "paren",
    "parens",
    "part",
    "pictures",
    "publisher",
    "quote",
    "right",
    "scene-break",
    "series",
    "shared",
    "small-caps",
    "stanza",
    "subtitle",
    "table",
    "tasks",
    "title-page",
    "verse",
    "vertical",
    "wide",
    "work",
];

/// Reports what is left of the attributes in braces and read by nothing at this construct.
pub(super) fn check(written: &Written, at: Construct<'_>, report: &mut Report, range: &Range<usize>) {
    for (key, _) in &written.pairs {
        check_key(key, at, report, range);
    }
    for class in &written.classes {
        check_class(class, at, report, range);
    }
}

/// Reports an attribute that nothing reads at this construct.
pub(super) fn check_key(key: &str, at: Construct<'_>, report: &mut Report, range: &Range<usize>) {
    // What begins otherwise is a piece of a template, and reported as such.
    let named = key.starts_with(|c: char| c.is_alphabetic());
    if !named || Key::named(key).is_some_and(|key| reads(key, at)) || foreign::is_quiet_key(key, at) {
        return;
    }
    let names = || Key::ALL.iter().filter(|key| reads(**key, at)).map(|key| key.name());
    let help = match did_you_mean(key, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("read there: {}", listed(names(), "")),
    };
    let message = format!("attribute `{key}` on {} has no effect", at.name());
    report.add(Diagnostic::new(Code::UnreadAttribute, report.span(range.clone()), message).help(help));
}

/// Reports a class that nothing reads at this construct.
pub(super) fn check_class(class: &str, at: Construct<'_>, report: &mut Report, range: &Range<usize>) {
    if has_effect(class, at) || foreign::is_quiet_class(class, at) {
        return;
    }
    let help = match did_you_mean(class, classes(at)) {
        Some(near) if near == class => "it has another role already; put a second one around it".to_owned(),
        Some(near) => format!("did you mean `.{near}`?"),
        None => match listed(classes(at), ".") {
            list if list.is_empty() => "remove it; no class is read there".to_owned(),
            list => format!("read there: {list}"),
        },
    };
    let message = format!("class `{class}` on {} has no effect", at.name());
    report.add(Diagnostic::new(Code::UnreadClass, report.span(range.clone()), message).help(help));
}

/// Whether a class that has given no role has an effect of its own.
fn has_effect(class: &str, at: Construct<'_>) -> bool {
    STYLED.contains(&class) || Class::ALL.iter().any(|known| known.name() == class && marks(*known, at))
}

/// The names of all classes that are read at a construct, those of roles included.
fn classes(at: Construct<'_>) -> impl Iterator<Item = &'static str> {
    let spans = matches!(at, Construct::Span)
        || matches!(at, Construct::Tag(name) if super::elements::element(name) == super::elements::Element::Span);
    let divs = at == Construct::Div;
    let own = Class::ALL.iter().filter(move |class| marks(**class, at)).map(|class| class.name());
    own.chain(roles::span_names().filter(move |_| spans)).chain(roles::div_names().filter(move |_| divs))
}

/// Names as a help lists them.
fn listed(names: impl Iterator<Item = &'static str>, mark: &str) -> String {
    names.map(|name| format!("`{mark}{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_and_class_is_read_somewhere() {
        let tags = ["a", "img", "ol", "li", "td", "th", "p", "h1", "figure", "span"].map(Construct::Tag);
        let all = || Construct::ALL.into_iter().chain(tags);
        for key in Key::ALL {
            assert!(all().any(|at| reads(*key, at)), "{key:?}");
        }
        for class in Class::ALL {
            assert!(all().any(|at| marks(*class, at)), "{class:?}");
        }
    }

    #[test]
    fn classes_of_the_stylesheet_have_an_effect() {
        let css = include_str!("../epub/stylesheet.css");
        let selectors = css.lines().filter(|line| !line.trim_start().starts_with("/*"));
        let mut found = BTreeSet::new();
        for rule in selectors.flat_map(|line| line.split('}')) {
            let selector = rule.split('{').next().unwrap_or_default();
            for (at, _) in selector.match_indices('.') {
                let name = selector[at + 1..].split(|c: char| !(c.is_alphanumeric() || c == '-')).next();
                found.extend(name.filter(|name| name.starts_with(|c: char| c.is_alphabetic())));
            }
        }
        assert_eq!(found.into_iter().collect::<Vec<_>>(), STYLED);
    }
}
