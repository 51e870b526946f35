//! The positions at which addresses and names in code may be broken: at their own punctuation, without
//! a hyphen, which would be read as part of them.
//!
//! The rules are those of the Chicago Manual of Style (17th ed., 7.46 and 14.18): after a colon or a
//! double slash; before or after an ampersand and an equals sign; before a slash, a full stop or any
//! other mark; never at a hyphen.

use std::ops::Range;

/// The minimum length of names in code that may be broken.
pub const LONG_NAME: usize = 12;
/// The minimum number of characters before a break and after it.
const MIN_CHARS: usize = 3;

/// Returns whether a word is an address of the web or of mail, or the path of a file.
pub fn is_address(word: &str) -> bool {
    // Nearly every word lacks the characters that all the tests below require.
    if !word.bytes().any(|b| matches!(b, b'/' | b'@' | b'.' | b':')) {
        return false;
    }
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '~' | '.'));
    if !word.contains(char::is_alphabetic) {
        return false;
    }
    if word.contains("://") || word.starts_with("www.") || word.starts_with("mailto:") {
        return true;
    }
    if let Some((before, after)) = word.split_once('@') {
        return before.ends_with(char::is_alphanumeric)
            && is_host(after.split('/').next().unwrap_or_default());
    }
    let Some((first, rest)) = word.split_once('/') else { return false };
    let rest = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    let rooted =
        matches!(first, "" | "~" | "." | "..") && rest.starts_with(|c: char| c.is_alphanumeric() || c == '.');
    rooted || is_host(first) || (rest.contains('/') && rest.contains(['.', '_']))
}

/// Returns whether a text is a host name: `example.org`, not `e.g.`
fn is_host(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut labels = text.split('.');
    text.contains('.') && labels.all(|label| label.chars().filter(|c| c.is_alphanumeric()).count() >= 2)
}

/// Returns whether a character ends an address without a space between them: a letter or a mark of a script that has no
/// spaces between words.
pub fn ends_address(c: char) -> bool {
    matches!(
        c,
        '\u{E00}'..='\u{EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{A4CF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}'
            | '\u{FF00}'..='\u{FF60}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Returns the addresses in a text, without the punctuation around them.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let words =
        text.split(|c: char| c.is_ascii_whitespace() || ends_address(c)).filter(|word| is_address(word));
    words.map(move |word| {
        let is_around = |c: char| !c.is_alphanumeric() && !matches!(c, '/' | '~' | '#' | '=' | '&');
        let kept = word.trim_end_matches(is_around).trim_start_matches(|c| is_around(c) && c != '.');
        // Both are slices of the text.
        let start = kept.as_ptr() as usize - text.as_ptr() as usize;
        start..start + kept.len()
    })
}

/// Finds the positions at which an address may be broken, in order.
pub fn breaks_in_address(word: &str, put: impl FnMut(usize)) {
    breaks(word, is_before, is_after, put);
}

/// Finds the positions at which a name in code may be broken at its punctuation.
pub fn breaks_in_name(word: &str, put: impl FnMut(usize)) {
    breaks(word, is_before_in_code, is_after_in_code, put);
}

/// Returns the positions at which addresses among the words of a text may be broken.
pub fn breaks_in_text(text: &str) -> Vec<usize> {
    let may_have_any = text.contains(['/', '@']) || text.contains("www.");
    if may_have_any { by_word(text, |_| false) } else { Vec::new() }
}

/// Returns the positions at which addresses and long names in code may be broken.
pub fn in_code(text: &str) -> Vec<usize> {
    by_word(text, |word| has_chars(word, LONG_NAME))
}

fn by_word(text: &str, is_name: impl Fn(&str) -> bool) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    let is_end = |c: char| c.is_whitespace() || ends_address(c);
    for word in text.split_inclusive(is_end) {
        let name = word.trim_end_matches(is_end);
        if is_address(name) {
            breaks_in_address(name, |at| places.push(start + at));
        } else if is_name(name) {
            breaks_in_name(name, |at| places.push(start + at));
        }
        start += word.len();
    }
    places.sort_unstable();
    places.dedup();
    places
}

fn is_before(c: char) -> bool {
    matches!(c, '/' | '.' | ',' | '_' | '?' | '#' | '%' | '~' | '@' | '&' | '+' | ';' | '\\')
}

fn is_after(c: char) -> bool {
    matches!(c, ':' | '=')
}

fn is_before_in_code(c: char) -> bool {
    matches!(c, '/' | '.' | '_' | '@' | '#' | '&' | '|' | '+' | '?' | '\\')
}

fn is_after_in_code(c: char) -> bool {
    matches!(c, ':' | '=' | '(' | '[' | '{' | ',' | ';' | '-')
}

