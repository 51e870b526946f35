//! Divides CSS into tokens, with escapes decoded, and writes tokens as CSS that means the same (CSS Syntax Module
//! Level 3, sections 4 and 9). Entry points: [`tokens`], [`write`].

use std::borrow::Cow;
use std::fmt::Write;

/// A token. Names and strings have no escapes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token<'a> {
    Ident(Cow<'a, str>),
    /// A name with an opening parenthesis behind it.
    Function(Cow<'a, str>),
    /// A name behind `@`.
    At(Cow<'a, str>),
    /// A name behind `#`.
    Hash(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// An address in `url()` without quotes.
    Url(Cow<'a, str>),
    /// A number, and the unit or `%` behind it.
    Number(&'a str, Cow<'a, str>),
    /// White space or comments.
    Space,
    /// Any other character.
    Sign(char),
    /// A string or an address that is not closed correctly, or a stray backslash.
    Broken,
}

/// Returns the tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut reader = Reader { rest: text };
    let mut out: Vec<Token<'_>> = Vec::new();
    while let Some(token) = reader.token() {
        if token != Token::Space || out.last() != Some(&Token::Space) {
            out.push(token);
        }
    }
    out
}

/// Returns whether a character may be part of a name.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{C}')
}

/// Returns whether a text begins with an escape.
fn is_escape(text: &str) -> bool {
    text.strip_prefix('\\').is_some_and(|rest| !rest.starts_with(is_newline))
}

/// Returns whether a text begins with a name that does not begin like a number.
fn is_ident(text: &str) -> bool {
    let starts = |text: &str| {
        text.starts_with(|c| is_name(c) && c != '-' && !char::is_ascii_digit(&c)) || is_escape(text)
    };
    match text.strip_prefix('-') {
        Some(rest) => rest.starts_with('-') || starts(rest),
        None => starts(text),
    }
}

/// Returns whether a text begins with a number.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    text.strip_prefix('.').unwrap_or(text).starts_with(|c: char| c.is_ascii_digit())
}

/// Reads tokens from the beginning of a text.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// Takes a number of bytes.
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        self.take(self.rest.find(|c| !is(c)).unwrap_or(self.rest.len()))
    }

    fn token(&mut self) -> Option<Token<'a>> {
        let first = self.rest.chars().next()?;
        if let Some(comment) = self.rest.strip_prefix("/*") {
            self.take(comment.find("*/").map_or(self.rest.len(), |end| end + 4));
            return Some(Token::Space);
        }
        if is_space(first) {
            self.take_while(is_space);
            return Some(Token::Space);
        }
        // Old sheets are in an HTML comment, to hide them from older programs.
        for mark in ["<!--", "-->"] {
            if self.rest.starts_with(mark) {
                self.take(mark.len());
                return Some(Token::Space);
            }
        }
        if is_number(self.rest) {
            return Some(self.number());
        }
        if is_ident(self.rest) {
            return Some(self.ident());
        }
        self.take(first.len_utf8());
        Some(match first {
            '"' | '\'' => self.text(first),
            '#' if self.rest.starts_with(is_name) || is_escape(self.rest) => Token::Hash(self.name()),
            '@' if is_ident(self.rest) => Token::At(self.name()),
            '\\' => Token::Broken,
            sign => Token::Sign(sign),
        })
    }

    /// Reads a name up to the first character that is not part of it (section 4.3.11).
    fn name(&mut self) -> Cow<'a, str> {
        let mut name = Cow::Borrowed(self.take_while(is_name));
        while is_escape(self.rest) {
            self.take(1);
            let escaped = self.escaped();
            let name = name.to_mut();
            name.push(escaped);
            name.push_str(self.take_while(is_name));
        }
        name
    }

    /// Decodes what is behind a backslash (section 4.3.7).
    fn escaped(&mut self) -> char {
        let digits = self.rest.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            let c = self.rest.chars().next();
            self.take(c.map_or(0, char::len_utf8));
            return c.unwrap_or(char::REPLACEMENT_CHARACTER);
        }
        let number = u32::from_str_radix(self.take(digits), 16).unwrap_or_default();
        if self.rest.starts_with("\r\n") {
            self.take(2);
        } else if self.rest.starts_with(is_space) {
            self.take(1);
        }
        char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Reads a name, a function, or an address (section 4.3.4).
    fn ident(&mut self) -> Token<'a> {
        let name = self.name();
        if !self.rest.starts_with('(') {
            return Token::Ident(name);
        }
        self.take(1);
        let is_quoted = self.rest.trim_start_matches(is_space).starts_with(['"', '\'']);
        if name.eq_ignore_ascii_case("url") && !is_quoted { self.url() } else { Token::Function(name) }
    }

    /// Reads the rest of an address without quotes (section 4.3.6).
    fn url(&mut self) -> Token<'a> {
        self.take_while(is_space);
        let is_plain =
            |c: char| !is_space(c) && !c.is_control() && !matches!(c, '"' | '\'' | '(' | ')' | '\\');
        let mut url = Cow::Borrowed(self.take_while(is_plain));
        while is_escape(self.rest) {
            self.take(1);
            let escaped = self.escaped();
            let url = url.to_mut();
            url.push(escaped);
            url.push_str(self.take_while(is_plain));
        }
        self.take_while(is_space);
        if self.rest.is_empty() {
            return Token::Url(url);
        }
        if self.rest.starts_with(')') {
            self.take(1);
            return Token::Url(url);
        }
        // What is left of a broken address (section 4.3.14).
        while let Some(c) = self.rest.chars().next() {
            self.take(c.len_utf8());
            match c {
                ')' => break,
                '\\' if !self.rest.starts_with(is_newline) => drop(self.escaped()),
                _ => {}
            }
        }
        Token::Broken
    }

    /// Reads the rest of a string (section 4.3.5).
    fn text(&mut self, quote: char) -> Token<'a> {
        let is_plain = |c: char| c != quote && c != '\\' && !is_newline(c);
        let mut text = Cow::Borrowed(self.take_while(is_plain));
        loop {
            match self.rest.chars().next() {
                None => return Token::Text(text),
                Some('\\') => {
                    self.take(1);
                    if self.rest.starts_with("\r\n") {
                        self.take(2);
                    } else if self.rest.starts_with(is_newline) {
                        self.take(1);
                    } else if !self.rest.is_empty() {
                        let escaped = self.escaped();
                        text.to_mut().push(escaped);
                    }
                    let more = self.take_while(is_plain);
                    text.to_mut().push_str(more);
                }
                Some(c) if c == quote => {
                    self.take(1);
                    return Token::Text(text);
                }
                Some(_) => return Token::Broken,
            }
        }
    }

    /// Reads a number and its unit (section 4.3.3).
    fn number(&mut self) -> Token<'a> {
        let digits = |text: &str, from: usize| {
            from + text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        let text = self.rest;
        let mut end = digits(text, usize::from(text.starts_with(['+', '-'])));
        if text.as_bytes().get(end) == Some(&b'.')
            && text.as_bytes().get(end + 1).is_some_and(u8::is_ascii_digit)
        {
            end = digits(text, end + 1);
        }
        if text.as_bytes().get(end).is_some_and(|byte| matches!(byte, b'e' | b'E')) {
            let sign =
                usize::from(text.as_bytes().get(end + 1).is_some_and(|byte| matches!(byte, b'+' | b'-')));
            if text.as_bytes().get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
                end = digits(text, end + 1 + sign);
            }
        }
        let number = self.take(end);
        if self.rest.starts_with('%') {
            return Token::Number(number, Cow::Borrowed(self.take(1)));
        }
        let unit = if is_ident(self.rest) { self.name() } else { Cow::Borrowed("") };
        Token::Number(number, unit)
    }
}

