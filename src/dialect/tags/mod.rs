//! Template tags: `{% … %}` of Jekyll, GitBook and HonKit, `{{< … >}}` of Hugo and Quarto, `{{ … }}` of
//! all of them. What a book can show of them is written in our own Markdown; the rest is left out with
//! a warning, and no words of the author with it. Entry point: [`edits`].

mod known;
mod variables;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use self::known::is_there;
use self::known::{Made, expression, made};
pub(super) use self::variables::{concerns as has_variables, edits as variables};
use super::lines::{InCode, lines};
use super::mapped::in_order;
use super::prose::{Kind, Token, tokens};
use super::syntax::{Arguments, arguments, quoted_in_info};
use super::{Edit, Files, Mapped, Marks, Part, Setting};
use crate::diag::{Code, Diagnostic};

/// Bytes of a line beside a tag that are looked at.
const SEEN: usize = 200;

/// Whether a text may have template tags.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["{{", "{%"])
}

/// A tag as found.
#[derive(Debug)]
struct Tag {
    kind: Kind,
    range: Range<usize>,
    /// `name` or `endname`, without marks.
    name: String,
    ends: bool,
    words: Arguments,
    /// It stands within the address of a link.
    in_address: bool,
    /// What is written between the marks.
    inner: String,
}

/// Rewrites the tags.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    setting: &Setting<'_>,
    files: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let tags = all(text, start);
    let mut writer =
        Writer { mapped, text, setting, files, diagnostics, edits: Vec::new(), fences: None, start };
    let ends = ends(&tags);
    let mut at = 0;
    while let Some(tag) = tags.get(at) {
        at = writer.tag(&tags, at, ends.get(&at).copied().unwrap_or(usize::MAX), tag);
    }
    // A fence that is itself within a tag's text is not rewritten twice.
    in_order(writer.edits)
}

/// The tags of a text in order, those within addresses too.
fn all(text: &str, start: usize) -> Vec<Tag> {
    let mut found = Vec::new();
    for Token { kind, range } in tokens(text, start) {
        match kind {
            Kind::Shortcode | Kind::Expression | Kind::Template => {
                found.extend(tag(text, kind, range, false))
            }
            Kind::Address | Kind::Tag if text[range.clone()].contains('{') => {
                let mut at = range.start;
                while let Some((kind, inner)) = within(text, at..range.end) {
                    at = inner.end;
                    found.extend(tag(text, kind, inner, true));
                }
            }
            _ => {}
        }
    }
    found
}

/// The first tag within an address.
fn within(text: &str, range: Range<usize>) -> Option<(Kind, Range<usize>)> {
    let rest = &text[range.clone()];
    let (open, kind) = match (rest.find("{{"), rest.find("{%")) {
        (Some(a), Some(b)) if b < a => (b, Kind::Template),
        (Some(a), _) => (a, Kind::Expression),
        (None, Some(b)) => (b, Kind::Template),
        (None, None) => return None,
    };
    let kind = if rest[open..].starts_with("{{<") || rest[open..].starts_with("{{%") {
        Kind::Shortcode
    } else {
        kind
    };
    let close = if kind == Kind::Template { "%}" } else { "}}" };
    let length = rest[open..].find(close)? + close.len();
    Some((kind, range.start + open..range.start + open + length))
}

fn tag(text: &str, kind: Kind, range: Range<usize>, in_address: bool) -> Option<Tag> {
    let whole = &text[range.clone()];
    let marks = if kind == Kind::Shortcode { 3 } else { 2 };
    let inner = whole.get(marks..whole.len() - marks)?.trim_matches(|c: char| c == '-' || c.is_whitespace());
    // mdBook's own were looked at before, with a message where one was due.
    if kind == Kind::Expression && inner.starts_with("#include") {
        return None;
    }
    let slash = inner.starts_with('/');
    let words = arguments(inner.trim_start_matches('/').trim_end_matches('/'));
    let name = words.plain.first().cloned().unwrap_or_default();
    let template_end = kind == Kind::Template && name.len() > 3 && name.starts_with("end");
    let ends = slash || template_end;
    let name = if template_end { name[3..].to_owned() } else { name };
    Some(Tag { kind, range, name, ends, words, in_address, inner: inner.to_owned() })
}

/// The tag that ends each that is ended.
fn ends(tags: &[Tag]) -> BTreeMap<usize, usize> {
    let mut ends = BTreeMap::new();
    let mut open: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (i, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.kind != Kind::Expression) {
        let starts = open.entry((tag.kind == Kind::Shortcode, tag.name.as_str())).or_default();
        if !tag.ends {
            starts.push(i);
        } else if let Some(start) = starts.pop() {
            ends.insert(start, i);
        }
    }
    ends
}

struct Writer<'a> {
    mapped: &'a Mapped,
    text: &'a str,
    setting: &'a Setting<'a>,
    files: &'a mut dyn Files,
    diagnostics: &'a mut Vec<Diagnostic>,
    edits: Vec<Edit>,
    /// The ends of the opening fences, once they are asked for.
    fences: Option<Vec<usize>>,
    start: usize,
}

