//! The signals that end a run.

/// Makes the signals `INT`, `TERM` and `HUP` remove unfinished files before they end the process, with the exit codes that
/// shells expect: 130, 143 and 129. Makes a write beyond the limit of file sizes (`ulimit -f`) an error of that write,
/// instead of the end of the process.
#[cfg(unix)]
pub(in crate::cli) fn heed_signals() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;

    // A handler that does nothing; only to ignore the signal would need unsafe code.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    // If there is no thread for them, signals end the process at once, and the next build removes what is left.
    let wait = || {
        let Ok(mut signals) = Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
        if let Some(signal) = signals.forever().next() {
            #[expect(clippy::exit, reason = "the signal asks for it")]
            crate::cli::output::remove_unfinished(|| {
                crate::cli::terminal::after_signal(u8::try_from(128 + signal).unwrap_or(u8::MAX));
                std::process::exit(128 + signal)
            });
        }
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

/// Does nothing: there are no such signals.
#[cfg(not(unix))]
pub(in crate::cli) fn heed_signals() {}
