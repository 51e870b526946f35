//! Running heads and folios.

use std::sync::Arc;

use super::place::Body;
use crate::design::spec::FolioPlace;
use crate::design::{Design, ParRole};
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::layout::{BuiltParagraph, Folio, Layer, PageItem, Side};
use crate::layout::{Furniture, Galley, Line, PageHead, PlacedKind, SectionHead};
use crate::paragraph::set_text;
use crate::units::{Colour, Length};

/// Follows the sections of a galley from page to page.
#[derive(Default)]
pub(super) struct SectionTracker {
    /// The section that continues from the page before.
    running: Option<SectionHead>,
}

impl SectionTracker {
    /// Moves to the next page. Returns the section that the running head names: on a left-hand page the
    /// section of its first line, on a right-hand page the last one that begins on it. So the two heads
    /// of a spread name its first and its last section.
    pub(super) fn turn(
        &mut self,
        furniture: &Furniture,
        body: &Body,
        side: Side,
        top: Length,
    ) -> Option<Arc<Line>> {
        let mut here =
            body.anchors.iter().filter_map(|(id, y, _)| furniture.sections.get(id).map(|line| (*y, line)));
        let first = here.next();
        let last = here.next_back().or(first).map(|(_, line)| line.clone());
        let before = self.running.clone();
        self.running = last.or_else(|| before.clone());
        match (side, first) {
            (Side::Recto, _) => self.running.as_ref().map(|head| head.recto.clone()),
            (Side::Verso, Some((y, head))) if y <= top => Some(head.verso.clone()),
            (Side::Verso, _) => before.map(|head| head.verso),
        }
    }
}

/// Returns the furniture of a page; x is counted from the left end of the measure.
pub(super) fn of(
    galley: &Galley<BuiltParagraph>,
    opens: bool,
    side: Side,
    section: Option<&Line>,
    folio: Folio,
    design: &Design,
    fonts: &Library,
) -> Outcome<Vec<PageItem>> {
    let mut diagnostics = Vec::new();
    let (mut items, spec) = (Vec::new(), design.spec.furniture);
    let head = match side {
        Side::Recto => &galley.furniture.recto_head,
        Side::Verso => &galley.furniture.verso_head,
    };
    // An opening page has a title instead of a head.
    if let (Some(PageHead { line, by_section }), false) = (head, opens) {
        let line = section.filter(|_| *by_section).unwrap_or(line);
        put(&mut items, line, Length::ZERO, design.page.head_baseline, Layer::Head);
        items.extend(rule(design));
    }
    let place = if opens { spec.folio_on_opening } else { spec.folio };
    if galley.furniture.folio && (!opens || galley.furniture.folio_on_opening) {
        let style = design.style(ParRole::Folio);
        let number = set_text(&folio.label(), &style.text, None, design, fonts);
        let number = number.drain_into(&mut diagnostics);
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
    Outcome::new(items, diagnostics)
}

/// Returns the rule below the running head; `None` if the design has none.
fn rule(design: &Design) -> Option<PageItem> {
    let spec = design.spec.furniture;
    let (width, height) = (design.page.measure, spec.rule);
    let kind = PlacedKind::Rule { width, height, colour: Colour::BLACK };
    let y = design.page.head_baseline + spec.gap;
    (!height.is_zero()).then_some(PageItem {
        x: Length::ZERO,
        y,
        kind,
        layer: Layer::Head,
        owner: None,
        turned: false,
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Anchor;

    const TOP: Length = Length::pt(50);

    fn furniture() -> Furniture {
        let line = |width| {
            let line = Arc::new(Line { width, ..Line::empty(Length::ZERO, Length::ZERO) });
            SectionHead { verso: line.clone(), recto: line }
        };
        let sections = (1..=3).map(|at| (Anchor::named(format!("s{at}")), line(Length::pt(at)))).collect();
        Furniture { sections, ..Furniture::default() }
    }

    /// Returns the section that each page names, alternately on the right and on the left, starting
    /// with a right-hand page; 0 for none.
    fn named(pages: &[&[(&str, i64)]]) -> Vec<i64> {
        let (furniture, mut sections) = (furniture(), SectionTracker::default());
        let sides = [Side::Recto, Side::Verso].into_iter().cycle();
        let name = |(anchors, side): (&&[(&str, i64)], Side)| {
            let anchors =
                anchors.iter().map(|(id, y)| (Anchor::named(*id), TOP + Length::pt(*y), None)).collect();
            let body = Body { anchors, ..Body::default() };
            let head = sections.turn(&furniture, &body, side, TOP);
            head.map_or(0, |line| line.width.to_sp() / Length::pt(1).to_sp())
        };
        pages.iter().zip(sides).map(name).collect()
    }

    #[test]
    fn a_spread_is_named_from_its_first_line_to_its_last_section() {
        assert_eq!(named(&[&[], &[("s1", 20), ("s2", 80)], &[]]), [0, 0, 2]);
        assert_eq!(named(&[&[("s1", 20)], &[("x", 0), ("s2", 80)], &[("s3", 9)]]), [1, 1, 3]);
        assert_eq!(named(&[&[("s1", 20)], &[("s2", 0), ("s3", 80)], &[]]), [1, 2, 3]);
    }
}
