//! The command line: one module a command, nothing in it that makes books.

mod args;
mod build;
mod check;
mod init;
mod output;
mod project;
pub(crate) mod terminal;

use clap::Parser;

use args::{Arguments, Command};

/// How a run ended; the exit codes are a promise to CI jobs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// All is well.
    Done,
    /// The book has errors.
    BookHasErrors,
    /// The command line or the project is not usable: wrong flags, nothing to build.
    Usage,
    /// The machine failed (a disk, a permission); trying again may help.
    Machine,
    /// A bug of ours.
    Bug,
}

impl Outcome {
    /// 0, 1, 2, 3 or 70.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::BookHasErrors => 1,
            Self::Usage => 2,
            Self::Machine => 3,
            Self::Bug => 70,
        }
    }
}

/// Runs the command that the arguments ask for.
pub(crate) fn run() -> Outcome {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(message) => {
            // clap prints help and version to stdout, mistakes to stderr.
            let _ = message.print();
            return if message.use_stderr() { Outcome::Usage } else { Outcome::Done };
        }
    };
    match arguments.command.unwrap_or(Command::Build(arguments.build)) {
        Command::Build(options) => build::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Init(options) => init::run(&options),
    }
}
