//! Divides TeX into tokens. Entry point: [`tokens`].

use std::ops::Range;

/// A token with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// The kinds of tokens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenKind {
    /// A command with its backslash.
    Command,
    /// The beginning of a group.
    Open,
    /// The end of a group.
    Close,
    /// A comment to the end of its line.
    Comment,
    /// White space.
    Space,
    /// Another character.
    Character,
}

/// Returns the tokens of a text, which cover all of it.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (kind, length) = match first {
            '\\' => (TokenKind::Command, command_length(&text[at..])),
            '{' => (TokenKind::Open, 1),
            '}' => (TokenKind::Close, 1),
            '%' => (TokenKind::Comment, text[at..].find('\n').unwrap_or(text.len() - at)),
            _ if first.is_whitespace() => (TokenKind::Space, first.len_utf8()),
            _ => (TokenKind::Character, first.len_utf8()),
        };
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
    tokens
}

/// Returns the length of the command that a text begins with.
fn command_length(text: &str) -> usize {
    let name = &text[1..];
    let letters = name.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'@').count();
    if letters > 0 { 1 + letters } else { 1 + name.chars().next().map_or(0, char::len_utf8) }
}

/// Returns the index of the token after the group that begins at or after `index`, and the place of its content.
/// Returns `None` if no group follows.
pub(super) fn group(tokens: &[Token], index: usize) -> Option<(usize, Range<usize>)> {
    let index = after_spaces(tokens, index);
    if tokens.get(index)?.kind != TokenKind::Open {
        return None;
    }
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(index) {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth -= 1,
            TokenKind::Command | TokenKind::Comment | TokenKind::Space | TokenKind::Character => {}
        }
        if depth == 0 {
            return Some((at + 1, tokens[index].range.end..token.range.start));
        }
    }
    None
}

/// Returns the index of the token after the brackets that begin at `index`, and the place of their content.
/// Returns `None` if none begin there.
pub(super) fn brackets(source: &str, tokens: &[Token], index: usize) -> Option<(usize, Range<usize>)> {
    let index = after_spaces(tokens, index);
    let first = tokens.get(index)?;
    if &source[first.range.clone()] != "[" {
        return None;
    }
    let length = tokens[index..].iter().position(|token| &source[token.range.clone()] == "]")?;
    let end = index + length;
    Some((end + 1, first.range.end..tokens[end].range.start))
}

/// Returns the index of the first token at or after `index` that is neither white space nor a comment.
pub(super) fn after_spaces(tokens: &[Token], index: usize) -> usize {
    let is_blank = |token: &&Token| matches!(token.kind, TokenKind::Space | TokenKind::Comment);
    index + tokens.iter().skip(index).take_while(is_blank).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_names_or_single_signs() {
        let text = "\\alpha1\\,\\\\% \\x\n\\é{";
        let shown: Vec<_> = tokens(text).into_iter().map(|token| &text[token.range]).collect();
        assert_eq!(shown, ["\\alpha", "1", "\\,", "\\\\", "% \\x", "\n", "\\é", "{"]);
        assert_eq!(tokens("\\").len(), 1);
    }

    #[test]
    fn groups_are_found_with_those_in_them() {
        let all = tokens(" {a{b}}c");
        assert_eq!(group(&all, 0), Some((7, 2..6)));
        assert_eq!((group(&all, 7), group(&tokens("{a"), 0)), (None, None));
        assert_eq!(brackets("[t]x", &tokens("[t]x"), 0), Some((3, 1..2)));
    }
}
