//! Writes drawings as form XObjects (ISO 32000-1, section 8.10).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::gradient;
use super::object::{deflate, deflated, number, reference};
use super::operand::{push_number, push_replacement_text};
use super::picture::Embedder;
use crate::assets::{Drawing, DrawnGlyph, DrawnShape, FillStyle, Paint, PathElement, StrokeStyle};
use crate::fonts::is_private;
use crate::units::{Colour, Size};

/// The maximum absolute value of a number in a drawing, in points: far beyond any page.
const FARTHEST: f64 = 2_000_000.0;

/// Adds a drawing. Its form has the size of the drawing, in points.
pub(super) fn add(embedder: &mut Embedder<'_>, drawing: &Drawing) -> ObjectId {
    let mut dict = form(drawing.size);
    // The drawing counts from the top, the page from the bottom.
    let up = [1.into(), 0.into(), 0.into(), Object::Integer(-1), 0.into(), number(drawing.size.height)];
    dict.set("Matrix", up.to_vec());
    write(embedder, dict, drawing.size, &drawing.shapes)
}

fn form(size: Size) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), number(size.width), number(size.height)],
    }
}

/// Adds a form of shapes, with the resources that they need.
fn write(embedder: &mut Embedder<'_>, mut dict: Dictionary, size: Size, shapes: &[DrawnShape]) -> ObjectId {
    let mut pen = Pen { embedder, size, out: Vec::new(), states: Vec::new(), named: BTreeMap::new() };
    for shape in shapes {
        pen.shape(shape);
    }
    let Pen { out, states, mut named, .. } = pen;
    for (index, (fill, stroke, blend)) in states.into_iter().enumerate() {
        let part = |alpha: u8| Object::Real(f32::from(alpha) / 255.0);
        let mut state = dictionary! {"Type" => "ExtGState", "ca" => part(fill), "CA" => part(stroke)};
        if let Some(blend) = blend {
            state.set("BM", blend);
        }
        named.entry("ExtGState").or_default().set(format!("G{index}"), state);
    }
    let resources: Dictionary =
        named.into_iter().map(|(kind, named)| (kind.to_owned(), Object::Dictionary(named))).collect();
    dict.set("Resources", resources);
    embedder.document.add_object(deflated(dict, deflate(&out)))
}

