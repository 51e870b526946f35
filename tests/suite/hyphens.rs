//! Tests of where words are divided: by the author's list, in labels, at the seams of compounds.

use pressmark::find::named;

use crate::support::{Press, YAML};

/// A design with a face of its own, so that other faces of the themes change nothing.
const DESIGN: &str =
    "design: { theme: classic, text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt } }\n";

const SQUARE: &[u8] =
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

fn press(yaml: &str, text: &str) -> Press {
    let english = YAML.replace("en-GB", "en-US");
    let yaml = format!("{english}generate: []\n{DESIGN}{yaml}");
    Press::with(&[("book.yaml", &yaml), ("one.md", text)])
}

/// Returns the lines of paragraphs in which a word is at every distance from the end of the line.
fn swept(yaml: &str, word: &str, after: &str) -> Vec<String> {
    let paragraph = |count: usize| format!("{} {word} and on it goes to the end.\n\n", "n".repeat(count));
    let text: String = (1..46).map(paragraph).collect();
    let press = press(yaml, &format!("# One\n\n{text}{after}"));
    press.write("s.svg", SQUARE);
    let loaded =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let pages = loaded.layout().value.expect("a book").layouts.remove(0).text;
    pages
        .lines()
        .filter_map(|line| line.split_once(" | "))
        .map(|(_, text)| text.trim_end().to_owned())
        .collect()
}

/// Returns the beginnings of a divided word at the ends of lines, each with its hyphen.
fn beginnings(yaml: &str, word: &str) -> Vec<String> {
    let lines = swept(yaml, word, "");
    let last = lines.iter().filter_map(|line| line.rsplit(' ').next()).filter(|last| last.ends_with('-'));
    let mut found: Vec<String> = last.map(str::to_owned).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn words_are_divided_where_the_author_says_so_and_nowhere_else() {
    assert!(beginnings("", "extraordinary").contains(&"extra-".to_owned()));
    let listed = "hyphenation: [extraordi-nary, Panmunjom, bc-de]\n";
    assert_eq!(beginnings(listed, "Extraordinary"), ["Extraordi-"]);
    assert_eq!(beginnings(listed, "Panmunjom"), [""; 0]);
    assert!(beginnings(listed, "[extraordinary]{lang=fr}").len() > 1, "the list is for the book's language");
    let short = beginnings(listed, "bcde");
    assert!(short.is_empty() || short == ["bc-"], "{short:?}");
}

#[test]
fn a_listed_word_that_is_none_or_is_given_twice_is_an_error() {
    for (list, fault) in [
        ("[two words]", "`two words` is not a word with hyphens between its letters"),
        ("[flower--pot]", "`flower--pot` is not a word"),
        ("[flower-pot, Flowerpot]", "`flowerpot` is given twice"),
    ] {
        let run = press(&format!("hyphenation: {list}\n"), "# One\n\nWords.\n").run(&["check"]);
        assert!(run.err.contains("E0105") && run.err.contains(fault), "{}", run.err);
        assert!(run.err.contains("hyphenation: [flower-pot, Panmunjom]"), "{}", run.err);
    }
}

#[test]
fn the_words_of_a_label_are_not_divided_and_those_of_a_title_are() {
    let after = "## Extraordinary {#sec:one}\n\nWords.\n\n![A square](s.svg){#fig:one}\n";
    let ends = |words: &str, end: &str| swept("", words, after).iter().any(|line| line.ends_with(end));
    assert!(ends("@sec:one", "Extra-") || ends("@sec:one", "Extraor-"));
    assert!(!ends("@fig:one", "-"));
    assert!(!ends("Appendix&nbsp;3", "-") && ends("appendices 3", "-"));
}
