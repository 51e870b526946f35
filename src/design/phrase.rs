//! Where the first words of a chapter in small capitals end: at the end of a phrase, and never within a name, a
//! quotation or words that are set apart.

use std::ops::Range;

use super::lead::{LINE_END, OBJECT};
use crate::project::design::choices::OpeningCaps;

/// The maximum number of words and of characters in small capitals.
const MAX_WORDS: usize = 7;
const MAX_CHARACTERS: usize = 36;
/// The number of words in small capitals if no phrase ends within [`MAX_WORDS`]; more while the last word is as
/// short as an article.
const FIRST_WORDS: usize = 3;
const SHORT_WORD: usize = 3;
/// The maximum length of a single word before a full stop that may belong to an abbreviation: `Capt.`
const ABBREVIATION: usize = 4;

/// Words that begin a phrase, in the languages of books that the program adds words to. Words that often join a
/// phrase, such as `of` and `and`, are left out.
#[rustfmt::skip]
const BEGINNERS: &[&str] = &[
    "in", "on", "at", "from", "with", "by", "for", "when", "where", "while", "as", "before", "after", "because", "if",
    "but", "until", "since", "though", "who", "which", "that", "whose", "than", "over", "under", "through", "without",
    "beneath", "between", "among", "during", "toward", "towards",
    "als", "wenn", "weil", "dass", "bevor", "nachdem", "während", "mit", "auf", "aus", "bei", "nach", "von", "vor", "über",
    "unter", "durch", "ohne", "gegen", "zwischen",
    "quand", "lorsque", "que", "qui", "dans", "avec", "pour", "sur", "sous", "sans", "depuis", "avant", "après", "pendant",
    "cuando", "con", "por", "para", "sobre", "sin", "desde", "hasta", "entre", "durante",
    "quando", "che", "per", "su", "senza", "dopo", "tra", "fra", "nel", "nella",
];

/// Words longer than [`SHORT_WORD`] that a phrase goes on after, in addition to [`BEGINNERS`].
#[rustfmt::skip]
const OPEN_WORDS: &[&str] = &[
    "most", "more", "very", "this", "these", "those", "their", "your", "were", "been", "have", "would", "could", "should",
    "such", "some", "every", "each", "into", "upon", "only",
    "eine", "einer", "einem", "einen", "eines", "dieser", "diese", "dieses", "sehr", "nicht", "oder",
    "leur", "leurs", "cette", "très", "plus", "este", "esta", "questo", "questa", "molto", "della", "delle",
];

/// Returns the end of the words in small capitals in a text whose first letter is at `letter`.
pub(super) fn end(text: &str, letter: Range<usize>, caps: OpeningCaps, units: &[Range<usize>]) -> usize {
    match caps {
        OpeningCaps::None => letter.start,
        OpeningCaps::Word => first_words(text, &letter),
        OpeningCaps::Phrase => {
            let few = || phrase(text, &letter, units).or_else(|| first_noun(text, &letter, units));
            few().unwrap_or_else(|| first_words(text, &letter))
        }
    }
}

/// A word of the text.
struct Word<'a> {
    text: &'a str,
    /// The end of its last letter or figure.
    end: usize,
    /// The character after it.
    next: Option<char>,
}

/// Returns the words from a byte on.
fn words(text: &str, start: usize) -> impl Iterator<Item = Word<'_>> {
    let mut at = Some(start);
    std::iter::from_fn(move || {
        let from = at.filter(|from| *from <= text.len())?;
        let length = text[from..].find(is_end).unwrap_or(text.len() - from);
        let word = &text[from..from + length];
        let next = text[from + length..].chars().next();
        at = next.map(|next| from + length + next.len_utf8());
        Some(Word { text: word, end: from + letters(word), next })
    })
}

/// Returns the end of the first word, or of the second if the first is the letter of an initial alone.
fn first_words(text: &str, letter: &Range<usize>) -> usize {
    let mut end = letter.end;
    for word in words(text, letter.start).take(2) {
        end = end.max(word.end);
        if end > letter.end || word.next != Some(' ') {
            break;
        }
    }
    end
}

/// Returns the end of the first word that does not lead on to the next one, as an article does. Returns `None` if
/// such a word is not near.
fn first_noun(text: &str, letter: &Range<usize>, units: &[Range<usize>]) -> Option<usize> {
    let is_within = |at: usize| units.iter().any(|unit| unit.start < at && at < unit.end);
    let words: Vec<Word<'_>> = words(text, letter.start).take(FIRST_WORDS).collect();
    let end = words.iter().find(|word| {
        let is_open =
            word.text.chars().count() <= SHORT_WORD || is_one_of(word.text, &[BEGINNERS, OPEN_WORDS]);
        !is_open && word.end > letter.end
    })?;
    let is_near = text[letter.start..end.end].chars().count() <= MAX_CHARACTERS;
    let has_quote = text[letter.start..end.end].contains(['“', '„', '«']);
    (is_near && !has_quote && !is_within(end.end)).then_some(end.end)
}

