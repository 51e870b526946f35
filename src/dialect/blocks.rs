//! Lines that are syntax of another tool: attributes of kramdown, placeholders for a table of contents,
//! comments of Obsidian, imports of MDX, part headings of bookdown. Entry point: [`edits`].
//!
//! Sources: kramdown's manual, "Attribute List Definitions" and "Extensions"; MDX's guide, "ESM"; the
//! bookdown book, section 2.2.3.

use std::ops::Range;

use super::headings::heading_text;
use super::lines::{LineKind, MarkdownLine, lines};
use super::mapped::Edit;
use super::probe::TextProbe;
use super::stage::{StageContext, SyntaxSettings};
use super::syntax::{TagArguments, parse_arguments, quoted};
use crate::diag::{Code, excerpt};

/// Placeholders for a table of contents, in lower case and without spaces.
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

/// Returns whether a text may have lines of such syntax.
pub(super) fn applies(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains_any(&["{:", "{#", "%%", "{/*", "# ("])
        || probe
            .contains_any(&["[toc", "[TOC", "[[_TOC_", "[[toc", "[[TOC", "{{toc", "{{TOC", "${toc", "<TOC"])
        || probe.contains("import ")
        || probe.contains("export ")
}

/// Rewrites the lines, or leaves them out with a warning.
pub(super) fn edits(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let all: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut rewriter = LineRewriter { context, text, all: &all, edits: Vec::new() };
    let mut at = rewriter.imports();
    while at < all.len() {
        at = rewriter.line(at);
    }
    rewriter.edits
}

struct LineRewriter<'a, 'c> {
    context: &'a mut StageContext<'c>,
    text: &'a str,
    all: &'a [MarkdownLine],
    edits: Vec<Edit>,
}

impl<'a> LineRewriter<'a, '_> {
    /// Returns the text of a line without the whitespace around it.
    fn words(&self, at: usize) -> Option<&'a str> {
        self.all.get(at).map(|line| line.text(self.text).trim())
    }

    /// Leaves out the imports and exports of MDX at the head of the text. Returns the index of the
    /// first line after them.
    fn imports(&mut self) -> usize {
        let mut at = 0;
        while let Some(words) = self.words(at) {
            let quoted = words.trim_end_matches(';').ends_with(['"', '\'']);
            let import = words.starts_with("import ")
                && quoted
                && (words.contains(" from ") || words[7..].starts_with(['"', '\'']));
            let export = ["export default ", "export const ", "export function "]
                .iter()
                .any(|keyword| words.starts_with(keyword));
            if import || export {
                let end = self.all[at..].iter().position(|line| line.text(self.text).trim().is_empty());
                let end = if import { at + 1 } else { end.map_or(self.all.len(), |count| at + count) };
                let range = self.all[at].range.start..self.all[end - 1].range.end;
                self.leave_out(
                    range,
                    "line of MDX",
                    "components are not run; write their content in Markdown",
                );
                at = end;
            } else if words.is_empty() {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Rewrites a line. Returns the index of the next line to rewrite.
    fn line(&mut self, at: usize) -> usize {
        let line = &self.all[at];
        let words = line.text(self.text).trim();
        if line.kind != LineKind::Prose || words.is_empty() {
            return at + 1;
        }
        if is_contents(words) {
            self.contents(line.range.clone());
        } else if words.starts_with("{:") && words.ends_with('}') {
            return self.kramdown(at, words);
        } else if words == "%%" {
            return self.block_comment(at);
        } else if words.starts_with("{/*") && words.ends_with("*/}") {
            self.leave_out(line.range.clone(), "comment", "write a comment as `<!-- … -->`");
        } else if let Some(at) = missing_space(words) {
            let start = line.range.end - line.text(self.text).trim_start().len();
            self.edits.push(Edit::replace(start + at..start + at, " "));
        } else if let Some(edit) = part(line, words) {
            self.edits.push(edit);
        } else if is_list_item(words)
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
            "placeholder for a table of contents",
            "the book has its own table of contents; request it with `generate: [contents]`",
        );
    }

    fn leave_out(&mut self, range: Range<usize>, what: &str, help: &str) {
        let message = format!("{what}, `{}`, left out", excerpt(self.text[range.clone()].trim()));
        self.context.report(Code::ForeignMarkup, range.clone(), message, help);
        self.edits.push(Edit::delete(range));
    }

    /// Leaves out a comment of Obsidian, between two lines of `%%`.
    fn block_comment(&mut self, at: usize) -> usize {
        let Some(count) = self.all[at + 1..].iter().position(|line| line.text(self.text).trim() == "%%")
        else {
            return at + 1;
        };
        let end = at + 1 + count;
        let range = self.all[at].range.start..self.all[end].range.end;
        self.leave_out(range, "comment", "write a comment as `<!-- … -->`");
        end + 1
    }

    /// Rewrites the attributes `{: .class #id}`. They belong to the block above, or to the block below
    /// if there is an empty line above.
    fn kramdown(&mut self, at: usize, words: &str) -> usize {
        let line = &self.all[at];
        let inner = &words[2..words.len() - 1];
        if let Some(rest) = inner.strip_prefix(':') {
            return self.extension(at, rest.trim());
        }
        let arguments = parse_arguments(inner);
        let above = at
            .checked_sub(1)
            .map(|above| (above, &self.all[above]))
            .filter(|(_, above)| !above.text(self.text).trim().is_empty());
        let target = match above {
            Some((_, above)) => Some(above),
            None => self.all.get(at + 1),
        };
        let target = target.filter(|target| target.kind == LineKind::Prose);
        let attributes = supported_attributes(&arguments);
        let whole = line.range_with_end(self.text);
        let moved = target.and_then(|target| {
            let text = target.text(self.text);
            let takes_attributes = text.starts_with('#')
                || (text.trim_start().starts_with("![") && text.trim_end().ends_with(')'));
            (takes_attributes && !attributes.is_empty()).then(|| target.range.start + text.trim_end().len())
        });
        if let Some(end) = moved {
            self.edits.push(Edit::replace(
                end..end,
                format!("{}{{{attributes}}}", if self.text[..end].ends_with(')') { "" } else { " " }),
            ));
            self.edits.push(Edit::delete(whole));
            return at + 1;
        }
        let id = arguments.words.iter().find_map(|word| word.strip_prefix('#')).filter(|id| !id.is_empty());
        let in_paragraph = above.is_some_and(|(_, above)| {
            above.kind == LineKind::Prose
                && !above.text(self.text).trim_start().starts_with(['|', '>', '#', '<'])
        });
        match id.filter(|_| in_paragraph) {
            Some(id) => self
                .edits
                .push(Edit::replace(line.range.clone(), format!("<a id=\"{}\"></a>", id.replace('"', "")))),
            None => self.leave_out(
                line.range.clone(),
                "attributes",
                "write attributes of a block as `::: {.class #id}` before it and `:::` behind it",
            ),
        }
        at + 1
    }

    /// Leaves out `{::comment}` … `{:/comment}`, and the tags of other extensions of kramdown.
    fn extension(&mut self, at: usize, name: &str) -> usize {
        let line = &self.all[at];
        if matches!(name.trim_end_matches('/').trim(), "nomarkdown" | "/nomarkdown" | "/comment" | "") {
            self.edits.push(Edit::delete(line.range.clone()));
            return at + 1;
        }
        if name != "comment" {
            // A comment on one line, options, and other extensions.
            let help = "write a comment as `<!-- … -->`; options of kramdown have no effect";
            self.leave_out(line.range.clone(), "extension of kramdown", help);
            return at + 1;
        }
        let end = self.all[at + 1..].iter().position(|line| {
            let words = line.text(self.text).trim();
            words == "{:/comment}" || words == "{:/}"
        });
        let end = end.map_or(at, |count| at + 1 + count);
        self.leave_out(
            line.range.start..self.all[end].range.end,
            "comment",
            "write a comment as `<!-- … -->`",
        );
        end + 1
    }
}

/// Returns the position in a heading where the space before its identifier is missing: `##
/// Title{#name}`.
fn missing_space(words: &str) -> Option<usize> {
    heading_text(words)?;
    let at = words.rfind("{#").filter(|_| words.ends_with('}'))?;
    let name = &words[at + 2..words.len() - 1];
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    let is_separate =
        words[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '\\' | '{' | '`' | '$'));
    (is_name && !is_separate).then_some(at)
}

