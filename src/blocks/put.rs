//! Puts lines below each other, with spaces and penalties between them.

use super::context::BlockContext;
use super::direction::mirror;
use super::setter::{Destination, Setter};
use super::stack;
use crate::book::{Anchor, Block};
use crate::diag::Diagnostic;
use crate::layout::{
    FORBID, Float, Line, ORPHAN, ParagraphId, PendingParagraph, PendingVariant, SpaceKind, Strip, Structure,
    WIDOW, combined_penalty,
};
use crate::paragraph::{BrokenText, ParagraphVariants, hang_space};
use crate::units::Length;

/// The cost of a page that ends with a hyphen. Costs are squared, so that a widow costs 180 times as much.
const HYPHEN_AT_PAGE_END_COST: i32 = 447;

/// A column that is set.
pub(super) struct Column {
    /// The items of the column.
    pub(super) strips: Vec<Strip<PendingParagraph>>,
    /// The elements that the items belong to.
    pub(super) structure: Structure,
    /// The broken text of its paragraphs, by [`ParagraphId`].
    pub(super) texts: Vec<Option<BrokenText>>,
    /// The diagnostics of setting.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Setter<'_> {
    /// Puts a paragraph, with penalties against widows and orphans. If more of it follows, these lines
    /// end in a space.
    pub(super) fn push_paragraph(&mut self, set: ParagraphVariants, keep: bool, goes_on: bool) {
        if keep && !self.first {
            self.penalise(FORBID);
        }
        let guard =
            BreakPenalties { kept: set.kept, keep, after_heading: std::mem::take(&mut self.after_heading) };
        if set.variants.len() > 1 {
            return self.push_variants(set, &guard);
        }
        let mut lines = set.into_lines(self.resources);
        if let (true, Some(last)) = (goes_on, lines.last_mut()) {
            hang_space(last, self.rtl, self.resources.fonts);
        }
        let costs = guard.costs(lines.iter());
        for (cost, line) in costs.into_iter().zip(lines) {
            self.penalise(cost);
            self.push(line);
        }
    }

    fn push_variants(&mut self, set: ParagraphVariants, guard: &BreakPenalties) {
        self.before();
        let anchors = std::mem::take(&mut self.anchors);
        let (mut text, variants) = set.into_parts();
        let variants = variants.into_iter().map(|mut variant| {
            if let Some(first) = variant.lines.first_mut() {
                first.0.anchors.splice(0..0, anchors.iter().cloned());
            }
            let costs = guard.costs(variant.lines.iter().map(|line| &line.0));
            let lines = costs.into_iter().zip(variant.lines).collect();
            PendingVariant { id: variant.id, cost: variant.cost, lines }
        });
        let id = ParagraphId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let mut paragraph = PendingParagraph { id, variants: variants.collect() };
        if let Some(measure) = self.mirror() {
            mirror(&mut paragraph, text.as_mut(), measure);
        }
        self.strips.push(Strip::Paragraph(paragraph));
        self.texts.push(text);
    }

