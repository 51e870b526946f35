//! The faces: the author's own and the bundled ones, and which of them has a character.
//!
//! 1. [`Library::new`] reads the author's files, the selected fonts of a `collection`, and adds the
//!    `bundle`.
//! 2. A [`Face`] has the metrics, the glyphs of characters and the shaping plans; `tables` reads the
//!    few fields that the shaper does not provide, `outline` the extent of a glyph's ink,
//!    `math` the tables of a face for mathematics.
//! 3. [`Face::excerpt`] makes the file for an e-book, with `cff` for its outlines.
//! 4. [`HanForm`] tells the faces for Chinese, Japanese and Korean apart, with the names in `families`.
//! 5. [`Library::serving`] chooses one family for each writing system of a book, by the [`Demand`] of its text, among these faces
//!    and those of the machine, which a [`SystemCatalog`] describes.
//! 6. [`gather_lacks`] joins the reports about missing glyphs, by the `groups` of characters that one
//!    face would add.

mod bundle;
mod cff;
mod choice;
mod collection;
mod data;
mod embedding;
mod excerpt;
mod face;
mod families;
mod forms;
mod groups;
mod lack;
mod library;
mod math;
mod outline;
mod system;
mod tables;
mod writing;

pub use choice::{FamilyUse, NamedFamily};
pub use embedding::Embedding;
pub(crate) use face::PlanKey;
pub use face::{Face, FaceSource};
pub use forms::HanForm;
pub(crate) use forms::{is_east_asian, is_letter as is_regional, script};
pub(crate) use lack::gather as gather_lacks;
pub use library::{FaceId, FontFile, Library};
pub use math::{Corner, GlyphPart, GrowingGlyph, Growth, MathConstant, MathFont};
pub use outline::Ink;
pub use system::{SystemCatalog, SystemFonts};
pub(crate) use writing::script_name;
pub use writing::{Demand, TextUse, is_private};
