//! The seams of German compounds, at which letters are not joined: *Auflage* has no ligature of f and l, *Flug* has
//! (Duden, *Die deutsche Rechtschreibung*, "Schriftsatz", on ligatures).
//!
//! Where a word may be divided between f and the letter after it, the two belong to different parts of the word.
//! There are exceptions, since words are divided by syllables too: *schaf-fen*, *Kräf-te*, *Zweif-ler*. In these the
//! letters are of one part.

use std::ops::Range;

use super::opportunities::hyphenation_points;
use crate::lang::LangTag;

/// The letters that faces join to an f before them.
const JOINED: [char; 8] = ['f', 'i', 'l', 'j', 't', 'b', 'h', 'k'];
/// The prefix behind which an f or a t begins another part.
const PREFIX: &str = "auf";
/// What begins with l and is the rest of a stem in -el: *Zweif-ler*, *schwef-lig*, *teuf-lisch*.
const ELIDED: [&str; 3] = ["ler", "lig", "lisch"];

/// Returns the positions of letters, in a range of a text, that are not joined to the letters beside them.
pub(super) fn unjoined(text: &str, range: Range<usize>, lang: &LangTag) -> Vec<usize> {
    let mut found = Vec::new();
    if lang.primary() != "de" {
        return found;
    }
    let mut rest = range.start;
    while let Some(at) = text[rest..range.end].find('f').map(|at| rest + at) {
        rest = at + 1;
        let word = word_around(text, at);
        if may_join(&text[at..word.end]) {
            let points = hyphenation_points(&text[word.clone()], lang);
            found.extend(in_word(&text[word.clone()], &points).map(|at| word.start + at));
            rest = word.end.clamp(rest, range.end);
        }
    }
    found.retain(|at| range.contains(at));
    found
}

/// Returns whether any f of a text has a letter after it that a face may join to it.
fn may_join(text: &str) -> bool {
    text.match_indices('f').any(|(at, _)| text[at + 1..].starts_with(JOINED))
}

/// Returns the range of the letters around a position.
fn word_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last();
    let length = text[at..].find(|c: char| !c.is_alphabetic());
    start.map_or(at, |(start, _)| start)..length.map_or(text.len(), |length| at + length)
}

/// Returns the positions in a word, which may be divided at `points`.
fn in_word<'w>(word: &'w str, points: &'w [usize]) -> impl Iterator<Item = usize> + 'w {
    points.iter().copied().filter(|point| is_seam(&word[..*point], &word[*point..])).map(|point| {
        // The letter that stays alone is the one that can lose less: the second, unless it begins a ligature
        // of its own, as in *auf-fischen*.
        let after = &word[point..];
        if after.starts_with('f') && may_join(after.get(..2).unwrap_or_default()) { point - 1 } else { point }
    })
}

/// Returns whether the parts of a word before and after a hyphen meet at a seam of letters that a face may join.
fn is_seam(before: &str, after: &str) -> bool {
    let (Some(first), true) = (after.chars().next(), before.ends_with('f')) else { return false };
    let is_behind_prefix = before.to_lowercase().ends_with(PREFIX);
    match first {
        'f' => is_behind_prefix || before.ends_with("ff"),
        't' => is_behind_prefix,
        'l' => is_behind_prefix || !ELIDED.iter().any(|rest| after.starts_with(rest)),
        other => JOINED.contains(&other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a text with a bar before each letter that is not joined to those beside it.
    fn marked(text: &str) -> String {
        let lang = LangTag::parse("de").expect("a tag");
        let mut out = text.to_owned();
        for at in unjoined(text, 0..text.len(), &lang).into_iter().rev() {
            out.insert(at, '|');
        }
        out
    }

    #[test]
    fn letters_are_not_joined_at_the_seams_of_german_words() {
        for (word, expected) in [
            ("Auflage", "Auf|lage"),
            ("Kaufleute", "Kauf|leute"),
            ("begreiflich", "begreif|lich"),
            ("aufbauen", "auf|bauen"),
            ("Dorfjugend", "Dorf|jugend"),
            ("auffallen", "auf|fallen"),
            ("auffischen", "au|ffischen"),
            ("Schifffahrt", "Schiff|fahrt"),
            ("Auftrag", "Auf|trag"),
        ] {
            assert_eq!(marked(word), expected);
        }
    }

    #[test]
    fn letters_of_one_part_are_joined() {
        for word in [
            "schaffen",
            "Hoffnung",
            "Kräfte",
            "Zweifler",
            "schweflig",
            "Flug",
            "fliegen",
            "Chefin",
            "offen",
            "Luft",
        ] {
            assert_eq!(marked(word), word);
        }
    }

    #[test]
    fn only_german_words_have_seams_and_each_keeps_its_place() {
        let english = LangTag::english();
        assert!(unjoined("Auflage", 0..7, &english).is_empty());
        assert_eq!(
            marked("Die Auflage, die Über-Auflage und Öffnung."),
            "Die Auf|lage, die Über-Auf|lage und Öffnung."
        );
        // A line may begin within the word.
        let german = LangTag::parse("de-AT").expect("a tag");
        assert_eq!(unjoined("Kaufleuteauflage", 9..16, &german), [12]);
        assert!(unjoined("f", 0..1, &german).is_empty() && unjoined("öf", 0..3, &german).is_empty());
    }
}
