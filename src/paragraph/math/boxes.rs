//! Boxes: parts of a formula with their size, and the glyphs and rules in them.

use std::sync::Arc;

use crate::fonts::FaceId;
use crate::layout::GlyphRun;
use crate::units::Length;

/// A part of a formula. Its origin is the left end of its baseline.
#[derive(Clone, Debug, Default)]
pub(in crate::paragraph) struct MathBox {
    /// The width.
    pub(in crate::paragraph) width: Length,
    /// The height above the baseline; negative if all of it is below.
    pub(in crate::paragraph) height: Length,
    /// The depth below the baseline; negative if all of it is above.
    pub(in crate::paragraph) depth: Length,
    /// How far its glyph leans beyond the width, if it is a single glyph.
    pub(super) italic: Length,
    /// The x at which the middle of an accent is placed, if its glyph has one.
    pub(super) accent: Option<Length>,
    /// The glyph, if it is a single one.
    pub(super) lone: Option<LoneGlyph>,
    /// What is in it.
    pub(super) items: Vec<MathItem>,
}

/// The only glyph of a box.
#[derive(Clone, Copy, Debug)]
pub(super) struct LoneGlyph {
    pub(super) face: FaceId,
    pub(super) glyph: u16,
    pub(super) size: Length,
}

/// Something at a position of a box.
#[derive(Clone, Debug)]
pub(super) struct MathItem {
    /// To the right.
    pub(super) x: Length,
    /// Upward.
    pub(super) y: Length,
    pub(super) kind: MathItemKind,
}

#[derive(Clone, Debug)]
pub(super) enum MathItemKind {
    /// A sign: a glyph, or several that form one.
    Glyphs(MathGlyphs),
    /// A run of words. The number is the byte in the tokens of the formula at which it begins.
    Words(Arc<GlyphRun>, u32),
    /// A rule, with its lower left corner at the position.
    Rule { width: Length, height: Length },
    /// A straight line from the position to a point at this distance.
    Stroke { across: Length, up: Length, thickness: Length },
}

/// The glyphs of one character.
#[derive(Clone, Debug)]
pub(super) struct MathGlyphs {
    pub(super) face: FaceId,
    pub(super) size: Length,
    /// The character, and the byte in the tokens of the formula at which it begins.
    pub(super) token: Token,
    /// The width, to the next character.
    pub(super) width: Length,
    /// The glyphs, each with its distance to the right and upward.
    pub(super) parts: Vec<(u16, Length, Length)>,
}

/// A character of a formula.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) text: char,
    pub(super) at: u32,
}

impl MathBox {
    /// Returns a box of a width, without height.
    pub(super) fn space(width: Length) -> Self {
        Self { width, ..Self::default() }
    }

    /// Returns a box of a size, without content.
    pub(super) fn strut(width: Length, height: Length, depth: Length) -> Self {
        Self { width, height, depth, ..Self::default() }
    }

    /// Returns a rule whose lower edge is at a height.
    pub(super) fn rule(width: Length, thickness: Length, lower: Length) -> Self {
        let kind = MathItemKind::Rule { width, height: thickness };
        Self {
            width,
            height: lower + thickness,
            depth: -lower,
            items: vec![MathItem { x: Length::ZERO, y: lower, kind }],
            ..Self::default()
        }
    }

    /// Returns the height and the depth together.
    pub(in crate::paragraph) fn total(&self) -> Length {
        self.height + self.depth
    }

    /// Puts a box at a position, to the right and upward, and grows around it.
    pub(super) fn put(&mut self, other: Self, x: Length, y: Length) {
        self.height = self.height.max(other.height + y);
        self.depth = self.depth.max(other.depth - y);
        self.width = self.width.max(x + other.width);
        self.draw(other, x, y);
    }

    /// Puts the content of a box at a position, without growing.
    pub(super) fn draw(&mut self, other: Self, x: Length, y: Length) {
        self.items.extend(other.items.into_iter().map(|mut item| {
            item.x += x;
            item.y += y;
            item
        }));
    }

    /// Puts a box at the right end.
    pub(super) fn append(&mut self, other: Self) {
        let (x, end) = (self.width, self.width + other.width);
        self.put(other, x, Length::ZERO);
        self.width = end;
    }

    /// Returns the box with its content at a height.
    #[must_use]
    pub(super) fn raised(mut self, y: Length) -> Self {
        self.height += y;
        self.depth -= y;
        for item in &mut self.items {
            item.y += y;
        }
        self
    }

    /// Returns the box at a distance from its origin to the right.
    #[must_use]
    pub(super) fn indented(mut self, x: Length) -> Self {
        for item in &mut self.items {
            item.x += x;
        }
        self.width += x;
        self
    }

    /// Returns the box as wide as its glyph leans, which is then no longer a single glyph.
    #[must_use]
    pub(super) fn flat(self) -> Self {
        Self { width: self.width + self.italic, italic: Length::ZERO, lone: None, accent: None, ..self }
    }
}
