//! Running heads and folios.

use super::place::Body;
use crate::design::spec::FolioPlace;
use crate::design::{Design, ParRole};
use crate::diag::Outcome;
use crate::fonts::Library;
use crate::layout::{BuiltParagraph, Folio, Layer, PageItem, Side};
use crate::layout::{Furniture, Galley, Line, PageHead, PlacedKind, SectionHead};
use crate::paragraph::set_text;
use crate::units::{Colour, Length};

/// What a running head names: a division, and the section of it if there is one.
#[derive(Clone, Copy)]
pub(super) struct Headed<'a> {
    furniture: &'a Furniture,
    section: Option<&'a SectionHead>,
}

/// Follows the divisions and sections of a galley from page to page.
pub(super) struct HeadTracker<'a> {
    galley: &'a Galley<BuiltParagraph>,
    /// What continues from the page before.
    running: Headed<'a>,
}

impl<'a> HeadTracker<'a> {
    pub(super) fn new(galley: &'a Galley<BuiltParagraph>) -> Self {
        Self { galley, running: Headed { furniture: &galley.furniture, section: None } }
    }

    /// Moves to the next page. Returns what its running head names: on a left-hand page the section of its
    /// first line, on a right-hand page the last one that begins on it. So the two heads of a spread name
    /// its first and its last section. The same applies to divisions that run on.
    pub(super) fn turn(&mut self, body: &Body, side: Side, top: Length) -> Headed<'a> {
        let (mut first, mut last) = (self.running, self.running);
        for (anchor, y, _) in &body.anchors {
            let division = self.galley.run_on.iter().find(|(of, _)| of == anchor);
            if let Some((_, furniture)) = division {
                last = Headed { furniture, section: None };
            } else if let Some(head) = last.furniture.sections.get(anchor) {
                last.section = Some(head);
            }
            if *y <= top {
                first = last;
            }
        }
        self.running = last;
        match side {
            Side::Recto => last,
            Side::Verso => first,
        }
    }
}

impl Headed<'_> {
    /// Returns the running head of a page on this side.
    pub(super) fn line(&self, side: Side) -> Option<&Line> {
        let head = match side {
            Side::Recto => &self.furniture.recto_head,
            Side::Verso => &self.furniture.verso_head,
        };
        let PageHead { line, by_section } = head.as_ref()?;
        let section = self.section.filter(|_| *by_section).map(|head| match side {
            Side::Recto => &head.recto,
            Side::Verso => &head.verso,
        });
        Some(section.unwrap_or(line))
    }
}

/// Returns the furniture of a page; x is counted from the left end of the measure.
pub(super) fn of(
    headed: Headed<'_>,
    opens: bool,
    side: Side,
    folio: Folio,
    design: &Design,
    fonts: &Library,
) -> Outcome<Vec<PageItem>> {
    let mut diagnostics = Vec::new();
    let (mut items, spec) = (Vec::new(), design.spec.furniture);
    // An opening page has a title instead of a head.
    if let (Some(line), false) = (headed.line(side), opens) {
        items.extend(head(line, design));
        items.extend(rule(design));
    }
    let place = if opens { spec.folio_on_opening } else { spec.folio };
    let furniture = headed.furniture;
    if furniture.folio && (!opens || furniture.folio_on_opening) {
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

/// Returns the items of a running head.
pub(super) fn head(line: &Line, design: &Design) -> Vec<PageItem> {
    let mut items = Vec::new();
    put(&mut items, line, Length::ZERO, design.page.head_baseline, Layer::Head);
    items
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
    use std::sync::Arc;

    use super::*;
    use crate::book::Anchor;
    use crate::makeup::bench;

    const TOP: Length = Length::pt(50);

    fn head(width: i64) -> SectionHead {
        let line = Arc::new(Line { width: Length::pt(width), ..Line::empty(Length::ZERO, Length::ZERO) });
        SectionHead { verso: line.clone(), recto: line }
    }

    /// Returns the furniture of a division whose head has a width, with the sections `s1` to `s3` in it.
    fn furniture(width: i64) -> Furniture {
        let sections = (1..=3).map(|at| (Anchor::named(format!("s{at}")), head(width + at))).collect();
        let page_head = |line| Some(PageHead { line, by_section: true });
        let SectionHead { verso, recto } = head(width);
        Furniture {
            verso_head: page_head(verso),
            recto_head: page_head(recto),
            sections,
            ..Furniture::default()
        }
    }

    /// Returns what the head of each page names, alternately on the right and on the left, starting with a
    /// right-hand page: the division `0` or `10`, and the number of a section in it.
    fn named(pages: &[&[(&str, i64)]]) -> Vec<i64> {
        let run_on = vec![(Anchor::named("next"), furniture(10))];
        let galley = Galley { furniture: furniture(0), run_on, ..bench::galley(Vec::new()) };
        let mut heads = HeadTracker::new(&galley);
        let sides = [Side::Recto, Side::Verso].into_iter().cycle();
        let name = |(anchors, side): (&&[(&str, i64)], Side)| {
            let anchors =
                anchors.iter().map(|(id, y)| (Anchor::named(*id), TOP + Length::pt(*y), None)).collect();
            let body = Body { anchors, ..Body::default() };
            let line = heads.turn(&body, side, TOP).line(side).expect("a head").width;
            line.to_sp() / Length::pt(1).to_sp()
        };
        pages.iter().zip(sides).map(name).collect()
    }

    #[test]
    fn a_division_that_runs_on_is_named_as_a_section_is() {
        assert_eq!(named(&[&[("s3", 20)], &[("next", 80), ("s1", 90)], &[]]), [3, 3, 11]);
        assert_eq!(named(&[&[("next", 80)], &[], &[("s2", 80)]]), [10, 10, 12]);
        assert_eq!(named(&[&[("s1", 80)], &[("next", 0)], &[]]), [1, 10, 10]);
    }

    #[test]
    fn a_spread_is_named_from_its_first_line_to_its_last_section() {
        assert_eq!(named(&[&[], &[("s1", 20), ("s2", 80)], &[]]), [0, 0, 2]);
        assert_eq!(named(&[&[("s1", 20)], &[("x", 0), ("s2", 80)], &[("s3", 9)]]), [1, 1, 3]);
        assert_eq!(named(&[&[("s1", 20)], &[("s2", 0), ("s3", 80)], &[]]), [1, 2, 3]);
    }
}
