//! Attributes in braces on a line before a block, as in Leanpub and Markua, are moved to the block. Entry
//! point: [`move_to_block`].

use std::ops::Range;

use crate::diag::{Code, excerpt};
use crate::dialect::boxes;
use crate::dialect::lines::{LineKind, MarkdownLine, info_string};
use crate::dialect::mapped::Edit;
use crate::dialect::stage::StageContext;
use crate::dialect::syntax::{TagArguments, parse_arguments, quoted, quoted_in_info};

/// Parses attributes. Outside of quotes, `key: value` is read as `key=value`.
pub(super) fn parse(inner: &str) -> TagArguments {
    let mut equal = String::with_capacity(inner.len());
    let mut quote = None;
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(open) => {
                quote = (c != open).then_some(open);
                equal.push(c);
                if c == '\\' {
                    equal.extend(chars.next());
                }
            }
            None if c == ':' && chars.peek() == Some(&' ') => {
                equal.push('=');
                chars.next_if_eq(&' ');
            }
            None => {
                let begins = equal.ends_with(['=', ':', ' ', ',']) || equal.is_empty();
                quote = (begins && matches!(c, '"' | '\'')).then_some(c);
                equal.push(c);
            }
        }
    }
    parse_arguments(&equal)
}

/// Returns whether words in braces are attributes, not prose.
fn are_attributes(attributes: &TagArguments) -> bool {
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let is_name = |word: &str| {
        word.strip_prefix(['#', '.']).is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c))
        })
    };
    attributes.words.iter().all(|word| is_name(word))
        && attributes.pairs.iter().all(|(key, _)| is_key(key))
        && !(attributes.words.is_empty() && attributes.pairs.is_empty())
}

/// Returns the edits that move the attributes of the line `all[at]` to the place for attributes in the
/// block below. Attributes that the block does not support are reported. Other words in
/// braces are kept.
pub(super) fn move_to_block(
    context: &mut StageContext<'_>,
    all: &[MarkdownLine],
    at: usize,
    inner: &str,
) -> Vec<Edit> {
    let rest = parse(inner);
    let Some(next) = all.get(at + 1).filter(|_| are_attributes(&rest)) else { return Vec::new() };
    let text = context.text();
    let mut edits = vec![Edit::delete(all[at].range_with_end(text))];
    let below = next.text(text);
    let start = next.range.start + (below.len() - below.trim_start().len());
    let mut mover =
        AttributeMover { text, start, end: next.range.start + below.trim_end().len(), rest, lost: None };
    match block_below(next, below) {
        BlockBelow::Table => {
            let caption = mover.take(&["caption", "title"]);
            let id = mover.take_id();
            match (caption, id) {
                // The caption of a table is a paragraph before it.
                (Some(caption), id) => {
                    let id = id.map(|id| format!(" {{{id}}}")).unwrap_or_default();
                    let indent = &below[..below.len() - below.trim_start().len()];
                    edits = vec![Edit::replace(all[at].range.clone(), format!("{indent}: {caption}{id}\n"))];
                }
                (None, Some(id)) => edits.push(Edit::replace(start + 1..start + 1, format!("[]{{{id}}}"))),
                (None, None) => {}
            }
        }
        BlockBelow::Code => edits.extend(mover.code(info_string(below))),
        BlockBelow::Heading => edits.extend(mover.braces(" ")),
        BlockBelow::Picture(words) => edits.extend(mover.picture(&words)),
        BlockBelow::Paragraph => {
            let id = mover.take_id();
            edits.extend(id.map(|id| Edit::insert(start, format!("[]{{{id}}}"))));
        }
        BlockBelow::Aside(letter) => edits.extend(mover.aside(all, at + 1, letter)),
        BlockBelow::Other => {}
    }
    if !mover.rest.words.is_empty() || !mover.rest.pairs.is_empty() || mover.lost.is_some() {
        let what = mover.lost.unwrap_or_else(|| format!("attributes `{{{}}}`", excerpt(inner)));
        let message = format!("{what} left out: the block below does not take all of them");
        let help = "a heading, a picture and code take any attributes, a table its caption and identifier, a \
                    paragraph its identifier; write `::: {.class}` around other blocks";
        context.report(Code::ForeignMarkup, all[at].range.clone(), message, help);
    }
    edits
}

