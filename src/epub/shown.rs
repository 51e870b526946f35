//! The characters that documents show, by the style that determines their face.

use std::collections::{BTreeMap, BTreeSet};

use super::css::{CODE, Extent, HEADINGS, Weights};
use crate::design::Family;

/// The properties of text that determine its face.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Style {
    pub(super) family: Family,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl Style {
    /// Plain text of a family.
    fn plain(family: Family) -> Self {
        Self { family, bold: false, italic: false }
    }
}

/// The styles that the text of an element may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ElementStyle {
    family: Family,
    bold: Extent,
    italic: Extent,
}

impl ElementStyle {
    /// The style of text that is in no element.
    pub(super) const TEXT: Self = Self { family: Family::Text, bold: Extent::Never, italic: Extent::Never };

    /// Returns the style of an element in text of this style.
    pub(super) fn in_element(self, name: &str, weights: &Weights) -> Self {
        // Code in a heading is code.
        let family = if CODE.contains(&name) {
            Family::Code
        } else if HEADINGS.contains(&name) && self.family == Family::Text {
            Family::Heading
        } else {
            self.family
        };
        Self { family, ..self.with(weights.get(name)) }
    }

    /// Returns the style of an element of this style that has a class.
    pub(super) fn in_class(self, class: &str, weights: &Weights) -> Self {
        self.with(weights.of_class(class))
    }

    fn with(self, (bold, italic): (Extent, Extent)) -> Self {
        Self { bold: self.bold.max(bold), italic: self.italic.max(italic), ..self }
    }

    fn styles(self) -> impl Iterator<Item = Style> {
        let italics =
            move |bold: &'static bool| self.italic.values().iter().map(move |italic| (*bold, *italic));
        self.bold.values().iter().flat_map(italics).map(move |(bold, italic)| Style {
            bold,
            italic,
            ..Style::plain(self.family)
        })
    }
}

/// Characters by style.
#[derive(Debug, Default)]
pub(super) struct Shown {
    by_style: BTreeMap<Style, BTreeSet<char>>,
}

/// The characters that hyphenation and joining add to text, and those of the numbers in lists.
const ALWAYS: &str = " -\u{A0}\u{2010}0123456789.";

impl Shown {
    /// Adds text in which special characters are escaped as in XML.
    pub(super) fn add(&mut self, element: ElementStyle, text: &str) {
        for style in element.styles() {
            self.put(style, text);
            // Italic text within italic text is upright, and so is a script without italics.
            if style.italic {
                self.put(Style { italic: false, ..style }, text);
            }
        }
    }

    /// Adds the characters of another document.
    pub(super) fn join(&mut self, other: &Self) {
        for (style, characters) in &other.by_style {
            self.by_style.entry(*style).or_default().extend(characters);
        }
    }

    /// Returns the styles of a family with their characters, in order.
    pub(super) fn of_family(&self, family: Family) -> impl Iterator<Item = (Style, &BTreeSet<char>)> {
        let styles = self.by_style.iter().map(|(style, characters)| (*style, characters));
        styles.filter(move |(style, _)| style.family == family)
    }

    fn put(&mut self, style: Style, text: &str) {
        let set = self.by_style.entry(style).or_insert_with(|| ALWAYS.chars().collect());
        // A face without small capitals shows capitals instead.
        let shown = text.chars().filter(|c| !c.is_control());
        set.extend(shown.flat_map(|c| std::iter::once(c).chain(c.to_uppercase())));
        if text.contains('&') {
            set.extend("<>\"".chars());
        }
    }
}
