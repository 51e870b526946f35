//! The `pressmark` command: parse the arguments, run one command, return an exit code.

mod cli;

use std::panic;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is a bug in Pressmark, never the author's mistake: it has an exit code of its own.
    if let Ok(status) = panic::catch_unwind(cli::run) {
        ExitCode::from(status.code())
    } else {
        cli::terminal::error(
            "this is a bug in Pressmark; no book was touched. Please report it with the text above.",
        );
        ExitCode::from(cli::ExitStatus::Bug.code())
    }
}
