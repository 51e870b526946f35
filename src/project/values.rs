//! Parses dates and languages as people write them.

use super::metadata::Date;
use super::mistake::Mistake;
use crate::calendar::start_of_day;
use crate::lang::LangTag;

/// Parses a date: `2026`, `2026-11` or `2026-11-23`.
///
/// # Errors
/// Returns an error if it has another form, or if the calendar has no such day.
pub(super) fn date(text: &str) -> Result<Date, Mistake> {
    let wrong = || Mistake::new(format!("`{text}` is not a date"), "write 2026, 2026-11 or 2026-11-23");
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| -> Result<Option<u16>, Mistake> {
        match parts.get(at) {
            Some(part) if part.len() == digits => part.parse().map(Some).map_err(|_| wrong()),
            Some(_) => Err(wrong()),
            None => Ok(None),
        }
    };
    let (year, month, day) = (number(0, 4)?.ok_or_else(wrong)?, number(1, 2)?, number(2, 2)?);
    let small = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok());
    let date = Date { year, month: small(month), day: small(day) };
    let exists = start_of_day(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_some();
    if parts.len() > 3 || !exists { Err(wrong()) } else { Ok(date) }
}

/// Parses the number of a printing.
///
/// # Errors
/// Returns an error if it is not from 1 to 99.
pub(super) fn printing(text: &str) -> Result<u32, Mistake> {
    let number = text.parse().ok().filter(|number| (1..=99).contains(number));
    number.ok_or_else(|| Mistake::new(format!("`{text}` is not the number of a printing"), "write 1 to 99"))
}

/// The first three letters of the English names of months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Parses a date in digits, with or without a time, or in English words: `June 5, 2024`, `5 June 2024`,
/// `January 2015`, `2024-06-05T10:00:00Z`, `2024/06/05`.
///
/// Returns `None` for any other form; in `06/05/2024`, for example, it is unknown which number is the
/// month.
pub(super) fn date_in_words(text: &str) -> Option<Date> {
    let figures = text.trim().split(['T', ' ']).next().unwrap_or_default().replace('/', "-");
    let rest_is_time = text.trim().len() == figures.len() || text.contains(':');
    if let (Ok(found), true) = (date(&figures), rest_is_time) {
        return Some(found);
    }
    let mut found = (None, None, None);
    for word in text.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let month = MONTHS.iter().position(|month| lower.starts_with(month));
        match (month, digits.parse::<u16>()) {
            (Some(month), _) if found.1.is_none() => found.1 = Some(month + 1),
            (_, Ok(year)) if digits.len() == 4 && found.0.is_none() => found.0 = Some(year),
            (_, Ok(day)) if digits.len() <= 2 && found.2.is_none() => found.2 = Some(day),
            _ => return None,
        }
    }
    let text = match found {
        (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
        _ => return None,
    };
    date(&text).ok()
}

/// Language tags with the names of the language in English and in the language itself.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية"]),
    ("bg", &["bulgarian", "български"]),
    ("ca", &["catalan", "català"]),
    ("cs", &["czech", "čeština"]),
    ("da", &["danish", "dansk"]),
    ("de", &["german", "ngerman", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("en", &["english"]),
    ("en-GB", &["british", "british english"]),
    ("en-US", &["american", "american english", "us english"]),
    ("es", &["spanish", "español", "castellano"]),
    ("et", &["estonian", "eesti"]),
    ("eu", &["basque", "euskara"]),
    ("fa", &["persian", "farsi", "فارسی"]),
    ("fi", &["finnish", "suomi"]),
    ("fr", &["french", "français", "francais"]),
    ("ga", &["irish", "gaeilge"]),
    ("gl", &["galician", "galego"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hr", &["croatian", "hrvatski"]),
    ("hu", &["hungarian", "magyar"]),
    ("id", &["indonesian", "bahasa indonesia"]),
    ("is", &["icelandic", "íslenska"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語"]),
    ("ko", &["korean", "한국어"]),
    ("la", &["latin", "latina"]),
    ("lt", &["lithuanian", "lietuvių"]),
    ("lv", &["latvian", "latviešu"]),
    ("nb", &["norwegian", "norsk", "bokmål"]),
    ("nl", &["dutch", "nederlands"]),
    ("nn", &["nynorsk"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("pt-BR", &["brazilian", "brazilian portuguese"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("sk", &["slovak", "slovenčina"]),
    ("sl", &["slovene", "slovenian", "slovenščina"]),
    ("sr", &["serbian", "српски"]),
    ("sv", &["swedish", "svenska"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("vi", &["vietnamese", "tiếng việt"]),
    ("zh", &["chinese", "中文", "汉语", "漢語"]),
];

/// Returns the tag of a language by its name, in any letter case, or `None` if the name is not known.
pub(super) fn tag_of_name(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    LANGUAGES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(tag, _)| *tag)
}

/// Parses a language tag.
///
/// # Errors
/// Returns a phrase that states what is wrong, and the tag to write if the text is the name of a
/// language.
pub(super) fn language(text: &str) -> Result<LangTag, (String, Option<&'static str>)> {
    if let Some(tag) = tag_of_name(text) {
        return Err((format!("`{text}` is the name of a language, not its tag"), Some(tag)));
    }
    // The grammar has primary languages of more than three letters (BCP 47, section 2.2.1), but none exists.
    let primary = text.trim().split(['-', '_']).next().unwrap_or_default();
    if primary.len() > 3 && primary.is_ascii() {
        return Err((format!("`{text}` is not a language tag"), None));
    }
    LangTag::parse(text).map_err(|reason| (reason, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_exact_as_written() {
        assert_eq!(date("2026").map(|d| d.to_string()), Ok("2026".into()));
        assert_eq!(date("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".into()));
        for bad in ["2025-02-29", "2026-13", "26", "2026-1-1", "2026-11-23-1", "soon"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn dates_in_words_are_read_and_guesses_are_not_made() {
        let read = |text| date_in_words(text).map(|date| date.to_string());
        for (text, wanted) in [
            ("June 5, 2024", "2024-06-05"),
            ("5th Sept. 2024", "2024-09-05"),
            ("January 2015", "2015-01"),
            ("2024-06-05T10:00:00Z", "2024-06-05"),
            ("2023-11-08 12:00:00 +0100", "2023-11-08"),
            ("2024/06/05", "2024-06-05"),
            ("2024", "2024"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["06/05/2024", "today", "`r Sys.Date()`", "Spring 2024", "June 31, 2024", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_language_by_its_name_is_refused_with_its_tag() {
        assert_eq!(language("en_GB").map(|tag| tag.as_str().to_owned()), Ok("en-GB".to_owned()));
        assert_eq!(language("English").expect_err("refused").1, Some("en"));
        assert_eq!(language("Français").expect_err("refused").1, Some("fr"));
        assert!(language("klingonish").is_err() && language("not a tag").is_err());
    }
}
