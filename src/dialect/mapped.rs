//! A text that remembers, for each of its bytes, the file and place it comes from.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{FileId, SourcePiece, Span};

/// A text made out of stretches of files and generated stretches between them.
#[derive(Clone, Debug)]
pub struct Mapped {
    text: String,
    /// Covers the text; starts ascend.
    pieces: Vec<SourcePiece>,
    changed: bool,
}

/// A range of a [`Mapped`] text and what to put in its place.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The bytes that are replaced.
    pub range: Range<usize>,
    /// What replaces them, in order; nothing deletes them.
    pub parts: Vec<Part>,
}

/// A stretch of a replacement.
#[derive(Clone, Debug)]
pub enum Part {
    /// Bytes of the edited text itself, which keep their origin.
    Keep(Range<usize>),
    /// Generated text, whose origin is the replaced range.
    New(String),
    /// A range of another file's text.
    Other(FileId, Arc<str>, Range<usize>),
}

impl Edit {
    /// Replaces a range by generated text.
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, parts: vec![Part::New(text.into())] }
    }
}

impl Mapped {
    /// A file's text as it is.
    pub fn new(file: FileId, text: &str) -> Self {
        let whole = SourcePiece { start: 0, origin: Span::new(file, 0..text.len()), verbatim: true };
        Self { text: text.to_owned(), pieces: vec![whole], changed: false }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether any edit was applied.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// The text and its pieces, as [`crate::diag::SourceMap::add_derived`] takes them.
    pub fn into_parts(self) -> (String, Vec<SourcePiece>) {
        (self.text, self.pieces)
    }

    /// The place in a file that a range of the text comes from; of several, that of its first byte.
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

    /// Applies edits, which are in order and do not overlap.
    ///
    /// # Panics
    /// If ranges overlap, are out of order, or cut a character.
    pub fn apply(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        let old = std::mem::replace(self, Self { text: String::new(), pieces: Vec::new(), changed: true });
        self.text.reserve(old.text.len());
        let mut done = 0;
        for edit in edits {
            assert!(edit.range.start >= done, "edits are in order");
            self.keep(&old, done..edit.range.start);
            let origin = old.origin(edit.range.clone());
            for part in edit.parts {
                match part {
                    Part::Keep(range) => self.keep(&old, range),
                    Part::New(text) => self.push(&text, origin, false),
                    Part::Other(file, text, range) => {
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

    /// Appends a range of another mapped text with its origins.
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
            // What was one stretch stays one, however many edits have looked at it.
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

/// Edits in their order; of those that overlap, the first stays.
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

/// An offset as spans hold it; texts are limited far below 4 GiB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: FileId = FileId(0);
    const B: FileId = FileId(1);

    fn at(mapped: &Mapped, needle: &str) -> (u32, u32, u32) {
        let start = mapped.text().find(needle).expect("it is there");
        let span = mapped.origin(start..start + needle.len());
        (span.file.0, span.start, span.end)
    }

    #[test]
    fn every_byte_keeps_its_place_through_edits_of_edits() {
        let mut mapped = Mapped::new(A, "one {{x}} two three");
        let included: Arc<str> = "[included text]".into();
        mapped.apply(vec![Edit { range: 4..9, parts: vec![Part::Other(B, included, 1..14)] }]);
        assert_eq!(mapped.text(), "one included text two three");
        assert_eq!((at(&mapped, "text"), at(&mapped, "two")), ((1, 10, 14), (0, 10, 13)));
        // The second edit swaps words within what the first has made, and adds its own.
        let text = mapped.text().find("text").expect("there");
        mapped.apply(vec![
            Edit { range: 0..3, parts: vec![Part::New("1".into())] },
            Edit {
                range: text..text + 8,
                parts: vec![Part::Keep(text + 5..text + 8), Part::Keep(text..text + 4)],
            },
        ]);
        assert_eq!(mapped.text(), "1 included twotext three");
        assert_eq!((at(&mapped, "text"), at(&mapped, "two")), ((1, 10, 14), (0, 10, 13)));
        assert_eq!((at(&mapped, "1"), at(&mapped, "three")), ((0, 0, 3), (0, 14, 19)));
        assert!(mapped.is_changed());
    }

    #[test]
    fn no_edit_changes_nothing_and_one_may_delete_all() {
        let mut mapped = Mapped::new(A, "abc");
        mapped.apply(Vec::new());
        assert!(!mapped.is_changed());
        mapped.apply(vec![Edit { range: 0..3, parts: Vec::new() }]);
        let (text, pieces) = mapped.into_parts();
        assert_eq!((text.as_str(), pieces.len()), ("", 1));
    }
}
