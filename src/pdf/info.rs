//! The metadata of the file: language, page labels, and metadata in both forms.

use std::fmt::Write;

use lopdf::{Document, Object, dictionary};

use super::intent;
use super::object::{plain, reference, text};
use super::outline::catalog;
use crate::book::Book;
use crate::calendar::Moment;
use crate::fonts::is_private;
use crate::layout::{FolioStyle, Pages};
use crate::{Conformance, Stamp};

/// Writes the metadata; `Info` and XMP have the same content.
pub(super) fn write(
    document: &mut Document,
    pages: &Pages,
    book: &Book,
    stamp: &Stamp,
    conformance: Conformance,
    has_files: bool,
) {
    let version = if conformance.standard.is_pdf2() { "2.0" } else { "1.7" };
    version.clone_into(&mut document.version);
    let moment = stamp.moment();
    let labels = labels(pages);
    let metadata = document.add_object(plain(
        dictionary! {"Type" => "Metadata", "Subtype" => "XML"},
        xmp(book, stamp, moment, (conformance, has_files)).into_bytes(),
    ));
    let catalog = catalog(document);
    catalog.set("Lang", text(book.meta.language.as_str()));
    let mut preferences = dictionary! {"DisplayDocTitle" => true};
    if book.meta.language.is_rtl() {
        // The first page of a spread is on the right (ISO 32000-1, table 150).
        preferences.set("Direction", Object::Name(b"R2L".to_vec()));
    }
    catalog.set("ViewerPreferences", preferences);
    catalog.set("PageLabels", dictionary! {"Nums" => labels});
    catalog.set("Metadata", reference(metadata));
    catalog.remove(b"OutputIntents");
    if conformance.standard.archival() == Some(4) {
        // PDF/A-4 has XMP only (ISO 19005-4, section 6.1.3).
        document.trailer.remove(b"Info");
    } else {
        let info = document.add_object(info(book, stamp, moment));
        document.trailer.set("Info", reference(info));
    }
    if conformance.standard.archival().is_some() {
        intent::write(document);
    }
}

/// Returns the ranges of page labels (ISO 32000-1, section 12.4.2).
fn labels(pages: &Pages) -> Vec<Object> {
    let mut nums = Vec::new();
    let mut expected = None;
    for (index, page) in pages.pages.iter().enumerate() {
        if expected != Some((page.folio.style, page.folio.number)) {
            let style = match page.folio.style {
                FolioStyle::Roman => "r",
                // The format has no other digits.
                FolioStyle::Decimal(_) => "D",
            };
            nums.push(Object::Integer(i64::try_from(index).unwrap_or(0)));
            nums.push(dictionary! {"S" => style, "St" => i64::from(page.folio.number)}.into());
        }
        expected = Some((page.folio.style, page.folio.number + 1));
    }
    nums
}

fn info(book: &Book, stamp: &Stamp, moment: Moment) -> lopdf::Dictionary {
    let mut dict = dictionary! {
        "Title" => text(&book.meta.title),
        "Creator" => text(&stamp.generator),
        "Producer" => text(&stamp.generator),
        "CreationDate" => text(&date_string(moment)),
        "ModDate" => text(&date_string(moment)),
    };
    let authors = book.meta.authors().collect::<Vec<_>>().join(", ");
    if !authors.is_empty() {
        dict.set("Author", text(&authors));
    }
    if let Some(description) = &book.meta.description {
        dict.set("Subject", text(description));
    }
    dict
}

/// Returns an entry of the history of the file for each font file of the machine (ISO 16684-1, 8.2.3): of all terms that
/// PDF/A allows without a description, this is the one that states how a file was made.
fn system_fonts(stamp: &Stamp) -> String {
    if stamp.system_fonts.is_empty() {
        return String::new();
    }
    let event = |(name, hash): &(String, String)| {
        let parameters = format!("system font {} sha256:{hash}", escape(name));
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><stEvt:action>converted</stEvt:action>\
             <stEvt:parameters>{parameters}</stEvt:parameters></rdf:li>"
        )
    };
    let events: String = stamp.system_fonts.iter().map(event).collect();
    let space = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#";
    format!("<xmpMM:History xmlns:stEvt=\"{space}\"><rdf:Seq>{events}</rdf:Seq></xmpMM:History>")
}

