//! Builds lines from chosen breaks: first with only what make-up reads and, once make-up has chosen,
//! with every glyph in position.

use std::ops::Range;

use super::breaker::{Break, BreakItem, INFINITE, LineSpaces, Variant, line_start};
use super::hang::hang_break;
use super::indents::{self, LineIndent};
use super::justify::{FillOrder, fill};
use super::kashida;
use super::line_items::LineItems;
use super::measures;
use super::pieces::{pieces, push_hyphen};
use super::request::Resources;
use super::runs::RunWriter;
use super::shaped::ShapedText;
use super::spread;
use super::text::{CollectedText, InlineBox, InlineContent, TextMark};
use crate::design::style::{Alignment, ParStyle, TextStyle};
use crate::fonts::Library;
use crate::layout::{Line, PendingLine, VariantId};
use crate::units::Length;

/// How far the letters of a line reach below its baseline and above it, in thousandths of the size, next to a formula
/// of the line below or above.
const DESCENDERS: i64 = 230;
const CAPITALS: i64 = 680;

/// A paragraph, shaped and broken, from which its lines are built.
pub(crate) struct BrokenText {
    pub(super) shaped: ShapedText,
    pub(super) line_items: LineItems,
    /// The ends of the lines of each variant, by its [`VariantId`].
    pub(super) variants: Vec<Variant>,
    pub(super) indents: Vec<LineIndent>,
    /// The word spaces of the line above, from the left end of the measure within the indents.
    pub(super) above: LineSpaces,
    pub(super) style: ParStyle,
    /// The measure within the indents.
    pub(super) width: Length,
    /// The measure in which its lines are mirrored, because they run against those of the column; `None` if they are
    /// not.
    pub(super) mirror: Option<Length>,
}

/// The contents of one line.
struct LinePlan {
    text: Range<usize>,
    /// The range of the text whose marks belong to it.
    marks: Range<usize>,
    hyphen: bool,
    /// Whether a space is left out at its end.
    ends_in_space: bool,
    forced: bool,
    /// The most that the line is filled by, if it may be short.
    fillable: Option<i64>,
    hang_left: i64,
    hang_right: i64,
    /// The white of its last mark, within `hang_right`.
    trail: i64,
    indent: Length,
    ratio: i32,
}

impl BrokenText {
    /// Returns the lines of a variant, whose text is still to be set.
    pub(super) fn pending(&self, variant: usize) -> Vec<PendingLine> {
        let breaks = &self.variants[variant].breaks;
        (0..breaks.len()).map(|index| PendingLine(self.frame(&self.plan(breaks, index)))).collect()
    }

    /// Mirrors the text of its lines in a measure; of those that are mirrored already, takes that back.
    pub(crate) fn mirror(&mut self, measure: Length) {
        self.mirror = if self.mirror.is_some() { None } else { Some(measure) };
    }

    /// Sets the text of a line of a variant, after the items that are attached to the line.
    pub(super) fn build(
        &self,
        variant: VariantId,
        index: usize,
        pending: PendingLine,
        resources: Resources<'_>,
    ) -> Line {
        let PendingLine(mut line) = pending;
        let variant = usize::from(variant.0);
        let plan = self.plan(&self.variants[variant].breaks, index);
        let width = self.width - indents::right(&self.indents, index);
        let order =
            if self.variants[variant].strained { FillOrder::Together } else { FillOrder::GlyphsFirst };
        self.set_words(&mut line, &plan, width, order, resources);
        line.report = resources.explains.then(|| Box::new(self.report(variant, index)));
        line
    }

    /// Returns the byte of the text at which the last line of a variant begins, and whether the line is longer than
    /// its measure; `None` if the variant has no lines.
    pub(super) fn last_line(&self, variant: VariantId) -> Option<(usize, bool)> {
        let breaks = &self.variants[usize::from(variant.0)].breaks;
        let last = breaks.last()?;
        let text = self.plan(breaks, breaks.len() - 1).text;
        Some((text.start, measures::is_overfull(last)))
    }

