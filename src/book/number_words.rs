//! Numbers in words: `Twenty-One`, `Einundzwanzig`.

use crate::lang::LangTag;
use crate::words::capitalised;

/// The languages whose numbers are known.
pub const LANGUAGES: [&str; 8] = ["en", "de", "fr", "es", "it", "ja", "ko", "zh"];

/// The greatest number that is written in words.
const MAX: u32 = 999;

/// Returns a number in words, with the capital letters of a title. Returns `None` for 0, for numbers over 999,
/// and in a language whose numbers are not known.
pub fn as_title(number: u32, lang: &LangTag) -> Option<String> {
    let words = cardinal(number, lang)?;
    Some(if lang.primary() == "en" { english_title(&words) } else { capitalised(&words) })
}

/// Returns a number in words as it is behind a word such as `Chapter`: with capital letters in English only.
/// Returns `None` as [`as_title`] does.
pub fn after_word(number: u32, lang: &LangTag) -> Option<String> {
    if lang.primary() == "en" { as_title(number, lang) } else { cardinal(number, lang) }
}

fn cardinal(number: u32, lang: &LangTag) -> Option<String> {
    let number = usize::try_from(number).ok().filter(|_| (1..=MAX).contains(&number))?;
    match lang.primary() {
        "en" => Some(english(number, lang.region() != Some("US"))),
        "de" => Some(german(number)),
        "fr" => Some(french(number)),
        "es" => Some(spanish(number)),
        "it" => Some(italian(number)),
        "ja" => Some(ideographic(number, &JAPANESE)),
        "ko" => Some(ideographic(number, &KOREAN)),
        "zh" => Some(ideographic(number, &CHINESE)),
        _ => None,
    }
}

