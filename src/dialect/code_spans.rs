//! Code spans (CommonMark 0.31, section 6.1): a run of backticks is closed by the next run of the same
//! length. Entry point: [`CodeSpans`].

use std::collections::BTreeMap;
use std::ops::Range;

/// The runs of backticks of a range of text, by their length.
///
/// They are collected once, when the first is needed: for runs that are never closed, a search would
/// otherwise go to the end of the range each time.
pub(super) struct CodeSpans<'a> {
    bytes: &'a [u8],
    range: Range<usize>,
    /// The starts of the runs of each length, in descending order: the next one is at the end.
    runs: Option<BTreeMap<usize, Vec<usize>>>,
}

impl<'a> CodeSpans<'a> {
    /// Prepares the code spans of `text[range]`, a paragraph or a part of one.
    pub(super) fn new(text: &'a str, range: Range<usize>) -> Self {
        Self { bytes: text.as_bytes(), range, runs: None }
    }

    /// Returns the range between the backticks of the code span that begins at `at`, where there is a
    /// backtick. Calls must be made in ascending order of `at`.
    ///
    /// # Errors
    /// If no run of the same length follows, returns the length of the run at `at`, in bytes.
    pub(super) fn inner(&mut self, at: usize) -> Result<Range<usize>, usize> {
        let length = run_length(&self.bytes[at..self.range.end]);
        let runs = self.runs.get_or_insert_with(|| collect(self.bytes, self.range.clone()));
        let Some(starts) = runs.get_mut(&length) else { return Err(length) };
        while starts.last().is_some_and(|next| *next <= at) {
            starts.pop();
        }
        starts.last().map(|next| at + length..*next).ok_or(length)
    }

    /// Returns the end of the code span that begins at `at`, after its last backtick.
    ///
    /// # Errors
    /// As for [`CodeSpans::inner`].
    pub(super) fn end(&mut self, at: usize) -> Result<usize, usize> {
        self.inner(at).map(|inner| inner.end + (inner.start - at))
    }
}

fn collect(bytes: &[u8], range: Range<usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = range.start;
    while at < range.end {
        if bytes[at] == b'`' {
            let length = run_length(&bytes[at..range.end]);
            runs.entry(length).or_default().push(at);
            at += length;
        } else {
            at += 1;
        }
    }
    runs.values_mut().for_each(|starts| starts.reverse());
    runs
}

/// Returns the number of backticks at the head of a text.
fn run_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b'`').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_ends_at_the_next_run_of_its_length() {
        let text = "``a`b`` `c` ```d";
        let mut spans = CodeSpans::new(text, 0..text.len());
        assert_eq!(spans.inner(0).map(|inner| &text[inner]), Ok("a`b"));
        assert_eq!(spans.inner(8).map(|inner| &text[inner]), Ok("c"));
        assert_eq!(spans.inner(12), Err(3));
    }

    #[test]
    fn nothing_outside_the_stretch_closes_a_span() {
        let text = "`a\n\nb`";
        assert_eq!(CodeSpans::new(text, 0..2).inner(0), Err(1));
    }
}
