//! Translates executable code of Quarto and R Markdown ("cells") to code blocks without its options,
//! and a picture that it includes to a figure. No code is run. Entry point: [`edits`].
//!
//! Sources: Quarto's guide, "Execution Options"; knitr's manual, "Chunk options".

use std::collections::BTreeMap;

use super::lines::{LineKind, MarkdownLine, info_string, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{link_destination, parse_arguments, quoted, quoted_in_info, within_brackets};
use crate::diag::Code;

/// The prefixes of option lines: the comment of the language and a bar.
const OPTION_PREFIXES: &[&str] = &["#|", "//|", "%%|", "--|"];

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
            .then(|| parse_header(info_string(all[at].text(text))))
            .flatten();
        let Some((language, mut options)) = header else {
            at += 1;
            continue;
        };
        let body = at + 1;
        let count = all[body..].iter().take_while(|line| line.kind == LineKind::Fenced).count();
        let end = body + count;
        let shown_from = body + read_options(text, &all[body..end], &mut options);
        let cell = CodeCell { text, all: &all, open: at, code: shown_from, end, language, options };
        cell.rewrite(context, &mut edits);
        at = end + 1;
    }
    edits
}

/// The options of a cell; full stops in their names are hyphens, as Quarto writes them.
type CellOptions = BTreeMap<String, String>;

/// Parses the language and options of `{r label, key=value}`. Returns `None` for attributes and raw blocks.
fn parse_header(info: &str) -> Option<(String, CellOptions)> {
    let inner = info.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (language, rest) = inner.split_at(end);
    if language.is_empty() || !(rest.is_empty() || rest.starts_with([' ', ','])) {
        return None;
    }
    let arguments = parse_arguments(rest);
    let mut options: CellOptions =
        arguments.pairs.iter().map(|(key, value)| (key.replace('.', "-"), value.clone())).collect();
    if let Some(label) = arguments.words.first().filter(|label| !label.is_empty()) {
        options.entry("label".to_owned()).or_insert_with(|| label.clone());
    }
    Some((language.to_ascii_lowercase(), options))
}

/// Adds the options of the option lines at the head of a cell. Returns how many lines there are.
fn read_options(text: &str, lines: &[MarkdownLine], options: &mut CellOptions) -> usize {
    let mut last: Option<String> = None;
    for (i, line) in lines.iter().enumerate() {
        let words = line.text(text).trim();
        let Some(rest) = OPTION_PREFIXES.iter().find_map(|prefix| words.strip_prefix(prefix)) else {
            return i;
        };
        let folded = last.as_ref().filter(|_| rest.starts_with("  "));
        if let Some(key) = folded {
            let value = options.entry(key.clone()).or_default();
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(rest.trim());
        } else if let Some((key, value)) = rest.split_once(':').filter(|(key, _)| is_key(key.trim())) {
            let key = key.trim().replace('.', "-");
            let value = value.trim();
            let value =
                if matches!(value, "|" | ">" | "|-" | ">-") { "" } else { value.trim_matches(['"', '\'']) };
            options.insert(key.clone(), value.to_owned());
            last = Some(key);
        } else {
            // A comment that is not an option is code.
            return i;
        }
    }
    lines.len()
}

/// Returns whether words are the name of an option.
fn is_key(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
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
    /// Returns the value of an option that is not empty.
    fn get(&self, key: &str) -> Option<&str> {
        self.options.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns whether an option is false.
    fn is_off(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| ["false", "f"].contains(&value.to_ascii_lowercase().as_str()))
    }

    fn rewrite(&self, context: &mut StageContext<'_>, edits: &mut Vec<Edit>) {
        let first = &self.all[self.open];
        let last = self.all.get(self.end).or(self.all.last()).map_or(first.range.end, |line| line.range.end);
        let line = first.text(self.text);
        let indent = &line[..line.len() - line.trim_start().len()];
        let pictures = self.pictures();
        let is_hidden = self.is_off("echo") || self.is_off("include");
        if !pictures.is_empty() && !self.is_off("include") {
            let figure = self.figure(&pictures, indent);
            if is_hidden || self.only_pictures() {
                edits.push(Edit::replace(first.range.start..last, format!("{indent}{figure}")));
                return;
            }
            edits.push(self.opening(""));
            edits.push(Edit::insert(last, format!("\n\n{indent}{figure}")));
            return;
        }
        let caption = ["fig-cap", "tbl-cap", "lst-cap"].iter().find_map(|key| self.get(key));
        let in_code = self.caption_in_code();
        let caption = caption.or(in_code.as_deref());
        let makes_output = !self.is_off("eval") && !self.is_off("include");
        if is_hidden && makes_output || caption.is_some() {
            let name = self.get("label").unwrap_or(&self.language);
            let message = format!("the output of the code `{name}` is not in the book");
            let help = "no code is run; save the output as a picture or a table and add it to the text";
            context.report(Code::NotRun, first.range.clone(), message, help);
        }
        edits.push(if is_hidden {
            let shown = if makes_output { self.placeholder(caption, indent) } else { indent.to_owned() };
            Edit::replace(first.range.start..last, shown)
        } else {
            self.opening(&self.attributes(caption))
        });
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
        attributes.extend(self.get("filename").map(|name| format!("title={}", quoted_in_info(name))));
        if attributes.is_empty() { String::new() } else { format!(" {{{}}}", attributes.join(" ")) }
    }

    /// Returns the label by which the text refers to the output. If there is no caption, the label
    /// counts only if it has a prefix that Quarto numbers.
    fn anchor(&self, captioned: bool) -> Option<String> {
        if let Some(label) = self.get("lst-label") {
            return Some(label.to_owned());
        }
        let label = self.get("label")?;
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
            let Some((_, rest)) = words.split_once("include_graphics(") else { continue };
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
            words.is_empty() || words.starts_with('#') || words.contains("include_graphics(")
        })
    }

    /// Returns the picture, or the group of pictures, in our syntax.
    fn figure(&self, pictures: &[String], indent: &str) -> String {
        let caption = self.get("fig-cap").unwrap_or_default();
        let caption = within_brackets(caption);
        let is_knitr = self.all[self.open].text(self.text).contains("fig.cap");
        let prefixed = if is_knitr { "fig:" } else { "" };
        let id = self.get("label").map(|label| format!("#{prefixed}{label} "));
        let id = id.unwrap_or_default();
        let alt = self.get("fig-alt").map(|alt| format!("alt={} ", quoted(alt))).unwrap_or_default();
        let width = self.get("out-width").filter(|width| width.ends_with('%'));
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
