//! What a run reports at its end, collected while it runs. Entry points: [`begin`], then [`add`], [`fail`], [`book`],
//! [`shops`] and [`published`], then [`finish`].
//!
//! 1. A document of `--message-format` (`sarif`, `gitlab`, `junit`) is printed whole, on stdout, however the run ends.
//! 2. [`file`] makes the JSON of `--report`, and [`summary`] the Markdown of `--summary`.
//! 3. [`writer`] writes both, on a thread that has the rights to do so.

mod file;
mod summary;
mod writer;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use pressmark::diag::render::{self, Finding, RenderContext, RunRecord};
use pressmark::diag::{Code, Diagnostic};
use pressmark::shops::Row;
use pressmark::{Extent, Format, Product, ProductKind, Session, SystemFile};
use sha2::{Digest, Sha256};

use super::args::MessageFormat;
use writer::Writer;

/// The reports that a run was asked for.
pub(super) struct Wanted {
    /// The command.
    pub(super) command: &'static str,
    pub(super) format: MessageFormat,
    pub(super) quiet: bool,
    pub(super) strict: bool,
    pub(super) report: Option<PathBuf>,
    pub(super) summary: Option<PathBuf>,
}

/// What a run has found and made so far.
struct Collected {
    wanted: Wanted,
    writer: Option<Writer>,
    begun: Instant,
    findings: Vec<Finding>,
    failures: Vec<String>,
    /// The path of the `book.yaml`, or of another file of the book.
    home: Option<String>,
    title: Option<String>,
    words: usize,
    inputs: Option<String>,
    fonts: Vec<SystemFile>,
    files: Vec<MadeFile>,
    /// The limits of shops for each e-book, by the names of the files.
    shops: Vec<(String, Vec<Row>)>,
}

/// A file that was published.
struct MadeFile {
    /// Its path from the working directory.
    path: String,
    kind: ProductKind,
    edition: Option<String>,
    format: Format,
    extent: Extent,
    bytes: usize,
    sha256: String,
}

/// Whether the reports of the run are being made.
static IS_ENDING: AtomicBool = AtomicBool::new(false);

/// Returns whether the reports of the run are being made. Then its end is near; if not, because a file is a pipe that nobody
/// reads or on a drive that is gone, nothing here must wait for it.
pub(super) fn is_ending() -> bool {
    IS_ENDING.load(Ordering::Relaxed)
}

/// The one run of this process; `None` before it has begun, and after its reports were made.
static RUN: Mutex<Option<Collected>> = Mutex::new(None);

fn run() -> MutexGuard<'static, Option<Collected>> {
    RUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to collect. Files that were asked for are tried out before any work is done.
///
/// # Errors
/// Returns the reason, as a phrase, if one of them cannot be written. The run is then without it.
#[expect(clippy::disallowed_methods, reason = "the duration is reported, and reaches no book")]
pub(super) fn begin(wanted: Wanted) -> Result<(), String> {
    let begun = Instant::now();
    let (writer, result) = match Writer::start(wanted.report.as_deref(), wanted.summary.as_deref()) {
        Ok(writer) => (writer, Ok(())),
        Err(reason) => (None, Err(reason)),
    };
    *run() = Some(Collected {
        wanted,
        writer,
        begun,
        findings: Vec::new(),
        failures: Vec::new(),
        home: None,
        title: None,
        words: 0,
        inputs: None,
        fonts: Vec::new(),
        files: Vec::new(),
        shops: Vec::new(),
    });
    result
}

/// Adds diagnostics that are shown.
pub(super) fn add(diagnostics: &[Diagnostic], context: RenderContext<'_>) {
    if let Some(collected) = &mut *run() {
        collected.findings.extend(render::findings(diagnostics, context));
        let mut read = context.sources.files().map(|(_, file)| file).filter(|file| file.is_read());
        let is_manifest = |name: &str| name == "book.yaml" || name.ends_with("/book.yaml");
        let first = read.next();
        let home = first
            .filter(|file| is_manifest(&file.name))
            .or_else(|| read.find(|file| is_manifest(&file.name)));
        if let Some(file) = home.or(first) {
            collected.home = Some(format!("{}{}", context.prefix, file.name));
        }
    }
}

/// Adds a failure that is no mistake in the book.
pub(super) fn fail(message: &str) {
    if let Some(collected) = &mut *run() {
        collected.failures.push(message.to_owned());
    }
}

