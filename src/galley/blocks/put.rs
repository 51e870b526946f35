//! What is put below one another: lines with what stands between them.

use super::super::line::{Choice, FORBID, FORCE, Float, Line, ORPHAN, Strip, WIDOW};
use super::super::paragraph::Setting;
use super::super::structure::Structure;
use super::{Copy, Env, Setter};
use crate::book::tag::Tag;
use crate::book::{Block, NoteId};
use crate::diag::Diagnostic;
use crate::units::Length;

/// A page that ends with a hyphen. Costs go by their squares, so that this stands to a widow and an
/// orphan as 1 to 24 and 20.
const HYPHEN: i32 = 447;

impl Setter<'_> {
    /// Puts a paragraph, its lines guarded against widows and orphans.
    pub(super) fn push_ways(&mut self, mut ways: Vec<Setting>, keep: bool) {
        if keep && !self.first {
            self.penalise(FORBID);
        }
        let after_heading = std::mem::take(&mut self.after_heading);
        if ways.len() == 1 {
            let Some(way) = ways.pop() else { return };
            for (cost, mut line) in guarded(way, keep, after_heading) {
                // The only way that is left may be one that was second.
                line.build(self.shop);
                self.penalise(cost);
                self.push(line);
            }
            return;
        }
        self.before();
        let anchors = std::mem::take(&mut self.anchors);
        let choice = |way: Setting| {
            let mut strips = Vec::with_capacity(way.lines.len() * 2);
            let price = way.cost;
            for (index, (cost, mut line)) in guarded(way, keep, after_heading).enumerate() {
                if index == 0 {
                    line.anchors.splice(0..0, anchors.iter().cloned());
                } else if cost != 0 {
                    strips.push(Strip::Penalty(cost));
                }
                strips.push(Strip::Line(line));
            }
            Choice { cost: price, strips }
        };
        self.strips.push(Strip::Choice(ways.into_iter().map(choice).collect()));
    }

    /// Puts lines that no page end parts.
    pub(in crate::galley) fn push_kept(&mut self, lines: Vec<Line>) {
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.penalise(FORBID);
            }
            self.push(line);
        }
    }

    /// Puts a line, with what has been asked for before it.
    pub(in crate::galley) fn push(&mut self, mut line: Line) {
        self.before();
        // Whoever follows a link wants words or a picture, not the rule above them.
        if line.says_something() {
            self.adopt_anchors(&mut line);
        }
        self.strips.push(Strip::Line(line));
    }

    /// Gives the identifiers that wait to a line.
    fn adopt_anchors(&mut self, line: &mut Line) {
        line.anchors.splice(0..0, self.anchors.drain(..));
    }

    /// Puts what has been asked for before the next line.
    pub(super) fn before(&mut self) {
        if let Some(cost) = self.penalty.take() {
            self.strips.push(Strip::Penalty(cost));
        }
        let space = std::mem::take(&mut self.space);
        if !space.is_zero() {
            self.push_space(space, false);
        }
    }

    fn push_space(&mut self, height: Length, keep: bool) {
        self.strips.push(Strip::Space { height, keep });
    }

    /// Asks for space before the next line.
    pub(in crate::galley) fn space(&mut self, height: Length) {
        self.space = self.space.max(height);
    }

    /// Space that stays at the top of a page.
    pub(in crate::galley) fn sink_by(&mut self, height: Length) {
        self.push_space(height, true);
    }

    /// White that takes what is left of the page.
    pub(in crate::galley) fn fill(&mut self, weight: u16) {
        self.strips.push(Strip::Fill(weight));
    }

    /// Asks for a penalty before the next line; the highest counts, and a forced end above all.
    pub(in crate::galley) fn penalise(&mut self, cost: i32) {
        self.penalty = Some(match self.penalty {
            Some(known) if known <= FORCE || cost <= FORCE => FORCE,
            Some(known) => known.max(cost),
            None => cost,
        });
    }

    /// An identifier for the next line.
    pub(in crate::galley) fn anchor(&mut self, id: &str) {
        self.anchors.push(id.to_owned());
    }

    /// Sets blocks apart from the page, in the best way alone: a cell.
    pub(in crate::galley) fn apart(&mut self, blocks: &[Block], env: &Env) -> Vec<Strip> {
        self.aside(blocks, env, self.copy.apart())
    }

    /// Sets blocks that [`Setter::take`] will put on the page: an item of a list.
    pub(in crate::galley) fn ahead(&mut self, blocks: &[Block], env: &Env) -> Vec<Strip> {
        self.aside(blocks, env, self.copy)
    }

    /// What is set by `content`, apart from the page and settled.
    pub(in crate::galley) fn apart_with(&mut self, content: impl FnOnce(&mut Self)) -> Vec<Strip> {
        self.set_apart(self.copy.apart(), content)
    }

    fn aside(&mut self, blocks: &[Block], env: &Env, copy: Copy) -> Vec<Strip> {
        self.set_apart(copy, |inner| inner.blocks(blocks, env))
    }

    fn set_apart(&mut self, copy: Copy, content: impl FnOnce(&mut Self)) -> Vec<Strip> {
        // The structure is lent to whom it grows with, and comes back.
        let structure = std::mem::replace(&mut self.structure, Structure::new(Tag::Section));
        let speech = self.speech;
        let mut inner = Setter { copy, speech, ..Setter::new(self.shop, structure, self.depth) };
        content(&mut inner);
        self.structure = inner.structure;
        self.sink.append(&mut inner.sink);
        inner.strips
    }

    /// Takes in strips that were set apart.
    pub(in crate::galley) fn take(&mut self, strips: Vec<Strip>) {
        for strip in strips {
            match strip {
                Strip::Line(line) => self.push(line),
                Strip::Space { height, keep: false } => self.space(height),
                Strip::Space { height, keep: true } => self.sink_by(height),
                Strip::Penalty(cost) => self.penalise(cost),
                Strip::Fill(weight) => self.fill(weight),
                Strip::Choice(mut ways) => {
                    self.before();
                    let anchors = std::mem::take(&mut self.anchors);
                    let mut strip = Strip::Choice(std::mem::take(&mut ways));
                    for line in strip.first_lines() {
                        line.anchors.splice(0..0, anchors.iter().cloned());
                    }
                    self.strips.push(strip);
                }
                Strip::Float(float) => self.float(*float),
                Strip::Barrier => self.strips.push(Strip::Barrier),
            }
        }
    }

    /// Puts a float where it is called.
    pub(in crate::galley) fn float(&mut self, mut float: Float) {
        if let Some((_, line)) = float.lines.first_mut() {
            self.adopt_anchors(line);
        }
        self.strips.push(Strip::Float(Box::new(float)));
    }

    /// Whether a line has been put.
    pub(in crate::galley) fn has_lines(&self) -> bool {
        self.strips.iter().any(Strip::has_line)
    }

    /// What a page end before the next line costs, as asked for up to now.
    pub(in crate::galley) fn asked_penalty(&self) -> Option<i32> {
        self.penalty
    }

    /// Whether what is set is the copy of pages, and no cell or note.
    pub(in crate::galley) fn is_of_page(&self) -> bool {
        self.copy == Copy::Page
    }

    /// Sets everything from here on in the best way alone, and nothing larger than a note.
    pub(in crate::galley) fn copy_of_note(&mut self) {
        self.copy = Copy::Note;
    }

    /// The strips, the division's own identifier on the first line; what they belong to; and what
    /// was noticed.
    pub(in crate::galley) fn finish(mut self, id: &str) -> (Vec<Strip>, Structure, Vec<Diagnostic>) {
        let says = |strip: &mut Strip| strip.first_lines().iter().any(|line| line.says_something());
        let first = self.strips.iter_mut().position(says);
        let first = first.or_else(|| self.strips.iter().position(Strip::has_line));
        if let Some(first) = first {
            for line in self.strips[first].first_lines() {
                line.anchors.insert(0, id.to_owned());
            }
        }
        // Identifiers of blocks that set no line lead to the last line there is.
        let anchors = std::mem::take(&mut self.anchors);
        if let Some(last) = self.strips.iter_mut().rev().find(|strip| strip.has_line()) {
            for line in last.last_lines() {
                line.anchors.extend(anchors.iter().cloned());
            }
        }
        (self.strips, self.structure, self.sink)
    }
}

