//! Turns a Markdown manuscript and its metadata into an EPUB and a typeset PDF.
//!
//! A [`Session`] reads a project; [`Session::check`], [`Session::build`] and [`Session::layout`] work on
//! it. An author's mistakes are [`diag::Diagnostic`]s, of which a run returns all; an [`Error`] is a failure
//! of the machine. Nothing here prints, asks the time or the environment, or writes a file.
//!
//! ```
//! use pressmark::{BuildOptions, Session, find};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("book.yaml"), "title: Twenty Steps\nlanguage: en\n")?;
//! std::fs::write(folder.path().join("one.md"), "# The First Step\n\nIt began on a *Monday*.\n")?;
//!
//! let project = find::named(folder.path()).ok_or("no manuscript there")?;
//! let session = Session::load(&project)?;
//! let made = session.build(&BuildOptions::default())?;
//! for diagnostic in &made.diagnostics {
//!     println!("{}: {}", diagnostic.code.id(), diagnostic.message);
//! }
//! for product in &made.value {
//!     std::fs::write(folder.path().join(&product.file_name), &product.bytes)?;
//! }
//! # let names: Vec<&str> = made.value.iter().map(|product| &*product.file_name).collect();
//! # assert_eq!(names, ["twenty-steps.epub", "twenty-steps.pdf"]);
//! # Ok(())
//! # }
//! ```
//!
//! # How a book is made
//!
//! 1. `project` and `assets` read `book.yaml`, the Markdown files and the pictures, all through one
//!    reader that never leaves the project's folder; `dialect` rewrites the syntax of other tools.
//! 2. `manuscript` parses Markdown into blocks; `book` combines them into one model, with all numbers,
//!    identifiers, links and contents.
//! 3. `epub` writes the reflowable book from that model.
//! 4. `design` and `fonts` decide how the printed book looks, `paragraph` and `blocks` set the text
//!    to the measure, `makeup` makes it up into pages, `pdf` writes them; `layout` has the types that
//!    these share.
//! 5. `press` runs all of this, for every edition of a project.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |:--|:--|:--|
//! | `cli` | yes | the command `pressmark` |
//! | `bundled-fonts` | yes | the faces inside the program; without it, a project names its own |

mod assets;
mod blocks;
mod book;
mod calendar;
mod design;
pub mod diag;
mod dialect;
mod epub;
mod error;
mod file_names;
mod fonts;
#[cfg(test)]
mod handbook;
mod lang;
mod layout;
mod limits;
mod lock;
mod makeup;
mod manuscript;
mod paginate;
#[cfg(test)]
mod pandoc_tests;
mod paragraph;
mod pdf;
mod press;
mod project;
mod stamp;
mod standard;
mod trace;
mod units;
mod verify;
mod words;
mod xml;

pub use error::Error;
pub use fonts::SystemFonts;
pub use limits::{Limit, Limits, OverLimit};
pub use press::{
    BuildOptions, CheckReport, Extent, FontOrigin, FontUse, PageLayout, PagePlace, Product, ProductKind,
    ProofOptions, Proofs, Session, SystemFile,
};
pub use project::Format;
use stamp::Stamp;
use standard::Conformance;
pub use standard::Standard;
pub use verify::{BookDate, BookRecord, record_of};

/// The limits of retailers, and how an e-book compares with them.
pub mod shops {
    pub use crate::epub::shops::{Row, Unit, Verdict};
    pub use crate::project::Profile;
}

/// Finding a project on disk.
pub mod find {
    pub use crate::project::{ProjectLocation, discover, markdown_below, named, unreadable};
}

/// The internals that the tests and benchmarks of this crate use. They are not part of its interface:
/// anything in this module may change in any version.
///
/// A module of re-exports lets all other modules be private, so that the compiler reports what nobody
/// uses. It would not report that for `pub` modules that are hidden from the documentation.
#[doc(hidden)]
pub mod internals {
    pub use crate::lock::LAYOUT;
    pub use crate::stamp::Stamp;
    pub use crate::standard::Conformance;
    pub use crate::trace::Trace;

    pub mod assets {
        pub use crate::assets::{Assets, PictureKind};
    }
    pub mod book {
        pub use crate::book::anchor::NoteAnchor;
        pub use crate::book::{Anchor, DivisionId, EntryKind, pagination, tag};
    }
    pub mod design {
        pub use crate::design::{Design, ParRole, role, specify, theme};
    }
    pub mod fonts {
        pub use crate::fonts::Library;
    }
    pub mod lang {
        pub use crate::lang::LangTag;
    }
    pub mod layout {
        pub use crate::layout::{ElementId, GlyphRun, Layer, LinkTarget, Page, PageItem, Pages, PlacedKind};
    }
    pub mod pdf {
        pub use crate::pdf::write;
    }
    pub mod project {
        pub use crate::project::design;
    }
    pub mod units {
        pub use crate::units::Length;
    }
}
