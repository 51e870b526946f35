//! A vector drawing in the terms of PDF.

use std::sync::Arc;

use super::picture::{Picture, Raster};
use crate::fonts::FaceId;
use crate::units::{Colour, Size};

/// A vector drawing.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Width and height. Shapes are in points from the top left corner, y downward.
    pub size: Size,
    /// The shapes, from back to front.
    pub shapes: Vec<DrawnShape>,
}

impl Drawing {
    /// Returns every glyph of its text, in order.
    pub fn glyphs(&self) -> Vec<&DrawnGlyph> {
        fn gather<'a>(shapes: &'a [DrawnShape], out: &mut Vec<&'a DrawnGlyph>) {
            for shape in shapes {
                match shape {
                    DrawnShape::Text { glyphs, .. } => out.extend(glyphs),
                    DrawnShape::Group { shapes, .. } => gather(shapes, out),
                    DrawnShape::Path { .. } | DrawnShape::Raster { .. } | DrawnShape::Picture { .. } => {}
                }
            }
        }
        let mut out = Vec::new();
        gather(&self.shapes, &mut out);
        out
    }
}

/// A shape of a drawing. A matrix has the order of PDF and maps to points.
#[derive(Clone, Debug)]
pub enum DrawnShape {
    /// A path.
    Path {
        /// Its elements.
        segments: Vec<PathElement>,
        /// The paint of the inside; `None` if it is not painted.
        fill: Option<FillStyle>,
        /// The paint of the outline; `None` if it is not painted.
        stroke: Option<StrokeStyle>,
    },
    /// Text, glyph by glyph.
    Text {
        /// The glyphs.
        glyphs: Vec<DrawnGlyph>,
        /// The paint of their insides.
        fill: Option<FillStyle>,
        /// The paint of their outlines.
        stroke: Option<StrokeStyle>,
    },
    /// Shapes that are clipped, faded or blended together.
    Group {
        /// The clips; only what is inside all of them is visible.
        clips: Vec<Clip>,
        /// The opacity of the whole group, 0 to 255.
        alpha: u8,
        /// PDF's name of the blend mode; `None` for the normal one.
        blend: Option<&'static str>,
        /// The shapes.
        shapes: Vec<DrawnShape>,
    },
    /// Pixels in a rectangle.
    Raster {
        /// Left, top, width and height, in points.
        rect: [f32; 4],
        /// The pixels.
        raster: Arc<Raster>,
    },
    /// A picture within the drawing.
    Picture {
        /// The matrix from the unit square of the picture, whose top is at 1.
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
    /// Its index in the face.
    pub id: u16,
    /// The matrix from ems, with y upward.
    pub matrix: [f32; 6],
    /// The text that it represents, together with the following glyphs that have none.
    pub text: Box<str>,
}

/// An element of a path; points are x and y in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum PathElement {
    /// Begins a subpath.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A cubic curve: two control points and the end.
    Curve([f32; 2], [f32; 2], [f32; 2]),
    /// A straight line to the beginning of the subpath.
    Close,
}

/// A path outside of which nothing is visible.
#[derive(Clone, PartialEq, Debug)]
pub struct Clip {
    /// Its elements.
    pub segments: Vec<PathElement>,
    /// Whether the rule is even-odd, not non-zero winding.
    pub even_odd: bool,
}

/// The paint of a fill or a stroke.
#[derive(Clone, PartialEq, Debug)]
pub enum Paint {
    /// One colour.
    Solid(Colour),
    /// Colours that change from one end to the other.
    Gradient(Gradient),
}

/// An opaque gradient; beyond its ends the colours of the ends continue.
#[derive(Clone, PartialEq, Debug)]
pub struct Gradient {
    /// Linear: the two ends (4 numbers). Radial: centre and radius of the inner and of the outer circle (6).
    pub ends: Vec<f32>,
    /// The matrix from the space of `ends`.
    pub matrix: [f32; 6],
    /// The colours, each with its position from 0 to 1.
    pub stops: Vec<(f32, Colour)>,
}

/// The paint of an inside.
#[derive(Clone, PartialEq, Debug)]
pub struct FillStyle {
    /// The paint.
    pub paint: Paint,
    /// The opacity, 0 to 255.
    pub alpha: u8,
    /// Whether the rule is even-odd, not non-zero winding.
    pub even_odd: bool,
}

/// The paint of an outline, and its line.
#[derive(Clone, PartialEq, Debug)]
pub struct StrokeStyle {
    /// The paint.
    pub paint: Paint,
    /// The opacity, 0 to 255.
    pub alpha: u8,
    /// The width of the line, in points.
    pub width: f32,
    /// The cap by PDF's number: 0 butt, 1 round, 2 square.
    pub cap: u8,
    /// The join by PDF's number: 0 mitre, 1 round, 2 bevel.
    pub join: u8,
    /// The limit of mitre joins: the ratio of a mitre's length to the line's width.
    pub miter_limit: f32,
    /// The lengths of dashes and gaps, and the phase, in points; `None` for a solid line.
    pub dash: Option<(Vec<f32>, f32)>,
}
