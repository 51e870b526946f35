//! Markers of lists that Markdown does not know: `a.`, `(iv)`, `A)`, `#.`, as pandoc reads them
//! (`fancy_lists`). Entry point: [`Lists::line`].
//!
//! The parser sees a number of the same length in the place of each. Letters at the head of a paragraph
//! may be words (`A. Writer`, `c. 1820`): a marker counts where a block begins, and letters only where
//! the next item follows.

use std::ops::Range;

use crate::book::{Delimiter, Numbering, Numerals};

/// Lines looked at for the next item of a list.
const LOOK_AHEAD: usize = 200;
/// Characters that a marker may have: the parser reads numbers of nine figures.
const LONGEST: usize = 10;
/// Figures of a number in parentheses; a longer one is a year or a sum.
const FIGURES: usize = 3;
/// Columns of indent that make code of a line.
const CODE_INDENT: usize = 4;

/// A marker that is hidden from the parser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Marker {
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
    /// How it numbers its list, if it is the first.
    pub(super) numbering: Numbering,
    /// What ends the number that the parser sees.
    end: u8,
}

/// The lists that the lines so far have opened.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) markers: Vec<Marker>,
    open: Vec<Open>,
    /// Whether the last line leaves a paragraph open.
    in_paragraph: bool,
    after_blank: bool,
    /// What ends the number of the list that was opened last, as the parser sees it.
    last_end: u8,
}

#[derive(Debug)]
struct Open {
    quotes: usize,
    /// Column at which the text of its items begins.
    content: usize,
    /// What the next item would be; `None` for a list that Markdown knows.
    next: Option<Written>,
    /// What ends its numbers, as the parser sees it.
    end: u8,
}

/// A marker as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Written {
    numerals: Numerals,
    delimiter: Delimiter,
    /// `None` for `#`.
    number: Option<i64>,
    length: usize,
}

impl Lists {
    /// An empty line.
    pub(super) fn blank(&mut self) {
        (self.in_paragraph, self.after_blank) = (false, true);
    }

    /// A line of running text.
    pub(super) fn text(&mut self) {
        (self.in_paragraph, self.after_blank) = (true, false);
    }

    /// A line that ends a paragraph and is no part of a list item.
    pub(super) fn boundary(&mut self) {
        (self.in_paragraph, self.after_blank) = (false, false);
    }

    /// Takes a line with words; answers with the marker to hide, if it begins with one.
    pub(super) fn line(
        &mut self,
        source: &str,
        quotes: usize,
        inside: usize,
        words: Range<usize>,
    ) -> Option<&Marker> {
        let indent = columns(&source[inside..words.start]);
        let text = &source[words.clone()];
        while self.open.last().is_some_and(|open| open.quotes != quotes) {
            self.open.pop();
        }
        if let Some(length) = known_marker(text) {
            self.leave(indent);
            self.push(quotes, indent, text, length, (None, text.as_bytes()[length - 1]));
            return None;
        }
        if let Some(written) = Written::parse(text) {
            if self.marker(source, quotes, indent, &words, written) {
                return self.markers.last();
            }
        } else if self.after_blank {
            self.leave(indent);
        }
        // A heading in one line is no paragraph.
        self.in_paragraph = !text.starts_with('#');
        self.after_blank = false;
        None
    }

