//! The columns of a table: their widths, and the alignment of figures in them.

use super::super::context::BlockContext;
use super::super::setter::Setter;
use super::figures;
use super::rows::classes_of;
use crate::book::column_widths::{self, ColumnNeed};
use crate::book::stretches::Stretch;
use crate::book::{Align, BlockKind, Cell, Inline, Row, Table};
use crate::design::spec::BlockPlace;
use crate::design::style::ParStyle;
use crate::design::{Alignment, ParRole};
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{Line, Placed, PlacedKind};
use crate::paragraph::{Rescue, width_of};
use crate::units::{Colour, Length};

/// The sizes that are tried for a table that is too wide, in thousandths of that of cells.
pub(super) const SIZES: [i64; 3] = [1000, 900, 800];

/// The positions of columns.
pub(super) struct Columns {
    left: Length,
    pub(super) widths: Vec<Length>,
    gutter: Length,
    pub(super) aligns: Vec<Align>,
    /// The size of the text, in thousandths of the size of cells.
    pub(super) size: i64,
    /// Its leading.
    pub(super) leading: Length,
    pub(super) padding: Length,
    /// The minimum height of a row.
    pub(super) min_row_height: Length,
    /// By how much the columns exceed the measure.
    pub(super) excess: Length,
    /// For each column of figures, the maximum width from the decimal mark on.
    fractions: Vec<Option<Length>>,
}

impl Columns {
    /// Returns the columns at their preferred widths if all fit, or else as [`share`](column_widths::share)
    /// divides the room. Takes the first of `sizes` (in thousandths of that of cells) at which no word has to
    /// be cut, or else the last.
    pub(super) fn of(setter: &Setter<'_>, table: &Table, context: &BlockContext, sizes: &[i64]) -> Self {
        let design = setter.resources.design;
        let count = table.columns.len().max(1);
        let needs_of = |rescue| {
            let mut needs = vec![ColumnNeed::default(); count];
            measure_cells(setter, (table, &table.head), rescue, context, &mut needs);
            measure_cells(setter, (table, &table.body), rescue, context, &mut needs);
            needs
        };
        let mut needs = needs_of(None);
        let gaps = i64::try_from(count - 1).unwrap_or(0);
        let spec = design.spec.tables;
        let gutter = spec.gutter;
        let measure = setter.measure(context);

        let least =
            |needs: &[ColumnNeed]| needs.iter().map(|need| need.least).sum::<Length>() + gutter * gaps;
        let fitting = |least: Length| sizes.iter().find(|size| least.ratio(**size, 1000) <= measure);
        let mut found = fitting(least(&needs));
        // Words that do not fit side by side even at the smallest size are divided, at last anywhere.
        for rescue in Rescue::ALL {
            if found.is_some() {
                break;
            }
            needs = needs_of(Some(rescue));
            found = fitting(least(&needs));
        }
        let least = least(&needs);
        let size = *found.or(sizes.last()).unwrap_or(&1000);
        let scaled = |length: Length| length.ratio(size, 1000);
        let needs: Vec<_> = needs
            .into_iter()
            .map(|need| ColumnNeed { least: scaled(need.least), most: scaled(need.most) })
            .collect();
        let gutter = scaled(gutter);

        let mut widths = column_widths::share(&needs, measure - gutter * gaps);
        if spec.full {
            widen(&mut widths, measure - gutter * gaps);
        }
        let width: Length = widths.iter().copied().sum::<Length>() + gutter * gaps;
        let leading = scaled(setter.style(ParRole::TableCell, context).leading);
        let padding = setter.fit(spec.pad);
        let slack = (measure - width).max(Length::ZERO);
        let fraction = |column| figures::widest_fraction(setter, table, column, context).map(scaled);
        Self {
            left: context.left + if spec.place == BlockPlace::Left { Length::ZERO } else { slack / 2 },
            widths,
            gutter,
            aligns: table.columns.clone(),
            size,
            leading,
            padding,
            min_row_height: leading + padding * 2,
            excess: (scaled(least) - measure).max(Length::ZERO),
            fractions: (0..count).map(fraction).collect(),
        }
    }

    /// Returns how far a right-aligned cell in a column of figures is indented, so that its decimal
    /// mark is below those of the other rows.
    pub(super) fn after_mark(
        &self,
        setter: &Setter<'_>,
        (column, span): (usize, usize),
        cell: &Cell,
        context: &BlockContext,
    ) -> Length {
        match self.fractions[column] {
            Some(widest) if span == 1 && !cell.header => {
                widest - figures::fraction(setter, cell, context).unwrap_or_default().ratio(self.size, 1000)
            }
            _ => Length::ZERO,
        }
    }

