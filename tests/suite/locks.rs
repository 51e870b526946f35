//! `pressmark lock` and `--locked`.

use crate::support::{Press, Run, YAML, root, run_in};

const LOCK: &str = "pressmark.lock";

fn locked() -> Press {
    let press = Press::good();
    let run = press.run(&["lock"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.starts_with("wrote pressmark.lock; "), "{}", run.err);
    press
}

fn text(press: &Press) -> String {
    std::fs::read_to_string(press.path(LOCK)).expect("a lock file")
}

#[track_caller]
fn assert_refused(run: &Run, phrases: &[&str]) {
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    for phrase in phrases {
        assert!(run.err.contains(phrase), "{phrase} is not in\n{}", run.err);
    }
}

#[test]
fn a_locked_book_is_built_checked_and_verified() {
    let press = locked();
    for command in ["build", "check", "verify"] {
        let run = press.run(&[command, "--locked"]);
        assert_eq!(run.code, 0, "{command}: {}{}", run.out, run.err);
    }
    assert!(press.books().contains_key("a-small-book.pdf"));
    // Written again, it is the same.
    let first = text(&press);
    assert_eq!(press.run(&["lock", "-q"]).code, 0);
    assert_eq!(text(&press), first);
}

#[test]
fn the_file_lists_the_program_the_fonts_and_every_key_of_the_design() {
    let text = text(&locked());
    let version = env!("CARGO_PKG_VERSION");
    for line in [
        "version = 1",
        &format!("pressmark = \"{version}\""),
        &format!("layout = \"{}\"", pressmark::internals::LAYOUT),
        "[fonts.bundled]",
        "[design]",
        "theme = \"classic\"",
        "pdf-standard = \"ua-1+a-2a\"",
        "text.hyphenate = \"true\"",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    let hash = text.lines().find_map(|line| line.strip_prefix("EBGaramond-Regular = \""));
    assert_eq!(hash.map(str::len), Some(65), "{text}");
    // A family that the design does not name is not in it.
    assert!(!text.contains("CormorantGaramond"), "{text}");
}

#[test]
fn another_theme_is_refused_by_its_key() {
    let press = locked();
    press.write("book.yaml", format!("{YAML}design: {{ theme: novel }}\n").as_bytes());
    let run = press.run(&["build", "--locked"]);
    let message = "`design.theme` is `novel`, and was locked as `classic`";
    assert_refused(&run, &["error[E0812]", message, "`pressmark lock` accepts it", "pressmark.lock:"]);
    assert!(
        !run.err.contains("`design.text.size`"),
        "what follows from the theme is not listed\n{}",
        run.err
    );
    assert!(press.books().is_empty());
    assert_refused(&press.run(&["check", "--locked"]), &[message]);

    // A single key, with its place in the file.
    press.write("book.yaml", format!("{YAML}design: {{ text: {{ size: 12pt }} }}\n").as_bytes());
    let run = press.run(&["check", "--locked"]);
    let line = text(&press).lines().position(|line| line.starts_with("text.size = ")).expect("a key") + 1;
    assert_refused(
        &run,
        &["`design.text.size` is `12pt`, and was locked as `", &format!("pressmark.lock:{line}:")],
    );
    assert_eq!(run.err.matches("error[E0812]").count(), 1, "{}", run.err);
    // What a broken `book.yaml` has is not known.
    press.write("book.yaml", b"title: [\n");
    let run = press.run(&["check", "--locked"]);
    assert!(run.code == 1 && !run.err.contains("E0812"), "{}", run.err);
    press.write("book.yaml", format!("{YAML}design: {{ text: {{ size: 12pt }} }}\n").as_bytes());
    // Accepted, it is no difference.
    assert_eq!(press.run(&["lock"]).code, 0);
    assert_eq!(press.run(&["check", "--locked"]).code, 0);
}

#[test]
fn without_the_option_a_difference_is_one_warning() {
    let press = locked();
    press.write(
        "book.yaml",
        format!("{YAML}design: {{ text: {{ size: 12pt, leading: 15pt }} }}\n").as_bytes(),
    );
    let run = press.run(&["build"]);
    assert_eq!((run.code, press.books().len()), (0, 2), "{}", run.err);
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        run.err.contains(&format!("warning[W0813]: the book differs from its lock, by Pressmark {version}")),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("1 other value differs") && run.err.matches("W0813").count() == 1,
        "{}",
        run.err
    );
    assert_eq!(press.run(&["build", "--strict"]).code, 1);
    let verified = press.run(&["verify"]);
    assert!(verified.code == 0 && verified.err.contains("W0813"), "{}", verified.err);
    assert_refused(&press.run(&["verify", "--locked"]), &["`design.text.leading`"]);
}

#[test]
fn the_lock_of_another_version_is_refused() {
    let press = locked();
    let version = env!("CARGO_PKG_VERSION");
    let older = text(&press).replace(&format!("pressmark = \"{version}\""), "pressmark = \"0.0.9\"");
    press.write(LOCK, older.as_bytes());
    let message = format!("Pressmark is {version}, and the book was locked by 0.0.9");
    let run = press.run(&["build", "--locked"]);
    assert_refused(&run, &[&message, "install Pressmark 0.0.9", "both have the same layout"]);
    let run = press.run(&["build"]);
    assert!(run.code == 0 && run.err.contains("W0813") && run.err.contains("locked by 0.0.9"), "{}", run.err);

    let layout = format!("layout = \"{}\"", pressmark::internals::LAYOUT);
    press.write(LOCK, older.replace(&layout, "layout = \"0\"").as_bytes());
    let run = press.run(&["build", "--locked"]);
    assert_refused(&run, &[&message, "the layout is `", "lines and pages may have moved"]);
    assert!(!run.err.contains("same layout"), "{}", run.err);
}

#[test]
fn a_font_that_was_replaced_is_refused() {
    let font = |name: &str| std::fs::read(root().join("fonts/literata").join(name)).expect("a font");
    let press = Press::good();
    let design = "design: { fonts: [own.ttf], text: { family: Literata } }\n";
    press.write("book.yaml", format!("{YAML}{design}").as_bytes());
    press.write("own.ttf", &font("Literata-Regular.ttf"));
    assert_eq!(press.run(&["lock"]).code, 0);
    assert!(text(&press).contains("[fonts.project]\n\"own.ttf\" = \""), "{}", text(&press));
    assert_eq!(press.run(&["check", "--locked"]).code, 0);
    press.write("own.ttf", &font("Literata-Italic.ttf"));
    assert_refused(&press.run(&["check", "--locked"]), &["font `own.ttf` is another file", "its SHA-256 is"]);
}

#[test]
fn text_may_change_unless_it_needs_another_font() {
    let press = locked();
    press.write("one.md", b"# One\n\nOther words, and *more* of them.\n");
    assert_eq!(press.run(&["build", "--locked"]).code, 0);
    press.write("one.md", "# One\n\n한국어 낱말.\n".as_bytes());
    assert_refused(&press.run(&["build", "--locked"]), &["font `NotoSerifCJKkr-Regular` sets the book"]);
}

#[test]
fn a_missing_or_broken_lock_is_an_error_with_what_to_type() {
    let press = Press::good();
    for command in ["build", "check"] {
        let run = press.run(&[command, "--locked"]);
        assert_refused(&run, &["error[E0810]", "`pressmark.lock`, which is not there", "`pressmark lock`"]);
    }
    press.write(LOCK, b"<<<<<<< ours\nversion = 1\n");
    let broken = press.run(&["build"]);
    assert_refused(&broken, &["error[E0119]", "pressmark.lock:1:", "`pressmark lock`"]);
    press.write(LOCK, b"version = 9\npressmark = \"9.0.0\"\n");
    assert_refused(&press.run(&["build"]), &["error[E0811]", "install Pressmark 9.0.0"]);
    assert_eq!(press.run(&["lock"]).code, 0);
    assert_eq!(press.run(&["build", "--locked"]).code, 0);
}

#[test]
fn a_book_with_errors_is_not_locked() {
    let press = Press::good();
    press.write("one.md", b"# One\n\n@fig:none\n");
    assert_refused(&press.run(&["lock"]), &["error[E0402]"]);
    assert!(!press.path(LOCK).exists());
}

#[test]
fn the_lock_is_no_part_of_the_book() {
    let plain = Press::good();
    plain.write("book.yaml", YAML.replace("chapters: [one.md]\n", "").as_bytes());
    assert_eq!(plain.run(&["build", "--strict"]).code, 0);
    let before = plain.books();
    assert_eq!(plain.run(&["lock"]).code, 0);
    let run = plain.run(&["build", "--strict"]);
    assert!(run.code == 0 && !run.err.contains(LOCK), "{}", run.err);
    assert!(plain.books() == before, "the lock has changed the books");
    assert_eq!(plain.run(&["verify", "--locked"]).code, 0);
}

#[test]
fn editions_have_their_differences_and_each_book_of_a_folder_its_lock() {
    let press = Press::good();
    let editions = |size: &str| {
        let pocket = format!("{{ name: pocket, format: pdf, design: {{ text: {{ size: {size} }} }} }}");
        format!("{YAML}editions: [{{ name: trade, format: pdf }}, {pocket}]\n")
    };
    press.write("book.yaml", editions("9pt").as_bytes());
    assert_eq!(press.run(&["lock"]).code, 0);
    let section = "[editions.\"a-small-book-pocket.pdf\"]\ntext.size = \"9pt\"\n";
    assert!(text(&press).ends_with(section), "{}", text(&press));
    press.write("book.yaml", editions("8.5pt").as_bytes());
    let message = "`design.text.size` of a-small-book-pocket.pdf is `8.5pt`, and was locked as `9pt`";
    assert_refused(&press.run(&["build", "--locked"]), &[message]);

    press.write("notes.md", b"# Notes\n\nWords.\n");
    assert_refused(
        &press.run(&["check", "notes.md", "--locked"]),
        &["`notes.pressmark.lock`, which is not there"],
    );
    assert_eq!(press.run(&["lock", "notes.md"]).code, 0);
    assert_eq!(press.run(&["check", "notes.md", "--locked"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_link_is_neither_followed_nor_written_through() {
    let press = Press::good();
    press.write("elsewhere/other", b"version = 1\n");
    std::os::unix::fs::symlink("elsewhere/other", press.path(LOCK)).expect("a link");
    assert_refused(&press.run(&["build"]), &["error[E0212]", "lock file `pressmark.lock`"]);
    assert_eq!(press.run(&["lock"]).code, 0);
    assert_eq!(std::fs::read(press.path("elsewhere/other")).expect("a file"), b"version = 1\n");
    assert_eq!(press.run(&["build", "--locked"]).code, 0);
}

#[test]
fn the_sample_is_locked_in_a_copy() {
    fn copy(folder: &std::path::Path, prefix: &str, press: &Press) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = format!("{prefix}{}", path.file_name().expect("a name").to_string_lossy());
            if path.is_dir() {
                copy(&path, &format!("{name}/"), press);
            } else {
                press.write(&name, &std::fs::read(&path).expect("a file"));
            }
        }
    }
    let press = Press::with(&[]);
    copy(&root().join("manuscript"), "", &press);
    assert_eq!(press.run(&["lock"]).code, 0);
    for command in ["build", "verify"] {
        let run = press.run(&[command, "--locked", "--strict"]);
        assert_eq!(run.code, 0, "{command}: {}{}", run.out, run.err);
    }
    press.write("book.yaml", &[&std::fs::read(press.path("book.yaml")).expect("a file")[..], b"\n"].concat());
    assert_eq!(press.run(&["check", "--locked"]).code, 0);
}

#[test]
fn the_lock_is_written_beside_the_manifest_from_anywhere() {
    let press = Press::good();
    let outside = press.path("");
    let above = outside.parent().expect("a folder");
    let name = outside.file_name().expect("a name").to_string_lossy();
    let run = run_in(above, &["lock", &name], &[]);
    assert!(run.code == 0 && run.err.contains(&format!("wrote {name}/pressmark.lock")), "{}", run.err);
    assert!(press.path(LOCK).is_file());
}

#[test]
fn a_newer_book_yaml_names_the_program_that_reads_it() {
    let press = Press::good();
    press.write("book.yaml", format!("version: 1\n{YAML}").as_bytes());
    assert_eq!(press.run(&["build", "--strict"]).code, 0);
    press.write("book.yaml", format!("version: 7\nsome-new-key: true\n{YAML}").as_bytes());
    let run = press.run(&["build"]);
    assert_refused(
        &run,
        &["error[E0122]", "book.yaml:1:10", "has version 7", "install a newer Pressmark than"],
    );
    // What else it has may be right in its version.
    assert!(!run.err.contains("some-new-key`") || run.err.matches("error[").count() == 1, "{}", run.err);
    press.write("book.yaml", format!("version: first\n{YAML}").as_bytes());
    assert_refused(
        &press.run(&["build"]),
        &["error[E0105]", "`version` must be a whole number", "not of the book"],
    );
}
