//! Footnotes: set at a smaller size to the measure, with hanging numbers.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::context::BlockContext;
use super::put::Column;
use super::setter::{Destination, SetBlock, Setter};
use super::stack::{calls, calls_in};
use crate::book::tag::Tag;
use crate::book::{Anchor, Note, NoteId, NoteSeries, TextId};
use crate::design::spec::NotePlace;
use crate::design::{Design, ParRole, ParStyle};
use crate::diag::{Code, Diagnostic};
use crate::layout::{ElementId, Line, LinkTarget, NoteSpot, Placed, PlacedKind, SetNote, Structure};
use crate::paragraph::Resources;
use crate::units::Length;
use crate::words::{Word, word};

/// Sets every note called in a column, and the notes called in these.
pub(super) fn set_all(
    column: &mut Column,
    resources: Resources<'_>,
    set_block: SetBlock,
) -> BTreeMap<NoteId, SetNote> {
    let mut notes = BTreeMap::new();
    let mut waiting = calls(&column.strips);
    while let Some(id) = waiting.pop() {
        if let Entry::Vacant(place) = notes.entry(id) {
            let note = set(id, column, resources, set_block);
            waiting.extend(calls_in(&note.stack));
            place.insert(note);
        }
    }
    notes
}

/// Sets a note. In the structure it follows the text of the block that calls it.
fn set(id: NoteId, column: &mut Column, resources: Resources<'_>, set_block: SetBlock) -> SetNote {
    let structure = std::mem::replace(&mut column.structure, Structure::new(Tag::Section));
    let mut setter = Setter::new(resources, structure, 0, TextId::Note(id), set_block);
    let parent = setter.structure.caller(id);
    let note = resources.book.note(id);
    setter.set_language(note.lang.as_ref());
    // The whole note is mirrored when its number is on it.
    setter.column_rtl = setter.rtl;
    let (page, spot) = (&resources.design.page, spot(note.series, resources.design));
    // The narrow column of the margin has ragged lines; a theme decides about notes with numbers there.
    let is_gloss = note.series == NoteSeries::Margin && spot == NoteSpot::Margin;
    setter.destination = if is_gloss { Destination::Margin } else { Destination::Note };
    let mark = resources.design.note_mark(note);
    let element = note_element(&mut setter, id, parent);
    let number = mark.map(|mark| NoteNumber::set(&mut setter, id, &mark, element));
    let hang = number.as_ref().map_or(Length::ZERO, |number| number.hang);
    let style = setter.style(ParRole::Note, &BlockContext::body());

    // In the margin, the lines are as long as the column is wide.
    let beside = page.note_column.filter(|_| spot == NoteSpot::Margin);
    let right = beside.map_or(Length::ZERO, |column| page.measure - column.width);
    setter.mirrored_in = page.measure - right;
    let context = BlockContext { right, ..BlockContext::body() };
    let context = context.with_role(ParRole::Note).indented(hang).within(element);
    setter.space(style.above);
    setter.blocks(&note.blocks, &context);
    setter.space(style.below);
    let strips = setter.strips_of(&Anchor::from(&note.anchor));
    let mut stack = setter.stack(strips);
    column.structure = setter.structure;
    column.diagnostics.append(&mut setter.sink);
    if note.series == NoteSeries::Margin && spot != NoteSpot::Margin {
        column.diagnostics.push(at_foot(note));
    }
    if let (Some(first), Some(number)) = (stack.lines.first_mut(), number) {
        number.put_on(&mut first.line, Length::ZERO, resources);
    }
    if setter.rtl != page.is_mirrored {
        stack.lines.iter_mut().for_each(|stacked| stacked.line.mirror(page.measure - right));
    }
    SetNote { spot, stack }
}

/// Returns the warning that a note in the margin is at the foot.
fn at_foot(note: &Note) -> Diagnostic {
    let message = "the outer margin is too narrow for a note, which is set at the foot";
    Diagnostic::new(Code::MarginNoteAtFoot, note.span, message)
        .help("widen the margin, as in `design: { margins: { outer: 40mm } }`, or take a theme with a wide one, `essay`")
}

/// Adds the element of a note to `parent`.
pub(super) fn note_element(setter: &mut Setter<'_>, id: NoteId, parent: ElementId) -> ElementId {
    let element = setter.structure.add(parent, Tag::Note);
    let lang = setter.resources.book.note(id).lang.clone();
    let attributes = setter.structure.attributes_mut(element);
    (attributes.note, attributes.lang) = (Some(id), lang);
    element
}

/// Returns where on the page the notes of a series are that are not in a list.
fn spot(series: NoteSeries, design: &Design) -> NoteSpot {
    match (design.spec.note_place(series), series) {
        (NotePlace::Margin, _) if design.page.note_column.is_some() => NoteSpot::Margin,
        (NotePlace::Foot | NotePlace::Margin | NotePlace::Chapter | NotePlace::Book, NoteSeries::First) => {
            NoteSpot::Foot
        }
        (
            NotePlace::Foot | NotePlace::Margin | NotePlace::Chapter | NotePlace::Book,
            NoteSeries::Second | NoteSeries::Margin | NoteSeries::Line,
        ) => NoteSpot::SecondFoot,
    }
}

/// The number of a note, as a link back to its call.
pub(super) struct NoteNumber {
    id: NoteId,
    line: Line,
    /// The element of the link.
    back: ElementId,
    /// The size of the note's text.
    size: Length,
    /// The indent of the note's text that the number needs.
    pub(super) hang: Length,
}

impl NoteNumber {
    /// Sets the number or another mark, and adds its element to that of the note.
    pub(super) fn set(setter: &mut Setter<'_>, id: NoteId, mark: &str, note: ElementId) -> Self {
        let resources = setter.resources;
        let label = setter.structure.add(note, Tag::Label);
        let back = setter.structure.add(label, Tag::Link);
        let leads_to = word(Word::Back, &resources.design.words).to_owned();
        setter.structure.attributes_mut(back).leads_to = Some(leads_to);

        let style = setter.style(ParRole::Note, &BlockContext::body());
        let mut figures = style.text.clone();
        figures.old_style = false;
        let line = setter.set_text(mark, &figures, None).owned_by(back);
        let gap = Self::gap(&style, resources);
        let hang = (line.width + gap).max(style.text.size + gap);
        Self { id, line, back, size: style.text.size, hang }
    }

    /// Returns the space between a number and the text.
    fn gap(style: &ParStyle, resources: Resources<'_>) -> Length {
        style.text.size.ratio(resources.design.spec.note_gap, 10_000)
    }

    /// Returns how far the number has to be moved to end at the gap before text with this indent.
    pub(super) fn slack(&self, hang: Length, style: &ParStyle, resources: Resources<'_>) -> Length {
        hang - Self::gap(style, resources) - self.line.width
    }

    /// Puts the number on the first line of the note, `x` from the left end of the measure.
    pub(super) fn put_on(mut self, line: &mut Line, x: Length, resources: Resources<'_>) {
        let width = self.line.width.max(Length::pt(4));
        self.line.shift(x);
        let to = LinkTarget::Anchor(Anchor::call(&resources.book.note(self.id).anchor));
        let kind = PlacedKind::Link { to, width, height: self.size };
        line.items.splice(0..0, self.line.items);
        line.items.push(Placed { x, y: -self.size.ratio(3, 4), kind, owner: Some(self.back) });
    }
}
