//! What tags of several tools have in common: words and pairs in quotes. Entry point: [`arguments`].

/// The words of a tag: `name`, `"value"`, `key="value"`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Arguments {
    /// Words without a key, quotes taken off.
    pub(super) plain: Vec<String>,
    /// Words with a key, in order.
    pub(super) pairs: Vec<(String, String)>,
}

impl Arguments {
    /// The value of the first of several keys that is given and not empty.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            let found = self.pairs.iter().find(|(known, _)| known == key);
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        })
    }

    /// The attributes as written in braces behind a heading, a picture or a fence, without some keys; `quote`
    /// quotes a value for that place.
    ///
    /// Those that have no effect there are reported where they are read.
    pub(super) fn written(&self, without: &[&str], quote: fn(&str) -> String) -> String {
        let mut words = self.plain.clone();
        for (key, value) in self.pairs.iter().filter(|(key, _)| !without.contains(&key.as_str())) {
            let is_name =
                !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_:. ".contains(c));
            match key.as_str() {
                "id" if is_name && !value.contains(' ') => words.push(format!("#{value}")),
                "class" if is_name => words.extend(value.split_whitespace().map(|class| format!(".{class}"))),
                key => words.push(format!("{key}={}", quote(value))),
            }
        }
        words.join(" ")
    }

    /// A word by its place.
    pub(super) fn plain(&self, at: usize) -> Option<&str> {
        self.plain.get(at).map(String::as_str)
    }
}

/// Reads the words of a tag. Commas between them are white space, as is a `:` behind a key that a
/// quote follows (`title:"x"`); there may be blanks around an equals sign (R writes `echo = FALSE`).
pub(super) fn arguments(text: &str) -> Arguments {
    let mut arguments = Arguments::default();
    let mut rest = text.trim_start_matches(is_blank);
    while !rest.is_empty() {
        let key_end = rest.find(|c: char| is_blank(c) || matches!(c, '=' | '"' | '\'')).unwrap_or(rest.len());
        let (key, after) = rest.split_at(key_end);
        let value = if key.is_empty() {
            None
        } else if let Some(value) = after.trim_start_matches(' ').strip_prefix('=') {
            Some((key, value))
        } else if key.ends_with(':') && after.starts_with(['"', '\'']) {
            Some((key.trim_end_matches(':'), after))
        } else {
            None
        };
        rest = match value {
            Some((key, value)) => {
                let (value, rest) = word(value.trim_start_matches(is_blank));
                arguments.pairs.push((key.to_ascii_lowercase(), value));
                rest
            }
            None if key.is_empty() => {
                let (value, rest) = word(after);
                arguments.plain.push(value);
                rest
            }
            None => {
                arguments.plain.push(key.to_owned());
                after
            }
        }
        .trim_start_matches(is_blank);
    }
    arguments
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == ','
}

/// A word or what is in quotes, and what follows.
fn word(text: &str) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end =
            text.find(is_blank).unwrap_or(text.len()).max(text.chars().next().map_or(0, char::len_utf8));
        return (text[..end].trim_start_matches('=').to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => {
                if c != quote && c != '\\' {
                    value.push('\\');
                }
                value.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            _ if c == quote => return (value, &text[at + 1..]),
            '\n' => value.push(' '),
            _ => value.push(c),
        }
    }
    (value, "")
}

/// A value in quotes, as the attributes of divs and pictures are written.
pub(super) fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value in quotes, as it is written behind a fence: backslashes and entities mean something there
/// already to Markdown, and no backtick may be in it (CommonMark 0.31, section 4.5).
pub(super) fn quoted_in_info(value: &str) -> String {
    let mut out = String::new();
    for c in quoted(value).chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '`' => out.push_str("&#96;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}

/// The value of an HTML attribute with the commonest entities read.
pub(super) fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(value.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// Words as text of Markdown: what they could mean there is escaped.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '[' | ']' | '\\' | '`' | '*' | '_' | '{' | '}' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A path or address as a link's destination: in angle brackets where it has blanks or brackets.
pub(super) fn destination(path: &str) -> String {
    if path.is_empty() || path.contains([' ', '(', ')', '<', '>', '\t']) {
        format!("<{}>", path.replace('<', "%3C").replace('>', "%3E"))
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_are_read() {
        let read = arguments(r#" figure src="a b.png", caption='it\'s "so"' width=300 go title:"x" "#);
        assert_eq!(read.plain, ["figure", "go"]);
        let pairs: Vec<_> = read.pairs.iter().map(|(k, v)| format!("{k}|{v}")).collect();
        assert_eq!(pairs, ["src|a b.png", "caption|it's \"so\"", "width|300", "title|x"]);
        assert_eq!(arguments("= == \"").pairs.len(), 0);
        let read = arguments("r name, echo = FALSE, fig.cap= \"A b\"");
        assert_eq!(
            (read.plain.len(), read.get(&["echo"]), read.get(&["fig.cap"])),
            (2, Some("FALSE"), Some("A b"))
        );
    }

    #[test]
    fn quotes_are_written_as_they_are_read() {
        assert_eq!(quoted(r#"a "b" \c"#), r#""a \"b\" \\c""#);
        assert_eq!(quoted_in_info("`a` & \"b\""), r#""&#96;a&#96; &amp; \\"b\\"""#);
    }
}
