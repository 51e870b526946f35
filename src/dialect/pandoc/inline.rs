//! Rewrites links and emphasis that pandoc and readers interpret in another way than CommonMark: spaces
//! in addresses, sizes after them, references to headings (`[Heading text]`; pandoc's manual,
//! `implicit_header_references`), and `**` beside punctuation in Chinese and Japanese. Entry point:
//! [`edits`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::dialect::code_spans::CodeSpans;
use crate::dialect::lines::{LineKind, MarkdownLine, lines, prefix_length};
use crate::dialect::mapped::{Edit, MappedPart};
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// Separates `**` from a character that would prevent it from being emphasis.
const SEPARATOR: &str = "<!-- -->";
/// The maximum length of an address, a label or a tag, in bytes.
const MAX_LENGTH: usize = 2000;

/// Returns whether a text may contain syntax that this stage rewrites.
pub(in crate::dialect) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    let text = probe.text();
    let is_reference = |(at, _): (usize, &str)| match text.as_bytes().get(at + 1) {
        Some(b'(') => {
            let address = text.as_bytes()[at + 2..].iter().take(MAX_LENGTH);
            address.take_while(|b| !matches!(b, b')' | b'\n')).any(|b| *b == b' ')
        }
        Some(b'{' | b':') => false,
        _ => true,
    };
    // The first bytes, in UTF-8, of the characters that `is_cjk` accepts.
    let may_have_cjk = probe.contains_byte(0xE3..=0xFF)
        || probe.contains_byte(0xE2..=0xE2) && probe.contains_byte(0xBA..=0xBF);
    probe.contains("]") && text.match_indices(']').any(is_reference)
        || probe.contains("*") && may_have_cjk && text.chars().any(is_cjk)
}

/// Rewrites links and emphasis.
pub(in crate::dialect) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let lines: Vec<MarkdownLine> = lines(text, context.start).collect();
    let headings = headings(text, &lines);
    let mut edits = Vec::new();
    let mut paragraph: Option<Range<usize>> = None;
    for line in &lines {
        let whole = line.text(text);
        let words = whole[prefix_length(whole)..].trim();
        let ends = line.kind != LineKind::Prose || words.is_empty() || words.starts_with('#');
        if ends && let Some(range) = paragraph.take() {
            ParagraphScanner::new(text, range, &headings, &mut edits).scan();
        }
        if !ends {
            let from = paragraph.map_or(line.range.start, |open| open.start);
            paragraph = Some(from..line.range.end);
        }
    }
    if let Some(range) = paragraph {
        ParagraphScanner::new(text, range, &headings, &mut edits).scan();
    }
    edits
}

