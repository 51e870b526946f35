//! Builds the container with epub-builder, which only this file uses.

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};

use super::faces::Faces;
use super::layout::FONTS_CSS;
use super::layout::{COVER, COVER_PAGE, Layout};
use super::markup::ContentDocument;
use crate::Stamp;
use crate::book::Role;
use crate::error::Error;

/// Builds the container with every document and picture in it.
///
/// Languages are left out on purpose: epub-builder 0.8.3 assigns author and language the same
/// identifier. The package document, which is replaced later, contains them.
pub(super) fn build(
    layout: &Layout<'_>,
    documents: &[ContentDocument],
    faces: &Faces<'_>,
    stamp: &Stamp,
) -> Result<Vec<u8>, Error> {
    let fail = |what: &str| {
        let what = what.to_owned();
        move |error: epub_builder::Error| Error::caused(format!("epub-builder, {what}"), error)
    };
    let zip = ZipLibrary::new().map_err(fail("archive"))?;
    let mut builder = EpubBuilder::new(zip).map_err(fail("builder"))?;
    builder.epub_version(EpubVersion::V33);
    builder.set_modified_date(stamp.moment().to_chrono());
    builder.set_uuid(uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_URL, stamp.identifier.as_bytes()));
    builder.metadata("title", &layout.book.meta.title).map_err(fail("title"))?;
    builder.stylesheet(std::io::empty()).map_err(fail("stylesheet"))?;

    // Add documents; the navigation needs at least one landmark to be valid. The contents of documents and
    // pictures are added later, when the container is finished, so that they are compressed only once.
    for ContentDocument { href, .. } in documents {
        let mut content = EpubContent::new(href, std::io::empty());
        if href == COVER_PAGE {
            content = content.title("Cover").reftype(ReferenceType::Cover);
        } else if let Some(document) = layout.documents.iter().find(|document| document.href == *href) {
            content = content.title(&document.division.label);
            if document.division.role == Role::TitlePage {
                content = content.reftype(ReferenceType::TitlePage);
            }
        }
        builder.add_content(content).map_err(fail(href))?;
    }

    // Add pictures and faces.
    builder.add_cover_image(COVER, std::io::empty(), "image/jpeg").map_err(fail("cover"))?;
    for file in layout.images.values() {
        let kind = file.picture.media_type;
        builder.add_resource(&file.href, std::io::empty(), kind).map_err(fail(&file.href))?;
    }
    if faces.css.is_some() {
        builder.add_resource(FONTS_CSS, std::io::empty(), "text/css").map_err(fail(FONTS_CSS))?;
    }
    for file in &faces.files {
        builder.add_resource(&file.href, std::io::empty(), file.media_type).map_err(fail(&file.href))?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes).map_err(fail("container"))?;
    Ok(bytes)
}
