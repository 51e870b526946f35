//! Tests that keep docs/book-yaml.md, docs/limits.md and docs/languages.md up to date: their tables are generated from those that the program
//! uses, and every example in them is built without a diagnostic. `BLESS=1 cargo test --lib handbook`
//! regenerates the tables.

#![expect(clippy::disallowed_methods, reason = "tests read files and the environment")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::book::Role;
use crate::book::role::{Matter, Opening, PageKind};
use crate::diag::Diagnostic;
use crate::limits::handbook as limits;
use crate::manuscript::handbook::{self as manuscript, Row};
use crate::press::{BuildOptions, Session};
use crate::project::schema::handbook::{self as schema, Written};
use crate::project::{self, Format};
use crate::words::handbook as words;

/// A table of the document, by its name.
type Table = (&'static str, String);

#[test]
fn the_handbook_of_book_yaml_is_up_to_date() {
    check("docs/book-yaml.md", &tables());
}

#[test]
fn the_handbook_of_limits_is_up_to_date() {
    check("docs/limits.md", &[("raised", limits::raised()), ("fixed", limits::fixed())]);
}

#[test]
fn the_handbook_of_languages_is_up_to_date() {
    check("docs/languages.md", &[("languages", words::languages()), ("words", words::words())]);
}

/// Compares the tables of a document with those that are wanted; with `BLESS=1`, writes them into it.
fn check(document: &str, tables: &[Table]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = std::fs::read_to_string(&path).expect("a document");
    let mut wanted = text.clone();
    for (name, table) in tables {
        let mark = format!("<!-- table: {name} -->\n");
        let (before, rest) = wanted.split_once(&mark).unwrap_or_else(|| panic!("no place for `{name}`"));
        let (_, after) = rest.split_once("<!-- end -->").expect("the end of a table");
        wanted = format!("{before}{mark}{table}<!-- end -->{after}");
    }
    assert_eq!(wanted.matches("<!-- table: ").count(), tables.len(), "a table is there that nothing writes");
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        return std::fs::write(&path, wanted).expect("a document");
    }
    assert!(text == wanted, "{document} is no longer true: BLESS=1 cargo test --lib handbook");
}

