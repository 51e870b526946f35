//! Attacks by what a manuscript says. The names of the tests are those of the cases.

use crate::support::{Press, Run, YAML, entries};

/// Builds a book of one chapter with this text.
fn build(text: &str) -> (Press, Run) {
    let press = Press::with(&[("book.yaml", YAML), ("one.md", text)]);
    let run = press.run(&["build"]);
    (press, run)
}

/// Returns every text in the e-book, one after the other.
fn texts(press: &Press) -> String {
    let epub = press.books().remove("a-small-book.epub").expect("an EPUB");
    let is_text =
        |name: &str| [".xhtml", ".opf", ".ncx", ".css", ".svg"].iter().any(|end| name.ends_with(end));
    let texts = entries(&epub).into_iter().filter(|(name, _)| is_text(name));
    texts.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect()
}

#[test]
fn case_01_no_path_leaves_the_project() {
    let outside = [
        "../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/secret.png",
        "%252e%252e/secret.png",
        "file:///etc/passwd",
        "..\\secret.png",
        "~/secret.png",
        "a%00b.png",
        "images/../../secret.png",
        "C:/secret.png",
    ];
    let secret = tempfile::tempdir().expect("a folder");
    let at = |name: &str| secret.path().join(name);
    std::fs::write(at("secret.png"), "not read").expect("a file");
    for path in outside {
        let uses = [
            ("one.md", format!("# One\n\n![x]({path})\n")),
            ("one.md", format!("# One\n\n```{{.rust include=\"{path}\"}}\n```\n")),
            ("one.md", format!("# One\n\n<img src=\"{path}\" alt=\"x\">\n")),
            ("book.yaml", format!("{YAML}cover: '{path}'\n")),
            ("book.yaml", format!("{YAML}design: {{fonts: ['{path}']}}\n")),
            ("book.yaml", YAML.replace("one.md", &format!("one.md, '{path}'"))),
        ];
        for (name, text) in uses {
            let press = Press::good();
            press.write(name, text.as_bytes());
            let run = press.run(&["build", "-q"]);
            assert!(matches!(run.code, 1 | 2), "{path} in {text}: {}{}", run.out, run.err);
            assert!(press.books().is_empty() && !run.err.contains("not read"), "{path}: {}", run.err);
        }
    }
}

#[cfg(unix)]
#[test]
fn case_02_no_symbolic_link_is_followed() {
    let press = Press::with(&[
        ("book.yaml", YAML),
        ("one.md", "# One\n\n![a](link.png) ![b](folder/x.png) ![c](loop)\n"),
    ]);
    for (target, name) in [("/etc/hostname", "link.png"), ("/etc", "folder"), ("loop", "loop")] {
        std::os::unix::fs::symlink(target, press.path(name)).expect("a link");
    }
    let run = press.run(&["build", "-q"]);
    assert_eq!((run.code, run.err.matches("E0212").count()), (1, 3), "{}", run.err);
}

#[test]
fn case_05_no_script_reaches_a_book() {
    let (press, run) = build(
        "# One\n\n<script>alert(1)</script>\n\n<p onclick=\"alert(1)\" style=\"background:url(http://x/)\">Words</p>\n\n\
         [a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java&#9;script:alert(1)) [d](vbscript:x) \
         [e](data:text/html,x)\n\n<iframe src=\"http://x/\"></iframe>\n\n<object data=\"x\"></object>\n\n\
         <meta http-equiv=\"refresh\" content=\"0\">\n\n<a href=\"&#106;avascript:alert(1)\">f</a>\n\n\
         <style>p{background:url(http://x/)}</style>\n\n<svg onload=\"alert(1)\"><script>x</script></svg>\n\n\
         <form action=\"http://x/\"><input></form>\n\n<video src=\"http://x/\"></video>\n",
    );
    assert!(matches!(run.code, 0 | 1), "{}", run.err);
    assert!(run.err.contains("one.md:3"), "what is left out is said: {}", run.err);
    if run.code == 0 {
        let text = texts(&press).to_lowercase();
        for sign in [
            "<script",
            "onclick",
            "onload",
            "javascript:",
            "vbscript:",
            "data:",
            "<iframe",
            "<object",
            "url(http",
            "refresh",
            "<form",
            "<input",
            "<video",
        ] {
            assert!(!text.contains(sign), "{sign} in the e-book");
        }
    }
}

#[test]
fn case_07_bombs_of_yaml_are_refused_at_once() {
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let of = vec![format!("*a{}", level - 1); 10].join(", ");
        laughs += &format!("a{level}: &a{level} [{of}]\n");
    }
    let deep = format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let flow = format!("a: {}\n", "{a: ".repeat(20_000));
    for bomb in [laughs, deep, flow] {
        let press = Press::good();
        press.write("book.yaml", format!("{YAML}{bomb}").as_bytes());
        let run = press.run(&["build", "-q", "--timeout", "5s", "--max-memory", "400M"]);
        assert_eq!(run.code, 1, "{}", &run.err[..run.err.len().min(500)]);
        assert!(run.err.contains("book.yaml"), "{}", run.err);
    }
}

