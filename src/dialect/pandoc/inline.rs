//! Links and emphasis as pandoc and readers take them: blanks in addresses, sizes behind them, headings
//! as references (`[Heading text]`), and `**` beside the punctuation of Chinese and Japanese. Entry
//! point: [`edits`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::lines::{InCode, Line, lines};
use super::super::mapped::{Edit, Mapped, Part};
use super::super::{Files, Marks, Setting};
use super::tables::prefix;
use crate::diag::Diagnostic;

/// Stands between a mark of emphasis and a character that would keep it from being one.
const APART: &str = "<!-- -->";
/// Bytes that an address or a tag may have.
const LONGEST: usize = 2000;

/// Whether a text may hold one of these.
pub(in crate::dialect) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    let text = marks.text();
    let is_reference = |(at, _): (usize, &str)| match text.as_bytes().get(at + 1) {
        Some(b'(') => {
            let address = text.as_bytes()[at + 2..].iter().take(LONGEST);
            address.take_while(|b| !matches!(b, b')' | b'\n')).any(|b| *b == b' ')
        }
        Some(b'{' | b':') => false,
        _ => true,
    };
    // The first bytes of the characters that `is_cjk` knows, in UTF-8.
    let may_have_cjk =
        marks.has_byte(0xE3..=0xFF) || marks.has_byte(0xE2..=0xE2) && marks.has_byte(0xBA..=0xBF);
    marks.has("]") && text.match_indices(']').any(is_reference)
        || marks.has("*") && may_have_cjk && text.chars().any(is_cjk)
}

/// Rewrites them.
pub(in crate::dialect) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    _: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let lines: Vec<Line> = lines(text, start).collect();
    let headings = headings(text, &lines);
    let mut edits = Vec::new();
    let mut paragraph: Option<Range<usize>> = None;
    for line in &lines {
        let whole = line.text(text);
        let words = whole[prefix(whole)..].trim();
        let ends = line.code != InCode::No || words.is_empty() || words.starts_with('#');
        if ends && let Some(range) = paragraph.take() {
            Scanner::new(text, range, &headings, &mut edits).scan();
        }
        if !ends {
            let from = paragraph.map_or(line.range.start, |open| open.start);
            paragraph = Some(from..line.range.end);
        }
    }
    if let Some(range) = paragraph {
        Scanner::new(text, range, &headings, &mut edits).scan();
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// The names of headings, and what leads to them; those that a definition takes are left out.
fn headings(text: &str, lines: &[Line]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut defined = BTreeSet::new();
    let mut before = "";
    for line in lines.iter().filter(|line| line.code == InCode::No) {
        let words = line.text(text).trim();
        let underline =
            words.len() > 1 && (words.bytes().all(|b| b == b'=') || words.bytes().all(|b| b == b'-'));
        let heading = words
            .strip_prefix('#')
            .map(|rest| rest.trim_start_matches('#'))
            .filter(|rest| rest.starts_with(' '));
        if let Some(name) = heading.or_else(|| Some(before).filter(|before| underline && !before.is_empty()))
        {
            let name = name.trim().trim_end_matches('#').trim_end();
            let (name, attributes) = match name.rfind('{').filter(|_| name.ends_with('}')) {
                Some(at) => name.split_at(at),
                None => (name, ""),
            };
            let own = attributes.split(['{', ' ', '}']).find_map(|word| word.strip_prefix('#'));
            let to = own.map_or_else(|| slug(name), str::to_owned);
            let key = key(name);
            if key.chars().count() > 1 && key.contains(char::is_alphabetic) {
                found.entry(key).or_insert(to);
            }
        } else if let Some((label, _)) = words.strip_prefix('[').and_then(|rest| rest.split_once("]:")) {
            defined.insert(key(label));
        }
        before = words;
    }
    found.retain(|name, to| !defined.contains(name) && !to.is_empty());
    found
}

/// A label as it is compared: without marks, in small letters, with single blanks.
fn key(label: &str) -> String {
    let bare = label.replace(['*', '`', '_', '\\'], "").to_lowercase();
    bare.split_whitespace().filter(|word| *word != ">").collect::<Vec<_>>().join(" ")
}

/// The name that leads to a heading.
fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.trim().chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_alphanumeric() || c == '_' => slug.push(c),
            c if c.is_whitespace() || c == '-' => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_matches('-').to_owned()
}

