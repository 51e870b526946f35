//! Figures, and their placement.

use super::attr::{Attr, Class, Key};
use super::inline::Inline;
use super::number::Number;
use super::picture::Image;
use crate::diag::Span;

/// A figure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Figure {
    /// Its pictures: usually one, several in a figure group.
    pub images: Vec<FigureImage>,
    /// The caption; may be empty.
    pub caption: Vec<Inline>,
    /// Its number, set by assembly for figures with a caption.
    pub number: Option<Number>,
}

/// Where a figure or a table is placed in print: `place=` among its attributes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Placement {
    /// Where it is called.
    Here,
    /// At the head of a page.
    Head,
    /// At the foot of a page.
    Foot,
    /// On a page without text.
    Page,
    /// On a page without text that is turned to be read.
    Sideways,
}

impl Placement {
    /// The names that authors can write; `top` and `bottom` are those of other systems.
    pub const NAMES: [(&str, Self); 7] = [
        ("here", Self::Here),
        ("head", Self::Head),
        ("foot", Self::Foot),
        ("page", Self::Page),
        ("sideways", Self::Sideways),
        ("top", Self::Head),
        ("bottom", Self::Foot),
    ];

    /// Returns the placement of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, placement)| *placement)
    }

    /// Returns the placement that a block's attributes ask for.
    pub fn of(attr: &Attr) -> Option<Self> {
        Self::named(attr.value(Key::Place)?)
    }
}

/// The side of the text at which a figure is placed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FigureSide {
    /// At the left.
    Left,
    /// At the right.
    Right,
}

impl FigureSide {
    /// The maximum share of the measure that a picture beside the text takes if no width is given, in
    /// thousandths.
    pub const SHARE: u32 = 400;
    /// The maximum share of the measure if a width is given, in thousandths: beside a wider picture the
    /// lines would be too short.
    pub const MAX_SHARE: u32 = 600;
}

impl Figure {
    /// Returns the side of the text at which it is placed, by its classes: `left`, `right`, or `beside`
    /// for the right. A figure of several pictures has none.
    pub fn side(&self, attr: &Attr) -> Option<FigureSide> {
        if self.images.len() != 1 {
            None
        } else if attr.has_class(Class::Left) {
            Some(FigureSide::Left)
        } else {
            let is_right = attr.has_class(Class::Right) || attr.has_class(Class::Beside);
            is_right.then_some(FigureSide::Right)
        }
    }
}

/// A picture of a figure.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FigureImage {
    /// The picture.
    pub image: Image,
    /// Its caption within a group.
    pub caption: Vec<Inline>,
    /// The place in the source.
    pub span: Span,
}