#[test]
fn every_example_for_book_yaml_is_built() {
    let mut all = Vec::new();
    for (name, written) in schema::examples() {
        let folder = Folder::new();
        let formats =
            if name.starts_with("epub") { &[Format::Epub, Format::Pdf][..] } else { &[Format::Pdf] };
        let messages = reported(&folder.written(written), formats);
        all.extend(messages.into_iter().map(|message| format!("{name}: {message}")));
    }
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn the_keys_that_are_read_are_those_of_the_handbook() {
    for (name, written, mut known) in schema::unknown_keys() {
        let folder = Folder::new();
        let found = project::named(&folder.written(written)).expect("a project");
        let loaded = Session::load(&found).expect("a folder that can be read");
        let message = loaded.load_diagnostics().iter().find(|d| d.message.contains("xqzwk"));
        let help = &message.unwrap_or_else(|| panic!("{name}: no message")).help[0];
        let (_, listed) = help.rsplit_once(": ").expect("a list of keys");
        known.sort_unstable();
        assert_eq!(listed, known.join(", "), "{name}");
    }
}

#[test]
fn every_example_for_the_manuscript_is_built() {
    let all = [manuscript::attributes(), manuscript::classes(), manuscript::divs(), manuscript::spans()];
    let folder = Folder::new();
    let mut files = Vec::new();
    for (index, row) in all.iter().flatten().enumerate() {
        let name = format!("example-{index}.md");
        let opening = if row.text.starts_with("# ") { "" } else { "# One\n\n" };
        folder.write(&name, &format!("{opening}{}", row.text));
        files.push(name);
    }
    // On this page the example of `.tighter` can run a line shorter.
    let page = "design: { text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }, margins: { outer: 12.2% } }\n";
    let project = folder.book(&(BOOK.replace("one.md", &files.join(", ")) + page));
    let mut reports = reported(&project, &[Format::Epub, Format::Pdf]);
    // Its margin is too narrow for the note of `.aside`.
    reports.retain(|report| !report.contains("W0532"));
    assert_eq!(reports, Vec::<String>::new());
}

#[test]
fn every_role_can_be_set_by_a_file_name() {
    for role in roles() {
        let folder = Folder::new();
        let file = format!("{}.md", role.name());
        folder.write(&file, "# A title\n\nSome words.\n");
        let project = folder.book(&BOOK.replace("one.md", &format!("one.md, {file}")));
        assert_eq!(reported(&project, &[Format::Pdf]), Vec::<String>::new(), "{role:?}");
        assert_eq!(Role::from_file_stem(role.name()), Some(role));
    }
}

fn tables() -> Vec<Table> {
    let mut all = schema::tables();
    all.push(("roles", role_table()));
    all.push(("attributes", attribute_table(&manuscript::attributes())));
    all.push(("classes", class_table(&manuscript::classes())));
    all.push(("divs", div_table(&manuscript::divs())));
    all.push(("spans", span_table(&manuscript::spans())));
    all
}

fn role_table() -> String {
    let mut out = "| file | also | matter | begins on | numbered | in the contents | meaning |\n|:--|:--|:--|:--|:--|:--|:--|\n".to_owned();
    let yes = |is| if is { "yes" } else { "" };
    for role in roles() {
        let others: Vec<String> = Role::names()
            .filter(|name| *name != role.name() && Role::from_name(name) == Some(role))
            .map(|name| format!("`{name}.md`"))
            .collect();
        let matter = match role.matter() {
            Matter::Front => "front",
            Matter::Body => "body",
            Matter::Back => "back",
        };
        let opening = match (role.opening(), role.page_kind(), role.matter()) {
            (Opening::Verso, ..) => "a left-hand page",
            (Opening::NextPage, ..) => "the next page",
            (Opening::Recto, PageKind::Part, _) => "see `design.parts.opens`",
            (Opening::Recto, PageKind::Text, Matter::Front) => "see `design.front-matter.opens`",
            (Opening::Recto, PageKind::Text, Matter::Body) => "see `design.chapter.opens`",
            (Opening::Recto, PageKind::Text, Matter::Back) => "see `design.back-matter.opens`",
            (Opening::Recto, ..) => "a right-hand page",
        };
        let (numbered, listed) = (yes(role.is_numbered()), yes(role.in_contents()));
        let (name, others, what) = (role.name(), others.join(", "), meaning(role));
        let _ = writeln!(
            out,
            "| `{name}.md` | {others} | {matter} | {opening} | {numbered} | {listed} | {what} |"
        );
    }
    out
}

/// Every role, in the order of the book.
fn roles() -> Vec<Role> {
    let mut roles: Vec<Role> = Role::names().filter_map(Role::from_name).collect();
    roles.dedup();
    roles
}

fn meaning(role: Role) -> &'static str {
    match role {
        Role::HalfTitle => "the title alone, before the title page",
        Role::TitlePage => "title, subtitle, authors, publisher",
        Role::Copyright => "rights, identifiers, edition",
        Role::Dedication => "a dedication",
        Role::Epigraph => "a quotation before the text",
        Role::Contents => "the contents page",
        Role::Figures => "the list of figures",
        Role::Tables => "the list of tables",
        Role::Listings => "the list of listings",
        Role::Theorems => "the list of theorems",
        Role::Equations => "the list of equations",
        Role::Abbreviations => "the list of abbreviations",
        Role::Foreword => "a text about the book by someone else",
        Role::Preface => "a text about the book by the author",
        Role::Acknowledgments => "acknowledgements",
        Role::Introduction => "an introduction to the subject",
        Role::Prologue => "a scene before the story",
        Role::Part => "the title page of a part",
        Role::Chapter => "a chapter",
        Role::Interlude => "a chapter between others, without a number",
        Role::Epilogue => "a scene after the story",
        Role::Conclusion => "the conclusion of the text",
        Role::Afterword => "a text about the book after its end",
        Role::Appendix => "an appendix; appendices are lettered",
        Role::Notes => "notes",
        Role::Glossary => "terms and their definitions",
        Role::Bibliography => "sources",
        Role::Index => "an index written by hand",
        Role::Colophon => "a note on how the book was made",
        Role::AboutTheAuthor => "a text about the author",
        Role::AlsoBy => "a list of other books by the author",
    }
}

fn attribute_table(rows: &[Row]) -> String {
    let mut out = "| attribute | at | value | effect | example |\n|:--|:--|:--|:--|:--|\n".to_owned();
    for row in rows {
        let example = code(row.example);
        let _ = writeln!(out, "| `{}` | {} | {} | {} | {example} |", row.name, row.at, row.takes, row.what);
    }
    out
}

