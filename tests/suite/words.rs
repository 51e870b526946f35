//! Tests of the words from outside the Markdown that a book shows, in both books.

use crate::support::{Press, entries, skip};

/// Typewriter punctuation, which would show missing typography.
const STRAIGHT: &[&str] = &["n't", "'s", "O'", "\"", "--", "..."];

#[test]
fn names_from_the_metadata_have_the_typography_of_the_text() {
    let press = Press::with(&[
        (
            "book.yaml",
            "title: The Captain's Daughter -- a \"Tale\"\nsubtitle: What *wasn't* said...\nauthor: Flann O'Brien\n\
             language: en\npublisher: Child's Press\ndate: 2024\nrights: It's the author's\ndescription: D\n\
             series: { name: Writer's Block, number: 2 }\nalso-by: [\"The Farmer's Wife\"]\n\
             generate: [half-title, title-page, copyright, contents, colophon, also-by]\n\
             design: { running-heads: { left: part, right: title } }\n\
             chapters: { body: [{ part: The King's *Road*, files: [01.md, 02.md] }] }\n",
        ),
        (
            "01.md",
            "---\ntitle: Don't \"look\" -- now...\nshort-title: Don't \"look\"\n---\n\nText isn't long.\n",
        ),
        ("02.md", "# It's right\n\nText.\n"),
    ]);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (name, bytes) in press.books() {
        if press.path(&name).extension().is_some_and(|end| end == "epub") {
            e_book(&bytes);
        } else {
            printed(&press.path("output").join(name));
        }
    }
}

/// Checks every text of the e-book.
fn e_book(bytes: &[u8]) {
    let mut all = String::new();
    for (name, bytes) in entries(bytes) {
        let is_text = [".xhtml", ".opf", ".ncx"].iter().any(|end| name.ends_with(end));
        if is_text {
            let text = String::from_utf8(bytes).expect("UTF-8");
            for line in text.lines() {
                // Only between tags, since attributes have straight quotes.
                let words: String =
                    line.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, w)| w).collect();
                assert!(STRAIGHT.iter().all(|mark| !words.contains(mark)), "{name}: {line}");
            }
            all += &text;
        }
    }
    for expected in [
        "<dc:title id=\"title\">The Captain’s Daughter – a “Tale”</dc:title>",
        "What wasn’t said…</dc:title>",
        "What <em>wasn’t</em> said…",
        "The King’s <em>Road</em>",
        "<title>The King’s Road</title>",
        "Flann O’Brien",
        "It’s the author’s",
        "Don’t “look” – now…",
    ] {
        assert!(all.contains(expected), "{expected}");
    }
}