/// Finds the positions before and after marks, but none between adjacent marks.
fn breaks(word: &str, before: fn(char) -> bool, after: fn(char) -> bool, mut put: impl FnMut(usize)) {
    let scheme = word.find("://").map_or(0, |at| at + 3);
    let Some(last) = word.rfind(char::is_alphanumeric) else { return };
    if scheme > 0 && scheme <= last {
        put(scheme);
    }
    // At most here, enough letters are behind a position.
    let letters = word.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at);
    let Some(enough) = letters.take(MIN_CHARS - 1).last().map(|at| at.min(last)) else { return };
    let has_room = |at: usize| at <= enough && has_chars(&word[scheme..at], MIN_CHARS.min(2));
    let mut earlier = None;
    for (at, c) in word.char_indices().filter(|(at, _)| *at >= scheme) {
        let is_mark = |c: char| before(c) || after(c);
        let next = at + c.len_utf8();
        let alone = earlier.is_some_and(|earlier: char| !is_mark(earlier));
        if before(c) && alone && has_room(at) {
            put(at);
        }
        let ends = word[next..].chars().next().is_some_and(|later| !is_mark(later));
        if after(c) && ends && has_room(next) {
            put(next);
        }
        earlier = Some(c);
    }
}

/// Returns whether a text has at least a number of characters.
fn has_chars(text: &str, count: usize) -> bool {
    text.chars().nth(count - 1).is_some()
}

/// Finds the positions at which a word in a name begins with a capital: `parseChapterTitle`.
pub fn camel_case_breaks(word: &str, mut put: impl FnMut(usize)) {
    let mut earlier = ' ';
    for (at, c) in word.char_indices() {
        let room = has_chars(&word[..at], MIN_CHARS) && has_chars(&word[at..], MIN_CHARS);
        if room && earlier.is_lowercase() && c.is_uppercase() {
            put(at);
        }
        earlier = c;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the pieces into which a word may be broken.
    fn pieces(word: &str, before: fn(char) -> bool, after: fn(char) -> bool) -> String {
        let mut at = Vec::new();
        breaks(word, before, after, |place| at.push(place));
        let mut shown = word.to_owned();
        at.iter().rev().for_each(|place| shown.insert(*place, '·'));
        shown
    }

    fn address(word: &str) -> String {
        assert!(is_address(word), "{word}");
        pieces(word, is_before, is_after)
    }

    #[test]
    fn addresses_are_broken_by_the_rules_of_chicago() {
        let cases = [
            (
                "https://www.example.org/a-b/some_page.html",
                "https://·www·.example·.org·/a-b·/some·_page·.html",
            ),
            (
                "https://example.org/find?q=sea&page=2#top",
                "https://·example·.org·/find·?q=·sea·&page=·2·#top",
            ),
            ("http://example.org:8080/%20x/~name/", "http://·example·.org:·8080·/%20x·/~name/"),
            ("(https://example.org/path/).", "(https://·example·.org·/path/)."),
            ("ann.author@small-press.example.org", "ann·.author·@small-press·.example·.org"),
            ("www.example.org", "www·.example·.org"),
            ("example.org/long/path", "example·.org·/long·/path"),
            ("/usr/share/fonts/x.otf", "/usr·/share·/fonts·/x·.otf"),
            ("src/book/addresses.rs", "src·/book·/addresses·.rs"),
        ];
        for (word, broken) in cases {
            assert_eq!(address(word), broken);
        }
    }

    #[test]
    fn addresses_are_found_among_words() {
        let text = "see a/b, or www.example.org now";
        let at = text.find("www").unwrap_or(0);
        assert_eq!(breaks_in_text(text), [at + 3, at + 11]);
        assert!(breaks_in_text("and/or").is_empty());
    }

    #[test]
    fn an_address_ends_where_text_without_spaces_goes_on() {
        let text = "写信到https://example.org/a/，却什么";
        let found: Vec<_> = addresses(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["https://example.org/a/"]);
        let places: Vec<_> = breaks_in_text(text).into_iter().map(|at| &text[at..]).collect();
        assert_eq!(places, ["example.org/a/，却什么", ".org/a/，却什么"]);
    }

    #[test]
    fn long_names_are_broken_and_short_ones_are_not() {
        assert_eq!(in_code("std::fmt a_long_name_of_it"), [15, 20, 23]);
    }

    #[test]
    fn other_words_are_not_addresses() {
        for word in [
            "and/or",
            "he/she/they",
            "e.g./i.e.",
            "12/11/2020",
            "a.m.",
            "@fig",
            "km/h",
            "either/or.",
            "one/two/three.",
        ] {
            assert!(!is_address(word), "{word}");
        }
    }

    #[test]
    fn names_in_code_are_broken_at_their_marks() {
        let code = |word| pieces(word, is_before_in_code, is_after_in_code);
        assert_eq!(code("std::collections::BTreeMap"), "std::·collections::·BTreeMap");
        assert_eq!(
            code("very_long_function_name(first,second)"),
            "very·_long·_function·_name(·first,·second)"
        );
        let mut places = Vec::new();
        camel_case_breaks("parseChapterTitle", |at| places.push(at));
        assert_eq!(places, [5, 12]);
    }
}
