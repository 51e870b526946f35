//! Sets expressions in frames, struck out, without a part of their size, or not at all.

use super::boxes::{MathBox, MathItem, MathItemKind};
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{Overlap, Row, Strike};
use crate::units::Length;

/// In thousandths of an em: the space within a frame and the thickness of its rules (The LaTeX Companion, `\fboxsep`
/// and `\fboxrule`: 3 and 0.4 points), the thickness of a strike.
const FRAME_PAD: i64 = 300;
const FRAME_RULE: i64 = 40;
const STRIKE_RULE: i64 = 46;
/// How far a diagonal strike exceeds the expression, in thousandths of an em.
const STRIKE_BEYOND: i64 = 60;

impl MathSetter<'_> {
    /// Sets an expression in a frame.
    pub(super) fn framed(&mut self, body: &Row, style: SetStyle) -> MathBox {
        let inner = self.flat_row(body, style);
        let (pad, rule) = (self.em(FRAME_PAD, style), self.em(FRAME_RULE, style));
        let around = pad + rule;
        let (width, height, depth) = (inner.width + around * 2, inner.height + around, inner.depth + around);
        let mut out = MathBox::default();
        out.put(inner, around, Length::ZERO);
        for lower in [height - rule, -depth] {
            out.put(MathBox::rule(width, rule, lower), Length::ZERO, Length::ZERO);
        }
        for x in [Length::ZERO, width - rule] {
            out.put(MathBox::rule(rule, height + depth, -depth), x, Length::ZERO);
        }
        out
    }

    /// Sets an expression that is struck out.
    pub(super) fn struck(&mut self, body: &Row, strike: Strike, style: SetStyle) -> MathBox {
        let mut out = self.flat_row(body, style);
        let (thickness, beyond) = (self.em(STRIKE_RULE, style), self.em(STRIKE_BEYOND, style));
        let (top, bottom) = (out.height + beyond, -out.depth - beyond);
        if strike == Strike::Line {
            let lower = self.axis(style) - thickness / 2;
            out.draw(MathBox::rule(out.width, thickness, lower), Length::ZERO, Length::ZERO);
            return out;
        }
        let (width, height) = (out.width, top - bottom);
        let mut line = |y: Length, up: Length| {
            let kind = MathItemKind::Stroke { across: width, up, thickness };
            out.items.push(MathItem { x: Length::ZERO, y, kind });
        };
        if matches!(strike, Strike::Up | Strike::Cross) {
            line(bottom, height);
        }
        if matches!(strike, Strike::Down | Strike::Cross) {
            line(top, -height);
        }
        (out.height, out.depth) = (top, -bottom);
        out
    }

    /// Sets the space that an expression would take.
    pub(super) fn phantom(
        &mut self,
        body: &Row,
        has_width: bool,
        has_height: bool,
        style: SetStyle,
    ) -> MathBox {
        let written = self.written();
        let set = self.flat_row(body, style);
        self.forget(written);
        let keep = |wanted: bool, length: Length| if wanted { length } else { Length::ZERO };
        MathBox::strut(keep(has_width, set.width), keep(has_height, set.height), keep(has_height, set.depth))
    }

    /// Sets an expression that takes no width.
    pub(super) fn overlapping(&mut self, body: &Row, side: Overlap, style: SetStyle) -> MathBox {
        let set = self.flat_row(body, style);
        let x = match side {
            Overlap::Left => -set.width,
            Overlap::Both => -set.width / 2,
            Overlap::Right => Length::ZERO,
        };
        MathBox { width: Length::ZERO, ..set.indented(x) }
    }
}
