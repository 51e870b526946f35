//! Computes a design from a theme and an author's options.

use super::judge::{MAX_ORNAMENT_LINES, MIN_MARGIN, judge};
use super::lines::{self, LineRules};
use super::page::{MarginColumn, PageDesign};
use super::scale::Scale;
use super::scripts;
use super::style::Family;
use super::styles::Styles;
use super::theme::{Theme, themes};
use super::{Design, LeadIn, Microtype, Openings, RunningHeads, Spec};
use crate::diag::{Code, Diagnostic, Outcome, Span, Spanned, did_you_mean};
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::project::design::choices::CaptionPlace;
use crate::project::design::keys::TextOptions;
use crate::project::design::value::{FamilyName, TypeSize};
use crate::project::design::{Amount, DesignOptions, GroupOptions, GroupSettings};
use crate::units::{Colour, Length, Size};
use crate::words::Words;

/// The minimum of a text area: its width in ems, its height in lines.
const MIN_EMS: i64 = 8;
const MIN_LINES: i64 = 6;
/// By how much a page has to be wider for the text to be a quarter of a point larger: 23 mm. The margins take the
/// rest of the width.
const WIDER_STEP: Length = Length::milli_pt(65_197);
/// By how much it has to be narrower for the text to be a quarter of a point smaller: 6 mm. The text loses width to
/// hold as many characters.
const NARROWER_STEP: Length = Length::milli_pt(17_008);
/// The minimum and the maximum width of a column of notes in the margin, in ems of the text: some 20 and 40
/// characters.
const MIN_NOTE_EMS: i64 = 7;
const MAX_NOTE_EMS: i64 = 14;
/// The width of a section's number with its gap, in ems.
const NUMBER_EMS: i64 = 4;

/// The leading of text on a screen, in hundredths of its size. It and [`SCREEN_EMS`] stand in for what a reader
/// chooses, so that indents of lines or shares of the measure keep their proportion, whatever the printed page is.
const SCREEN_LEADING: i64 = 150;
/// The length of a line on a screen, in ems.
pub const SCREEN_EMS: i64 = 30;

/// The step of a leading that follows from the language.
const LEADING_STEP: Length = Length::milli_pt(250);

