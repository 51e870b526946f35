//! Blocks of code: their names, captions and numbers, and the tokens of their language.

use std::ops::Range;

use super::inline::Inline;
use super::number::Number;

/// What a block of code has besides its lines.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Listing {
    /// The line above it, usually the name of a file.
    pub title: Vec<Inline>,
    /// The caption below it.
    pub caption: Vec<Inline>,
    /// Its number, set by assembly for code with a label (`#lst:x`).
    pub number: Option<Number>,
    /// Its tokens, in order; none is in more than one line.
    pub tokens: Vec<Token>,
    /// The number of its first line, if its lines are numbered.
    pub first_number: Option<u32>,
    /// The indices of the lines that are marked, in order.
    pub marked: Vec<u32>,
}

/// A word of a programming language, or several in a row that are of one class.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Token {
    /// Its class.
    pub class: TokenClass,
    /// The byte of the code at which it begins.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

/// The classes of tokens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TokenClass {
    /// A comment.
    Comment,
    /// A comment that documents the code.
    Doc,
    /// A word of the language.
    Keyword,
    /// A literal text.
    String,
    /// A sequence with a meaning of its own in a literal text.
    Escape,
    /// A number.
    Number,
    /// The name of a type.
    Type,
    /// The name of a function or macro.
    Function,
    /// The name of a variable or constant.
    Variable,
    /// An annotation, or the name of an attribute.
    Attribute,
    /// The name of an element, a key or a section.
    Tag,
    /// A line that a patch adds.
    Inserted,
    /// A line that a patch removes.
    Deleted,
}

impl Listing {
    /// Returns whether the code has neither a name nor a caption nor a number.
    pub fn is_bare(&self) -> bool {
        self.title.is_empty() && self.caption.is_empty() && self.number.is_none()
    }

    /// Returns the number of a line, if lines are numbered.
    pub fn number_of(&self, line: usize) -> Option<u32> {
        Some(self.first_number?.saturating_add(u32::try_from(line).unwrap_or(u32::MAX)))
    }

    /// Returns whether a line is marked.
    pub fn is_marked(&self, line: usize) -> bool {
        u32::try_from(line).is_ok_and(|line| self.marked.binary_search(&line).is_ok())
    }

    /// Divides a range of bytes of the code at the ends of its tokens. The parts cover the range without gaps.
    pub fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Option<TokenClass>)> {
        let first = self.tokens.partition_point(|token| token.end as usize <= range.start);
        let mut tokens = self.tokens[first..].iter().peekable();
        let mut at = range.start;
        std::iter::from_fn(move || {
            let start = at;
            let token = tokens.peek().filter(|token| (token.start as usize) < range.end);
            let (end, class) = match token {
                Some(token) if token.start as usize <= start => (token.end as usize, Some(token.class)),
                Some(token) => (token.start as usize, None),
                None => (range.end, None),
            };
            if class.is_some() {
                tokens.next();
            }
            at = end.min(range.end);
            (start < at).then_some((start..at, class))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_a_range() {
        let token = |class, start, end| Token { class, start, end };
        let tokens = vec![token(TokenClass::Keyword, 2, 4), token(TokenClass::String, 4, 8)];
        let listing = Listing { tokens, ..Listing::default() };
        let parts =
            |range| listing.parts(range).map(|(part, class)| (part, class.is_some())).collect::<Vec<_>>();
        assert_eq!(parts(0..10), [(0..2, false), (2..4, true), (4..8, true), (8..10, false)]);
        assert_eq!(parts(3..6), [(3..4, true), (4..6, true)]);
        assert_eq!((parts(8..9), parts(5..5)), (vec![(8..9, false)], vec![]));
    }
}
