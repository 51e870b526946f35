//! `pressmark verify`: whether the files in the output folder are of one build, and what a build makes now.
//!
//! 1. Every book is read, and what it says that it was made from is compared with the others.
//! 2. The books are made again in memory, and compared byte for byte. Nothing is written.

use std::fs;
use std::path::{Path, PathBuf};

use pressmark::diag::{Code, Diagnostic, render};
use pressmark::{BuildOptions, Product, record_of};
use serde::Serialize;

use super::args::VerifyOptions;
use super::exit::ExitStatus;
use super::host::{self, Reads};
use super::project::OpenProject;
use super::terminal::{Terminal, error};
use super::{build, project, system_fonts};

/// A finished book, and the name of what it says that it was made from.
struct FinishedBook {
    path: PathBuf,
    bytes: Vec<u8>,
    inputs: String,
}

/// Compares the stamps of all books, and then the books with new ones.
pub(super) fn run(options: &VerifyOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let epoch = match build::source_date_epoch() {
        Ok(epoch) => epoch,
        Err(message) => {
            error(&message);
            return ExitStatus::Usage;
        }
    };
    let found = match project::locate(&options.source) {
        Ok(found) => found,
        Err(status) => return status,
    };
    let fonts = options.source.system_fonts.then(system_fonts::folders);
    let folders = fonts.as_deref().unwrap_or_default();
    let reads = Reads { project: &found.root, fonts: folders, books: Some(&options.output) };
    let _threads = match host::enter(reads, None, &options.limits, terminal) {
        Ok(threads) => threads,
        Err(message) => {
            error(&message);
            return ExitStatus::Machine;
        }
    };
    let opened = match project::open(&found, &options.source, fonts.as_deref(), terminal) {
        Ok(opened) => opened.locked(&options.locked),
        Err(status) => return status,
    };
    let wanted = build::wanted(&options.format, &options.emit, epoch);
    Verification { options, wanted, opened, terminal }.run()
}

/// A verification of the books of a project.
struct Verification<'a> {
    options: &'a VerifyOptions,
    wanted: BuildOptions,
    opened: OpenProject,
    terminal: Terminal,
}

