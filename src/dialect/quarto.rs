//! Divs of Quarto: tabs, groups of figures, tables with a caption, and layouts. Entry point: [`edits`].

use std::collections::BTreeMap;

use super::divs::{Div, divs};
use super::lines::{InCode, Line, lines};
use super::mapped::in_order;
use super::prose::{Kind, tokens};
use super::syntax::quoted;
use super::{Edit, Files, Mapped, Marks, Setting, boxes};
use crate::diag::{Code, Diagnostic};

/// Whether a text may have such divs.
pub(super) fn concerns(marks: &Marks<'_>, setting: &Setting<'_>) -> bool {
    setting.is_r() && marks.has(":::") && marks.has_any(&["panel-tabset", "#fig-", "#tbl-", "layout"])
}

/// Rewrites the divs.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let divs = divs(text, &all);
    let mut walk = Walk {
        mapped,
        text,
        all: &all,
        divs: &divs,
        edits: Vec::new(),
        within: BTreeMap::new(),
        diagnostics,
    };
    for div in &divs {
        let is_layout = |key: &str| key.starts_with("layout");
        let layout = div.attributes.pairs.iter().find(|(key, _)| is_layout(key));
        match div.id() {
            _ if div.has_class("panel-tabset") || div.has_class("tabset") => walk.tabs(div),
            Some(id) if id.starts_with("fig-") && walk.figures(div, id) => {}
            Some(id) if id.starts_with("tbl-") && walk.table(div, id) => {}
            id => {
                let Some((key, value)) = layout else { continue };
                let message = format!("layout `{key}={value}` left out");
                let at = mapped.origin(all[div.open].range.clone());
                walk.diagnostics.push(Diagnostic::new(Code::ForeignMarkup, at, message).help(
                    "what it holds is set one below the other; for pictures beside each other write `::: figures`",
                ));
                let layouts: Vec<&str> = div
                    .attributes
                    .pairs
                    .iter()
                    .map(|(key, _)| key.as_str())
                    .filter(|key| is_layout(key))
                    .collect();
                let kept = div.attributes.written(&layouts, quoted);
                match (id, kept.is_empty()) {
                    (None, true) => walk.unwrap(div),
                    _ => walk.open(div, &format!("::: {{{kept}}}")),
                }
            }
        }
    }
    walk.references(start);
    in_order(walk.edits)
}