/// The kind of the block below a line of attributes.
enum BlockBelow {
    Table,
    Code,
    Heading,
    /// A picture alone on its line, with the range of the words in its brackets.
    Picture(Range<usize>),
    /// A box whose lines begin with this letter and `>`.
    Aside(char),
    Paragraph,
    /// A block that supports no attributes.
    Other,
}

/// Returns the kind of the block that a line begins.
fn block_below(line: &MarkdownLine, words: &str) -> BlockBelow {
    let trimmed = words.trim();
    let letter = trimmed.chars().next().filter(|c| c.is_ascii_uppercase() && trimmed[1..].starts_with('>'));
    let ordinal = trimmed.split([' ', '\t']).next().unwrap_or_default();
    let is_item = ordinal.len() < trimmed.len()
        && ordinal.strip_suffix(['.', ')']).is_some_and(|letters| {
            letters.chars().count() == 1 || letters.chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
        });
    match (line.kind, lone_picture(words)) {
        (LineKind::OpeningFence, _) => BlockBelow::Code,
        (LineKind::Prose, Some(range)) => BlockBelow::Picture(range),
        (LineKind::Prose, None) if trimmed.starts_with('|') => BlockBelow::Table,
        (LineKind::Prose, None) if words.starts_with('#') => BlockBelow::Heading,
        (LineKind::Prose, None)
            if trimmed.starts_with(|c: char| c.is_alphabetic() || "\"'_“‘".contains(c)) =>
        {
            match letter {
                Some(letter) => BlockBelow::Aside(letter),
                None if is_item || trimmed.starts_with("___") => BlockBelow::Other,
                None => BlockBelow::Paragraph,
            }
        }
        _ => BlockBelow::Other,
    }
}

/// Returns the range of the words in brackets of a picture that is alone on a line, except for its own
/// attributes.
fn lone_picture(line: &str) -> Option<Range<usize>> {
    let start = line.find("![").filter(|at| line[..*at].trim().is_empty())? + 2;
    let close = closing(line, start, b'[', b']')?;
    let address = line[close + 1..].starts_with('(').then_some(close + 2)?;
    let end = closing(line, address, b'(', b')')? + 1;
    let behind = line[end..].trim();
    let is_alone = behind.is_empty() || behind.starts_with('{') && behind.find('}') == Some(behind.len() - 1);
    is_alone.then_some(start..close)
}

/// Returns the position of the delimiter that closes the one opened before `from`; nested pairs and
/// escaped delimiters are skipped.
fn closing(line: &str, from: usize, open: u8, close: u8) -> Option<usize> {
    let mut depth = 1_usize;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate().skip(from) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == open => depth += 1,
            _ if byte == close => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Moves attributes to the first line of the block below, piece by piece.
struct AttributeMover<'a> {
    text: &'a str,
    /// The first and last byte of that line without the whitespace around it.
    start: usize,
    end: usize,
    /// The attributes that have not been moved yet.
    rest: TagArguments,
    /// Words that could not be kept, as a phrase for a message.
    lost: Option<String>,
}

