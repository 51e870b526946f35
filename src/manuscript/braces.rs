//! Parses a brace group, `{#id .class key=value}`, to [`ParsedAttributes`]. Entry point: [`parse`].

use super::attributes::ParsedAttributes;
use super::characters::{book_char, clean};

/// The maximum length of a brace group in bytes. It limits the search for the closing brace, so that a
/// text full of opening ones is still read in linear time.
const MAX_GROUP_BYTES: usize = 4096;

/// Reads the brace group that begins at `text[at]`. Returns the attributes and the offset after the
/// closing brace, or `None` if it is not a well-formed group.
pub(super) fn parse(text: &str, at: usize) -> Option<(ParsedAttributes, usize)> {
    let mut scanner = AttributeScanner { text, at: at + 1, end: text.len().min(at + MAX_GROUP_BYTES) };
    let mut parsed = ParsedAttributes::default();
    loop {
        let after_space = scanner.skip_whitespace()?;
        match scanner.peek()? {
            b'}' => return Some((parsed, scanner.at + 1)),
            b'#' => {
                scanner.at += 1;
                parsed.id = Some(scanner.word(|b| !b"{}\"'=#".contains(&b))?);
            }
            b'.' => {
                scanner.at += 1;
                let class = scanner.word(|b| !b"{}\"'=#.".contains(&b))?;
                let first = class.chars().next()?;
                if !(first.is_alphabetic() || first == '_' || first == '-') {
                    return None;
                }
                parsed.classes.push(class);
            }
            _ if !after_space && scanner.at > at + 1 => return None,
            b'-' if matches!(scanner.text.as_bytes().get(scanner.at + 1), Some(b' ' | b'}')) => {
                scanner.at += 1;
                parsed.classes.push("unnumbered".to_owned());
            }
            _ => parsed.put(scanner.pair()?),
        }
    }
}

struct AttributeScanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl AttributeScanner<'_> {
    fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.text.as_bytes()[self.at])
    }

    /// Skips spaces, and one line end with the quote marks at the head of the next line. Returns whether
    /// there were any, or `None` if an empty line ends the group.
    fn skip_whitespace(&mut self) -> Option<bool> {
        let start = self.at;
        let mut lines = 0;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' => {}
                b'>' if lines > 0 => {}
                b'\n' => {
                    lines += 1;
                    if lines > 1 {
                        return None;
                    }
                }
                _ => break,
            }
            self.at += 1;
        }
        Some(self.at > start)
    }

    fn word(&mut self, allowed: impl Fn(u8) -> bool) -> Option<String> {
        let start = self.at;
        while self.peek().is_some_and(|b| !b.is_ascii_whitespace() && allowed(b)) {
            self.at += 1;
        }
        // The limit may fall within a character; then there is no closing brace either.
        self.text.get(start..self.at).map(clean).filter(|word| !word.is_empty())
    }

    fn pair(&mut self) -> Option<(String, String)> {
        let key = self.word(|b| b.is_ascii_alphanumeric() || b"-_:".contains(&b))?;
        if self.peek()? != b'=' || !key.as_bytes()[0].is_ascii_alphabetic() {
            return None;
        }
        self.at += 1;
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => self.quoted(quote)?,
            _ => self.word(|b| !b"{}\"'".contains(&b))?,
        };
        Some((key, value))
    }

    fn quoted(&mut self, quote: u8) -> Option<String> {
        self.at += 1;
        let mut value = String::new();
        let mut rest = self.text.get(self.at..self.end)?.char_indices();
        let start = self.at;
        let mut at_line_start = false;
        while let Some((i, c)) = rest.next() {
            match c {
                _ if c == char::from(quote) => {
                    self.at = start + i + 1;
                    return Some(value);
                }
                '\\' => {
                    let (_, escaped) = rest.next()?;
                    if !escaped.is_ascii_punctuation() {
                        value.push('\\');
                    }
                    value.extend(book_char(escaped));
                }
                '\n' if at_line_start => return None,
                '\n' => {
                    at_line_start = true;
                    value.push(' ');
                    continue;
                }
                ' ' | '\t' | '>' if at_line_start => continue,
                _ => value.extend(book_char(c)),
            }
            at_line_start = false;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        parse(text, 0).map_or_else(
            || "-".to_owned(),
            |(w, end)| format!("{:?} {:?} {:?} {}", w.id, w.classes, w.pairs, &text[end..]),
        )
    }

    #[test]
    fn ids_classes_and_pairs_are_distinguished() {
        assert_eq!(shown("{#a .b .c k=v}x"), r#"Some("a") ["b", "c"] [("k", "v")] x"#);
        assert_eq!(shown("{.a.b#fig:map}"), r#"Some("fig:map") ["a", "b"] [] "#);
        assert_eq!(
            shown(r#"{alt="a \"b\" } c" w=80%}"#),
            r#"None [] [("alt", "a \"b\" } c"), ("w", "80%")] "#
        );
        assert_eq!(shown("{-}"), r#"None ["unnumbered"] [] "#);
        assert_eq!(shown("{}"), "None [] [] ");
        assert_eq!(shown("{ .x\n> alt='y\n>  z' }"), r#"None ["x"] [("alt", "y z")] "#);
    }

    #[test]
    fn malformed_groups_are_rejected() {
        for text in ["{", "{a}", "{.5}", "{=html}", "{k=}", "{k=\"x}", "{.a\n\n}", "{#}", "{.a{}", "{k='a'b}"]
        {
            assert_eq!(shown(text), "-", "{text}");
        }
    }
}