/// Reads a paragraph.
struct Scanner<'a> {
    text: &'a str,
    range: Range<usize>,
    headings: &'a BTreeMap<String, String>,
    edits: &'a mut Vec<Edit>,
    /// Brackets that are open.
    brackets: Vec<usize>,
    /// The length of the run of `*` that is open.
    emphasis: Option<usize>,
}

impl<'a> Scanner<'a> {
    fn new(
        text: &'a str,
        range: Range<usize>,
        headings: &'a BTreeMap<String, String>,
        edits: &'a mut Vec<Edit>,
    ) -> Self {
        Self { text, range, headings, edits, brackets: Vec::new(), emphasis: None }
    }

    fn scan(&mut self) {
        let mut at = self.range.start;
        while at < self.range.end {
            let rest = &self.text[at..self.range.end];
            at = match rest.as_bytes()[0] {
                b'\\' => at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                b'`' => at + code(rest),
                b'<' => at + tag(rest),
                b'[' => {
                    self.brackets.push(at);
                    at + 1
                }
                b']' => self.bracket(at),
                b'*' => self.stars(at),
                _ => at + rest.find(['\\', '`', '<', '[', ']', '*']).unwrap_or(rest.len()),
            };
        }
    }

    /// A closing bracket; answers with the place behind what belongs to it.
    fn bracket(&mut self, at: usize) -> usize {
        let Some(open) = self.brackets.pop() else { return at + 1 };
        let is_image = self.text[..open].ends_with('!');
        let rest = &self.text[at + 1..self.range.end];
        if rest.starts_with('(') {
            return self.address(at + 1, is_image);
        }
        let inner = &self.text[open + 1..at];
        let nested = self.text[..open].ends_with('[') || rest.starts_with(']');
        if is_image || nested || inner.starts_with(['^', '@']) || rest.starts_with([':', '{']) {
            return at + 1;
        }
        let label = rest.strip_prefix('[').and_then(|rest| rest.find(']').map(|end| &rest[..end]));
        let name = label.filter(|label| !label.is_empty()).unwrap_or(inner);
        if self.headings.is_empty() || name.len() > LONGEST {
            return at + 1;
        }
        let Some(to) = self.headings.get(&key(name)) else { return at + 1 };
        let end = at + 1 + label.map_or(0, |label| label.len() + 2);
        self.edits.push(Edit::new(at + 1..end, format!("(#{to})")));
        end
    }

    /// An address in parentheses: one with blanks is put between angle brackets, a size behind it becomes
    /// attributes.
    fn address(&mut self, open: usize, is_image: bool) -> usize {
        let line = &self.text[open..self.range.end];
        let line = line.lines().next().unwrap_or_default();
        let Some(length) = balanced(line) else { return open + 1 };
        let end = open + length;
        let inner = open + 1..end - 1;
        let words = &self.text[inner.clone()];
        if words.starts_with('<') || !words.trim().contains(' ') {
            return end;
        }
        let title = title(words);
        let path = words[..title].trim();
        let (path, size) = match path.rsplit_once(' ').filter(|_| is_image) {
            Some((path, last)) if size(last).is_some() => (path.trim_end(), size(last)),
            _ => (path, None),
        };
        let has_blank = path.contains(' ');
        let is_path =
            path.rsplit('/').next().is_some_and(|name| name.contains('.')) && !path.contains(['<', '>', '"']);
        if (has_blank && !is_path) || (!has_blank && size.is_none()) {
            return end;
        }
        let start = inner.start + words.find(path).unwrap_or(0);
        let (before, after) = if has_blank { ("<", ">") } else { ("", "") };
        let mut parts = vec![
            Part::New(before.to_owned()),
            Part::Keep(start..start + path.len()),
            Part::New(after.to_owned()),
        ];
        if !words[title..].trim().is_empty() {
            parts.extend([Part::New(" ".to_owned()), Part::Keep(inner.start + title..inner.end)]);
        }
        self.edits.push(Edit { range: inner, parts });
        if let Some(size) = size.filter(|_| !self.text[end..].starts_with('{')) {
            self.edits.push(Edit::new(end..end, size));
        }
        end
    }

