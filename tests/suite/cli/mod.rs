//! Tests of the command line: its files, its output, its exit codes.

mod documents;
mod jobs;
mod reports;
mod schema;
mod spoiled;
mod surface;

use crate::support::{Press, YAML, entries, root, run_in};

#[test]
fn an_empty_list_is_left_out_and_reported_at_its_place() {
    let press = Press::good();
    press.write("book.yaml", format!("{YAML}generate: [contents, figures]\n").as_bytes());
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("warning[W0408]: no figure has a caption"), "{}", run.err);
    assert!(run.err.contains("book.yaml:9:22"), "{}", run.err);
    let epub = press.books().remove("a-small-book.epub").expect("an EPUB");
    assert!(entries(&epub).iter().all(|(name, _)| !name.contains("list-of")));
}

#[test]
fn nothing_to_build_is_a_usage_error() {
    let press = Press::with(&[]);
    let run = press.run(&["build", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("no manuscript in nowhere"), "{}", run.err);
    assert_eq!(press.run(&["--no-such-flag"]).code, 2);
}

#[test]
fn a_lone_markdown_file_is_a_book() {
    let press = Press::with(&[("notes on rain.md", "# Rain\n\nIt rains.\n")]);
    let run = press.run(&["notes on rain.md", "-f", "pdf"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(press.books().keys().collect::<Vec<_>>(), ["rain.pdf"]);
}

#[test]
fn a_project_is_found_from_a_folder_below() {
    let press = Press::good();
    std::fs::create_dir_all(press.path("images/deep")).expect("a folder");
    let run = run_in(&press.path("images/deep"), &["check"], &[]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn check_makes_no_books() {
    let press = Press::good();
    let run = press.run(&["check"]);
    assert_eq!((run.code, press.books().len()), (0, 0), "{}", run.err);
}

#[test]
fn a_page_is_explained_on_stdout_and_no_book_is_made() {
    let press = Press::good();
    let run = press.run(&["explain", "folio:1"]);
    assert_eq!((run.code, press.books().len()), (0, 0), "{}", run.err);
    assert!(run.out.contains("folio 1, right-hand") && run.out.contains("demerits"), "{}", run.out);
    // A place as messages name it, from a folder above and with a column.
    let outside = press.path("");
    let above = outside.parent().expect("a folder");
    let name = outside.file_name().expect("a name").to_string_lossy();
    let run = run_in(above, &["explain", &format!("{name}/one.md:3:1"), &name], &[]);
    assert!(run.code == 0 && run.out.contains("Some words."), "{}{}", run.out, run.err);
    let beyond = press.run(&["explain", "page:900"]);
    assert_eq!((beyond.code, beyond.out.as_str()), (2, ""));
    assert!(beyond.err.contains("there is no page 900"), "{}", beyond.err);
    let unclear = press.run(&["explain", "twelve"]);
    assert_eq!(unclear.code, 2);
    assert!(unclear.err.contains("`page:12`"), "{}", unclear.err);
}

#[test]
fn strict_takes_warnings_for_errors() {
    let press = Press::good();
    press.write("one.md", b"# One\n\n### Three\n\nWords.\n");
    assert_eq!(press.run(&["check"]).code, 0);
    assert_eq!(press.run(&["check", "--strict"]).code, 1);
}

#[test]
fn a_new_book_builds_at_once_and_is_never_overwritten() {
    let press = Press::with(&[]);
    assert_eq!(press.run(&["init", "mine"]).code, 0);
    let build = press.run(&["build", "mine", "--strict"]);
    assert_eq!(build.code, 0, "{}", build.err);
    assert_eq!(press.books().keys().collect::<Vec<_>>(), ["the-harbour.epub", "the-harbour.pdf"]);
    let again = press.run(&["init", "mine"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("already exists"), "{}", again.err);
}

#[test]
fn json_is_one_object_a_line_on_stdout() {
    let press = Press::good();
    press.write("one.md", b"# One\n\n@fig:none\n");
    let run = press.run(&["check", "--message-format", "json"]);
    let records: Vec<serde_json::Value> =
        run.out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let record = &records[0];
    assert_eq!((run.code, record["code"].as_str(), record["line"].as_u64()), (1, Some("E0402"), Some(3)));
    assert!(records[1..].iter().all(|row| row["shop"].is_string() && row["code"].is_null()), "{}", run.out);
    assert!(run.err.is_empty(), "{}", run.err);
}

#[test]
fn a_github_job_gets_annotations_that_no_manuscript_can_forge() {
    let press = Press::good();
    press.write("one.md", "# One\n\n[x](::set-env\u{1b}[2J)\n".as_bytes());
    let run = run_in(&press.path(""), &["check"], &[("GITHUB_ACTIONS", "true")]);
    assert!(run.out.starts_with("::warning file=one.md,line=3,"), "{}", run.out);
    for line in run.out.lines().chain(run.err.lines()) {
        assert!(!line.contains('\u{1b}'), "{line:?}");
        assert!(!line.starts_with("::") || line.starts_with("::warning file=one.md,"), "{line}");
    }
}

#[test]
fn help_and_version_go_to_stdout() {
    let press = Press::with(&[]);
    let help = press.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for word in ["build", "check", "init", "--message-format", "Exit codes"] {
        assert!(help.out.contains(word), "{word}\n{}", help.out);
    }
    assert!(press.run(&["--version"]).out.starts_with("pressmark "));
}

#[test]
fn a_wrong_source_date_epoch_is_an_error() {
    let press = Press::good();
    let run = run_in(&press.path(""), &["build"], &[("SOURCE_DATE_EPOCH", "yesterday")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("SOURCE_DATE_EPOCH"));
}

#[test]
fn the_sample_book_builds_without_a_message() {
    let press = Press::with(&[]);
    let out = press.path("output");
    let run = run_in(root(), &["build", "manuscript", "--strict", "-o", &out.to_string_lossy()], &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(press.books().len(), 2);
}

#[test]
fn a_designer_gets_the_pages_as_text_and_with_their_grid() {
    let press =
        Press::with(&[("book.yaml", "title: Grid\nlanguage: en\n"), ("one.md", "# One\n\nA line.\n")]);
    let run = press.run(&["build", "-f", "pdf", "--emit", "layout", "--marks"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let books = press.books();
    assert_eq!(books.keys().collect::<Vec<_>>(), ["grid-marked.pdf", "grid.layout.txt"]);
    let layout = String::from_utf8(books["grid.layout.txt"].clone()).expect("UTF-8");
    assert!(
        layout.lines().any(|line| line.starts_with("  text  y ") && line.ends_with("| A line.")),
        "{layout}"
    );
}

#[test]
fn microtypography_can_be_changed_by_the_author() {
    let words = "Some words that fill more than one line of the measure, whatever it may be. ".repeat(20);
    let book = |micro: &str| format!("title: Even\nlanguage: en\ndesign: {{ microtypography: {micro} }}\n");
    let layout = |micro: &str| {
        let press = Press::with(&[("book.yaml", &book(micro)), ("one.md", &format!("# One\n\n{words}\n"))]);
        let run = press.run(&["build", "-f", "pdf", "--emit", "layout"]);
        (run.code, run.err, press.books().remove("even.layout.txt"))
    };
    let scaled = |micro: &str| {
        let (_, err, text) = layout(micro);
        let text = String::from_utf8(text.unwrap_or_else(|| panic!("{err}"))).expect("UTF-8");
        text.lines().any(|line| line.contains("% | "))
    };
    assert!(scaled("true") && !scaled("false") && !scaled("{ expansion: 0% }"));
    let (code, err, _) = layout("{ expansion: 20%, traking: 1% }");
    assert_eq!(code, 1);
    assert!(err.contains("`expansion` is `20%`; it must be a percentage from 0% to 4%"), "{err}");
    assert!(err.contains("did you mean `tracking`?"), "{err}");
}

#[test]
fn warnings_that_repeat_are_gathered_and_json_keeps_all() {
    let press = Press::good();
    let chapters: Vec<String> = (0..8).map(|number| format!("c{number}.md")).collect();
    let text = "# Chapter\n\nA <b style=\"x:y\">word</b> and <b style=\"x:y\">another</b>.\n";
    chapters.iter().for_each(|name| press.write(name, text.as_bytes()));
    press.write("book.yaml", YAML.replace("[one.md]", &format!("[{}]", chapters.join(", "))).as_bytes());
    std::fs::remove_file(press.path("one.md")).expect("a file");
    let short = press.run(&["check"]);
    assert_eq!(short.code, 0, "{}", short.err);
    let gathered = "warning[W0305]: `style` left out of raw HTML, 16 times in 8 files, first at c0.md:3:3\n";
    assert!(short.err.starts_with(gathered), "{}", short.err);
    assert!(short.err.contains("16 warnings; `--verbose` shows every place"), "{}", short.err);
    assert!(short.err.contains("  W0305      16  8 files  raw HTML left out\n"), "{}", short.err);
    let json = press.run(&["check", "--message-format", "json"]).out;
    assert_eq!(json.matches("\"W0305\"").count(), 16, "{json}");
    let long = press.run(&["check", "--verbose"]).err;
    assert_eq!(long.matches("warning[W0305]").count(), 16, "{long}");
    let strict = press.run(&["build", "--strict"]);
    assert_eq!(strict.code, 1, "{}", strict.err);
    assert!(strict.err.contains("error: 16 warnings count as errors under --strict"), "{}", strict.err);
    let quiet = press.run(&["build", "--strict", "--quiet"]).err;
    assert!(quiet.contains("16 warnings count as errors"), "{quiet}");
    let github = press.run(&["check", "--message-format", "github"]).out;
    assert_eq!(github.matches("::warning").count(), 1, "{github}");
}

#[test]
fn a_message_that_is_a_consequence_of_another_is_not_shown() {
    let press = Press::good();
    press.write("book.yaml", YAML.replace("[one.md]", "[none.md]").as_bytes());
    let missing = press.run(&["build"]).err;
    assert!(missing.contains("E0201") && !missing.contains("E0108"), "{missing}");
    press.write("book.yaml", format!("{YAML}design:\n  fonts: [none.ttf]\n").as_bytes());
    press.write("one.md", "# One\n\nA 漢 word.\n".as_bytes());
    let font = press.run(&["build", "-f", "pdf"]).err;
    assert!(font.contains("font `none.ttf` not found") && !font.contains("E0501"), "{font}");
    press.write("book.yaml", YAML.as_bytes());
    press.write("one.md", b"# One\n\n![A map](none.png){#fig:map}\n\nSee @fig:map.\n");
    let picture = press.run(&["build"]).err;
    assert!(picture.contains("image `none.png` not found") && !picture.contains("E0402"), "{picture}");
}
