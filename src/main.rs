//! The `pressmark` command: parses the arguments, runs one command and returns its exit code.

mod cli;

use std::panic;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a bug in the program, never the author's fault, and has an exit code of its own.
    if let Ok(outcome) = panic::catch_unwind(cli::run) {
        ExitCode::from(outcome.code())
    } else {
        cli::terminal::complain(
            "this is a bug in Pressmark; no book was touched. Please report it with the text above.",
        );
        ExitCode::from(cli::Outcome::Bug.code())
    }
}
