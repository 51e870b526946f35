//! Tests of blocks of code in both books.

use pressmark::Format;
use pressmark::find::named;

use crate::support::{Press, YAML, entries, root};

/// A chapter in both books.
struct Books {
    /// The pages, as text.
    pages: String,
    /// The document of the chapter.
    document: String,
    messages: Vec<String>,
}

/// Makes a chapter of this text, beside other files.
fn books(text: &str, files: &[(&str, &str)]) -> Books {
    books_with("", text, files)
}

/// Makes a chapter as [`books`] does, with keys of `book.yaml`.
fn books_with(keys: &str, text: &str, files: &[(&str, &str)]) -> Books {
    let yaml = format!("{YAML}{keys}");
    let mut all = vec![("book.yaml", yaml.as_str())];
    let text = format!("# One\n\n{text}");
    all.push(("one.md", &text));
    all.extend(files);
    let press = Press::with(&all);
    let session =
        pressmark::Session::load(&named(&press.path("")).expect("a project")).expect("a machine that reads");
    let laid = session.layout();
    let mut messages: Vec<String> =
        session.load_diagnostics().iter().map(|found| found.message.clone()).collect();
    messages.extend(laid.diagnostics.iter().map(|found| found.message.clone()));
    messages.dedup();
    let pages = laid.value.expect("a book").layouts.remove(0).text;
    let made =
        session.build(&pressmark::BuildOptions::formats(&[Format::Epub])).expect("a machine that writes");
    let book = made.value.into_iter().next().expect("an e-book").bytes;
    let document = entries(&book).into_iter().find(|(name, _)| name.ends_with("text/one.xhtml"));
    let document = String::from_utf8(document.expect("a chapter").1).expect("UTF-8");
    Books { pages, document, messages }
}

/// Returns the text of the first block of code in a document.
fn code(document: &str) -> String {
    codes(document).remove(0)
}