/// Computes a design from a theme and the author's options, with the gutter for a book of `pages` pages.
pub fn specify(options: &DesignOptions, lang: &LangTag, fonts: &Library, pages: usize) -> Outcome<Design> {
    let mut sink = Vec::new();
    let theme = theme(options.theme.as_ref(), &mut sink);
    let mut settings = options.groups.resolve(&theme.settings);
    if options.groups.text.indent.is_none() {
        settings.text.indent = lines::indent(lang).unwrap_or(settings.text.indent);
    }
    scripts::adapt_settings(&mut settings, &options.groups, lang);
    let mut scale = scale(options, theme, lang);
    let Scale { em, line, .. } = scale;
    let page = page(options, theme, &settings, scale, pages, &mut sink);
    scale.measure = page.measure;

    let mut families = Families { fonts, sink: &mut sink };
    let (given, of_theme) = (&options.groups, &theme.settings);
    let text_family = families.of(given.text.family.as_ref(), &of_theme.text.family, "");
    let heading_family = families.of(given.heading.family.as_ref(), &of_theme.heading.family, &text_family);
    let code_family = families.of(given.code.family.as_ref(), &of_theme.code.family, &text_family);
    let math_family = families.of_formulas(given.math.family.as_ref(), &of_theme.math.family);
    let mut own_families = Vec::new();
    let mut all = options.clone().with_fallback(&theme.sheet);
    scripts::adapt_styles(&mut all.styles, lang);
    if scripts::lacks_small_capitals(lang, [&text_family, &heading_family], fonts) {
        scripts::adapt_small_caps(&mut settings, given, &mut all.styles);
    }
    let options_of_styles = (&all.styles, &all.classes[..]);
    let mut styles = Styles::of(options_of_styles, &settings.text, scale, lang, |name, place| {
        families.own(name, place, &mut own_families)
    });
    let key_family = given
        .inline
        .key_family
        .as_ref()
        .map_or((&of_theme.inline.key_family, None), |family| (&family.value, family.span));
    let key_family = Family::named(&key_family.0.0, key_family.1, &mut |name, place| {
        families.own(name, place, &mut own_families)
    });
    let accent = options.accent.as_ref().map_or(Colour::BLACK, |accent| accent.value);
    styles.paint(accent, &all.styles);
    let screen_line = em.ratio(SCREEN_LEADING, 100);
    let on_screen = Scale { em, line: screen_line, code_line: screen_line, measure: em * SCREEN_EMS };
    // The reader chooses the families.
    let screen = Styles::of(options_of_styles, &settings.text, on_screen, lang, |_, _| Family::Text);
    let column = margin_column(scale, page.outer);
    let page = PageDesign {
        is_mirrored: lang.is_rtl(),
        note_gap: scale.down(settings.notes.gap),
        note_rule: scale.down(settings.notes.rule),
        note_rule_width: scale.across(settings.notes.rule_width),
        note_column: column,
        caption_column: column.filter(|_| settings.captions.place == CaptionPlace::Margin),
        ..page
    };
    let mut spec = Spec::of(&settings, scale, accent, key_family);
    // Numbers hang in the margin only if they leave the edge of the page free.
    spec.headings.hang &= page.inner.min(page.outer) >= MIN_MARGIN + em * NUMBER_EMS;
    let mut design = Design {
        page,
        text_family,
        heading_family,
        code_family,
        math_family,
        own_families,
        text_size: em,
        leading: line,
        lang: lang.clone(),
        words: Words::new(lang.clone()),
        micro: Microtype::of(&settings.microtypography),
        rules: LineRules::of(&settings.text),
        styles,
        screen,
        spec,
        heads: RunningHeads::of(&settings.running_heads),
        lead: LeadIn::of(&settings.opening),
        openings: Openings::of(&settings),
    };
    sink.extend(judge(&design, options, fonts));
    design.spec.ornament_height = design.spec.ornament_height.min(line * MAX_ORNAMENT_LINES);
    Outcome::new(design, sink)
}

/// Returns the size and the leading of the text, which is what its script needs unless the author sets it.
fn scale(options: &DesignOptions, theme: &Theme, lang: &LangTag) -> Scale {
    let (em, of_latin) = grid(options, theme);
    let needed = em.ratio(lines::leading(lang).text, 100).ceil_to(LEADING_STEP);
    let line = if options.groups.text.leading.is_some() { of_latin } else { of_latin.max(needed) };
    Scale { em, line, code_line: of_latin, measure: Length::ZERO }
}

/// Returns the size and the leading of the text in Latin letters. A size without a leading keeps the theme's proportion. If
/// the author sets no size, it follows the width of the page.
fn grid(options: &DesignOptions, theme: &Theme) -> (Length, Length) {
    let resolve = |amount: Amount, em| amount.resolve(em, em, em);
    let theme_size = resolve(theme.settings.text.size.0, Length::ZERO);
    let width = options.trim.as_ref().map_or(theme.trim.0, |trim| trim.value.0);
    let text = &options.groups.text;
    let em = match &text.size {
        Some(size) => resolve(size.value.0, theme_size),
        None => {
            let TextOptions { smallest, largest, .. } = text;
            let settings = &theme.settings.text;
            let bound = |given: &Option<Spanned<TypeSize>>, of_theme: TypeSize| {
                resolve(given.as_ref().map_or(of_theme, |size| size.value).0, theme_size)
            };
            let size = theme_size + size_step(width - theme.trim.0);
            size.max(bound(smallest, settings.smallest)).min(bound(largest, settings.largest))
        }
    };
    let line = match &text.leading {
        Some(leading) => resolve(leading.value.0, em),
        None => {
            let of_theme = resolve(theme.settings.text.leading.0, theme_size);
            of_theme.ratio(em.to_sp(), theme_size.to_sp().max(1))
        }
    };
    (em, line)
}

