//! The letters under which texts are grouped, as in an index. Entry point: [`Collator::initial`].

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::Collator;
use crate::project::WordOrder;
use crate::words::capitalised;

/// A character that is sorted after all letters (UTS #35, part 5).
const LAST: char = '\u{ffff}';

/// The character before the labels of Chinese groups in the tailorings of CLDR, by pinyin or by strokes.
const GROUP: char = '\u{fdd0}';

/// The group of one stroke less than one in these tailorings.
const STROKES: u32 = 0x2800;

/// The maximum number of strokes of a character.
const MAX_STROKES: u32 = 64;

/// The label of characters without a reading, in Japanese.
const WITHOUT_READING: &str = "漢字";

/// The initial consonants of Hangul, and the first syllable of each.
const HANGUL: &[(&str, &str)] = &[
    ("ㄱ", "가"),
    ("ㄴ", "나"),
    ("ㄷ", "다"),
    ("ㄹ", "라"),
    ("ㅁ", "마"),
    ("ㅂ", "바"),
    ("ㅅ", "사"),
    ("ㅇ", "아"),
    ("ㅈ", "자"),
    ("ㅊ", "차"),
    ("ㅋ", "카"),
    ("ㅌ", "타"),
    ("ㅍ", "파"),
    ("ㅎ", "하"),
];

/// The rows of kana, each with its first.
const KANA: &[(&str, &str)] = &[
    ("あ", "あ"),
    ("か", "か"),
    ("さ", "さ"),
    ("た", "た"),
    ("な", "な"),
    ("は", "は"),
    ("ま", "ま"),
    ("や", "や"),
    ("ら", "ら"),
    ("わ", "わ"),
];

impl Collator {
    /// Returns the heading of the group that a text is in: its first letter, as the language counts letters. Returns an
    /// empty text for signs and figures.
    ///
    /// A text that begins with two letters which are one in the language (ch in Czech) is in their group; accents that
    /// do not make another letter are left out. Kana are grouped by rows, Hangul by initial consonants, Chinese by the
    /// letters of pinyin or by strokes, as they are sorted.
    pub fn initial(&self, text: &str) -> String {
        let text: String = self.compared(text).nfc().collect();
        let mut letters =
            text.chars().skip_while(|c| self.order == WordOrder::Letter && !c.is_alphanumeric());
        let Some(first) = letters.next().filter(|c| c.is_alphabetic()) else { return String::new() };
        match first.script() {
            Script::Han => return self.ideograph(first),
            Script::Hangul => return self.bucket(HANGUL, first),
            Script::Hiragana | Script::Katakana => return self.bucket(KANA, first),
            script if is_abugida(script) => {
                // A vowel that is written before its consonant is read after it.
                let consonant = if is_before_consonant(first) { letters.next() } else { None };
                return consonant.unwrap_or(first).to_string();
            }
            _ => {}
        }
        let marks: String = letters.clone().take_while(|c| is_combining_mark(*c)).collect();
        let letter = format!("{first}{marks}");
        let second = letters.find(|c| !is_combining_mark(*c)).filter(|c| c.is_alphabetic());
        if let Some(both) =
            second.map(|second| format!("{letter}{second}")).filter(|both| self.is_letter(&letter, both))
        {
            return self.label_of_pair(&both);
        }
        self.label(&letter)
    }

    /// Returns whether a letter and the one after it are one letter: they are not sorted among the words that begin with
    /// the first.
    fn is_letter(&self, first: &str, both: &str) -> bool {
        !self.is_among(both, first)
    }

    /// Returns whether a text is sorted among those that begin with a letter.
    fn is_among(&self, text: &str, letter: &str) -> bool {
        self.is_not_before(letter, text)
            && self.primary.compare(text, &format!("{letter}{LAST}")) == Ordering::Less
    }

    /// Returns whether a text is sorted with the first of a group or after it.
    fn is_not_before(&self, first: &str, text: &str) -> bool {
        self.primary.compare(first, text) != Ordering::Greater
    }

    /// Returns the label of two letters that are one: that of a single letter that is the same (Å for Aa), or else
    /// themselves.
    fn label_of_pair(&self, both: &str) -> String {
        // Characters for two letters at once (Ǆ) are not letters of a text.
        let is_letter = |c: &char| c.is_uppercase() && !matches!(c, '\u{1c4}'..='\u{1cc}');
        let same = ('\u{c0}'..'\u{250}').filter(is_letter).find(|c| self.is_among(both, &c.to_string()));
        same.map_or_else(|| capitalised(both), |c| c.to_string())
    }

    /// Returns the label of the group of a letter.
    fn label(&self, letter: &str) -> String {
        // Ligatures and letters with accents are among the letters of the alphabet, unless the language has them as
        // letters of their own.
        if let Some(latin) = ('A'..='Z').find(|latin| self.is_among(letter, &latin.to_string())) {
            return latin.to_string();
        }
        let bare: String = letter.nfd().take(1).collect();
        let is_same = self.primary.compare(&bare, letter) == Ordering::Equal;
        let letter = if is_same { &bare } else { letter };
        match letter {
            // The dotted letter of Turkish keeps its dot.
            "i" | "İ" => "İ".to_owned(),
            // Alef with madda is a letter of Persian, not of Arabic.
            "آ" if self.lang.primary() == "ar" => "ا".to_owned(),
            letter => capitalised(letter),
        }
    }

