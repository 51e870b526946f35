//! Divides code into the lines of a page. Entry point: [`pieces`].

use std::ops::Range;

use crate::book::Listing;
use crate::design::code::{TokenLook, look};
use crate::design::spec::CodeBlock;

/// How many columns the rest of a long line is indented further than the line, for the sign and a space.
pub(super) const CONTINUED: usize = 2;
/// The minimum number of columns left to a line, however deeply it is indented.
pub(super) const MIN_COLUMNS: usize = 8;

/// Returns the lines of the page that code takes if they have so many columns.
pub(super) fn pieces(text: &str, listing: &Listing, spec: &CodeBlock, columns: usize) -> Vec<CodePiece> {
    let (mut from, mut pieces) = (0, Vec::new());
    for (index, line) in text.split('\n').enumerate() {
        pieces.extend(wrap(&CodeLine::new(line, (index, from), spec.tab), columns));
        from += line.len() + 1;
    }
    pieces.iter_mut().for_each(|piece| piece.find_looks(listing, spec));
    pieces
}

/// A line of code with its tabs expanded.
struct CodeLine {
    /// Its index.
    index: usize,
    text: Vec<char>,
    /// The byte of the code that each character comes from, and that at the end of the line.
    bytes: Vec<usize>,
    /// The byte of the code at which the line begins.
    from: usize,
    /// The indices of the characters directly after tabs, each with its byte in the line.
    behind_tabs: Vec<(usize, usize)>,
}

impl CodeLine {
    fn new(line: &str, (index, from): (usize, usize), tab: usize) -> Self {
        let (mut text, mut bytes, mut behind_tabs) = (Vec::new(), Vec::new(), Vec::new());
        for (at, c) in line.char_indices() {
            if c == '\t' {
                let spaces = tab - text.len() % tab;
                text.extend(std::iter::repeat_n(' ', spaces));
                bytes.extend(from + at..from + at + spaces);
                behind_tabs.push((text.len(), at + 1));
            } else {
                text.push(c);
                bytes.push(from + at);
            }
        }
        bytes.push(from + line.len());
        Self { index, text, bytes, from, behind_tabs }
    }

    /// Returns a range of the line's characters as a piece.
    fn piece(&self, from: usize, to: usize, sign: Option<usize>) -> CodePiece {
        let first = self.behind_tabs.partition_point(|(place, _)| *place <= from);
        let tabs = self.behind_tabs[first..].iter().take_while(|(place, _)| *place < to);
        let jumps = tabs.map(|(place, byte)| {
            let at = self.text[from..*place].iter().map(|c| c.len_utf8()).sum();
            (at, u32::try_from(self.from + byte).unwrap_or(u32::MAX))
        });
        let jumps = jumps.collect();
        let text = self.text[from..to].iter().collect();
        CodePiece { text, line: self.index, at: self.bytes[from], jumps, sign, looks: Vec::new() }
    }
}

/// The part of a line of code that is on one line of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct CodePiece {
    pub(super) text: String,
    /// The index of the line.
    pub(super) line: usize,
    /// The byte of the code at which it begins.
    pub(super) at: usize,
    /// The bytes of the piece directly after tabs, each with the corresponding byte in the code.
    pub(super) jumps: Vec<(usize, u32)>,
    /// The column of the sign before it, if it is the rest of a long line.
    pub(super) sign: Option<usize>,
    /// The ranges of its bytes that have one look; there is at least one.
    looks: Vec<(Range<usize>, Option<TokenLook>)>,
}

/// Cuts a line at the measure: after a space if there is one near, else after a mark, else anywhere.
fn wrap(line: &CodeLine, columns: usize) -> Vec<CodePiece> {
    let mut pieces = Vec::new();
    let characters = &line.text;
    let indent = characters.iter().take_while(|c| **c == ' ').count();
    // An indent that leaves too little room is dropped.
    let indent = if indent + CONTINUED + MIN_COLUMNS <= columns { indent } else { 0 };
    let (mut from, mut room, mut sign) = (0, columns, None);
    while characters.len() - from > room {
        let to = from + cut(&characters[from..], room);
        pieces.push((from, to, sign));
        (from, sign) = (to, Some(indent));
        room = columns.saturating_sub(indent + CONTINUED).max(MIN_COLUMNS);
    }
    // If only spaces remain, they are not moved to the next line.
    match pieces.last_mut() {
        Some((_, to, _)) if characters[from..].iter().all(|c| *c == ' ') => *to = characters.len(),
        _ => pieces.push((from, characters.len(), sign)),
    }
    pieces.into_iter().map(|(from, to, sign)| line.piece(from, to, sign)).collect()
}

