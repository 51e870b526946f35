//! Draws a part of a drawing as pixels, if a PDF cannot express it. Entry point: [`Rasterizer::draw`].

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Node;

use super::cost::{self, Cost};
use super::space::POINTS;
use crate::assets::drawing::DrawnShape;
use crate::assets::image;
use crate::assets::picture::Raster;
use crate::limits::{Limit, Limits, OverLimit};

/// The number of pixels to an inch that a result has, and to which it is lowered if it would cost too much.
const RESOLUTIONS: [f32; 4] = [300.0, 200.0, 144.0, 96.0];
/// The maximum length of the longer side, in pixels.
const MAX_SIDE: f32 = 5000.0;

/// Draws parts of one drawing, as long as its pixels and the work for them have not reached their limits.
pub(super) struct Rasterizer {
    limits: Limits,
    /// The work that was done.
    work: f64,
    /// The number of pixels that were drawn.
    pixels: f64,
    /// The lowest resolution of a part, in pixels per inch.
    pub(super) lowest: f32,
}

impl Rasterizer {
    pub(super) fn within(limits: Limits) -> Self {
        Self { limits, work: 0.0, pixels: 0.0, lowest: RESOLUTIONS[0] }
    }

    /// Renders a node whose parent's space is `outer`. Returns `None` if it has no size.
    ///
    /// # Errors
    /// Returns the limit if it would take too much work or memory.
    pub(super) fn draw(&mut self, node: &Node, outer: Transform) -> Result<Option<DrawnShape>, OverLimit> {
        let Some(bounds) = node.abs_layer_bounding_box() else { return Ok(None) };
        let largest = MAX_SIDE / bounds.width().max(bounds.height());
        let mut refused = self.limits.over(Limit::DrawingWork);
        for resolution in RESOLUTIONS {
            let scale = (resolution / 96.0).min(largest);
            let area = f64::from(bounds.width() * scale).ceil() * f64::from(bounds.height() * scale).ceil();
            let Cost { work, bytes } = cost::of(node, scale, area);
            let check = cost::check(self.work + work, self.pixels + area, bytes, self.limits);
            if let Err(over) = check {
                refused = over;
                continue;
            }
            self.work += work;
            self.pixels += area;
            self.lowest = self.lowest.min(resolution);
            return Ok(render(node, outer, scale));
        }
        Err(refused)
    }
}

/// Renders a node whose parent's space is `outer`, with `scale` pixels to a unit.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by MAX_SIDE")]
fn render(node: &Node, outer: Transform, scale: f32) -> Option<DrawnShape> {
    let bounds = node.abs_layer_bounding_box()?;
    let (width, height) = ((bounds.width() * scale).ceil() as u32, (bounds.height() * scale).ceil() as u32);
    let mut pixmap = Pixmap::new(width.max(1), height.max(1))?;
    // resvg puts the corner of the bounds at the origin of the space that it is given.
    let corner = Transform::from_translate(bounds.x(), bounds.y());
    let space = Transform::from_scale(scale, scale).pre_translate(-bounds.x(), -bounds.y());
    resvg::render_node(node, space.pre_concat(outer).pre_concat(corner), &mut pixmap.as_mut())?;
    let data: Vec<u8> = pixmap
        .pixels()
        .iter()
        .map(|pixel| pixel.demultiply())
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()])
        .collect();
    let (width, height) = (pixmap.width(), pixmap.height());
    let (colour, alpha) = image::split_opacity(width, height, &data, 4).ok()?;
    let raster = Raster { width, height, colour, palette: None, alpha, profile: None };
    let rect = [bounds.x(), bounds.y(), bounds.width(), bounds.height()].map(|side| side * POINTS);
    Some(DrawnShape::Raster { rect, raster: Arc::new(raster) })
}
