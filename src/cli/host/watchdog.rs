//! Ends a run that exceeds a limit of time or memory.

use std::fs::File;
use std::time::{Duration, Instant};

use pressmark::diag::{Code, Diagnostic, SourceMap};

use crate::cli::ExitStatus;
use crate::cli::args::LimitOptions;
use crate::cli::output::remove_unfinished;
use crate::cli::report;
use crate::cli::terminal::{PATIENCE, Terminal, after_output};

/// The time between two looks.
const INTERVAL: Duration = Duration::from_millis(10);

/// Starts to watch the limits that were asked for, if there are any.
///
/// # Errors
/// Returns the reason, as a phrase, if a limit cannot be watched.
#[expect(clippy::disallowed_methods, reason = "the clock ends a run, and reaches no book")]
pub(super) fn watch(limits: &LimitOptions, terminal: Terminal) -> Result<(), String> {
    let (timeout, max_memory) = (limits.timeout, limits.max_memory);
    if timeout.is_none() && max_memory.is_none() {
        return Ok(());
    }
    let memory = max_memory.map(|_| Memory::open()).transpose()?;
    let begun = Instant::now();
    let look = move || {
        if let Some(timeout) = timeout.filter(|timeout| begun.elapsed() >= *timeout) {
            end(Code::TimeLimit, &over_time(timeout), "`--timeout` allows more", terminal);
        }
        let used = memory.as_ref().and_then(Memory::used);
        if let (Some(used), Some(max)) = (used, max_memory)
            && used > max
        {
            end(Code::MemoryLimit, &over_memory(max), "`--max-memory` allows more", terminal);
        }
    };
    // A limit that is too small for the program itself ends the run before it begins.
    look();
    let keep_looking = move || loop {
        std::thread::sleep(INTERVAL);
        look();
    };
    let started = std::thread::Builder::new().name("watchdog".to_owned()).spawn(keep_looking);
    started.map(|_| ()).map_err(|error| format!("cannot watch the limits of this run: {error}"))
}

fn over_time(timeout: Duration) -> String {
    format!("not done after {} s", timeout.as_secs())
}

fn over_memory(max: u64) -> String {
    format!("more than {} MiB of memory are needed", max >> 20)
}

/// Ends the run with a diagnostic. No book is touched, unless all were already there.
fn end(code: Code, message: &str, help: &str, terminal: Terminal) {
    let diagnostic = Diagnostic::new(code, None, message).help(help);
    #[expect(clippy::exit, reason = "the user asks for it")]
    remove_unfinished(|| {
        if report::is_ending() {
            std::thread::sleep(PATIENCE);
            std::process::exit(ExitStatus::Machine.code().into())
        }
        terminal.show(&[diagnostic], &SourceMap::new(), "");
        let status = after_output(ExitStatus::Machine);
        std::process::exit(status.code().into())
    });
}

/// The memory of this process that is in use.
struct Memory {
    /// The file of the kernel that tells it; open, because the sandbox closes its folder.
    #[cfg(target_os = "linux")]
    statm: File,
    #[cfg(not(target_os = "linux"))]
    _none: std::convert::Infallible,
}

#[cfg(target_os = "linux")]
impl Memory {
    fn open() -> Result<Self, String> {
        #[expect(clippy::disallowed_methods, reason = "a file of the kernel")]
        let statm = File::open("/proc/self/statm");
        let statm = statm.map_err(|error| format!("cannot watch memory: /proc/self/statm: {error}"))?;
        Ok(Self { statm })
    }

    /// Returns the bytes that are in memory; `None` if the kernel does not tell.
    fn used(&self) -> Option<u64> {
        use std::os::unix::fs::FileExt;
        let mut text = [0; 128];
        let length = self.statm.read_at(&mut text, 0).ok()?;
        let text = std::str::from_utf8(&text[..length]).ok()?;
        let pages: u64 = text.split(' ').nth(1)?.parse().ok()?;
        Some(pages * rustix::param::page_size() as u64)
    }
}

#[cfg(not(target_os = "linux"))]
impl Memory {
    fn open() -> Result<Self, String> {
        Err("`--max-memory` works on Linux only".to_owned())
    }

    fn used(&self) -> Option<u64> {
        match self._none {}
    }
}
