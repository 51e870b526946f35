//! Splits a text into lines, each with its kind: prose or some kind of code. Entry point: [`lines`].

use std::ops::Range;

/// A line of a Markdown text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct MarkdownLine {
    /// The bytes of the line, without its line end.
    pub(super) range: Range<usize>,
    /// Whether the line is prose or code.
    pub(super) kind: LineKind,
}

impl MarkdownLine {
    /// Returns the line's text, without its line end; `text` is the text that contains the line.
    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    /// Returns the bytes of the line with its line end (`\n` or `\r\n`).
    pub(super) fn range_with_end(&self, text: &str) -> Range<usize> {
        let ends = text[self.range.end..].bytes().take_while(|b| matches!(b, b'\r' | b'\n'));
        let mut end = self.range.end;
        for byte in ends {
            end += 1;
            if byte == b'\n' {
                break;
            }
        }
        self.range.start..end
    }
}

/// The kind of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum LineKind {
    /// Outside code: text, a heading, an empty line.
    Prose,
    /// The opening fence of a code block.
    OpeningFence,
    /// Between the fences of a code block.
    Fenced,
    /// The closing fence of a code block.
    ClosingFence,
    /// Indented code.
    Indented,
    /// A comment, a formula or preformatted text that is a block of its own.
    Raw,
}

/// Returns the lines of `text[start..]`. Fences in quotations and list items are recognized as well; a fence
/// that is never closed reaches to the end of the text (CommonMark 0.31, section 4.5).
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = MarkdownLine> {
    let mut at = start;
    let mut classifier = LineClassifier { after_blank: true, ..LineClassifier::default() };
    text[start..].split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = at..at + line.len();
        at += whole.len();
        MarkdownLine { kind: classifier.classify(line), range }
    })
}

/// Classifies lines in order, by the blocks that earlier lines have opened.
#[derive(Default)]
struct LineClassifier {
    /// The character and length of the fence that is open.
    fence: Option<(u8, usize)>,
    /// The string that ends the raw text that is open, and the number of quotations that it is in.
    raw: Option<(&'static str, usize)>,
    after_blank: bool,
    /// Whether the line before is indented code.
    indented: bool,
    /// The column at which the content of the innermost list item, note or box begins.
    column: usize,
}

impl LineClassifier {
    fn classify(&mut self, line: &str) -> LineKind {
        let fence = parse_fence(line);
        if let Some((mark, length)) = self.fence {
            if matches!(fence, Some((found, count, true)) if found == mark && count >= length) {
                self.fence = None;
                return LineKind::ClosingFence;
            }
            return LineKind::Fenced;
        }
        if let Some((end, quotes)) = self.raw {
            if line.to_ascii_lowercase().contains(end) || (end == "$$" && is_blank(line, quotes)) {
                self.raw = None;
            }
            return LineKind::Raw;
        }
        if line.trim().is_empty() {
            self.after_blank = true;
            return LineKind::Prose;
        }
        if self.is_indented_code(line) {
            return LineKind::Indented;
        }
        self.after_blank = false;
        if let Some((mark, length, bare)) = fence
            && (bare || mark == b'~' || !info_string(line).contains('`'))
        {
            self.fence = Some((mark, length));
            return LineKind::OpeningFence;
        }
        if let Some(end) = raw_end(line) {
            let rest = if end == "$$" { without_markers(line) } else { line.trim_start() };
            if !rest[2..].to_ascii_lowercase().contains(end) {
                self.raw = Some((end, quotes(line)));
            }
            return LineKind::Raw;
        }
        LineKind::Prose
    }

