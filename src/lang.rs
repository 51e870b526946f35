//! Languages by their BCP 47 tags.

use std::fmt;
use std::sync::Arc;

/// A language tag (BCP 47), well-formed and in canonical case: `en-GB`, `ko`, `zh-Hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangTag(Arc<str>);

impl LangTag {
    /// Parses a tag; `_` counts as `-`.
    ///
    /// # Errors
    /// Returns the fault of the text, as a phrase for a diagnostic.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim().replace('_', "-");
        oxilangtag::LanguageTag::parse_and_normalize(&text)
            .map(|tag| Self(tag.as_str().into()))
            .map_err(|reason| format!("`{text}` is not a language tag: {reason}"))
    }

    /// Returns English without a region, the language of a manuscript that states none.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// Returns the whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the language without script and region: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// Returns the region, `GB` of `en-GB`, or `None` if the tag has none.
    pub fn region(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .take_while(|part| part.len() > 1)
            .find(|part| part.len() == 2 || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit())))
    }

    /// Returns whether decimals follow a comma, as in most languages, and not a point (Unicode CLDR 45,
    /// `numbers/symbols/decimal`).
    pub fn has_decimal_comma(&self) -> bool {
        const POINT: [&str; 20] = [
            "en", "zh", "ja", "ko", "he", "th", "hi", "bn", "ta", "te", "ms", "sw", "ur", "fil", "mt", "ga",
            "cy", "yi", "my", "pa",
        ];
        const POINT_REGIONS: [&str; 12] =
            ["CH", "LI", "MX", "US", "PR", "GT", "HN", "NI", "PA", "PE", "SV", "DO"];
        // French has the comma in Switzerland too, unlike German and Italian.
        let has_comma_everywhere = self.primary() == "fr";
        !POINT.contains(&self.primary())
            && (has_comma_everywhere || !self.region().is_some_and(|region| POINT_REGIONS.contains(&region)))
    }

    /// Returns whether the language is written from right to left: by the script if the tag has one, else
    /// by the language.
    pub fn is_rtl(&self) -> bool {
        let script = self.0.split('-').nth(1).filter(|part| part.len() == 4);
        match script {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm"),
            None => matches!(
                self.primary(),
                "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "dv" | "ug" | "ckb" | "syr"
            ),
        }
    }
}

impl fmt::Debug for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised_and_split() {
        let tag = LangTag::parse("EN_gb").expect("a good tag");
        assert_eq!((tag.as_str(), tag.primary(), tag.region()), ("en-GB", "en", Some("GB")));
        assert_eq!(LangTag::parse("zh-hant").expect("a good tag").region(), None);
        assert!(LangTag::parse("not a tag").is_err());
        assert!(LangTag::parse("he").expect("a good tag").is_rtl());
        let comma = |tag| LangTag::parse(tag).expect("a good tag").has_decimal_comma();
        assert_eq!(
            ["en-GB", "de-DE", "de-CH", "fr-CH", "es-MX"].map(comma),
            [false, true, false, true, false]
        );
    }
}
