//! The `pressmark` command: parse the arguments, run one command, return an exit code.

mod cli;

use std::panic;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::bug::watch();
    // A panic is a bug in Pressmark, never the author's mistake: it has an exit code of its own.
    if let Ok(status) = panic::catch_unwind(cli::run) {
        ExitCode::from(status.code())
    } else {
        cli::bug::report();
        ExitCode::from(cli::ExitStatus::Bug.code())
    }
}
