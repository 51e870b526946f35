//! The items of a paragraph that the line breaker reads: clusters become boxes and glue, break
//! opportunities become penalties, each with how far it may protrude and be scaled.

use std::ops::Range;

use super::breaker::{BreakItem, FILL, INFINITE};
use super::measures::USUAL_SPACE;
use super::opportunities::{BreakOpportunity, LongParts, Opportunities, opportunities};
use super::segment::SegmentKind;
use super::shaped::{ShapedText, TextCluster};
use super::spacing::ClusterSpace;
use super::text::{LINE_END, OBJECT};
use super::{keycaps, protrude, shape};
use crate::design::{LineRules, Microtype};
use crate::fonts::{Library, is_east_asian};

/// Stretch and shrink of a space, in thousandths of it: a word space of 250 may go from 167 to 375.
const SPACE_STRETCH: i64 = 500;
const SPACE_SHRINK: i64 = 333;

/// A last line with fewer letters looks like a mistake.
const RUNT_LETTERS: usize = 5;
/// The letters that an ideograph, a kana or a syllable of Hangul counts as: a last line has at least two of them (JLReq, “Widow
/// adjustment of paragraphs”).
const IDEOGRAPH_LETTERS: usize = 3;

/// The items of a paragraph, and their positions in the text.
#[derive(Default)]
pub(super) struct LineItems {
    pub(super) items: Vec<BreakItem>,
    /// The byte of the text at which each item begins.
    pub(super) at: Vec<usize>,
    /// How far a line that begins at the item may protrude at the left.
    pub(super) hang_left: Vec<i64>,
    /// How far a line that ends at the item may protrude at the right.
    pub(super) hang_right: Vec<i64>,
    /// The white of the mark that a line ends with at the item, within `hang_right`; empty if no mark has any.
    trails: Vec<i64>,
    micro: Microtype,
    is_justified: bool,
    /// Whether characters have spaces around them that are not word spaces.
    is_spaced: bool,
    /// Whether each item begins within an address or a name in code; empty if the text has none.
    within_address: Vec<bool>,
    /// The width of its first space, in thousandths of an em; 0 if it has none.
    pub(super) space: i64,
    /// The first item of a last line that would be a runt.
    pub(super) runt: usize,
    /// The box that clusters are being added to.
    open: Option<OpenBox>,
    /// How far the last cluster protrudes at the end of a line.
    last_right: i64,
    /// The part of that which is white.
    last_trail: i64,
}

struct OpenBox {
    start: usize,
    width: i64,
    flex: i64,
    spacing: i64,
    left: i64,
}

impl LineItems {
    /// Takes away the stretch that fills the last line, so that its length counts as that of other lines does.
    pub(super) fn end_as_other_lines(&mut self) {
        for item in &mut self.items {
            if matches!(item, BreakItem::Glue { stretch: FILL, .. }) {
                *item = BreakItem::Box { width: 0, flex: 0, spacing: 0 };
            }
        }
    }

    /// Ties the first word to the second, so that no line ends between them.
    pub(super) fn tie_first_word(&mut self) {
        let is_space = |item: &BreakItem| matches!(item, BreakItem::Glue { stretch, .. } if *stretch != FILL);
        let Some(space) = self.items.iter().position(is_space) else { return };
        for item in &mut self.items[space.saturating_sub(1)..=space] {
            match item {
                BreakItem::Glue { width, .. } => {
                    *item = BreakItem::Box { width: *width, flex: 0, spacing: 0 }
                }
                BreakItem::Penalty { cost, .. } => *cost = INFINITE,
                BreakItem::Box { .. } | BreakItem::Gap { .. } => {}
            }
        }
    }

