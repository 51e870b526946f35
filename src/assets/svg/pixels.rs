//! Draws a part of a drawing as pixels, if a PDF cannot express it. Entry point: [`draw`].

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Node;

use super::space::POINTS;
use crate::assets::drawing::DrawnShape;
use crate::assets::image;
use crate::assets::picture::Raster;

/// The number of pixels of the result in a CSS pixel: 300 dpi.
const SCALE: f32 = 300.0 / 96.0;
/// The maximum length of the longer side, in pixels.
const MAX_SIDE: f32 = 5000.0;

/// Renders a node whose parent's space is `outer`.
///
/// Returns `None` if it has no size.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by MAX_SIDE")]
pub(super) fn draw(node: &Node, outer: Transform) -> Option<DrawnShape> {
    let bounds = node.abs_layer_bounding_box()?;
    let scale = SCALE.min(MAX_SIDE / bounds.width().max(bounds.height()));
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
