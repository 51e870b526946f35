//! The lines of a text with what stages need to know of them: whether a line is code.

use std::ops::Range;

/// A line of a Markdown text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its bytes, without the line end.
    pub(super) range: Range<usize>,
    /// Its part in a code block.
    pub(super) code: InCode,
}

impl Line {
    /// Its text.
    pub(super) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }

    /// Its bytes with the line end.
    pub(super) fn whole(&self, text: &str) -> Range<usize> {
        let ends = text[self.range.end..].bytes().take_while(|b| matches!(b, b'\r' | b'\n'));
        // A line end is `\n` or `\r\n`; the next line's own is not taken.
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

/// Where a line stands with regard to code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum InCode {
    /// Outside any code.
    No,
    /// The opening fence.
    Opening,
    /// Between the fences.
    Inside,
    /// The closing fence.
    Closing,
    /// Indented code.
    Indented,
    /// A comment, a formula or preformatted text of several lines.
    Raw,
}

/// The lines of `text[start..]`. Fences count within quotations and list items as well; a fence that is
/// never closed reaches to the end of the text (CommonMark 0.31, section 4.5).
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = Line> {
    let mut at = start;
    let mut reader = Reader { after_blank: true, ..Reader::default() };
    text[start..].split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = at..at + line.len();
        at += whole.len();
        Line { code: reader.line(line), range }
    })
}

/// What the lines so far have opened.
#[derive(Default)]
struct Reader {
    /// The mark and length of an open fence.
    fence: Option<(u8, usize)>,
    /// What ends the raw text that is open.
    raw: Option<&'static str>,
    after_blank: bool,
    indented: bool,
    /// The column at which the text of the innermost list item, note or box begins.
    column: usize,
}

impl Reader {
    fn line(&mut self, line: &str) -> InCode {
        let fence = fence(line);
        if let Some((mark, length)) = self.fence {
            if matches!(fence, Some((found, count, true)) if found == mark && count >= length) {
                self.fence = None;
                return InCode::Closing;
            }
            return InCode::Inside;
        }
        if let Some(end) = self.raw {
            if line.to_ascii_lowercase().contains(end) || (end == "$$" && line.trim().is_empty()) {
                self.raw = None;
            }
            return InCode::Raw;
        }
        if line.trim().is_empty() {
            self.after_blank = true;
            return InCode::No;
        }
        if self.is_indented_code(line) {
            return InCode::Indented;
        }
        self.after_blank = false;
        if let Some((mark, length, bare)) = fence
            && (bare || mark == b'~' || !info(line).contains('`'))
        {
            self.fence = Some((mark, length));
            return InCode::Opening;
        }
        if let Some(end) = raw_end(line) {
            let rest = line.trim_start().to_ascii_lowercase();
            if !rest[2..].contains(end) {
                self.raw = Some(end);
            }
            return InCode::Raw;
        }
        InCode::No
    }

    /// Whether a line that is not blank is indented code; follows the indent of what holds lines.
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
        if let Some(inner) = held_column(line) {
            self.column = inner;
        }
        false
    }
}

/// The columns of white space at the head of a line.
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

/// The column at which what a list item, a note, a definition or a box holds begins.
fn held_column(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let column = indent(line);
    let first = *text.as_bytes().first()?;
    match first {
        b'-' | b'+' | b'*' | b':' if text[1..].starts_with([' ', '\t']) => {
            let blanks = indent(&text[1..]);
            Some(column + 1 + if blanks > 4 { 1 } else { blanks })
        }
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'(' | b'#' => {
            let marker = ordinal(text)?;
            let rest = &text[marker..];
            rest.starts_with([' ', '\t']).then(|| {
                let blanks = indent(rest);
                column + marker + if blanks > 4 { 1 } else { blanks }
            })
        }
        b'[' if text.starts_with("[^") && text.contains("]:") => Some(column + 4),
        b'!' | b'?' | b'=' if is_box(text) => Some(column + 4),
        _ => None,
    }
}

/// The length of the marker of an ordered list, as pandoc knows them: `1.`, `(2)`, `a)`, `iv.`, `#.`.
fn ordinal(text: &str) -> Option<usize> {
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

/// Whether a line opens a box or tab whose body is indented: `!!! note`, `??? note`, `=== "Tab"`.
pub(super) fn is_box(text: &str) -> bool {
    let mark = ["!!! ", "???+ ", "??? ", "=== \"", "===! \"", "===+ \""];
    mark.iter().any(|mark| text.starts_with(mark))
}

/// What ends a comment, a formula or preformatted text that begins with this line.
fn raw_end(line: &str) -> Option<&'static str> {
    let text = line.trim_start();
    if text.starts_with("$$") {
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

/// The mark of a fence, its length, and whether nothing follows it.
fn fence(line: &str) -> Option<(u8, usize, bool)> {
    if !line.contains("```") && !line.contains("~~~") {
        return None;
    }
    let text = inside(line);
    let mark = *text.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = text.bytes().take_while(|b| *b == mark).count();
    (length >= 3).then(|| (mark, length, text[length..].trim().is_empty()))
}

/// What follows the marks of an opening fence.
pub(super) fn info(line: &str) -> &str {
    inside(line).trim_start_matches(['`', '~'])
}

/// A line without its indent, quote marks and list markers.
pub(super) fn inside(line: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        lines(text, 0)
            .map(|line| match line.code {
                InCode::No => '.',
                InCode::Opening => '(',
                InCode::Inside => 'x',
                InCode::Closing => ')',
                InCode::Indented => 'i',
                InCode::Raw => 'r',
            })
            .collect()
    }

    #[test]
    fn fences_are_followed_in_lists_and_quotations() {
        let text = "a\n```rust\nx\n```\n- ~~~\n  ```\n  ~~~\n> ```\n> x\n> ```\n``` a`b\nz\n";
        assert_eq!(shown(text), ".(x)(x)(x)..");
    }

    #[test]
    fn indented_code_is_told_from_what_a_list_holds() {
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
    }
}
