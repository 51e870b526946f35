//! Finds the place of a text's characters in the source. Entry points: [`char_span`], [`skip`].
//!
//! A text of the model begins at the first byte of its span. Where parser and typography changed
//! nothing, each of its bytes is at the same distance in the source. Where they did (`"` for `“`, `--`
//! for `–`, a character reference, an escape, the marks at the head of a line), text and source are
//! aligned again here, since that is rarely needed and would otherwise take a map for every text.

use std::ops::Range;

use super::characters::book_char;
use super::html::{is_ampersand, reference_length};
use crate::book::circled;
use crate::diag::Span;

/// The maximum length of the signs that open or close a comment, with spaces.
const MAX_SIGNS: usize = 6;

/// Returns the span of the character at byte `at` of a text whose own span is `span`.
///
/// The span is empty for a character that has no counterpart in the source, such as a thin space in
/// French.
pub fn char_span(text: &str, source: &str, span: Span, at: usize) -> Span {
    let written = source.get(span.range()).unwrap_or_default();
    let found = if written == text {
        at..at + text[at..].chars().next().map_or(0, char::len_utf8)
    } else {
        let mut aligner = Aligner { written, at: 0, last: 0..0 };
        let mut chars = text.char_indices();
        let range = chars.find_map(|(i, c)| Some(aligner.next(c)).filter(|_| i >= at));
        range.unwrap_or(written.len()..written.len())
    };
    let start = span.range().start;
    Span::new(span.file, start + found.start..start + found.end)
}

/// Returns the position in the source after `removed`, which was cut from the head of a text.
pub(super) fn skip(source: &str, span: Span, removed: &str) -> u32 {
    let written = source.get(span.range()).unwrap_or_default();
    let mut aligner = Aligner { written, at: 0, last: 0..0 };
    removed.chars().for_each(|c| {
        aligner.next(c);
    });
    span.start + u32::try_from(aligner.at).unwrap_or(0)
}

/// A text and its source, aligned from left to right.
struct Aligner<'a> {
    written: &'a str,
    /// Where the next character begins in the source.
    at: usize,
    /// The range of the last character.
    last: Range<usize>,
}

impl Aligner<'_> {
    /// Returns the range of the next character of the text.
    fn next(&mut self, c: char) -> Range<usize> {
        let start = self.at;
        while let Some(gap) = gap(self.rest(), c) {
            self.at += gap;
        }
        let is_space = c.is_whitespace();
        match length(self.rest(), c) {
            Some(length) => {
                self.last = self.at..self.at + length;
                self.at = self.last.end;
                if is_space {
                    // Spaces are collapsed, and the marks at the head of a line are not text.
                    let in_line = !self.written[self.last.clone()].contains('\n');
                    self.at += leading(self.rest(), |b| b == b' ' || b == b'\t' || (!in_line && b == b'>'));
                }
                self.last.clone()
            }
            None => {
                // The character has no counterpart of its own: some references and quotation marks become two
                // characters.
                self.at = start;
                self.last.end..self.last.end
            }
        }
    }

    fn rest(&self) -> &str {
        &self.written[self.at..]
    }
}

/// Returns the number of bytes that represent a number in a circle: a mark at the end of a line of code, with the signs
/// of the comment that it may be in.
fn mark_length(rest: &str, c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(0x2460).map(|index| i64::from(index) + 1)?;
    let mark = format!("<{}>", circled(number).map(|_| number)?);
    let line = rest.lines().next()?;
    let (before, behind) = line.split_once(&mark)?;
    let comment = |text: &str| text.len() <= MAX_SIGNS && !text.contains(char::is_alphanumeric);
    let closes = behind.trim_start().starts_with(['*', '-']) && comment(behind);
    comment(before).then(|| before.len() + mark.len() + if closes { behind.len() } else { 0 })
}

