//! Finds where in the text each printed page begins, for the page list of an e-book.
//!
//! Each page records its first character; a page without text takes that of a later page.

use crate::book::pagination::{Folios, PageStart, Pagination};
use crate::book::{Anchor, Book, NodeId, Origin, TextId};
use crate::layout::{Pages, TextStart};

/// Returns the pages of the edition with this identifier, each with the place where it begins.
///
/// A page without text, usually a blank one, begins where the next page with text does. If there is no
/// further page with text, it begins at the end of the last division.
///
/// If `notes_follow` is not set, the e-book has its notes elsewhere than the pages have them, and a page that begins
/// with a note counts as one without text: the pages of a list of pages have to be in the order of the e-book.
pub(crate) fn paginate(pages: &Pages, book: &Book, source: String, notes_follow: bool) -> Pagination {
    // A division that is generated for notes has no text of its own.
    let is_elsewhere = |text: TextId| text == TextId::NONE || matches!(text, TextId::Note(_));
    let is_followed = |start: &TextStart| notes_follow || !is_elsewhere(start.origin.text);
    let starts = pages.pages.iter().map(|page| page.start.filter(is_followed));
    let mut starts: Vec<Option<TextStart>> = starts.collect();
    let is_division = |start: &&TextStart| matches!(start.origin.text, TextId::Division(_));
    let last = starts.iter().flatten().rfind(is_division);
    let end = last.map(|start| Origin { node: NodeId::END, ..start.origin });
    let mut next = end.map(|origin| TextStart { origin, within_word: false });
    for start in starts.iter_mut().rev() {
        match start {
            Some(start) => next = Some(*start),
            None => *start = next,
        }
    }
    in_order(&mut starts);
    let labels = pages.pages.iter().map(|page| page.folio.label());
    let starts = labels.zip(starts).filter_map(|(label, start)| {
        let TextStart { origin, within_word } = start?;
        Some(PageStart { label, origin, within_word })
    });
    Pagination { source, pages: starts.collect(), indexed: indexed(pages, book) }
}

/// Returns the pages of the places to which the indexes of a book lead.
fn indexed(pages: &Pages, book: &Book) -> Folios {
    let entries = book.indexes.iter().flat_map(|index| index.entries());
    let locators = entries.flat_map(|(_, entry)| &entry.locators);
    let anchors = locators.flat_map(|locator| std::iter::once(&locator.start).chain(&locator.end));
    let folio = |anchor: &Anchor| Some(pages.pages.get(pages.anchors.get(anchor)?.page)?.folio);
    anchors.filter_map(|anchor| Some((anchor.clone(), folio(anchor)?))).collect()
}

/// Moves the start of content that precedes the page above it (a float that was kept for a page without
/// text) to the start of that page, since the marks of pages are read in order.
fn in_order(starts: &mut [Option<TextStart>]) {
    let mut above: Option<TextStart> = None;
    for start in starts.iter_mut().flatten() {
        if let Some(above) = above.filter(|above| above.origin.text == start.origin.text)
            && start.origin < above.origin
        {
            *start = above;
        }
        above = Some(*start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(text: u32, node: u32, at: u32) -> TextStart {
        let origin = Origin { text: TextId::Division(text), node: NodeId(node), at };
        TextStart { origin, within_word: false }
    }

    #[test]
    fn pages_of_a_text_are_in_its_order() {
        let mut starts =
            [Some(start(0, 1, 0)), Some(start(0, 9, 4)), Some(start(0, 5, 0)), None, Some(start(1, 1, 0))];
        in_order(&mut starts);
        let places: Vec<_> =
            starts.iter().flatten().map(|start| (start.origin.node.0, start.origin.at)).collect();
        assert_eq!(places, [(1, 0), (9, 4), (9, 4), (1, 0)]);
    }
}
