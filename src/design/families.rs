//! The families that options name, before there are faces, and whether they ask for bold ones. Entry points: [`families`],
//! [`named_families`] and [`has_bold_labels`].

use super::sheet::theme;
use crate::fonts::{FamilyUse, NamedFamily};
use crate::project::design::choices::CaptionNumber;
use crate::project::design::value::FamilyName;
use crate::project::design::{DesignOptions, StyleName, StyleOptions};

/// Returns the families of text and headings, by the options or else by their theme.
pub fn families(options: &DesignOptions) -> Vec<String> {
    let settings = &theme(options.theme.as_ref(), &mut Vec::new()).settings;
    let text = options.groups.text.resolve(&settings.text).family.0;
    let heading = options.groups.heading.resolve(&settings.heading).family.0;
    let is_other = heading != "text" && heading != text;
    std::iter::once(text).chain(Some(heading).filter(|_| is_other)).collect()
}

/// Returns every family that the options name, those of the theme included, with what it sets.
pub fn named_families(options: &DesignOptions) -> Vec<NamedFamily> {
    let settings = &theme(options.theme.as_ref(), &mut Vec::new()).settings;
    let groups = &options.groups;
    let text = groups.text.resolve(&settings.text).family;
    let heading = groups.heading.resolve(&settings.heading).family;
    let code = groups.code.resolve(&settings.code).family;
    let math = groups.math.resolve(&settings.math).family;
    let of_styles = options.styles.values().filter_map(|style| style.family.as_ref());
    let of_classes = options.classes.iter().filter_map(|class| class.style.family.as_ref());
    let own = of_styles.chain(of_classes).map(|family| (family.value.clone(), FamilyUse::Text));
    let of_groups = [
        (text, FamilyUse::Text),
        (heading, FamilyUse::Text),
        (code, FamilyUse::Code),
        (math, FamilyUse::Formulas),
    ];
    let mut families: Vec<NamedFamily> = Vec::new();
    for (FamilyName(name), sets) in of_groups.into_iter().chain(own) {
        let family = NamedFamily { name, sets };
        if !matches!(&*family.name, "text" | "heading" | "code") && !families.contains(&family) {
            families.push(family);
        }
    }
    families
}

/// Returns whether the options, those of the theme included, set titles, labels or the like in bold: any style but those of
/// terms and of the letters of the index, which are bold in every theme.
pub fn has_bold_labels(options: &DesignOptions) -> bool {
    let theme = theme(options.theme.as_ref(), &mut Vec::new());
    let all = options.clone().with_fallback(&theme.sheet);
    let is_bold = |style: &StyleOptions| style.bold.as_ref().is_some_and(|bold| bold.value);
    let of_styles = all
        .styles
        .iter()
        .filter(|(name, _)| !matches!(name, StyleName::Term | StyleName::IndexLetter))
        .any(|(_, style)| is_bold(style));
    let of_classes = all.classes.iter().any(|class| is_bold(&class.style));
    let of_captions = options.groups.captions.resolve(&theme.settings.captions).number == CaptionNumber::Bold;
    of_styles || of_classes || of_captions
}
