//! Attributes in braces on a line before a block, as Leanpub and Markua have them, go to the block. Entry
//! point: [`moved`].

use std::ops::Range;

use super::super::lines::{InCode, Line, info};
use super::super::syntax::{Arguments, arguments, quoted, quoted_in_info};
use super::super::{Edit, Mapped, boxes};
use crate::diag::{Code, Diagnostic};

/// Characters of a line that a message shows.
const SHOWN: usize = 60;

/// Reads attributes; `key: value` is `key=value`, outside of quotes.
pub(super) fn read(inner: &str) -> Arguments {
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
    arguments(&equal)
}

/// Whether words in braces are attributes, and not prose.
fn are_attributes(attributes: &Arguments) -> bool {
    let is_key =
        |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let is_name = |word: &str| {
        word.strip_prefix(['#', '.']).is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:.".contains(c))
        })
    };
    attributes.plain.iter().all(|word| is_name(word))
        && attributes.pairs.iter().all(|(key, _)| is_key(key))
        && !(attributes.plain.is_empty() && attributes.pairs.is_empty())
}

/// Puts the attributes of the line at `at` where the block below it takes them; what the block does not
/// take is reported. A line of other words in braces stays.
pub(super) fn moved(
    mapped: &Mapped,
    all: &[Line],
    at: usize,
    inner: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let rest = read(inner);
    let Some(next) = all.get(at + 1).filter(|_| are_attributes(&rest)) else { return Vec::new() };
    let text = mapped.text();
    let mut edits = vec![Edit { range: all[at].whole(text), parts: Vec::new() }];
    let below = next.text(text);
    let start = next.range.start + (below.len() - below.trim_start().len());
    let mut mover = Mover { text, start, end: next.range.start + below.trim_end().len(), rest, lost: None };
    match block(next, below) {
        Block::Table => {
            let caption = mover.take(&["caption", "title"]);
            let id = mover.take_id();
            match (caption, id) {
                // A table takes its caption from a line of its own.
                (Some(caption), id) => {
                    let id = id.map(|id| format!(" {{{id}}}")).unwrap_or_default();
                    let indent = &below[..below.len() - below.trim_start().len()];
                    edits = vec![Edit::new(all[at].range.clone(), format!("{indent}: {caption}{id}\n"))];
                }
                (None, Some(id)) => edits.push(Edit::new(start + 1..start + 1, format!("[]{{{id}}}"))),
                (None, None) => {}
            }
        }
        Block::Code => edits.extend(mover.code(info(below))),
        Block::Heading => edits.extend(mover.braces(" ")),
        Block::Picture(words) => edits.extend(mover.picture(&words)),
        Block::Words => {
            let id = mover.take_id();
            edits.extend(id.map(|id| Edit::new(start..start, format!("[]{{{id}}}"))));
        }
        Block::Aside(letter) => edits.extend(mover.aside(all, at + 1, letter)),
        Block::Other => {}
    }
    if !mover.rest.plain.is_empty() || !mover.rest.pairs.is_empty() || mover.lost.is_some() {
        let what = mover.lost.unwrap_or_else(|| format!("attributes `{{{}}}`", shortened(inner)));
        let message = format!("{what} left out: the block below does not take all of them");
        let help = "a heading, a picture and code take any, a table its caption and identifier, a paragraph \
                    its identifier; write `::: {.class}` around other blocks";
        let at = mapped.origin(all[at].range.clone());
        diagnostics.push(Diagnostic::new(Code::ForeignMarkup, at, message).help(help));
    }
    edits
}

/// The kinds of block that may follow a line of attributes.
enum Block {
    Table,
    Code,
    Heading,
    /// A picture by itself, with the range of the words in its brackets.
    Picture(Range<usize>),
    /// A box whose lines begin with a letter.
    Aside(char),
    /// A paragraph.
    Words,
    Other,
}

fn block(line: &Line, words: &str) -> Block {
    let trimmed = words.trim();
    let letter = trimmed.chars().next().filter(|c| c.is_ascii_uppercase() && trimmed[1..].starts_with('>'));
    let ordinal = trimmed.split([' ', '\t']).next().unwrap_or_default();
    let is_item = ordinal.len() < trimmed.len()
        && ordinal.strip_suffix(['.', ')']).is_some_and(|letters| {
            letters.chars().count() == 1 || letters.chars().all(|c| "ivxlcdmIVXLCDM".contains(c))
        });
    match (line.code, lone_picture(words)) {
        (InCode::Opening, _) => Block::Code,
        (InCode::No, Some(range)) => Block::Picture(range),
        (InCode::No, None) if trimmed.starts_with('|') => Block::Table,
        (InCode::No, None) if words.starts_with('#') => Block::Heading,
        (InCode::No, None) if trimmed.starts_with(|c: char| c.is_alphabetic() || "\"'_“‘".contains(c)) => {
            match letter {
                Some(letter) => Block::Aside(letter),
                None if is_item || trimmed.starts_with("___") => Block::Other,
                None => Block::Words,
            }
        }
        _ => Block::Other,
    }
}

