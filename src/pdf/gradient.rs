//! Writes gradients as shadings (ISO 32000-1, sections 8.7.4.5.3 and 8.7.4.5.4).

use lopdf::{Dictionary, Object, dictionary};

use crate::assets::Gradient;
use crate::units::Colour;

/// Returns the pattern of a gradient.
pub(super) fn pattern(gradient: &Gradient) -> Object {
    let kind = if gradient.ends.len() == 4 { 2 } else { 3 };
    let shading = dictionary! {
        "ShadingType" => kind,
        "ColorSpace" => "DeviceRGB",
        "Coords" => reals(&gradient.ends),
        "Function" => function(&gradient.stops),
        "Extend" => vec![true.into(), true.into()],
    };
    dictionary! {
        "Type" => "Pattern",
        "PatternType" => 2,
        "Matrix" => reals(&gradient.matrix),
        "Shading" => shading,
    }
    .into()
}

/// Returns the function of colours from 0 to 1: linear from each stop to the next, stitched together if
/// there are more than two (sections 7.10.3 and 7.10.4).
fn function(stops: &[(f32, Colour)]) -> Dictionary {
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else {
        return line(Colour::BLACK, Colour::BLACK);
    };
    let whole = [&[(0.0, first.1)], stops, &[(1.0, last.1)]].concat();
    // A step of length zero changes the colour at once.
    let steps: Vec<_> = whole.windows(2).filter(|pair| pair[1].0 > pair[0].0).collect();
    let lines: Vec<Dictionary> = steps.iter().map(|pair| line(pair[0].1, pair[1].1)).collect();
    match <[Dictionary; 1]>::try_from(lines) {
        Ok([only]) => only,
        Err(lines) => dictionary! {
            "FunctionType" => 3,
            "Domain" => vec![0.into(), 1.into()],
            "Bounds" => reals(&steps[1..].iter().map(|pair| pair[0].0).collect::<Vec<_>>()),
            "Encode" => lines.iter().flat_map(|_| [0.into(), 1.into()]).collect::<Vec<Object>>(),
            "Functions" => lines.into_iter().map(Object::from).collect::<Vec<_>>(),
        },
    }
}

fn line(from: Colour, to: Colour) -> Dictionary {
    let parts = |colour: Colour| reals(&[colour.r, colour.g, colour.b].map(|part| f32::from(part) / 255.0));
    dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => parts(from),
        "C1" => parts(to),
        "N" => 1,
    }
}

fn reals(values: &[f32]) -> Vec<Object> {
    values.iter().map(|value| Object::Real(*value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_in_the_middle_has_no_length() {
        let (red, blue) = (Colour { r: 255, g: 0, b: 0 }, Colour { r: 0, g: 0, b: 255 });
        let sharp = function(&[(0.25, red), (0.5, red), (0.5, blue)]);
        let bounds = sharp.get(b"Bounds").and_then(Object::as_array).expect("bounds");
        assert_eq!(bounds, &reals(&[0.25, 0.5]));
        let plain = function(&[(0.0, red), (1.0, blue)]);
        assert_eq!(plain.get(b"FunctionType").and_then(Object::as_i64).ok(), Some(2));
    }
}
