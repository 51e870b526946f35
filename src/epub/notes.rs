//! Notes, each beginning with its number as a link back to the call: at the end of their document, from
//! where reading systems show them in a pop-up; as a list at the end of their chapter; or all at the
//! end of the book.

use super::gathered::is_gathered;
use super::layout::{Document, Layout};
use super::writer::Writer;
use crate::book::words::{Word, word};
use crate::book::{Anchor, Block, BlockKind, NoteId, TextId};
use crate::project::NotesAt;

/// Writes the notes at the end of a document.
pub(super) fn close(writer: &mut Writer<'_>, document: &Document<'_>) {
    if is_gathered(document.division) {
        return all(writer);
    }
    if document.notes.is_empty() {
        return;
    }
    let name = word(Word::Notes, &writer.layout.book.meta.language);
    match writer.layout.notes_at {
        NotesAt::Popup => {
            writer.out.open("div").class("notes").attr("role", "group").attr("aria-label", name).line();
            document.notes.iter().for_each(|id| aside(writer, *id));
            writer.out.close("div").line();
        }
        NotesAt::Chapter => {
            let id = writer.layout.own_name(&Anchor::NoteList(document.division.id.clone()));
            writer.out.open("section").class("notes").epub_type("endnotes").attr("role", "doc-endnotes");
            writer.out.attr("aria-labelledby", &id).line();
            writer.out.open("h2").attr("id", &id).text(name).close("h2").line();
            list(writer, &document.notes);
            writer.out.close("section").line();
        }
        NotesAt::Book => {}
    }
}

/// Writes the notes of the whole book, under the titles of their chapters.
fn all(writer: &mut Writer<'_>) {
    let layout: &Layout<'_> = writer.layout;
    for document in layout.documents.iter().filter(|document| !document.notes.is_empty()) {
        let division = document.division;
        writer.out.open("h2");
        if let Some(number) = layout.book.before_title(division.number.as_ref()) {
            writer.out.text(&number).text(" ");
        }
        writer.out.text(&division.label).close("h2").line();
        list(writer, &document.notes);
    }
}

fn list(writer: &mut Writer<'_>, notes: &[NoteId]) {
    writer.out.open("ol").class("notes").line();
    for id in notes {
        let anchor = Anchor::from(&writer.layout.book.note(*id).anchor);
        writer.out.open("li").attr("id", anchor.name()).class("endnote");
        note(writer, *id);
        writer.out.close("li").line();
    }
    writer.out.close("ol").line();
}

fn aside(writer: &mut Writer<'_>, id: NoteId) {
    let anchor = Anchor::from(&writer.layout.book.note(id).anchor);
    writer.out.open("aside").epub_type("footnote").attr("role", "doc-footnote");
    writer.out.attr("id", anchor.name()).class("footnote").line();
    note(writer, id);
    writer.out.close("aside").line();
}

/// Writes a note that begins with its number, which is a link back to the call.
fn note(writer: &mut Writer<'_>, id: NoteId) {
    let note = writer.layout.book.note(id);
    let outer = std::mem::replace(&mut writer.breaks, writer.layout.marks.of_text(TextId::Note(id)));
    writer.out.open("p");
    number(writer, id);
    // The number is on the line of the first paragraph.
    if let Some((Block { kind: BlockKind::Paragraph(first), .. }, rest)) = note.blocks.split_first() {
        writer.inlines(first);
        writer.out.close("p").line();
        writer.blocks(rest);
    } else {
        writer.out.close("p").line();
        writer.blocks(&note.blocks);
    }
    writer.breaks.rest(&mut writer.out);
    writer.breaks = outer;
}

/// Writes the number of a note, as a link back to its call.
fn number(writer: &mut Writer<'_>, id: NoteId) {
    let number = writer.layout.book.note(id).number;
    let back = word(Word::Back, &writer.layout.book.meta.language);
    let href = writer.layout.to_call(id, writer.href);
    writer.out.open("a").class("back").attr("role", "doc-backlink").attr("href", href).attr("title", back);
    writer.out.text(&number.to_string()).close("a").text(" ");
}
