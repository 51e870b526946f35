//! The skeleton gets exact fonts, shared resources, boxes and page streams.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Subset;
use super::object::{deflated, number, reference};
use crate::error::Error;
use crate::fonts::{Face, Library};
use crate::makeup::Pages;

/// A dictionary of the document, to change it.
///
/// # Panics
/// When the object is not there or no dictionary; asked only of what was just put in.
pub(super) fn dict_mut(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    document.get_object_mut(id).and_then(Object::as_dict_mut).expect("the object was made a dictionary")
}

/// Makes one dictionary of resources for all pages, with exact fonts in it.
pub(super) fn resources(
    document: &mut Document,
    subsets: &[Subset],
    fonts: &Library,
) -> Result<ObjectId, Error> {
    let mut resources = Dictionary::new();
    if !subsets.is_empty() {
        let found = font_dictionary(document)
            .map_err(|error| Error::internal(format!("printpdf's fonts: {error}")))?;
        for subset in subsets {
            let id = found.get(subset.name.as_bytes()).and_then(Object::as_reference);
            let id = id.map_err(|error| Error::internal(format!("font {}: {error}", subset.name)))?;
            exact(document, id, subset, fonts.face(subset.face))
                .map_err(|error| Error::internal(format!("font {}: {error}", subset.base_font)))?;
        }
        resources.set("Font", found);
    }
    Ok(document.add_object(resources))
}

/// The fonts in the resources of the first page.
fn font_dictionary(document: &Document) -> Result<Dictionary, lopdf::Error> {
    let first = *document.get_pages().get(&1).ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let page = document.get_object(first)?.as_dict()?;
    let resources = resolved(document, page.get(b"Resources")?)?.as_dict()?;
    Ok(resolved(document, resources.get(b"Font")?)?.as_dict()?.clone())
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> Result<&'a Object, lopdf::Error> {
    match object {
        Object::Reference(id) => document.get_object(*id),
        object => Ok(object),
    }
}

/// Widths to a thousandth, and a descriptor that tells the truth (ISO 32000-1, tables 117 and 122).
fn exact(document: &mut Document, font: ObjectId, subset: &Subset, face: &Face) -> Result<(), lopdf::Error> {
    let descendants =
        document.get_object_mut(font)?.as_dict_mut()?.get_mut(b"DescendantFonts")?.as_array_mut()?;
    let first = descendants.first_mut().ok_or(lopdf::Error::ObjectNotFound(font))?;
    let descendant = match first {
        Object::Reference(id) => {
            let id = *id;
            document.get_object_mut(id)?.as_dict_mut()?
        }
        object => object.as_dict_mut()?,
    };
    let widths = subset.old.iter().map(|old| thousandths(face, i64::from(face.advance(*old)))).collect();
    descendant.set("W", vec![Object::Integer(0), Object::Array(widths)]);
    descendant.set("DW", 0);
    let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
    describe(document.get_object_mut(descriptor)?.as_dict_mut()?, face);
    Ok(())
}

fn describe(descriptor: &mut Dictionary, face: &Face) {
    let metrics = &face.metrics;
    let scaled = |value: i16| thousandths(face, i64::from(value));
    let flags =
        i64::from(metrics.monospace) | i64::from(metrics.serif) << 1 | 1 << 2 | i64::from(face.italic) << 6;
    descriptor.set("Flags", flags);
    descriptor.set("FontBBox", metrics.bbox.map(scaled).to_vec());
    descriptor.set("Ascent", scaled(metrics.ascent));
    descriptor.set("Descent", scaled(metrics.descent));
    descriptor.set("CapHeight", scaled(metrics.cap_height));
    #[allow(clippy::cast_precision_loss, reason = "an angle in degrees")]
    descriptor.set("ItalicAngle", Object::Real(metrics.italic_angle as f32 / 65_536.0));
    // No font says how thick its stems are; this line through common text faces is near enough for
    // the viewers that look at it when they fake a missing font.
    descriptor.set("StemV", 10 + (i64::from(metrics.weight) - 50) * 220 / 900);
}

/// Font units as thousandths of an em, to a thousandth of these.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "font units are small")]
fn thousandths(face: &Face, units: i64) -> Object {
    let units_per_em = i64::from(face.metrics.units_per_em);
    let scaled = units * 1000;
    if scaled % units_per_em == 0 {
        return Object::Integer(scaled / units_per_em);
    }
    Object::Real((scaled as f64 / units_per_em as f64 * 1000.0).round() as f32 / 1000.0)
}

/// Gives every page its stream, boxes and resources; gives the pages in their order.
pub(super) fn pages(
    document: &mut Document,
    pages: &Pages,
    streams: Vec<Vec<u8>>,
    resources: ObjectId,
) -> Vec<ObjectId> {
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    for ((id, page), stream) in ids.iter().zip(&pages.pages).zip(streams) {
        let stream = document.add_object(deflated(Dictionary::new(), stream));
        let full = vec![0.into(), 0.into(), number(page.size.width), number(page.size.height)];
        let dict = dict_mut(document, *id);
        for key in ["CropBox", "Annots"] {
            dict.remove(key.as_bytes());
        }
        dict.set("MediaBox", full.clone());
        dict.set("TrimBox", full);
        dict.set("Contents", reference(stream));
        dict.set("Resources", reference(resources));
    }
    ids
}
