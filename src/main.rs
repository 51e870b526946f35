//! The `pressmark` command: parse arguments, run one command, answer with an exit code.

mod cli;

use std::panic;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a bug of ours, never the author's fault: say so, with an exit code of its own.
    if let Ok(outcome) = panic::catch_unwind(cli::run) {
        ExitCode::from(outcome.code())
    } else {
        cli::terminal::complain(
            "this is a bug in Pressmark; no book was touched. Please report it with the text above.",
        );
        ExitCode::from(cli::Outcome::Bug.code())
    }
}
