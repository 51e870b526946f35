//! Tests of the words: that the files have them all, and that they are where each language has them.

use unicode_normalization::is_nfc;
use unicode_script::{Script, UnicodeScript};

use super::languages::{TEXTS, VARIANTS};
use super::*;

fn tag(tag: &str) -> Words {
    Words::new(LangTag::parse(tag).expect("a tag"))
}

/// Returns the lines of a file behind its head: the name of the word, and its value.
fn lines(text: &str) -> Vec<(&str, &str)> {
    let line = |line| str::split_once(line, ": ").unwrap_or_else(|| panic!("no value: {line}"));
    text.lines().skip(1).map(line).collect()
}

/// Returns the places that the forms of a word have in English: `{}`, `{year}`, `{note}`.
fn places(value: &str) -> Vec<&str> {
    let mut places: Vec<&str> = value.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    places.sort_unstable();
    places
}

fn english(key: &str) -> &'static str {
    let at = KEYS.iter().chain(TITLES).position(|known| *known == key);
    languages::values(&LangTag::english())[at.unwrap_or_else(|| panic!("unknown word {key}"))]
}

/// Returns whether a value is well-formed; what is wrong with it if not.
fn checked(key: &str, value: &str) -> Result<(), &'static str> {
    let parts = |separator| value.split(separator).map(str::trim).collect::<Vec<_>>().join("|");
    let (expected, found) = (places(english(key)), places(value));
    let is_numbered = matches!(key, "note") || english(key).contains('|');
    // The names of other books may go without that of the author.
    let may_lack = key == "also-by";
    match value {
        "" => Err("it is empty"),
        value if !is_nfc(value) => Err("it is not in NFC"),
        value if value.trim() != value || value.contains("  ") => Err("it has stray spaces"),
        value if value.contains(['"', '\'', '\u{ad}']) => Err("it has a straight mark or a soft hyphen"),
        _ if TITLES.contains(&key)
            && parts(';').split('|').any(|title| title.is_empty() || title.contains('{')) =>
        {
            Err("it is not a list of titles")
        }
        _ if is_numbered => match value.split('|').map(str::trim).collect::<Vec<_>>()[..] {
            [one] | [one, _] if !one.is_empty() && found.is_empty() => Ok(()),
            [one, several, form] if !one.contains('{') && !several.contains('{') && places(form) == [""] => {
                Ok(())
            }
            _ => Err("it is not `one`, `one | several` or `one | several | form {}`"),
        },
        _ if found != expected && !(may_lack && found.is_empty()) => {
            Err("it has not the places of the English one")
        }
        _ => Ok(()),
    }
}

#[test]
fn no_language_lacks_a_word() {
    assert!(TEXTS.len() + VARIANTS.len() >= 60);
    assert!(TEXTS.windows(2).all(|pair| pair[0].0 < pair[1].0), "the tags are in order");
    let keys: Vec<&str> = KEYS.iter().chain(TITLES).copied().collect();
    for (tag, text) in TEXTS {
        assert!(text.starts_with("# ") && text.ends_with('\n'), "{tag} has a head");
        let found: Vec<&str> = lines(text).iter().map(|(key, _)| *key).collect();
        assert_eq!(found, keys, "{tag}");
    }
    for (tag, base, text) in VARIANTS {
        assert!(TEXTS.iter().any(|(known, _)| known == base), "{tag}");
        assert!(lines(text).iter().all(|(key, _)| keys.contains(key)), "{tag}");
    }
}

#[test]
fn words_are_well_formed() {
    let variants = VARIANTS.iter().map(|(tag, _, text)| (tag, text));
    for (tag, text) in TEXTS.iter().map(|(tag, text)| (tag, text)).chain(variants) {
        for (key, value) in lines(text) {
            assert_eq!(checked(key, value), Ok(()), "{tag} {key}: {value}");
        }
    }
}

