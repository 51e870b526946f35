//! Makes the table of contents from divisions and headings.

use crate::book::model::{
    Block, BlockKind, Book, Class, Division, Entry, EntryKind, Inline, InlineKind, ReferenceLabels, SpanRole,
    plain_text, title_lines,
};
use crate::book::role::{Matter, Role};
use crate::lang::LangTag;

/// The deepest level of headings in the contents.
const DEEPEST_HEADING: u8 = 4;

/// Returns the contents of a book: parts with their chapters, chapters with their sections.
pub(super) fn contents(book: &Book) -> Vec<Entry> {
    let all = [(Matter::Front, &book.front), (Matter::Body, &book.body), (Matter::Back, &book.back)];
    let listed =
        all.into_iter().flat_map(|(matter, list)| list.iter().map(move |division| (matter, division)));
    listed
        .filter(|(_, division)| division.in_contents)
        .map(|(matter, division)| of_division(division, (matter, 0), &book.labels))
        .collect()
}

fn of_division(division: &Division, (matter, level): (Matter, u8), labels: &ReferenceLabels) -> Entry {
    let below = (matter, level + 1);
    let mut children = sections(division, below, labels);
    let chapters = division.children.iter().filter(|child| child.in_contents);
    children.extend(chapters.map(|child| of_division(child, below, labels)));
    let title = if division.title.is_empty() {
        vec![Inline::text(division.label.as_str(), division.span)]
    } else {
        in_language(as_listed(&division.title, labels), division.lang.as_ref())
    };
    Entry {
        anchor: division.anchor(),
        role: division.role,
        kind: match (division.role, matter) {
            (Role::Part, _) => EntryKind::Part,
            (_, Matter::Body) => EntryKind::Chapter,
            (_, Matter::Front | Matter::Back) => EntryKind::Matter,
        },
        matter,
        level,
        number: division.number.clone(),
        title,
        label: division.label.clone(),
        lang: division.lang.clone(),
        lines: lines(division, labels),
        children,
    }
}

/// Returns the lines below the title of a division.
fn lines(division: &Division, labels: &ReferenceLabels) -> Vec<Vec<Inline>> {
    let line = |block: &Block| {
        let BlockKind::TitleLine(_, text) = &block.kind else { return None };
        Some(in_language(as_listed(text, labels), division.lang.as_ref()))
    };
    title_lines(&division.blocks).0.iter().filter_map(line).collect()
}

/// Returns the headings of a division, each nested in the one that it belongs to.
fn sections(division: &Division, place: (Matter, u8), labels: &ReferenceLabels) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for block in &division.blocks {
        let Some((depth, entry)) = heading(block, division, place, labels) else { continue };
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

fn heading(
    block: &Block,
    division: &Division,
    (matter, level): (Matter, u8),
    labels: &ReferenceLabels,
) -> Option<(u8, Entry)> {
    let BlockKind::Heading { level: depth, number, text } = &block.kind else { return None };
    let title = as_listed(text, labels);
    let label = plain_text(&title);
    if *depth > DEEPEST_HEADING || label.trim().is_empty() || block.attr.has_class(Class::Unlisted) {
        return None;
    }
    let lang = block.attr.lang().or(division.lang.as_ref());
    let entry = Entry {
        anchor: block.attr.anchor()?.clone(),
        role: division.role,
        kind: EntryKind::Heading(*depth),
        matter,
        level: level + depth - 2,
        number: number.clone(),
        title: in_language(title, lang),
        label,
        lang: lang.cloned(),
        lines: Vec::new(),
        children: Vec::new(),
    };
    Some((*depth, entry))
}

/// Returns a title or caption of a text in a language, for a list in that of the book, which is `None`.
pub(super) fn in_language(inlines: Vec<Inline>, lang: Option<&LangTag>) -> Vec<Inline> {
    let (Some(lang), Some(first)) = (lang, inlines.first()) else { return inlines };
    let span = first.span;
    let mut whole = Inline::new(InlineKind::Span(SpanRole::Plain, inlines), span);
    whole.attr.get_mut().lang = Some(lang.clone());
    vec![whole]
}

/// Returns a title or caption for a list: on one line, without note calls, without links and
/// references, and without identifiers, which would occur twice.
pub(super) fn as_listed(inlines: &[Inline], labels: &ReferenceLabels) -> Vec<Inline> {
    let mut words = Vec::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Note(_) => {}
            InlineKind::Link { text, .. } => words.extend(as_listed(text, labels)),
            InlineKind::Text(_)
            | InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Strikethrough(_)
            | InlineKind::Superscript(_)
            | InlineKind::Subscript(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Span(..)
            | InlineKind::Code(_)
            | InlineKind::Reference(_)
            | InlineKind::Citation(_)
            | InlineKind::Math(_)
            | InlineKind::Image(_)
            | InlineKind::Ruby(_)
            | InlineKind::Break => {
                let mut inline = inline.clone();
                inline.attr.forget_anchor();
                inline.kind = listed(inline.kind, labels);
                words.push(inline);
            }
        }
    }
    words
}

