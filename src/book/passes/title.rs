//! What a title implies: a number that the author wrote, a part, a role.

use unicode_normalization::char::is_combining_mark;

use crate::book::model::Numerals;
use crate::book::role::Role;
use crate::book::title_words;
use crate::words::Words;

/// The kind of number that a title begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TitleNumber {
    /// No number.
    None,
    /// Definitely a number: `IV`, `1. Loomings`, `2) Middles`, `Chapter Twelve`, `第一章`.
    Definite,
    /// Possibly a number: `1 Beginnings`, which has the same form as `12 Angry Men`.
    Ambiguous(u32),
}

/// Words for numbers, up to the largest that books spell out.
#[rustfmt::skip]
const SPELLED: &[&str] = &[
    // English
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "last", "final",
    // German
    "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "erster",
    "zweiter", "dritter", "vierter", "fünfter", "sechster", "siebter", "achter", "erstes", "zweites",
    "drittes", "viertes", "fünftes",
    // French
    "un", "une", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "premier",
    "première", "deuxième", "seconde", "troisième", "quatrième", "cinquième", "sixième", "dernière",
    // Spanish, Italian
    "uno", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "primera",
    "primero", "segunda", "segundo", "tercera", "tercero", "cuarta", "quinta", "due", "tre", "quattro",
    "cinque", "sei", "sette", "otto", "nove", "dieci", "prima", "primo", "seconda", "secondo", "terza",
    "terzo", "quarta",
];

/// Marks that separate a number from the words after it.
const MARKS: [char; 8] = ['.', ':', ')', '—', '–', '-', '．', '：'];

/// Returns the kind of number that a title begins with.
pub(super) fn count(title: &str) -> TitleNumber {
    let title = title.trim();
    let first = token(title);
    let rest = &title[first.len()..];
    if east_asian_unit(title).is_some() {
        return TitleNumber::Definite;
    }
    if let Some(number) = numeral(first) {
        return match rest.chars().next() {
            None => TitleNumber::Definite,
            Some(mark) if MARKS.contains(&mark) && ends_or_parts(&rest[mark.len_utf8()..]) => {
                TitleNumber::Definite
            }
            Some(c) if c.is_whitespace() && rest.trim_start().starts_with(MARKS) => TitleNumber::Definite,
            Some(c) if c.is_whitespace() => TitleNumber::Ambiguous(number),
            _ => TitleNumber::None,
        };
    }
    let next = token(rest.trim_start());
    let is_number = is_number_word(next);
    let by_word = title_words::is_counted_word(first) && is_number && closes(rest.trim_start(), next);
    // `Première partie`, `Erster Teil`.
    let turned = SPELLED.contains(&first.to_lowercase().as_str())
        && title_words::is_counted_word(next)
        && closes(rest.trim_start(), next);
    if by_word || turned { TitleNumber::Definite } else { TitleNumber::None }
}

/// Returns whether a title names a part: `Part I`, `Book One: The Sea`, `Première partie`.
pub(super) fn is_part(title: &str) -> bool {
    let title = title.trim();
    let first = token(title);
    let rest = title[first.len()..].trim_start();
    let next = token(rest);
    if title_words::is_part_word(first) {
        return is_number_word(next) && closes(rest, next);
    }
    let spelled = SPELLED.contains(&first.to_lowercase().as_str()) || numeral(first).is_some();
    matches!(east_asian_unit(title), Some('部' | '부' | '篇' | '편'))
        || (spelled && title_words::is_part_word(next) && closes(rest, next))
}

/// Returns the role of a division by its title in a language: `Prologue`, `Epilog: Am Meer`.
pub(super) fn role(title: &str, words: &Words) -> Option<Role> {
    let title = title.trim();
    let name = title.split([':', '.', '—', '–']).next().unwrap_or(title).trim().to_lowercase();
    title_words::titled(&name, words).or_else(|| {
        // `Appendix A`, `Anhang B: Tabellen`.
        let first = token(title);
        let next = token(title[first.len()..].trim_start());
        let letter = next.chars().count() == 1 && next.chars().all(char::is_alphabetic);
        let counted = letter || numeral(next).is_some();
        title_words::titled(&first.to_lowercase(), words).filter(|role| counted && *role == Role::Appendix)
    })
}

/// Returns the first run of letters, their marks, or digits.
fn token(text: &str) -> &str {
    let is_within =
        |c: char| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '’' | '\'' | '\u{200c}');
    let end = text.find(|c: char| !is_within(c)).unwrap_or(text.len());
    &text[..end]
}

