//! Which page of a PDF, or which kind of object, differs from that of a rebuild. Entry point: [`difference`].
//!
//! Both files are read as our writer writes them (`pdf/writer.rs`): streams one after another, those of the pages in their
//! order and last before the object streams. A file that deviates, since it is damaged or by another program, is
//! compared up to there. No general reader of PDF is run over a file that may be anybody's.

/// The maximum length of the dictionary of a stream, in bytes.
const MAX_DICTIONARY: usize = 1 << 16;

/// What the dictionaries of each kind have.
const MARKS: [(&str, Kind); 8] = [
    ("/Type/ObjStm", Kind::Objects),
    ("/Type/XRef", Kind::End),
    ("/Type/Metadata", Kind::Metadata),
    ("/Type/EmbeddedFile", Kind::File),
    ("/Subtype/Image", Kind::Picture),
    ("/Subtype/Form", Kind::Picture),
    ("/Subtype/CIDFontType0C", Kind::Font),
    ("/Length1", Kind::Font),
];

/// A stream of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Stream<'a> {
    dictionary: &'a [u8],
    data: &'a [u8],
}

/// What a stream contains.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Metadata,
    Picture,
    Font,
    File,
    /// Dictionaries: links, outline, structure, pages without their contents.
    Objects,
    End,
    /// The contents of a page, or a small table.
    Other,
}

/// Returns where a PDF differs from a rebuild of `pages` pages, as a phrase. Returns `None` if that cannot be said.
pub(super) fn difference(found: &[u8], made: &[u8], pages: usize) -> Option<String> {
    let (found, made) = (streams(found), streams(made));
    let contents_end = made.iter().position(|stream| stream.kind() == Kind::Objects)?;
    let contents_start = contents_end.checked_sub(pages)?;
    if let Some(phrase) = differing_page(&found, &made, contents_start..contents_end) {
        return Some(phrase);
    }
    let differs = |index: &usize| found.get(*index) != made.get(*index);
    let differing: Vec<Kind> = (0..made.len()).filter(differs).map(|index| made[index].kind()).collect();
    // The metadata differ whenever the date or the inputs do.
    let first =
        differing.iter().find(|kind| !matches!(kind, Kind::Metadata | Kind::End)).or(differing.first());
    first.map(|kind| kind.phrase().to_owned())
}

/// Returns which page is the first that differs, or `None` if none does or pages cannot be told apart from other streams.
fn differing_page(
    found: &[Stream<'_>],
    made: &[Stream<'_>],
    contents: std::ops::Range<usize>,
) -> Option<String> {
    let before = found.get(..contents.start)?;
    if !before.iter().zip(made).all(|(found, made)| found.kind() == made.kind()) {
        return None;
    }
    let page = |index: usize| index - contents.start + 1;
    for index in contents.clone() {
        match found.get(index) {
            Some(stream) if *stream == made[index] => {}
            Some(stream) if stream.kind() != Kind::Objects => return Some(format!("page {}", page(index))),
            _ => return Some(format!("it ends before page {}", page(index))),
        }
    }
    let is_longer = found.get(contents.end).is_some_and(|stream| stream.kind() == Kind::Other);
    is_longer.then(|| format!("it has pages after page {}", contents.len()))
}

impl Stream<'_> {
    fn kind(self) -> Kind {
        let has = |text: &str| self.dictionary.windows(text.len()).any(|at| at == text.as_bytes());
        MARKS.iter().find(|(mark, _)| has(mark)).map_or(Kind::Other, |(_, kind)| *kind)
    }
}

impl Kind {
    fn phrase(self) -> &'static str {
        match self {
            Self::Metadata => "the metadata",
            Self::Picture => "a picture",
            Self::Font => "a font",
            Self::File => "a file in it",
            Self::Objects => "metadata, links, outline or structure; the pages look the same",
            Self::End => "the end of the file",
            Self::Other => "pages or fonts",
        }
    }
}