    /// Returns the left end and the width of a cell.
    pub(super) fn place(&self, column: usize, span: usize) -> (Length, Length) {
        let before: Length = self.widths[..column].iter().map(|width| *width + self.gutter).sum();
        let inside: Length =
            self.widths[column..column + span].iter().map(|width| *width + self.gutter).sum();
        (self.left + before, inside - self.gutter)
    }

    pub(super) fn rule(&self, line: &mut Line, above: bool, weight: Length) {
        if weight.is_zero() {
            return;
        }
        let (x, width) = self.place(0, self.widths.len());
        let y = if above { -line.height } else { -weight };
        let kind = PlacedKind::Rule { width, height: weight, colour: Colour::BLACK };
        line.items.push(Placed { x, y, kind, owner: None });
    }
}

/// Reports a table that fits neither turned nor at a smaller size, once and not cell by cell.
pub(super) fn report_excess(setter: &mut Setter<'_>, columns: &Columns, span: Span) {
    if !columns.excess.is_zero() {
        let message = format!("a table needs {} pt more than the page has", columns.excess);
        let help = "fewer columns, shorter words or a wider page would let it fit";
        setter.sink.push(Diagnostic::new(Code::Overfull, span, message).help(help));
    }
}

/// Returns the minimum and the preferred width of each column; `rescue` as for [`width_of`]. Cells that span
/// several columns distribute their widths over these.
fn measure_cells(
    setter: &Setter<'_>,
    (table, rows): (&Table, &[Row]),
    rescue: Option<Rescue>,
    context: &BlockContext,
    needs: &mut [ColumnNeed],
) {
    let count = i64::try_from(needs.len()).unwrap_or(1);
    for (row, places) in rows.iter().zip(table.places(rows)) {
        for (cell, column) in row.cells.iter().zip(places) {
            let end = (column + usize::from(cell.columns)).min(needs.len());
            let Some(needs) = needs.get_mut(column..end).filter(|needs| !needs.is_empty()) else { break };
            let (least, most) = measure_blocks(setter, cell, (rescue, count), context);
            let parts = i64::try_from(needs.len()).unwrap_or(1);
            for need in needs {
                need.include(least / parts, most / parts);
            }
        }
    }
}

fn measure_blocks(
    setter: &Setter<'_>,
    cell: &Cell,
    (rescue, columns): (Option<Rescue>, i64),
    context: &BlockContext,
) -> (Length, Length) {
    let role = if cell.header { ParRole::TableHead } else { ParRole::TableCell };
    let context = BlockContext { classes: classes_of(setter, cell, context), ..BlockContext::body() };
    let mut style = setter.style(role, &context);
    style.align = Alignment::Start;
    let mut both = (Length::ZERO, Length::ZERO);
    for block in &cell.blocks {
        let (least, most) = match &block.kind {
            BlockKind::Paragraph(inlines) => measure_paragraph(setter, inlines, &style, (rescue, columns)),
            // Other blocks fit into any width.
            BlockKind::Heading { .. }
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => (setter.resources.design.em() * 4, setter.resources.design.page.measure),
        };
        both = (both.0.max(least), both.1.max(most));
    }
    both
}

/// Measures a paragraph: all of it, or if it is divided, the widest of its words and pictures.
fn measure_paragraph(
    setter: &Setter<'_>,
    inlines: &[Inline],
    style: &ParStyle,
    (rescue, columns): (Option<Rescue>, i64),
) -> (Length, Length) {
    let Some(stretches) = setter.stretches(inlines) else {
        return width_of(inlines, style, rescue, setter.resources);
    };
    let needs = stretches.iter().map(|stretch| match stretch {
        Stretch::Words(words) => width_of(words, style, rescue, setter.resources),
        Stretch::Pictures(pictures) => setter.needs(pictures, columns),
    });
    needs.fold((Length::ZERO, Length::ZERO), |both, (least, most)| (both.0.max(least), both.1.max(most)))
}

/// Distributes the rest of the room over columns in proportion to their widths.
fn widen(widths: &mut [Length], room: Length) {
    let all: Length = widths.iter().copied().sum();
    let mut rest = room - all;
    if rest <= Length::ZERO || all.is_zero() {
        return;
    }
    let spare = rest;
    let count = widths.len();
    for (index, width) in widths.iter_mut().enumerate() {
        let part = if index + 1 == count { rest } else { spare.ratio(width.to_sp(), all.to_sp()) };
        *width += part;
        rest -= part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_distributed_by_the_widths_of_columns() {
        let mut widths = [Length::pt(10), Length::pt(30)];
        widen(&mut widths, Length::pt(60));
        assert_eq!(widths, [Length::pt(15), Length::pt(45)]);
        widen(&mut widths, Length::pt(50));
        assert_eq!(widths, [Length::pt(15), Length::pt(45)]);
    }
}
