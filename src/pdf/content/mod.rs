//! Encodes a page as a content stream (ISO 32000-1, section 7.8.2 and chapter 9).
//!
//! Coordinates are whole thousandths of a point, so that rounding errors do not add up. Text is written
//! as binary strings of two-byte glyph numbers; the numbers between them (`TJ`) are whole thousandths
//! of an em, and the rounding error of each is carried over to the next.

mod outline;
mod pen;
mod text;

use super::clusters::Cluster;
use super::font::{UsedFace, UsedFaces};
use super::operand::{push_digits, push_number};
use super::{picture, structure};
use crate::assets::Assets;
use crate::fonts::is_private;
use crate::layout::{ElementId, Layer, Page, PageItem, PlacedKind, Structure};
use crate::units::{Colour, Length, Size};

/// A page's stream, not yet compressed.
pub(super) struct Encoded {
    /// The operators.
    pub(super) stream: Vec<u8>,
    /// The elements whose content is marked in it, by the numbers of the marks (MCID).
    pub(super) marks: Vec<ElementId>,
}

/// Encodes a page.
pub(super) fn encode(page: &Page, structure: &Structure, used: &UsedFaces, assets: &Assets) -> Encoded {
    let mut encoder = Encoder {
        out: Vec::with_capacity(8 * 1024),
        height: page.size.height,
        used,
        assets,
        text: None,
        colour: Colour::BLACK,
        scale: 0,
        spacing: 0,
        structure,
        open: None,
        held: String::new(),
        marks: Vec::new(),
    };
    for item in &page.items {
        if item.turned {
            encoder.turned(item);
        } else {
            encoder.item(item, item.x, page.size.height - item.y);
        }
    }
    encoder.end_text();
    encoder.close();
    Encoded { stream: encoder.out, marks: encoder.marks }
}

/// The role of a run of items: the content of an element, or not part of the text (section 14.8.2.2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Element(ElementId),
    Header,
    Footer,
    Layout,
}

impl Content {
    fn of(item: &PageItem) -> Self {
        match (item.owner, item.layer) {
            (Some(element), _) => Self::Element(element),
            (None, Layer::Head) => Self::Header,
            (None, Layer::Folio) => Self::Footer,
            (None, Layer::Text | Layer::Note) => Self::Layout,
        }
    }

    /// Returns the text that has to accompany a cluster, because its glyphs alone would map to another
    /// text or because only the author knows what a character means (ISO 19005-2, section 6.2.11.7.3;
    /// ISO 14289-2, section 8.4.3, forbids repeating that very character). Content that is not part of
    /// the text needs none.
    fn replacement<'a>(self, cluster: &Cluster<'a>, face: &UsedFace) -> Option<&'a str> {
        match self {
            _ if !cluster.text.is_ascii() && cluster.text.chars().any(is_private) => Some("\u{FFFD}"),
            Self::Element(_) => replacement(cluster, face),
            Self::Header | Self::Footer | Self::Layout => None,
        }
    }
}

/// The state of an open text object.
#[derive(Clone, Copy)]
struct TextState {
    font: Option<(crate::fonts::FaceId, Length)>,
    /// The beginning of the last line, in thousandths of a point.
    at: (i64, i64),
}

struct Encoder<'a> {
    out: Vec<u8>,
    height: Length,
    used: &'a UsedFaces,
    assets: &'a Assets,
    text: Option<TextState>,
    colour: Colour,
    /// How far the horizontal scaling of glyphs exceeds 1, in ten-thousandths.
    scale: i16,
    /// The space after each glyph, in thousandths of a point.
    spacing: i64,
    structure: &'a Structure,
    /// The marked content that is open.
    open: Option<Content>,
    /// The text of an initial, which has to be written before the rest of its word.
    held: String,
    marks: Vec<ElementId>,
}

