//! The contents, in both forms that reading systems know.

use std::fmt::Write;

use super::layout::{COVER_PAGE, Layout, NAV};
use super::xml::{attribute, escape};
use crate::Stamp;
use crate::book::role::Matter;
use crate::book::words::{Word, word};
use crate::book::{Entry, Role};

/// The navigation document (EPUB 3.3, section 7), which is also the contents page.
pub(super) fn nav(layout: &Layout<'_>) -> String {
    let lang = &layout.book.meta.language;
    let contents = word(Word::Contents, lang);
    let mut out =
        String::from("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" aria-labelledby=\"toc-title\">\n");
    let _ = writeln!(out, "<h1 id=\"toc-title\">{}</h1>\n<ol>", escape(contents));
    if layout.book.contents.is_empty() {
        // A book of one unnamed text still has a beginning.
        let href = layout.documents.first().map_or(COVER_PAGE, |document| &document.href);
        let _ = writeln!(out, "<li><a href=\"{href}\">{}</a></li>", escape(&layout.book.meta.title));
    }
    entries(&layout.book.contents, layout, &mut out);
    out.push_str("</ol>\n</nav>\n");
    landmarks(layout, &mut out);
    let page = super::xhtml::page(contents, Some("frontmatter"), lang, &out);
    page.replace("href=\"../stylesheet.css\"", "href=\"stylesheet.css\"")
}

fn entries(list: &[Entry], layout: &Layout<'_>, out: &mut String) {
    for entry in list {
        let number = entry.number.as_ref();
        let number = number
            .map(|number| format!("<span class=\"number\">{}</span> ", escape(number)))
            .unwrap_or_default();
        let label = format!("{number}{}", escape(&entry.label));
        match layout.href_from_root(&entry.id) {
            Some(href) => {
                let _ = write!(out, "<li><a{}>{label}</a>", attribute("href", &href));
            }
            None => {
                let _ = write!(out, "<li><span>{label}</span>");
            }
        }
        if !entry.children.is_empty() {
            out.push_str("\n<ol>\n");
            entries(&entry.children, layout, out);
            out.push_str("</ol>\n");
        }
        out.push_str("</li>\n");
    }
}

/// Places that reading systems lead to by themselves.
fn landmarks(layout: &Layout<'_>, out: &mut String) {
    let lang = &layout.book.meta.language;
    let mut marks: Vec<(&str, String, String)> = vec![
        ("cover", COVER_PAGE.to_owned(), word(Word::Cover, lang).to_owned()),
        ("toc", format!("{NAV}#toc"), word(Word::Contents, lang).to_owned()),
    ];
    for document in &layout.documents {
        let division = document.division;
        let named = !matches!(
            division.role,
            Role::Chapter | Role::Part | Role::Interlude | Role::AboutTheAuthor | Role::AlsoBy
        );
        let known = |kind: &str| marks.iter().any(|(other, _, _)| *other == kind);
        if named && !known(division.role.epub_type()) {
            marks.push((division.role.epub_type(), document.href.clone(), division.label.clone()));
        }
    }
    if let Some(first) = layout.documents.iter().find(|document| document.matter == Matter::Body) {
        marks.push(("bodymatter", first.href.clone(), word(Word::Beginning, lang).to_owned()));
    }
    let name = word(Word::Landmarks, lang);
    let _ = writeln!(
        out,
        "<nav epub:type=\"landmarks\" aria-label=\"{0}\" hidden=\"hidden\">\n<h2>{0}</h2>\n<ol>",
        escape(name)
    );
    for (kind, href, label) in marks {
        let _ = writeln!(
            out,
            "<li><a epub:type=\"{kind}\"{}>{}</a></li>",
            attribute("href", &href),
            escape(&label)
        );
    }
    out.push_str("</ol>\n</nav>\n");
}

/// The contents for reading systems of EPUB 2 (OPF 2.0.1, section 2.4.1).
pub(super) fn ncx(layout: &Layout<'_>, stamp: &Stamp) -> String {
    let meta = &layout.book.meta;
    let depth = depth(&layout.book.contents).max(1);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" \
         xml:lang=\"{}\">\n<head>\n<meta name=\"dtb:uid\"{} />\n<meta name=\"dtb:depth\" content=\"{depth}\" />\n\
         <meta name=\"dtb:totalPageCount\" content=\"0\" />\n<meta name=\"dtb:maxPageNumber\" content=\"0\" />\n</head>\n\
         <docTitle><text>{}</text></docTitle>\n<navMap>\n",
        meta.language,
        attribute("content", &stamp.identifier),
        escape(&meta.title)
    );
    let mut order = 0;
    if layout.book.contents.is_empty() {
        let href = layout.documents.first().map_or(COVER_PAGE, |document| &document.href);
        point(&meta.title, href, &mut order, &mut out);
        out.push_str("</navPoint>\n");
    }
    points(&layout.book.contents, layout, &mut order, &mut out);
    out.push_str("</navMap>\n</ncx>\n");
    out
}

fn points(list: &[Entry], layout: &Layout<'_>, order: &mut u32, out: &mut String) {
    for entry in list {
        let Some(href) = layout.href_from_root(&entry.id) else { continue };
        let number = entry.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        point(&format!("{number}{}", entry.label), &href, order, out);
        points(&entry.children, layout, order, out);
        out.push_str("</navPoint>\n");
    }
}

fn point(label: &str, href: &str, order: &mut u32, out: &mut String) {
    *order += 1;
    let _ = writeln!(
        out,
        "<navPoint id=\"point-{order}\" playOrder=\"{order}\"><navLabel><text>{}</text></navLabel><content{} />",
        escape(label),
        attribute("src", href)
    );
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}
