//! The families that options name, before there are faces. Entry points: [`families`] and [`named_families`].

use super::sheet::theme;
use crate::fonts::{FamilyUse, NamedFamily};
use crate::project::design::DesignOptions;
use crate::project::design::value::FamilyName;

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
