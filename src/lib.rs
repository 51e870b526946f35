//! From manuscript to book.
//!
//! Pressmark turns a Markdown manuscript and its metadata into an EPUB and a typeset PDF. The way
//! of a book, in the order of the modules:
//!
//! 1. [`project`] and [`assets`] take in `book.yaml`, the Markdown files and the pictures, all
//!    through one door that never leaves the project's folder.
//! 2. [`manuscript`] reads Markdown into blocks, [`book`] makes of them one model with numbers,
//!    identifiers, links and contents settled.
//! 3. [`epub`] writes the reflowable book from that model.
//! 4. [`design`] and [`fonts`] say how the printed book looks, [`galley`] sets the copy to the
//!    measure, [`makeup`] makes it up into pages, [`pdf`] writes them.
//!
//! Three calls do it all: [`load`], [`check`] and [`build`]. An author's mistakes are
//! [`diag::Diagnostic`]s, all of one run together; [`error::Error`] is for what the machine could
//! not do. Nothing here prints, asks the time or the environment, or writes a file.

pub mod assets;
mod blocks;
pub mod book;
pub mod design;
pub mod diag;
pub mod dialect;
mod editions;
pub mod epub;
pub mod error;
pub mod fonts;
#[cfg(test)]
mod handbook;
pub mod lang;
pub mod layout;
pub mod makeup;
pub mod manuscript;
mod paginate;
#[cfg(test)]
mod pandoc_tests;
mod paragraph;
pub mod pdf;
mod press;
pub mod project;
mod stamp;
mod standard;
mod typeset;
pub mod units;

pub use press::{
    Checked, Copy, Extent, Layout, Loaded, Product, Proofing, Proofs, build, check, layout, load, noticed,
};
pub use stamp::Stamp;
pub use standard::{Promise, Standard};