/// Returns XMP metadata (ISO 16684-1) with the Dublin Core terms of the book.
fn xmp(book: &Book, stamp: &Stamp, moment: Moment, conformance: (Conformance, bool)) -> String {
    let meta = &book.meta;
    let mut properties = String::from("<dc:format>application/pdf</dc:format>");
    properties += &claims(conformance);
    let mut put = |name: &str, container: &str, values: &[&str]| {
        if values.is_empty() {
            return;
        }
        let _ = write!(properties, "<{name}><rdf:{container}>");
        for value in values {
            let lang = if container == "Alt" { " xml:lang=\"x-default\"" } else { "" };
            let _ = write!(properties, "<rdf:li{lang}>{}</rdf:li>", escape(value));
        }
        let _ = write!(properties, "</rdf:{container}></{name}>");
    };
    let one = |value: &Option<String>| value.clone().into_iter().collect::<Vec<_>>();
    let borrowed = |values: &[String]| values.to_vec();
    put("dc:title", "Alt", &[&meta.title]);
    put("dc:creator", "Seq", &meta.authors().collect::<Vec<_>>());
    put("dc:language", "Bag", &[meta.language.as_str()]);
    for (name, container, values) in [
        ("dc:description", "Alt", one(&meta.description)),
        ("dc:rights", "Alt", one(&meta.rights)),
        ("dc:publisher", "Bag", one(&meta.publisher)),
        ("dc:subject", "Bag", meta.subjects.iter().map(|subject| subject.term.clone()).collect()),
    ] {
        let values = borrowed(&values);
        put(name, container, &values.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let date = moment.iso_8601();
    let generator = escape(&stamp.generator);
    let _ = write!(
        properties,
        "<dc:identifier>{}</dc:identifier><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{generator}</xmp:CreatorTool>\
         <pdf:Producer>{generator}</pdf:Producer><xmpMM:VersionID>{}</xmpMM:VersionID>",
        escape(&stamp.identifier),
        escape(&stamp.inputs)
    );
    properties += &system_fonts(stamp);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"{}>{properties}\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>",
        CLAIM_SPACES.map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\"")).concat()
    )
}

/// The namespaces of the standards that a file claims.
const CLAIM_SPACES: [(&str, &str); 6] = [
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ("pdfd", "http://pdfa.org/declarations/"),
];

/// Returns the standards that the file claims (ISO 19005-2, section 6.6.4; ISO 14289-1, section 5;
/// WTPDF 1.0, 6.1.3). `has_files` states whether there are files in it.
fn claims((conformance, has_files): (Conformance, bool)) -> String {
    let mut out = String::new();
    match conformance.standard.archival() {
        Some(4) => {
            out += "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>";
            // Without a file in it, a PDF is no PDF/A-4f (ISO 19005-4, section 6.9).
            if has_files {
                out += "<pdfaid:conformance>F</pdfaid:conformance>";
            }
        }
        Some(part) => {
            let _ =
                write!(out, "<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
        }
        None => {}
    }
    match conformance.accessible() {
        Some(2) => {
            out += "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>\
                    <pdfd:declarations><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
                    <pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>\
                    </rdf:li></rdf:Bag></pdfd:declarations>";
        }
        Some(part) => {
            let _ = write!(out, "<pdfuaid:part>{part}</pdfuaid:part>");
            out += UA_SCHEMA;
        }
        None => {}
    }
    out
}

/// The schema of the PDF/UA properties, since PDF/A-2 requires a description of every property (ISO
/// 19005-2, section 6.6.2.3).
const UA_SCHEMA: &str = "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289 that is kept</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>";

/// Escapes text as XML. Characters that only the author's font defines have no meaning in metadata.
fn escape(text: &str) -> String {
    let known: String = text.chars().filter(|c| !c.is_control() && !is_private(*c)).collect();
    crate::xml::escape(&known)
}

/// Formats a moment as a PDF date string (ISO 32000-1, section 7.9.4).
fn date_string(moment: Moment) -> String {
    let ((year, month, day), (hour, minute, second)) = (moment.date(), moment.time());
    format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pdf_dates_are_strings_of_digits() {
        assert_eq!(date_string(Moment::from_epoch(0)), "D:19700101000000Z");
    }
}
