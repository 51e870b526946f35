//! Executable code of Quarto and R Markdown. Nothing is run: code that is shown becomes a code block
//! without its options, and a picture that it includes becomes a figure. Entry point: [`edits`].

use std::collections::BTreeMap;

use super::lines::{InCode, Line, info, lines};
use super::syntax::{arguments, destination, quoted, quoted_in_info};
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::{Code, Diagnostic};

/// What begins an option line, by language.
const OPTION_MARKS: &[&str] = &["#|", "//|", "%%|", "--|"];

/// Whether a text may have executable code.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["```{", "~~~{", "``` {"])
}

/// Rewrites the blocks of executable code.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let header = (all[at].code == InCode::Opening).then(|| header(info(all[at].text(text)))).flatten();
        let Some((language, mut options)) = header else {
            at += 1;
            continue;
        };
        let body = at + 1;
        let count = all[body..].iter().take_while(|line| line.code == InCode::Inside).count();
        let end = body + count;
        let shown_from = body + read_options(text, &all[body..end], &mut options);
        let cell = Cell { text, all: &all, open: at, code: shown_from, end, language, options };
        cell.rewrite(mapped, &mut edits, diagnostics);
        at = end + 1;
    }
    edits
}

type Options = BTreeMap<String, String>;

/// The language and options of `{r label, key=value}`; `None` for attributes and raw blocks.
fn header(info: &str) -> Option<(String, Options)> {
    let inner = info.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (language, rest) = inner.split_at(end);
    if language.is_empty() || !(rest.is_empty() || rest.starts_with([' ', ','])) {
        return None;
    }
    let words = arguments(rest);
    let mut options: Options =
        words.pairs.iter().map(|(key, value)| (key.replace('.', "-"), value.clone())).collect();
    if let Some(label) = words.plain.first().filter(|label| !label.is_empty()) {
        options.entry("label".to_owned()).or_insert_with(|| label.clone());
    }
    Some((language.to_ascii_lowercase(), options))
}

/// Reads the option lines at the head of a cell, and says how many there are.
fn read_options(text: &str, lines: &[Line], options: &mut Options) -> usize {
    let mut last: Option<String> = None;
    for (i, line) in lines.iter().enumerate() {
        let words = line.text(text).trim();
        let Some(rest) = OPTION_MARKS.iter().find_map(|mark| words.strip_prefix(mark)) else { return i };
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
            // What is no option is code.
            return i;
        }
    }
    lines.len()
}

/// Whether words are the name of an option.
fn is_key(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

struct Cell<'a> {
    text: &'a str,
    all: &'a [Line],
    /// The opening fence.
    open: usize,
    /// The first line behind the options.
    code: usize,
    /// The closing fence, or the end.
    end: usize,
    language: String,
    options: Options,
}

