//! Addresses that no book should lead to, or that are not valid.

use crate::support::{Press, Run, YAML, entries};

/// Returns the chapter of the e-book and the PDF of a text, and the result of the build.
fn build(yaml: &str, text: &str) -> (String, Vec<u8>, Run) {
    let press = Press::with(&[("book.yaml", yaml), ("one.md", &format!("# One\n\n{text}\n"))]);
    let run = press.run(&["build", "--verbose"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut books = press.books();
    let parts = entries(&books["a-small-book.epub"]);
    let chapter = parts.into_iter().find(|(name, _)| name == "OEBPS/text/one.xhtml").expect("a chapter").1;
    let pdf = books.remove("a-small-book.pdf").expect("a PDF");
    (String::from_utf8(chapter).expect("UTF-8"), pdf, run)
}

/// Returns the addresses of the links of a PDF.
fn links(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let objects = document.objects.values().filter_map(|object| object.as_dict().ok());
    let actions = objects.filter_map(|dict| match dict.get(b"A") {
        Ok(lopdf::Object::Dictionary(action)) => Some(action),
        Ok(lopdf::Object::Reference(id)) => document.get_dictionary(*id).ok(),
        _ => None,
    });
    let addresses = actions.filter_map(|action| action.get(b"URI").and_then(lopdf::Object::as_str).ok());
    addresses.map(|address| String::from_utf8_lossy(address).into_owned()).collect()
}

#[test]
fn schemes() {
    let text = "[a](shell:startup) [b](ms-msdt:/id) [c](search-ms:query=x) [d](view-source:x) [e](chrome://x) \
                [f](feed:javascript:alert(1)) [g](jar:http://x!/) [h](filesystem:http://x) [i](JaVaScRiPt:alert(1)) \
                [j](java&#9;script:alert(1)) <a href='java&#x0A;script&colon;alert(1)'>k</a> \
                [l](&#106;avascript:alert(1)) [m](data:text/html,x) <a href='vbscript:x'>n</a> [o](https://e.org)";
    let (chapter, pdf, run) = build(YAML, text);
    let hrefs: Vec<&str> =
        chapter.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    assert!(hrefs.contains(&"https://e.org"), "{hrefs:?}");
    assert!(hrefs.iter().all(|href| !href.contains(':') || *href == "https://e.org"), "{hrefs:?}");
    assert_eq!(links(&pdf), ["https://e.org"]);
    assert!("abcdefghijklmn".chars().all(|c| chapter.contains(c)));
    for scheme in [
        "shell",
        "ms-msdt",
        "search-ms",
        "view-source",
        "jar",
        "filesystem",
        "javascript",
        "data",
        "vbscript",
    ] {
        assert!(
            run.err.contains(&format!("link to a `{scheme}:` address left out, its text kept")),
            "{scheme}: {}",
            run.err
        );
    }
    assert!(run.err.contains("`link-schemes: [chrome]` in book.yaml"), "{}", run.err);
    let help = "or opens a file, on the machine of whoever reads the book; write an address that begins with `https:`";
    assert!(run.err.contains(help) && !run.err.contains("write it in Markdown"), "{}", run.err);
}

#[test]
fn schemes_of_the_author_are_links_in_both_books() {
    let yaml = format!("{YAML}link-schemes: [zotero, 'obsidian:']\n");
    let (chapter, pdf, run) =
        build(&yaml, "[a](Zotero://select/a b) [b](<zotero://select/a b>) [c](obsidian:x)");
    assert!(
        chapter.contains("href=\"zotero://select/a%20b\"") && chapter.contains("href=\"obsidian:x\""),
        "{chapter}"
    );
    assert_eq!(links(&pdf), ["zotero://select/a%20b", "obsidian:x"]);
    assert!(!run.err.contains("W0412"), "{}", run.err);
    let press =
        Press::with(&[("book.yaml", &format!("{YAML}link-schemes: javascript\n")), ("one.md", "# One\n")]);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("no book may link to `javascript:` addresses"), "{}", run.err);
}

#[test]
fn invalid_epub_urls() {
    let text = "[a](https:e.org) [b](https:///e.org) [c](https://e.org/%zz) [d](mailto:) [e](https://e.org/#a#b) \
                [f](http://h:99999/)";
    let (chapter, pdf, run) = build(YAML, text);
    for address in ["https:e.org", "https:///e.org", "mailto:", "http://h:99999/"] {
        assert!(
            run.err.contains(&format!("link to `{address}`, which is not a valid address")),
            "{}",
            run.err
        );
        assert!(!chapter.contains(&format!("href=\"{address}\"")), "{chapter}");
    }
    assert_eq!(links(&pdf), ["https://e.org/%25zz", "https://e.org/#a%23b"]);
}
