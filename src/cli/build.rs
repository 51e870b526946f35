//! `pressmark build`: makes all books, or none.

use std::path::Path;
use std::time::Instant;

use pressmark::{BuildOptions, Format, Product, Session};

use super::args::{self, Emitted, FormatName};
use super::exit::ExitStatus;
use super::host::{self, Reads};
use super::output::OutputFolder;
use super::terminal::{Terminal, error, variable};
use super::{numbers, project, report, system_fonts};

/// The error that there is nothing to make.
pub(super) const NO_EDITION: &str =
    "no edition of the book has a format that `--format` asks for; add one to `editions` in book.yaml";

/// Makes the books and publishes them.
#[expect(clippy::disallowed_methods, reason = "the duration is reported, and reaches no book")]
pub(super) fn run(options: &args::BuildOptions) -> ExitStatus {
    let begun = Instant::now();
    let terminal = Terminal::new(&options.report);
    let epoch = match source_date_epoch() {
        Ok(epoch) => epoch,
        Err(message) => {
            error(&message);
            return ExitStatus::Usage;
        }
    };

    // Find the project, and check that its books can be written before any work is done.
    let found = match project::locate(&options.source) {
        Ok(found) => found,
        Err(status) => return status,
    };
    let fonts = options.source.system_fonts.then(system_fonts::folders);
    let prepared = OutputFolder::prepare(&options.output).and_then(|output| {
        let reads = Reads { project: &found.root, fonts: fonts.as_deref().unwrap_or_default(), books: None };
        let threads = host::enter(reads, Some(&options.output), &options.limits, terminal)?;
        Ok((output, threads))
    });
    let (output, _threads) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => {
            error(&message);
            return ExitStatus::Machine;
        }
    };
    let opened = match project::open(&found, &options.source, fonts.as_deref(), terminal) {
        Ok(opened) => opened.locked(&options.locked),
        Err(status) => return status,
    };

    // Make the books.
    let progress = terminal.progress("making books");
    let wanted = build_options(options, epoch);
    let made = match opened.attempt(terminal, |session| session.build(&wanted)) {
        Ok(made) => made,
        Err(status) => return status,
    };
    drop(progress);
    report::book(&opened.session);
    terminal.show(&made.diagnostics, opened.session.sources(), &opened.prefix);
    let status = ExitStatus::of_diagnostics(&made.diagnostics, options.report.strict);
    if status != ExitStatus::Done && (options.report.strict || made.value.is_empty()) {
        return status;
    }

    if made.value.is_empty() {
        error(NO_EDITION);
        return ExitStatus::Usage;
    }

    // Publish them together. If the only errors are characters without a glyph, only the e-books were made.
    if let Err(message) = output.publish(&made.value) {
        error(&message);
        return ExitStatus::Machine;
    }
    report::published(&options.output, &made.value);
    for product in &made.value {
        let path = options.output.join(&product.file_name);
        terminal.note(&format!("{}: {}", path.display(), describe(product, begun.elapsed().as_millis())));
    }
    note_fonts(terminal, &opened.session);
    if status != ExitStatus::Done {
        let names = opened.session.file_names(wanted.formats.as_deref());
        note_withheld(terminal, &options.output, &names, &made.value);
    }
    status
}

/// Notes the font files of the machine that the books were made with, which other machines may not have.
fn note_fonts(terminal: Terminal, session: &Session) {
    for file in session.system_fonts() {
        terminal.note(&format!("font of this machine: {}, SHA-256 {}", file.name, file.sha256));
    }
}

/// Notes the books that were not made while others were.
fn note_withheld(terminal: Terminal, folder: &Path, file_names: &[String], made: &[Product]) {
    for name in file_names {
        if !made.iter().any(|product| product.file_name == *name) {
            terminal.note(&withheld(&folder.join(name)));
        }
    }
}

/// Returns the line about a book that was not made while others were.
fn withheld(path: &Path) -> String {
    let shown = path.display();
    if path.exists() {
        format!("{shown}: not made; the file there is from an earlier build and out of date")
    } else {
        format!("{shown}: not made")
    }
}

/// Converts the flags to build options.
fn build_options(options: &args::BuildOptions, epoch: Option<i64>) -> BuildOptions {
    let mut wanted = wanted(&options.format, &options.emit, epoch);
    wanted.proofs.marks = options.marks;
    wanted
}

/// Converts the flags that decide which files are made, and the date of the books, to build options.
pub(super) fn wanted(formats: &[FormatName], emit: &[Emitted], epoch: Option<i64>) -> BuildOptions {
    let mut wanted = BuildOptions::default();
    wanted.proofs.layout = emit.contains(&Emitted::Layout);
    wanted.proofs.cover = emit.contains(&Emitted::Cover);
    wanted.epoch = epoch;
    if !formats.is_empty() {
        wanted.formats = Some(formats.iter().map(|name| format(*name)).collect());
    }
    wanted
}

fn format(name: FormatName) -> Format {
    match name {
        FormatName::Epub => Format::Epub,
        FormatName::Pdf => Format::Pdf,
    }
}

/// Returns the extent, the size and the duration of a book: `238 pages, 1.4 MB, 0.31 s`.
fn describe(product: &Product, milliseconds: u128) -> String {
    let mut extent = numbers::extent(product.extent);
    if !extent.is_empty() {
        extent += ", ";
    }
    let (seconds, hundredths) = (milliseconds / 1000, milliseconds % 1000 / 10);
    format!("{extent}{}, {seconds}.{hundredths:02} s", numbers::size(product.bytes.len()))
}

/// Returns the time stamp of a reproducible build, in seconds since 1970
/// (reproducible-builds.org/specs/source-date-epoch), or `None` if the variable is not set.
///
/// # Errors
/// Returns an error if the value is not a number of seconds: the specification forbids ignoring it.
pub(super) fn source_date_epoch() -> Result<Option<i64>, String> {
    let Some(value) = variable("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    match value.parse::<i64>() {
        // Up to 9999-12-31, the last day that the date formats of EPUB and PDF can express.
        Ok(seconds @ 0..=253_402_300_799) => Ok(Some(seconds)),
        _ => Err(format!("SOURCE_DATE_EPOCH is `{value}`; it must be a number of seconds since 1970")),
    }
}