/// Capitalises the words of an English number except for `and`.
fn english_title(words: &str) -> String {
    let word = |word: &str| match word {
        "and" => word.to_owned(),
        word => word.split('-').map(capitalised).collect::<Vec<_>>().join("-"),
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns a number of hundreds and the rest with `join` between them, or the one that there is.
fn hundreds(
    number: usize,
    hundreds: impl Fn(usize) -> String,
    join: &str,
    below: impl Fn(usize) -> String,
) -> String {
    match (number / 100, number % 100) {
        (0, rest) => below(rest),
        (count, 0) => hundreds(count),
        (count, rest) => format!("{}{join}{}", hundreds(count), below(rest)),
    }
}

fn english(number: usize, has_and: bool) -> String {
    const ONES: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let below = |number: usize| match (number / 10, number % 10) {
        (0 | 1, _) => ONES[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{}-{}", TENS[tens], ONES[ones]),
    };
    hundreds(number, |count| format!("{} hundred", ONES[count]), if has_and { " and " } else { " " }, below)
}

fn german(number: usize) -> String {
    const ONES: [&str; 20] = [
        "",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ];
    const TENS: [&str; 10] =
        ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];
    let within = |ones: usize| if ones == 1 { "ein" } else { ONES[ones] };
    let below = |number: usize| match (number / 10, number % 10) {
        (0 | 1, _) => ONES[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{}und{}", within(ones), TENS[tens]),
    };
    let whole =
        |count: usize| if count == 1 { "hundert".to_owned() } else { format!("{}hundert", ONES[count]) };
    hundreds(number, whole, "", below)
}

fn french(number: usize) -> String {
    const ONES: [&str; 20] = [
        "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
        "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];
    const TENS: [&str; 9] =
        ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt"];
    let below = |number: usize| match number {
        0..=19 => ONES[number].to_owned(),
        80 => "quatre-vingts".to_owned(),
        81..=99 => format!("quatre-vingt-{}", ONES[number - 80]),
        // 70 to 79 are counted on from 60.
        _ => {
            let rest = if number >= 70 { number - 60 } else { number % 10 };
            match rest {
                0 => TENS[number / 10].to_owned(),
                1 | 11 => format!("{} et {}", TENS[number / 10], ONES[rest]),
                _ => format!("{}-{}", TENS[number / 10], ONES[rest]),
            }
        }
    };
    let whole = |count: usize| match (count, number % 100) {
        (1, _) => "cent".to_owned(),
        (_, 0) => format!("{} cents", ONES[count]),
        _ => format!("{} cent", ONES[count]),
    };
    hundreds(number, whole, " ", below)
}

fn spanish(number: usize) -> String {
    const ONES: [&str; 30] = [
        "",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciséis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidós",
        "veintitrés",
        "veinticuatro",
        "veinticinco",
        "veintiséis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ];
    const TENS: [&str; 10] =
        ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
    const HUNDREDS: [&str; 10] = [
        "",
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];
    let below = |number: usize| match (number / 10, number % 10) {
        (0..=2, _) => ONES[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        (tens, ones) => format!("{} y {}", TENS[tens], ONES[ones]),
    };
    let whole = |count: usize| if number == 100 { "cien".to_owned() } else { HUNDREDS[count].to_owned() };
    hundreds(number, whole, " ", below)
}

fn italian(number: usize) -> String {
    const ONES: [&str; 20] = [
        "",
        "uno",
        "due",
        "tre",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci",
        "undici",
        "dodici",
        "tredici",
        "quattordici",
        "quindici",
        "sedici",
        "diciassette",
        "diciotto",
        "diciannove",
    ];
    const TENS: [&str; 10] =
        ["", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];
    let below = |number: usize| match (number / 10, number % 10) {
        (0 | 1, _) => ONES[number].to_owned(),
        (tens, 0) => TENS[tens].to_owned(),
        // The last vowel of the tens is dropped before another: `ventuno`, `trentotto`.
        (tens, ones @ (1 | 8)) => {
            let stem = TENS[tens];
            format!("{}{}", &stem[..stem.len() - 1], ONES[ones])
        }
        (tens, ones) => format!("{}{}", TENS[tens], ONES[ones]),
    };
    let whole = |count: usize| {
        let is_elided = matches!(number % 100, 8 | 80..=89);
        let stem = if count == 1 { "cento".to_owned() } else { format!("{}cento", ONES[count]) };
        if is_elided { stem.trim_end_matches('o').to_owned() } else { stem }
    };
    let text = hundreds(number, whole, "", below);
    // A compound that ends in `tre` has its stress there.
    match text.strip_suffix("tre") {
        Some(stem) if !stem.is_empty() => format!("{stem}tré"),
        _ => text,
    }
}

/// The numerals of a language that writes each figure with its place: those from 0 to 9, ten, a hundred.
struct Places {
    figures: [&'static str; 10],
    ten: &'static str,
    hundred: &'static str,
    /// Whether a hundred alone has a one before it, and a zero is where there are no tens (一百零一).
    is_complete: bool,
}

const CHINESE: Places = Places {
    figures: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    ten: "十",
    hundred: "百",
    is_complete: true,
};

const JAPANESE: Places = Places { is_complete: false, ..CHINESE };

const KOREAN: Places = Places {
    figures: ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"],
    ten: "십",
    hundred: "백",
    is_complete: false,
};

fn ideographic(number: usize, places: &Places) -> String {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut text = String::new();
    if hundreds > 0 {
        if hundreds > 1 || places.is_complete {
            text.push_str(places.figures[hundreds]);
        }
        text.push_str(places.hundred);
    }
    match tens {
        0 if hundreds > 0 && ones > 0 && places.is_complete => text.push_str(places.figures[0]),
        0 => {}
        1 if hundreds == 0 || !places.is_complete => text.push_str(places.ten),
        _ => text.extend([places.figures[tens], places.ten]),
    }
    if ones > 0 {
        text.push_str(places.figures[ones]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tag: &str, numbers: &[u32]) -> Vec<String> {
        let lang = LangTag::parse(tag).expect("a tag");
        numbers.iter().map(|number| as_title(*number, &lang).unwrap_or_default()).collect()
    }

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(
            words("en-GB", &[1, 10, 21, 40, 100, 135]),
            ["One", "Ten", "Twenty-One", "Forty", "One Hundred", "One Hundred and Thirty-Five"]
        );
        assert_eq!(words("en-US", &[101]), ["One Hundred One"]);
        assert_eq!(
            words("de", &[1, 16, 21, 30, 101, 235]),
            ["Eins", "Sechzehn", "Einundzwanzig", "Dreißig", "Hunderteins", "Zweihundertfünfunddreißig"]
        );
        assert_eq!(
            words("fr", &[1, 21, 22, 70, 71, 79, 80, 81, 91, 200, 201]),
            [
                "Un",
                "Vingt et un",
                "Vingt-deux",
                "Soixante-dix",
                "Soixante et onze",
                "Soixante-dix-neuf",
                "Quatre-vingts",
                "Quatre-vingt-un",
                "Quatre-vingt-onze",
                "Deux cents",
                "Deux cent un"
            ]
        );
        assert_eq!(
            words("es", &[1, 16, 22, 31, 100, 101, 500]),
            ["Uno", "Dieciséis", "Veintidós", "Treinta y uno", "Cien", "Ciento uno", "Quinientos"]
        );
        assert_eq!(
            words("it", &[1, 3, 21, 23, 28, 30, 101, 108, 180, 203]),
            [
                "Uno",
                "Tre",
                "Ventuno",
                "Ventitré",
                "Ventotto",
                "Trenta",
                "Centouno",
                "Centotto",
                "Centottanta",
                "Duecentotré"
            ]
        );
    }

    #[test]
    fn figures_with_their_places_are_numbers_in_east_asia() {
        assert_eq!(
            words("zh", &[1, 10, 12, 20, 21, 100, 101, 110, 115, 230]),
            ["一", "十", "十二", "二十", "二十一", "一百", "一百零一", "一百一十", "一百一十五", "二百三十"]
        );
        assert_eq!(words("ja", &[10, 21, 100, 101, 115]), ["十", "二十一", "百", "百一", "百十五"]);
        assert_eq!(words("ko", &[3, 21, 115]), ["삼", "이십일", "백십오"]);
    }

    #[test]
    fn words_behind_another_have_capitals_in_english_only() {
        let of = |tag| after_word(21, &LangTag::parse(tag).expect("a tag"));
        assert_eq!(of("en").as_deref(), Some("Twenty-One"));
        assert_eq!(of("de").as_deref(), Some("einundzwanzig"));
    }

    #[test]
    fn other_numbers_and_languages_have_no_words() {
        assert_eq!(words("en", &[0, 1000]), ["", ""]);
        assert_eq!(words("sv", &[1]), [""]);
    }

    #[test]
    fn every_number_up_to_the_greatest_has_words_of_its_own() {
        for tag in LANGUAGES {
            let all: std::collections::BTreeSet<String> =
                words(tag, &(1..=MAX).collect::<Vec<_>>()).into_iter().collect();
            assert_eq!(all.len(), 999, "{tag}");
        }
    }
}
