//! Converts paths with their fills and strokes.

use resvg::tiny_skia::{self, PathSegment, Transform};
use resvg::usvg::{self, PaintOrder, SpreadMethod};

use super::space::{POINTS, matrix};
use crate::assets::drawing::{DrawnShape, FillStyle, Gradient, Paint, PathElement, StrokeStyle};
use crate::units::Colour;

/// Converts a path in a space to shapes. The error names a paint that can only be shown as pixels.
pub(super) fn path(path: &usvg::Path, space: Transform) -> Result<Vec<DrawnShape>, &'static str> {
    if !path.is_visible() {
        return Ok(Vec::new());
    }
    let Some(data) = path.data().clone().transform(space.post_scale(POINTS, POINTS)) else {
        return Ok(Vec::new());
    };
    let segments = segments(&data);
    let fill = path.fill().map(|paint| fill(paint, space)).transpose()?;
    let stroke = path.stroke().map(|paint| stroke(paint, space)).transpose()?;
    Ok(ordered(fill, stroke, path.paint_order(), |fill, stroke| DrawnShape::Path {
        segments: segments.clone(),
        fill,
        stroke,
    }))
}

/// Returns one shape, or two if the stroke is painted before the fill, which a single shape of a PDF
/// cannot do.
pub(super) fn ordered(
    fill: Option<FillStyle>,
    stroke: Option<StrokeStyle>,
    order: PaintOrder,
    shape: impl Fn(Option<FillStyle>, Option<StrokeStyle>) -> DrawnShape,
) -> Vec<DrawnShape> {
    match (fill, stroke, order) {
        (None, None, _) => Vec::new(),
        (Some(fill), Some(stroke), PaintOrder::StrokeAndFill) => {
            vec![shape(None, Some(stroke)), shape(Some(fill), None)]
        }
        (fill, stroke, _) => vec![shape(fill, stroke)],
    }
}

/// Converts a fill. The error names a paint that can only be shown as pixels.
pub(super) fn fill(fill: &usvg::Fill, space: Transform) -> Result<FillStyle, &'static str> {
    Ok(FillStyle {
        paint: paint(fill.paint(), space)?,
        alpha: alpha(fill.opacity().get()),
        even_odd: fill.rule() == usvg::FillRule::EvenOdd,
    })
}

/// Converts a stroke. The error names a paint that can only be shown as pixels.
pub(super) fn stroke(stroke: &usvg::Stroke, space: Transform) -> Result<StrokeStyle, &'static str> {
    // The geometric mean of both axes: an uneven scale would make the pen an ellipse, which PDF does not
    // have.
    let (x, y) = space.post_scale(POINTS, POINTS).get_scale();
    let scale = (x * y).abs().sqrt();
    let dash = stroke
        .dasharray()
        .map(|lengths| (lengths.iter().map(|length| length * scale).collect(), stroke.dashoffset() * scale));
    Ok(StrokeStyle {
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

/// Converts an opacity from 0 to 1 to a byte.
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

/// The limit of the numbers of a gradient: a million times the size of any page.
const MAX_NUMBER: f32 = 1e9;
/// The maximum number of colours of a gradient, each of which is a function of the PDF.
const MAX_STOPS: usize = 256;

/// Converts a gradient that PDF shadings support: opaque, and of one colour beyond each end (ISO
/// 32000-1, section 8.7.4.5). The error names what they do not support.
fn gradient(found: &usvg::BaseGradient, ends: Vec<f32>, space: Transform) -> Result<Paint, &'static str> {
    if found.spread_method() != SpreadMethod::Pad {
        return Err("gradients that repeat");
    }
    if found.stops().len() > MAX_STOPS {
        return Err("gradients of many colours");
    }
    if found.stops().iter().any(|stop| stop.opacity().get() < 1.0) {
        return Err("gradients of opacity");
    }
    let stops = found.stops().iter().map(|stop| (stop.offset().get(), solid(stop.color()))).collect();
    let matrix = matrix(space.pre_concat(found.transform()));
    if !ends.iter().chain(&matrix).all(|number| number.abs() < MAX_NUMBER) {
        return Err("gradients without end");
    }
    Ok(Paint::Gradient(Gradient { ends, matrix, stops }))
}

/// Returns the elements of a path.
pub(super) fn segments(path: &tiny_skia::Path) -> Vec<PathElement> {
    let mut last = [0.0; 2];
    let mut out = Vec::new();
    let at = |point: tiny_skia::Point| [point.x, point.y];
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                last = at(to);
                out.push(PathElement::Move(last));
            }
            PathSegment::LineTo(to) => {
                last = at(to);
                out.push(PathElement::Line(last));
            }
            PathSegment::QuadTo(control, to) => {
                // A quadratic curve as a cubic one: its control points are two thirds of the way from
                // each end to the control point of the quadratic.
                let (control, to) = (at(control), at(to));
                let third = |from: [f32; 2]| [0, 1].map(|i| from[i] + (control[i] - from[i]) * 2.0 / 3.0);
                out.push(PathElement::Curve(third(last), third(to), to));
                last = to;
            }
            PathSegment::CubicTo(first, second, to) => {
                last = at(to);
                out.push(PathElement::Curve(at(first), at(second), last));
            }
            PathSegment::Close => out.push(PathElement::Close),
        }
    }
    out
}
