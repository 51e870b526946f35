//! Sets fractions, roots, and expressions between delimiters (The TeXbook, appendix G, rules 11 and 15).

use super::boxes::MathBox;
use super::setter::MathSetter;
use super::style::SetStyle;
use crate::book::math::{Delimiters, Fence, FractionBar, MathStyle, Row};
use crate::fonts::{Growth, MathConstant};
use crate::units::Length;

/// The minimum height of the numerator of a continued fraction, in thousandths of an em: that of a line of 8.5 points
/// in type of ten (The TeXbook, appendix B, `\strut`).
const CONTINUED_HEIGHT: i64 = 850;
/// The height of delimiters around a fraction, in thousandths of an em (The TeXbook, appendix G, rule 15e, with the
/// values of Computer Modern: the `MATH` table has none).
const DELIMITER_DISPLAY: i64 = 2_390;
const DELIMITER_TEXT: i64 = 1_010;

impl MathSetter<'_> {
    /// Sets a fraction, between delimiters if it has them.
    pub(super) fn fraction(
        &mut self,
        (above, below): (&Row, &Row),
        bar: FractionBar,
        delimiters: Delimiters,
        is_continued: bool,
        style: SetStyle,
    ) -> MathBox {
        let open = delimiters.open.map(|c| (c, self.token(c)));
        let inner = if is_continued { style } else { style.with(style.level.of_fraction()) };
        let mut above = self.flat_row(above, inner);
        if is_continued {
            above.height = above.height.max(self.em(CONTINUED_HEIGHT, style));
        }
        let below = self.flat_row(below, inner.cramped());
        let is_display = style.is_display() || is_continued;
        let thickness = match bar {
            FractionBar::None => Length::ZERO,
            FractionBar::Usual => self.constant(MathConstant::FractionRule, style),
            FractionBar::Thick(length) => self.length(length, style),
        };
        let (up, down) = if thickness.is_zero() {
            self.stack_shifts(&above, &below, is_display, style)
        } else {
            self.fraction_shifts(&above, &below, thickness, is_display, style)
        };
        let width = above.width.max(below.width);
        let mut out = MathBox::default();
        if !thickness.is_zero() {
            let lower = self.axis(style) - thickness / 2;
            out.put(MathBox::rule(width, thickness, lower), Length::ZERO, Length::ZERO);
        }
        let (left, right) = ((width - above.width) / 2, (width - below.width) / 2);
        out.put(above, left, up);
        out.put(below, right, -down);
        out.width = width;
        if delimiters == Delimiters::default() {
            let null = self.null_delimiter(style);
            let mut out = out.indented(null);
            out.width += null;
            return out;
        }
        let close = delimiters.close.map(|c| (c, self.token(c)));
        let height = self.fraction_delimiter(&out, style);
        let mut whole = self.delimiter(open, height, style);
        whole.append(out);
        let close = self.delimiter(close, height, style);
        whole.append(close);
        whole
    }

    /// Returns the height of delimiters around a fraction. It is the same for all fractions in a style, unless these
    /// are much taller.
    fn fraction_delimiter(&self, inner: &MathBox, style: SetStyle) -> Length {
        let usual = self.em(if style.is_display() { DELIMITER_DISPLAY } else { DELIMITER_TEXT }, style);
        let needed = self.delimiter_height(inner, style);
        if needed * 2 > usual * 3 { needed } else { usual }
    }

    /// Returns the shifts of the parts of a fraction with a bar.
    fn fraction_shifts(
        &self,
        above: &MathBox,
        below: &MathBox,
        thickness: Length,
        is_display: bool,
        style: SetStyle,
    ) -> (Length, Length) {
        let of = |display, text| self.by_style((display, text), is_display, style);
        let axis = self.axis(style);
        let gap = of(MathConstant::NumeratorGapDisplay, MathConstant::NumeratorGap);
        let up = of(MathConstant::NumeratorUpDisplay, MathConstant::NumeratorUp)
            .max(axis + thickness / 2 + gap + above.depth);
        let gap = of(MathConstant::DenominatorGapDisplay, MathConstant::DenominatorGap);
        let down = of(MathConstant::DenominatorDownDisplay, MathConstant::DenominatorDown)
            .max(below.height + gap + thickness / 2 - axis);
        (up, down)
    }

    /// Returns the shifts of parts without a bar between them.
    fn stack_shifts(
        &self,
        above: &MathBox,
        below: &MathBox,
        is_display: bool,
        style: SetStyle,
    ) -> (Length, Length) {
        let of = |display, text| self.by_style((display, text), is_display, style);
        let up = of(MathConstant::StackUpDisplay, MathConstant::StackUp);
        let down = of(MathConstant::StackDownDisplay, MathConstant::StackDown);
        let gap = of(MathConstant::StackGapDisplay, MathConstant::StackGap);
        let lack = (gap - (up - above.depth - (below.height - down))).max(Length::ZERO) / 2;
        (up + lack, down + lack)
    }

    /// Sets a root.
    pub(super) fn radical(&mut self, body: &Row, degree: Option<&Row>, style: SetStyle) -> MathBox {
        let token = self.token('√');
        let body = self.flat_row(body, style.cramped());
        let degree = degree.map(|row| self.flat_row(row, style.with(MathStyle::ScriptScript)));
        let of = |constant| self.constant(constant, style);
        let thickness = of(MathConstant::RadicalRule);
        let mut gap = if style.is_display() {
            of(MathConstant::RadicalGapDisplay)
        } else {
            of(MathConstant::RadicalGap)
        };
        let height = body.height.max(Length::ZERO);
        let needed = height + body.depth + gap + thickness;
        // TeX leaves as much white above the rule as it is thick.
        let extra = thickness;
        let before = of(MathConstant::RadicalKernBefore);
        let after = of(MathConstant::RadicalKernAfter);
        let sign = self.grown('√', token, needed, Growth::Vertical, style);
        // A sign that is too tall leaves half of what it is too tall by above the expression.
        gap += (sign.total() - needed).max(Length::ZERO) / 2;
        let top = height + gap + thickness;
        let (left, width) = (sign.width, body.width);
        let mut root = MathBox::default();
        let raise = top - sign.height;
        root.put(sign, Length::ZERO, raise);
        root.put(MathBox::rule(width, thickness, top - thickness), left, Length::ZERO);
        root.put(body, left, Length::ZERO);
        root.width = left + width;
        root.height += extra;
        let Some(degree) = degree else { return root };
        let share = i64::from(self.font.constant(MathConstant::RadicalDegreeRaise));
        let bottom = root.total().ratio(share, 100) - root.depth;
        let start = (before + degree.width + after).max(Length::ZERO);
        let mut out = MathBox::default();
        let raise = bottom + degree.depth;
        out.put(degree, before, raise);
        let end = start + root.width;
        out.put(root, start, Length::ZERO);
        out.width = end;
        out
    }

    /// Sets an expression between delimiters that grow with it.
    pub(super) fn fence(&mut self, fence: &Fence, style: SetStyle) -> MathBox {
        let open = fence.delimiters.open.map(|c| (c, self.token(c)));
        let first = self.flat_row(&fence.first, style);
        let mut parts = Vec::new();
        for (middle, row) in &fence.rest {
            let middle = middle.map(|c| (c, self.token(c)));
            parts.push((middle, self.flat_row(row, style)));
        }
        let close = fence.delimiters.close.map(|c| (c, self.token(c)));
        let mut around = MathBox::strut(Length::ZERO, first.height, first.depth);
        for (_, part) in &parts {
            around.height = around.height.max(part.height);
            around.depth = around.depth.max(part.depth);
        }
        let height = self.delimiter_height(&around, style);
        let mut out = self.delimiter(open, height, style);
        out.append(first);
        for (middle, part) in parts {
            let middle = self.delimiter(middle, height, style);
            out.append(middle);
            out.append(part);
        }
        let close = self.delimiter(close, height, style);
        out.append(close);
        out
    }
}
