//! Renders a whole drawing as pixels, for covers.

use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::Tree;

use super::options::options;
use super::{Refused, cost, text};
use crate::assets::guard;
use crate::fonts::Library;
use crate::limits::{Limits, OverLimit};

/// A drawing as pixels.
pub(in crate::assets) struct RenderedDrawing {
    /// Red, green and blue, a byte each, row by row from the top.
    pub(in crate::assets) pixels: Vec<u8>,
    /// The characters of its text that no font has, each once.
    pub(in crate::assets) missing: Vec<char>,
}

/// Renders a drawing, given as clean SVG text, on white: as large as fits into a width and height in
/// pixels, and centred.
///
/// # Errors
/// Returns the reason why it cannot be rendered, as a phrase.
pub(in crate::assets) fn render(
    svg: &str,
    fonts: &Library,
    width: u32,
    height: u32,
    limits: Limits,
) -> Result<RenderedDrawing, String> {
    guard::run_deep(|depth| draw(svg, fonts, (width, height), depth, limits))?
        .map_err(|refused| refused.to_string())
}

fn draw(
    svg: &str,
    fonts: &Library,
    (width, height): (u32, u32),
    depth: u32,
    limits: Limits,
) -> Result<RenderedDrawing, Refused> {
    let (options, _) = options(svg, fonts);
    let tree = super::parse(svg, &options, depth, limits)?;
    let mut pixmap = Pixmap::new(width, height).ok_or("it has no size")?;
    pixmap.fill(Color::WHITE);
    let size = tree.size();
    let (across, down) = (pixels(width) / size.width(), pixels(height) / size.height());
    let scale = across.min(down);
    let middle = |room: u32, side: f32| (pixels(room) - side * scale) / 2.0;
    let space = Transform::from_scale(scale, scale)
        .post_translate(middle(width, size.width()), middle(height, size.height()));
    check_cost(&tree, scale, pixels(width) * pixels(height), limits)?;
    resvg::render(&tree, space, &mut pixmap.as_mut());
    let parts = |pixel: &PremultipliedColorU8| [pixel.red(), pixel.green(), pixel.blue()];
    let pixels = pixmap.pixels().iter().flat_map(parts).collect();
    Ok(RenderedDrawing { pixels, missing: text::missing(tree.root()) })
}

/// Checks what it costs to draw a tree with `scale` pixels to a unit, on a canvas of an area in pixels.
///
/// # Errors
/// Returns the limit if it would take too much work or memory.
fn check_cost(tree: &Tree, scale: f32, area: f32, limits: Limits) -> Result<(), OverLimit> {
    let costs = tree.root().children().iter().map(|node| cost::of(node, scale, f64::from(area)));
    let (work, bytes) =
        costs.fold((0.0, 0.0_f64), |(work, bytes), cost| (work + cost.work, bytes.max(cost.bytes)));
    cost::check(work, area.into(), bytes, limits)
}

#[allow(clippy::cast_precision_loss, reason = "a side is far below 2^24 pixels")]
fn pixels(side: u32) -> f32 {
    side as f32
}
