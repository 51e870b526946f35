//! Places lines in columns side by side. The breaker has chosen where each column ends.

use super::ground::Grounds;
use super::margin::MarginNotes;
use super::{Body, Placer, put, repeat};
use crate::layout::Layer;
use crate::makeup::breaker::{ColumnFill, ColumnSet, repeated};
use crate::units::Length;

/// Columns side by side on a page.
pub(super) struct PlacedColumns<'a> {
    /// Their lines.
    pub(super) set: &'a ColumnSet,
    /// Their top on the text area.
    pub(super) top: Length,
    /// How much lower they are than that, since spaces above them are adjusted.
    pub(super) lower: Length,
    /// Whether they begin the page.
    pub(super) begins_page: bool,
    /// Whether the page is seen only after turning.
    pub(super) turned: bool,
}

impl PlacedColumns<'_> {
    /// Places the lines. Returns the bottom of the tallest column.
    pub(super) fn place(&self, placer: &Placer<'_>, body: &mut Body, margin: &mut MarginNotes) -> Length {
        let pitch = self.set.bounds.first().and_then(|from| placer.steps[*from].column_set());
        let pitch = pitch.map_or(Length::ZERO, |columns| placer.gathered.columns[columns].pitch);
        let mut bottom = self.top;
        let mut left = Length::ZERO;
        for (column, bounds) in self.set.bounds.windows(2).enumerate() {
            let from = body.items.len();
            bottom = bottom.max(self.column(column, (bounds[0], bounds[1]), placer, body, margin));
            body.items[from..].iter_mut().for_each(|item| item.x += left);
            left += pitch;
        }
        bottom
    }

    /// Places the lines of a column at the left end of the measure. Returns its bottom.
    fn column(
        &self,
        column: usize,
        (from, to): (usize, usize),
        placer: &Placer<'_>,
        body: &mut Body,
        margin: &mut MarginNotes,
    ) -> Length {
        let mut grounds = Grounds::default();
        let head = placer.page.top + self.top + self.lower;
        let first = placer.steps[from..to].first().filter(|_| column > 0 || self.begins_page);
        let repeated = first.map_or(Length::ZERO, |step| repeated(step, column == 0, self.turned));
        if let Some(step) = first.filter(|_| repeated > Length::ZERO) {
            repeat(body, step.line.of(placer.galley), head);
        }
        let mut fill = ColumnFill::new(repeated);
        for step in &placer.steps[from..to] {
            let line = step.line.of(placer.galley);
            let top = head + fill.add(step, placer.leading);
            grounds.lay(body, line, top + line.height);
            let notes = step.first_note_line..step.first_note_line + step.note_lines;
            margin.call(notes, top + line.height - placer.page.top);
            put(body, line, top, Layer::Text, true);
        }
        self.top + fill.height()
    }
}
