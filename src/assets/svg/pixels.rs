//! What cannot be drawn any other way, as pixels.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Node;

use super::POINTS;
use crate::assets::{Raster, Shape, image};

/// Pixels in an inch, over CSS pixels in an inch.
const SCALE: f32 = 300.0 / 96.0;
/// The longer side at most.
const LONGEST: f32 = 5000.0;

/// Draws a node whose parent's space is `outer`; nothing when it has no size.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by LONGEST")]
pub(super) fn draw(node: &Node, outer: Transform) -> Option<Shape> {
    let bounds = node.abs_layer_bounding_box()?;
    let scale = SCALE.min(LONGEST / bounds.width().max(bounds.height()));
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
    let (colour, alpha) = image::parted(width, height, &data, 4).ok()?;
    let raster = Raster { width, height, colour, palette: None, alpha, profile: None };
    let rect = [bounds.x(), bounds.y(), bounds.width(), bounds.height()].map(|side| side * POINTS);
    Some(Shape::Raster { rect, raster: Arc::new(raster) })
}
