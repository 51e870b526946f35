//! Pictures: their requested size, and whether they are too large for a line of text.

use super::reference::Target;
use crate::units::{Length, Size};

/// A picture as the manuscript names it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Image {
    /// The path relative to the project's root, with `/`, or a `data:` address that contains the
    /// picture.
    pub path: String,
    /// The alternative text; `None` if the author wrote none, empty for decoration.
    pub alt: Option<String>,
    /// The place of a long description.
    pub details: Option<Target>,
    /// The requested width.
    pub width: Option<PictureLength>,
    /// The requested height.
    pub height: Option<PictureLength>,
}

/// A width or height as the author writes it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PictureLength {
    thousandths: u32,
    unit: PictureUnit,
}

/// The units of [`PictureLength`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum PictureUnit {
    /// Hundredths of the measure, or of the cell.
    Percent,
    /// The size of the text.
    Em,
    /// 1/96 inch, as in CSS.
    Pixel,
    Point,
    Pica,
    Millimetre,
    Centimetre,
    Inch,
}

/// Units by the names that authors and CSS have for them; a number alone counts pixels.
const UNITS: [(&str, PictureUnit); 14] = [
    ("%", PictureUnit::Percent),
    ("em", PictureUnit::Em),
    ("rem", PictureUnit::Em),
    ("px", PictureUnit::Pixel),
    ("", PictureUnit::Pixel),
    ("pt", PictureUnit::Point),
    ("pc", PictureUnit::Pica),
    ("mm", PictureUnit::Millimetre),
    ("cm", PictureUnit::Centimetre),
    ("in", PictureUnit::Inch),
    ("inch", PictureUnit::Inch),
    ("\\textwidth", PictureUnit::Percent),
    ("\\linewidth", PictureUnit::Percent),
    ("vw", PictureUnit::Percent),
];

/// The size and measure of the text that decide whether a picture fits into a line. They are those of a
/// common page, so that the decision is the same in both books and every design.
const EM: Length = Length::pt(12);
const MEASURE: Length = Length::pt(312);
/// The maximum height of a picture set within a line of text, in ems.
const TALLEST_IN_LINE: i64 = 3;
/// The height to which a picture in the line is reduced if no size is requested, in ems.
const REDUCED: i64 = 2;

impl PictureLength {
    /// Returns a length in points.
    pub fn points(length: Length) -> Self {
        let thousandths = u32::try_from(length.to_milli_pt().max(0)).unwrap_or(u32::MAX);
        Self { thousandths, unit: PictureUnit::Point }
    }

    /// Parses `80%`, `12cm`, `300px`, `300`, `20em` and similar lengths. A share above 100% is 100%.
    ///
    /// Returns `None` if the text is not a length above zero.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches("!important").trim_end();
        let split = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
        let (number, name) = (&text[..split], text[split..].trim().to_ascii_lowercase());
        let unit = UNITS.iter().find(|(known, _)| *known == name)?.1;
        let number = thousandths(number)?;
        let is_share_of_one = name.starts_with('\\');
        let number = if is_share_of_one { number.checked_mul(100)? } else { number };
        let number = if unit == PictureUnit::Percent { number.min(100_000) } else { number };
        (number > 0).then_some(Self { thousandths: number, unit })
    }

    /// Returns whether it is a share of the available width.
    pub fn is_share(self) -> bool {
        self.unit == PictureUnit::Percent
    }

    /// Returns the length; `whole` is the available width, and `em` the size of the text.
    pub fn resolve(self, whole: Length, em: Length) -> Length {
        let of = |unit: Length| unit.ratio(i64::from(self.thousandths), 1000);
        match self.unit {
            PictureUnit::Percent => whole.ratio(i64::from(self.thousandths), 100_000),
            PictureUnit::Em => of(em),
            PictureUnit::Pixel => of(Length::milli_pt(750)),
            PictureUnit::Point => of(Length::pt(1)),
            PictureUnit::Pica => of(Length::pt(12)),
            PictureUnit::Millimetre => of(Length::micrometres(1_000)),
            PictureUnit::Centimetre => of(Length::micrometres(10_000)),
            PictureUnit::Inch => of(Length::pt(72)),
        }
    }

    /// Returns the length in thousandths of a common measure.
    pub fn share(self) -> u32 {
        let thousandths = self.resolve(MEASURE, EM).to_sp() * 1000 / MEASURE.to_sp();
        u32::try_from(thousandths).unwrap_or(u32::MAX)
    }

    /// Returns the length as CSS writes it.
    pub fn css(self) -> String {
        let (whole, rest) = (self.thousandths / 1000, self.thousandths % 1000);
        let rest = format!("{rest:03}");
        let rest = rest.trim_end_matches('0');
        let point = if rest.is_empty() { "" } else { "." };
        let unit = UNITS.iter().find(|(_, unit)| *unit == self.unit).map_or("", |(name, _)| name);
        format!("{whole}{point}{rest}{unit}")
    }
}

