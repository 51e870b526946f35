//! Converts pictures for e-books: within the limits of shops, in sRGB, without the metadata that a
//! camera or a program wrote.
//!
//! 1. A picture that fits keeps its samples; `strip` removes its metadata.
//! 2. One that is too large, in other colours, or in a format that reading systems do not show is decoded
//!    to `pixels`, converted to `srgb`, made smaller and encoded again.
//! 3. A cover is always a JPEG file; a drawing is rendered for it.

mod pixels;
mod srgb;
mod strip;

use std::sync::Arc;

use super::guard;
use super::jpeg_codec::{self, Chroma};
use super::picture::{Jpeg, Picture, PictureKind, Raster, Turn};
use super::svg;
use crate::fonts::Library;
use crate::limits::Limits;
use crate::units::Colour;
use pixels::Pixels;

/// The maximum number of pixels of a picture: the limit that Apple sets for its partners.
pub const MAX_PIXELS: u64 = 4_000_000;
/// The maximum size of a picture in bytes: what Kindle Direct Publishing accepts.
pub const MAX_BYTES: usize = 5_000_000;
/// Width and height of the cover that is drawn, in pixels: the proportion of 1 to 1.6 that Kindle asks for,
/// at the minimum width that Apple asks for.
pub const COVER: (u32, u32) = (1400, 2240);

/// A picture ready for an e-book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reduced {
    /// The media type of the file.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Width and height in pixels; `None` for a drawing.
    pub size: Option<(u32, u32)>,
}

/// Converts a picture for an e-book. One that cannot be decoded is only stripped of its metadata.
pub fn reduce(picture: &Picture) -> Reduced {
    match &picture.kind {
        PictureKind::Drawing(_) => {
            Reduced { media_type: "image/svg+xml", bytes: picture.bytes.clone(), size: None }
        }
        PictureKind::Jpeg(jpeg) if is_good_jpeg(jpeg, picture) => Reduced {
            media_type: "image/jpeg",
            bytes: strip::jpeg(&picture.bytes).into(),
            size: Some((jpeg.width, jpeg.height)),
        },
        PictureKind::Raster { media_type: "image/png", raster } if is_good_png(raster, picture) => Reduced {
            media_type: "image/png",
            bytes: strip::png(&picture.bytes).into(),
            size: Some((raster.width, raster.height)),
        },
        // If it were encoded again, an animation would keep only its first frame.
        PictureKind::Raster { media_type: "image/gif", raster } if pixels::is_animated(&picture.bytes) => {
            Reduced {
                media_type: "image/gif",
                bytes: picture.bytes.clone(),
                size: Some((raster.width, raster.height)),
            }
        }
        PictureKind::Jpeg(_) | PictureKind::Raster { .. } => encoded_again(picture),
    }
}

fn is_good_jpeg(jpeg: &Jpeg, picture: &Picture) -> bool {
    let size = u64::from(jpeg.width) * u64::from(jpeg.height);
    size <= MAX_PIXELS
        && picture.bytes.len() <= MAX_BYTES
        && jpeg.components != 4
        && jpeg.profile.is_none()
        && picture.turn == Turn::default()
}

fn is_good_png(raster: &Raster, picture: &Picture) -> bool {
    let size = u64::from(raster.width) * u64::from(raster.height);
    size <= MAX_PIXELS
        && picture.bytes.len() <= MAX_BYTES
        && raster.profile.is_none()
        && picture.turn == Turn::default()
}

/// Decodes a picture and encodes it again: a photograph as JPEG, everything else as PNG.
fn encoded_again(picture: &Picture) -> Reduced {
    let Ok(Some(pixels)) = guard::run(|| Pixels::of(picture)) else { return unchanged(picture) };
    let pixels = pixels.turned(picture.turn).within(MAX_PIXELS);
    let size = Some((pixels.width, pixels.height));
    let photograph = matches!(picture.kind, PictureKind::Jpeg(_));
    if !photograph && let Some(bytes) = pixels.png().filter(|bytes| bytes.len() <= MAX_BYTES) {
        return Reduced { media_type: "image/png", bytes: bytes.into(), size };
    }
    match pixels.jpeg() {
        Some(bytes) => Reduced { media_type: "image/jpeg", bytes: bytes.into(), size },
        None => unchanged(picture),
    }
}

fn unchanged(picture: &Picture) -> Reduced {
    let (media_type, bytes, size) = match &picture.kind {
        PictureKind::Jpeg(jpeg) => {
            ("image/jpeg", strip::jpeg(&picture.bytes).into(), Some((jpeg.width, jpeg.height)))
        }
        PictureKind::Raster { media_type, raster } => {
            (*media_type, picture.bytes.clone(), Some((raster.width, raster.height)))
        }
        PictureKind::Drawing(_) => ("image/svg+xml", picture.bytes.clone(), None),
    };
    Reduced { media_type, bytes, size }
}

