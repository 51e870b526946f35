//! Pictures as an e-book may hold them: within the limits of shops, in sRGB, without what a camera
//! or a program wrote beside the picture.
//!
//! A picture that is good as it is keeps its samples; only its metadata go. What is too large, in
//! other colours, or in a format that reading systems do not show, is decoded, made smaller,
//! converted, and encoded anew.

mod jpeg;
mod pixels;
mod srgb;
mod strip;

use std::sync::Arc;

use super::{Jpeg, Picture, PictureKind, Raster, svg};
use crate::fonts::Library;
pub(super) use jpeg::jpeg_of_photograph;
pub(super) use pixels::Pixels;

/// Pixels of a picture at most: what Apple asks its partners to keep to.
pub const MOST_PIXELS: u64 = 4_000_000;
/// Bytes of a picture at most: what Kindle Direct Publishing takes.
pub const MOST_BYTES: usize = 5_000_000;
/// The cover that is drawn, in pixels: the proportion of 1 to 1.6 that Kindle asks for, and as wide as
/// Apple wants at least.
pub const COVER: (u32, u32) = (1400, 2240);

/// A picture ready for an e-book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reduced {
    /// What it is now.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Pixels across and down; none for a drawing.
    pub size: Option<(u32, u32)>,
}

/// Makes a picture ready. One that cannot be decoded stays as it is, without its metadata.
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
        // An animation would stand still.
        PictureKind::Raster { media_type: "image/gif", raster } if pixels::moves(&picture.bytes) => Reduced {
            media_type: "image/gif",
            bytes: picture.bytes.clone(),
            size: Some((raster.width, raster.height)),
        },
        PictureKind::Jpeg(_) | PictureKind::Raster { .. } => anew(picture),
    }
}

fn is_good_jpeg(jpeg: &Jpeg, picture: &Picture) -> bool {
    let size = u64::from(jpeg.width) * u64::from(jpeg.height);
    size <= MOST_PIXELS
        && picture.bytes.len() <= MOST_BYTES
        && jpeg.components != 4
        && jpeg.profile.is_none()
        && picture.turn == super::Turn::default()
}

fn is_good_png(raster: &Raster, picture: &Picture) -> bool {
    let size = u64::from(raster.width) * u64::from(raster.height);
    size <= MOST_PIXELS
        && picture.bytes.len() <= MOST_BYTES
        && raster.profile.is_none()
        && picture.turn == super::Turn::default()
}

/// Decodes a picture and encodes it again: a photograph as JPEG, everything else as PNG.
fn anew(picture: &Picture) -> Reduced {
    let Some(pixels) = Pixels::of(picture) else { return as_it_is(picture) };
    let pixels = pixels.turned(picture.turn).within(MOST_PIXELS);
    let size = Some((pixels.width, pixels.height));
    let photograph = matches!(picture.kind, PictureKind::Jpeg(_));
    if !photograph && let Some(bytes) = pixels.png().filter(|bytes| bytes.len() <= MOST_BYTES) {
        return Reduced { media_type: "image/png", bytes: bytes.into(), size };
    }
    match jpeg::encode(&pixels) {
        Some(bytes) => Reduced { media_type: "image/jpeg", bytes: bytes.into(), size },
        None => as_it_is(picture),
    }
}

fn as_it_is(picture: &Picture) -> Reduced {
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

/// The author's cover as a JPEG file within the limits.
///
/// # Errors
/// A phrase that says why it cannot be drawn.
pub fn cover(picture: &Picture, fonts: &Library) -> Result<Reduced, String> {
    if let PictureKind::Drawing(_) = &picture.kind {
        let text = std::str::from_utf8(&picture.bytes).map_err(|error| error.to_string())?;
        let (width, height) = shape(picture);
        let drawn = Pixels::opaque(width, height, &svg::flatten(text, fonts, width, height)?.pixels);
        return encoded(jpeg::encode(&drawn), (width, height));
    }
    let reduced = reduce(picture);
    if reduced.media_type == "image/jpeg" {
        return Ok(reduced);
    }
    let pixels = Pixels::of(picture).ok_or("it cannot be decoded")?.turned(picture.turn).within(MOST_PIXELS);
    encoded(jpeg::encode(&pixels), (pixels.width, pixels.height))
}

/// The cover that is drawn from the metadata, as a JPEG file of this many pixels; with the characters
/// of its words that no font has.
///
/// # Errors
/// A phrase that says why it cannot be drawn.
pub fn drawn_cover(
    text: &str,
    fonts: &Library,
    (width, height): (u32, u32),
) -> Result<(Reduced, Vec<char>), String> {
    let flat = svg::flatten(text, fonts, width, height)?;
    let cover = encoded(jpeg::encode_drawn(width, height, &flat.pixels), (width, height))?;
    Ok((cover, flat.missing))
}

fn encoded(bytes: Option<Vec<u8>>, size: (u32, u32)) -> Result<Reduced, String> {
    let bytes = bytes.ok_or("it cannot be encoded")?;
    Ok(Reduced { media_type: "image/jpeg", bytes: bytes.into(), size: Some(size) })
}

/// As high as the cover that is drawn, in a drawing's own proportion; lower where it is wide.
fn shape(picture: &Picture) -> (u32, u32) {
    let (width, height) = (picture.natural.width.to_sp().max(1), picture.natural.height.to_sp().max(1));
    let side = |length: i64| u32::try_from(length).unwrap_or(u32::MAX).clamp(1, COVER.1);
    if height >= width {
        (side(i64::from(COVER.1) * width / height), COVER.1)
    } else {
        (COVER.1, side(i64::from(COVER.1) * height / width))
    }
}