impl Writer<'_> {
    /// Rewrites a tag, and says which is the next to look at.
    fn tag(&mut self, tags: &[Tag], at: usize, end: usize, tag: &Tag) -> usize {
        let made = match tag.kind {
            Kind::Expression => expression(&tag.inner, tag.in_address, self.setting),
            _ => made(tag, tags.get(end).is_some(), self.setting, self.files),
        };
        let last = tags.get(end).filter(|_| end > at);
        match made {
            Made::Kept(help) => {
                self.tell(tag, Code::TemplateText, "template text", "kept as it is", help);
            }
            Made::Gone(help) => {
                if let Some(help) = help {
                    self.tell(tag, Code::TemplateTag, "template tag", "left out", help);
                }
                let words = words_in(tag);
                self.put(tag, &words);
            }
            Made::Words(words) => self.put(tag, &words),
            Made::Told(words, help) => {
                self.tell(tag, Code::TemplateTag, "template tag", "left out", help);
                self.put(tag, &words);
            }
            Made::Around(open, close) => {
                self.put(tag, &open);
                if let Some(last) = last {
                    self.put(last, &close);
                }
            }
            Made::Fence(language) => {
                let mark = last.map_or("```", |last| {
                    if self.text[tag.range.end..last.range.start].contains("```") { "~~~~" } else { "```" }
                });
                self.put(tag, &format!("{mark}{language}\n"));
                if let Some(last) = last {
                    self.put(last, &format!("\n{mark}\n"));
                    return end + 1;
                }
            }
            Made::CodeTitle(title) => {
                self.put(tag, "");
                let limit = last.map_or(self.text.len(), |last| last.range.start);
                self.title(tag.range.end..limit, &title);
            }
            Made::Comment => {
                let close = last.map_or(tag.range.end, |last| last.range.end);
                self.edits.push(Edit { range: tag.range.start..close, parts: Vec::new() });
                return if last.is_some() { end + 1 } else { at + 1 };
            }
            Made::Raw => return self.raw(tags, at, end),
        }
        at + 1
    }

    /// The tags within `{% raw %}` are text.
    fn raw(&mut self, tags: &[Tag], at: usize, end: usize) -> usize {
        self.put(&tags[at], "");
        let Some(last) = tags.get(end) else { return at + 1 };
        for inner in &tags[at + 1..end] {
            self.edits.push(Edit::new(inner.range.start..inner.range.start + 1, "&#123;"));
        }
        self.put(last, "");
        end + 1
    }

    /// Puts words in the place of a tag; what are blocks get lines of their own.
    fn put(&mut self, tag: &Tag, words: &str) {
        let range = tag.range.clone();
        let is_block = words.contains('\n');
        let (before, after) = around(self.text, &range);
        let prefix: String = before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect();
        let is_prefix = super::lines::inside(before).trim().is_empty();
        if !is_block {
            let words =
                if after.trim().is_empty() || before.trim().is_empty() { words.trim() } else { words };
            self.edits.push(Edit::new(range, words));
            return;
        }
        let prefix = if is_prefix { prefix } else { String::new() };
        let mut out = if is_prefix { String::new() } else { "\n\n".to_owned() };
        let lines: Vec<&str> = words.trim_matches('\n').split('\n').collect();
        out.push_str(&lines.join(&format!("\n{prefix}")));
        if !after.trim().is_empty() {
            out.push_str(&format!("\n\n{prefix}"));
        }
        self.edits.push(Edit::new(range, out));
    }

    /// Adds a title to the first code block in a range.
    fn title(&mut self, range: Range<usize>, title: &str) {
        let (text, start) = (self.text, self.start);
        let fences = self.fences.get_or_insert_with(|| {
            let opening = lines(text, start).filter(|line| line.code == InCode::Opening);
            opening.map(|line| line.range.start + line.text(text).trim_end().len()).collect()
        });
        let next = fences.partition_point(|fence| *fence < range.start);
        let Some(at) = fences.get(next).copied().filter(|at| *at <= range.end) else { return };
        let language = if text[..at].ends_with(['`', '~']) { "text" } else { "" };
        let words = format!("{language} {{title={}}}", quoted_in_info(title));
        self.edits.push(Edit { range: at..at, parts: vec![Part::New(words)] });
    }

    fn tell(&mut self, tag: &Tag, code: Code, what: &str, became: &str, help: &'static str) {
        let shown: String =
            self.text[tag.range.clone()].chars().take(60).collect::<String>().replace('\n', " ");
        let at = self.mapped.origin(tag.range.clone());
        let message = format!("{what} `{}` {became}", shown.replace('`', "'"));
        self.diagnostics.push(Diagnostic::new(code, at, message).help(help));
    }
}

/// Words that occur only within a tag.
fn words_in(tag: &Tag) -> String {
    if tag.ends || tag.in_address {
        return String::new();
    }
    let keys = ["caption", "note", "text", "content", "description", "title", "alt", "label"];
    tag.words.get(&keys).map(|words| format!(" {words} ")).unwrap_or_default()
}

/// What stands before and behind a tag on its line, as far as it has to be known.
fn around<'a>(text: &'a str, range: &Range<usize>) -> (&'a str, &'a str) {
    let mut from = range.start.saturating_sub(SEEN);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (range.end + SEEN).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = &text[from..range.start];
    let before = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    (before, text[range.end..to].split('\n').next().unwrap_or_default())
}