    /// Returns the items of a paragraph from a byte of its text on. `micro` is passed for justified
    /// paragraphs; in others, characters neither protrude nor are scaled.
    /// The parts `long` have opportunities of last resort.
    pub(super) fn new(
        shaped: &ShapedText,
        from: usize,
        micro: Option<Microtype>,
        rules: LineRules,
        long: &LongParts,
        fonts: &Library,
    ) -> Self {
        let justified = micro.is_some();
        let mut line_items = Self { micro: micro.unwrap_or(Microtype::NONE), ..Self::default() };
        line_items.is_justified = justified;
        if !shaped.spaces.is_empty() {
            line_items.is_spaced = true;
        }
        if !shaped.is_western {
            // Ideographs are neither scaled nor letterspaced, and all letters of a line are alike.
            line_items.micro = Microtype { expansion: 0, tracking: 0, ..line_items.micro };
        }
        let Opportunities { found, addresses } = opportunities(&shaped.collected, rules, justified, long);
        let mut next = found.iter().copied().peekable();
        let first = shaped.clusters.partition_point(|cluster| cluster.start < from);
        for (index, cluster) in shaped.clusters.iter().enumerate().skip(first) {
            while next.peek().is_some_and(|opportunity| opportunity.at < cluster.start) {
                next.next();
            }
            let opportunity = next.next_if(|opportunity| opportunity.at == cluster.start);
            if let Some(space) = line_items.space_before(shaped, index).filter(|_| index > first) {
                line_items.gap(space, opportunity, cluster.start);
            } else if let Some(opportunity) = opportunity.filter(|_| index > first) {
                line_items.opportunity(opportunity, shaped, index, fonts);
            }
            line_items.cluster(shaped, index, justified, &mut next, fonts);
        }
        line_items.end_paragraph(shaped.collected.text.len());
        line_items.runt = line_items.first_of_runt(&shaped.collected.text);
        line_items.mark_addresses(&addresses);
        line_items
    }

    /// Marks the items that begin within one of the ranges of text, but not at its start.
    fn mark_addresses(&mut self, addresses: &[Range<usize>]) {
        if addresses.is_empty() {
            return;
        }
        let is_within = |at: &usize| {
            let next = addresses.partition_point(|range| range.end <= *at);
            addresses.get(next).is_some_and(|range| range.start < *at)
        };
        self.within_address = self.at.iter().map(is_within).collect();
    }

    /// Returns whether the line from one item to a break may be short: if it ends within an address, or is only
    /// the rest of one. It has no spaces then, or too few, to be filled.
    pub(super) fn may_be_short(&self, from: usize, to: usize) -> bool {
        let is_within = |item: usize| self.within_address.get(item).copied().unwrap_or(false);
        is_within(to) || (is_within(from) && self.stretch(from, to) == 0)
    }

    /// Returns how much of what protrudes at the right, where a line ends at an item, is the white of a mark.
    pub(super) fn trail(&self, item: usize) -> i64 {
        self.trails.get(item).copied().unwrap_or(0)
    }

    /// Returns the maximum of [`Self::trail`].
    pub(super) fn max_trail(&self) -> i64 {
        self.trails.iter().copied().max().unwrap_or(0)
    }

    /// Returns whether characters have spaces around them that are not word spaces, as ideographs do.
    pub(super) fn is_spaced(&self) -> bool {
        self.is_spaced
    }

    /// Returns whether any line may be short.
    pub(super) fn has_short(&self) -> bool {
        !self.within_address.is_empty()
    }

    /// Returns the stretch of the spaces from one item to another.
    pub(super) fn stretch(&self, from: usize, to: usize) -> i64 {
        let stretch = |item: &BreakItem| match item {
            BreakItem::Glue { stretch, .. } | BreakItem::Gap { stretch, .. } => *stretch,
            BreakItem::Box { .. } | BreakItem::Penalty { .. } => 0,
        };
        self.items[from.min(to)..to].iter().map(stretch).sum()
    }

    /// Returns the first item with fewer than [`RUNT_LETTERS`] letters of the paragraph from it on.
    fn first_of_runt(&self, text: &str) -> usize {
        let mut lacking = RUNT_LETTERS;
        for (at, c) in text.char_indices().rev().filter(|(_, c)| c.is_alphanumeric()) {
            lacking = lacking.saturating_sub(if is_east_asian(c) { IDEOGRAPH_LETTERS } else { 1 });
            if lacking == 0 {
                return self.at.partition_point(|item| *item <= at);
            }
        }
        0
    }

