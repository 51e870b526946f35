//! One paragraph: collected, shaped, broken, justified.

use std::ops::Range;
use std::sync::Arc;

use super::Shop;
use super::breaker::{self, Measures, Taste};
use super::collect::{self, Collected, Object};
use super::held::Held;
use super::item::{FILL, INFINITE, Item};
use super::itemize::{self, Kind, Segment};
use super::justify::{self, Sheet};
use super::lead;
use super::line::{Line, Placed};
use super::notch::{self, Notch};
use super::shape::{self, Shaped};
use super::stock::Stock;
use super::structure::{ElementId, Place, Structure};
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::lead::OpeningText;
use crate::design::style::{Alignment, ParStyle, TextStyle};
use crate::design::{Design, LeadIn};
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::fonts::Library;
use crate::units::Length;

/// Stretch of the ragged edge, and of every line in the last pass, in ems.
const RAGGED_EMS: i64 = 4;
const EMERGENCY_EMS: i64 = 3;
/// A last line shorter than this looks like a mistake, in ems.
const RUNT_EMS: i64 = 2;
/// A last line that leaves no more than this looks full by accident, in thousandths of an em.
const BRIM: i64 = 1_200;
/// Spaces whose middles are nearer than this stand in line, in thousandths of an em.
const RIVER: i64 = 240;
/// What runs over the measure by less is not seen (a tenth of a point).
const UNSEEN: Length = Length::milli_pt(100);

/// Badness that a line may have without hyphens, and with them.
const PRETOLERANCE: i64 = 100;
const TOLERANCE: i64 = 300;

/// What is asked for of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order<'a> {
    /// How it is set.
    pub(super) style: &'a ParStyle,
    /// The measure, its indents included.
    pub(super) measure: Length,
    /// Lines that are set in.
    pub(super) notches: &'a [Notch],
    /// How it opens.
    pub(super) lead: LeadIn,
    /// Ways that are asked for, each of another number of lines.
    pub(super) most: usize,
}

/// A way to set a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// How much worse it is than the best way.
    pub(super) cost: i64,
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// The first lines that no page end may part.
    pub(super) kept: usize,
}

/// Sets inlines as a paragraph, the words of an element, in the best way; x counts from the left end
/// of the measure.
pub(crate) fn set_paragraph(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    shop: Shop<'_>,
    place: Place<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    let order = Order { style, measure, notches: &[], lead: LeadIn::NONE, most: 1 };
    settings(inlines, &order, shop, place, sink).pop().map_or_else(Vec::new, |way| way.lines)
}

