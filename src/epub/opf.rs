//! The package document (EPUB 3.3, section 5): metadata, manifest and spine.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::faces::Faces;
use super::layout::FONTS_CSS;
use super::layout::{COVER, COVER_PAGE, CSS, Layout, NAV, NCX};
use super::metadata;
use crate::Stamp;
use crate::book::anchor::counted;
use crate::project::Profile;
use crate::xml::attribute;

/// The vocabulary of the name of a book's inputs.
const OURS: &str = "pressmark: https://crates.io/crates/pressmark#";
/// The vocabulary that tells Apple Books that fonts are embedded (Apple Books Asset Guide).
const APPLE: &str = " ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/";

/// An item of the manifest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) media_type: &'static str,
    pub(super) properties: &'static str,
}

/// Returns all files of the container except the package document, in the order of its manifest.
pub(super) fn manifest(layout: &Layout<'_>, faces: &Faces<'_>) -> Vec<Item> {
    let item = |id: &str, href: &str, media_type, properties| Item {
        id: id.to_owned(),
        href: href.to_owned(),
        media_type,
        properties,
    };
    let mut items = vec![
        item("nav", NAV, "application/xhtml+xml", "nav"),
        item("ncx", NCX, "application/x-dtbncx+xml", ""),
        item("style", CSS, "text/css", ""),
        item("cover", COVER_PAGE, "application/xhtml+xml", ""),
        item("cover-image", COVER, "image/jpeg", "cover-image"),
    ];
    for document in &layout.documents {
        let id = document.division.id.item_name();
        items.push(item(&id, &document.href, "application/xhtml+xml", ""));
    }
    for (index, file) in layout.images.values().enumerate() {
        items.push(item(&counted("image", index + 1), &file.href, file.picture.media_type, ""));
    }
    if faces.css.is_some() {
        items.push(item("fonts", FONTS_CSS, "text/css", ""));
    }
    for (index, file) in faces.files.iter().enumerate() {
        items.push(item(&counted("font", index + 1), &file.href, file.media_type, ""));
    }
    items
}

/// Renders the package document.
///
/// `content` is what else than XHTML is in each document that has such content.
pub(super) fn package(
    layout: &Layout<'_>,
    faces: &Faces<'_>,
    content: &BTreeMap<&str, Vec<&'static str>>,
    stamp: &Stamp,
) -> String {
    let meta = &layout.book.meta;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"identifier\" xml:lang=\"{0}\"{1} prefix=\"{OURS}{2}\">\n",
        meta.language,
        if meta.language.is_rtl() { " dir=\"rtl\"" } else { "" },
        if faces.files.is_empty() { "" } else { APPLE }
    );
    metadata::write(layout, faces, stamp, &mut out);
    out.push_str("<manifest>\n");
    for item in manifest(layout, faces) {
        let within = content.get(&*item.href).map(|within| within.join(" ")).unwrap_or_default();
        let properties = [item.properties, &within].join(" ");
        let properties = properties.trim();
        let properties =
            if properties.is_empty() { String::new() } else { attribute("properties", properties) };
        let _ = writeln!(
            out,
            "<item{}{}{}{properties} />",
            attribute("id", &item.id),
            attribute("href", &item.href),
            attribute("media-type", item.media_type)
        );
    }
    spine(layout, &mut out);
    out.push_str("</package>\n");
    out
}

fn spine(layout: &Layout<'_>, out: &mut String) {
    // Vertical lines progress from right to left, and so do their pages.
    let direction = if layout.book.meta.language.is_rtl() || layout.is_vertical() {
        " page-progression-direction=\"rtl\""
    } else {
        ""
    };
    // Kindle already shows the cover image. With linear="no" it does not show the cover page as a second cover.
    let kindle = layout.edition.options.profile == Some(Profile::Kindle);
    let linear = if kindle { " linear=\"no\"" } else { "" };
    let _ = writeln!(out, "</manifest>\n<spine toc=\"ncx\"{direction}>\n<itemref idref=\"cover\"{linear} />");
    for (index, document) in layout.documents.iter().enumerate() {
        if index == layout.contents_at {
            out.push_str("<itemref idref=\"nav\" />\n");
        }
        let _ = writeln!(out, "<itemref idref=\"{}\" />", document.division.id.item_name());
    }
    if layout.contents_at >= layout.documents.len() {
        out.push_str("<itemref idref=\"nav\" />\n");
    }
    out.push_str("</spine>\n");
}