    fn marker(
        &mut self,
        source: &str,
        quotes: usize,
        indent: usize,
        words: &Range<usize>,
        written: Written,
    ) -> bool {
        let sibling = self
            .open
            .iter()
            .rposition(|open| indent < open.content && open.next.is_some_and(|next| written.follows(&next)));
        let text = &source[words.clone()];
        let (height, written, end) = match sibling {
            Some(height) => {
                let Open { next, end, .. } = &self.open[height];
                (height, written.like(&next.expect("only such are found")), *end)
            }
            None => {
                let within = self.open.iter().take_while(|open| open.content <= indent).count();
                let base = within.checked_sub(1).map_or(0, |last| self.open[last].content);
                let begins = !self.in_paragraph || (within > 0 && self.is_item_line(within, indent));
                let counts =
                    written.is_plain() || next_follows(&source[words.end..], quotes, indent, &written);
                if !begins || indent >= base + CODE_INDENT || !counts {
                    return false;
                }
                // Another end than that of the list before keeps the two apart.
                (within, written, if self.last_end == b'.' { b')' } else { b'.' })
            }
        };
        self.open.truncate(height);
        let numbering = Numbering {
            start: Some(written.number.unwrap_or(1)),
            reversed: false,
            numerals: written.numerals,
            delimiter: written.delimiter,
        };
        let range = words.start..words.start + written.length;
        self.markers.push(Marker { range, numbering, end });
        let next = Written { number: written.number.map(|number| number + 1), ..written };
        self.push(quotes, indent, text, written.length, (Some(next), end));
        true
    }

    /// Whether the line before is the first of the item in which a line of this indent stands.
    fn is_item_line(&self, within: usize, indent: usize) -> bool {
        within == self.open.len() && self.open.last().is_some_and(|open| indent < open.content + CODE_INDENT)
    }

    fn push(&mut self, quotes: usize, indent: usize, text: &str, length: usize, list: (Option<Written>, u8)) {
        let blanks = columns(&text[length..text.len() - text[length..].trim_start().len()]);
        let content = indent + length + if (1..=CODE_INDENT).contains(&blanks) { blanks } else { 1 };
        let (next, end) = list;
        self.open.push(Open { quotes, content, next, end });
        self.last_end = end;
        self.in_paragraph = true;
        self.after_blank = false;
    }

    /// Closes the lists whose items do not reach to this indent.
    fn leave(&mut self, indent: usize) {
        while self.open.last().is_some_and(|open| indent < open.content) {
            self.open.pop();
        }
    }
}

impl Marker {
    /// Makes a number of the marker's bytes.
    pub(super) fn hide(&self, bytes: &mut [u8]) {
        let last = bytes.len() - 1;
        bytes.fill(b'0');
        bytes[last - 1] = b'1';
        bytes[last] = self.end;
    }
}

/// Columns that blanks take, from a stop of tabs on.
fn columns(blanks: &str) -> usize {
    blanks.bytes().fold(0, |at, byte| if byte == b'\t' { at + 4 - at % 4 } else { at + 1 })
}

/// The length of a marker that Markdown knows: of a bullet or a number.
fn known_marker(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match (digits, text.as_bytes().get(digits)?) {
        (0, b'-' | b'+' | b'*') => 1,
        (1..=9, b'.' | b')') => digits + 1,
        _ => return None,
    };
    is_blank_at(text, length).then_some(length)
}

fn is_blank_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_none_or(|byte| matches!(byte, b' ' | b'\t'))
}

/// Whether the item after this one follows before the block ends.
fn next_follows(rest: &str, quotes: usize, indent: usize, written: &Written) -> bool {
    let next = Written { number: written.number.map(|number| number + 1), ..*written };
    let mut after_blank = false;
    for line in rest.lines().skip(1).take(LOOK_AHEAD) {
        let mut line = line;
        let mut found = 0;
        while found < quotes {
            let Some(inner) = line.trim_start_matches(' ').strip_prefix('>') else { break };
            line = inner.strip_prefix(' ').unwrap_or(inner);
            found += 1;
        }
        let text = line.trim_start();
        let own = columns(&line[..line.len() - text.len()]);
        if text.is_empty() {
            after_blank = true;
            continue;
        }
        if found < quotes {
            return false;
        }
        let is_next = Written::parse(text).is_some_and(|other| other.follows(&next));
        if is_next && own <= indent + written.length {
            return true;
        }
        if after_blank && own <= indent {
            return false;
        }
        after_blank = false;
    }
    false
}