/// Returns the text of a PDF as it is laid out.
fn pdftotext(path: &std::path::Path) -> Option<String> {
    let output = std::process::Command::new("pdftotext").arg("-layout").arg(path).arg("-").output();
    let Ok(output) = output else {
        skip("the words of the printed book", "pdftotext");
        return None;
    };
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Checks every text of the printed book.
fn printed(path: &std::path::Path) {
    let Some(text) = pdftotext(path) else { return };
    for line in text.lines() {
        // Leaders of the contents are full stops.
        let line = line.replace(" .", "");
        assert!(STRAIGHT.iter().all(|mark| !line.contains(mark)), "{line}");
    }
    let heads = text.matches("The Captain’s Daughter").count();
    assert!(heads >= 2, "half-title and colophon at least: {heads}");
}

#[test]
fn names_of_divs_lists_and_files_are_in_both_books() {
    let press = Press::with(&[
        ("book.yaml", "title: A\nauthor: B\nlanguage: sv\ndate: 2024\ndescription: D\npublisher: P\n"),
        (
            "01.md",
            "# One\n\n::: {.letter title=\"To *Mr.* Smith\"}\nDear Sir,\n\nYours.\n:::\n\na) first\nb) second\n\nSee @sec:two.\n",
        ),
        ("02.md", "# Two {#sec:two .unnumbered}\n\nText.\n"),
        ("03-cat's-tale.md", "No heading.\n"),
    ]);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for (name, bytes) in press.books() {
        let path = press.path("output").join(&name);
        if path.extension().is_some_and(|end| end == "epub") {
            let texts = entries(&bytes).into_iter().filter(|(name, _)| name.ends_with("html"));
            let all: String = texts.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect();
            for expected in [
                "<p class=\"label\">To <em>Mr.</em> Smith</p>",
                "<ol class=\"paren\" type=\"a\">",
                "”Two”",
                "Cat’s tale",
            ] {
                assert!(all.contains(expected), "{expected}: {all}");
            }
        } else if let Some(text) = pdftotext(&path) {
            for expected in ["To Mr. Smith", "a) first", "”Two”", "Cat’s tale"] {
                assert!(text.contains(expected), "{expected}: {text}");
            }
        }
    }
}

/// The spaces at which no line ends, wide and narrow.
const NO_BREAK_SPACES: [char; 2] = ['\u{A0}', '\u{202F}'];

/// A book in English with a chapter in French, one in Hebrew, and one that goes on in German.
const CHAPTERS: &[(&str, &str)] = &[
    (
        "book.yaml",
        "title: Voices\nauthor: A\nlanguage: en\npublisher: P\ndate: 2024\nrights: R\ndescription: D\n\
         design: { theme: technical }\nchapters: [one.md, two.md, three.md, { file: four.md, sections: [five.md] }]\n",
    ),
    ("one.md", "# English\n\nSee @tbl:carte and \"that\".\n"),
    (
        "two.md",
        "---\nlang: fr\n---\n# Le chapitre {#fr}\n\nVoir @tbl:carte : \"oui\".[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
         : Carte {#tbl:carte}\n\n::: note\nAttention.\n:::\n\n[^1]: Une \"note\".\n",
    ),
    ("three.md", "---\nlang: he\n---\n# שלום\n\nטקסט `code` ראו @tbl:carte וגם.[^1]\n\n[^1]: הערה.\n"),
    ("four.md", "# More\n\nText.\n"),
    ("five.md", "---\nlang: de\n---\n# Abschnitt\n\nEin \"Wort\", siehe @tbl:carte.\n"),
];

#[test]
fn a_chapter_in_another_language_has_its_punctuation_words_and_direction_in_both_books() {
    let press = Press::with(CHAPTERS);
    let run = press.run(&["build"]);
    assert_eq!((run.code, run.err.contains("warning")), (0, false), "{}", run.err);
    let books = press.books();
    let all = entries(&books["voices.epub"]);
    let file = |name: &str| {
        let found = all.iter().find(|(path, _)| path.ends_with(name));
        String::from_utf8(found.unwrap_or_else(|| panic!("no {name}")).1.clone()).expect("UTF-8")
    };
    for (name, expected) in [
        ("one.xhtml", &["xml:lang=\"en\" lang=\"en\">", ">Table 1</a>", "“that”"][..]),
        (
            "fr.xhtml",
            &[
                "xml:lang=\"fr\" lang=\"fr\">",
                ">Tableau 1</a>",
                "« oui »",
                "<span class=\"number\">Tableau 1</span> Carte",
                ">Remarque</p>",
                "Une « note »",
            ],
        ),
        ("three.xhtml", &["lang=\"he\" dir=\"rtl\">", ">טבלה 1</a>", "<code dir=\"ltr\">"]),
        ("four.xhtml", &["lang=\"en\">", "lang=\"de\"", "„Wort“"]),
        ("nav.xhtml", &["<span xml:lang=\"he\" lang=\"he\" dir=\"rtl\">שלום</span>", ">Le chapitre</span>"]),
        (
            "content.opf",
            &[">en</dc:language>", ">de</dc:language>", ">fr</dc:language>", ">he</dc:language>"],
        ),
    ] {
        let text = file(name).replace(NO_BREAK_SPACES, " ");
        expected.iter().for_each(|part| assert!(text.contains(part), "{part} in {name}:\n{text}"));
    }
    let Some(text) = pdftotext(&press.path("output").join("voices.pdf")) else { return };
    for expected in ["Table 1 and “that”", "Voir Tableau 1", "Tableau 1", "Remarque", "„Wort“"] {
        let text = text.replace(NO_BREAK_SPACES, " ");
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
}

#[test]
fn columns_and_notes_of_a_chapter_in_the_other_direction_begin_at_its_side() {
    let press = Press::with(&[
        ("book.yaml", CHAPTERS[0].1.split("chapters").next().expect("a head")),
        ("one.md", "---\nlang: he\n---\n# שלום\n\n:::: columns\nאאא[^1]\n\nבבב\n::::\n\n[^1]: גגג\n"),
    ]);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let path = press.path("output").join("voices.pdf");
    let Ok(output) = std::process::Command::new("pdftotext").arg("-bbox").arg(path).arg("-").output() else {
        return skip("the columns of the printed book", "pdftotext");
    };
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let left = |word: &str| -> f64 {
        let line = text.lines().find(|line| line.contains(&format!(">{word}<")));
        let line = line.unwrap_or_else(|| panic!("{word} in {text}"));
        line.split('"').nth(1).expect("xMin").parse().expect("a number")
    };
    assert!(left("בבב") + 50.0 < left("אאא"), "{text}");
    // The text of a note is before its number, near the right end of the measure.
    assert!(left("גגג") > left("בבב") + 50.0, "{text}");
}
