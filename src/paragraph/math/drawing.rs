//! Draws a formula as shapes, for an e-book that shows formulas as pictures.

use std::fmt::Write;

use super::boxes::{MathBox, MathItem, MathItemKind};
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{Formula, FormulaDrawing, MathStyle};
use crate::design::ParRole;
use crate::fonts::{FaceId, Library};
use crate::layout::GlyphRun;
use crate::paragraph::request::Resources;
use crate::units::Length;

/// Draws a formula in the design of the text. Returns `None` if it cannot be read, or if a character has no glyph.
pub(crate) fn draw(formula: &Formula, resources: Resources<'_>) -> Option<FormulaDrawing> {
    let row = formula.content.as_ref()?;
    let style = resources.design.style(ParRole::Body);
    let mut setter = MathSetter::new(resources, &style.text, style.leading)?;
    let level = if formula.is_display { MathStyle::Display } else { MathStyle::Text };
    let set = setter.flat_row(row, SetStyle::of(level));
    if !setter.is_whole() {
        return None;
    }
    let pen = Pen { size: style.text.size, fonts: resources.fonts };
    let MathBox { width, height, depth, .. } = set;
    let mut shapes = String::new();
    set.items.iter().for_each(|item| pen.item(item, &mut shapes));
    let [width, height, depth] = [width, height, depth].map(|length| pen.unit(length));
    Some(FormulaDrawing { shapes, width, height, depth })
}

/// Writes shapes in thousandths of a size.
struct Pen<'a> {
    size: Length,
    fonts: &'a Library,
}

impl Pen<'_> {
    fn unit(&self, length: Length) -> i64 {
        (2 * length.to_sp() * 1000 + self.size.to_sp()).div_euclid(2 * self.size.to_sp().max(1))
    }

    fn item(&self, item: &MathItem, out: &mut String) {
        let (x, y) = (item.x, item.y);
        match &item.kind {
            MathItemKind::Glyphs(glyphs) => {
                for (id, dx, dy) in &glyphs.parts {
                    self.glyph((glyphs.face, *id, glyphs.size), x + *dx, y + *dy, out);
                }
            }
            MathItemKind::Words(run, _) => self.words(run, x, y, out),
            MathItemKind::Rule { width, height } => {
                let [left, top] = [x, -y - *height].map(|length| self.unit(length));
                let [width, height] = [*width, *height].map(|length| self.unit(length));
                let _ = write!(out, "<path d=\"M{left} {top}h{width}v{height}h{}z\"/>", -width);
            }
            MathItemKind::Stroke { across, up, thickness } => {
                let [x, y, across, up] = [x, -y, *across, -*up].map(|length| self.unit(length));
                let thickness = self.unit(*thickness);
                let _ = write!(
                    out,
                    "<path d=\"M{x} {y}l{across} {up}\" stroke=\"currentColor\" stroke-width=\"{thickness}\"/>"
                );
            }
        }
    }

    fn words(&self, run: &GlyphRun, x: Length, y: Length, out: &mut String) {
        let mut pen = x;
        for glyph in &run.glyphs {
            let [dx, dy, advance] = [glyph.dx, glyph.dy, glyph.advance].map(|sp| Length::sp(sp.into()));
            self.glyph((run.face, glyph.id, run.size), pen + dx, y + dy, out);
            pen += advance;
        }
    }

    fn glyph(&self, (face, id, size): (FaceId, u16, Length), x: Length, y: Length, out: &mut String) {
        let face = self.fonts.face(face);
        let path = face.outline(id);
        if path.is_empty() {
            return;
        }
        let [x, y] = [x, -y].map(|length| self.unit(length));
        // In ten-thousandths, which is finer than a pixel of any screen.
        let scale =
            size.to_sp() * 10_000_000 / (self.size.to_sp().max(1) * i64::from(face.metrics.units_per_em));
        let scale = format!("{}.{:04}", scale / 10_000, scale % 10_000);
        let _ = write!(out, "<path transform=\"translate({x} {y}) scale({scale} -{scale})\" d=\"{path}\"/>");
    }
}
