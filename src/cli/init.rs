//! `pressmark init`: a small book that builds at once.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::args::InitOptions;
use super::terminal::{complain, say};

/// The files of a new book.
const FILES: [(&str, &str); 4] = [
    ("book.yaml", include_str!("init/book.yaml")),
    ("chapter-1.md", include_str!("init/chapter-1.md")),
    ("chapter-2.md", include_str!("init/chapter-2.md")),
    ("images/harbour.svg", include_str!("init/harbour.svg")),
];

pub(super) fn run(options: &InitOptions) -> Outcome {
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

/// Writes a new file; one that has come to be there meanwhile is not touched.
fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
