//! Where the pages of the printed edition begin: marks in the text, each before the first word of
//! its page.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::xml::{escape, escape_into};
use crate::book::pagination::{PageStart, Pagination, counts};
use crate::book::{Anchor, DivisionId, NoteId};

/// The pages that begin in each division and each note.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    by_text: BTreeMap<(&'a DivisionId, Option<NoteId>), Vec<&'a PageStart>>,
}

impl<'a> Marks<'a> {
    /// Sorts the pages of an edition by where they begin.
    pub(super) fn of(pagination: Option<&'a Pagination>) -> Self {
        let mut marks = Self::default();
        for page in pagination.iter().flat_map(|pagination| &pagination.pages) {
            let text = (&page.place.division, page.place.note);
            marks.by_text.entry(text).or_default().push(page);
        }
        marks
    }

    /// The pages that begin in the text of a division.
    pub(super) fn in_division(&self, division: &DivisionId) -> Breaks<'a> {
        self.taken(|(id, note)| *id == division && note.is_none())
    }

    /// The pages that begin in a note, wherever it is called.
    pub(super) fn in_note(&self, id: NoteId) -> Breaks<'a> {
        self.taken(|(_, note)| *note == Some(id))
    }

    fn taken(&self, wanted: impl Fn(&(&DivisionId, Option<NoteId>)) -> bool) -> Breaks<'a> {
        let found = self.by_text.iter().find(|(text, _)| wanted(text));
        Breaks { pages: found.map(|(_, pages)| pages.clone()).unwrap_or_default(), next: 0, told: 0 }
    }
}

/// The page breaks still to come in a text, and how much of it is told.
#[derive(Debug, Default)]
pub(super) struct Breaks<'a> {
    pages: Vec<&'a PageStart>,
    next: usize,
    /// Letters, figures and pictures so far.
    told: usize,
}

impl Breaks<'_> {
    /// Writes text, and in it the breaks that belong there.
    pub(super) fn text(&mut self, mut text: &str, out: &mut String) {
        while let Some(page) = self.pages.get(self.next) {
            let before = page.place.letters.saturating_sub(self.told);
            let mut letters = text.char_indices().filter(|(_, c)| counts(*c));
            let Some((letter, _)) = letters.nth(before) else {
                self.told += text.chars().filter(|c| counts(*c)).count();
                self.at_end(text, out);
                return;
            };
            let cut = if page.place.within_word { word_end(text, letter) } else { word_start(text, letter) };
            self.told += text[..cut].chars().filter(|c| counts(*c)).count();
            escape_into(&text[..cut], out);
            self.mark("span", out);
            text = &text[cut..];
        }
        escape_into(text, out);
    }

    /// Writes a text without a break in it; a page that begins with the next letter takes along the
    /// opening marks before that.
    fn at_end(&mut self, text: &str, out: &mut String) {
        let opening = text.len() - text.trim_end_matches(opens).len();
        let at_next = self.pages[self.next].place.letters == self.told;
        if at_next && opening > 0 {
            let cut = text.len() - opening;
            escape_into(&text[..cut], out);
            self.mark("span", out);
            escape_into(&text[cut..], out);
        } else {
            escape_into(text, out);
        }
    }

    /// Counts a picture in the line; the breaks that stand before it are written.
    pub(super) fn picture(&mut self, out: &mut String) {
        self.here("span", out);
        self.told += 1;
    }

    /// Writes the breaks that stand here: in the line as `span`, between blocks as `div`.
    pub(super) fn here(&mut self, element: &str, out: &mut String) {
        while self.pages.get(self.next).is_some_and(|page| page.place.letters <= self.told) {
            self.mark(element, out);
        }
    }

    /// Counts what only the printed book says; the breaks within it are written here.
    pub(super) fn pass_over(&mut self, letters: usize, out: &mut String) {
        self.told += letters;
        self.here("div", out);
    }

    /// Writes every break that is left, at the end of the text.
    pub(super) fn rest(&mut self, out: &mut String) {
        while self.next < self.pages.len() {
            self.mark("div", out);
        }
    }

    fn mark(&mut self, element: &str, out: &mut String) {
        let Some(page) = self.pages.get(self.next) else { return };
        let label = escape(&page.label);
        let _ = write!(
            out,
            "<{element} epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"{}\" aria-label=\"{label}\"></{element}>",
            escape(&Anchor::page(&page.label).name())
        );
        if element == "div" {
            out.push('\n');
        }
        self.next += 1;
    }
}

/// Marks that belong to the word behind them.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '¡' | '¿' | '「' | '『')
}

/// The place before a word: before its opening marks, after the blank or dash that parts it from the
/// word before.
fn word_start(text: &str, letter: usize) -> usize {
    letter - (text[..letter].len() - text[..letter].trim_end_matches(opens).len())
}

/// The place before the next whole word; the end, where there is none.
fn word_end(text: &str, letter: usize) -> usize {
    let blank = text[letter..].char_indices().find(|(_, c)| c.is_whitespace());
    let Some((blank, _)) = blank else { return text.len() };
    let blank = letter + blank;
    text.len() - text[blank..].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::pagination::Place;

    fn broken(texts: &[&str], places: &[(usize, bool)]) -> String {
        let pages: Vec<PageStart> = places
            .iter()
            .enumerate()
            .map(|(index, (letters, within_word))| PageStart {
                label: (index + 1).to_string(),
                place: Place {
                    division: DivisionId::new("a"),
                    note: None,
                    letters: *letters,
                    within_word: *within_word,
                },
            })
            .collect();
        let pagination = Pagination { source: String::new(), pages };
        let marks = Marks::of(Some(&pagination));
        let a = DivisionId::new("a");
        let mut breaks = marks.in_division(&a);
        let mut out = String::new();
        texts.iter().for_each(|text| breaks.text(text, &mut out));
        breaks.rest(&mut out);
        let mark = |number: usize, element: &str| {
            format!(
                "<{element} epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-{number}\" aria-label=\"{number}\"></{element}>"
            )
        };
        let numbers = 1..=places.len();
        numbers.fold(out, |out, n| out.replace(&mark(n, "span"), "|").replace(&mark(n, "div"), "||"))
    }

    #[test]
    fn a_page_begins_before_its_first_word() {
        assert_eq!(broken(&["One two three"], &[(0, false), (3, false)]), "|One |two three");
        assert_eq!(broken(&["One “two” three"], &[(3, false)]), "One |“two” three");
        assert_eq!(broken(&["a well-known—“Yes”"], &[(5, false), (10, false)]), "a well-|known—|“Yes”");
        assert_eq!(broken(&["One ", "two"], &[(3, false)]), "One |two");
        assert_eq!(broken(&["One (", "two)"], &[(3, false)]), "One |(two)");
    }

    #[test]
    fn a_word_that_was_hyphenated_stays_whole() {
        assert_eq!(broken(&["my purpose, then"], &[(5, true)]), "my purpose, |then");
        assert_eq!(broken(&["my purpose"], &[(5, true)]), "my purpose|");
    }

    #[test]
    fn what_has_no_place_left_stands_at_the_end() {
        assert_eq!(broken(&["One & two"], &[(6, false), (99, false)]), "One &amp; two||\n||\n");
    }
}
