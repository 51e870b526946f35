//! What themes take from the tradition of Latin letters, and other scripts do without: italics, small capitals, old-style
//! figures.

use std::collections::BTreeMap;

use crate::diag::Spanned;
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
        let is_in_caps = takes_off(&mut style.small_caps, SmallCaps::On, SmallCaps::Off)
            || takes_off(&mut style.small_caps, SmallCaps::All, SmallCaps::Off);
        takes_off(&mut style.figures, FigureShape::OldStyle, FigureShape::Lining);
        if is_in_caps {
            // The space between small capitals.
            style.tracking = style.tracking.take().filter(|tracking| tracking.span.is_some());
        }
        let takes_bold = matches!(name, StyleName::Heading2 | StyleName::Heading4) && style.bold.is_none();
        if takes_bold && (is_italic || is_in_caps) {
            style.bold = Some(Spanned { value: true, span: None });
        }
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

#[cfg(test)]
mod tests {
    use crate::design::lead::LeadIn;
    use crate::design::{Design, ParRole};
    use crate::lang::LangTag;
    use crate::project::design::StyleName;

    fn design(lang: &str) -> Design {
        Design::written("theme: classic", &LangTag::parse(lang).expect("a tag"))
    }

    #[test]
    fn a_theme_has_italics_and_small_capitals_only_in_scripts_that_know_them() {
        for (lang, has_them) in [("ru", true), ("el", true), ("ja", false), ("ar", false), ("th", false)] {
            let design = design(lang);
            let all = StyleName::ALL.map(|name| design.styles.named(name).text.clone());
            assert_eq!(all.iter().any(|text| text.italic), has_them, "{lang}");
            assert_eq!(all.iter().any(|text| text.small_caps), has_them, "{lang}");
            assert_eq!(all.iter().any(|text| text.old_style), has_them, "{lang}");
            assert_eq!(design.styles.named(StyleName::Heading2).text.bold, !has_them, "{lang}");
            assert_eq!(design.lead == LeadIn::NONE, !has_them, "{lang}");
            assert!(!design.style(ParRole::Body).text.bold);
        }
        let latin = design("sr-Latn");
        assert!(latin.styles.named(StyleName::Heading3).text.italic);
    }
}
