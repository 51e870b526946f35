//! Translates executable code of Quarto and R Markdown ("cells") to code blocks without its options,
//! and a picture that it includes to a figure. No code is run. Entry point: [`edits`].
//!
//! Sources: Quarto's guide, "Execution Options"; knitr's manual, "Chunk options".

use std::ops::Range;

use super::cell_options::{CellOptions, parse_header};
use super::lines::{LineKind, MarkdownLine, info_string, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{link_destination, quoted, quoted_in_info, within_brackets};
use crate::diag::Code;

/// Returns whether a text may have executable code.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["```{", "~~~{", "``` {"])
}

/// Rewrites the blocks of executable code, and reports output that will not be in the book.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let header = (all[at].kind == LineKind::OpeningFence)
            .then(|| parse_header(info_string(all[at].text(text)), &all[at].range))
            .flatten();
        let Some((language, mut options)) = header else {
            at += 1;
            continue;
        };
        let body = at + 1;
        let count = all[body..].iter().take_while(|line| line.kind == LineKind::Fenced).count();
        let end = body + count;
        let shown_from = body + options.read_lines(text, &all[body..end]);
        let cell = CodeCell { text, all: &all, open: at, code: shown_from, end, language, options };
        cell.rewrite(context, &mut edits);
        at = end + 1;
    }
    edits
}

/// A block of executable code. Lines are given by their indices in `all`.
struct CodeCell<'a> {
    text: &'a str,
    all: &'a [MarkdownLine],
    /// The opening fence.
    open: usize,
    /// The first line after the options.
    code: usize,
    /// The closing fence, or the number of lines if there is none.
    end: usize,
    language: String,
    options: CellOptions,
}

