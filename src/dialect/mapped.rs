//! A text that records the file and place that each of its bytes comes from, and edits of it. Entry point:
//! [`MappedText`].

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{FileId, SourcePiece, Span};

/// A text made of ranges of files, and of generated text between them.
#[derive(Clone, Debug)]
pub struct MappedText {
    text: String,
    /// The pieces cover the text; their starts ascend.
    pieces: Vec<SourcePiece>,
    changed: bool,
}

/// A range of a [`MappedText`] and its replacement.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The bytes that are replaced.
    pub range: Range<usize>,
    /// The parts that replace them, in order. Without parts, the range is deleted.
    pub parts: Vec<MappedPart>,
}

/// A part of a replacement.
#[derive(Clone, Debug)]
pub enum MappedPart {
    /// A range of the edited text, which keeps its origin.
    Kept(Range<usize>),
    /// Generated text, whose origin is the range that the edit replaces.
    Generated(String),
    /// A range of another file's text.
    Included(FileId, Arc<str>, Range<usize>),
}

impl Edit {
    /// Replaces a range with generated text.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, parts: vec![MappedPart::Generated(text.into())] }
    }

    /// Inserts generated text before the byte at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    /// Deletes a range.
    pub fn delete(range: Range<usize>) -> Self {
        Self { range, parts: Vec::new() }
    }
}

impl MappedText {
    /// Creates the text of a file as it is.
    pub fn new(file: FileId, text: &str) -> Self {
        let whole = SourcePiece { start: 0, origin: Span::new(file, 0..text.len()), verbatim: true };
        Self { text: text.to_owned(), pieces: vec![whole], changed: false }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether any edit was applied.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// Returns the text and its pieces, for [`crate::diag::SourceMap::add_derived`].
    pub fn into_parts(self) -> (String, Vec<SourcePiece>) {
        (self.text, self.pieces)
    }

    /// Returns the place in a file that a range of the text comes from. A range across several pieces has
    /// the place of its first byte.
    pub fn origin(&self, range: Range<usize>) -> Span {
        let at = offset(range.start);
        let index = self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
        let piece = self.pieces[index];
        if !piece.verbatim {
            return piece.origin;
        }
        let start = (piece.origin.start + (at - piece.start)).min(piece.origin.end);
        let length = offset(range.len());
        Span { start, end: start.saturating_add(length).min(piece.origin.end), ..piece.origin }
    }

    /// Applies edits, which are in ascending order and do not overlap.
    ///
    /// # Panics
    /// Panics if ranges overlap, are not in ascending order, or split a character.
    pub fn apply(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let old = std::mem::replace(self, Self { text: String::new(), pieces: Vec::new(), changed: true });
        self.text.reserve(old.text.len());
        let mut done = 0;
        for edit in edits {
            assert!(edit.range.start >= done, "edits are in ascending order");
            self.keep(&old, done..edit.range.start);
            let origin = old.origin(edit.range.clone());
            for part in edit.parts {
                match part {
                    MappedPart::Kept(range) => self.keep(&old, range),
                    MappedPart::Generated(text) => self.push(&text, origin, false),
                    MappedPart::Included(file, text, range) => {
                        self.push(&text[range.clone()], Span::new(file, range), true);
                    }
                }
            }
            done = edit.range.end;
        }
        self.keep(&old, done..old.text.len());
        if self.pieces.is_empty() {
            self.pieces.push(SourcePiece { start: 0, origin: old.origin(0..0), verbatim: false });
        }
    }

    /// Appends a range of the text before the edits, with its origins.
    fn keep(&mut self, old: &Self, range: Range<usize>) {
        let first = old.pieces.partition_point(|piece| piece.start as usize <= range.start).saturating_sub(1);
        let mut at = range.start;
        for (index, piece) in old.pieces.iter().enumerate().skip(first) {
            if at >= range.end {
                break;
            }
            let next = old.pieces.get(index + 1).map_or(old.text.len(), |next| next.start as usize);
            let end = next.min(range.end);
            let origin = if piece.verbatim { old.origin(at..end) } else { piece.origin };
            self.push(&old.text[at..end], origin, piece.verbatim);
            at = end;
        }
    }

    fn push(&mut self, text: &str, origin: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = offset(self.text.len());
        self.text.push_str(text);
        match self.pieces.last_mut() {
            // Adjacent ranges of one file are joined again, so that many edits do not multiply pieces.
            Some(last)
                if verbatim
                    && last.verbatim
                    && last.origin.file == origin.file
                    && last.origin.end == origin.start =>
            {
                last.origin.end = origin.end;
            }
            _ => self.pieces.push(SourcePiece { start, origin, verbatim }),
        }
    }
}

/// Sorts edits by position; edits at one position keep their order. Of edits that overlap, the first is
/// kept, and the text of the others is unchanged.
//
// The stage of template tags relies on this order: an edit of a tag may also replace its end tag, and the
// edit of the end tag itself is then dropped.
pub(super) fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.range.start);
    let mut done = 0;
    edits.retain(|edit| {
        let fits = edit.range.start >= done;
        done = done.max(if fits { edit.range.end } else { done });
        fits
    });
    edits
}

/// Returns an offset in the type of spans; a text is far below 4 GiB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: FileId = FileId(0);
    const B: FileId = FileId(1);

    fn at(mapped: &MappedText, needle: &str) -> (u32, u32, u32) {
        let start = mapped.text().find(needle).expect("the text contains it");
        let span = mapped.origin(start..start + needle.len());
        (span.file.0, span.start, span.end)
    }

    #[test]
    fn every_byte_keeps_its_place_through_edits_of_edits() {
        let mut mapped = MappedText::new(A, "one {{x}} two three");
        let included: Arc<str> = "[included text]".into();
        mapped.apply(vec![Edit { range: 4..9, parts: vec![MappedPart::Included(B, included, 1..14)] }]);
        assert_eq!(mapped.text(), "one included text two three");
        assert_eq!((at(&mapped, "text"), at(&mapped, "two")), ((1, 10, 14), (0, 10, 13)));
        // The second edit swaps words within the result of the first, and adds its own.
        let text = mapped.text().find("text").expect("there");
        mapped.apply(vec![
            Edit { range: 0..3, parts: vec![MappedPart::Generated("1".into())] },
            Edit {
                range: text..text + 8,
                parts: vec![MappedPart::Kept(text + 5..text + 8), MappedPart::Kept(text..text + 4)],
            },
        ]);
        assert_eq!(mapped.text(), "1 included twotext three");
        assert_eq!((at(&mapped, "text"), at(&mapped, "two")), ((1, 10, 14), (0, 10, 13)));
        assert_eq!((at(&mapped, "1"), at(&mapped, "three")), ((0, 0, 3), (0, 14, 19)));
        assert!(mapped.is_changed());
    }

    #[test]
    fn no_edit_changes_nothing_and_one_may_delete_all() {
        let mut mapped = MappedText::new(A, "abc");
        mapped.apply(Vec::new());
        assert!(!mapped.is_changed());
        mapped.apply(vec![Edit::delete(0..3)]);
        let (text, pieces) = mapped.into_parts();
        assert_eq!((text.as_str(), pieces.len()), ("", 1));
    }
}
