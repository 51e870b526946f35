//! Notes at the end of their document: reading systems show them in place, others lead there and back.

use std::fmt::Write;

use super::xhtml::Writer;
use crate::book::words::{Word, word};
use crate::book::{Block, BlockKind, NoteId};

/// Writes the notes of a document.
pub(super) fn section(writer: &mut Writer<'_>, notes: &[NoteId]) {
    if notes.is_empty() {
        return;
    }
    let lang = &writer.layout.book.meta.language;
    let name = word(Word::Notes, lang);
    let _ = writeln!(writer.out, "<div class=\"notes\" role=\"group\" aria-label=\"{name}\">");
    for id in notes {
        note(writer, *id);
    }
    writer.out.push_str("</div>\n");
}

/// One note, its number first, as a link back to its call.
fn note(writer: &mut Writer<'_>, id: NoteId) {
    let note = writer.layout.book.note(id);
    let back = word(Word::Back, &writer.layout.book.meta.language);
    let at = id.0 + 1;
    let _ = writeln!(
        writer.out,
        "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"note-{at}\" class=\"footnote\">"
    );
    let number = format!(
        "<a class=\"back\" role=\"doc-backlink\" href=\"#call-{at}\" title=\"{back}\">{}</a> ",
        note.number
    );
    // The number stands on the line of the first paragraph.
    if let Some((Block { kind: BlockKind::Paragraph(first), .. }, rest)) = note.blocks.split_first() {
        let _ = write!(writer.out, "<p>{number}");
        writer.inlines(first);
        writer.out.push_str("</p>\n");
        writer.blocks(rest);
    } else {
        let _ = writeln!(writer.out, "<p>{number}</p>");
        writer.blocks(&note.blocks);
    }
    writer.out.push_str("</aside>\n");
}
