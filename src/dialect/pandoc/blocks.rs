//! Translates line blocks to verse, and numbers numbered examples (pandoc's manual, `line_blocks` and
//! `example_lists`). Entry points: [`line_blocks`], [`examples`].

use crate::dialect::lines::{LineKind, MarkdownLine, lines, prefix_length};
use crate::dialect::mapped::Edit;
use crate::dialect::probe::TextProbe;
use crate::dialect::stage::{StageContext, SyntaxSettings};

/// Returns whether a text may contain a line block.
pub(in crate::dialect) fn has_line_blocks(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains("| ")
}

/// Rewrites line blocks as verse, which keeps line ends and indents.
pub(in crate::dialect) fn line_blocks(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let lines: Vec<MarkdownLine> = lines(text, context.start).collect();
    let mut edits = Vec::new();
    let mut may_begin = true;
    // The open divs, and whether each is verse: in verse, `| ` is our syntax too.
    let mut divs: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].text(text);
        let words = line[prefix_length(line)..].trim_end();
        if let Some(name) = words.strip_prefix(":::") {
            let name = name.trim_matches([':', ' ', '{', '.']);
            if name.is_empty() {
                divs.truncate(divs.len().saturating_sub(1))
            } else {
                divs.push(name.starts_with("verse"))
            }
        }
        let is_block = may_begin && lines[at].kind == LineKind::Prose && !divs.contains(&true);
        let count = if is_block { block_length(text, &lines[at..]) } else { 0 };
        may_begin = words.is_empty() || words.starts_with(":::") || words.starts_with('#');
        if count > 0 {
            edits.extend(verse(text, &lines[at..at + count]));
        }
        at += count.max(1);
    }
    edits
}

/// Returns the number of lines of the line block that begins these lines; 0 if none begins.
fn block_length(text: &str, lines: &[MarkdownLine]) -> usize {
    let words = |line: &MarkdownLine| {
        let whole = line.text(text);
        &text[line.range.start + prefix_length(whole)..line.range.end]
    };
    let is_line = |line: &MarkdownLine| words(line) == "|" || words(line).starts_with("| ");
    if !lines.first().is_some_and(is_line) {
        return 0;
    }
    // A row of a table is not a line of verse, even if the row of dashes below it is missing.
    let is_row = |line: &MarkdownLine| {
        let words = words(line).trim_end();
        words.len() > 1 && words.ends_with('|')
    };
    if is_row(&lines[0])
        || lines.get(1).is_some_and(|line| {
            words(line).starts_with(['-', ':'])
                || words(line).starts_with("|-")
                || words(line).starts_with("|:-")
        })
    {
        return 0;
    }
    let first = lines[0].text(text);
    let indent = prefix_length(first);
    let continues = |line: &MarkdownLine| {
        let whole = line.text(text);
        is_line(line) || (prefix_length(whole) > indent && !words(line).trim().is_empty())
    };
    lines.iter().take_while(|line| line.kind == LineKind::Prose && continues(line)).count()
}

/// Returns the edits that turn the lines of a line block into verse.
fn verse(text: &str, lines: &[MarkdownLine]) -> Vec<Edit> {
    let first = &lines[0];
    let before = &first.text(text)[..prefix_length(first.text(text))];
    let last = lines[lines.len() - 1].range.end;
    let mut edits = vec![Edit::insert(first.range.start, format!("{before}::: verse\n"))];
    for pair in lines.windows(2) {
        let whole = pair[1].text(text);
        let words = prefix_length(whole);
        if !whole[words..].starts_with('|') {
            edits.push(Edit::replace(pair[0].range.end..pair[1].range.start + words, " "));
        }
    }
    edits.push(Edit::insert(last, format!("\n{before}:::")));
    edits
}

/// Returns whether a text may contain examples.
pub(in crate::dialect) fn has_examples(probe: &TextProbe<'_>, _: &SyntaxSettings<'_>) -> bool {
    probe.contains("(@")
}

/// Replaces the markers of examples, `(@)` and `(@label)`, and the references to them by numbers. The numbers
/// continue those of the files before.
pub(in crate::dialect) fn examples(context: &mut StageContext<'_>) -> Vec<Edit> {
    let text = context.text();
    let examples = context.files.examples();
    let lines: Vec<MarkdownLine> =
        lines(text, context.start).filter(|line| line.kind == LineKind::Prose).collect();
    let marker = |line: &MarkdownLine| {
        let words = prefix_length(line.text(text));
        let label = example_label(&line.text(text)[words..])?;
        let whole = line.range.start + words..line.range.start + words + label.len() + 3;
        text[whole.end..].starts_with([' ', '\t']).then_some((label, whole))
    };
    let mut last = examples.count;
    for (label, _) in lines.iter().filter_map(marker) {
        if label.is_empty() || !examples.labels.contains_key(label) {
            examples.count += 1;
            if !label.is_empty() {
                examples.labels.insert(label.to_owned(), examples.count);
            }
        }
    }
    let numbers = &examples.labels;
    let mut edits = Vec::new();
    for line in &lines {
        let own = marker(line);
        if let Some((label, whole)) = &own {
            // An example whose label was used before has the number of the first one with that label.
            let number = numbers.get(*label).copied().unwrap_or(last + 1);
            last = last.max(number);
            edits.push(Edit::replace(whole.clone(), format!("({number})")));
        }
        let from = own.map_or(line.range.start, |(_, whole)| whole.end);
        for (at, _) in text[from..line.range.end].match_indices("(@") {
            let at = from + at;
            let Some(label) = example_label(&text[at..line.range.end]).filter(|label| !label.is_empty())
            else {
                continue;
            };
            if let Some(number) = numbers.get(label)
                && text[line.range.start..at].matches('`').count().is_multiple_of(2)
            {
                edits.push(Edit::replace(at..at + label.len() + 3, format!("({number})")));
            }
        }
    }
    edits
}

/// Returns the label of `(@label)` at the head of a text; empty for `(@)`.
fn example_label(text: &str) -> Option<&str> {
    let label = text.strip_prefix("(@")?;
    let length = label.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    label[length..].starts_with(')').then(|| &label[..length])
}
