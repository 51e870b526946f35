//! `pressmark init`: a small book that builds at once.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use pressmark::diag::Diagnostic;

use super::args::{Colour, InitOptions, Source, Talk};
use super::terminal::{Terminal, complain, say};
use super::{Outcome, project};

/// The files of a new book.
const FILES: [(&str, &str); 4] = [
    ("book.yaml", include_str!("init/book.yaml")),
    ("chapter-1.md", include_str!("init/chapter-1.md")),
    ("chapter-2.md", include_str!("init/chapter-2.md")),
    ("images/harbour.svg", include_str!("init/harbour.svg")),
];

pub(super) fn run(options: &InitOptions) -> Outcome {
    if let Some(path) = &options.from {
        return from_another(path);
    }
    let folder = &options.folder;
    if let Some((name, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        complain(&format!("{} is there already; nothing was changed", folder.join(name).display()));
        return Outcome::Usage;
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        if let Err(error) = create(&path, text) {
            complain(&format!("cannot create {}: {error}", path.display()));
            return Outcome::Machine;
        }
        say(&format!("created {}", path.display()));
    }
    let go_there =
        if folder == Path::new(".") { String::new() } else { format!("cd {} && ", folder.display()) };
    say(&format!("next: {go_there}pressmark build"));
    Outcome::Done
}

/// Writes the `book.yaml` for a book that another tool's manifest describes.
fn from_another(path: &Path) -> Outcome {
    let source = Source { path: Some(path.to_owned()), pdf_standard: None };
    let talk =
        Talk { message_format: None, color: Colour::Auto, verbose: false, quiet: false, strict: false };
    let terminal = Terminal::new(&talk);
    let opened = match project::open(&source, terminal) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let manifest = opened.session.root().join("book.yaml");
    if manifest.exists() {
        complain(&format!("{} is there already; nothing was changed", manifest.display()));
        return Outcome::Usage;
    }
    // A list that names a file that is not there is written as far as it goes.
    let errors: Vec<Diagnostic> = opened
        .session
        .load_diagnostics()
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .cloned()
        .collect();
    terminal.show(&errors, opened.session.sources(), &opened.prefix);
    let Some(text) = opened.session.manifest_text() else { return Outcome::BookHasErrors };
    if let Err(error) = create(&manifest, &text) {
        complain(&format!("cannot create {}: {error}", manifest.display()));
        return Outcome::Machine;
    }
    say(&format!("created {}", manifest.display()));
    let root = manifest.parent().unwrap_or(Path::new("."));
    say(&format!("next: pressmark build {}", root.display()));
    if errors.is_empty() { Outcome::Done } else { Outcome::BookHasErrors }
}

/// Writes a new file; one that has come to be there meanwhile is not touched.
fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
