//! Recognises the language of a book that states none by its letters, where these leave little doubt.

use crate::lang::LangTag;

/// The maximum number of characters that are looked at.
const MAX_TEXT: usize = 100_000;
/// The minimum share of a script among the letters of a text, in hundredths. Code and names are in Latin letters in any book.
const MIN_SHARE: usize = 30;
/// The minimum share of kana among the characters of Japanese, in hundredths.
const MIN_KANA: usize = 10;

/// Scripts that one language has, or one by far more often than others: the ranges of their letters.
const SCRIPTS: &[(u32, u32, &str)] = &[
    (0x370, 0x3FF, "el"),
    (0x400, 0x4FF, "ru"),
    (0x530, 0x58F, "hy"),
    (0x590, 0x5FF, "he"),
    (0x600, 0x6FF, "ar"),
    (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"),
    (0xA80, 0xAFF, "gu"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xC80, 0xCFF, "kn"),
    (0xD00, 0xD7F, "ml"),
    (0xE00, 0xE7F, "th"),
    (0xE80, 0xEFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
];

/// Letters that tell one language from others in its script, and that are in every text of it.
const LETTERS: &[(&str, &str, &str)] = &[
    ("ar", "ٹڈڑںے", "ur"),
    ("ar", "پچژگی", "fa"),
    ("ru", "їєґ", "uk"),
    ("ru", "ў", "be"),
    ("ru", "јљњћђ", "sr"),
];

/// Returns the language of texts; `None` if they are mainly in Latin letters, or in several scripts.
pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<LangTag> {
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut special = [0_usize; LETTERS.len()];
    let mut letters = 0_usize;
    for c in texts.flat_map(str::chars).take(MAX_TEXT).filter(|c| c.is_alphabetic()) {
        letters += 1;
        let code = u32::from(c);
        if code < SCRIPTS[0].0 {
            continue;
        }
        if let Some(at) = SCRIPTS.iter().position(|(from, to, _)| (*from..=*to).contains(&code)) {
            counts[at] += 1;
        }
        for (count, (_, own, _)) in special.iter_mut().zip(LETTERS) {
            *count += usize::from(own.contains(c));
        }
    }
    let count = |lang: &str| {
        SCRIPTS
            .iter()
            .zip(counts)
            .filter(|((.., own), _)| *own == lang)
            .map(|(_, count)| count)
            .sum::<usize>()
    };
    let (kana, han) = (count("ja"), count("zh"));
    // Japanese has kana and Han characters, Korean a few of these.
    let of = |lang: &str| match lang {
        "ja" if kana * 100 >= (kana + han) * MIN_KANA => kana + han,
        "ja" => 0,
        "zh" if kana * 100 >= (kana + han) * MIN_KANA => 0,
        _ => count(lang),
    };
    let main = SCRIPTS.iter().map(|(.., lang)| *lang).max_by_key(|lang| of(lang))?;
    if letters == 0 || of(main) * 100 < letters * MIN_SHARE {
        return None;
    }
    // One such letter in a hundred is not that of a name.
    let variety =
        LETTERS.iter().zip(special).find(|((script, ..), count)| *script == main && *count * 100 >= of(main));
    LangTag::parse(variety.map_or(main, |((.., lang), _)| lang)).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn languages_are_recognised_by_their_letters() {
        let of = |text: &str| super::of([text].into_iter()).map(|lang| lang.to_string());
        for (text, expected) in [
            ("# JavaScriptとは\n\nJavaScriptを学びはじめる前に、言語なのかを紹介します。", Some("ja")),
            ("版本控制是一种记录一个或若干文件内容变化的系统。", Some("zh")),
            ("버전 관리란 무엇이며, 왜 이것을 알아야 할까? (無)", Some("ko")),
            ("این فصل در رابطه با شروع کار با Git صحبت خواهد شد.", Some("fa")),
            ("هذا الفصل عن البدء في استخدام جيت", Some("ar")),
            ("یہ باب گٹ کے آغاز کے بارے میں ہے", Some("ur")),
            ("Эта глава о начале работы с Git.", Some("ru")),
            ("Цей розділ про початок роботи з Git і її історію.", Some("uk")),
            ("यह अध्याय गिट के साथ शुरुआत के बारे में है।", Some("hi")),
            ("The Greek word λόγος, the Hebrew דבר and the Chinese 道.", None),
            ("Nur lateinische Buchstaben", None),
            ("", None),
        ] {
            assert_eq!(of(text).as_deref(), expected, "{text}");
        }
    }
}
