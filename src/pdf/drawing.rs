//! Drawings become form XObjects (ISO 32000-1, section 8.10).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::content::push_number;
use super::object::{deflate, deflated, number, reference};
use super::picture;
use crate::assets::{Drawing, Fill, Segment, Shape, Stroke};
use crate::units::Colour;

/// Adds a drawing; its form is as large as the drawing, in points.
pub(super) fn add(document: &mut Document, drawing: &Drawing) -> ObjectId {
    let mut pen = Pen { out: Vec::new(), states: BTreeMap::new(), images: Vec::new() };
    // The drawing counts from the top, the page from below.
    pen.raw(b"1 0 0 -1 0 ");
    push_number(&mut pen.out, drawing.size.height.to_milli_pt());
    pen.raw(b" cm\n");
    for shape in &drawing.shapes {
        pen.shape(document, shape);
    }
    let mut states = Dictionary::new();
    for ((fill, stroke), name) in &pen.states {
        let part = |alpha: u8| Object::Real(f32::from(alpha) / 255.0);
        states.set(
            name.as_str(),
            dictionary! {"Type" => "ExtGState", "ca" => part(*fill), "CA" => part(*stroke)},
        );
    }
    let mut images = Dictionary::new();
    for (index, id) in pen.images.iter().enumerate() {
        images.set(format!("I{index}"), reference(*id));
    }
    let mut resources = Dictionary::new();
    for (key, value) in [("ExtGState", states), ("XObject", images)] {
        if !value.is_empty() {
            resources.set(key, value);
        }
    }
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), number(drawing.size.width), number(drawing.size.height)],
        "Resources" => resources,
    };
    document.add_object(deflated(dict, deflate(&pen.out)))
}

struct Pen {
    out: Vec<u8>,
    /// Opacities of fill and stroke, and the graphics states that set them.
    states: BTreeMap<(u8, u8), String>,
    images: Vec<ObjectId>,
}

impl Pen {
    fn shape(&mut self, document: &mut Document, shape: &Shape) {
        self.raw(b"q\n");
        match shape {
            Shape::Path { segments, fill, stroke } => {
                self.state(fill.as_ref(), stroke.as_ref());
                for segment in segments {
                    self.segment(segment);
                }
                self.raw(operator(fill.as_ref(), stroke.is_some()));
            }
            Shape::Raster { rect: [x, y, width, height], pixels } => {
                // Upright again.
                self.points(&[*width, 0.0, 0.0, -height, *x, y + height]);
                let id = picture::add_pixels(document, pixels);
                self.raw(format!("cm/I{} Do", self.images.len()).as_bytes());
                self.images.push(id);
            }
        }
        self.raw(b"\nQ\n");
    }

    fn state(&mut self, fill: Option<&Fill>, stroke: Option<&Stroke>) {
        let alpha = (fill.map_or(255, |fill| fill.alpha), stroke.map_or(255, |stroke| stroke.alpha));
        if alpha != (255, 255) {
            let next = format!("G{}", self.states.len());
            let name = self.states.entry(alpha).or_insert(next).clone();
            self.raw(format!("/{name} gs ").as_bytes());
        }
        if let Some(fill) = fill {
            self.colour(fill.colour, b"rg\n");
        }
        if let Some(stroke) = stroke {
            self.colour(stroke.colour, b"RG ");
            self.points(&[stroke.width]);
            self.raw(format!("w {} J {} j ", stroke.cap, stroke.join).as_bytes());
            self.points(&[stroke.miter_limit.max(1.0)]);
            self.raw(b"M");
            if let Some((lengths, phase)) = &stroke.dash {
                self.raw(b"[");
                self.points(lengths);
                self.raw(b"]");
                self.points(&[*phase]);
                self.raw(b"d");
            }
            self.raw(b"\n");
        }
    }

    fn segment(&mut self, segment: &Segment) {
        match segment {
            Segment::Move([x, y]) => {
                self.points(&[*x, *y]);
                self.raw(b"m ");
            }
            Segment::Line([x, y]) => {
                self.points(&[*x, *y]);
                self.raw(b"l ");
            }
            Segment::Curve([a, b], [c, d], [x, y]) => {
                self.points(&[*a, *b, *c, *d, *x, *y]);
                self.raw(b"c ");
            }
            Segment::Close => self.raw(b"h "),
        }
    }

    fn colour(&mut self, colour: Colour, operator: &[u8]) {
        self.points(&[colour.r, colour.g, colour.b].map(|part| f32::from(part) / 255.0));
        self.raw(operator);
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, and a drawing is checked to be finite"
    )]
    fn points(&mut self, values: &[f32]) {
        for value in values {
            push_number(&mut self.out, (f64::from(*value) * 1000.0).round() as i64);
            self.out.push(b' ');
        }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.out.extend(bytes);
    }
}

fn operator(fill: Option<&Fill>, stroke: bool) -> &'static [u8] {
    match (fill.map(|fill| fill.even_odd), stroke) {
        (Some(true), true) => b"B*",
        (Some(false), true) => b"B",
        (Some(true), false) => b"f*",
        (Some(false), false) => b"f",
        (None, true) => b"S",
        (None, false) => b"n",
    }
}