/// Returns a decimal number in thousandths, with further digits cut off.
fn thousandths(number: &str) -> Option<u32> {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    if (whole.is_empty() && rest.is_empty()) || !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let rest: u32 = format!("{rest:0<3}")[..3].parse().ok()?;
    whole.checked_mul(1000)?.checked_add(rest)
}

impl Image {
    /// Returns a picture without a description and with its natural size.
    pub fn new(path: String) -> Self {
        Self { path, ..Self::default() }
    }

    /// Returns whether it is content, not decoration.
    pub fn is_content(&self) -> bool {
        self.alt.as_deref() != Some("")
    }

    /// Returns the path for messages; for a `data:` address only its type.
    pub fn shown_path(&self) -> &str {
        shown_path(&self.path)
    }

    /// Returns the requested size, in the picture's own proportions; a width and a height together are
    /// limits. Returns `None` if neither is set.
    pub fn asked(&self, natural: Size, whole: Length, em: Length) -> Option<Size> {
        let (across, down) = (natural.width.to_sp().max(1), natural.height.to_sp().max(1));
        let by_width = |width: Length| Size::new(width, width.ratio(down, across));
        let by_height = |height: Length| Size::new(height.ratio(across, down), height);
        let width = self.width.map(|width| by_width(width.resolve(whole, em)));
        let height = self.height.map(|height| by_height(height.resolve(whole, em)));
        match (width, height) {
            (Some(width), Some(height)) => Some(if width.width <= height.width { width } else { height }),
            (one, other) => one.or(other),
        }
    }

    /// Returns whether it is too large for a line of text, by its natural or its requested size.
    pub fn is_apart(&self, natural: Size) -> bool {
        self.asked(natural, MEASURE, EM).unwrap_or(natural).height > EM * TALLEST_IN_LINE
    }

    /// Returns the size in a line of text: the requested size, or else its natural size, limited to two
    /// lines.
    pub fn in_line(&self, natural: Size, whole: Length, em: Length) -> Size {
        let limit = natural.height.min(em * REDUCED);
        let reduced = Self { height: Some(PictureLength::points(limit)), ..Self::default() };
        let own = || reduced.asked(natural, whole, em).unwrap_or(natural);
        within(self.asked(natural, whole, em).unwrap_or_else(own), whole)
    }
}

/// Returns the path of a picture for messages; for a `data:` address only its type.
pub fn shown_path(path: &str) -> &str {
    let is_data = path.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if is_data { path.split([';', ',']).next().unwrap_or(path) } else { path }
}

/// Returns a size no wider than `room`, in the same proportions.
pub fn within(size: Size, room: Length) -> Size {
    if size.width <= room {
        return size;
    }
    Size::new(room, room.ratio(size.height.to_sp(), size.width.to_sp().max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Option<Length> {
        PictureLength::parse(text).map(|length| length.resolve(Length::pt(200), Length::pt(10)))
    }

    #[test]
    fn lengths_are_read_in_every_unit() {
        let found = ["80%", "33.3 %", "120%", "96", "96px", "1in", "2.54cm", "25.4mm", "6pc", ".5em", "2rem"];
        let points =
            [160_000, 66_600, 200_000, 72_000, 72_000, 72_000, 72_000, 72_000, 72_000, 5_000, 20_000];
        assert_eq!(found.map(|text| length(text).map(Length::to_milli_pt)), points.map(Some));
        assert_eq!(length("0.5\\textwidth"), Some(Length::pt(100)));
        for text in ["", "0", "0%", "x", "5 furlongs", "-3cm", "1.2.3", "%", "99999999999"] {
            assert_eq!(length(text), None, "{text}");
        }
        assert_eq!(PictureLength::parse("33.30 %").map(PictureLength::css).as_deref(), Some("33.3%"));
        assert_eq!(PictureLength::parse("300").map(PictureLength::css).as_deref(), Some("300px"));
    }

    #[test]
    fn a_picture_keeps_its_shape_within_width_and_height() {
        let natural = Size::new(Length::pt(600), Length::pt(300));
        let asked = |width: &str, height: &str| {
            let image = Image {
                width: PictureLength::parse(width),
                height: PictureLength::parse(height),
                ..Image::default()
            };
            image.asked(natural, Length::pt(200), Length::pt(10)).map(|size| size.width)
        };
        assert_eq!(asked("", ""), None);
        assert_eq!(asked("50%", ""), Some(Length::pt(100)));
        assert_eq!(asked("", "20pt"), Some(Length::pt(40)));
        assert_eq!(asked("50%", "20pt"), Some(Length::pt(40)));
    }

    #[test]
    fn messages_show_the_type_of_a_data_address_alone() {
        assert_eq!(shown_path("data:image/png;base64,AAAA"), "data:image/png");
        assert_eq!(shown_path("images/a;b.png"), "images/a;b.png");
    }
}
