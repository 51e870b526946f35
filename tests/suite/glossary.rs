//! Tests of the glossary: its entries, the links to them, and the messages about both.

use crate::printed::printed;
use crate::support::{Press, YAML, entries};

const GLOSSARY: &str = "# Glossary\n\nGalley\n: Set text, before it has [folios]{.term of=folio}.\n\nFolio\n: A page number on a \
                        [galley]{.term}.\n\n[Verso]{#left}\n: A left-hand page; a [verso]{.term} has an even [folio]{.term}, and its [folio]{.term}.\n";

fn files<'a>(yaml: &'a str, one: &'a str, glossary: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("book.yaml", yaml),
        ("one.md", one),
        ("two.md", "# Two\n\nWords.\n\nA [galley]{.term}.\n"),
        ("glossary.md", glossary),
    ]
}

fn yaml(keys: &str) -> String {
    format!("{}{keys}", YAML.replace("[one.md]", "{ body: [one.md, two.md], back: [glossary.md] }"))
}

/// Returns the text of the documents of the e-book, and the messages.
#[track_caller]
fn e_book(yaml: &str, one: &str, glossary: &str) -> (String, String) {
    let press = Press::with(&files(yaml, one, glossary));
    let run = press.run(&["build", "-f", "epub", "--verbose"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let book = press.books().into_values().next().expect("a book");
    let texts = entries(&book).into_iter().filter(|(path, _)| path.ends_with("xhtml"));
    let text = texts.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8"));
    let text = text.collect::<String>().replace(" epub:type=\"glossref\" role=\"doc-glossref\"", "@");
    (text, run.err)
}

#[track_caller]
fn contains(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part}\nis not in\n{text}"));
}

#[test]
fn the_first_use_of_a_term_in_a_chapter_is_linked_to_its_entry() {
    let one = "# One [galley]{.term}\n\nWords.\n\nWords, and a [GALLEY]{.term}, some [galleys]{.term of=\" Galley\"}.[^1]\n\n\
               > A [verso]{.term}.\n\nIn [a link [folio]{.term}](two.md), [](glossary.md#galley), [](#left).\n\n\
               [^1]: A [galley]{.term} with a [folio]{.term}.\n";
    let (text, messages) = e_book(&yaml(""), one, GLOSSARY);
    contains(
        &text,
        &[
            "<h1>One <dfn>galley</dfn></h1>",
            "and a <a@ href=\"glossary.xhtml#galley\"><dfn>GALLEY</dfn></a>, some <dfn>galleys</dfn>.",
            "A <a@ href=\"glossary.xhtml#left\"><dfn>verso</dfn></a>.",
            "a link <dfn>folio</dfn></a>, <a href=\"glossary.xhtml#galley\">Galley</a>, <a href=\"glossary.xhtml#left\">Verso</a>.",
            "A <dfn>galley</dfn> with a <a@ href=\"glossary.xhtml#folio\"><dfn>folio</dfn></a>.",
            // The next chapter.
            "<p>A <a@ href=\"glossary.xhtml#galley\"><dfn>galley</dfn></a>.</p>",
        ],
    );
    assert!(!messages.contains("W04"), "{messages}");
}

#[test]
fn entries_are_linked_to_one_another_and_not_to_themselves() {
    let (text, _) = e_book(&yaml(""), "# One\n\nx\n", GLOSSARY);
    contains(
        &text,
        &[
            "<section epub:type=\"glossary\" role=\"doc-glossary\"",
            "<dt><dfn epub:type=\"glossterm\" id=\"galley\">Galley</dfn></dt>",
            "<dd epub:type=\"glossdef\">Set text, before it has <a@ href=\"#folio\"><dfn>folios</dfn></a>.</dd>",
            "A page number on a <a@ href=\"#galley\"><dfn>galley</dfn></a>.",
            "<dt><dfn epub:type=\"glossterm\" id=\"left\">Verso</dfn></dt>",
            "a <dfn>verso</dfn> has an even <a@ href=\"#folio\"><dfn>folio</dfn></a>, and its <dfn>folio</dfn>.",
        ],
    );
}

#[test]
fn the_key_link_chooses_the_uses_that_are_linked() {
    let one = "# One\n\nWords.\n\nA [galley]{.term} and a [galley]{.term}, a [recto]{.term}.\n";
    let (all, messages) = e_book(&yaml("glossary: { link: all }\n"), one, GLOSSARY);
    contains(&all, &["<dfn>galley</dfn></a> and a <a@ href=\"glossary.xhtml#galley\">", "<dfn>recto</dfn>."]);
    contains(&messages, &["term `recto` has no entry in the glossary"]);
    let (none, messages) = e_book(&yaml("glossary: { link: none }\n"), one, GLOSSARY);
    contains(&none, &["A <dfn>galley</dfn> and a <dfn>galley</dfn>, a <dfn>recto</dfn>."]);
    assert!(!none.contains("<a@") && !messages.contains("W042"), "{messages}");
    let press = Press::with(&files(&yaml("glossary: { link: frist, lnik: all }\n"), one, GLOSSARY));
    contains(&press.run(&["check"]).err, &["unknown value of `link` `frist`", "unknown key `lnik`"]);
}

#[test]
fn terms_without_an_entry_and_entries_without_a_use_are_reported() {
    let one = "# One\n\nWords.\n\nA [gallley]{.term}, a [ream]{.term}, a [verso]{.term}.\n";
    let glossary = format!("{GLOSSARY}\ngalley\n: again\n\nUnused\n: Words.\n\n    Inner\n    : no entry\n");
    let (_, messages) = e_book(&yaml(""), one, &glossary);
    contains(
        &messages,
        &[
            "term `gallley` has no entry in the glossary",
            "did you mean `Galley`? A form of it is written as `[gallley]{.term of=\"Galley\"}`",
            "term `ream` has no entry in the glossary",
            "`[ream]{.term of=\"entry\"}`",
            "term `galley` has two entries in the glossary",
            "first defined here",
            "entry `Unused` of the glossary is not used in the book",
        ],
    );
    assert!(!messages.contains("`Inner`") && !messages.contains("entry `galley`"), "{messages}");
    // A book whose terms have no entries marks them for other reasons.
    let press = Press::with(&[
        ("book.yaml", &yaml("")),
        ("one.md", "# One\n\nA [ream]{.term}.\n"),
        ("two.md", "# Two\n\nx\n"),
        ("glossary.md", GLOSSARY),
    ]);
    assert!(!press.run(&["check"]).err.contains("W042"));
}

#[test]
fn terms_are_as_before_in_a_book_without_a_glossary() {
    for glossary in ["# Glossary\n\nA [galley]{.term}.\n", "# Glossary\n\n## Galley\n\nText.\n"] {
        let (text, messages) = e_book(&yaml(""), "# One\n\nWords.\n\nA [galley]{.term}.\n", glossary);
        contains(&text, &["A <dfn>galley</dfn>."]);
        assert!(!text.contains("gloss@") && !messages.contains("W042"), "{messages}");
    }
}

#[test]
fn terms_are_found_whatever_their_form() {
    // A decomposed accent, other spaces, an apostrophe of the keyboard, a term in parts, one without letters.
    let one = "# One\n\nWords.\n\nA [re\u{301}sume\u{301}]{.term}, a [page\u{A0}  proof]{.term}, [l'eau]{.term}, [x]{.term of=\"L'EAU\"}, \
               a [*half*-title]{.term}, [C++]{.term}, [∑]{.term}, []{.term}, [ ]{.term of=\"\"}.\n\nAlso [streets]{.term of=Straße}.\n";
    let glossary = "# Glossary\n\nRésumé\n: x\n\nPage proof\n: x\n\nL'eau\n: x\n\nHalf-*title*\n: x\n\nC++\n: x\n\n∑\n: x\n\nStraße\n: x\n\n\
                    <dl><dt>One</dt><dt id=\"two\">Two</dt><dd>y</dd></dl>\n\nGalley\n: z\n";
    let (text, messages) = e_book(&yaml(""), one, glossary);
    contains(
        &text,
        &[
            "#r%C3%A9sum%C3%A9\"",
            "#page-proof\"",
            "#leau\"",
            "#half-title",
            "#c\"",
            "#term\"",
            "#stra%C3%9Fe\"",
            "id=\"two\">Two</dfn>",
        ],
    );
    contains(&messages, &["entry `One` of the glossary is not used"]);
    assert!(!messages.contains("W0421") && !messages.contains("`Two`"), "{messages}");
}

#[test]
fn entries_are_sorted_on_wish_in_the_order_of_the_language() {
    let glossary =
        "# Glossary\n\nZug\n: x\n\nÖffnen\n: See[^1]\n\nOfen\n: x\n\naal\n: y[^2]\n\n[^1]: N.\n\n[^2]: M.\n";
    let order = |keys: &str| {
        let (text, _) = e_book(&yaml(keys).replace("en-GB", "de"), "# One\n\nx\n", glossary);
        let terms = text
            .split("glossterm")
            .skip(1)
            .filter_map(|rest| rest.split(['>', '<']).nth(1).map(str::to_owned));
        (terms.collect::<Vec<_>>().join(" "), text)
    };
    assert_eq!(order("").0, "Zug Öffnen Ofen aal");
    let (sorted, text) = order("glossary: { sort: true }\n");
    assert_eq!(sorted, "aal Ofen Öffnen Zug");
    // Notes are numbered in the order of the text.
    contains(&text, &[">1</a></dd>", " M.</p>", ">2</a></dd>"]);
    assert!(text.find(" M.</p>") < text.find(" N.</p>"), "{text}");
}

#[test]
fn entries_in_japanese_are_sorted_by_their_ruby_and_others_by_what_the_author_states() {
    let order = |lang: &str, glossary: &str| {
        let yaml = yaml("glossary: { sort: true }\n").replace("en-GB", lang);
        let (text, _) = e_book(&yaml, "# One\n\nx\n", glossary);
        ["first", "second"].map(|word| text.find(&format!(">{word}<")))
    };
    let japanese = "# 用語集 {role=glossary}\n\n<ruby>山<rt>やま</rt></ruby>\n: second\n\n<ruby>川<rt>かわ</rt></ruby>\n: first\n";
    let stated = "# Glossary\n\n[The Zoo]{sort=Zoo}\n: second\n\n[The Ark]{sort=Ark}\n: first\n";
    for places in [order("ja", japanese), order("en-GB", stated)] {
        assert!(places[0].is_some() && places[0] < places[1], "{places:?}");
    }
}

#[test]
fn the_printed_book_has_the_same_words_and_links() {
    let one = "# One\n\nWords.\n\nA [galley]{.term}, and a [galley]{.term}.\n";
    let lines = printed(&files(&yaml(""), one, GLOSSARY));
    let text = lines.iter().flat_map(|line| [line.text.as_str(), " "]).collect::<String>();
    contains(&text, &["galley", "Set text, before it has"]);
    let press = Press::with(&files(&yaml(""), one, GLOSSARY));
    assert_eq!(press.run(&["build", "-f", "pdf"]).code, 0);
    let pdf = press.books().into_values().next().expect("a book");
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let is_link = |object: &&lopdf::Object| {
        let subtype = object.as_dict().and_then(|dict| dict.get(b"Subtype")).and_then(lopdf::Object::as_name);
        subtype.is_ok_and(|name| name == b"Link")
    };
    // Two in the text, three in the glossary, and three in the contents.
    assert_eq!(document.objects.values().filter(is_link).count(), 2 + 3 + 3);
}