    /// Returns the label of the group of an ideograph: by the letters of pinyin or by strokes, if it is sorted so, in
    /// Korean by its reading.
    fn ideograph(&self, c: char) -> String {
        let text = c.to_string();
        let is_in = |group: char| self.is_not_before(&format!("{GROUP}{group}"), &text);
        if let Some(letter) = ('A'..='Z').rev().find(|letter| is_in(*letter)) {
            return letter.to_string();
        }
        let strokes = (1..=MAX_STROKES).rev().find(|n| char::from_u32(STROKES + n).is_some_and(is_in));
        match (self.lang.primary(), strokes) {
            ("ko", _) => self.bucket(HANGUL, c),
            ("ja", _) => WITHOUT_READING.to_owned(),
            (_, Some(count)) => {
                let is_simplified = self.lang.script() == Some("Hans") || self.lang.region() == Some("CN");
                format!("{count}{}", if is_simplified { "画" } else { "劃" })
            }
            (_, None) => text,
        }
    }

    /// Returns the label of the last of these groups that a letter is not before.
    fn bucket(&self, groups: &[(&str, &str)], letter: char) -> String {
        let text = letter.to_string();
        let group = groups.iter().rev().find(|(_, first)| self.is_not_before(first, &text));
        group.map_or(text.clone(), |(label, _)| (*label).to_owned())
    }
}

/// Returns whether vowels are signs at a consonant in a script, which is grouped by its consonants.
fn is_abugida(script: Script) -> bool {
    matches!(
        script,
        Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
            | Script::Gujarati
            | Script::Oriya
            | Script::Tamil
            | Script::Telugu
            | Script::Kannada
            | Script::Malayalam
            | Script::Sinhala
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
    )
}

/// Returns whether a letter of Thai or Lao is a vowel that is written before its consonant.
fn is_before_consonant(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::LangTag;

    fn initials(lang: &str, words: &[&str]) -> Vec<String> {
        let collator = Collator::new(&LangTag::parse(lang).unwrap(), WordOrder::Letter);
        words.iter().map(|word| collator.initial(word)).collect()
    }

    #[test]
    fn groups_are_the_letters_of_the_language() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            (
                "en",
                &["élan", "Œdipus", "“Quote”", "1984", "§ 5", "ßa", ""],
                &["E", "O", "Q", "", "", "S", ""],
            ),
            ("de", &["Äpfel", "öffnen"], &["A", "O"]),
            ("de-u-co-phonebk", &["Äpfel"], &["A"]),
            ("sv", &["ål", "Ärta", "wien"], &["Å", "Ä", "W"]),
            ("da", &["Aarhus", "ål", "ære", "abe"], &["Å", "Å", "Æ", "A"]),
            ("cs", &["chata", "cena", "čas", "úl"], &["Ch", "C", "Č", "U"]),
            ("es-u-co-trad", &["chico", "caza", "llama", "ñandú"], &["Ch", "C", "Ll", "Ñ"]),
            ("ko", &["까치", "나무", "하늘", "apple"], &["ㄱ", "ㄴ", "ㅎ", "A"]),
            ("ja", &["がっこう", "カメラ", "ひと"], &["か", "か", "は"]),
            ("ko", &["漢字", "學校"], &["ㅎ", "ㅎ"]),
            ("ru", &["ёлка", "йод", "яма"], &["Е", "Й", "Я"]),
            ("uk", &["ґанок", "їжак"], &["Ґ", "Ї"]),
            ("el", &["άλφα", "Ήλιος"], &["Α", "Η"]),
            ("tr", &["ılık", "incir", "İzmir", "şal"], &["I", "İ", "İ", "Ş"]),
            ("hr", &["ljeto", "njiva", "džep", "čaj"], &["Lj", "Nj", "Dž", "Č"]),
            ("hu", &["csiga", "gyere", "szó", "ökör", "álom"], &["Cs", "Gy", "Sz", "Ö", "A"]),
            ("he", &["בית", "שָׁלוֹם"], &["ב", "ש"]),
            ("ar", &["أب", "إبل", "آية", "باب"], &["ا", "ا", "ا", "ب"]),
            ("hi", &["हिन्दी", "क्षमा", "आम", "अनार"], &["ह", "क", "आ", "अ"]),
            ("bn", &["কিতাব", "আম"], &["ক", "আ"]),
            ("ta", &["கொடி", "அம்மா"], &["க", "அ"]),
            ("th", &["เก", "แขก", "กา", "ไทย"], &["ก", "ข", "ก", "ท"]),
            ("km", &["ខ្មែរ"], &["ខ"]),
            ("ka", &["თავი"], &["თ"]),
            ("hy", &["արև"], &["Ա"]),
            ("ja", &["漢字", "ヴァイオリン", "っ"], &["漢字", "あ", "た"]),
            ("zh", &["阿姨", "北京", "中国", "Unix"], &["A", "B", "Z", "U"]),
            ("zh-TW", &["一", "大", "中國"], &["1劃", "3劃", "4劃"]),
            ("zh-Hans-u-co-stroke", &["一", "大", "中国"], &["1画", "3画", "4画"]),
            ("zh-u-co-unihan", &["一"], &["一"]),
        ];
        for (lang, words, labels) in cases {
            assert_eq!(initials(lang, words), *labels, "{lang}");
        }
    }
}