    /// A run of `*`: where the punctuation beside it keeps it from opening or closing as it was meant to,
    /// the two are put apart (CommonMark 0.31, section 6.2, has no rule for text without blanks).
    fn stars(&mut self, at: usize) -> usize {
        let length = self.text[at..self.range.end].bytes().take_while(|b| *b == b'*').count();
        let end = at + length;
        let before = self.text[self.range.start..at].chars().next_back().unwrap_or(' ');
        let after = self.text[end..self.range.end].chars().next().unwrap_or(' ');
        let flanks = |inner: char, outer: char| {
            !inner.is_whitespace()
                && (!is_punctuation(inner) || outer.is_whitespace() || is_punctuation(outer))
        };
        let is_beside = is_cjk(before) || is_cjk(after);
        if self.emphasis == Some(length) {
            if !flanks(before, after) && is_beside && !before.is_whitespace() {
                self.edits.push(Edit::new(end..end, APART));
            }
            if !before.is_whitespace() {
                self.emphasis = None;
            }
        } else if self.emphasis.is_none() && !after.is_whitespace() && length <= 3 {
            let marks = &self.text[at..end];
            let closes = self.text[end..self.range.end].contains(marks);
            if closes && flanks(after, before) {
                self.emphasis = Some(length);
            } else if closes && is_beside {
                self.edits.push(Edit::new(at..at, APART));
                self.emphasis = Some(length);
            }
        }
        end
    }
}

/// The length of code in the line, or of the backticks that begin none.
fn code(text: &str) -> usize {
    let length = text.bytes().take_while(|b| *b == b'`').count();
    let mut at = length;
    while let Some(found) = text[at..].find('`') {
        let run = text[at + found..].bytes().take_while(|b| *b == b'`').count();
        at += found + run;
        if run == length {
            return at;
        }
    }
    length
}

/// The length of a tag or of an address in angle brackets; of the bracket alone if it begins none.
fn tag(text: &str) -> usize {
    let line = text.as_bytes().iter().take(LONGEST).position(|b| matches!(b, b'>' | b'\n'));
    let begins = text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    line.filter(|end| begins && text[*end..].starts_with('>')).map_or(1, |end| end + 1)
}

/// The length of what is in parentheses at the head of a text.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the title of an address begins; its end where there is none.
fn title(words: &str) -> usize {
    let trimmed = words.trim_end();
    for quote in ['"', '\''] {
        if let Some(rest) = trimmed.strip_suffix(quote)
            && let Some(at) = rest.find(quote).filter(|at| rest[..*at].ends_with(' '))
        {
            return at;
        }
    }
    words.len()
}

/// Attributes for a size: `=200x100`, `=50%x`.
fn size(word: &str) -> Option<String> {
    let (width, height) = word.strip_prefix('=')?.split_once('x')?;
    let mut attributes = Vec::new();
    for (key, value) in [("width", width), ("height", height)] {
        let digits = value.trim_end_matches('%');
        if value.is_empty() {
            continue;
        }
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let unit = if value.ends_with('%') { "%" } else { "px" };
        attributes.push(format!("{key}={digits}{unit}"));
    }
    (!attributes.is_empty()).then(|| format!("{{{}}}", attributes.join(" ")))
}

/// Letters and punctuation of Chinese, Japanese and Korean.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Punctuation as the rules of emphasis have it.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{B7}' | '\u{BB}' | '\u{BF}')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}')
        || matches!(c, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '\u{FE30}'..='\u{FE4F}')
}
