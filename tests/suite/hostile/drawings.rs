//! Drawings that would panic, overflow the stack, take forever, or bring scripts and addresses into a book.

use crate::support::{Press, Run, YAML, entries};

/// Returns the result of building a book with one drawing.
fn build(svg: &str) -> (Press, Run) {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", "# One\n\n![a](x.svg)\n"), ("x.svg", svg)]);
    let run = press.run(&["build"]);
    assert!(!run.err.contains("panicked"), "{}", run.err);
    (press, run)
}

/// Checks that a drawing is refused, with a message that names its file and contains `reason`.
#[track_caller]
fn refused(svg: &str, reason: &str) {
    let (press, run) = build(svg);
    assert_eq!(run.code, 1, "{}", run.err);
    let is_refused = run.err.contains("error[E0207]: image `x.svg` cannot be used: ");
    let is_over = run.err.contains("error[E0205]: image `x.svg` ") && run.err.contains("--raise-limits");
    assert!(is_refused || is_over, "{}", run.err);
    assert!(run.err.contains(reason), "{}", run.err);
    assert!(press.books().is_empty());
}

/// Returns the drawing in the e-book that a drawing becomes, and the messages.
#[track_caller]
fn kept(svg: &str) -> (String, String) {
    let (press, run) = build(svg);
    assert_eq!(run.code, 0, "{}", run.err);
    let books = press.books();
    let epub = &books["a-small-book.epub"];
    let drawing =
        entries(epub).into_iter().find(|(name, _)| name == "OEBPS/images/x.svg").expect("a drawing").1;
    (String::from_utf8(drawing).expect("UTF-8"), run.err)
}

fn svg(attributes: &str, inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}>{inside}</svg>")
}

/// Returns a drawing with a filter on a square.
fn filtered(side: u32, primitive: &str) -> String {
    let inside = format!(
        "<filter id=\"f\">{primitive}</filter><rect filter=\"url(#f)\" width=\"{side}\" height=\"{side}\"/>"
    );
    svg("width=\"480\" height=\"480\"", &inside)
}

#[test]
fn abort_svg_pattern_inherited() {
    let pattern = r#"<pattern id="p0" width="100%" height="50%"><circle r="0.5"/></pattern>"#;
    let inherited = format!("{pattern}<rect width=\"1\" height=\"1e5\"/>");
    refused(
        &svg("fill=\"url(#p0)\" width=\"9\" height=\"9\"", &inherited),
        "`pattern` element `p0` refers to itself",
    );
    let by_rule = format!("<style>circle {{ stroke: url(#p0) }}</style>{pattern}<rect/>");
    refused(&svg("width=\"9\" height=\"9\"", &by_rule), "`pattern` element `p0` refers to itself");
}

#[test]
fn panic_svg_filter_region() {
    refused(
        &svg(
            "width=\"99\" height=\"99\"",
            r#"<filter id="f3" width="1e-7" primitiveUnits="objectBoundingBox"><feOffset x="2em"/></filter><circle r="1" filter="url(#f3)"/>"#,
        ),
        "the library that reads it failed",
    );
}

#[test]
fn panic_svg_huge_width() {
    refused(&svg("width=\"1e12\" height=\"1\"", "<rect width=\"1\" height=\"1\"/>"), "larger than any page");
}

#[test]
fn panic_svg_image_thin() {
    refused(
        &svg(
            "width=\"99\" height=\"99\"",
            r#"<image width="3mm" height="1e-7" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="/>"#,
        ),
        "the library that reads it failed",
    );
}

#[test]
fn panic_svg_mask_huge() {
    refused(
        &svg(
            "width=\"10\" height=\"10\"",
            r#"<mask id="m" width="1e20" height="1e20"><rect fill="white" width="1e20" height="9"/></mask><rect mask="url(#m)" width="1e20" height="9"/>"#,
        ),
        "the library that reads it failed",
    );
}