fn listed(kind: InlineKind, labels: &ReferenceLabels) -> InlineKind {
    let words = |inner: &[Inline]| as_listed(inner, labels);
    match kind {
        InlineKind::Emphasis(inner) => InlineKind::Emphasis(words(&inner)),
        InlineKind::Strong(inner) => InlineKind::Strong(words(&inner)),
        InlineKind::Strikethrough(inner) => InlineKind::Strikethrough(words(&inner)),
        InlineKind::Superscript(inner) => InlineKind::Superscript(words(&inner)),
        InlineKind::Subscript(inner) => InlineKind::Subscript(words(&inner)),
        InlineKind::SmallCaps(inner) => InlineKind::SmallCaps(words(&inner)),
        InlineKind::Span(role, inner) => InlineKind::Span(role, words(&inner)),
        InlineKind::Reference(reference) => InlineKind::Text(labels.text(&reference).into_owned()),
        InlineKind::Break => InlineKind::Text(" ".to_owned()),
        other @ (InlineKind::Text(_)
        | InlineKind::Code(_)
        | InlineKind::Note(_)
        | InlineKind::Link { .. }
        | InlineKind::Citation(_)
        | InlineKind::Math(_)
        | InlineKind::Image(_)
        | InlineKind::Ruby(_)) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::anchor::{Anchor, NoteId};
    use crate::book::model::{Number, NumberKind, Reference, ReferenceLabel, Target};
    use crate::diag::{FileId, Span};

    #[test]
    fn a_list_shows_the_words_alone() {
        let span = Span::start_of(FileId(0));
        let text = |text: &str| Inline::text(text, span);
        let new = |kind| Inline::new(kind, span);
        let to = Target::Internal(Anchor::named("x"));
        let link = InlineKind::Link { to, title: None, text: vec![text("a "), text("map")] };
        let title = [
            new(InlineKind::Emphasis(vec![text("Of"), new(InlineKind::Note(NoteId(0)))])),
            new(InlineKind::Break),
            new(link),
            text(", "),
            new(InlineKind::Reference(Reference::To(Anchor::named("fig-map")))),
        ];
        let mut labels = ReferenceLabels::new(crate::words::Words::new(LangTag::english()));
        labels
            .insert(Anchor::named("fig-map"), ReferenceLabel::Number(Number::decimal(NumberKind::Figure, 1)));
        let listed = as_listed(&title, &labels);
        assert_eq!(plain_text(&listed), "Of a map, Figure\u{A0}1");
        let plain = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
        assert!(listed[1..].iter().all(plain), "{listed:?}");
        assert_eq!(listed[0].kind, InlineKind::Emphasis(vec![text("Of")]));
    }
}
