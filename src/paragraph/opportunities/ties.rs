//! Spaces at which a line should not end: between a number and its unit, after initials and titles,
//! after abbreviations before a number; before dashes and after short prepositions in languages where that is the rule.

use crate::lang::LangTag;

/// The cost of splitting a number from its unit or an initial from its name.
const CLOSE: i32 = 700;
/// The cost of splitting a title from its name.
const LOOSE: i32 = 300;

/// Units that follow numbers (the SI brochure, 9th edition, section 5.4.3, and common ones).
const UNITS: [&str; 44] = [
    "%", "‰", "°", "°C", "°F", "mm", "cm", "dm", "m", "km", "mg", "g", "kg", "t", "ml", "cl", "l", "L", "ms",
    "s", "min", "h", "Hz", "kHz", "MHz", "GHz", "V", "W", "kW", "MW", "A", "K", "kB", "MB", "GB", "TB", "pt",
    "px", "in", "ft", "lb", "oz", "mph", "€",
];
/// Abbreviations that precede a number.
const NUMBERED: [&str; 18] = [
    "p.", "pp.", "no.", "nos.", "vol.", "vols.", "ch.", "fig.", "figs.", "tab.", "sec.", "art.", "nr.", "s.",
    "bd.", "kap.", "abb.", "n°",
];
/// Titles that precede a name.
const TITLES: [&str; 14] =
    ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Mr", "Mrs", "Ms", "Dr", "M.", "Mme", "Sr.", "Sra."];
/// Languages in which a preposition of one letter never ends a line.
const SHORT_PREPOSITIONS: [&str; 7] = ["cs", "sk", "pl", "uk", "ru", "be", "sl"];

/// Languages in which no line begins with a dash that has spaces around it.
const DASH_ENDS_LINES: [&str; 12] = ["be", "bg", "cs", "kk", "ky", "mk", "pl", "ru", "sk", "sr", "tt", "uk"];

/// Returns the cost of a line end at the space between two words.
pub(super) fn cost(before: &str, after: &str, lang: &LangTag) -> i32 {
    let word = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let next = after.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '’']);
    let is_number = word.ends_with(|c: char| c.is_ascii_digit());
    let begins_with_digit = after.starts_with(|c: char| c.is_ascii_digit());
    if is_number && UNITS.contains(&next) {
        return CLOSE;
    }
    if begins_with_digit && NUMBERED.contains(&word.to_lowercase().as_str()) {
        return CLOSE;
    }
    if is_initial(word) && after.starts_with(char::is_uppercase) {
        return CLOSE;
    }
    if TITLES.contains(&word) && after.starts_with(char::is_uppercase) {
        return LOOSE;
    }
    if matches!(next, "—" | "–") && DASH_ENDS_LINES.contains(&lang.primary()) {
        return CLOSE;
    }
    let alone = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
    if alone && SHORT_PREPOSITIONS.contains(&lang.primary()) {
        return CLOSE;
    }
    0
}

/// Returns whether a word is `J.`, or several initials as in `J.R.`; not the pronoun at the end of a
/// sentence.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    let mut any = false;
    while let Some(letter) = chars.next() {
        if !letter.is_uppercase() || chars.next() != Some('.') {
            return false;
        }
        any = true;
    }
    any && word != "I."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitting_a_number_and_its_unit_is_expensive() {
        let of = |before, after, lang: &str| cost(before, after, &LangTag::parse(lang).expect("a tag"));
        let table = [
            ("10", "km,", "en"),
            ("(p.", "45)", "en"),
            ("J.R.", "Smith", "en"),
            ("Mr.", "Starbuck", "en"),
            ("w", "domu", "pl"),
            ("верстатки", "—", "ru"),
        ]
        .map(|(before, after, lang)| of(before, after, lang));
        assert_eq!(table, [CLOSE, CLOSE, CLOSE, LOOSE, CLOSE, CLOSE]);
        let free = [
            ("10", "men", "en"),
            ("am I.", "He", "en"),
            ("a", "house", "en"),
            ("p.", "said", "en"),
            ("us", "—", "en"),
        ]
        .map(|(before, after, lang)| of(before, after, lang));
        assert_eq!(free, [0; 5]);
    }
}