fn class_table(rows: &[Row]) -> String {
    let mut out = "| class | at | effect | example |\n|:--|:--|:--|:--|\n".to_owned();
    for row in rows {
        let _ = writeln!(out, "| `{}` | {} | {} | {} |", row.name, row.at, row.what, code(row.example));
    }
    out
}

fn div_table(rows: &[Row]) -> String {
    let mut out = "| written | meaning |\n|:--|:--|\n".to_owned();
    for row in rows {
        let _ = writeln!(out, "| `{}` | {} |", row.name, row.what);
    }
    out
}

fn span_table(rows: &[Row]) -> String {
    let mut out = "| class | meaning | example |\n|:--|:--|:--|\n".to_owned();
    for row in rows {
        let _ = writeln!(out, "| `{}` | {} | `[{}]{{{}}}` |", row.name, row.what, row.example, row.name);
    }
    out
}

/// Returns words as code in Markdown, even if they contain backquotes.
fn code(words: &str) -> String {
    if words.contains('`') { format!("```` {words} ````") } else { format!("`{words}`") }
}

/// A manifest without mistakes and warnings.
const BOOK: &str = "\
title: A Small Book
language: en-GB
author: A. N. Author
publisher: A Press
date: 2026
rights: © 2026
description: A small book.
chapters: [one.md]
";

/// A book in a temporary folder, with the files that the examples name.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, picture) in [("map.png", picture(200, 100)), ("cover.png", picture(20, 30))] {
            std::fs::write(folder.0.path().join(name), picture).expect("a picture");
        }
        let font = include_bytes!("../fonts/source-sans-3/SourceSans3-Regular.otf");
        std::fs::create_dir(folder.0.path().join("fonts")).expect("a folder");
        std::fs::write(folder.0.path().join("fonts/Extra.otf"), font).expect("a font");
        folder.write("macros.tex", "\\newcommand{\\R}{\\mathbb{R}}\n");
        folder
    }

    /// Writes a file and returns its path.
    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    }

    /// Writes the files of an example, and returns the path of the project.
    fn written(&self, written: Written) -> PathBuf {
        match written {
            Written::Manifest(text) => self.book(&text),
            Written::Head(head) => {
                self.write("one.md", &format!("---\n{head}\n---\n\nSome words.\n"));
                self.book(BOOK)
            }
            Written::SingleFile(head) => {
                self.write("one.md", &format!("---\n{head}---\n\nSome words of the DMZ.\n"))
            }
        }
    }

    /// Writes the manifest, and the chapters that it names and that are not there.
    fn book(&self, manifest: &str) -> PathBuf {
        let words = manifest.split(|c: char| !(c.is_alphanumeric() || "-.".contains(c)));
        for name in words.filter(|word| {
            Path::new(word).extension().is_some_and(|end| end == "md") && !self.0.path().join(word).exists()
        }) {
            // The example of `classes` has a class, and that of `abbreviations` an abbreviation: both have to be used.
            let word = if manifest.contains("sidebar") { "[words]{.sidebar}" } else { "words" };
            let text = format!("# A title\n\nSome {word} of the DMZ.\n");
            self.write(name, if name == "marks.md" { MARKS } else { &text });
        }
        self.write("book.yaml", manifest)
    }
}

/// Marks for the rules of the index, each of which needs an entry.
const MARKS: &str = "# Marks\n\n[]{.index entry=\"lamps; oil\"} A lamp.\n\n\
    []{.index entry=lanterns see-also=oil} Oil.\n\n\
    []{.index entry=lamps index=people} Lamps.[]{.index entry=lanterns index=people see-also=lamps}\n";

/// Returns a grey PNG of this size.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&vec![128; (width * height) as usize]).expect("samples");
    writer.finish().expect("a picture");
    png
}

/// Builds the books of these formats, and returns everything that is reported.
fn reported(path: &Path, formats: &[Format]) -> Vec<String> {
    let found = project::named(path).expect("a project");
    let loaded = Session::load(&found).expect("a folder that can be read");
    let outcome = loaded.build(&BuildOptions::formats(formats)).expect("a machine that writes");
    let message = |d: &Diagnostic| {
        let file = d.span.map(|span| loaded.sources().locate(span).file.to_owned());
        format!("{} {} {} {:?}", file.unwrap_or_default(), d.code.id(), d.message, d.help)
    };
    outcome.diagnostics.iter().map(message).collect()
}
