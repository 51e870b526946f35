//! From a theme and the author's wishes to a design.

use super::decided::Decided;
use super::judge::{LEAST_MARGIN, judge};
use super::page::PageDesign;
use super::role::Styles;
use super::style::Family;
use super::theme::{Theme, themes};
use super::{Design, LeadIn, Microtype, RunningHeads, Spec};
use crate::diag::{Code, Diagnostic, Outcome, Spanned, did_you_mean};
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::project::design::{Key, Value};
use crate::project::{DesignWishes, MicroWishes};
use crate::units::{Length, Size};

/// A page needs this much for text, in ems and lines.
const LEAST_EMS: i64 = 8;
const LEAST_LINES: i64 = 6;
/// The width of a section's number with its gap, in ems.
const NUMBER_EMS: i64 = 4;

/// Settles a design: the theme, and over it the author's wishes.
pub fn specify(wishes: &DesignWishes, lang: &LangTag, fonts: &Library) -> Outcome<Design> {
    let mut sink = Vec::new();
    let sheet = &theme(wishes.theme.as_ref(), &mut sink).sheet;
    let all = wishes.clone().over(sheet);
    let (em, line) = grid(wishes, sheet);
    let mut decided = Decided { all: &all, em, line, measure: Length::ZERO };
    let page = page(wishes, &decided, &mut sink);
    decided.measure = page.measure;

    let mut families = Families { fonts, sink: &mut sink, all: &all };
    let text_family = families.of(Key::of("text", "family"), sheet, "");
    let heading_family = families.of(Key::of("heading", "family"), sheet, &text_family);
    let code_family = families.of(Key::of("code", "family"), sheet, &text_family);
    let mut own_families = Vec::new();
    let styles = Styles::of(&decided, lang, |key, name| families.own(key, name, &mut own_families));
    let page = PageDesign {
        note_gap: decided.down("notes", "gap"),
        note_rule: decided.down("notes", "rule"),
        note_rule_width: decided.across("notes", "rule-width"),
        ..page
    };
    let mut spec = Spec::of(&decided);
    // Numbers hang where they leave the edge of the page free.
    spec.headings.hang &= page.inner.min(page.outer) >= LEAST_MARGIN + em * NUMBER_EMS;
    let design = Design {
        page,
        text_family,
        heading_family,
        code_family,
        own_families,
        text_size: em,
        leading: line,
        lang: lang.clone(),
        micro: microtype(wishes.microtypography),
        styles,
        spec,
        heads: RunningHeads::of(all.running_heads),
        lead: LeadIn::of(all.opening),
    };
    sink.extend(judge(&design, wishes, fonts));
    Outcome::new(design, sink)
}

/// Whether the wishes ask for numbered sections, by their theme or by their own word.
pub fn numbers_sections(wishes: &DesignWishes) -> bool {
    let sheet = &theme(wishes.theme.as_ref(), &mut Vec::new()).sheet;
    let key = Key::of("headings", "numbers");
    wishes.value(key).or_else(|| sheet.value(key)) == Some(&Value::Flag(true))
}

/// Size and leading of the text. A size without a leading keeps the theme's proportion of the two.
fn grid(wishes: &DesignWishes, sheet: &DesignWishes) -> (Length, Length) {
    let (size, leading) = (Key::of("text", "size"), Key::of("text", "leading"));
    let amount = |wishes: &DesignWishes, key, em| match wishes.value(key) {
        Some(Value::Amount(amount)) => Some(amount.resolve(em, em, em)),
        _ => None,
    };
    let of_theme = amount(sheet, size, Length::ZERO).unwrap_or_default();
    let em = amount(wishes, size, of_theme).unwrap_or(of_theme);
    let line_of_theme = amount(sheet, leading, of_theme).unwrap_or_default();
    let line = amount(wishes, leading, em)
        .unwrap_or_else(|| line_of_theme.ratio(em.to_sp(), of_theme.to_sp().max(1)));
    (em, line)
}

