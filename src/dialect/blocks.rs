//! Lines that say something to another tool: attributes of kramdown, places for a table of contents,
//! comments of Obsidian, imports of MDX, part headings of bookdown. Entry point: [`edits`].

use std::ops::Range;

use super::lines::{InCode, Line, lines};
use super::syntax::arguments;
use super::{Edit, Files, Mapped, Marks, Setting};
use crate::diag::{Code, Diagnostic};

/// Lines that stand for a table of contents, in lower case.
const CONTENTS: &[&str] = &[
    "[toc]",
    "[[toc]]",
    "[[_toc_]]",
    "[tocm]",
    "{:toc}",
    "{{toc}}",
    "{{>toc}}",
    "${toc}",
    "@[toc]",
    "<toc />",
];

/// Whether a text may have such lines.
pub(super) fn concerns(marks: &Marks<'_>, _: &Setting<'_>) -> bool {
    marks.has_any(&["{:", "{#", "%%", "{/*", "# ("])
        || marks.has_any(&["[toc", "[TOC", "[[_TOC_", "[[toc", "[[TOC", "{{toc", "{{TOC", "${toc", "<TOC"])
        || marks.has("import ")
        || marks.has("export ")
}

/// Rewrites or leaves out the lines.
pub(super) fn edits(
    mapped: &Mapped,
    start: usize,
    _: &Setting<'_>,
    _: &mut dyn Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Edit> {
    let text = mapped.text();
    let all: Vec<Line> = lines(text, start).collect();
    let mut walk = Walk { mapped, text, all: &all, edits: Vec::new(), diagnostics };
    let mut at = walk.imports();
    while at < all.len() {
        at = walk.line(at);
    }
    walk.edits.sort_by_key(|edit| edit.range.start);
    walk.edits
}

struct Walk<'a> {
    mapped: &'a Mapped,
    text: &'a str,
    all: &'a [Line],
    edits: Vec<Edit>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Walk<'a> {
    fn words(&self, at: usize) -> Option<&'a str> {
        self.all.get(at).map(|line| line.text(self.text).trim())
    }

    /// The imports and exports of MDX at the head; says which line is behind them.
    fn imports(&mut self) -> usize {
        let mut at = 0;
        while let Some(words) = self.words(at) {
            let quoted = words.trim_end_matches(';').ends_with(['"', '\'']);
            let import = words.starts_with("import ")
                && quoted
                && (words.contains(" from ") || words[7..].starts_with(['"', '\'']));
            let export = ["export default ", "export const ", "export function "]
                .iter()
                .any(|mark| words.starts_with(mark));
            if import || export {
                let end = self.all[at..].iter().position(|line| line.text(self.text).trim().is_empty());
                let end = if import { at + 1 } else { end.map_or(self.all.len(), |count| at + count) };
                let range = self.all[at].range.start..self.all[end - 1].range.end;
                self.leave_out(range, "a line of MDX", "what it brings is not made; write it in Markdown");
                at = end;
            } else if words.is_empty() {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Looks at a line, and says which is the next.
    fn line(&mut self, at: usize) -> usize {
        let line = &self.all[at];
        let words = line.text(self.text).trim();
        if line.code != InCode::No || words.is_empty() {
            return at + 1;
        }
        if is_contents(words) {
            self.contents(line.range.clone());
        } else if words.starts_with("{:") && words.ends_with('}') {
            return self.kramdown(at, words);
        } else if words == "%%" {
            return self.block_comment(at);
        } else if words.starts_with("{/*") && words.ends_with("*/}") {
            self.leave_out(line.range.clone(), "a comment", "for a comment write `<!-- … -->`");
        } else if let Some(at) = name_without_space(words) {
            let start = line.range.end - line.text(self.text).trim_start().len();
            self.edits.push(Edit::new(start + at..start + at, " "));
        } else if let Some(edit) = part(line, words) {
            self.edits.push(edit);
        } else if is_list_of_contents(words)
            && self.words(at + 1).is_some_and(|next| next.replace(' ', "").starts_with("{:toc"))
        {
            let next = &self.all[at + 1];
            self.contents(line.range.start..next.range.end);
            return at + 2;
        }
        at + 1
    }

    fn contents(&mut self, range: Range<usize>) {
        self.leave_out(
            range,
            "a place for a table of contents",
            "the book makes its own; ask for it with `generate: [contents]`",
        );
    }

    fn leave_out(&mut self, range: Range<usize>, what: &str, help: &str) {
        let shown =
            self.text[range.clone()].trim().chars().take(60).collect::<String>().replace(['\n', '`'], " ");
        let message = format!("{what}, `{shown}`, left out");
        self.diagnostics.push(
            Diagnostic::new(Code::ForeignMarkup, self.mapped.origin(range.clone()), message).help(help),
        );
        self.edits.push(Edit { range, parts: Vec::new() });
    }

    /// A comment of Obsidian between two lines of `%%`.
    fn block_comment(&mut self, at: usize) -> usize {
        let Some(count) = self.all[at + 1..].iter().position(|line| line.text(self.text).trim() == "%%")
        else {
            return at + 1;
        };
        let end = at + 1 + count;
        let range = self.all[at].range.start..self.all[end].range.end;
        self.leave_out(range, "a comment", "for a comment write `<!-- … -->`");
        end + 1
    }

    /// `{: .class #id}` belongs to the block above, or to the one below where nothing is above.
    fn kramdown(&mut self, at: usize, words: &str) -> usize {
        let line = &self.all[at];
        let inner = &words[2..words.len() - 1];
        if let Some(rest) = inner.strip_prefix(':') {
            return self.extension(at, rest.trim());
        }
        let written = arguments(inner);
        let above = at
            .checked_sub(1)
            .map(|above| (above, &self.all[above]))
            .filter(|(_, above)| !above.text(self.text).trim().is_empty());
        let target = match above {
            Some((_, above)) => Some(above),
            None => self.all.get(at + 1),
        };
        let target = target.filter(|target| target.code == InCode::No);
        let attributes = kept(&written);
        let whole = line.whole(self.text);
        let moved = target.and_then(|target| {
            let text = target.text(self.text);
            let takes = text.starts_with('#')
                || (text.trim_start().starts_with("![") && text.trim_end().ends_with(')'));
            (takes && !attributes.is_empty()).then(|| target.range.start + text.trim_end().len())
        });
        if let Some(end) = moved {
            self.edits.push(Edit::new(
                end..end,
                format!("{}{{{attributes}}}", if self.text[..end].ends_with(')') { "" } else { " " }),
            ));
            self.edits.push(Edit { range: whole, parts: Vec::new() });
            return at + 1;
        }
        let id = written.plain.iter().find_map(|word| word.strip_prefix('#')).filter(|id| !id.is_empty());
        let in_paragraph = above.is_some_and(|(_, above)| {
            above.code == InCode::No && !above.text(self.text).trim_start().starts_with(['|', '>', '#', '<'])
        });
        match id.filter(|_| in_paragraph) {
            Some(id) => self
                .edits
                .push(Edit::new(line.range.clone(), format!("<a id=\"{}\"></a>", id.replace('"', "")))),
            None => self.leave_out(
                line.range.clone(),
                "attributes",
                "for attributes of a block write `::: {.class #id}` before it and `:::` after it",
            ),
        }
        at + 1
    }

    /// `{::comment}` … `{:/comment}` and other extensions of kramdown.
    fn extension(&mut self, at: usize, name: &str) -> usize {
        let line = &self.all[at];
        if name != "comment" {
            self.edits.push(Edit { range: line.range.clone(), parts: Vec::new() });
            return at + 1;
        }
        let end = self.all[at + 1..].iter().position(|line| {
            let words = line.text(self.text).trim();
            words == "{:/comment}" || words == "{:/}"
        });
        let end = end.map_or(at, |count| at + 1 + count);
        self.leave_out(
            line.range.start..self.all[end].range.end,
            "a comment",
            "for a comment write `<!-- … -->`",
        );
        end + 1
    }
}

/// Where a space is missing before the name at the end of a heading: `## Title{#name}`.
fn name_without_space(words: &str) -> Option<usize> {
    super::boxes::heading(words)?;
    let at = words.rfind("{#").filter(|_| words.ends_with('}'))?;
    let name = &words[at + 2..words.len() - 1];
    let sound = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    let is_parted = words[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '\\' | '{' | '`' | '$'));
    (sound && !name.is_empty() && !is_parted).then_some(at)
}

/// Attributes that a heading or a picture may keep.
fn kept(written: &super::syntax::Arguments) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in &written.plain {
        for part in word.replace('.', " .").replace('#', " #").split(' ') {
            match part {
                ".no_toc" | ".no-toc" => words.push(".unlisted".to_owned()),
                _ if part.len() > 1 && part.starts_with(['.', '#']) => words.push(part.to_owned()),
                _ => {}
            }
        }
    }
    words.extend(written.pairs.iter().map(|(key, value)| format!("{key}={}", super::syntax::quoted(value))));
    words.join(" ")
}

fn is_contents(words: &str) -> bool {
    words.len() <= 10 && CONTENTS.contains(&words.to_ascii_lowercase().replace(' ', "").as_str())
}

/// The list item that kramdown puts the contents in the place of.
fn is_list_of_contents(words: &str) -> bool {
    words
        .strip_prefix(['*', '-', '+'])
        .or_else(|| words.strip_prefix("1."))
        .is_some_and(|rest| rest.starts_with(' '))
}

/// `# (PART) Name {-}` and `# (APPENDIX) Name {-}` of bookdown.
fn part(line: &Line, words: &str) -> Option<Edit> {
    let rest = words.strip_prefix("# (")?;
    let marks = ["PART) ", "PART\\*) ", "APPENDIX) "];
    let name = marks.iter().find_map(|mark| rest.strip_prefix(mark))?;
    let name = name.split(" {").next().unwrap_or(name).trim();
    Some(Edit::new(line.range.clone(), format!("# {name} {{.part .unnumbered}}")))
}
