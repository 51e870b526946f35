//! Tests of the numbers of chapters, parts and appendices: in words, beside the title, without numbers.

use crate::printed::{PrintedLine, find, printed};
use crate::support::{Press, YAML, entries};

/// Returns the files of a book of a part with two chapters, and two appendices.
fn files(yaml: &str) -> [(&str, &str); 5] {
    [
        ("book.yaml", yaml),
        ("one.md", "# Loomings\n\nSee @ch:two.\n\n## Below {#below}\n\nx\n"),
        ("two.md", "# The Bag {#ch:two}\n\nx\n"),
        ("appendix-a.md", "# Dates\n\nx\n"),
        ("appendix-b.md", "# Maps\n\nx\n"),
    ]
}

fn yaml(lang: &str, design: &str) -> String {
    let chapters = "chapters: { body: [{ part: The Way, files: [one.md, two.md] }], back: [appendix-a.md, appendix-b.md] }";
    let yaml = YAML.replace("chapters: [one.md]", chapters).replace("en-GB", lang);
    format!("{yaml}generate: [contents]\ndesign: {{ {design} }}\n")
}

fn texts(lines: &[PrintedLine]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

fn book(lang: &str, design: &str) -> Vec<PrintedLine> {
    let yaml = yaml(lang, design);
    printed(&files(&yaml))
}

#[test]
fn numbers_in_words_are_in_the_language_of_the_book() {
    for (lang, one, two, reference) in [
        ("en-GB", "One", "Two", "Chapter\u{A0}Two"),
        ("de", "Eins", "Zwei", "Kapitel\u{A0}zwei"),
        ("fr", "Un", "Deux", "Chapitre\u{A0}deux"),
        ("es", "Uno", "Dos", "Capítulo\u{A0}dos"),
        ("it", "Uno", "Due", "Capitolo\u{A0}due"),
    ] {
        let lines = book(lang, "chapter: { number: words }");
        let texts = texts(&lines);
        assert!(texts.contains(&one) && texts.contains(&two), "{lang}: {texts:?}");
        assert!(texts.iter().any(|text| text.contains(reference)), "{lang}: {texts:?}");
        // So are those of the contents.
        assert!(texts.iter().any(|text| text.starts_with(&format!("{one}\u{2002}Loomings"))), "{texts:?}");
    }
}

#[test]
fn a_language_whose_numbers_are_not_known_is_an_error_that_says_what_to_write() {
    let yaml = yaml("pl", "chapter: { number: words }");
    let press = Press::with(&files(&yaml));
    let run = press.run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.err.contains("`chapter.number: words` in `pl`") && run.err.contains("`figures`"),
        "{}",
        run.err
    );
}

#[test]
fn a_label_is_above_the_title_or_on_its_line() {
    let lines = book("en-GB", "chapter: { label: true, number: roman }, parts: { label: true }");
    let texts = texts(&lines);
    for label in ["Chapter\u{A0}I", "Chapter\u{A0}II", "Part\u{A0}I", "Appendix\u{A0}A"] {
        assert!(texts.contains(&label), "{label}: {texts:?}");
    }
    let beside = "number-place: beside";
    let design = format!(
        "theme: essay, chapter: {{ label: true, {beside} }}, parts: {{ {beside} }}, back-matter: {{ label: false, {beside} }}"
    );
    let lines = book("en-GB", &design);
    let texts = self::texts(&lines);
    for title in ["Chapter\u{A0}1 Loomings", "I The Way", "A Dates"] {
        assert!(texts.contains(&title), "{title}: {texts:?}");
    }
    // A centred title is centred with its number.
    let lines = book("en-GB", &format!("theme: classic, chapter: {{ {beside} }}"));
    assert!(find(&lines, "1\u{2002}Loomings").size < find(&lines, "The Way").size);
    assert!(self::texts(&lines).contains(&"1\u{2002}Loomings"));
}

#[test]
fn chapters_without_numbers_are_named_by_their_titles() {
    let lines = book("en-GB", "chapter: { number: none }, parts: { number: none }, theme: technical");
    let texts = texts(&lines);
    assert!(texts.iter().any(|text| text.contains("See “The Bag”.")), "{texts:?}");
    assert!(texts.iter().any(|text| text.starts_with("Loomings .")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.trim_end() == "1.1"), "{texts:?}");
}