#[test]
fn words_are_in_the_script_of_the_language() {
    for (tag, text) in TEXTS {
        let scripts: &[Script] = match *tag {
            "ar" | "fa" | "ur" => &[Script::Arabic],
            "be" | "bg" | "mk" | "ru" | "sr" | "uk" => &[Script::Cyrillic],
            "bn" => &[Script::Bengali],
            "el" => &[Script::Greek],
            "he" => &[Script::Hebrew],
            "hi" | "mr" => &[Script::Devanagari],
            "hy" => &[Script::Armenian],
            "ja" => &[Script::Han, Script::Hiragana, Script::Katakana],
            "ka" => &[Script::Georgian],
            "km" => &[Script::Khmer],
            "ko" => &[Script::Hangul],
            "ta" => &[Script::Tamil],
            "te" => &[Script::Telugu],
            "th" => &[Script::Thai],
            "zh-Hans" | "zh-Hant" => &[Script::Han],
            _ => &[Script::Latin],
        };
        for (key, value) in lines(text) {
            let mut text = value.to_owned();
            for latin in ["{year}", "{note}", "MathML", "TeX"] {
                text = text.replace(latin, "");
            }
            let is_foreign = |c: &char| {
                !matches!(c.script(), Script::Common | Script::Inherited) && !scripts.contains(&c.script())
            };
            let foreign: String = text.chars().filter(is_foreign).collect();
            assert_eq!(foreign, "", "{tag} {key}: {value}");
        }
    }
}

#[test]
fn a_variety_has_the_words_of_its_language() {
    let contents = |of: &str| word(Word::Contents, &tag(of)).to_owned();
    assert_eq!([contents("pt-PT"), contents("pt-BR"), contents("pt")], ["Índice", "Sumário", "Sumário"]);
    assert_eq!([contents("zh-TW"), contents("zh-Hant-HK"), contents("yue")], ["目錄"; 3]);
    assert_eq!([contents("zh"), contents("zh-Hans-TW"), contents("zh-SG")], ["目录"; 3]);
    assert_eq!([contents("sr-Latn-RS"), contents("sr-RS")], ["Sadržaj", "Садржај"]);
    assert_eq!([contents("no"), contents("nn-NO"), contents("de-AT")], ["Innhold", "Innhald", "Inhalt"]);
    assert_eq!(
        [word(Word::Licence, &tag("en-US")), word(Word::Licence, &tag("en-GB"))],
        ["License", "Licence"]
    );
    assert_eq!([word(Word::Part, &tag("pt-BR")), word(Word::Index, &tag("bs"))], ["Parte", "Indeks"]);
    assert_eq!([contents("tlh"), contents("mul")], ["Contents"; 2]);
}

#[test]
fn numbers_are_where_the_language_puts_them() {
    let of = |name, of: &str| numbered(name, "3", &tag(of)).replace('\u{A0}', "_");
    assert_eq!(of(Word::Figure, "en-GB"), "Figure_3");
    assert_eq!(of(Word::Table, "de-AT"), "Tabelle_3");
    assert_eq!(
        ["ko", "ja", "zh", "zh-TW", "th"].map(|tag| of(Word::Chapter, tag)),
        ["제3장", "第3章", "第3章", "第3章", "บทที่_3"]
    );
    assert_eq!(
        ["hu", "lt", "eu", "lv"].map(|tag| of(Word::Chapter, tag)),
        ["3._fejezet", "3_skyrius", "3._kapitulua", "3._nodaļa"]
    );
    assert_eq!(
        ["ru", "ja", "zh", "ar", "he"].map(|tag| of(Word::Figure, tag)),
        ["Рис._3", "図3", "图3", "الشكل_3", "איור_3"]
    );
    assert_eq!(of(Word::Figure, "xx"), "Figure_3");
    let several = |of: &str| around_numbers(Word::Figure, &tag(of));
    assert_eq!(several("en").0, "Figures\u{A0}");
    assert_eq!(several("hu"), (String::new(), ".\u{A0}ábra".to_owned()));
}

#[test]
fn names_are_listed_as_the_language_lists_them() {
    let of = |names: &[&str], of: &str| list_of_names(names, &tag(of));
    assert_eq!(of(&["A", "B"], "en-GB"), "A and B");
    assert_eq!(
        [of(&["A", "B", "C"], "en"), of(&["A", "B", "C"], "en-US"), of(&["A", "B"], "en-US")],
        ["A, B and C", "A, B, and C", "A and B"]
    );
    assert_eq!([of(&["Ana", "Isabel"], "es"), of(&["Ada", "Emma"], "it")], ["Ana e Isabel", "Ada ed Emma"]);
    assert_eq!([of(&["A", "B"], "de"), of(&["A", "B"], "ko"), of(&["A"], "fr")], ["A und B", "A, B", "A"]);
    assert_eq!([of(&["A", "B", "C"], "zh"), of(&["A", "B", "C"], "ja")], ["A、B和C", "A、B、C"]);
    assert_eq!([of(&["א", "ב"], "he"), of(&["أ", "ب", "ج"], "ar")], ["א וב", "أ وب وج"]);
}

