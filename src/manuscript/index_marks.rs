//! Reads the marks of indexes: spans and divs of the class `index`. Entry point: [`take`].

use std::ops::Range;

use super::attributes::ParsedAttributes;
use super::report::Report;
use crate::book::index_path::{split, split_kept};
use crate::book::{
    Block, BlockKind, IndexHeading, IndexMark, Inline, InlineKind, Key, MAX_INDEX_LEVELS, MarkRange,
    MarkedPlace, SpanRole,
};
use crate::diag::{Code, Diagnostic};

/// What is marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Marked {
    /// A span with words.
    Words,
    /// A span without words.
    Nothing,
    /// Blocks.
    Blocks,
}

/// Takes the marks out of attributes. `read` reads inline Markdown; `range` is that of the attributes.
///
/// A mark without an entry is reported, as are values that have no meaning.
pub(super) fn take(
    parsed: &mut ParsedAttributes,
    marked: Marked,
    read: &dyn Fn(&str, &Report) -> Vec<Inline>,
    report: &mut Report,
    range: &Range<usize>,
) -> Vec<IndexMark> {
    let entries = parsed.take(Key::Entry);
    let sorts = parsed.take(Key::Sort).map(|sorts| split(&sorts, ';')).unwrap_or_default();
    let is_principal = principal(parsed, report, range);
    let ends = ends(parsed, marked, report, range);
    let template = IndexMark {
        index: parsed.take(Key::Index).map(|name| name.trim().to_owned()).unwrap_or_default(),
        see: targets(parsed.take(Key::See)),
        see_also: targets(parsed.take(Key::SeeAlso)),
        ..IndexMark::default()
    };
    // A mark with `see` names a place where the reader finds nothing; one with `see-also` and without words, too.
    let is_place = template.see.is_empty() && (template.see_also.is_empty() || marked != Marked::Nothing);
    let place = is_place.then_some(MarkedPlace { is_principal, range: ends });
    let template = IndexMark { place, ..template };
    let entries: Vec<String> = entries.map(|entries| split(&entries, ';')).unwrap_or_default();
    if entries.is_empty() {
        if marked == Marked::Words {
            return vec![IndexMark { sort: sorts.into_iter().next(), ..template }];
        }
        let span = report.span(range.clone());
        let message = "a mark of the index without an entry";
        report.add(
            Diagnostic::new(Code::BadAttributes, span, message)
                .help("name it, as in `{.index entry=\"whales!white\"}`"),
        );
        return Vec::new();
    }
    let mark = |(at, entry): (usize, &String)| {
        let path = path(entry, sorts.get(at).map(String::as_str), read, report, range);
        IndexMark { path, ..template.clone() }
    };
    entries.iter().enumerate().map(mark).collect()
}

/// Adds a block. Marks that are alone in a paragraph join the block above or below.
pub(super) fn join(blocks: &mut Vec<Block>, mut block: Block) {
    let is_alone = |block: &Block| {
        let BlockKind::Paragraph(text) = &block.kind else { return false };
        let is_mark = |inline: &Inline| matches!(&inline.kind, InlineKind::Span(SpanRole::Index, words) if words.is_empty());
        !text.is_empty() && text.iter().all(is_mark)
    };
    if let Some(BlockKind::Paragraph(above)) = blocks.last_mut().map(|last| &mut last.kind)
        && is_alone(&block)
        && let BlockKind::Paragraph(marks) = block.kind
    {
        return above.extend(marks);
    }
    if let Some(alone) = blocks.pop_if(|last| is_alone(last))
        && let BlockKind::Paragraph(mut marks) = alone.kind
    {
        match &mut block.kind {
            BlockKind::Paragraph(text) => {
                marks.append(text);
                *text = marks;
            }
            _ => {
                let all = marks.iter().flat_map(|mark| mark.attr.index_marks()).cloned();
                block.attr.get_mut().index.extend(all);
            }
        }
    }
    blocks.push(block);
}

/// Returns the mark of a span whose words are the entry.
pub(super) fn of_words() -> IndexMark {
    IndexMark { place: Some(MarkedPlace::default()), ..IndexMark::default() }
}