impl CodeCell<'_> {
    fn rewrite(&self, context: &mut StageContext<'_>, edits: &mut Vec<Edit>) {
        let pictures = self.pictures();
        let shown = if pictures.is_empty() || self.options.is_off("include") {
            self.rewrite_code(context, edits)
        } else {
            self.rewrite_pictures(&pictures, edits)
        };
        self.options.report_unused(context, &shown);
    }

    /// Returns whether the code itself is not shown.
    fn is_hidden(&self) -> bool {
        self.options.is_off("echo") || self.options.is_off("include")
    }

    /// Returns the label, if it can be an identifier.
    fn label(&self) -> Option<&str> {
        self.options.get("label").filter(|label| !label.contains(char::is_whitespace))
    }

    /// Returns the range of the whole cell.
    fn range(&self) -> Range<usize> {
        let last = self.all.get(self.end).or(self.all.last());
        let first = &self.all[self.open].range;
        first.start..last.map_or(first.end, |line| line.range.end)
    }

    fn indent(&self) -> &str {
        let line = self.all[self.open].text(self.text);
        &line[..line.len() - line.trim_start().len()]
    }

    /// Rewrites a cell that includes pictures. Returns the keys of the options that are shown.
    fn rewrite_pictures(&self, pictures: &[String], edits: &mut Vec<Edit>) -> Vec<&'static str> {
        let (range, indent) = (self.range(), self.indent());
        let figure = self.figure(pictures, indent);
        if self.is_hidden() || self.only_pictures() {
            edits.push(Edit::replace(range, format!("{indent}{figure}")));
        } else {
            edits.push(self.opening(""));
            edits.push(Edit::insert(range.end, format!("\n\n{indent}{figure}")));
        }
        let mut shown = vec!["fig-cap"];
        shown.extend(self.label().map(|_| "label"));
        // A group has no description of its own.
        shown.extend((pictures.len() == 1).then_some("fig-alt"));
        shown
    }

    /// Rewrites a cell without pictures. Returns the keys of the options that are shown.
    fn rewrite_code(&self, context: &mut StageContext<'_>, edits: &mut Vec<Edit>) -> Vec<&'static str> {
        let is_hidden = self.is_hidden();
        let captions = ["fig-cap", "tbl-cap", "lst-cap"];
        let key = captions.into_iter().find(|key| self.options.get(key).is_some());
        let in_code = self.caption_in_code();
        let caption = key.and_then(|key| self.options.get(key)).or(in_code.as_deref());
        let makes_output = !self.options.is_off("eval") && !self.options.is_off("include");
        if makes_output && is_hidden || caption.is_some() && !self.options.is_off("include") {
            let name = self.options.get("label").unwrap_or(&self.language);
            let message = format!("the output of the code `{name}` is not in the book");
            let help = "no code is run; save the output as a picture or a table and add it to the text";
            context.report(Code::NotRun, self.all[self.open].range.clone(), message, help);
        }
        let mut shown: Vec<&'static str> = key.into_iter().filter(|_| !is_hidden || makes_output).collect();
        if self.anchor(caption.is_some()).is_some() {
            shown.extend(["label", "lst-label"]);
        }
        if is_hidden {
            let indent = self.indent();
            let words = if makes_output { self.placeholder(caption, indent) } else { indent.to_owned() };
            edits.push(Edit::replace(self.range(), words));
        } else {
            edits.push(self.opening(&self.attributes(caption)));
            shown.push("filename");
        }
        shown
    }

    /// Returns the text that replaces output: the caption, with the label as a target for references.
    fn placeholder(&self, caption: Option<&str>, indent: &str) -> String {
        let words = caption.unwrap_or_default();
        match self.anchor(caption.is_some()) {
            Some(id) => format!("{indent}::: {{#{id}}}\n{indent}{words}\n{indent}:::"),
            None => format!("{indent}{words}"),
        }
    }

    /// Returns the attributes of the code block, with a space before them.
    fn attributes(&self, caption: Option<&str>) -> String {
        let mut attributes = Vec::new();
        attributes.extend(self.anchor(caption.is_some()).map(|id| format!("#{id}")));
        attributes.extend(caption.map(|caption| format!("caption={}", quoted_in_info(caption))));
        attributes.extend(self.options.get("filename").map(|name| format!("title={}", quoted_in_info(name))));
        // The numbers of lines, or whether all have theirs.
        let numbers =
            self.options.get("code-line-numbers").filter(|_| !self.options.is_off("code-line-numbers"));
        let numbers = numbers.and_then(|lines| lines.split(" #").next());
        attributes.extend(numbers.map(|lines| format!("code-line-numbers={}", quoted_in_info(lines.trim()))));
        if attributes.is_empty() { String::new() } else { format!(" {{{}}}", attributes.join(" ")) }
    }

    /// Returns the label by which the text refers to the output. If there is no caption, the label
    /// counts only if it has a prefix that Quarto numbers.
    fn anchor(&self, captioned: bool) -> Option<String> {
        if let Some(label) = self.options.get("lst-label") {
            return Some(label.to_owned());
        }
        let label = self.label()?;
        let known = ["fig-", "tbl-", "lst-"].iter().any(|prefix| label.starts_with(prefix));
        (known || captioned).then(|| label.to_owned())
    }

    /// Returns the caption of a table that R code makes: `kable(…, caption = "…")`.
    fn caption_in_code(&self) -> Option<String> {
        let lines = &self.all[self.code.min(self.end)..self.end];
        let range = lines.first()?.range.start..lines.last()?.range.end;
        let code = &self.text[range];
        let (_, rest) = code.split_once("kable(")?.1.split_once("caption")?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(caption, _)| caption.to_owned())
    }

    /// Returns the edit that reduces the opening fence to its language and some attributes, and removes the
    /// option lines.
    fn opening(&self, attributes: &str) -> Edit {
        let first = &self.all[self.open];
        let line = first.text(self.text);
        let mark = line.find('{').unwrap_or(line.len());
        let end = match self.all.get(self.code) {
            Some(next) if self.code > self.open + 1 => next.range.start,
            _ => first.range_with_end(self.text).end,
        };
        let line_end = if end > first.range.end { "\n" } else { "" };
        let words = format!("{}{attributes}{line_end}", self.language);
        Edit::replace(first.range.start + line[..mark].trim_end().len()..end, words)
    }

    /// Returns the files that `include_graphics` names.
    fn pictures(&self) -> Vec<String> {
        let mut found = Vec::new();
        for line in &self.all[self.code.min(self.end)..self.end] {
            let words = line.text(self.text);
            let is_comment = words.trim_start().starts_with('#');
            let Some((_, rest)) = words.split_once("include_graphics(").filter(|_| !is_comment) else {
                continue;
            };
            for (i, part) in rest.split(['"', '\'']).enumerate() {
                let is_file = i % 2 == 1 && part.contains('.') && !part.contains(' ');
                found.extend(is_file.then(|| part.to_owned()));
            }
        }
        found
    }

    /// Returns whether the code does nothing but include pictures.
    fn only_pictures(&self) -> bool {
        self.all[self.code.min(self.end)..self.end].iter().all(|line| {
            let words = line.text(self.text).trim();
            words.is_empty() || words.contains("include_graphics(") && !words.contains(" #")
        })
    }

    /// Returns the picture, or the group of pictures, in our syntax.
    fn figure(&self, pictures: &[String], indent: &str) -> String {
        let caption = self.options.get("fig-cap").unwrap_or_default();
        let caption = within_brackets(caption);
        let is_knitr = self.all[self.open].text(self.text).contains("fig.cap");
        let prefixed = if is_knitr { "fig:" } else { "" };
        let id = self.label().map(|label| format!("#{prefixed}{label} "));
        let id = id.unwrap_or_default();
        let alt = self.options.get("fig-alt").map(|alt| format!("alt={} ", quoted(alt))).unwrap_or_default();
        let width = self.options.get("out-width").filter(|width| width.ends_with('%'));
        let width = width.map(|width| format!("width={width}")).unwrap_or_default();
        let attributes = format!("{{{id}{alt}{width}}}").replace(" }", "}");
        let attributes = if attributes == "{}" { String::new() } else { attributes };
        match pictures {
            [only] => format!("![{caption}]({}){attributes}", link_destination(only)),
            several => {
                let images: Vec<String> =
                    several.iter().map(|path| format!("{indent}![]({})", link_destination(path))).collect();
                let id = if id.is_empty() { String::new() } else { format!(" {}", id.trim()) };
                format!("::: {{.figures{id}}}\n{}\n\n{indent}{caption}\n{indent}:::", images.join("\n\n"))
            }
        }
    }
}
