//! What a run asks of the machine and what the machine may ask of it: signals, limits, a sandbox, threads.
//!
//! 1. [`signals`] makes the signals that end a run remove its unfinished files first.
//! 2. [`watchdog`] ends a run that exceeds a limit of time or memory.
//! 3. [`sandbox`] gives up every right to files but those that the run needs.
//! 4. [`threads`] starts the threads, which inherit these rights.

mod sandbox;
mod signals;
mod threads;
mod watchdog;

use std::path::{Path, PathBuf};

use rayon::ThreadPool;

use super::args::LimitOptions;
use super::terminal::Terminal;
pub(super) use signals::heed_signals;

/// The folders that a run reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reads<'a> {
    /// The root of the project.
    pub(super) project: &'a Path,
    /// The folders of the fonts of the machine, if the run may read them.
    pub(super) fonts: &'a [PathBuf],
    /// The folder of finished books, if the run reads them.
    pub(super) books: Option<&'a Path>,
}

/// Prepares the machine for a run that reads files in some folders and writes files in another, if it writes any. Returns
/// the threads that it is done on.
///
/// # Errors
/// Returns the reason, as a phrase, if a limit that was asked for cannot be kept.
pub(super) fn enter(
    reads: Reads<'_>,
    writes: Option<&Path>,
    limits: &LimitOptions,
    terminal: Terminal,
) -> Result<ThreadPool, String> {
    // The number of processors is in files that the sandbox closes.
    let wanted = threads::wanted();
    watchdog::watch(limits, terminal)?;
    if !limits.no_sandbox {
        sandbox::close(reads, writes)?;
    }
    threads::start(wanted)
}
