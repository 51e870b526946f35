//! Footnotes: set small to the measure, their number hanging before them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::blocks::{Env, Setter, calls};
use super::line::{LinkTarget, Placed, PlacedKind, Strip};
use super::{Shop, set_text};
use crate::book::NoteId;
use crate::design::ParRole;
use crate::diag::Diagnostic;
use crate::units::Length;

/// From the number to the text, in thousandths of an em of the note.
const GAP: i64 = 400;

/// Sets every note called in strips, and those called in these.
pub(super) fn set_all(
    strips: &[Strip],
    shop: Shop<'_>,
    sink: &mut Vec<Diagnostic>,
) -> BTreeMap<NoteId, Vec<Strip>> {
    let mut notes = BTreeMap::new();
    let mut waiting: Vec<NoteId> = calls(strips).collect();
    while let Some(id) = waiting.pop() {
        if let Entry::Vacant(place) = notes.entry(id) {
            let note = set(id, shop, sink);
            waiting.extend(calls(&note));
            place.insert(note);
        }
    }
    notes
}

fn set(id: NoteId, shop: Shop<'_>, sink: &mut Vec<Diagnostic>) -> Vec<Strip> {
    let note = shop.book.note(id);
    let mut setter = Setter::new(shop);
    let style = setter.style(ParRole::Note, &Env::body());
    let mut figures = style.text.clone();
    figures.old_style = false;
    let number = set_text(&note.number.to_string(), &figures, shop.design, shop.fonts);
    let gap = style.text.size.ratio(GAP, 1000);
    let hang = (number.width + gap).max(style.text.size + gap);

    let env = Env::body().with_role(ParRole::Note).indented(hang);
    setter.blocks(&note.blocks, &env);
    let (mut strips, diagnostics) = setter.finish(&format!("note-{}", id.0 + 1));
    sink.extend(diagnostics);
    let first = strips.iter_mut().find_map(|strip| match strip {
        Strip::Line(line) => Some(line),
        Strip::Space { .. } | Strip::Penalty(_) | Strip::Fill(_) => None,
    });
    if let Some(line) = first {
        let back = PlacedKind::Link {
            to: LinkTarget::Anchor(format!("call-{}", id.0 + 1)),
            width: number.width.max(Length::pt(4)),
            height: style.text.size,
            id: 0x4000_0000 | id.0,
        };
        line.items.splice(0..0, number.items);
        line.items.push(Placed { x: Length::ZERO, y: -style.text.size.ratio(3, 4), kind: back });
    }
    strips
}
