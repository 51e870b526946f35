//! The JSON of `--report`, as `docs/report.schema.json` describes it.

use pressmark::diag::render::{self, Finding};
use pressmark::{Extent, Format, ProductKind};
use serde::Serialize;

use super::{Collected, MadeFile};
use crate::cli::shops::ShopLimit;

/// The version of the format. It changes if a key changes its meaning or goes; new keys may come at any time.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Report<'a> {
    #[serde(rename = "report")]
    version: u8,
    tool: &'static str,
    command: &'static str,
    exit: u8,
    milliseconds: u64,
    inputs: Option<&'a str>,
    books: Vec<Book<'a>>,
    files: Vec<OtherFile<'a>>,
    fonts: Vec<Font<'a>>,
    shops: Vec<ShopLimit<'a>>,
    errors: u32,
    warnings: u32,
    failures: &'a [String],
    diagnostics: &'a [Finding],
}

#[derive(Serialize)]
struct Book<'a> {
    path: &'a str,
    edition: Option<&'a str>,
    format: &'static str,
    title: &'a str,
    pages: Option<usize>,
    documents: Option<usize>,
    words: usize,
    bytes: usize,
    sha256: &'a str,
}

#[derive(Serialize)]
struct OtherFile<'a> {
    path: &'a str,
    edition: Option<&'a str>,
    bytes: usize,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Font<'a> {
    name: &'a str,
    sha256: &'a str,
}

/// Returns the report of a run that ends with an exit code.
pub(super) fn json(run: &Collected, exit: u8) -> String {
    let (errors, warnings) = run.counts();
    let (books, others): (Vec<_>, Vec<_>) = run.files.iter().partition(|file| file.kind == ProductKind::Book);
    render::json_document(&Report {
        version: VERSION,
        tool: concat!("Pressmark ", env!("CARGO_PKG_VERSION")),
        command: run.wanted.command,
        exit,
        milliseconds: u64::try_from(run.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        inputs: run.inputs.as_deref(),
        books: books.into_iter().map(|file| book(run, file)).collect(),
        files: others.into_iter().map(other_file).collect(),
        fonts: run.fonts.iter().map(|font| Font { name: &font.name, sha256: &font.sha256 }).collect(),
        shops: run
            .shops
            .iter()
            .flat_map(|(book, rows)| rows.iter().map(|row| ShopLimit::of(book, row)))
            .collect(),
        errors,
        warnings,
        failures: &run.failures,
        diagnostics: &run.findings,
    })
}

fn book<'a>(run: &'a Collected, file: &'a MadeFile) -> Book<'a> {
    let (pages, documents) = match file.extent {
        Extent::Pages(pages) => (Some(pages), None),
        Extent::Documents(documents) => (None, Some(documents)),
        _ => (None, None),
    };
    Book {
        path: &file.path,
        edition: file.edition.as_deref(),
        format: match file.format {
            Format::Epub => "epub",
            Format::Pdf => "pdf",
        },
        title: run.title.as_deref().unwrap_or_default(),
        pages,
        documents,
        words: run.words,
        bytes: file.bytes,
        sha256: &file.sha256,
    }
}

fn other_file(file: &MadeFile) -> OtherFile<'_> {
    OtherFile { path: &file.path, edition: file.edition.as_deref(), bytes: file.bytes, sha256: &file.sha256 }
}