    /// Returns whether a line that is not blank is indented code, and records the column at which the
    /// content of a container begins.
    fn is_indented_code(&mut self, line: &str) -> bool {
        let column = indent(line);
        if column >= self.column + 4 && (self.after_blank || self.indented) {
            self.indented = true;
            return true;
        }
        self.indented = false;
        if self.after_blank && column < self.column {
            self.column = column;
        }
        if let Some(inner) = content_column(line) {
            self.column = inner;
        }
        false
    }
}

/// Returns the width of the whitespace at the head of a line, in columns. A tab reaches to the next
/// multiple of four (CommonMark 0.31, section 2.2).
pub(super) fn indent(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// Returns the column at which the content of a list item, a note, a definition or a box begins. Returns
/// `None` if the line opens none.
//
// A marker with more than four columns of whitespace contains indented code, which begins one column after
// the marker (CommonMark 0.31, section 5.2).
fn content_column(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let column = indent(line);
    let first = *text.as_bytes().first()?;
    match first {
        b'-' | b'+' | b'*' | b':' if text[1..].starts_with([' ', '\t']) => {
            let blanks = indent(&text[1..]);
            Some(column + 1 + if blanks > 4 { 1 } else { blanks })
        }
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'(' | b'#' => {
            let marker = ordinal_length(text)?;
            let rest = &text[marker..];
            rest.starts_with([' ', '\t']).then(|| {
                let blanks = indent(rest);
                column + marker + if blanks > 4 { 1 } else { blanks }
            })
        }
        b'[' if text.starts_with("[^") && text.contains("]:") => Some(column + 4),
        b'!' | b'?' | b'=' if opens_indented_box(text) => Some(column + 4),
        _ => None,
    }
}

/// Returns the length of the marker of an ordered list (pandoc's manual, `fancy_lists`): `1.`, `(2)`, `a)`,
/// `iv.`, `#.`.
pub(super) fn ordinal_length(text: &str) -> Option<usize> {
    let open = usize::from(text.starts_with('('));
    let words = &text[open..];
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let romans = words.bytes().take_while(|byte| b"ivxlcIVXLC".contains(byte)).count();
    let length = match words.bytes().next()? {
        b'0'..=b'9' if digits < 10 => digits,
        b'#' => 1,
        byte if byte.is_ascii_alphabetic() => romans.max(1),
        _ => return None,
    };
    let ends = |mark: u8| words.as_bytes().get(length) == Some(&mark);
    (ends(b')') || (open == 0 && ends(b'.'))).then_some(open + length + 1)
}

/// Returns whether a line opens a box or a tab of MkDocs, whose body is indented: `!!! note`, `??? note`,
/// `=== "Tab"`.
pub(super) fn opens_indented_box(text: &str) -> bool {
    let markers = ["!!! ", "???+ ", "??? ", "=== \"", "===! \"", "===+ \""];
    markers.iter().any(|marker| text.starts_with(marker))
}

/// Returns the string, in lower case, that ends a comment, a formula or preformatted text that begins with
/// this line (CommonMark 0.31, section 4.6). A formula may begin in a list item or a quotation, too. Returns `None` if
/// none begins.
pub(super) fn raw_end(line: &str) -> Option<&'static str> {
    let text = line.trim_start();
    if text.contains("$$") && without_markers(text).starts_with("$$") {
        return Some("$$");
    }
    if !text.starts_with('<') {
        return None;
    }
    if text.starts_with("<!--") {
        return Some("-->");
    }
    [("<pre", "</pre"), ("<script", "</script"), ("<style", "</style"), ("<textarea", "</textarea")]
        .iter()
        .find(|(open, _)| {
            let is_open = text.get(..open.len()).is_some_and(|head| head.eq_ignore_ascii_case(open));
            is_open && !text[open.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
        })
        .map(|(_, end)| *end)
}

/// Returns the character of a fence, its length, and whether nothing follows it.
fn parse_fence(line: &str) -> Option<(u8, usize, bool)> {
    if !line.contains("```") && !line.contains("~~~") {
        return None;
    }
    let text = without_markers(line);
    let mark = *text.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = text.bytes().take_while(|b| *b == mark).count();
    (length >= 3).then(|| (mark, length, text[length..].trim().is_empty()))
}

/// Returns the info string of an opening fence, with the whitespace around it.
pub(super) fn info_string(line: &str) -> &str {
    without_markers(line).trim_start_matches(['`', '~'])
}

/// Returns a line without its indent, quotation marks and list markers.
pub(super) fn without_markers(line: &str) -> &str {
    let mut text = line.trim_start();
    loop {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[digits..];
        let marker = match rest.as_bytes().first() {
            Some(b'>') if digits == 0 => 1,
            Some(b'-' | b'+' | b'*') if digits == 0 && rest[1..].starts_with([' ', '\t']) => 2,
            Some(b'.' | b')') if (1..=9).contains(&digits) && rest[1..].starts_with([' ', '\t']) => {
                digits + 2
            }
            _ => return text,
        };
        text = text[marker..].trim_start();
    }
}

/// Returns the number of quotations that a line is in.
pub(super) fn quotes(line: &str) -> usize {
    line[..line.len() - without_markers(line).len()].matches('>').count()
}

/// Returns a line without the marks of the quotations around it.
pub(super) fn inside(line: &str, quotes: usize) -> &str {
    let mut rest = line;
    for _ in 0..quotes {
        match rest.trim_start().strip_prefix('>') {
            Some(inner) => rest = inner,
            None => break,
        }
    }
    rest
}

/// Returns whether a line is empty within the quotations around it.
pub(super) fn is_blank(line: &str, quotes: usize) -> bool {
    inside(line, quotes).trim().is_empty()
}

/// Returns the length of the indent and quotation marks at the head of a line.
pub(super) fn prefix_length(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '>']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        lines(text, 0)
            .map(|line| match line.kind {
                LineKind::Prose => '.',
                LineKind::OpeningFence => '(',
                LineKind::Fenced => 'x',
                LineKind::ClosingFence => ')',
                LineKind::Indented => 'i',
                LineKind::Raw => 'r',
            })
            .collect()
    }

    #[test]
    fn fences_are_followed_in_lists_and_quotations() {
        let text = "a\n```rust\nx\n```\n- ~~~\n  ```\n  ~~~\n> ```\n> x\n> ```\n``` a`b\nz\n";
        assert_eq!(shown(text), ".(x)(x)(x)..");
    }

    #[test]
    fn indented_code_is_distinguished_from_the_content_of_a_list() {
        assert_eq!(shown("a\n    b\n\n    code\n\n    code\nc\n"), "...i.i.");
        assert_eq!(shown("- a\n\n    b\n\n      code\n\nc\n\n    code\n"), "....i...i");
        for marker in ["a.  ", "iv) ", "(2) ", "(b) ", "#.  "] {
            let text = format!("{marker}a\n\n    ```\n    x\n    ```\n\n        code\n");
            assert_eq!(shown(&text), "..(x).i", "{marker}");
        }
        assert_eq!(shown("e.g. so\n\n    code\n"), "..i");
        assert_eq!(shown("[^1]: a\n\n    b\n\n!!! note\n\n    b\n"), ".......");
    }

    #[test]
    fn comments_formulas_and_preformatted_text_are_raw() {
        assert_eq!(shown("<!-- a\n\nb -->\nc\n<pre>\nx\n</pre>\nc\n<!-- x -->\nc\n"), "rrr.rrr.r.");
        assert_eq!(shown("$$\nx\n$$\nc\n$$ never closed\n\nc\n"), "rrr.rr.");
        assert_eq!(shown("- $$\n  x\n  $$\n- c\n\n> $$\n> x\n>\n> c\n"), "rrr..rrr.");
    }
}