struct Walk<'a> {
    mapped: &'a Mapped,
    text: &'a str,
    all: &'a [Line],
    divs: &'a [Div],
    edits: Vec<Edit>,
    /// The labels of pictures within a group, each with that of the group.
    within: BTreeMap<String, String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    fn words(&self, at: usize) -> &'a str {
        self.all[at].text(self.text).trim()
    }

    /// The white space before the fence of a div.
    fn indent(&self, div: &Div) -> &'a str {
        let line = self.all[div.open].text(self.text);
        &line[..line.len() - line.trim_start().len()]
    }

    /// Opens a div in another way.
    fn open(&mut self, div: &Div, fence: &str) {
        let indent = self.indent(div);
        self.edits.push(Edit::new(self.all[div.open].range.clone(), format!("{indent}{fence}")));
    }

    /// Reports the attributes of a group or a table whose words have no place.
    fn report_words(&mut self, div: &Div, used: Option<&str>) {
        for (key, value) in &div.attributes.pairs {
            let has_words =
                key.ends_with("-cap") || key.ends_with("-subcap") || key.ends_with("-alt") || key == "title";
            if !has_words || used == Some(key.as_str()) {
                continue;
            }
            let shown: String = value.chars().take(60).collect();
            let message = format!("attribute `{key}` of the group, `{shown}`, left out");
            let at = self.mapped.origin(self.all[div.open].range.clone());
            self.diagnostics.push(Diagnostic::new(Code::ForeignMarkup, at, message).help(
                "write the caption below what the group holds, and a description in the brackets of each picture",
            ));
        }
    }

    /// Takes the fences of a div off.
    fn unwrap(&mut self, div: &Div) {
        for at in [div.open, div.close] {
            self.edits.push(Edit { range: self.all[at].range.clone(), parts: Vec::new() });
        }
    }

    /// The headings of tabs are no headings of the book.
    fn tabs(&mut self, div: &Div) {
        self.unwrap(div);
        let level = |words: &str| words.bytes().take_while(|byte| *byte == b'#').count();
        let (mut first, mut at) = (None, div.open + 1);
        while at < div.close {
            // What an inner div holds is its own.
            if let Ok(inner) = self.divs.binary_search_by_key(&at, |div| div.open) {
                at = self.divs[inner].close + 1;
                continue;
            }
            let words = self.words(at);
            if self.all[at].code == InCode::No
                && let Some(name) = boxes::heading(words)
                && *first.get_or_insert(level(words)) == level(words)
            {
                self.edits.push(Edit::new(self.all[at].range.clone(), format!("**{name}**")));
            }
            at += 1;
        }
    }

    /// The paragraphs of a div, each by its first line and the line behind it; none of a div that holds
    /// another.
    fn paragraphs(&self, div: &Div) -> Vec<std::ops::Range<usize>> {
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for at in div.open + 1..div.close {
            let words = self.words(at);
            if words.is_empty() {
                continue;
            }
            if words.starts_with(":::") && self.all[at].code == InCode::No {
                return Vec::new();
            }
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }

    /// A group of pictures with its caption; says whether the div is one.
    fn figures(&mut self, div: &Div, id: &str) -> bool {
        let paragraphs = self.paragraphs(div);
        let is_picture = |at: usize| {
            let words = self.words(at);
            self.all[at].code == InCode::No && words.starts_with("![") && words.ends_with([')', '}'])
        };
        let is_plain = |at: usize| {
            self.all[at].code == InCode::No
                && !self.words(at).starts_with(['#', '|', ':', '-', '>', '*', '+'])
        };
        let count = paragraphs.iter().take_while(|lines| (*lines).clone().all(&is_picture)).count();
        let caption = &paragraphs[count..];
        if count == 0 || caption.len() > 1 || !caption.iter().all(|lines| lines.clone().all(&is_plain)) {
            return false;
        }
        let attribute = div.attributes.get(&["fig-cap"]).filter(|_| caption.is_empty());
        self.report_words(div, attribute.map(|_| "fig-cap"));
        let attribute = attribute.map(|words| format!(" caption={}", quoted(words))).unwrap_or_default();
        self.open(div, &format!("::: {{.figures #{id}{attribute}}}"));
        for lines in &paragraphs[..count] {
            for at in lines.clone() {
                self.picture(at, id);
            }
        }
        true
    }

    /// A picture of a group: what refers to it refers to the group.
    fn picture(&mut self, at: usize, group: &str) {
        let range = self.all[at].range.clone();
        let line = &self.text[range.clone()];
        let Some(open) = line.rfind("){").map(|open| open + 1) else { return };
        let Some(close) = line[open..].find('}').map(|close| open + close) else { return };
        let inner = &line[open + 1..close];
        let Some(id) = inner.split_whitespace().find_map(|word| word.strip_prefix('#')) else { return };
        self.within.entry(id.to_owned()).or_insert_with(|| group.to_owned());
        let rest = inner.replacen(&format!("#{id}"), "", 1);
        let rest = rest.trim();
        let kept = if rest.is_empty() { String::new() } else { format!("{{{rest}}}") };
        self.edits.push(Edit::new(range.start + open..range.start + close + 1, kept));
    }

    /// A table with its caption below it; says whether the div is one.
    fn table(&mut self, div: &Div, id: &str) -> bool {
        let paragraphs = self.paragraphs(div);
        let Some(table) = paragraphs.first() else { return false };
        let is_row = |at: usize| self.all[at].code == InCode::No && self.words(at).contains('|');
        if table.len() < 2 || !table.clone().all(is_row) {
            return false;
        }
        let attribute = div.attributes.get(&["tbl-cap"]);
        let mut used = None;
        let caption = match (&paragraphs[1..], attribute) {
            ([below], _) if self.all[below.start].code == InCode::No && !is_row(below.start) => {
                let (start, end) = (self.all[below.start].range.start, self.all[below.end - 1].range.end);
                [Edit::new(start..start, ": "), Edit::new(end..end, format!(" {{#{id}}}"))]
            }
            ([], Some(caption)) => {
                used = Some("tbl-cap");
                let end = self.all[table.end - 1].range.end;
                let indent = self.indent(div);
                [
                    Edit::new(end..end, format!("\n\n{indent}: {caption}")),
                    Edit::new(end..end, format!(" {{#{id}}}")),
                ]
            }
            _ => return false,
        };
        self.edits.extend(caption);
        self.report_words(div, used);
        self.unwrap(div);
        true
    }

    /// References to pictures of a group lead to the group.
    fn references(&mut self, start: usize) {
        if self.within.is_empty() {
            return;
        }
        for token in tokens(self.text, start).into_iter().filter(|token| token.kind == Kind::Words) {
            let words = &self.text[token.range.clone()];
            for (at, _) in words.match_indices('@') {
                let rest = &words[at + 1..];
                let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let label = &rest[..rest.find(|c| !is_label(c)).unwrap_or(rest.len())];
                if let Some(group) = self.within.get(label) {
                    let at = token.range.start + at + 1;
                    self.edits.push(Edit::new(at..at + label.len(), group.as_str()));
                }
            }
        }
    }
}
