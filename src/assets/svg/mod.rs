//! SVG: cleaned for the EPUB, taken apart for the PDF.
//!
//! Paths, plain gradients, words, pictures, clips and transparent groups stay what they are. What a
//! page description cannot say in the same way (patterns, masks, filters, gradients of opacity) is
//! drawn into pixels at 300 dpi, that part alone, and the author is told.

mod clean;
mod ids;
mod nodes;
mod paint;
mod pixels;
mod style;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use super::{Drawing, limits};
use crate::diag::{Code, Diagnostic, Span};
use crate::fonts::{FaceId, Library};
use crate::units::{Length, Size};
use clean::clean;

/// Points in a CSS pixel: 72 to 96.
const POINTS: f32 = 0.75;
/// The largest side of a drawing, beyond all that is made smaller to fit a page.
const LARGEST: Length = Length::pt(1_000_000);

/// A drawing that was read.
pub(super) struct Svg {
    pub(super) drawing: Drawing,
    /// The text for the EPUB.
    pub(super) clean: String,
    pub(super) notes: Vec<Diagnostic>,
}

/// Reads a drawing.
///
/// # Errors
/// A phrase that says why it cannot be used.
pub(super) fn read(path: &str, bytes: &[u8], span: Option<Span>, fonts: &Library) -> Result<Svg, String> {
    if bytes.len() as u64 > limits::DRAWING_BYTES {
        return Err(format!("it is larger than {} MiB", limits::DRAWING_BYTES >> 20));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not valid UTF-8")?;
    let mut notes = Vec::new();
    let note = |what: String, help: &str| {
        let message = format!("drawing `{path}`: {what}");
        Diagnostic::new(Code::SvgSimplified, span, message).help(help)
    };

    // Clean it; everything after works on the clean text.
    let (clean, dropped) = clean(text)?;
    if !dropped.is_empty() {
        let dropped: Vec<String> = dropped.iter().map(|what| format!("`{what}`")).collect();
        let help =
            "it is shown without; take it out of the drawing, which may hold nothing that fetches or runs";
        notes.push(note(format!("left out {}", dropped.join(", ")), help));
    }

    // Take it apart.
    let (options, faces) = options(&clean, fonts);
    let tree = Tree::from_str(&clean, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let points = |pixels: f32| Length::from_pt_f64(f64::from(pixels * POINTS));
    let size = Size::new(points(size.width()), points(size.height()));
    if size.width > LARGEST || size.height > LARGEST {
        return Err(
            "it is larger than any page; give its `svg` element a smaller width and height".to_owned()
        );
    }
    notes.extend(words::missing(tree.root()).into_iter().map(|c| missing_glyph(c, span)));
    let mut walk = nodes::Walk { fonts, faces, beyond: Vec::new() };
    let shapes = walk.children(tree.root());
    if !walk.beyond.is_empty() {
        walk.beyond.sort_unstable();
        walk.beyond.dedup();
        let help = "for lines and letters that stay sharp, draw without it";
        notes.push(note(format!("drawn as pixels at 300 dpi in the PDF: {}", walk.beyond.join(", ")), help));
    }
    Ok(Svg { drawing: Drawing { size, shapes }, clean, notes })
}

/// The error of a character that no font has.
fn missing_glyph(c: char, span: Option<Span>) -> Diagnostic {
    let shown = crate::diag::render::plain_line(&c.to_string());
    let message = format!("no font has `{shown}` (U+{:04X})", u32::from(c));
    Diagnostic::new(Code::MissingGlyph, span, message)
        .help("name a font file that has it under `design.fonts`, or make paths of the words in the drawing")
}

/// A drawing as pixels.
pub(super) struct Flat {
    /// Red, green and blue, a byte each, row by row.
    pub(super) pixels: Vec<u8>,
    /// The characters of its words that no font has, each once.
    pub(super) missing: Vec<char>,
}

/// Draws a whole drawing, which is clean already, on white: its pixels as red, green and blue, a byte
/// each, row by row. It is drawn as large as fits, in the middle.
///
/// # Errors
/// A phrase that says why it cannot be drawn.
pub(super) fn flatten(text: &str, fonts: &Library, width: u32, height: u32) -> Result<Flat, String> {
    let (options, _) = options(text, fonts);
    let tree = Tree::from_str(text, &options).map_err(|error| error.to_string())?;
    let mut pixmap = Pixmap::new(width, height).ok_or("it has no size")?;
    pixmap.fill(Color::WHITE);
    let size = tree.size();
    let (across, down) = (pixmap_side(width) / size.width(), pixmap_side(height) / size.height());
    let scale = across.min(down);
    let middle = |room: u32, side: f32| (pixmap_side(room) - side * scale) / 2.0;
    let space = Transform::from_scale(scale, scale)
        .post_translate(middle(width, size.width()), middle(height, size.height()));
    resvg::render(&tree, space, &mut pixmap.as_mut());
    let parts = |pixel: &PremultipliedColorU8| [pixel.red(), pixel.green(), pixel.blue()];
    let pixels = pixmap.pixels().iter().flat_map(parts).collect();
    Ok(Flat { pixels, missing: words::missing(tree.root()) })
}

#[allow(clippy::cast_precision_loss, reason = "far below what an f32 counts")]
fn pixmap_side(side: u32) -> f32 {
    side as f32
}

/// Nothing is read from disk or network, and words are set in the faces of the book; which they are.
fn options(text: &str, library: &Library) -> (Options<'static>, BTreeMap<fontdb::ID, FaceId>) {
    let mut fonts = fontdb::Database::new();
    let mut faces = BTreeMap::new();
    if text.contains("<text") {
        for (data, of_file) in library.files() {
            // A collection may hold others than the library has.
            for id in fonts.load_font_source(fontdb::Source::Binary(Arc::new(data))) {
                let index = fonts.face(id).map(|info| info.index);
                match of_file.iter().find(|(known, _)| Some(*known) == index) {
                    Some((_, face)) => drop(faces.insert(id, *face)),
                    None => fonts.remove_face(id),
                }
            }
        }
        fonts.set_serif_family("Libertinus Serif");
        fonts.set_sans_serif_family("Source Sans 3");
        fonts.set_monospace_family("Source Code Pro");
    }
    let options = Options {
        resources_dir: None,
        font_family: "Source Sans 3".to_owned(),
        fontdb: Arc::new(fonts),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    (options, faces)
}

/// From CSS pixels to points, in the order in which a PDF writes a matrix.
fn matrix(transform: Transform) -> [f32; 6] {
    let Transform { sx, kx, ky, sy, tx, ty } = transform.post_scale(POINTS, POINTS);
    [sx, ky, kx, sy, tx, ty]
}

#[cfg(test)]
mod tests {
    use super::clean::SVG;
    use super::*;
    use crate::assets::{Fill, Paint, Segment, Shape};
    use crate::units::Colour;

    fn read_text(inside: &str) -> Result<Svg, String> {
        let text = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" height=\"50\">{inside}</svg>"
        );
        read("x.svg", text.as_bytes(), None, &Library::bundled())
    }

    #[test]
    fn shapes_become_paths_in_points() {
        let svg = read_text(r##"<g transform="scale(2)"><rect x="10" y="10" width="20" height="4" fill="#336699" stroke="black" stroke-width="2"/></g>"##).expect("a drawing");
        assert_eq!(svg.drawing.size, Size::new(Length::pt(75), Length::milli_pt(37_500)));
        let [Shape::Path { segments, fill: Some(fill), stroke: Some(stroke) }] = &svg.drawing.shapes[..]
        else {
            panic!()
        };
        assert_eq!(segments[0], Segment::Move([15.0, 15.0]));
        let blue = Paint::Solid(Colour { r: 0x33, g: 0x66, b: 0x99 });
        assert_eq!((&fill.paint, stroke.width), (&blue, 3.0));
        assert!(svg.notes.is_empty());
    }

    #[test]
    fn what_could_act_or_fetch_is_left_out() {
        let svg = read_text(
            r#"<script>alert(1)</script><rect onclick="x()" width="9" height="9" style="fill:url(http://x/y)"/>
                <image href="http://x/y.png"/><use xlink:href="other.svg#a"/><foreignObject><p/></foreignObject>"#,
        )
        .expect("a drawing");
        for word in ["script", "onclick", "http://x", "other.svg", "foreignObject"] {
            assert!(!svg.clean.contains(word), "{word} in {}", svg.clean);
        }
        assert_eq!(svg.notes.len(), 1);
        assert!(svg.notes[0].message.contains("<script>"));
    }

    #[test]
    fn a_style_sheet_has_no_class_and_others_keep_theirs() {
        let svg = read_text(r#"<style class="fonts" type="text/css">.a{fill:red}</style><rect class="a" width="9" height="9"/>"#)
            .expect("a drawing");
        assert!(svg.clean.contains("<style type=\"text/css\">"), "{}", svg.clean);
        assert!(svg.clean.contains("<rect class=\"a\""), "{}", svg.clean);
    }

    #[test]
    fn a_drawing_holds_no_other_and_each_identifier_once() {
        let svg = read_text(
            r##"<image href="data:image/svg+xml;base64,PHN2Zy8+"/><use href="data:image/png;base64,AA#a"/>
                <rect id="f" width="1" height="1"/><rect id="f" width="2" height="2"/><g id="1 a"/><use href="#1 a"/>"##,
        )
        .expect("a drawing");
        assert!(!svg.clean.contains("data:"), "{}", svg.clean);
        assert_eq!(svg.clean.matches("id=\"f\"").count(), 1);
        assert!(
            svg.clean.contains("id=\"id-1-a\"") && svg.clean.contains("href=\"#id-1-a\""),
            "{}",
            svg.clean
        );
    }

    #[test]
    fn numbers_beyond_any_page_are_not_written() {
        let huge = format!("<svg xmlns=\"{SVG}\" width=\"1e12\" height=\"1\"/>");
        assert!(read("x.svg", huge.as_bytes(), None, &Library::bundled()).is_err());
        let svg = read_text(r#"<linearGradient id="g" x1="3e38" x2="3e38" gradientTransform="scale(3e38)"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect fill="url(#g)" width="9" height="9"/>"#).expect("a drawing");
        let is_endless = |shape: &Shape| {
            matches!(shape, Shape::Path { fill: Some(Fill { paint: Paint::Gradient(_), .. }), .. })
        };
        assert!(!svg.drawing.shapes.iter().any(is_endless), "{:?}", svg.drawing);
    }

    #[test]
    fn a_character_without_a_glyph_is_an_error_at_the_drawing() {
        let svg = read_text(r#"<text y="20">a漢漢</text><g mask="url(#m)"><text y="30">字</text></g><mask id="m"><rect width="9" height="9" fill="white"/></mask>"#).expect("a drawing");
        let missing: Vec<_> = svg
            .notes
            .iter()
            .filter(|note| note.code == Code::MissingGlyph)
            .map(|note| &*note.message)
            .collect();
        assert_eq!(missing, ["no font has `字` (U+5B57)", "no font has `漢` (U+6F22)"]);
    }

    #[test]
    fn a_document_type_without_entities_is_skipped() {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<!-- <!DOCTYPE x> -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"a>b.dtd\">\n<svg xmlns=\"{SVG}\" width=\"9\" height=\"9\"/>"
        );
        let svg = read("x.svg", text.as_bytes(), None, &Library::bundled()).expect("a drawing");
        assert!(!svg.clean.contains("DOCTYPE"));
    }

    #[test]
    fn entities_are_refused() {
        let text = format!("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"{SVG}\">&a;</svg>");
        assert!(
            read("x.svg", text.as_bytes(), None, &Library::bundled())
                .is_err_and(|reason| reason.contains("document type"))
        );
    }

    #[test]
    fn a_plain_gradient_stays_one() {
        let svg = read_text(r#"<defs><linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><rect width="90" height="40" fill="url(#a)"/>"#).expect("a drawing");
        let [Shape::Path { fill: Some(Fill { paint: Paint::Gradient(gradient), .. }), .. }] =
            &svg.drawing.shapes[..]
        else {
            panic!()
        };
        // Ends are shares of the box, which is 90 pixels wide: 67.5 points.
        assert_eq!(
            (gradient.ends.as_slice(), gradient.matrix[0], gradient.stops.len()),
            (&[0.0, 0.0, 1.0, 0.0][..], 67.5, 2)
        );
        assert!(svg.notes.is_empty());
    }

    #[test]
    fn what_has_no_other_form_is_drawn_as_pixels_and_told() {
        let svg = read_text(r#"<defs><pattern id="a" width="4" height="4" patternUnits="userSpaceOnUse"><circle r="2"/></pattern></defs>
            <g transform="translate(10 5)"><rect width="48" height="24" fill="url(#a)"/><rect y="30" width="9" height="9"/></g>"#).expect("a drawing");
        let [Shape::Raster { rect, raster }, Shape::Path { .. }] = &svg.drawing.shapes[..] else {
            panic!("{:?}", svg.drawing)
        };
        assert_eq!((*rect, raster.width, raster.height), ([7.5, 3.75, 36.0, 18.0], 150, 75));
        assert!(raster.alpha.is_some());
        assert!(
            svg.notes[0].message.ends_with("drawn as pixels at 300 dpi in the PDF: patterns"),
            "{}",
            svg.notes[0].message
        );
    }

    #[test]
    fn clips_and_opacity_of_a_whole_group_stay_what_they_are() {
        let svg = read_text(r#"<clipPath id="a"><circle cx="20" cy="20" r="10"/></clipPath><g clip-path="url(#a)" opacity="0.5"><rect width="90" height="40"/></g>"#).expect("a drawing");
        let [Shape::Group { clips, alpha: 128, blend: None, shapes }] = &svg.drawing.shapes[..] else {
            panic!()
        };
        assert_eq!((clips.len(), shapes.len(), svg.notes.len()), (1, 1, 0));
    }

    #[test]
    fn words_are_glyphs_of_the_faces_of_the_book() {
        let svg = read_text(
            r#"<text x="10" y="20" font-size="16" font-family="Source Sans 3" font-weight="bold">Ab</text>"#,
        )
        .expect("a drawing");
        let [Shape::Words { glyphs, .. }] = &svg.drawing.shapes[..] else { panic!() };
        let said: Vec<_> = glyphs.iter().map(|glyph| &*glyph.text).collect();
        assert_eq!(said, ["A", "b"]);
        // 16 pixels are 12 points, and the drawing counts downward.
        assert_eq!(format!("{:?}", glyphs[0].matrix), "[12.0, 0.0, 0.0, -12.0, 7.5, 15.0]");
        let library = Library::bundled();
        assert_eq!(library.face(glyphs[0].face).postscript_name, "SourceSans3-Bold");
    }

    fn picture(shapes: &[Shape]) -> Option<String> {
        shapes.iter().find_map(|shape| match shape {
            Shape::Picture { matrix, .. } => Some(format!("{matrix:?}")),
            Shape::Group { shapes, .. } => picture(shapes),
            _ => None,
        })
    }

    #[test]
    fn a_picture_in_a_drawing_is_kept_whole() {
        let svg = read_text(r#"<image width="40" height="40" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="/>"#).expect("a drawing");
        let shapes = &svg.drawing.shapes;
        assert!(svg.notes.is_empty(), "{:?}", svg.notes);
        assert_eq!(picture(shapes).as_deref(), Some("[30.0, 0.0, 0.0, -30.0, 0.0, 30.0]"));
    }

    #[test]
    fn deep_nesting_does_not_overflow() {
        let deep = format!("{}{}", "<g>".repeat(50_000), "</g>".repeat(50_000));
        let _ = read_text(&deep);
    }
}
