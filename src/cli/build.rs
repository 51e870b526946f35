//! `pressmark build`: the books, all or none.

use std::path::Path;
use std::time::Instant;

use pressmark::diag::Diagnostic;
use pressmark::{BuildOptions, Extent, Format, Product, ProofOptions};

use super::args::{self, Emitted, FormatName};
use super::output::Output;
use super::terminal::{Terminal, complain, variable};
use super::{Outcome, project};

#[expect(clippy::disallowed_methods, reason = "the time taken is told, and reaches no book")]
pub(super) fn run(options: &args::BuildOptions) -> Outcome {
    let begun = Instant::now();
    let terminal = Terminal::new(&options.talk);
    let epoch = match source_date_epoch() {
        Ok(epoch) => epoch,
        Err(message) => {
            complain(&message);
            return Outcome::Usage;
        }
    };

    // Read the project, and see that its books can be put where they belong before any work is done.
    let opened = match project::open(&options.source, terminal) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let output = match Output::prepare(&options.output) {
        Ok(output) => output,
        Err(message) => {
            complain(&message);
            return Outcome::Machine;
        }
    };

    // Make the books.
    let progress = terminal.progress("making books");
    let wanted = wanted(options, epoch);
    let made = match opened.attempt(terminal, |session| session.build(&wanted)) {
        Ok(made) => made,
        Err(outcome) => return outcome,
    };
    drop(progress);
    terminal.show(&made.diagnostics, opened.session.sources(), &opened.prefix);
    let verdict = verdict(&made.diagnostics, options.talk.strict);
    if verdict != Outcome::Done && (options.talk.strict || made.value.is_empty()) {
        return verdict;
    }

    // Publish them together. When only characters without a glyph keep back the PDF, these are the
    // e-books alone.
    if let Err(message) = output.publish(&made.value) {
        complain(&message);
        return Outcome::Machine;
    }
    for product in &made.value {
        let path = options.output.join(&product.file_name);
        terminal.say(&format!("{}: {}", path.display(), describe(product, begun.elapsed().as_millis())));
    }
    if verdict != Outcome::Done {
        for name in opened.session.file_names(wanted.formats.as_deref()) {
            if !made.value.iter().any(|product| product.file_name == name) {
                terminal.say(&withheld(&options.output.join(name)));
            }
        }
    }
    verdict
}

/// What became of a book that was not made while others were.
fn withheld(path: &Path) -> String {
    let shown = path.display();
    if path.exists() {
        format!("{shown}: not made; the file there is of an earlier build, and out of date")
    } else {
        format!("{shown}: not made")
    }
}

/// Whether diagnostics let the books go out.
pub(super) fn verdict(diagnostics: &[Diagnostic], strict: bool) -> Outcome {
    let bad = diagnostics.iter().any(|diagnostic| strict || diagnostic.is_error());
    if bad { Outcome::BookHasErrors } else { Outcome::Done }
}

/// Returns what the flags ask for.
fn wanted(options: &args::BuildOptions, epoch: Option<i64>) -> BuildOptions {
    let mut proofs = ProofOptions::default();
    proofs.layout = options.emit.contains(&Emitted::Layout);
    proofs.cover = options.emit.contains(&Emitted::Cover);
    proofs.marks = options.marks;
    let mut wanted = BuildOptions::default().with_proofs(proofs);
    wanted.epoch = epoch;
    if !options.format.is_empty() {
        wanted.formats = Some(options.format.iter().map(|name| format(*name)).collect());
    }
    wanted
}

fn format(name: FormatName) -> Format {
    match name {
        FormatName::Epub => Format::Epub,
        FormatName::Pdf => Format::Pdf,
    }
}

/// `238 pages, 1.4 MB, 0.31 s`.
fn describe(product: &Product, milliseconds: u128) -> String {
    let extent = match product.extent {
        Extent::Pages(1) => "1 page, ".to_owned(),
        Extent::Pages(pages) => format!("{pages} pages, "),
        Extent::Documents(1) => "1 document, ".to_owned(),
        Extent::Documents(documents) => format!("{documents} documents, "),
        _ => String::new(),
    };
    format!(
        "{extent}{}, {}.{:02} s",
        size(product.bytes.len()),
        milliseconds / 1000,
        milliseconds % 1000 / 10
    )
}

/// A file size in the largest unit that leaves a number above one.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// The date of reproducible builds (reproducible-builds.org/specs/source-date-epoch).
///
/// # Errors
/// As the specification demands: a value that is no number of seconds is not passed over.
fn source_date_epoch() -> Result<Option<i64>, String> {
    let Some(value) = variable("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    match value.parse::<i64>() {
        // 9999-12-31, the last day that the dates of both formats can write.
        Ok(seconds @ 0..=253_402_300_799) => Ok(Some(seconds)),
        _ => Err(format!("SOURCE_DATE_EPOCH is `{value}`; it must be a number of seconds since 1970")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_a_fitting_unit() {
        assert_eq!([7, 1_500, 2_340_000].map(size), ["7 bytes", "1 kB", "2.3 MB"]);
    }
}
