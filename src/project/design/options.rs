//! The values under `design`: those of an author for a book or an edition, or those of a theme.

use std::collections::BTreeMap;

use super::classes::{self, ClassOptions};
use super::keys::GroupOptions;
use super::styles::{StyleName, StyleOptions};
use crate::Standard;
use crate::diag::Spanned;
use crate::units::{Colour, Length};

/// The values under `design`. Those missing in an edition are taken from the book, and then from the
/// theme.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DesignOptions {
    /// The name of a theme.
    pub theme: Option<Spanned<String>>,
    /// A second colour; `None` for black.
    pub accent: Option<Spanned<Colour>>,
    /// Width and height of the page after trimming.
    pub trim: Option<Spanned<(Length, Length)>>,
    /// The groups of keys.
    pub groups: GroupOptions,
    /// The options of styles.
    pub styles: BTreeMap<StyleName, StyleOptions>,
    /// The styles of the author's own classes, in the order in which they are written.
    pub classes: Vec<ClassOptions>,
    /// Font files of the author, relative to the root.
    pub fonts: Vec<Spanned<String>>,
    /// Whether the fonts of the machine are used: `true` asks for them, `false` refuses them.
    pub system_fonts: Option<Spanned<bool>>,
    /// The standard that the PDF must conform to; `None` for the default.
    pub pdf_standard: Option<Standard>,
}

impl DesignOptions {
    /// Returns these options, with missing ones taken from `fallback`.
    #[must_use]
    pub fn with_fallback(self, fallback: &Self) -> Self {
        let fallback = fallback.clone();
        let mut styles = fallback.styles;
        for (name, own) in self.styles {
            let style = styles.entry(name).or_default();
            *style = own.with_fallback(style);
        }
        Self {
            theme: self.theme.or(fallback.theme),
            accent: self.accent.or(fallback.accent),
            trim: self.trim.or(fallback.trim),
            groups: self.groups.with_fallback(&fallback.groups),
            styles,
            classes: classes::merged(self.classes, fallback.classes),
            fonts: if self.fonts.is_empty() { fallback.fonts } else { self.fonts },
            system_fonts: self.system_fonts.or(fallback.system_fonts),
            pdf_standard: self.pdf_standard.or(fallback.pdf_standard),
        }
    }

    /// Returns the value of a key as it is written in `book.yaml`; `group` is the name of a group, or of
    /// a style with `styles.` before it.
    pub fn shown(&self, group: &str, name: &str) -> Option<String> {
        let Some(style) = group.strip_prefix("styles.") else { return self.groups.shown(group, name) };
        self.styles.iter().find(|(known, _)| known.name() == style).and_then(|(_, style)| style.shown(name))
    }

    /// Removes the places where the values were written.
    pub(super) fn forget_places(&mut self) {
        self.groups.forget_places();
        self.styles.values_mut().for_each(StyleOptions::forget_places);
        self.classes.iter_mut().for_each(ClassOptions::forget_places);
        self.trim.iter_mut().for_each(|trim| trim.span = None);
    }
}
