//! Formats of pictures that are not supported, by the name and by the content of a file.

/// A format of pictures that is not supported.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct UnreadFormat {
    /// The kind of file, for a message: `a PDF document`.
    pub(super) what: &'static str,
    /// The format to convert it to.
    pub(super) convert_to: &'static str,
    /// The extensions of its files.
    extensions: &'static [&'static str],
}

const PDF: UnreadFormat = UnreadFormat { what: "a PDF document", convert_to: "SVG", extensions: &["pdf"] };
const POSTSCRIPT: UnreadFormat =
    UnreadFormat { what: "a PostScript file", convert_to: "SVG", extensions: &["eps", "ps", "ai"] };
const TIFF: UnreadFormat =
    UnreadFormat { what: "a TIFF picture", convert_to: "PNG", extensions: &["tif", "tiff"] };
const BMP: UnreadFormat = UnreadFormat { what: "a BMP picture", convert_to: "PNG", extensions: &["bmp"] };
const PHOTOSHOP: UnreadFormat =
    UnreadFormat { what: "a Photoshop document", convert_to: "PNG", extensions: &["psd"] };
const ICON: UnreadFormat = UnreadFormat { what: "an icon file", convert_to: "PNG", extensions: &["ico"] };
const METAFILE: UnreadFormat =
    UnreadFormat { what: "a Windows metafile", convert_to: "SVG", extensions: &["emf", "wmf"] };
const COMPRESSED: UnreadFormat =
    UnreadFormat { what: "a compressed drawing", convert_to: "SVG", extensions: &["svgz"] };
const AVIF: UnreadFormat =
    UnreadFormat { what: "an AVIF picture", convert_to: "JPEG", extensions: &["avif"] };
const HEIC: UnreadFormat =
    UnreadFormat { what: "an HEIC picture", convert_to: "JPEG", extensions: &["heic", "heif"] };
const JPEG_XL: UnreadFormat =
    UnreadFormat { what: "a JPEG XL picture", convert_to: "JPEG", extensions: &["jxl"] };

const ALL: [&UnreadFormat; 11] =
    [&PDF, &POSTSCRIPT, &TIFF, &BMP, &PHOTOSHOP, &ICON, &METAFILE, &COMPRESSED, &AVIF, &HEIC, &JPEG_XL];

/// The extensions of supported formats, in the order in which files with them replace an unsupported
/// one.
const READ: [&str; 6] = ["svg", "png", "jpg", "jpeg", "webp", "gif"];

/// Returns the format that the extension of a file's name indicates, or `None` if that is supported or
/// unknown.
pub(super) fn unread_by_name(path: &str) -> Option<&'static UnreadFormat> {
    let (_, extension) = path.trim_end().rsplit_once('.')?;
    ALL.into_iter().find(|format| format.extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Returns the format of a file's content, or `None` if that is supported or unknown.
pub(super) fn unread_by_content(bytes: &[u8]) -> Option<&'static UnreadFormat> {
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

/// Returns the paths that the same picture would have in the supported formats.
pub(super) fn alternatives(path: &str) -> impl Iterator<Item = String> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    READ.into_iter().map(move |extension| format!("{stem}.{extension}")).filter(move |other| other != path)
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
    fn every_format_has_its_extensions_to_itself() {
        let mut seen = std::collections::BTreeSet::new();
        for extension in ALL.iter().flat_map(|format| format.extensions).chain(&READ) {
            assert!(seen.insert(extension), "{extension}");
        }
    }
}