impl AttributeMover<'_> {
    /// Removes and returns the value of the first of several keys that is present.
    fn take(&mut self, keys: &[&str]) -> Option<String> {
        let found = keys.iter().find_map(|key| self.rest.pairs.iter().position(|(known, _)| known == key))?;
        Some(self.rest.pairs.remove(found).1).filter(|value| !value.is_empty())
    }

    /// Removes and returns the identifier, with its `#`.
    fn take_id(&mut self) -> Option<String> {
        match self.rest.words.iter().position(|word| word.starts_with('#')) {
            Some(found) => Some(self.rest.words.remove(found)),
            None => self.take(&["id"]).map(|id| format!("#{id}")),
        }
    }

    /// Moves all attributes that are left into the braces after the line.
    fn braces(&mut self, gap: &str) -> Option<Edit> {
        let words = std::mem::take(&mut self.rest).to_markdown(&[], quoted);
        (!words.is_empty()).then(|| self.put(&words, gap))
    }

    /// Returns the edit that adds words to the braces at the end of the line, or new braces after `gap`.
    fn put(&self, words: &str, gap: &str) -> Edit {
        let line = &self.text[self.start..self.end];
        let own = line.strip_suffix('}').and_then(|rest| Some(rest[rest.rfind('{')? + 1..].trim_start()));
        if own.is_some_and(|own| own.starts_with(['#', '.', ':']) || own.contains('=')) {
            Edit::replace(self.end - 1..self.end - 1, format!(" {words}"))
        } else {
            Edit::insert(self.end, format!("{gap}{{{words}}}"))
        }
    }

    /// Moves all attributes after the fence of a code block. A title becomes the caption.
    fn code(&mut self, info: &str) -> Option<Edit> {
        let is_bare = info.trim().is_empty();
        let language = if is_bare { self.take(&["lang", "format"]) } else { None }.unwrap_or_default();
        for (key, _) in &mut self.rest.pairs {
            if key == "title" {
                "caption".clone_into(key);
                break;
            }
        }
        let words = std::mem::take(&mut self.rest).to_markdown(&[], quoted_in_info);
        match (words.is_empty(), language.is_empty()) {
            (true, true) => None,
            (true, false) => Some(Edit::insert(self.end, language)),
            (false, true) if is_bare => Some(Edit::insert(self.end, format!("text {{{words}}}"))),
            (false, true) => Some(self.put(&words, " ")),
            (false, false) => Some(Edit::insert(self.end, format!("{language} {{{words}}}"))),
        }
    }

    /// Moves the caption into the brackets of a picture. The words that were there become its
    /// description.
    fn picture(&mut self, words: &Range<usize>) -> Vec<Edit> {
        let has_alt = self.rest.get(&["alt"]).is_some();
        let Some(caption) = self.take(&["caption", "title"]) else {
            return self.braces("").into_iter().collect();
        };
        let line = self.text[..self.start].rfind('\n').map_or(0, |at| at + 1);
        let range = line + words.start..line + words.end;
        let old = self.text[range.clone()].trim();
        if has_alt && !old.is_empty() && old != caption {
            self.lost = Some(format!("words `{}` of the picture", excerpt(old)));
        } else if !has_alt && !old.is_empty() {
            let plain: String = old.chars().filter(|c| !matches!(c, '*' | '`' | '[' | ']')).collect();
            self.rest.pairs.push(("alt".to_owned(), plain));
        }
        std::iter::once(Edit::replace(range, caption_in_brackets(caption))).chain(self.braces("")).collect()
    }

    /// Replaces the letter of a box's lines by that of the box its class names.
    fn aside(&mut self, all: &[MarkdownLine], first: usize, letter: char) -> Vec<Edit> {
        let class = self.rest.get(&["class"]).and_then(boxes::letter_of);
        let Some(new) = class.filter(|_| matches!(letter, 'A' | 'B')) else { return Vec::new() };
        self.take(&["class"]);
        let mark = format!("{letter}>");
        let is_in = |line: &&MarkdownLine| {
            line.kind == LineKind::Prose && line.text(self.text).trim_start().starts_with(&mark)
        };
        let lines = all[first..].iter().take_while(is_in);
        let place = |line: &MarkdownLine| line.range.start + line.text(self.text).find(letter).unwrap_or(0);
        lines.map(|line| Edit::replace(place(line)..place(line) + 1, new.to_string())).collect()
    }
}

/// Returns a caption for the brackets of a picture: brackets that are not balanced are escaped. Unlike
/// the input of [`crate::dialect::syntax::within_brackets`], it may contain escaped brackets already.
fn caption_in_brackets(caption: String) -> String {
    let is_balanced = closing(&format!("{caption}]"), 0, b'[', b']') == Some(caption.len());
    if is_balanced { caption } else { caption.replace('[', "\\[").replace(']', "\\]") }
}
