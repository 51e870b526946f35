//! Reads all files of a project.
//!
//! 1. The [`Vault`] is the only reader of files: confined to the project's root, within the limits of a
//!    run. `beneath` opens files for it, race-free.
//! 2. [`gather`] reads the pictures of a book, each once: `locate` finds the file, `read` recognises
//!    the format by content, `image/` decodes pixels and `svg/` cleans drawings. [`font_files`] reads
//!    fonts.
//! 3. [`Assets`] stores the pictures; [`reduce`] converts each for an e-book.

mod beneath;
mod data;
mod drawing;
mod formats;
mod gather;
mod guard;
mod image;
mod jpeg_codec;
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
pub use svg::{Lettering, TextExtent, TextMeter};
pub use vault::Vault;
