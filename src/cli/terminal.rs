//! Where words reach the terminal: the only file that prints.
//!
//! A closed pipe (`pressmark | head -0`) is the reader's choice, not a failure: what cannot be
//! written is let go.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use pressmark::diag::Diagnostic;
use pressmark::diag::gather::gather;
use pressmark::diag::render::{self, RenderContext};

use super::args::{Colour, MessageFormat, Talk};

/// A progress sign is shown only for work that takes longer than a glance.
const PATIENCE: Duration = Duration::from_millis(500);

/// How a run talks.
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
    /// Diagnostics that repeat one another gathered.
    Gathered,
    /// Every diagnostic.
    Verbose,
}

impl Terminal {
    /// As the flags and the environment ask.
    pub(super) fn new(talk: &Talk) -> Self {
        let github = variable_is("GITHUB_ACTIONS", "true");
        let by_itself = if github { MessageFormat::Github } else { MessageFormat::Human };
        let colour = match talk.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                io::stderr().is_terminal() && !variable_is_set("NO_COLOR") && !variable_is("TERM", "dumb")
            }
        };
        let format = talk.message_format.unwrap_or(by_itself);
        let detail = match (talk.quiet, talk.verbose) {
            (true, _) => Detail::Quiet,
            (false, true) => Detail::Verbose,
            (false, false) => Detail::Gathered,
        };
        Self { format, colour, detail, strict: talk.strict }
    }

    /// Shows diagnostics in the format asked for, and how many there are.
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
            self.say_strict(diagnostics);
        }
    }

    /// Says that warnings keep the book from being made, and how many do.
    fn say_strict(self, diagnostics: &[Diagnostic]) {
        let warnings = diagnostics.iter().filter(|one| !one.is_error()).map(|one| one.times).sum::<u32>();
        let message = match warnings {
            0 => return,
            1 => "1 warning counts as an error under --strict".to_owned(),
            more => format!("{more} warnings count as errors under --strict"),
        };
        complain(&message);
        if self.format == MessageFormat::Github {
            out(&format!("::error title=--strict::{message}\n"));
        }
    }

    /// A line about what was done, on stderr, so that stdout holds data only.
    pub(super) fn say(self, line: &str) {
        if self.detail != Detail::Quiet {
            err(&format!("{}\n", render::plain_line(line)));
        }
    }

    /// A table: lines for people on stderr, `json` for programs on stdout.
    pub(super) fn table(self, lines: impl Iterator<Item = String>, json: impl FnOnce() -> String) {
        if self.format == MessageFormat::Json {
            out(&json());
        } else {
            lines.for_each(|line| self.say(&line));
        }
    }

    /// A sign of life on a terminal, none elsewhere; it vanishes when dropped.
    pub(super) fn progress(self, what: &'static str) -> Progress {
        let silent = self.detail == Detail::Quiet || variable_is("CI", "true") || !io::stderr().is_terminal();
        let target = if silent { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        bar.set_message(what);
        if !silent {
            let bar = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                bar.enable_steady_tick(Duration::from_millis(100));
            });
        }
        Progress(bar)
    }
}

/// A progress sign for as long as it is kept.
pub(super) struct Progress(ProgressBar);

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A line about what was done, for commands without flags of their own.
pub(super) fn say(line: &str) {
    err(&format!("{}\n", render::plain_line(line)));
}

/// A failure that has no place in a manuscript.
pub(crate) fn complain(message: &str) {
    err(&format!("error: {}\n", render::plain_line(message)));
}

fn out(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

fn err(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

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