/// Returns a number in digits or in capital Roman numerals.
fn numeral(token: &str) -> Option<u32> {
    if !token.is_empty() && token.len() <= 4 && token.bytes().all(|b| b.is_ascii_digit()) {
        return token.parse().ok();
    }
    let digits: Vec<u32> = token.chars().map_while(digit).collect();
    if (1..=4).contains(&digits.len()) && digits.len() == token.chars().count() {
        return Some(digits.into_iter().fold(0, |number, digit| 10 * number + digit));
    }
    // The numbers of titles are small: `MMMDCCC` is read as a word.
    Numerals::read_roman(token).filter(|_| token.len() <= 9)
}

/// Returns the value of a digit of a script whose digits are in order from a zero.
fn digit(c: char) -> Option<u32> {
    const ZEROS: [char; 12] = ['٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '๐', '០', '၀', '０'];
    ZEROS.into_iter().find_map(|zero| u32::from(c).checked_sub(zero.into()).filter(|digit| *digit < 10))
}

fn is_number_word(token: &str) -> bool {
    numeral(token).is_some()
        || SPELLED.contains(&token.to_lowercase().as_str())
        || (token.chars().count() == 1 && token.chars().all(char::is_uppercase))
}

/// Returns whether a number ends its title or is separated from the words after it. Before a capital
/// letter no separator is needed.
fn closes(text: &str, number: &str) -> bool {
    let rest = &text[number.len()..];
    ends_or_parts(rest.trim_start_matches(MARKS)) && {
        let words = rest.trim_start();
        words.is_empty()
            || words.starts_with(MARKS)
            || words.chars().next().is_some_and(|c| !c.is_lowercase())
    }
}

fn ends_or_parts(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}

/// Returns the counter word of a title: `章` of `第一章`, `回` of `第12回`, `장` of `제1장` and of `1장`.
fn east_asian_unit(title: &str) -> Option<char> {
    let mut rest = title.trim_start_matches(['第', '제']);
    let led = rest.len() < title.len();
    rest = rest.trim_start();
    let digits = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十百".contains(c)
    };
    let behind = rest.trim_start_matches(digits);
    let counted = behind.len() < rest.len();
    let unit = behind.trim_start().chars().next().filter(|_| counted)?;
    ("장부절편화".contains(unit) || (led && "章回节節部卷話话篇".contains(unit))).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_who_counts_is_recognized() {
        #[rustfmt::skip]
        let sure = [
            "I", "II", "1", "IV. The whale", "1) X", "1. X", "Chapter 1", "Chapter Twelve", "CHAPTER XII: On", "Kapitel IV",
            "Capítulo 1", "Première partie", "Part One", "1 - X", "2 – X", "第一章", "제1장 시작", "Appendix A: Tables",
            "Глава 3", "Act I", "Book One", "अध्याय १", "अध्याय 2: शुरू", "الفصل ٣", "فصل ۴", "פרק 5", "บทที่ 1", "თავი 2", "Hoofstuk 1",
        ];
        sure.iter().for_each(|title| assert_eq!(count(title), TitleNumber::Definite, "{title}"));
        let none = [
            "Beginnings",
            "Chapter and verse",
            "Part of the plan",
            "24/7",
            "3D printing",
            "One",
            "Part I played once, once",
            "Ivory",
            "One Book a Week",
            "First Lesson in Love",
            "World War II",
            "一二三",
        ];
        none[..6].iter().for_each(|title| assert_eq!(count(title), TitleNumber::None, "{title}"));
        none[7..].iter().for_each(|title| assert_eq!(count(title), TitleNumber::None, "{title}"));
        assert_eq!(
            [count("1 Beginnings"), count("12 Angry Men"), count("I Am")],
            [1, 12, 1].map(TitleNumber::Ambiguous)
        );
    }

    #[test]
    fn parts_are_recognized() {
        for title in [
            "Part I",
            "PART TWO",
            "Book One: The Sea",
            "Première partie",
            "Erster Teil",
            "Parte prima",
            "제1부",
            "第一部",
        ] {
            assert!(is_part(title), "{title}");
        }
        for title in [
            "Part of the plan",
            "Book review",
            "Chapter 1",
            "Partings",
            "One",
            "第一章",
            "Part I play",
            "제1장 부모",
            "第一章 部屋",
        ] {
            assert!(!is_part(title), "{title}");
        }
    }

    #[test]
    fn titles_have_roles_in_their_language() {
        let words = |tag: &str| Words::new(crate::lang::LangTag::parse(tag).expect("a tag"));
        let of = |title: &str, tag: &str| role(title, &words(tag));
        assert_eq!(of("Prologue", "en"), Some(Role::Prologue));
        assert_eq!(of("EPILOGUE: At Sea", "en-GB"), Some(Role::Epilogue));
        assert_eq!(
            [of("Vorwort", "de"), of("Vorwort", "en"), of("Preface", "de")],
            [Some(Role::Preface), None, None]
        );
        assert_eq!(of("Appendix B: Tables", "en"), Some(Role::Appendix));
        assert_eq!([of("Introduction to Rust", "en"), of("Notes", "en"), of("Index", "en")], [None; 3]);
    }
}
