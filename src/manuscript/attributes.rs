//! `{#id .class key=value}`: from the text of a brace group to [`Attr`]. Entry point: [`parse`].

use super::characters::{clean, fit};
use super::effects::{self, Construct};
use super::report::Report;
use crate::book::{Attr, Attributes, Key, Placement};
use crate::diag::{Code, Diagnostic};
use crate::lang::LangTag;

/// Bytes that a brace group may take; bounds the search for the closing brace, so that a text full of
/// opening ones is still read in linear time.
const LONGEST: usize = 4096;

/// Attributes as written, before they are given to what they belong to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Written {
    /// `#id`; the last one counts.
    pub(super) id: Option<String>,
    /// `.class`, in order.
    pub(super) classes: Vec<String>,
    /// `key=value`, in order.
    pub(super) pairs: Vec<(String, String)>,
}

impl Written {
    /// Adds a pair; `id=` and `class=` are the same as `#` and `.`, and what other tools call a
    /// short caption is one.
    fn put(&mut self, (key, value): (String, String)) {
        match Key::named(&key) {
            Some(Key::Id) if !value.trim().is_empty() => self.id = Some(value.trim().replace(' ', "-")),
            None if matches!(key.as_str(), "short-caption" | "fig-scap" | "scap") => {
                self.pairs.push((Key::Short.name().to_owned(), value));
            }
            Some(Key::Class) => self.classes.extend(value.split_whitespace().map(str::to_owned)),
            _ => self.pairs.push((key, value)),
        }
    }

    /// Takes the value of a key out; the last one counts.
    pub(super) fn take(&mut self, key: Key) -> Option<String> {
        let name = key.name();
        let value = self.pairs.iter().rev().find(|(k, _)| k == name).map(|(_, v)| v.clone());
        self.pairs.retain(|(k, _)| k != name);
        value
    }

    /// Takes the values of keys out that mean the same, and returns the first of them.
    pub(super) fn take_first(&mut self, keys: &[Key]) -> Option<String> {
        let values: Vec<String> = keys.iter().filter_map(|key| self.take(*key)).collect();
        values.into_iter().find(|value| !value.trim().is_empty())
    }

    /// Takes the first class out for which `role` knows a role.
    pub(super) fn take_role<T>(&mut self, role: impl Fn(&str) -> Option<T>) -> Option<T> {
        let (at, found) = self.classes.iter().enumerate().find_map(|(i, class)| Some((i, role(class)?)))?;
        self.classes.remove(at);
        Some(found)
    }

    /// What is left, as the model keeps it. A bad language is reported at `range`, and so is what
    /// nothing reads at this construct.
    pub(super) fn settle(
        mut self,
        at: Construct<'_>,
        report: &mut Report,
        range: std::ops::Range<usize>,
    ) -> Attr {
        effects::check(&self, at, report, &range);
        let tag = self.take_first(&[Key::Lang, Key::XmlLang]);
        let lang = tag.and_then(|tag| language(&tag, report, range.clone()));
        self.check_place(report, &range);
        let rtl = match self.take(Key::Dir).as_deref() {
            Some("rtl") => Some(true),
            Some("ltr") => Some(false),
            _ => None,
        };
        Attr::new(Attributes {
            id: self.id,
            classes: self.classes,
            lang,
            rtl,
            pairs: self.pairs,
            ..Attributes::default()
        })
    }
}

impl Written {
    /// `place=` names a place in print; another word is reported and left out.
    fn check_place(&mut self, report: &mut Report, range: &std::ops::Range<usize>) {
        let is_known =
            |(key, value): &(String, String)| key != Key::Place.name() || Placement::named(value).is_some();
        if let Some((_, value)) = self.pairs.iter().find(|pair| !is_known(pair)) {
            let names: Vec<String> =
                Placement::NAMES[..5].iter().map(|(name, _)| format!("`{name}`")).collect();
            let span = report.span(range.clone());
            report.add(
                Diagnostic::new(Code::BadAttributes, span, format!("place `{value}` ignored"))
                    .help(format!("a figure or table can stand {}", names.join(", "))),
            );
            self.pairs.retain(is_known);
        }
    }
}

/// A language tag; one that cannot be read is reported and left out.
pub(super) fn language(tag: &str, report: &mut Report, range: std::ops::Range<usize>) -> Option<LangTag> {
    match LangTag::parse(tag) {
        Ok(tag) => Some(tag),
        Err(reason) => {
            let span = report.span(range);
            report.add(
                Diagnostic::new(Code::UnknownLanguage, span, reason)
                    .help("write a BCP 47 tag, such as `ko`, `en-GB` or `zh-Hant`"),
            );
            None
        }
    }
}

/// Reads the brace group that begins at `text[at]`, and says where it ends.
pub(super) fn parse(text: &str, at: usize) -> Option<(Written, usize)> {
    let mut reader = Reader { text, at: at + 1, end: text.len().min(at + LONGEST) };
    let mut written = Written::default();
    loop {
        let blank = reader.skip_blanks()?;
        match reader.peek()? {
            b'}' => return Some((written, reader.at + 1)),
            b'#' => {
                reader.at += 1;
                written.id = Some(reader.word(|b| !b"{}\"'=#".contains(&b))?);
            }
            b'.' => {
                reader.at += 1;
                let class = reader.word(|b| !b"{}\"'=#.".contains(&b))?;
                let first = class.chars().next()?;
                if !(first.is_alphabetic() || first == '_' || first == '-') {
                    return None;
                }
                written.classes.push(class);
            }
            _ if !blank && reader.at > at + 1 => return None,
            b'-' if matches!(reader.text.as_bytes().get(reader.at + 1), Some(b' ' | b'}')) => {
                reader.at += 1;
                written.classes.push("unnumbered".to_owned());
            }
            _ => written.put(reader.pair()?),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.text.as_bytes()[self.at])
    }

    /// Skips blanks, and one line end with the quote marks of the next line; a blank line ends the group.
    fn skip_blanks(&mut self) -> Option<bool> {
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
        // The limit may cut a character; then there is no closing brace either.
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
        let mut fresh_line = false;
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
                    value.extend(fit(escaped));
                }
                '\n' if fresh_line => return None,
                '\n' => {
                    fresh_line = true;
                    value.push(' ');
                    continue;
                }
                ' ' | '\t' | '>' if fresh_line => continue,
                _ => value.extend(fit(c)),
            }
            fresh_line = false;
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
    fn ids_classes_and_pairs_are_told_apart() {
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
    fn what_is_not_an_attribute_is_refused() {
        for text in ["{", "{a}", "{.5}", "{=html}", "{k=}", "{k=\"x}", "{.a\n\n}", "{#}", "{.a{}", "{k='a'b}"]
        {
            assert_eq!(shown(text), "-", "{text}");
        }
    }
}
