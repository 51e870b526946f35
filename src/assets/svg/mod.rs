//! SVG: cleaned for the EPUB, taken apart for the PDF.
//!
//! 1. `clean` keeps only the elements and attributes in `names`, with `style` for style sheets, whose tokens `css`
//!    reads, `ids` for identifiers, and `embedded` for pictures in `data:` addresses.
//! 2. `references` refuses what would overflow a stack or a memory: elements that contain themselves, and
//!    repetitions of repetitions. `links` finds the references.
//! 3. `nodes` walks through the parsed drawing: paths and plain gradients (`paint`), text (`text`),
//!    pictures, clips and transparent groups stay what they are.
//! 4. What a PDF cannot express in the same way (patterns, masks, filters, gradients of opacity) becomes
//!    `pixels` at 300 dpi, that part alone, and is reported; `cost` estimates the work before.
//!
//! [`render`] draws a whole drawing as pixels, for covers; `measure` measures their text.

mod clean;
mod cost;
mod css;
mod embedded;
mod ids;
mod links;
mod measure;
mod names;
mod nodes;
mod options;
mod paint;
mod pixels;
#[cfg(test)]
mod property;
mod references;
mod render;
mod space;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod text_work;

use resvg::usvg::roxmltree::Document;
use resvg::usvg::{Options, Tree};

use super::drawing::Drawing;
use super::guard;
use crate::diag::{Code, Diagnostic, Span};
use crate::fonts::Library;
use crate::limits::{Limit, Limits, OverLimit};
use crate::units::{Length, Size};
use clean::{Cleaned, clean};
pub use measure::{Lettering, TextExtent, TextMeter};
pub(super) use render::render;

/// Why a drawing cannot be used.
#[derive(Debug)]
pub(super) enum Refused {
    /// The reason, as a phrase.
    Broken(String),
    /// It exceeds a limit.
    Over(OverLimit),
}

impl From<String> for Refused {
    fn from(reason: String) -> Self {
        Self::Broken(reason)
    }
}

impl From<&str> for Refused {
    fn from(reason: &str) -> Self {
        Self::Broken(reason.to_owned())
    }
}

impl From<OverLimit> for Refused {
    fn from(over: OverLimit) -> Self {
        Self::Over(over)
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken(reason) => f.write_str(reason),
            Self::Over(over) => write!(f, "it {over}"),
        }
    }
}

/// The maximum side of a drawing, far above any page.
const MAX_SIDE: Length = Length::pt(1_000_000);

/// A drawing that was read.
pub(super) struct CleanSvg {
    pub(super) drawing: Drawing,
    /// The text for the EPUB.
    pub(super) clean: String,
    pub(super) notes: Vec<Diagnostic>,
}

/// Returns whether a file seems to be a drawing: its first 4096 bytes contain `<svg`.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).contains("<svg")
}

/// Reads a drawing; its notes are at `span`.
///
/// # Errors
/// Returns the reason why it cannot be used, as a phrase.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    span: Option<Span>,
    fonts: &Library,
    limits: Limits,
) -> Result<CleanSvg, Refused> {
    guard::run_deep(|depth| take_apart((path, bytes), span, fonts, depth, limits))?
}

/// As [`read`], with elements that are nested at most `depth` deep.
fn take_apart(
    (path, bytes): (&str, &[u8]),
    span: Option<Span>,
    fonts: &Library,
    depth: u32,
    limits: Limits,
) -> Result<CleanSvg, Refused> {
    limits.check(Limit::Drawing, bytes.len() as u64)?;
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not valid UTF-8")?;
    let mut notes = Vec::new();
    let note = |what: String, help: &str| {
        let message = format!("drawing `{path}`: {what}");
        Diagnostic::new(Code::SvgSimplified, span, message).help(help)
    };

    // Clean it; all later steps work on the clean text.
    let Cleaned { text: clean, dropped, pictures } = clean(text, limits)?;
    if !dropped.is_empty() {
        let dropped: Vec<String> = dropped.iter().map(|what| format!("`{what}`")).collect();
        let help =
            "the drawing is shown without; remove it, as nothing in a drawing may fetch or run anything";
        notes.push(note(format!("left out {}", dropped.join(", ")), help));
    }

    // Parse it and check its size.
    let (options, faces) = options::options(&clean, fonts);
    let tree = parse(&clean, &options, depth, limits)?;
    let size = tree.size();
    let points = |pixels: f32| Length::from_pt_f64(f64::from(pixels * space::POINTS));
    let size = Size::new(points(size.width()), points(size.height()));
    if size.width > MAX_SIDE || size.height > MAX_SIDE {
        return Err("it is larger than any page; give its `svg` element a smaller width and height".into());
    }

    // Divide it into shapes.
    notes.extend(text::missing(tree.root()).into_iter().map(|c| missing_glyph(c, span)));
    let mut builder = nodes::ShapeBuilder {
        fonts,
        faces,
        rasterized: Vec::new(),
        pictures,
        rasterizer: pixels::Rasterizer::within(limits),
        refused: None,
    };
    let shapes = builder.children(tree.root());
    if let Some(over) = builder.refused {
        return Err(over.into());
    }
    let dpi = builder.rasterizer.lowest;
    let mut rasterized = builder.rasterized;
    if !rasterized.is_empty() {
        rasterized.sort_unstable();
        rasterized.dedup();
        let help = "for lines and letters that stay sharp, draw without it";
        notes.push(note(format!("drawn as pixels at {dpi} dpi in the PDF: {}", rasterized.join(", ")), help));
    }
    Ok(CleanSvg { drawing: Drawing { size, shapes }, clean, notes })
}

/// Parses a clean drawing whose references can be followed, down to a depth.
///
/// # Errors
/// Returns the reason why it cannot be drawn, as a phrase.
fn parse(clean: &str, options: &Options<'_>, depth: u32, limits: Limits) -> Result<Tree, Refused> {
    let document = Document::parse(clean).map_err(|error| error.to_string())?;
    text_work::check(&document, limits)?;
    references::check(&document, depth, limits)?;
    Tree::from_xmltree(&document, options).map_err(|error| error.to_string().into())
}

/// Returns the error of a character that no font has.
fn missing_glyph(c: char, span: Option<Span>) -> Diagnostic {
    let shown = crate::diag::render::plain_line(&c.to_string());
    let message = format!("no font has `{shown}` (U+{:04X})", u32::from(c));
    Diagnostic::new(Code::MissingGlyph, span, message).help(
        "list a font file that has it under `design.fonts`, or convert the text of the drawing to paths",
    )
}
