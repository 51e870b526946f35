//! What a division wants at the head and foot of its pages.

use super::line::{Furniture, Line};
use super::{Shop, set_text};
use crate::book::{Division, Role};
use crate::design::ParRole;

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
            verso_head: Some(head(&shop.book.meta.title, shop)),
            recto_head: Some(head(division.running_title(), shop)),
            folio: true,
            folio_on_opening: true,
        },
    }
}

/// A running head in the middle of the measure; one that is too long is cut at a word.
fn head(text: &str, shop: Shop<'_>) -> Line {
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
