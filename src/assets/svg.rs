//! SVG: cleaned for the EPUB, taken apart into paths for the PDF.
//!
//! Words in a drawing become paths in the bundled faces. What a page description cannot say
//! exactly with plain paths (gradients, patterns, masks, filters, pictures) is drawn into pixels at
//! 300 dpi, and the author is told.

use std::fmt::Write;
use std::sync::Arc;

use resvg::tiny_skia::{self, PathSegment, Pixmap, Transform};
use resvg::usvg::{self, Node, Options, Paint, Tree, fontdb, roxmltree};

use super::{Drawing, Fill, Pixels, Segment, Shape, Stroke, limits};
use crate::diag::{Code, Diagnostic, Span};
use crate::units::{Colour, Length, Size};

/// Points in a CSS pixel: 72 to 96.
const POINTS: f32 = 0.75;
/// Pixels in an inch for what cannot be paths, over CSS pixels in an inch.
const RASTER_SCALE: f32 = 300.0 / 96.0;
/// The longer side of such pixels at most.
const RASTER_SIDE: f32 = 5000.0;

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
pub(super) fn read(path: &str, bytes: &[u8], span: Option<Span>, faces: &[&[u8]]) -> Result<Svg, String> {
    if bytes.len() as u64 > limits::DRAWING_BYTES {
        return Err(format!("it is larger than {} MiB", limits::DRAWING_BYTES >> 20));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not valid UTF-8")?;
    let mut notes = Vec::new();
    let mut note = |what: &str| {
        let message = format!("drawing `{path}`: {what}");
        notes.push(Diagnostic::new(Code::SvgSimplified, span, message));
    };

    // Clean it; everything after works on the clean text.
    let (clean, dropped) = clean(text)?;
    if !dropped.is_empty() {
        note(&format!("left out {}", dropped.join(", ")));
    }

    // Take it apart.
    let options = options(&clean, faces);
    let tree = Tree::from_str(&clean, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let points = |pixels: f32| Length::from_pt_f64(f64::from(pixels * POINTS));
    let size = Size::new(points(size.width()), points(size.height()));
    let mut shapes = Vec::new();
    if let Some(what) = beyond_paths(&tree) {
        note(&format!("{what} drawn as pixels at 300 dpi in the PDF"));
        shapes.push(raster(&tree)?);
    } else {
        push_group(tree.root(), &mut shapes);
    }
    Ok(Svg { drawing: Drawing { size, shapes }, clean, notes })
}

/// Nothing is read from disk or network, and words are set in the faces given.
fn options(text: &str, faces: &[&[u8]]) -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    if text.contains("<text") {
        for face in faces {
            fonts.load_font_data(face.to_vec());
        }
        fonts.set_serif_family("Libertinus Serif");
        fonts.set_sans_serif_family("Source Sans 3");
        fonts.set_monospace_family("Source Code Pro");
    }
    Options {
        resources_dir: None,
        font_family: "Source Sans 3".to_owned(),
        fontdb: Arc::new(fonts),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// Elements that draw, or help to; everything else is left out.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "style",
    "switch",
    "image",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
];

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The drawing without scripts, handlers, foreign matter and references out of it; and what was dropped.
fn clean(text: &str) -> Result<(String, Vec<String>), String> {
    // No document type is allowed: entities could stand for anything (XXE, "billion laughs").
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: limits::DRAWING_NODES,
        ..Default::default()
    };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => {
            return Err("it has a document type declaration; remove the <!DOCTYPE>".to_owned());
        }
        Err(error) => return Err(format!("it is not well-formed: {error}")),
    };
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err("its root is not an svg element in the SVG namespace".to_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut dropped = Vec::new();
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    write_tree(root, &mut out, &mut dropped);
    out.push('\n');
    dropped.sort();
    dropped.dedup();
    Ok((out, dropped))
}

/// Writes an element and all below it; without recursion, so that no nesting is too deep.
fn write_tree(root: roxmltree::Node<'_, '_>, out: &mut String, dropped: &mut Vec<String>) {
    enum Step<'a, 'b> {
        Open(roxmltree::Node<'a, 'b>),
        Close(&'a str),
    }
    let mut steps = vec![Step::Open(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Close(name) => {
                let _ = write!(out, "</{name}>");
            }
            Step::Open(node) if node.is_text() => escape(node.text().unwrap_or_default(), out),
            Step::Open(node) if node.is_element() => {
                let name = node.tag_name().name();
                if node.tag_name().namespace() != Some(SVG) {
                    // Metadata of drawing programs is no loss worth a word.
                    continue;
                }
                if !ELEMENTS.contains(&name) {
                    if name != "metadata" {
                        dropped.push(format!("<{name}>"));
                    }
                    continue;
                }
                let _ = write!(out, "<{name}");
                if node.parent_element().is_none() {
                    let _ = write!(out, " xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
                }
                attributes(node, out, dropped);
                if node.has_children() {
                    out.push('>');
                    steps.push(Step::Close(name));
                    steps.extend(node.children().rev().map(Step::Open));
                } else {
                    out.push_str("/>");
                }
            }
            Step::Open(_) => {}
        }
    }
}

fn attributes(node: roxmltree::Node<'_, '_>, out: &mut String, dropped: &mut Vec<String>) {
    for attribute in node.attributes() {
        let name = attribute.name();
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) => "xml:",
            Some(_) => continue,
        };
        if name.starts_with("on") {
            dropped.push(format!("{name}="));
            continue;
        }
        let value = attribute.value();
        let link =
            name == "href" && !value.starts_with('#') && !value.trim_start().starts_with("data:image/");
        if link || reaches_out(value) {
            dropped.push(format!("{prefix}{name}=\"{}\"", crate::diag::render::plain_line(value)));
            continue;
        }
        let _ = write!(out, " {prefix}{name}=\"");
        escape(value, out);
        out.push('"');
    }
}

/// Style that would fetch something: `url(...)` to anything but a part of the drawing, `@import`.
fn reaches_out(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let outward = lower.match_indices("url(").any(|(at, _)| {
        let inside = lower[at + 4..].trim_start_matches(['"', '\'', ' ']);
        !inside.starts_with('#')
    });
    outward || lower.contains("@import") || lower.contains("javascript:") || lower.contains("expression(")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// What in a drawing cannot be said by plain paths.
fn beyond_paths(tree: &Tree) -> Option<&'static str> {
    let gradients = !tree.linear_gradients().is_empty() || !tree.radial_gradients().is_empty();
    let lists = [
        (gradients, "its gradients are"),
        (!tree.patterns().is_empty(), "its patterns are"),
        (!tree.masks().is_empty(), "its masks are"),
        (!tree.filters().is_empty(), "its filters are"),
        (!tree.clip_paths().is_empty(), "its clipped parts are"),
    ];
    let listed = lists.into_iter().find(|(is, _)| *is).map(|(_, what)| what);
    listed.or_else(|| group_beyond(tree.root()))
}

fn group_beyond(group: &usvg::Group) -> Option<&'static str> {
    if group.opacity().get() < 1.0 || group.blend_mode() != usvg::BlendMode::Normal {
        return Some("its transparent groups are");
    }
    group.children().iter().find_map(|node| match node {
        Node::Group(inner) => group_beyond(inner),
        Node::Image(_) => Some("its pictures are"),
        Node::Text(text) => group_beyond(text.flattened()),
        Node::Path(_) => None,
    })
}

