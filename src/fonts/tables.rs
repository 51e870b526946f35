//! The table directory of a font file, and the few fields that the shaper does not provide (OpenType 1.9.1).

use std::ops::Range;

/// The maximum number of fonts that are read from a collection.
pub(super) const MAX_MEMBERS: u32 = 64;

/// Returns the number of fonts in a collection, or `None` for a file of a single font.
pub(super) fn count(data: &[u8]) -> Option<u32> {
    data.starts_with(b"ttcf").then(|| u32_at(data, 8).unwrap_or(0).min(MAX_MEMBERS))
}

/// Returns the byte at which the table directory of a font begins, or `None` if there is no such font.
pub(super) fn offset(data: &[u8], index: u32) -> Option<usize> {
    match count(data) {
        None => (index == 0).then_some(0),
        Some(count) if index < count => u32_at(data, 12 + 4 * index as usize).map(|at| at as usize),
        Some(_) => None,
    }
}

/// The table directory of a font: the tag and the bytes of each table (OpenType 1.9.1, "Font Tables").
pub(super) struct FontTables(Vec<([u8; 4], Range<usize>)>);

impl FontTables {
    /// Reads the directory of a font of a file.
    ///
    /// # Errors
    /// Returns the reason why the file cannot be used, as a phrase.
    pub(super) fn of(data: &[u8], index: u32) -> Result<Self, String> {
        let begin = offset(data, index).ok_or("the collection has no such font")?;
        if !matches!(data.get(begin..begin + 4), Some(b"OTTO" | b"true" | [0, 1, 0, 0])) {
            return Err("it is neither TrueType nor OpenType".to_owned());
        }
        let count = usize::from(u16_at(data, begin + 4).unwrap_or(0));
        let record = |i: usize| {
            let at = begin + 12 + i * 16;
            let tag: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
            let start = u32_at(data, at + 8)? as usize;
            let end = start.checked_add(u32_at(data, at + 12)? as usize)?;
            (end <= data.len()).then_some((tag, start..end))
        };
        let tables: Option<Vec<_>> = (0..count).map(record).collect();
        tables.map(Self).ok_or_else(|| "it is cut short".to_owned())
    }

    /// Checks that the font is one that a PDF supports: static, with TrueType or CFF outlines.
    ///
    /// # Errors
    /// Returns the reason why it is not, as a phrase.
    pub(super) fn check(&self) -> Result<(), String> {
        if self.find(*b"fvar").is_some() {
            return Err("it is a variable font; use one of its static instances".to_owned());
        }
        if self.find(*b"CFF2").is_some() {
            return Err("it has CFF2 outlines, which PDF does not know".to_owned());
        }
        let outlines =
            self.find(*b"CFF ").is_some() || (self.find(*b"glyf").is_some() && self.find(*b"loca").is_some());
        let rest =
            [*b"cmap", *b"head", *b"hhea", *b"hmtx", *b"maxp"].iter().all(|tag| self.find(*tag).is_some());
        if outlines && rest {
            Ok(())
        } else {
            Err("it lacks outlines or another table that every font has".to_owned())
        }
    }

    /// Returns the bytes of a table, or `None` if the font has no such table.
    pub(super) fn find(&self, tag: [u8; 4]) -> Option<Range<usize>> {
        self.0.iter().find(|(known, _)| *known == tag).map(|(_, range)| range.clone())
    }

    /// Returns every table with its tag, in the order of the directory.
    pub(super) fn all(&self) -> &[([u8; 4], Range<usize>)] {
        &self.0
    }

    /// Returns whether the font has a substitution feature (`GSUB`).
    pub(super) fn has_feature(&self, data: &[u8], tag: [u8; 4]) -> bool {
        let features = || {
            let table = &data[self.find(*b"GSUB")?];
            let list = table.get(usize::from(u16_at(table, 6)?)..)?;
            let count = usize::from(u16_at(list, 0)?);
            Some((0..count).any(|i| list.get(2 + i * 6..6 + i * 6) == Some(&tag[..])))
        };
        features().unwrap_or(false)
    }

    /// Returns the `OS/2` table.
    fn os2<'a>(&self, data: &'a [u8]) -> Option<&'a [u8]> {
        self.find(*b"OS/2").map(|range| &data[range])
    }

    /// Returns `usWeightClass`, clamped to 100 to 900, or `None` if the font does not have it.
    pub(super) fn weight(&self, data: &[u8]) -> Option<u16> {
        u16_at(self.os2(data)?, 4).map(|weight| weight.clamp(100, 900))
    }

    /// Returns `usWidthClass`, 5 for normal, or `None` if the font does not have it.
    pub(super) fn width(&self, data: &[u8]) -> Option<u16> {
        u16_at(self.os2(data)?, 6)
    }

    /// Returns `fsSelection`, of which bit 0 is italic; 0 if the font does not have it.
    pub(super) fn selection(&self, data: &[u8]) -> u16 {
        self.os2(data).and_then(|os2| u16_at(os2, 62)).unwrap_or(0)
    }

    /// Returns `fsType`, the embedding permissions; 0 if the font does not have it.
    pub(super) fn permission(&self, data: &[u8]) -> u16 {
        self.os2(data).and_then(|os2| u16_at(os2, 8)).unwrap_or(0)
    }

    /// Returns `ulCodePageRange1`, a bit for each code page; 0 if the font does not have it.
    pub(super) fn code_pages(&self, data: &[u8]) -> u32 {
        self.os2(data).and_then(|os2| u32_at(os2, 78)).unwrap_or(0)
    }

    /// Returns whether PANOSE states a Latin text face (family 2) with a serif style, 2 to 10; an unknown
    /// style counts as serif.
    pub(super) fn is_serif(&self, data: &[u8]) -> bool {
        match self.os2(data).and_then(|os2| os2.get(32..34)) {
            Some([2, style]) => (2..=10).contains(style) || *style == 0,
            _ => true,
        }
    }

    /// Returns a name of the name table: in English on the Windows platform, else any in Unicode, else one in
    /// Macintosh Roman; `None` if it has none of these.
    pub(super) fn name(&self, data: &[u8], id: u16) -> Option<String> {
        let table = &data[self.find(*b"name")?];
        let count = usize::from(u16_at(table, 2)?);
        let strings = usize::from(u16_at(table, 4)?);
        let mut best: Option<(u8, String)> = None;
        for at in (0..count).map(|i| 6 + i * 12) {
            let field = |offset| u16_at(table, at + offset);
            let (platform, language) = (field(0)?, field(4)?);
            if field(6)? != id {
                continue;
            }
            let start = strings + usize::from(field(10)?);
            let Some(raw) = table.get(start..start + usize::from(field(8)?)) else { continue };
            let (rank, text) = match (platform, language) {
                (3, 0x409) => (0, utf16(raw)),
                (0 | 3, _) => (1, utf16(raw)),
                (1, 0) if raw.is_ascii() => (2, String::from_utf8_lossy(raw).into_owned()),
                _ => continue,
            };
            if best.as_ref().is_none_or(|(known, _)| rank < *known) && !text.is_empty() {
                best = Some((rank, text));
            }
        }
        best.map(|(_, text)| text)
    }
}

/// Decodes big-endian UTF-16, dropping invalid code units.
fn utf16(raw: &[u8]) -> String {
    let units = raw.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}

/// Reads a big-endian number at an offset, or returns `None` past the end.
pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Reads a big-endian number at an offset, or returns `None` past the end.
pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
