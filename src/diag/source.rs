//! Where things are: files, byte ranges, lines and columns.

use std::sync::Arc;

/// A file of the [`SourceMap`].
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
    /// A range of bytes in `file`; offsets past 4 GiB are cut there (files are limited far below).
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: cut(range.start), end: cut(range.end) }
    }

    /// The start of a file.
    pub fn start_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// From the start of this one to the end of the other (of the same file).
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { end: end.end.max(self.end), ..self }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where it was written.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The place, when the value stands in a file and not on the command line or in a default.
    pub span: Option<Span>,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: impl Into<Option<Span>>) -> Self {
        Self { value, span: span.into() }
    }
}

/// One text that was read, with its lines indexed.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as shown to people: relative to the project's root, with `/`.
    pub name: String,
    /// The whole text, as in the file but for a leading byte order mark, line ends made `\n`.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// The text of a line (counted from 1), without its line end.
    pub fn line(&self, number: usize) -> &str {
        let start = self.line_starts.get(number.saturating_sub(1)).map_or(self.text.len(), |s| *s as usize);
        let end = self.line_starts.get(number).map_or(self.text.len(), |s| *s as usize);
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }
}

/// A place as people count it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Location<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Every text of a run, in the order in which it was read.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text in under a name.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let line_starts =
            std::iter::once(0).chain(starts).map(|i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
        self.files.push(SourceFile { name: name.into(), text, line_starts });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of an id that this map gave out.
    ///
    /// # Panics
    /// When the id comes from another map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(i, file)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), file))
    }

    /// Where a span begins, as people count it.
    pub fn locate(&self, span: Span) -> Location<'_> {
        self.position(span.file, span.start as usize)
    }

    /// Where a byte is, as people count it; past the end means the end, inside a character its start.
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
}
