//! From manuscript to book.

pub mod assets;
pub mod book;
pub mod design;
pub mod diag;
pub mod epub;
pub mod error;
pub mod fonts;
pub mod galley;
pub mod lang;
pub mod makeup;
pub mod manuscript;
pub mod pdf;
pub mod project;
pub mod units;

/// What a book says of its own making, settled before the core runs.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Seconds since 1970 (UTC): the book's date, or `SOURCE_DATE_EPOCH`.
    pub epoch: i64,
    /// The unique identifier: the author's, the ISBN as a URN, or a UUID (version 5) as a URN.
    pub identifier: String,
    /// What made it: `Pressmark 0.1.0`.
    pub generator: String,
}
