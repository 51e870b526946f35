//! What the file says of itself: language, page labels, metadata in both forms, identity.

use std::fmt::Write;

use lopdf::{Document, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::object::{plain, reference, text};
use super::outline::catalog;
use crate::Stamp;
use crate::book::Book;
use crate::makeup::{FolioStyle, Pages};

/// Writes the metadata; `Info` and XMP say the same.
pub(super) fn write(document: &mut Document, pages: &Pages, book: &Book, stamp: &Stamp) {
    "1.7".clone_into(&mut document.version);
    let moment = Moment::of(stamp.epoch);
    let labels = labels(pages);
    let metadata = document.add_object(plain(
        dictionary! {"Type" => "Metadata", "Subtype" => "XML"},
        xmp(book, stamp, &moment).into_bytes(),
    ));
    let catalog = catalog(document);
    catalog.set("Lang", text(book.meta.language.as_str()));
    catalog.set("ViewerPreferences", dictionary! {"DisplayDocTitle" => true});
    catalog.set("PageLabels", dictionary! {"Nums" => labels});
    catalog.set("Metadata", reference(metadata));
    catalog.remove(b"OutputIntents");
    let info = document.add_object(info(book, stamp, &moment));
    document.trailer.set("Info", reference(info));
    let id = Object::String(identity(document), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

/// Ranges of page labels (ISO 32000-1, section 12.4.2).
fn labels(pages: &Pages) -> Vec<Object> {
    let mut nums = Vec::new();
    let mut expected = None;
    for (index, page) in pages.pages.iter().enumerate() {
        if expected != Some((page.folio.style, page.folio.number)) {
            let style = match page.folio.style {
                FolioStyle::Roman => "r",
                FolioStyle::Arabic => "D",
            };
            nums.push(Object::Integer(i64::try_from(index).unwrap_or(0)));
            nums.push(dictionary! {"S" => style, "St" => i64::from(page.folio.number)}.into());
        }
        expected = Some((page.folio.style, page.folio.number + 1));
    }
    nums
}

fn info(book: &Book, stamp: &Stamp, moment: &Moment) -> lopdf::Dictionary {
    let mut dict = dictionary! {
        "Title" => text(&book.meta.title),
        "Creator" => text(&stamp.generator),
        "Producer" => text(&stamp.generator),
        "CreationDate" => text(&moment.pdf()),
        "ModDate" => text(&moment.pdf()),
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

/// XMP (ISO 16684-1) with the Dublin Core terms of the book.
fn xmp(book: &Book, stamp: &Stamp, moment: &Moment) -> String {
    let meta = &book.meta;
    let mut properties = String::from("<dc:format>application/pdf</dc:format>");
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
    let date = moment.xmp();
    let generator = escape(&stamp.generator);
    let _ = write!(
        properties,
        "<dc:identifier>{}</dc:identifier><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>\
         <xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{generator}</xmp:CreatorTool>\
         <pdf:Producer>{generator}</pdf:Producer>",
        escape(&stamp.identifier)
    );
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">{properties}\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    )
}

fn escape(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let kept: String = text.chars().filter(allowed).collect();
    kept.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A hash of every object, so that the same book has the same identity and no other has it.
fn identity(document: &Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for (id, object) in &document.objects {
        hash.update(id.0.to_be_bytes());
        match object {
            Object::Stream(stream) => hash.update(&stream.content),
            object => hash.update(super::writer::object_bytes(object)),
        }
    }
    hash.finalize()[..16].to_vec()
}

/// A moment in UTC.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    seconds: i64,
}

impl Moment {
    /// From seconds since 1970, by counting days in eras of 400 years that begin on 1 March.
    fn of(epoch: i64) -> Self {
        let (days, seconds) = (epoch.div_euclid(86_400) + 719_468, epoch.rem_euclid(86_400));
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year, month, day, seconds }
    }

    fn clock(&self) -> (i64, i64, i64) {
        (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60)
    }

    /// As PDF writes it (ISO 32000-1, section 7.9.4).
    fn pdf(&self) -> String {
        let (hour, minute, second) = self.clock();
        format!("D:{:04}{:02}{:02}{hour:02}{minute:02}{second:02}Z", self.year, self.month, self.day)
    }

    /// As ISO 8601 writes it.
    fn xmp(&self) -> String {
        let (hour, minute, second) = self.clock();
        format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dates() {
        let table = [0, 951_782_400, 1_795_436_645, -1].map(|epoch| Moment::of(epoch).xmp());
        assert_eq!(
            table,
            ["1970-01-01T00:00:00Z", "2000-02-29T00:00:00Z", "2026-11-23T12:24:05Z", "1969-12-31T23:59:59Z"]
        );
        assert_eq!(Moment::of(0).pdf(), "D:19700101000000Z");
    }
}
