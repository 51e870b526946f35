//! Completes the container: the crate's own package document and navigation, entries in a fixed order
//! with fixed dates, pictures stored without compression.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::faces::Faces;
use super::layout::FONTS_CSS;
use super::layout::{COVER, CSS, Layout, NAV, NCX};
use super::markup::ContentDocument;
use super::{css, opf};
use crate::Stamp;
use crate::calendar::Moment;
use crate::error::Error;

/// The folder of the book within the container, as epub-builder names it.
const FOLDER: &str = "OEBPS";
const PACKAGE: &str = "content.opf";
/// An entry of the container.
struct Entry {
    name: String,
    bytes: Vec<u8>,
    /// Whether it is stored without compression, because it is compressed already or must not be compressed.
    stored: bool,
}

/// Completes a container; `made` is the package document, the navigation document and the NCX.
///
/// # Errors
/// Returns an error if the container and the model do not have the same files.
pub(super) fn finish(
    built: &[u8],
    layout: &Layout<'_>,
    faces: &Faces<'_>,
    documents: Vec<ContentDocument>,
    made: [String; 3],
    stamp: &Stamp,
) -> Result<Vec<u8>, Error> {
    cross_check(built, layout, faces)?;
    let [package, nav, ncx] = made;
    let in_folder = |name: &str| format!("{FOLDER}/{name}");
    let text = |name: String, text: String| Entry { name, bytes: text.into_bytes(), stored: false };
    let mut entries = vec![
        Entry { name: "mimetype".to_owned(), bytes: b"application/epub+zip".to_vec(), stored: true },
        text("META-INF/container.xml".to_owned(), container()),
        text(in_folder(PACKAGE), package),
        text(in_folder(NAV), nav),
        text(in_folder(NCX), ncx),
        text(in_folder(CSS), css::stylesheet(layout.edition.design, layout.assets)),
    ];
    entries.extend(documents.into_iter().map(|document| text(in_folder(&document.href), document.text)));
    entries.push(Entry { name: in_folder(COVER), bytes: layout.edition.cover.bytes.to_vec(), stored: true });
    for file in layout.images.values() {
        let stored = file.picture.media_type != "image/svg+xml";
        entries.push(Entry { name: in_folder(&file.href), bytes: file.picture.bytes.to_vec(), stored });
    }
    entries.extend(faces.css.iter().map(|css| text(in_folder(FONTS_CSS), css.clone())));
    entries.extend(faces.files.iter().map(|file| Entry {
        name: in_folder(&file.href),
        bytes: file.bytes.to_vec(),
        stored: false,
    }));
    archive(entries, stamp).map_err(|error| Error::caused("container", error))
}

/// Returns the pointer to the package document (OCF 3.3, section 4.2.6.3.1).
fn container() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<container version=\"1.0\" \
         xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n<rootfiles>\n\
         <rootfile full-path=\"{FOLDER}/{PACKAGE}\" media-type=\"application/oebps-package+xml\" />\n</rootfiles>\n</container>\n"
    )
}

/// Checks that the manifests of epub-builder and of this crate have the same files, since a document
/// that one of them omits would be missing in the book.
fn cross_check(built: &[u8], layout: &Layout<'_>, faces: &Faces<'_>) -> Result<(), Error> {
    let mut archive =
        ZipArchive::new(Cursor::new(built)).map_err(|error| Error::caused("container", error))?;
    let mut package = String::new();
    let mut file =
        archive.by_name(&format!("{FOLDER}/{PACKAGE}")).map_err(|error| Error::caused("container", error))?;
    file.read_to_string(&mut package).map_err(|error| Error::caused("container", error))?;
    let theirs: BTreeSet<String> = package
        .split("<item ")
        .skip(1)
        .filter_map(|item| item.split_once("href=\"")?.1.split_once('"').map(|(href, _)| href.to_owned()))
        .collect();
    let ours: BTreeSet<String> = opf::manifest(layout, faces).into_iter().map(|item| item.href).collect();
    if theirs == ours {
        return Ok(());
    }
    let odd: Vec<_> = theirs.symmetric_difference(&ours).cloned().collect();
    Err(Error::internal(format!("the container and the model differ in {}", odd.join(", "))))
}

/// Writes the archive. Each entry is compressed separately, in parallel, and then copied into it.
fn archive(entries: Vec<Entry>, stamp: &Stamp) -> Result<Vec<u8>, zip::result::ZipError> {
    let date = date(stamp.moment());
    let small: Vec<Vec<u8>> = entries
        .into_par_iter()
        .with_max_len(1)
        .map(|entry| alone(&entry, date))
        .collect::<Result<_, zip::result::ZipError>>()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for archive in small {
        let mut archive = ZipArchive::new(Cursor::new(archive))?;
        writer.raw_copy_file(archive.by_index_raw(0)?)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Returns an archive of one entry.
fn alone(entry: &Entry, date: DateTime) -> Result<Vec<u8>, zip::result::ZipError> {
    let method = if entry.stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level(if entry.stored { None } else { Some(6) })
        .last_modified_time(date)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(entry.name.as_str(), options)?;
    writer.write_all(&entry.bytes)?;
    Ok(writer.finish()?.into_inner())
}

/// Converts a moment to the date of a ZIP entry: from 1980 on, in steps of two seconds.
fn date(moment: Moment) -> DateTime {
    let ((year, month, day), (hour, minute, second)) = (moment.date(), moment.time());
    let year = u16::try_from(year).unwrap_or(1980);
    DateTime::from_date_and_time(year, month, day, hour, minute, second & !1).unwrap_or_default()
}
