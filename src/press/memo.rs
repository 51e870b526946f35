//! Results that are kept over the reloads of a session, by the fingerprint of what they were made from.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::fingerprint::Fingerprint;

/// Results by the fingerprint of their inputs.
///
/// Nothing is kept, and no fingerprint computed, before the first [`Memo::next_generation`]: a program
/// that builds once pays neither time nor memory for it. From then on, results that were not requested
/// during a whole generation are dropped at its end.
#[derive(Debug)]
pub(super) struct Memo<T> {
    is_kept: bool,
    generations: Mutex<Generations<T>>,
    /// The number of results that were made rather than found.
    made: AtomicUsize,
}

#[derive(Debug)]
struct Generations<T> {
    last: BTreeMap<Fingerprint, Arc<T>>,
    current: BTreeMap<Fingerprint, Arc<T>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        let generations = Mutex::new(Generations { last: BTreeMap::new(), current: BTreeMap::new() });
        Self { is_kept: false, generations, made: AtomicUsize::new(0) }
    }
}

impl<T> Memo<T> {
    /// Returns the result for these inputs, and makes it if it is not known.
    ///
    /// No lock is held while a result is made: two threads that request the same one at once make it
    /// twice, and get equal results.
    pub(super) fn get_or_make(
        &self,
        inputs: impl FnOnce() -> Fingerprint,
        make: impl FnOnce() -> T,
    ) -> Arc<T> {
        if !self.is_kept {
            self.made.fetch_add(1, Ordering::Relaxed);
            return Arc::new(make());
        }
        let key = inputs();
        if let Some(known) = self.find(key) {
            return known;
        }
        self.made.fetch_add(1, Ordering::Relaxed);
        let made = Arc::new(make());
        self.lock().current.insert(key, Arc::clone(&made));
        made
    }

    /// Begins to keep results, and drops those that were not requested since the last call.
    pub(super) fn next_generation(&mut self) {
        self.is_kept = true;
        let generations = self.generations.get_mut().unwrap_or_else(PoisonError::into_inner);
        generations.last = std::mem::take(&mut generations.current);
    }

    /// Returns the number of results computed so far.
    #[cfg(test)]
    pub(super) fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    fn find(&self, key: Fingerprint) -> Option<Arc<T>> {
        let mut generations = self.lock();
        if let Some(known) = generations.current.get(&key) {
            return Some(Arc::clone(known));
        }
        let known = generations.last.remove(&key)?;
        generations.current.insert(key, Arc::clone(&known));
        Some(known)
    }

    /// Locks the results, ignoring poisoning: they are complete even if another thread has panicked.
    fn lock(&self) -> std::sync::MutexGuard<'_, Generations<T>> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(memo: &Memo<u32>, inputs: u32) -> u32 {
        *memo.get_or_make(|| Fingerprint::of(&inputs), || inputs * 2)
    }

    #[test]
    fn results_are_kept_from_the_first_generation_on() {
        let mut memo = Memo::default();
        assert_eq!([ask(&memo, 1), ask(&memo, 1)], [2, 2]);
        assert_eq!(memo.made(), 2);
        memo.next_generation();
        assert_eq!([ask(&memo, 1), ask(&memo, 1), ask(&memo, 2)], [2, 2, 4]);
        assert_eq!(memo.made(), 4);
    }

    #[test]
    fn results_that_are_not_requested_are_dropped_after_a_generation() {
        let mut memo = Memo::default();
        memo.next_generation();
        ask(&memo, 1);
        memo.next_generation();
        ask(&memo, 1);
        assert_eq!(memo.made(), 1);
        memo.next_generation();
        memo.next_generation();
        ask(&memo, 1);
        assert_eq!(memo.made(), 2);
    }
}