#[test]
fn case_08_traps_of_yaml_are_values_as_written() {
    let press = Press::good();
    press.write(
        "book.yaml",
        YAML.replace("language: en-GB", "language: no").replace("A Press", "1e3").as_bytes(),
    );
    let run = press.run(&["build", "-q"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = texts(&press);
    assert!(text.contains("<dc:language>no</dc:language>") && text.contains(">1e3<"), "{text}");
    press.write("book.yaml", format!("{YAML}title: Another\n").as_bytes());
    let twice = press.run(&["build", "-q"]);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("title") && twice.err.contains("book.yaml:9"), "{}", twice.err);
    press.write("book.yaml", format!("{YAML}---\ntitle: B\n").as_bytes());
    assert_eq!(press.run(&["build", "-q"]).code, 1);
    press.write("book.yaml", format!("{YAML}design:\n\ttheme: novel\n").as_bytes());
    assert_eq!(press.run(&["build", "-q"]).code, 1);
}

#[test]
fn case_09_deep_nesting_is_no_crash() {
    let deep = 20_000;
    let nested = [
        format!("{}x\n", "> ".repeat(deep)),
        (0..2_000).map(|level| "  ".repeat(level) + "- x\n").collect(),
        format!("{}x{}\n", "[".repeat(deep), "](y)".repeat(deep)),
        format!("{}x{}\n", "*a ".repeat(deep), "*".repeat(deep)),
        format!("{}x{}\n", "<div>".repeat(deep), "</div>".repeat(deep)),
        format!("{}\n\nx\n\n{}\n", "::: {.a}\n".repeat(2_000), ":::\n".repeat(2_000)),
        format!(
            "x{}\n\n{}\n",
            "[^0]",
            (0..2_000)
                .flat_map(|n| [format!("[^{n}]: a[^{}]", n + 1), "\n\n".to_owned()])
                .collect::<String>()
        ),
        format!("${}x{}$\n", "{".repeat(deep), "}".repeat(deep)),
        format!("{}x\n", "#".repeat(deep)),
    ];
    for text in nested {
        let (press, run) = build(&format!("# One\n\n{text}"));
        let shown = &text[..text.len().min(40)];
        assert!(matches!(run.code, 0 | 1), "{shown}: {} {}", run.code, &run.err[..run.err.len().min(2000)]);
        assert_eq!(press.books().len(), if run.code == 0 { 2 } else { 0 }, "{shown}");
    }
}

#[test]
fn case_14_no_character_spoils_the_xml() {
    let (press, run) = build(
        "# One \u{1}\u{7f}\n\nA\u{0}B\u{8}C\u{fffe}D\u{ffff}E&#0;F&#xD800;G&#x1;H\u{202e}I\u{200b}J\u{b}K\u{c}L\n\n\
         `a\u{1}b` [x](http://x/\u{1}) ![\u{2}](x\u{3}.png){#a\u{4}b}\n",
    );
    assert!(matches!(run.code, 0 | 1), "{}", run.err);
    let (press, run) = if run.code == 0 {
        (press, run)
    } else {
        build("# One\u{1}\n\nA\u{8}C\u{fffe}D&#0;F&#xD800;G&#x1;H\u{202e}I\u{200b}J\u{b}K\u{c}L `a\u{1}b`\n")
    };
    assert_eq!(run.code, 0, "{}", run.err);
    let epub = press.books().remove("a-small-book.epub").expect("an EPUB");
    for (name, bytes) in entries(&epub).iter().filter(|(name, _)| name.contains(".xhtml")) {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        roxmltree::Document::parse_with_options(text, options).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

#[test]
fn case_15_encodings_are_named_and_line_ends_change_nothing() {
    let text = "# One\n\nSome *words*.\n\n- a\n- b\n\n> Quoted\n> text\n";
    let made = |bytes: &[u8]| {
        let press = Press::good();
        press.write("one.md", bytes);
        let run = press.run(&["build", "-q"]);
        let texts = if run.code == 0 { texts(&press) } else { String::new() };
        // The name of the inputs differs, as they do.
        let texts =
            texts.lines().filter(|line| !line.contains("pressmark:inputs")).collect::<Vec<_>>().concat();
        (run, texts)
    };
    let (_, expected) = made(text.as_bytes());
    let bom = format!("\u{feff}{text}");
    let variants = [text.replace('\n', "\r\n"), text.replace('\n', "\r"), bom, text.trim_end().to_owned()];
    for variant in variants {
        assert!(made(variant.as_bytes()).1 == expected, "{variant:?}");
    }
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [b"# One\n\nCaf\xe9\n".to_vec(), [b"\xff\xfe".to_vec(), utf16].concat()] {
        let (run, _) = made(&bytes);
        assert_eq!((run.code, run.err.contains("E0206")), (1, true), "{}", run.err);
    }
}

#[test]
fn case_16_names_of_files_may_be_anything_and_those_of_books_are_portable() {
    let long = format!("{}.md", "n".repeat(200));
    for name in ["a b#c%d?e.md", "é.md", "e\u{301}.md", "📖.md", &long, "con.md", "-x.md"] {
        let press = Press::with(&[
            ("book.yaml", &YAML.replace("one.md", &format!("'{name}'")).replace("A Small Book", "Con")),
            (name, "# One\n\nWords.\n"),
        ]);
        let run = press.run(&["build", "-q"]);
        assert_eq!(run.code, 0, "{name}: {}", run.err);
        let books = press.books();
        assert_eq!(books.keys().collect::<Vec<_>>(), ["con-file.epub", "con-file.pdf"]);
        for (entry, _) in entries(&books["con-file.epub"]) {
            assert!(entry.is_ascii() && !entry.contains([' ', '#', '%', '?']), "{entry}");
            let stem = entry.rsplit('/').next().and_then(|file| file.split('.').next());
            assert_ne!(stem, Some("con"), "{entry}");
        }
    }
}

#[test]
fn case_17_a_name_given_twice_has_a_suffix_or_is_an_error_with_both_places() {
    let dot = |shade: u8| {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&[shade]).expect("a pixel");
        writer.finish().expect("a file");
        file
    };
    let one = "# One\n\n## Same\n\na[^1]\n\n[^1]: A note.\n\n## Same\n\n![x](a/p.png)\n\n![y](b/p.png)\n\n\
               ## Here {#x}\n\n## There {#x}\n\nWords.\n";
    let two = "# One\n\n## Same\n\nb[^1]\n\n[^1]: Another note.\n";
    let yaml = YAML.replace("[one.md]", "[one.md, two.md]");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", one), ("two.md", two)]);
    press.write("a/p.png", &dot(0));
    press.write("b/p.png", &dot(255));
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    // A name that the author gave twice, to which nothing refers, is a warning with both places.
    for said in ["W0411", "one.md:17:1", "one.md:15:1"] {
        assert!(run.err.contains(said), "{said} in {}", run.err);
    }
    let first = press.books();
    let parts = entries(&first["a-small-book.epub"]);
    let part = |name: &str| {
        let found = parts.iter().find(|(path, _)| path == &format!("OEBPS/{name}"));
        &found.unwrap_or_else(|| panic!("{name} in the e-book")).1
    };
    assert_ne!(part("images/p.png"), part("images/p-2.png"));
    let chapter = String::from_utf8_lossy(part("text/one.xhtml"));
    for id in ["id=\"same\"", "id=\"same-2\"", "id=\"x\"", "id=\"x-2\"", "images/p.png", "images/p-2.png"] {
        assert_eq!(chapter.matches(id).count(), 1, "{id} in {chapter}");
    }
    assert!(
        chapter.contains(">Same<")
            && String::from_utf8_lossy(part("text/two.xhtml")).contains("Another note")
    );
    assert_eq!(press.run(&["build", "-q"]).code, 0);
    assert!(press.books() == first, "the suffixes are stable");
    // It is an error where something refers to it.
    press.write("two.md", format!("{two}\nSee [there](one.md#x).\n").as_bytes());
    let run = press.run(&["build", "-q"]);
    assert_eq!(run.code, 1, "{}", run.err);
    for said in ["E0401", "identifier `x` is given twice", "one.md:17:1", "one.md:15:1"] {
        assert!(run.err.contains(said), "{said} in {}", run.err);
    }
    let (_, run) = build("# One\n\na[^1]\n\n[^1]: A note.\n\n[^1]: A second.\n");
    assert_eq!(run.code, 1, "{}", run.err);
    for said in ["footnote `1` defined twice", "one.md:7:1", "one.md:5:1"] {
        assert!(run.err.contains(said), "{said} in {}", run.err);
    }
}

#[test]
fn case_18_all_mistakes_are_reported_at_once() {
    let mut text = String::from("# One\n\n");
    for index in 0..25 {
        text += &format!("![x](missing-{index}.png)\n\n[@fig:none-{index}]\n\n");
    }
    let press = Press::with(&[("book.yaml", &format!("{YAML}langauge: en\n")), ("one.md", &text)]);
    let run = press.run(&["build", "--message-format", "json"]);
    assert_eq!(run.code, 1);
    assert!(run.out.lines().filter(|line| line.contains("E0201")).count() >= 25, "{}", run.out);
    assert!(run.out.contains("E0103") && run.out.contains("did you mean"), "{}", run.out);
}

#[test]
fn case_31_the_container_of_an_e_book_is_as_the_specification_has_it() {
    let (press, run) = build("# One\n\nWords.\n");
    assert_eq!(run.code, 0, "{}", run.err);
    let epub = press.books().remove("a-small-book.epub").expect("an EPUB");
    // OCF: `mimetype` is first, stored, without an extra field.
    assert_eq!(&epub[30..38], b"mimetype");
    assert_eq!(
        (&epub[8..10], &epub[28..30], &epub[38..58]),
        (&[0, 0][..], &[0, 0][..], &b"application/epub+zip"[..])
    );
    let names: Vec<String> = entries(&epub).into_iter().map(|(name, _)| name).collect();
    let unique: std::collections::BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(unique.len(), names.len());
    assert!(names.iter().all(|name| !name.starts_with('/') && !name.split('/').any(|part| part == "..")));
}
