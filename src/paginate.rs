//! From pages to the page list of an e-book: where in the text each printed page begins.
//!
//! The words of a page are in the order of the book, so the letters before it, counted over the
//! pages, are its place. Where the two books part (a contents page prints page numbers, a tall row
//! is cut across its cells) the first letters of the page are looked for in the text.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::book::pagination::{PICTURE, PageStart, Pagination, Place, counts, told, told_in_note};
use crate::book::tag::Tag;
use crate::book::{Book, Division, NoteId};
use crate::layout::Pages;
use crate::layout::{ElementId, Layer, ListLabels, Page, PlacedKind, Structure};

/// So many letters tell one place of a text from another; fewer where a page has no more.
const PROBE: usize = 24;

/// The pages of an edition of this identifier, each with the place where it begins.
pub(crate) fn paginate(book: &Book, pages: &Pages, source: String) -> Pagination {
    let mut divisions: Vec<(usize, &Division)> = book
        .divisions()
        .filter_map(|division| Some((pages.anchors.get(&division.anchor())?.page, division)))
        .collect();
    divisions.sort_by_key(|(page, _)| *page);
    // What stands before the first division, if anything does, has no words of the text.
    let before = divisions.first().map_or(pages.pages.len(), |(first, _)| *first);
    let of_divisions: Vec<Vec<Option<Place>>> = divisions
        .par_iter()
        .enumerate()
        .with_max_len(1)
        .map(|(index, (first, division))| {
            let end = divisions.get(index + 1).map_or(pages.pages.len(), |(next, _)| *next);
            let text = Text { division, letters: told(book, division) };
            text.place(&pages.pages[*first..end], &pages.structure, book)
        })
        .collect();
    let mut starts: Vec<Option<Place>> = vec![None; before];
    starts.extend(of_divisions.into_iter().flatten());

    // A page without words, a blank one for the most part, is where the next one with words begins;
    // after the last of these, at the end of the book.
    let end = divisions.last().map(|(_, division)| Place {
        division: division.id.clone(),
        note: None,
        letters: usize::MAX,
        within_word: false,
    });
    let mut next = end;
    for start in starts.iter_mut().rev() {
        match start {
            Some(place) => next = Some(place.clone()),
            None => start.clone_from(&next),
        }
    }
    let labels = pages.pages.iter().map(|page| page.folio.label());
    let starts = labels.zip(starts).filter_map(|(label, place)| Some(PageStart { label, place: place? }));
    Pagination { source, pages: starts.collect() }
}

/// The text of a division.
struct Text<'a> {
    division: &'a Division,
    letters: Vec<char>,
}

impl Text<'_> {
    /// Finds where each of the division's pages begins.
    fn place(&self, pages: &[Page], structure: &Structure, book: &Book) -> Vec<Option<Place>> {
        let mut starts = vec![None; pages.len()];
        // How much of each note stands on pages so far; notes are set where they are first called.
        let mut notes: BTreeMap<NoteId, usize> = BTreeMap::new();
        let mut found = Found { letters: &self.letters, taken: vec![false; self.letters.len()], end: 0 };
        let (mut hyphenated, mut in_note) = (false, false);
        for (index, (page, start)) in pages.iter().zip(&mut starts).enumerate() {
            let said = Said::on(page, structure);
            if !said.text.is_empty() {
                let place = found.page(&said.text);
                let place = if index == 0 { 0 } else { place };
                *start = Some(self.start(None, place, hyphenated && index > 0));
                hyphenated = said.hyphenated;
            } else if let Some((note, letters)) = said.notes.first() {
                // Nothing but the rest of a note.
                let before = notes.get(note).copied().unwrap_or(0);
                let place = find(&told_in_note(book, *note), letters, before);
                *start = Some(self.start(Some(*note), place, in_note));
            } else if index == 0 {
                *start = Some(self.start(None, 0, false));
            }
            in_note = said.note_hyphenated;
            for (note, letters) in said.notes {
                *notes.entry(note).or_insert(0) += letters.len();
            }
        }
        starts
    }

    fn start(&self, note: Option<NoteId>, letters: usize, within_word: bool) -> Place {
        Place { division: self.division.id.clone(), note, letters, within_word }
    }
}

/// What of a text has been found on pages so far.
struct Found<'a> {
    letters: &'a [char],
    /// By letter.
    taken: Vec<bool>,
    /// Behind the last letter taken of the text that runs on.
    end: usize,
}

impl Found<'_> {
    /// Where a page begins, by the letters of its blocks: where the text goes on. A figure or table
    /// that was kept for this page, though it is called on one before, does not count, unless there
    /// is nothing else.
    fn page(&mut self, blocks: &[Vec<char>]) -> usize {
        let before = self.end;
        let mut places = Vec::new();
        for block in blocks {
            let place = self.block(block);
            places.push(place);
            let end = (place + block.len()).min(self.letters.len());
            self.taken[place.min(end)..end].fill(true);
            self.end = self.end.max(end);
        }
        let goes_on = places.iter().copied().find(|place| *place >= before);
        goes_on.or_else(|| places.into_iter().min()).unwrap_or(before)
    }

    /// Where a block is: where the text goes on, in the first gap that was left, or nearby.
    fn block(&self, block: &[char]) -> usize {
        let probe = &block[..block.len().min(PROBE)];
        let fits = |at: &usize| alike(self.letters, *at, probe) == probe.len();
        // Nearly all text goes on: only for the rest is the text looked through.
        let gap = || self.taken[..self.end].iter().position(|taken| !taken);
        let goes_on = Some(self.end).filter(fits);
        goes_on.or_else(|| gap().filter(fits)).unwrap_or_else(|| find(self.letters, block, self.end))
    }
}