/// Returns the end of the first phrase if it is near; else of the first few words. Returns `None` if not even
/// these have a good end.
fn phrase(text: &str, letter: &Range<usize>, units: &[Range<usize>]) -> Option<usize> {
    let is_quoted = text[..letter.start].contains(['“', '‘', '„', '‚', '«', '‹', '"']);
    let is_within = |at: usize| units.iter().any(|unit| unit.start < at && at < unit.end);
    let all: Vec<Word<'_>> = words(text, letter.start).take(MAX_WORDS + 1).collect();
    let (mut count, mut few, mut before) = (0, None, None);
    let mut open_quote = false;
    for (index, word) in all.iter().enumerate().take(MAX_WORDS) {
        count += usize::from(word.text.contains(char::is_alphanumeric));
        if text[letter.start..word.end].chars().count() > MAX_CHARACTERS {
            break;
        }
        open_quote |= index > 0 && word.text.starts_with(['“', '„', '«']);
        let closes =
            word.text.contains(['”', '»']) || (word.text.ends_with('“') && !word.text.starts_with('“'));
        let is_inner = open_quote && !closes;
        open_quote &= !closes;
        let is_alone = word.end <= letter.end;
        // The end of words set apart is the end of their last letter, as that of the word is.
        if is_alone || is_inner || is_within(word.end) {
            continue;
        }
        let rest = word.text.trim_end_matches(['”', '’', '»', '"', '\'', ')']);
        let short = count == 1 && rest.chars().count() <= ABBREVIATION + 1;
        let stops = rest.ends_with([',', ';', ':', '!', '?', '…']) || (rest.ends_with('.') && !short);
        if stops || word.next != Some(' ') || (is_quoted && closes) {
            return Some(word.end);
        }
        let Some(next) = all.get(index + 1) else { break };
        let is_open =
            word.text.chars().count() <= SHORT_WORD || is_one_of(word.text, &[BEGINNERS, OPEN_WORDS]);
        if count < FIRST_WORDS || is_open || is_name(word.text, next.text) {
            continue;
        }
        let begins = is_one_of(next.text, &[BEGINNERS]) || next.text.starts_with(['“', '„', '«', '(']);
        if begins && before.is_none() {
            before = Some(word.end);
        }
        few = few.or(Some(word.end));
    }
    before.or(few)
}

/// Returns whether a word is in one of these lists.
fn is_one_of(word: &str, lists: &[&[&str]]) -> bool {
    let lower = word.to_lowercase();
    let letters = lower.trim_matches(|c: char| !c.is_alphabetic());
    lists.iter().any(|list| list.contains(&letters))
}

/// Returns whether two words belong to one name: both begin with a capital.
fn is_name(word: &str, next: &str) -> bool {
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    is_capital(word) && is_capital(next)
}

/// Returns whether a character ends a word: a space at which a line may break, or a character that is
/// not part of words.
fn is_end(c: char) -> bool {
    matches!(c, ' ' | '—' | '–' | '\u{2E3A}' | '\u{2E3B}' | LINE_END | OBJECT)
}

/// Returns the length in bytes of a word up to its last letter or figure.
fn letters(word: &str) -> usize {
    word.rfind(char::is_alphanumeric).map_or(0, |at| at + word[at..].chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, caps: OpeningCaps, units: &[Range<usize>]) -> String {
        let start = text.find(char::is_alphabetic).expect("a letter");
        text[start..end(text, start..start + 1, caps, units)].to_owned()
    }

    fn phrase_of(text: &str) -> String {
        shown(text, OpeningCaps::Phrase, &[])
    }

    #[test]
    fn a_phrase_ends_at_punctuation_or_before_the_next_phrase() {
        for (text, expected) in [
            ("Call me Ishmael. Some years ago", "Call me Ishmael"),
            ("It was the best of times, it was", "It was the best of times"),
            ("Happy families are all alike; every", "Happy families are all alike"),
            ("It was a dark and stormy night that", "It was a dark and stormy night"),
            ("The clock struck thirteen when he came", "The clock struck thirteen"),
            ("When he was nearly thirteen my brother", "When he was nearly"),
            ("Quite early in the morning the men came", "Quite early in the morning"),
            ("During the most terrific calm of the whole long year", "During the most terrific"),
            ("It was during those long days at sea", "It was during those long days"),
            ("Mr. Sherlock Holmes, who was usually", "Mr. Sherlock Holmes"),
            ("The lamp-room was at the top of a hundred and four stairs", "The lamp-room"),
            ("Stop!", "Stop"),
            ("Peace—that was all", "Peace"),
            ("Incomprehensibilities notwithstanding everything", "Incomprehensibilities"),
        ] {
            assert_eq!(phrase_of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_phrase_does_not_end_within_a_name_or_a_quotation() {
        assert_eq!(phrase_of("There stood Captain Ahab Starbuck alone"), "There stood Captain Ahab Starbuck");
        assert_eq!(phrase_of("No,” said the Captain"), "No");
        assert_eq!(phrase_of("“Never mind that now” said he to me"), "Never mind that now");
        assert_eq!(phrase_of("He cried “come home, boy” and ran from there"), "He cried “come home, boy");
    }

    #[test]
    fn a_phrase_does_not_end_within_words_that_are_set_apart() {
        let text = "We read The Whale, or The White Jacket aloud";
        let unit = 8..text.find(" aloud").expect("the end");
        assert_eq!(shown(text, OpeningCaps::Phrase, &[unit]), "We read");
        let text = "The bark Moby Dick sailed home again and again";
        let unit = 9..18;
        assert_eq!(shown(text, OpeningCaps::Phrase, &[unit]), "The bark Moby Dick");
    }

    #[test]
    fn a_letter_alone_takes_more_words_with_it() {
        assert_eq!(phrase_of("I, who was there"), "I, who was there");
        assert_eq!(shown("I had", OpeningCaps::Word, &[]), "I had");
        assert_eq!(shown("A", OpeningCaps::Word, &[]), "A");
    }

    #[test]
    fn one_word_or_none_may_be_in_small_capitals() {
        assert_eq!(shown("Don’t go", OpeningCaps::Word, &[]), "Don’t");
        assert_eq!(shown("Yes.", OpeningCaps::Word, &[]), "Yes");
        assert_eq!(shown("Yes.", OpeningCaps::None, &[]), "");
    }
}
