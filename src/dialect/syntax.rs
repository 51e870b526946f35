//! Parses and writes syntax that several tools share: the arguments of a tag, attributes in braces,
//! quoted values. Entry point: [`parse_arguments`].

/// The arguments of a tag, or the attributes in braces: `name`, `"value"`, `key="value"`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct TagArguments {
    /// Words without a key, without their quotes.
    pub(super) words: Vec<String>,
    /// Keys, in lower case, with their values, in order.
    pub(super) pairs: Vec<(String, String)>,
}

impl TagArguments {
    /// Returns the value of the first of several keys that is present and not empty.
    pub(super) fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            let found = self.pairs.iter().find(|(known, _)| known == key);
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        })
    }

    /// Returns the attributes for the braces after a heading, a picture or a fence, except some keys;
    /// `quote` quotes a value for that position.
    ///
    /// Attributes without an effect there are reported later, when the model is built.
    pub(super) fn to_markdown(&self, without: &[&str], quote: fn(&str) -> String) -> String {
        let mut words = self.words.clone();
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

    /// Returns the word at an index.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        self.words.get(at).map(String::as_str)
    }
}

/// Parses the arguments of a tag.
///
/// A comma separates arguments as whitespace does. A value follows an equals sign, which may have spaces
/// around it (R writes `echo = FALSE`), or a colon before a quote (`title:"x"`).
pub(super) fn parse_arguments(text: &str) -> TagArguments {
    let mut arguments = TagArguments::default();
    let mut rest = text.trim_start_matches(is_separator);
    while !rest.is_empty() {
        let key_end =
            rest.find(|c: char| is_separator(c) || matches!(c, '=' | '"' | '\'')).unwrap_or(rest.len());
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
                let (value, rest) = split_value(value.trim_start_matches(is_separator));
                arguments.pairs.push((key.to_ascii_lowercase(), value));
                rest
            }
            None if key.is_empty() => {
                let (value, rest) = split_value(after);
                arguments.words.push(value);
                rest
            }
            None => {
                arguments.words.push(key.to_owned());
                after
            }
        }
        .trim_start_matches(is_separator);
    }
    arguments
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || c == ','
}

/// Splits a text into its first word or quoted value, without quotes and escapes, and the rest.
fn split_value(text: &str) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end =
            text.find(is_separator).unwrap_or(text.len()).max(text.chars().next().map_or(0, char::len_utf8));
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

/// Returns a value in quotes, for the attributes of a div or a picture.
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

/// Returns a value in quotes, for the info string of a fence: Markdown resolves backslash escapes and
/// entities there first, and allows no backtick (CommonMark 0.31, section 4.5).
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

/// Returns the value of an HTML attribute with its most common entities decoded.
pub(super) fn decode_entities(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.iter().fold(value.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// Returns words as literal text of Markdown: characters with a meaning there are escaped.
pub(super) fn escape_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '[' | ']' | '\\' | '`' | '*' | '_' | '{' | '}' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Returns a path or address as the destination of a link, in angle brackets if it contains spaces or
/// brackets (CommonMark 0.31, section 6.3).
pub(super) fn link_destination(path: &str) -> String {
    if path.is_empty() || path.contains([' ', '(', ')', '<', '>', '\t']) {
        format!("<{}>", path.replace('<', "%3C").replace('>', "%3E"))
    } else {
        path.to_owned()
    }
}

/// Returns words for the text of a link or a picture: brackets that are not balanced are escaped.
pub(super) fn within_brackets(words: &str) -> String {
    let depth = words.chars().try_fold(0_usize, |depth, c| match c {
        '[' => Some(depth + 1),
        ']' => depth.checked_sub(1),
        _ => Some(depth),
    });
    match depth {
        Some(0) => words.to_owned(),
        _ => words.replace('[', "\\[").replace(']', "\\]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_are_parsed() {
        let read = parse_arguments(r#" figure src="a b.png", caption='it\'s "so"' width=300 go title:"x" "#);
        assert_eq!(read.words, ["figure", "go"]);
        let pairs: Vec<_> = read.pairs.iter().map(|(k, v)| format!("{k}|{v}")).collect();
        assert_eq!(pairs, ["src|a b.png", "caption|it's \"so\"", "width|300", "title|x"]);
        assert_eq!(parse_arguments("= == \"").pairs.len(), 0);
        let read = parse_arguments("r name, echo = FALSE, fig.cap= \"A b\"");
        assert_eq!(
            (read.words.len(), read.get(&["echo"]), read.get(&["fig.cap"])),
            (2, Some("FALSE"), Some("A b"))
        );
    }

    #[test]
    fn quoted_values_are_escaped_for_their_place() {
        assert_eq!(quoted(r#"a "b" \c"#), r#""a \"b\" \\c""#);
        assert_eq!(quoted_in_info("`a` & \"b\""), r#""&#96;a&#96; &amp; \\"b\\"""#);
    }
}
