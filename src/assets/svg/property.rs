//! A property of drawings made from a grammar: reading one never panics, and what enters the e-book is XML without
//! anything that runs or fetches something.

use proptest::prelude::*;
use proptest::sample::select;
use resvg::usvg::roxmltree::{Document, Node};

use super::clean::SVG;
use super::names::{ELEMENTS, PLAIN, STYLED};
use super::read;
use crate::fonts::Library;
use crate::limits::Limits;

/// Parts of values: sound, extreme and hostile.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "5",
    "9",
    "40",
    "-3",
    "0.5",
    "1e-7",
    "1e5",
    "1e9",
    "3e38",
    "-1e20",
    "50%",
    "2em",
    "3mm",
    "1e400",
    "",
    "NaN",
    "99999999999999999999",
];
const ADDRESSES: &[&str] = &[
    "#a",
    "#b",
    "#c",
    "#d",
    "#1 x",
    "",
    "#",
    "x.svg#a",
    "http://evil.example/x",
    "//evil.example",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "JaVa\tscript:alert(1)",
    "data:image/svg+xml,<svg/>",
    "data:text/html,x",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    "data:image/png;base64,iVBORw0K",
    "data:image/jpeg,x",
];
const VALUES: &[&str] = &[
    "url(#a)",
    "url('#b')",
    "url(\"#c\") red",
    "url( #1\\ x )",
    "u\\72l(http://evil.example/x)",
    "URL(//evil.example)",
    "url(data:image/png,x)",
    "red",
    "none",
    "inherit",
    "currentColor",
    "context-fill",
    "rgb(1,2,3)",
    "blur(3px)",
    "drop-shadow(1px 2px 3px red)",
    "image-set('x.png' 1x)",
    "expression(alert(1))",
    "}",
    "\\",
    "/*",
    "'",
];
const NAMES: &[&str] = &[
    "script",
    "foreignObject",
    "animate",
    "set",
    "a",
    "iframe",
    "feImage",
    "font",
    "metadata",
    "handler",
    "image",
    "use",
    "style",
    "g",
    "rect",
    "path",
    "text",
    "mask",
    "pattern",
    "clipPath",
    "marker",
    "filter",
];
const SHEETS: &[&str] = &[
    "@import 'http://evil.example/x';",
    "@font-face{src:url(//evil.example)}",
    "rect{fill:url(#a)}",
    "*{mask:url(#b)}",
    "#a{stroke:url(#c)}",
    ".k,g>rect{filter:url(#d)}",
    "@media print{path{marker:url(#a)}}",
    "}}",
    "{",
    "a:b",
    "@\\69mport x;",
    "text{font-family:'x;y';content:url(http://evil.example)}",
    "/*",
    "<!--",
    "[id='a']{fill:red}",
    "@x{y{z:url(a)}}",
];
const PATHS: &[&str] = &[
    "M0 0H9V9Z",
    "M0 0L1e9 1e9",
    "M5 5A1 1 0 0 0 9 9",
    "M0 0C1 1 2 2 3 3z",
    "M1e38 1e38L-1e38 0",
    "",
    "x",
    "M0 0Q1 2 3 4T9 9",
];
const DRAWN: &[&str] = &["a", "b", "c", "d", "1 x", "ü", ""];

