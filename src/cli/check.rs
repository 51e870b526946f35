//! `pressmark check`: every diagnostic, and a table of the limits of shops. It makes no books.

use pressmark::Session;
use pressmark::diag::render;

use super::args::CheckOptions;
use super::exit::ExitStatus;
use super::terminal::Terminal;
use super::{project, report, shops};

/// Reports every diagnostic and the limits of shops.
pub(super) fn run(options: &CheckOptions) -> ExitStatus {
    let terminal = Terminal::new(&options.report);
    let (opened, _threads) = match project::open_to_read(&options.source, &options.limits, terminal) {
        Ok((opened, threads)) => (opened.locked(&options.locked), threads),
        Err(status) => return status,
    };
    let progress = terminal.progress("checking");
    let checked = match opened.attempt(terminal, Session::check) {
        Ok(checked) => checked,
        Err(status) => return status,
    };
    drop(progress);
    report::book(&opened.session);
    report::shops(&checked.shops);
    let diagnostics = checked.diagnostics;
    terminal.show(&diagnostics, opened.session.sources(), &opened.prefix);
    if !diagnostics.is_empty() {
        let lines = std::iter::once("codes:".to_owned()).chain(render::counts(&diagnostics));
        terminal.table(lines, String::new);
    }
    for (file_name, rows) in &checked.shops {
        let lines = std::iter::once(format!("{file_name} in the shops:")).chain(shops::table(rows));
        terminal.table(lines, || shops::json(file_name, rows));
    }
    if diagnostics.is_empty() {
        terminal.note("no errors and no warnings");
    }
    ExitStatus::of_diagnostics(&diagnostics, options.report.strict)
}