/// How many of the letters looked for stand at a place of a text.
fn alike(text: &[char], at: usize, probe: &[char]) -> usize {
    let here = text.get(at..).unwrap_or_default();
    here.iter().zip(probe).take_while(|(a, b)| same(**a, **b)).count()
}

/// Where in a text the letters of a page begin: where they should, or where most of the first of
/// them are found, the nearest place first.
fn find(text: &[char], page: &[char], expected: usize) -> usize {
    let probe = &page[..page.len().min(PROBE)];
    let alike = |at: usize| alike(text, at, probe);
    if alike(expected) == probe.len() {
        return expected;
    }
    let found = (0..text.len()).max_by_key(|at| (alike(*at), std::cmp::Reverse(at.abs_diff(expected))));
    found.filter(|at| alike(*at) > 0).unwrap_or(expected.min(text.len()))
}

/// Words that run from right to left stand on the page as they are seen, last letter first.
fn same(a: char, b: char) -> bool {
    let from_right = |c: char| ('\u{590}'..'\u{900}').contains(&c);
    a == b || (from_right(a) && from_right(b))
}

/// What a page says.
#[derive(Default)]
struct Said {
    /// The letters, figures and pictures of the text, block by block.
    text: Vec<Vec<char>>,
    /// The block of the last of them.
    block: Option<ElementId>,
    /// Those of the notes at its foot.
    notes: Vec<(NoteId, Vec<char>)>,
    /// The text ends within a word.
    hyphenated: bool,
    /// The last note does.
    note_hyphenated: bool,
}

impl Said {
    fn on(page: &Page, structure: &Structure) -> Self {
        let mut said = Self::default();
        for item in &page.items {
            let Some(owner) = item.owner.filter(|owner| !is_mark(structure, *owner)) else { continue };
            let mut picture = [0; 4];
            let words = match &item.kind {
                PlacedKind::Glyphs(run) => &*run.text,
                PlacedKind::Picture { .. } => PICTURE.encode_utf8(&mut picture),
                PlacedKind::Rule { .. } | PlacedKind::Link { .. } => continue,
            };
            let letters = words.chars().filter(|c| counts(*c) || *c == PICTURE);
            match item.layer {
                Layer::Text => {
                    let letters: Vec<char> = letters.collect();
                    let block = Some(block_of(structure, owner));
                    match said.text.last_mut() {
                        Some(text) if said.block == block => text.extend(letters),
                        _ if letters.is_empty() => {}
                        _ => {
                            said.text.push(letters);
                            said.block = block;
                        }
                    }
                    said.hyphenated = words.ends_with('\u{AD}');
                }
                Layer::Note => {
                    said.note_hyphenated = words.ends_with('\u{AD}');
                    let Some(note) = note_of(structure, owner) else { continue };
                    match said.notes.last_mut() {
                        Some((known, text)) if *known == note => text.extend(letters),
                        _ => said.notes.push((note, letters.collect())),
                    }
                }
                Layer::Head | Layer::Folio => {}
            }
        }
        said
    }
}

/// Whether an element is the number or bullet of an item or a note, which the e-book's reader sets
/// by itself.
fn is_mark(structure: &Structure, mut element: ElementId) -> bool {
    while element != ElementId::ROOT {
        let found = structure.element(element);
        let around = structure.element(found.parent);
        match (found.tag, around.tag) {
            (Tag::Label, Tag::Note) => return true,
            (Tag::Label, Tag::Item) => {
                let list = structure
                    .element(around.parent)
                    .attributes
                    .as_ref()
                    .and_then(|attributes| attributes.labels);
                return list != Some(ListLabels::Terms);
            }
            _ => element = found.parent,
        }
    }
    false
}

/// The block of a division in which an element stands.
fn block_of(structure: &Structure, mut element: ElementId) -> ElementId {
    while element != ElementId::ROOT {
        let parent = structure.element(element).parent;
        let around = structure.element(parent).tag;
        if matches!(around, Tag::Document | Tag::Part | Tag::Section | Tag::Index) {
            break;
        }
        element = parent;
    }
    element
}

/// The note in which an element stands.
fn note_of(structure: &Structure, mut element: ElementId) -> Option<NoteId> {
    while element != ElementId::ROOT {
        let found = structure.element(element);
        if found.tag == Tag::Note {
            return found.attributes.as_ref()?.note;
        }
        element = found.parent;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, page: &str, expected: usize) -> usize {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        find(&chars(text), &chars(page), expected)
    }

    #[test]
    fn a_page_is_where_it_should_be_or_where_its_letters_are() {
        assert_eq!(at("abcabcabc", "abc", 3), 3);
        // A page number was printed before: the nearest place that begins so.
        assert_eq!(at("onetwothreefour", "threefour", 8), 6);
        // A contents line with its page number behind.
        assert_eq!(at("onetwothreefour", "two12three", 9), 3);
        assert_eq!(at("one", "xyz", 7), 3);
    }

    #[test]
    fn a_figure_that_was_kept_for_the_next_page_does_not_begin_it() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        let letters = chars("onefiguretwothree");
        let mut found = Found { letters: &letters, taken: vec![false; letters.len()], end: 0 };
        assert_eq!(found.page(&[chars("one"), chars("two")]), 0);
        assert_eq!(found.page(&[chars("figure"), chars("three")]), 12);
        assert_eq!(found.page(&[chars("figure")]), 3);
    }
}
