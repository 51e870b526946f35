//! Translates divs of Quarto: tabs, groups of figures, tables with a caption, and layouts. Entry point:
//! [`edits`].
//!
//! Sources: Quarto's guide, "Tabsets", "Figures" and "Tables".

use std::collections::BTreeMap;
use std::ops::Range;

use super::divs::{Div, divs};
use super::headings::{heading_text, level};
use super::lines::{LineKind, MarkdownLine, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::prose::{ProseKind, tokens};
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::quoted;
use crate::diag::{Code, excerpt};

/// Returns whether a text may have such divs.
pub(super) fn applies(probe: &TextProbe<'_>, settings: &SyntaxSettings<'_>) -> bool {
    settings.is_r()
        && probe.contains(":::")
        && probe.contains_any(&["panel-tabset", "#fig-", "#tbl-", "layout"])
}

/// Rewrites the divs, and the references to pictures in a group of figures.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let divs = divs(text, &all);
    let mut rewriter =
        DivRewriter { context, text, all: &all, divs: &divs, edits: Vec::new(), group_of: BTreeMap::new() };
    for div in &divs {
        match div.id() {
            _ if div.has_class("panel-tabset") || div.has_class("tabset") => rewriter.tabs(div),
            Some(id) if id.starts_with("fig-") && rewriter.figures(div, id) => {}
            Some(id) if id.starts_with("tbl-") && rewriter.table(div, id) => {}
            _ => rewriter.layout(div),
        }
    }
    rewriter.references();
    rewriter.edits
}

struct DivRewriter<'a, 'c> {
    context: &'a mut StageContext<'c>,
    text: &'a str,
    all: &'a [MarkdownLine],
    divs: &'a [Div],
    edits: Vec<Edit>,
    /// The label of the group that each picture is in, by the picture's own label.
    group_of: BTreeMap<String, String>,
}

