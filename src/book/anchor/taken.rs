//! The names that are taken: no two anchors share one.

use std::collections::{BTreeMap, BTreeSet};

use super::{counted, is_rendered};

/// The names of a book that are taken. No two differ only in case, since they are used as file names.
#[derive(Debug, Default)]
pub(in crate::book) struct Taken {
    names: BTreeSet<String>,
    /// The number that was last appended to each name, so that no number is tried twice.
    counts: BTreeMap<String, u32>,
}

impl Taken {
    /// Takes a name, with a number appended if it is taken already.
    pub(in crate::book) fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        if !self.is_free(&name) {
            // If the name with a number is one of a note or a page, no number would ever be free.
            let base = if is_rendered(&counted(wanted, 1)) { format!("s-{wanted}") } else { name };
            let mut count = self.counts.get(&base).copied().unwrap_or(1);
            // This ends: each numbered name that is taken was taken by a separate call.
            name = loop {
                count += 1;
                let numbered = counted(&base, count);
                if self.is_free(&numbered) {
                    break numbered;
                }
            };
            self.counts.insert(base, count);
        }
        self.names.insert(name.to_lowercase());
        name
    }

    fn is_free(&self, name: &str) -> bool {
        !self.names.contains(&name.to_lowercase()) && !is_rendered(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_a_number() {
        let mut names = Taken::default();
        let taken: Vec<_> = (0..3).map(|_| names.take("hanoi")).collect();
        assert_eq!(taken, ["hanoi", "hanoi-2", "hanoi-3"]);
        let ours = ["page-12", "note-a.1", "call-a.1", "page-iv", "page-break", "note-1", "Hanoi"];
        let expected =
            ["page-12-2", "note-a.1-2", "s-call-a.1-2", "page-iv-2", "page-break", "note-1", "Hanoi-4"];
        assert_eq!(ours.map(|name| names.take(name)), expected);
    }

    #[test]
    fn a_name_whose_numbers_are_all_taken_gets_another() {
        let mut names = Taken::default();
        let taken: Vec<_> = (0..3).map(|_| names.take("page")).collect();
        assert_eq!(taken, ["page", "s-page-2", "s-page-3"]);
        // Ten thousand headings of the same words are named in one pass.
        let last = (0..10_000).map(|_| names.take("same")).last();
        assert_eq!(last.as_deref(), Some("same-10000"));
    }
}