impl Cell<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.options.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn is_off(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| ["false", "f"].contains(&value.to_ascii_lowercase().as_str()))
    }

    fn rewrite(&self, mapped: &Mapped, edits: &mut Vec<Edit>, diagnostics: &mut Vec<Diagnostic>) {
        let first = &self.all[self.open];
        let last = self.all.get(self.end).or(self.all.last()).map_or(first.range.end, |line| line.range.end);
        let line = first.text(self.text);
        let prefix = &line[..line.len() - line.trim_start().len()];
        let pictures = self.pictures();
        let hidden = self.is_off("echo") || self.is_off("include");
        if !pictures.is_empty() && !self.is_off("include") {
            let figure = self.figure(&pictures, prefix);
            if hidden || self.only_pictures() {
                edits.push(Edit::new(first.range.start..last, format!("{prefix}{figure}")));
                return;
            }
            edits.push(self.opening(""));
            edits.push(Edit::new(last..last, format!("\n\n{prefix}{figure}")));
            return;
        }
        let caption = ["fig-cap", "tbl-cap", "lst-cap"].iter().find_map(|key| self.get(key));
        let in_code = self.caption_in_code();
        let caption = caption.or(in_code.as_deref());
        let makes_output = !self.is_off("eval") && !self.is_off("include");
        if hidden && makes_output || caption.is_some() {
            let span = mapped.origin(first.range.clone());
            let message = format!(
                "what the code `{}` makes is not in the book",
                self.get("label").unwrap_or(&self.language)
            );
            diagnostics.push(
                Diagnostic::new(Code::NotRun, span, message)
                    .help("no code is run; save the result as a picture or a table and put it in"),
            );
        }
        if hidden {
            let words = caption.filter(|_| makes_output).unwrap_or_default();
            let words = match self.anchor(caption.is_some()).filter(|_| makes_output) {
                // What refers to the result leads to the place where it was to be.
                Some(id) => format!("{prefix}::: {{#{id}}}\n{prefix}{words}\n{prefix}:::"),
                None => format!("{prefix}{words}"),
            };
            edits.push(Edit::new(first.range.start..last, words));
            return;
        }
        let mut attributes = Vec::new();
        attributes.extend(self.anchor(caption.is_some()).map(|id| format!("#{id}")));
        attributes.extend(caption.map(|caption| format!("caption={}", quoted_in_info(caption))));
        attributes.extend(self.get("filename").map(|name| format!("title={}", quoted_in_info(name))));
        let attributes =
            if attributes.is_empty() { String::new() } else { format!(" {{{}}}", attributes.join(" ")) };
        edits.push(self.opening(&attributes));
    }

    /// The label by which the text refers to what the code makes.
    fn anchor(&self, captioned: bool) -> Option<String> {
        if let Some(label) = self.get("lst-label") {
            return Some(label.to_owned());
        }
        let label = self.get("label")?;
        let known = ["fig-", "tbl-", "lst-"].iter().any(|prefix| label.starts_with(prefix));
        (known || captioned).then(|| label.to_owned())
    }

    /// The caption of a table made by R code.
    fn caption_in_code(&self) -> Option<String> {
        let lines = &self.all[self.code.min(self.end)..self.end];
        let range = lines.first()?.range.start..lines.last()?.range.end;
        let code = &self.text[range];
        let (_, rest) = code.split_once("kable(")?.1.split_once("caption")?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split_once(quote).map(|(caption, _)| caption.to_owned())
    }

    /// The opening fence with a plain language, and without the lines of options.
    fn opening(&self, attributes: &str) -> Edit {
        let first = &self.all[self.open];
        let line = first.text(self.text);
        let mark = line.find('{').unwrap_or(line.len());
        let end = match self.all.get(self.code) {
            Some(next) if self.code > self.open + 1 => next.range.start,
            _ => first.whole(self.text).end,
        };
        let line_end = if end > first.range.end { "\n" } else { "" };
        let words = format!("{}{attributes}{line_end}", self.language);
        Edit::new(first.range.start + line[..mark].trim_end().len()..end, words)
    }

    /// The files that `include_graphics` names.
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

    /// Whether the code does nothing but include pictures.
    fn only_pictures(&self) -> bool {
        self.all[self.code.min(self.end)..self.end].iter().all(|line| {
            let words = line.text(self.text).trim();
            words.is_empty() || words.starts_with('#') || words.contains("include_graphics(")
        })
    }

    fn figure(&self, pictures: &[String], prefix: &str) -> String {
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
            [only] => format!("![{caption}]({}){attributes}", destination(only)),
            several => {
                let images: Vec<String> =
                    several.iter().map(|path| format!("{prefix}![]({})", destination(path))).collect();
                let id = if id.is_empty() { String::new() } else { format!(" {}", id.trim()) };
                format!("::: {{.figures{id}}}\n{}\n\n{prefix}{caption}\n{prefix}:::", images.join("\n\n"))
            }
        }
    }
}

/// Returns words as they are written between brackets: brackets that are no pairs are escaped.
fn within_brackets(words: &str) -> String {
    let depth = words.chars().try_fold(0_usize, |depth, c| match c {
        '[' => Some(depth + 1),
        ']' => depth.checked_sub(1),
        _ => Some(depth),
    });
    match depth {
        Some(0) => words.to_owned(),
        _ => words.replace('[', "\\[").replace(']', "\\]"),
    }
}
