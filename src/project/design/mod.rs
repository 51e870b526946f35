//! What the `design` key asks for: every decision about the printed page as a value under a key.
//!
//! A theme is written in the same keys, so that an author's wish stands over a theme's decision and
//! one piece of code reads both.

mod amount;
pub mod keys;
mod opening;
mod read;

use std::collections::BTreeMap;

use super::{HeadWishes, yaml};
use crate::Standard;
use crate::diag::{FileId, Span, Spanned};
use crate::units::Length;
pub use amount::Amount;
pub use keys::{Field, Kind};
pub use opening::{OpeningCaps, OpeningWishes};
pub(super) use read::design;

/// A decision by its place under `design`: `heading` and `family`, `styles.quote` and `left`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// The mapping that it stands in, dots between the names.
    pub group: &'static str,
    /// Its name there.
    pub name: &'static str,
}

impl Key {
    /// A key of a group.
    pub const fn of(group: &'static str, name: &'static str) -> Self {
        Self { group, name }
    }
}

/// What has been decided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A length, or a share of one.
    Amount(Amount),
    /// One of the words that the key knows.
    Word(&'static str),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Count(u16),
    /// A text: a family, an ornament.
    Text(String),
}

/// As it is written in `book.yaml`.
impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{amount}"),
            Self::Word(word) => f.write_str(word),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// What the `design` key asks for; everything left out is the theme's choice.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DesignWishes {
    /// `classic`, `essay` or `technical`.
    pub theme: Option<Spanned<String>>,
    /// Width and height of the page after trimming.
    pub trim: Option<Spanned<(Length, Length)>>,
    /// All that stands under a key of [`keys`].
    pub values: BTreeMap<Key, Spanned<Value>>,
    /// What is done to characters for even lines; `None` is as much as cannot be seen.
    pub microtypography: Option<MicroWishes>,
    /// What stands at the head of the pages.
    pub running_heads: Option<HeadWishes>,
    /// How chapters open; what is left out follows the theme.
    pub opening: OpeningWishes,
    /// Font files of the author, relative to the root.
    pub fonts: Vec<Spanned<String>>,
    /// The standard that the PDF has to keep; `None` is the default, as far as the manuscript goes.
    pub pdf_standard: Option<Standard>,
}

/// What is done to characters for even lines, by the author's word; what is left out is as usual.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct MicroWishes {
    /// Whether punctuation hangs out.
    pub protrusion: Option<bool>,
    /// How far glyphs may be scaled, in ten-thousandths.
    pub expansion: Option<i64>,
    /// How much space may be put between letters, in ten-thousandths of an em.
    pub tracking: Option<i64>,
}

impl MicroWishes {
    /// Characters stay as they are.
    pub const NONE: Self = Self { protrusion: Some(false), expansion: Some(0), tracking: Some(0) };
}

impl DesignWishes {
    /// Reads a theme: the mapping that a `design` key could hold, as YAML of its own.
    ///
    /// # Errors
    /// The first thing that is wrong with it, as a phrase.
    pub fn theme_sheet(text: &str) -> Result<Self, String> {
        let mut told = Vec::new();
        let node = yaml::parse(FileId(0), text, 0..text.len(), &mut told);
        let sink = std::cell::RefCell::new(told);
        let mut wishes =
            node.map(|node| design(super::fields::Fields::of(&node, "design", &sink))).unwrap_or_default();
        if let Some(first) = sink.into_inner().first() {
            return Err(first.message.clone());
        }
        // A theme is no file of the author's that a message could point into.
        wishes.values.values_mut().for_each(|value| value.span = None);
        wishes.trim.iter_mut().for_each(|trim| trim.span = None);
        Ok(wishes)
    }

    /// What is said under a key.
    pub fn value(&self, key: Key) -> Option<&Value> {
        self.values.get(&key).map(|value| &value.value)
    }

    /// Where it is said.
    pub fn place(&self, key: Key) -> Option<Span> {
        self.values.get(&key).and_then(|value| value.span)
    }

    /// These wishes, and others where these say nothing.
    #[must_use]
    pub fn over(self, others: &Self) -> Self {
        let others = others.clone();
        let mut values = others.values;
        values.extend(self.values);
        Self {
            theme: self.theme.or(others.theme),
            trim: self.trim.or(others.trim),
            values,
            microtypography: self.microtypography.or(others.microtypography),
            running_heads: heads(self.running_heads, others.running_heads),
            opening: OpeningWishes {
                drop_cap: self.opening.drop_cap.or(others.opening.drop_cap),
                small_caps: self.opening.small_caps.or(others.opening.small_caps),
            },
            pdf_standard: self.pdf_standard.or(others.pdf_standard),
            fonts: if self.fonts.is_empty() { others.fonts } else { self.fonts },
        }
    }
}

/// The heads of each of the two pages, the first of these before the others.
fn heads(own: Option<HeadWishes>, others: Option<HeadWishes>) -> Option<HeadWishes> {
    let (Some(own), Some(others)) = (own, others) else { return own.or(others) };
    Some(HeadWishes { verso: own.verso.or(others.verso), recto: own.recto.or(others.recto) })
}
