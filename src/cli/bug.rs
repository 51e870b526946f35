//! Reports of bugs in Pressmark. Entry points: [`watch`] before anything runs, [`report`] after a panic.
//!
//! A panic prints nothing by itself: one that is caught, such as that of a decoder, becomes a diagnostic. One that ends
//! the program is printed by [`report`], which also writes a file to attach. A thread that was started before the sandbox
//! writes it, as it may still write to the folder for temporary files.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use super::terminal;

/// The maximum number of panics in a report. Threads may panic at the same time.
const MAX_PANICS: usize = 8;

/// The latest panics, the last one last.
static PANICS: Mutex<Vec<Panic>> = Mutex::new(Vec::new());

/// Asks the thread that writes reports for one.
static REPORTER: OnceLock<Sender<Sender<String>>> = OnceLock::new();

/// A panic that was recorded.
#[derive(Debug)]
struct Panic {
    /// Its place in the code and its message, on one line.
    what: String,
    backtrace: Backtrace,
}

/// Records panics from now on, instead of printing them.
pub(crate) fn watch() {
    let (asks, asked) = mpsc::channel();
    if thread::Builder::new().name("reports".to_owned()).spawn(|| wait(asked)).is_ok() {
        // It is empty: this is called once.
        let _ = REPORTER.set(asks);
    }
    panic::set_hook(Box::new(|info| {
        let mut panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
        if panics.len() == MAX_PANICS {
            panics.remove(0);
        }
        panics.push(Panic::of(info));
    }));
}

impl Panic {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        let payload = info.payload();
        let message = payload.downcast_ref::<&str>().copied();
        let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message = message.unwrap_or("a panic without a message");
        let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        let thread = thread::current();
        let thread = thread.name().unwrap_or("without a name");
        // A message may quote the manuscript, and a line of it could be a command to a CI runner or a terminal.
        let message = message.replace(char::is_control, " ");
        let what = format!("panicked at {place}, thread {thread}: {message}");
        Self { what, backtrace: Backtrace::force_capture() }
    }
}

/// Prints the panic that ended the program, and writes a file with all that is known of it.
pub(crate) fn report() {
    let ask = || {
        let (answers, answered) = mpsc::channel();
        REPORTER.get()?.send(answers).ok()?;
        answered.recv().ok()
    };
    // Without the thread, this one may not be able to write.
    let advice = ask().unwrap_or_else(save);
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    let what = panics.last().map_or("panicked", |panic| panic.what.as_str());
    terminal::error(&format!(
        "{what}\nthis is a bug in Pressmark; no book was touched. Please report it {advice}"
    ));
    drop(panics);
    terminal::after_output(super::ExitStatus::Bug);
}

/// Writes a report if there is a panic, and answers with what to do with it.
#[expect(clippy::needless_pass_by_value, reason = "the thread has it alone")]
fn wait(asked: Receiver<Sender<String>>) {
    if let Ok(answers) = asked.recv() {
        // Whoever asked waits for it.
        let _ = answers.send(save());
    }
}

/// Writes a report to a file, and returns the rest of the sentence "Please report it".
fn save() -> String {
    let text = text(&PANICS.lock().unwrap_or_else(PoisonError::into_inner));
    let name = format!("pressmark-bug-{}.txt", std::process::id());
    let folders = [std::env::temp_dir(), PathBuf::from(".")];
    match folders.iter().find_map(|folder| write(&folder.join(&name), &text).ok()) {
        Some(path) => format!("with the file {}", path.display()),
        None => format!("with this text, as no file for it could be written:\n\n{text}"),
    }
}

/// Returns the text of a report. It has nothing of the book but what the messages of panics quote.
fn text(panics: &[Panic]) -> String {
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let mut text = format!(
        "pressmark {}\nsystem: {} {}\narguments: {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        arguments.map(|argument| format!("{argument:?}")).collect::<Vec<_>>().join(" ")
    );
    for panic in panics.iter().rev() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "\n{}\n{}", panic.what, panic.backtrace);
    }
    text
}

/// Writes a file that is not there yet, also not as a link, and returns its path.
fn write(path: &Path, text: &str) -> std::io::Result<PathBuf> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())?;
    Ok(path.to_owned())
}

/// Panics if the environment asks for it, so that tests see what a user would.
#[cfg(debug_assertions)]
pub(super) fn panic_on_request() {
    assert!(terminal::variable("PRESSMARK_PANIC").is_none(), "a panic on request\nof two lines");
}

/// Does nothing: only a build for tests panics on request.
#[cfg(not(debug_assertions))]
pub(super) const fn panic_on_request() {}
