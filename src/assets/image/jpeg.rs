//! JPEG (ITU T.81, annex B): the segments before the data. The file itself is used unchanged.

use super::decoded::{DecodeError, DecodedPicture, broken, check, orientation};
use super::profile;
use crate::assets::jpeg_codec;
use crate::assets::picture::{Jpeg, PictureKind};
use crate::limits::Limits;

/// The name at the start of an application segment with Exif data.
const EXIF: &[u8] = b"Exif\0\0";
/// The name at the start of an application segment with a piece of a colour profile.
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The content of the segments before the header of the frame.
#[derive(Default)]
struct JpegSegments<'a> {
    dpi: Option<u32>,
    is_adobe: bool,
    orientation: u8,
    /// The pieces of a colour profile with their numbers (ICC.1:2010, section B.4).
    profile: Vec<(u8, &'a [u8])>,
}

/// Reads the segments up to the header of the frame.
///
/// # Errors
/// Returns an error if the file is broken, has more pixels than the limit, or is coded in a way that a
/// PDF does not support.
pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<DecodedPicture, DecodeError> {
    let mut found = JpegSegments::default();
    let mut at = 2;
    loop {
        let marker = match bytes.get(at..at + 2) {
            Some([0xFF, 0xFF]) => {
                at += 1;
                continue;
            }
            Some([0xFF, marker]) => *marker,
            _ => return Err(broken("it is cut short or not a JPEG")),
        };
        // Markers without a segment: TEM, restart, start of image.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            at += 2;
            continue;
        }
        let length = bytes.get(at + 2..at + 4).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])));
        let segment =
            length.filter(|length| *length >= 2).and_then(|length| bytes.get(at + 4..at + 2 + length));
        let Some(segment) = segment else { return Err(broken("it is cut short")) };
        match marker {
            // Start of frame, except the tables (DHT, JPG, DAC) whose markers lie in the same range.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return frame(marker, segment, bytes, limits, found);
            }
            0xE0 if segment.starts_with(b"JFIF\0") => found.dpi = jfif_density(segment),
            0xE1 if segment.starts_with(EXIF) => found.orientation = orientation(&segment[EXIF.len()..]),
            0xE2 if segment.starts_with(PROFILE) => {
                if let [number, _, data @ ..] = &segment[PROFILE.len()..] {
                    found.profile.push((*number, data));
                }
            }
            0xEE if segment.starts_with(b"Adobe") => found.is_adobe = true,
            0xD9 | 0xDA => return Err(broken("it has no size")),
            _ => {}
        }
        at += 4 + segment.len();
    }
}

/// Reads the header of the frame: size and components. `whole` is the file.
fn frame(
    marker: u8,
    segment: &[u8],
    whole: &[u8],
    limits: Limits,
    mut found: JpegSegments<'_>,
) -> Result<DecodedPicture, DecodeError> {
    let [bits, h1, h2, w1, w2, components, ..] = *segment else {
        return Err(broken("it is cut short"));
    };
    let (width, height) = (u32::from(u16::from_be_bytes([w1, w2])), u32::from(u16::from_be_bytes([h1, h2])));
    // The formats that a PDF supports (ISO 32000-1, section 7.4.8).
    if marker > 0xC2 || bits != 8 {
        return Err(broken(
            "it is lossless, arithmetically coded or of more than 8 bits; save it as an ordinary JPEG",
        ));
    }
    if !matches!(components, 1 | 3 | 4) {
        return Err(broken(format!("it has {components} colour components")));
    }
    check(width, height, limits)?;
    // All of it is decoded, so that a broken file is found here and not by a reader of the books.
    jpeg_codec::check(whole, components).map_err(broken)?;
    found.profile.sort_by_key(|(number, _)| *number);
    let profile: Vec<u8> = found.profile.iter().flat_map(|(_, data)| *data).copied().collect();
    let kind = PictureKind::Jpeg(Jpeg {
        width,
        height,
        components,
        inverted: found.is_adobe && components == 4,
        profile: profile::useful(&profile, components),
    });
    Ok(DecodedPicture {
        orientation: found.orientation,
        ..DecodedPicture::new(kind, width, height, found.dpi)
    })
}

/// Returns the pixels per inch of a JFIF header (unit 1 is the inch, 2 the centimetre), or `None` if it has
/// no unit.
fn jfif_density(segment: &[u8]) -> Option<u32> {
    let unit = segment.get(7)?;
    let density = u32::from(u16::from_be_bytes([*segment.get(8)?, *segment.get(9)?]));
    match unit {
        1 => Some(density),
        2 => Some(density * 254 / 100),
        _ => None,
    }
}
