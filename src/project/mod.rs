//! Intake: a folder with `book.yaml`, a folder of Markdown, or one Markdown file becomes a [`Project`].
//!
//! 1. [`discover`] and [`named`] find the folder of the project (`find`).
//! 2. [`load`] reads its files. A `Loader` reads each once; `yaml` and `toml_tree` parse them into one kind of tree with
//!    a place at every value, for which `locate` finds the places.
//! 3. The tree becomes values: `manifest` reads `book.yaml` key by key through `fields`; `listing` the chapter list;
//!    [`design`] and `ebook` what is asked of the books. `foreign` reads the manifests of other tools.
//! 4. `write` writes a `book.yaml` for a book of another tool.

mod abbreviations;
mod blank;
pub mod blocks;
mod choice;
mod contributors;
mod cover;
pub mod design;
mod ebook;
mod editions;
mod fields;
mod file_head;
mod find;
mod foreign;
mod glossary;
mod index;
mod isbn;
mod keys;
mod listing;
mod load;
mod loader;
mod locate;
mod manifest;
mod math;
pub mod metadata;
mod mistake;
mod model;
mod numbering;
mod repository;
mod scalar;
#[cfg(test)]
pub(crate) mod schema;
pub mod schemes;
mod titles;
mod toml_tree;
mod tools;
mod values;
mod version;
mod warnings;
mod words;
mod write;
mod yaml;

pub use abbreviations::ExpandAbbreviations;
pub use cover::{Cover, CoverOptions, CoverStyle};
pub use design::DesignOptions;
pub use ebook::{EbookOptions, FontsInside, MathForm, NotesAt, PagesOf, Profile, Writing};
pub use find::{ProjectLocation, discover, markdown_below, named, unreadable};
pub use glossary::GlossaryLinks;
pub use index::{IndexOptions, IndexRule, LocatorStyle, RangeStyle, WordOrder};
pub use load::load;
pub use math::MathOptions;
pub use model::{Chapter, ChapterPlace, Edition, Format, Generated, LinkPolicy, Project};
pub use numbering::{NumberScope, NumberingOptions, StatementNumbering};
pub use titles::slug;
pub use toml_tree::toml_entries;
pub use write::manifest_text;
