//! What themes take from the tradition of Latin letters, and other scripts do without: italics, small capitals, old-style
//! figures.

use std::collections::BTreeMap;

use crate::diag::Spanned;
use crate::fonts::Library;
use crate::lang::LangTag;
use crate::project::design::choices::{CaptionNumber, FigureShape, OpeningCaps, SmallCaps};
use crate::project::design::value::InitialLines;
use crate::project::design::{GroupOptions, GroupSettings, StyleName, StyleOptions};

/// Changes the settings of a theme for a language without italics. Those of the author stay.
pub(super) fn adapt_settings(settings: &mut GroupSettings, given: &GroupOptions, lang: &LangTag) {
    if lang.has_italics() {
        return;
    }
    if given.text.figures.is_none() && settings.text.figures == FigureShape::OldStyle {
        settings.text.figures = FigureShape::Lining;
    }
    if given.captions.number.is_none() {
        settings.captions.number = CaptionNumber::Bold;
    }
    if given.opening.small_caps.is_none() {
        settings.opening.small_caps = OpeningCaps::None;
    }
    if given.opening.drop_cap.is_none() {
        settings.opening.drop_cap = InitialLines(0);
    }
}

/// Changes the styles of a theme for a language without italics: those of the author have a place where they are written.
///
/// Headings that only italics or small capitals would tell from others are bold instead, on every second level.
pub(super) fn adapt_styles(styles: &mut BTreeMap<StyleName, StyleOptions>, lang: &LangTag) {
    if lang.has_italics() {
        return;
    }
    for (name, style) in styles {
        let is_italic = takes_off(&mut style.italic, true, false);
        let is_in_caps = without_small_caps(style);
        takes_off(&mut style.figures, FigureShape::OldStyle, FigureShape::Lining);
        let takes_bold = matches!(name, StyleName::Heading2 | StyleName::Heading4) && style.bold.is_none();
        if takes_bold && (is_italic || is_in_caps) {
            style.bold = Some(Spanned { value: true, span: None });
        }
    }
}

/// Takes small capitals from a theme whose families have none for the letters of a language, such as Cyrillic ones: what
/// would be left of them is the space between letters. Those of the author stay.
pub(super) fn adapt_small_caps(
    settings: &mut GroupSettings,
    given: &GroupOptions,
    styles: &mut BTreeMap<StyleName, StyleOptions>,
) {
    if given.captions.number.is_none() && settings.captions.number == CaptionNumber::SmallCaps {
        settings.captions.number = CaptionNumber::Plain;
    }
    if given.opening.small_caps.is_none() {
        settings.opening.small_caps = OpeningCaps::None;
    }
    styles.values_mut().for_each(|style| _ = without_small_caps(style));
}

/// Takes small capitals from a style, with the space between them, and returns whether it had them.
fn without_small_caps(style: &mut StyleOptions) -> bool {
    let is_in_caps = takes_off(&mut style.small_caps, SmallCaps::On, SmallCaps::Off)
        || takes_off(&mut style.small_caps, SmallCaps::All, SmallCaps::Off);
    if is_in_caps {
        style.tracking = style.tracking.take().filter(|tracking| tracking.span.is_some());
    }
    is_in_caps
}

/// Returns a letter of the language's script whose small capital not every face with Latin ones has.
fn letter(lang: &LangTag) -> Option<char> {
    match (lang.primary(), lang.script()) {
        (_, Some("Cyrl"))
        | (
            "ru" | "uk" | "be" | "bg" | "mk" | "sr" | "kk" | "ky" | "mn" | "tg" | "tt" | "ba" | "cv" | "os",
            None,
        ) => Some('а'),
        ("el" | "grc", None | Some("Grek")) => Some('α'),
        ("hy", None | Some("Armn")) => Some('ա'),
        _ => None,
    }
}

/// Replaces a value of the theme, and returns whether it was there.
fn takes_off<T: Copy + PartialEq>(option: &mut Option<Spanned<T>>, value: T, instead: T) -> bool {
    let Some(own) = option.as_mut().filter(|own| own.span.is_none() && own.value == value) else {
        return false;
    };
    own.value = instead;
    true
}

/// Returns whether one of the families lacks the small capitals of a language whose letters may be without them.
pub(super) fn lacks_small_capitals(lang: &LangTag, families: [&String; 2], fonts: &Library) -> bool {
    let Some(letter) = letter(lang) else { return false };
    let mut faces = families.into_iter().filter_map(|name| fonts.find(name, false, false));
    !faces.all(|id| fonts.face(id).has_small_capital(letter))
}

#[cfg(test)]
mod tests {
    use crate::design::lead::LeadIn;
    use crate::design::{Design, ParRole};
    use crate::lang::LangTag;
    use crate::project::design::StyleName;

    fn design(lang: &str, options: &str) -> Design {
        Design::written(options, &LangTag::parse(lang).expect("a tag"))
    }

    #[test]
    fn a_theme_has_italics_and_small_capitals_only_in_scripts_that_know_them() {
        let caps = [("el", true, true), ("ru", true, false), ("ja", false, false), ("ar", false, false)];
        for (lang, has_italics, has_caps) in caps {
            let design = design(lang, "theme: classic");
            let all = StyleName::ALL.map(|name| design.styles.named(name).text.clone());
            assert_eq!(all.iter().any(|text| text.italic), has_italics, "{lang}");
            assert_eq!(all.iter().any(|text| text.small_caps), has_caps, "{lang}");
            assert_eq!(all.iter().any(|text| text.old_style), has_italics, "{lang}");
            assert_eq!(design.styles.named(StyleName::Heading2).text.bold, !has_italics, "{lang}");
            assert_eq!(design.lead == LeadIn::NONE, !has_italics, "{lang}");
            assert!(!design.style(ParRole::Body).text.bold);
        }
        let running =
            |lang: &str, options: &str| design(lang, options).styles.named(StyleName::RunningHead).clone();
        let literata = "{ theme: classic, text: { family: Literata } }";
        assert!(running("ru", literata).text.small_caps, "it has those of Cyrillic letters");
        assert_eq!(running("ru", "theme: classic").text.tracking, 0);
        let latin = design("sr-Latn", "theme: classic");
        assert!(latin.styles.named(StyleName::Heading3).text.italic);
    }
}