#[test]
fn the_e_book_shows_the_same_numbers() {
    let document = |design: &str, name: &str| {
        let yaml = yaml("en-GB", design);
        let press = Press::with(&files(&yaml));
        assert_eq!(press.run(&["build", "-f", "epub"]).code, 0);
        let book = press.books().into_values().next().expect("a book");
        let (_, bytes) =
            entries(&book).into_iter().find(|(path, _)| path.ends_with(name)).expect("a document");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let words = "chapter: { number: words, label: true }";
    assert!(document(words, "one.xhtml").contains("<p class=\"number\">Chapter\u{A0}One</p>"));
    assert!(document(words, "one.xhtml").contains("Chapter\u{A0}Two"));
    assert!(document(words, "nav.xhtml").contains("<span class=\"number\">One:</span> Loomings"));
    let beside = document("chapter: { number-place: beside }", "one.xhtml");
    assert!(beside.contains("<h1><span class=\"number\">1</span> Loomings</h1>"), "{beside}");
    assert!(!document("chapter: { number: none }", "one.xhtml").contains("number"));
}

#[test]
fn an_edition_has_the_numbers_of_the_book_and_a_warning() {
    let yaml = format!(
        "{}editions: [{{ format: pdf, design: {{ chapter: {{ number: roman }} }} }}]\n",
        yaml("en-GB", "theme: classic")
    );
    let run = Press::with(&files(&yaml)).run(&["check"]);
    assert!(run.err.contains("`chapter.number` has no effect in an edition"), "{}", run.err);
}

#[test]
fn a_chapter_is_referred_to_with_either_prefix() {
    for (id, reference) in
        [("chap:two", "chap:two"), ("two", "chap:two"), ("app:two", "app:two"), ("ch:two", "ch:two")]
    {
        let yaml = YAML.replace("[one.md]", "[one.md, two.md]") + "generate: []\n";
        let one = format!("# One\n\nWords.\n\nNow see @{reference}.\n");
        let two = format!("# Two ships {{#{id}}}\n\nx\n");
        let lines = printed(&[("book.yaml", &yaml), ("one.md", &one), ("two.md", &two)]);
        find(&lines, "Now see Chapter\u{A0}2.");
    }
}

/// Returns the text of a book whose chapters and appendices have figures and a table, with these keys.
fn counted(numbering: &str, design: &str) -> String {
    let yaml = YAML.replace(
        "chapters: [one.md]",
        "chapters: { body: [preface.md, one.md, two.md], back: [appendix-a.md] }",
    );
    let yaml = format!("{yaml}numbering: {{ {numbering} }}\ndesign: {{ {design} }}\n");
    let figure = |id: &str| format!("![Words of {id}](square.svg){{#fig:{id} alt=x}}\n\n");
    let square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9H0z\"/></svg>";
    let one = format!(
        "# One\n\n{}{}## Within\n\n{}::: only-pdf\n{}:::\n\n::: only-epub\n{}:::\n\n## Without {{.unnumbered}}\n\n{}",
        figure("a"),
        figure("b"),
        figure("c"),
        figure("d"),
        figure("d2"),
        figure("e"),
    );
    let two = format!(
        "# Two\n\n{}| a |\n|---|\n| b |\n\n: A table {{#tbl:t}}\n\nSee @fig:f, @tbl:t, @fig:g.\n",
        figure("f")
    );
    let lines = printed(&[
        ("book.yaml", &yaml),
        ("preface.md", &format!("---\nrole: preface\n---\n# Preface\n\n{}", figure("p"))),
        ("one.md", &one),
        ("two.md", &two),
        ("appendix-a.md", &format!("# Maps\n\n{}", figure("g"))),
        ("square.svg", square),
    ]);
    let all: String = lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect();
    all.replace(['\u{A0}', '\u{2002}'], " ")
}

#[track_caller]
fn numbers_are(text: &str, expected: &[(&str, &str)]) {
    for (id, number) in expected {
        let caption = format!("igure {number} Words of {id}\n");
        assert!(text.contains(&caption), "{caption}: {text}");
    }
}

#[test]
fn figures_and_tables_are_counted_by_book_chapter_or_section() {
    let numbers = "chapter: { number: figures }, headings: { numbers: true }";
    let text = counted("figures: chapter", numbers);
    numbers_are(
        &text,
        &[("p", "1"), ("a", "1.1"), ("c", "1.3"), ("d", "1.4"), ("e", "1.5"), ("f", "2.1"), ("g", "A.1")],
    );
    assert!(text.contains("See Figure 2.1, Table 1, Figure A.1."), "{text}");
    let text = counted("figures: section, tables: chapter", numbers);
    numbers_are(
        &text,
        &[("a", "1.1"), ("b", "1.2"), ("c", "1.1.1"), ("d", "1.1.2"), ("e", "1.3"), ("f", "2.1")],
    );
    assert!(text.contains("Table 2.1 A table"), "{text}");
    let text = counted("depth: 1", numbers);
    numbers_are(&text, &[("p", "1"), ("g", "8")]);
    assert!(text.contains("\nWithin\n"), "{text}");
    let text = counted("figures: chapter", "chapter: { number: none }");
    numbers_are(&text, &[("p", "1"), ("f", "7")]);
}

#[test]
fn counting_by_chapter_needs_numbers_of_chapters() {
    let press = Press::with(&[
        (
            "book.yaml",
            &format!("{YAML}numbering: {{ figures: chapter }}\ndesign: {{ chapter: {{ number: none }} }}\n"),
        ),
        ("one.md", "# One\n\nx\n"),
    ]);
    let run = press.run(&["check"]);
    assert!(run.err.contains("figures are counted through the book"), "{}", run.err);
}

#[test]
fn numbers_have_the_digits_of_the_language_in_both_books() {
    let one = "# One\n\nSee @ch:two. Words.[^n]\n\n[^n]: A note.\n\n1. Item\n2. Item\n\n\
        3) Item\n\n$$x = y$$ {#eq:e}\n\n![Words](square.svg){#fig:f alt=x}\n";
    let square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9H0z\"/></svg>";
    let of = |lang: &str, digits: &str| {
        let yaml = YAML.replace("[one.md]", "[one.md, two.md]").replace("en-GB", lang);
        let yaml = format!("{yaml}generate: [contents, copyright]\n{digits}");
        let two = "# Two {#ch:two}\n\nx\n";
        let files = [("book.yaml", &*yaml), ("one.md", one), ("two.md", two), ("square.svg", square)];
        let lines: String = printed(&files).iter().flat_map(|line| [line.text.as_str(), "\n"]).collect();
        let press = Press::with(&files);
        assert_eq!(press.run(&["build", "-f", "epub"]).code, 0);
        let book = press.books().into_values().next().expect("a book");
        let texts = entries(&book).into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok());
        (lines.replace('\u{2002}', " "), texts.collect::<String>())
    };
    let (lines, book) = of("fa", "");
    // The rights are the words of the author.
    let own = lines.replace("© 2026", "");
    assert!(!own.contains(|c: char| c.is_ascii_digit()), "{lines}");
    for text in ["۲۰۲۶", "۱ Words", "(۱.۱)", "۱.", "۲.", "۳)"] {
        assert!(lines.contains(text), "{text}: {lines}");
    }
    for text in ["۲۰۲۶", "فصل\u{A0}۲", "شکل\u{A0}۱", "(۱.۱)"] {
        assert!(book.contains(text), "{text}: {book}");
    }
    for rule in
        ["<ol class=\"native\">", "<ol class=\"paren native\"", "ol.native { list-style-type: persian"]
    {
        assert!(book.contains(rule), "{rule}: {book}");
    }
    let (lines, book) = of("fa", "numbering: { digits: latin }\n");
    assert!(book.contains("فصل\u{A0}2") && !book.contains("persian"), "{lines}");
    assert!(of("ar", "").0.contains("1 Words"));
    assert!(of("ar-EG", "").0.contains("٢٠٢٦"));
}

#[test]
fn native_digits_that_a_language_lacks_are_an_error() {
    let yaml = format!("{YAML}numbering: {{ digits: native }}\n");
    let run = Press::with(&[("book.yaml", &*yaml), ("one.md", "# One\n\nx\n")]).run(&["check"]);
    assert!(run.err.contains("the language `en-GB` has no digits of its own"), "{}", run.err);
}
