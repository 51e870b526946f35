//! Template tags: `{% … %}` of Jekyll, GitBook and HonKit, `{{< … >}}` of Hugo and Quarto, `{{ … }}` of
//! all of them. Tags whose result a book can show become Markdown; others are left out with a warning,
//! but words of the author in them are kept. Entry point: [`edits`].

mod known;
mod tag;
mod variables;

use std::ops::Range;

use self::known::{TagResult, expression_result, tag_result};
use self::tag::{TemplateTag, matching_ends, tags};
pub(super) use self::variables::{applies as has_variables, edits as variables};
use super::lines::{LineKind, lines, without_markers};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::prose::ProseKind;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::quoted_in_info;
use crate::diag::{Code, excerpt};

/// The maximum number of bytes that are read of the text beside a tag on its line.
const MAX_BESIDE: usize = 200;

/// Returns whether a text may have template tags.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["{{", "{%"])
}

/// Rewrites the tags.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let tags = tags(text, context.start);
    let ends = matching_ends(&tags);
    let mut rewriter = TagRewriter { context, text, edits: Vec::new(), fences: None };
    let mut at = 0;
    while let Some(tag) = tags.get(at) {
        at = rewriter.tag(&tags, at, ends.get(&at).copied().unwrap_or(usize::MAX), tag);
    }
    rewriter.edits
}

struct TagRewriter<'a, 'c> {
    context: &'a mut StageContext<'c>,
    text: &'a str,
    edits: Vec<Edit>,
    /// The ends of the opening fences of the text; collected when first needed.
    fences: Option<Vec<usize>>,
}

impl TagRewriter<'_, '_> {
    /// Rewrites the tag at index `at`, whose end tag is at index `end`. Returns the index of the next tag to
    /// rewrite.
    fn tag(&mut self, tags: &[TemplateTag], at: usize, end: usize, tag: &TemplateTag) -> usize {
        let result = match tag.kind {
            ProseKind::Expression => expression_result(&tag.inner, tag.in_address, self.context.settings),
            _ => tag_result(tag, tags.get(end).is_some(), self.context),
        };
        let last = tags.get(end).filter(|_| end > at);
        match result {
            TagResult::Kept(help) => {
                self.report(tag, Code::TemplateText, "template text", "kept as it is", help);
            }
            TagResult::Removed(help) => {
                if let Some(help) = help {
                    self.report(tag, Code::TemplateTag, "template tag", "left out", help);
                }
                let words = words_in(tag);
                self.put(tag, &words);
            }
            TagResult::Words(words) => self.put(tag, &words),
            TagResult::WordsReported(words, help) => {
                self.report(tag, Code::TemplateTag, "template tag", "left out", help);
                self.put(tag, &words);
            }
            TagResult::Around(open, close) => {
                self.put(tag, &open);
                if let Some(last) = last {
                    self.put(last, &close);
                }
            }
            TagResult::Fence(language) => {
                let mark = last.map_or("```", |last| {
                    if self.text[tag.range.end..last.range.start].contains("```") { "~~~~" } else { "```" }
                });
                self.put(tag, &format!("{mark}{language}\n"));
                if let Some(last) = last {
                    self.put(last, &format!("\n{mark}\n"));
                    return end + 1;
                }
            }
            TagResult::CodeTitle(title) => {
                self.put(tag, "");
                let limit = last.map_or(self.text.len(), |last| last.range.start);
                self.title(tag.range.end..limit, &title);
            }
            TagResult::Comment => {
                let close = last.map_or(tag.range.end, |last| last.range.end);
                self.edits.push(Edit::delete(tag.range.start..close));
                return if last.is_some() { end + 1 } else { at + 1 };
            }
            TagResult::Raw => return self.raw(tags, at, end),
        }
        at + 1
    }

    /// Shows the tags between `{% raw %}` and its end tag as text. Returns the index of the next tag to
    /// rewrite.
    fn raw(&mut self, tags: &[TemplateTag], at: usize, end: usize) -> usize {
        self.put(&tags[at], "");
        let Some(last) = tags.get(end) else { return at + 1 };
        for inner in &tags[at + 1..end] {
            self.edits.push(Edit::replace(inner.range.start..inner.range.start + 1, "&#123;"));
        }
        self.put(last, "");
        end + 1
    }

    /// Replaces a tag with words. Words of several lines are blocks, and get separate lines.
    fn put(&mut self, tag: &TemplateTag, words: &str) {
        let range = tag.range.clone();
        let is_block = words.contains('\n');
        let (before, after) = around(self.text, &range);
        let prefix: String = before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect();
        let is_prefix = without_markers(before).trim().is_empty();
        if !is_block {
            let words =
                if after.trim().is_empty() || before.trim().is_empty() { words.trim() } else { words };
            self.edits.push(Edit::replace(range, words));
            return;
        }
        let prefix = if is_prefix { prefix } else { String::new() };
        let mut out = if is_prefix { String::new() } else { "\n\n".to_owned() };
        let lines: Vec<&str> = words.trim_matches('\n').split('\n').collect();
        out.push_str(&lines.join(&format!("\n{prefix}")));
        if !after.trim().is_empty() {
            out.push_str(&format!("\n\n{prefix}"));
        }
        self.edits.push(Edit::replace(range, out));
    }

    /// Adds a title to the first code block that begins in a range.
    fn title(&mut self, range: Range<usize>, title: &str) {
        let (text, start) = (self.text, self.context.start);
        let fences = self.fences.get_or_insert_with(|| {
            let opening = lines(text, start).filter(|line| line.kind == LineKind::OpeningFence);
            opening.map(|line| line.range.start + line.text(text).trim_end().len()).collect()
        });
        let next = fences.partition_point(|fence| *fence < range.start);
        let Some(at) = fences.get(next).copied().filter(|at| *at <= range.end) else { return };
        let language = if text[..at].ends_with(['`', '~']) { "text" } else { "" };
        self.edits.push(Edit::insert(at, format!("{language} {{title={}}}", quoted_in_info(title))));
    }

    fn report(&mut self, tag: &TemplateTag, code: Code, what: &str, became: &str, help: &'static str) {
        let message = format!("{what} `{}` {became}", excerpt(&self.text[tag.range.clone()]));
        self.context.report(code, tag.range.clone(), message, help);
    }
}

/// Returns the words of the author in the arguments of a tag, with spaces around them.
fn words_in(tag: &TemplateTag) -> String {
    if tag.is_end || tag.in_address {
        return String::new();
    }
    let keys = ["caption", "note", "text", "content", "description", "title", "alt", "label"];
    tag.arguments.get(&keys).map(|words| format!(" {words} ")).unwrap_or_default()
}

/// Returns the text before and after a tag on its line, or the part of it nearest to the tag.
fn around<'a>(text: &'a str, range: &Range<usize>) -> (&'a str, &'a str) {
    let mut from = range.start.saturating_sub(MAX_BESIDE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (range.end + MAX_BESIDE).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let before = &text[from..range.start];
    let before = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    (before, text[range.end..to].split('\n').next().unwrap_or_default())
}