/// The opacity of fill and stroke, and the blend mode.
type State = (u8, u8, Option<&'static str>);

struct Pen<'a, 'b> {
    embedder: &'a mut Embedder<'b>,
    /// The extent of the drawing.
    size: Size,
    out: Vec<u8>,
    /// The graphics states; a state is named by its index.
    states: Vec<State>,
    /// The resources by kind.
    named: BTreeMap<&'static str, Dictionary>,
}

impl Pen<'_, '_> {
    fn shape(&mut self, shape: &DrawnShape) {
        self.raw(b"q\n");
        match shape {
            DrawnShape::Path { segments, fill, stroke } => {
                self.set_paint(fill.as_ref(), stroke.as_ref());
                self.path(segments);
                self.raw(operator(fill.as_ref(), stroke.is_some()));
            }
            DrawnShape::Text { glyphs, fill, stroke } => {
                self.set_paint(fill.as_ref(), stroke.as_ref());
                self.words(glyphs, fill.is_some(), stroke.is_some());
            }
            DrawnShape::Group { clips, alpha, blend, shapes } => {
                for clip in clips {
                    self.path(&clip.segments);
                    self.raw(if clip.even_odd { b"W* n\n" } else { b"W n\n" });
                }
                if (*alpha, *blend) == (255, None) {
                    shapes.iter().for_each(|shape| self.shape(shape));
                } else {
                    self.group((*alpha, *alpha, *blend), shapes);
                }
            }
            DrawnShape::Raster { rect: [x, y, width, height], raster } => {
                let id = self.embedder.raster(raster);
                // Undo the flip for the picture.
                self.place(&[*width, 0.0, 0.0, -height, *x, y + height], id);
            }
            DrawnShape::Picture { matrix, picture } => {
                let id = self.embedder.picture(picture);
                self.place(matrix, id);
            }
        }
        self.raw(b"\nQ\n");
    }

    /// Writes shapes that are painted as a group (section 11.6.6).
    fn group(&mut self, state: State, shapes: &[DrawnShape]) {
        let mut dict = form(self.size);
        dict.set("Group", dictionary! {"S" => "Transparency", "CS" => "DeviceRGB", "I" => true});
        let id = write(self.embedder, dict, self.size, shapes);
        self.state(state);
        self.place(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0], id);
    }

    fn place(&mut self, matrix: &[f32; 6], object: ObjectId) {
        let name = self.name("XObject", 'X', reference(object));
        self.points(matrix);
        self.raw(format!("cm/{name} Do").as_bytes());
    }

    /// Names a resource.
    fn name(&mut self, kind: &'static str, letter: char, object: Object) -> String {
        let named = self.named.entry(kind).or_default();
        let name = format!("{letter}{}", named.len());
        named.set(name.as_str(), object);
        name
    }

    fn state(&mut self, state: State) {
        if state == (255, 255, None) {
            return;
        }
        let known = self.states.iter().position(|known| *known == state);
        let index = known.unwrap_or_else(|| {
            self.states.push(state);
            self.states.len() - 1
        });
        self.raw(format!("/G{index} gs ").as_bytes());
    }

    /// Sets the colours of fill and stroke.
    fn set_paint(&mut self, fill: Option<&FillStyle>, stroke: Option<&StrokeStyle>) {
        self.state((fill.map_or(255, |fill| fill.alpha), stroke.map_or(255, |stroke| stroke.alpha), None));
        if let Some(fill) = fill {
            self.paint(&fill.paint, [b"rg\n", b"/Pattern cs", b"scn\n"]);
        }
        if let Some(stroke) = stroke {
            self.paint(&stroke.paint, [b"RG ", b"/Pattern CS", b"SCN "]);
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

    /// Writes a colour or a gradient. The three operators set a colour, select the pattern colour
    /// space, and set a pattern.
    fn paint(&mut self, paint: &Paint, [colour, patterns, pattern]: [&[u8]; 3]) {
        match paint {
            Paint::Solid(Colour { r, g, b }) => {
                self.points(&[*r, *g, *b].map(|part| f32::from(part) / 255.0));
                self.raw(colour);
            }
            Paint::Gradient(found) => {
                let name = self.name("Pattern", 'S', gradient::pattern(found));
                self.raw(patterns);
                self.raw(format!("/{name} ").as_bytes());
                self.raw(pattern);
            }
        }
    }

    /// Writes glyphs, each with its own matrix.
    fn words(&mut self, glyphs: &[DrawnGlyph], fill: bool, stroke: bool) {
        let mode = match (fill, stroke) {
            (true, false) => 0,
            (false, true) => 1,
            (true, true) => 2,
            (false, false) => 3,
        };
        self.raw(format!("BT {mode} Tr\n").as_bytes());
        let mut face = None;
        for glyph in glyphs {
            let part = self.embedder.used.face(glyph.face);
            let (name, number) = (part.name.clone(), part.number(glyph.id));
            if face != Some(glyph.face) {
                face = Some(glyph.face);
                let font = self.embedder.fonts.get(name.as_bytes()).cloned().unwrap_or(Object::Null);
                self.named.entry("Font").or_default().set(name.as_str(), font);
                self.raw(format!("/{name} 1 Tf ").as_bytes());
            }
            let private = glyph.text.chars().any(is_private);
            if private {
                self.raw(b"/Span<<");
                push_replacement_text(&mut self.out, "\u{FFFD}");
            }
            self.points(&glyph.matrix);
            self.raw(format!("Tm<{number:04X}>Tj\n").as_bytes());
            if private {
                self.raw(b"EMC\n");
            }
        }
        self.raw(b"ET");
    }

    fn path(&mut self, segments: &[PathElement]) {
        for segment in segments {
            match segment {
                PathElement::Move([x, y]) => {
                    self.points(&[*x, *y]);
                    self.raw(b"m ");
                }
                PathElement::Line([x, y]) => {
                    self.points(&[*x, *y]);
                    self.raw(b"l ");
                }
                PathElement::Curve([a, b], [c, d], [x, y]) => {
                    self.points(&[*a, *b, *c, *d, *x, *y]);
                    self.raw(b"c ");
                }
                PathElement::Close => self.raw(b"h "),
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "`as` saturates, and the number is clamped")]
    fn points(&mut self, values: &[f32]) {
        for value in values {
            // Readers use numbers of 32 bits.
            let value = f64::from(*value).clamp(-FARTHEST, FARTHEST);
            push_number(&mut self.out, (value * 1000.0).round() as i64);
            self.out.push(b' ');
        }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.out.extend(bytes);
    }
}

fn operator(fill: Option<&FillStyle>, stroke: bool) -> &'static [u8] {
    match (fill.map(|fill| fill.even_odd), stroke) {
        (Some(true), true) => b"B*",
        (Some(false), true) => b"B",
        (Some(true), false) => b"f*",
        (Some(false), false) => b"f",
        (None, true) => b"S",
        (None, false) => b"n",
    }
}
