//! Sets words in the type of the text.

use super::boxes::{MathBox, MathItem, MathItemKind};
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::WordStyle;
use crate::design::style::{Family, TextStyle};
use crate::diag::Lack;
use crate::layout::PlacedKind;
use crate::units::Length;

impl MathSetter<'_> {
    /// Sets words in the typeface of the text, as high as its letters are.
    pub(super) fn words(&mut self, text: &str, words: WordStyle, style: SetStyle) -> MathBox {
        let at = self.count(text);
        let around = self.around;
        let size = around.size.ratio(self.size(style).to_sp(), self.size.to_sp().max(1));
        let style = TextStyle {
            size,
            bold: around.bold || words == WordStyle::Bold,
            italic: (around.italic && !self.is_upright) || words == WordStyle::Italic,
            family: if words == WordStyle::Code { Family::Code } else { around.family },
            rise: Length::ZERO,
            // Figures beside formulas are as high as those of formulas.
            old_style: false,
            ..around.clone()
        };
        let set = super::super::set_text(text, &style, None, self.resources.design, self.resources.fonts);
        for diagnostic in &set.diagnostics {
            if let Some(Lack::Glyphs(found, _)) = diagnostic.lack.as_deref() {
                found.iter().for_each(|(c, count)| (0..*count).for_each(|_| self.miss(*c)));
            }
        }
        let mut out = MathBox::space(set.value.width);
        let mut byte = at;
        for item in set.value.items {
            let PlacedKind::Glyphs(run) = item.kind else { continue };
            let face = self.resources.fonts.face(run.face);
            for glyph in &run.glyphs {
                let Some(ink) = face.ink(glyph.id, i32::MIN / 2..=i32::MAX / 2) else { continue };
                out.height = out.height.max(super::setter::scaled(ink.top, face, run.size));
                out.depth = out.depth.max(super::setter::scaled(-ink.bottom, face, run.size));
            }
            let begin = byte;
            byte += u32::try_from(run.text.len()).unwrap_or(0);
            let kind = MathItemKind::Words(run, begin);
            out.items.push(MathItem { x: item.x, y: -item.y, kind });
        }
        out
    }
}
