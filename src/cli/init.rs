//! `pressmark init`: a small book that builds at once, the `book.yaml` of another tool's book, or the file of a CI system.

mod ci;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use pressmark::diag::Diagnostic;
use pressmark::find;

use super::args::{CiSystem, ColourChoice, InitOptions, LimitOptions, ReportOptions, SourceOptions};
use super::exit::ExitStatus;
use super::host::{self, Reads};
use super::project;
use super::terminal::{Terminal, error, note};
use ci::CiFile;

/// The files of a new book.
const FILES: [(&str, &str); 4] = [
    ("book.yaml", include_str!("init/book.yaml")),
    ("chapter-1.md", include_str!("init/chapter-1.md")),
    ("chapter-2.md", include_str!("init/chapter-2.md")),
    ("images/harbour.svg", include_str!("init/harbour.svg")),
];

/// Creates the files of a new book, or the `book.yaml` or the file of a CI system for a book that is there.
pub(super) fn run(options: &InitOptions) -> ExitStatus {
    match (&options.from, options.ci) {
        (Some(path), _) => from_other_tool(path),
        (None, Some(system)) => for_ci(system, &options.folder),
        (None, None) => new_book(&options.folder),
    }
}

/// Writes the file of a CI system, and a new book if there is none.
fn for_ci(system: CiSystem, folder: &Path) -> ExitStatus {
    let found = find::discover(folder);
    let book = found.as_ref().map_or(folder, |found| &found.root);
    let file = fs::create_dir_all(book).and_then(|()| CiFile::of(system, book));
    let file = match file {
        Ok(file) => file,
        Err(reason) => {
            error(&format!("cannot read {}: {reason}", book.display()));
            return ExitStatus::Machine;
        }
    };
    if file.path.exists() {
        error(&format!("{} already exists; nothing was changed", file.path.display()));
        return ExitStatus::Usage;
    }
    if found.is_none() {
        let status = new_book(folder);
        if status != ExitStatus::Done {
            return status;
        }
    }
    if let Err(reason) = create(&file.path, &file.text) {
        error(&format!("cannot create {}: {reason}", file.path.display()));
        return ExitStatus::Machine;
    }
    note(&format!("created {}", file.path.display()));
    note("next: commit it; every push builds the book");
    ExitStatus::Done
}

/// Creates the files of a new book.
fn new_book(folder: &Path) -> ExitStatus {
    if let Some((name, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        error(&format!("{} already exists; nothing was changed", folder.join(name).display()));
        return ExitStatus::Usage;
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Err(reason) = create(&path, text) {
            error(&format!("cannot create {}: {reason}", path.display()));
            return ExitStatus::Machine;
        }
        note(&format!("created {}", path.display()));
    }
    let go_there =
        if folder == Path::new(".") { String::new() } else { format!("cd {} && ", folder.display()) };
    note(&format!("next: {go_there}pressmark build"));
    ExitStatus::Done
}

/// Writes the `book.yaml` for a book that another tool's manifest describes.
fn from_other_tool(path: &Path) -> ExitStatus {
    let source = SourceOptions { path: Some(path.to_owned()), ..SourceOptions::default() };
    let report = ReportOptions {
        message_format: None,
        color: ColourChoice::Auto,
        verbose: false,
        quiet: false,
        strict: false,
    };
    let terminal = Terminal::new(&report);
    let found = match project::locate(&source) {
        Ok(found) => found,
        Err(status) => return status,
    };
    let reads = Reads { project: &found.root, fonts: &[], books: None };
    let _threads = match host::enter(reads, Some(&found.root), &LimitOptions::default(), terminal) {
        Ok(threads) => threads,
        Err(message) => {
            error(&message);
            return ExitStatus::Machine;
        }
    };
    let project = match project::open(&found, &source, None, terminal) {
        Ok(project) => project,
        Err(status) => return status,
    };
    let manifest = project.session.root().join("book.yaml");
    if manifest.exists() {
        error(&format!("{} already exists; nothing was changed", manifest.display()));
        return ExitStatus::Usage;
    }
    // Errors do not stop it: a list with a missing file is written without that file.
    let session = &project.session;
    let errors: Vec<Diagnostic> =
        session.load_diagnostics().iter().filter(|diagnostic| diagnostic.is_error()).cloned().collect();
    terminal.show(&errors, session.sources(), &project.prefix);
    let Some(text) = session.manifest_text() else { return ExitStatus::BookHasErrors };
    if let Err(reason) = create(&manifest, &text) {
        error(&format!("cannot create {}: {reason}", manifest.display()));
        return ExitStatus::Machine;
    }
    note(&format!("created {}", manifest.display()));
    let root = manifest.parent().unwrap_or(Path::new("."));
    note(&format!("next: pressmark build {}", root.display()));
    if errors.is_empty() { ExitStatus::Done } else { ExitStatus::BookHasErrors }
}

/// Writes a new file and the folders around it.
///
/// # Errors
/// Returns an error if the file exists, even if it was created just now, or if it cannot be written.
fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        // Half a file would be taken for a whole one.
        let _ = fs::remove_file(path);
    }
    written
}
