//! Nothing that an author, or someone worse, writes may stop the program.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::show::{blocks, manuscript};
use crate::book::{Block, BlockKind, Figure, Inline, InlineKind, Row};
use crate::diag::{Code, Span};

/// A thread with the smallest stack that a caller may have.
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
fn deep_nesting_is_told_once_and_loses_no_text() {
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
        let told = codes.iter().filter(|code| **code == Code::NestingTooDeep).count();
        assert_eq!(told, usize::from(deep), "{name}");
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_every_span_is_inside_it(text in text()) {
        let outcome = manuscript(&text, "fr", "a");
        let check = |span: Span| {
            let inside = text.get(span.range()).is_some();
            assert!(inside, "{span:?} in {text:?}");
        };
        each_block(&outcome.value.blocks, &check);
        for note in &outcome.value.notes {
            check(note.span);
            each_block(&note.blocks, &check);
        }
        for diagnostic in &outcome.diagnostics {
            diagnostic.span.into_iter().for_each(check);
            diagnostic.labels.iter().for_each(|label| check(label.span));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(text in words()) {
        let outcome = manuscript(&text, "en", "");
        let shown = super::show::many(&outcome.value.blocks);
        let notes: String = outcome.value.notes.iter().map(|note| super::show::many(&note.blocks)).collect();
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with("zz")) {
            prop_assert!(shown.contains(word) || notes.contains(word), "{word} of {text:?} in {shown}");
        }
    }
}

/// Texts of numbered words between marks that may hold, but never hide, what stands near them.
fn words() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "\n::: verse\n",
        "\n::: note\n",
        "\n::: {.figure}\n",
        "\n::: epigraph\n",
        "\n:::\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "\n",
        "\n\n",
        "\n    ",
        "\n# ",
        "*",
        "**",
        "_",
        "~~",
        "^",
        "~",
        "[",
        "]",
        "{.sc}",
        " {#id}",
        "{",
        "}",
        "^[",
        "@",
        "[@",
        "$",
        "\n: ",
        "\n\n: ",
        "\n\nTable: ",
        "<b>",
        "</b>",
        "\n<div>\n",
        "\n</div>\n",
        "<table>",
        "<td>",
        "<tr>",
        "<th>",
        "</table>",
        "<caption>",
        "<p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<figure>",
        "<figcaption>",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "<q>",
        "</q>",
        "<dl>",
        "<dt>",
        "<dd>",
        "\n<blockquote>\n",
        "<footer>",
        "<br>",
        "\"",
        "'",
        "...",
        "--",
        "\\",
        "\n***\n",
        "  \n",
        "\n| ",
        "\n\n— ",
        "<code>",
        "<a href=x>",
        "</a>",
        "<h2>",
        "\n\n|-|\n|-|\n|",
        "\n<pre>",
        "</pre>",
        "<tbody>",
        "<foo>",
        "\u{1}",
    ]);
    prop::collection::vec((marks, any::<bool>()), 0..40).prop_map(|marks| {
        let mut text = String::new();
        for (i, (mark, blank)) in marks.into_iter().enumerate() {
            text.push_str(mark);
            text.push_str(if blank { " " } else { "" });
            write!(text, "zz{i}q").expect("strings take all");
        }
        text
    })
}

/// Texts made of what means something, mixed with anything.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "::: verse\n",
        "::: {.note #x}\n",
        ":::\n",
        "> ",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "# ",
        "```\n",
        "```rust\n",
        "*",
        "**",
        "_",
        "~~",
        "^",
        "~",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "{.sc}",
        "{#fig:a alt=\"x\"}",
        "![",
        "](a.png)",
        "^[",
        "[^1]",
        "[^1]: ",
        "@fig:a",
        "[@k]",
        "$",
        "$$",
        "|",
        "|-|-|\n",
        ": ",
        "Table: ",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<table>",
        "<td>",
        "<tr>",
        "</table>",
        "<script>",
        "</script>",
        "<pre>",
        "<!--",
        "-->",
        "<img src=a>",
        "<ruby>",
        "<rt>",
        "<q>",
        "</q>",
        "\"",
        "'",
        "...",
        "--",
        "---",
        "\\",
        "&amp;",
        "\u{0}",
        "\u{1}",
        "\r\n",
        "é",
        "한",
        "字",
        "\u{202e}",
        "a",
        " ",
        "word",
        ";",
        "!",
        "«",
        "»",
        "***\n",
        "  \n",
        "\\\n",
        "| ",
        "<p>",
        "<li>",
        "<ul>",
        "<figure>",
        "<figcaption>",
        "<br>",
    ]);
    let piece = prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn each_block(blocks: &[Block], check: &impl Fn(Span)) {
    for block in blocks {
        check(block.span);
        match &block.kind {
            BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } | BlockKind::TitleLine(_, text) => {
                each_inline(text, check);
            }
            BlockKind::Quote { blocks, attribution } => {
                each_block(blocks, check);
                each_inline(attribution.as_deref().unwrap_or_default(), check);
            }
            BlockKind::Verse(stanzas) => {
                stanzas.iter().flatten().for_each(|line| each_inline(&line.text, check));
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| {
                check(item.span);
                each_block(&item.blocks, check);
            }),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|definition| {
                definition.terms.iter().for_each(|term| each_inline(term, check));
                definition.details.iter().for_each(|detail| each_block(detail, check));
            }),
            BlockKind::Table(table) => {
                each_inline(table.caption.as_deref().unwrap_or_default(), check);
                let width = |row: &Row| row.cells.iter().map(|cell| usize::from(cell.columns)).sum::<usize>();
                let plain = |rows: &[Row]| rows.iter().flat_map(|row| &row.cells).all(|cell| cell.rows == 1);
                for rows in [&table.head, &table.body] {
                    assert!(!plain(rows) || rows.iter().all(|row| width(row) == table.columns.len()));
                    rows.iter().flat_map(|row| &row.cells).for_each(|cell| each_block(&cell.blocks, check));
                }
            }
            BlockKind::Figure(Figure { images, caption, .. }) => {
                for image in images {
                    check(image.span);
                }
                each_inline(caption, check);
            }
            BlockKind::Group(_, blocks) => each_block(blocks, check),
            BlockKind::Code { .. }
            | BlockKind::SceneBreak
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::Contents
            | BlockKind::Captions(_) => {}
        }
    }
}

fn each_inline(inlines: &[Inline], check: &impl Fn(Span)) {
    for inline in inlines {
        check(inline.span);
        match &inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => each_inline(inner, check),
            InlineKind::Ruby(pairs) => pairs.iter().for_each(|(base, _)| each_inline(base, check)),
            InlineKind::Text(text) => {
                assert!(!text.is_empty() && !text.contains(|c: char| c < ' ' && c != '\t' && c != '\n'));
            }
            _ => {}
        }
    }
}

#[test]
fn marks_of_a_wrong_conversion_are_read_and_told() {
    let outcome = manuscript("\u{93}Hello\u{94} \u{81}\n\n    it\u{92}s\n", "en", "");
    assert_eq!(super::show::many(&outcome.value.blocks), "P(“Hello”) Code(-: \"it’s\")");
    assert!(outcome.diagnostics.iter().all(|d| d.code == Code::ControlCharacter && d.span.is_some()));
    let told: Vec<_> = outcome.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "control character U+0093 replaced by `“`",
            "control character U+0094 replaced by `”`",
            "control character U+0081 removed",
            "control character U+0092 replaced by `’`",
        ]
    );
}
