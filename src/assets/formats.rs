//! Formats of pictures that are not read, by the name and by the content of a file.

/// A format that is not read.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Format {
    /// What a file of it is.
    pub(super) what: &'static str,
    /// The format to convert it to.
    pub(super) convert_to: &'static str,
    /// The endings of its files' names.
    endings: &'static [&'static str],
}

const PDF: Format = Format { what: "a PDF document", convert_to: "SVG", endings: &["pdf"] };
const POSTSCRIPT: Format =
    Format { what: "a PostScript file", convert_to: "SVG", endings: &["eps", "ps", "ai"] };
const TIFF: Format = Format { what: "a TIFF picture", convert_to: "PNG", endings: &["tif", "tiff"] };
const BMP: Format = Format { what: "a BMP picture", convert_to: "PNG", endings: &["bmp"] };
const PHOTOSHOP: Format = Format { what: "a Photoshop document", convert_to: "PNG", endings: &["psd"] };
const ICON: Format = Format { what: "an icon file", convert_to: "PNG", endings: &["ico"] };
const METAFILE: Format = Format { what: "a Windows metafile", convert_to: "SVG", endings: &["emf", "wmf"] };
const COMPRESSED: Format = Format { what: "a compressed drawing", convert_to: "SVG", endings: &["svgz"] };
const AVIF: Format = Format { what: "an AVIF picture", convert_to: "JPEG", endings: &["avif"] };
const HEIC: Format = Format { what: "an HEIC picture", convert_to: "JPEG", endings: &["heic", "heif"] };
const JPEG_XL: Format = Format { what: "a JPEG XL picture", convert_to: "JPEG", endings: &["jxl"] };

const ALL: [&Format; 11] =
    [&PDF, &POSTSCRIPT, &TIFF, &BMP, &PHOTOSHOP, &ICON, &METAFILE, &COMPRESSED, &AVIF, &HEIC, &JPEG_XL];

/// The endings of formats that are read, in the order in which they replace one that is not.
const READ: [&str; 6] = ["svg", "png", "jpg", "jpeg", "webp", "gif"];

/// Returns the format that the ending of a file's name promises, or `None` if that is read or unknown.
pub(super) fn unread_by_name(path: &str) -> Option<&'static Format> {
    let (_, ending) = path.trim_end().rsplit_once('.')?;
    ALL.into_iter().find(|format| format.endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Returns the format of a file's content, or `None` if that is read or unknown.
pub(super) fn unread_by_content(bytes: &[u8]) -> Option<&'static Format> {
    Some(match bytes {
        [b'%', b'P', b'D', b'F', ..] => &PDF,
        [b'%', b'!', ..] | [0xC5, 0xD0, 0xD3, 0xC6, ..] => &POSTSCRIPT,
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => &TIFF,
        [b'B', b'M', ..] => &BMP,
        [b'8', b'B', b'P', b'S', ..] => &PHOTOSHOP,
        [0, 0, 1, 0, ..] => &ICON,
        [0xD7, 0xCD, 0xC6, 0x9A, ..] => &METAFILE,
        [0x1F, 0x8B, ..] => &COMPRESSED,
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', ..] => &AVIF,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => &HEIC,
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', ..] => &JPEG_XL,
        _ => return None,
    })
}

/// Returns the paths that the same picture has in the formats that are read.
pub(super) fn alternatives(path: &str) -> impl Iterator<Item = String> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    READ.into_iter().map(move |ending| format!("{stem}.{ending}")).filter(move |other| other != path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name_and_by_content() {
        let by_name = |path| unread_by_name(path).map(|format| format.what);
        assert_eq!(by_name("figures/plan.PDF "), Some("a PDF document"));
        assert_eq!(by_name("a.b/plan"), None);
        assert_eq!(by_name("plan.png"), None);
        assert_eq!(unread_by_content(b"%PDF-1.4"), Some(&PDF));
        assert_eq!(unread_by_content(b"\x89PNG"), None);
    }

    #[test]
    fn every_format_has_its_endings_to_itself() {
        let mut seen = std::collections::BTreeSet::new();
        for ending in ALL.iter().flat_map(|format| format.endings).chain(&READ) {
            assert!(seen.insert(ending), "{ending}");
        }
    }
}
