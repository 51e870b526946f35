//! From a theme and the author's wishes to a design.

use super::judge::judge;
use super::page::PageDesign;
use super::{Design, LeadIn, Microtype, RunningHeads};
use crate::diag::{Code, Diagnostic, Outcome, Spanned, did_you_mean};
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::project::{DesignWishes, Margins, MicroWishes};
use crate::units::{Length, Size};

/// A look that settles what the author leaves open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// Literature: one serif family, centred chapter openings.
    Classic,
    /// Non-fiction: larger type, headings to the left.
    Essay,
    /// Manuals: headings in sans, more of them, a wider page.
    Technical,
}

const THEMES: [(&str, Theme); 3] =
    [("classic", Theme::Classic), ("essay", Theme::Essay), ("technical", Theme::Technical)];

/// What a theme settles: trim, size and leading of the text.
struct Sheet {
    trim: Size,
    size: Length,
    leading: Length,
    heading: &'static str,
}

const SERIF: &str = "Libertinus Serif";
const SANS: &str = "Source Sans 3";
const MONO: &str = "Source Code Pro";

/// Margins as thousandths of the trim's width (inner, outer) and height (top, bottom), for a page
/// whose text stands about in the proportions of the page itself, as in the canons that Jan
/// Tschichold measured, though with the narrower margins of a bound book of today.
const INNER: i64 = 138;
const OUTER: i64 = 122;
const TOP: i64 = 96;
const BOTTOM: i64 = 104;
/// The longest line by itself, in ems: about 68 characters (Bringhurst 2.1.2 has 75 for the most).
const WIDEST_EMS: i64 = 28;
/// A page needs this much for text, in ems and lines.
const LEAST_EMS: i64 = 8;
const LEAST_LINES: i64 = 6;
/// Where the running head and the folio stand, in thousandths of their margins.
const HEAD_IN_TOP: i64 = 640;
const FOLIO_IN_BOTTOM: i64 = 440;

impl Theme {
    fn sheet(self) -> Sheet {
        let octavo = Size::new(Length::pt(396), Length::pt(612));
        let (size, leading) = (Length::milli_pt(10_500), Length::pt(14));
        match self {
            Self::Classic => Sheet { trim: octavo, size, leading, heading: SERIF },
            Self::Essay => {
                Sheet { trim: octavo, size: Length::pt(11), leading: Length::pt(15), heading: SERIF }
            }
            Self::Technical => Sheet {
                trim: Size::new(Length::pt(432), Length::pt(648)),
                size: Length::pt(10),
                leading: Length::pt(14),
                heading: SANS,
            },
        }
    }
}

/// Settles a design: the theme, and over it the author's wishes.
pub fn specify(wishes: &DesignWishes, lang: &LangTag, fonts: &Library) -> Outcome<Design> {
    let mut sink = Vec::new();
    let theme = theme(wishes.theme.as_ref(), &mut sink);
    let sheet = theme.sheet();
    let text_size = wishes.text_size.unwrap_or(sheet.size);
    // A size without a leading keeps the theme's proportion of the two.
    let by_size = text_size.ratio(sheet.leading.to_sp(), sheet.size.to_sp());
    let leading = wishes.leading.unwrap_or(if wishes.text_size.is_some() { by_size } else { sheet.leading });
    let text_family = family(wishes.text_family.as_ref(), SERIF, fonts, &mut sink);
    let heading = if sheet.heading == SERIF { text_family.clone() } else { sheet.heading.to_owned() };
    let trim = wishes.trim.map_or(sheet.trim, |(width, height)| Size::new(width, height));
    let page = page(trim, wishes.margins, text_size, leading, &mut sink);
    let design = Design {
        theme,
        page,
        heading_family: family(wishes.heading_family.as_ref(), &heading, fonts, &mut sink),
        code_family: family(wishes.code_family.as_ref(), MONO, fonts, &mut sink),
        text_family,
        text_size,
        leading,
        lang: lang.clone(),
        micro: microtype(wishes.microtypography),
        heads: RunningHeads::of(theme, wishes.running_heads),
        lead: LeadIn::new(theme, wishes.opening),
    };
    sink.extend(judge(&design, wishes, fonts));
    Outcome::new(design, sink)
}

fn microtype(wishes: Option<MicroWishes>) -> Microtype {
    let (wishes, fine) = (wishes.unwrap_or_default(), Microtype::FINE);
    Microtype {
        protrusion: wishes.protrusion.unwrap_or(fine.protrusion),
        expansion: wishes.expansion.unwrap_or(fine.expansion),
        tracking: wishes.tracking.unwrap_or(fine.tracking),
    }
}

fn theme(wish: Option<&Spanned<String>>, sink: &mut Vec<Diagnostic>) -> Theme {
    let Some(wish) = wish else { return Theme::Classic };
    if let Some((_, theme)) = THEMES.iter().find(|(name, _)| *name == wish.value) {
        return *theme;
    }
    let names = THEMES.map(|(name, _)| name);
    let diagnostic =
        Diagnostic::new(Code::InvalidValue, wish.span, format!("unknown theme `{}`", wish.value));
    sink.push(diagnostic.help(suggest(&wish.value, &names)));
    Theme::Classic
}

