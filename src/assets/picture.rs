//! Pictures in the form that both writers use: checked and measured, with samples if those are needed.
//!
//! [`PictureKind::Drawing`] and [`DrawnShape::Picture`](super::DrawnShape::Picture) refer to each
//! other, since a drawing may contain pictures: this is the only circular dependency of two files in
//! this folder.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::drawing::Drawing;
use crate::units::Size;

/// A picture, checked and measured.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The path of its first use, relative to the root.
    pub path: String,
    /// SHA-256 of the bytes that were read.
    pub hash: [u8; 32],
    /// The natural size: pixels at the resolution in the file, or else at 96 per inch, as for the units
    /// of a drawing.
    pub natural: Size,
    /// How it is turned when it is shown; [`Picture::natural`] is the size after that.
    pub turn: Turn,
    /// The format, with properties of the content.
    pub kind: PictureKind,
    /// The bytes for the EPUB: unchanged, except that SVG is cleaned and some WebP is converted to
    /// JPEG.
    pub bytes: Arc<[u8]>,
}

impl Picture {
    /// Returns a picture that is not turned. `read` are the bytes of its file, `bytes` those that
    /// replace them in the EPUB, if any.
    pub(super) fn new(
        path: &str,
        read: &[u8],
        kind: PictureKind,
        natural: Size,
        bytes: Option<Vec<u8>>,
    ) -> Self {
        let hash = Sha256::digest(read).into();
        let bytes = bytes.map_or_else(|| Arc::from(read), Arc::from);
        Self { path: path.to_owned(), hash, natural, turn: Turn::default(), kind, bytes }
    }
}

/// The format of a picture, with properties of its content.
#[derive(Clone, Debug)]
pub enum PictureKind {
    /// JPEG, which is embedded unchanged in the PDF.
    Jpeg(Jpeg),
    /// Rows of samples: PNG, and the decoded pixels of GIF (its first frame) and WebP.
    Raster {
        /// The media type of `Picture::bytes`.
        media_type: &'static str,
        /// The samples.
        raster: Arc<Raster>,
    },
    /// SVG, as a drawing.
    Drawing(Arc<Drawing>),
}

/// The header of a JPEG file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jpeg {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The number of colour components: 1 grey, 3 colour, 4 CMYK.
    pub components: u8,
    /// Whether CMYK values are inverted, as Adobe's programs write them.
    pub inverted: bool,
    /// The ICC profile, if the colours are not sRGB.
    pub profile: Option<Arc<[u8]>>,
}

/// Rows of samples from the top, with colour and opacity in separate planes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raster {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Grey, red, green and blue, or indices into the palette.
    pub colour: Plane,
    /// The colours of a palette: red, green and blue, a byte each.
    pub palette: Option<Vec<u8>>,
    /// The opacity; `None` if all of it is full.
    pub alpha: Option<Plane>,
    /// The ICC profile, if the colours are not sRGB.
    pub profile: Option<Arc<[u8]>>,
}

/// Samples as in a PNG file: rows filtered, then deflated (ISO/IEC 15948, sections 9 and 10).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plane {
    /// The number of samples in a pixel: 1 or 3.
    pub channels: u8,
    /// The number of bits in a sample: 1, 2, 4, 8 or 16.
    pub bits: u8,
    /// The deflated rows.
    pub data: Arc<[u8]>,
}

/// How a picture is turned before it is shown: mirrored first, then turned by half, then by a quarter.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Turn {
    /// Whether left and right are exchanged.
    pub mirrored: bool,
    /// Whether it is turned by half.
    pub upside_down: bool,
    /// Whether it is turned by a quarter to the right.
    pub sideways: bool,
}

impl Turn {
    /// Returns the turn of an Exif orientation, 1 to 8 (Exif 2.32, tag 0x0112); no turn for any other number.
    pub fn of(orientation: u8) -> Self {
        let (mirrored, upside_down, sideways) = match orientation {
            2 => (true, false, false),
            3 => (false, true, false),
            4 => (true, true, false),
            5 => (true, true, true),
            6 => (false, false, true),
            7 => (true, false, true),
            8 => (false, true, true),
            _ => (false, false, false),
        };
        Self { mirrored, upside_down, sideways }
    }

    /// Returns where a corner of the picture is after the turn. Corners are 0 or 1 across, and 0 or 1 upward.
    pub fn corner(self, (x, y): (i64, i64)) -> (i64, i64) {
        let (x, y) = if self.mirrored { (1 - x, y) } else { (x, y) };
        let (x, y) = if self.upside_down { (1 - x, 1 - y) } else { (x, y) };
        if self.sideways { (y, 1 - x) } else { (x, y) }
    }
}
