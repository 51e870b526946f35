//! Tests of `--report` and `--summary`: what they say, and that they are written whole or not at all.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::schema;
use crate::support::{Press, Run, YAML, root, run_in};

fn the_schema() -> Value {
    let text = std::fs::read_to_string(root().join("docs/report.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

/// Returns a report, after checking it by the schema and that it states how its run ended.
#[track_caller]
fn report(path: &Path, run: &Run) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}: {}", run.err));
    let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(schema::errors(&the_schema(), &value), [""; 0], "{text}");
    assert_eq!(value["exit"], run.code, "{}", run.err);
    assert!(text.lines().all(|line| line.matches("\": ").count() <= 1), "one key a line: {text}");
    value
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[test]
fn the_report_of_a_build_has_its_books() {
    let press = Press::good();
    let run = press.run(&["build", "-o", "books", "--emit", "cover,layout", "--report", "new/report.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report = report(&press.path("new/report.json"), &run);
    let books = report["books"].as_array().expect("books");
    let of = |key: &str| books.iter().map(|book| book[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("path"), ["books/a-small-book.epub", "books/a-small-book.pdf"]);
    assert_eq!(
        (of("format"), of("title")),
        (vec!["epub".into(), "pdf".into()], vec![json!("A Small Book"); 2])
    );
    assert_eq!(of("words"), [3, 3], "a title and two words");
    assert!(books[0]["pages"].is_null() && books[0]["documents"].as_u64() > Some(2), "{report}");
    assert!(books[1]["documents"].is_null() && books[1]["pages"].as_u64() > Some(2), "{report}");
    let files = report["files"].as_array().expect("files");
    assert!(files.iter().any(|file| file["path"] == "books/a-small-book.cover.jpg"), "{report}");
    assert!(files.iter().any(|file| file["path"] == "books/a-small-book.layout.txt"), "{report}");
    for file in books.iter().chain(files) {
        let bytes = std::fs::read(press.path(file["path"].as_str().expect("a path"))).expect("a file");
        let hash = sha256(&bytes);
        assert_eq!((&file["bytes"], &file["sha256"]), (&bytes.len().into(), &hash.into()));
    }
    let verified = press.run(&["verify", "-o", "books"]).out;
    assert!(verified.contains(report["inputs"].as_str().expect("inputs")), "{verified}");
    // A later run replaces the report.
    let run = press.run(&["check", "--report", "new/report.json"]);
    let report = self::report(&press.path("new/report.json"), &run);
    assert_eq!((&report["command"], report["books"].as_array().map(Vec::len)), (&"check".into(), Some(0)));
    assert!(report["shops"].as_array().is_some_and(|limits| limits.len() > 5), "{report}");
    assert!(report["inputs"].is_string());
}

#[test]
fn the_report_of_the_sample_and_of_editions_is_by_the_schema() {
    let press = Press::with(&[]);
    let at = |name: &str| press.path(name).to_string_lossy().into_owned();
    let run =
        run_in(root(), &["build", "manuscript", "-o", &at("output"), "--report", &at("sample.json")], &[]);
    let sample = report(&press.path("sample.json"), &run);
    assert!(sample["books"][0]["words"].as_u64() > Some(5_000), "{}", sample["books"][0]);

    let editions = "editions: [{ name: shop, format: epub }, { name: paperback, format: pdf }, { name: large, format: pdf }]\n";
    let press = Press::with(&[("book.yaml", &format!("{YAML}{editions}")), ("one.md", "# One\n\nWords.\n")]);
    let run = press.run(&["--report", "report.json"]);
    let report = report(&press.path("report.json"), &run);
    let names: Vec<&Value> =
        report["books"].as_array().expect("books").iter().map(|book| &book["edition"]).collect();
    assert_eq!(names, ["shop", "paperback", "large"]);
}

#[test]
fn the_report_of_a_book_with_errors_has_them_as_json_does() {
    let press = Press::good();
    press.write("one.md", b"# One\n\n@fig:none \x1b and <i>\n\n### Three\n\nWords.\n");
    let run = press.run(&["build", "--report", "report.json", "--message-format", "json", "--quiet"]);
    assert_eq!(run.code, 1);
    let report = report(&press.path("report.json"), &run);
    assert_eq!((report["books"].as_array().map(Vec::len), &report["errors"]), (Some(0), &1.into()));
    assert!(report["warnings"].as_u64() > Some(1), "quiet is for the terminal: {report}");
    let json = press.run(&["build", "--message-format", "json"]).out;
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(report["diagnostics"], Value::Array(lines));
}

#[test]
fn the_report_of_a_run_that_fails_says_why() {
    let press = Press::good();
    press.write("file", b"x");
    let cases: [(&[&str], &str); 2] = [
        (&["build", "nowhere"], "no manuscript in nowhere"),
        (&["build", "-o", "file/x"], "cannot create file/x"),
    ];
    for (arguments, says) in cases {
        let run = press.run(&[arguments, &["--report", "report.json"][..]].concat());
        let report = report(&press.path("report.json"), &run);
        assert!(report["failures"][0].as_str().is_some_and(|text| text.contains(says)), "{report}");
        assert!(report["inputs"].is_null());
    }
    // A limit of the machine ends a run from another thread.
    let run = press.run(&["check", "--report", "report.json", "--max-memory", "1K"]);
    let report = report(&press.path("report.json"), &run);
    assert_eq!((run.code, &report["diagnostics"][0]["code"]), (3, &"E0702".into()));
}

#[test]
#[cfg(target_os = "linux")]
fn the_report_names_the_fonts_of_the_machine() {
    let press = Press::with(&[("book/book.yaml", YAML), ("book/one.md", "# One\n\n[ไทย]{lang=th}.\n")]);
    let font = std::fs::read(root().join("tests/fonts/NotoSerifThai-Regular.ttf")).expect("a font");
    press.write("data/fonts/Thai.ttf", &font);
    let data = press.path("data");
    let home = [("XDG_DATA_HOME", data.to_str().expect("UTF-8")), ("HOME", "/nonexistent")];
    let run = run_in(&press.path("book"), &["build", "--system-fonts", "--report", "../r.json"], &home);
    let hash = sha256(&font);
    assert_eq!(report(&press.path("r.json"), &run)["fonts"], json!([{ "name": "Thai.ttf", "sha256": hash }]));
}

#[test]
fn a_report_that_cannot_be_written_is_a_failure_before_the_work() {
    let press = Press::good();
    press.write("file", b"x");
    std::fs::create_dir(press.path("folder")).expect("a folder");
    for (option, path, says) in [
        ("--report", "file/report.json", "cannot write the report file/report.json: "),
        ("--report", "folder", "cannot write the report folder: "),
        ("--summary", "folder", "cannot write the summary folder: "),
        ("--summary", "none/summary.md", "cannot write the summary none/summary.md: "),
        ("--report", "-", "cannot write the report: `-` is no file"),
    ] {
        let run = press.run(&["build", option, path]);
        assert_eq!((run.code, press.books().len()), (3, 0), "{option} {path}: {}", run.err);
        assert!(run.err.contains(says), "{}", run.err);
        let run = press.run(&["check", option, path, "--message-format", "junit"]);
        assert!(run.code == 3 && run.out.contains("<error type=\"machine\""), "{}", run.out);
    }
}

#[test]
#[cfg(unix)]
fn a_report_that_fails_at_the_end_is_a_failure_and_nothing_half_is_left() {
    // Files may have 100 kB: enough for the books, not for this report.
    let press = Press::good();
    let many = "[x](none.md) and words.\n\n".repeat(900);
    press.write("one.md", format!("# One\n\n{many}").as_bytes());
    press.write("out/report.json", b"old");
    let program = env!("CARGO_BIN_EXE_pressmark");
    let line = format!("ulimit -f 200; exec {program} check --report out/report.json --message-format junit");
    let output = std::process::Command::new("bash").current_dir(press.path("")).args(["-c", &line]).output();
    let output = output.expect("bash");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(3), "{err}");
    assert!(err.contains("error: cannot write the report out/report.json: "), "{err}");
    assert!(out.contains("<error type=\"machine\" message=\"cannot write the report "), "{out}");
    let left: Vec<_> = std::fs::read_dir(press.path("out")).expect("a folder").flatten().collect();
    assert_eq!((left.len(), std::fs::read(press.path("out/report.json")).ok()), (1, Some(b"old".to_vec())));
}

#[test]
fn a_summary_grows_by_each_run() {
    let press = Press::good();
    press.write("summary.txt", b"# Before\n");
    assert_eq!(press.run(&["build", "--summary", "summary.txt"]).code, 0);
    press.write("one.md", b"# One\n\n@fig:none and @fig:other\n\n### Three\n\nWords.\n");
    assert_eq!(press.run(&["build", "--summary", "summary.txt"]).code, 1);
    assert_eq!(press.run(&["check", "nowhere", "--summary", "summary.txt"]).code, 2);
    press.write("one.md", b"# One\n\n### Three\n\nWords.\n");
    assert_eq!(press.run(&["build", "--strict", "--summary", "summary.txt"]).code, 1);
    let text = std::fs::read_to_string(press.path("summary.txt")).expect("a summary");
    assert!(
        text.starts_with("# Before\n### A Small Book\n\n2 books made: no errors, no warnings.\n\n| Title |"),
        "{text}"
    );
    assert!(text.contains("\n| A Small Book | output/a-small-book&#46;epub | "), "{text}");
    assert!(text.contains("No book made: 2 errors, 1 warning.\n\n| Code |"), "{text}");
    assert!(
        text.contains("\n| E0402 | reference without a target | 2 | one&#46;md&#58;3&#58;1 | "),
        "{text}"
    );
    assert!(text.contains("`pressmark check` failed with exit code 2: "), "{text}");
    assert!(text.contains("No book made: no errors, 1 warning (with `--strict`, an error).\n"), "{text}");
}

#[test]
fn a_summary_does_not_become_a_chapter() {
    let press = Press::with(&[("book/one.md", "# One\n\nWords.\n")]);
    for file in ["book/summary.md", "./book/../book/new.MD"] {
        let run = press.run(&["check", "book", "--summary", file, "--report", "report.json"]);
        assert_eq!((run.code, press.path(file).exists()), (2, false), "{}", run.err);
        assert!(run.err.contains("would read it as a chapter") && run.err.contains(".txt`"), "{}", run.err);
        report(&press.path("report.json"), &run);
    }
    for file in ["summary.md", "book/summary.txt"] {
        let run = press.run(&["check", "book", "--summary", file]);
        assert_eq!((run.code, press.path(file).exists()), (0, true), "{}", run.err);
    }
}

#[test]
fn nothing_in_a_book_is_markup_in_a_summary() {
    let title =
        "a|b `c` <img src=x onerror=1> [d](http://e.org) **f** www.g.org h@i.org ]]> &amp; # ~~j~~ !k";
    let press = Press::with(&[("one.md", "# One\n\n<x-y> ::: <img src=javascript:1> @fig:`none`\n")]);
    let yaml = YAML.replace("title: A Small Book", &format!("title: {title:?}"));
    press.write("book.yaml", format!("{yaml}<b>*key*</b>|: 1\n").as_bytes());
    let failed = press.run(&["build", "--summary", "summary.txt"]);
    assert_eq!(failed.code, 1, "{}", failed.err);
    press.write("book.yaml", yaml.as_bytes());
    press.write("one.md", b"# One\n\nWords.\n");
    let made = press.run(&["build", "--summary", "summary.txt"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let text = std::fs::read_to_string(press.path("summary.txt")).expect("a summary");
    let (mut cells, mut cell) = (Vec::new(), String::new());
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Start(Tag::TableCell) => cell.clear(),
            Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut cell)),
            Event::Text(text) | Event::Code(text) => cell += &text,
            Event::Start(
                Tag::Heading { .. } | Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow,
            )
            | Event::End(_) => {}
            other => panic!("{other:?} in {text}"),
        }
    }
    // The title has the typography of the book, and an invisible space after the `@`.
    let is_title =
        |cell: &&String| cell.starts_with("a|b") && cell.contains("<img src=x onerror=1> [d](http://e.org)");
    assert_eq!(cells.iter().filter(is_title).count(), 2, "{cells:#?}");
    assert!(cells.iter().any(|cell| cell.contains("<b>*key*</b>|")), "{cells:#?}");
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let schema = the_schema();
    let press = Press::good();
    press.write("one.md", b"# One\n\n@fig:none\n");
    let run = press.run(&["check", "--report", "r.json"]);
    let good = report(&press.path("r.json"), &run);
    let spoilers: [fn(&mut Value); 8] = [
        |report| report["report"] = 2.into(),
        |report| report["exit"] = "1".into(),
        |report| report["inputs"] = "xyz".into(),
        |report| report["more"] = 1.into(),
        |report| _ = report.as_object_mut().expect("an object").remove("fonts"),
        |report| report["diagnostics"][0]["line"] = 0.into(),
        |report| _ = report["diagnostics"][0].as_object_mut().expect("an object").remove("line"),
        |report| report["diagnostics"][0]["code"] = "X1".into(),
    ];
    for (number, spoil) in spoilers.iter().enumerate() {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert_eq!(schema::errors(&schema, &bad).len(), 1, "spoiler {number}");
    }
}

#[test]
fn words_are_those_of_the_author_once() {
    let text = "# One two {.x}\n\nThree *fo*ur well-known—six.[^a]\n\n\
        ::: verse\nseven\neight\n:::\n\n\
        | nine | ten |\n|--|--|\n| eleven | … |\n\n: Twelve\n\n\
        ```\nno words here\n```\n\n$x + y$\n\n\
        - thirteen\n- 14 & `fifteen`\n\n[sixteen](https://example.org/no/word) <br> 三体\n\n\
        [^a]: Nineteen.\n";
    let yaml = format!("{YAML}generate: [half-title, title-page, copyright, contents, tables, colophon]\n");
    let press = Press::with(&[("book.yaml", &yaml), ("one.md", text)]);
    let run = press.run(&["build", "-f", "epub", "--report", "r.json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(report(&press.path("r.json"), &run)["books"][0]["words"], 19);
}
