//! The digits of the numbers that the program writes, by language.
//!
//! Which digits a language has, and which are usual in it, is that of Unicode CLDR 47 (`numbers/defaultNumberingSystem`,
//! `numbers/otherNumberingSystems/native`), © Unicode, Inc., Unicode License v3.

use std::fmt::Display;

use crate::lang::LangTag;

/// The digits of a script: ten characters in the order of their values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Digits(char);

/// What an author chooses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DigitChoice {
    /// 0 to 9.
    Latin,
    /// Those of the language.
    Native,
}

/// The digits of a numbering system, the name of its style in CSS, and the name in language tags.
struct System {
    name: &'static str,
    zero: char,
    css: &'static str,
}

const fn system(name: &'static str, zero: char, css: &'static str) -> System {
    System { name, zero, css }
}

const SYSTEMS: [System; 17] = [
    system("arab", '\u{660}', "arabic-indic"),
    system("arabext", '\u{6F0}', "persian"),
    system("deva", '\u{966}', "devanagari"),
    system("beng", '\u{9E6}', "bengali"),
    system("guru", '\u{A66}', "gurmukhi"),
    system("gujr", '\u{AE6}', "gujarati"),
    system("orya", '\u{B66}', "oriya"),
    system("tamldec", '\u{BE6}', "tamil"),
    system("telu", '\u{C66}', "telugu"),
    system("knda", '\u{CE6}', "kannada"),
    system("mlym", '\u{D66}', "malayalam"),
    system("thai", '\u{E50}', "thai"),
    system("laoo", '\u{ED0}', "lao"),
    system("tibt", '\u{F20}', "tibetan"),
    system("mymr", '\u{1040}', "myanmar"),
    system("khmr", '\u{17E0}', "khmer"),
    system("latn", '0', "decimal"),
];

impl Digits {
    /// 0 to 9.
    pub const LATIN: Self = Self('0');

    /// Returns the digits of a language: those chosen, those that its tag names (`ar-u-nu-latn`), or the usual ones.
    pub(super) fn of(lang: &LangTag, choice: Option<DigitChoice>) -> Self {
        match choice {
            Some(DigitChoice::Latin) => Self::LATIN,
            Some(DigitChoice::Native) => Self::native(lang).unwrap_or(Self::LATIN),
            None => Self::named(lang).or_else(|| Self::usual(lang)).unwrap_or(Self::LATIN),
        }
    }

    /// Returns the digits that a language has of its own, whether they are usual or not.
    pub fn native(lang: &LangTag) -> Option<Self> {
        let name = match (lang.primary(), lang.script()) {
            (_, Some("Latn" | "Cyrl")) => return None,
            ("ar" | "arb" | "arz" | "ckb" | "sd", _) => "arab",
            ("fa" | "pes" | "prs" | "ps" | "ur" | "ks" | "mzn" | "lrc", _)
            | ("az" | "uz" | "pa", Some("Arab")) => "arabext",
            ("hi" | "mr" | "ne" | "sa" | "bho" | "raj" | "mai", _) => "deva",
            ("bn" | "as" | "mni", _) => "beng",
            ("pa", _) => "guru",
            ("gu", _) => "gujr",
            ("or", _) => "orya",
            ("ta", _) => "tamldec",
            ("te", _) => "telu",
            ("kn", _) => "knda",
            ("ml", _) => "mlym",
            ("th", _) => "thai",
            ("lo", _) => "laoo",
            ("bo" | "dz", _) => "tibt",
            ("my", _) => "mymr",
            ("km", _) => "khmr",
            _ => return None,
        };
        Self::by_name(name)
    }

    /// Returns the digits of a language if they are usual in it.
    fn usual(lang: &LangTag) -> Option<Self> {
        let is_usual = match lang.primary() {
            "ar" | "arb" => lang.region().is_some_and(|region| {
                // Those of the Maghreb and of the Emirates are 0 to 9, as are those of no country.
                !matches!(region, "AE" | "DZ" | "EH" | "LY" | "MA" | "TN" | "001")
            }),
            "ur" => lang.region() == Some("IN"),
            "az" | "uz" | "pa" => lang.script() == Some("Arab"),
            "arz" | "ckb" | "sd" | "fa" | "pes" | "prs" | "ps" | "ks" | "mzn" | "lrc" | "mr" | "ne"
            | "sa" | "bho" | "raj" | "bn" | "as" | "mni" | "dz" | "my" => true,
            _ => false,
        };
        Self::native(lang).filter(|_| is_usual)
    }

    /// Returns the digits that a tag names (BCP 47, extension U).
    fn named(lang: &LangTag) -> Option<Self> {
        let (_, extension) = lang.as_str().split_once("-u-")?;
        let (_, name) = extension.split_once("nu-")?;
        Self::by_name(name.split('-').next()?)
    }

    fn by_name(name: &str) -> Option<Self> {
        SYSTEMS.iter().find(|system| system.name == name).map(|system| Self(system.zero))
    }

    /// Returns a number in these digits.
    pub fn write(self, number: impl Display) -> String {
        let number = number.to_string();
        if self == Self::LATIN {
            return number;
        }
        let own = |c: char| char::from_u32(u32::from(self.0) + c.to_digit(10)?);
        number.chars().map(|c| own(c).unwrap_or(c)).collect()
    }

    /// Returns the style of counters in CSS that has these digits.
    pub fn counter_style(self) -> &'static str {
        SYSTEMS.iter().find(|system| system.zero == self.0).map_or("decimal", |system| system.css)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_are_usual_in_a_language() {
        let of = |tag: &str| Digits::of(&LangTag::parse(tag).expect("a tag"), None).write(1905);
        for (tag, expected) in [
            ("en", "1905"),
            ("fa", "۱۹۰۵"),
            ("ar-EG", "١٩٠٥"),
            ("ar", "1905"),
            ("ar-MA", "1905"),
            ("ar-EG-u-nu-latn", "1905"),
            ("ar-u-nu-arab", "١٩٠٥"),
            ("ur", "1905"),
            ("ur-IN", "۱۹۰۵"),
            ("bn", "১৯০৫"),
            ("mr", "१९०५"),
            ("hi", "1905"),
            ("my", "၁၉၀၅"),
            ("th", "1905"),
            ("ja", "1905"),
        ] {
            assert_eq!(of(tag), expected, "{tag}");
        }
    }

    #[test]
    fn an_author_chooses_the_digits_of_the_language_or_the_latin_ones() {
        let of = |tag: &str, choice| Digits::of(&LangTag::parse(tag).expect("a tag"), Some(choice)).write(27);
        let native = ["hi", "th", "km", "ta", "te", "lo", "gu", "pa", "kn", "ml", "bo", "or"];
        assert_eq!(
            native.map(|tag| of(tag, DigitChoice::Native)),
            ["२७", "๒๗", "២៧", "௨௭", "౨౭", "໒໗", "૨૭", "੨੭", "೨೭", "൨൭", "༢༧", "୨୭"]
        );
        assert_eq!([of("en", DigitChoice::Native), of("fa", DigitChoice::Latin)], ["27", "27"]);
        assert_eq!(Digits::native(&LangTag::parse("sr-Latn").expect("a tag")), None);
    }

    #[test]
    fn every_system_has_ten_digits_in_order() {
        for system in &SYSTEMS {
            let digits = Digits(system.zero);
            let all: Vec<char> = digits.write(123_456_789).chars().collect();
            assert!(all.iter().all(|c| c.is_numeric()), "{}", system.name);
            assert_eq!(digits.counter_style(), system.css);
        }
    }
}
