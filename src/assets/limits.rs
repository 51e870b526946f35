//! Limits of the input: far above any real book, far below what would exhaust a machine.

/// The maximum size of a Markdown file or of `book.yaml`, in bytes.
pub const TEXT_BYTES: u64 = 16 << 20;
/// The maximum size of a picture file, in bytes.
pub const PICTURE_BYTES: u64 = 64 << 20;
/// The maximum size of an SVG drawing, in bytes.
pub const DRAWING_BYTES: u64 = 8 << 20;
/// The maximum number of pixels of a picture.
pub const PIXELS: u64 = 100_000_000;
/// The maximum width and height of a picture, in pixels: those of a JPEG.
pub const PICTURE_SIDE: u32 = 65_535;
/// The maximum size of a picture's samples in memory, in bytes.
pub const SAMPLES: usize = 400_000_000;
/// The maximum size of a font file, in bytes.
pub const FONT_BYTES: u64 = 32 << 20;
/// The maximum number of names in a folder for comparing them with a missing one.
pub const NAMES: usize = 10_000;
/// The maximum number of nodes of a drawing.
pub const DRAWING_NODES: u32 = 200_000;
/// The maximum depth of the elements of a drawing, with those that references lead to.
pub const DRAWING_DEPTH: u32 = 256;
/// The maximum number of elements of a drawing, with those that references repeat.
pub const DRAWN_ELEMENTS: u64 = 2_000_000;
/// The maximum product of the rules and the elements of a drawing.
pub const STYLE_MATCHES: u64 = 20_000_000;
/// The maximum work for the parts of a drawing that become pixels, in simple operations on a pixel: seconds.
pub const DRAWING_WORK: f64 = 2e9;
/// The maximum memory for a part of a drawing that becomes pixels, in bytes.
pub const DRAWING_MEMORY: f64 = 512e6;
/// The maximum work for setting the text of a drawing, in nanoseconds.
pub const DRAWN_TEXT_WORK: u64 = 3_000_000_000;