impl<'a> DivRewriter<'a, '_> {
    /// Removes the layout of a div. A div without other attributes loses its fences.
    fn layout(&mut self, div: &Div) {
        let is_layout = |key: &str| key.starts_with("layout");
        let pairs = &div.attributes.pairs;
        let Some((key, value)) = pairs.iter().find(|(key, _)| is_layout(key)) else { return };
        let message = format!("layout `{key}={}` left out", excerpt(value));
        let help =
            "the content is set one block below another; for pictures side by side write `::: figures`";
        self.context.report(Code::ForeignMarkup, self.all[div.open].range.clone(), message, help);
        let layouts: Vec<&str> =
            pairs.iter().map(|(key, _)| key.as_str()).filter(|key| is_layout(key)).collect();
        let kept = div.attributes.to_markdown(&layouts, quoted);
        if div.id().is_none() && kept.is_empty() {
            self.unwrap(div);
        } else {
            self.open(div, &format!("::: {{{kept}}}"));
        }
    }

    /// Returns the text of a line without the whitespace around it.
    fn words(&self, at: usize) -> &'a str {
        self.all[at].text(self.text).trim()
    }

    /// Returns the whitespace before the opening fence of a div.
    fn indent(&self, div: &Div) -> &'a str {
        let line = self.all[div.open].text(self.text);
        &line[..line.len() - line.trim_start().len()]
    }

    /// Replaces the opening fence of a div.
    fn open(&mut self, div: &Div, fence: &str) {
        let indent = self.indent(div);
        self.edits.push(Edit::replace(self.all[div.open].range.clone(), format!("{indent}{fence}")));
    }

    /// Reports the attributes of a group or a table that contain text, except `used`: the book does not show
    /// them.
    fn report_words(&mut self, div: &Div, used: Option<&str>) {
        for (key, value) in &div.attributes.pairs {
            let has_words =
                key.ends_with("-cap") || key.ends_with("-subcap") || key.ends_with("-alt") || key == "title";
            if !has_words || used == Some(key.as_str()) {
                continue;
            }
            let message = format!("attribute `{key}` of the group, `{}`, left out", excerpt(value));
            let help = "write the caption below the content of the group, and a description in the brackets of each \
                        picture";
            self.context.report(Code::ForeignMarkup, self.all[div.open].range.clone(), message, help);
        }
    }

    /// Removes the fences of a div.
    fn unwrap(&mut self, div: &Div) {
        for at in [div.open, div.close] {
            self.edits.push(Edit::delete(self.all[at].range.clone()));
        }
    }

    /// Rewrites tabs: the headings that name them become paragraphs, so that they are not in the table
    /// of contents.
    fn tabs(&mut self, div: &Div) {
        self.unwrap(div);
        let (mut first, mut at) = (None, div.open + 1);
        while at < div.close {
            // An inner div may have headings of its own.
            if let Ok(inner) = self.divs.binary_search_by_key(&at, |div| div.open) {
                at = self.divs[inner].close + 1;
                continue;
            }
            let words = self.words(at);
            if self.all[at].kind == LineKind::Prose
                && let Some(name) = heading_text(words)
                && *first.get_or_insert(level(words)) == level(words)
            {
                self.edits.push(Edit::replace(self.all[at].range.clone(), format!("**{name}**")));
            }
            at += 1;
        }
    }

    /// Returns the paragraphs of a div as ranges of lines; none if the div contains another.
    fn paragraphs(&self, div: &Div) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for at in div.open + 1..div.close {
            let words = self.words(at);
            if words.is_empty() {
                continue;
            }
            if words.starts_with(":::") && self.all[at].kind == LineKind::Prose {
                return Vec::new();
            }
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }

    /// Rewrites a group of pictures with its caption. Returns whether the div is one.
    fn figures(&mut self, div: &Div, id: &str) -> bool {
        let paragraphs = self.paragraphs(div);
        let is_picture = |at: usize| {
            let words = self.words(at);
            self.all[at].kind == LineKind::Prose && words.starts_with("![") && words.ends_with([')', '}'])
        };
        let is_plain = |at: usize| {
            self.all[at].kind == LineKind::Prose
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

    /// Removes the label of a picture in a group: references to it become references to the group.
    fn picture(&mut self, at: usize, group: &str) {
        let range = self.all[at].range.clone();
        let line = &self.text[range.clone()];
        let Some(open) = line.rfind("){").map(|open| open + 1) else { return };
        let Some(close) = line[open..].find('}').map(|close| open + close) else { return };
        let inner = &line[open + 1..close];
        let Some(id) = inner.split_whitespace().find_map(|word| word.strip_prefix('#')) else { return };
        self.group_of.entry(id.to_owned()).or_insert_with(|| group.to_owned());
        let rest = inner.replacen(&format!("#{id}"), "", 1);
        let rest = rest.trim();
        let kept = if rest.is_empty() { String::new() } else { format!("{{{rest}}}") };
        self.edits.push(Edit::replace(range.start + open..range.start + close + 1, kept));
    }

    /// Rewrites a table with its caption. Returns whether the div is one.
    fn table(&mut self, div: &Div, id: &str) -> bool {
        let paragraphs = self.paragraphs(div);
        let Some(table) = paragraphs.first() else { return false };
        let is_row = |at: usize| self.all[at].kind == LineKind::Prose && self.words(at).contains('|');
        if table.len() < 2 || !table.clone().all(is_row) {
            return false;
        }
        let attribute = div.attributes.get(&["tbl-cap"]);
        let mut used = None;
        let caption = match (&paragraphs[1..], attribute) {
            ([below], _) if self.all[below.start].kind == LineKind::Prose && !is_row(below.start) => {
                let (start, end) = (self.all[below.start].range.start, self.all[below.end - 1].range.end);
                [Edit::insert(start, ": "), Edit::insert(end, format!(" {{#{id}}}"))]
            }
            ([], Some(caption)) => {
                used = Some("tbl-cap");
                let end = self.all[table.end - 1].range.end;
                let indent = self.indent(div);
                [
                    Edit::insert(end, format!("\n\n{indent}: {caption}")),
                    Edit::insert(end, format!(" {{#{id}}}")),
                ]
            }
            _ => return false,
        };
        self.edits.extend(caption);
        self.report_words(div, used);
        self.unwrap(div);
        true
    }

    /// Rewrites references to pictures in a group.
    fn references(&mut self) {
        if self.group_of.is_empty() {
            return;
        }
        for token in
            tokens(self.text, self.context.start).into_iter().filter(|token| token.kind == ProseKind::Words)
        {
            let words = &self.text[token.range.clone()];
            for (at, _) in words.match_indices('@') {
                let rest = &words[at + 1..];
                let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let label = &rest[..rest.find(|c| !is_label(c)).unwrap_or(rest.len())];
                if let Some(group) = self.group_of.get(label) {
                    let at = token.range.start + at + 1;
                    self.edits.push(Edit::replace(at..at + label.len(), group.as_str()));
                }
            }
        }
    }
}