fn push_group(group: &usvg::Group, shapes: &mut Vec<Shape>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => push_group(inner, shapes),
            Node::Path(path) if path.is_visible() => push_path(path, shapes),
            Node::Text(text) => push_group(text.flattened(), shapes),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn push_path(path: &usvg::Path, shapes: &mut Vec<Shape>) {
    let transform = path.abs_transform().post_scale(POINTS, POINTS);
    let Some(data) = path.data().clone().transform(transform) else { return };
    let segments: Vec<Segment> = segments(&data);
    let fill = path.fill().and_then(|fill| {
        let (colour, alpha) = colour(fill.paint(), fill.opacity().get())?;
        Some(Fill { colour, alpha, even_odd: fill.rule() == usvg::FillRule::EvenOdd })
    });
    let stroke = path.stroke().and_then(|stroke| outline(stroke, transform));
    match (fill, stroke, path.paint_order()) {
        (None, None, _) => {}
        (Some(fill), Some(stroke), usvg::PaintOrder::StrokeAndFill) => {
            shapes.push(Shape::Path { segments: segments.clone(), fill: None, stroke: Some(stroke) });
            shapes.push(Shape::Path { segments, fill: Some(fill), stroke: None });
        }
        (fill, stroke, _) => shapes.push(Shape::Path { segments, fill, stroke }),
    }
}

fn outline(stroke: &usvg::Stroke, transform: Transform) -> Option<Stroke> {
    let (colour, alpha) = colour(stroke.paint(), stroke.opacity().get())?;
    // The mean of both axes: an uneven scale makes a pen that no path can have.
    let (x, y) = (transform.get_scale().0, transform.get_scale().1);
    let scale = (x * y).abs().sqrt();
    let dash = stroke
        .dasharray()
        .map(|lengths| (lengths.iter().map(|length| length * scale).collect(), stroke.dashoffset() * scale));
    Some(Stroke {
        colour,
        alpha,
        width: stroke.width().get() * scale,
        cap: match stroke.linecap() {
            usvg::LineCap::Butt => 0,
            usvg::LineCap::Round => 1,
            usvg::LineCap::Square => 2,
        },
        join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => 0,
            usvg::LineJoin::Round => 1,
            usvg::LineJoin::Bevel => 2,
        },
        miter_limit: stroke.miterlimit().get(),
        dash,
    })
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an opacity is between 0 and 1")]
fn colour(paint: &Paint, opacity: f32) -> Option<(Colour, u8)> {
    match paint {
        Paint::Color(color) => {
            let alpha = (opacity * 255.0).round() as u8;
            Some((Colour { r: color.red, g: color.green, b: color.blue }, alpha))
        }
        Paint::LinearGradient(_) | Paint::RadialGradient(_) | Paint::Pattern(_) => None,
    }
}

fn segments(path: &tiny_skia::Path) -> Vec<Segment> {
    let mut last = [0.0; 2];
    let mut out = Vec::new();
    let at = |point: tiny_skia::Point| [point.x, point.y];
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                last = at(to);
                out.push(Segment::Move(last));
            }
            PathSegment::LineTo(to) => {
                last = at(to);
                out.push(Segment::Line(last));
            }
            PathSegment::QuadTo(control, to) => {
                // A quadratic curve as a cubic one: each control point two thirds of the way.
                let (control, to) = (at(control), at(to));
                let third = |from: [f32; 2]| [0, 1].map(|i| from[i] + (control[i] - from[i]) * 2.0 / 3.0);
                out.push(Segment::Curve(third(last), third(to), to));
                last = to;
            }
            PathSegment::CubicTo(first, second, to) => {
                last = at(to);
                out.push(Segment::Curve(at(first), at(second), last));
            }
            PathSegment::Close => out.push(Segment::Close),
        }
    }
    out
}

