//! Tests of characters that no face has: they are reported wherever they are, and how a book with some
//! is made; also of faces in collections, and of styles that a family lacks.

use lopdf::Document;
use pressmark::find::named;

use crate::books::book;
use crate::support::{Press, Run, YAML, entries, root};

/// Characters of scripts that no bundled face has, with the name of each script in the message.
const SCRIPTS: [(char, &str); 20] = [
    ('ก', "Thai"),
    ('ꦏ', "Javanese"),
    ('ᮊ', "Sundanese"),
    ('क', "Devanagari"),
    ('ক', "Bengali"),
    ('த', "Tamil"),
    ('త', "Telugu"),
    ('ಕ', "Kannada"),
    ('ക', "Malayalam"),
    ('ක', "Sinhala"),
    ('ᬓ', "Balinese"),
    ('ཀ', "Tibetan"),
    ('က', "Myanmar"),
    ('ក', "Khmer"),
    ('ሀ', "Ethiopic"),
    ('Ꭰ', "Cherokee"),
    ('ᚠ', "Runic"),
    ('ગ', "Gujarati"),
    ('ਕ', "Gurmukhi"),
    ('ଓ', "Oriya"),
];

/// Returns a manuscript with one of them at every place where a book shows text.
fn everywhere() -> Press {
    let of = |name: &str| SCRIPTS.iter().find(|(_, known)| *known == name).expect("in the list").0;
    let yaml = format!(
        "title: A {} Book\nlanguage: en-GB\nauthor: A. {} Author\nsubtitle: A {}\npublisher: A Press\ndate: 2026\n\
         rights: © 2026\ndescription: A book.\nchapters: [one.md]\ngenerate: [title-page, contents, figures]\n\
         design:\n  running-heads: {{ verso: author, recto: title }}\n  lists: {{ bullet: '{}' }}\n  \
         scene-break: {{ ornament: '{}' }}\n  quotations: {{ dash: '{}' }}\n  headings: {{ numbers: true }}\n",
        of("Thai"),
        of("Javanese"),
        of("Sundanese"),
        of("Devanagari"),
        of("Bengali"),
        of("Tamil"),
    );
    let one = format!(
        "# One {}\n\nWords[^n] {} and `code {}`.\n\n[^n]: A note {}.\n\n```text\nfenced {}\n```\n\n    indented {}\n\n\
         - an item\n\n***\n\n## A section {}{{short=\"Short {}\"}}\n\nTerm {}\n: meaning {}\n\n| head {} |\n|---|\n| cell {} |\n\n\
         ::: verse\nA line {}\n:::\n\n> A motto.\n>\n> — Somebody\n\n$x {}$\n\n{}",
        of("Telugu"),
        of("Kannada"),
        of("Malayalam"),
        of("Sinhala"),
        of("Balinese"),
        of("Tibetan"),
        of("Myanmar"),
        of("Khmer"),
        of("Ethiopic"),
        of("Cherokee"),
        of("Runic"),
        of("Gujarati"),
        of("Gurmukhi"),
        of("Oriya"),
        "Long enough for a second page with heads.\n\n".repeat(60),
    );
    Press::with(&[("book.yaml", &yaml), ("one.md", &one)])
}

