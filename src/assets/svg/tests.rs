//! Tests of drawings: their text is the input, their shapes and notes the output.

use super::clean::SVG;
use super::*;
use crate::assets::drawing::{DrawnShape, FillStyle, Paint, PathElement};
use crate::units::Colour;

fn read_text(inside: &str) -> Result<CleanSvg, String> {
    let text = format!(
        "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"100\" height=\"50\">{inside}</svg>"
    );
    read_file(&text).map_err(|refused| refused.to_string())
}

fn read_file(text: &str) -> Result<CleanSvg, Refused> {
    read("x.svg", text.as_bytes(), None, &Library::bundled(), Limits::default())
}

#[test]
fn shapes_become_paths_in_points() {
    let svg = read_text(r##"<g transform="scale(2)"><rect x="10" y="10" width="20" height="4" fill="#336699" stroke="black" stroke-width="2"/></g>"##).expect("a drawing");
    assert_eq!(svg.drawing.size, Size::new(Length::pt(75), Length::milli_pt(37_500)));
    let [DrawnShape::Path { segments, fill: Some(fill), stroke: Some(stroke) }] = &svg.drawing.shapes[..]
    else {
        panic!()
    };
    assert_eq!(segments[0], PathElement::Move([15.0, 15.0]));
    let blue = Paint::Solid(Colour { r: 0x33, g: 0x66, b: 0x99 });
    assert_eq!((&fill.paint, stroke.width), (&blue, 3.0));
    assert!(svg.notes.is_empty());
}

#[test]
fn scripts_and_remote_references_are_left_out() {
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
    let svg = read_text(
        r#"<style class="fonts" type="text/css">.a{fill:red}</style><rect class="a" width="9" height="9"/>"#,
    )
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
    assert!(!svg.clean.contains("<image") && svg.clean.matches("<use").count() == 1, "{}", svg.clean);
    assert_eq!(svg.clean.matches("id=\"f\"").count(), 1);
    assert!(svg.clean.contains("id=\"id-1-a\"") && svg.clean.contains("href=\"#id-1-a\""), "{}", svg.clean);
}

#[test]
fn a_link_keeps_what_it_shows() {
    let svg = read_text(
        r#"<a xlink:href="http://x"><rect width="9" height="9"/></a><text y="9"><a href="javascript:x"><tspan>a</tspan></a></text>"#,
    )
    .expect("a drawing");
    assert!(svg.clean.contains("<g><rect") && svg.clean.contains("<tspan><tspan>a<"), "{}", svg.clean);
    assert!(!svg.clean.contains("http://x") && !svg.clean.contains("javascript"), "{}", svg.clean);
}

#[test]
fn selectors_and_values_follow_a_changed_identifier() {
    let svg = read_text(
        r#"<style>#\31 { fill: url('#\31') }</style><linearGradient id="1"><stop/></linearGradient><rect fill="URL(#1)" style="stroke:url(#1)"/>"#,
    )
    .expect("a drawing");
    assert_eq!(svg.clean.matches("#id-1").count(), 4, "{}", svg.clean);
}

#[test]
fn attributes_that_svg_does_not_have_are_left_out() {
    let svg = read_text(
        r#"<g xml:base="http://x/" data-x="1" onload="x()" aria-label="a (b)" xml:lang="en"><rect cursor="url(http://x/y.cur), auto" width="9" height="9"/></g>"#,
    )
    .expect("a drawing");
    assert!(
        svg.clean.contains(r#"<g aria-label="a (b)" xml:lang="en"><rect width="9" height="9"/></g>"#),
        "{}",
        svg.clean
    );
    assert!(svg.notes[0].message.contains("`onload=`"), "{}", svg.notes[0].message);
}

#[test]
fn numbers_beyond_any_page_are_not_written() {
    let huge = format!("<svg xmlns=\"{SVG}\" width=\"1e12\" height=\"1\"/>");
    assert!(read_file(&huge).is_err());
    let svg = read_text(r#"<linearGradient id="g" x1="3e38" x2="3e38" gradientTransform="scale(3e38)"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect fill="url(#g)" width="9" height="9"/>"#).expect("a drawing");
    let is_endless = |shape: &DrawnShape| {
        matches!(shape, DrawnShape::Path { fill: Some(FillStyle { paint: Paint::Gradient(_), .. }), .. })
    };
    assert!(!svg.drawing.shapes.iter().any(is_endless), "{:?}", svg.drawing);
}

#[test]
fn a_character_without_a_glyph_is_an_error_at_the_drawing() {
    let svg = read_text(r#"<text y="20">a漢漢</text><g mask="url(#m)"><text y="30">字</text></g><mask id="m"><rect width="9" height="9" fill="white"/></mask>"#).expect("a drawing");
    let missing: Vec<_> =
        svg.notes.iter().filter(|note| note.code == Code::MissingGlyph).map(|note| &*note.message).collect();
    assert_eq!(missing, ["no font has `字` (U+5B57)", "no font has `漢` (U+6F22)"]);
}

#[test]
fn a_document_type_without_entities_is_skipped() {
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!-- <!DOCTYPE x> -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"a>b.dtd\">\n<svg xmlns=\"{SVG}\" width=\"9\" height=\"9\"/>"
    );
    let svg = read_file(&text).expect("a drawing");
    assert!(!svg.clean.contains("DOCTYPE"));
}

#[test]
fn entities_are_refused() {
    let text = format!("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"{SVG}\">&a;</svg>");
    assert!(read_file(&text).is_err_and(|refused| refused.to_string().contains("document type")));
}

#[test]
fn a_plain_gradient_is_kept() {
    let svg = read_text(r#"<defs><linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><rect width="90" height="40" fill="url(#a)"/>"#).expect("a drawing");
    let [DrawnShape::Path { fill: Some(FillStyle { paint: Paint::Gradient(gradient), .. }), .. }] =
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
fn unsupported_features_are_drawn_as_pixels_and_reported() {
    let svg = read_text(r#"<defs><pattern id="a" width="4" height="4" patternUnits="userSpaceOnUse"><circle r="2"/></pattern></defs>
        <g transform="translate(10 5)"><rect width="48" height="24" fill="url(#a)"/><rect y="30" width="9" height="9"/></g>"#).expect("a drawing");
    let [DrawnShape::Raster { rect, raster }, DrawnShape::Path { .. }] = &svg.drawing.shapes[..] else {
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
fn clips_and_opacity_of_a_whole_group_are_kept() {
    let svg = read_text(r#"<clipPath id="a"><circle cx="20" cy="20" r="10"/></clipPath><g clip-path="url(#a)" opacity="0.5"><rect width="90" height="40"/></g>"#).expect("a drawing");
    let [DrawnShape::Group { clips, alpha: 128, blend: None, shapes }] = &svg.drawing.shapes[..] else {
        panic!()
    };
    assert_eq!((clips.len(), shapes.len(), svg.notes.len()), (1, 1, 0));
}

#[test]
fn text_is_glyphs_of_the_faces_of_the_book() {
    let svg = read_text(
        r#"<text x="10" y="20" font-size="16" font-family="Source Sans 3" font-weight="bold">Ab</text>"#,
    )
    .expect("a drawing");
    let [DrawnShape::Text { glyphs, .. }] = &svg.drawing.shapes[..] else { panic!() };
    let texts: Vec<_> = glyphs.iter().map(|glyph| &*glyph.text).collect();
    assert_eq!(texts, ["A", "b"]);
    // 16 pixels are 12 points, and the drawing counts downward.
    assert_eq!(format!("{:?}", glyphs[0].matrix), "[12.0, 0.0, 0.0, -12.0, 7.5, 15.0]");
    let library = Library::bundled();
    assert_eq!(library.face(glyphs[0].face).postscript_name, "SourceSans3-Bold");
}

fn picture(shapes: &[DrawnShape]) -> Option<String> {
    shapes.iter().find_map(|shape| match shape {
        DrawnShape::Picture { matrix, .. } => Some(format!("{matrix:?}")),
        DrawnShape::Group { shapes, .. } => picture(shapes),
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
fn the_greatest_depth_has_room_on_the_stack() {
    let defined = r#"<clipPath id="c"><rect width="30" height="30"/></clipPath><mask id="m"><rect width="30" height="30" fill="white"/></mask>"#;
    let group = r#"<g transform="scale(0.999)" clip-path="url(#c)" mask="url(#m)" opacity="0.99">"#;
    let text = r#"<text y="20">abc</text>"#;
    let groups = format!("{defined}{}{text}{}", group.repeat(240), "</g>".repeat(240));
    assert_eq!(read_text(&groups).map(|svg| svg.drawing.shapes.len()), Ok(1));
    let frames = format!("{}{text}{}", r#"<svg viewBox="0 0 9 9">"#.repeat(240), "</svg>".repeat(240));
    assert!(read_text(&frames).is_ok());
}

#[test]
fn deep_nesting_does_not_overflow() {
    let deep = format!("{}{}", "<g>".repeat(50_000), "</g>".repeat(50_000));
    let _ = read_text(&deep);
}
