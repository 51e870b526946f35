//! Formulas over several lines.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::Tool;
use super::with;

fn translate(text: &str) -> (String, Vec<String>) {
    with(Tool::Pressmark, text, &[], &[])
}

#[test]
fn a_line_of_a_formula_begins_no_block() {
    let cases = [
        ("$$\na\n+ b\n- c\n$$\n", "$$\na + b - c\n$$\n"),
        ("$$\na\n=\nb\n$$\n", "$$\na =\nb\n$$\n"),
        ("$$\na\n> b\n# c\n1. d\na) e\n$$ {#eq:x}\n", "$$\na > b # c 1. d a) e\n$$ {#eq:x}\n"),
        ("$$\r\na\r\n* b\r\n$$\r\n", "$$\r\na * b\r\n$$\r\n"),
        ("$$\na % why\n+ b \\% c\n+ d\n$$\n", "$$\na  + b \\% c + d\n$$\n"),
        ("> $$\n> a\n> + b\n> > c\n> $$\n", "> $$\n> a + b > c\n> $$\n"),
        ("- $$\n  a\n  - b\n  $$\n", "- $$\n  a - b\n  $$\n"),
        ("- > $$\n  > a\n  > - b\n  > $$\n", "- > $$\n  > a - b\n  > $$\n"),
        ("Words $$a\n* b$$ so.\n", "Words $$a * b$$ so.\n"),
        ("Words $a\n+ b$ so.\n", "Words $a + b$ so.\n"),
        ("- Words $a\n  + \\text{else}$ so.\n", "- Words $a + \\text{else}$ so.\n"),
        (
            "\\begin{multline}\na \\\\\n + b\n\\end{multline}\n",
            "$$\\begin{multline}\na \\\\ + b\n\\end{multline}$$\n",
        ),
        ("\\begin{align}\na \\\\\n\n- b\n\\end{align}\n", "$$\\begin{align}\na \\\\ - b\n\\end{align}$$\n"),
        ("$$\na\n\n+ b\n\n$$\n\nWords.\n", "$$\na + b $$\n\nWords.\n"),
    ];
    for (text, wanted) in cases {
        assert_eq!(translate(text), (wanted.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn dollar_signs_of_prices_and_of_different_items_are_no_formula() {
    for text in [
        "- Costs $5\n- or 6$\n",
        "It costs $5:\n- or 6$\n",
        "Prices:\n- Chez A $$\n- Chez B $$\n",
        "$a\nb$ and\n- c\n",
        "$$\na\nb\n$$\n",
        "- $a$\n- $b$\n",
        "`$a`\n- b$\n",
        "# A $a\n- b$\n",
        "```\n$$\na\n- b\n$$\n```\n",
    ] {
        assert_eq!(translate(text), (text.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn a_formula_that_never_ends_is_reported_once() {
    for text in ["$$\na\n\nWords about it.\n\n$$\n", "$$ a\n\nWords.\n", "$$\nx\n"] {
        let (made, reported) = translate(text);
        assert_eq!(made, text);
        assert_eq!(reported, ["src/a.md:1:1 W0346 formula that never ends"], "{text}");
    }
}

#[test]
fn braces_that_do_not_match_are_reported() {
    for (text, at, message) in [
        ("$$\n\\frac{a}{b\n$$\n", "2:9", "`{` without its `}` in a formula"),
        ("A $\\frac{a}}$ b.\n", "1:12", "`}` without its `{` in a formula"),
        ("\\begin{align}\na {\n\\end{align}\n", "2:3", "`{` without its `}` in a formula"),
    ] {
        assert_eq!(translate(text).1, [format!("src/a.md:{at} W0346 {message}")], "{text}");
    }
    for text in ["$$\n\\{ a \\\\{b}\n$$\n", "A ${a and $b} c.\n"] {
        assert_eq!(translate(text).1, Vec::<String>::new(), "{text}");
    }
}

/// What a line of a formula may begin with.
const TOKENS: &[&str] = &[
    "a",
    "b_1",
    "+",
    "-",
    "*",
    "=",
    "<",
    ">",
    "|",
    "1.",
    "2)",
    "(3)",
    "#",
    "##",
    ":",
    "\\frac{a}{b}",
    "\\\\",
    "~~~",
    "---",
    "***",
    "[^1]:",
    "!!!",
    "\\text{if so}",
    "i)",
    "@",
    "% a comment\n",
    "[x]",
    "\\%",
    "'",
    "é",
];

proptest! {
    #[test]
    fn a_formula_may_be_broken_at_any_space(
        tokens in proptest::collection::vec((proptest::sample::select(TOKENS), any::<bool>()), 1..12),
        container in 0..4_usize,
        is_environment in any::<bool>(),
    ) {
        let (first, rest) = [("", ""), ("> ", "> "), ("- ", "  "), ("1. > ", "   > ")][container];
        let (open, close) =
            if is_environment { ("\\begin{align*}", "\\end{align*}") } else { ("$$", "$$") };
        let mut formula = format!("{first}{open}\n{rest}");
        let mut expected = String::new();
        for (token, breaks) in tokens {
            if token.starts_with('%') {
                formula.push_str(&token.replace('\n', &format!("\n{rest}")));
                continue;
            }
            formula.push_str(token);
            formula.push_str(&if breaks { format!("\n{rest}") } else { " ".to_owned() });
            expected.push_str(token);
            expected.push(' ');
        }
        let text = format!("Before.\n\n{formula}\n{rest}{close}\n\nAfter.\n");
        let (made, reported) = translate(&text);
        prop_assert!(reported.is_empty(), "{reported:?}\n{text}");

        let (mut formulas, mut blocks) = (Vec::new(), Vec::new());
        for event in Parser::new_ext(&made, Options::ENABLE_MATH) {
            match event {
                Event::DisplayMath(source) => formulas.push(without_comments(&source)),
                Event::Start(Tag::Paragraph | Tag::Item) => {}
                Event::Start(tag) => blocks.push(format!("{tag:?}")),
                _ => {}
            }
        }
        prop_assert_eq!(formulas.len(), 1, "{}\nbecame\n{}", &text, &made);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let inner = formulas[0].replace("\\begin{align*}", " ").replace("\\end{align*}", " ");
        prop_assert_eq!(words(&inner), words(&expected), "{}\nbecame\n{}", &text, &made);
        let containers = [0, 1, 1, 2][container];
        prop_assert_eq!(blocks.len(), containers, "{:?}\n{}\nbecame\n{}", &blocks, &text, &made);
    }
}

/// Returns a formula without the comments of TeX.
fn without_comments(source: &str) -> String {
    let line = |line: &str| {
        let mut is_escaped = false;
        let end = line.find(|c| {
            let begins = c == '%' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            begins
        });
        format!("{}\n", &line[..end.unwrap_or(line.len())])
    };
    source.lines().map(line).collect()
}
