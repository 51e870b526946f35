//! The command line: what it makes, what it says, how it ends; and that a failed build leaves the
//! books of the last good run as they were.

use crate::support::{Press, YAML, entries, root, run_in};

/// Builds a good book, spoils the project, builds again: the code and the words of the second run,
/// with the books unchanged.
#[track_caller]
fn spoiled(spoil: impl FnOnce(&Press), arguments: &[&str], code: i32, words: &[&str]) {
    let press = Press::good();
    let first = press.run(&["build", "-o", "output"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let before = press.books();
    assert_eq!(before.keys().collect::<Vec<_>>(), ["a-small-book.epub", "a-small-book.pdf"]);
    spoil(&press);
    let second = press.run(arguments);
    assert_eq!(second.code, code, "{}", second.err);
    for word in words {
        assert!(second.err.contains(word), "{word}\nis not in\n{}", second.err);
    }
    assert!(
        before == press.books(),
        "the books of the last good run are still there, and nothing beside them"
    );
}

#[test]
fn a_missing_chapter_is_told_at_its_place_in_the_list() {
    let yaml = YAML.replace("[one.md]", "[one.md, tow.md]");
    let spoil = |press: &Press| {
        press.write("book.yaml", yaml.as_bytes());
        press.write("two.md", b"# Two\n");
    };
    spoiled(
        spoil,
        &["build"],
        1,
        &["error[E0201]: chapter `tow.md` not found", "book.yaml:8:20", "did you mean `two.md`?"],
    );
}

#[test]
fn an_unknown_key_is_told_with_what_was_meant() {
    let spoil = |press: &Press| press.write("book.yaml", YAML.replace("publisher", "publsher").as_bytes());
    let words =
        ["error[E0103]: unknown key `publsher`", "book.yaml:4:1", "did you mean `publisher`?", "^^^^^^^^"];
    spoiled(spoil, &["build"], 1, &words);
}

#[test]
fn a_missing_image_is_told_at_its_line() {
    let spoil =
        |press: &Press| press.write("one.md", b"# One\n\nWords.\n\n![A map](map.png){alt=\"a map\"}\n");
    spoiled(spoil, &["build"], 1, &["error[E0201]: image `map.png` not found", "one.md:5:"]);
}

#[test]
fn a_hostile_picture_is_told_by_its_name() {
    let photo = std::fs::read(root().join("tests/golden/every-block/images/photo.jpg")).expect("a picture");
    let disc = std::fs::read(root().join("tests/golden/every-block/images/disc.png")).expect("a picture");
    // 2,500 million pixels by the header alone; its check sum is right.
    let mut bomb = disc.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50]);
    let sum = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    let hostile: [(&str, &[u8], &str); 5] = [
        (
            "cut.jpg",
            &photo[..photo.len() / 2],
            "error[E0207]: image `cut.jpg` cannot be used: it is cut short",
        ),
        ("cut.png", &disc[..disc.len() / 2], "error[E0207]: image `cut.png` cannot be used"),
        ("bomb.png", &bomb, "error[E0205]: image `bomb.png` is 50000 by 50000 pixels"),
        ("empty.png", b"", "error[E0208]: image `empty.png`"),
        ("bad.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "error[E0207]: image `bad.svg`"),
    ];
    for (name, bytes, words) in hostile {
        let text = format!("# One\n\n![a picture]({name})\n");
        let spoil = |press: &Press| {
            press.write(name, bytes);
            press.write("one.md", text.as_bytes());
        };
        spoiled(spoil, &["build"], 1, &[words, "one.md:3:"]);
    }
}

/// The check sum of a PNG's chunk (ISO/IEC 15948, annex D).
fn crc(data: &[u8]) -> u32 {
    !data.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
            },
        )
    })
}

#[test]
fn a_hostile_font_is_told_by_its_name() {
    let whole =
        std::fs::read(root().join("fonts/libertinus-serif/LibertinusSerif-Regular.otf")).expect("a font");
    let renamed = |tag: &[u8; 4]| {
        let mut font = whole.clone();
        let at = font.windows(4).position(|window| window == b"CFF ").expect("outlines");
        font[at..at + 4].copy_from_slice(tag);
        font
    };
    // Every table is there, and what is in one of them is nonsense.
    let at = whole.windows(4).position(|window| window == b"CFF ").expect("outlines");
    let start = u32::from_be_bytes(whole[at + 8..at + 12].try_into().expect("four bytes")) as usize;
    let mut spoilt_glyphs = whole.clone();
    spoilt_glyphs[start + 4..start + 400].fill(0x1F);
    let hostile = [
        ("bare.otf", renamed(b"xxxx")),
        ("new.otf", renamed(b"CFF2")),
        ("cut.otf", whole[..whole.len() / 3].to_vec()),
        ("head.otf", whole[..200].to_vec()),
        ("text.otf", b"no font at all".to_vec()),
        ("glyphs.otf", spoilt_glyphs),
    ];
    for (name, bytes) in hostile {
        let yaml = format!("{YAML}design: {{ fonts: [{name}], text: {{ family: Libertinus Serif }} }}\n");
        let spoil = |press: &Press| {
            press.write(name, &bytes);
            press.write("book.yaml", yaml.as_bytes());
        };
        let words = format!("error[E0209]: font `{name}`");
        spoiled(spoil, &["build"], 1, &[&words, "book.yaml:9:"]);
        spoiled(spoil, &["check"], 1, &[&words, "book.yaml:9:"]);
    }
}

