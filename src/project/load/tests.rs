//! Tests of projects of every form, and of mistakes in them.

use super::super::design::choices::{OpeningCaps, RunningHead};
use super::super::design::value::InitialLines;
use super::super::titles::slug;
use super::*;
use crate::diag::{Code, Spanned};

fn loaded(files: &[(&str, &str)], manifest: Option<&str>) -> (Option<Project>, Vec<String>) {
    let folder = tempfile::Builder::new().prefix("a-small").tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let vault = Vault::open(folder.path()).expect("a vault");
    let mut sources = SourceMap::new();
    let outcome = load(&vault, manifest.map(Path::new), &mut sources).expect("a machine that reads");
    let reported = outcome.diagnostics.iter().map(|d| {
        let place = d.span.map(|span| sources.locate(span));
        let place = place.map_or_else(String::new, |at| format!("{}:{}:{} ", at.file, at.line, at.column));
        format!(
            "{place}{} {}",
            d.code.id(),
            std::iter::once(&d.message).chain(&d.help).cloned().collect::<Vec<_>>().join("; ")
        )
    });
    (outcome.value, reported.collect())
}

#[test]
fn an_opening_is_read_and_its_mistakes_are_reported() {
    let reported = |opening: &str| {
        let yaml = format!("title: X\nchapters: [one.md]\ndesign: {{ opening: {opening} }}\n");
        let (project, reported) =
            loaded(&[("book.yaml", &yaml), ("one.md", "# One\n\nx")], Some("book.yaml"));
        let reported: Vec<_> = reported.into_iter().filter(|reported| reported.contains("E0")).collect();
        (project.map(|project| project.design.groups.opening), reported)
    };
    let (read, none) = reported("{ drop-cap: 2, small-caps: word }");
    let read = read.expect("a project");
    let words = read.small_caps.map(|caps| caps.value);
    let lines = |lines: Option<Spanned<InitialLines>>| lines.map(|lines| lines.value.0);
    assert_eq!((lines(read.drop_cap), words, none), (Some(2), Some(OpeningCaps::Word), Vec::new()));
    assert_eq!(reported("{ drop-cap: none }").0.and_then(|read| lines(read.drop_cap)), Some(0));
    let (_, mistakes) = reported("{ drop-cap: 9, small-caps: frase }");
    assert!(mistakes[0].contains("a number of lines from 2 to 5, or `none`"), "{mistakes:?}");
    assert!(mistakes[1].contains("there are: none, word, phrase"), "{mistakes:?}");
}

#[test]
fn a_title_block_of_pandoc_is_metadata_of_a_single_file() {
    let text = "% On *Ships*\n  and Sails\n% Ann Roe; Bo Li\n% 3 May 2024\n\n# One\n\nx\n";
    let (project, reported) = loaded(&[("a.md", text)], Some("a.md"));
    let project = project.expect("a project");
    assert_eq!((project.meta.title.as_str(), reported), ("On *Ships* and Sails", Vec::new()));
    let names: Vec<_> = project.meta.contributors.iter().map(|person| person.name.as_str()).collect();
    assert_eq!((names, project.meta.date.is_some()), (vec!["Ann Roe", "Bo Li"], true));
    assert_eq!(&text[project.chapters[0].body_start..], "\n# One\n\nx\n");
    // In a chapter of a folder it has no effect.
    let (_, reported) = loaded(&[("a.md", text), ("b.md", "# B\n")], None);
    assert!(reported.iter().any(|reported| reported.starts_with("a.md:1:1 W0327")), "{reported:?}");
}