    /// Adds lines that are kept together on one page.
    pub(super) fn push_kept(&mut self, lines: Vec<Line>) {
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.penalise(FORBID);
            }
            self.push(line);
        }
    }

    /// Puts a line, after the pending space and penalty.
    pub(super) fn push(&mut self, mut line: Line) {
        self.before();
        if let Some(measure) = self.mirror() {
            line.mirror(measure);
        }
        // An anchor belongs to a line with text or a picture, not to the rule above it.
        if line.has_content() {
            self.adopt_anchors(&mut line);
        }
        self.strips.push(Strip::Line(line));
    }

    /// Moves the pending anchors to a line.
    fn adopt_anchors(&mut self, line: &mut Line) {
        line.anchors.splice(0..0, self.anchors.drain(..));
    }

    /// Puts the pending space and penalty.
    pub(super) fn before(&mut self) {
        if let Some(cost) = self.penalty.take() {
            self.strips.push(Strip::Penalty(cost));
        }
        let space = std::mem::take(&mut self.space);
        let kind = std::mem::replace(&mut self.space_kind, SpaceKind::Fixed);
        if !space.is_zero() {
            self.push_space(space, kind);
        }
    }

    fn push_space(&mut self, height: Length, kind: SpaceKind) {
        self.strips.push(Strip::Space { height, kind });
    }

    /// Requests space before the next line.
    pub(super) fn space(&mut self, height: Length) {
        self.space = self.space.max(height);
    }

    /// Adds space that is kept at the head of a page.
    pub(super) fn sink_by(&mut self, height: Length) {
        self.push_space(height, SpaceKind::Kept);
    }

    /// Adds space that fills the rest of the page.
    pub(super) fn fill(&mut self, weight: u16) {
        self.strips.push(Strip::Fill(weight));
    }

    /// Requests a penalty before the next line. The highest counts, and a forced page end overrides
    /// all.
    pub(super) fn penalise(&mut self, cost: i32) {
        self.penalty = Some(combined_penalty(self.penalty, cost));
    }

    /// Keeps an anchor for the next line.
    pub(super) fn anchor(&mut self, anchor: Anchor) {
        self.anchors.push(anchor);
    }

    /// Sets blocks separately from the page, in the best variant only, as for a cell.
    pub(super) fn apart(&mut self, blocks: &[Block], context: &BlockContext) -> Vec<Strip<PendingParagraph>> {
        self.apart_with(|inner| inner.blocks(blocks, context))
    }

    /// Sets blocks that [`Setter::take`] will put on the page, such as an item of a list.
    pub(super) fn ahead(&mut self, blocks: &[Block], context: &BlockContext) -> Vec<Strip<PendingParagraph>> {
        self.set_apart(self.destination, |inner| inner.blocks(blocks, context))
    }

    /// Sets what `content` puts separately from the page, in the best variant only.
    pub(super) fn apart_with(&mut self, content: impl FnOnce(&mut Self)) -> Vec<Strip<PendingParagraph>> {
        self.set_apart(self.destination.apart(), content)
    }

    fn set_apart(
        &mut self,
        destination: Destination,
        content: impl FnOnce(&mut Self),
    ) -> Vec<Strip<PendingParagraph>> {
        let mut inner = self.lend(destination);
        content(&mut inner);
        self.take_back(inner)
    }

    /// Puts strips that were set separately.
    pub(super) fn take(&mut self, strips: Vec<Strip<PendingParagraph>>) {
        for mut strip in strips {
            match strip {
                Strip::Line(line) => self.push(line),
                Strip::Space { height, kind: SpaceKind::Fixed | SpaceKind::Elastic } => self.space(height),
                Strip::Space { height, kind: SpaceKind::Kept } => self.sink_by(height),
                Strip::Penalty(cost) => self.penalise(cost),
                Strip::Fill(weight) => self.fill(weight),
                Strip::Paragraph(ref mut paragraph) => {
                    self.before();
                    if let Some(measure) = self.mirror() {
                        mirror(paragraph, self.texts[paragraph.id.0 as usize].as_mut(), measure);
                    }
                    let anchors = std::mem::take(&mut self.anchors);
                    for line in stack::first_lines(&mut strip) {
                        line.anchors.splice(0..0, anchors.iter().cloned());
                    }
                    self.strips.push(strip);
                }
                Strip::Float(float) => self.float(*float),
                Strip::Barrier | Strip::Columns(_) => self.strips.push(strip),
            }
        }
    }

    /// Puts a float where it is called.
    pub(super) fn float(&mut self, mut float: Float) {
        if let Some(first) = float.stack.lines.first_mut() {
            self.adopt_anchors(&mut first.line);
        }
        if let Some(measure) = self.mirror() {
            float.stack.lines.iter_mut().for_each(|stacked| stacked.line.mirror(measure));
        }
        self.strips.push(Strip::Float(Box::new(float)));
    }

    /// Returns whether a line has been put.
    pub(super) fn has_lines(&self) -> bool {
        self.strips.iter().any(stack::has_line)
    }

    /// Returns the pending cost of a page end before the next line.
    pub(super) fn pending_penalty(&self) -> Option<i32> {
        self.penalty
    }

    /// Returns whether the text of pages is being set, not a cell or a note.
    pub(super) fn is_of_page(&self) -> bool {
        self.destination == Destination::Page
    }

    /// Returns the column, with the anchor of the division on its first line.
    pub(super) fn finish(mut self, anchor: &Anchor) -> Column {
        let strips = self.strips_of(anchor);
        let Self { structure, texts, sink: diagnostics, .. } = self;
        Column { strips, structure, texts, diagnostics }
    }

    /// Takes the strips out of the setter, with an anchor on the first line.
    pub(super) fn strips_of(&mut self, anchor: &Anchor) -> Vec<Strip<PendingParagraph>> {
        let first = self.strips.iter().position(stack::belongs_to_book);
        let first = first.or_else(|| self.strips.iter().position(stack::has_line));
        if let Some(first) = first {
            for line in stack::first_lines(&mut self.strips[first]) {
                line.anchors.insert(0, anchor.clone());
            }
        }
        // The anchors of blocks that set no line are moved to the last line.
        let anchors = std::mem::take(&mut self.anchors);
        if let Some(last) = self.strips.iter_mut().rev().find(|strip| stack::has_line(strip)) {
            for line in stack::last_lines(last) {
                line.anchors.extend(anchors.iter().cloned());
            }
        }
        std::mem::take(&mut self.strips)
    }
}

/// The places within a paragraph at which page ends are forbidden or costly.
struct BreakPenalties {
    /// The number of first lines that no page end may separate.
    kept: usize,
    /// Whether no page end may separate any of its lines.
    keep: bool,
    /// Whether two of its lines are kept with the heading above.
    after_heading: bool,
}

impl BreakPenalties {
    /// Returns the cost of a page end before each of the lines of a paragraph.
    fn costs<'l>(&self, lines: impl ExactSizeIterator<Item = &'l Line>) -> Vec<i32> {
        let count = lines.len();
        let mut hyphenated = false;
        let costs = lines.enumerate().map(|(index, line)| {
            let hyphen = std::mem::replace(&mut hyphenated, line.hyphenated);
            let mut cost = if hyphen { HYPHEN_AT_PAGE_END_COST } else { 0 };
            if index == 1 {
                cost = cost.max(if self.after_heading { FORBID } else { ORPHAN });
            }
            if index > 0 && index + 1 == count {
                cost = cost.max(WIDOW);
            }
            if index > 0 && (self.keep || index < self.kept) {
                cost = FORBID;
            }
            cost
        });
        costs.collect()
    }
}
