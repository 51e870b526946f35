//! What is fuzzed: each function builds both books of a project that has the bytes in one place. It panics if the program
//! does, or if a book that is made is malformed.
//!
//! The targets of cargo-fuzz call these, and so do the tests of `tests/suite`, with seeds and their mutants.

use std::io::{Cursor, Read};
use std::path::Path;

use pressmark::find::named;
use pressmark::{BuildOptions, Format, Product, Session};

/// A manifest without mistakes.
const MANIFEST: &str = "title: T\nlanguage: en\nauthor: A\ndate: 2026\nchapters: [a.md]\n";
/// The line of a manifest that names a cover. To draw one takes most of the time of a book of a page.
const COVER: &str = "cover: cover.png\n";
const COVER_FILE: (&str, &[u8]) = ("cover.png", include_bytes!("seeds/picture/rgb.png"));
/// The line before a file of a packed project, followed by its path.
const FILE: &str = "==> ";
/// The maximum number of files in a packed project.
const MAX_FILES: usize = 50;

/// A project in one text: before each file a line `==> path`.
pub(crate) fn project(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(FILE) {
            Some(path) if files.len() < MAX_FILES => files.push((path.trim_end(), String::new())),
            _ => files.last_mut().into_iter().for_each(|(_, file)| file.push_str(line)),
        }
    }
    for (_, manifest) in files.iter_mut().filter(|(path, _)| *path == "book.yaml") {
        *manifest = with_cover(manifest);
    }
    let mut files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.push(COVER_FILE);
    build(&files);
}

/// A chapter.
pub(crate) fn markdown(bytes: &[u8]) {
    build(&[("book.yaml", with_cover(MANIFEST).as_bytes()), ("a.md", bytes), COVER_FILE]);
}

/// A `book.yaml`.
pub(crate) fn yaml(bytes: &[u8]) {
    let manifest = std::str::from_utf8(bytes).map(with_cover).map(String::into_bytes);
    let bytes = manifest.as_deref().unwrap_or(bytes);
    build(&[("book.yaml", bytes), ("a.md", b"# A\n\nWords.\n"), COVER_FILE]);
}

/// Returns a manifest with a cover, if it has none and can have one.
fn with_cover(manifest: &str) -> String {
    let can_have = !manifest.contains("cover") && !manifest.trim_start().starts_with('{');
    let gap = if manifest.ends_with('\n') { "" } else { "\n" };
    if can_have { format!("{manifest}{gap}{COVER}") } else { manifest.to_owned() }
}

/// An SVG drawing.
pub(crate) fn drawing(bytes: &[u8]) {
    picture_of("a.svg", bytes);
}

/// A picture in any format, with any name.
pub(crate) fn picture(bytes: &[u8]) {
    picture_of("a.png", bytes);
}

fn picture_of(name: &str, bytes: &[u8]) {
    let chapter = format!("# A\n\n![A picture.]({name})\n");
    let manifest = with_cover(MANIFEST);
    build(&[("book.yaml", manifest.as_bytes()), ("a.md", chapter.as_bytes()), (name, bytes), COVER_FILE]);
}

/// A font file, for the text and for its headings.
pub(crate) fn font(bytes: &[u8]) {
    let manifest = with_cover(&format!("{MANIFEST}design: {{ fonts: [a.otf] }}\n"));
    build(&[
        COVER_FILE,
        ("book.yaml", manifest.as_bytes()),
        ("a.md", b"# A\n\nWords, *words* & more.\n"),
        ("a.otf", bytes),
    ]);
}

/// Builds both books of a project with these files. Paths that leave it are left out.
fn build(files: &[(&str, &[u8])]) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let is_inside = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\0', '\\']);
        if !path.split('/').all(is_inside) || path.len() > 200 {
            continue;
        }
        let path = folder.path().join(path);
        // What is a folder already cannot be a file, too.
        let _ = path.parent().map(std::fs::create_dir_all);
        let _ = std::fs::write(path, bytes);
    }
    let Some(found) = named(folder.path()) else { return };
    let session = Session::load(&found).expect("a folder that can be read");
    let made = session.build(&BuildOptions::default()).expect("writers that work");
    let has_errors = made.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    assert!(has_errors || !made.value.is_empty(), "no book, and no error");
    made.value.iter().for_each(judge);
}

/// Panics if a book is malformed.
fn judge(product: &Product) {
    if product.format == Format::Pdf {
        assert!(product.bytes.starts_with(b"%PDF-") && product.bytes.ends_with(b"%%EOF\n"));
        return;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(&product.bytes)).expect("an archive");
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().to_owned();
        let extension = Path::new(&name).extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("xhtml" | "opf" | "ncx" | "svg" | "xml")) {
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("UTF-8");
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
            if let Err(error) = roxmltree::Document::parse_with_options(&text, options) {
                panic!("{name}: {error}");
            }
        }
    }
}