#[test]
fn every_mistake_is_reported_in_one_run_with_its_place() {
    let yaml = "\
titel: X
lang: not a tag
isbn: 978-0-306-40615-8
date: 2026-13-01
contributors:
  - { name: A, role: autor }
  - { nam: B }
design: { trim: huge, text: { size: 10 } }
chapters:
  body:
    - on.md
    - one.md
    - one.md
    - ../x.md
";
    let (_, reported) =
        loaded(&[("book.yaml", yaml), ("one.md", "# One\n\nx"), ("two.md", "x")], Some("book.yaml"));
    let expected = [
        "book.yaml:1:1 E0103 unknown key `titel`",
        "book.yaml:1:1 E0106 the book has no `title`",
        "book.yaml:2:7 E0105 `not a tag` is not a language tag",
        "book.yaml:3:7 E0111 `978-0-306-40615-8` is not an ISBN: its check digit should be 7",
        "book.yaml:4:7 E0105 `2026-13-01` is not a date",
        "book.yaml:6:22 E0105 unknown role `autor`",
        "book.yaml:7:5 E0106 a contributor has no `name`",
        "book.yaml:7:7 E0103 unknown key `nam`",
        "book.yaml:8:17 E0105 unknown page `huge`",
        "book.yaml:8:37 E0105 `10` has no unit",
        "book.yaml:11:7 E0201 chapter `on.md` not found",
        "book.yaml:13:7 E0109 `one.md` is listed twice",
        "book.yaml:14:7 E0202 chapter `../x.md` is outside the project",
        "W0110 `two.md` is not in the chapter list",
    ];
    for line in expected {
        assert!(reported.iter().any(|reported| reported.contains(line)), "{line}\nin {reported:#?}");
    }
}

#[test]
fn running_heads_are_read_by_either_name() {
    let with = |heads: &str| {
        let yaml = format!("title: X\nchapters: [one.md]\ndesign: {{ running-heads: {heads} }}\n");
        let (project, reported) = loaded(&[("book.yaml", &yaml), ("one.md", "x")], Some("book.yaml"));
        let reported: Vec<_> = reported.into_iter().filter(|reported| !reported.contains("W0112")).collect();
        let read = project.expect("a project").design.groups.running_heads;
        let value = |head: Option<Spanned<RunningHead>>| head.map(|head| head.value);
        ((value(read.verso), value(read.recto)), reported.join("; "))
    };
    let (author, section, none) = (RunningHead::Author, RunningHead::Section, RunningHead::None);
    let (read, reported) = with("{ left: author, recto: section }");
    assert_eq!((read, reported.as_str()), ((Some(author), Some(section)), ""));
    assert_eq!(with("none"), ((Some(none), Some(none)), String::new()));
    assert_eq!(
        with("{ verso: chaptr }").1,
        "book.yaml:3:35 E0105 unknown running head `chaptr`; did you mean `chapter`?"
    );
    assert_eq!(
        with("{ verso: part, left: title }").1,
        "book.yaml:3:47 E0107 `left` is another name of `verso`; remove one of the two"
    );
    assert!(with("[title]").1.contains("E0104 `running-heads` must be `none`, or a mapping"));
}

#[test]
fn a_single_file_needs_no_yaml() {
    let (project, reported) = loaded(&[("my-story.md", "Some words.\n")], Some("my-story.md"));
    let project = project.expect("a project");
    assert_eq!(
        (project.meta.title.as_str(), project.slug.as_str(), reported.len()),
        ("My Story", "my-story", 0)
    );
    let (project, _) = loaded(&[("x.md", "# The *Step* {#a}\n\nx")], Some("x.md"));
    assert_eq!(project.expect("a project").meta.title, "The Step");
    let head = "---\ntitle: From the head\nauthor: A. N. Other\n---\n# Else\n";
    let (project, reported) = loaded(&[("x.md", head)], Some("x.md"));
    let project = project.expect("a project");
    assert_eq!((project.meta.title.as_str(), project.chapters[0].body_start), ("From the head", 49));
    assert_eq!((project.meta.authors().next(), reported), (Some("A. N. Other"), Vec::new()));
}

#[test]
fn a_folder_is_a_book() {
    let files = [("chapter-10.md", "x"), ("chapter-2.md", "x"), ("README.md", "x"), ("notes.txt", "x")];
    let (project, reported) = loaded(&files, None);
    let project = project.expect("a project");
    let paths: Vec<_> = project.chapters.iter().map(|chapter| chapter.path.as_str()).collect();
    assert_eq!(paths, ["chapter-2.md", "chapter-10.md"]);
    assert!(reported.is_empty(), "{reported:?}");
    assert_eq!(
        loaded(&[("README.md", "x")], None).1,
        [
            "E0108 no chapter in the folder: `README.md` belongs to the repository; if it is the book, type `pressmark build README.md`"
        ]
    );
}

#[test]
fn a_broken_byte_has_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.md"), b"one\ntwo \xFF\n").expect("a file");
    let vault = Vault::open(folder.path()).expect("a vault");
    let mut sources = SourceMap::new();
    let outcome = load(&vault, Some(Path::new("a.md")), &mut sources).expect("a machine that reads");
    let at = sources.locate(outcome.diagnostics[0].span.expect("a place"));
    assert_eq!((outcome.diagnostics[0].code, at.line, at.column), (Code::InvalidUtf8, 2, 5));
}

