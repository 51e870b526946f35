//! A vector drawing in the terms of a page description.

use std::sync::Arc;

use super::{Picture, Raster};
use crate::fonts::FaceId;
use crate::units::{Colour, Size};

/// A vector drawing.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Its extent, in points; shapes are in points from its top left corner, y downward.
    pub size: Size,
    /// What is drawn, from back to front.
    pub shapes: Vec<Shape>,
}

impl Drawing {
    /// Every glyph of its words, in order.
    pub fn glyphs(&self) -> Vec<&DrawnGlyph> {
        fn gather<'a>(shapes: &'a [Shape], out: &mut Vec<&'a DrawnGlyph>) {
            for shape in shapes {
                match shape {
                    Shape::Words { glyphs, .. } => out.extend(glyphs),
                    Shape::Group { shapes, .. } => gather(shapes, out),
                    Shape::Path { .. } | Shape::Raster { .. } | Shape::Picture { .. } => {}
                }
            }
        }
        let mut out = Vec::new();
        gather(&self.shapes, &mut out);
        out
    }
}

/// A shape of a drawing. A matrix is as in PDF: what it is given comes out in points.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A path.
    Path {
        /// Its segments.
        segments: Vec<Segment>,
        /// The inside.
        fill: Option<Fill>,
        /// The outline.
        stroke: Option<Stroke>,
    },
    /// Words, glyph by glyph.
    Words {
        /// The glyphs.
        glyphs: Vec<DrawnGlyph>,
        /// Their insides.
        fill: Option<Fill>,
        /// Their outlines.
        stroke: Option<Stroke>,
    },
    /// Shapes that are clipped, faded or blended together.
    Group {
        /// Only what is inside all of these is seen.
        clips: Vec<Clip>,
        /// 255 is opaque.
        alpha: u8,
        /// PDF's name for a way to blend other than the normal one.
        blend: Option<&'static str>,
        /// The shapes.
        shapes: Vec<Shape>,
    },
    /// Pixels in a rectangle: x, y, width and height in points.
    Raster {
        /// Where.
        rect: [f32; 4],
        /// The pixels.
        raster: Arc<Raster>,
    },
    /// A picture within the drawing.
    Picture {
        /// Where it stands, being one unit wide and high, its top at one.
        matrix: [f32; 6],
        /// The picture.
        picture: Box<Picture>,
    },
}

/// A glyph in a drawing.
#[derive(Clone, PartialEq, Debug)]
pub struct DrawnGlyph {
    /// Its face.
    pub face: FaceId,
    /// Its number there.
    pub id: u16,
    /// Where it stands, its em being one unit, y upward.
    pub matrix: [f32; 6],
    /// The text that it stands for, with the glyphs after it that stand for none.
    pub text: Box<str>,
}

/// A segment of a path, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Segment {
    /// Begin here.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two control points and the end.
    Curve([f32; 2], [f32; 2], [f32; 2]),
    /// Back to the beginning.
    Close,
}

/// A path outside of which nothing is seen.
#[derive(Clone, PartialEq, Debug)]
pub struct Clip {
    /// Its segments.
    pub segments: Vec<Segment>,
    /// Even-odd instead of non-zero winding.
    pub even_odd: bool,
}

/// What a pen is dipped in.
#[derive(Clone, PartialEq, Debug)]
pub enum Paint {
    /// One colour.
    Solid(Colour),
    /// Colours that change from one end to the other.
    Gradient(Gradient),
}

/// An opaque gradient; beyond its ends the last colours go on.
#[derive(Clone, PartialEq, Debug)]
pub struct Gradient {
    /// Linear: the two ends (4 numbers). Radial: centre and radius of the inner and the outer circle (6).
    pub ends: Vec<f32>,
    /// From the space of the ends.
    pub matrix: [f32; 6],
    /// Places from 0 to 1, and the colours there.
    pub stops: Vec<(f32, Colour)>,
}

/// How an inside is painted.
#[derive(Clone, PartialEq, Debug)]
pub struct Fill {
    /// With what.
    pub paint: Paint,
    /// 255 is opaque.
    pub alpha: u8,
    /// Even-odd instead of non-zero winding.
    pub even_odd: bool,
}

/// How an outline is painted.
#[derive(Clone, PartialEq, Debug)]
pub struct Stroke {
    /// With what.
    pub paint: Paint,
    /// 255 is opaque.
    pub alpha: u8,
    /// In points.
    pub width: f32,
    /// 0 butt, 1 round, 2 square, as in PDF.
    pub cap: u8,
    /// 0 mitre, 1 round, 2 bevel, as in PDF.
    pub join: u8,
    /// As in PDF.
    pub miter_limit: f32,
    /// Dash lengths in points, and the phase.
    pub dash: Option<(Vec<f32>, f32)>,
}
