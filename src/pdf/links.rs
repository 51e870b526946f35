//! Links become annotations (ISO 32000-1, section 12.5.6.5).

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::finish::dict_mut;
use super::object::{number, reference};
use crate::makeup::Pages;
use crate::makeup::page::{LinkTarget, Page, PlacedKind};
use crate::units::Length;

/// An area: left, bottom, right, top, from the page's lower left corner.
type Area = [Length; 4];

/// Adds the links of every page; one that runs over lines is one annotation.
pub(super) fn annotate(document: &mut Document, pages: &Pages) {
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (page, id) in pages.pages.iter().zip(&ids) {
        let annotations: Vec<Object> = links(page)
            .into_iter()
            .filter_map(|(target, areas)| annotation(target, &areas, pages, &ids))
            .map(|dict| reference(document.add_object(dict)))
            .collect();
        if !annotations.is_empty() {
            dict_mut(document, *id).set("Annots", annotations);
        }
    }
}

/// The links of a page in the order of the text, with all their areas on it.
fn links(page: &Page) -> Vec<(&LinkTarget, Vec<Area>)> {
    let mut links: Vec<(u32, &LinkTarget, Vec<Area>)> = Vec::new();
    for item in &page.items {
        let PlacedKind::Link { to, width, height, id } = &item.kind else { continue };
        let top = page.size.height - item.y;
        let area = [item.x, top - *height, item.x + *width, top];
        match links.iter_mut().find(|(known, target, _)| known == id && *target == to) {
            Some((_, _, areas)) => areas.push(area),
            None => links.push((*id, to, vec![area])),
        }
    }
    links.into_iter().map(|(_, target, areas)| (target, areas)).collect()
}

fn annotation(target: &LinkTarget, areas: &[Area], pages: &Pages, ids: &[ObjectId]) -> Option<Dictionary> {
    let bound =
        |at: usize, pick: fn(Length, Length) -> Length| areas.iter().map(|area| area[at]).reduce(pick);
    let rect =
        [bound(0, Length::min)?, bound(1, Length::min)?, bound(2, Length::max)?, bound(3, Length::max)?];
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rect.map(number).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => 4,
    };
    if areas.len() > 1 {
        let corners = areas.iter().flat_map(|[left, bottom, right, top]| {
            [left, bottom, right, bottom, right, top, left, top].map(|length| number(*length))
        });
        dict.set("QuadPoints", corners.collect::<Vec<_>>());
    }
    match target {
        LinkTarget::Uri(uri) => {
            let uri = Object::String(ascii_uri(uri).into_bytes(), StringFormat::Literal);
            dict.set("A", dictionary! {"S" => "URI", "URI" => uri});
        }
        LinkTarget::Anchor(name) => dict.set("Dest", destination(name, pages, ids)?),
    }
    Some(dict)
}

/// Where an identifier stands: its page, its height, the reader's own zoom.
pub(super) fn destination(name: &str, pages: &Pages, ids: &[ObjectId]) -> Option<Object> {
    let anchor = pages.anchors.get(name)?;
    let page = pages.pages.get(anchor.page)?;
    let top = number(page.size.height - anchor.y);
    Some(vec![reference(*ids.get(anchor.page)?), "XYZ".into(), Object::Null, top, Object::Null].into())
}

/// A URI holds ASCII only (RFC 3986); what else an address holds is percent-encoded as UTF-8.
fn ascii_uri(uri: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(uri.len());
    for byte in uri.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