/// Returns the streams of a file, up to the first part that our writer would not write.
fn streams(file: &[u8]) -> Vec<Stream<'_>> {
    // A line with the version and one of high bytes.
    let lines = file.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let mut rest = lines.take(2).last().and_then(|start| file.get(start..)).unwrap_or_default();
    let mut streams = Vec::new();
    while let Some((stream, after)) = stream(rest) {
        streams.push(stream);
        rest = after;
    }
    streams
}

/// Returns the first stream and the bytes after it.
fn stream(bytes: &[u8]) -> Option<(Stream<'_>, &[u8])> {
    const BEGIN: &[u8] = b">>stream\n";
    const END: &[u8] = b"\nendstream\nendobj\n";
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = bytes[digits..].strip_prefix(b" 0 obj\n").filter(|_| digits > 0)?;
    let head = &rest[..rest.len().min(MAX_DICTIONARY)];
    let end = head.windows(BEGIN.len()).position(|at| at == BEGIN)?;
    let (dictionary, data) = (&rest[..end], &rest[end + BEGIN.len()..]);
    // The length is the last entry.
    let length = dictionary.rsplit(|byte| *byte == b' ').next()?;
    let length: usize = std::str::from_utf8(length).ok()?.parse().ok()?;
    let after = data.get(length..)?.strip_prefix(END)?;
    Some((Stream { dictionary, data: &data[..length] }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = "/Type/Metadata";
    const OBJECTS: &str = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode";
    const PAGE: &str = "/Filter/FlateDecode";

    fn file(streams: &[(&str, &str)]) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        for (number, (dictionary, data)) in streams.iter().enumerate() {
            let text = format!(
                "{} 0 obj\n<<{dictionary}/Length {}>>stream\n{data}\nendstream\nendobj\n",
                number + 1,
                data.len()
            );
            out.extend(text.bytes());
        }
        out
    }

    #[test]
    fn the_first_page_that_differs_is_named() {
        let made = file(&[(METADATA, "m"), (PAGE, "1"), (PAGE, "2"), (OBJECTS, "o")]);
        let differs = |streams: &[(&str, &str)]| difference(&file(streams), &made, 2);
        let page = differs(&[(METADATA, "x"), (PAGE, "1"), (PAGE, "other"), (OBJECTS, "p")]);
        assert_eq!(page.as_deref(), Some("page 2"));
        let shorter = differs(&[(METADATA, "m"), (PAGE, "1"), (OBJECTS, "o")]);
        assert_eq!(shorter.as_deref(), Some("it ends before page 2"));
        let longer = differs(&[(METADATA, "m"), (PAGE, "1"), (PAGE, "2"), (PAGE, "3"), (OBJECTS, "o")]);
        assert_eq!(longer.as_deref(), Some("it has pages after page 2"));
    }

    #[test]
    fn without_a_differing_page_the_kind_of_object_is_named() {
        let made = file(&[(METADATA, "m"), (PAGE, "1"), (OBJECTS, "o")]);
        let differs = |streams: &[(&str, &str)]| difference(&file(streams), &made, 1).expect("a phrase");
        assert_eq!(differs(&[(METADATA, "x"), (PAGE, "1"), (OBJECTS, "o")]), "the metadata");
        assert!(differs(&[(METADATA, "x"), (PAGE, "1"), (OBJECTS, "p")]).starts_with("metadata, links"));
        // With another number of fonts, the pages are not where they are in the rebuild.
        let moved = differs(&[("/Length1 3", "f"), (METADATA, "m"), (PAGE, "1"), (OBJECTS, "o")]);
        assert_eq!(moved, "pages or fonts");
    }

    #[test]
    fn a_damaged_file_is_read_up_to_the_damage() {
        let mut damaged = file(&[(METADATA, "m"), (PAGE, "1"), (OBJECTS, "o")]);
        let made = damaged.clone();
        assert_eq!(streams(&made).len(), 3);
        let at = damaged.len() - 3;
        damaged[at] = b'X';
        assert_eq!(streams(&damaged).len(), 2);
        assert!(difference(&damaged, &made, 1).is_some());
        for cut in 0..made.len() {
            let _ = difference(&made[..cut], &made, 1);
        }
        assert_eq!(difference(&made, b"%PDF of somebody else", 1), None);
    }
}
