//! The second colour of the design on a screen: of ornaments, rules, and the numbers of chapters. All other text has
//! the colour that the reader chooses.
//!
//! The reader chooses the ground too. The colour is made lighter or darker until it is seen on white, on sepia and on
//! black.

use std::ops::RangeInclusive;

use super::sheet::{Declarations, Sheet};
use crate::design::Design;
use crate::epub::cover::contrast::{WHITE, luminance, mix};
use crate::units::Colour;

/// The luminance of a colour that has a contrast of at least 3 to 1 (WCAG 2.2, 1.4.11) with white, with sepia of 84 %
/// and with a dark grey of 1.5 %, of 65535.
const SEEN: RangeInclusive<u64> = 9_900..=16_000;

/// Adds the rules of the second colour; none for a design without one.
pub(super) fn rules(design: &Design, sheet: &mut Sheet) {
    let Some(colour) = colour(design) else { return };
    sheet.rule("hgroup .number, hr.scene-break", Declarations::default().set("color", colour));
    sheet.rule(".admonition", Declarations::default().set("border-color", colour));
}

/// Returns the shade of the second colour; `None` for a design without one.
pub(super) fn colour(design: &Design) -> Option<Colour> {
    let accent = design.spec.accent;
    (accent != Colour::BLACK).then(|| on_any_ground(accent))
}

/// Returns the nearest shade of a colour that is seen on any ground. A dark one is made as bright as its hue is
/// before it is mixed with white, so that it is not pale.
fn on_any_ground(colour: Colour) -> Colour {
    let mixtures = |one: Colour, other: Colour| (0..=100).map(move |percent| mix(one, other, percent));
    let is_dark = luminance(colour) < *SEEN.start();
    let bright = if is_dark { brightest(colour) } else { Colour::BLACK };
    let mut shades = mixtures(colour, bright).chain(mixtures(bright, WHITE));
    shades.find(|shade| SEEN.contains(&luminance(*shade))).unwrap_or(colour)
}

/// Returns the brightest colour of the same hue.
fn brightest(colour: Colour) -> Colour {
    let most = u32::from(colour.r.max(colour.g).max(colour.b));
    let scaled =
        |part: u8| u8::try_from((u32::from(part) * 255).checked_div(most).unwrap_or(255)).unwrap_or(255);
    Colour { r: scaled(colour.r), g: scaled(colour.g), b: scaled(colour.b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::epub::cover::contrast::contrast;

    proptest::proptest! {
        #[test]
        fn the_second_colour_is_seen_on_every_ground(r: u8, g: u8, b: u8) {
            let shade = on_any_ground(Colour { r, g, b });
            let sepia = Colour { r: 0xf4, g: 0xec, b: 0xd8 };
            for ground in [WHITE, sepia, Colour::grey(0x20), Colour::BLACK] {
                proptest::prop_assert!(contrast(shade, ground) >= 3_000, "{shade} on {ground}");
            }
        }
    }

    #[test]
    fn a_colour_that_is_seen_everywhere_is_kept() {
        let teal = Colour { r: 0x1a, g: 0x7f, b: 0x7a };
        assert_eq!(on_any_ground(teal), teal);
    }
}
