//! Notes, each beginning with its number as a link back to the call: at the end of their document, from
//! where reading systems show them in a pop-up; as a list at the end of their chapter; or all at the
//! end of the book.

use std::borrow::Cow;

use super::breaks::Breaks;
use super::layout::Document;
use super::writer::Writer;
use crate::book::{
    Anchor, Block, BlockKind, Book, EndnotePlace, NodeId, NoteId, NoteSeries, TextId, with_endnotes,
};
use crate::lang::LangTag;
use crate::project::NotesAt;
use crate::words::{Word, word};

/// Returns the book with its notes in one division if they are placed at its end.
pub(super) fn gathered(book: &Book, at: NotesAt) -> Cow<'_, Book> {
    if at != NotesAt::Book {
        return Cow::Borrowed(book);
    }
    let mut book = book.clone();
    with_endnotes(&mut book, |series| NoteSeries::LISTED.contains(&series).then_some(EndnotePlace::Book));
    Cow::Owned(book)
}

/// Writes the notes at the end of a document.
pub(super) fn close(writer: &mut Writer<'_>, document: &Document<'_>) {
    if writer.layout.book.has_all_notes(&document.division.id) {
        return all(writer, document);
    }
    let notes = of_series(writer, &document.notes);
    if notes.is_empty() {
        return;
    }
    let words = writer.words.clone();
    let name = word(Word::Notes, &words);
    match writer.layout.notes_at {
        NotesAt::Popup => {
            for notes in notes {
                writer.out.open("div").class("notes").attr("role", "group").attr("aria-label", name).line();
                if notes.iter().all(|id| writer.layout.book.note(*id).series.has_calls()) {
                    notes.into_iter().for_each(|id| aside(writer, id));
                } else {
                    // A reading system may hide a footnote that nothing calls.
                    lists(writer, &notes, None);
                }
                writer.out.close("div").line();
            }
        }
        NotesAt::Chapter => {
            let id = writer.layout.own_name(&Anchor::NoteList(document.division.id.clone()));
            writer.out.open("section").class("notes").epub_type("endnotes").attr("role", "doc-endnotes");
            writer.out.attr("aria-labelledby", &id).line();
            let notes = notes.concat();
            let breaks = before_list(writer, &notes);
            writer.out.open("h2").attr("id", &id).text(name).close("h2").line();
            lists(writer, &notes, Some(breaks));
            writer.out.close("section").line();
        }
        NotesAt::Book => {}
    }
}

/// Writes the notes of the whole book, under the titles of their chapters.
fn all(writer: &mut Writer<'_>, document: &Document<'_>) {
    let book = writer.layout.book;
    for division in book.note_lists(&document.division.id) {
        let notes: Vec<NoteId> = division.notes.iter().map(|listed| listed.note).collect();
        let breaks = before_list(writer, &notes);
        writer.out.open("h2");
        writer.inlines(&division.title);
        writer.out.close("h2").line();
        lists(writer, &notes, Some(breaks));
    }
}

/// Writes the marks of the pages that begin with the heading of a list. Returns the other breaks of its first note.
fn before_list<'a>(writer: &mut Writer<'a>, notes: &[NoteId]) -> Breaks<'a> {
    let Some(first) = notes.first() else { return Breaks::default() };
    let outer = std::mem::replace(&mut writer.breaks, writer.layout.marks.of_text(TextId::Note(*first)));
    writer.enter(NodeId::TEXT, "");
    writer.breaks.here("div", &writer.cursor, &mut writer.out);
    std::mem::replace(&mut writer.breaks, outer)
}

/// Returns the notes of each series that has any in lists.
fn of_series(writer: &Writer<'_>, notes: &[NoteId]) -> Vec<Vec<NoteId>> {
    let book = writer.layout.book;
    let of = |series| notes.iter().copied().filter(move |id| book.note(*id).series == series).collect();
    NoteSeries::LISTED.into_iter().map(of).filter(|notes: &Vec<NoteId>| !notes.is_empty()).collect()
}

/// Writes notes as a list for each series. The first note has these breaks, if they are already begun.
fn lists<'a>(writer: &mut Writer<'a>, notes: &[NoteId], mut breaks: Option<Breaks<'a>>) {
    for notes in of_series(writer, notes) {
        writer.out.open("ol").class("notes").line();
        for id in notes {
            let anchor = Anchor::from(&writer.layout.book.note(id).anchor);
            writer.out.open("li").attr("id", anchor.name()).class("endnote");
            let breaks = breaks.take().unwrap_or_else(|| writer.layout.marks.of_text(TextId::Note(id)));
            language(writer, id);
            writer.in_language(Some(lang_of(writer, id)), |writer| note(writer, id, breaks));
            writer.out.close("li").line();
        }
        writer.out.close("ol").line();
    }
}

fn aside(writer: &mut Writer<'_>, id: NoteId) {
    let anchor = Anchor::from(&writer.layout.book.note(id).anchor);
    writer.out.open("aside").epub_type("footnote").attr("role", "doc-footnote");
    writer.out.attr("id", anchor.name()).class("footnote");
    language(writer, id);
    writer.out.line();
    let breaks = writer.layout.marks.of_text(TextId::Note(id));
    writer.in_language(Some(lang_of(writer, id)), |writer| note(writer, id, breaks));
    writer.out.close("aside").line();
}

/// Returns the language of a note.
fn lang_of<'a>(writer: &Writer<'a>, id: NoteId) -> &'a LangTag {
    let book = writer.layout.book;
    book.note(id).lang.as_ref().unwrap_or(&book.meta.language)
}

/// Writes the language of a note, if its document has another.
fn language(writer: &mut Writer<'_>, id: NoteId) {
    let around = writer.words.lang();
    let lang = lang_of(writer, id);
    if lang == around {
        return;
    }
    let is_rtl = lang.is_rtl();
    let dir = (is_rtl != around.is_rtl()).then_some(if is_rtl { "rtl" } else { "ltr" });
    writer.out.language(lang).optional("dir", dir);
}

/// Writes a note that begins with its number, which is a link back to the call.
fn note<'a>(writer: &mut Writer<'a>, id: NoteId, breaks: Breaks<'a>) {
    let note = writer.layout.book.note(id);
    let outer = std::mem::replace(&mut writer.breaks, breaks);
    writer.out.open("p");
    number(writer, id);
    // The number is on the line of the first paragraph.
    if let Some((Block { kind: BlockKind::Paragraph(first), .. }, rest)) = note.blocks.split_first() {
        writer.inlines(first);
        writer.out.close("p").line();
        writer.margin_notes_in(first);
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
    let mark = writer
        .layout
        .book
        .note(id)
        .mark(writer.layout.edition.design.spec.second_marks, writer.layout.book.meta.words.digits());
    let mark = mark.unwrap_or_default();
    let words = writer.words.clone();
    let back = word(Word::Back, &words);
    let href = writer.layout.to_call(id, writer.href);
    writer.out.open("a").class("back").attr("role", "doc-backlink").attr("href", href).attr("title", back);
    writer.out.text(&mark).close("a").text(" ");
}
