//! The table of contents as data.

use super::inline::{Inline, InlineKind};
use super::role::Role;

/// A line of the contents, with those below it.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Entry {
    /// Where it leads.
    pub id: String,
    /// What the division is; a heading within one has its division's role.
    pub role: Role,
    /// 0 for divisions at the top, one more for each step down.
    pub level: u8,
    /// The number as set.
    pub number: Option<String>,
    /// The title as it is listed; never empty.
    pub title: Vec<Inline>,
    /// The same as plain text.
    pub label: String,
    /// What stands below it.
    pub children: Vec<Entry>,
}

use super::{Block, BlockKind, Book, Class, Division, Labels, plain_text};

/// Headings down to this level show in the contents.
const DEEPEST_HEADING: u8 = 4;

/// The contents of a book: parts with their chapters, chapters with their sections.
pub(super) fn contents(book: &Book) -> Vec<Entry> {
    let all = book.front.iter().chain(&book.body).chain(&book.back);
    all.filter(|division| division.in_contents)
        .map(|division| of_division(division, 0, &book.labels))
        .collect()
}

fn of_division(division: &Division, level: u8, labels: &Labels) -> Entry {
    let mut children = sections(division, level + 1, labels);
    let chapters = division.children.iter().filter(|child| child.in_contents);
    children.extend(chapters.map(|child| of_division(child, level + 1, labels)));
    let title = if division.title.is_empty() {
        vec![Inline::text(division.label.as_str(), division.span)]
    } else {
        as_listed(&division.title, labels)
    };
    Entry {
        id: division.id.clone(),
        role: division.role,
        level,
        number: division.number.clone(),
        title,
        label: division.label.clone(),
        children,
    }
}

/// The headings of a division, each below the one it belongs to.
fn sections(division: &Division, level: u8, labels: &Labels) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for block in &division.blocks {
        let Some((depth, entry)) = heading(block, division.role, level, labels) else { continue };
        let mut list = &mut entries;
        for _ in 2..depth {
            match list.last() {
                Some(_) => list = &mut list.last_mut().expect("it is there").children,
                None => break,
            }
        }
        list.push(entry);
    }
    entries
}

fn heading(block: &Block, role: Role, level: u8, labels: &Labels) -> Option<(u8, Entry)> {
    let BlockKind::Heading { level: depth, number, text } = &block.kind else { return None };
    let label = plain_text(text);
    if *depth > DEEPEST_HEADING || label.trim().is_empty() || block.attr.has_class(Class::Unlisted) {
        return None;
    }
    let entry = Entry {
        id: block.attr.id()?.to_owned(),
        role,
        level: level + depth - 2,
        number: number.clone(),
        title: as_listed(text, labels),
        label,
        children: Vec::new(),
    };
    Some((*depth, entry))
}

/// A title or caption as a list of them shows it: its words without the calls of notes, without links
/// and references of their own, without identifiers that would stand twice, on one line.
pub(super) fn as_listed(inlines: &[Inline], labels: &Labels) -> Vec<Inline> {
    let mut words = Vec::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Note(_) => {}
            InlineKind::Link { text, .. } => words.extend(as_listed(text, labels)),
            _ => {
                let mut inline = inline.clone();
                if inline.attr.id().is_some() {
                    inline.attr.get_mut().id = None;
                }
                inline.kind = listed(inline.kind, labels);
                words.push(inline);
            }
        }
    }
    words
}

fn listed(kind: InlineKind, labels: &Labels) -> InlineKind {
    let words = |inner: &[Inline]| as_listed(inner, labels);
    match kind {
        InlineKind::Emphasis(inner) => InlineKind::Emphasis(words(&inner)),
        InlineKind::Strong(inner) => InlineKind::Strong(words(&inner)),
        InlineKind::Strikethrough(inner) => InlineKind::Strikethrough(words(&inner)),
        InlineKind::Superscript(inner) => InlineKind::Superscript(words(&inner)),
        InlineKind::Subscript(inner) => InlineKind::Subscript(words(&inner)),
        InlineKind::SmallCaps(inner) => InlineKind::SmallCaps(words(&inner)),
        InlineKind::Span(role, inner) => InlineKind::Span(role, words(&inner)),
        InlineKind::Reference(label) => {
            InlineKind::Text(labels.get(&label).map_or(label, |labelled| labelled.text.clone()))
        }
        InlineKind::Break => InlineKind::Text(" ".to_owned()),
        other @ (InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Note(_)
        | InlineKind::Link { .. }
        | InlineKind::Citation(_)
        | InlineKind::Math { .. }
        | InlineKind::Image(_)
        | InlineKind::Ruby(_)) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Labelled, NoteId, Target};
    use super::*;
    use crate::diag::{FileId, Span};

    #[test]
    fn a_list_shows_the_words_alone() {
        let span = Span::start_of(FileId(0));
        let text = |text: &str| Inline::text(text, span);
        let new = |kind| Inline::new(kind, span);
        let to = Target::Internal("x".to_owned());
        let link = InlineKind::Link { to, title: None, text: vec![text("a "), text("map")] };
        let title = [
            new(InlineKind::Emphasis(vec![text("Of"), new(InlineKind::Note(NoteId(0)))])),
            new(InlineKind::Break),
            new(link),
            text(", "),
            new(InlineKind::Reference("fig:map".to_owned())),
        ];
        let labelled = Labelled { text: "Figure 1".to_owned(), id: "fig-map".to_owned() };
        let labels = Labels::from([("fig:map".to_owned(), labelled)]);
        let listed = as_listed(&title, &labels);
        assert_eq!(plain_text(&listed), "Of a map, Figure 1");
        let plain = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
        assert!(listed[1..].iter().all(plain), "{listed:?}");
        assert_eq!(listed[0].kind, InlineKind::Emphasis(vec![text("Of")]));
    }
}