fn microtype(wishes: Option<MicroWishes>) -> Microtype {
    let (wishes, fine) = (wishes.unwrap_or_default(), Microtype::FINE);
    Microtype {
        protrusion: wishes.protrusion.unwrap_or(fine.protrusion),
        expansion: wishes.expansion.unwrap_or(fine.expansion),
        tracking: wishes.tracking.unwrap_or(fine.tracking),
    }
}

fn theme(wish: Option<&Spanned<String>>, sink: &mut Vec<Diagnostic>) -> &'static Theme {
    let (themes, Some(wish)) = (themes(), wish) else { return &themes()[0] };
    if let Some(theme) = themes.iter().find(|theme| theme.name == wish.value) {
        return theme;
    }
    let names: Vec<&str> = themes.iter().map(|theme| theme.name).collect();
    let diagnostic =
        Diagnostic::new(Code::InvalidValue, wish.span, format!("unknown theme `{}`", wish.value));
    sink.push(diagnostic.help(suggest(&wish.value, &names)));
    &themes[0]
}

/// Looks families up, and tells of those that are not there.
struct Families<'a> {
    fonts: &'a Library,
    sink: &'a mut Vec<Diagnostic>,
    all: &'a DesignWishes,
}

impl Families<'_> {
    /// The family under a key; the theme's where there is none of that name.
    fn of(&mut self, key: Key, sheet: &DesignWishes, otherwise: &str) -> String {
        let name = |wishes: &DesignWishes| match wishes.value(key) {
            Some(Value::Text(name)) => Some(name.clone()),
            _ => None,
        };
        let wanted = name(self.all).filter(|name| self.is_there(key, name));
        wanted.or_else(|| name(sheet)).unwrap_or_else(|| otherwise.to_owned())
    }

    /// A family that a style alone asks for; that of the text where there is none of its name.
    fn own(&mut self, key: Key, name: &str, known: &mut Vec<String>) -> Family {
        if let Some(at) = known.iter().position(|family| family == name) {
            return u8::try_from(at).map_or(Family::Text, Family::Own);
        }
        if !self.is_there(key, name) {
            return Family::Text;
        }
        known.push(name.to_owned());
        u8::try_from(known.len() - 1).map_or(Family::Text, Family::Own)
    }

    fn is_there(&mut self, key: Key, name: &str) -> bool {
        if self.fonts.find(name, false, false).is_some() {
            return true;
        }
        let message = format!("no font family `{name}`");
        let diagnostic = Diagnostic::new(Code::UnknownFamily, self.all.place(key), message);
        self.sink.push(
            diagnostic
                .help(suggest(name, &self.fonts.families()))
                .help("a family of your own is named under `design: fonts:` by its files"),
        );
        false
    }
}

fn suggest(typed: &str, known: &[&str]) -> String {
    match did_you_mean(typed, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => "no font is bundled with this build of Pressmark".to_owned(),
        None => format!("there are: {}", known.join(", ")),
    }
}

