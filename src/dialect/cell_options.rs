//! The options of executable code: those of its header, `{r label, key=value}`, and those of the lines
//! at its head, `#| key: value`. Entry points: [`parse_header`], [`CellOptions`].
//!
//! Sources: Quarto's reference, "Code Cells"; knitr's manual, "Chunk options".

use std::ops::Range;

use super::lines::MarkdownLine;
use super::stage::StageContext;
use super::syntax::parse_arguments;
use crate::diag::{Code, excerpt};

/// The prefixes of option lines: the comment of the language and a bar.
const OPTION_PREFIXES: &[&str] = &["#|", "//|", "%%|", "--|"];

/// Options that are true or false, or state which lines they are for. They decide what is run and shown.
const SWITCHES: &[&str] = &[
    "autodep",
    "autorun",
    "cache",
    "code-copy",
    "code-fold",
    "code-line-numbers",
    "code-tools",
    "collapse",
    "echo",
    "error",
    "eval",
    "external",
    "fig-process",
    "highlight",
    "include",
    "lightbox",
    "message",
    "output",
    "prompt",
    "purl",
    "sanitize",
    "split",
    "strip-white",
    "tidy",
    "warning",
];
/// Values of switches that are neither true nor false.
const SWITCH_VALUES: &[&str] = &["fenced", "asis", "show", "hide", "styler", "formatr", "na", "null"];

/// Options for how code is run and how its output is placed, whose value is a name, a number or an
/// expression. With a hyphen at the end, all that begin so.
const SETTINGS: &[&str] = &[
    "anim-",
    "animation-",
    "aniopts",
    "attr-",
    "background",
    "cache-",
    "cap-location",
    "class-",
    "classes",
    "code-",
    "column",
    "comment",
    "context",
    "dependson",
    "dev",
    "dev-",
    "df-print",
    "dpi",
    "engine",
    "engine-",
    "exercise",
    "exercise-",
    "ffmpeg-",
    "fig-",
    "file",
    "freeze",
    "indent",
    "interval",
    "kernel",
    "label",
    "layout",
    "layout-",
    "opts-",
    "out-",
    "output-",
    "r-",
    "ref-",
    "render",
    "resize-",
    "results",
    "size",
    "slideshow",
    "tags",
    "tbl-",
    "tidy-",
];

/// Options whose value is text for the reader.
const TEXTS: &[&str] = &[
    "code-summary",
    "fig-alt",
    "fig-cap",
    "fig-scap",
    "fig-subcap",
    "filename",
    "lst-cap",
    "tbl-cap",
    "tbl-subcap",
];

/// An option of a cell.
struct CellOption {
    /// The name; full stops are hyphens, as Quarto writes them.
    key: String,
    value: String,
    /// The bytes of the header or of the lines that it is written in.
    range: Range<usize>,
}

/// The options of a cell, in the order in which they are written.
#[derive(Default)]
pub(super) struct CellOptions {
    options: Vec<CellOption>,
    /// Words of the header that are neither options nor the label.
    stray: Vec<String>,
}

/// Parses the language and options of `{r label, key=value}`, whose line has this range. Returns `None` for
/// attributes and raw blocks.
pub(super) fn parse_header(info: &str, range: &Range<usize>) -> Option<(String, CellOptions)> {
    let inner = info.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (language, rest) = inner.split_at(end);
    if language.is_empty() || !(rest.is_empty() || rest.starts_with([' ', ','])) {
        return None;
    }
    let arguments = parse_arguments(rest);
    let mut options = CellOptions::default();
    for (key, value) in arguments.pairs {
        options.add(key.replace('.', "-"), value, range.clone());
    }
    let mut words = arguments.words.into_iter().filter(|word| !word.is_empty());
    if options.get("label").is_none()
        && let Some(label) = words.next()
    {
        options.add("label".to_owned(), label, range.clone());
    }
    options.stray = words.filter(|word| word.contains(char::is_alphabetic)).collect();
    Some((language.to_ascii_lowercase(), options))
}

impl CellOptions {
    fn add(&mut self, key: String, value: String, range: Range<usize>) {
        self.options.push(CellOption { key, value, range });
    }