/// Returns where a line longer than its room is cut. A space may extend beyond the edge.
fn cut(line: &[char], room: usize) -> usize {
    let half = room / 2;
    let last = |is: fn(char) -> bool, to: usize| line[half..to].iter().rposition(|c| is(*c));
    let mark = |c: char| matches!(c, ',' | ';' | '/' | '\\' | '(' | '[' | '{' | '|' | '&' | '=' | ':');
    last(|c| c == ' ', room + 1).or_else(|| last(mark, room)).map_or(room, |at| half + at + 1)
}

impl CodePiece {
    /// Returns the parts of the piece that differ in the look of their tokens; there is at least one.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&str, Option<TokenLook>)> {
        self.looks.iter().map(|(range, look)| (&self.text[range.clone()], *look))
    }

    /// Returns the byte of the code that a byte of the piece comes from.
    pub(super) fn byte(&self, at: usize) -> usize {
        let behind = self.jumps.iter().rev().find(|(place, _)| *place <= at);
        behind.map_or(self.at + at, |(place, byte)| *byte as usize + at - place)
    }

    fn find_looks(&mut self, listing: &Listing, spec: &CodeBlock) {
        let (mut from, mut byte) = (0, self.at);
        let jumps = self.jumps.iter().map(|(place, byte)| (*place, Some(*byte as usize)));
        for (to, next) in jumps.chain([(self.text.len(), None)]) {
            // A tab, the last byte before a jump, is as long as its spaces.
            let end = next.unwrap_or(byte + to - from);
            for (range, class) in listing.parts(byte..end) {
                let look = class.and_then(|class| look(class, spec));
                let to = if range.end == end { to } else { from + range.end - byte };
                match self.looks.last_mut() {
                    Some((last, known)) if *known == look => last.end = to,
                    _ => self.looks.push((from + range.start - byte..to, look)),
                }
            }
            (from, byte) = (to, end);
        }
        if self.looks.is_empty() {
            self.looks.push((0..0, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Token, TokenClass};
    use crate::design::Design;
    use crate::lang::LangTag;

    #[test]
    fn tabs_go_to_the_next_stop() {
        let line = CodeLine::new("a\tb\t\tc", (0, 10), 4);
        assert_eq!(line.text.iter().collect::<String>(), "a   b       c");
        let piece = line.piece(0, 13, None);
        assert_eq!((piece.at, piece.jumps), (10, vec![(4, 12), (8, 14), (12, 15)]));
        assert_eq!([0, 4, 12].map(|at| line.bytes[at]), [10, 12, 15]);
    }

    #[test]
    fn the_looks_of_tokens_are_where_their_characters_are() {
        let token = |class, start, end| Token { class, start, end };
        // `\tlet\tä // x`, whose first tab has four columns and whose second has one.
        let tokens = vec![token(TokenClass::Keyword, 11, 14), token(TokenClass::Comment, 18, 22)];
        let listing = Listing { tokens, ..Listing::default() };
        let spec = Design::written("theme: technical", &LangTag::english()).spec.code;
        let line = CodeLine::new("\tlet\tä // x", (0, 10), 4);
        let mut piece = line.piece(0, line.text.len(), None);
        piece.find_looks(&listing, &spec);
        let (bold, italic) = (Some(TokenLook::Bold), Some(TokenLook::Italic));
        let parts: Vec<_> = piece.parts().collect();
        assert_eq!(parts, [("    ", None), ("let", bold), (" ä ", None), ("// x", italic)]);
        assert_eq!(pieces("", &listing, &spec, 10)[0].looks, [(0..0, None)]);
    }

    /// Returns the pieces of a line, with the sign of the rest as `>` at its column.
    fn shown(line: &str, columns: usize) -> Vec<String> {
        let pieces = wrap(&CodeLine::new(line, (0, 0), 4), columns);
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(text, line, "nothing is lost and nothing added");
        pieces
            .into_iter()
            .map(|piece| match piece.sign {
                Some(indent) => format!("{}> {}", " ".repeat(indent), piece.text),
                None => piece.text,
            })
            .collect()
    }

    #[test]
    fn long_lines_continue_after_a_sign() {
        assert_eq!(shown("one two three four", 10), ["one two ", "> three ", "> four"]);
        assert_eq!(shown("abcdefghijklmnop", 10), ["abcdefghij", "> klmnop"]);
        assert_eq!(shown("abcdefg/hijklmnop", 10), ["abcdefg/", "> hijklmno", "> p"]);
        assert_eq!(shown("", 10), [""]);
    }

    #[test]
    fn the_rest_of_a_line_keeps_its_indentation() {
        assert_eq!(shown("  let x = first + second;", 16), ["  let x = first ", "  > + second;"]);
        assert_eq!(shown("          deep indentation", 16), ["          deep ", "> indentation"]);
    }

    #[test]
    fn a_space_may_extend_beyond_the_edge() {
        assert_eq!(shown("ten of ten ", 10), ["ten of ten "]);
        assert_eq!(shown("ten of ten more", 10), ["ten of ten ", "> more"]);
    }
}
