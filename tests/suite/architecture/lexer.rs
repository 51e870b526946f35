//! Splits Rust source text into tokens, without comments and the contents of literals.

/// A token with the line it is on, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) line: usize,
}

/// The kinds of tokens that the tests of the architecture distinguish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or a keyword; a raw identifier without its `r#`.
    Word(String),
    /// A string, character, byte or number literal.
    Literal,
    /// A lifetime or a label.
    Lifetime,
    /// Punctuation: `::`, `=>` and `..` are one token, everything else is one character.
    Sign(&'static str),
}

impl Token {
    pub(super) fn is(&self, sign: &str) -> bool {
        matches!(self.kind, Kind::Sign(found) if found == sign)
    }

    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            Kind::Literal | Kind::Lifetime | Kind::Sign(_) => None,
        }
    }
}

/// Signs that matter; the longer ones first. Everything else is `?`.
const SIGNS: &[&str] = &[
    "::", "=>", "..", "{", "}", "(", ")", "[", "]", "<", ">", ",", ";", "*", "#", "!", "=", "|", "$", "&",
    ".", ":", "-", "@",
];

/// Returns the tokens of a file.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(c) = rest.chars().next() {
        let (length, kind) = next(rest, c);
        if let Some(kind) = kind {
            found.push(Token { kind, line });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    found
}

/// Returns the length of what the text begins with, and its kind if it is a token.
fn next(rest: &str, c: char) -> (usize, Option<Kind>) {
    match c {
        _ if c.is_whitespace() => (rest.len() - rest.trim_start().len(), None),
        '/' if rest.starts_with("//") => (rest.find('\n').unwrap_or(rest.len()), None),
        '/' if rest.starts_with("/*") => (block_comment(rest), None),
        '"' | '\'' | 'b' | 'c' | 'r' => literal(rest).unwrap_or_else(|| plain(rest, c)),
        _ => plain(rest, c),
    }
}

/// Parses a string or a character; a lifetime and a raw identifier begin in the same way.
fn literal(rest: &str) -> Option<(usize, Option<Kind>)> {
    if let Some(length) = string(rest).or_else(|| character(rest)) {
        return Some((length, Some(Kind::Literal)));
    }
    if let Some(name) = rest.strip_prefix('\'') {
        return Some((1 + word(name), Some(Kind::Lifetime)));
    }
    let name = rest.strip_prefix("r#")?;
    let length = word(name);
    Some((2 + length, Some(Kind::Word(name[..length].to_owned()))))
}

/// Parses a number, a word, or a sign.
fn plain(rest: &str, c: char) -> (usize, Option<Kind>) {
    let length = word(rest);
    if c.is_ascii_digit() {
        (length, Some(Kind::Literal))
    } else if length > 0 {
        (length, Some(Kind::Word(rest[..length].to_owned())))
    } else {
        let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
        sign.map_or((c.len_utf8(), Some(Kind::Sign("?"))), |sign| (sign.len(), Some(Kind::Sign(sign))))
    }
}

/// Returns the length of the identifier that a text begins with.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// Returns the length of a block comment, which may be nested.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Returns the length of the string literal of any kind that a text begins with.
fn string(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].iter().find(|prefix| {
        let rest = text.strip_prefix(**prefix);
        rest.is_some_and(|rest| {
            let rest = if prefix.ends_with('r') { rest.trim_start_matches('#') } else { rest };
            rest.starts_with('"')
        })
    })?;
    let rest = &text[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(hashes));
        let body = &rest[hashes + 1..];
        return Some(prefix.len() + hashes + 1 + body.find(&end).map_or(body.len(), |at| at + end.len()));
    }
    Some(prefix.len() + quoted(rest, '"').unwrap_or(rest.len()))
}

/// Returns the length of a character literal; `None` for a lifetime.
fn character(text: &str) -> Option<usize> {
    let prefix = usize::from(text.starts_with("b'"));
    let body = text[prefix..].strip_prefix('\'')?;
    let mut chars = body.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    (first == '\\' || second == '\'').then(|| prefix + quoted(&text[prefix..], '\'').unwrap_or(body.len()))
}

/// Returns the length of a literal between two equal delimiters, including escapes.
fn quoted(text: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == mark && !escaped;
        escaped = *c == '\\' && !escaped;
        is_end
    });
    end.map(|(at, _)| at + 1)
}

#[test]
fn comments_and_literals_hold_no_words() {
    let text = r##"a // use b;
/* use c; /* d */ e */ "use f; \" g" r#"use "h";"# b"i" 'j' '\'' '"' 'k: &'l 0x1f 1.5 r#type b'm'"##;
    let words: Vec<String> =
        tokens(text).into_iter().filter_map(|token| token.word().map(str::to_owned)).collect();
    assert_eq!(words, ["a", "type"]);
    let kinds = |kind: &Kind| tokens(text).iter().filter(|token| token.kind == *kind).count();
    assert_eq!((kinds(&Kind::Lifetime), kinds(&Kind::Sign("::"))), (2, 0));
    assert_eq!(tokens("a\n\n\"b\nc\"\nd").last().map(|token| token.line), Some(5));
}