/// Writes a token.
pub(super) fn write(token: &Token<'_>, out: &mut String) {
    match token {
        Token::Ident(name) => ident(name, out),
        Token::Function(name) => {
            ident(name, out);
            out.push('(');
        }
        Token::At(name) => {
            out.push('@');
            ident(name, out);
        }
        Token::Hash(name) => {
            out.push('#');
            characters(name, out);
        }
        Token::Text(text) => quoted(text, out),
        Token::Url(url) => {
            out.push_str("url(");
            if url.strip_prefix('#').is_some_and(|id| !id.is_empty() && id.chars().all(is_name)) {
                out.push_str(url);
            } else {
                quoted(url, out);
            }
            out.push(')');
        }
        Token::Number(number, unit) => {
            out.push_str(number);
            if unit == "%" {
                out.push('%')
            } else if !unit.is_empty() {
                ident(unit, out)
            }
        }
        Token::Space => out.push(' '),
        Token::Sign(sign) => out.push(*sign),
        Token::Broken => {}
    }
}

/// Writes a name, with an escape for a first character that would make it a number.
fn ident(name: &str, out: &mut String) {
    let (sign, rest) = name.strip_prefix('-').map_or(("", name), |rest| ("-", rest));
    out.push_str(sign);
    match rest.chars().next() {
        Some(c) if c.is_ascii_digit() => {
            escape(c, out);
            characters(&rest[1..], out);
        }
        None if !sign.is_empty() => {
            out.pop();
            out.push_str("\\-");
        }
        _ => characters(rest, out),
    }
}

fn characters(name: &str, out: &mut String) {
    for c in name.chars() {
        if is_name(c) { out.push(c) } else { escape(c, out) }
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') || c.is_control() { escape(c, out) } else { out.push(c) }
    }
    out.push('"');
}

fn escape(c: char, out: &mut String) {
    let _ = write!(out, "\\{:x} ", u32::from(c));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        let mut out = String::new();
        tokens(text).iter().for_each(|token| write(token, &mut out));
        out
    }

    #[test]
    fn tokens_are_written_with_the_same_meaning() {
        for (text, written) in [
            ("a.b  >\n#c:not( d )", "a.b > #c:not( d )"),
            ("u\\72l(x) \\75 rl( 'y' )", "url(\"x\") url( \"y\" )"),
            ("URL( #a ) url(\\23 a b)", "url(#a) "),
            ("ur/**/l(x) <!-- y --> z", "ur l(x) y z"),
            ("-1.5e-3em +.5% 1e 1.a -a --b -", "-1.5e-3em +.5% 1e 1.a -a --b -"),
            ("\\31 a \\-\\2e \\{", "\\31 a -\\2e \\7b "),
            ("'a\\\nb\\27 \"' y\"x", "\"ab'\\22 \" y\"x\""),
            ("\"x\ny", " y"),
            ("@im\\port \\", "@import \u{FFFD}"),
            ("url(a'b) c url(#1)", " c url(#1)"),
        ] {
            let once = rewritten(text);
            assert_eq!(once, written, "{text}");
            assert_eq!(rewritten(&once), once, "{text}");
        }
    }
}