#[test]
fn the_number_in_a_series_has_its_word() {
    let of = |number, of: &str| after_series(number, &tag(of));
    assert_eq!([of("3", "en"), of("2.5", "de")], [", Book\u{A0}3", ", Band\u{A0}2.5"]);
    assert_eq!([of("Prequel", "en"), of("3", "ko"), of("3", "ja")], [", Prequel", " 3권", " 第3巻"]);
}

#[test]
fn pages_colons_and_capitals_follow_the_language() {
    let page = |of: &str| on_page("12", &tag(of)).replace('\u{A0}', "_");
    assert_eq!(
        ["en", "de", "ko", "ja", "ru"].map(page),
        [" on p._12", " auf S._12", " (12쪽)", "（12頁）", " на с._12"]
    );
    let colon = |of: &str| with_colon("A", &tag(of)).replace('\u{A0}', "_");
    assert_eq!(["en", "fr", "fr-CH", "ja", "hy"].map(colon), ["A:", "A_:", "A:", "A：", "A՝"]);
    assert_eq!(["see", "тест", "თავი"].map(capitalised), ["See", "Тест", "თავი"]);
}

#[test]
fn titles_name_roles_in_their_language() {
    assert!(is_title("предисловие", "preface", tag("ru").lang()));
    assert!(is_title("はじめに", "preface", tag("ja").lang()));
    assert!(is_title("zum geleit", "foreword", tag("de").lang()));
    assert!(!is_title("предисловие", "preface", tag("de").lang()));
}

#[test]
fn an_author_may_have_words_of_their_own() {
    let own = [(Word::Chapter, "Lecture | Lectures"), (Word::Figure, "Plate | Plates | {}. plate")];
    let own = own.map(|(word, value)| (word, value.to_owned()));
    let words = tag("de").with_own(own.into());
    assert_eq!(numbered(Word::Chapter, "3", &words), "Lecture\u{A0}3");
    assert_eq!([several(Word::Chapter, &words), word(Word::Contents, &words)], ["Lectures", "Inhalt"]);
    assert_eq!(numbered(Word::Figure, "3", &words), "3.\u{A0}plate");
    assert!(names("Plates", Word::Figure, &words));
    assert_eq!((named("notes-to-page"), named("contetns")), (Some(Word::NotesToPage), None));
}

#[test]
fn words_of_an_author_have_the_places_of_the_english_ones() {
    for good in [
        (Word::Chapter, "Lecture"),
        (Word::Chapter, "Lecture | Lectures | {}th lecture"),
        (Word::Published, "{}, {year}"),
        (Word::AlsoBy, "By the same author"),
        (Word::Names, "{} / {} / {}"),
    ] {
        assert_eq!(check(good.0, good.1), Ok(()), "{good:?}");
    }
    for bad in [
        (Word::Chapter, "Lecture {}"),
        (Word::Chapter, "a | b | c"),
        (Word::Chapter, " | b"),
        (Word::Published, "{}"),
        (Word::Contents, "Contents {}"),
        (Word::Cover, " "),
        (Word::Names, "{} and {}"),
    ] {
        assert!(check(bad.0, bad.1).is_err(), "{bad:?}");
    }
}

#[test]
fn words_of_a_text_are_in_its_language_and_those_of_an_author_in_that_of_the_book() {
    let book = tag("en-GB").with_own([(Word::Figure, "Plate".to_owned())].into());
    let figure = |lang: &str| {
        let words = book.in_text_of(&LangTag::parse(lang).expect("a tag"));
        word(Word::Figure, &words).to_owned()
    };
    assert_eq!(["en-US", "de", "fr", "tlh"].map(figure), ["Plate", "Abbildung", "Figure", "Plate"]);
}