    /// Returns a line of its full height with its marks and no text.
    fn frame(&self, plan: &LinePlan) -> Line {
        let (height, depth) = self.style.strut();
        let mut line = Line::empty(height, depth);
        line.height += self.room_for_pictures(&plan.text, height);
        let (above, below) = self.room_for_formulas(&plan.text);
        line.height += above;
        line.depth += below;
        line.hyphenated = plan.hyphen;
        line.span = self.shaped.collected.span(plan.text.clone());
        take_marks(&mut line, &self.shaped.collected, &plan.marks);
        line
    }

    /// Returns the boxes in a range of the text.
    fn objects(&self, text: &Range<usize>) -> impl Iterator<Item = &InlineBox> {
        let objects = &self.shaped.collected.objects;
        let first = objects.partition_point(|(at, _)| *at < text.start);
        let end = text.end;
        objects[first..].iter().take_while(move |(at, _)| *at < end).map(|(_, object)| object)
    }

    /// Returns by how much a picture in the text is taller than its line, in whole leadings.
    fn room_for_pictures(&self, text: &Range<usize>, height: Length) -> Length {
        let pictures =
            self.objects(text).filter(|object| matches!(object.content, InlineContent::Picture(_)));
        let tallest = pictures.map(|object| object.height - object.depth).max();
        (tallest.unwrap_or_default() - height).max(Length::ZERO).ceil_to(self.style.leading)
    }

    /// Returns by how much the formulas and readings in the text are taller and deeper than its line, in whole leadings. They may
    /// reach into the white between lines: up to the descenders of the line above and down to the capitals of the line
    /// below.
    fn room_for_formulas(&self, text: &Range<usize>) -> (Length, Length) {
        let formulas =
            || self.objects(text).filter(|object| !matches!(object.content, InlineContent::Picture(_)));
        let ParStyle { leading, text: TextStyle { size, .. }, .. } = self.style;
        let height = formulas().map(|object| object.height - object.depth).max().unwrap_or_default();
        let depth = formulas().map(|object| object.depth).max().unwrap_or_default();
        let beyond = |extent: Length, neighbour: i64| {
            (extent + size.ratio(neighbour, 1000) - leading).max(Length::ZERO).ceil_to(leading)
        };
        (beyond(height, DESCENDERS), beyond(depth, CAPITALS))
    }

    fn plan(&self, breaks: &[Break], index: usize) -> LinePlan {
        let (line_items, found) = (&self.line_items, breaks[index]);
        let start = if index == 0 { 0 } else { line_start(&line_items.items, breaks[index - 1].item) };
        let next = line_start(&line_items.items, found.item);
        let last = index + 1 == breaks.len();
        let text = line_items.at.get(start).copied().unwrap_or(0)..line_items.at[found.item];
        let until = if last { usize::MAX } else { line_items.at.get(next).copied().unwrap_or(usize::MAX) };
        let indent = if index == 0 { self.style.indent } else { Length::ZERO };
        let end = line_items.items[found.item];
        LinePlan {
            // An initial before the first line belongs to that line.
            marks: if index == 0 { 0 } else { text.start }..until,
            text,
            hyphen: matches!(end, BreakItem::Penalty { soft: true, .. }),
            ends_in_space: !last && ends_in_space(&line_items.items, found.item),
            forced: matches!(end, BreakItem::Penalty { cost, .. } if cost <= -INFINITE),
            fillable: line_items
                .may_be_short(start, found.item)
                .then(|| line_items.stretch(start, found.item)),
            hang_left: line_items.hang_left.get(start).copied().unwrap_or(0),
            hang_right: line_items.hang_right[found.item],
            trail: line_items.trail(found.item),
            indent: indents::left(&self.indents, index) + indent,
            ratio: found.ratio,
        }
    }