    fn cluster(
        &mut self,
        shaped: &ShapedText,
        index: usize,
        justified: bool,
        opportunities: &mut std::iter::Peekable<impl Iterator<Item = BreakOpportunity> + Clone>,
        fonts: &Library,
    ) {
        let cluster = &shaped.clusters[index];
        let text = &shaped.collected.text[cluster.start..cluster.end];
        match text.chars().next() {
            Some(' ') => {
                let opportunity = opportunities.peek().filter(|opportunity| opportunity.at == cluster.end);
                let cost = opportunity.map_or(INFINITE, |opportunity| opportunity.cost);
                self.glue(shaped, cluster, justified, cost);
            }
            Some('\u{A0}') => self.glue(shaped, cluster, justified, INFINITE),
            Some(OBJECT) if shaped.collected.is_formula_space(cluster.start) => {
                self.formula_space(shaped, cluster, justified);
            }
            Some(LINE_END) => {
                self.end_paragraph(cluster.start);
            }
            Some(first) => self.letters(shaped, index, first, opportunities, fonts),
            None => {}
        }
    }

    /// Adds a cluster to the open box. An opportunity within a cluster (a hyphen in a ligature) divides
    /// its width in proportion to the text; a line that ends there is shaped again.
    fn letters(
        &mut self,
        shaped: &ShapedText,
        index: usize,
        first: char,
        opportunities: &mut std::iter::Peekable<impl Iterator<Item = BreakOpportunity> + Clone>,
        fonts: &Library,
    ) {
        let cluster = &shaped.clusters[index];
        let italic = shaped.style(cluster.segment).italic;
        let is_framed = keycaps::key_at(&shaped.collected.keycaps, cluster.start).is_some();
        let protrudes = self.micro.protrusion && !is_framed;
        let (left, right) = if protrudes { protrude::share(first, italic) } else { (0, 0) };
        let (left, right) = (cluster.width * left / 1000, cluster.width * right / 1000);
        let ClusterSpace { lead, trail, .. } = shaped.spaces.get(index).copied().unwrap_or_default();
        let (left, right) = match first {
            // All of the mark is in the margin, not its white alone.
            '、' | '。' | '，' | '．' if self.micro.hanging && trail > 0 => (lead, cluster.width),
            _ if lead + trail > 0 => (lead, trail),
            _ => (left, right),
        };
        let flexible = shaped.segments[cluster.segment].kind == SegmentKind::Text;
        let length = i64::try_from(cluster.end - cluster.start).unwrap_or(1).max(1);
        let mut done = 0;
        while let Some(opportunity) = opportunities
            .next_if(|opportunity| opportunity.at > cluster.start && opportunity.at < cluster.end)
        {
            let share = cluster.width * i64::try_from(opportunity.at - cluster.start).unwrap_or(0) / length;
            self.grow(cluster.start, share - done, left, flexible);
            done = share;
            self.push_opportunity(opportunity, shaped, cluster.segment, fonts);
        }
        let start = if done == 0 { cluster.start } else { self.at.last().copied().unwrap_or(cluster.start) };
        self.grow(start, cluster.width - done, left, flexible);
        let is_spaced = flexible && shape::is_letterspaced(shaped.segments[cluster.segment].script);
        if let Some(open) = self.open.as_mut().filter(|_| is_spaced) {
            open.spacing += shaped.style(cluster.segment).size.to_sp() * self.micro.tracking / 10_000;
        }
        (self.last_right, self.last_trail) = (right, trail);
    }

