//! What it costs to draw a part of a drawing as pixels, estimated from above. Entry point: [`of`].

use resvg::tiny_skia::{self, PathSegment, Rect, Transform};
use resvg::usvg::filter::{Filter, Kind};
use resvg::usvg::{ClipPath, Group, Image, Mask, Node, Paint, Path, Pattern, Stroke};

use crate::limits::{Limit, Limits, OverLimit};

/// Bytes of a pixel.
const PIXEL: f64 = 4.0;
/// The area of a layer relative to that of its canvas, at most: the library draws what is up to two sides
/// beyond each edge.
const OVERSIZE: f64 = 25.0;

/// What it costs to draw something.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Cost {
    /// Simple operations on a pixel, about a nanosecond each.
    pub(super) work: f64,
    /// Bytes that are in use at the same time.
    pub(super) bytes: f64,
}

impl Cost {
    /// Adds the cost of something that is drawn afterwards.
    fn then(&mut self, next: Self) {
        self.work += next.work;
        self.bytes = self.bytes.max(next.bytes);
    }
}

/// Checks what drawing costs: work in operations, pixels of all parts, and memory for one of them in bytes.
///
/// # Errors
/// Returns the limit that it exceeds.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it saturates, and is not negative"
)]
pub(super) fn check(work: f64, pixels: f64, bytes: f64, limits: Limits) -> Result<(), OverLimit> {
    limits.check(Limit::DrawingWork, work as u64)?;
    limits.check(Limit::Pixels, pixels as u64)?;
    limits.check(Limit::DrawingMemory, bytes as u64)
}

/// Returns the cost of drawing a node with `scale` pixels to a unit, on a canvas of an area in pixels.
pub(super) fn of(node: &Node, scale: f32, area: f64) -> Cost {
    let mut cost = Canvas { scale: f64::from(scale), area }.node(node);
    cost.bytes += area * PIXEL;
    cost
}

/// Where something is drawn.
#[derive(Clone, Copy)]
struct Canvas {
    /// Pixels to a unit.
    scale: f64,
    /// Its area in pixels.
    area: f64,
}

impl Canvas {
    /// Returns the area of a rectangle in pixels, up to `most` of the canvas.
    fn covered(self, rect: Rect, most: f64) -> f64 {
        let side = |length: f32| (f64::from(length) * self.scale).ceil() + 4.0;
        // Text of which the size is not known covers everything.
        let area = side(rect.width()) * side(rect.height());
        if area.is_finite() { area.min(self.area * most) } else { self.area * most }
    }

    fn node(self, node: &Node) -> Cost {
        match node {
            Node::Group(group) => self.group(group),
            Node::Path(path) => self.path(path),
            Node::Text(text) => self.group(text.flattened()),
            Node::Image(image) => self.image(image),
        }
    }

    fn children(self, group: &Group) -> Cost {
        let mut cost = Cost::default();
        group.children().iter().for_each(|node| cost.then(self.node(node)));
        cost
    }

    fn group(self, group: &Group) -> Cost {
        let mut cost = self.children(group);
        if !group.should_isolate() {
            return cost;
        }
        let layer = self.covered(group.abs_layer_bounding_box().to_rect(), OVERSIZE);
        let inside = Self { area: layer, ..self };
        for filter in group.filters() {
            cost.then(inside.filter(filter, group.abs_transform()));
        }
        if let Some(clip) = group.clip_path() {
            cost.then(inside.clip(clip));
        }
        if let Some(mask) = group.mask() {
            cost.then(inside.mask(mask));
        }
        cost.work += layer * 8.0;
        cost.bytes += layer * PIXEL;
        cost
    }

    fn clip(self, clip: &ClipPath) -> Cost {
        let mut cost = self.children(clip.root());
        if let Some(outer) = clip.clip_path() {
            cost.then(self.clip(outer));
        }
        cost.work += self.area * 8.0;
        cost.bytes += self.area * (PIXEL + 1.0);
        cost
    }

    fn mask(self, mask: &Mask) -> Cost {
        let mut cost = self.children(mask.root());
        if let Some(outer) = mask.mask() {
            cost.then(self.mask(outer));
        }
        cost.work += self.area * 12.0;
        cost.bytes += self.area * (PIXEL + 2.0);
        cost
    }

    fn path(self, path: &Path) -> Cost {
        let area = self.covered(path.abs_stroke_bounding_box(), 1.0);
        let paints = path.fill().map(|fill| fill.paint()).into_iter();
        let mut cost = Cost::default();
        for paint in paints.chain(path.stroke().map(|stroke| stroke.paint())) {
            cost.work += area * 2.0;
            match paint {
                Paint::Color(_) => {}
                Paint::LinearGradient(found) => cost.work += area * (4.0 + stops(found.stops().len())),
                Paint::RadialGradient(found) => cost.work += area * (8.0 + stops(found.stops().len())),
                Paint::Pattern(pattern) => {
                    let mut tile = self.pattern(pattern, path.abs_transform());
                    tile.work += area * 16.0;
                    cost.then(tile);
                }
            }
        }
        if let Some(stroke) = path.stroke() {
            cost.work += area * 2.0 + dashes(path.data(), stroke) * 300.0;
        }
        // Even what is outside the canvas is clipped segment by segment.
        cost.work += number(path.data().len()) * 20.0;
        cost
    }

