//! Pages as text, one line a baseline, so that a difference reads like a proof correction.
//!
//! ```text
//! page 7 recto "5" 396x612pt
//!   text  y  61.000 x  54.000 w 276.000 LibertinusSerif-Regular 10.5 +0.83% | Call me Ishmael.
//! ```

use std::fmt::Write;

use crate::fonts::Library;
use crate::layout::{GlyphRun, Layer, LinkTarget, Page, PageItem, Pages, PlacedKind, Side};
use crate::units::{Colour, Length};

/// Returns every page and its contents as text, in points with up to three decimals: of each line its
/// baseline, its left end, its width, its faces and sizes, the scale of its glyphs, and its words.
pub fn dump(pages: &Pages, fonts: &Library) -> String {
    let mut out = String::new();
    for (index, page) in pages.pages.iter().enumerate() {
        dump_page(&mut out, index, page, fonts);
    }
    out
}

fn dump_page(out: &mut String, index: usize, page: &Page, fonts: &Library) {
    let side = match page.side {
        Side::Recto => "recto",
        Side::Verso => "verso",
    };
    let (width, height) = (page.size.width, page.size.height);
    let _ = writeln!(out, "page {} {side} \"{}\" {width}x{height}pt", index + 1, page.folio.label());
    let mut line: Option<Baseline> = None;
    for item in &page.items {
        match &item.kind {
            PlacedKind::Glyphs(run) => match &mut line {
                Some(line) if line.takes(item, run) => line.add(item, run, fonts),
                _ => {
                    finish(out, line.replace(Baseline::begin(item, run, fonts)));
                }
            },
            PlacedKind::Rule { .. }
            | PlacedKind::Frame { .. }
            | PlacedKind::Stroke { .. }
            | PlacedKind::Picture { .. }
            | PlacedKind::Link { .. } => {
                finish(out, line.take());
                dump_other(out, item);
            }
        }
    }
    finish(out, line);
}

/// Words on one baseline.
struct Baseline {
    layer: Layer,
    y: Length,
    size: Length,
    from: Length,
    to: Length,
    faces: Vec<String>,
    text: String,
}

impl Baseline {
    fn begin(item: &PageItem, run: &GlyphRun, fonts: &Library) -> Self {
        let (faces, text) = (Vec::new(), String::new());
        let mut line =
            Self { layer: item.layer, y: item.y, size: run.size, from: item.x, to: item.x, faces, text };
        line.add(item, run, fonts);
        line
    }

    /// Returns whether a run is on this line. Raised and lowered words are; an initial over several
    /// lines is not.
    fn takes(&self, item: &PageItem, run: &GlyphRun) -> bool {
        let apart = if item.y > self.y { item.y - self.y } else { self.y - item.y };
        let (small, large) = (self.size.min(run.size), self.size.max(run.size));
        self.layer == item.layer && apart < large / 2 && large < small * 3
    }

    fn add(&mut self, item: &PageItem, run: &GlyphRun, fonts: &Library) {
        let name = &fonts.face(run.face).postscript_name;
        let colour = if run.colour == Colour::BLACK { String::new() } else { format!(" {}", run.colour) };
        let face = format!("{name} {}{}{colour}", run.size, scale(run.scale));
        if !self.faces.contains(&face) {
            self.faces.push(face);
        }
        // A gap between words becomes a space.
        if item.x > self.to + self.size / 10 && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        self.from = self.from.min(item.x);
        self.to = self.to.max(item.x + run.width());
        self.text += &run.text.replace('\u{AD}', "-");
    }
}

fn finish(out: &mut String, line: Option<Baseline>) {
    let Some(line) = line else { return };
    let width = line.to - line.from;
    let _ = write!(out, "  {:5} y {:7} x {:7} ", name(line.layer), line.y.to_string(), line.from.to_string());
    let _ = writeln!(out, "w {:7} {} | {}", width.to_string(), line.faces.join(" + "), line.text);
}

fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Head => "head",
        Layer::Text => "text",
        Layer::Note => "note",
        Layer::Folio => "folio",
    }
}

fn dump_other(out: &mut String, item: &PageItem) {
    let (y, x) = (item.y.to_string(), item.x.to_string());
    let _ = write!(out, "  {:5} y {y:7} x {x:7} ", name(item.layer));
    let _ = match &item.kind {
        PlacedKind::Glyphs(_) => Ok(()),
        PlacedKind::Rule { width, height, .. } => writeln!(out, "rule {width}x{height}"),
        PlacedKind::Frame { width, height, .. } => writeln!(out, "frame {width}x{height}"),
        PlacedKind::Stroke { across, down, .. } => writeln!(out, "stroke {across}x{down}"),
        PlacedKind::Picture { width, height, .. } => writeln!(out, "picture {width}x{height}"),
        PlacedKind::Link { to: LinkTarget::Uri(uri), width, height } => {
            writeln!(out, "link {width}x{height} Uri({uri:?})")
        }
        PlacedKind::Link { to: LinkTarget::Anchor(anchor), width, height } => {
            writeln!(out, "link {width}x{height} Anchor({:?})", anchor.name())
        }
    };
}

/// Formats how much wider than drawn the glyphs are set: `+0.8%`.
fn scale(ten_thousandths: i16) -> String {
    if ten_thousandths == 0 {
        return String::new();
    }
    let (sign, value) = (if ten_thousandths < 0 { '-' } else { '+' }, ten_thousandths.unsigned_abs());
    format!(" {sign}{}.{:02}%", value / 100, value % 100)
}
