//! JPEG (ITU T.81, annex B): what stands before the data; the file goes on as it is.

use super::{Failure, Read, bad, check, orientation, profile};
use crate::assets::{Jpeg, PictureKind};

/// Names at the head of application segments.
const EXIF: &[u8] = b"Exif\0\0";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// What was found on the way to the frame's header.
#[derive(Default)]
struct Found<'a> {
    dpi: Option<u32>,
    adobe: bool,
    turn: u8,
    /// Pieces of a colour profile with their numbers (ICC.1:2010, section B.4).
    profile: Vec<(u8, &'a [u8])>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Read, Failure> {
    let mut found = Found::default();
    let mut at = 2;
    loop {
        let marker = match bytes.get(at..at + 2) {
            Some([0xFF, 0xFF]) => {
                at += 1;
                continue;
            }
            Some([0xFF, marker]) => *marker,
            _ => return Err(bad("it is cut short or not a JPEG")),
        };
        // Markers without a segment.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            at += 2;
            continue;
        }
        let length = bytes.get(at + 2..at + 4).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])));
        let segment =
            length.filter(|length| *length >= 2).and_then(|length| bytes.get(at + 4..at + 2 + length));
        let Some(segment) = segment else { return Err(bad("it is cut short")) };
        match marker {
            // Start of frame, but for the tables whose markers lie between.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                return frame(marker, segment, &bytes[at..], found);
            }
            0xE0 if segment.starts_with(b"JFIF\0") => found.dpi = jfif_density(segment),
            0xE1 if segment.starts_with(EXIF) => found.turn = orientation(&segment[EXIF.len()..]),
            0xE2 if segment.starts_with(PROFILE) => {
                if let [number, _, data @ ..] = &segment[PROFILE.len()..] {
                    found.profile.push((*number, data));
                }
            }
            0xEE if segment.starts_with(b"Adobe") => found.adobe = true,
            0xD9 | 0xDA => return Err(bad("it has no size")),
            _ => {}
        }
        at += 4 + segment.len();
    }
}

/// The header of the frame: size and components.
fn frame(marker: u8, segment: &[u8], rest: &[u8], mut found: Found<'_>) -> Result<Read, Failure> {
    let [bits, h1, h2, w1, w2, components, ..] = *segment else {
        return Err(bad("it is cut short"));
    };
    let (width, height) = (u32::from(u16::from_be_bytes([w1, w2])), u32::from(u16::from_be_bytes([h1, h2])));
    // What a PDF can hold (ISO 32000-1, section 7.4.8).
    if marker > 0xC2 || bits != 8 {
        return Err(bad(
            "it is lossless, arithmetically coded or of more than 8 bits; save it as an ordinary JPEG",
        ));
    }
    if !matches!(components, 1 | 3 | 4) {
        return Err(bad(format!("it has {components} colour components")));
    }
    if !rest.windows(2).any(|pair| pair == [0xFF, 0xD9]) {
        return Err(bad("it is cut short"));
    }
    check(width, height)?;
    found.profile.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = found.profile.iter().flat_map(|(_, data)| *data).copied().collect();
    let kind = PictureKind::Jpeg(Jpeg {
        width,
        height,
        components,
        inverted: found.adobe && components == 4,
        profile: profile::useful(&whole, components),
    });
    Ok(Read { orientation: found.turn, ..Read::new(kind, width, height, found.dpi) })
}

/// Dots per inch from a JFIF header: unit 1 is an inch, 2 a centimetre.
fn jfif_density(segment: &[u8]) -> Option<u32> {
    let unit = segment.get(7)?;
    let density = u32::from(u16::from_be_bytes([*segment.get(8)?, *segment.get(9)?]));
    match unit {
        1 => Some(density),
        2 => Some(density * 254 / 100),
        _ => None,
    }
}
