//! Tests of references: several in one, numbers alone, pages.

use crate::printed::printed;
use crate::support::{Press, YAML, entries};

const SQUARE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"><path d=\"M0 0h40v40H0z\"/></svg>";

/// Returns a chapter with four figures, a table and an equation, after this text.
fn text(before: &str) -> String {
    let figure = |id: &str| format!("![Words](square.svg){{#fig:{id} alt=x place=page}}\n\n");
    let figures: String = ["a", "b", "c", "d"].into_iter().map(figure).collect();
    format!(
        "# One {{#ch:one}}\n\n{before}\n\n{figures}| a |\n|---|\n| b |\n\n: Words {{#tbl:t}}\n\n$$x$$ {{#eq:x}}\n\n$$y$$ {{#eq:y}}\n\n$$z$$ {{#eq:z}}\n\n# Two {{#ch:two}}\n\nx\n\n# Three {{#ch:three}}\n\nx\n"
    )
}

fn files<'a>(yaml: &'a str, text: &'a str) -> [(&'a str, &'a str); 3] {
    [("book.yaml", yaml), ("one.md", text), ("square.svg", SQUARE)]
}

/// Returns the first paragraph of the e-book.
fn shown(language: &str, before: &str) -> String {
    let yaml = format!(
        "{}design: {{ chapter: {{ number: figures }}, theme: technical }}\n",
        YAML.replace("en-GB", language)
    );
    let press = Press::with(&files(&yaml, &text(before)));
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let (_, bytes) = entries(&book)
        .into_iter()
        .find(|(path, _)| path.contains("/text/one") || path.contains("/text/ch"))
        .expect("a text");
    let all = String::from_utf8(bytes).expect("UTF-8");
    let document = roxmltree::Document::parse_with_options(
        &all,
        roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() },
    );
    let document = document.expect("well-formed");
    let first =
        document.descendants().find(|node| node.has_tag_name("p") && node.attribute("class").is_none());
    let words = first.expect("a paragraph").descendants().filter(roxmltree::Node::is_text);
    words.filter_map(|node| node.text()).collect::<String>().replace('\u{A0}', " ")
}

#[test]
fn several_references_share_a_word_and_form_ranges() {
    for (written, expected) in [
        ("[@fig:a; @fig:b; @fig:c]", "Figures 1–3"),
        ("[@fig-c; @fig-a; @fig-d]", "Figures 1, 3 and 4"),
        ("[@fig:a; @fig:b]", "Figures 1 and 2"),
        ("[@fig:a; @tbl:t; @fig:d]", "Figures 1 and 4, Table 1"),
        ("[@eq:x; @eq:y; @eq:z]", "(1.1)–(1.3)"),
        ("[@ch:one; @ch:two; @ch:three]", "Chapters 1–3"),
        ("[-@fig:a; -@fig:b]", "1 and 2"),
        ("figures [@fig:a; @fig:b]", "figures 1 and 2"),
        ("[@fig:a]", "Figure 1"),
        ("-@fig:a and -@eq:x", "1 and 1.1"),
        ("@fig:b [p]", "Figure 2"),
        ("Fig. -@fig:b", "Fig. 2"),
    ] {
        let shown = shown("en-GB", &format!("See {written}."));
        assert_eq!(shown, format!("See {expected}."), "{written}");
    }
    assert_eq!(shown("de", "Siehe [@fig:a; @fig:b; @fig:d]."), "Siehe Abbildungen 1, 2 und 4.");
    assert_eq!(shown("fr", "Voir [@tbl:t; @fig:a; @fig:b]."), "Voir Tableau 1, Figures 1 et 2.");
}

#[test]
fn the_printed_book_has_the_page_of_a_target() {
    let before = format!("See @fig:d [p], and @ch:three [p.].\n\n{}", "Words and words. ".repeat(400));
    let text = text(&before);
    let lines = printed(&files(YAML, &text));
    let all: String = lines.iter().map(|line| line.text.as_str()).collect::<String>().replace('\u{A0}', " ");
    let page = |words: &str| {
        lines.iter().find(|line| line.text.replace('\u{A0}', " ").contains(words)).map(|line| line.page)
    };
    let of_figure = page("Figure 4").expect("the figure");
    assert!(of_figure > 1, "{all}");
    let folio =
        all.split("See Figure 4 on p. ").nth(1).and_then(|rest| rest.split(',').next()).expect("a page");
    assert!(folio.parse::<usize>().is_ok_and(|folio| folio > 1), "{all}");
    assert!(!all.contains("p. 00"), "{all}");
}

#[test]
fn pictures_of_a_group_have_letters_if_one_has_a_name() {
    let group = |attributes: &str| {
        format!(
            "::: figure\n![North](square.svg){{alt=x{attributes}}}\n\n![South](square.svg){{alt=x}}\n\nThe border.\n:::\n\n"
        )
    };
    let text = format!(
        "# One\n\nSee @fig:n, [@fig:n; @fig:s] and @fig:all.\n\n{}::: {{.figure #fig:all}}\n![](square.svg){{#fig:s alt=x}}\n\n![South](square.svg){{alt=x}}\n:::\n\n{}",
        group(" #fig:n"),
        group("")
    );
    let lines = printed(&files(YAML, &text));
    let all: String = lines
        .iter()
        .flat_map(|line| [line.text.as_str(), "\n"])
        .collect::<String>()
        .replace(['\u{A0}', '\u{2002}'], " ");
    for part in [
        "See Figure 1a, Figures 1a and 2a and Figure 2.",
        "(a) North",
        "(b) South",
        "Figure 1 The border.",
        "(a)",
        "\nFigure 2\n",
        "Figure 3 The border.",
    ] {
        assert!(all.contains(part), "{part}: {all}");
    }
    assert_eq!(all.matches("(b)").count(), 2, "{all}");
    let press = Press::with(&files(YAML, &text));
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let (_, bytes) = entries(&book).into_iter().find(|(path, _)| path.contains("/text/one")).expect("a text");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("<span id=\"fig-n\" class=\"picture-letter\">(a)</span>"), "{text}");
    assert!(text.contains("href=\"#fig-n\">1a</a>"), "{text}");
}