/// Sets inlines as a paragraph in the ways that are asked for, the best first.
pub(super) fn settings(
    inlines: &[Inline],
    order: &Order<'_>,
    shop: Shop<'_>,
    place: Place<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Setting> {
    // Collect what the paragraph says.
    let style = order.style;
    let mut collected = collect::collect(inlines, &style.text, order.width(), shop, place);
    if collected.text.is_empty() {
        return vec![Setting { cost: 0, lines: only_marks(&collected), kept: 0 }];
    }

    // The opening of a chapter, with its initial where there is one and the lines to stand beside it.
    if let Some(opening) = lead::find(&collected, order.lead) {
        lead::set_small_caps(&mut collected, &opening, shop);
        let mut told = Vec::new();
        if let Some(ways) = with_initial(&collected, &opening, order, shop, &mut told) {
            sink.append(&mut told);
            return ways;
        }
    }

    // Shape it, break it, build its lines.
    let segments = itemize::itemize(&collected, shop.design, shop.fonts).into(sink);
    let copy = Copy::shape(collected, segments, shop.fonts);
    broken(copy, 0, order, shop, sink)
}

/// Sets a paragraph that opens with an initial; nothing when it cannot have one, or is too short.
fn with_initial(
    collected: &Collected,
    opening: &OpeningText,
    order: &Order<'_>,
    shop: Shop<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Option<Vec<Setting>> {
    let mut collected = collected.clone();
    let plan = lead::plan(&mut collected, opening, order, shop)?;
    let segments = itemize::itemize(&collected, shop.design, shop.fonts).into(sink);
    let copy = Copy::shape(collected, segments, shop.fonts);
    let style = ParStyle { indent: Length::ZERO, ..order.style.clone() };
    let initial = lead::set(&copy, opening, &plan, &style, shop)?;
    let notches: Vec<Notch> = order.notches.iter().chain(&initial.notches).copied().collect();
    let order = Order { style: &style, notches: &notches, ..*order };
    let mut ways = broken(copy, opening.letter.end, &order, shop, sink);
    ways.retain(|way| way.lines.len() >= plan.lines);
    let best = ways.first()?.cost;
    let x = notch::left(order.notches, 0) - notch::left(&initial.notches, 0);
    for way in &mut ways {
        way.cost -= best;
        let items = initial.items.iter().cloned().map(|item| Placed { x: item.x + x, ..item });
        way.lines[0].items.splice(0..0, items);
    }
    Some(ways)
}

/// Breaks a text from a byte on, and builds the lines of the best way; those of the others only once
/// they are taken.
fn broken(
    copy: Copy,
    from: usize,
    order: &Order<'_>,
    shop: Shop<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Setting> {
    let Order { style, notches, most, .. } = *order;
    let justified = style.align == Alignment::Justified;
    let micro = justified.then_some(shop.design.micro);
    let stock = Stock::new(&copy, from, micro, shop.fonts);
    let width = order.width();
    let measures = Lines { stock: &stock, indent: style.indent.to_sp(), width: width.to_sp(), notches };
    let mut ways = breaker::break_lines(&stock.items, &measures, &taste(style, justified, most));
    // What runs over the measure is told of the best way; no other may be worse.
    let least = ways.first().map_or(0, breaker::Way::over);
    ways.retain(|way| way.over() <= least);
    ways.truncate(most);
    let Some(best) = ways.first() else { return Vec::new() };
    report_overfull(&best.breaks, &stock, &copy, sink);

    let kept = notch::lines(notches);
    let least = best.demerits;
    let sheet = Sheet { copy: &copy, stock: &stock, notches, style, width };
    let setting = |cost, lines| Setting { cost, lines, kept };
    let all = |way: &breaker::Way| setting(way.demerits - least, sheet.lines(&way.breaks, shop));
    // A picture may make its line higher: that shows when it is built.
    if ways.len() == 1 || !copy.collected.objects.is_empty() {
        return ways.iter().map(all).collect();
    }
    let mut settings = vec![all(best)];
    let costs: Vec<i64> = ways.iter().map(|way| way.demerits - least).collect();
    let ways = ways.into_iter().map(|way| way.breaks).collect();
    let held = Arc::new(Held { copy, stock, ways, notches: notches.to_vec(), style: style.clone(), width });
    settings.extend(costs.iter().enumerate().skip(1).map(|(way, cost)| setting(*cost, held.bare(way))));
    settings
}

impl Order<'_> {
    /// The measure within the indents.
    fn width(&self) -> Length {
        self.measure - self.style.left - self.style.right
    }
}

fn taste(style: &ParStyle, justified: bool, ways: usize) -> Taste {
    let em = style.text.size.to_sp();
    let part = |thousandths: i64| if justified { em * thousandths / 1000 } else { 0 };
    Taste {
        pretolerance: PRETOLERANCE,
        tolerance: if justified { TOLERANCE } else { 5_000 },
        emergency: EMERGENCY_EMS * em,
        ragged: if justified { 0 } else { RAGGED_EMS * em },
        runt: RUNT_EMS * em,
        brim: part(BRIM),
        river: part(RIVER),
        ways,
    }
}

/// Sets plain text as one line of its natural width: a folio, a number, a running head. `span` is
/// where it is written, if it is.
pub(crate) fn set_text(
    text: &str,
    style: &TextStyle,
    span: Option<Span>,
    design: &Design,
    fonts: &Library,
) -> Outcome<Line> {
    let collected = collect::plain(text, style, span);
    let Outcome { value: segments, diagnostics } = itemize::itemize(&collected, design, fonts);
    let copy = Copy::shape(collected, segments, fonts);
    let line = justify::one_line(&copy, 0..copy.collected.text.len(), style, fonts);
    Outcome::new(line, diagnostics)
}

/// The width of plain text in one line. What no font has is reported where the text is set.
pub(super) fn width_of_text(text: &str, style: &TextStyle, shop: Shop<'_>) -> Length {
    set_text(text, style, None, shop.design, shop.fonts).value.width
}

/// The width of the longest piece that cannot be broken, and of everything in one line.
pub(crate) fn width_of(inlines: &[Inline], style: &ParStyle, shop: Shop<'_>) -> (Length, Length) {
    let mut apart = Structure::new(Tag::Section);
    let place = Place { structure: &mut apart, block: ElementId::ROOT };
    let collected = collect::collect(inlines, &style.text, Length::MAX, shop, place);
    // What no font has is reported where the text is set.
    let segments = itemize::itemize(&collected, shop.design, shop.fonts).value;
    let copy = Copy::shape(collected, segments, shop.fonts);
    let stock = Stock::new(&copy, 0, None, shop.fonts);
    let (mut longest, mut piece, mut widest, mut line) = (0, 0, 0, 0);
    let mut tied = false;
    for item in &stock.items {
        match *item {
            Item::Box { width, .. } => (piece, line) = (piece + width, line + width),
            Item::Glue { width, stretch, .. } if stretch < FILL => {
                piece = if tied { piece + width } else { 0 };
                line += width;
            }
            Item::Penalty { cost, .. } if cost <= -INFINITE => (piece, line) = (0, 0),
            Item::Penalty { cost: 0, .. } => piece = 0,
            Item::Glue { .. } | Item::Penalty { .. } => {}
        }
        // A no-break space is glue after a penalty that forbids to break there.
        tied = matches!(*item, Item::Penalty { cost, .. } if cost >= INFINITE);
        longest = longest.max(piece);
        widest = widest.max(line);
    }
    let indents = style.left + style.right + style.indent;
    (Length::sp(longest) + indents, Length::sp(widest) + indents)
}

/// A paragraph of nothing but anchors still has to be found.
fn only_marks(collected: &Collected) -> Vec<Line> {
    if collected.marks.is_empty() {
        return Vec::new();
    }
    let mut line = Line::empty(Length::ZERO, Length::ZERO);
    justify::take_marks(&mut line, collected, &(0..1));
    vec![line]
}

fn report_overfull(breaks: &[breaker::Break], stock: &Stock, copy: &Copy, sink: &mut Vec<Diagnostic>) {
    for found in breaks.iter().filter(|found| Length::sp(found.over) > UNSEEN) {
        let at = stock.at[found.item].saturating_sub(1);
        let span = copy.collected.runs.iter().find(|run| run.range.contains(&at)).and_then(|run| run.span);
        let message = format!("a line is {} pt longer than the measure", Length::sp(found.over));
        let help = "a soft hyphen (`&shy;`) in its longest word, or other words, would let it break";
        sink.push(Diagnostic::new(Code::Overfull, span, message).help(help));
    }
}

/// The measures of a paragraph's lines.
struct Lines<'a> {
    stock: &'a Stock,
    /// Of the first line.
    indent: i64,
    width: i64,
    notches: &'a [Notch],
}

impl Lines<'_> {
    /// How far a line is set in from the left.
    fn left(&self, line: usize) -> i64 {
        notch::left(self.notches, line).to_sp() + if line == 0 { self.indent } else { 0 }
    }
}

