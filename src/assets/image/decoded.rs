//! The result of every decoder, and the checks that decoders share.

use crate::assets::picture::{Picture, PictureKind, Turn};
use crate::limits::{Limit, Limits, OverLimit, PICTURE_SIDE};
use crate::units::{Length, Size};

/// The resolution of a file that states none, in pixels per inch.
const DPI: u32 = 96;
/// The range of resolutions that are trusted, in pixels per inch.
const DPI_RANGE: std::ops::RangeInclusive<u32> = 72..=1200;

/// A picture that was decoded.
pub(in crate::assets) struct DecodedPicture {
    pub(super) kind: PictureKind,
    /// The natural size by the resolution in the file, before the orientation is applied.
    pub(super) size: Size,
    /// The Exif orientation, 1 to 8; for any other number the picture is not turned.
    pub(super) orientation: u8,
    /// The file in another format, if the original cannot be used.
    pub(super) bytes: Option<Vec<u8>>,
}

/// The reason why a picture cannot be decoded.
pub(in crate::assets) enum DecodeError {
    /// It is broken; a phrase states the reason.
    Broken(String),
    /// It exceeds a limit; its width and height.
    Over(OverLimit, (u32, u32)),
    /// One side is over [`PICTURE_SIDE`]: width and height.
    TooLong(u32, u32),
}

impl DecodedPicture {
    /// Returns a picture that is not turned, of a width and height in pixels and a resolution in pixels per
    /// inch.
    pub(super) fn new(kind: PictureKind, width: u32, height: u32, dpi: Option<u32>) -> Self {
        Self { kind, size: natural(width, height, dpi), orientation: 1, bytes: None }
    }

    /// Returns it as a picture of the book; `read` are the bytes of its file.
    pub(in crate::assets) fn into_picture(self, path: &str, read: &[u8]) -> Picture {
        let turn = Turn::of(self.orientation);
        let size = self.size;
        let natural = if turn.sideways { Size::new(size.height, size.width) } else { size };
        Picture { turn, ..Picture::new(path, read, self.kind, natural, self.bytes) }
    }

    /// Returns it as a picture within a drawing, which Exif does not turn.
    pub(in crate::assets) fn into_unturned(self, read: &[u8]) -> Picture {
        Picture::new("", read, self.kind, self.size, self.bytes)
    }
}

/// Returns the error of a broken file.
pub(super) fn broken(reason: impl std::fmt::Display) -> DecodeError {
    DecodeError::Broken(reason.to_string())
}

/// Checks the size of a picture in pixels before anything is allocated for it.
///
/// # Errors
/// Returns an error if it has no pixels, more than [`Limit::Pixels`], or a side over
/// [`PICTURE_SIDE`].
pub(super) fn check(width: u32, height: u32, limits: Limits) -> Result<(), DecodeError> {
    match u64::from(width) * u64::from(height) {
        0 => Err(broken("it has no pixels")),
        pixels => {
            let check = limits.check(Limit::Pixels, pixels);
            check.map_err(|over| DecodeError::Over(over, (width, height)))?;
            if width.max(height) > PICTURE_SIDE { Err(DecodeError::TooLong(width, height)) } else { Ok(()) }
        }
    }
}

fn natural(width: u32, height: u32, dpi: Option<u32>) -> Size {
    let dpi = i64::from(dpi.filter(|dpi| DPI_RANGE.contains(dpi)).unwrap_or(DPI));
    let inches = |pixels: u32| Length::pt(72).ratio(i64::from(pixels), dpi);
    Size::new(inches(width), inches(height))
}

/// Returns the orientation in Exif data (Exif 2.32, tag 0x0112); 1 (not turned) if it cannot be read.
pub(super) fn orientation(exif: &[u8]) -> u8 {
    let Ok((fields, _)) = exif::parse_exif(exif) else { return 1 };
    let wanted =
        |field: &&exif::Field| field.tag == exif::Tag::Orientation && field.ifd_num == exif::In::PRIMARY;
    let value = fields.iter().find(wanted).and_then(|field| field.value.get_uint(0));
    value.and_then(|value| u8::try_from(value).ok()).unwrap_or(1)
}
