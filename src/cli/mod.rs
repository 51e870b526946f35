//! The command line, with one module for each command. It makes no books itself.
//!
//! 1. [`args`] parses the arguments, to which [`environment`] adds the options that variables have.
//! 2. [`project`] finds the manuscript, [`host`] prepares the machine, and [`project`] loads the manuscript.
//! 3. [`build`], [`check`], [`explain`], [`fonts`], [`verify`], [`lock`] or [`init`] runs; [`output`] publishes books, and [`terminal`] alone prints.
//!    [`generated`] prints scripts and pages about the command line itself.
//! 4. [`report`] makes the reports of the run: documents for CI services, `--report`, `--summary`.
//! 5. [`ExitStatus`] is the exit code; [`bug`] reports a panic.

mod args;
pub(crate) mod bug;
mod build;
mod check;
mod environment;
mod exit;
mod explain;
mod fonts;
mod generated;
mod help;
mod host;
mod init;
mod lock;
mod numbers;
mod output;
mod project;
mod report;
mod shops;
mod system_fonts;
mod table;
pub(crate) mod terminal;
mod verify;

use std::ffi::OsString;
use std::path::Path;

use clap::{FromArgMatches, ValueEnum};

use args::{CliCommand, CommandLine, MessageFormat, Reporting};
pub(crate) use exit::ExitStatus;

/// Runs the command that the arguments and the environment name, `build` if they name none.
pub(crate) fn run() -> ExitStatus {
    let given: Vec<OsString> = std::env::args_os().collect();
    let all = match environment::with_variables(&args::command(), &given, &terminal::variable_as_is) {
        Ok(all) => all,
        Err(reason) => {
            begin_refused(&given);
            terminal::error(&reason);
            return terminal::after_output(ExitStatus::Usage);
        }
    };
    let parsed = help::command().try_get_matches_from(&all);
    let arguments = match parsed.and_then(|matches| CommandLine::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(message) => {
            // clap prints help and version to stdout, errors to stderr.
            let printed = message.print();
            if !message.use_stderr() {
                return terminal::after_printing(printed, ExitStatus::Done);
            }
            begin_refused(&given);
            terminal::report_error(&environment::phrase(&message));
            return terminal::after_output(ExitStatus::Usage);
        }
    };
    host::heed_signals();
    let command = arguments.command.unwrap_or(CliCommand::Build(arguments.build));
    let begun = command.reporting().map_or(Ok(()), begin);
    let status = match begun {
        Ok(()) => dispatch(&command),
        Err((status, reason)) => {
            terminal::error(&reason);
            status
        }
    };
    terminal::after_output(status)
}

fn dispatch(command: &CliCommand) -> ExitStatus {
    match command {
        CliCommand::Build(options) => build::run(options),
        CliCommand::Check(options) => check::run(options),
        CliCommand::Explain(options) => explain::run(options),
        CliCommand::Fonts(options) => fonts::run(options),
        CliCommand::Verify(options) => verify::run(options),
        CliCommand::Lock(options) => lock::run(options),
        CliCommand::Init(options) => init::run(options),
        CliCommand::Completions(options) => generated::completions(options),
        CliCommand::Man(options) => generated::man(options),
    }
}

/// Begins to collect what the reports of a run say.
///
/// # Errors
/// Returns the reason, as a phrase, if a file that was asked for cannot be written, or would become a part of the book.
fn begin(of: Reporting<'_>) -> Result<(), (ExitStatus, String)> {
    let summary = of.files.and_then(|(files, source)| Some((files.summary.as_deref()?, source)));
    if let Some((file, source)) = summary
        && project::has_markdown_at(source, file)
    {
        let begun = report::begin(wanted(of, None)).map_err(|reason| (ExitStatus::Machine, reason));
        let reason = format!(
            "cannot write the summary {}: the next run would read it as a chapter; write it outside of the book's folder, or name it \
             `{}`",
            file.display(),
            file.with_extension("txt").display()
        );
        return begun.and(Err((ExitStatus::Usage, reason)));
    }
    let file = summary.map(|(file, _)| file);
    report::begin(wanted(of, file)).map_err(|reason| (ExitStatus::Machine, reason))
}

fn wanted(of: Reporting<'_>, summary: Option<&Path>) -> report::Wanted {
    report::Wanted {
        command: of.command,
        format: terminal::format(of.options.message_format),
        quiet: of.options.quiet,
        strict: of.options.strict,
        report: of.files.and_then(|(files, _)| files.report.clone()),
        summary: summary.map(Path::to_owned),
    }
}

/// Begins to collect for a command line that is refused: also its document has to say so.
fn begin_refused(given: &[OsString]) {
    let format = terminal::format(asked_format(given));
    let wanted =
        report::Wanted { command: "run", format, quiet: false, strict: false, report: None, summary: None };
    // Without files, there is nothing that could fail.
    let _ = report::begin(wanted);
}

/// Returns the format of messages that a refused command line asks for, as far as it can be understood.
fn asked_format(given: &[OsString]) -> Option<MessageFormat> {
    const OPTION: &str = "--message-format";
    let words: Vec<_> = given.iter().map(|word| word.to_string_lossy()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix(OPTION)?.strip_prefix('='));
    let apart = words.iter().skip_while(|word| *word != OPTION).nth(1).map(|word| &**word);
    let of_variable = terminal::variable(&environment::name("message-format"));
    let name = joined.or(apart).or(of_variable.as_deref())?;
    MessageFormat::from_str(name, false).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_command_line_still_names_its_format() {
        let of = |words: &[&str]| asked_format(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["--bogus", "--message-format=junit"]), Some(MessageFormat::Junit));
        assert_eq!(of(&["check", "--message-format", "sarif", "--bogus"]), Some(MessageFormat::Sarif));
        assert_eq!([of(&["--message-format"]), of(&["--message-format", "x"]), of(&["--bogus"])], [None; 3]);
    }
}