/// Returns by how much the text of a page is larger that is wider than its theme's by `excess`, or smaller: a
/// quarter of a point for each step, rounded to quarters. The theme limits the sizes to those that are usual.
fn size_step(excess: Length) -> Length {
    let (step, half) = if excess < Length::ZERO {
        (NARROWER_STEP, -NARROWER_STEP / 2)
    } else {
        (WIDER_STEP, WIDER_STEP / 2)
    };
    Length::milli_pt(250) * ((excess + half).to_sp() / step.to_sp())
}

/// Returns the theme with a name. Returns the first theme if no name is set, and also if there is no
/// such theme, which is reported.
pub(super) fn theme(name: Option<&Spanned<String>>, sink: &mut Vec<Diagnostic>) -> &'static Theme {
    let (themes, Some(name)) = (themes(), name) else { return &themes()[0] };
    if let Some(theme) = themes.iter().find(|theme| theme.name == name.value) {
        return theme;
    }
    let names: Vec<&str> = themes.iter().map(|theme| theme.name).collect();
    let diagnostic =
        Diagnostic::new(Code::InvalidValue, name.span, format!("unknown theme `{}`", name.value));
    sink.push(diagnostic.help(suggest(&name.value, &names)));
    &themes[0]
}

/// Resolves the names of families, and reports families that are missing.
struct Families<'a> {
    fonts: &'a Library,
    sink: &'a mut Vec<Diagnostic>,
}

