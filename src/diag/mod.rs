//! An author's mistakes as data: a code, a place, a message and a help.
//!
//! How to write one: the message is a phrase without a full stop that states what is wrong here, with names
//! in backquotes (``image `map.png` not found``); the help says what to do about it; the code names
//! the *kind* of mistake and never changes its meaning.
//!
//! From a mistake to a line on the terminal:
//!
//! 1. [`SourceMap`] keeps every text of a run; a [`Span`] is a range of bytes in one of them.
//! 2. Each phase returns an [`Outcome`]: what it made, with the [`Diagnostic`]s that it found.
//! 3. `drop_consequences` removes those that only follow from another, `sort` puts the rest in order.
//! 4. [`gather`] joins those that repeat one another, and [`render`] makes them text.

mod code;
mod consequences;
mod diagnostic;
mod excerpt;
pub mod gather;
mod nearest;
mod order;
mod outcome;
pub mod render;
mod source;

pub use code::{CODES, Code, Severity};
pub(crate) use consequences::drop_consequences;
pub(crate) use diagnostic::Lack;
pub use diagnostic::{Diagnostic, Label};
pub(crate) use excerpt::excerpt;
pub(crate) use nearest::did_you_mean;
pub(crate) use order::{gather_places, sort};
pub use outcome::Outcome;
pub(crate) use source::SourcePiece;
pub use source::{FileId, Location, SourceFile, SourceMap, Span, Spanned};
