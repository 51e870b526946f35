//! What the line breaker reads of a paragraph: its clusters as boxes and glue, its chances as
//! penalties, with how far each may hang out and be scaled.

use super::chances::{Chance, chances};
use super::collect::LINE_END;
use super::item::{FILL, INFINITE, Item};
use super::itemize::Kind;
use super::paragraph::{Cluster, Copy};
use super::{protrude, shape};
use crate::design::Microtype;
use crate::fonts::Library;

/// Stretch and shrink of a blank, in thousandths of it: a word space of 250 may go from 167 to 375.
const SPACE_STRETCH: i64 = 500;
const SPACE_SHRINK: i64 = 333;

/// What the breaker reads, and where each item stands in the text.
#[derive(Default)]
pub(super) struct Stock {
    pub(super) items: Vec<Item>,
    /// The byte of the text at which each item begins.
    pub(super) at: Vec<usize>,
    /// How far a line may hang out that begins at the item.
    pub(super) hang_left: Vec<i64>,
    /// How far a line may hang out that ends at the item.
    pub(super) hang_right: Vec<i64>,
    micro: Microtype,
    /// The box being gathered.
    open: Option<OpenBox>,
    /// What the last cluster would hang out.
    last_right: i64,
}

struct OpenBox {
    start: usize,
    width: i64,
    flex: i64,
    left: i64,
}

impl Stock {
    /// Of a paragraph from a byte of its text on; `micro` is for justified ones, others leave characters
    /// where they are.
    pub(super) fn new(copy: &Copy, from: usize, micro: Option<Microtype>, fonts: &Library) -> Self {
        let justified = micro.is_some();
        let mut stock = Self { micro: micro.unwrap_or(Microtype::NONE), ..Self::default() };
        let chances = chances(&copy.collected, justified);
        let mut next = chances.iter().copied().peekable();
        let first = copy.clusters.partition_point(|cluster| cluster.start < from);
        for (index, cluster) in copy.clusters.iter().enumerate().skip(first) {
            while next.peek().is_some_and(|chance| chance.at < cluster.start) {
                next.next();
            }
            let chance = next.next_if(|chance| chance.at == cluster.start);
            if let Some(chance) = chance.filter(|_| index > first) {
                stock.chance(chance, copy, index, fonts);
            }
            stock.cluster(copy, cluster, justified, &mut next, fonts);
        }
        stock.end_paragraph(copy.collected.text.len());
        stock
    }

    fn cluster(
        &mut self,
        copy: &Copy,
        cluster: &Cluster,
        justified: bool,
        chances: &mut std::iter::Peekable<impl Iterator<Item = Chance> + Clone>,
        fonts: &Library,
    ) {
        let text = &copy.collected.text[cluster.start..cluster.end];
        match text.chars().next() {
            Some(' ') => {
                let chance = chances.peek().filter(|chance| chance.at == cluster.end);
                let cost = chance.map_or(INFINITE, |chance| chance.cost);
                self.glue(cluster, justified, cost);
            }
            Some('\u{A0}') => self.glue(cluster, justified, INFINITE),
            Some(LINE_END) => {
                self.end_paragraph(cluster.start);
            }
            Some(first) => self.letters(copy, cluster, first, chances, fonts),
            None => {}
        }
    }

    /// Adds a cluster to the open box; a chance within it (a hyphen in a ligature) cuts it by its
    /// share of the text, and the line is shaped anew where it is used.
    fn letters(
        &mut self,
        copy: &Copy,
        cluster: &Cluster,
        first: char,
        chances: &mut std::iter::Peekable<impl Iterator<Item = Chance> + Clone>,
        fonts: &Library,
    ) {
        let italic = copy.style(cluster.segment).italic;
        let (left, right) = if self.micro.protrusion { protrude::share(first, italic) } else { (0, 0) };
        let flexible = copy.segments[cluster.segment].kind == Kind::Text;
        let length = i64::try_from(cluster.end - cluster.start).unwrap_or(1).max(1);
        let mut done = 0;
        while let Some(chance) =
            chances.next_if(|chance| chance.at > cluster.start && chance.at < cluster.end)
        {
            let share = cluster.width * i64::try_from(chance.at - cluster.start).unwrap_or(0) / length;
            self.grow(cluster.start, share - done, cluster.width * left / 1000, flexible);
            done = share;
            self.push_chance(chance, copy, cluster.segment, fonts);
        }
        let start = if done == 0 { cluster.start } else { self.at.last().copied().unwrap_or(cluster.start) };
        self.grow(start, cluster.width - done, cluster.width * left / 1000, flexible);
        self.last_right = cluster.width * right / 1000;
    }

    fn grow(&mut self, start: usize, width: i64, left: i64, flexible: bool) {
        let open = self.open.get_or_insert(OpenBox { start, width: 0, flex: 0, left });
        open.width += width;
        if flexible {
            open.flex += width * self.micro.expansion / 10_000;
        }
    }

    fn chance(&mut self, chance: Chance, copy: &Copy, cluster: usize, fonts: &Library) {
        // After a blank the glue is the place.
        let after_blank = matches!(self.items.last(), Some(Item::Glue { .. })) && self.open.is_none();
        if !after_blank {
            self.push_chance(chance, copy, copy.clusters[cluster - 1].segment, fonts);
        }
    }

    fn push_chance(&mut self, chance: Chance, copy: &Copy, segment: usize, fonts: &Library) {
        self.close();
        let style = copy.style(segment);
        let face = fonts.face(copy.segments[segment].face);
        let width = if chance.soft {
            shape::hyphen(face, style.size).map_or(0, |(_, width)| i64::from(width))
        } else {
            0
        };
        let right = match (self.micro.protrusion, chance.soft) {
            (false, _) => 0,
            (true, true) => width * protrude::share('\u{AD}', style.italic).1 / 1000,
            (true, false) => self.last_right,
        };
        let Chance { cost, flagged, soft, .. } = chance;
        self.push(Item::Penalty { width, cost, flagged, soft }, chance.at, 0, right);
    }

    /// A blank; a line that ends at it costs what is asked for.
    fn glue(&mut self, cluster: &Cluster, justified: bool, cost: i32) {
        let right = self.last_right;
        self.close();
        if cost != 0 {
            self.push(Item::penalty(cost), cluster.start, 0, right);
        }
        let part = |thousandths| if justified { cluster.width * thousandths / 1000 } else { 0 };
        let glue =
            Item::Glue { width: cluster.width, stretch: part(SPACE_STRETCH), shrink: part(SPACE_SHRINK) };
        self.push(glue, cluster.start, 0, right);
        self.last_right = 0;
    }

    /// A line end that stays: what is left of the line is filled.
    fn end_paragraph(&mut self, at: usize) {
        let right = self.last_right;
        self.close();
        self.push(Item::penalty(INFINITE), at, 0, 0);
        self.push(Item::Glue { width: 0, stretch: FILL, shrink: 0 }, at, 0, 0);
        self.push(Item::penalty(-INFINITE), at, 0, right);
        self.last_right = 0;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let OpenBox { start, width, flex, left } = open;
            self.push(Item::Box { width, flex }, start, left, 0);
        }
    }

    fn push(&mut self, item: Item, at: usize, left: i64, right: i64) {
        self.items.push(item);
        self.at.push(at);
        self.hang_left.push(left);
        self.hang_right.push(right);
    }
}
