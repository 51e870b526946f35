//! The navigation document (EPUB 3.3, section 7): contents, landmarks, pages, lists of figures and
//! tables. It is also the contents page of the e-book.

use super::breaks::Breaks;
use super::cursor::TextCursor;
use super::layout::{COVER_PAGE, Layout, NAV};
use super::markup::{ContentDocument, XhtmlBuilder};
use super::xhtml::{PageHead, page};
use crate::book::role::Matter;
use crate::book::{
    Block, BlockKind, Caption, Captioned, Division, Entry, GroupRole, NodeId, Role, plain_text,
};
use crate::lang::LangTag;
use crate::words::{Word, word};

/// Writes the navigation document.
pub(super) fn nav(layout: &Layout<'_>) -> ContentDocument {
    let words = &layout.book.meta.words;
    let division = layout.contents().filter(|division| !division.title.is_empty());
    let contents = division.map_or(word(Word::Contents, words), |division| division.label.as_str());
    let mut breaks = layout.contents().map(|division| layout.marks.of_text(division.text));
    let (mut cursor, mut out) = (TextCursor::default(), XhtmlBuilder::new(layout.weights()));
    if let Some(breaks) = &mut breaks {
        cursor.enter(NodeId::TEXT, "", false);
        breaks.here("div", &cursor, &mut out);
    }
    let mut breaks = breaks.unwrap_or_default();
    out.open("nav").epub_type("toc").attr("role", "doc-toc").attr("id", "toc");
    out.attr("aria-labelledby", "toc-title").line().open("h1").attr("id", "toc-title");
    breaks.text(contents, &mut cursor, &mut out);
    out.close("h1").line().open("ol").line();
    if layout.book.contents.is_empty() {
        // A book of one untitled text still has a beginning.
        let href = layout.documents.first().map_or(COVER_PAGE, |document| &document.href);
        out.open("li").open("a").attr("href", href).text(&layout.book.meta.title);
        out.close("a").close("li").line();
    }
    let mut lines = layout.contents().and_then(contents_node).unwrap_or_default().lines();
    entries(&layout.book.contents, layout, (&mut breaks, &mut cursor), &mut lines, &mut out);
    out.close("ol").line().close("nav").line();
    breaks.rest(&mut out);
    landmarks(layout, &mut out);
    pages(layout, &mut out);
    lists(layout, &mut out);
    let head = PageHead { href: NAV, title: contents, lang: &layout.book.meta.language };
    page(layout, &head, "frontmatter", out)
}

/// Returns the contents block of a division.
fn contents_node(division: &Division) -> Option<NodeId> {
    let is_contents = |block: &&Block| matches!(block.kind, BlockKind::Contents);
    division.blocks.iter().find(is_contents).map(|block| block.node)
}

