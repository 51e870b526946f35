//! Paths, and what they are filled and drawn with.

use resvg::tiny_skia::{self, PathSegment, Transform};
use resvg::usvg::{self, PaintOrder, SpreadMethod};

use super::{POINTS, matrix};
use crate::assets::{Fill, Gradient, Paint, Segment, Shape, Stroke};
use crate::units::Colour;

/// A path in a space; an error names what a path cannot have.
pub(super) fn path(path: &usvg::Path, space: Transform) -> Result<Vec<Shape>, &'static str> {
    if !path.is_visible() {
        return Ok(Vec::new());
    }
    let Some(data) = path.data().clone().transform(space.post_scale(POINTS, POINTS)) else {
        return Ok(Vec::new());
    };
    let segments = segments(&data);
    let fill = path.fill().map(|paint| fill(paint, space)).transpose()?;
    let stroke = path.stroke().map(|paint| stroke(paint, space)).transpose()?;
    Ok(ordered(fill, stroke, path.paint_order(), |fill, stroke| Shape::Path {
        segments: segments.clone(),
        fill,
        stroke,
    }))
}

/// One shape, or two where the stroke comes first.
pub(super) fn ordered(
    fill: Option<Fill>,
    stroke: Option<Stroke>,
    order: PaintOrder,
    shape: impl Fn(Option<Fill>, Option<Stroke>) -> Shape,
) -> Vec<Shape> {
    match (fill, stroke, order) {
        (None, None, _) => Vec::new(),
        (Some(fill), Some(stroke), PaintOrder::StrokeAndFill) => {
            vec![shape(None, Some(stroke)), shape(Some(fill), None)]
        }
        (fill, stroke, _) => vec![shape(fill, stroke)],
    }
}

pub(super) fn fill(fill: &usvg::Fill, space: Transform) -> Result<Fill, &'static str> {
    Ok(Fill {
        paint: paint(fill.paint(), space)?,
        alpha: alpha(fill.opacity().get()),
        even_odd: fill.rule() == usvg::FillRule::EvenOdd,
    })
}

pub(super) fn stroke(stroke: &usvg::Stroke, space: Transform) -> Result<Stroke, &'static str> {
    // The mean of both axes: an uneven scale makes a pen that no path can have.
    let (x, y) = space.post_scale(POINTS, POINTS).get_scale();
    let scale = (x * y).abs().sqrt();
    let dash = stroke
        .dasharray()
        .map(|lengths| (lengths.iter().map(|length| length * scale).collect(), stroke.dashoffset() * scale));
    Ok(Stroke {
        paint: paint(stroke.paint(), space)?,
        alpha: alpha(stroke.opacity().get()),
        width: stroke.width().get() * scale,
        cap: match stroke.linecap() {
            usvg::LineCap::Butt => 0,
            usvg::LineCap::Round => 1,
            usvg::LineCap::Square => 2,
        },
        join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => 0,
            usvg::LineJoin::Round => 1,
            usvg::LineJoin::Bevel => 2,
        },
        miter_limit: stroke.miterlimit().get(),
        dash,
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an opacity is between 0 and 1")]
pub(super) fn alpha(opacity: f32) -> u8 {
    (opacity * 255.0).round() as u8
}

fn paint(paint: &usvg::Paint, space: Transform) -> Result<Paint, &'static str> {
    match paint {
        usvg::Paint::Color(color) => Ok(Paint::Solid(solid(*color))),
        usvg::Paint::LinearGradient(found) => {
            let ends = vec![found.x1(), found.y1(), found.x2(), found.y2()];
            gradient(found, ends, space)
        }
        usvg::Paint::RadialGradient(found) => {
            let ends =
                vec![found.fx(), found.fy(), found.fr().get(), found.cx(), found.cy(), found.r().get()];
            gradient(found, ends, space)
        }
        usvg::Paint::Pattern(_) => Err("patterns"),
    }
}

fn solid(color: usvg::Color) -> Colour {
    Colour { r: color.red, g: color.green, b: color.blue }
}

/// The numbers of a gradient are below this: no page is a millionth as large.
const LARGEST: f32 = 1e9;

/// A gradient that a PDF can shade: opaque, and even beyond its ends (ISO 32000-1, section 8.7.4.5).
fn gradient(found: &usvg::BaseGradient, ends: Vec<f32>, space: Transform) -> Result<Paint, &'static str> {
    if found.spread_method() != SpreadMethod::Pad {
        return Err("gradients that repeat");
    }
    if found.stops().iter().any(|stop| stop.opacity().get() < 1.0) {
        return Err("gradients of opacity");
    }
    let stops = found.stops().iter().map(|stop| (stop.offset().get(), solid(stop.color()))).collect();
    let matrix = matrix(space.pre_concat(found.transform()));
    if !ends.iter().chain(&matrix).all(|number| number.abs() < LARGEST) {
        return Err("gradients without end");
    }
    Ok(Paint::Gradient(Gradient { ends, matrix, stops }))
}

pub(super) fn segments(path: &tiny_skia::Path) -> Vec<Segment> {
    let mut last = [0.0; 2];
    let mut out = Vec::new();
    let at = |point: tiny_skia::Point| [point.x, point.y];
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                last = at(to);
                out.push(Segment::Move(last));
            }
            PathSegment::LineTo(to) => {
                last = at(to);
                out.push(Segment::Line(last));
            }
            PathSegment::QuadTo(control, to) => {
                // A quadratic curve as a cubic one: each control point two thirds of the way.
                let (control, to) = (at(control), at(to));
                let third = |from: [f32; 2]| [0, 1].map(|i| from[i] + (control[i] - from[i]) * 2.0 / 3.0);
                out.push(Segment::Curve(third(last), third(to), to));
                last = to;
            }
            PathSegment::CubicTo(first, second, to) => {
                last = at(to);
                out.push(Segment::Curve(at(first), at(second), last));
            }
            PathSegment::Close => out.push(Segment::Close),
        }
    }
    out
}