fn family(
    wish: Option<&Spanned<String>>,
    otherwise: &str,
    fonts: &Library,
    sink: &mut Vec<Diagnostic>,
) -> String {
    let Some(wish) = wish else { return otherwise.to_owned() };
    if fonts.find(&wish.value, false, false).is_none() {
        let message = format!("no font family `{}`", wish.value);
        let diagnostic = Diagnostic::new(Code::UnknownFamily, wish.span, message);
        sink.push(
            diagnostic
                .help(suggest(&wish.value, &fonts.families()))
                .help("a family of your own is named under `design: fonts:` by its files"),
        );
        return otherwise.to_owned();
    }
    wish.value.clone()
}

fn suggest(typed: &str, known: &[&str]) -> String {
    match did_you_mean(typed, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    }
}

fn page(
    trim: Size,
    wishes: Option<Margins>,
    size: Length,
    leading: Length,
    sink: &mut Vec<Diagnostic>,
) -> PageDesign {
    let wishes = wishes.unwrap_or_default();
    let mut inner = wishes.inner.unwrap_or_else(|| trim.width.ratio(INNER, 1000));
    let mut outer = wishes.outer.unwrap_or_else(|| trim.width.ratio(OUTER, 1000));
    let top = wishes.top.unwrap_or_else(|| trim.height.ratio(TOP, 1000));
    let bottom = wishes.bottom.unwrap_or_else(|| trim.height.ratio(BOTTOM, 1000));
    if wishes.inner.is_none() && wishes.outer.is_none() {
        // On a wide page the margins take what would make lines too long, two to three.
        let excess = (trim.width - inner - outer - size * WIDEST_EMS).max(Length::ZERO);
        inner += excess.ratio(2, 5);
        outer += excess - excess.ratio(2, 5);
    }
    let measure = trim.width - inner - outer;
    let fits = (trim.height - top - bottom).to_sp() / leading.to_sp().max(1);
    if measure < size * LEAST_EMS || fits < LEAST_LINES {
        let message = format!(
            "a page of {} by {} pt has no room for text of {size} pt within its margins",
            trim.width, trim.height
        );
        sink.push(
            Diagnostic::new(Code::TextAreaTooSmall, None, message)
                .help("make the trim larger, or the margins or the type smaller"),
        );
    }
    let lines = u16::try_from(fits.clamp(LEAST_LINES, 1000)).unwrap_or(u16::MAX);
    PageDesign {
        trim,
        inner,
        outer,
        top,
        // What is left over below a whole number of lines is added to the foot.
        bottom: trim.height - top - leading * i64::from(lines),
        measure: measure.max(size * LEAST_EMS),
        lines,
        head_baseline: top.ratio(HEAD_IN_TOP, 1000),
        folio_baseline: trim.height - bottom.ratio(FOLIO_IN_BOTTOM, 1000),
        note_gap: leading,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design(wishes: &DesignWishes) -> Outcome<Design> {
        specify(wishes, &LangTag::english(), &Library::bundled())
    }

    #[test]
    fn the_classic_page_has_some_65_characters_and_whole_lines() {
        let page = design(&DesignWishes::default()).value.page;
        assert_eq!(page.trim.height, page.top + page.bottom + Length::pt(14) * i64::from(page.lines));
        assert!((Length::pt(280)..Length::pt(305)).contains(&page.measure), "{:?}", page.measure);
        assert!(page.head_baseline < page.top && page.folio_baseline > page.trim.height - page.bottom);
    }

    #[test]
    fn a_wide_page_does_not_get_long_lines() {
        let a4 = DesignWishes { trim: Some((Length::pt(595), Length::pt(842))), ..DesignWishes::default() };
        let page = design(&a4).value.page;
        assert!(page.measure <= Length::milli_pt(10_500) * WIDEST_EMS + Length::pt(1));
        assert_eq!(page.measure, page.trim.width - page.inner - page.outer);
    }

    #[test]
    fn what_is_not_there_is_named_with_what_is() {
        let wish = |text: &str| Some(Spanned::new(text.to_owned(), None));
        let wishes = DesignWishes {
            theme: wish("clasic"),
            text_family: wish("Source Sans"),
            trim: Some((Length::pt(60), Length::pt(60))),
            ..DesignWishes::default()
        };
        let outcome = design(&wishes);
        let told: Vec<_> = outcome.diagnostics.iter().map(|d| (d.code.id(), d.help[0].as_str())).collect();
        assert_eq!(told[0], ("E0105", "did you mean `classic`?"));
        assert_eq!(told[1], ("E0503", "did you mean `Source Sans 3`?"));
        assert_eq!(told[2].0, "E0505");
    }
}
