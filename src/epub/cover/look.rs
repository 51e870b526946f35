//! The look of a cover: the axis and the letters of a theme, and the colours.

use super::contrast::{MIN_CONTRAST, WHITE, contrast, letters_on, mix, readable};
use crate::assets::Lettering;
use crate::project::{CoverOptions, CoverStyle};
use crate::units::Colour;

/// The look of a cover.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    /// The family of all texts.
    pub(super) family: &'a str,
    /// Whether the family has small capitals.
    pub(super) small_caps: bool,
    /// Whether texts are centred, and not at the edge where lines begin.
    pub(super) is_centred: bool,
    pub(super) is_bold: bool,
    /// The distance of the title's baselines, in thousandths of its size.
    pub(super) title_leading: i32,
    pub(super) style: CoverStyle,
    pub(super) colours: CoverColours,
}

/// The colours of a cover. Each pair of letters and ground has at least the contrast of WCAG 1.4.3.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CoverColours {
    /// The main colour, as a ground.
    pub(super) ground: Colour,
    /// Letters on it.
    pub(super) letters: Colour,
    /// A darker or lighter tone of it, for a second field with the same letters.
    pub(super) shade: Colour,
    /// A line on it that is less conspicuous than letters.
    pub(super) line: Colour,
    /// The paper.
    pub(super) paper: Colour,
    /// Letters on paper.
    pub(super) ink: Colour,
    /// Letters and rules on paper in the main colour, or in ink if that is too light.
    pub(super) accent: Colour,
}

/// The theme's part in a look: whether it is centred and bold, the leading, the style, the paper.
type ThemeLook = (bool, bool, i32, CoverStyle, Colour);

/// Returns the part of a theme by name, or that of `classic` for an unknown one.
fn theme_look(theme: &str) -> ThemeLook {
    match theme {
        "essay" => (false, false, 1090, CoverStyle::Rules, Colour { r: 0xf8, g: 0xf6, b: 0xf0 }),
        "technical" => (false, true, 1060, CoverStyle::Field, Colour { r: 0xf3, g: 0xf4, b: 0xf4 }),
        "novel" => (true, false, 1100, CoverStyle::Band, Colour { r: 0xf7, g: 0xf3, b: 0xea }),
        "poetry" => (true, false, 1120, CoverStyle::Rules, Colour { r: 0xf5, g: 0xf2, b: 0xeb }),
        "large-print" => (false, true, 1080, CoverStyle::Band, Colour { r: 0xff, g: 0xff, b: 0xff }),
        _ => (true, false, 1100, CoverStyle::Plate, Colour { r: 0xf6, g: 0xf1, b: 0xe6 }),
    }
}

impl<'a> Look<'a> {
    /// Returns the look of a cover in a theme.
    pub(super) fn of(
        theme: &str,
        options: &CoverOptions,
        title: &str,
        family: &'a str,
        small_caps: bool,
    ) -> Self {
        let (is_centred, is_bold, title_leading, style, paper) = theme_look(theme);
        let of_image = options.image.as_ref().map(|_| CoverStyle::Picture);
        let style = options.style.or(of_image).unwrap_or(style);
        let colours = CoverColours::of(options.colour.unwrap_or_else(|| derived_colour(title)), paper);
        Self { family, small_caps, is_centred, is_bold, title_leading, style, colours }
    }

    pub(super) fn title(&self) -> Lettering<'a> {
        Lettering { bold: self.is_bold, ..self.plain() }
    }

    pub(super) fn subtitle(&self) -> Lettering<'a> {
        Lettering { italic: !self.is_bold, ..self.plain() }
    }

    pub(super) fn author(&self) -> Lettering<'a> {
        self.plain()
    }

    /// Returns the lettering of the series and the publisher.
    pub(super) fn small(&self) -> Lettering<'a> {
        let tracking = if self.small_caps { 60 } else { 20 };
        Lettering { small_caps: self.small_caps, tracking, ..self.plain() }
    }

    pub(super) fn plain(&self) -> Lettering<'a> {
        Lettering { family: self.family, bold: false, italic: false, small_caps: false, tracking: 0 }
    }
}

impl CoverColours {
    fn of(ground: Colour, paper: Colour) -> Self {
        let letters = letters_on(ground);
        // Away from the letters, so that the contrast only grows.
        let is_light = contrast(letters, WHITE) < contrast(letters, Colour::BLACK);
        let away = if is_light { Colour::BLACK } else { WHITE };
        let ink = letters_on(paper);
        Self {
            ground,
            letters,
            shade: mix(ground, away, 22),
            line: mix(ground, letters, 45),
            paper,
            ink,
            accent: readable(ground, paper),
        }
    }

    /// Returns the tint over a picture: the colour that the author chose, else a dark tone of the derived one.
    pub(super) fn tint(&self, is_chosen: bool) -> Colour {
        if is_chosen { self.ground } else { mix(self.ground, Colour::BLACK, 55) }
    }
}

/// Returns the opacity, in thousandths, at which a colour over any of some tones is a ground for letters.
/// It is 1000 if no lower one is enough.
pub(super) fn tint_opacity(tint: Colour, letters: Colour, tones: &[Colour]) -> i32 {
    // Compressing and drawing the picture changes its tones a little.
    const WANTED: u64 = MIN_CONTRAST + 400;
    let is_enough =
        |percent: &u32| tones.iter().all(|tone| contrast(letters, mix(*tone, tint, *percent)) >= WANTED);
    (0..=100_u32).find(is_enough).map_or(1000, |percent| i32::try_from(percent * 10).unwrap_or(1000))
}

/// Returns a muted colour derived from the title. White text on each has a contrast above 7 (WCAG 1.4.6).
fn derived_colour(title: &str) -> Colour {
    const COLOURS: [u32; 8] =
        [0x1f_3a_57, 0x6b_23_2a, 0x24_4a_38, 0x45_30_5c, 0x5a_42_1c, 0x17_4a_52, 0x3a_3f_46, 0x7a_33_1d];
    let sum = title.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 1_000_003);
    let [_, r, g, b] = COLOURS[sum % COLOURS.len()].to_be_bytes();
    Colour { r, g, b }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn letters_are_readable_in_every_pair(r: u8, g: u8, b: u8) {
            for theme in ["classic", "essay", "technical", "novel", "poetry", "large-print"] {
                let colours = CoverColours::of(Colour { r, g, b }, theme_look(theme).4);
                let pairs = [
                    (colours.letters, colours.ground),
                    (colours.letters, colours.shade),
                    (colours.ink, colours.paper),
                    (colours.accent, colours.paper),
                ];
                for (letters, ground) in pairs {
                    proptest::prop_assert!(contrast(letters, ground) >= MIN_CONTRAST, "{:?}", (letters, ground));
                }
            }
        }

        #[test]
        fn letters_are_readable_on_every_tinted_picture(tint: [u8; 3], tone: [u8; 3]) {
            let [tint, tone] = [tint, tone].map(|[r, g, b]| Colour { r, g, b });
            let letters = letters_on(tint);
            let opacity = tint_opacity(tint, letters, &[tone, WHITE, Colour::BLACK]);
            let percent = u32::try_from(opacity / 10).expect("positive");
            proptest::prop_assert!(contrast(letters, mix(tone, tint, percent)) >= MIN_CONTRAST);
        }
    }

    #[test]
    fn derived_colours_are_dark() {
        for title in ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "Moby-Dick"] {
            assert!(contrast(WHITE, derived_colour(title)) >= 7_000, "{title}");
        }
    }
}
