//! Sets subscripts, superscripts and limits (The TeXbook, appendix G, rules 13 and 18, with the distances of the
//! typeface).

use super::boxes::{LoneGlyph, MathBox};
use super::setter::{MathSetter, scaled};
use super::style::SetStyle;
use crate::book::math::{Item, ItemKind, Row, ScriptPlace};
use crate::fonts::{Corner, MathConstant};
use crate::units::Length;

/// A subscript and a superscript, or what is below and above.
type Scripts<'r> = (Option<&'r Row>, Option<&'r Row>);

impl MathSetter<'_> {
    /// Sets an item with scripts.
    pub(super) fn scripts(
        &mut self,
        base: &Row,
        scripts: Scripts<'_>,
        place: ScriptPlace,
        style: SetStyle,
    ) -> MathBox {
        let is_operator = matches!(&base[..], [Item { kind: ItemKind::LargeOperator(_), .. }]);
        let set = self.row(base, style);
        match place {
            ScriptPlace::Limits => self.limits(set, scripts, style),
            // The advance of a large operator includes how far it leans.
            ScriptPlace::Beside if is_operator => {
                let base = MathBox { width: set.width - set.italic, lone: None, ..set };
                self.beside(base, scripts, style)
            }
            ScriptPlace::Beside => self.beside(set, scripts, style),
        }
    }

    /// Sets scripts at the right of their base.
    fn beside(&mut self, base: MathBox, (sub, sup): Scripts<'_>, style: SetStyle) -> MathBox {
        let sub = sub.map(|row| self.row(row, style.subscript()));
        let sup = sup.map(|row| self.row(row, style.superscript()));
        let (up, down) = self.shifts(&base, (sub.as_ref(), sup.as_ref()), style);
        let space = self.constant(MathConstant::SpaceAfterScript, style);
        let (width, italic, lone) = (base.width, base.italic, base.lone);
        let (height, depth) = (base.height, base.depth);
        let mut out = MathBox { italic: Length::ZERO, lone: None, accent: None, ..base };
        let mut end = width + if sub.is_none() { italic } else { Length::ZERO };
        if let Some(sub) = sub {
            let kern = self.kern(lone, (Corner::BottomRight, Corner::TopLeft), &sub, (-down, -depth));
            let (x, sub) = (width + kern, sub.flat());
            end = end.max(x + sub.width + space);
            out.put(sub, x, -down);
        }
        if let Some(sup) = sup {
            let kern = self.kern(lone, (Corner::TopRight, Corner::BottomLeft), &sup, (up, height));
            let (x, sup) = (width + italic + kern, sup.flat());
            end = end.max(x + sup.width + space);
            out.put(sup, x, up);
        }
        out.width = end;
        out
    }

    /// Returns how far a superscript is raised and a subscript lowered.
    fn shifts(
        &self,
        base: &MathBox,
        (sub, sup): (Option<&MathBox>, Option<&MathBox>),
        style: SetStyle,
    ) -> (Length, Length) {
        let of = |constant| self.constant(constant, style);
        // Scripts of a box follow its edges, those of a letter do not.
        // TeX takes these two distances from the type of the scripts.
        let (mut up, mut down) = if base.lone.is_some() {
            (Length::ZERO, Length::ZERO)
        } else {
            let small = style.superscript();
            let up = base.height - self.constant(MathConstant::SuperscriptDropMax, small);
            (up, base.depth + self.constant(MathConstant::SubscriptDropMin, small))
        };
        if let Some(sup) = sup {
            let usual = if style.is_cramped {
                MathConstant::SuperscriptUpCramped
            } else {
                MathConstant::SuperscriptUp
            };
            up = up.max(of(usual)).max(sup.depth + of(MathConstant::SuperscriptBottomMin));
        }
        if let Some(sub) = sub {
            down = down.max(of(MathConstant::SubscriptDown));
            if sup.is_none() {
                down = down.max(sub.height - of(MathConstant::SubscriptTopMax));
            }
        }
        if let (Some(sup), Some(sub)) = (sup, sub) {
            let gap = (up - sup.depth) - (sub.height - down);
            let wanted = of(MathConstant::ScriptGapMin);
            if gap < wanted {
                down += wanted - gap;
                let highest = of(MathConstant::SuperscriptBottomMaxWithSubscript);
                let raise = (highest - (up - sup.depth)).max(Length::ZERO);
                up += raise;
                down -= raise;
            }
        }
        (up, down)
    }

    /// Returns the kern between a base and a script, which is at the height of the first number; the second is the edge
    /// of the base (OpenType 1.9.1, `MATH`, "MathKernInfo").
    fn kern(
        &self,
        base: Option<LoneGlyph>,
        (corner, opposite): (Corner, Corner),
        script: &MathBox,
        (shift, edge): (Length, Length),
    ) -> Length {
        let Some(base) = base else { return Length::ZERO };
        let near = if corner == Corner::TopRight { shift - script.depth } else { shift + script.height };
        let at = |height: Length| {
            let of_script =
                script.lone.map_or(Length::ZERO, |lone| self.corner(lone, opposite, height - shift));
            self.corner(base, corner, height) + of_script
        };
        at(near).max(at(edge))
    }

    fn corner(&self, lone: LoneGlyph, corner: Corner, height: Length) -> Length {
        let face = self.resources.fonts.face(lone.face);
        let Some(math) = face.math() else { return Length::ZERO };
        let units = height.to_sp() * i64::from(face.metrics.units_per_em) / lone.size.to_sp().max(1);
        scaled(math.kern(lone.glyph, corner, i32::try_from(units).unwrap_or(0)), face, lone.size)
    }

    /// Sets what is below and above a base, centred.
    fn limits(&mut self, base: MathBox, (sub, sup): Scripts<'_>, style: SetStyle) -> MathBox {
        let sub = sub.map(|row| self.flat_row(row, style.subscript()));
        let sup = sup.map(|row| self.flat_row(row, style.superscript()));
        let lean = base.italic / 2;
        let width = |set: &Option<MathBox>| set.as_ref().map_or(Length::ZERO, |set| set.width);
        let whole = base.width.max(width(&sub)).max(width(&sup));
        let of = |constant| self.constant(constant, style);
        let up = |sup: &MathBox| {
            let gap = base.height + of(MathConstant::UpperLimitGap) + sup.depth;
            gap.max(base.height + of(MathConstant::UpperLimitRise))
        };
        let down = |sub: &MathBox| {
            let gap = base.depth + of(MathConstant::LowerLimitGap) + sub.height;
            gap.max(base.depth + of(MathConstant::LowerLimitDrop))
        };
        let sub = sub.map(|sub| ((whole - sub.width) / 2 - lean, -down(&sub), sub));
        let sup = sup.map(|sup| ((whole - sup.width) / 2 + lean, up(&sup), sup));
        let mut out = MathBox::strut(whole, base.height, base.depth);
        let x = (whole - base.width) / 2;
        out.draw(base, x, Length::ZERO);
        for (x, y, script) in [sub, sup].into_iter().flatten() {
            out.put(script, x, y);
        }
        out.width = whole;
        out
    }
}
