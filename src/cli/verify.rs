//! `pressmark verify`: whether the files in the output folder are of one build.

use std::fs;
use std::path::Path;

use pressmark::inputs_of;

use super::args::VerifyOptions;
use super::exit::ExitStatus;
use super::project;
use super::terminal::{Terminal, error};

/// Reads what each book of the project says that it was made from, and compares them.
pub(super) fn run(options: &VerifyOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let found = match project::locate(&options.source) {
        Ok(found) => found,
        Err(status) => return status,
    };
    let opened = match project::open(&found, &options.source, None, terminal) {
        Ok(opened) => opened,
        Err(status) => return status,
    };
    let names = opened.session.file_names(None);
    if names.is_empty() {
        terminal.show(opened.session.load_diagnostics(), opened.session.sources(), &opened.prefix);
        return ExitStatus::BookHasErrors;
    }
    let (mut inputs, mut status) = (Vec::new(), ExitStatus::Done);
    for path in names.iter().map(|name| options.output.join(name)) {
        match read(&path) {
            Ok(of) => {
                terminal.print(&format!("{}: made from {of}", path.display()));
                inputs.push(of);
            }
            Err((reason, failure)) => {
                error(&reason);
                status = failure;
            }
        }
    }
    inputs.dedup();
    if inputs.len() > 1 {
        error("the files are of different builds; `pressmark build` makes all of them");
        return ExitStatus::BookHasErrors;
    }
    status
}

/// Returns the name of what a file was made from.
fn read(path: &Path) -> Result<String, (String, ExitStatus)> {
    #[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
    let bytes = fs::read(path).map_err(|error| {
        let is_missing = error.kind() == std::io::ErrorKind::NotFound;
        let status = if is_missing { ExitStatus::BookHasErrors } else { ExitStatus::Machine };
        (format!("cannot read {}: {error}", path.display()), status)
    })?;
    inputs_of(&bytes).ok_or_else(|| {
        let reason = format!("{} does not say what it was made from: not by this program", path.display());
        (reason, ExitStatus::BookHasErrors)
    })
}
