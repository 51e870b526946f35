//! Footnotes: set at a smaller size to the measure, with hanging numbers.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::context::BlockContext;
use super::put::Column;
use super::setter::{Destination, SetBlock, Setter};
use super::stack::{calls, calls_in};
use crate::book::tag::Tag;
use crate::book::words::{Word, word};
use crate::book::{Anchor, NoteId, TextId};
use crate::design::ParRole;
use crate::layout::{LinkTarget, Placed, PlacedKind, Stack, Structure};
use crate::paragraph::{Resources, set_text};
use crate::units::Length;

/// Sets every note called in a column, and the notes called in these.
pub(super) fn set_all(
    column: &mut Column,
    resources: Resources<'_>,
    set_block: SetBlock,
) -> BTreeMap<NoteId, Stack> {
    let mut notes = BTreeMap::new();
    let mut waiting = calls(&column.strips);
    while let Some(id) = waiting.pop() {
        if let Entry::Vacant(place) = notes.entry(id) {
            let note = set(id, column, resources, set_block);
            waiting.extend(calls_in(&note));
            place.insert(note);
        }
    }
    notes
}

/// Sets a note. In the structure it follows the text of the block that calls it.
fn set(id: NoteId, column: &mut Column, resources: Resources<'_>, set_block: SetBlock) -> Stack {
    let note = resources.book.note(id);
    let structure = &mut column.structure;
    let element = structure.add(structure.caller(id), Tag::Note);
    structure.attributes_mut(element).note = Some(id);
    let label = structure.add(element, Tag::Label);
    let back = structure.add(label, Tag::Link);
    structure.attributes_mut(back).leads_to = Some(word(Word::Back, &resources.design.lang).to_owned());

    let structure = std::mem::replace(structure, Structure::new(Tag::Section));
    let mut setter = Setter::new(resources, structure, 0, TextId::Note(id), set_block);
    setter.destination = Destination::Note;
    let style = setter.style(ParRole::Note, &BlockContext::body());
    let mut figures = style.text.clone();
    figures.old_style = false;
    let number = set_text(&note.number.to_string(), &figures, None, resources.design, resources.fonts);
    let number = number.drain_into(&mut column.diagnostics).owned_by(back);
    let gap = style.text.size.ratio(resources.design.spec.note_gap, 10_000);
    let hang = (number.width + gap).max(style.text.size + gap);

    let page = &resources.design.page;
    // In the margin, the lines are as long as the column is wide.
    let right = page.note_column.map_or(Length::ZERO, |column| page.measure - column.width);
    let context = BlockContext { right, ..BlockContext::body() };
    let context = context.with_role(ParRole::Note).indented(hang).within(element);
    setter.space(style.above);
    setter.blocks(&note.blocks, &context);
    setter.space(style.below);
    let strips = setter.strips_of(&Anchor::from(&note.anchor));
    let mut stack = setter.stack(strips);
    column.structure = setter.structure;
    column.diagnostics.append(&mut setter.sink);
    if let Some(first) = stack.lines.first_mut() {
        let area = PlacedKind::Link {
            to: LinkTarget::Anchor(Anchor::call(&note.anchor)),
            width: number.width.max(Length::pt(4)),
            height: style.text.size,
        };
        first.line.items.splice(0..0, number.items);
        let y = -style.text.size.ratio(3, 4);
        first.line.items.push(Placed { x: Length::ZERO, y, kind: area, owner: Some(back) });
    }
    stack
}
