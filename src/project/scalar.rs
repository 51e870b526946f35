//! Lines, keys and scalars of a YAML text (YAML 1.2, sections 6 and 7).

/// A line that is neither empty nor a comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct YamlLine {
    /// The number of spaces before its content.
    pub(super) indent: usize,
    /// The first byte of its content.
    pub(super) start: usize,
    /// The byte after its content.
    pub(super) end: usize,
}

/// Returns the lines of a text that have content, without document markers.
pub(super) fn lines(text: &str) -> Vec<YamlLine> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start_matches(' ');
        let indent = line.len() - trimmed.len();
        let content = trimmed.trim_end();
        let is_marker = indent == 0 && matches!(content, "---" | "...");
        if !content.is_empty() && !content.starts_with('#') && !is_marker {
            out.push(YamlLine { indent, start: start + indent, end: start + indent + content.len() });
        }
        start += line.len();
    }
    out
}

/// Returns the byte of the colon after the key at the beginning of a text, or `None` if there is no key.
pub(super) fn key_end(text: &str) -> Option<usize> {
    colon_after(text, key_start(text)?)
}

/// Returns the byte of the colon after the key at the beginning of a text in a flow collection, or `None` if the entry
/// has no key.
pub(super) fn flow_key_end(text: &str) -> Option<usize> {
    let after = key_start(text)?;
    let end = text[after..].find([',', '}', '\n']).map_or(text.len(), |end| after + end + 1);
    colon_after(&text[..end], after)
}

/// Returns the byte from which on the colon after a key is looked for, or `None` if a text does not begin with a key.
fn key_start(text: &str) -> Option<usize> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => Some(1 + quoted_length(&text[1..], quote)?),
        '{' | '[' | '#' | '&' | '*' | '|' | '>' | '%' => None,
        _ => Some(0),
    }
}

fn colon_after(text: &str, after: usize) -> Option<usize> {
    let mut from = after;
    while let Some(at) = text[from..].find(':').map(|at| from + at) {
        let next = text[at + 1..].chars().next();
        if next.is_none_or(char::is_whitespace) {
            // A comment hides what follows it.
            return (!text[after..at].contains(" #")).then_some(at);
        }
        from = at + 1;
    }
    None
}

/// Returns the length of a scalar on its line; in a flow collection it ends at `,`, `]` or `}`.
pub(super) fn scalar_length(text: &str, flow: bool) -> usize {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return quoted_length(&text[1..], quote).map_or(text.len(), |length| length + 1);
    }
    // A comment is looked for in the scalar only: the rest of a long collection is that of each of its scalars.
    let end = if flow { text.find([',', ']', '}', '\n']).unwrap_or(text.len()) } else { text.len() };
    let comment = text[..end].find(" #").unwrap_or(end);
    text[..comment].trim_end().len()
}

/// Returns the length of a quoted text, closing quote included; `None` if it is not closed.
fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            c if c == quote => {
                if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                    chars.next();
                } else {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Returns a key without its quotes and its escapes.
pub(super) fn unquote(key: &str) -> String {
    let within = |mark: char| key.strip_prefix(mark)?.strip_suffix(mark);
    match (within('"'), within('\'')) {
        (Some(inner), _) => inner.replace("\\\\", "\\").replace("\\\"", "\""),
        (None, Some(inner)) => inner.replace("''", "'"),
        (None, None) => key.to_owned(),
    }
}
