//! Limits of the input: far above any real book, far below what would exhaust a machine.

/// The maximum size of a Markdown file or of `book.yaml`, in bytes.
pub const TEXT_BYTES: u64 = 16 << 20;
/// The maximum size of a picture file, in bytes.
pub const PICTURE_BYTES: u64 = 64 << 20;
/// The maximum size of an SVG drawing, in bytes.
pub const DRAWING_BYTES: u64 = 8 << 20;
/// The maximum number of pixels of a picture.
pub const PIXELS: u64 = 100_000_000;
/// The maximum size of a font file, in bytes.
pub const FONT_BYTES: u64 = 32 << 20;
/// The maximum number of names in a folder for comparing them with a missing one.
pub const NAMES: usize = 10_000;
/// The maximum number of nodes of a drawing.
pub const DRAWING_NODES: u32 = 200_000;
