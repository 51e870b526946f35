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
        RunningHead::Author => {
            let authors: Vec<&str> = meta.authors().collect();
            if authors.is_empty() { meta.title.clone() } else { authors.join(", ") }
        }
        RunningHead::Part => {
            part(division, resources).map_or(&*meta.title, Division::running_title).to_owned()
        }
        RunningHead::Chapter | RunningHead::Section => chapter(division, resources),
        RunningHead::None => return None,
    };
    let line = Arc::new(line(&text, side, resources).drain_into(sink));
    Some(PageHead { line, by_section: wanted == RunningHead::Section })
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

/// The room kept free for a folio beside the head, in ems of the head.
const FOLIO_ROOM: i64 = 3;

/// Sets a running head at its position in the measure. One that is too long is cut at a word.
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
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while set_line.value.width > room && words.len() > 1 {
        words.pop();
        set_line = set(&format!("{}\u{202F}…", words.join(" ").trim_end_matches([',', ';', ':', '—', '–'])));
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