    /// Adds the options of the option lines at the head of a cell. Returns how many lines there are.
    pub(super) fn read_lines(&mut self, text: &str, lines: &[MarkdownLine]) -> usize {
        let mut folds = false;
        for (i, line) in lines.iter().enumerate() {
            let words = line.text(text).trim();
            let Some(rest) = OPTION_PREFIXES.iter().find_map(|prefix| words.strip_prefix(prefix)) else {
                return i;
            };
            if folds
                && rest.starts_with("  ")
                && let Some(last) = self.options.last_mut()
            {
                if !last.value.is_empty() {
                    last.value.push(' ');
                }
                last.value.push_str(rest.trim());
                last.range.end = line.range.end;
            } else if let Some((key, value)) = rest.split_once(':').filter(|(key, _)| is_name(key.trim())) {
                let value = value.trim();
                let value = if matches!(value, "|" | ">" | "|-" | ">-") {
                    ""
                } else {
                    value.trim_matches(['"', '\''])
                };
                self.add(key.trim().replace('.', "-"), value.to_owned(), line.range.clone());
                folds = true;
            } else {
                // A comment that is not an option is code.
                return i;
            }
        }
        lines.len()
    }

    /// Returns the value of an option if it is not empty. If it is given more than once, the last counts.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let found = self.options.iter().rev().find(|option| option.key == key);
        found.map(|option| option.value.as_str()).filter(|value| !value.is_empty())
    }

    /// Returns whether an option is false.
    pub(super) fn is_off(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| ["false", "f"].contains(&setting(value).as_str()))
    }

    /// Reports the options that the book does not show and that are no settings for running the code;
    /// `shown` are the keys of those that it shows.
    pub(super) fn report_unused(&self, context: &mut StageContext<'_>, shown: &[&str]) {
        for (at, option) in self.options.iter().enumerate() {
            let CellOption { key, value, range } = option;
            let is_last = self.options[at + 1..].iter().all(|later| later.key != *key);
            if value.is_empty() || is_last && shown.contains(&key.as_str()) || is_setting(key, value) {
                continue;
            }
            let message = format!("option `{key}` of the code, `{}`, left out", excerpt(value));
            let help = if SWITCHES.contains(&key.as_str()) {
                "no code is run; write `true` or `false`, or the words into the text"
            } else if !is_last {
                "the option is given again below; remove one of the two"
            } else {
                "write its words into the text, or remove it"
            };
            context.report(Code::ForeignMarkup, range.clone(), message, help);
        }
        if let (false, Some(option)) = (self.stray.is_empty(), self.options.first()) {
            let message = format!("words `{}` of the options left out", excerpt(&self.stray.join(" ")));
            let help = "the first word is the label; write options as `key=value`";
            context.report(Code::ForeignMarkup, option.range.clone(), message, help);
        }
    }
}

/// Returns whether an option only concerns how code is run, and its value can be one of it.
fn is_setting(key: &str, value: &str) -> bool {
    if TEXTS.contains(&key) {
        return false;
    }
    let value = setting(value);
    if SWITCHES.contains(&key) {
        let is_lines = value.chars().all(|c| c.is_ascii_digit() || "-:,.()[]c ".contains(c));
        return is_lines
            || matches!(value.as_str(), "true" | "false" | "t" | "f")
            || SWITCH_VALUES.contains(&value.as_str());
    }
    let is_known = SETTINGS.iter().any(|known| {
        key == *known || known.ends_with('-') && key.len() > known.len() && key.starts_with(known)
    });
    let is_enclosed = value.starts_with(['[', '{']) || value.contains('(');
    is_known && !value.starts_with('#') && (is_enclosed || !value.contains(char::is_whitespace))
}

/// Returns the value of a setting in lower case, without a comment of YAML behind it.
fn setting(value: &str) -> String {
    let end = value.find(" #").unwrap_or(value.len());
    value[..end].trim().to_ascii_lowercase()
}

/// Returns whether words are the name of an option or a label.
pub(super) fn is_name(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
