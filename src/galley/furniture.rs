//! What a division wants at the head and foot of its pages.

use super::line::{Furniture, Line};
use super::{Shop, set_text};
use crate::book::{Division, Role};
use crate::design::ParRole;
use crate::design::spec::{FolioPlace, HeadPlace};
use crate::units::Length;

/// Running heads and folios of a division: the book's title on the left-hand page, the chapter's on
/// the right.
pub(super) fn of(division: &Division, shop: Shop<'_>) -> Furniture {
    match division.role {
        Role::HalfTitle
        | Role::TitlePage
        | Role::Copyright
        | Role::Dedication
        | Role::Epigraph
        | Role::Part => Furniture::default(),
        _ => Furniture {
            verso_head: head(&shop.book.meta.title, Side::Verso, shop),
            recto_head: head(division.running_title(), Side::Recto, shop),
            folio: true,
            folio_on_opening: true,
        },
    }
}

/// The side of a spread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Verso,
    Recto,
}

/// Kept free for a folio beside the head, in ems of it.
const FOLIO_ROOM: i64 = 3;

/// A running head at its place in the measure; one that is too long is cut at a word.
fn head(text: &str, side: Side, shop: Shop<'_>) -> Option<Line> {
    let (style, spec) = (shop.design.style(ParRole::RunningHead), shop.design.spec.furniture);
    let beside =
        if spec.folio == FolioPlace::HeadOuter { style.text.size * FOLIO_ROOM } else { Length::ZERO };
    let whole = shop.design.page.measure;
    let room = match spec.head {
        HeadPlace::None => return None,
        HeadPlace::Centre => whole - beside * 2,
        HeadPlace::Outer | HeadPlace::Inner => whole - beside,
    };
    let set = |text: &str| set_text(text, &style.text, shop.design, shop.fonts);
    let mut line = set(text);
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while line.width > room && words.len() > 1 {
        words.pop();
        line = set(&format!("{}\u{202F}…", words.join(" ").trim_end_matches([',', ';', ':', '—', '–'])));
    }
    let slack = whole - line.width;
    line.shift(match (spec.head, side) {
        (HeadPlace::Centre | HeadPlace::None, _) => slack / 2,
        (HeadPlace::Outer, Side::Verso) => beside,
        (HeadPlace::Outer, Side::Recto) => slack - beside,
        (HeadPlace::Inner, Side::Verso) => slack,
        (HeadPlace::Inner, Side::Recto) => Length::ZERO,
    });
    Some(line)
}