impl Verification<'_> {
    fn run(&self) -> ExitStatus {
        // Without a title, for example, books have other names.
        let session = &self.opened.session;
        let errors = session.load_diagnostics().iter().filter(|one| one.is_error());
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        if !errors.is_empty() {
            return self.refuse(&errors);
        }
        let names = session.file_names(self.wanted.formats.as_deref());
        if names.is_empty() {
            error(build::NO_EDITION);
            return ExitStatus::Usage;
        }
        // Compare what the books say.
        let books = match self.stamped(&names) {
            Ok(books) => books,
            Err(status) => return status,
        };
        if self.options.stamps_only {
            self.report(books.iter().map(|book| (book, "not compared")));
            return ExitStatus::Done;
        }
        // Make them again.
        let progress = self.terminal.progress("making the books again");
        let made = match self.opened.attempt(self.terminal, |session| session.build(&self.wanted)) {
            Ok(made) => made,
            Err(status) => return status,
        };
        drop(progress);
        let strict = self.options.report.strict;
        let is_shown = |one: &Diagnostic| strict || one.is_error() || one.code == Code::LockOutdated;
        let shown: Vec<Diagnostic> = made.diagnostics.into_iter().filter(is_shown).collect();
        if shown.iter().any(|one| strict || one.is_error()) {
            return self.refuse(&shown);
        }
        self.compare(&books, &made.value, shown)
    }

    /// Reports what keeps the books from being made again.
    fn refuse(&self, diagnostics: &[Diagnostic]) -> ExitStatus {
        self.show(diagnostics);
        error("the books cannot be compared: a build makes none now");
        ExitStatus::of_diagnostics(diagnostics, self.options.report.strict)
    }

    /// Reads every book, and checks that all are of one build. What is wrong has been printed.
    fn stamped(&self, names: &[String]) -> Result<Vec<FinishedBook>, ExitStatus> {
        let (mut books, mut wrong, mut status) = (Vec::new(), Vec::new(), ExitStatus::Done);
        for path in names.iter().map(|name| self.options.output.join(name)) {
            let read = read(&path).map(|bytes| bytes.map(|bytes| (record_of(&bytes), bytes)));
            match read {
                Ok(Ok((Some(record), bytes))) => {
                    books.push(FinishedBook { path, bytes, inputs: record.inputs });
                }
                Ok(Ok((None, _))) => wrong.push(not_stamped(&path)),
                Ok(Err(missing)) => wrong.push(missing),
                Err(message) => {
                    error(&message);
                    status = ExitStatus::Machine;
                }
            }
        }
        if books.iter().any(|book| book.inputs != books[0].inputs) {
            wrong.push(different_builds(&books));
        }
        if status == ExitStatus::Done && !wrong.is_empty() {
            status = ExitStatus::BookHasErrors;
        }
        if status == ExitStatus::Done {
            return Ok(books);
        }
        self.show(&wrong);
        self.report(books.iter().map(|book| (book, "not compared")));
        Err(status)
    }

    /// Compares all files with those that were made again.
    fn compare(&self, books: &[FinishedBook], made: &[Product], warnings: Vec<Diagnostic>) -> ExitStatus {
        let (mut shown, mut results) = (warnings, Vec::new());
        for product in made {
            let path = self.options.output.join(&product.file_name);
            let difference = match books.iter().find(|book| book.path == path) {
                Some(book) => {
                    let difference = product.compare(&path.display().to_string(), &book.bytes);
                    results.push((book, if difference.is_some() { "different" } else { "same bytes" }));
                    difference
                }
                // Another file of the build, such as a cover.
                None => match read(&path) {
                    Ok(Ok(bytes)) => product.compare(&path.display().to_string(), &bytes),
                    Ok(Err(missing)) => Some(missing),
                    Err(message) => {
                        error(&message);
                        return ExitStatus::Machine;
                    }
                },
            };
            shown.extend(difference);
        }
        self.show(&shown);
        self.report(results.into_iter());
        ExitStatus::of_diagnostics(&shown, false)
    }

    fn show(&self, diagnostics: &[Diagnostic]) {
        self.terminal.show(diagnostics, self.opened.session.sources(), &self.opened.prefix);
    }

    /// Prints a line for each book.
    fn report<'b>(&self, results: impl Iterator<Item = (&'b FinishedBook, &'static str)>) {
        #[derive(Serialize)]
        struct JsonBook<'a> {
            file: String,
            inputs: &'a str,
            result: &'a str,
        }
        let results: Vec<_> = results.collect();
        let line = |(book, result): &(&FinishedBook, &'static str)| {
            format!("{}: {result}, made from {}", book.path.display(), book.inputs)
        };
        let json = |(book, result): &(&FinishedBook, &'static str)| {
            let file = book.path.display().to_string();
            render::json_line(&JsonBook { file, inputs: &book.inputs, result })
        };
        let lines: Vec<String> = results.iter().map(line).collect();
        self.terminal.data(&lines, || results.iter().map(json).collect());
    }
}

/// Returns the bytes of a file, or the error that it is not there.
///
/// # Errors
/// Returns the path and the reason, as a phrase, if it cannot be read.
fn read(path: &Path) -> Result<Result<Vec<u8>, Diagnostic>, String> {
    // A pipe would never end.
    if fs::metadata(path).is_ok_and(|data| !data.is_file()) {
        return Err(format!("cannot read {}: it is not a file", path.display()));
    }
    #[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
    match fs::read(path) {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Err(missing(path))),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

fn missing(path: &Path) -> Diagnostic {
    let message = format!("{} is not there", path.display());
    Diagnostic::new(Code::BookMissing, None, message)
        .help("`pressmark build` makes it; `-o DIR` names another folder of books")
}

fn not_stamped(path: &Path) -> Diagnostic {
    let message = format!("{} does not say what it was made from: not by this program", path.display());
    Diagnostic::new(Code::NotStamped, None, message).help("`pressmark build` puts the book in its place")
}

fn different_builds(books: &[FinishedBook]) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::DifferentBuilds, None, "the files are of different builds")
        .help("`pressmark build` makes all of them");
    let made_from = books.iter().map(|book| format!("{} was made from {}", book.path.display(), book.inputs));
    made_from.fold(diagnostic, Diagnostic::help)
}
