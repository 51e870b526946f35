//! What a finished book says of its own making. Entry point: [`record_of`].

use std::io::{Cursor, Read};

use crate::calendar;

/// The package document of an e-book.
pub(super) const PACKAGE: &str = "OEBPS/content.opf";
/// The maximum size of the package document that is searched, in bytes.
const PACKAGE_BYTES: u64 = 16 << 20;

/// What a book records about its own making, as far as the file says it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct BookRecord {
    /// The name of what it was made from: the same in all files of a build.
    pub inputs: String,
    /// The program and its version.
    pub generator: Option<String>,
    /// The date of the book.
    pub date: Option<BookDate>,
    /// The font files of the machine that were used: the name of each and its SHA-256.
    pub system_fonts: Vec<String>,
    /// The archival standard that a PDF claims, by its name in `--pdf-standard`.
    pub standard: Option<&'static str>,
}

/// The date of a book.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct BookDate {
    /// Seconds since 1 January 1970 (UTC).
    pub epoch: i64,
    /// The date as the book states it: `2026-11-23T00:00:00Z`.
    pub written: String,
}

/// Returns what an EPUB or a PDF of this program records about its making. Returns `None` for any other file.
pub fn record_of(bytes: &[u8]) -> Option<BookRecord> {
    if bytes.starts_with(b"%PDF") { of_pdf(bytes) } else { of_epub(bytes) }
}

fn of_pdf(bytes: &[u8]) -> Option<BookRecord> {
    // The metadata are not compressed (ISO 19005-2, section 6.6.2).
    let packet = between(bytes, "<x:xmpmeta", "</x:xmpmeta>")?.as_bytes();
    let value = |name: &str| between(packet, &format!("<{name}>"), &format!("</{name}>"));
    let (part, conformance) = (value("pdfaid:part"), value("pdfaid:conformance"));
    Some(BookRecord {
        inputs: value("xmpMM:VersionID").and_then(inputs)?,
        generator: value("xmp:CreatorTool").map(str::to_owned),
        date: value("xmp:CreateDate").and_then(date),
        system_fonts: all_between(packet, "<stEvt:parameters>system font ", "</stEvt:parameters>"),
        standard: Some(standard(part, conformance)),
    })
}

fn of_epub(bytes: &[u8]) -> Option<BookRecord> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = Vec::new();
    archive.by_name(PACKAGE).ok()?.take(PACKAGE_BYTES).read_to_end(&mut text).ok()?;
    let property = |name: &str| between(&text, &format!("<meta property=\"{name}\">"), "</meta>");
    Some(BookRecord {
        inputs: property("pressmark:inputs").and_then(inputs)?,
        generator: between(&text, "<meta name=\"generator\" content=\"", "\"").map(str::to_owned),
        date: property("dcterms:modified").and_then(date),
        system_fonts: all_between(&text, "<meta property=\"pressmark:system-font\">", "</meta>"),
        standard: None,
    })
}

/// Returns the name of inputs, or `None` for a text that is none.
fn inputs(name: &str) -> Option<String> {
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| name.to_owned())
}

fn date(written: &str) -> Option<BookDate> {
    Some(BookDate { epoch: calendar::from_iso_8601(written)?, written: written.to_owned() })
}

/// Returns the name of the standard that makes a PDF claim this part of PDF/A.
fn standard(part: Option<&str>, conformance: Option<&str>) -> &'static str {
    match (part, conformance) {
        (Some("2"), _) => "ua-1+a-2a",
        (Some("3"), _) => "a-3a",
        (Some("4"), Some("F")) => "ua-2+a-4f",
        (Some("4"), _) => "ua-2+a-4",
        _ => "none",
    }
}

/// Returns the first text between two others.
fn between<'a>(bytes: &'a [u8], before: &str, after: &str) -> Option<&'a str> {
    let rest = &bytes[position(bytes, before)? + before.len()..];
    std::str::from_utf8(&rest[..position(rest, after)?]).ok()
}

/// Returns every text between two others.
fn all_between(mut bytes: &[u8], before: &str, after: &str) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(text) = between(bytes, before, after) {
        found.push(text.to_owned());
        let end = position(bytes, before).unwrap_or(bytes.len()) + before.len() + text.len();
        bytes = bytes.get(end..).unwrap_or_default();
    }
    found
}

fn position(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|at| at == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    #[test]
    fn the_metadata_of_a_pdf_are_read() {
        let fonts = "<stEvt:parameters>system font A.ttf sha256:01</stEvt:parameters>\
                     <stEvt:parameters>system font B.ttf sha256:02</stEvt:parameters>";
        let packet = format!(
            "%PDF-1.7 <x:xmpmeta><pdfaid:part>3</pdfaid:part><xmp:CreateDate>1970-01-02T00:00:01Z</xmp:CreateDate>\
             <xmp:CreatorTool>Pressmark 0.1.0</xmp:CreatorTool><xmpMM:VersionID>0aF</xmpMM:VersionID>{fonts}</x:xmpmeta>"
        );
        let record = record_of(packet.as_bytes()).expect("a record");
        assert_eq!((record.inputs.as_str(), record.generator.as_deref()), ("0aF", Some("Pressmark 0.1.0")));
        assert_eq!(record.date.map(|date| date.epoch), Some(86_401));
        assert_eq!(record.system_fonts, ["A.ttf sha256:01", "B.ttf sha256:02"]);
        assert_eq!(record.standard, Some("a-3a"));
        assert!(record_of(packet.replace("0aF", "by hand").as_bytes()).is_none());
        assert!(record_of(b"%PDF-1.7").is_none() && record_of(b"PK").is_none());
    }

    #[test]
    fn a_standard_has_the_name_of_its_option() {
        let names = [("2", None), ("3", None), ("4", Some("F")), ("4", None), ("", None)]
            .map(|(part, conformance)| standard(Some(part), conformance));
        assert!(names.iter().all(|name| Standard::from_name(name).is_some()), "{names:?}");
        assert_eq!(names.len(), Standard::NAMES.len());
    }
}