#[test]
fn panic_svg_turbulence() {
    refused(&filtered(9, r#"<feTurbulence numOctaves="1000" baseFrequency="9"/>"#), "");
}

#[test]
fn hang_svg_morphology() {
    refused(
        &filtered(470, r#"<feMorphology radius="40"/>"#),
        "takes too long to draw as pixels: more than 2 billion operations",
    );
}

#[test]
fn hang_svg_turbulence() {
    refused(
        &filtered(9, r#"<feTurbulence numOctaves="99999999" baseFrequency="0"/>"#),
        "takes too long to draw as pixels: more than 2 billion operations",
    );
}

#[test]
fn a_raised_limit_lets_a_drawing_in() {
    let uses = "<use href=\"#a\"/>".repeat(1000);
    let rules = ".a{fill:red}".repeat(11_000);
    let drawing = svg(
        "width=\"9\" height=\"9\"",
        &format!("<style>{rules}</style><g id=\"a\"><rect/></g>{uses}<g>{uses}</g>"),
    );
    refused(&drawing, "has too many style rules: more than 20 million pairs of a rule and an element");
    let (press, _) = build(&drawing);
    let run = press.run(&["build", "--raise-limits", "2"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for factor in ["0", "101", "x"] {
        assert_eq!(press.run(&["build", "--raise-limits", factor]).code, 2);
    }
}

#[test]
fn repetitions_of_repetitions_are_refused() {
    let group = |n: u32| {
        let uses = format!("<use href=\"#a{}\"/>", n + 1).repeat(10);
        format!("<g id=\"a{n}\">{uses}</g>")
    };
    let laughs: Vec<String> = (0..8).map(group).collect();
    refused(
        &svg("width=\"9\" height=\"9\"", &format!("{}<g id=\"a8\"><rect/></g>", laughs.concat())),
        "million elements",
    );
}

#[test]
fn a_book_has_every_message_although_a_drawing_makes_a_library_panic() {
    let (_, run) = build(&filtered(9, r#"<feTurbulence numOctaves="1000" baseFrequency="9"/>"#));
    assert_eq!(run.code, 1);
    assert!(run.err.contains("one.md:3:1"), "{}", run.err);
}

#[test]
fn leak_svg_data() {
    const SCRIPTED: &str = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA5IDkiPjxzY3JpcHQ+YWxlcnQoMSk8L3NjcmlwdD48aW1hZ2UgaHJlZj0iaHR0cDovL2V2aWwveC5wbmciLz48L3N2Zz4=";
    let disguised = SCRIPTED.replace("svg+xml", "png");
    let inside = format!(
        "<image href=\"{SCRIPTED}\" width=\"5\" height=\"5\"/><use href=\"{SCRIPTED}#a\"/><image href=\"{disguised}\"/>"
    );
    let (drawing, messages) = kept(&svg("viewBox=\"0 0 9 9\"", &inside));
    assert!(!drawing.contains("data:") && !drawing.contains("href"), "{drawing}");
    assert!(messages.contains("warning[W0210]: drawing `x.svg`: left out `href="), "{messages}");
}

#[test]
fn leak_svg_style() {
    let style = r#"<style>@import url("https://fonts.example/css?family=Lato"); @\69mport 'x'; @font-face{font-family:x;src:url(http://127.0.0.1:9/f.woff)} rect{fill:url(file:///etc/passwd);stroke:u\72l(//x);opacity:.5}</style>"#;
    let rect = r#"<rect xml:base="http://x/" style="mask:URL(http://x/#m)" cursor="url(x.cur)" width="5" height="5"/>"#;
    let (drawing, messages) = kept(&svg("viewBox=\"0 0 9 9\"", &[style, rect].concat()));
    assert!(drawing.contains("<style>rect{opacity:.5}"), "{drawing}");
    assert!(drawing.contains(r#"<rect style="" width="5" height="5"/>"#), "{drawing}");
    for left_out in [
        "`@font-face`",
        "`@import \"x\"`",
        "`fill:url(\"file:///etc/passwd\")`",
        "`mask:url(\"http://x/#m\")`",
    ] {
        assert!(messages.contains(left_out), "{left_out} in {messages}");
    }
}

#[test]
fn invalid_epub_svg_ids() {
    let inside = r##"<rect id="f" width="1" height="1"/><rect id="f" width="2" height="2"/><rect id="1 a" width="3" height="3"/><use href="#1 a"/>"##;
    let (drawing, _) = kept(&svg("viewBox=\"0 0 9 9\"", inside));
    assert_eq!(drawing.matches("id=\"f\"").count(), 1, "{drawing}");
    assert!(drawing.contains("id=\"id-1-a\"") && drawing.contains("href=\"#id-1-a\""), "{drawing}");
}

#[test]
fn invalid_pdf_svg_gradient() {
    let inside = r#"<linearGradient id="g" x1="3e38" x2="3e38" gradientTransform="scale(3e38)"><stop offset="3e38" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect fill="url(#g)" width="9" height="9"/>"#;
    let (press, run) = build(&svg("width=\"10\" height=\"10\"", inside));
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("gradients without end"), "{}", run.err);
    let books = press.books();
    let pdf = &books["a-small-book.pdf"];
    assert!(lopdf::Document::load_mem(pdf).is_ok());
    assert!(!pdf.windows(4).any(|word| word == b" inf" || word == b"[inf"));
}

#[test]
fn case_06_what_is_outside_a_drawing_is_not_in_a_book() {
    const MARKER: &str = "MARKER-OF-A-FILE-OUTSIDE";
    let outside = tempfile::tempdir().expect("a folder");
    let path = outside.path().join("marker.svg");
    let marker = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><text id=\"a\">{MARKER}</text></svg>");
    std::fs::write(&path, marker).expect("a file");
    let url = format!("file://{}", path.display());
    let rect = "<rect width=\"5\" height=\"5\"/>";
    // Declarations that define something are refused; those that name a document type are left out.
    for inside in [format!("<!ENTITY x SYSTEM \"{url}\">"), format!("<!ENTITY % x SYSTEM \"{url}\"> %x;")] {
        let drawing = svg("viewBox=\"0 0 9 9\"", "<text>&x;</text>");
        refused(&format!("<!DOCTYPE svg [{inside}]>{drawing}"), "document type declaration");
    }
    let script = format!(
        "<script>alert(1)</script><script href=\"{url}\"/><foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\">\
         <iframe src=\"{url}\"/></body></foreignObject><handler type=\"x\">alert(1)</handler>"
    );
    let animated = format!(
        "<a href=\"javascript:alert(1)\">{rect}<animate attributeName=\"href\" to=\"{url}\"/>\
         <set attributeName=\"xlink:href\" to=\"{url}\"/><animateTransform attributeName=\"transform\"/></a>"
    );
    let used = format!(
        "<use href=\"{url}#a\"/><use xlink:href=\"{url}#a\"/><image href=\"{url}\"/><use href=\"marker.svg#a\"/>\
         <xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"{url}\" parse=\"text\"/>\
         <text font-family=\"x\" fill=\"url({url}#a)\">b</text>"
    );
    let of_type = format!("<?xml-stylesheet href=\"{url}\"?><!DOCTYPE svg SYSTEM \"{url}\">");
    for (before, inside) in [("", &script), ("", &animated), ("", &used), (&*of_type, &String::new())] {
        let attributes =
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\" onload=\"alert(1)\"";
        let (drawing, messages) = kept(&format!("{before}{}", svg(attributes, &format!("{inside}{rect}"))));
        assert!(messages.contains("W0210"), "{messages}");
        for sign in
            ["marker", MARKER, "script", "alert", "foreign", "animate", "<set", "onload", "DOCTYPE", "file:"]
        {
            assert!(!drawing.contains(sign), "{sign} in {drawing}");
        }
    }
}
