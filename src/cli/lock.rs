//! `pressmark lock`: writes what a book is made with besides its text, for `--locked`.

use std::path::Path;

use super::args::LockOptions;
use super::exit::ExitStatus;
use super::host::{self, Reads};
use super::terminal::{Terminal, error};
use super::{output, project, system_fonts};

/// Writes the lock file of a project, unless the project has an error.
pub(super) fn run(options: &LockOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let found = match project::locate(&options.source) {
        Ok(found) => found,
        Err(status) => return status,
    };
    let fonts = options.source.system_fonts.then(system_fonts::folders);
    let reads = Reads { project: &found.root, fonts: fonts.as_deref().unwrap_or_default(), books: None };
    let folder = if found.root.as_os_str().is_empty() { Path::new(".") } else { &found.root };
    let _threads = match host::enter(reads, Some(folder), &options.limits, terminal) {
        Ok(threads) => threads,
        Err(message) => {
            error(&message);
            return ExitStatus::Machine;
        }
    };
    let opened = match project::open(&found, &options.source, fonts.as_deref(), terminal) {
        Ok(opened) => opened,
        Err(status) => return status,
    };
    let locked = match opened.attempt(terminal, |session| Ok(session.lock())) {
        Ok(locked) => locked,
        Err(status) => return status,
    };
    let shown: Vec<_> =
        locked.diagnostics.into_iter().filter(|one| options.report.strict || one.is_error()).collect();
    terminal.show(&shown, opened.session.sources(), &opened.prefix);
    let status = ExitStatus::of_diagnostics(&shown, options.report.strict);
    let Some((name, text)) = locked.value.filter(|_| status == ExitStatus::Done) else { return status };
    if let Err(message) = output::replace(folder, &name, text.as_bytes()) {
        error(&message);
        return ExitStatus::Machine;
    }
    terminal.note(&format!("wrote {}{name}; a run with `--locked` refuses to differ from it", opened.prefix));
    status
}
