//! The stylesheet: everything that makes a book of the text, and nothing that is the reader's own
//! choice. No family, size, colour or leading of the text is set.

/// The stylesheet of every book.
pub(super) const CSS: &str = include_str!("stylesheet.css");
