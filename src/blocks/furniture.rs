//! Running heads and folios of a division.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::role::PageKind;
use crate::book::{Anchor, BlockKind, Division, plain_text};
use crate::design::spec::{FolioPlace, HeadPlace};
use crate::design::{ParRole, RunningHead};
use crate::diag::{Diagnostic, Outcome};
use crate::layout::{Furniture, Line, PageHead, SectionHead, Side};
use crate::paragraph::{Resources, set_text};
use crate::units::Length;

/// The level of the headings that a running head names as sections.
const SECTION: u8 = 2;
/// An en space, between a number and its title.
const NUMBER_GAP: char = '\u{2002}';

/// Sets the running heads and folios of a division. Each head is set once, however many pages show it.
pub(super) fn of(division: &Division, resources: Resources<'_>) -> Outcome<Furniture> {
    let mut sink = Vec::new();
    let furniture = match division.role.page_kind() {
        PageKind::HalfTitle
        | PageKind::TitlePage
        | PageKind::Copyright
        | PageKind::Inscription
        | PageKind::Part => Furniture::default(),
        PageKind::Text => {
            let heads = resources.design.heads;
            let sections = if heads.show(RunningHead::Section) {
                sections(division, resources, &mut sink)
            } else {
                BTreeMap::new()
            };
            Furniture {
                verso_head: head(heads.verso, division, Side::Verso, resources, &mut sink),
                recto_head: head(heads.recto, division, Side::Recto, resources, &mut sink),
                sections,
                folio: true,
                folio_on_opening: true,
            }
        }
    };
    Outcome::new(furniture, sink)
}

fn head(
    wanted: RunningHead,
    division: &Division,
    side: Side,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Option<PageHead> {
    if resources.design.spec.furniture.head == HeadPlace::None {
        return None;
    }
    let meta = &resources.book.meta;
    let text = match wanted {
        RunningHead::Title => meta.title.clone(),
        RunningHead::Author => author(division, resources),
        RunningHead::Part => {
            part(division, resources).map_or(&*meta.title, Division::running_title).to_owned()
        }
        RunningHead::Chapter | RunningHead::Section => chapter(division, resources),
        RunningHead::None => return None,
    };
    let line = Arc::new(line(&text, side, resources).drain_into(sink));
    Some(PageHead { line, by_section: wanted == RunningHead::Section })
}

/// Returns the authors of a chapter or else of the book; the title of a book without authors.
fn author(division: &Division, resources: Resources<'_>) -> String {
    if let Some(names) = division.author() {
        return plain_text(names);
    }
    let meta = &resources.book.meta;
    let authors: Vec<&str> = meta.authors().collect();
    if authors.is_empty() { meta.title.clone() } else { authors.join(", ") }
}

/// Returns the part that contains a chapter.
fn part<'a>(division: &Division, resources: Resources<'a>) -> Option<&'a Division> {
    resources.book.body.iter().find(|part| part.children.iter().any(|child| child.id == division.id))
}

/// Returns the name of a division, with its number in books that are used for reference.
fn chapter(division: &Division, resources: Resources<'_>) -> String {
    let number = division.number.as_ref().filter(|_| resources.design.spec.furniture.numbers);
    numbered(resources.book.shown(number).as_deref(), division.running_title())
}

fn numbered(number: Option<&str>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |number| format!("{number}{NUMBER_GAP}{title}"))
}

/// Returns the head of each section, by the anchor of its heading.
fn sections(
    division: &Division,
    resources: Resources<'_>,
    sink: &mut Vec<Diagnostic>,
) -> BTreeMap<Anchor, SectionHead> {
    let set = |block: &crate::book::Block| {
        let BlockKind::Heading { level: SECTION, number, text } = &block.kind else { return None };
        let title = plain_text(block.attr.short().unwrap_or(text));
        let text = numbered(resources.book.shown(number.as_ref()).as_deref(), &title);
        let mut on = |side| Arc::new(line(&text, side, resources).drain_into(sink));
        let head = SectionHead { verso: on(Side::Verso), recto: on(Side::Recto) };
        Some((block.attr.anchor()?.clone(), head))
    };
    division.blocks.iter().filter_map(set).collect()
}

/// Returns the longest start of a text, with an ellipsis, that fits: whole words, or some letters of the
/// first one. Found by bisection, since a longer start is wider.
fn longest_cut(text: &str, fits: impl Fn(&String) -> bool) -> String {
    let cut = |end: usize, space: &str| {
        format!("{}{space}…", text[..end].trim_end_matches([' ', ',', ';', ':', '—', '–']))
    };
    let words = text.match_indices(' ').map(|(at, _)| cut(at, "\u{202F}"));
    let first = text.find(' ').unwrap_or(text.len());
    let letters = text[..first].char_indices().skip(1).map(|(at, _)| cut(at, ""));
    let longest = |cuts: Vec<String>| {
        let count = cuts.partition_point(&fits);
        cuts.into_iter().nth(count.checked_sub(1)?)
    };
    longest(words.collect()).or_else(|| longest(letters.collect())).unwrap_or_else(|| "…".to_owned())
}

/// The room kept free for a folio beside the head, in ems of the head.
const FOLIO_ROOM: i64 = 3;

/// Sets a running head at its position in the measure. One that is too long is cut at a word, or within
/// the first word if not even that fits.
fn line(text: &str, side: Side, resources: Resources<'_>) -> Outcome<Line> {
    let (style, spec) = (resources.design.style(ParRole::RunningHead), resources.design.spec.furniture);
    let beside =
        if spec.folio == FolioPlace::HeadOuter { style.text.size * FOLIO_ROOM } else { Length::ZERO };
    let whole = resources.design.page.measure;
    let room = match spec.head {
        HeadPlace::Centre => whole - beside * 2,
        HeadPlace::Outer | HeadPlace::Inner | HeadPlace::None => whole - beside,
    };
    let set = |text: &str| set_text(text, &style.text, None, resources.design, resources.fonts);
    let mut set_line = set(text);
    if set_line.value.width > room {
        let fits = |cut: &String| set(cut).value.width <= room;
        set_line = set(&longest_cut(text, fits));
    }
    let slack = whole - set_line.value.width;
    set_line.value.shift(match (spec.head, side) {
        (HeadPlace::Centre | HeadPlace::None, _) => slack / 2,
        (HeadPlace::Outer, Side::Verso) => beside,
        (HeadPlace::Outer, Side::Recto) => slack - beside,
        (HeadPlace::Inner, Side::Verso) => slack,
        (HeadPlace::Inner, Side::Recto) => Length::ZERO,
    });
    set_line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_cut_at_a_word_or_within_the_first() {
        let cut = |text: &str, most: usize| longest_cut(text, |cut| cut.chars().count() <= most);
        assert_eq!(cut("A long, long title", 12), "A long\u{202F}…");
        assert_eq!(cut("Gleichgewichtsdichte of it", 8), "Gleichg…");
        assert_eq!(cut("Gleichgewichtsdichte", 0), "…");
    }
}