/// Returns the author's cover as a JPEG file within the limits.
///
/// # Errors
/// Returns the reason why it cannot be decoded, rendered or encoded, as a phrase.
pub fn cover(picture: &Picture, fonts: &Library, limits: Limits) -> Result<Reduced, String> {
    if let PictureKind::Drawing(_) = &picture.kind {
        let text = std::str::from_utf8(&picture.bytes).map_err(|error| error.to_string())?;
        let (width, height) = cover_size(picture);
        let drawn = Pixels::opaque(width, height, &svg::render(text, fonts, width, height, limits)?.pixels);
        return encoded(drawn.jpeg(), (width, height));
    }
    let reduced = reduce(picture);
    if reduced.media_type == "image/jpeg" {
        return Ok(reduced);
    }
    let pixels = guard::run(|| Pixels::of(picture))?
        .ok_or("it cannot be decoded")?
        .turned(picture.turn)
        .within(MAX_PIXELS);
    encoded(pixels.jpeg(), (pixels.width, pixels.height))
}

/// Renders the cover that is drawn from the metadata, an SVG text, as a JPEG file of a width and height in
/// pixels. Returns it with the characters of its text that no font has.
///
/// # Errors
/// Returns the reason why it cannot be rendered or encoded, as a phrase.
pub fn drawn_cover(
    text: &str,
    fonts: &Library,
    (width, height): (u32, u32),
    limits: Limits,
) -> Result<(Reduced, Vec<char>), String> {
    let drawn = svg::render(text, fonts, width, height, limits)?;
    let cover = encoded(jpeg_codec::encode(width, height, &drawn.pixels, Chroma::Quarter), (width, height))?;
    Ok((cover, drawn.missing))
}

fn encoded(bytes: Option<Vec<u8>>, size: (u32, u32)) -> Result<Reduced, String> {
    let bytes = bytes.ok_or("it cannot be encoded")?;
    Ok(Reduced { media_type: "image/jpeg", bytes: bytes.into(), size: Some(size) })
}

/// The extremes of a strip of a picture across its whole width.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StripTones {
    /// The smallest value of each component.
    pub darkest: Colour,
    /// The largest value of each component.
    pub lightest: Colour,
}

/// The number of strips of equal height whose tones are measured.
const STRIPS: u32 = 64;

/// A picture that becomes part of a drawn cover.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoverArt {
    /// A JPEG file in sRGB, upright.
    pub bytes: Arc<[u8]>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The tones of strips of equal height, from the top.
    pub tones: Vec<StripTones>,
}

/// Converts a picture to a part of a drawn cover.
///
/// # Errors
/// Returns the reason why it cannot be decoded, rendered or encoded, as a phrase.
pub fn cover_art(picture: &Picture, fonts: &Library, limits: Limits) -> Result<CoverArt, String> {
    let bytes = cover(picture, fonts, limits)?.bytes;
    let pixels = jpeg_codec::decode(&bytes).ok_or("it cannot be decoded")?;
    let (width, height) = (pixels.width, pixels.height);
    let rows: Vec<&[u8]> = pixels.data.chunks_exact(width.max(1) as usize * 3).collect();
    let tones = (0..STRIPS).filter_map(|strip| {
        let row = |strip: u32| (height * strip / STRIPS) as usize;
        let (from, to) = (row(strip).min(rows.len().saturating_sub(1)), row(strip + 1));
        let pixels = rows.get(from..to.max(from + 1))?.iter().flat_map(|row| row.chunks_exact(3));
        pixels.fold(None, |known: Option<StripTones>, pixel| {
            let colour = Colour { r: pixel[0], g: pixel[1], b: pixel[2] };
            let StripTones { darkest: d, lightest: l } =
                known.unwrap_or(StripTones { darkest: colour, lightest: colour });
            let darkest = Colour { r: d.r.min(colour.r), g: d.g.min(colour.g), b: d.b.min(colour.b) };
            let lightest = Colour { r: l.r.max(colour.r), g: l.g.max(colour.g), b: l.b.max(colour.b) };
            Some(StripTones { darkest, lightest })
        })
    });
    Ok(CoverArt { width, height, tones: tones.collect(), bytes })
}

/// Returns the linear light of a value of sRGB, from 0 to 65535.
pub fn linear_light(value: u8) -> u16 {
    srgb::linear_light(value)
}

/// Returns the size of a drawing as a cover: its longer side has the height of [`COVER`].
fn cover_size(picture: &Picture) -> (u32, u32) {
    let (width, height) = (picture.natural.width.to_sp().max(1), picture.natural.height.to_sp().max(1));
    let side = |length: i64| u32::try_from(length).unwrap_or(u32::MAX).clamp(1, COVER.1);
    if height >= width {
        (side(i64::from(COVER.1) * width / height), COVER.1)
    } else {
        (COVER.1, side(i64::from(COVER.1) * height / width))
    }
}
