//! Writes the shapes of a cover as SVG.

use std::fmt::Write;

use super::canvas::{Align, Area, HEIGHT, PlacedText, Shape, WIDTH};
use crate::assets::reduce::CoverArt;
use crate::units::Colour;
use crate::xml::escape;

/// Returns shapes as SVG; `title` and `language` describe it.
pub(super) fn svg(shapes: &[Shape<'_>], art: Option<&CoverArt>, title: &str, language: &str) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\" xml:lang=\"{language}\">\n<title>{}</title>\n",
        escape(title)
    );
    for (index, shape) in shapes.iter().enumerate() {
        match shape {
            Shape::Field { area, fill } => {
                let _ = writeln!(out, "<rect {} fill=\"{}\"/>", place(*area), hex(*fill));
            }
            Shape::Frame { area, thickness, stroke } => frame(*area, *thickness, *stroke, &mut out),
            Shape::Picture { area } => {
                let bytes = art.map(|art| base64(&art.bytes)).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "<image {} preserveAspectRatio=\"xMidYMid slice\" href=\"data:image/jpeg;base64,{bytes}\"/>",
                    place(*area)
                );
            }
            Shape::Tint { area, colour, stops } => tint(*area, *colour, stops, index, &mut out),
            Shape::Text(placed) => text(placed, &mut out),
        }
    }
    out.push_str("</svg>\n");
    out
}

fn place(Area { x, y, width, height }: Area) -> String {
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

/// Writes a frame as the area between two rectangles, so that its edges are on pixels.
fn frame(area: Area, thickness: i32, stroke: Colour, out: &mut String) {
    let rectangle = |Area { x, y, width, height }: Area| format!("M{x} {y}h{width}v{height}h-{width}z");
    let (outer, inner) = (rectangle(area), rectangle(area.inset(thickness)));
    let _ = writeln!(out, "<path fill-rule=\"evenodd\" d=\"{outer}{inner}\" fill=\"{}\"/>", hex(stroke));
}

fn tint(area: Area, colour: Colour, stops: &[(i32, i32)], index: usize, out: &mut String) {
    let _ = write!(out, "<linearGradient id=\"tint{index}\" x2=\"0\" y2=\"1\">");
    for (at, opacity) in stops {
        let _ = write!(
            out,
            "<stop offset=\"{}\" stop-color=\"{}\" stop-opacity=\"{}\"/>",
            decimal(*at),
            hex(colour),
            decimal(*opacity)
        );
    }
    let _ = writeln!(out, "</linearGradient>\n<rect {} fill=\"url(#tint{index})\"/>", place(area));
}

fn text(placed: &PlacedText<'_>, out: &mut String) {
    let anchor = match placed.align {
        Align::Left => "",
        Align::Centre => " text-anchor=\"middle\"",
        Align::Right => " text-anchor=\"end\"",
    };
    let lettering = placed.lettering.attributes(u32::try_from(placed.size).unwrap_or(1));
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\"{anchor} {lettering} fill=\"{}\">{}</text>",
        placed.x,
        placed.y,
        hex(placed.fill),
        escape(&placed.text)
    );
}

fn hex(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.r, colour.g, colour.b)
}

/// Returns thousandths as a decimal number.
fn decimal(thousandths: i32) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// Returns bytes in base 64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit) & 63) as usize;
            out.push(if digit <= chunk.len() { char::from(DIGITS[value]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64() {
        let table = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (bytes, expected) in table {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
