//! Everything that enters from disk, through one door.
//!
//! The [`Vault`] is the only reader of files: confined to the project's root, with documented
//! limits. [`Assets`] are the pictures and fonts read through it, decoded as far as both writers need.

mod gather;
mod image;
pub mod limits;
mod svg;
mod vault;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::units::Size;
pub use gather::{Wanted, font_files, gather};
pub use vault::{Refusal, Vault};

/// A picture by its place in [`Assets`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AssetId(pub u32);

/// Every picture of a book; the same bytes are kept once.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pictures: Vec<Picture>,
    by_path: BTreeMap<String, AssetId>,
}

impl Assets {
    /// The picture of a path relative to the root, when it was read without error.
    pub fn find(&self, path: &str) -> Option<(AssetId, &Picture)> {
        let id = *self.by_path.get(path)?;
        Some((id, self.get(id)))
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
    /// Its natural size: pixels at the file's own resolution or else at 300 dpi, a drawing's units at 96 a inch.
    pub natural: Size,
    /// What it is.
    pub kind: PictureKind,
    /// The bytes for the EPUB: as read, but for SVG, which is cleaned.
    pub bytes: Arc<[u8]>,
}

/// The formats of pictures.
#[derive(Clone, Debug)]
pub enum PictureKind {
    /// JPEG; goes into the PDF as it is.
    Jpeg {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// 1 grey, 3 colour, 4 CMYK.
        components: u8,
        /// CMYK values are inverted, as Adobe writes them.
        inverted: bool,
    },
    /// Anything decoded to pixels: PNG, GIF (its first frame), WebP.
    Raster {
        /// The media type of [`Picture::bytes`].
        media_type: &'static str,
        /// The pixels.
        pixels: Arc<Pixels>,
    },
    /// SVG as a drawing.
    Drawing(Arc<Drawing>),
}

/// Decoded pixels, 8 bits a channel, rows from the top.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Grey (1 channel) or sRGB (3 channels).
    pub grey: bool,
    /// `width * height * (1 or 3)` bytes.
    pub colour: Vec<u8>,
    /// `width * height` bytes of opacity, when any pixel is not opaque.
    pub alpha: Option<Vec<u8>>,
}

/// A vector drawing: filled and stroked paths, text already turned into paths; pixels where a
/// picture or an effect cannot be drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// Its extent, in points; shapes are in points from its top left corner, y downward.
    pub size: Size,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
}

/// A shape of a drawing.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A path.
    Path {
        /// Its segments.
        segments: Vec<Segment>,
        /// The inside.
        fill: Option<Fill>,
        /// The outline.
        stroke: Option<Stroke>,
    },
    /// Pixels in a rectangle: x, y, width and height in points.
    Raster {
        /// Where.
        rect: [f32; 4],
        /// The pixels.
        pixels: Arc<Pixels>,
    },
}

/// A segment of a path, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Segment {
    /// Begin here.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two control points and the end.
    Curve([f32; 2], [f32; 2], [f32; 2]),
    /// Back to the beginning.
    Close,
}

/// How the inside of a path is painted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Fill {
    /// The colour.
    pub colour: crate::units::Colour,
    /// 255 is opaque.
    pub alpha: u8,
    /// Even-odd instead of non-zero winding.
    pub even_odd: bool,
}

/// How the outline of a path is painted.
#[derive(Clone, PartialEq, Debug)]
pub struct Stroke {
    /// The colour.
    pub colour: crate::units::Colour,
    /// 255 is opaque.
    pub alpha: u8,
    /// In points.
    pub width: f32,
    /// 0 butt, 1 round, 2 square, as in PDF.
    pub cap: u8,
    /// 0 mitre, 1 round, 2 bevel, as in PDF.
    pub join: u8,
    /// As in PDF.
    pub miter_limit: f32,
    /// Dash lengths in points, and the phase.
    pub dash: Option<(Vec<f32>, f32)>,
}
