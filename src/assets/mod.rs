//! Everything that enters from disk, through one door.
//!
//! The [`Vault`] is the only reader of files: confined to the project's root, with documented
//! limits. [`Assets`] are the pictures and fonts read through it, decoded as far as both writers need.

mod data;
mod drawing;
mod formats;
mod gather;
mod image;
pub mod limits;
mod locate;
pub mod reduce;
mod svg;
mod vault;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::units::Size;
pub use drawing::{Clip, Drawing, DrawnGlyph, Fill, Gradient, Paint, Segment, Shape, Stroke};
pub use gather::{Need, Wanted, font_files, gather};
pub use vault::{Refusal, Unfit, Vault};

/// The path of a picture for messages: of a `data:` address its type alone.
pub fn shown_path(path: &str) -> &str {
    let is_data = path.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if is_data { path.split([';', ',']).next().unwrap_or(path) } else { path }
}

/// A picture by its place in [`Assets`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AssetId(pub u32);

/// Every picture of a book; the same bytes are kept once.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pictures: Vec<Picture>,
    by_path: BTreeMap<String, AssetId>,
    /// The paths of pictures in formats that are not read.
    unread: BTreeSet<String>,
}

impl Assets {
    /// The picture of a path relative to the root, when it was read without error.
    pub fn find(&self, path: &str) -> Option<(AssetId, &Picture)> {
        let id = *self.by_path.get(path)?;
        Some((id, self.get(id)))
    }

    /// Whether the picture of a path is left out of the book, because its format is not read.
    pub fn is_unread(&self, path: &str) -> bool {
        self.unread.contains(path)
    }

    /// Whether a picture is left out of the book.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The picture of an id that these assets gave out.
    ///
    /// # Panics
    /// When the id comes from elsewhere.
    pub fn get(&self, id: AssetId) -> &Picture {
        &self.pictures[id.0 as usize]
    }

    /// All pictures, in the order of their ids.
    pub fn pictures(&self) -> impl Iterator<Item = (AssetId, &Picture)> {
        self.pictures.iter().enumerate().map(|(i, p)| (AssetId(u32::try_from(i).unwrap_or(u32::MAX)), p))
    }

    /// Takes a picture in under its path.
    pub fn insert(&mut self, path: impl Into<String>, picture: Picture) -> AssetId {
        let known = self.pictures().find(|(_, p)| p.hash == picture.hash).map(|(id, _)| id);
        let id = known.unwrap_or_else(|| {
            self.pictures.push(picture);
            AssetId(u32::try_from(self.pictures.len() - 1).unwrap_or(u32::MAX))
        });
        self.by_path.insert(path.into(), id);
        id
    }
}

/// A picture, checked and measured.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The path of its first use, relative to the root.
    pub path: String,
    /// SHA-256 of the bytes that were read.
    pub hash: [u8; 32],
    /// Its natural size: pixels at the file's own resolution or else at 96 to the inch, as a drawing's units.
    pub natural: Size,
    /// How it is turned; [`Picture::natural`] is its size after that.
    pub turn: Turn,
    /// What it is.
    pub kind: PictureKind,
    /// The bytes for the EPUB: as read, but for SVG, which is cleaned.
    pub bytes: Arc<[u8]>,
}

/// The formats of pictures.
#[derive(Clone, Debug)]
pub enum PictureKind {
    /// JPEG; goes into the PDF as it is.
    Jpeg(Jpeg),
    /// Rows of samples: PNG, and what is decoded: GIF (its first frame), WebP.
    Raster {
        /// The media type of [`Picture::bytes`].
        media_type: &'static str,
        /// The samples.
        raster: Arc<Raster>,
    },
    /// SVG as a drawing.
    Drawing(Arc<Drawing>),
}

/// What is known of a JPEG file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jpeg {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// 1 grey, 3 colour, 4 CMYK.
    pub components: u8,
    /// CMYK values are inverted, as Adobe writes them.
    pub inverted: bool,
    /// What its colours are, where they are not sRGB.
    pub profile: Option<Arc<[u8]>>,
}

/// Rows of samples from the top, colour and opacity apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Grey, red, green and blue, or places in the palette.
    pub colour: Plane,
    /// The colours of a palette, three bytes each.
    pub palette: Option<Vec<u8>>,
    /// The opacity, where not all of it is full.
    pub alpha: Option<Plane>,
    /// What the colours are, where they are not sRGB.
    pub profile: Option<Arc<[u8]>>,
}

/// Samples as a PNG file keeps them: rows filtered, then deflated (ISO/IEC 15948, sections 9 and 10).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plane {
    /// Samples in a pixel: 1 or 3.
    pub channels: u8,
    /// Bits in a sample: 1, 2, 4, 8 or 16.
    pub bits: u8,
    /// The rows.
    pub data: Arc<[u8]>,
}

/// How a picture is turned before it is shown; a mirror comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Turn {
    /// Left and right change places.
    pub mirrored: bool,
    /// Top and bottom change places, and left and right.
    pub upside_down: bool,
    /// A quarter to the right, after all else.
    pub sideways: bool,
}

impl Turn {
    /// The turn that Exif has a number for (Exif 2.32, tag 0x0112); none for 1 and what is no number of it.
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

    /// Where a corner of the picture comes to stand, corners being 0 or 1 across and upward.
    pub fn corner(self, (x, y): (i64, i64)) -> (i64, i64) {
        let (x, y) = if self.mirrored { (1 - x, y) } else { (x, y) };
        let (x, y) = if self.upside_down { (1 - x, 1 - y) } else { (x, y) };
        if self.sideways { (y, 1 - x) } else { (x, y) }
    }
}
