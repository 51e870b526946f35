//! Splits the prose of a text into tokens: words, and ranges that are not plain words, such as code
//! spans, formulas, tags and addresses. Entry point: [`tokens`].

use std::ops::Range;

use super::code_spans::CodeSpans;
use super::lines::{LineKind, lines};

/// A range of prose of one kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ProseToken {
    /// The kind of the range.
    pub(super) kind: ProseKind,
    /// The bytes of the range, with its delimiters.
    pub(super) range: Range<usize>,
}

/// The kind of a [`ProseToken`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ProseKind {
    /// Plain words, and any Markdown that is not one of the other kinds.
    Words,
    /// The address of a link: `](address)`, from the bracket on.
    Address,
    /// A code span.
    Code,
    /// A formula between dollar signs.
    Math,
    /// An HTML comment.
    Comment,
    /// An HTML tag or an address in angle brackets.
    Tag,
    /// `{{< name … >}}` or `{{% name … %}}` (Hugo, Quarto).
    Shortcode,
    /// `{{ … }}` (Jekyll, GitBook, HonKit).
    Expression,
    /// `{% … %}` (Jekyll, GitBook, HonKit).
    Template,
}

/// The maximum length of a template tag or an address, in bytes.
const MAX_LENGTH: usize = 4096;

/// Returns the tokens of the prose of `text[start..]`, in order. Code blocks, and comments and formulas
/// that are blocks, are left out.
pub(super) fn tokens(text: &str, start: usize) -> Vec<ProseToken> {
    let mut found = Vec::new();
    let mut paragraph: Option<Range<usize>> = None;
    for line in lines(text, start) {
        if line.kind == LineKind::Prose && !line.text(text).trim().is_empty() {
            let from = paragraph.map_or(line.range.start, |open| open.start);
            paragraph = Some(from..line.range.end);
        } else if let Some(range) = paragraph.take() {
            scan(text, range, &mut found);
        }
    }
    if let Some(range) = paragraph {
        scan(text, range, &mut found);
    }
    found
}

/// Adds the tokens of a paragraph.
fn scan(text: &str, range: Range<usize>, found: &mut Vec<ProseToken>) {
    let bytes = text.as_bytes();
    let mut code_spans = CodeSpans::new(text, range.clone());
    let (mut at, mut words) = (range.start, range.start);
    // Closing delimiters that the rest of the paragraph is known not to contain: without this, a paragraph
    // of many opening ones would be searched to its end for each.
    let mut missing: Vec<&str> = Vec::new();
    while at < range.end {
        let found_here = match bytes[at] {
            b'\\' => {
                at += 2;
                continue;
            }
            b'`' => match code_spans.end(at) {
                Ok(end) => Some((ProseKind::Code, end)),
                Err(length) => {
                    at += length;
                    continue;
                }
            },
            b'{' => template(text, at, range.end, &mut missing),
            b'<' => tag(text, at, range.end, &mut missing),
            b'$' => math(text, at, range.end, &mut missing),
            b']' if bytes.get(at + 1) == Some(&b'(') => address(bytes, at, range.end),
            _ => None,
        };
        match found_here {
            Some((kind, end)) => {
                if words < at {
                    found.push(ProseToken { kind: ProseKind::Words, range: words..at });
                }
                found.push(ProseToken { kind, range: at..end });
                at = end;
                words = end;
            }
            None => at += 1,
        }
    }
    if words < range.end {
        found.push(ProseToken { kind: ProseKind::Words, range: words..range.end });
    }
}

/// Returns the end of the first `closing` in `text[from..end]`. One that is missing is recorded and not
/// searched for again.
fn find<'m>(
    text: &str,
    from: usize,
    end: usize,
    closing: &'m str,
    missing: &mut Vec<&'m str>,
) -> Option<usize> {
    if missing.contains(&closing) || from > end {
        return None;
    }
    let found = text.get(from..end)?.find(closing);
    if found.is_none() {
        missing.push(closing);
    }
    found.map(|at| from + at + closing.len())
}

