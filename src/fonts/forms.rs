//! The regional forms of East Asian characters: a Japanese, a Korean and three Chinese forms share one
//! character (The Unicode Standard 16.0, section 18.1), so that a face made for one language is wrong for
//! another.

use unicode_script::{Script, UnicodeScript};

use crate::lang::LangTag;

/// The region for whose forms a face is made, or of whose forms a text is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum HanForm {
    /// Japan.
    Japanese,
    /// Mainland China.
    Simplified,
    /// Taiwan.
    Traditional,
    /// Hong Kong.
    HongKong,
    /// Korea.
    Korean,
}

impl HanForm {
    /// Returns the form of a language, or `None` for a language that is not written with Han characters.
    pub fn of_lang(lang: &LangTag) -> Option<Self> {
        let script = || lang.as_str().split('-').find(|part| part.len() == 4);
        match lang.primary() {
            "ja" => Some(Self::Japanese),
            "ko" => Some(Self::Korean),
            "zh" | "yue" | "cmn" | "hak" | "nan" | "wuu" | "lzh" => match (script(), lang.region()) {
                (Some("Hans"), _) => Some(Self::Simplified),
                (_, Some("HK" | "MO")) => Some(Self::HongKong),
                (Some("Hant"), _) | (_, Some("TW")) => Some(Self::Traditional),
                _ if lang.primary() == "yue" => Some(Self::HongKong),
                _ => Some(Self::Simplified),
            },
            _ => None,
        }
    }

    /// Returns the form in which a character is meant: Hangul is Korean; others are of the language of the
    /// text, else of `others`. Returns `None` for a character that is not East Asian, and for one whose
    /// form nothing tells.
    pub(super) fn of(c: char, lang: &LangTag, others: Option<Self>) -> Option<Self> {
        if !is_east_asian(c) {
            None
        } else if script(c) == Script::Hangul {
            Some(Self::Korean)
        } else {
            Self::of_lang(lang).or(others).or_else(|| is_kana(c).then_some(Self::Japanese))
        }
    }

    /// Returns how well a face suits text of this form: 0 is best, [`MISFIT`] worst.
    pub(super) fn misfit(self, face: Option<Self>) -> u8 {
        match face {
            Some(form) if form == self => 0,
            Some(form) if self.is_traditional() && form.is_traditional() => 1,
            None => 2,
            Some(_) => MISFIT,
        }
    }

    fn is_traditional(self) -> bool {
        matches!(self, Self::Traditional | Self::HongKong)
    }

    /// Returns the name of the language as an adjective: `Japanese`.
    pub(super) fn language(self) -> &'static str {
        match self {
            Self::Japanese => "Japanese",
            Self::Simplified | Self::Traditional | Self::HongKong => "Chinese",
            Self::Korean => "Korean",
        }
    }
}

/// Returns whether a character is used only in Japanese.
pub(super) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}')
}

/// Returns whether a character belongs to Chinese, Japanese or Korean, including punctuation and
/// full-width forms.
pub(crate) fn is_east_asian(c: char) -> bool {
    // The quick answer for most text.
    c >= '\u{1100}'
        && (matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{2E80}'..='\u{303F}' | '\u{3100}'..='\u{33FF}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
            || is_kana(c)
            || is_letter(c))
}

/// The misfit of a face that is made for another region.
pub(super) const MISFIT: u8 = 3;

/// Returns the script of a character. The first tests answer for nearly all characters of most books without the table.
pub(crate) fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\0'..='\x7F' => Script::Common,
        '\u{4E00}'..='\u{9FFF}' => Script::Han,
        '\u{AC00}'..='\u{D7A3}' => Script::Hangul,
        '\u{3041}'..='\u{3096}' => Script::Hiragana,
        '\u{30A1}'..='\u{30FA}' => Script::Katakana,
        c => c.script(),
    }
}

/// Returns whether a character is a Han character, a kana, a letter of Bopomofo or Hangul.
pub(crate) fn is_letter(c: char) -> bool {
    c >= '\u{1100}'
        && matches!(
            script(c),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> LangTag {
        LangTag::parse(tag).expect("a good tag")
    }

    #[test]
    fn the_form_follows_the_language_then_the_script_and_the_region() {
        let form = |tag| HanForm::of_lang(&lang(tag));
        assert_eq!(form("ja-JP"), Some(HanForm::Japanese));
        assert_eq!(["zh", "zh-CN", "zh-Hans-HK", "zh-SG"].map(form), [Some(HanForm::Simplified); 4]);
        assert_eq!(["zh-TW", "zh-Hant"].map(form), [Some(HanForm::Traditional); 2]);
        assert_eq!(["zh-HK", "zh-Hant-HK", "yue"].map(form), [Some(HanForm::HongKong); 3]);
        assert_eq!((form("ko"), form("en")), (Some(HanForm::Korean), None));
    }

    #[test]
    fn a_character_is_of_the_text_then_of_the_book() {
        let of = |c, tag, book| HanForm::of(c, &lang(tag), book);
        assert_eq!(of('骨', "zh-TW", Some(HanForm::Japanese)), Some(HanForm::Traditional));
        assert_eq!(of('骨', "en", Some(HanForm::Japanese)), Some(HanForm::Japanese));
        assert_eq!((of('骨', "en", None), of('か', "en", None)), (None, Some(HanForm::Japanese)));
        assert_eq!(of('한', "ja", None), Some(HanForm::Korean));
        assert_eq!(of('я', "ja", None), None);
    }
}
