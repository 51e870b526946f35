//! `SUMMARY.md`, the chapter list of mdBook, GitBook and HonKit: headings are parts, list items chapters,
//! nested items sub-chapters, links outside of lists unnumbered chapters. Entry point: [`items`].

use super::super::titles::bare;
use super::paths;
use crate::diag::{FileId, Span, Spanned};

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum SummaryItem {
    /// A heading.
    Part(Spanned<String>),
    /// An entry.
    Entry(SummaryEntry),
}

/// An entry of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct SummaryEntry {
    pub(super) title: String,
    /// The path of its link, percent-decoded and without fragment; empty for an entry without a link.
    pub(super) target: Spanned<String>,
    /// Whether the link has a fragment, so that it names a place within the file (`ch01.md#section`).
    pub(super) is_anchor: bool,
    /// The depth of its list item, from 0; `None` outside of lists.
    pub(super) depth: Option<usize>,
}

/// Reads a list.
pub(super) fn items(file: FileId, text: &str) -> Vec<SummaryItem> {
    let mut items = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let (mut at, mut in_comment) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim();
        if in_comment || content.starts_with("<!--") {
            in_comment = !content.contains("-->");
            continue;
        }
        let body = start + (line.len() - line.trim_start().len());
        let span = Span::new(file, body..body + content.len());
        if let Some(heading) = heading(content) {
            // A heading of level 1 before all items is the title of the list.
            if !(items.is_empty() && content.starts_with("# ")) {
                items.push(SummaryItem::Part(Spanned::new(heading, span)));
            }
            indents.clear();
        } else if let Some(item) = list_item(content) {
            let indent = columns(&line[..line.len() - line.trim_start().len()]);
            while indents.last().is_some_and(|last| *last >= indent) {
                indents.pop();
            }
            indents.push(indent);
            items.extend(entry(item, span, Some(indents.len() - 1)).map(SummaryItem::Entry));
        } else if content.starts_with('[') {
            items.extend(entry(content, span, None).map(SummaryItem::Entry));
        }
    }
    items
}

/// Returns the width of an indent; a tab stop is every four columns.
fn columns(indent: &str) -> usize {
    indent.chars().fold(0, |at, c| if c == '\t' { (at / 4 + 1) * 4 } else { at + 1 })
}

/// Returns the words of a heading, or `None` for any other line.
fn heading(line: &str) -> Option<String> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let words = bare(rest);
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t']) && !words.is_empty()).then_some(words)
}

/// Returns the text after the mark of a list item, or `None` for any other line.
fn list_item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        (digits.len() < line.len()).then_some(digits)?.strip_prefix(['.', ')'])
    })?;
    rest.starts_with([' ', '\t']).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

/// Returns an entry: a link, or in a list also words without one.
fn entry(text: &str, span: Span, depth: Option<usize>) -> Option<SummaryEntry> {
    let link = link(text);
    let (words, target) = link.unwrap_or((text, ""));
    let (path, anchor) = target.split_once('#').map_or((target, false), |(path, _)| (path, true));
    let path = path.split('?').next().unwrap_or(path);
    let title = bare(words);
    // Words outside a list are a remark, not a chapter.
    (link.is_some() || depth.is_some()).then(|| SummaryEntry {
        title,
        target: Spanned::new(paths::decoded(path), span),
        is_anchor: anchor,
        depth,
    })
}

/// Returns the words and the address of the first link of a line.
fn link(text: &str) -> Option<(&str, &str)> {
    let open = text.find('[')?;
    let mut depth = 0;
    let close = text[open..].char_indices().find_map(|(at, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(open + at)
    })?;
    let rest = text[close + 1..].strip_prefix('(')?;
    let address = if let Some(rest) = rest.strip_prefix('<') {
        rest.split_once('>')?.0
    } else {
        let mut depth = 0;
        let end = rest.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth < 0
        })?;
        // A title in quotation marks may follow the address.
        let inside = rest[..end.0].trim();
        inside
            .split_once([' ', '\t'])
            .filter(|(_, title)| title.trim().starts_with('"'))
            .map_or(inside, |(a, _)| a)
    };
    Some((&text[open + 1..close], address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |item: SummaryItem| match item {
            SummaryItem::Part(name) => format!("part {}", name.value),
            SummaryItem::Entry(entry) => {
                let depth = entry.depth.map_or_else(|| "-".to_owned(), |depth| depth.to_string());
                format!(
                    "{depth} {}: {}{}",
                    entry.title,
                    entry.target.value,
                    if entry.is_anchor { " #" } else { "" }
                )
            }
        };
        items(FileId(0), text).into_iter().map(show).collect()
    }

    #[test]
    fn a_list_of_mdbook() {
        let text = "# Summary\n\n[Preface](preface.md)\n\n# Part *One*\n\n- [A](a.md)\n    - [A `b`](a/b.md)\n        \
                    - [C [x]](<a/c d.md>)\n- [Draft]()\n\n---\n<!-- - [no](no.md)\n-->\n\n[End](end%20it.md)\n";
        let wanted = [
            "- Preface: preface.md",
            "part Part One",
            "0 A: a.md",
            "1 A b: a/b.md",
            "2 C [x]: a/c d.md",
            "0 Draft: ",
            "- End: end it.md",
        ];
        assert_eq!(shown(text), wanted);
    }

    #[test]
    fn a_list_of_gitbook() {
        let text = "# Table of contents\n\n* [Hello](README.md)\n\n## Use\n\n* [A](a.md \"t\")\n\t* [S](a.md#s)\n* Words\n1. [N](n(1).md)\n";
        let wanted =
            ["0 Hello: README.md", "part Use", "0 A: a.md", "1 S: a.md #", "0 Words: ", "0 N: n(1).md"];
        assert_eq!(shown(text), wanted);
    }
}
