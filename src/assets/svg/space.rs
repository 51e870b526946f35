//! Converts CSS pixels to points.

use resvg::tiny_skia::Transform;

/// Points in a CSS pixel: 72 to 96.
pub(super) const POINTS: f32 = 0.75;

/// Returns a transform in CSS pixels as a matrix to points, in the order of PDF.
pub(super) fn matrix(transform: Transform) -> [f32; 6] {
    let Transform { sx, kx, ky, sy, tx, ty } = transform.post_scale(POINTS, POINTS);
    [sx, ky, kx, sy, tx, ty]
}