/// Adds what a session knows of its book.
pub(super) fn book(session: &Session) {
    if let Some(collected) = run().as_mut().filter(|collected| collected.writer.is_some()) {
        collected.title = session.title().map(str::to_owned);
        collected.words = session.words().unwrap_or_default();
        collected.inputs = collected.title.is_some().then(|| session.inputs());
        collected.fonts = session.system_fonts();
    }
}

/// Adds the limits of shops for e-books, by the names of their files.
pub(super) fn shops(limits: &[(String, Vec<Row>)]) {
    if let Some(collected) = run().as_mut().filter(|collected| collected.writer.is_some()) {
        collected.shops.extend_from_slice(limits);
    }
}

/// Adds files that were published in a folder.
pub(super) fn published(folder: &Path, products: &[Product]) {
    let made = |product: &Product| MadeFile {
        path: shown(&folder.join(&product.file_name)),
        kind: product.kind,
        edition: product.edition.clone(),
        format: product.format,
        extent: product.extent,
        bytes: product.bytes.len(),
        sha256: sha256(&product.bytes),
    };
    if let Some(collected) = run().as_mut().filter(|collected| collected.writer.is_some()) {
        collected.files.extend(products.iter().map(made));
    }
}

/// Returns the SHA-256 of a file, in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Returns a path as it is reported, with `/` on every system.
fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

/// Makes all reports of a run that ends with an exit code, and lets `print` print the document for stdout. Later calls do
/// nothing: a signal may end a run that is ending.
///
/// # Errors
/// Returns the reasons, as phrases, if a report cannot be written. The document says so too.
pub(super) fn finish(exit: u8, failed: u8, print: impl FnOnce(&str)) -> Result<(), Vec<String>> {
    // It stays locked, so that a signal does not end the process while a report is written.
    let mut run = run();
    IS_ENDING.store(true, Ordering::Relaxed);
    let Some(mut collected) = run.take() else { return Ok(()) };
    let mut reasons = Vec::new();
    if let Some(writer) = collected.writer.take() {
        if collected.wanted.report.is_some() {
            reasons.extend(writer.report(file::json(&collected, exit)).err());
        }
        if collected.wanted.summary.is_some() {
            reasons.extend(writer.summary(summary::markdown(&collected, exit)).err());
        }
    }
    let exit = if reasons.is_empty() { exit } else { failed };
    collected.failures.extend(reasons.iter().cloned());
    if let Some(document) = collected.document(exit) {
        print(&document);
    }
    if reasons.is_empty() { Ok(()) } else { Err(reasons) }
}

impl Collected {
    /// Returns the document for stdout; `None` if the format has none.
    fn document(&self, exit: u8) -> Option<String> {
        let render = match self.wanted.format {
            MessageFormat::Human | MessageFormat::Json | MessageFormat::Github => return None,
            MessageFormat::Sarif => render::sarif,
            MessageFormat::Gitlab => render::gitlab,
            MessageFormat::Junit => render::junit,
        };
        let Wanted { command, quiet, strict, .. } = self.wanted;
        // What a limit of the machine ended says nothing of the book.
        let is_of_machine = |finding: &&Finding| matches!(finding.code, Code::TimeLimit | Code::MemoryLimit);
        let (of_machine, of_book): (Vec<_>, Vec<_>) = self.findings.iter().partition(is_of_machine);
        let is_shown = |finding: &&Finding| !quiet || strict || finding.is_error();
        let findings: Vec<Finding> = of_book.into_iter().filter(is_shown).cloned().collect();
        let limits =
            of_machine.into_iter().map(|finding| format!("{}: {}", finding.code.id(), finding.message));
        let failures: Vec<String> = limits.chain(self.failures.iter().cloned()).collect();
        let home = self.home.as_deref().unwrap_or("book.yaml");
        Some(render(&RunRecord { command, findings: &findings, failures: &failures, exit, strict, home }))
    }

    /// Returns the numbers of errors and of warnings.
    fn counts(&self) -> (u32, u32) {
        let count = |is_error| {
            let of_kind = self.findings.iter().filter(|finding| finding.is_error() == is_error);
            of_kind.map(|finding| finding.times).sum()
        };
        (count(true), count(false))
    }
}
