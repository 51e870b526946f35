//! The names of licences, by their SPDX identifiers.

use crate::lang::LangTag;

/// A licence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Licence {
    /// Its name in words.
    pub name: String,
    /// The address of its text.
    pub address: Option<String>,
}

/// The names of Creative Commons licences in a language: those of their elements (BY, NC, SA, ND), what joins
/// them, and the word for licences that hold in any country.
struct CreativeCommons {
    by: &'static str,
    nc: &'static str,
    sa: &'static str,
    nd: &'static str,
    joint: &'static str,
    international: &'static str,
}

/// As on the pages of the licences in each language, for version 4.0.
const CREATIVE_COMMONS: [(&str, CreativeCommons); 6] = [
    ("en", commons(["Attribution", "NonCommercial", "ShareAlike", "NoDerivatives"], "-", "International")),
    (
        "de",
        commons(
            [
                "Namensnennung",
                "Nicht kommerziell",
                "Weitergabe unter gleichen Bedingungen",
                "Keine Bearbeitungen",
            ],
            " – ",
            "International",
        ),
    ),
    (
        "fr",
        commons(
            [
                "Attribution",
                "Pas d’Utilisation Commerciale",
                "Partage dans les Mêmes Conditions",
                "Pas de Modification",
            ],
            " – ",
            "International",
        ),
    ),
    ("es", commons(["Atribución", "NoComercial", "CompartirIgual", "SinDerivadas"], "-", "Internacional")),
    (
        "it",
        commons(
            ["Attribuzione", "Non commerciale", "Condividi allo stesso modo", "Non opere derivate"],
            " – ",
            "Internazionale",
        ),
    ),
    ("ko", commons(["저작자표시", "비영리", "동일조건변경허락", "변경금지"], "-", "국제")),
];

const fn commons(
    names: [&'static str; 4],
    joint: &'static str,
    international: &'static str,
) -> CreativeCommons {
    let [by, nc, sa, nd] = names;
    CreativeCommons { by, nc, sa, nd, joint, international }
}

/// Other licences of books and code. Their names are English in any language.
const OTHERS: &[(&str, &str)] = &[
    ("MIT", "MIT License"),
    ("Apache-2.0", "Apache License 2.0"),
    ("BSD-3-Clause", "BSD 3-Clause License"),
    ("GFDL-1.3-only", "GNU Free Documentation License 1.3"),
    ("GFDL-1.3-or-later", "GNU Free Documentation License 1.3 or later"),
    ("GPL-3.0-only", "GNU General Public License 3.0"),
    ("GPL-3.0-or-later", "GNU General Public License 3.0 or later"),
    ("MPL-2.0", "Mozilla Public License 2.0"),
];

/// Returns the licence of an SPDX identifier; `None` for other text.
pub fn by_identifier(text: &str, lang: &LangTag) -> Option<Licence> {
    let known = OTHERS.iter().find(|(identifier, _)| identifier.eq_ignore_ascii_case(text));
    known
        .map(|(_, name)| Licence { name: (*name).to_owned(), address: None })
        .or_else(|| creative_commons(text, lang))
}

/// Returns the Creative Commons licence of an identifier: `CC-BY-SA-4.0`, also written with spaces.
fn creative_commons(text: &str, lang: &LangTag) -> Option<Licence> {
    let text = text.to_ascii_uppercase().replace(' ', "-");
    if text == "CC0-1.0" {
        let address = Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
        return Some(Licence { name: "Creative Commons CC0 1.0 Universal".to_owned(), address });
    }
    let (elements, version) = text.strip_prefix("CC-")?.rsplit_once('-')?;
    if !["1.0", "2.0", "2.5", "3.0", "4.0"].contains(&version) {
        return None;
    }
    let of_lang = CREATIVE_COMMONS.iter().find(|(known, _)| *known == lang.primary());
    let (_, names) = of_lang.unwrap_or(&CREATIVE_COMMONS[0]);
    let mut words = Vec::new();
    for (index, element) in elements.split('-').enumerate() {
        words.push(match (index, element) {
            (0, "BY") => names.by,
            (1, "NC") => names.nc,
            (1 | 2, "SA") => names.sa,
            (1 | 2, "ND") => names.nd,
            _ => return None,
        });
    }
    let name = words.join(names.joint);
    let scope = if version == "4.0" { format!(" {}", names.international) } else { String::new() };
    Some(Licence {
        name: format!("Creative Commons {name} {version}{scope}"),
        address: Some(format!(
            "https://creativecommons.org/licenses/{}/{version}/",
            elements.to_ascii_lowercase()
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, tag: &str) -> Option<(String, Option<String>)> {
        let licence = by_identifier(text, &LangTag::parse(tag).expect("a tag"))?;
        Some((licence.name, licence.address))
    }

    #[test]
    fn licences_have_their_names_in_words() {
        let (name, address) = named("CC-BY-4.0", "en").expect("a licence");
        assert_eq!(name, "Creative Commons Attribution 4.0 International");
        assert_eq!(address.as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
        let (name, address) = named("CC BY-NC-SA 4.0", "de").expect("a licence");
        assert_eq!(
            name,
            "Creative Commons Namensnennung – Nicht kommerziell – Weitergabe unter gleichen Bedingungen 4.0 International"
        );
        assert_eq!(address.as_deref(), Some("https://creativecommons.org/licenses/by-nc-sa/4.0/"));
        assert_eq!(
            named("cc-by-nd-3.0", "en").expect("a licence").0,
            "Creative Commons Attribution-NoDerivatives 3.0"
        );
        assert_eq!(named("MIT", "fr"), Some(("MIT License".to_owned(), None)));
    }

    #[test]
    fn other_texts_are_no_identifiers() {
        for text in ["All rights reserved", "CC-SA-4.0", "CC-BY-5.0", "CC-BY-NC-NC-4.0", "CC-BY", ""] {
            assert_eq!(named(text, "en"), None, "{text}");
        }
    }
}
