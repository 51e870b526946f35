//! Notes at the end of a chapter or of the book: lists with hanging numbers, in the size of notes.

use super::context::BlockContext;
use super::heading;
use super::note::{NoteNumber, note_element};
use super::setter::{Destination, Setter};
use super::stack;
use crate::book::tag::Tag;
use crate::book::{Anchor, Division, NodeId, NoteList, TextId};
use crate::design::{ParRole, ParStyle};
use crate::layout::{Line, PendingParagraph, Strip};
use crate::units::Length;

/// The level of the heading of a list.
const LEVEL: u8 = 2;

/// Sets the lists of notes at the end of a division.
pub(super) fn set(setter: &mut Setter<'_>, division: &Division) {
    let book = setter.resources.book;
    for list in book.note_lists(&division.id) {
        setter.close_notch();
        // A page that begins with the heading begins with the first note.
        let first = list.notes.first().map(|listed| TextId::Note(listed.note));
        (setter.text, setter.node) = (first.unwrap_or(division.text), NodeId::TEXT);
        let context = setter.body();
        let context = context.within(setter.element(&context, Tag::Section));
        setter.anchor(list.anchor());
        heading::set(setter, LEVEL, None, &list.title, &context);
        notes(setter, list, &context);
    }
}

/// Sets the notes of a list. All texts have one indent, before which the numbers end.
fn notes(setter: &mut Setter<'_>, list: &NoteList, context: &BlockContext) {
    let outer = std::mem::replace(&mut setter.destination, Destination::Note);
    let style = setter.style(ParRole::Note, context);
    let second = setter.resources.design.spec.second_marks;
    let digits = setter.resources.design.words.digits();
    let mut number = |id| {
        let element = note_element(setter, id, context.parent);
        let mark = setter.resources.book.note(id).mark(second, digits).unwrap_or_default();
        (element, NoteNumber::set(setter, id, &mark, element))
    };
    let numbers: Vec<_> = list.notes.iter().map(|listed| number(listed.note)).collect();
    let hang = numbers.iter().map(|(_, number)| number.hang).max().unwrap_or_default();
    let context = context.with_role(ParRole::Note).indented(hang);
    let mut series = None;
    for ((element, number), listed) in numbers.into_iter().zip(&list.notes) {
        let note = setter.resources.book.note(listed.note);
        let mut inner = setter.lend(Destination::Note);
        inner.text = TextId::Note(listed.note);
        inner.set_language(note.lang.as_ref().or(setter.lang.as_ref()));
        inner.after_heading = std::mem::take(&mut setter.after_heading);
        inner.blocks(&note.blocks, &context.within(element));
        inner.strips = inner.strips_of(&Anchor::from(&note.anchor));
        let mut strips = setter.take_back(inner);
        put_number(&mut strips, number, hang, &style, setter);
        setter.space(style.above);
        if series.replace(note.series).is_some_and(|above| above != note.series) {
            setter.space(style.leading);
        }
        setter.take(strips);
        setter.space(style.below);
    }
    setter.destination = outer;
    setter.first = true;
}

/// Puts the number of a note on its first line, or on a line of its own if the note has no text.
fn put_number(
    strips: &mut Vec<Strip<PendingParagraph>>,
    number: NoteNumber,
    hang: Length,
    style: &ParStyle,
    setter: &Setter<'_>,
) {
    if !strips.iter().any(stack::has_line) {
        let (height, depth) = style.strut();
        strips.push(Strip::Line(Line::empty(height, depth)));
    }
    let x = number.slack(hang, style, setter.resources);
    let first = strips.iter_mut().find(|strip| stack::has_line(strip));
    // A note has one variant of each paragraph, so that there is one first line.
    if let Some(line) = first.and_then(|strip| stack::first_lines(strip).into_iter().next()) {
        number.put_on(line, x, setter.resources);
    }
}
