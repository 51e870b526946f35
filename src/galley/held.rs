//! Ways of a paragraph that are not built before make-up has chosen: most never are.

use std::fmt;
use std::sync::Arc;

use super::Shop;
use super::breaker::Break;
use super::justify::Sheet;
use super::line::{Galley, Line, Strip};
use super::notch::Notch;
use super::paragraph::Copy;
use super::stock::Stock;
use crate::design::ParStyle;
use crate::units::Length;

/// A line that is yet to be built.
#[derive(Clone)]
pub struct Unbuilt {
    held: Arc<Held>,
    way: u16,
    line: u16,
}

impl fmt::Debug for Unbuilt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of way {}", self.line, self.way)
    }
}

/// A paragraph, shaped and broken, from which lines can be built.
pub(super) struct Held {
    pub(super) copy: Copy,
    pub(super) stock: Stock,
    pub(super) ways: Vec<Vec<Break>>,
    pub(super) notches: Vec<Notch>,
    pub(super) style: ParStyle,
    /// The measure within the indents.
    pub(super) width: Length,
}

impl Held {
    /// The lines of a way, without their words.
    pub(super) fn bare(self: &Arc<Self>, way: usize) -> Vec<Line> {
        let breaks = &self.ways[way];
        let later = |line: usize| {
            let number = |value: usize| u16::try_from(value).unwrap_or(u16::MAX);
            Unbuilt { held: Arc::clone(self), way: number(way), line: number(line) }
        };
        let bare = |line| Line { unbuilt: Some(later(line)), ..self.sheet().bare(breaks, line) };
        (0..breaks.len()).map(bare).collect()
    }

    fn sheet(&self) -> Sheet<'_> {
        let Self { copy, stock, notches, style, .. } = self;
        Sheet { copy, stock, notches, style, width: self.width }
    }
}

impl Galley {
    /// Builds the lines of the ways that make-up has taken, one mask of bits for each choice of
    /// [`Galley::strips`] in their order; lets go of what the others would be built from.
    pub fn settle(&mut self, taken: &[u8], shop: Shop<'_>) {
        let choices = self.strips.iter_mut().filter_map(|strip| match strip {
            Strip::Choice(ways) => Some(ways),
            Strip::Line(_)
            | Strip::Space { .. }
            | Strip::Penalty(_)
            | Strip::Fill(_)
            | Strip::Float(_)
            | Strip::Barrier => None,
        });
        for (ways, taken) in choices.zip(taken) {
            for (index, way) in ways.iter_mut().enumerate() {
                let is_taken = taken >> index & 1 == 1;
                for line in way.strips.iter_mut().filter_map(Strip::line_mut) {
                    if is_taken {
                        line.build(shop);
                    }
                    line.unbuilt = None;
                }
            }
        }
    }
}

impl Line {
    /// Puts its words on a line that is yet to be built, behind what was hung on it: a bullet, an
    /// initial.
    pub(super) fn build(&mut self, shop: Shop<'_>) {
        let Some(Unbuilt { held, way, line }) = self.unbuilt.take() else { return };
        let built = held.sheet().line(&held.ways[usize::from(way)], line.into(), shop);
        self.items.extend(built.items);
        (self.width, self.ratio) = (built.width, built.ratio);
    }
}
