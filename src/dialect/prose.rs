//! The prose of a text in pieces: words, and what stages must not look into or have to know. Entry
//! point: [`tokens`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::lines::{InCode, lines};

/// A stretch of prose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// The kinds of stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Words.
    Words,
    /// `](address)`, from the bracket on.
    Address,
    /// A code span.
    Code,
    /// A formula.
    Math,
    /// A comment.
    Comment,
    /// An HTML tag or an address in angle brackets.
    Tag,
    /// `{{< name … >}}` or `{{% name … %}}`.
    Shortcode,
    /// `{{ … }}`.
    Expression,
    /// `{% … %}`.
    Template,
}

/// The longest template tag that is looked for, in bytes.
const LONGEST: usize = 4096;

/// The prose of `text[start..]` in pieces, in order; code blocks, comments and formulas that are blocks
/// of their own are not among them.
pub(super) fn tokens(text: &str, start: usize) -> Vec<Token> {
    let mut found = Vec::new();
    let mut paragraph: Option<Range<usize>> = None;
    for line in lines(text, start) {
        if line.code == InCode::No && !line.text(text).trim().is_empty() {
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

fn scan(text: &str, range: Range<usize>, found: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut ticks = Ticks::of(bytes, range.clone());
    let (mut at, mut words) = (range.start, range.start);
    // Closing marks that the rest of the paragraph is known not to have.
    let mut missing: Vec<&str> = Vec::new();
    while at < range.end {
        let found_here = match bytes[at] {
            b'\\' => {
                at += 2;
                continue;
            }
            b'`' => {
                let length = bytes[at..range.end].iter().take_while(|b| **b == b'`').count();
                match ticks.closing(at, length) {
                    Some(end) => Some((Kind::Code, end)),
                    None => {
                        at += length;
                        continue;
                    }
                }
            }
            b'{' => template(text, at, range.end, &mut missing),
            b'<' => tag(text, at, range.end, &mut missing),
            b'$' => math(text, at, range.end, &mut missing),
            b']' if bytes.get(at + 1) == Some(&b'(') => address(bytes, at, range.end),
            _ => None,
        };
        match found_here {
            Some((kind, end)) => {
                if words < at {
                    found.push(Token { kind: Kind::Words, range: words..at });
                }
                found.push(Token { kind, range: at..end });
                at = end;
                words = end;
            }
            None => at += 1,
        }
    }
    if words < range.end {
        found.push(Token { kind: Kind::Words, range: words..range.end });
    }
}

/// The runs of backticks of a paragraph by their length, so that each code span finds its end at once.
struct Ticks(BTreeMap<usize, Vec<usize>>);

impl Ticks {
    fn of(bytes: &[u8], range: Range<usize>) -> Self {
        let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut at = range.start;
        while at < range.end {
            if bytes[at] == b'`' {
                let length = bytes[at..range.end].iter().take_while(|b| **b == b'`').count();
                runs.entry(length).or_default().push(at);
                at += length;
            } else {
                at += 1;
            }
        }
        // The next one is at the end.
        runs.values_mut().for_each(|run| run.reverse());
        Self(runs)
    }

    fn closing(&mut self, at: usize, length: usize) -> Option<usize> {
        let run = self.0.get_mut(&length)?;
        while run.last().is_some_and(|next| *next <= at) {
            run.pop();
        }
        run.last().map(|next| next + length)
    }
}

/// Finds the end mark from `from` on; a mark that is missing is not looked for again.
fn find<'m>(text: &str, from: usize, end: usize, mark: &'m str, missing: &mut Vec<&'m str>) -> Option<usize> {
    if missing.contains(&mark) || from > end {
        return None;
    }
    let found = text.get(from..end)?.find(mark);
    if found.is_none() {
        missing.push(mark);
    }
    found.map(|at| from + at + mark.len())
}

fn template(text: &str, at: usize, end: usize, missing: &mut Vec<&str>) -> Option<(Kind, usize)> {
    let rest = &text[at..end];
    let (kind, opening, closing) = if rest.starts_with("{{<") {
        (Kind::Shortcode, 3, ">}}")
    } else if rest.starts_with("{{%") {
        (Kind::Shortcode, 3, "%}}")
    } else if rest.starts_with("{{") {
        (Kind::Expression, 2, "}}")
    } else if rest.starts_with("{%") {
        (Kind::Template, 2, "%}")
    } else {
        return None;
    };
    let mut from = at + opening;
    if kind == Kind::Expression {
        from += rest[2..].bytes().take_while(|b| *b == b'{').count();
    }
    if missing.contains(&closing) {
        return None;
    }
    // A tag ends before another begins.
    let next = rest.as_bytes()[from - at..].windows(2).position(|pair| matches!(pair, b"{{" | b"{%"));
    let window = next.map_or(end, |next| from + next);
    let close = find(text, from, window, closing, &mut Vec::new());
    if close.is_none() && window == end {
        missing.push(closing);
    }
    let mut close = close?;
    if kind == Kind::Expression {
        // `{{{ x }}}` has three.
        close += text[close..end].bytes().take_while(|b| *b == b'}').count();
        let inner = &text[at + 2..close - 2];
        if inner.trim().is_empty() || inner.contains('\n') {
            return None;
        }
    }
    (close - at <= LONGEST).then_some((kind, close))
}

fn tag(text: &str, at: usize, end: usize, missing: &mut Vec<&str>) -> Option<(Kind, usize)> {
    let rest = &text[at + 1..end];
    if rest.starts_with("!--") {
        return find(text, at + 4, end, "-->", missing).map(|close| (Kind::Comment, close));
    }
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') || missing.contains(&">") {
        return None;
    }
    match rest.find(['<', '>']) {
        Some(close) if rest.as_bytes()[close] == b'>' => Some((Kind::Tag, at + 1 + close + 1)),
        Some(_) => None,
        None => {
            missing.push(">");
            None
        }
    }
}

fn math(text: &str, at: usize, end: usize, missing: &mut Vec<&str>) -> Option<(Kind, usize)> {
    let rest = &text[at..end];
    if rest.starts_with("$$") {
        return find(text, at + 2, end, "$$", missing).map(|close| (Kind::Math, close));
    }
    // As pandoc has it: no blank behind the opening one or before the closing one, no digit after it.
    if rest[1..].starts_with(|c: char| c.is_whitespace()) {
        return None;
    }
    let close = find(text, at + 1, end, "$", missing)?;
    let before = text[..close - 1].chars().next_back()?;
    let after = text[close..end].chars().next();
    let sound = !before.is_whitespace() && !after.is_some_and(|c| c.is_ascii_digit());
    sound.then_some((Kind::Math, close))
}

/// The end of `](address "title")`, where its brackets are balanced on one line.
fn address(bytes: &[u8], at: usize, end: usize) -> Option<(Kind, usize)> {
    let mut depth = 0usize;
    for (i, byte) in bytes[at + 1..end].iter().enumerate().take(LONGEST) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some((Kind::Address, at + 2 + i)),
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
            .filter(|token| token.kind != Kind::Words)
            .map(|token| format!("{:?} {}", token.kind, &text[token.range]))
            .collect()
    }

    #[test]
    fn code_formulas_comments_and_addresses_are_told_apart() {
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
