//! The lines of a text with what stages need to know of them: whether a line is code.

use std::ops::Range;

/// A line of a Markdown text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its bytes, without the line end.
    pub(super) range: Range<usize>,
    /// Its part in a fenced code block.
    pub(super) code: InCode,
}

/// Where a line stands with regard to fenced code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum InCode {
    /// Outside any fence.
    No,
    /// The opening fence.
    Opening,
    /// Between the fences.
    Inside,
    /// The closing fence.
    Closing,
}

/// The lines of `text[start..]`. Fences count within quotations and list items as well; a fence that is
/// never closed reaches to the end of the text (CommonMark 0.31, section 4.5).
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = Line> {
    let mut at = start;
    let mut open: Option<(u8, usize)> = None;
    text[start..].split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = at..at + line.len();
        at += whole.len();
        let fence = fence(line);
        let code = match (open, fence) {
            (Some((mark, length)), Some((found, count, true))) if found == mark && count >= length => {
                open = None;
                InCode::Closing
            }
            (Some(_), _) => InCode::Inside,
            (None, Some((mark, length, bare))) if bare || mark == b'~' || !info(line).contains('`') => {
                open = Some((mark, length));
                InCode::Opening
            }
            (None, _) => InCode::No,
        };
        Line { range, code }
    })
}

/// The mark of a fence, its length, and whether nothing follows it.
fn fence(line: &str) -> Option<(u8, usize, bool)> {
    let text = inside(line);
    let mark = *text.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = text.bytes().take_while(|b| *b == mark).count();
    (length >= 3).then(|| (mark, length, text[length..].trim().is_empty()))
}

fn info(line: &str) -> &str {
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

    #[test]
    fn fences_are_followed_in_lists_and_quotations() {
        let text = "a\n```rust\nx\n```\n- ~~~\n  ```\n  ~~~\n> ```\n> x\n> ```\n``` a`b\nz\n";
        let shown: String = lines(text, 0)
            .map(|line| match line.code {
                InCode::No => '.',
                InCode::Opening => '(',
                InCode::Inside => 'x',
                InCode::Closing => ')',
            })
            .collect();
        assert_eq!(shown, ".(x)(x)(x)..");
    }
}
