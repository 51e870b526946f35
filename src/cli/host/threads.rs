//! The threads of a run.

use std::num::NonZero;
use std::sync::mpsc::{self, Sender};
use std::{io, thread};

use rayon::{ThreadBuilder, ThreadPool, ThreadPoolBuilder};

use crate::cli::terminal::variable;

/// Returns the number of threads to start: that of the processors, or `RAYON_NUM_THREADS`.
pub(super) fn wanted() -> usize {
    let set = variable("RAYON_NUM_THREADS").and_then(|value| value.parse().ok()).filter(|number| *number > 0);
    set.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get))
}

/// Starts threads, the one that calls this among them; fewer if the machine refuses so many.
///
/// # Errors
/// Returns the reason, as a phrase, if not even one thread can work.
pub(super) fn start(wanted: usize) -> Result<ThreadPool, String> {
    // A pool does not survive a thread that cannot be started, so they are started before it and wait.
    let mut waiting: Vec<Sender<ThreadBuilder>> = Vec::new();
    for _ in 1..wanted {
        let (hand_over, take) = mpsc::channel::<ThreadBuilder>();
        let work = move || {
            if let Ok(worker) = take.recv() {
                worker.run();
            }
        };
        if thread::Builder::new().spawn(work).is_err() {
            break;
        }
        waiting.push(hand_over);
    }
    let builder = ThreadPoolBuilder::new().num_threads(waiting.len() + 1).use_current_thread();
    let start = |worker| {
        let sent = waiting.pop().and_then(|hand_over| hand_over.send(worker).ok());
        sent.ok_or_else(|| io::Error::other("a thread has ended"))
    };
    builder.spawn_handler(start).build().map_err(|error| format!("cannot start threads: {error}"))
}