/// Returns the direction of a language, if the book has another.
fn direction(lang: &LangTag, layout: &Layout<'_>) -> Option<&'static str> {
    let is_rtl = lang.is_rtl();
    (is_rtl != layout.book.meta.language.is_rtl()).then_some(if is_rtl { "rtl" } else { "ltr" })
}

fn entries(
    list: &[Entry],
    layout: &Layout<'_>,
    (breaks, cursor): (&mut Breaks<'_>, &mut TextCursor),
    nodes: &mut impl Iterator<Item = NodeId>,
    out: &mut XhtmlBuilder,
) {
    for entry in list {
        let href = layout.href_from_root(&entry.anchor);
        let name = if href.is_some() { "a" } else { "span" };
        out.open("li").open(name).optional("href", href);
        let has_node = !layout.book.is_of_generated_notes(entry);
        if has_node && let Some(node) = nodes.next() {
            cursor.enter(node, "", false);
        }
        let mut say = |text: &str, out: &mut XhtmlBuilder| {
            if has_node {
                breaks.text(text, cursor, out);
            } else {
                out.text(text);
            }
        };
        if let Some(number) = layout.book.before_title(entry.number.as_ref()) {
            out.open("span").class("number");
            say(&number, out);
            out.close("span").text(" ");
        }
        if let Some(lang) = &entry.lang {
            out.open("span").language(lang).optional("dir", direction(lang, layout));
        }
        say(&entry.label, out);
        if entry.lang.is_some() {
            out.close("span");
        }
        for line in &entry.lines {
            out.text(" ").open("span").class("below-title").text(&plain_text(line)).close("span");
        }
        out.close(name);
        if !entry.children.is_empty() {
            out.line().open("ol").line();
            entries(&entry.children, layout, (breaks, cursor), nodes, out);
            out.close("ol").line();
        }
        out.close("li").line();
    }
}

/// Writes a list that reading systems show in their own interface, hidden in the text.
fn hidden<'a>(
    out: &mut XhtmlBuilder,
    kind: &str,
    (attribute, value): (&str, Option<&str>),
    name: &str,
    lines: impl Iterator<Item = (String, String, Option<&'a str>)>,
) {
    out.open("nav").epub_type(kind).optional(attribute, value);
    out.attr("aria-label", name).attr("hidden", "hidden").line();
    out.open("h2").text(name).close("h2").line().open("ol").line();
    for (href, label, kind) in lines {
        out.open("li").open("a").epub_type(kind.unwrap_or_default()).attr("href", href).text(&label);
        out.close("a").close("li").line();
    }
    out.close("ol").line().close("nav").line();
}

/// Writes the landmarks, which reading systems offer as destinations.
fn landmarks(layout: &Layout<'_>, out: &mut XhtmlBuilder) {
    let words = &layout.book.meta.words;
    let mut marks: Vec<(&str, String, String)> = vec![
        ("cover", COVER_PAGE.to_owned(), word(Word::Cover, words).to_owned()),
        ("toc", format!("{NAV}#toc"), word(Word::Contents, words).to_owned()),
    ];
    for document in &layout.documents {
        let division = document.division;
        let named = !matches!(
            division.role,
            Role::Chapter
                | Role::Part
                | Role::Interlude
                | Role::Listings
                | Role::Theorems
                | Role::Equations
                | Role::Abbreviations
                | Role::AboutTheAuthor
                | Role::AlsoBy
        );
        // The general index is the last of several, unless the author asks for another order.
        if division.role == Role::Index {
            marks.retain(|(kind, ..)| *kind != Role::Index.epub_type());
        }
        let known = |kind: &str| marks.iter().any(|(other, _, _)| *other == kind);
        if named && !known(division.role.epub_type()) {
            marks.push((division.role.epub_type(), document.href.clone(), division.label.clone()));
        }
    }
    let firsts = [(Matter::Body, "bodymatter", Some(Word::Beginning)), (Matter::Back, "backmatter", None)];
    for (matter, kind, name) in firsts {
        if let Some(first) = layout.documents.iter().find(|document| document.matter == matter) {
            let name = name.map_or(first.division.label.as_str(), |name| word(name, words));
            marks.push((kind, first.href.clone(), name.to_owned()));
        }
    }
    for (kind, list) in [("loi", Word::Figures), ("lot", Word::Tables)] {
        let known = marks.iter().any(|(other, _, _)| *other == kind);
        if !known && !numbered(layout, kind).is_empty() {
            marks.push((kind, format!("{NAV}#{kind}"), word(list, words).to_owned()));
        }
    }
    let lines = marks.iter().map(|(kind, href, label)| (href.clone(), label.clone(), Some(*kind)));
    hidden(out, "landmarks", ("role", None), word(Word::Landmarks, words), lines);
}

/// Writes the pages of the printed edition.
fn pages(layout: &Layout<'_>, out: &mut XhtmlBuilder) {
    let Some(pagination) = layout.edition.pagination else { return };
    let name = word(Word::Pages, &layout.book.meta.words);
    let lines = pagination.pages.iter().filter_map(|page| {
        let href = layout.to_page(&page.label)?;
        Some((href, page.label.clone(), None))
    });
    hidden(out, "page-list", ("role", Some("doc-pagelist")), name, lines);
}

/// Writes the lists of the figures and tables that have numbers.
fn lists(layout: &Layout<'_>, out: &mut XhtmlBuilder) {
    let words = &layout.book.meta.words;
    for (kind, name) in [("loi", Word::Figures), ("lot", Word::Tables)] {
        let lines = numbered(layout, kind);
        if !lines.is_empty() {
            let lines = lines.into_iter().map(|(href, label)| (href, label, None));
            hidden(out, kind, ("id", Some(kind)), word(name, words), lines);
        }
    }
}

/// Returns the figures or tables with a number and a caption: their addresses, and their labels.
fn numbered(layout: &Layout<'_>, kind: &str) -> Vec<(String, String)> {
    let of = if kind == "loi" { Captioned::Figures } else { Captioned::Tables };
    let here = layout.book.captions(of).iter().filter(|caption| caption.only != Some(GroupRole::OnlyPdf));
    let line = |caption: &Caption| {
        let number = caption.number.value().unwrap_or_default();
        Some((layout.href_from_root(&caption.anchor)?, format!("{number} {}", caption.label)))
    };
    here.filter_map(line).collect()
}
