//! The NCX: contents and pages for reading systems of EPUB 2 (OPF 2.0.1, section 2.4.1), mainly old
//! Kindles.

use std::fmt::Write;

use super::layout::{COVER_PAGE, Layout};
use crate::Stamp;
use crate::book::Entry;
use crate::book::anchor::counted;
use crate::project::Profile;
use crate::words::{Word, word};
use crate::xml::{attribute, escape};

/// Returns how many levels of contents a shop shows: two for the Kindle Publishing Guidelines (2019.2),
/// three for Kobo's EPUB guidelines.
fn deepest(profile: Profile) -> usize {
    match profile {
        Profile::Kindle => 2,
        Profile::Kobo => 3,
        Profile::Generic | Profile::Apple => usize::MAX,
    }
}

/// Writes the NCX.
pub(super) fn ncx(layout: &Layout<'_>, stamp: &Stamp) -> String {
    let meta = &layout.book.meta;
    let deepest = deepest(layout.edition.options.profile.unwrap_or_default());
    let depth = depth(&layout.book.contents).clamp(1, deepest);
    let (total, most) = pages(layout);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" \
         xml:lang=\"{}\">\n<head>\n<meta name=\"dtb:uid\"{} />\n<meta name=\"dtb:depth\" content=\"{depth}\" />\n\
         <meta name=\"dtb:totalPageCount\" content=\"{total}\" />\n<meta name=\"dtb:maxPageNumber\" content=\"{most}\" />\n</head>\n\
         <docTitle><text>{}</text></docTitle>\n",
        meta.language,
        attribute("content", &stamp.identifier),
        escape(&meta.title)
    );
    for author in meta.authors() {
        let _ = writeln!(out, "<docAuthor><text>{}</text></docAuthor>", escape(author));
    }
    out.push_str("<navMap>\n");
    let mut order = 0;
    if layout.book.contents.is_empty() {
        let href = layout.documents.first().map_or(COVER_PAGE, |document| &document.href);
        point(&meta.title, href, &mut order, &mut out);
        out.push_str("</navPoint>\n");
    }
    points(&layout.book.contents, layout, deepest, &mut order, &mut out);
    out.push_str("</navMap>\n");
    page_list(layout, &mut out);
    out.push_str("</ncx>\n");
    out
}

fn points(list: &[Entry], layout: &Layout<'_>, levels: usize, order: &mut u32, out: &mut String) {
    if levels == 0 {
        return;
    }
    for entry in list {
        let Some(href) = layout.href_from_root(&entry.anchor) else { continue };
        let number = layout.book.before_title(entry.number.as_ref());
        let number = number.map(|number| format!("{number} ")).unwrap_or_default();
        point(&format!("{number}{}", entry.label), &href, order, out);
        points(&entry.children, layout, levels - 1, order, out);
        out.push_str("</navPoint>\n");
    }
}

fn point(label: &str, href: &str, order: &mut u32, out: &mut String) {
    *order += 1;
    let _ = writeln!(
        out,
        "<navPoint id=\"{}\" playOrder=\"{order}\"><navLabel><text>{}</text></navLabel><content{} />",
        counted("point", *order),
        escape(label),
        attribute("src", href)
    );
}

/// Returns the number of pages, and the highest number among those with arabic figures.
fn pages(layout: &Layout<'_>) -> (usize, u32) {
    let Some(pagination) = layout.edition.pagination else { return (0, 0) };
    let numbers = pagination.pages.iter().filter_map(|page| page.label.parse().ok());
    (pagination.pages.len(), numbers.max().unwrap_or(0))
}

fn page_list(layout: &Layout<'_>, out: &mut String) {
    let Some(pagination) = layout.edition.pagination else { return };
    let name = word(Word::Pages, &layout.book.meta.words);
    let _ = writeln!(out, "<pageList>\n<navLabel><text>{}</text></navLabel>", escape(name));
    for page in &pagination.pages {
        let Some(href) = layout.to_page(&page.label) else { continue };
        let (kind, value) = match page.label.parse::<u32>() {
            Ok(number) => ("normal", format!(" value=\"{number}\"")),
            Err(_) => ("front", String::new()),
        };
        let _ = writeln!(
            out,
            "<pageTarget type=\"{kind}\"{value}><navLabel><text>{0}</text></navLabel><content{1} /></pageTarget>",
            escape(&page.label),
            attribute("src", &href)
        );
    }
    out.push_str("</pageList>\n");
}

/// Returns the number of levels of contents.
pub(super) fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| 1 + depth(&entry.children)).max().unwrap_or(0)
}
