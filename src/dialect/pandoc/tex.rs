//! Translates TeX at the head of lines, and raw text for one format (pandoc's manual, `raw_tex` and
//! `raw_attribute`). Entry point: [`edits`].
//!
//! Page breaks are translated, environments of text keep their text, formulas become formulas; commands
//! that only change the layout are left out with a warning.

use std::ops::Range;

use super::tex_commands::{
    ENVIRONMENTS, FONTS, FORMULAS, PAGES, THEOREMS, TexCommand, arguments_length, group_length,
    option_length, why_left_out,
};
use super::tex_subequations::END as END_OF_SUBEQUATIONS;
use crate::diag::Code;
use crate::dialect::code_spans::CodeSpans;
use crate::dialect::lines::{
    LineKind, MarkdownLine, is_blank, lines, prefix_length, quotes, without_markers,
};
use crate::dialect::mapped::{Edit, MappedPart};
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// The maximum length of an environment or a command, in lines.
pub(super) const MAX_LINES: usize = 1000;

/// Returns whether a text may contain TeX at the head of a line, or raw text.
pub(in crate::dialect) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.has_line("\\") || probe.contains_any(&["{=", "> \\", " \\", "$\\begin{subequations}"])
}

/// Rewrites TeX and raw text.
pub(in crate::dialect) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let lines: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut rewriter = TexRewriter { context, text, lines: &lines, edits: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at = match lines[at].kind {
            LineKind::OpeningFence => rewriter.raw_block(at),
            LineKind::Prose => rewriter.line(at),
            LineKind::Raw => rewriter.subequations_in_dollars(at).unwrap_or(at + 1),
            _ => at + 1,
        };
    }
    rewriter.edits
}

pub(super) struct TexRewriter<'a, 'c> {
    context: &'a mut StageContext<'c>,
    pub(super) text: &'a str,
    pub(super) lines: &'a [MarkdownLine],
    pub(super) edits: Vec<Edit>,
}

impl TexRewriter<'_, '_> {
    pub(super) fn report(&mut self, range: Range<usize>, what: &str, name: &str, help: &str) {
        self.report_message(range, format!("{what} `{name}` left out"), help);
    }

    pub(super) fn report_message(&mut self, range: Range<usize>, message: String, help: &str) {
        self.context.report(Code::TexLeftOut, range, message, help);
    }

    /// Rewrites a code block for one format: `{=html}` is raw HTML, others are left out. Returns the
    /// index of the line after it.
    fn raw_block(&mut self, at: usize) -> usize {
        let line = self.lines[at].text(self.text);
        let inside = |index: &usize| self.lines[*index].kind == LineKind::Fenced;
        let end = (at + 1..self.lines.len()).find(|index| !inside(index)).unwrap_or(self.lines.len());
        let info = line.trim_start_matches([' ', '\t', '>']).trim_start_matches(['`', '~']).trim();
        let Some(format) = info.strip_prefix("{=").and_then(|name| name.strip_suffix('}')) else {
            return at + 1;
        };
        let before = &line[..prefix_length(line)];
        let closes = self.lines.get(end).is_some_and(|line| line.kind == LineKind::ClosingFence);
        let next = end + usize::from(closes);
        let whole = self.lines[at].range.start..self.lines[next - 1].range.end;
        if format.starts_with("html") {
            self.edits.push(Edit::replace(self.lines[at].range.clone(), before.trim_end()));
            if closes {
                self.edits.push(Edit::replace(self.lines[end].range.clone(), before.trim_end()));
            }
        } else {
            self.report(whole.clone(), "raw block for", format, "write it as Markdown or as `{=html}`");
            self.edits.push(Edit::replace(whole, before.trim_end()));
        }
        next
    }