impl Measures for Lines<'_> {
    fn measure(&self, line: usize) -> i64 {
        self.width - self.left(line) - notch::right(self.notches, line).to_sp()
    }

    fn origin(&self, line: usize, from: usize) -> i64 {
        self.left(line) - self.stock.hang_left.get(from).copied().unwrap_or(0)
    }

    fn hang(&self, from: usize, to: usize) -> i64 {
        self.stock.hang_left.get(from).copied().unwrap_or(0) + self.stock.hang_right[to]
    }
}

/// A collected text with its glyphs.
pub(super) struct Copy {
    pub(super) collected: Collected,
    pub(super) segments: Vec<Segment>,
    /// The glyphs of all segments.
    pub(super) glyphs: Vec<Shaped>,
    /// The glyphs of each segment.
    pub(super) of_segment: Vec<Range<usize>>,
    /// Clusters in the order of the text.
    pub(super) clusters: Vec<Cluster>,
}

/// The smallest piece that a line may be cut to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) width: i64,
    pub(super) segment: usize,
    pub(super) unsafe_to_break: bool,
}

impl Copy {
    pub(super) fn shape(collected: Collected, segments: Vec<Segment>, fonts: &Library) -> Self {
        let mut copy =
            Self { collected, segments, glyphs: Vec::new(), of_segment: Vec::new(), clusters: Vec::new() };
        for index in 0..copy.segments.len() {
            let segment = copy.segments[index].clone();
            let first = copy.glyphs.len();
            shape::shape_range(&copy.collected, &segment, segment.range.clone(), fonts, &mut copy.glyphs);
            copy.of_segment.push(first..copy.glyphs.len());
            copy.push_clusters(index, first);
        }
        copy
    }

    fn push_clusters(&mut self, index: usize, first: usize) {
        let segment = &self.segments[index];
        let begin = self.clusters.len();
        let mut push =
            |start: usize, width: i64, unsafe_to_break: bool| match self.clusters[begin..].last_mut() {
                Some(last) if last.start == start => {
                    last.width += width;
                    last.unsafe_to_break |= unsafe_to_break;
                }
                _ => {
                    let cluster =
                        Cluster { start, end: segment.range.end, width, segment: index, unsafe_to_break };
                    self.clusters.push(cluster);
                }
            };
        match segment.kind {
            Kind::Object => {
                push(segment.range.start, self.collected.object_width(segment.range.start), false)
            }
            Kind::Nothing => push(segment.range.start, 0, false),
            Kind::Text | Kind::Blank(_) => {
                let glyphs = &self.glyphs[first..];
                let mut put = |glyph: &Shaped| {
                    push(glyph.cluster as usize, i64::from(glyph.advance), glyph.unsafe_to_break);
                };
                // Glyphs stand from left to right, clusters in the order of the text.
                if segment.level.is_multiple_of(2) {
                    glyphs.iter().for_each(&mut put)
                } else {
                    glyphs.iter().rev().for_each(&mut put)
                }
            }
        }
        for at in begin + 1..self.clusters.len() {
            self.clusters[at - 1].end = self.clusters[at].start;
        }
    }

    pub(super) fn style(&self, segment: usize) -> &TextStyle {
        &self.collected.styles[self.collected.runs[self.segments[segment].run].style]
    }
}

impl Collected {
    pub(super) fn object(&self, at: usize) -> Option<&Object> {
        let found = self.objects.binary_search_by_key(&at, |(place, _)| *place).ok()?;
        Some(&self.objects[found].1)
    }

    fn object_width(&self, at: usize) -> i64 {
        self.object(at).map_or(0, |object| object.width.to_sp())
    }
}

#[cfg(test)]
mod tests;
