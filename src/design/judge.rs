//! What a typographer would say of a design: measure, leading and margins by the ranges of R. Bringhurst,
//! *The Elements of Typographic Style* (version 3.2, sections 2.1.2 and 2.2.1).
//!
//! Only what was asked for is judged: a theme keeps within the ranges by itself.

use super::Design;
use crate::diag::{Code, Diagnostic};
use crate::fonts::Library;
use crate::project::DesignWishes;
use crate::units::Length;

/// Characters in a line of a single column; 66 is ideal.
const CHARACTERS: std::ops::RangeInclusive<i64> = 45..=75;
/// The leading, in thousandths of the size: 120 % to 145 %, with some room for large faces and small.
const LEADING: std::ops::RangeInclusive<i64> = 1100..=1500;
/// What a page has to keep free at its edges, so that neither thumb nor knife takes of the text: three
/// eighths of an inch.
const LEAST_MARGIN: Length = Length::milli_pt(27_000);
/// English letters and blanks about as often as they come in eighty characters of running text.
const FREQUENCIES: &str =
    "                  eeeeeeeeeetttttttaaaaaaooooooiiiiiinnnnnnsssssrrrrrhhhhhlllddduuccmmfywgpbvk,.";

/// The warnings that a design deserves.
pub(super) fn judge(design: &Design, wishes: &DesignWishes, fonts: &Library) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut tell = |message: String, help: &str| {
        told.push(Diagnostic::new(Code::UnusualDesign, None, message).help(help));
    };
    let page = wishes.trim.is_some() || wishes.margins.is_some();
    let characters = characters(design, fonts);
    if (page || wishes.text_size.is_some()) && characters.is_some_and(|count| !CHARACTERS.contains(&count)) {
        let count = characters.unwrap_or_default();
        tell(
            format!(
                "a line holds about {count} characters; {} to {} read well",
                CHARACTERS.start(),
                CHARACTERS.end()
            ),
            "`design.margins`, `design.trim` and `design.text.size` settle the measure",
        );
    }
    let leading = design.leading.to_sp() * 1000 / design.text_size.to_sp().max(1);
    if wishes.leading.is_some() && !LEADING.contains(&leading) {
        tell(
            format!(
                "a leading of {} pt is {} % of the size; 110 % to 150 % reads well",
                design.leading,
                leading / 10
            ),
            "`design.text.leading` is the distance from baseline to baseline",
        );
    }
    let margins = [
        ("inner", design.page.inner),
        ("outer", design.page.outer),
        ("top", design.page.top),
        ("bottom", design.page.bottom),
    ];
    for (name, margin) in margins.into_iter().filter(|(_, margin)| page && *margin < LEAST_MARGIN) {
        tell(
            format!(
                "the {name} margin is {margin} pt; less than {LEAST_MARGIN} pt is in the way of thumb and knife"
            ),
            "leave `design.margins` out, and they follow the page",
        );
    }
    told
}

/// How many characters of running text a line holds on the average.
fn characters(design: &Design, fonts: &Library) -> Option<i64> {
    let face = fonts.face(fonts.find(&design.text_family, false, false)?);
    let widths =
        FREQUENCIES.chars().filter_map(|c| face.glyph(c)).map(|glyph| i64::from(face.advance(glyph)));
    let (count, sum) = widths.fold((0, 0), |(count, sum), width| (count + 1, sum + width));
    let of_one = design.text_size.ratio(sum, i64::from(face.metrics.units_per_em) * i64::max(count, 1));
    (count > 0).then(|| design.page.measure.to_sp() / of_one.to_sp().max(1))
}

#[cfg(test)]
mod tests {
    use super::super::specify;
    use super::*;
    use crate::diag::Spanned;
    use crate::lang::LangTag;
    use crate::project::Margins;

    fn told(wishes: &DesignWishes) -> Vec<String> {
        let outcome = specify(wishes, &LangTag::english(), &Library::bundled());
        outcome.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn the_themes_read_well() {
        let fonts = Library::bundled();
        for theme in ["classic", "essay", "technical"] {
            let wishes =
                DesignWishes { theme: Some(Spanned::new(theme.to_owned(), None)), ..DesignWishes::default() };
            let design = specify(&wishes, &LangTag::english(), &fonts).value;
            let count = characters(&design, &fonts).expect("a face with letters");
            assert!((60..=70).contains(&count), "{theme}: {count}");
        }
    }

    #[test]
    fn long_lines_set_tight_to_the_edge_are_told() {
        let pt = |value| Some(Length::pt(value));
        let wishes = DesignWishes {
            trim: Some((Length::pt(595), Length::pt(842))),
            margins: Some(Margins { inner: pt(20), outer: pt(60), ..Margins::default() }),
            leading: pt(11),
            ..DesignWishes::default()
        };
        let told = told(&wishes);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("characters") && told[1].contains("leading") && told[2].contains("inner"));
    }
}
