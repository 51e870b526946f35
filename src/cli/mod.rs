//! The command line, with one module for each command. It makes no books itself.
//!
//! 1. [`args`] parses the arguments.
//! 2. [`project`] finds the manuscript, [`host`] prepares the machine, and [`project`] loads the manuscript.
//! 3. [`build`], [`check`], [`explain`], [`fonts`], [`verify`], [`lock`] or [`init`] runs; [`output`] publishes books, and [`terminal`] alone prints.
//! 4. [`ExitStatus`] is the exit code; [`bug`] reports a panic.

mod args;
pub(crate) mod bug;
mod build;
mod check;
mod exit;
mod explain;
mod fonts;
mod host;
mod init;
mod lock;
mod output;
mod project;
mod system_fonts;
mod table;
pub(crate) mod terminal;
mod verify;

use clap::Parser;

use args::{CliCommand, CommandLine};
pub(crate) use exit::ExitStatus;

/// Runs the command that the arguments name, `build` if they name none.
pub(crate) fn run() -> ExitStatus {
    let arguments = match CommandLine::try_parse() {
        Ok(arguments) => arguments,
        Err(message) => {
            // clap prints help and version to stdout, errors to stderr.
            let printed = message.print();
            let status = if message.use_stderr() { ExitStatus::Usage } else { ExitStatus::Done };
            return terminal::after_printing(printed, status);
        }
    };
    host::heed_signals();
    let status = match arguments.command.unwrap_or(CliCommand::Build(arguments.build)) {
        CliCommand::Build(options) => build::run(&options),
        CliCommand::Check(options) => check::run(&options),
        CliCommand::Explain(options) => explain::run(&options),
        CliCommand::Fonts(options) => fonts::run(&options),
        CliCommand::Verify(options) => verify::run(&options),
        CliCommand::Lock(options) => lock::run(&options),
        CliCommand::Init(options) => init::run(&options),
    };
    terminal::after_output(status)
}
