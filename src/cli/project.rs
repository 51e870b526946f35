//! From the command line to a loaded project.

use std::path::Path;

use pressmark::Loaded;
use pressmark::project::{self, Found};

use super::Outcome;
use super::args::Source;
use super::terminal::{Terminal, complain};

/// A project, and how its files are called from where the command runs.
pub(super) struct Opened {
    pub(super) loaded: Loaded,
    /// Stands before the names of its files: `books/moby/`, or nothing.
    pub(super) prefix: String,
}

/// Finds and loads the project; what keeps it from that is already told. What was taken from where is
/// reported on `terminal`.
pub(super) fn open(source: &Source, terminal: Terminal) -> Result<Opened, Outcome> {
    let found = find(source.path.as_deref())?;
    let prefix = prefix(&found.root);
    match pressmark::load(&found) {
        Ok(mut loaded) => {
            if let Some(standard) = source.pdf_standard {
                loaded.keep(standard);
            }
            for note in loaded.report() {
                terminal.say(&format!("note: {note}"));
            }
            Ok(Opened { loaded, prefix })
        }
        Err(error) => {
            complain(&error.to_string());
            Err(Outcome::Machine)
        }
    }
}

fn find(path: Option<&Path>) -> Result<Found, Outcome> {
    let found = match path {
        Some(path) => project::named(path),
        None => project::discover(Path::new(".")),
    };
    found.ok_or_else(|| {
        let below = project::markdown_below(path.unwrap_or(Path::new(".")));
        let below = below.map(|folders| format!("; Markdown is in {folders}: name the folder of the book"));
        match path {
            Some(path) => complain(&format!(
                "no manuscript in {}: no book.yaml and no Markdown file{}",
                path.display(),
                below.unwrap_or_default()
            )),
            None => complain(&format!(
                "no manuscript here: no book.yaml from this folder upward, and no manuscript/ with one{}. \
                 `pressmark init` begins a book",
                below.unwrap_or_default()
            )),
        }
        Outcome::Usage
    })
}

/// The root as the user would type it before a file's name.
fn prefix(root: &Path) -> String {
    let shown = root.strip_prefix(".").unwrap_or(root).to_string_lossy().replace('\\', "/");
    if shown.is_empty() || shown.ends_with('/') { shown } else { shown + "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_typed() {
        assert_eq!(prefix(Path::new(".")), "");
        assert_eq!(prefix(Path::new("./manuscript")), "manuscript/");
        assert_eq!(prefix(Path::new("../books/moby/")), "../books/moby/");
    }
}
