//! `pressmark check`: every diagnostic, no books.

use super::Outcome;
use super::args::CheckOptions;
use super::build::verdict;
use super::project;
use super::terminal::{Terminal, complain};

pub(super) fn run(options: &CheckOptions) -> Outcome {
    let terminal = Terminal::new(&options.talk);
    let opened = match project::open(&options.source) {
        Ok(opened) => opened,
        Err(outcome) => return outcome,
    };
    let progress = terminal.progress("checking");
    let diagnostics = match pressmark::check(&opened.loaded) {
        Ok(diagnostics) => diagnostics,
        Err(error) => {
            complain(&error.to_string());
            return Outcome::Bug;
        }
    };
    drop(progress);
    terminal.show(&diagnostics, &opened.loaded.sources, &opened.prefix);
    if diagnostics.is_empty() {
        terminal.say("nothing to complain about");
    }
    verdict(&diagnostics, options.talk.strict)
}
