//! Everything that enters from disk, through one door.
//!
//! 1. The [`Vault`] is the only reader of files: confined to the project's root, with the [`limits`] of size.
//! 2. [`gather`] reads the pictures that a book names, each once: `locate` finds the file, `read` decides by its
//!    content what it is, `image/` decodes pixels and `svg/` cleans drawings. [`font_files`] reads fonts.
//! 3. [`Assets`] keeps the pictures; [`reduce`] makes of each what an e-book may hold.

mod data;
mod drawing;
mod formats;
mod gather;
mod image;
mod jpeg_codec;
pub mod limits;
mod locate;
mod names;
mod picture;
mod read;
pub mod reduce;
mod refusal;
mod store;
mod svg;
mod vault;

pub use data::shown_path;
pub use drawing::{Drawing, DrawnGlyph, DrawnShape, FillStyle, Gradient, Paint, PathElement, StrokeStyle};
pub use gather::{PictureNeed, PictureRequest, font_files, gather};
pub use picture::{Jpeg, Picture, PictureKind, Plane, Raster};
pub use refusal::{Refusal, Unfit};
pub use store::{AssetId, Assets};
pub use vault::Vault;
