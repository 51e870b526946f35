//! Joins several references: `Figures 1–3`, `Figures 1, 3 and 5`. Entry point: [`join`].

use crate::book::anchor::Anchor;
use crate::book::model::{Inline, InlineKind, Number, NumberKind, Reference, SpanRole};
use crate::diag::Span;
use crate::words::{self, Word, Words};

/// The minimum count of consecutive numbers that become a range.
const MIN_RANGE: usize = 3;

/// A reference among others.
pub(super) struct Joined {
    pub(super) anchor: Anchor,
    /// The number of its target; `None` if that has none.
    pub(super) number: Option<Number>,
    /// Whether only its number is shown.
    pub(super) is_number: bool,
    /// Whether its page is shown too.
    pub(super) has_page: bool,
    pub(super) span: Span,
}

/// Returns the inlines for several references. Numbers of a kind are in order, and behind one word for all;
/// `has_word` returns whether the text before them already has it.
pub(super) fn join(all: Vec<Joined>, has_word: impl Fn(Word) -> bool, words: &Words) -> Vec<Inline> {
    let mut groups: Vec<(Option<NumberKind>, Vec<Joined>)> = Vec::new();
    for item in all {
        let kind = item.number.as_ref().map(Number::kind);
        match groups.iter_mut().find(|(known, _)| kind.is_some() && *known == kind) {
            Some((_, items)) => items.push(item),
            None => groups.push((kind, vec![item])),
        }
    }
    let mut out = Vec::new();
    for (index, (kind, items)) in groups.into_iter().enumerate() {
        if index > 0 {
            out.push(Inline::text(", ", items[0].span));
        }
        let word = kind.filter(|kind| *kind != NumberKind::Equation).and_then(NumberKind::word);
        let shows_word = word.filter(|word| !(items[0].is_number || index == 0 && has_word(*word)));
        group(items, word.is_some(), shows_word, words, &mut out);
    }
    out
}

/// Adds the references of one kind. `is_bare` states whether numbers are shown without the marks around them, which
/// those of equations have.
fn group(mut items: Vec<Joined>, is_bare: bool, word: Option<Word>, words: &Words, out: &mut Vec<Inline>) {
    items.sort_by(|a, b| {
        let counts = |item: &Joined| item.number.iter().flat_map(Number::counts).collect::<Vec<_>>();
        counts(a).cmp(&counts(b))
    });
    items.dedup_by(|next, item| next.anchor == item.anchor);
    let (first, count) = (items[0].span, items.len());
    // The word of a single reference is a part of it.
    let is_bare = is_bare && (count > 1 || word.is_none());
    let around = word.filter(|_| count > 1).map(|word| words::around_numbers(word, words));
    let (before, behind) = around.unwrap_or_default();
    if !before.is_empty() {
        // The word is not divided.
        let words = vec![Inline::text(before, first)];
        out.push(Inline::new(InlineKind::Span(SpanRole::NoHyphen, words), first));
    }
    // Ordinal numbers have a full stop each: `1. és 2. ábra`.
    let stop = if behind.starts_with('.') { "." } else { "" };
    let runs = runs(items);
    for (index, run) in runs.iter().enumerate() {
        if index > 0 {
            let separator = words::before_name(index, runs.len(), "", words);
            out.push(Inline::text(format!("{stop}{separator}"), first));
        }
        let is_range = run.len() >= MIN_RANGE;
        let shown = if is_range { vec![&run[0], &run[run.len() - 1]] } else { run.iter().collect() };
        for (at, item) in shown.into_iter().enumerate() {
            if at > 0 {
                out.push(Inline::text(format!("{stop}–"), item.span));
            }
            out.extend(references(item, is_bare));
        }
    }
    if !behind.is_empty() {
        out.push(Inline::text(behind, first));
    }
}