/// Returns the attributes of a mark in HTMLBook: `<a data-type="indexterm" data-primary="whales" data-secondary="white">`
/// (*HTMLBook*, "Index term"). Returns `None` if a tag is no mark.
pub(super) fn of_html(attributes: &[(String, String)]) -> Option<ParsedAttributes> {
    let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim());
    value("data-type").filter(|kind| *kind == "indexterm")?;
    let doubled = |text: &str| text.replace('!', "!!").replace(';', ";;");
    let levels = ["data-primary", "data-secondary", "data-tertiary"];
    let texts: Vec<String> = levels.iter().filter_map(|key| value(key)).map(doubled).collect();
    let sort = |(key, text): (&&str, &String)| value(&format!("{key}-sortas")).map_or(text.clone(), doubled);
    let sorts: Vec<String> = levels.iter().zip(&texts).map(sort).collect();
    let mut parsed = ParsedAttributes::default();
    let mut put = |key: Key, value: String| parsed.pairs.push((key.name().to_owned(), value));
    match value("data-startref") {
        // The entry is that of the mark where the range begins.
        Some(id) => {
            put(Key::Range, format!("#{id}"));
            put(Key::Entry, if texts.is_empty() { id.to_owned() } else { texts.join("!") });
        }
        None => put(Key::Entry, texts.join("!")),
    }
    if sorts != texts {
        put(Key::Sort, sorts.join("!"));
    }
    for (name, key) in [("data-see", Key::See), ("data-seealso", Key::SeeAlso)] {
        if let Some(target) = value(name) {
            put(key, target.to_owned());
        }
    }
    Some(parsed)
}

/// Returns the headings of an entry: `whales!white`.
fn path(
    entry: &str,
    sort: Option<&str>,
    read: &dyn Fn(&str, &Report) -> Vec<Inline>,
    report: &mut Report,
    range: &Range<usize>,
) -> Vec<IndexHeading> {
    let headings = split(entry, '!');
    let sorts = sort.map(|sort| split(sort, '!')).unwrap_or_default();
    if headings.len() > MAX_INDEX_LEVELS {
        let span = report.span(range.clone());
        let message = format!("index entry `{entry}` has more than {MAX_INDEX_LEVELS} levels");
        let help = "the last levels are joined; `!` separates levels, and `!!` is an exclamation mark";
        report.add(Diagnostic::new(Code::BadAttributes, span, message).help(help));
    }
    let (outer, inner) = headings.split_at(headings.len().min(MAX_INDEX_LEVELS - 1));
    let joined = (!inner.is_empty()).then(|| inner.join(", "));
    let heading = |(at, text): (usize, String)| IndexHeading {
        text: read(&text, report),
        sort: sorts.get(at).cloned(),
    };
    outer.iter().cloned().chain(joined).enumerate().map(heading).collect()
}

/// Returns the entries that a cross-reference names.
fn targets(value: Option<String>) -> Vec<String> {
    value.map(|value| split_kept(&value, ';')).unwrap_or_default()
}

fn principal(parsed: &mut ParsedAttributes, report: &mut Report, range: &Range<usize>) -> bool {
    let Some(value) = parsed.take(Key::Mention) else { return false };
    let is_principal = value.trim() == "principal";
    if !is_principal {
        bad_value(Key::Mention, &value, "`mention=principal`", report, range);
    }
    is_principal
}

fn ends(
    parsed: &mut ParsedAttributes,
    marked: Marked,
    report: &mut Report,
    range: &Range<usize>,
) -> MarkRange {
    if marked == Marked::Blocks {
        return MarkRange::Block;
    }
    let Some(value) = parsed.take(Key::Range) else { return MarkRange::Single };
    match value.trim() {
        "open" => MarkRange::Start,
        "close" => MarkRange::End,
        other => match other.strip_prefix('#').filter(|id| !id.is_empty()) {
            Some(id) => MarkRange::EndOf(id.to_owned()),
            None => {
                bad_value(
                    Key::Range,
                    other,
                    "`range=open` where it begins, and `range=close` where it ends",
                    report,
                    range,
                );
                MarkRange::Single
            }
        },
    }
}

fn bad_value(key: Key, value: &str, instead: &str, report: &mut Report, range: &Range<usize>) {
    let span = report.span(range.clone());
    let message = format!("`{}` of `{value}` ignored", key.name());
    report.add(Diagnostic::new(Code::BadAttributes, span, message).help(format!("write {instead}")));
}
