//! Running heads and folios.

use super::page::{Folio, Layer, PageItem, Side};
use crate::design::{Design, ParRole};
use crate::fonts::Library;
use crate::galley::{self, Galley, Line};
use crate::units::Length;

/// What stands at the head and foot of a page; x counts from the left end of the measure.
pub(super) fn of(
    galley: &Galley,
    opens: bool,
    side: Side,
    folio: Folio,
    design: &Design,
    fonts: &Library,
) -> Vec<PageItem> {
    let mut items = Vec::new();
    let head = match side {
        Side::Recto => &galley.furniture.recto_head,
        Side::Verso => &galley.furniture.verso_head,
    };
    // An opening page has its title for a head.
    if let (Some(head), false) = (head, opens) {
        put(&mut items, head, Length::ZERO, design.page.head_baseline, Layer::Head);
    }
    if galley.furniture.folio && (!opens || galley.furniture.folio_on_opening) {
        let style = design.style(ParRole::Folio);
        let number = galley::set_text(&folio.label(), &style.text, design, fonts);
        let x = (design.page.measure - number.width) / 2;
        put(&mut items, &number, x, design.page.folio_baseline, Layer::Folio);
    }
    items
}

fn put(items: &mut Vec<PageItem>, line: &Line, x: Length, baseline: Length, layer: Layer) {
    let placed = line.items.iter();
    items.extend(placed.map(|item| PageItem {
        x: x + item.x,
        y: baseline + item.y,
        kind: item.kind.clone(),
        layer,
        owner: None,
        turned: false,
    }));
}
