//! Marks for the pages of the printed edition, each written before the first character of its page.

use std::collections::BTreeMap;

use super::cursor::TextCursor;
use super::markup::XhtmlBuilder;
use crate::book::pagination::{PageStart, Pagination};
use crate::book::{Anchor, NodeId, TextId};

/// The pages that begin in each text.
#[derive(Debug, Default)]
pub(super) struct PageMarks<'a> {
    by_text: BTreeMap<TextId, Vec<&'a PageStart>>,
}

impl<'a> PageMarks<'a> {
    /// Sorts the pages of an edition by the texts in which they begin.
    pub(super) fn of(pagination: Option<&'a Pagination>) -> Self {
        let mut marks = Self::default();
        for page in pagination.iter().flat_map(|pagination| &pagination.pages) {
            marks.by_text.entry(page.origin.text).or_default().push(page);
        }
        marks
    }

    /// Returns the pages that begin in a text.
    pub(super) fn of_text(&self, text: TextId) -> Breaks<'a> {
        let pages = self.by_text.get(&text).cloned().unwrap_or_default();
        Breaks { pages, next: 0 }
    }
}

/// The page breaks that are still to be written in a text.
#[derive(Debug, Default)]
pub(super) struct Breaks<'a> {
    pages: Vec<&'a PageStart>,
    next: usize,
}

impl Breaks<'_> {
    /// Returns whether a page begins in a node.
    pub(super) fn is_in(&self, node: NodeId) -> bool {
        let mut due = self.pages[self.next..].iter().take_while(|page| page.origin.node <= node);
        due.any(|page| page.origin.node == node)
    }

    /// Writes text of the node at the cursor, with the page breaks in it.
    pub(super) fn text(&mut self, mut text: &str, cursor: &mut TextCursor, out: &mut XhtmlBuilder) {
        let (here, _) = cursor.place();
        while let Some(page) = self.pages.get(self.next).filter(|page| page.origin.node <= here) {
            let mut cut = 0;
            if page.origin.node == here {
                let Some(begin) = cursor.find(text, page.origin.at as usize) else { break };
                cut = if page.within_word { word_end(text, begin) } else { begin };
            }
            cursor.advance(&text[..cut]);
            out.text(&text[..cut]);
            self.mark("span", out);
            text = &text[cut..];
        }
        cursor.advance(text);
        out.text(text);
    }

    /// Writes the breaks at the cursor: as `span` in a line, as `div` between blocks.
    pub(super) fn here(&mut self, element: &'static str, cursor: &TextCursor, out: &mut XhtmlBuilder) {
        let is_here = |page: &PageStart| (page.origin.node, page.origin.at as usize) <= cursor.place();
        let count = self.pages[self.next..].iter().take_while(|page| is_here(page)).count();
        (0..count).for_each(|_| self.mark(element, out));
    }

    /// Writes all remaining breaks, at the end of the text.
    pub(super) fn rest(&mut self, out: &mut XhtmlBuilder) {
        while self.next < self.pages.len() {
            self.mark("div", out);
        }
    }

    fn mark(&mut self, element: &'static str, out: &mut XhtmlBuilder) {
        let Some(page) = self.pages.get(self.next) else { return };
        out.open(element).epub_type("pagebreak").attr("role", "doc-pagebreak");
        out.attr("id", Anchor::page(&page.label).name()).attr("aria-label", &page.label).close(element);
        if element == "div" {
            out.line();
        }
        self.next += 1;
    }
}

/// Returns the position before the next whole word, or the end if there is none.
fn word_end(text: &str, letter: usize) -> usize {
    let space = text[letter..].char_indices().find(|(_, c)| c.is_whitespace());
    let Some((space, _)) = space else { return text.len() };
    let space = letter + space;
    text.len() - text[space..].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Origin;

    /// Writes texts, each of one node, with pages that begin at these nodes and bytes.
    fn broken(texts: &[&str], places: &[(u32, u32, bool)]) -> String {
        broken_in(2, texts, places)
    }

    /// Writes texts as [`broken`] does, each in one or two pieces, as in a paragraph with a marked opening.
    fn broken_in(pieces: usize, texts: &[&str], places: &[(u32, u32, bool)]) -> String {
        let page = |(index, (node, at, within_word)): (usize, &(u32, u32, bool))| PageStart {
            label: (index + 1).to_string(),
            origin: Origin { text: TextId::Division(0), node: NodeId(*node), at: *at },
            within_word: *within_word,
        };
        let pages: Vec<PageStart> = places.iter().enumerate().map(page).collect();
        let pagination = Pagination { source: String::new(), pages, ..Pagination::default() };
        let marks = PageMarks::of(Some(&pagination));
        let mut breaks = marks.of_text(TextId::Division(0));
        let (mut cursor, mut out) = (TextCursor::default(), XhtmlBuilder::new(None));
        for (node, text) in (2..).zip(texts) {
            cursor.enter(NodeId(node), &text.replace('\u{2060}', ""), true);
            let middle = text.len() / pieces;
            let half = (0..=middle).rfind(|at| text.is_char_boundary(*at)).expect("0 is a boundary");
            breaks.text(&text[..half], &mut cursor, &mut out);
            breaks.text(&text[half..], &mut cursor, &mut out);
        }
        breaks.rest(&mut out);
        let mark = |number: usize, element: &str| {
            format!(
                "<{element} epub:type=\"pagebreak\" role=\"doc-pagebreak\" id=\"page-{number}\" aria-label=\"{number}\"></{element}>"
            )
        };
        let numbers = 1..=places.len();
        numbers.fold(out.finish("").text, |out, n| {
            out.replace(&mark(n, "span"), "|").replace(&mark(n, "div"), "||")
        })
    }

    #[test]
    fn a_page_begins_before_its_first_character() {
        let plain = |node, at| (node, at, false);
        assert_eq!(broken(&["One two three"], &[plain(2, 0), plain(2, 4)]), "|One |two three");
        assert_eq!(broken(&["One “two” three"], &[plain(2, 4)]), "One |“two” three");
        assert_eq!(broken(&["One \u{2060}— two"], &[plain(2, 8)]), "One \u{2060}— |two");
        assert_eq!(broken(&["One ", "two"], &[plain(3, 0)]), "One |two");
        assert_eq!(broken(&["One ", "two"], &[plain(1, 0)]), "|One two");
    }

    #[test]
    fn a_word_that_was_hyphenated_stays_whole() {
        assert_eq!(broken_in(1, &["my purpose, then"], &[(2, 6, true)]), "my purpose, |then");
        assert_eq!(broken_in(1, &["my purpose"], &[(2, 6, true)]), "my purpose|");
    }

    #[test]
    fn a_page_without_a_place_is_at_the_end() {
        assert_eq!(broken(&["One & two"], &[(2, 40, false), (9, 0, false)]), "One &amp; two||\n||\n");
    }
}
