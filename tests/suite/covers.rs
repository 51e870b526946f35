//! Tests of the covers that are drawn: the key `cover`, and what the drawing shows.

use crate::placed::png;
use crate::support::{Press, entries};

const TEXT: (&str, &str) = ("one.md", "# One\n\nText.\n");

/// Returns a book with a `cover`, and more metadata.
fn book(cover: &str) -> Press {
    let yaml = format!(
        "title: \"A Walker's Tale -- Retold\"\nsubtitle: \"It's \\\"New\\\"\"\nlanguage: en\n\
         contributors: [Ada Author, Ben Writer, {{ name: Tom Translator, role: translator }}]\n\
         publisher: A Press\nseries: {{ name: Border Walks, number: 2 }}\ndate: 2026\nrights: R\n\
         description: D\n{cover}chapters: [one.md]\n"
    );
    let press = Press::with(&[("book.yaml", &yaml), TEXT]);
    press.write("p.png", &png(300, 500));
    press
}

/// Builds a book and returns the drawing of its cover.
fn drawing(cover: &str) -> String {
    let press = book(cover);
    let run = press.run(&["build", "-q", "-f", "epub", "--emit", "cover"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{cover}");
    let books = press.books();
    let (_, svg) = books.iter().find(|(name, _)| name.ends_with(".cover.svg")).expect("a drawing");
    let (_, jpeg) = books.iter().find(|(name, _)| name.ends_with(".cover.jpg")).expect("a picture");
    assert!(jpeg.starts_with(&[0xFF, 0xD8, 0xFF]), "{cover}");
    String::from_utf8(svg.clone()).expect("UTF-8")
}

/// Returns the words of a drawing in its order.
fn words(svg: &str) -> String {
    let texts = svg.split("<text ").skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once("</text>"));
    texts.map(|(words, _)| words).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_cover_has_the_alternative_text_that_the_author_wrote() {
    for (cover, alt) in [
        ("cover: { alt: A low wall }\n", "A low wall"),
        ("cover: { file: p.png, alt: Two <huts> }\n", "Two &lt;huts&gt;"),
        ("cover: p.png\n", "Cover: A Walker’s Tale – Retold"),
    ] {
        let press = book(cover);
        let run = press.run(&["build", "-q", "-f", "epub"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let made = press.books().into_values().next().expect("a book");
        let (_, page) =
            entries(&made).into_iter().find(|(name, _)| name.ends_with("cover.xhtml")).expect("a page");
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(page.contains(&format!("alt=\"{alt}\"")), "{page}");
    }
    let run = book("cover: { file: p.png, colour: \"#224466\" }\n").run(&["check"]);
    assert!(run.err.contains("`colour` has no effect on a finished cover"), "{}", run.err);
}

#[test]
fn a_drawn_cover_shows_all_metadata_with_the_punctuation_of_the_book() {
    for style in ["plate", "field", "band", "rules"] {
        let shown = words(&drawing(&format!("cover: {style}\n")));
        let wanted = [
            "Walker’s",
            "Retold",
            "It’s “New”",
            "Ada Author",
            "Ben Writer",
            "Translated by Tom Translator",
            "A Press",
            "Border Walks, Book\u{A0}2",
        ];
        for text in wanted {
            assert!(shown.contains(text), "{style}: no `{text}` in `{shown}`");
        }
        assert!(!shown.contains(['\'', '"']) && !shown.contains("--"), "{style}: {shown}");
    }
}

#[test]
fn style_colour_and_picture_are_those_of_the_key() {
    let plain = drawing("");
    assert_eq!(plain, drawing("cover: { style: plate }\n"), "the style of the classic theme");
    let red = drawing("cover: \"#a02020\"\n");
    assert!(red.contains("fill=\"#a02020\"") && !plain.contains("#a02020"));
    assert_eq!(red, drawing("cover: { colour: a02020 }\n"));
    let picture = drawing("cover: { image: p.png }\n");
    assert!(picture.contains("<image ") && picture.contains("<linearGradient"));
    assert_eq!(picture, drawing("cover: { style: picture, image: p.png }\n"));
    for style in ["plate", "field", "band", "rules"] {
        let drawn = drawing(&format!("cover: {{ style: {style}, image: p.png }}\n"));
        assert!(drawn.contains("<image ") && !drawn.contains("<linearGradient"), "{style}");
    }
}

#[test]
fn a_theme_has_its_own_style_of_cover() {
    let of = |theme: &str| drawing(&format!("design: {{ theme: {theme} }}\n"));
    let (classic, essay, technical) = (of("classic"), of("essay"), of("technical"));
    assert!(classic.contains("text-anchor=\"middle\"") && classic.contains("<path "));
    assert!(!essay.contains("text-anchor") && essay.contains("Source Sans 3"));
    assert!(technical.contains("font-weight=\"bold\"") && technical.contains("Source Sans 3"));
    let rules = drawing("cover: rules\ndesign: { theme: essay }\n");
    assert_eq!(essay, rules);
}

#[test]
fn a_cover_that_cannot_be_drawn_is_an_error_at_its_key() {
    let table = [
        ("cover: { style: plaid }\n", "E0105", "10:17", "write one of: plate, field, band, rules, picture"),
        ("cover: { colour: red }\n", "E0105", "10:18", "six hexadecimal digits"),
        ("cover:\n  colour: #22384f\n", "E0105", "11:3", "in quotes"),
        ("cover: { image: none.png }\n", "E0201", "10:17", "none.png"),
        ("cover: { image: one.md }\n", "E0208", "10:17", "one.md"),
        ("cover: { style: picture }\n", "E0106", "10:17", "image: cover.jpg"),
        ("cover: picture\n", "E0106", "10:8", "image"),
        ("cover: { color: \"#ffffff\" }\n", "E0103", "10:10", "did you mean `colour`?"),
        ("cover: [a.png]\n", "E0104", "10:8", "must be a text"),
    ];
    for (cover, code, place, help) in table {
        let run = book(cover).run(&["build", "-f", "epub"]);
        assert_eq!(run.code, 1, "{cover}{}", run.err);
        assert!(
            run.err.contains(code)
                && run.err.contains(&format!("book.yaml:{place}"))
                && run.err.contains(help),
            "{cover}{}",
            run.err
        );
    }
}
