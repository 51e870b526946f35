//! The metadata of the book in the package document (EPUB 3.3, section 5.5).

use std::fmt::Write;

use super::accessibility;
use super::faces::Faces;
use super::layout::Layout;
use crate::Stamp;
use crate::book::anchor::counted;
use crate::lang::LangTag;
use crate::project::metadata::Metadata;
use crate::words;
use crate::xml::{attribute, escape};

/// An ISBN-13 in ONIX code list 5.
const ONIX_ISBN: &str = "15";

/// Writes the metadata.
pub(super) fn write(layout: &Layout<'_>, faces: &Faces<'_>, stamp: &Stamp, out: &mut String) {
    out.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let meta = &layout.book.meta;
    let mut writer = Metas { out };
    writer.identity(layout, stamp);
    writer.titles(meta);
    writer.people(meta);
    writer.languages(layout);
    writer.about(meta);
    writer.series(meta);
    writer.printed(layout);
    writer.access(layout);
    writer.meta("dcterms:modified", None, &stamp.moment().iso_8601());
    writer.meta("pressmark:inputs", None, &stamp.inputs);
    for (name, hash) in &stamp.system_fonts {
        writer.meta("pressmark:system-font", None, &format!("{name} sha256:{hash}"));
    }
    if !faces.files.is_empty() {
        out.push_str("<meta property=\"ibooks:specified-fonts\">true</meta>\n");
    }
    let _ = writeln!(out, "<meta name=\"generator\"{} />", attribute("content", &stamp.generator));
    out.push_str("<meta name=\"cover\" content=\"cover-image\" />\n</metadata>\n");
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
        let property = attribute("property", property);
        let _ = writeln!(self.out, "<meta{property}{refines}>{}</meta>", escape(value));
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

    /// Adds metadata in the form of EPUB 2, which is the only one that some programs read.
    fn named(&mut self, name: &str, content: &str) {
        let _ = writeln!(self.out, "<meta{}{} />", attribute("name", name), attribute("content", content));
    }

    fn identity(&mut self, layout: &Layout<'_>, stamp: &Stamp) {
        self.dc("identifier", Some("identifier"), &stamp.identifier);
        let Some(isbn) = layout.edition.isbn.map(|isbn| format!("urn:isbn:{}", isbn.0)) else { return };
        let id = if isbn == stamp.identifier { "identifier" } else { "isbn" };
        if id == "isbn" {
            self.dc("identifier", Some(id), &isbn);
        }
        self.scheme("identifier-type", id, "onix:codelist5", ONIX_ISBN);
    }

    fn titles(&mut self, meta: &Metadata) {
        self.dc("title", Some("title"), &meta.title);
        self.meta("title-type", Some("title"), "main");
        let Some(subtitle) = &meta.subtitle else { return };
        self.meta("display-seq", Some("title"), "1");
        self.dc("title", Some("subtitle"), subtitle);
        self.meta("title-type", Some("subtitle"), "subtitle");
        self.meta("display-seq", Some("subtitle"), "2");
        self.dc("title", Some("whole-title"), &format!("{}: {subtitle}", meta.title));
        self.meta("title-type", Some("whole-title"), "extended");
    }

    fn people(&mut self, meta: &Metadata) {
        for (index, person) in meta.contributors.iter().enumerate() {
            let id = counted("person", index + 1);
            let name = if person.role == "aut" { "creator" } else { "contributor" };
            self.dc(name, Some(&id), &person.name);
            self.scheme("role", &id, "marc:relators", &person.role);
            self.meta("display-seq", Some(&id), &(index + 1).to_string());
            if let Some(sort) = &person.sort {
                self.meta("file-as", Some(&id), sort);
            }
        }
    }

    /// Adds the language of the book, and those of its spans.
    fn languages(&mut self, layout: &Layout<'_>) {
        let own = layout.book.meta.language.as_str();
        self.dc("language", None, own);
        let mut langs: Vec<&String> = layout.documents.iter().flat_map(|document| &document.langs).collect();
        langs.sort();
        langs.dedup();
        langs.into_iter().filter(|lang| *lang != own).for_each(|lang| self.dc("language", None, lang));
    }

    fn about(&mut self, meta: &Metadata) {
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
            let id = counted("subject", index + 1);
            self.dc("subject", Some(&id), &subject.term);
            if let (Some(scheme), Some(code)) = (&subject.scheme, &subject.code) {
                self.meta("authority", Some(&id), scheme);
                self.meta("term", Some(&id), code);
            }
        }
    }

    /// Adds the series, in the forms of EPUB 3 and of Calibre.
    fn series(&mut self, meta: &Metadata) {
        let Some(series) = &meta.series else { return };
        let _ = writeln!(
            self.out,
            "<meta property=\"belongs-to-collection\" id=\"series\">{}</meta>",
            escape(&series.name)
        );
        self.meta("collection-type", Some("series"), "series");
        if let Some(number) = &series.number {
            self.meta("group-position", Some("series"), number);
        }
        self.named("calibre:series", &series.name);
        if let Some(number) = series.number.as_ref().filter(|number| number.parse::<f64>().is_ok()) {
            self.named("calibre:series_index", number);
        }
    }

    /// Adds the printed edition whose page numbers are recorded.
    fn printed(&mut self, layout: &Layout<'_>) {
        if let Some(pagination) = layout.edition.pagination {
            self.dc("source", Some("printed"), &pagination.source);
            self.meta("pageBreakSource", None, &pagination.source);
        }
    }

    fn access(&mut self, layout: &Layout<'_>) {
        let found = accessibility::find(layout);
        for (property, value) in accessibility::properties(&found) {
            self.meta(&format!("schema:{property}"), None, &value);
        }
        let words = &layout.book.meta.words;
        let lang = if words::is_known(words.lang()) { words.lang() } else { &LangTag::english() };
        let _ = writeln!(
            self.out,
            "<meta property=\"schema:accessibilitySummary\" xml:lang=\"{lang}\">{}</meta>",
            escape(&accessibility::summary(&found, words))
        );
        if found.conforms() {
            let standard = accessibility::STANDARD;
            let _ = writeln!(
                self.out,
                "<meta property=\"dcterms:conformsTo\" id=\"conformance\">{standard}</meta>"
            );
            self.meta("a11y:certifiedBy", Some("conformance"), "Pressmark");
        }
    }
}
