//! Finds and loads the project of the path on the command line. Entry points: [`locate`], then [`open`].

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use pressmark::find::{self, ProjectLocation};
use pressmark::{Error, Session};
use rayon::ThreadPool;

use super::args::{LimitOptions, LockedOption, SourceOptions};
use super::bug;
use super::exit::ExitStatus;
use super::host::{self, Reads};
use super::system_fonts;
use super::terminal::{self, Terminal};

/// A loaded project, and how its files are named from the working directory.
pub(super) struct OpenProject {
    pub(super) session: Session,
    /// The text before the names of its files: `books/moby/`, or nothing.
    pub(super) prefix: String,
}

impl OpenProject {
    /// Requires the lock of the project if the option asks for it.
    pub(super) fn locked(mut self, option: &LockedOption) -> Self {
        if option.locked {
            self.session.require_lock();
        }
        self
    }

    /// Runs a command on the project. If it panics, which is a bug in Pressmark, the diagnostics so far are
    /// shown before the panic continues.
    ///
    /// # Errors
    /// Returns `Bug` if the command fails; the reason has been printed.
    pub(super) fn attempt<T>(
        &self,
        terminal: Terminal,
        work: impl FnOnce(&Session) -> Result<T, Error>,
    ) -> Result<T, ExitStatus> {
        let work = || {
            bug::panic_on_request();
            work(&self.session)
        };
        match panic::catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(made)) => Ok(made),
            Ok(Err(error)) => {
                terminal::error(&error.to_string());
                Err(ExitStatus::Bug)
            }
            Err(payload) => {
                let read = panic::catch_unwind(AssertUnwindSafe(|| self.session.parse_diagnostics()));
                terminal.show(&read.unwrap_or_default(), self.session.sources(), &self.prefix);
                panic::resume_unwind(payload)
            }
        }
    }
}

/// Loads a project that was found. `fonts` are the folders of the fonts of the machine, if the run may read them. Notes on `terminal` which files were read and what was left out.
///
/// # Errors
/// Returns `Machine` if it cannot be read; the reason has been printed.
pub(super) fn open(
    found: &ProjectLocation,
    source: &SourceOptions,
    fonts: Option<&[PathBuf]>,
    terminal: Terminal,
) -> Result<OpenProject, ExitStatus> {
    let prefix = prefix(&found.root);
    match Session::load_within(found, source.limits()) {
        Ok(mut session) => {
            if let Some(standard) = source.pdf_standard {
                session.require_standard(standard);
            }
            if let Some(folders) = fonts {
                session.allow_system_fonts(system_fonts::in_folders(folders));
            }
            for note in session.notes() {
                terminal.note(&format!("note: {note}"));
            }
            Ok(OpenProject { session, prefix })
        }
        Err(error) => {
            terminal::error(&error.to_string());
            Err(ExitStatus::Machine)
        }
    }
}

/// Finds and loads the project of a command that writes no files. Returns with it the threads that the command is done on.
///
/// # Errors
/// Returns `Usage` if there is no project, `Machine` if it cannot be read; the reason has been printed.
pub(super) fn open_to_read(
    source: &SourceOptions,
    limits: &LimitOptions,
    terminal: Terminal,
) -> Result<(OpenProject, ThreadPool), ExitStatus> {
    let found = locate(source)?;
    let fonts = source.system_fonts.then(system_fonts::folders);
    let reads = Reads { project: &found.root, fonts: fonts.as_deref().unwrap_or_default(), books: None };
    let threads = host::enter(reads, None, limits, terminal).map_err(|message| {
        terminal::error(&message);
        ExitStatus::Machine
    })?;
    Ok((open(&found, source, fonts.as_deref(), terminal)?, threads))
}

/// Returns whether the project that a command reads would read a file at this path as a part of the book.
pub(super) fn has_markdown_at(source: &SourceOptions, file: &Path) -> bool {
    found(source).is_some_and(|project| project.has_markdown_at(file))
}

fn found(source: &SourceOptions) -> Option<ProjectLocation> {
    source.path.as_deref().map_or_else(|| find::discover(Path::new(".")), find::named)
}

/// Finds the project of the path on the command line, or of the working directory.
///
/// # Errors
/// Returns `Usage` if there is no project, `Machine` if its folder cannot be read; the reason has been printed.
pub(super) fn locate(source: &SourceOptions) -> Result<ProjectLocation, ExitStatus> {
    let path = source.path.as_deref();
    found(source).ok_or_else(|| {
        if let Some(error) = find::unreadable(path.unwrap_or(Path::new("."))) {
            terminal::error(&error.to_string());
            return ExitStatus::Machine;
        }
        let below = find::markdown_below(path.unwrap_or(Path::new(".")));
        let below = below.map(|below| format!("; {below}"));
        match path {
            Some(path) => terminal::error(&format!(
                "no manuscript in {}: no book.yaml and no Markdown file{}",
                path.display(),
                below.unwrap_or_default()
            )),
            None => terminal::error(&format!(
                "no manuscript here: no book.yaml in this folder or above it, and no manuscript/ with one{}; \
                 `pressmark init` creates a book",
                below.unwrap_or_default()
            )),
        }
        ExitStatus::Usage
    })
}

/// Returns the root as the user would type it before a file's name.
fn prefix(root: &Path) -> String {
    let shown = root.strip_prefix(".").unwrap_or(root).to_string_lossy().replace('\\', "/");
    if shown.is_empty() || shown.ends_with('/') { shown } else { shown + "/" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{CliCommand, CommandLine};
    use clap::Parser;

    #[test]
    fn a_panic_goes_on_after_the_diagnostics_so_far_were_shown() {
        let arguments = CommandLine::try_parse_from(["pressmark", "check", "-q"]).expect("good arguments");
        let Some(CliCommand::Check(options)) = arguments.command else { panic!("a check") };
        let found = find::named(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample");
        let session = Session::load(&found).expect("a machine that reads");
        let opened = OpenProject { session, prefix: String::new() };
        let terminal = Terminal::new(&options.report);
        let work = || opened.attempt(terminal, |_| -> Result<(), Error> { panic!("a bug") });
        assert!(panic::catch_unwind(AssertUnwindSafe(work)).is_err());
        assert_eq!(opened.attempt(terminal, |_| Ok(7)), Ok(7));
    }

    #[test]
    fn prefixes_are_as_typed() {
        assert_eq!(prefix(Path::new(".")), "");
        assert_eq!(prefix(Path::new("./manuscript")), "manuscript/");
        assert_eq!(prefix(Path::new("../books/moby/")), "../books/moby/");
    }
}
