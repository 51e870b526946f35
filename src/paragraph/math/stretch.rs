//! Sets accents, rules, braces and arrows, which are as wide as what they belong to.

use super::boxes::MathBox;
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{Accent, Arrow, Bar, Row};
use crate::fonts::{Growth, MathConstant};
use crate::units::Length;

/// In thousandths of an em: the length of an arrow at each side of its labels, the minimum length of an arrow
/// and of one in a diagram, the minimum height of one that points up or down, and the gap to a label beside it.
const ARROW_PAD: i64 = 290;
const ARROW_LENGTH: i64 = 1_600;
const DIAGRAM_ARROW: i64 = 2_500;
const ARROW_HEIGHT: i64 = 2_000;
const BESIDE_GAP: i64 = 150;

impl MathSetter<'_> {
    /// Sets an expression with an accent.
    pub(super) fn accent(&mut self, accent: &Accent, style: SetStyle) -> MathBox {
        let base = self.row(&accent.body, style.cramped());
        let token = self.token(accent.sign);
        if accent.is_wide && combining(accent.sign) == accent.sign {
            // Arrows and brackets are above their base, as braces are.
            let sign = self.grown(accent.sign, token, base.width, Growth::Horizontal, style);
            return self.stacked(base.flat(), sign, !accent.is_under, style);
        }
        let Some((face, glyph)) = self.find(combining(accent.sign)) else { return base };
        let sign = self.widest(face, glyph, accent.is_wide.then_some(base.width + base.italic));
        let sign = self.glyph(face, sign, token, style);
        let middle = sign.accent.unwrap_or(sign.width / 2);
        let at = base.accent.unwrap_or((base.width + base.italic) / 2);
        let y = if accent.is_under {
            // The sign is drawn above its base; below, its top is where its bottom would be.
            -base.depth - sign.height - self.constant(MathConstant::UnderbarGap, style)
        } else {
            base.height - base.height.min(self.constant(MathConstant::AccentBaseHeight, style))
        };
        let (width, italic, lone, attached) = (base.width, base.italic, base.lone, base.accent);
        let mut out = base;
        out.put(sign, at - middle, y);
        MathBox { width, italic, lone, accent: attached, ..out }
    }

    /// Returns the widest variant of an accent that is not wider than its base, or the accent itself.
    fn widest(&self, face: crate::fonts::FaceId, glyph: u16, width: Option<Length>) -> u16 {
        let face = self.resources.fonts.face(face);
        let (Some(width), Some(math)) = (width, face.math()) else { return glyph };
        let room = width.to_sp() * i64::from(face.metrics.units_per_em) / self.size.to_sp().max(1);
        let growing = math.growing(glyph, Growth::Horizontal);
        let fits = growing.variants.iter().rev().find(|(_, extent)| i64::from(*extent) <= room);
        fits.map_or(glyph, |(variant, _)| *variant)
    }

    /// Puts a sign above or below a base, with the gap for signs that grow.
    fn stacked(&self, base: MathBox, sign: MathBox, is_over: bool, style: SetStyle) -> MathBox {
        let width = base.width.max(sign.width);
        let y = if is_over {
            base.height + self.constant(MathConstant::StretchGapAbove, style) + sign.depth
        } else {
            -base.depth - self.constant(MathConstant::StretchGapBelow, style) - sign.height
        };
        let mut out = MathBox::default();
        let (left, right) = ((width - base.width) / 2, (width - sign.width) / 2);
        out.put(base, left, Length::ZERO);
        out.put(sign, right, y);
        out.width = width;
        out
    }

    /// Sets an expression with a rule above or below it.
    pub(super) fn bar(&mut self, bar: &Bar, style: SetStyle) -> MathBox {
        let inner = if bar.is_under { style } else { style.cramped() };
        let base = self.flat_row(&bar.body, inner);
        let of = |constant| self.constant(constant, style);
        let (width, height, depth) = (base.width, base.height, base.depth);
        let mut out = base;
        if bar.is_under {
            let thickness = of(MathConstant::UnderbarRule);
            let lower = -depth - of(MathConstant::UnderbarGap) - thickness;
            out.put(MathBox::rule(width, thickness, lower), Length::ZERO, Length::ZERO);
            out.depth += of(MathConstant::UnderbarExtra);
        } else {
            let lower = height + of(MathConstant::OverbarGap);
            let rule = MathBox::rule(width, of(MathConstant::OverbarRule), lower);
            out.put(rule, Length::ZERO, Length::ZERO);
            out.height += of(MathConstant::OverbarExtra);
        }
        out
    }

    /// Sets an expression with a brace above or below it.
    pub(super) fn brace(&mut self, body: &Row, sign: char, is_over: bool, style: SetStyle) -> MathBox {
        let base = self.flat_row(body, style);
        let token = self.token(sign);
        let sign = self.grown(sign, token, base.width, Growth::Horizontal, style);
        self.stacked(base, sign, is_over, style)
    }

    /// Sets an arrow as long as its labels.
    pub(super) fn arrow(&mut self, arrow: &Arrow, style: SetStyle) -> MathBox {
        if arrow.is_vertical {
            return self.vertical_arrow(arrow, style);
        }
        let token = self.token(arrow.sign);
        let below = self.flat_row(&arrow.second, style.subscript());
        let above = self.flat_row(&arrow.first, style.superscript());
        let labels = above.width.max(below.width) + self.em(2 * ARROW_PAD, style);
        let is_bare = arrow.first.is_empty() && arrow.second.is_empty();
        let usual = if self.is_diagram { DIAGRAM_ARROW } else { ARROW_LENGTH };
        let wanted = if is_bare || self.is_diagram { labels.max(self.em(usual, style)) } else { labels };
        let sign = self.grown(arrow.sign, token, wanted, Growth::Horizontal, style);
        let sign = MathBox { italic: Length::ZERO, lone: None, accent: None, ..sign };
        let width = sign.width.max(wanted);
        let gap = self.constant(MathConstant::UpperLimitGap, style);
        let (height, depth) = (sign.height, sign.depth);
        let mut out = MathBox::default();
        let x = (width - sign.width) / 2;
        out.put(sign, x, Length::ZERO);
        if !arrow.first.is_empty() {
            let (x, y) = ((width - above.width) / 2, height + gap + above.depth);
            out.put(above, x, y);
        }
        if !arrow.second.is_empty() {
            let (x, y) = ((width - below.width) / 2, -depth.max(Length::ZERO) - gap - below.height);
            out.put(below, x, y);
        }
        out.width = width;
        out
    }

    fn vertical_arrow(&mut self, arrow: &Arrow, style: SetStyle) -> MathBox {
        let first = self.flat_row(&arrow.first, style.superscript());
        let token = self.token(arrow.sign);
        let second = self.flat_row(&arrow.second, style.superscript());
        let height = self.em(ARROW_HEIGHT, style);
        let sign = self.delimiter(Some((arrow.sign, token)), height, style);
        let gap = self.em(BESIDE_GAP, style);
        let left = first.width;
        let (first, second) = (self.centred(first, style), self.centred(second, style));
        // The labels take no width, so that the arrow is in the middle of its column.
        let mut out = MathBox::default();
        let width = sign.width;
        out.put(first, -left - gap, Length::ZERO);
        out.put(sign, Length::ZERO, Length::ZERO);
        out.put(second, width + gap, Length::ZERO);
        out.width = width;
        out
    }
}

/// Returns the combining character of an accent, whose glyph has the place where it is attached.
fn combining(c: char) -> char {
    match c {
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        'ˇ' => '\u{30C}',
        '`' => '\u{300}',
        '´' => '\u{301}',
        c => c,
    }
}
