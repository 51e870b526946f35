//! The names that other tools derive from the words of a heading.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

use crate::book::anchor::counted;

/// Returns the name that GitHub and mdBook derive from a heading: lower-case letters, marks and digits of any
/// script, with hyphens for spaces.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() || is_combining_mark(c) || c == '_' => out.push(c),
            c if c.is_whitespace() || c == '-' => out.push('-'),
            _ => {}
        }
    }
    out.trim_matches('-').to_owned()
}

/// Returns a slug in pandoc's form: without anything before the first letter (`section` if there is
/// none).
fn from_first_letter(slug: &str) -> &str {
    let name = slug.trim_start_matches(|c: char| !c.is_alphabetic());
    if name.is_empty() { "section" } else { name }
}

/// Returns a name without the parts in which tools differ: case, hyphens, underscores, punctuation.
pub(super) fn normalised(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Numbers equal headings of a file (or of a book) as the tools do: `notes`, `notes-1`, `notes-2`.
#[derive(Debug, Default)]
pub(super) struct Slugger {
    github: NameCounter,
    pandoc: NameCounter,
}

impl Slugger {
    /// Returns the names of the next heading, by its slug: GitHub's, then pandoc's.
    pub(super) fn next(&mut self, slug: &str) -> [String; 2] {
        [self.github.next(slug), self.pandoc.next(from_first_letter(slug))]
    }

    /// Returns only pandoc's name of the next heading.
    pub(super) fn next_of_book(&mut self, slug: &str) -> String {
        self.pandoc.next(from_first_letter(slug))
    }
}

#[derive(Debug, Default)]
struct NameCounter {
    taken: BTreeSet<String>,
    counts: BTreeMap<String, u32>,
}

impl NameCounter {
    fn next(&mut self, slug: &str) -> String {
        if self.taken.insert(slug.to_owned()) {
            return slug.to_owned();
        }
        let count = self.counts.entry(slug.to_owned()).or_insert(0);
        loop {
            *count += 1;
            let numbered = counted(slug, *count);
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_names() {
        assert_eq!(slug("Hanoi, 27 & 28 February!"), "hanoi-27--28-february");
        assert_eq!(slug("हिन्दी ที่นี่"), "हिन्दी-ที่นี่");
        assert_eq!(["1-intro", "2024", "a-1"].map(from_first_letter), ["intro", "section", "a-1"]);
        assert_eq!(["`--Flag` x", "flag_x", "Flag  X"].map(normalised), ["flagx", "flagx", "flagx"]);
    }

    #[test]
    fn the_second_heading_of_the_same_words_is_number_one() {
        let mut slugger = Slugger::default();
        let names = ["notes", "notes-1", "notes", "notes", "1-a"].map(|slug| slugger.next(slug));
        let github = names.each_ref().map(|[github, _]| github.as_str());
        assert_eq!(github, ["notes", "notes-1", "notes-2", "notes-3", "1-a"]);
        assert_eq!(names[4][1], "a");
    }
}
