//! `pressmark explain`: why a page is as it is.

use pressmark::PagePlace;

use super::args::ExplainOptions;
use super::exit::ExitStatus;
use super::project;
use super::terminal::{self, Terminal};

/// Prints the explanation of a page. Diagnostics are shown only if they keep the page from being made.
pub(super) fn run(options: &ExplainOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let (opened, _threads) = match project::open_to_read(&options.source, &options.limits, terminal) {
        Ok(opened) => opened,
        Err(status) => return status,
    };
    // Messages name files from the working directory.
    let mut place = options.place.clone();
    if let PagePlace::Line { file, .. } = &mut place
        && let Some(name) = file.strip_prefix(&opened.prefix)
    {
        *file = name.to_owned();
    }
    let progress = terminal.progress("setting the book");
    let explained = match opened.attempt(terminal, |session| Ok(session.explain(&place))) {
        Ok(explained) => explained,
        Err(status) => return status,
    };
    drop(progress);
    let errors: Vec<_> = explained.diagnostics.into_iter().filter(|one| one.is_error()).collect();
    terminal.show(&errors, opened.session.sources(), &opened.prefix);
    match explained.value {
        Ok(text) => {
            terminal.print(&text);
            ExitStatus::Done
        }
        Err(reason) => {
            terminal::error(&reason);
            if errors.is_empty() { ExitStatus::Usage } else { ExitStatus::of_diagnostics(&errors, false) }
        }
    }
}
