//! Contrast of colours (WCAG 2.2, 1.4.3), and the choice of readable ones.

use crate::assets::reduce::linear_light;
use crate::units::Colour;

/// The minimum contrast of text and its ground, in thousandths (WCAG 2.2, 1.4.3, level AA).
pub(super) const MIN_CONTRAST: u64 = 4_500;
/// The contrast from which soft letters are used in place of pure black or white (1.4.6, level AAA).
const AMPLE_CONTRAST: u64 = 7_000;

pub(in crate::epub) const WHITE: Colour = Colour::grey(255);
/// Letters that are less harsh than pure white and pure black.
const IVORY: Colour = Colour { r: 0xfb, g: 0xf7, b: 0xee };
const INK: Colour = Colour { r: 0x1d, g: 0x1b, b: 0x1a };

/// Returns the relative luminance of a colour, from 0 to 65535.
pub(in crate::epub) fn luminance(colour: Colour) -> u64 {
    let [r, g, b] = [colour.r, colour.g, colour.b].map(|value| u64::from(linear_light(value)));
    (2126 * r + 7152 * g + 722 * b) / 10_000
}

/// Returns the contrast of two colours in thousandths, from 1000 to 21,000.
pub(in crate::epub) fn contrast(one: Colour, other: Colour) -> u64 {
    // The 0.05 of the formula, on the scale of `luminance`.
    const FLARE: u64 = 3277;
    let (one, other) = (luminance(one) + FLARE, luminance(other) + FLARE);
    one.max(other) * 1000 / one.min(other)
}

/// Returns the colour of letters on a ground: the one of white and black with more contrast, softened if the
/// contrast is ample. On any ground one of them has at least 4.58.
pub(super) fn letters_on(ground: Colour) -> Colour {
    let (pure, soft) = if contrast(WHITE, ground) >= contrast(Colour::BLACK, ground) {
        (WHITE, IVORY)
    } else {
        (Colour::BLACK, INK)
    };
    if contrast(soft, ground) >= AMPLE_CONTRAST { soft } else { pure }
}

/// Returns `wanted` if it is readable on a ground, or else the colour of letters on it.
pub(super) fn readable(wanted: Colour, ground: Colour) -> Colour {
    if contrast(wanted, ground) >= MIN_CONTRAST { wanted } else { letters_on(ground) }
}

/// Returns a mixture of two colours with a percentage of the second.
pub(in crate::epub) fn mix(one: Colour, other: Colour, percent: u32) -> Colour {
    let mixed = |a: u8, b: u8| {
        let percent = percent.min(100);
        u8::try_from((u32::from(a) * (100 - percent) + u32::from(b) * percent + 50) / 100).unwrap_or(255)
    };
    Colour { r: mixed(one.r, other.r), g: mixed(one.g, other.g), b: mixed(one.b, other.b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::code::grey_on;

    #[test]
    fn grey_code_is_legible_on_every_background() {
        for level in 0..=255 {
            let ground = Colour::grey(level);
            let (grey, black) = (contrast(grey_on(Some(ground)), ground), contrast(Colour::BLACK, ground));
            assert!(grey >= MIN_CONTRAST.min(black), "{level}: {grey}");
        }
        assert!(contrast(grey_on(None), WHITE) >= MIN_CONTRAST);
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert_eq!(contrast(WHITE, Colour::BLACK), 20_998);
        assert_eq!(contrast(WHITE, WHITE), 1000);
        // The darkest grey below the limit of level AA on white is #777777, with 4.48.
        assert!((4_470..4_490).contains(&contrast(WHITE, Colour::grey(0x77))));
        assert!(contrast(WHITE, Colour::grey(0x76)) >= MIN_CONTRAST);
    }

    #[test]
    fn letters_are_readable_on_every_grey() {
        for level in 0..=255 {
            let ground = Colour::grey(level);
            assert!(contrast(letters_on(ground), ground) >= MIN_CONTRAST, "{level}");
        }
    }

    proptest::proptest! {
        #[test]
        fn letters_are_readable_on_every_colour(r: u8, g: u8, b: u8, wanted: [u8; 3]) {
            let ground = Colour { r, g, b };
            proptest::prop_assert!(contrast(letters_on(ground), ground) >= MIN_CONTRAST);
            let wanted = Colour { r: wanted[0], g: wanted[1], b: wanted[2] };
            proptest::prop_assert!(contrast(readable(wanted, ground), ground) >= MIN_CONTRAST);
        }
    }
}