fn attribute() -> impl Strategy<Value = String> {
    let quoted = |name: &str, value: &str| {
        format!(" {name}=\"{}\"", value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"))
    };
    let plain: Vec<&'static str> =
        PLAIN.iter().copied().filter(|name| !["d", "points", "values"].contains(name)).collect();
    prop_oneof![
        4 => (select(plain), select(NUMBERS)).prop_map(move |(name, value)| quoted(name, value)),
        4 => (select(STYLED), prop_oneof![select(VALUES), select(NUMBERS)])
            .prop_map(move |(name, value)| quoted(name, value)),
        3 => select(ADDRESSES).prop_map(move |value| quoted("href", value)),
        1 => select(ADDRESSES).prop_map(move |value| quoted("xlink:href", value)),
        2 => select(DRAWN).prop_map(move |value| quoted("id", value)),
        2 => select(PATHS).prop_map(move |value| quoted("d", value)),
        1 => Just(" width=\"9\" height=\"9\"".to_owned()),
        1 => Just(" units=\"userSpaceOnUse\" filterUnits=\"userSpaceOnUse\" patternUnits=\"userSpaceOnUse\"".to_owned()),
        1 => (select(VALUES), select(VALUES))
            .prop_map(move |(one, two)| quoted("style", &format!("fill:{one};stroke:red;mask:{two}"))),
        1 => Just(" onload=\"alert(1)\" xml:base=\"http://evil.example/\"".to_owned()),
        1 => Just(" transform=\"rotate(5) scale(3,1e-9)\"".to_owned()),
    ]
}

/// An element; of several attributes with one name, the first stays.
fn element(inside: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let name = prop_oneof![3 => select(ELEMENTS), 2 => select(NAMES)];
    (name, prop::collection::vec(attribute(), 0..5), inside).prop_map(|(name, attributes, inside)| {
        let mut seen = std::collections::BTreeSet::new();
        let parts = attributes.iter().flat_map(|many| many.split_inclusive("\" "));
        let kept: Vec<String> = parts
            .map(|part| format!(" {}", part.trim()))
            .filter(|part| seen.insert(part.split('=').next().unwrap_or_default().to_owned()))
            .collect();
        format!("<{name}{}>{inside}</{name}>", kept.concat())
    })
}

fn tree() -> impl Strategy<Value = String> {
    let sheet = prop::collection::vec(select(SHEETS), 1..4)
        .prop_map(|rules| format!("<style>{}</style>", rules.concat().replace('<', "&lt;")));
    let leaf = prop_oneof![
        3 => element(Just(String::new())),
        1 => Just("word".to_owned()),
        1 => sheet,
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        element(prop::collection::vec(inner, 0..4).prop_map(|parts| parts.concat()))
    })
}

/// Checks an element that enters the e-book.
fn check(node: Node<'_, '_>) {
    let name = node.tag_name().name();
    assert_eq!(node.tag_name().namespace(), Some(SVG));
    assert!(ELEMENTS.contains(&name), "{name}");
    node.text().filter(|_| name == "style").into_iter().for_each(check_text);
    for attribute in node.attributes() {
        let value = attribute.value();
        check_text(value);
        match attribute.name() {
            "href" if name == "image" => {
                assert!(value.starts_with("data:image/png;base64,iVBORw0KGgo"), "{value}")
            }
            "href" => assert!(value.starts_with('#'), "{value}"),
            other => assert!(
                ["id", "style"].contains(&other) || STYLED.contains(&other) || PLAIN.contains(&other),
                "{other}"
            ),
        }
    }
}

/// Checks that a style or a value has no address. Strings are only words, except in `url()`.
fn check_text(text: &str) {
    let lower = text.to_ascii_lowercase();
    for (at, part) in lower.split('"').enumerate() {
        for word in ["evil", "javascript", "import", "expression", "passwd", "image-set(", "svg+xml"] {
            assert!(at % 2 == 1 || !part.contains(word), "{word} in {text}");
        }
        for (start, _) in part.match_indices("url(").filter(|_| at % 2 == 0) {
            let (behind, next) = (part[start + 4..].trim_start(), lower.split('"').nth(at + 1));
            let leads =
                if behind.is_empty() { next.unwrap_or_default() } else { behind.trim_start_matches('\'') };
            assert!(leads.starts_with('#'), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_drawing_is_safe_or_refused(parts in prop::collection::vec(tree(), 1..4), size in select(NUMBERS)) {
        let text = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{size}\" height=\"50\">{}</svg>",
            parts.concat()
        );
        thread_local! {
            static FONTS: Library = Library::bundled();
        }
        let read = FONTS.with(|fonts| read("x.svg", text.as_bytes(), None, fonts, Limits::default()));
        if let Ok(svg) = read {
            let document = Document::parse(&svg.clean).expect("XML");
            document.descendants().filter(Node::is_element).for_each(check);
        }
    }
}
