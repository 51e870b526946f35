//! The drawing of a cover as shapes at their places, before it is written as SVG.

use super::fit::{SetText, scaled};
use crate::assets::Lettering;
use crate::units::Colour;

/// The width of a cover in its units, which are pixels of the finished picture.
pub(super) const WIDTH: i32 = 1400;
pub(super) const HEIGHT: i32 = 2240;

/// A rectangle, y downward.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

impl Area {
    /// The whole cover.
    pub(super) const ALL: Self = Self { x: 0, y: 0, width: WIDTH, height: HEIGHT };

    /// Returns the rectangle that lies inside by a distance at each side.
    pub(super) fn inset(self, by: i32) -> Self {
        Self { x: self.x + by, y: self.y + by, width: self.width - 2 * by, height: self.height - 2 * by }
    }

    /// Returns the lower edge.
    pub(super) fn bottom(self) -> i32 {
        self.y + self.height
    }

    /// Returns the right edge.
    #[cfg(test)]
    pub(super) fn right(self) -> i32 {
        self.x + self.width
    }
}

/// A column of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) left: i32,
    pub(super) width: i32,
}

/// The edge that lines are aligned at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// A shape of a cover.
#[derive(Clone, Debug)]
pub(super) enum Shape<'a> {
    /// A filled rectangle.
    Field { area: Area, fill: Colour },
    /// The edge of a rectangle, drawn inside it.
    Frame { area: Area, thickness: i32, stroke: Colour },
    /// The author's picture, cropped to a rectangle.
    Picture { area: Area },
    /// A colour over a picture, with opacities in thousandths at heights in thousandths of the rectangle.
    Tint { area: Area, colour: Colour, stops: Vec<(i32, i32)> },
    /// A line of text.
    Text(PlacedText<'a>),
}

/// A line of text at its place.
#[derive(Clone, Debug)]
pub(super) struct PlacedText<'a> {
    pub(super) text: String,
    pub(super) lettering: Lettering<'a>,
    pub(super) size: i32,
    pub(super) fill: Colour,
    /// The point on the baseline that `align` refers to.
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) align: Align,
    /// The bounds of its ink.
    #[cfg(test)]
    pub(super) ink: Area,
}

/// The shapes of a cover from back to front.
#[derive(Debug)]
pub(super) struct Canvas<'a> {
    pub(super) shapes: Vec<Shape<'a>>,
    pub(super) align: Align,
}

impl<'a> Canvas<'a> {
    pub(super) fn field(&mut self, area: Area, fill: Colour) {
        self.shapes.push(Shape::Field { area, fill });
    }

    pub(super) fn frame(&mut self, area: Area, thickness: i32, stroke: Colour) {
        self.shapes.push(Shape::Frame { area, thickness, stroke });
    }

    pub(super) fn picture(&mut self, area: Area) {
        self.shapes.push(Shape::Picture { area });
    }

    /// Draws a rule in a column: at its aligned edge, or across it if `width` is that of the column.
    pub(super) fn rule(&mut self, column: Column, top: i32, (width, thickness): (i32, i32), fill: Colour) {
        let x = match self.align {
            Align::Left => column.left,
            Align::Centre => column.left + (column.width - width) / 2,
            Align::Right => column.left + column.width - width,
        };
        self.field(Area { x, y: top, width, height: thickness }, fill);
    }

    /// Draws a text with the top of its first line at a height. The ink of each line is aligned, not its
    /// advance, so that large and small letters have one edge.
    pub(super) fn text(&mut self, set: &SetText<'a>, column: Column, top: i32, fill: Colour) {
        for (index, line) in set.lines.iter().enumerate() {
            let (extent, y) = (line.extent, top + set.baseline(index));
            let at = |thousandths: i32| scaled(set.size, thousandths);
            let width = at(extent.width());
            let left = match self.align {
                Align::Left => column.left,
                Align::Centre => column.left + (column.width - width) / 2,
                Align::Right => column.left + column.width - width,
            };
            let origin = left - at(extent.left);
            let x = match self.align {
                Align::Left => origin,
                Align::Centre => origin + at(extent.advance / 2),
                Align::Right => origin + at(extent.advance),
            };
            self.shapes.push(Shape::Text(PlacedText {
                text: line.text.clone(),
                lettering: set.lettering,
                size: set.size,
                fill,
                x,
                y,
                align: self.align,
                #[cfg(test)]
                ink: Area {
                    x: left,
                    y: y + at(extent.top),
                    width,
                    height: at(extent.bottom.max(0)) - at(extent.top),
                },
            }));
        }
    }

    /// Draws a flow from a height on.
    pub(super) fn flow(&mut self, flow: &Flow<'a>, column: Column, top: i32) {
        let mut y = top;
        for (index, (gap, item)) in flow.items.iter().enumerate() {
            y += if index > 0 { *gap } else { 0 };
            match item {
                FlowItem::Text(set, fill) => self.text(set, column, y, *fill),
                FlowItem::Rule { width, thickness, fill } => {
                    self.rule(column, y, ((*width).min(column.width), *thickness), *fill);
                }
            }
            y += item.height();
        }
    }
}

/// Texts and rules below each other, each with the space above it, which the first does not have.
#[derive(Default)]
pub(super) struct Flow<'a> {
    items: Vec<(i32, FlowItem<'a>)>,
}

enum FlowItem<'a> {
    Text(SetText<'a>, Colour),
    Rule { width: i32, thickness: i32, fill: Colour },
}

impl FlowItem<'_> {
    fn height(&self) -> i32 {
        match self {
            Self::Text(set, _) => set.height(),
            Self::Rule { thickness, .. } => *thickness,
        }
    }
}

impl<'a> Flow<'a> {
    /// Adds a text, if there is one.
    pub(super) fn text(mut self, gap: i32, set: Option<&SetText<'a>>, fill: Colour) -> Self {
        self.items.extend(set.map(|set| (gap, FlowItem::Text(set.clone(), fill))));
        self
    }

    /// Adds a rule of a width and a thickness, unless nothing is above it.
    pub(super) fn rule(mut self, gap: i32, (width, thickness): (i32, i32), fill: Colour) -> Self {
        if !self.is_empty() {
            self.items.push((gap, FlowItem::Rule { width, thickness, fill }));
        }
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(super) fn height(&self) -> i32 {
        let gaps: i32 = self.items.iter().skip(1).map(|(gap, _)| gap).sum();
        gaps + self.items.iter().map(|(_, item)| item.height()).sum::<i32>()
    }
}
