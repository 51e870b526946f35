//! Footnotes: set small to the measure, their number hanging before them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::blocks::{Env, Setter, calls};
use super::line::{LinkTarget, Placed, PlacedKind, Strip};
use super::structure::Structure;
use super::{Shop, set_text};
use crate::book::tag::Tag;
use crate::book::words::{Word, word};
use crate::book::{Anchor, NoteId};
use crate::design::ParRole;
use crate::diag::Diagnostic;
use crate::units::Length;

/// Sets every note called in strips, and those called in these.
pub(super) fn set_all(
    strips: &[Strip],
    shop: Shop<'_>,
    structure: &mut Structure,
    sink: &mut Vec<Diagnostic>,
) -> BTreeMap<NoteId, Vec<Strip>> {
    let mut notes = BTreeMap::new();
    let mut waiting = calls(strips);
    while let Some(id) = waiting.pop() {
        if let Entry::Vacant(place) = notes.entry(id) {
            let note = set(id, shop, structure, sink);
            waiting.extend(calls(&note));
            place.insert(note);
        }
    }
    notes
}

/// Sets a note; it stands in the structure after the words of the block that calls it.
fn set(id: NoteId, shop: Shop<'_>, structure: &mut Structure, sink: &mut Vec<Diagnostic>) -> Vec<Strip> {
    let note = shop.book.note(id);
    let element = structure.add(structure.caller(id), Tag::Note);
    structure.facts_mut(element).note = Some(id);
    let label = structure.add(element, Tag::Label);
    let back = structure.add(label, Tag::Link);
    structure.facts_mut(back).leads_to = Some(word(Word::Back, &shop.design.lang).to_owned());

    let mut setter = Setter::new(shop, std::mem::replace(structure, Structure::new(Tag::Section)), 0);
    setter.copy_of_note();
    let style = setter.style(ParRole::Note, &Env::body());
    let mut figures = style.text.clone();
    figures.old_style = false;
    let number = set_text(&note.number.to_string(), &figures, None, shop.design, shop.fonts);
    let number = number.into(sink).owned_by(back);
    let gap = style.text.size.ratio(shop.design.spec.note_gap, 10_000);
    let hang = (number.width + gap).max(style.text.size + gap);

    let env = Env::body().with_role(ParRole::Note).indented(hang).within(element);
    setter.space(style.above);
    setter.blocks(&note.blocks, &env);
    setter.space(style.below);
    let (mut strips, grown, diagnostics) = setter.finish(&Anchor::from(&note.anchor));
    *structure = grown;
    sink.extend(diagnostics);
    let first = strips.iter_mut().find_map(|strip| match strip {
        Strip::Line(line) => Some(line),
        Strip::Space { .. }
        | Strip::Penalty(_)
        | Strip::Fill(_)
        | Strip::Choice(_)
        | Strip::Float(_)
        | Strip::Barrier => None,
    });
    if let Some(line) = first {
        let area = PlacedKind::Link {
            to: LinkTarget::Anchor(Anchor::call(&note.anchor)),
            width: number.width.max(Length::pt(4)),
            height: style.text.size,
        };
        line.items.splice(0..0, number.items);
        let y = -style.text.size.ratio(3, 4);
        line.items.push(Placed { x: Length::ZERO, y, kind: area, owner: Some(back) });
    }
    strips
}