/// The whole drawing as pixels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by RASTER_SIDE")]
fn raster(tree: &Tree) -> Result<Shape, String> {
    let size = tree.size();
    let scale = RASTER_SCALE.min(RASTER_SIDE / size.width().max(size.height()));
    let (width, height) = ((size.width() * scale).ceil() as u32, (size.height() * scale).ceil() as u32);
    let mut pixmap = Pixmap::new(width.max(1), height.max(1)).ok_or("it has no size")?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut colour = Vec::with_capacity(pixmap.pixels().len() * 3);
    let mut alpha = Vec::with_capacity(pixmap.pixels().len());
    for pixel in pixmap.pixels() {
        let pixel = pixel.demultiply();
        colour.extend([pixel.red(), pixel.green(), pixel.blue()]);
        alpha.push(pixel.alpha());
    }
    let pixels =
        Pixels { width: pixmap.width(), height: pixmap.height(), grey: false, colour, alpha: Some(alpha) };
    let rect = [0.0, 0.0, size.width() * POINTS, size.height() * POINTS];
    Ok(Shape::Raster { rect, pixels: Arc::new(pixels) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(inside: &str) -> Result<Svg, String> {
        let text = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" width=\"100\" height=\"50\">{inside}</svg>"
        );
        read("x.svg", text.as_bytes(), None, &[])
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
        assert_eq!((fill.colour, stroke.width), (Colour { r: 0x33, g: 0x66, b: 0x99 }, 3.0));
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
    fn entities_are_refused() {
        let text = format!("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"{SVG}\">&a;</svg>");
        assert!(
            read("x.svg", text.as_bytes(), None, &[]).is_err_and(|reason| reason.contains("document type"))
        );
    }

    #[test]
    fn gradients_are_drawn_as_pixels_and_told() {
        let svg = read_text(r#"<defs><linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient></defs><rect width="90" height="40" fill="url(#a)"/>"#).expect("a drawing");
        assert!(matches!(&svg.drawing.shapes[..], [Shape::Raster { pixels, .. }] if pixels.width == 313));
        assert!(svg.notes[0].message.contains("gradients"));
    }

    #[test]
    fn words_become_paths() {
        let sans: &[u8] = include_bytes!("../../fonts/source-sans-3/SourceSans3-Regular.otf");
        let text = format!(
            "<svg xmlns=\"{SVG}\" width=\"100\" height=\"50\"><text y=\"20\" font-family=\"Source Sans 3\">Ab</text></svg>"
        );
        let svg = read("x.svg", text.as_bytes(), None, &[sans]).expect("a drawing");
        assert!(!svg.drawing.shapes.is_empty());
    }

    #[test]
    fn deep_nesting_does_not_overflow() {
        let deep = format!("{}{}", "<g>".repeat(50_000), "</g>".repeat(50_000));
        let _ = read_text(&deep);
    }
}
