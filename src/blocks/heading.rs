//! Headings of sections, and ornaments between scenes.

use super::context::BlockContext;
use super::display;
use super::setter::Setter;
use crate::assets::AssetId;
use crate::book::Inline;
use crate::design::{Alignment, ParRole, ParStyle};
use crate::layout::{ElementId, FORBID, FORCE, FORCE_RECTO, GridFit, Line, Placed, PlacedKind, Strip};
use crate::paragraph::hang_space;
use crate::project::design::choices::SectionOpening;
use crate::units::{Length, Size};

/// The deepest level of headings that floats do not pass: anything deeper is a paragraph with a name
/// rather than a section.
const DEEPEST_SECTION: u8 = 3;
/// Sets the heading of a section.
pub(super) fn set(
    setter: &mut Setter<'_>,
    level: u8,
    number: Option<&str>,
    text: &[Inline],
    context: &BlockContext,
) {
    let style = setter.style(ParRole::Heading(level), context);
    // Right below the title of the chapter a page end is forbidden.
    let is_kept = setter.pending_penalty().is_some_and(|cost| cost >= FORBID);
    let page_end = match setter.resources.design.openings.sections {
        SectionOpening::RunOn => None,
        SectionOpening::Page => Some(FORCE),
        SectionOpening::Recto => Some(FORCE_RECTO),
    };
    if let Some(page_end) = page_end
        && level == 2
        && setter.is_of_page()
        && !is_kept
    {
        setter.penalise(page_end);
    }
    if level <= DEEPEST_SECTION {
        setter.strips.push(Strip::Barrier);
    }
    let element = setter.heading_element(context, level);
    let mut lines = lines(setter, number, text, &style, element);
    // Half a line of space is not rounded up to a line: only heading and space together are. What lines with a
    // leading of their own are short of whole lines is shared out above and below, as the space there is.
    let rest = display::missing(&lines, setter.leading());
    let space = style.above + style.below;
    let rest_above =
        if space.is_zero() { rest } else { rest.ratio(style.above.to_sp(), space.to_sp().max(1)) };
    let style = ParStyle { above: style.above + rest_above, below: style.below + rest - rest_above, ..style };
    let below_grid = style.below_grid(setter.leading());
    let has_own_leading = lines.len() > 1 && lines.iter().any(|line| line.total() != setter.leading());
    for (index, line) in lines.iter_mut().enumerate() {
        line.below_grid = below_grid;
        if has_own_leading {
            line.grid = if index == 0 { GridFit::Always } else { GridFit::Never };
        }
    }
    setter.space(style.above);
    setter.push_kept(lines);
    setter.penalise(FORBID);
    setter.space(style.below);
    (setter.first, setter.after_heading) = (true, true);
    setter.below_title = Some(setter.strips.len());
}

/// Returns the lines of a heading or title. Its number is in the margin or before the text, whose
/// turn-over lines are indented by the number; in a centred heading the number is part of the text.
pub(super) fn lines(
    setter: &mut Setter<'_>,
    number: Option<&str>,
    text: &[Inline],
    style: &ParStyle,
    element: ElementId,
) -> Vec<Line> {
    let (Some(number), Some(first)) = (number, text.first()) else {
        return display::title(setter, text, style, element);
    };
    if style.align == Alignment::Centre || style.align == Alignment::End {
        let mut text = text.to_vec();
        text.insert(0, Inline::text(format!("{number}\u{2002}"), first.span).with_node(setter.node));
        return display::title(setter, &text, style, element);
    }
    let spec = setter.resources.design.spec.headings;
    let mut marker = setter.set_text(number, &style.text, Some(setter.source(first.span))).owned_by(element);
    let width = marker.width + spec.gap;
    hang_space(&mut marker, setter.rtl, setter.resources.fonts);
    let mut style = style.clone();
    marker.shift(if spec.hang { style.left - width } else { style.left });
    style.left += if spec.hang { Length::ZERO } else { width };
    let mut lines = display::title(setter, text, &style, element);
    if let Some(line) = lines.first_mut() {
        line.items.splice(0..0, marker.items);
    }
    lines
}

/// Sets an ornament between two scenes.
pub(super) fn ornament(setter: &mut Setter<'_>, context: &BlockContext) {
    let style = setter.style(ParRole::Ornament, context);
    // An ornament is not text and belongs to no element.
    let ornament = &setter.resources.design.spec.ornament;
    let drawing = ornament.file().and_then(|path| setter.resources.assets.find(path));
    let mut line = match drawing {
        Some((asset, picture)) => drawn(setter, asset, picture.natural, &style),
        None => setter.text(ornament.characters(), ParRole::Ornament, None, context),
    };
    setter.align(&mut line, &style);
    setter.space(style.above);
    // It has text above and below it, unless a page end is forced.
    setter.penalise(FORBID);
    setter.push(line);
    setter.penalise(FORBID);
    setter.space(style.below);
    setter.first = true;
}

/// Returns a drawing in the middle of a line, which is so many leadings high as the drawing needs.
fn drawn(setter: &Setter<'_>, asset: AssetId, natural: Size, style: &ParStyle) -> Line {
    let design = setter.resources.design;
    let of_height = |height: Length| height.ratio(natural.width.to_sp(), natural.height.to_sp().max(1));
    let wanted = design.spec.ornament_height;
    let width = of_height(wanted).min(design.page.measure);
    let height = if width < of_height(wanted) {
        width.ratio(natural.height.to_sp(), natural.width.to_sp().max(1))
    } else {
        wanted
    };
    let (above, below) = style.strut();
    let more = (height - style.leading).max(Length::ZERO).ceil_to(style.leading);
    let mut line = Line::empty(above + more, below);
    let y = (line.total() - height) / 2 - line.height;
    let kind = PlacedKind::Picture { asset, width, height, origin: None };
    line.items.push(Placed { x: Length::ZERO, y, kind, owner: None });
    line.width = width;
    line
}