    /// Rewrites a line of text. Returns the index of the next line to rewrite.
    pub(super) fn line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let before = prefix_length(line.text(self.text));
        let range = line.range.start + before..line.range.end;
        let words = &self.text[range.clone()];
        if words.contains("`{=") {
            self.raw_spans(range.clone());
            return at + 1;
        }
        if !words.starts_with('\\') {
            return self.formula_in_item(at).unwrap_or(at + 1);
        }
        if let Some(next) = self.environment_at(at, range.start) {
            return next;
        }
        if words.starts_with(END_OF_SUBEQUATIONS) {
            let place = range.start..range.start + END_OF_SUBEQUATIONS.len();
            let help = "write `\\begin{subequations}` before the equations";
            let message = format!("`{END_OF_SUBEQUATIONS}` without a beginning left out");
            self.report_message(place.clone(), message, help);
            self.edits.push(Edit::delete(place));
            return at + 1;
        }
        self.commands(at, range)
    }

    /// Rewrites the environment of a formula that is the first of a list item, as [`Self::environment_at`] does.
    fn formula_in_item(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        let words = without_markers(line.text(self.text));
        let name = environment(words, "\\begin{").filter(|name| FORMULAS.contains(name))?;
        Some(self.environment(at, line.range.end - words.len(), name))
    }

    /// Rewrites the commands at the head of a line. Returns the index of the next line to rewrite.
    fn commands(&mut self, at: usize, range: Range<usize>) -> usize {
        let mut from = range.start;
        while let Some(command) = TexCommand::parse(&self.text[from..range.end]) {
            let whole = from..from + command.length;
            let is_alone = self.text[whole.end..range.end].trim().is_empty() && whole.start == range.start;
            if PAGES.contains(&command.name) && is_alone {
                let before = &self.text[self.lines[at].range.start..range.start];
                self.edits.push(Edit::replace(range.clone(), format!("::: pagebreak\n{before}:::")));
                return at + 1;
            }
            if let Some(help) = why_left_out(command.name) {
                self.report(whole.clone(), "TeX command", &format!("\\{}", command.name), help);
                self.edits.push(Edit::delete(whole.clone()));
                from = whole.end
                    + (self.text[whole.end..range.end].len()
                        - self.text[whole.end..range.end].trim_start().len());
                continue;
            }
            if let Some((_, delimiter)) = FONTS.iter().find(|(name, _)| *name == command.name) {
                return self.font(at, from, command.name, delimiter);
            }
            break;
        }
        at + 1
    }

    /// Rewrites a command whose argument is text, which is kept. Returns the index of the next line to
    /// rewrite.
    fn font(&mut self, at: usize, from: usize, name: &str, delimiter: &str) -> usize {
        let open = from + name.len() + 1;
        if !self.text[open..].starts_with('{') {
            return at + 1;
        }
        let last = (at + MAX_LINES).min(self.lines.len()) - 1;
        let Some(close) =
            group_length(&self.text[open..self.lines[last].range.end]).map(|length| open + length - 1)
        else {
            return at + 1;
        };
        let inner = &self.text[open + 1..close];
        let delimiter = if inner.trim() == inner && !inner.contains("\n\n") { delimiter } else { "" };
        self.edits.push(Edit::replace(from..open + 1, delimiter));
        self.edits.push(Edit::replace(close..close + 1, delimiter));
        self.lines.partition_point(|line| line.range.end < close) + 1
    }

    /// Rewrites the environment that begins at a byte of a line. Returns the index of the next line to rewrite, or
    /// `None` if none begins there.
    pub(super) fn environment_at(&mut self, at: usize, start: usize) -> Option<usize> {
        let words = self.text[start..].lines().next()?;
        match environment(words, "\\begin{")? {
            "subequations" => Some(self.subequations(at)),
            name => Some(self.environment(at, start, name)),
        }
    }

    /// Rewrites the environment of a name that begins at a byte of a line. Returns the index of the next line to rewrite.
    fn environment(&mut self, at: usize, start: usize, name: &str) -> usize {
        let text = self.text;
        let begins = format!("\\begin{{{name}}}");
        let ends = format!("\\end{{{name}}}");
        let words =
            |line: &MarkdownLine| &text[line.range.start + prefix_length(line.text(text))..line.range.end];
        let mut depth = 0usize;
        let end = (at..self.lines.len().min(at + MAX_LINES)).find(|index| {
            let words = words(&self.lines[*index]);
            depth += words.matches(&begins).count();
            depth = depth.saturating_sub(words.matches(&ends).count());
            depth == 0
        });
        let Some(end) = end else { return at + 1 };
        let line = &self.lines[at];
        let before = &text[line.range.start..line.range.start + prefix_length(line.text(text))];
        let last = self.lines[end].range.clone();
        let place = last.start + text[last.clone()].rfind(&ends).unwrap_or(0);
        let whole = start..place + ends.len();
        // Words after the end become a paragraph.
        let has_rest = !text[whole.end..last.end].trim().is_empty();
        let gap = if has_rest { format!("\n\n{before}") } else { String::new() };
        if FORMULAS.contains(&name) {
            self.edits.push(Edit::insert(whole.start, "$$"));
            let quotes = quotes(line.text(text));
            let is_empty = |line: &&MarkdownLine| is_blank(line.text(text), quotes);
            for line in self.lines[at..end].iter().filter(is_empty) {
                self.edits.push(Edit::delete(line.range_with_end(text)));
            }
            self.edits.push(Edit::insert(whole.end, format!("$${gap}")));
            return end + 1;
        }
        let known = ENVIRONMENTS.iter().find(|(known, _)| *known == name).map(|(_, div)| *div);
        let theorem = THEOREMS.iter().find(|known| **known == name).copied();
        let Some(div) = known.or(theorem).filter(|_| end > at) else {
            self.report(
                whole.clone(),
                "TeX environment",
                name,
                "write it as Markdown: a table, a list, a picture",
            );
            self.edits.push(Edit::delete(whole));
            return end + 1;
        };
        let own = start..line.range.end;
        let behind = own.start + begins.len()..own.end;
        let title = theorem.and_then(|_| optional_argument(&text[behind.clone()]));
        let (open, close) = match title {
            _ if div.is_empty() => (String::new(), ""),
            Some(title) => (format!("::: {{.{div} title=\"{}\"}}", title.replace('"', "\\\"")), ":::"),
            None => (format!("::: {div}"), ":::"),
        };
        // The arguments of the environment are removed; words after them are kept.
        let rest = behind.start + arguments_length(&text[behind.clone()])..behind.end;
        let mut parts = vec![MappedPart::Generated(open)];
        if !text[rest.clone()].trim().is_empty() {
            parts.extend([MappedPart::Generated(format!("\n\n{before}")), MappedPart::Kept(rest)]);
        }
        self.edits.push(Edit { range: own, parts });
        let mut next = at + 1;
        while next < end {
            next = if self.lines[next].kind == LineKind::Prose { self.line(next) } else { next + 1 };
        }
        // The closing fence of a div must be alone on its line.
        let is_alone = text[last.start..place].trim_matches([' ', '\t', '>']).is_empty();
        let edge = if is_alone || close.is_empty() { String::new() } else { format!("\n{before}") };
        self.edits.push(Edit::replace(place..whole.end, format!("{edge}{close}{gap}")));
        end + 1
    }

    /// Rewrites the code spans for one format: `` `<b>`{=html} ``.
    fn raw_spans(&mut self, range: Range<usize>) {
        let mut spans = CodeSpans::new(self.text, range.clone());
        let mut at = range.start;
        while let Some(found) = self.text[at..range.end].find('`') {
            let open = at + found;
            let inner = match spans.inner(open) {
                Ok(inner) => inner,
                Err(length) => {
                    at = open + length;
                    continue;
                }
            };
            at = inner.end + (inner.start - open);
            let Some(rest) = self.text[at..range.end].strip_prefix("{=") else { continue };
            let Some(format) = rest.find('}').map(|end| &rest[..end]) else { continue };
            let whole = open..at + format.len() + 3;
            at = whole.end;
            let is_entry =
                matches!(format, "latex" | "tex") && self.text[inner.clone()].starts_with("\\index");
            if format.starts_with("html") || is_entry {
                self.edits.push(Edit { range: whole, parts: vec![MappedPart::Kept(inner)] });
            } else {
                let format = format.to_owned();
                self.report(whole.clone(), "raw text for", &format, "write it as Markdown or as `{=html}`");
                self.edits.push(Edit::delete(whole));
            }
        }
    }
}

/// Returns the optional argument at the head of a text: `[Pythagoras]`.
fn optional_argument(text: &str) -> Option<&str> {
    let title = text[1..option_length(text)? - 1].trim();
    (!title.is_empty()).then_some(title)
}

/// Returns the name of the environment that begins a text.
fn environment<'a>(words: &'a str, begin: &str) -> Option<&'a str> {
    let name = words.strip_prefix(begin)?;
    let end = name.find('}')?;
    Some(&name[..end])
        .filter(|name| name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'*') && !name.is_empty())
}
