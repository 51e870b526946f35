//! The only file that prints.
//!
//! A closed pipe (`pressmark | head -0`) is the reader's choice, not a failure: what cannot be written is
//! dropped. Any other failure of the standard output, such as a full disk, is one.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pressmark::diag::Diagnostic;
use pressmark::diag::gather::gather;
use pressmark::diag::render::{self, RenderContext};

use super::args::{ColourChoice, MessageFormat, ReportOptions};
use super::exit::ExitStatus;

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
        let github = variable_is("GITHUB_ACTIONS", "true");
        let default = if github { MessageFormat::Github } else { MessageFormat::Human };
        let colour = match report.color {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => {
                io::stderr().is_terminal() && !variable_is_set("NO_COLOR") && !variable_is("TERM", "dumb")
            }
        };
        let format = report.message_format.unwrap_or(default);
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
                // The runner reads old-style commands anywhere in a line.
                err(&human(&shown, RenderContext { colour: false, ..context }).replace("##[", "## ["));
                out(&render::github(&shown, context));
            }
        }
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
        error(&message);
        if self.format == MessageFormat::Github {
            out(&format!("::error title=--strict::{message}\n"));
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
            lines.iter().for_each(|line| print(line));
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

/// Prints text that was asked for, on stdout.
pub(super) fn print(text: &str) {
    let lines = text.lines().map(|line| render::plain_line(line) + "\n");
    out(&lines.collect::<String>());
}

/// Prints an error that has no place in a manuscript.
pub(crate) fn error(message: &str) {
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

/// Returns the status of a run that would otherwise end as `status`: `Machine` if something could not be printed on stdout,
/// after saying so.
pub(super) fn after_output(status: ExitStatus) -> ExitStatus {
    let Some(reason) = LOST.get() else { return status };
    error(&format!("cannot write to the standard output: {reason}"));
    if status == ExitStatus::Bug { status } else { ExitStatus::Machine }
}

/// Returns the status after printing that was done elsewhere.
pub(super) fn after_printing(printed: io::Result<()>, status: ExitStatus) -> ExitStatus {
    if let Err(error) = printed.and_then(|()| io::stdout().flush()) {
        lose(&error);
    }
    after_output(status)
}

fn err(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Returns an environment variable, or `None` if it is not set or not UTF-8.
#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

fn variable_is(name: &str, value: &str) -> bool {
    variable(name).as_deref() == Some(value)
}

pub(super) fn variable_is_set(name: &str) -> bool {
    variable(name).is_some_and(|value| !value.is_empty())
}
