//! Running heads and folios.

use super::page::{Folio, Layer, PageItem, Side};
use crate::design::spec::FolioPlace;
use crate::design::{Design, ParRole};
use crate::fonts::Library;
use crate::galley::{self, Galley, Line, PlacedKind};
use crate::units::{Colour, Length};

/// What stands at the head and foot of a page; x counts from the left end of the measure.
pub(super) fn of(
    galley: &Galley,
    opens: bool,
    side: Side,
    folio: Folio,
    design: &Design,
    fonts: &Library,
) -> Vec<PageItem> {
    let (mut items, spec) = (Vec::new(), design.spec.furniture);
    let head = match side {
        Side::Recto => &galley.furniture.recto_head,
        Side::Verso => &galley.furniture.verso_head,
    };
    // An opening page has its title for a head.
    if let (Some(head), false) = (head, opens) {
        put(&mut items, head, Length::ZERO, design.page.head_baseline, Layer::Head);
        items.extend(rule(design));
    }
    let place = if opens { spec.folio_on_opening } else { spec.folio };
    if galley.furniture.folio && (!opens || galley.furniture.folio_on_opening) {
        let style = design.style(ParRole::Folio);
        let number = galley::set_text(&folio.label(), &style.text, design, fonts);
        let slack = design.page.measure - number.width;
        let outer = if side == Side::Recto { slack } else { Length::ZERO };
        let (head, foot) = (design.page.head_baseline, design.page.folio_baseline);
        match place {
            FolioPlace::FootCentre => put(&mut items, &number, slack / 2, foot, Layer::Folio),
            FolioPlace::FootOuter => put(&mut items, &number, outer, foot, Layer::Folio),
            FolioPlace::HeadOuter => put(&mut items, &number, outer, head, Layer::Folio),
            FolioPlace::None => {}
        }
    }
    items
}

/// The rule below the running head.
fn rule(design: &Design) -> Option<PageItem> {
    let spec = design.spec.furniture;
    let (width, height) = (design.page.measure, spec.rule);
    let kind = PlacedKind::Rule { width, height, colour: Colour::BLACK };
    let y = design.page.head_baseline + spec.gap;
    (!height.is_zero()).then_some(PageItem { x: Length::ZERO, y, kind, layer: Layer::Head, owner: None })
}

fn put(items: &mut Vec<PageItem>, line: &Line, x: Length, baseline: Length, layer: Layer) {
    let placed = line.items.iter();
    items.extend(placed.map(|item| PageItem {
        x: x + item.x,
        y: baseline + item.y,
        kind: item.kind.clone(),
        layer,
        owner: None,
    }));
}