/// The page; what stands at its foot is left to the caller.
fn page(wishes: &DesignWishes, decided: &Decided<'_>, sink: &mut Vec<Diagnostic>) -> PageDesign {
    let (size, leading) = (decided.em, decided.line);
    let (width, height) = decided.all.trim.as_ref().map(|trim| trim.value).unwrap_or_default();
    let trim = Size::new(width, height);
    let margin = |name, whole| decided.of("margins", name, size, whole);
    let (mut inner, mut outer) = (margin("inner", trim.width), margin("outer", trim.width));
    let (top, bottom) = (margin("top", trim.height), margin("bottom", trim.height));
    let wished = |name| wishes.value(Key::of("margins", name)).is_some();
    if !wished("inner") && !wished("outer") {
        // On a wide page the margins take what would make lines too long, two to three.
        let longest = decided.of("text", "longest", size, trim.width);
        let excess = (trim.width - inner - outer - longest).max(Length::ZERO);
        inner += excess.ratio(2, 5);
        outer += excess - excess.ratio(2, 5);
    }
    let measure = trim.width - inner - outer;
    let fits = (trim.height - top - bottom).to_sp() / leading.to_sp().max(1);
    let wanted = i64::from(decided.count("text", "lines"));
    let lines = if wanted > 0 { wanted } else { fits };
    let most = (trim.height - top).to_sp() / leading.to_sp().max(1);
    if measure < size * LEAST_EMS || fits < LEAST_LINES || lines > most {
        let message = format!(
            "a page of {} by {} pt has no room for text of {size} pt within its margins",
            trim.width, trim.height
        );
        let places = [("text", "lines"), ("margins", "inner"), ("margins", "outer"), ("margins", "top")];
        let place = places.iter().find_map(|(group, name)| wishes.place(Key::of(group, name)));
        let place = place.or_else(|| wishes.trim.as_ref().and_then(|trim| trim.span));
        sink.push(
            Diagnostic::new(Code::TextAreaTooSmall, place, message)
                .help("make the trim larger, or the margins or the type smaller"),
        );
    }
    let lines = u16::try_from(lines.clamp(LEAST_LINES, 1000)).unwrap_or(u16::MAX);
    PageDesign {
        trim,
        inner,
        outer,
        top,
        // What is left over below a whole number of lines is added to the foot.
        bottom: trim.height - top - leading * i64::from(lines),
        measure: measure.max(size * LEAST_EMS),
        lines,
        head_baseline: decided.of("head", "height", size, top),
        folio_baseline: trim.height - decided.of("folio", "height", size, bottom),
        note_gap: leading,
        note_rule: Length::ZERO,
        note_rule_width: Length::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::design::Amount;

    fn design(wishes: &DesignWishes) -> Outcome<Design> {
        specify(wishes, &LangTag::english(), &Library::bundled())
    }

    fn wish(trim: Option<(i64, i64)>) -> DesignWishes {
        let pages = trim.map(|(width, height)| Spanned::new((Length::pt(width), Length::pt(height)), None));
        DesignWishes { trim: pages, ..DesignWishes::default() }
    }

    #[test]
    fn the_classic_page_has_some_65_characters_and_whole_lines() {
        let page = design(&wish(None)).value.page;
        assert_eq!(page.trim.height, page.top + page.bottom + Length::pt(14) * i64::from(page.lines));
        assert!((Length::pt(280)..Length::pt(305)).contains(&page.measure), "{:?}", page.measure);
        assert!(page.head_baseline < page.top && page.folio_baseline > page.trim.height - page.bottom);
    }

    #[test]
    fn a_wide_page_does_not_get_long_lines() {
        let page = design(&wish(Some((595, 842)))).value.page;
        assert!(page.measure <= Length::milli_pt(10_500) * 28 + Length::pt(1));
        assert_eq!(page.measure, page.trim.width - page.inner - page.outer);
    }

    #[test]
    fn a_size_without_a_leading_keeps_the_proportion_of_the_theme() {
        let mut wishes = wish(None);
        let size = Value::Amount(Amount::Length(Length::pt(12)));
        wishes.values.insert(Key::of("text", "size"), Spanned::new(size, None));
        assert_eq!(design(&wishes).value.leading, Length::pt(16));
    }

    #[test]
    fn what_is_not_there_is_named_with_what_is() {
        let text = |text: &str| Spanned::new(Value::Text(text.to_owned()), None);
        let mut wishes = wish(Some((60, 60)));
        wishes.theme = Some(Spanned::new("clasic".to_owned(), None));
        wishes.values.insert(Key::of("text", "family"), text("Source Sans"));
        wishes.values.insert(Key::of("styles.quote", "family"), text("Garamond"));
        let outcome = design(&wishes);
        let told: Vec<_> = outcome.diagnostics.iter().map(|d| (d.code.id(), d.help[0].as_str())).collect();
        assert_eq!(told[0], ("E0105", "did you mean `classic`?"));
        assert_eq!(told[1].0, "E0505");
        assert_eq!(told[2], ("E0503", "did you mean `Source Sans 3`?"));
        assert_eq!(told[3].0, "E0503");
    }
}