/// Returns the identifier of each heading, by the [`key`] of its text. Texts that are also the label of
/// a link definition are left out.
fn headings(text: &str, lines: &[MarkdownLine]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut defined = BTreeSet::new();
    let mut before = "";
    for line in lines.iter().filter(|line| line.kind == LineKind::Prose) {
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

/// Returns a label for comparison: without delimiters of Markdown, in lower case, with single spaces.
fn key(label: &str) -> String {
    let bare = label.replace(['*', '`', '_', '\\'], "").to_lowercase();
    bare.split_whitespace().filter(|word| *word != ">").collect::<Vec<_>>().join(" ")
}

/// Returns the identifier of a heading, by its text.
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

/// Rewrites the links and emphasis of a paragraph.
struct ParagraphScanner<'a> {
    text: &'a str,
    range: Range<usize>,
    headings: &'a BTreeMap<String, String>,
    edits: &'a mut Vec<Edit>,
    /// The code spans of the paragraph.
    code_spans: CodeSpans<'a>,
    /// The places of the brackets that are open.
    brackets: Vec<usize>,
    /// The length of the run of `*` that is open.
    emphasis: Option<usize>,
}

impl<'a> ParagraphScanner<'a> {
    fn new(
        text: &'a str,
        range: Range<usize>,
        headings: &'a BTreeMap<String, String>,
        edits: &'a mut Vec<Edit>,
    ) -> Self {
        let code_spans = CodeSpans::new(text, range.clone());
        Self { text, range, headings, edits, code_spans, brackets: Vec::new(), emphasis: None }
    }

    fn scan(&mut self) {
        let mut at = self.range.start;
        while at < self.range.end {
            let rest = &self.text[at..self.range.end];
            at = match rest.as_bytes()[0] {
                b'\\' => at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                b'`' => self.code_spans.end(at).unwrap_or_else(|length| at + length),
                b'<' => at + tag_length(rest),
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

    /// Rewrites the link that a closing bracket ends. Returns where to continue.
    fn bracket(&mut self, at: usize) -> usize {
        let Some(open) = self.brackets.pop() else { return at + 1 };
        let is_image = self.text[..open].ends_with('!');
        let rest = &self.text[at + 1..self.range.end];
        if rest.starts_with('(') {
            return self.address(at + 1, is_image);
        }
        let inner = &self.text[open + 1..at];
        let is_nested = self.text[..open].ends_with('[') || rest.starts_with(']');
        if is_image || is_nested || inner.starts_with(['^', '@']) || rest.starts_with([':', '{']) {
            return at + 1;
        }
        let label = rest.strip_prefix('[').and_then(|rest| rest.find(']').map(|end| &rest[..end]));
        let name = label.filter(|label| !label.is_empty()).unwrap_or(inner);
        if self.headings.is_empty() || name.len() > MAX_LENGTH {
            return at + 1;
        }
        let Some(to) = self.headings.get(&key(name)) else { return at + 1 };
        let end = at + 1 + label.map_or(0, |label| label.len() + 2);
        self.edits.push(Edit::replace(at + 1..end, format!("(#{to})")));
        end
    }

    /// Rewrites an address in parentheses: one with spaces gets angle brackets, a size after it becomes
    /// attributes. Returns where to continue.
    fn address(&mut self, open: usize, is_image: bool) -> usize {
        let line = &self.text[open..self.range.end];
        let line = line.lines().next().unwrap_or_default();
        let Some(length) = parenthesized_length(line) else { return open + 1 };
        let end = open + length;
        let inner = open + 1..end - 1;
        let words = &self.text[inner.clone()];
        if words.starts_with('<') || !words.trim().contains(' ') {
            return end;
        }
        let title = title_start(words);
        let path = words[..title].trim();
        let (path, size) = match path.rsplit_once(' ').filter(|_| is_image) {
            Some((path, last)) if size(last).is_some() => (path.trim_end(), size(last)),
            _ => (path, None),
        };
        let has_space = path.contains(' ');
        let is_path =
            path.rsplit('/').next().is_some_and(|name| name.contains('.')) && !path.contains(['<', '>', '"']);
        if (has_space && !is_path) || (!has_space && size.is_none()) {
            return end;
        }
        let start = inner.start + words.find(path).unwrap_or(0);
        let (before, after) = if has_space { ("<", ">") } else { ("", "") };
        let mut parts = vec![
            MappedPart::Generated(before.to_owned()),
            MappedPart::Kept(start..start + path.len()),
            MappedPart::Generated(after.to_owned()),
        ];
        if !words[title..].trim().is_empty() {
            parts.extend([
                MappedPart::Generated(" ".to_owned()),
                MappedPart::Kept(inner.start + title..inner.end),
            ]);
        }
        self.edits.push(Edit { range: inner, parts });
        if let Some(size) = size.filter(|_| !self.text[end..].starts_with('{')) {
            self.edits.push(Edit::insert(end, size));
        }
        end
    }

    /// Separates a run of `*` from punctuation that keeps it from opening or closing emphasis. Returns
    /// the end of the run.
    ///
    /// The rule of flanking runs (CommonMark 0.31, section 6.2) expects spaces between words, which
    /// Chinese and Japanese do not have.
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
                self.edits.push(Edit::insert(end, SEPARATOR));
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
                self.edits.push(Edit::insert(at, SEPARATOR));
                self.emphasis = Some(length);
            }
        }
        end
    }
}

/// Returns the length of a tag or of an address in angle brackets; 1 if the bracket begins none.
fn tag_length(text: &str) -> usize {
    let line = text.as_bytes().iter().take(MAX_LENGTH).position(|b| matches!(b, b'>' | b'\n'));
    let begins = text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    line.filter(|end| begins && text[*end..].starts_with('>')).map_or(1, |end| end + 1)
}

/// Returns the length of the group in parentheses at the head of a text. Returns `None` if it is not closed.
fn parenthesized_length(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().take(MAX_LENGTH) {
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

/// Returns the position in an address at which its title begins; its end if it has none.
fn title_start(words: &str) -> usize {
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

/// Returns the attributes for a size: `=200x100`, `=50%x`. Returns `None` if a word is not a size.
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

/// Returns whether a character is of Chinese, Japanese or Korean.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFD}')
}

/// Returns whether a character is punctuation for the rule of flanking runs.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{B7}' | '\u{BB}' | '\u{BF}')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{30FB}')
        || matches!(c, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' | '\u{FE30}'..='\u{FE4F}')
}