#[test]
fn no_character_is_lost_anywhere_without_a_message() {
    let run = everywhere().run(&["build", "--verbose"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for (character, name) in SCRIPTS {
        let reported = run.err.contains(&format!("no font has the {name} character `{character}`"));
        assert!(reported, "{name}\n{}", run.err);
    }
    assert!(run.err.contains("book.yaml:1:10"), "{}", run.err);
}

/// A chapter with Japanese characters in every kind of place.
const JAPANESE: &str = "# 日本\n\nA 日本 word, かな and a\n\n```\ncode 日\n```\n\n日 again, ไทยท too.\n";

#[test]
fn characters_of_a_script_are_one_error_with_the_font_to_add() {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", JAPANESE)]);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err.matches("error[E0501]").count(), 2, "{}", run.err);
    for words in [
        "no font has 4 Japanese characters, 8 times: `日` (U+65E5), `本` (U+672C), `か` (U+304B), `な` (U+306A)",
        "one.md:1:3",
        "one.md:3:3",
        "Noto Serif CJK JP",
        "fonts: ['fonts/NotoSerifCJK-Regular.ttc#Noto Serif CJK JP']",
        "no font has 3 Thai characters, 4 times",
        "one.md:9:10",
        "fonts: [fonts/NotoSerifThai-Regular.ttf]",
        "`pressmark build -f epub`",
    ] {
        assert!(run.err.contains(words), "{words}\nis not in\n{}", run.err);
    }
    // The caret marks the character, although the paragraph is one text.
    let line = run.err.lines().skip_while(|line| !line.contains("A 日本 word")).nth(1).expect("a caret");
    assert_eq!(line.trim_start_matches([' ', '|']).split(' ').next(), Some("--"), "{}", run.err);
}

#[test]
fn an_e_book_is_made_without_the_fonts_of_the_printed_one() {
    let press = Press::good();
    assert_eq!(press.run(&["build"]).code, 0);
    let before = press.books();
    press.write("one.md", JAPANESE.as_bytes());

    // If only the e-book is made, it is not an error.
    let run = press.run(&["build", "-f", "epub", "-o", "alone", "--strict"]);
    assert_eq!((run.code, run.err.contains("E0501")), (0, false), "{}", run.err);

    // With the printed book and `--strict`, nothing is published.
    let run = press.run(&["build", "--strict"]);
    assert_eq!(run.code, 1);
    assert!(before == press.books());

    // Without `--strict`, the e-book is published without a page list; the old PDF is kept and named.
    let run = press.run(&["build"]);
    assert_eq!(run.code, 1);
    for words in
        ["warning[W0514]", "a-small-book.pdf: not made", "out of date", "a-small-book.epub: 4 documents"]
    {
        assert!(run.err.contains(words), "{words}\nis not in\n{}", run.err);
    }
    let after = press.books();
    assert!(before["a-small-book.pdf"] == after["a-small-book.pdf"]);
    assert!(before["a-small-book.epub"] != after["a-small-book.epub"]);
    let nav = entries(&after["a-small-book.epub"]);
    let (_, nav) = nav.iter().find(|(name, _)| name.ends_with("nav.xhtml")).expect("a navigation document");
    assert!(!String::from_utf8_lossy(nav).contains("page-list"));
}

#[test]
fn any_other_error_withholds_all_books() {
    let press =
        Press::with(&[("book.yaml", YAML), ("one.md", "# One\n\n日 and [x](#nothing) ![a](b.png)\n")]);
    let run = press.run(&["build"]);
    assert_eq!((run.code, press.books().len()), (1, 0), "{}", run.err);
}

#[test]
fn a_page_list_is_left_out_where_its_printed_book_lacks_a_font() {
    let yaml = format!(
        "{YAML}epub: {{ pages: print }}\neditions:\n  - {{ format: epub }}\n  - {{ name: print, format: pdf }}\n"
    );
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", JAPANESE)]);
    let run = press.run(&["build", "-f", "epub"]);
    assert_eq!((run.code, press.books().len()), (0, 1), "{}", run.err);
    assert!(run.err.contains("warning[W0514]") && !run.err.contains("E0501"), "{}", run.err);
}

#[test]
fn the_text_of_an_initial_is_on_a_space_before_its_word() {
    let text = format!("# One\n\nItalic begins. {}\n", "Words enough for lines beside it. ".repeat(20));
    let press = Press::with(&[("book.yaml", YAML), ("one.md", &text)]);
    assert_eq!(press.run(&["build", "-f", "pdf"]).code, 0);
    let document = Document::load_mem(&press.books()["a-small-book.pdf"]).expect("a PDF");
    let pages = document.get_pages().into_values().map(|page| document.get_page_content(page));
    let page =
        pages.map(|page| String::from_utf8_lossy(&page).into_owned()).find(|page| page.contains("<FEFF>"));
    let page = page.expect("a page with an initial, which says nothing itself");
    let (_, rest) = page.split_once("/ActualText<FEFF>").expect("it is there");
    // A reader that compares the replacement text with the glyph would drop the rest of `It`.
    assert!(rest.contains("/ActualText<FEFF0049>>>BDC") && !rest.contains("<FEFF00490074>"), "{rest}");
}

/// Returns the text of the only page in a book's PDF that contains one of them.
fn printed(press: &Press) -> (String, Run) {
    let run = press.run(&["build", "-f", "pdf"]);
    let books = press.books();
    let Some(pdf) = books.values().next() else { return (String::new(), run) };
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    (document.extract_text(&pages).unwrap_or_default(), run)
}

#[test]
fn emoji_in_every_form_are_set() {
    let text = "# One\n\nSmile 🙂, 👍🏽, 👩‍💻, 👨‍👩‍👧‍👦, 🇯🇵, 1️⃣ #️⃣, ❤️ ❤︎ ⚠️ ☑️ ✅, 🏴󠁧󠁢󠁥󠁮󠁧󠁿, 🏳️‍🌈, ©️.\n\n`code 🎉`\n\n    code 🎉\n\n## 🚀 Launch\n";
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    let (_, run) = printed(&press);
    assert_eq!((run.code, run.err.contains("E0501")), (0, false), "{}", run.err);
    // The face's glyph for missing characters is not used, and a sequence is one sign.
    let found = named(&press.path("book.yaml")).expect("a project");
    let loaded = pressmark::Session::load(&found).expect("a machine that reads");
    let proofs = loaded.layout().value.expect("a book");
    let runs = proofs.layouts[0].pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| {
        if let pressmark::internals::layout::PlacedKind::Glyphs(run) = &item.kind { Some(run) } else { None }
    });
    let mut families = 0;
    for run in runs {
        assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "{}", run.text);
        if proofs.prepared.fonts.face(run.face).family == "Noto Emoji" && run.text.contains("👨‍👩‍👧‍👦")
        {
            families += 1;
            assert_eq!(run.glyphs.iter().filter(|glyph| glyph.advance != 0).count(), 1, "{:?}", run.glyphs);
        }
    }
    assert_eq!(families, 1);
}

