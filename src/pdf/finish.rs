//! Adds exact fonts, shared resources and the pages to the skeleton.

use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::Subset;
use super::links::Annotation;
use super::object::{deflate, deflated, number, reference};
use super::syntax::{Speller, push_integer};
use super::writer::ObjectBatch;
use crate::error::Error;
use crate::fonts::{Face, Library};
use crate::layout::ElementId;
use crate::layout::Pages;

/// Makes one dictionary of resources for all pages, with exact fonts.
pub(super) fn resources(
    document: &mut Document,
    subsets: &[Subset],
    fonts: &Library,
) -> Result<ObjectId, Error> {
    let mut resources = Dictionary::new();
    if !subsets.is_empty() {
        let found = font_dictionary(document).map_err(|error| Error::caused("printpdf's fonts", error))?;
        for subset in subsets {
            let id = found.get(subset.name.as_bytes()).and_then(Object::as_reference);
            let id = id.map_err(|error| Error::caused(format!("font {}", subset.name), error))?;
            exact(document, id, subset, fonts.face(subset.face))
                .map_err(|error| Error::caused(format!("font {}", subset.base_font), error))?;
        }
        resources.set("Font", found);
    }
    Ok(document.add_object(resources))
}

/// Returns the fonts in the resources of the first page.
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

/// Sets widths, rounded to three decimals, and an exact descriptor (ISO 32000-1, tables 117 and 122).
fn exact(document: &mut Document, font: ObjectId, subset: &Subset, face: &Face) -> Result<(), lopdf::Error> {
    let glyphs = subset.glyphs.as_ref().map(|glyphs| {
        let map = glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect::<Vec<_>>();
        document.add_object(deflated(Dictionary::new(), deflate(&map)))
    });
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
    if let Some(glyphs) = glyphs {
        descendant.set("CIDToGIDMap", reference(glyphs));
    }
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
    // Fonts do not state the thickness of their stems. This linear estimate fits common text faces, and
    // is near enough for viewers that use it to imitate a missing font.
    descriptor.set("StemV", 10 + (i64::from(metrics.weight) - 50) * 220 / 900);
}

/// Converts font units to thousandths of an em, rounded to three decimals.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "font units are small")]
fn thousandths(face: &Face, units: i64) -> Object {
    let units_per_em = i64::from(face.metrics.units_per_em);
    let scaled = units * 1000;
    if scaled % units_per_em == 0 {
        return Object::Integer(scaled / units_per_em);
    }
    Object::Real((scaled as f64 / units_per_em as f64 * 1000.0).round() as f32 / 1000.0)
}

/// The pages, which are serialised when the file is written.
pub(super) struct PageObjects<'a> {
    pages: &'a Pages,
    /// The objects of the pages, in order.
    pub(super) ids: Vec<ObjectId>,
    /// The ids of their contents.
    pub(super) contents: Range<u32>,
    parent: ObjectId,
    resources: ObjectId,
}

impl<'a> PageObjects<'a> {
    /// Adds the pages to the page tree in place of the one in the skeleton.
    pub(super) fn hang(
        document: &mut Document,
        pages: &'a Pages,
        resources: ObjectId,
    ) -> Result<Self, lopdf::Error> {
        let parent = document.catalog()?.get(b"Pages").and_then(Object::as_reference)?;
        let count = u32::try_from(pages.pages.len()).unwrap_or(u32::MAX);
        let mut block = || {
            let first = document.max_id + 1;
            document.max_id += count;
            first..first + count
        };
        let (ids, contents) = (block(), block());
        let ids: Vec<ObjectId> = ids.map(|id| (id, 0)).collect();
        let tree = document.get_object_mut(parent)?.as_dict_mut()?;
        tree.set("Kids", ids.iter().copied().map(reference).collect::<Vec<_>>());
        tree.set("Count", i64::from(count));
        Ok(Self { pages, ids, contents, parent, resources })
    }
}

/// Pages with their annotations.
pub(super) struct PageExtras<'a> {
    pub(super) leaves: &'a PageObjects<'a>,
    /// The links in the order of the pages.
    pub(super) links: &'a [Annotation],
    pub(super) marks: &'a [Vec<ElementId>],
}

impl ObjectBatch for PageExtras<'_> {
    fn ids(&self) -> Range<u32> {
        let first = self.leaves.ids.first().map_or(0, |id| id.0);
        first..first + u32::try_from(self.leaves.ids.len()).unwrap_or(u32::MAX)
    }

    fn leads_to(&self) -> Vec<ObjectId> {
        let links = self.links.iter().map(|link| link.id);
        std::iter::once(self.leaves.resources).chain(links).collect()
    }

    fn spell(&self, index: usize, speller: Speller<'_>, out: &mut Vec<u8>) {
        let size = self.leaves.pages.pages[index].size;
        out.extend(b"<</Type/Page/Parent");
        speller.reference(self.leaves.parent, out);
        for name in [&b"/MediaBox[0 0"[..], b"/TrimBox[0 0"] {
            out.extend(name);
            speller.object(&number(size.width), out);
            speller.object(&number(size.height), out);
            out.push(b']');
        }
        out.extend(b"/Contents");
        speller.reference((self.leaves.contents.start + u32::try_from(index).unwrap_or(0), 0), out);
        out.extend(b"/Resources");
        speller.reference(self.leaves.resources, out);
        let from = self.links.partition_point(|link| link.page < index);
        let here = self.links[from..].iter().take_while(|link| link.page == index);
        if here.clone().next().is_some() {
            out.extend(b"/Annots[");
            here.for_each(|link| speller.reference(link.id, out));
            out.push(b']');
        }
        out.extend(b"/Tabs/S");
        if !self.marks[index].is_empty() {
            out.extend(b"/StructParents");
            push_integer(i64::try_from(index).unwrap_or(i64::MAX), out);
        }
        out.extend(b">>");
    }
}
