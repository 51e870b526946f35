//! Runs code of other crates so that a panic in it becomes an error. Entry points: [`run`] and, for code that
//! recurses, [`run_deep`].

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use crate::limits;

/// The stack of a thread for code that recurses, in bytes. It is reserved, and used only as far as needed.
const STACK: usize = 64 << 20;
/// The depth for which the stack of any thread is large enough.
const SHALLOW: u32 = 24;

thread_local! {
    /// Whether this thread runs guarded code, so that the panic hook is silent.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs work of a decoder.
///
/// # Errors
/// Returns the message of the panic, as a phrase, if the work panics.
pub(super) fn run<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    silence_guarded_panics();
    let before = IS_GUARDED.replace(true);
    // Whatever the work has changed is dropped with it.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    result.map_err(|payload| format!("the library that reads it failed: {}", message(&*payload)))
}

/// Runs work that recurses, on a thread with a large stack. The work gets the depth to which it may recurse,
/// which is less if the system refuses the thread.
///
/// # Errors
/// Returns the reason, as a phrase, if the work panics.
pub(super) fn run_deep<T: Send>(work: impl Fn(u32) -> T + Sync) -> Result<T, String> {
    let deep = || run(|| work(limits::DRAWING_DEPTH));
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, deep) {
        // The work has caught its own panics.
        Ok(thread) => thread.join().unwrap_or_else(|payload| Err(message(&*payload))),
        Err(_) => run(|| work(SHALLOW)),
    })
}

/// Replaces the panic hook, once, with one that is silent about guarded code and else calls the former one.
fn silence_guarded_panics() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let former = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_GUARDED.get() {
                former(info);
            }
        }));
    });
}

/// Returns the message of a panic as one line.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
    crate::diag::render::plain_line(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        assert_eq!(run(|| 7), Ok(7));
        assert!(run(|| -> u8 { panic!("no {}", "rest") }).is_err_and(|reason| reason.ends_with(": no rest")));
        assert!(run_deep(|_| -> u8 { panic!("none") }).is_err_and(|reason| reason.ends_with(": none")));
        assert!(!IS_GUARDED.get());
    }

    #[test]
    fn deep_recursion_has_room() {
        fn depth(left: usize) -> usize {
            let filler = std::hint::black_box([left; 64]);
            if left == 0 { 0 } else { 1 + depth(left - 1) + filler[0] - left }
        }
        assert_eq!(run_deep(|_| depth(40_000)), Ok(40_000));
    }
}