    /// Returns the cost of the tile of a pattern, for a shape in a space.
    fn pattern(self, pattern: &Pattern, space: Transform) -> Cost {
        let (across, down) = space.pre_concat(pattern.transform()).get_scale();
        let (across, down) = (f64::from(across) * self.scale, f64::from(down) * self.scale);
        let rect = pattern.rect();
        let side = |length: f32, by: f64| (f64::from(length) * by).ceil();
        let area = side(rect.width(), across) * side(rect.height(), down);
        let mut cost = Self { scale: (across * down).sqrt(), area }.children(pattern.root());
        cost.work += area;
        cost.bytes += area * PIXEL;
        cost
    }

    /// Returns the cost of a picture, which is decoded wherever it is drawn.
    fn image(self, image: &Image) -> Cost {
        let size = image.size();
        let pixels = f64::from(size.width()) * f64::from(size.height());
        Cost {
            work: pixels * 10.0 + self.covered(image.abs_bounding_box(), 1.0) * 10.0,
            bytes: pixels * PIXEL * 3.0,
        }
    }

    fn filter(self, filter: &Filter, space: Transform) -> Cost {
        let (across, down) = space.get_scale();
        let (across, down) = (f64::from(across) * self.scale, f64::from(down) * self.scale);
        let side = |length: f64, by: f64| (length * by * 2.0 + 1.0).min(self.area);
        let mut cost = Cost::default();
        for primitive in filter.primitives() {
            let each = match primitive.kind() {
                Kind::Flood(_) | Kind::Offset(_) | Kind::Tile(_) => 10.0,
                Kind::Blend(_) | Kind::Composite(_) | Kind::DisplacementMap(_) => 20.0,
                Kind::ComponentTransfer(_) | Kind::ColorMatrix(_) => 40.0,
                Kind::GaussianBlur(_) | Kind::DropShadow(_) => 60.0,
                Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 100.0,
                Kind::Merge(merge) => 8.0 * (1.0 + number(merge.inputs().len())),
                Kind::ConvolveMatrix(found) => 8.0 * number(found.matrix().data().len()),
                Kind::Morphology(found) => {
                    let across = side(f64::from(found.radius_x().get()), across);
                    3.0 * (across * side(f64::from(found.radius_y().get()), down)).min(self.area)
                }
                Kind::Turbulence(found) => 200.0 * f64::from(found.num_octaves()),
                Kind::Image(found) => {
                    cost.then(self.children(found.root()));
                    10.0
                }
            };
            cost.work += each * self.area;
        }
        // Every result is kept until the last.
        cost.bytes += self.area * PIXEL * (number(filter.primitives().len()) + 3.0);
        cost
    }
}

/// Returns the maximum number of dashes of a stroke: the length of the lines between all points, those of the
/// curves included, by the length of a dash.
fn dashes(path: &tiny_skia::Path, stroke: &Stroke) -> f64 {
    let Some(dash) = stroke.dasharray() else { return 0.0 };
    let period: f64 = dash.iter().copied().map(f64::from).sum();
    let (mut length, mut last, mut first) = (0.0, tiny_skia::Point::zero(), tiny_skia::Point::zero());
    for segment in path.segments() {
        let points = match segment {
            PathSegment::MoveTo(point) => {
                (first, last) = (point, point);
                [point; 3]
            }
            PathSegment::LineTo(point) => [point; 3],
            PathSegment::QuadTo(one, point) => [one, point, point],
            PathSegment::CubicTo(one, two, point) => [one, two, point],
            PathSegment::Close => [first; 3],
        };
        for point in points {
            length += f64::from((point.x - last.x).abs()) + f64::from((point.y - last.y).abs());
            last = point;
        }
    }
    length / period * number(dash.len())
}

/// Returns the cost of the stops of a gradient for a pixel.
fn stops(count: usize) -> f64 {
    number(count) / 4.0
}

#[allow(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_that_is_exceeded_is_named() {
        let limits = Limits::default();
        assert_eq!(check(1e9, 1e8, 5e8, limits), Ok(()));
        assert_eq!(check(3e9, 0.0, 0.0, limits), Err(limits.over(Limit::DrawingWork)));
        assert_eq!(check(0.0, 2e8, 0.0, limits), Err(limits.over(Limit::Pixels)));
        assert_eq!(check(f64::INFINITY, 0.0, 0.0, limits), Err(limits.over(Limit::DrawingWork)));
        assert_eq!(check(0.0, 0.0, 1e9, limits), Err(limits.over(Limit::DrawingMemory)));
    }
}
