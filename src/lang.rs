//! Languages by their BCP 47 tags.

use std::collections::BTreeMap;
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
        let end = self.0.bytes().position(|byte| byte == b'-');
        &self.0[..end.unwrap_or(self.0.len())]
    }

    /// Returns the script, `Hant` of `zh-Hant`, or `None` if the tag has none.
    pub fn script(&self) -> Option<&str> {
        self.0.split('-').nth(1).filter(|part| part.len() == 4)
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

    /// Returns whether the script of the language has italics, small capitals and old-style figures by tradition, as Latin,
    /// Greek and Cyrillic letters have.
    pub fn has_italics(&self) -> bool {
        const SCRIPTS: [&str; 7] = ["Latn", "Grek", "Cyrl", "Armn", "Geor", "Copt", "Goth"];
        const OTHERS: [&str; 51] = [
            "am", "ar", "arb", "arz", "as", "bn", "bo", "ckb", "cmn", "dv", "dz", "fa", "gu", "he", "hi",
            "ja", "km", "kn", "ko", "lo", "lzh", "ml", "mr", "my", "ne", "or", "pa", "prs", "ps", "sa", "sd",
            "si", "syr", "ta", "te", "th", "ti", "ug", "ur", "yi", "yue", "zh", "bho", "kok", "ks", "mai",
            "mni", "new", "pnb", "sat", "wuu",
        ];
        match self.script() {
            Some(script) => SCRIPTS.contains(&script),
            None => !OTHERS.contains(&self.primary()),
        }
    }

    /// Returns whether the language is written from right to left: by the script if the tag has one, else
    /// by the language.
    pub fn is_rtl(&self) -> bool {
        match self.script() {
            Some(script) => matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm"),
            None => matches!(
                self.primary(),
                "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "dv" | "ug" | "ckb" | "syr"
            ),
        }
    }
}

/// Returns whether a letter belongs to a script written from right to left.
pub fn is_rtl(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
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

/// Words of a language that the author divides otherwise than its patterns do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct DividedWords {
    lang: LangTag,
    /// The number of letters before each hyphen, by the word in lower case.
    words: BTreeMap<String, Vec<usize>>,
}

impl DividedWords {
    /// Returns words of a language, none so far.
    pub fn new(lang: LangTag) -> Self {
        Self { lang, words: BTreeMap::new() }
    }

    /// Returns the same words as those of a language.
    #[must_use]
    pub fn in_lang(self, lang: LangTag) -> Self {
        Self { lang, ..self }
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds a word with a hyphen at each place where it may be divided; without one, it never is.
    ///
    /// # Errors
    /// Returns the fault of the word, as a phrase for a diagnostic.
    pub fn add(&mut self, written: &str) -> Result<(), String> {
        let parts: Vec<&str> = written.split('-').collect();
        if !parts.iter().all(|part| !part.is_empty() && part.chars().all(char::is_alphabetic)) {
            return Err(format!("`{written}` is not a word with hyphens between its letters"));
        }
        let mut letters = 0;
        let mut points = Vec::new();
        for part in &parts[..parts.len() - 1] {
            letters += part.chars().count();
            points.push(letters);
        }
        let word = parts.concat().to_lowercase();
        match self.words.insert(word.clone(), points) {
            None => Ok(()),
            Some(_) => Err(format!("`{word}` is given twice")),
        }
    }

    /// Returns the byte offsets within a word at which it may be divided. Returns `None` if the patterns of the
    /// language apply.
    pub fn points(&self, word: &str, lang: &LangTag) -> Option<Vec<usize>> {
        if self.words.is_empty() || lang.primary() != self.lang.primary() {
            return None;
        }
        let points = self.words.get(&word.to_lowercase())?;
        let byte = |letters: &usize| word.char_indices().nth(*letters).map(|(at, _)| at);
        Some(points.iter().filter_map(byte).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_as_the_author_writes_them() {
        let german = LangTag::parse("de-AT").expect("a good tag");
        let mut words = DividedWords::new(german.clone());
        for word in ["Über-tag", "Straße", "Blumen-topf-erde"] {
            words.add(word).expect("a good word");
        }
        let points = |word: &str| words.points(word, &german);
        assert_eq!(points("übertag"), Some(vec![5]), "ü is two bytes");
        assert_eq!((points("STRAßE"), points("Weg")), (Some(vec![]), None));
        assert_eq!(points("Blumentopferde"), Some(vec![6, 10]));
        assert_eq!(words.points("Straße", &LangTag::english()), None);
        for bad in ["", "-a", "a-", "a--b", "two words", "x1", "überTag"] {
            assert!(words.add(bad).is_err(), "{bad}");
        }
    }

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
