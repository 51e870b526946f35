//! What a project may bring along at most. Far above any real book, far below what hurts a machine.

/// Bytes of a Markdown file or `book.yaml`.
pub const TEXT_BYTES: u64 = 16 << 20;
/// Bytes of a picture file.
pub const PICTURE_BYTES: u64 = 64 << 20;
/// Bytes of an SVG drawing.
pub const DRAWING_BYTES: u64 = 8 << 20;
/// Pixels of a picture that is decoded.
pub const PIXELS: u64 = 100_000_000;
/// Bytes of a font file.
pub const FONT_BYTES: u64 = 32 << 20;
/// Names of a folder that are looked through for a near miss.
pub const NAMES: usize = 10_000;
/// Elements of a drawing.
pub const DRAWING_NODES: u32 = 200_000;