/// Returns the attributes that a heading or a picture supports, for its braces.
fn supported_attributes(arguments: &TagArguments) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in &arguments.words {
        for part in word.replace('.', " .").replace('#', " #").split(' ') {
            match part {
                ".no_toc" | ".no-toc" => words.push(".unlisted".to_owned()),
                _ if part.len() > 1 && part.starts_with(['.', '#']) => words.push(part.to_owned()),
                _ => {}
            }
        }
    }
    words.extend(arguments.pairs.iter().map(|(key, value)| format!("{key}={}", quoted(value))));
    words.join(" ")
}

/// Returns whether a line is a placeholder for a table of contents.
fn is_contents(words: &str) -> bool {
    words.len() <= 10 && CONTENTS.contains(&words.to_ascii_lowercase().replace(' ', "").as_str())
}

/// Returns whether a line is a list item, which kramdown replaces with the contents if `{:toc}`
/// follows.
fn is_list_item(words: &str) -> bool {
    words
        .strip_prefix(['*', '-', '+'])
        .or_else(|| words.strip_prefix("1."))
        .is_some_and(|rest| rest.starts_with(' '))
}

/// Returns the edit for a heading `# (PART) Name {-}` or `# (APPENDIX) Name {-}` of bookdown.
fn part(line: &MarkdownLine, words: &str) -> Option<Edit> {
    let rest = words.strip_prefix("# (")?;
    let prefixes = ["PART) ", "PART\\*) ", "APPENDIX) "];
    let name = prefixes.iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    let (name, attributes) = match name.strip_suffix('}').and_then(|rest| rest.rsplit_once(" {")) {
        Some((name, attributes)) => (name.trim(), attributes),
        None => (name.trim(), ""),
    };
    let mut words = vec![".part", ".unnumbered"];
    words.extend(attributes.split(' ').filter(|word| !matches!(*word, "" | "-" | ".unnumbered" | ".part")));
    Some(Edit::replace(line.range.clone(), format!("# {name} {{{}}}", words.join(" "))))
}
