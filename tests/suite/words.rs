//! The words that a book shows from outside its Markdown, in both books.

use crate::support::{Press, entries, skip};

/// Text that is set in marks of typewriters where its typography is missing.
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

/// Every text of the e-book.
fn e_book(bytes: &[u8]) {
    let mut all = String::new();
    for (name, bytes) in entries(bytes) {
        let is_text = [".xhtml", ".opf", ".ncx"].iter().any(|end| name.ends_with(end));
        if is_text {
            let text = String::from_utf8(bytes).expect("UTF-8");
            for line in text.lines() {
                // Between tags: attributes have straight marks of their own.
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

/// Every text of the printed book.
fn printed(path: &std::path::Path) {
    let Ok(output) = std::process::Command::new("pdftotext").arg("-layout").arg(path).arg("-").output()
    else {
        return skip("the words of the printed book", "pdftotext");
    };
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for line in text.lines() {
        // Leaders of the contents are points.
        let line = line.replace(" .", "");
        assert!(STRAIGHT.iter().all(|mark| !line.contains(mark)), "{line}");
    }
    let heads = text.matches("The Captain’s Daughter").count();
    assert!(heads >= 2, "half-title and colophon at least: {heads}");
}