/// Returns the number of bytes at the head of the source that represent a character, if the source begins
/// with it.
fn length(rest: &str, c: char) -> Option<usize> {
    let mut chars = rest.chars();
    if c.is_ascii_punctuation() && chars.next() == Some('\\') && chars.next() == Some(c) {
        return Some(2);
    }
    let reference = reference_length(rest).filter(|length| c != '&' || is_ampersand(&rest[..*length]));
    if let Some(length) = reference {
        return Some(length);
    }
    if rest.starts_with(c) {
        return Some(c.len_utf8());
    }
    if let Some(length) = mark_length(rest, c) {
        return Some(length);
    }
    let forms: &[&str] = match c {
        '–' => &["--"],
        '—' => &["---"],
        '…' => &["..."],
        ' ' => &["\n"],
        '\u{202F}' => &[" ", "\u{A0}", "\n"],
        ',' => &[";"],
        _ if is_quotation_mark(c) => &["\"", "'"],
        _ => &[],
    };
    let form = forms.iter().find(|form| rest.starts_with(**form)).map(|form| form.len());
    form.or_else(|| rest.chars().next().filter(|first| book_char(*first) == Some(c)).map(char::len_utf8))
}

/// Returns the length of what the source has, and the text does not have, before a character.
fn gap(rest: &str, c: char) -> Option<usize> {
    let first = rest.chars().next()?;
    match first {
        _ if length(rest, c).is_some() => None,
        // Spaces at the end of a line, and a line end between ideographs with the head of the next line.
        ' ' | '\t' => Some(1),
        '\n' => Some(1 + leading(&rest[1..], |b| matches!(b, b' ' | b'\t' | b'>'))),
        // A tag or a comment without text in it.
        '<' => rest.find('>').map(|end| end + 1),
        _ => book_char(first).is_none().then_some(first.len_utf8()),
    }
}

fn is_quotation_mark(c: char) -> bool {
    "“”„‟‘’‚‛«»‹›「」『』".contains(c)
}

fn leading(text: &str, matches: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|b| matches(*b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    /// What each character of a text was written as.
    fn forms<'a>(text: &str, source: &'a str) -> Vec<&'a str> {
        let span = Span::new(FileId(0), 0..source.len());
        text.char_indices().map(|(at, _)| &source[char_span(text, source, span, at).range()]).collect()
    }

    #[test]
    fn characters_have_their_place_in_the_source() {
        assert_eq!(forms("a“b”", "a\"b\""), ["a", "\"", "b", "\""]);
        assert_eq!(forms("a–b—c…", "a--b---c..."), ["a", "--", "b", "---", "c", "..."]);
        assert_eq!(forms("a*b\\", "a\\*b\\\\"), ["a", "\\*", "b", "\\\\"]);
        assert_eq!(forms("a & b", "a &amp; b"), ["a", " ", "&amp;", " ", "b"]);
        assert_eq!(forms("a b", "a  \n> > b"), ["a", " ", "b"]);
        assert_eq!(forms("日本", "日\n  本"), ["日", "本"]);
        assert_eq!(forms("«\u{202F}a ?", "\"a ?"), ["\"", "", "a", " ", "?"]);
        assert_eq!(forms("ab", "a<!-- x -->\u{1}b"), ["a", "b"]);
        assert_eq!(forms("a; ①\nb", "a; // <1>\nb"), ["a", ";", " ", "// <1>", "\n", "b"]);
        assert_eq!(forms("a ② ③\nb", "a /* <2> <3> */\nb"), ["a", " ", "/* <2>", " ", "<3> */", "\n", "b"]);
    }

    #[test]
    fn a_text_continues_after_removed_characters() {
        let skipped = |source: &str, removed| {
            let at = skip(source, Span::new(FileId(0), 0..source.len()), removed) as usize;
            source[at..].to_owned()
        };
        assert_eq!(skipped("— Me", "— "), "Me");
        assert_eq!(skipped("---  Me", "— "), "Me");
        assert_eq!(skipped("&mdash;\n> Me", "— "), "Me");
        assert_eq!(skipped("—Me", "—"), "Me");
        assert_eq!(skipped(":   Me", ": "), "Me");
    }
}
