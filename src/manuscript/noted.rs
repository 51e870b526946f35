//! The file of a picture whose caption calls a note, read as CommonMark reads it (0.31.2, section
//! 6.3, "link destination" and "link title"). Entry point: [`destination`].

/// What stands in the parentheses behind a caption.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Destination {
    pub(super) path: String,
    /// Empty without one.
    pub(super) title: String,
    /// The byte behind the closing parenthesis.
    pub(super) end: usize,
}

/// Reads `(file "title")` at a place of the source; nothing for anything else, or without a file.
pub(super) fn destination(source: &str, start: usize) -> Option<Destination> {
    let rest = skip_blanks(source.get(start..)?.strip_prefix('(')?);
    let (path, rest) = match rest.strip_prefix('<') {
        Some(rest) => rest.split_at(unescaped(rest, |c| matches!(c, '>' | '<' | '\n'))?),
        None => rest.split_at(bare(rest)),
    };
    let rest = rest.strip_prefix('>').unwrap_or(rest);
    let after = skip_blanks(rest);
    let (title, rest) = match after.chars().next().filter(|_| after.len() < rest.len()) {
        Some(quote @ ('"' | '\'')) => {
            let end = unescaped(&after[1..], |c| c == quote)?;
            (&after[1..=end], skip_blanks(&after[end + 2..]))
        }
        _ => ("", after),
    };
    let rest = rest.strip_prefix(')').filter(|_| !path.is_empty())?;
    Some(Destination { path: plain(path), title: plain(title), end: source.len() - rest.len() })
}

/// Blanks and at most one line end.
fn skip_blanks(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    text.strip_prefix('\n').map_or(text, |text| text.trim_start_matches([' ', '\t']))
}

/// How long a destination without angle brackets is: no blank in it, parentheses in pairs.
fn bare(text: &str) -> usize {
    let (mut depth, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => {}
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            c if c.is_whitespace() || c.is_control() => return at,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// Where the first of these characters stands that has no backslash before it.
fn unescaped(text: &str, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if !escaped && wanted(c) {
            return Some(at);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// Without the backslashes before punctuation.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let escapes = c == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        out.extend(if escapes { characters.next() } else { Some(c) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn destinations_are_those_of_common_mark() {
        let read = |text: &str| {
            destination(text, 0).map(|found| (found.path, found.title, text[found.end..].to_owned()))
        };
        let found = |path: &str, title: &str, rest: &str| Some((path.into(), title.into(), rest.into()));
        assert_eq!(read("(a.png)x"), found("a.png", "", "x"));
        assert_eq!(read("( a(1).png 'T \\' t'\n)"), found("a(1).png", "T ' t", ""));
        assert_eq!(read("(<a b.png> \"T\") {"), found("a b.png", "T", " {"));
        assert_eq!(read("(a\\)b.png)"), found("a)b.png", "", ""));
        for text in ["()", "(a b.png)", "(a.png", "(<a\n>)", "a", "(a.png \"T)"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