#[test]
fn slugs_keep_letters() {
    let table = ["Twenty Steps", "Moby-Dick; or, The Whale", "판문점의 하루", "!!!", "Don’t"].map(slug);
    assert_eq!(table, ["twenty-steps", "moby-dick-or-the-whale", "판문점의-하루", "book", "dont"]);
    let table = ["நதி ஆற்றங்கரை", "บ้าน ริมน้ำ", "ផ្ទះ"].map(slug);
    assert_eq!(table, ["நதி-ஆற்றங்கரை", "บ้าน-ริมน้ำ", "ផ្ទះ"]);
}

#[test]
fn metadata_without_a_value_are_as_if_their_keys_were_absent() {
    let full = "title: X\nlanguage: en\nauthor: A\npublisher: P\ndate: 2026\nrights: R\ndescription: D\n";
    for key in super::super::blank::METADATA {
        let lines = full.lines().filter(|line| !line.starts_with(&format!("{key}:")));
        let without = lines.map(|line| format!("{line}\n")).collect::<Vec<_>>().concat();
        let read = |yaml: &str| loaded(&[("book.yaml", yaml), ("one.md", "# One\n\nx")], Some("book.yaml"));
        let meta = |project: Option<Project>| project.expect("a project").meta;
        let absent = meta(read(&without).0);
        for blank in
            ["", " ''", " \" \"", " []", " ['', \"\"]", " {}", " [{name: ''}]", " {term: , name: ' '}", " ~"]
        {
            let (project, reported) = read(&format!("{without}{key}:{blank}\n"));
            assert_eq!(meta(project), absent, "{key}:{blank}");
            let place = format!("book.yaml:{}:1", without.lines().count() + 1);
            let message = match key {
                "title" => "E0106 the book has no `title`; add for example `title: Twenty Steps`".to_owned(),
                _ => format!("W0120 `{key}` has no value; write one, or take the key out"),
            };
            assert_eq!(reported, [format!("{place} {message}")], "{key}:{blank}");
        }
    }
    // In a list, what is empty is no value either.
    let (project, _) =
        loaded(&[("a.md", "---\nauthor: ['', Ann, {name: ''}]\n---\n\n# One\n\nx")], Some("a.md"));
    assert_eq!(project.expect("a project").meta.authors().collect::<Vec<_>>(), ["Ann"]);
}

#[test]
fn words_of_the_author_are_read_and_their_mistakes_reported() {
    let yaml = "\
title: X
language: de
words:
  contents: In diesem Buch
  chapter: Lektion | Lektionen
  contetns: y
  published: bei {}
  part: '{}. Teil'
";
    let (project, reported) = loaded(&[("book.yaml", yaml), ("one.md", "# One\n\nx")], Some("book.yaml"));
    let expected = [
        "book.yaml:6:3 E0103 unknown word `contetns`",
        "book.yaml:7:14 E0105 `bei {}` is not a form of the word `published`",
        "book.yaml:8:9 E0105 `{}. Teil` is not a form of the word `part`",
    ];
    for line in expected {
        assert!(reported.iter().any(|reported| reported.contains(line)), "{line}\nin {reported:#?}");
    }
    let words = project.expect("a project").meta.words;
    assert_eq!(crate::words::word(crate::words::Word::Contents, &words), "In diesem Buch");
}

#[test]
fn a_language_without_words_is_reported_once() {
    let of = |yaml: &str| loaded(&[("book.yaml", yaml), ("one.md", "# One\n\nx")], Some("book.yaml")).1;
    let is_it = |reported: &&String| reported.contains("W0121");
    let klingon = of("title: X\nlanguage: tlh\n");
    assert_eq!(klingon.iter().filter(is_it).count(), 1, "{klingon:#?}");
    assert!(klingon.iter().any(|line| line.contains("book.yaml:2:11 W0121")), "{klingon:#?}");
    let own = "title: X\nlanguage: tlh\nwords: { contents: a, chapter: b, part: c, figure: d, table: e, notes: f }\n";
    assert_eq!(of(own).iter().filter(is_it).count(), 0);
    assert_eq!(of("title: X\nlanguage: sr-Latn\n").iter().filter(is_it).count(), 0);
}