#[test]
fn an_image_outside_the_root_is_refused() {
    // A path from `/` is looked for from the project's root, and nowhere else.
    let table = [("../../etc/passwd", "E0202"), ("/etc/passwd", "E0201"), ("%2e%2e/secret.png", "E0202")];
    for (path, code) in table {
        let text = format!("# One\n\nWords and ![x]({path}) more.\n");
        spoiled(|press| press.write("one.md", text.as_bytes()), &["build"], 1, &[code, "one.md:3:"]);
    }
}

#[test]
fn invalid_utf_8_is_told_at_its_byte() {
    let spoil = |press: &Press| press.write("one.md", b"# One\n\nWords \xFF here.\n");
    spoiled(spoil, &["build"], 1, &["error[E0206]: chapter `one.md` is not valid UTF-8", "one.md:3:7"]);
}

#[test]
fn an_unwritable_output_is_told_before_work_begins() {
    let spoil = |press: &Press| press.write("taken", b"a file where a folder should be");
    spoiled(spoil, &["build", "-o", "taken"], 3, &["error: cannot", "taken"]);
    let spoil = |press: &Press| press.write("deep/a-small-book.pdf/x", b"a folder where a book should be");
    spoiled(spoil, &["build", "-o", "deep"], 3, &["cannot write", "it is a folder"]);
}

#[test]
fn a_character_without_a_glyph_is_an_error_with_its_places() {
    let spoil = |press: &Press| {
        let yaml = format!("{YAML}editions: [{{ format: pdf }}]\n");
        press.write("book.yaml", yaml.as_bytes());
        press.write("one.md", "# One\n\nA \u{E123} and a \u{E123}.\n".as_bytes());
    };
    spoiled(spoil, &["build"], 1, &["error[E0501]: no font has", "U+E123", "one.md:3:3", "one.md:3:11"]);
}

#[test]
fn an_unknown_standard_is_told_with_what_was_meant() {
    let spoil = |press: &Press| {
        press.write("book.yaml", format!("{YAML}design: {{ pdf-standard: ua-1+a-2 }}\n").as_bytes());
    };
    let words = ["error[E0105]", "did you mean `ua-1+a-2a`?", "book.yaml:9:"];
    spoiled(spoil, &["build"], 1, &words);
    let run = Press::good().run(&["build", "--pdf-standard", "ua-3"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("ua-2+a-4"), "{}", run.err);
}

#[test]
fn a_standard_asked_for_by_name_makes_a_missing_alternative_an_error() {
    let picture =
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    let spoil = |press: &Press| {
        press.write("dot.svg", picture);
        press.write("one.md", b"# One\n\nA dot ![](dot.svg) here.\n");
    };
    let words = ["error[E0509]", "`dot.svg` has no alternative text, which `ua-2+a-4` wants", "one.md:3:7"];
    spoiled(spoil, &["build", "--pdf-standard", "ua-2+a-4"], 1, &words);
    spoiled(spoil, &["check", "--pdf-standard", "ua-2+a-4"], 1, &words);
    let press = Press::good();
    spoil(&press);
    let run = press.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("warning[W0404]") && run.err.contains("does not claim to be PDF/UA"));
    assert_eq!(press.run(&["build", "-q", "--pdf-standard", "a-3a"]).code, 0);
}

#[test]
fn a_list_of_nothing_is_left_out_and_told_at_its_place() {
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
fn every_mistake_is_told_in_one_run() {
    let spoil = |press: &Press| {
        press.write("book.yaml", YAML.replace("publisher", "publsher").as_bytes());
        press.write("one.md", b"# One\n\n@fig:none and [x](two.md) and ![y](no.png){alt=\"\"}[^n]\n");
    };
    spoiled(spoil, &["build"], 1, &["E0103", "E0402", "W0409", "E0201", "E0307"]);
}

#[test]
fn nothing_to_build_is_wrong_usage() {
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
fn a_project_is_found_from_below() {
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
fn strict_takes_warnings_for_errors() {
    let press = Press::good();
    press.write("one.md", b"# One\n\n### Three\n\nWords.\n");
    assert_eq!(press.run(&["check"]).code, 0);
    assert_eq!(press.run(&["check", "--strict"]).code, 1);
}

#[test]
fn a_new_book_builds_at_once_and_is_never_written_over() {
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
fn the_sample_book_builds_without_a_word() {
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
fn microtypography_is_the_authors_to_set() {
    let words = "Some words that fill more than one line of the measure, whatever it may be. ".repeat(20);
    let book = |micro: &str| format!("title: Even\nlanguage: en\ndesign: {{ microtypography: {micro} }}\n");
    let layout = |micro: &str| {
        let press = Press::with(&[("book.yaml", &book(micro)), ("one.md", &format!("# One\n\n{words}\n"))]);
        let run = press.run(&["build", "-f", "pdf", "--emit", "layout"]);
        (run.code, run.err, press.books().remove("even.layout.txt").unwrap_or_default())
    };
    let scaled = |layout: &[u8]| String::from_utf8_lossy(layout).lines().any(|line| line.contains("% | "));
    assert!(scaled(&layout("true").2));
    assert!(!scaled(&layout("false").2));
    assert!(!scaled(&layout("{ expansion: 0% }").2));
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
fn a_message_that_only_follows_from_another_is_not_shown() {
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
