//! Reports attributes and classes that have no effect where they are written. Entry points: [`check`],
//! [`check_key`], [`check_class`].
//!
//! The crate looks up attributes only by [`Key`], and classes only by [`Class`] or by a name in `roles`;
//! `construct` states for each key and class where it is read. A new key or class does not compile before it
//! is in that table.

use std::ops::Range;

use super::construct::{Construct, reads_class, reads_key};
use super::elements::{HtmlElement, element};
use super::foreign_names as foreign;
use super::report::Report;
use super::roles;
use crate::book::{Class, Key};
use crate::diag::{Code, Diagnostic, did_you_mean};

/// The classes of the e-book's own stylesheet, which has rules for elements with these classes. A test
/// compares the two.
const STYLED: &[&str] = &[
    "above-text",
    "admonition",
    "aside",
    "assertion",
    "attribution",
    "author",
    "back",
    "below-title",
    "beside-left",
    "beside-right",
    "book-title",
    "call",
    "capitals",
    "captions",
    "caution",
    "centre",
    "centred",
    "circled",
    "clear",
    "closing",
    "code-line",
    "column",
    "columns",
    "columns-3",
    "columns-4",
    "columns-5",
    "columns-6",
    "continued",
    "contributor",
    "cover",
    "date",
    "dateline",
    "dedication",
    "direction",
    "dots",
    "drama",
    "end",
    "endnote",
    "epigraph",
    "equation",
    "footnote",
    "half-title",
    "hanging",
    "head",
    "head-note",
    "i1",
    "i2",
    "i3",
    "i4",
    "i5",
    "i6",
    "important",
    "imprint",
    "in-lines",
    "indent",
    "index-entries",
    "index-letter",
    "initial",
    "keep",
    "keep-with-next",
    "label",
    "later",
    "letter",
    "line",
    "line-number",
    "lines",
    "margin-note",
    "marked",
    "math-before-line",
    "math-bold",
    "math-code",
    "math-diagram",
    "math-edge",
    "math-framed",
    "math-gap-0",
    "math-gap-1",
    "math-gap-2",
    "math-italic",
    "math-left",
    "math-line-above",
    "math-line-below",
    "math-line-left",
    "math-line-right",
    "math-numbered",
    "math-over",
    "math-overlap-both",
    "math-overlap-left",
    "math-right",
    "math-rule",
    "math-small",
    "math-stack",
    "math-struck",
    "math-struck-down",
    "math-struck-up",
    "math-tag",
    "math-under",
    "middle",
    "name",
    "no-hyphen",
    "notes",
    "number",
    "numbered",
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
    "proof-end",
    "publisher",
    "quote",
    "right",
    "salutation",
    "scene-break",
    "scroll",
    "series",
    "shared",
    "small-caps",
    "speaker",
    "speech",
    "stanza",
    "statement",
    "subequations",
    "subtitle",
    "table",
    "tasks",
    "tight",
    "tip",
    "title-page",
    "upright",
    "verse",
    "vertical",
    "warning",
    "wide",
    "work",
];

/// Those of [`STYLED`] that have rules only where they are the role of a box.
const OF_BOXES: [&str; 4] = ["caution", "important", "tip", "warning"];

/// Reports the attributes and classes that have no effect at this construct.
pub(super) fn check(
    classes: &[String],
    pairs: &[(String, String)],
    at: Construct<'_>,
    report: &mut Report,
    range: &Range<usize>,
) {
    for (key, _) in pairs {
        check_key(key, at, report, range);
    }
    for class in classes {
        check_class(class, at, report, range);
    }
}

/// Reports an attribute that has no effect at this construct.
pub(super) fn check_key(key: &str, at: Construct<'_>, report: &mut Report, range: &Range<usize>) {
    // A key that does not begin with a letter is part of a template tag, which is reported as such.
    let named = key.starts_with(|c: char| c.is_alphabetic());
    if !named || Key::named(key).is_some_and(|key| reads_key(key, at)) || foreign::is_quiet_key(key, at) {
        return;
    }
    let names = || Key::ALL.iter().filter(|key| reads_key(**key, at)).map(|key| key.name());
    let help = match did_you_mean(key, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it takes {}", listed(names(), "")),
    };
    let message = format!("attribute `{key}` on {} has no effect", at.name());
    report.add(Diagnostic::new(Code::UnreadAttribute, report.span(range.clone()), message).help(help));
}

/// Reports a class that has no effect at this construct.
pub(super) fn check_class(class: &str, at: Construct<'_>, report: &mut Report, range: &Range<usize>) {
    let is_styled = report.styled_classes.iter().any(|known| known == class);
    if is_styled || has_effect(class, at) || foreign::is_quiet_class(class, at) {
        return;
    }
    let mut known: Vec<&str> = classes(at).collect();
    known.extend(report.styled_classes.iter().map(String::as_str));
    let help = match did_you_mean(class, known) {
        Some(near) if near == class => {
            "another class gives the role already; put the text into a second one".to_owned()
        }
        Some(near) => format!("did you mean `.{near}`?"),
        None => match listed(classes(at), ".") {
            list if list.is_empty() => "remove it; no class has an effect there".to_owned(),
            list => format!("it takes {list}"),
        },
    };
    let message = format!("class `{class}` on {} has no effect", at.name());
    report.add(Diagnostic::new(Code::UnreadClass, report.span(range.clone()), message).help(help));
}

/// Returns whether a class has a meaning of its own, so that an author cannot give it a style.
pub fn is_class_with_meaning(class: &str) -> bool {
    STYLED.contains(&class)
        || Class::ALL.iter().any(|known| known.name() == class)
        || roles::div(class).is_some()
        || roles::span(class).is_some()
}

/// Returns whether a class that names no role has an effect.
fn has_effect(class: &str, at: Construct<'_>) -> bool {
    let is_styled = STYLED.contains(&class) && !OF_BOXES.contains(&class);
    is_styled || Class::ALL.iter().any(|known| known.name() == class && reads_class(*known, at))
}

/// Returns the names of all classes that are read at a construct, including those that name a role.
fn classes(at: Construct<'_>) -> impl Iterator<Item = &'static str> {
    let spans = match at {
        Construct::Span => true,
        Construct::Tag(name) => element(name) == HtmlElement::Span,
        _ => false,
    };
    let divs = at == Construct::Div;
    let own = Class::ALL.iter().filter(move |class| reads_class(**class, at)).map(|class| class.name());
    own.chain(roles::span_names().filter(move |_| spans)).chain(roles::div_names().filter(move |_| divs))
}

/// Formats names as a list for a help.
fn listed(names: impl Iterator<Item = &'static str>, mark: &str) -> String {
    names.map(|name| format!("`{mark}{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_and_class_is_read_somewhere() {
        let tags =
            ["a", "img", "ol", "li", "dl", "td", "th", "p", "h1", "figure", "span"].map(Construct::Tag);
        let all = || Construct::ALL.into_iter().chain(tags);
        for key in Key::ALL {
            assert!(all().any(|at| reads_key(*key, at)), "{key:?}");
        }
        for class in Class::ALL {
            assert!(all().any(|at| reads_class(*class, at)), "{class:?}");
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