impl Encoder<'_> {
    /// Writes an item on a page that is read from its right: the axes are turned by a quarter (section
    /// 8.3.3).
    fn turned(&mut self, item: &PageItem) {
        // The position of a picture is the upper left corner of its area; its origin is now the lower
        // right one.
        let (right, up) = match item.kind {
            PlacedKind::Picture { width, height, .. } => (height, width),
            PlacedKind::Glyphs(_)
            | PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Link { .. } => (Length::ZERO, Length::ZERO),
        };
        self.close();
        let before = (self.colour, self.scale, self.spacing);
        let origin = [item.x + right, self.height - item.y - up].map(Length::to_milli_pt);
        self.out.extend(b"q 0 1 -1 0 ");
        self.numbers(&origin);
        self.out.extend(b"cm\n");
        let lower = if let PlacedKind::Picture { height, .. } = item.kind { height } else { Length::ZERO };
        self.item(item, Length::ZERO, lower);
        self.close();
        self.out.extend(b"Q\n");
        (self.colour, self.scale, self.spacing) = before;
    }

    /// Writes an item; its position is measured from the lower left corner of the page.
    fn item(&mut self, item: &PageItem, x: Length, y: Length) {
        match &item.kind {
            PlacedKind::Glyphs(run) => {
                let content = Content::of(item);
                let face = self.used.face(run.face);
                if let (true, Content::Element(element)) = (run.runs_on, content) {
                    return self.initial(run, x, y, element);
                }
                let rest = !self.held.is_empty() && matches!(content, Content::Element(_));
                if rest || !face.maps_plainly(run) {
                    self.with_replacements(run, x, y, content);
                } else {
                    self.show((run, &run.glyphs), x, y, content);
                }
            }
            PlacedKind::Rule { width, height, colour } => {
                self.mark(Content::of(item));
                self.rule(x, y, *width, *height, *colour);
            }
            PlacedKind::Frame { width, height, radius, rule, colour } => {
                self.mark(Content::of(item));
                self.end_text();
                let frame = outline::Outline {
                    corner: (x, y - *height),
                    size: Size::new(*width, *height),
                    radius: *radius,
                    rule: *rule,
                };
                frame.push(*colour, &mut self.out);
            }
            PlacedKind::Stroke { across, down, thickness, colour } => {
                self.mark(Content::of(item));
                self.end_text();
                outline::stroke((x, y), (x + *across, y - *down), *thickness, *colour, &mut self.out);
            }
            PlacedKind::Picture { asset, width, height, .. } => {
                self.mark(Content::of(item));
                self.end_text();
                self.set_width(0, 0);
                let picture = self.assets.get(*asset);
                self.out.extend(b"q ");
                self.numbers(&picture::matrix(picture, x, y - *height, *width, *height));
                self.out.extend(format!("cm/{} Do Q\n", picture::name(*asset)).bytes());
            }
            // A link is an annotation, not content.
            PlacedKind::Link { .. } => {}
        }
    }

    /// Opens marked content, unless it is open.
    fn mark(&mut self, content: Content) {
        if self.open == Some(content) {
            return;
        }
        self.close();
        match content {
            Content::Element(element) => {
                let name = structure::mark_name(self.structure.element(element).tag);
                self.open_marked(name, element);
                self.out.extend(b">>BDC\n");
            }
            Content::Header => self.out.extend(b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"),
            Content::Footer => self.out.extend(b"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"),
            Content::Layout => self.out.extend(b"/Artifact<</Type/Layout>>BDC\n"),
        }
        self.open = Some(content);
    }

    /// Writes the beginning of the marked content of an element: its name, and the first of its properties.
    fn open_marked(&mut self, name: &str, element: ElementId) {
        self.out.push(b'/');
        self.out.extend(name.bytes());
        self.out.extend(b"<</MCID ");
        push_digits(&mut self.out, self.marks.len() as u64);
        self.marks.push(element);
    }

    /// Closes the open marked content.
    fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.out.extend(b"EMC\n");
        }
    }

    fn rule(&mut self, x: Length, y: Length, width: Length, height: Length, colour: Colour) {
        self.end_text();
        self.set_colour(colour);
        let lower = y - height;
        self.numbers(&[x, lower, width, height].map(Length::to_milli_pt));
        self.out.extend(b"re f\n");
    }

    /// Sets scaling and letterspacing, which persist from one text object to the next, and into forms
    /// (section 9.3.1).
    fn set_width(&mut self, scale: i16, spacing: i64) {
        if self.scale != scale {
            self.scale = scale;
            self.out.push(b' ');
            self.number(100_000 + i64::from(scale) * 10);
            self.out.extend(b" Tz ");
        }
        if self.spacing != spacing {
            self.spacing = spacing;
            self.out.push(b' ');
            self.number(spacing);
            self.out.extend(b" Tc ");
        }
    }

    fn set_colour(&mut self, colour: Colour) {
        if self.colour == colour {
            return;
        }
        self.colour = colour;
        push_colour(&mut self.out, colour, [b"g\n", b"rg\n"]);
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.extend(b"ET\n");
        }
    }

    fn numbers(&mut self, thousandths: &[i64]) {
        for value in thousandths {
            self.number(*value);
            self.out.push(b' ');
        }
    }

    fn number(&mut self, thousandths: i64) {
        push_number(&mut self.out, thousandths);
    }
}

/// Writes a colour and the operator that sets it: that for shades of grey, or that for others.
fn push_colour(out: &mut Vec<u8>, colour: Colour, operators: [&[u8]; 2]) {
    let is_grey = colour.r == colour.g && colour.g == colour.b;
    let parts = [colour.r, colour.g, colour.b];
    for part in &parts[..if is_grey { 1 } else { 3 }] {
        push_number(out, (i64::from(*part) * 1000 + 127) / 255);
        out.push(b' ');
    }
    out.extend(operators[usize::from(!is_grey)]);
}

/// Returns the text of a cluster if its glyphs alone would map to another text.
fn replacement<'a>(cluster: &Cluster<'a>, face: &UsedFace) -> Option<&'a str> {
    let plain = matches!(cluster.glyphs, [only] if face.maps_to(only.id, cluster.text));
    (!plain).then_some(cluster.text)
}