impl Families<'_> {
    /// Returns the family that the author has set. Returns the theme's if there is none or it is
    /// missing; `text` is the family that the word `text` refers to.
    fn of(&mut self, given: Option<&Spanned<FamilyName>>, of_theme: &FamilyName, text: &str) -> String {
        let name = |family: &FamilyName| if family.0 == "text" { text.to_owned() } else { family.0.clone() };
        let (wanted, place) = given.map_or((of_theme, None), |given| (&given.value, given.span));
        let is_text = wanted.0 == "text" && !text.is_empty();
        if is_text || self.is_there(&wanted.0, place) { name(wanted) } else { name(of_theme) }
    }

    /// Returns a family that only a style names, or that of the text if it is missing.
    fn own(&mut self, name: &str, place: Option<Span>, known: &mut Vec<String>) -> Family {
        if let Some(at) = known.iter().position(|family| family == name) {
            return u8::try_from(at).map_or(Family::Text, Family::Own);
        }
        if !self.is_there(name, place) {
            return Family::Text;
        }
        known.push(name.to_owned());
        u8::try_from(known.len() - 1).map_or(Family::Text, Family::Own)
    }

    /// Returns the family of formulas that the author has set. Returns the theme's if it is missing or has no face for
    /// mathematics.
    fn of_formulas(&mut self, given: Option<&Spanned<FamilyName>>, of_theme: &FamilyName) -> String {
        let name = self.of(given, of_theme, "");
        let face = self.fonts.find(&name, false, false).map(|id| self.fonts.face(id));
        if name == of_theme.0 || face.is_none_or(|face| face.math().is_some()) {
            return name;
        }
        let message = format!("`{name}` is no family for formulas: it has no `MATH` table");
        let place = given.and_then(|given| given.span);
        let faces = self.fonts.faces().filter(|(_, face)| face.math().is_some());
        let families: Vec<String> = faces.map(|(_, face)| format!("`{}`", face.family)).collect();
        let help = format!("with such a table there are: {}", families.join(", "));
        self.sink.push(Diagnostic::new(Code::UnknownFamily, place, message).help(help));
        of_theme.0.clone()
    }

    fn is_there(&mut self, name: &str, place: Option<Span>) -> bool {
        if self.fonts.find(name, false, false).is_some() {
            return true;
        }
        let message = format!("no font family `{name}`");
        let diagnostic = Diagnostic::new(Code::UnknownFamily, place, message);
        self.sink.push(
            diagnostic
                .help(suggest(name, &self.fonts.families()))
                .help("name the files of a family of your own under `design: fonts:`; `--system-fonts` finds those of this machine"),
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

/// Returns the column of notes and captions in an outer margin of a width. Returns `None` if the margin is too narrow
/// for it.
fn margin_column(scale: Scale, outer: Length) -> Option<MarginColumn> {
    let gap = scale.em;
    let width = (outer - gap - MIN_MARGIN).min(scale.em * MAX_NOTE_EMS);
    (width >= scale.em * MIN_NOTE_EMS).then_some(MarginColumn { width, gap })
}

/// Returns the page without the notes at its foot, which the caller adds.
fn page(
    options: &DesignOptions,
    theme: &Theme,
    settings: &GroupSettings,
    scale: Scale,
    pages: usize,
    sink: &mut Vec<Diagnostic>,
) -> PageDesign {
    let (size, leading) = (scale.em, scale.line);
    let (width, height) = options.trim.as_ref().map_or(theme.trim, |trim| trim.value);
    let trim = Size::new(width, height);
    let (inner, outer) = side_margins(options, settings, scale, trim.width);
    let inner = inner.max(gutter(options, settings, scale, (trim.width, pages)));
    let top = scale.length(settings.margins.top, size, trim.height);
    let bottom = scale.length(settings.margins.bottom, size, trim.height);
    let measure = trim.width - inner - outer;
    let fits = (trim.height - top - bottom).to_sp() / leading.to_sp().max(1);
    let wanted = i64::from(settings.text.lines.0);
    let lines = if wanted > 0 { wanted } else { fits };
    let max = (trim.height - top).to_sp() / leading.to_sp().max(1);
    if measure < size * MIN_EMS || fits < MIN_LINES || lines > max {
        sink.push(too_small(options, trim, size));
    }
    let lines = u16::try_from(lines.clamp(MIN_LINES, 1000)).unwrap_or(u16::MAX);
    PageDesign {
        trim,
        is_mirrored: false,
        inner,
        outer,
        top,
        // The height that remains beyond whole lines is added to the bottom margin.
        bottom: trim.height - top - leading * i64::from(lines),
        measure: measure.max(size * MIN_EMS),
        lines,
        elastic: settings.page.elastic,
        head_baseline: scale.length(settings.head.height, size, top),
        folio_baseline: trim.height - scale.length(settings.folio.height, size, bottom),
        note_gap: leading,
        note_rule: Length::ZERO,
        note_rule_width: Length::ZERO,
        note_column: None,
        caption_column: None,
    }
}

/// Returns the inner and the outer margin. If the author sets neither, the margins of a wide page take
/// the excess over the maximum length of a line, in the proportion of two to three.
fn side_margins(
    options: &DesignOptions,
    settings: &GroupSettings,
    scale: Scale,
    width: Length,
) -> (Length, Length) {
    let inner = scale.length(settings.margins.inner, scale.em, width);
    let outer = scale.length(settings.margins.outer, scale.em, width);
    if options.groups.margins.inner.is_some() || options.groups.margins.outer.is_some() {
        return (inner, outer);
    }
    let longest = scale.length(settings.text.longest, scale.em, width);
    let excess = (width - inner - outer - longest).max(Length::ZERO);
    (inner + excess.ratio(2, 5), outer + excess - excess.ratio(2, 5))
}

/// Returns the minimum inner margin of a book of that width and number of pages. An inner margin that the
/// author sets is not changed, unless the author sets a gutter too.
fn gutter(
    options: &DesignOptions,
    settings: &GroupSettings,
    scale: Scale,
    (width, pages): (Length, usize),
) -> Length {
    let GroupOptions { margins, page, .. } = &options.groups;
    if margins.inner.is_some() && page.gutter.is_none() {
        return Length::ZERO;
    }
    let rows = settings.page.gutter.0.iter();
    let row = rows.rev().find(|(from, _)| usize::try_from(*from).is_ok_and(|from| from <= pages));
    row.map_or(Length::ZERO, |(_, margin)| scale.length(*margin, scale.em, width))
}

fn too_small(options: &DesignOptions, trim: Size, size: Length) -> Diagnostic {
    let GroupOptions { text, margins, .. } = &options.groups;
    let places = [
        text.lines.as_ref().and_then(|lines| lines.span),
        margins.inner.as_ref().and_then(|margin| margin.span),
        margins.outer.as_ref().and_then(|margin| margin.span),
        margins.top.as_ref().and_then(|margin| margin.span),
        options.trim.as_ref().and_then(|trim| trim.span),
    ];
    let message = format!(
        "a page of {} by {} pt leaves no room for text of {size} pt between its margins",
        trim.width, trim.height
    );
    Diagnostic::new(Code::TextAreaTooSmall, places.into_iter().flatten().next(), message)
        .help("make the trim larger, or the margins or the type smaller")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::design::read_theme;

    fn design(options: &str) -> Outcome<Design> {
        let options = read_theme(options).expect("a design");
        specify(&options, &LangTag::english(), &Library::bundled(), 0)
    }

    #[test]
    fn the_classic_page_has_some_65_characters_and_whole_lines() {
        let page = design("").value.page;
        let leading = Length::milli_pt(13_750);
        assert_eq!(page.trim.height, page.top + page.bottom + leading * i64::from(page.lines));
        assert!((Length::pt(280)..Length::pt(305)).contains(&page.measure), "{:?}", page.measure);
        assert!(page.head_baseline < page.top && page.folio_baseline > page.trim.height - page.bottom);
    }

    #[test]
    fn a_wide_page_does_not_get_long_lines() {
        let design = design("trim: a4").value;
        let page = design.page;
        assert!(page.measure <= design.text_size * 28 + Length::pt(1));
        assert_eq!(page.measure, page.trim.width - page.inner - page.outer);
    }

    #[test]
    fn the_size_of_the_text_follows_the_width_of_the_page() {
        let size = |options: &str| design(options).value.text_size.to_milli_pt();
        let sizes = ["a6", "digest", "6x9in", "a4"].map(|trim| size(&format!("trim: {trim}")));
        assert_eq!(sizes, [10_000, 11_200, 11_450, 11_500]);
        assert_eq!(size("{ theme: essay, trim: digest }"), 10_000);
        assert_eq!(size("text: { smallest: 12pt, largest: 13pt }"), 12_000);
        assert_eq!(size("{ theme: large-print, trim: a5 }"), 18_000);
        assert_eq!(size("{ trim: a4, text: { size: 10pt } }"), 10_000);
        assert_eq!(size("{ theme: technical, trim: a4 }"), 11_000);
    }

    #[test]
    fn the_inner_margin_grows_with_the_number_of_pages() {
        let inner = |options: &str, pages| {
            let options = read_theme(options).expect("a design");
            specify(&options, &LangTag::english(), &Library::bundled(), pages).value.page.inner
        };
        let plain = inner("", 0);
        assert_eq!(inner("", 500), plain);
        assert_eq!(inner("", 501).to_milli_pt(), 63_000);
        assert_eq!(inner("", 5_000).to_milli_pt(), 72_000);
        assert_eq!(inner("margins: { inner: 40pt }", 900), Length::pt(40));
        assert_eq!(inner("{ margins: { inner: 40pt }, page: { gutter: { 2: 50pt } } }", 2), Length::pt(50));
        assert_eq!(inner("{ page: { gutter: none } }", 900), plain);
    }

    #[test]
    fn a_size_without_a_leading_keeps_the_proportion_of_the_theme() {
        let design = design("{ theme: poetry, text: { size: 15pt } }").value;
        assert_eq!(design.leading, Length::pt(20));
    }

    #[test]
    fn missing_families_are_reported_with_the_known_ones() {
        let outcome = design(
            "{ theme: clasic, trim: 72x72pt, text: { family: Source Sans }, styles: { quote: { family: Garamond } } }",
        );
        let told: Vec<_> = outcome.diagnostics.iter().map(|d| (d.code.id(), d.help[0].as_str())).collect();
        assert_eq!(told[0], ("E0105", "did you mean `classic`?"));
        assert_eq!(told[1].0, "E0505");
        assert_eq!(told[2], ("E0503", "did you mean `Source Sans 3`?"));
        assert_eq!(told[3].0, "E0503");
    }

    #[test]
    fn headings_use_the_family_of_the_text_if_requested() {
        let design =
            design("{ theme: technical, text: { family: Source Code Pro }, heading: { family: text } }")
                .value;
        assert_eq!(design.heading_family, "Source Code Pro");
    }
}