    /// Returns the space before a cluster that is not a word space; `None` if there is none.
    fn space_before<'a>(&self, shaped: &'a ShapedText, cluster: usize) -> Option<&'a ClusterSpace> {
        let space = shaped.spaces.get(cluster.checked_sub(1)?)?;
        // After a space, the glue is the place to break.
        (space.is_flexible() && self.open.is_some()).then_some(space)
    }

    /// Adds the space between two clusters. A line may end at it if there is an opportunity.
    fn gap(&mut self, space: &ClusterSpace, opportunity: Option<BreakOpportunity>, at: usize) {
        let right = self.last_right;
        self.close();
        let cost = opportunity.map_or(INFINITE, |opportunity| opportunity.cost);
        let part = |give| if self.is_justified { give } else { 0 };
        let (stretch, shrink) = (part(space.stretch), part(space.shrink));
        self.push(BreakItem::Gap { width: space.width, stretch, shrink, cost }, at, 0, right);
    }

    fn grow(&mut self, start: usize, width: i64, left: i64, flexible: bool) {
        let open = self.open.get_or_insert(OpenBox { start, width: 0, flex: 0, spacing: 0, left });
        open.width += width;
        if flexible {
            open.flex += width * self.micro.expansion / 10_000;
        }
    }

    fn opportunity(
        &mut self,
        opportunity: BreakOpportunity,
        shaped: &ShapedText,
        cluster: usize,
        fonts: &Library,
    ) {
        // After a space, the glue is the place to break.
        let after_blank = matches!(self.items.last(), Some(BreakItem::Glue { .. })) && self.open.is_none();
        if !after_blank {
            self.push_opportunity(opportunity, shaped, shaped.clusters[cluster - 1].segment, fonts);
        }
    }

    fn push_opportunity(
        &mut self,
        opportunity: BreakOpportunity,
        shaped: &ShapedText,
        segment: usize,
        fonts: &Library,
    ) {
        self.close();
        let style = shaped.style(segment);
        let of_hyphen = &shaped.segments[segment];
        let face = fonts.face(of_hyphen.face);
        let width = if opportunity.soft {
            shape::hyphen(face, of_hyphen.size).map_or(0, |(_, width)| i64::from(width))
        } else {
            0
        };
        let right = match (self.micro.protrusion, opportunity.soft) {
            _ if self.last_trail > 0 => self.last_right,
            (false, _) => 0,
            (true, true) => width * protrude::share('\u{AD}', style.italic).1 / 1000,
            (true, false) => self.last_right,
        };
        let BreakOpportunity { cost, flagged, soft, .. } = opportunity;
        self.push(BreakItem::Penalty { width, cost, flagged, soft }, opportunity.at, 0, right);
    }

    /// Adds the glue of a space. A line that ends at it costs `cost`.
    fn glue(&mut self, shaped: &ShapedText, cluster: &TextCluster, justified: bool, cost: i32) {
        let right = self.last_right;
        self.close();
        if cost != 0 {
            self.push(BreakItem::penalty(cost), cluster.start, 0, right);
        }
        if self.space == 0 {
            self.space = cluster.width * 1000 / shaped.style(cluster.segment).size.to_sp().max(1);
        }
        let part = |thousandths| if justified { cluster.width * thousandths / 1000 } else { 0 };
        let glue = BreakItem::Glue {
            width: cluster.width,
            stretch: part(SPACE_STRETCH),
            shrink: part(SPACE_SHRINK),
        };
        self.push(glue, cluster.start, 0, right);
        (self.last_right, self.last_trail) = (0, 0);
    }

    /// Adds the glue of a space within a formula, which gives way as a word space of the same text does. A line ends at
    /// it only if there is an opportunity before it.
    fn formula_space(&mut self, shaped: &ShapedText, cluster: &TextCluster, justified: bool) {
        self.close();
        let is_opportunity = |item: &BreakItem| matches!(item, BreakItem::Penalty { .. });
        if !self.items.last().is_some_and(is_opportunity) {
            self.push(BreakItem::penalty(INFINITE), cluster.start, 0, 0);
        }
        let word_space = shaped.style(cluster.segment).size.to_sp() * USUAL_SPACE / 1000;
        let part = |thousandths| if justified { word_space * thousandths / 1000 } else { 0 };
        let (stretch, shrink) = (part(SPACE_STRETCH), part(SPACE_SHRINK).min(cluster.width / 2));
        self.push(BreakItem::Glue { width: cluster.width, stretch, shrink }, cluster.start, 0, 0);
        (self.last_right, self.last_trail) = (0, 0);
    }

    /// Adds a forced line end, with glue that fills the rest of the line.
    fn end_paragraph(&mut self, at: usize) {
        let right = self.last_right;
        self.close();
        self.push(BreakItem::penalty(INFINITE), at, 0, 0);
        self.push(BreakItem::Glue { width: 0, stretch: FILL, shrink: 0 }, at, 0, 0);
        self.push(BreakItem::penalty(-INFINITE), at, 0, right);
        (self.last_right, self.last_trail) = (0, 0);
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let OpenBox { start, width, flex, spacing, left } = open;
            self.push(BreakItem::Box { width, flex, spacing }, start, left, 0);
        }
    }

    fn push(&mut self, item: BreakItem, at: usize, left: i64, right: i64) {
        self.items.push(item);
        self.at.push(at);
        self.hang_left.push(left);
        self.hang_right.push(right);
        if self.is_spaced {
            self.trails.push(if right == 0 { 0 } else { self.last_trail });
        }
    }
}
