//! The only file that prints.
//!
//! A closed pipe (`pressmark | head -0`) is the reader's choice, not a failure: what cannot be written is
//! dropped. Any other failure of the standard output, such as a full disk, is one.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pressmark::diag::Diagnostic;
use pressmark::diag::gather::gather;
use pressmark::diag::render::{self, RenderContext};

use super::args::{ColourChoice, MessageFormat, ReportOptions};
use super::exit::ExitStatus;
use super::report;

/// How long work runs before a progress indicator is shown.
const PROGRESS_DELAY: Duration = Duration::from_millis(500);
/// The time between two states of a progress indicator.
const TICK: Duration = Duration::from_millis(100);

/// How a run reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    format: MessageFormat,
    colour: bool,
    detail: Detail,
    strict: bool,
}

/// How much a run reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Detail {
    /// Errors only.
    Quiet,
    /// Every diagnostic, with those that repeat one another joined.
    Gathered,
    /// Every diagnostic.
    Verbose,
}

impl Terminal {
    /// Returns a terminal that follows the flags and the environment.
    pub(super) fn new(report: &ReportOptions) -> Self {
        let colour = match report.color {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => {
                io::stderr().is_terminal() && !variable_is_set("NO_COLOR") && !variable_is("TERM", "dumb")
            }
        };
        let format = format(report.message_format);
        let detail = match (report.quiet, report.verbose) {
            (true, _) => Detail::Quiet,
            (false, true) => Detail::Verbose,
            (false, false) => Detail::Gathered,
        };
        Self { format, colour, detail, strict: report.strict }
    }

    /// Shows diagnostics in the requested format, and their number. `prefix` is the text before the names of
    /// files.
    pub(super) fn show(self, diagnostics: &[Diagnostic], sources: &pressmark::diag::SourceMap, prefix: &str) {
        let context = RenderContext { sources, prefix, colour: self.colour };
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|one| self.detail != Detail::Quiet || self.strict || one.is_error())
            .cloned()
            .collect();
        let human = if self.detail == Detail::Verbose { render::human } else { render::brief };
        match self.format {
            MessageFormat::Human => err(&human(&shown, context)),
            MessageFormat::Json => out(&render::json(&shown, context)),
            MessageFormat::Github => {
                err(&human(&shown, RenderContext { colour: false, ..context }));
                out(&render::github(&shown, context));
            }
            // Their documents are printed when the run ends.
            MessageFormat::Sarif | MessageFormat::Gitlab | MessageFormat::Junit => {
                err(&human(&shown, context))
            }
        }
        report::add(diagnostics, context);
        let mut summary = render::summary(&shown);
        if self.detail != Detail::Verbose && gather(&shown).len() < shown.len() {
            summary += "; `--verbose` shows every place";
        }
        if !summary.is_empty() && self.format != MessageFormat::Json {
            err(&format!("{summary}\n"));
        }
        if self.strict {
            self.show_strict(diagnostics);
        }
    }

    /// Reports how many warnings keep the book from being made under `--strict`.
    fn show_strict(self, diagnostics: &[Diagnostic]) {
        let warnings = diagnostics.iter().filter(|one| !one.is_error()).map(|one| one.times).sum::<u32>();
        let message = match warnings {
            0 => return,
            1 => "1 warning counts as an error under --strict".to_owned(),
            more => format!("{more} warnings count as errors under --strict"),
        };
        print_error(&message);
        if self.format == MessageFormat::Github {
            out(&render::whole_run("--strict", &message));
        }
    }

    /// Prints a line about what was done; on stderr, so that stdout contains only data.
    pub(super) fn note(self, line: &str) {
        if self.detail != Detail::Quiet {
            err(&format!("{}\n", render::plain_line(line)));
        }
    }

    /// Prints a table: lines for people on stderr, or `json` for programs on stdout.
    pub(super) fn table(self, lines: impl Iterator<Item = String>, json: impl FnOnce() -> String) {
        if self.format == MessageFormat::Json {
            out(&json());
        } else {
            lines.for_each(|line| self.note(&line));
        }
    }

    /// Prints what a command was asked for on stdout: lines for people, or `json` for programs.
    pub(super) fn data(self, lines: &[String], json: impl FnOnce() -> String) {
        if self.format == MessageFormat::Json {
            out(&json());
        } else {
            lines.iter().for_each(|line| self.print(line));
        }
    }

    /// Prints text that was asked for on stdout; on stderr if stdout has a document.
    pub(super) fn print(self, text: &str) {
        let lines = text.lines().map(|line| render::plain_line(line) + "\n").collect::<String>();
        match self.format {
            MessageFormat::Human | MessageFormat::Json => out(&lines),
            MessageFormat::Github => out(&render::inert(&lines)),
            MessageFormat::Sarif | MessageFormat::Gitlab | MessageFormat::Junit => err(&lines),
        }
    }

    /// Shows a progress indicator, on a terminal only. It disappears when it is dropped.
    pub(super) fn progress(self, what: &'static str) -> Progress {
        let silent = self.detail == Detail::Quiet || variable_is("CI", "true") || !io::stderr().is_terminal();
        let target = if silent { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        bar.set_message(what);
        if !silent {
            let ticking = bar.clone();
            let tick = move || {
                std::thread::sleep(PROGRESS_DELAY);
                while !ticking.is_finished() {
                    ticking.tick();
                    std::thread::sleep(TICK);
                }
            };
            // Without a thread for it, there is no indicator.
            let _ = std::thread::Builder::new().name("progress".to_owned()).spawn(tick);
        }
        Progress(bar)
    }
}

