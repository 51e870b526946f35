//! What a division wants at the head and foot of its pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::line::{Furniture, Head, Line};
use super::{Shop, set_text};
use crate::book::{BlockKind, Division, Role, plain_text};
use crate::design::{ParRole, RunningHead, Theme};

/// Headings of this level are sections to a running head.
const SECTION: u8 = 2;
/// An en space, between a number and its title.
const NUMBER_GAP: char = '\u{2002}';

/// Running heads and folios of a division; each head is set once, however many pages show it.
pub(super) fn of(division: &Division, shop: Shop<'_>) -> Furniture {
    match division.role {
        Role::HalfTitle
        | Role::TitlePage
        | Role::Copyright
        | Role::Dedication
        | Role::Epigraph
        | Role::Part => Furniture::default(),
        _ => {
            let heads = shop.design.heads;
            let sections =
                if heads.show(RunningHead::Section) { sections(division, shop) } else { BTreeMap::new() };
            Furniture {
                verso_head: head(heads.verso, division, shop),
                recto_head: head(heads.recto, division, shop),
                sections,
                folio: true,
                folio_on_opening: true,
            }
        }
    }
}

fn head(wanted: RunningHead, division: &Division, shop: Shop<'_>) -> Option<Head> {
    let meta = &shop.book.meta;
    let text = match wanted {
        RunningHead::Title => meta.title.clone(),
        RunningHead::Author => {
            let authors: Vec<&str> = meta.authors().collect();
            if authors.is_empty() { meta.title.clone() } else { authors.join(", ") }
        }
        RunningHead::Part => part(division, shop).map_or(&*meta.title, Division::running_title).to_owned(),
        RunningHead::Chapter | RunningHead::Section => chapter(division, shop),
        RunningHead::None => return None,
    };
    let line = Arc::new(line(&text, shop));
    Some(Head { line, by_section: wanted == RunningHead::Section })
}

/// The part that a chapter stands in.
fn part<'a>(division: &Division, shop: Shop<'a>) -> Option<&'a Division> {
    shop.book.body.iter().find(|part| part.children.iter().any(|child| child.id == division.id))
}

/// The name of a division; where one looks things up, its number too.
fn chapter(division: &Division, shop: Shop<'_>) -> String {
    let number = division.number.as_ref().filter(|_| shop.design.theme == Theme::Technical);
    numbered(number.map(String::as_str), division.running_title())
}

fn numbered(number: Option<&str>, title: &str) -> String {
    number.map_or_else(|| title.to_owned(), |number| format!("{number}{NUMBER_GAP}{title}"))
}

/// The head of each section, by the identifier of its heading.
fn sections(division: &Division, shop: Shop<'_>) -> BTreeMap<String, Arc<Line>> {
    let set = |block: &crate::book::Block| {
        let BlockKind::Heading { level: SECTION, number, text } = &block.kind else { return None };
        let title = block.attr.value("short").map_or_else(|| plain_text(text), str::to_owned);
        let head = Arc::new(line(&numbered(number.as_deref(), &title), shop));
        Some((block.attr.id()?.to_owned(), head))
    };
    division.blocks.iter().filter_map(set).collect()
}

/// A running head in the middle of the measure; one that is too long is cut at a word.
fn line(text: &str, shop: Shop<'_>) -> Line {
    let style = shop.design.style(ParRole::RunningHead);
    let measure = shop.design.page.measure;
    let set = |text: &str| set_text(text, &style.text, shop.design, shop.fonts);
    let mut line = set(text);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while line.width > measure && words.len() > 1 {
        words.pop();
        line = set(&format!("{}\u{202F}…", words.join(" ").trim_end_matches([',', ';', ':', '—', '–'])));
    }
    line.shift((measure - line.width) / 2);
    line
}
