//! From the command line to a loaded project.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use pressmark::find::{self, Found};
use pressmark::{Error, Session};

use super::Outcome;
use super::args::Source;
use super::terminal::{Terminal, complain};

/// A project, and how its files are called from where the command runs.
pub(super) struct Opened {
    pub(super) session: Session,
    /// Stands before the names of its files: `books/moby/`, or nothing.
    pub(super) prefix: String,
}

impl Opened {
    /// Does work on the project. A panic is a bug of ours, and takes nothing with it that was noticed
    /// of the project before.
    pub(super) fn attempt<T>(
        &self,
        terminal: Terminal,
        work: impl FnOnce(&Session) -> Result<T, Error>,
    ) -> Result<T, Outcome> {
        match panic::catch_unwind(AssertUnwindSafe(|| work(&self.session))) {
            Ok(Ok(made)) => Ok(made),
            Ok(Err(error)) => {
                complain(&error.to_string());
                Err(Outcome::Bug)
            }
            Err(payload) => {
                let read = panic::catch_unwind(AssertUnwindSafe(|| self.session.parse_diagnostics()));
                terminal.show(&read.unwrap_or_default(), self.session.sources(), &self.prefix);
                panic::resume_unwind(payload)
            }
        }
    }
}

/// Finds and loads the project; what prevents it has been reported. What was taken from where is
/// reported on `terminal`.
pub(super) fn open(source: &Source, terminal: Terminal) -> Result<Opened, Outcome> {
    let found = locate(source.path.as_deref())?;
    let prefix = prefix(&found.root);
    match Session::load(&found) {
        Ok(mut session) => {
            if let Some(standard) = source.pdf_standard {
                session.require_standard(standard);
            }
            for note in session.notes() {
                terminal.say(&format!("note: {note}"));
            }
            Ok(Opened { session, prefix })
        }
        Err(error) => {
            complain(&error.to_string());
            Err(Outcome::Machine)
        }
    }
}

fn locate(path: Option<&Path>) -> Result<Found, Outcome> {
    let found = match path {
        Some(path) => find::named(path),
        None => find::discover(Path::new(".")),
    };
    found.ok_or_else(|| {
        let below = find::markdown_below(path.unwrap_or(Path::new(".")));
        let below = below.map(|below| format!("; {below}"));
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
    use crate::cli::args::{Arguments, Command};
    use clap::Parser;

    #[test]
    fn a_panic_reaches_the_top_after_what_was_noticed_was_shown() {
        let arguments = Arguments::try_parse_from(["pressmark", "check", "-q"]).expect("good arguments");
        let Some(Command::Check(options)) = arguments.command else { panic!("a check") };
        let found = find::named(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
        let session = Session::load(&found).expect("a machine that reads");
        let opened = Opened { session, prefix: String::new() };
        let terminal = Terminal::new(&options.talk);
        let work = || opened.attempt(terminal, |_| -> Result<(), Error> { panic!("a bug") });
        assert!(panic::catch_unwind(AssertUnwindSafe(work)).is_err());
        assert_eq!(opened.attempt(terminal, |_| Ok(7)), Ok(7));
    }

    #[test]
    fn names_are_as_typed() {
        assert_eq!(prefix(Path::new(".")), "");
        assert_eq!(prefix(Path::new("./manuscript")), "manuscript/");
        assert_eq!(prefix(Path::new("../books/moby/")), "../books/moby/");
    }
}
