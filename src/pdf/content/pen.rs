//! The strings of glyphs and the steps between them, as `TJ` shows them (ISO 32000-1, section 9.4.3).

use crate::layout::Glyph;
use crate::pdf::font::UsedFace;
use crate::pdf::operand::push_number;
use crate::units::Length;

/// The strings and numbers of a `TJ` array.
pub(super) struct Strings<'a> {
    out: &'a mut Vec<u8>,
    array: bool,
    open: bool,
}

impl<'a> Strings<'a> {
    /// Starts the operands of a text at the end of `out`.
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, array: false, open: false }
    }

    pub(super) fn glyph(&mut self, glyph: &Glyph, face: &UsedFace, pen: &mut Pen) {
        if glyph.dy != 0 {
            self.end();
            self.out.push(b' ');
            push_number(self.out, Length::sp(i64::from(glyph.dy)).to_milli_pt());
            self.out.extend(b" Ts");
        }
        if !self.array {
            self.out.push(b'[');
            self.array = true;
        }
        let step = pen.step_to(i64::from(glyph.dx));
        if step != 0 {
            self.close();
            push_number(self.out, step * 1000);
        }
        if !self.open {
            self.out.push(b'(');
            self.open = true;
        }
        self.out.extend_from_slice(face.code(glyph.id));
        pen.show(glyph);
        if glyph.dy != 0 {
            self.end();
            self.out.extend(b" 0 Ts");
        }
    }

    fn close(&mut self) {
        if self.open {
            self.out.push(b')');
            self.open = false;
        }
    }

    pub(super) fn end(&mut self) {
        self.close();
        if self.array {
            self.out.extend(b"]TJ");
            self.array = false;
        }
    }
}

/// The position of the pen by the widths in the font, and its distance from the position in the layout,
/// in scaled points times `10_000_000 * units per em`, so that nothing is rounded.
pub(super) struct Pen<'a> {
    face: &'a UsedFace,
    /// The scaled size, in ten-thousandths of a scaled point.
    size: i64,
    units: i64,
    /// The letterspacing: how much further the pen moves after every glyph.
    spacing: i64,
    /// How far the pen is ahead of the layout.
    ahead: i64,
}

impl<'a> Pen<'a> {
    pub(super) fn new(face: &'a UsedFace, size: Length, scale: i16, spacing: i64) -> Self {
        let scale = 10_000 + i64::from(scale);
        let (size, units) = (size.to_sp().max(1) * scale, face.units_per_em);
        // A thousandth of a point is 65.536 scaled points.
        Self { face, size, units, spacing: spacing * 65_536 * scale * units, ahead: 0 }
    }

    /// Returns the number that moves the pen to `dx` from its position in the layout, in thousandths of
    /// an em, counted to the left as in `TJ`.
    fn step_to(&mut self, dx: i64) -> i64 {
        let ahead = self.ahead - dx * 10_000_000 * self.units;
        let thousandth = self.size * self.units;
        // Most glyphs are where their neighbour leaves the pen.
        if 2 * ahead.abs() < thousandth {
            return 0;
        }
        let step = (2 * ahead + thousandth).div_euclid(2 * thousandth);
        self.ahead -= step * thousandth;
        step
    }

    fn show(&mut self, glyph: &Glyph) {
        self.ahead += self.face.advance(glyph.id) * self.size * 1000 + self.spacing;
        self.ahead -= i64::from(glyph.advance) * 10_000_000 * self.units;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::font::UsedFaces;

    proptest::proptest! {
        #[test]
        fn the_pen_is_never_off_by_more_than_half_a_thousandth(
            advances in proptest::collection::vec(-100_000..2_000_000i32, 1..80),
            size in 300_000..2_000_000i64,
            scale in -200..=200i16,
            spacing in -200..=200i64,
        ) {
            let fonts = crate::fonts::Library::bundled();
            let face = crate::fonts::FaceId(0);
            let id = fonts.face(face).glyph('e').expect("an e");
            let glyph = |advance| Glyph { id, text_len: 1, advance, dx: 0, dy: 0 };
            let used = UsedFaces::of_glyphs(face, vec![glyph(0)], "e", &fonts);
            let mut pen = Pen::new(used.face(face), Length::sp(size), scale, spacing);
            for advance in advances {
                pen.step_to(0);
                proptest::prop_assert!(2 * pen.ahead.abs() <= pen.size * pen.units);
                pen.show(&glyph(advance));
            }
        }
    }
}