impl Written {
    /// The marker at the head of a line, if it is of a kind that Markdown does not know.
    fn parse(text: &str) -> Option<Self> {
        let open = text.starts_with('(');
        let rest = &text[usize::from(open)..];
        let length = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
        let length = if length == 0 && rest.starts_with('#') { 1 } else { length };
        let name = &rest[..length];
        let delimiter = match (open, rest.as_bytes().get(length)?) {
            (false, b'.') => Delimiter::Period,
            (false, b')') => Delimiter::Paren,
            (true, b')') => Delimiter::Parens,
            _ => return None,
        };
        let whole = usize::from(open) + length + 1;
        if length == 0 || whole > LONGEST || !is_blank_at(text, whole) {
            return None;
        }
        let (numerals, number) = numerals(name)?;
        let plain = numerals == Numerals::Decimal;
        if plain && number.is_some() && (!open || length > FIGURES) {
            return None;
        }
        // One capital letter with a full stop may be a name's: two blanks make it a number.
        let initial =
            length == 1 && name.as_bytes()[0].is_ascii_uppercase() && delimiter == Delimiter::Period;
        if initial && !(text[whole..].starts_with("  ") || text[whole..].starts_with('\t')) {
            return None;
        }
        Some(Self { numerals, delimiter, number, length: whole })
    }

    /// Whether figures or `#` number it, which no word is taken for.
    fn is_plain(&self) -> bool {
        self.numerals == Numerals::Decimal
    }

    /// Whether it may be the item that is expected; `i` is a letter and a Roman one.
    fn follows(&self, expected: &Self) -> bool {
        self.delimiter == expected.delimiter
            && (self.like(expected).number, self.like(expected).numerals)
                == (expected.number, expected.numerals)
    }

    /// The same marker, read in the numerals of another where it can be.
    fn like(&self, other: &Self) -> Self {
        let (Some(number), Some(expected)) = (self.number, other.number) else { return *self };
        let (letter, capital) = match self.numerals {
            Numerals::LowerAlpha | Numerals::LowerRoman => (Numerals::LowerAlpha, false),
            Numerals::UpperAlpha | Numerals::UpperRoman => (Numerals::UpperAlpha, true),
            Numerals::Decimal => return *self,
        };
        let numeral = if capital { Numerals::UpperRoman } else { Numerals::LowerRoman };
        let written =
            Numbering { start: None, reversed: false, numerals: self.numerals, delimiter: self.delimiter };
        let wanted = Numbering { numerals: other.numerals, ..written };
        let alike =
            [letter, numeral].contains(&other.numerals) && written.label(number) == wanted.label(expected);
        if alike { Self { numerals: other.numerals, number: Some(expected), ..*self } } else { *self }
    }
}

/// The numerals that a name is written in, and its number: `i` is Roman, another single letter is a
/// letter, several letters are Roman, as in pandoc.
fn numerals(name: &str) -> Option<(Numerals, Option<i64>)> {
    if name == "#" {
        return Some((Numerals::Decimal, None));
    }
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((Numerals::Decimal, Some(name.parse().ok()?)));
    }
    let upper = name.bytes().all(|byte| byte.is_ascii_uppercase());
    if !upper && !name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let pick = |lower, capital| if upper { capital } else { lower };
    if name.len() == 1 && !name.eq_ignore_ascii_case("i") {
        let letter = name.as_bytes()[0].to_ascii_lowercase();
        return Some((pick(Numerals::LowerAlpha, Numerals::UpperAlpha), Some(i64::from(letter - b'a') + 1)));
    }
    let roman = pick(Numerals::LowerRoman, Numerals::UpperRoman);
    let number = roman_number(&name.to_ascii_lowercase())?;
    let back = Numbering { numerals: roman, ..Numbering::from(1) };
    (back.label(number).trim_end_matches('.') == name).then_some((roman, Some(number)))
}

fn roman_number(name: &str) -> Option<i64> {
    let value = |letter: u8| {
        Some(match letter {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            b'c' => 100,
            b'd' => 500,
            b'm' => 1000,
            _ => return None,
        })
    };
    let (mut sum, mut last) = (0i64, 0i64);
    for letter in name.bytes().rev() {
        let value = value(letter)?;
        sum += if value < last { -value } else { value };
        last = last.max(value);
    }
    (sum > 0).then_some(sum)
}
