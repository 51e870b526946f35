//! The package document (EPUB 3.3, section 5).

use std::fmt::Write;

use super::accessibility;
use super::layout::{COVER_PAGE, CSS, DRAWN_COVER, Layout, NAV, NCX, media_type};
use super::xml::{attribute, escape};
use crate::Stamp;
use crate::project::metadata::Metadata;

/// An item of the manifest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) media_type: &'static str,
    pub(super) properties: &'static str,
}

/// Everything in the container but the package document, in its order.
pub(super) fn manifest(layout: &Layout<'_>) -> Vec<Item> {
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
    ];
    for document in &layout.documents {
        items.push(item(
            &format!("doc-{}", document.division.id),
            &document.href,
            "application/xhtml+xml",
            "",
        ));
    }
    if layout.cover == DRAWN_COVER {
        items.push(item("cover-image", DRAWN_COVER, "image/svg+xml", "cover-image"));
    }
    for (index, (id, href)) in layout.images.iter().enumerate() {
        let is_cover = *href == layout.cover;
        let name = if is_cover { "cover-image".to_owned() } else { format!("image-{}", index + 1) };
        let properties = if is_cover { "cover-image" } else { "" };
        items.push(item(&name, href, media_type(layout.assets.get(*id)), properties));
    }
    items
}

/// Renders the package document.
pub(super) fn package(layout: &Layout<'_>, stamp: &Stamp) -> String {
    let meta = &layout.book.meta;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"identifier\" xml:lang=\"{0}\"{1}>\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
        meta.language,
        if meta.language.is_rtl() { " dir=\"rtl\"" } else { "" }
    );
    let mut writer = Metas { out: &mut out };
    writer.identity(meta, stamp);
    writer.titles(meta);
    writer.people(meta);
    writer.about(layout);
    for (property, value) in accessibility::properties(layout) {
        writer.meta(&format!("schema:{property}"), None, &value);
    }
    writer.meta("dcterms:modified", None, &moment(stamp.epoch));
    out.push_str("<meta name=\"cover\" content=\"cover-image\" />\n</metadata>\n<manifest>\n");
    for item in manifest(layout) {
        let properties =
            if item.properties.is_empty() { String::new() } else { attribute("properties", item.properties) };
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
    let direction =
        if layout.book.meta.language.is_rtl() { " page-progression-direction=\"rtl\"" } else { "" };
    let _ = writeln!(out, "</manifest>\n<spine toc=\"ncx\"{direction}>\n<itemref idref=\"cover\" />");
    for (index, document) in layout.documents.iter().enumerate() {
        if index == layout.contents_at {
            out.push_str("<itemref idref=\"nav\" />\n");
        }
        let linear = if document.in_spine { "" } else { " linear=\"no\"" };
        let _ = writeln!(out, "<itemref idref=\"doc-{}\"{linear} />", document.division.id);
    }
    if layout.contents_at >= layout.documents.len() {
        out.push_str("<itemref idref=\"nav\" />\n");
    }
    out.push_str("</spine>\n");
}

struct Metas<'a> {
    out: &'a mut String,
}

impl Metas<'_> {
    fn dc(&mut self, name: &str, id: Option<&str>, value: &str) {
        let id = id.map(|id| attribute("id", id)).unwrap_or_default();
        let _ = writeln!(self.out, "<dc:{name}{id}>{}</dc:{name}>", escape(value));
    }

    fn meta(&mut self, property: &str, refines: Option<&str>, value: &str) {
        let refines = refines.map(|id| attribute("refines", &format!("#{id}"))).unwrap_or_default();
        let _ =
            writeln!(self.out, "<meta{}{refines}>{}</meta>", attribute("property", property), escape(value));
    }

    fn scheme(&mut self, property: &str, refines: &str, scheme: &str, value: &str) {
        let _ = writeln!(
            self.out,
            "<meta{} refines=\"#{refines}\"{}>{}</meta>",
            attribute("property", property),
            attribute("scheme", scheme),
            escape(value)
        );
    }

    fn identity(&mut self, meta: &Metadata, stamp: &Stamp) {
        self.dc("identifier", Some("identifier"), &stamp.identifier);
        let isbn = meta.isbn.as_ref().map(|isbn| format!("urn:isbn:{}", isbn.0));
        if let Some(isbn) = isbn.filter(|isbn| *isbn != stamp.identifier) {
            self.dc("identifier", None, &isbn);
        }
    }

    fn titles(&mut self, meta: &Metadata) {
        self.dc("title", Some("title"), &meta.title);
        self.meta("title-type", Some("title"), "main");
        if let Some(subtitle) = &meta.subtitle {
            self.dc("title", Some("subtitle"), subtitle);
            self.meta("title-type", Some("subtitle"), "subtitle");
        }
    }

    fn people(&mut self, meta: &Metadata) {
        for (index, person) in meta.contributors.iter().enumerate() {
            let id = format!("person-{}", index + 1);
            let name = if person.role == "aut" { "creator" } else { "contributor" };
            self.dc(name, Some(&id), &person.name);
            self.scheme("role", &id, "marc:relators", &person.role);
            self.meta("display-seq", Some(&id), &(index + 1).to_string());
            if let Some(sort) = &person.sort {
                self.meta("file-as", Some(&id), sort);
            }
        }
    }

    fn about(&mut self, layout: &Layout<'_>) {
        let meta = &layout.book.meta;
        self.dc("language", None, meta.language.as_str());
        let mut langs: Vec<&String> = layout.documents.iter().flat_map(|document| &document.langs).collect();
        langs.sort();
        langs.dedup();
        for lang in langs.into_iter().filter(|lang| lang.as_str() != meta.language.as_str()) {
            self.dc("language", None, lang);
        }
        for (name, value) in
            [("publisher", &meta.publisher), ("rights", &meta.rights), ("description", &meta.description)]
        {
            if let Some(value) = value {
                self.dc(name, None, value);
            }
        }
        if let Some(date) = meta.date {
            self.dc("date", None, &date.to_string());
        }
        if let Some(license) = &meta.license {
            self.meta("dcterms:license", None, license);
        }
        for (index, subject) in meta.subjects.iter().enumerate() {
            let id = format!("subject-{}", index + 1);
            self.dc("subject", Some(&id), &subject.term);
            if let (Some(scheme), Some(code)) = (&subject.scheme, &subject.code) {
                self.meta("authority", Some(&id), scheme);
                self.meta("term", Some(&id), code);
            }
        }
        if let Some(series) = &meta.series {
            let _ = writeln!(
                self.out,
                "<meta property=\"belongs-to-collection\" id=\"series\">{}</meta>",
                escape(&series.name)
            );
            self.meta("collection-type", Some("series"), "series");
            if let Some(number) = &series.number {
                self.meta("group-position", Some("series"), number);
            }
        }
    }
}

/// A moment as the package document writes it.
fn moment(epoch: i64) -> String {
    let time = chrono::DateTime::from_timestamp(epoch, 0).unwrap_or_default();
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