    fn set_words(
        &self,
        line: &mut Line,
        plan: &LinePlan,
        width: Length,
        order: FillOrder,
        resources: Resources<'_>,
    ) {
        let (shaped, style, fonts) = (&self.shaped, &self.style, resources.fonts);
        let mut pieces = pieces(shaped, plan.text.clone(), fonts);
        spread::apply(shaped, &mut pieces, plan.text.end);
        if plan.hyphen {
            push_hyphen(shaped, &mut pieces, plan.text.end, fonts);
        }

        // How much slack there is, and how it is filled.
        let target = width.to_sp() - plan.indent.to_sp();
        let natural: i64 = pieces.iter().map(|piece| piece.width(shaped)).sum();
        let mut slack = target + plan.hang_left + plan.hang_right - natural;
        // A mark at the end of a line is as wide as others if that makes less to fill (JLReq 3.1.9).
        if slack >= plan.trail {
            slack -= plan.trail;
        }
        let is_short = plan.forced || plan.fillable.is_some_and(|fillable| slack > fillable);
        let justified = style.align == Alignment::Justified && (!is_short || slack < 0);
        if justified && resources.design.micro.kashida {
            slack -= kashida::lengthen(shaped, &mut pieces, slack, &plan.text, fonts);
        }
        let filled = if !justified {
            None
        } else if !shaped.is_western && spread::fill(shaped, &mut pieces, slack, plan.text.end) {
            Some((0, 0))
        } else {
            let by_words = fill(shaped, &mut pieces, slack, order, resources.design.micro);
            let mut spread = || spread::fill(shaped, &mut pieces, slack, plan.text.end).then_some((0, 0));
            by_words.or_else(|| if shaped.is_western { spread() } else { None })
        };

        let left = style.left.to_sp() + plan.indent.to_sp();
        let x = match style.align {
            Alignment::Justified | Alignment::Start => left - plan.hang_left,
            Alignment::Centre => left + (target - natural + plan.hang_right - plan.hang_left) / 2,
            Alignment::End => left + target - natural + plan.hang_right,
        };
        let words = line.items.len();
        let rtl = style.text.direction.rtl;
        let writer = RunWriter::new(shaped, Length::sp(x), rtl, filled.unwrap_or_default());
        line.width = writer.place(pieces, line);
        if plan.ends_in_space {
            hang_break(line, words, rtl, fonts);
        }
        if let Some(measure) = self.mirror {
            line.items[words..].iter_mut().for_each(|item| item.mirror(measure));
        }
        line.ratio = if filled.is_some() { plan.ratio } else { 0 };
    }
}

/// Returns whether a space is left out where a line ends: at the space itself, at a penalty before a
/// space, or at a forced line end.
fn ends_in_space(items: &[BreakItem], at: usize) -> bool {
    match items[at] {
        BreakItem::Penalty { cost, .. } if cost > -INFINITE => {
            matches!(items.get(at + 1), Some(BreakItem::Glue { .. }))
        }
        BreakItem::Gap { .. } => false,
        BreakItem::Penalty { .. } | BreakItem::Glue { .. } | BreakItem::Box { .. } => true,
    }
}

/// Sets a range of the text as one line of natural width, without indents.
pub(super) fn one_line(shaped: &ShapedText, range: Range<usize>, style: &TextStyle, fonts: &Library) -> Line {
    let end = range.end;
    let mut pieces = pieces(shaped, range, fonts);
    spread::apply(shaped, &mut pieces, end);
    let mut line = Line::empty(style.size, Length::ZERO);
    let writer = RunWriter::new(shaped, Length::ZERO, style.direction.rtl, (0, 0));
    line.width = writer.place(pieces, &mut line);
    line
}

/// Adds the marks of a range of the text to a line.
pub(super) fn take_marks(line: &mut Line, collected: &CollectedText, range: &Range<usize>) {
    let first = collected.marks.partition_point(|(at, _)| *at < range.start);
    for (_, mark) in collected.marks[first..].iter().take_while(|(at, _)| *at < range.end) {
        match mark {
            TextMark::Anchor(id) => line.anchors.push(id.clone()),
            TextMark::Note(note) => line.notes.push(*note),
        }
    }
}