/// Returns the PostScript name of the face that sets each of these texts in the only printed edition.
fn faces_of(press: &Press, texts: &[&str]) -> Vec<String> {
    let found = named(&press.path("book.yaml")).expect("a project");
    let loaded = pressmark::Session::load(&found).expect("a machine that reads");
    let proofs = loaded.layout().value.expect("a book");
    let fonts = &proofs.prepared.fonts;
    let items = proofs.layouts[0].pages.pages.iter().flat_map(|page| &page.items);
    let runs: Vec<_> = items
        .filter_map(|item| match &item.kind {
            pressmark::internals::layout::PlacedKind::Glyphs(run) => Some(run),
            _ => None,
        })
        .collect();
    let face_of = |text: &&str| {
        let run = runs.iter().find(|run| run.text.contains(*text)).expect("the text is set as one run");
        fonts.face(run.face).postscript_name.clone()
    };
    texts.iter().map(face_of).collect()
}

#[test]
fn a_han_character_has_the_form_of_its_language_then_of_the_book() {
    let yaml = YAML.replace("en-GB", "zh-CN")
        + "design: { fonts: [fonts/NotoSerifCJK-Regular.ttc], text: { family: Libertinus Serif } }\n";
    let text = "# One\n\n一骨 and [今日]{lang=ja}, [直言]{lang=zh-TW}, [了的]{lang=zh-HK}, [字体]{lang=ko}, \
                中“文”—書 but “Latin” and *漢字*, 한글, [「直]{lang=ja}.\n";
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", text)]);
    press.write("fonts/NotoSerifCJK-Regular.ttc", &font("NotoSerifCJK-Regular.ttc"));
    let run = press.run(&["check"]);
    assert!(!run.err.contains("E0501"), "{}", run.err);
    let texts = ["一骨", "今日", "直言", "了的", "字体", "中“文”—書", "漢字", "한글", "「直"];
    let names = faces_of(&press, &texts);
    let of = |region: &str| format!("NotoSerifCJK{region}-Regular");
    assert_eq!(names, ["sc", "jp", "tc", "hk", "kr", "sc", "sc", "kr", "jp"].map(of));
    assert_eq!(faces_of(&press, &["“Latin”"]), ["LibertinusSerif-Regular"]);
}