/// Returns the text of each block of code in a document.
fn codes(document: &str) -> Vec<String> {
    let inner = |rest: &str| {
        let inner = rest.split("</code>").next().expect("the end of the code");
        let (_, inner) = inner.split_once('>').expect("the end of the tag");
        // Between tags; a text has no angle brackets of its own.
        let texts = inner.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        let text: String = texts.collect();
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    document.split("<code").skip(1).map(inner).collect()
}

#[test]
fn words_of_code_differ_in_weight_and_slant_in_both_books() {
    let made = books("```rust\nfn a() {} // b\n```\n", &[]);
    assert!(
        made.pages.contains("SourceCodePro-Bold") && made.pages.contains("SourceCodePro-It"),
        "{}",
        made.pages
    );
    assert!(
        made.document.contains("<b class=\"hl-k\">fn</b> a() {} <i class=\"hl-c\">// b</i>"),
        "{}",
        made.document
    );
    assert_eq!(code(&made.document), "fn a() {} // b");
}

#[test]
fn numbers_and_marks_of_lines_are_no_text() {
    let text = "```{.rust .numberLines startFrom=98 mark=\"2-3\"}\nlet a;\n\nlet b;\n```\n";
    let (made, plain) = (books(text, &[]), books("```rust\nlet a;\n\nlet b;\n```\n", &[]));
    assert!(made.messages.is_empty(), "{:?}", made.messages);
    assert_eq!(
        (code(&made.document), made.document.matches("data-line=").count()),
        (code(&plain.document), 3)
    );
    assert!(
        made.document.contains("<span class=\"code-line marked\" data-line=\"99\"></span>"),
        "{}",
        made.document
    );
    let rules = |pages: &str| pages.lines().filter(|line| line.contains(" rule ")).count();
    assert_eq!(rules(&made.pages), rules(&plain.pages) + 2, "{}", made.pages);
    assert!(["98", "99", "100"].iter().all(|number| made.pages.contains(number)), "{}", made.pages);
}

#[test]
fn marks_beyond_the_code_are_reported() {
    let made = books("```{.rust mark=\"2-9\"}\nlet a;\nlet b;\n```\n", &[]);
    assert_eq!(made.messages, ["mark of line 2-9 ignored"]);
}

#[test]
fn code_from_a_file_is_highlighted_and_numbered() {
    let text = "```{include=\"src/main.rs\" region=\"b\" .numberLines}\n```\n";
    let made = books(text, &[("src/main.rs", "x\n// ANCHOR: b\nfn b() {}\n// ANCHOR_END: b\n")]);
    assert!(made.messages.is_empty(), "{:?}", made.messages);
    assert_eq!(code(&made.document), "fn b() {}");
    assert!(made.document.contains("data-line=\"1\"><b class=\"hl-k\">fn</b>"), "{}", made.document);
}

#[test]
fn a_missing_part_of_a_file_is_reported() {
    let made = books("```{.rust include=\"a.rs\" region=\"c\"}\nx\n```\n", &[("a.rs", "y\n")]);
    assert_eq!(made.messages, ["no part `c` in the included file `a.rs`"]);
    assert_eq!(code(&made.document), "x");
}

#[test]
fn marks_at_the_ends_of_lines_lead_to_the_list_below() {
    let code_block = "```rust\nlet a = 1; // <1>\nlet b = f(); // <2>\n```\n\n";
    for list in ["1. One\n2. Two\n", "<1> One\n<2> *Two*\n"] {
        let made = books(&format!("{code_block}{list}"), &[]);
        assert!(made.messages.is_empty(), "{:?}", made.messages);
        assert_eq!(code(&made.document), "let a = 1; ①\nlet b = f(); ②");
        assert!(made.document.contains("<ol class=\"circled\""), "{}", made.document);
        assert!(made.document.contains("<b class=\"hl-k\">let</b> b"), "{}", made.document);
        assert!(made.pages.contains("① One") && made.pages.contains("② Two"), "{}", made.pages);
    }
    let other = books(&format!("{code_block}1. One\n2. Two\n3. Three\n"), &[]);
    assert!(code(&other.document).contains("// <2>"), "{}", other.document);
}

#[test]
fn captions_of_code_have_a_list() {
    let one = "```rust {#lst:a caption=\"The *one*\"}\nlet a;\n```\n\n```\nplain\n```\n\nSee @lst:a.\n";
    let made = books_with("generate: [listings]\n", one, &[]);
    assert!(made.messages.is_empty(), "{:?}", made.messages);
    let pages = made.pages.as_str();
    assert!(pages.contains("Listings") && pages.matches("The one").count() == 2, "{pages}");
    let none = books_with("generate: [listings]\n", "```\nplain\n```\n", &[]);
    assert_eq!(none.messages, ["no listing has a caption, so there is no list of listings"]);
}

#[test]
fn no_line_of_highlighted_code_differs_from_its_source_in_either_book() {
    let files = std::fs::read_dir(root().join("tests/tokens")).expect("a folder");
    let files = files.map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    let texts: Vec<String> =
        files.iter().map(|path| std::fs::read_to_string(path).expect("a text")).collect();
    let block = |(path, text): (&std::path::PathBuf, &String)| {
        format!("~~~~{}\n{text}~~~~\n\n", path.file_stem().expect("a name").to_string_lossy())
    };
    let made = books(&files.iter().zip(&texts).map(block).collect::<String>(), &[]);
    assert!(made.messages.is_empty(), "{:?}", made.messages);
    let written: Vec<&str> = texts.iter().map(|text| text.trim_end_matches('\n')).collect();
    assert_eq!(codes(&made.document), written);
    let lines = made.pages.lines().filter(|line| line.contains("SourceCodePro"));
    let printed = lines.map(|line| line.split_once(" | ").map_or("", |(_, text)| text));
    let printed: String = printed.map(|line| line.trim_start().trim_start_matches('↪')).collect();
    let no_spaces = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(no_spaces(&printed), no_spaces(&written.concat()));
}
