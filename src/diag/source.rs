//! Places: files, ranges of bytes, lines and columns.

use std::ops::Range;
use std::sync::Arc;

/// The index of a file in a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// A range of bytes in a source file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Returns a range of bytes in `file`. Offsets above 4 GiB are clamped; files are limited to far less.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: cut(range.start), end: cut(range.end) }
    }

    /// Returns the empty range at the start of a file.
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// Returns the range from the start of this one to the end of the other, which is in the same file.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { end: end.end.max(self.end), ..self }
    }

    /// Returns the range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value with the place where it is written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place; `None` if the value is in no file but on the command line or a default.
    pub span: Option<Span>,
}

impl<T> Spanned<T> {
    /// Returns a value at a place.
    pub fn new(value: T, span: impl Into<Option<Span>>) -> Self {
        Self { value, span: span.into() }
    }
}

/// A text, with an index of its lines.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as it is shown: relative to the project's root, with `/`.
    pub name: String,
    /// The whole text of the file, without a byte order mark, every line end as `\n`.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
    /// The origins of a derived text; empty for the text of a file.
    pieces: Vec<SourcePiece>,
}

/// A range of a derived text, with the place that it comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SourcePiece {
    /// The byte of the derived text at which it begins.
    pub start: u32,
    /// The bytes of a file that it comes from.
    pub origin: Span,
    /// Whether it is a copy of these bytes; otherwise it was generated in their place.
    pub verbatim: bool,
}

impl SourceFile {
    /// Returns whether this is the text of a file, not a derived text.
    pub fn is_read(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns a line, counted from 1, without its line end; empty past the last.
    pub fn line(&self, number: usize) -> &str {
        let range = self.line_range(number.max(1)).unwrap_or(self.text.len()..self.text.len());
        self.text[range].trim_end_matches(['\n', '\r'])
    }

    /// Returns the bytes of a line, counted from 1, with its line end. `None` past the last line.
    pub(crate) fn line_range(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(number.checked_sub(1)?)? as usize;
        let end = self.line_starts.get(number).map_or(self.text.len(), |start| *start as usize);
        Some(start..end)
    }
}

/// A place as line and column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Location<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

/// Every text of a run, in the order in which it was added.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Returns a map without texts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the text of a file under a name.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.add_derived(name, text, Vec::new())
    }

    /// Adds a text that was derived from others, such as a chapter with its includes expanded.
    ///
    /// `pieces` are sorted by their starts, cover the text from its first byte on, and point into texts
    /// of this map. A text without pieces is its own origin.
    pub(crate) fn add_derived(
        &mut self,
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
        pieces: Vec<SourcePiece>,
    ) -> FileId {
        let text = text.into();
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let line_starts =
            std::iter::once(0).chain(starts).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
        self.files.push(SourceFile { name: name.into(), text, line_starts, pieces });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Returns the file of an id that this map gave out.
    ///
    /// # Panics
    /// Panics if the id comes from another map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Returns the place in the text of a file from which a span of a derived text comes; any other span
    /// is returned unchanged.
    ///
    /// A span over several pieces ends where its last piece ends, if that comes from the same file
    /// further down, else where its first piece ends.
    pub fn origin(&self, span: Span) -> Span {
        let mut span = span;
        // A derived text may come from another derived text, though never from itself.
        while let Some(origin) = self.origin_once(span) {
            span = origin;
        }
        span
    }

    /// Returns the place from which a span of a derived text comes, or `None` for a span of a file's text.
    fn origin_once(&self, span: Span) -> Option<Span> {
        let pieces = &self.files.get(span.file.0 as usize)?.pieces;
        let at = |offset: u32| {
            let piece = pieces.get(pieces.partition_point(|piece| piece.start <= offset).checked_sub(1)?)?;
            let into = if piece.verbatim { offset - piece.start } else { 0 };
            Some((piece, (piece.origin.start + into).min(piece.origin.end)))
        };
        let (first, start) = at(span.start)?;
        if !first.verbatim {
            return Some(first.origin);
        }
        let (last, last_byte) = at(span.end.max(span.start + 1) - 1)?;
        let end = if last.verbatim { last_byte + u32::from(span.end > span.start) } else { last.origin.end };
        let is_forward = last.origin.file == first.origin.file && end >= start;
        Some(Span { file: first.origin.file, start, end: if is_forward { end } else { first.origin.end } })
    }

    /// Returns the text of a span, or `None` if it is in no text of this map or divides a character.
    pub fn text(&self, span: Span) -> Option<&str> {
        self.files.get(span.file.0 as usize)?.text.get(span.range())
    }

    /// Returns all texts with their ids.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, file)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), file))
    }

    /// Returns the line and column at which a span begins.
    pub fn locate(&self, span: Span) -> Location<'_> {
        self.position(span.file, span.start as usize)
    }

    /// Returns the line and column of a byte. An offset past the end of the text counts as its end, and one
    /// within a character as the start of that character.
    pub fn position(&self, file: FileId, offset: usize) -> Location<'_> {
        let file = self.file(file);
        let mut offset = offset.min(file.text.len());
        while !file.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = file.line_starts.partition_point(|start| *start as usize <= offset).max(1);
        let start = file.line_starts[line - 1] as usize;
        Location { file: &file.name, line, column: file.text[start..offset].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let mut map = SourceMap::new();
        let id = map.add("a.md", "é1\nzwei\n");
        let at = |offset| {
            let place = map.position(id, offset);
            (place.line, place.column)
        };
        assert_eq!([at(0), at(2), at(1), at(4), at(99)], [(1, 1), (1, 2), (1, 1), (2, 1), (3, 1)]);
        assert_eq!(map.file(id).line(2), "zwei");
    }

    #[test]
    fn a_span_of_a_derived_text_leads_to_its_origin() {
        let mut map = SourceMap::new();
        let (a, b) = (map.add("a.md", "one {{b}} two"), map.add("b.md", "included"));
        let piece =
            |start, file, range, verbatim| SourcePiece { start, origin: Span::new(file, range), verbatim };
        // `one ` + `included` + a generated `!` in the place of the tag + ` two`
        let pieces = vec![
            piece(0, a, 0..4, true),
            piece(4, b, 0..8, true),
            piece(12, a, 4..9, false),
            piece(13, a, 9..13, true),
        ];
        let derived = map.add_derived("a.md", "one included! two", pieces);
        let of = |start, end| map.origin(Span { file: derived, start, end });
        assert_eq!(of(1, 3), Span::new(a, 1..3));
        assert_eq!(of(6, 8), Span::new(b, 2..4));
        assert_eq!(of(12, 13), Span::new(a, 4..9));
        assert_eq!(of(14, 17), Span::new(a, 10..13));
        assert_eq!(of(1, 15), Span::new(a, 1..11));
        assert_eq!(of(6, 15), Span::new(b, 2..8));
        assert_eq!(of(17, 17), Span::new(a, 13..13));
        assert_eq!(map.origin(Span::new(a, 2..3)), Span::new(a, 2..3));
    }
}