/// A progress indicator, shown until it is dropped.
pub(super) struct Progress(ProgressBar);

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Prints a line about what was done, for commands that have no flags to suppress it.
pub(super) fn note(line: &str) {
    err(&format!("{}\n", render::plain_line(line)));
}

/// Returns the format of messages: the one that was asked for, else that of the place where the program runs.
pub(super) fn format(asked: Option<MessageFormat>) -> MessageFormat {
    let usual =
        if variable_is("GITHUB_ACTIONS", "true") { MessageFormat::Github } else { MessageFormat::Human };
    let format = asked.unwrap_or(usual);
    // It is the same at every call.
    let _ = FORMAT.set(format);
    format
}

/// The format of messages, once it is known.
static FORMAT: OnceLock<MessageFormat> = OnceLock::new();

/// Prints lines that are text already, such as a script.
pub(super) fn print_file(text: &str) {
    out(text);
}

/// Reports an error that has no place in a manuscript.
pub(crate) fn error(message: &str) {
    print_error(message);
    report_error(message);
}

/// Reports an error that is printed already.
pub(super) fn report_error(message: &str) {
    if FORMAT.get() == Some(&MessageFormat::Github) {
        out(&render::whole_run("pressmark", message));
    }
    report::fail(message);
}

fn print_error(message: &str) {
    err(&format!("error: {}\n", render::plain_line(message)));
}

/// The reason why something could not be printed on stdout.
static LOST: OnceLock<String> = OnceLock::new();

fn out(text: &str) {
    let mut stdout = io::stdout().lock();
    // Whole lines are flushed at once, and with them the error of a full disk.
    if let Err(error) = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        lose(&error);
    }
}

fn lose(error: &io::Error) {
    if error.kind() != io::ErrorKind::BrokenPipe {
        let _ = LOST.set(error.to_string());
    }
}

/// Ends a run that would otherwise end as `status`: makes its reports. Returns `Machine` if one of them could not be written,
/// or something not be printed on stdout, after saying so.
pub(crate) fn after_output(status: ExitStatus) -> ExitStatus {
    let failed = if status == ExitStatus::Bug { status } else { ExitStatus::Machine };
    let made = report::finish(status.code(), failed.code(), out);
    let mut reasons = made.err().unwrap_or_default();
    reasons.extend(LOST.get().map(|reason| format!("cannot write to the standard output: {reason}")));
    reasons.iter().for_each(|reason| error(reason));
    if reasons.is_empty() { status } else { failed }
}

/// Makes the reports of a run that a signal ends. A run that is making them already gets a moment for it.
pub(super) fn after_signal(exit: u8) {
    if report::is_ending() {
        std::thread::sleep(PATIENCE);
    } else {
        report::fail("ended by a signal");
        // There is nobody left to tell.
        let _ = report::finish(exit, exit, out);
    }
}

/// How long a signal or a limit waits for reports that are being made.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// Returns the status after printing that was done elsewhere.
pub(super) fn after_printing(printed: io::Result<()>, status: ExitStatus) -> ExitStatus {
    if let Err(error) = printed.and_then(|()| io::stdout().flush()) {
        lose(&error);
    }
    after_output(status)
}

fn err(text: &str) {
    // The runner of GitHub reads both streams.
    let is_github = FORMAT.get() == Some(&MessageFormat::Github);
    let inert = if is_github { render::inert(text) } else { String::new() };
    let text = if is_github { &inert } else { text };
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Returns an environment variable as the system has it, or `None` if it is not set.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(super) fn variable_as_is(name: &str) -> Option<OsString> {
    env::var_os(name)
}

/// Returns an environment variable, or `None` if it is not set or not UTF-8.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

fn variable_is(name: &str, value: &str) -> bool {
    variable(name).as_deref() == Some(value)
}

fn variable_is_set(name: &str) -> bool {
    variable(name).is_some_and(|value| !value.is_empty())
}
