//! The `design` key: every decision about the printed page is a value under a key.
//!
//! [`keys`] and [`styles`] are the tables of the keys, from which the types of [`DesignOptions`] and of
//! the resolved [`GroupSettings`] are generated. A theme is written in the same keys, so that an
//! author's options replace values of a theme and the same code reads both.

mod amount;
pub mod choices;
pub mod classes;
mod groups;
pub mod gutter;
pub mod keys;
mod options;
mod read;
pub mod styles;
mod trim;
pub mod value;

pub use amount::Amount;
pub use classes::ClassOptions;
pub use groups::{KeySpec, MissingKey, Reach};
pub use keys::{GroupOptions, GroupSettings};
pub use options::DesignOptions;
pub(super) use read::design;
pub use read::read_theme;
pub use styles::{StyleName, StyleOptions};
pub use value::{KeyValue, ValueKind};