/// Divides references into runs of consecutive numbers; those that are too short for a range are single.
fn runs(items: Vec<Joined>) -> Vec<Vec<Joined>> {
    let mut runs: Vec<Vec<Joined>> = Vec::new();
    for item in items {
        let follows = |last: &Joined| {
            let (Some(number), Some(next)) = (&last.number, &item.number) else { return false };
            number.is_followed_by(next) && !last.has_page && !item.has_page
        };
        match runs.last_mut().filter(|run| run.last().is_some_and(follows)) {
            Some(run) => run.push(item),
            None => runs.push(vec![item]),
        }
    }
    let is_range = |run: &Vec<Joined>| run.len() >= MIN_RANGE;
    let mut out = Vec::new();
    for run in runs {
        if is_range(&run) { out.push(run) } else { out.extend(run.into_iter().map(|item| vec![item])) }
    }
    out
}

/// Returns the number of a reference, or its label if it has none, with its page.
fn references(item: &Joined, is_bare: bool) -> Vec<Inline> {
    let anchor = item.anchor.clone();
    let is_number = item.number.is_some() && (is_bare || item.is_number);
    let shown = if is_number { Reference::NumberOf(anchor) } else { Reference::To(anchor) };
    let page = item.has_page.then(|| Reference::PageOf(item.anchor.clone()));
    let inline = |reference| Inline::new(InlineKind::Reference(reference), item.span);
    std::iter::once(shown).chain(page).map(inline).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::model::ReferenceLabel;
    use crate::book::model::ReferenceLabels;
    use crate::diag::FileId;
    use crate::lang::LangTag;

    fn shown(numbers: &[Number], lang: &str, has_word: bool) -> String {
        let words = Words::new(LangTag::parse(lang).expect("a tag"));
        let mut labels = ReferenceLabels::new(words.clone());
        let span = Span::start_of(FileId(0));
        let item = |(at, number): (usize, &Number)| {
            let anchor = Anchor::named(format!("a{at}"));
            labels.insert(anchor.clone(), ReferenceLabel::Number(number.clone()));
            Joined { anchor, number: Some(number.clone()), is_number: false, has_page: false, span }
        };
        let items = numbers.iter().enumerate().map(item).collect();
        let text = |inline: &Inline| match &inline.kind {
            InlineKind::Reference(reference) => labels.text(reference).into_owned(),
            _ => crate::book::model::plain_text(std::slice::from_ref(inline)),
        };
        join(items, |_| has_word, &words).iter().map(text).collect()
    }

    fn figures(counts: &[u32]) -> Vec<Number> {
        counts.iter().map(|count| Number::decimal(NumberKind::Figure, *count)).collect()
    }

    #[test]
    fn consecutive_numbers_are_a_range() {
        let of = |counts: &[u32]| shown(&figures(counts), "en-GB", false);
        assert_eq!(of(&[1, 2, 3]), "Figures\u{A0}1–3");
        assert_eq!(of(&[5, 1, 3]), "Figures\u{A0}1, 3 and 5");
        assert_eq!(of(&[2, 1]), "Figures\u{A0}1 and 2");
        assert_eq!(of(&[1, 2, 3, 5, 7, 8, 9]), "Figures\u{A0}1–3, 5 and 7–9");
        assert_eq!(shown(&figures(&[1, 2, 3, 5]), "de", true), "1–3 und 5");
    }

    #[test]
    fn kinds_have_their_words_and_chapters_their_ranges() {
        let chapter = Number::decimal(NumberKind::Chapter, 2);
        let of = |kind, count| chapter.within(kind, count);
        let mixed = [of(NumberKind::Figure, 1), of(NumberKind::Table, 4), of(NumberKind::Figure, 3)];
        assert_eq!(shown(&mixed, "en", false), "Figures\u{A0}2.1 and 2.3, Table\u{A0}2.4");
        let equations = [1, 2, 3].map(|count| of(NumberKind::Equation, count));
        assert_eq!(shown(&equations, "fr", false), "(2.1)–(2.3)");
        let chapters = [1, 2, 4].map(|count| Number::decimal(NumberKind::Chapter, count));
        assert_eq!(shown(&chapters, "ko", false), "제1, 2, 4장");
        assert_eq!(shown(&chapters, "hu", false), "1., 2. és 4.\u{A0}fejezet");
        assert_eq!(shown(&figures(&[1, 2, 3]), "hu", false), "1.–3.\u{A0}ábra");
    }
}