/// Returns a font of the tests.
fn font(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fonts").join(name)).expect("a font")
}

#[test]
fn a_style_that_a_family_lacks_is_reported_with_the_file_to_add() {
    let font = std::fs::read(root().join("fonts/dejavu-sans-mono/DejaVuSansMono.ttf")).expect("a font");
    let yaml = format!("{YAML}design: {{ fonts: [fonts/x.ttf], text: {{ family: DejaVu Sans Mono }} }}\n");
    let text = "# One\n\nText *slanted* and **strong**, *slanted*, ***both***, [Small]{.smallcaps}.\n";
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", text)]);
    press.write("fonts/x.ttf", &font);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for words in [
        "warning[W0513]: family `DejaVu Sans Mono` has no italic, which the book uses 2 times",
        "has no bold, which the book uses once",
        "has no bold italic, which the book uses once",
        "has no small capitals, which the book uses once",
        "one.md:3:7",
        "`fonts: [fonts/DejaVuSansMono-Italic.ttf]`",
    ] {
        assert!(run.err.contains(words), "{words}\nis not in\n{}", run.err);
    }
}

#[test]
fn a_style_that_the_face_of_a_script_lacks_is_reported_too() {
    let yaml = format!("{YAML}design: {{ fonts: [fonts/x.otf] }}\n");
    let text = "# 骨\n\nSome *今日* and **日** and **bold**, `**日**`.\n\n```rust\nstruct 今日;\n```\n";
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", text)]);
    press.write("fonts/x.otf", &font("NotoSansCJKjp-Regular.otf"));
    let run = press.run(&["check"]);
    let message = "family `Noto Sans CJK JP` has no bold, which the book uses once";
    assert!(run.err.contains(message), "{}", run.err);
    assert_eq!(run.err.matches("`Noto Sans CJK JP` has no").count(), 1, "{}", run.err);
}

#[test]
fn italics_are_not_missed_in_a_script_that_has_none() {
    let yaml = format!("{YAML}design: {{ fonts: [fonts/x.ttc], text: {{ family: Noto Serif CJK JP }} }}\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", "# 一骨\n\n今日*骨*は。\n")]);
    press.write("fonts/x.ttc", &font("NotoSerifCJK-Regular.ttc"));
    let run = press.run(&["check"]);
    assert!(!run.err.contains("has no italic"), "{}", run.err);
}

#[test]
fn the_sample_lacks_no_style_and_no_glyph() {
    let codes = &book("manuscript").codes;
    assert!(!codes.iter().any(|id| matches!(*id, "E0501" | "W0513")), "{codes:?}");
}

#[test]
fn a_book_without_a_manifest_gets_help_to_write_one() {
    let press = Press::with(&[("one.md", "# One\n\nIt is ก.\n")]);
    let help = "`pressmark init --from PATH` writes a `book.yaml` for these files";
    let run = press.run(&["build", "."]);
    assert!(run.err.contains("error[E0501]") && run.err.contains(help), "{}", run.err);
    press.write("book.yaml", YAML.as_bytes());
    let run = press.run(&["build", "."]);
    assert!(run.err.contains("error[E0501]") && !run.err.contains(help), "{}", run.err);
}