/// The range of the words in brackets of a picture that is all there is on a line, attributes behind it
/// left aside.
fn lone_picture(line: &str) -> Option<Range<usize>> {
    let start = line.find("![").filter(|at| line[..*at].trim().is_empty())? + 2;
    let close = closing(line, start, b'[', b']')?;
    let address = line[close + 1..].starts_with('(').then_some(close + 2)?;
    let end = closing(line, address, b'(', b')')? + 1;
    let behind = line[end..].trim();
    let is_alone = behind.is_empty() || behind.starts_with('{') && behind.find('}') == Some(behind.len() - 1);
    is_alone.then_some(start..close)
}

/// The mark that closes what was opened before `from`.
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

struct Mover<'a> {
    text: &'a str,
    /// Where the line below begins, behind its indent, and where its words end.
    start: usize,
    end: usize,
    /// Attributes that have no place yet.
    rest: Arguments,
    /// Other words that have none.
    lost: Option<String>,
}

impl Mover<'_> {
    /// Takes the value of the first of some keys that is given.
    fn take(&mut self, keys: &[&str]) -> Option<String> {
        let found = keys.iter().find_map(|key| self.rest.pairs.iter().position(|(known, _)| known == key))?;
        Some(self.rest.pairs.remove(found).1).filter(|value| !value.is_empty())
    }

    /// Takes the identifier, with its `#`.
    fn take_id(&mut self) -> Option<String> {
        match self.rest.plain.iter().position(|word| word.starts_with('#')) {
            Some(found) => Some(self.rest.plain.remove(found)),
            None => self.take(&["id"]).map(|id| format!("#{id}")),
        }
    }

    /// All that is left, in the braces behind the block's first line.
    fn braces(&mut self, gap: &str) -> Option<Edit> {
        let words = std::mem::take(&mut self.rest).written(&[], quoted);
        (!words.is_empty()).then(|| self.put(&words, gap))
    }

    /// Adds words to the braces that end the line, or in braces of their own.
    fn put(&self, words: &str, gap: &str) -> Edit {
        let line = &self.text[self.start..self.end];
        let own = line.strip_suffix('}').and_then(|rest| Some(rest[rest.rfind('{')? + 1..].trim_start()));
        if own.is_some_and(|own| own.starts_with(['#', '.', ':']) || own.contains('=')) {
            Edit::new(self.end - 1..self.end - 1, format!(" {words}"))
        } else {
            Edit::new(self.end..self.end, format!("{gap}{{{words}}}"))
        }
    }

    /// Everything goes behind the fence: the language, a title for the caption, the rest in braces.
    fn code(&mut self, info: &str) -> Option<Edit> {
        let is_bare = info.trim().is_empty();
        let language = if is_bare { self.take(&["lang", "format"]) } else { None }.unwrap_or_default();
        for (key, _) in &mut self.rest.pairs {
            if key == "title" {
                "caption".clone_into(key);
                break;
            }
        }
        let words = std::mem::take(&mut self.rest).written(&[], quoted_in_info);
        match (words.is_empty(), language.is_empty()) {
            (true, true) => None,
            (true, false) => Some(Edit::new(self.end..self.end, language)),
            (false, true) if is_bare => Some(Edit::new(self.end..self.end, format!("text {{{words}}}"))),
            (false, true) => Some(self.put(&words, " ")),
            (false, false) => Some(Edit::new(self.end..self.end, format!("{language} {{{words}}}"))),
        }
    }

    /// A caption goes into the brackets, whose words then describe the picture.
    fn picture(&mut self, words: &Range<usize>) -> Vec<Edit> {
        let has_alt = self.rest.get(&["alt"]).is_some();
        let Some(caption) = self.take(&["caption", "title"]) else {
            return self.braces("").into_iter().collect();
        };
        let line = self.text[..self.start].rfind('\n').map_or(0, |at| at + 1);
        let range = line + words.start..line + words.end;
        let old = self.text[range.clone()].trim();
        if has_alt && !old.is_empty() && old != caption {
            self.lost = Some(format!("words `{}` of the picture", shortened(old)));
        } else if !has_alt && !old.is_empty() {
            let plain: String = old.chars().filter(|c| !matches!(c, '*' | '`' | '[' | ']')).collect();
            self.rest.pairs.push(("alt".to_owned(), plain));
        }
        let balanced = closing(&format!("{caption}]"), 0, b'[', b']') == Some(caption.len());
        let caption = if balanced { caption } else { caption.replace('[', "\\[").replace(']', "\\]") };
        std::iter::once(Edit::new(range, caption)).chain(self.braces("")).collect()
    }

    /// The kind of a box is the letter of its lines.
    fn aside(&mut self, all: &[Line], first: usize, letter: char) -> Vec<Edit> {
        let class = self.rest.get(&["class"]).and_then(boxes::letter_of);
        let Some(new) = class.filter(|_| matches!(letter, 'A' | 'B')) else { return Vec::new() };
        self.take(&["class"]);
        let mark = format!("{letter}>");
        let is_in =
            |line: &&Line| line.code == InCode::No && line.text(self.text).trim_start().starts_with(&mark);
        let lines = all[first..].iter().take_while(is_in);
        let place = |line: &Line| line.range.start + line.text(self.text).find(letter).unwrap_or(0);
        lines.map(|line| Edit::new(place(line)..place(line) + 1, new.to_string())).collect()
    }
}

/// Words as a message shows them.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
