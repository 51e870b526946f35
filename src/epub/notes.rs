//! Notes, each beginning with its number as a link back to the call: at the end of their document, from
//! where reading systems show them in a pop-up; as a list at the end of their chapter; or all at the
//! end of the book.

use std::fmt::Write;

use super::gathered::is_gathered;
use super::layout::{Document, Layout};
use super::writer::Writer;
use crate::book::words::{Word, word};
use crate::book::{Anchor, Block, BlockKind, NoteId, TextId};
use crate::project::NotesAt;
use crate::xml::escape;

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
            let _ = writeln!(writer.out, "<div class=\"notes\" role=\"group\" aria-label=\"{name}\">");
            document.notes.iter().for_each(|id| aside(writer, *id));
            writer.out.push_str("</div>\n");
        }
        NotesAt::Chapter => {
            let id = writer.layout.own_name(&Anchor::NoteList(document.division.id.clone()));
            let _ = writeln!(
                writer.out,
                "<section class=\"notes\" epub:type=\"endnotes\" role=\"doc-endnotes\" aria-labelledby=\"{id}\">\n\
                 <h2 id=\"{id}\">{name}</h2>"
            );
            list(writer, &document.notes);
            writer.out.push_str("</section>\n");
        }
        NotesAt::Book => {}
    }
}

/// Writes the notes of the whole book, under the titles of their chapters.
fn all(writer: &mut Writer<'_>) {
    let layout: &Layout<'_> = writer.layout;
    for document in layout.documents.iter().filter(|document| !document.notes.is_empty()) {
        let division = document.division;
        let number = layout
            .book
            .shown(division.number.as_ref())
            .map(|number| format!("{number} "))
            .unwrap_or_default();
        let _ = writeln!(writer.out, "<h2>{}{}</h2>", escape(&number), escape(&division.label));
        list(writer, &document.notes);
    }
}

fn list(writer: &mut Writer<'_>, notes: &[NoteId]) {
    writer.out.push_str("<ol class=\"notes\">\n");
    for id in notes {
        let anchor = Anchor::from(&writer.layout.book.note(*id).anchor);
        let _ = write!(writer.out, "<li id=\"{}\" class=\"endnote\">", anchor.name());
        note(writer, *id);
        writer.out.push_str("</li>\n");
    }
    writer.out.push_str("</ol>\n");
}

fn aside(writer: &mut Writer<'_>, id: NoteId) {
    let anchor = Anchor::from(&writer.layout.book.note(id).anchor);
    let _ = writeln!(
        writer.out,
        "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"{}\" class=\"footnote\">",
        anchor.name()
    );
    note(writer, id);
    writer.out.push_str("</aside>\n");
}

/// Writes a note that begins with its number, which is a link back to the call.
fn note(writer: &mut Writer<'_>, id: NoteId) {
    let note = writer.layout.book.note(id);
    let back = word(Word::Back, &writer.layout.book.meta.language);
    let href = writer.layout.to_call(id, writer.href);
    let number = format!(
        "<a class=\"back\" role=\"doc-backlink\" href=\"{href}\" title=\"{back}\">{}</a> ",
        note.number
    );
    let outer = std::mem::replace(&mut writer.breaks, writer.layout.marks.of_text(TextId::Note(id)));
    // The number is on the line of the first paragraph.
    if let Some((Block { kind: BlockKind::Paragraph(first), .. }, rest)) = note.blocks.split_first() {
        let _ = write!(writer.out, "<p>{number}");
        writer.inlines(first);
        writer.out.push_str("</p>\n");
        writer.blocks(rest);
    } else {
        let _ = writeln!(writer.out, "<p>{number}</p>");
        writer.blocks(&note.blocks);
    }
    writer.breaks.rest(&mut writer.out);
    writer.breaks = outer;
}