/// The lines of a paragraph, each with what a page end before it costs.
fn guarded(way: Setting, keep: bool, after_heading: bool) -> impl Iterator<Item = (i32, Line)> {
    let Setting { lines, kept, .. } = way;
    let count = lines.len();
    let mut hyphen = false;
    lines.into_iter().enumerate().map(move |(index, line)| {
        let mut cost = if hyphen { HYPHEN } else { 0 };
        if index == 1 {
            cost = cost.max(if after_heading { FORBID } else { ORPHAN });
        }
        if index > 0 && index + 1 == count {
            cost = cost.max(WIDOW);
        }
        if index > 0 && (keep || index < kept) {
            cost = FORBID;
        }
        hyphen = line.hyphenated;
        (cost, line)
    })
}

/// Every note called in strips, in order; all ways of a paragraph call the same.
pub(in crate::galley) fn calls(strips: &[Strip]) -> Vec<NoteId> {
    let mut notes = Vec::new();
    for strip in strips {
        match strip {
            Strip::Line(line) => notes.extend(&line.notes),
            Strip::Choice(ways) => notes.extend(ways.iter().take(1).flat_map(|way| calls(&way.strips))),
            Strip::Float(float) => notes.extend(float.lines.iter().flat_map(|(_, line)| &line.notes)),
            Strip::Space { .. } | Strip::Penalty(_) | Strip::Fill(_) | Strip::Barrier => {}
        }
    }
    notes
}
