//! Pictures of pixels: the format of a file by its content, and its pixels as far as the writers need
//! them.
//!
//! 1. [`sniff`] looks at the first bytes; the ending of a name means nothing.
//! 2. [`decode`] calls the decoder of the format: `jpeg`, `png`, or `web` for GIF and WebP. Each finds
//!    the size, the resolution, the orientation and the colour `profile`, and whether the file is whole.
//! 3. `plane` makes the rows of samples for a PDF; [`split_opacity`] is also for rendered drawings.

use crate::limits::Limits;

mod decoded;
mod jpeg;
mod plane;
mod png;
mod profile;
mod web;

pub(super) use decoded::{DecodeError, DecodedPicture};
pub(super) use plane::split_opacity;

/// A supported format of pictures made of pixels.
#[derive(Clone, Copy)]
pub(super) enum ImageFormat {
    Jpeg,
    Png,
    Gif,
    WebP,
}

/// Returns the format of a file by its first bytes, or `None` if it is not a supported one.
pub(super) fn sniff(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(ImageFormat::Png),
        [b'G', b'I', b'F', b'8', ..] => Some(ImageFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// Returns the media type of a format.
pub(super) fn media_type(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::Gif => "image/gif",
        ImageFormat::WebP => "image/webp",
    }
}

/// Decodes a file of a format.
///
/// # Errors
/// Returns an error if the file is broken, or has more pixels than the limit.
pub(super) fn decode(
    format: ImageFormat,
    bytes: &[u8],
    limits: Limits,
) -> Result<DecodedPicture, DecodeError> {
    match format {
        ImageFormat::Jpeg => jpeg::read(bytes, limits),
        ImageFormat::Png => png::read(bytes, limits),
        ImageFormat::Gif => web::gif(bytes, limits),
        ImageFormat::WebP => web::webp(bytes, limits),
    }
}
