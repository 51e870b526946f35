//! The outline of a rectangle with round corners, and straight lines, as paths that are stroked (ISO 32000-1, section 8.5).

use super::push_colour;
use crate::pdf::operand::push_number;
use crate::units::{Colour, Length, Size};

/// How far the control points of a quarter of a circle are from its ends, in thousandths of the radius.
const CIRCLE: i64 = 552;

/// An outline with its lower left corner.
pub(super) struct Outline {
    pub(super) corner: (Length, Length),
    pub(super) size: Size,
    pub(super) radius: Length,
    pub(super) rule: Length,
}

impl Outline {
    /// Writes the outline. The state of the graphics is the same afterwards.
    pub(super) fn push(&self, colour: Colour, out: &mut Vec<u8>) {
        out.extend(b"q ");
        push_number(out, self.rule.to_milli_pt());
        out.extend(b" w ");
        push_colour(out, colour, [b"G ", b"RG "]);
        // The line runs along its middle.
        let half = self.rule / 2;
        let (left, bottom) = (self.corner.0 + half, self.corner.1 + half);
        let (right, top) = (left + self.size.width - self.rule, bottom + self.size.height - self.rule);
        let round = (self.radius - half).max(Length::ZERO);
        let control = round - round.ratio(CIRCLE, 1000);
        points(out, &[(left + round, bottom)], b"m ");
        points(out, &[(right - round, bottom)], b"l ");
        points(out, &[(right - control, bottom), (right, bottom + control), (right, bottom + round)], b"c ");
        points(out, &[(right, top - round)], b"l ");
        points(out, &[(right, top - control), (right - control, top), (right - round, top)], b"c ");
        points(out, &[(left + round, top)], b"l ");
        points(out, &[(left + control, top), (left, top - control), (left, top - round)], b"c ");
        points(out, &[(left, bottom + round)], b"l ");
        points(out, &[(left, bottom + control), (left + control, bottom), (left + round, bottom)], b"c ");
        out.extend(b"s Q\n");
    }
}

/// Writes a straight line. The state of the graphics is the same afterwards.
pub(super) fn stroke(
    from: (Length, Length),
    to: (Length, Length),
    thickness: Length,
    colour: Colour,
    out: &mut Vec<u8>,
) {
    out.extend(b"q ");
    push_number(out, thickness.to_milli_pt());
    out.extend(b" w ");
    push_colour(out, colour, [b"G ", b"RG "]);
    points(out, &[from], b"m ");
    points(out, &[to], b"l S Q\n");
}

fn points(out: &mut Vec<u8>, points: &[(Length, Length)], operator: &[u8]) {
    for (x, y) in points {
        for value in [x, y] {
            push_number(out, value.to_milli_pt());
            out.push(b' ');
        }
    }
    out.extend(operator);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_within_its_size_and_closed() {
        let pt = Length::pt;
        let outline =
            Outline { corner: (pt(10), pt(20)), size: Size::new(pt(30), pt(12)), radius: pt(3), rule: pt(2) };
        let mut out = Vec::new();
        outline.push(Colour::BLACK, &mut out);
        let text = String::from_utf8(out).expect("operators");
        assert!(text.starts_with("q 2 w 0 G 13 21 m 37 21 l "), "{text}");
        assert!(text.ends_with(" 13 21 c s Q\n"), "{text}");
        assert!(text.contains(" 39 29 l ") && text.contains(" 13 31 l "), "{text}");
    }
}