/// Returns the kind and the end of the template tag that begins at `at`.
fn template(text: &str, at: usize, end: usize, missing: &mut Vec<&str>) -> Option<(ProseKind, usize)> {
    let rest = &text[at..end];
    let (kind, opening, closing) = if rest.starts_with("{{<") {
        (ProseKind::Shortcode, 3, ">}}")
    } else if rest.starts_with("{{%") {
        (ProseKind::Shortcode, 3, "%}}")
    } else if rest.starts_with("{{") {
        (ProseKind::Expression, 2, "}}")
    } else if rest.starts_with("{%") {
        (ProseKind::Template, 2, "%}")
    } else {
        return None;
    };
    let mut from = at + opening;
    if kind == ProseKind::Expression {
        from += rest[2..].bytes().take_while(|b| *b == b'{').count();
    }
    if missing.contains(&closing) {
        return None;
    }
    // No tag contains the beginning of another.
    let next = rest.as_bytes()[from - at..].windows(2).position(|pair| matches!(pair, b"{{" | b"{%"));
    let window = next.map_or(end, |next| from + next);
    let close = find(text, from, window, closing, &mut Vec::new());
    if close.is_none() && window == end {
        missing.push(closing);
    }
    let mut close = close?;
    if kind == ProseKind::Expression {
        // `{{{ x }}}` has three braces.
        close += text[close..end].bytes().take_while(|b| *b == b'}').count();
        let inner = &text[at + 2..close - 2];
        if inner.trim().is_empty() || inner.contains('\n') {
            return None;
        }
    }
    (close - at <= MAX_LENGTH).then_some((kind, close))
}

/// Returns the kind and the end of the comment or HTML tag that begins at `at`.
fn tag(text: &str, at: usize, end: usize, missing: &mut Vec<&str>) -> Option<(ProseKind, usize)> {
    let rest = &text[at + 1..end];
    if rest.starts_with("!--") {
        return find(text, at + 4, end, "-->", missing).map(|close| (ProseKind::Comment, close));
    }
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') || missing.contains(&">") {
        return None;
    }
    match rest.find(['<', '>']) {
        Some(close) if rest.as_bytes()[close] == b'>' => Some((ProseKind::Tag, at + 1 + close + 1)),
        Some(_) => None,
        None => {
            missing.push(">");
            None
        }
    }
}

/// Returns the end of the formula that begins at `at`.
fn math(text: &str, at: usize, end: usize, missing: &mut Vec<&str>) -> Option<(ProseKind, usize)> {
    let rest = &text[at..end];
    if rest.starts_with("$$") {
        return find(text, at + 2, end, "$$", missing).map(|close| (ProseKind::Math, close));
    }
    // No whitespace inside the dollar signs, no digit after them (pandoc's manual, `tex_math_dollars`).
    if rest[1..].starts_with(|c: char| c.is_whitespace()) {
        return None;
    }
    let close = find(text, at + 1, end, "$", missing)?;
    let before = text[..close - 1].chars().next_back()?;
    let after = text[close..end].chars().next();
    let is_formula = !before.is_whitespace() && !after.is_some_and(|c| c.is_ascii_digit());
    is_formula.then_some((ProseKind::Math, close))
}

/// Returns the end of `](address "title")`. Returns `None` if its parentheses are not balanced on one line.
fn address(bytes: &[u8], at: usize, end: usize) -> Option<(ProseKind, usize)> {
    let mut depth = 0usize;
    for (i, byte) in bytes[at + 1..end].iter().enumerate().take(MAX_LENGTH) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some((ProseKind::Address, at + 2 + i)),
            b')' => depth -= 1,
            b'\n' => return None,
            b']' if bytes.get(at + 2 + i) == Some(&b'(') => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        tokens(text, 0)
            .into_iter()
            .filter(|token| token.kind != ProseKind::Words)
            .map(|token| format!("{:?} {}", token.kind, &text[token.range]))
            .collect()
    }

    #[test]
    fn code_formulas_comments_and_addresses_are_distinguished() {
        assert_eq!(
            shown("a `{{x}}` $\\frac{{a}}{b}$ <!-- {{y}} --> [t](u {{v}}) <b c> ``x`` `"),
            [
                "Code `{{x}}`",
                "Math $\\frac{{a}}{b}$",
                "Comment <!-- {{y}} -->",
                "Address ](u {{v}})",
                "Tag <b c>",
                "Code ``x``"
            ]
        );
    }

    #[test]
    fn template_tags_are_found_outside_code() {
        assert_eq!(
            shown("{{< a `b` >}} {% c %} {{ d }} \\{{ e }} {{{ f }}}\n\n    {{ code }}\n"),
            ["Shortcode {{< a `b` >}}", "Template {% c %}", "Expression {{ d }}", "Expression {{{ f }}}"]
        );
    }
}
