//! No text, however contrived, makes the program stop or lose words.

mod spans;
mod texts;

use proptest::prelude::*;

use super::show::{blocks, manuscript};
use crate::diag::Code;

/// The smallest stack of a caller's thread that is supported, in bytes.
const STACK: usize = 512 * 1024;

fn on_small_stack(text: String) -> (String, Vec<Code>) {
    let run = move || {
        let outcome = manuscript(&text, "en", "");
        let shown: String = super::show::many(&outcome.value.blocks);
        (shown, outcome.diagnostics.iter().map(|d| d.code).collect())
    };
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(run)
        .expect("a thread starts")
        .join()
        .expect("no overflow")
}

#[test]
fn deep_nesting_is_reported_once_and_loses_no_text() {
    let n = 10_000;
    let spans: String = "[".repeat(n) + "word" + &"]{.x}".repeat(n);
    let divs: String = "::: {.x}\n".repeat(n) + "word\n" + &":::\n".repeat(n);
    let cases = [
        ("quotes", ">".repeat(n) + " word", true),
        ("lists", "- ".repeat(n) + "word", true),
        ("emphasis", "*".repeat(n) + "word" + &"*".repeat(n), true),
        ("brackets", "[".repeat(n) + "word" + &"]".repeat(n), false),
        ("notes", "^[".repeat(n) + "word" + &"]".repeat(n), false),
        ("images", "![".repeat(n) + "word" + &"](x)".repeat(n), true),
        ("spans", spans, true),
        ("divs", divs, true),
        ("html", "<div>".repeat(n) + "word" + &"</div>".repeat(n), true),
        ("html lines", "<b>x".repeat(n) + "word", true),
        ("tables", "<table><tr><td>".repeat(n) + "word", true),
    ];
    for (name, text, deep) in cases {
        let (shown, codes) = on_small_stack(text);
        let reported = codes.iter().filter(|code| **code == Code::NestingTooDeep).count();
        assert_eq!(reported, usize::from(deep), "{name}");
        assert!(shown.contains("word") || matches!(name, "notes" | "images"), "{name}: {shown}");
    }
}

#[test]
fn an_unclosed_div_in_a_quote_does_not_swallow_the_rest() {
    assert_eq!(blocks("> ::: note\n> a\n\nb\n"), "Quote(Note(P(a)))\nP(b)");
}

#[test]
fn time_grows_with_the_text() {
    // Each would take minutes if any pass were quadratic.
    let n = 10_000;
    for piece in [
        "[a]{",
        "[^a ",
        "^[a",
        "`a``",
        "<b",
        "<!--",
        "![a](",
        "\"a'",
        "{.x ",
        "[@a;",
        "]",
        "@fig:",
        "a  \n",
        "> a\n",
        "::: a\n",
        ":::\n",
        "|a|b|\n|-|-|\n",
        "<td rowspan=99>",
        "<p>",
        "$a",
        "*a **b ",
        "[a]: b\n",
        "[^a]: b\n",
        ": a\n\n",
        "- a\n\n",
        "<i>",
        "</i>",
        "\u{1}",
        "~~a",
        "Table: a\n\n",
        "# a {#b\n",
        "^[a]",
        "[a]{.b lang=x}",
        "<b></i>",
        "<div></section>\n\n",
        "'a\" ",
        "\"a 'b ",
        "<q>",
        "<code>a</b>",
        "^a",
        "~a",
        "^a^",
    ] {
        let _ = manuscript(&piece.repeat(n), "fr", "");
    }
}

#[test]
fn characters_that_html_replaces_keep_the_places_of_what_follows() {
    for text in [
        "<div>\n    a\0::: verse\n",
        "> ::: verse\n<div>\n\0a",
        "<div>\n<b><b>\0a",
        "<title>\0a</title>",
        "<table>\ra::: verse\n",
        "<table>\r\na::: verse\n",
        "::: verse\n***\n<div>\n<<!--::: verse\n> é",
    ] {
        spans::check(text, &manuscript(text, "fr", "a"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_span_is_inside_it(text in texts::of_anything()) {
        spans::check(&text, &manuscript(&text, "fr", "a"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(text in texts::of_words()) {
        let outcome = manuscript(&text, "en", "");
        spans::check_words(&text, &outcome.value);
        let shown = super::show::many(&outcome.value.blocks);
        let notes: String = outcome.value.notes.iter().map(|note| super::show::many(&note.blocks)).collect();
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with("zz")) {
            prop_assert!(shown.contains(word) || notes.contains(word), "{word} of {text:?} in {shown}");
        }
    }
}

#[test]
fn a_text_ends_at_markup_that_is_left_out() {
    let text = "\n# zz0q<rt>zz1q**zz2q**zz3q";
    spans::check_words(text, &manuscript(text, "en", "").value);
}

#[test]
fn marks_of_a_wrong_conversion_are_read_and_reported() {
    let outcome = manuscript("\u{93}Hello\u{94} \u{81}\n\n    it\u{92}s\n", "en", "");
    assert_eq!(super::show::many(&outcome.value.blocks), "P(“Hello”) Code(-: \"it’s\")");
    assert!(outcome.diagnostics.iter().all(|d| d.code == Code::ControlCharacter && d.span.is_some()));
    let messages: Vec<_> = outcome.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "control character U+0093 replaced by `“`",
            "control character U+0094 replaced by `”`",
            "control character U+0081 removed",
            "control character U+0092 replaced by `’`",
        ]
    );
}
