//! Divides a text for a cover into pieces between which a line may end.

use crate::lang;

/// A piece of a text; a line may end after it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    /// What follows it.
    pub(super) end: PieceEnd,
}

/// What follows a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PieceEnd {
    /// A space, unless a line ends here.
    Space,
    /// Nothing: the next piece continues, and a line that ends here does so at a good place.
    Seam,
    /// Nothing, and a line that ends here separates what belongs together.
    Inside,
    /// Nothing; the piece ends with the hyphen of a compound.
    Compound,
    /// Nothing, or a hyphen if a line ends here.
    Hyphen,
}

impl Piece {
    /// Returns the text at the end of a line.
    pub(super) fn last(&self) -> String {
        let hyphen = if self.end == PieceEnd::Hyphen { "-" } else { "" };
        format!("{}{hyphen}", self.text)
    }

    /// Returns the text within a line.
    pub(super) fn inner(&self) -> String {
        let space = if self.end == PieceEnd::Space { " " } else { "" };
        format!("{}{space}", self.text)
    }
}

/// Divides a text at spaces, after hyphens and dashes, between ideographs, and at the places that
/// `hyphenate` returns for a word, as byte offsets.
pub(super) fn pieces(text: &str, hyphenate: &dyn Fn(&str) -> Vec<usize>) -> Vec<Piece> {
    let mut out = Vec::new();
    // No line ends at a no-break space, which is not ASCII.
    for word in text.split([' ', '\t', '\n', '\r', '\u{3000}']).filter(|word| !word.is_empty()) {
        let mut start = 0;
        let mut characters = word.char_indices().peekable();
        while let Some((_, c)) = characters.next() {
            let Some((at, next)) = characters.peek().copied() else { break };
            if let Some(end) = end_between(c, next) {
                hyphenated(&word[start..at], end, hyphenate, &mut out);
                start = at;
            }
        }
        hyphenated(&word[start..], PieceEnd::Space, hyphenate, &mut out);
    }
    out
}

/// Adds a word, divided at the places for hyphens.
fn hyphenated(word: &str, end: PieceEnd, hyphenate: &dyn Fn(&str) -> Vec<usize>, out: &mut Vec<Piece>) {
    let mut start = 0;
    for at in hyphenate(word) {
        out.push(Piece { text: word[start..at].to_owned(), end: PieceEnd::Hyphen });
        start = at;
    }
    out.push(Piece { text: word[start..].to_owned(), end });
}

/// Returns how a line may end between two characters of a word, or `None` if it may not.
fn end_between(c: char, next: char) -> Option<PieceEnd> {
    // The rules of JIS X 4051 for the start and the end of a line.
    const CLOSING: &str = "、。，．・：；？！」』）〕】〉》〙〗”’…‥";
    const SMALL: &str = "ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾ";
    const OPENING: &str = "「『（〔【〈《〘〖“‘";
    if is_east_asian(c) || is_east_asian(next) {
        let may = !CLOSING.contains(next) && !SMALL.contains(next) && !OPENING.contains(c);
        // Words of Japanese end where a particle in hiragana precedes another script.
        let is_seam = CLOSING.contains(c) || is_hiragana(c) && !is_hiragana(next);
        return may.then_some(if is_seam { PieceEnd::Seam } else { PieceEnd::Inside });
    }
    match c {
        '–' | '—' | '/' => Some(PieceEnd::Seam),
        '-' | '\u{2010}' if next.is_alphabetic() => Some(PieceEnd::Compound),
        _ => None,
    }
}

/// Returns whether lines may end around a character without spaces: ideographs, kana and their punctuation.
fn is_east_asian(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x2FFF | 0x3001..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF
        | 0xFF01..=0xFF9F | 0x20000..=0x3FFFF)
}

fn is_hiragana(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x309F)
}

/// Returns whether the first letter of a text belongs to a script written from right to left.
pub(super) fn is_rtl(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(lang::is_rtl)
}

/// Returns a line of a text whose letters run from right to left in isolates (UAX 9), so that numbers and
/// punctuation in it are ordered as in that script wherever it is shown.
pub(super) fn isolated(line: String, rtl: bool) -> String {
    if rtl { format!("\u{2067}{line}\u{2069}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let after_four = |word: &str| if word == "Donaudampf" { vec![5] } else { Vec::new() };
        let mark = |piece: Piece| match piece.end {
            PieceEnd::Space => format!("{}_", piece.text),
            PieceEnd::Seam => format!("{}|", piece.text),
            PieceEnd::Inside => format!("{}.", piece.text),
            PieceEnd::Compound => format!("{}+", piece.text),
            PieceEnd::Hyphen => format!("{}~", piece.text),
        };
        pieces(text, &after_four).into_iter().map(mark).collect()
    }

    #[test]
    fn texts_are_divided_where_lines_may_end() {
        let table = [
            ("The Weight  of Water", "The_Weight_of_Water_"),
            ("Moby-Dick; 1–2 and/or A—B", "Moby-+Dick;_1–|2_and/|or_A—|B_"),
            ("銀河鉄道の夜", "銀.河.鉄.道.の|夜_"),
            ("「坊っちゃん」、春", "「坊っ.ちゃ.ん」、|春_"),
            ("자유의 집", "자유의_집_"),
            ("Donaudampf 10\u{A0}km", "Donau~dampf_10\u{A0}km_"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn the_direction_is_that_of_the_first_letter() {
        assert!(is_rtl("1. שיר") && is_rtl("«مرحبا»") && !is_rtl("Shir שיר") && !is_rtl("42"));
    }
}
