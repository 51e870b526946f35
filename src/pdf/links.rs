//! Writes links as annotations (ISO 32000-1, section 12.5.6.5).

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::object::{dict_mut, number, reference, text};
use super::structure;
use crate::book::Anchor;
use crate::layout::Pages;
use crate::layout::{ElementId, LinkTarget, Page, PlacedKind};
use crate::units::Length;

/// An area: left, bottom, right, top, from the page's lower left corner.
type Area = [Length; 4];

/// A link annotation on a page.
pub(super) struct Annotation {
    /// The index of the page.
    pub(super) page: usize,
    /// The element of the link.
    pub(super) owner: Option<ElementId>,
    /// The annotation.
    pub(super) id: ObjectId,
    /// The anchor that is its target, if that is in the book.
    pub(super) anchor: Option<Anchor>,
}

/// Adds the links of every page. A link over several lines is one annotation. Returns them in the order
/// of the pages.
pub(super) fn annotate(document: &mut Document, pages: &Pages, ids: &[ObjectId]) -> Vec<Annotation> {
    let mut all = Vec::new();
    for (index, page) in pages.pages.iter().enumerate() {
        for link in links(page) {
            if let Some(dict) = annotation(&link, pages, ids) {
                let id = document.add_object(dict);
                let anchor = match link.target {
                    LinkTarget::Anchor(anchor) => Some(anchor.clone()),
                    LinkTarget::Uri(_) => None,
                };
                all.push(Annotation { page: index, owner: link.owner, id, anchor });
            }
        }
    }
    all
}

/// A link on a page, with all its areas.
struct Link<'a> {
    owner: Option<ElementId>,
    target: &'a LinkTarget,
    areas: Vec<Area>,
}

/// Returns the links of a page in the order of the text.
fn links(page: &Page) -> Vec<Link<'_>> {
    let mut links: Vec<Link<'_>> = Vec::new();
    for item in &page.items {
        let PlacedKind::Link { to, width, height } = &item.kind else { continue };
        let top = page.size.height - item.y;
        let area = [item.x, top - *height, item.x + *width, top];
        match links.iter_mut().find(|link| link.owner == item.owner && link.target == to) {
            Some(link) => link.areas.push(area),
            None => links.push(Link { owner: item.owner, target: to, areas: vec![area] }),
        }
    }
    links
}

fn annotation(link: &Link<'_>, pages: &Pages, ids: &[ObjectId]) -> Option<Dictionary> {
    let areas = &link.areas;
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
    // The description that screen readers announce (ISO 14289-1, section 7.18.5).
    let description =
        link.owner.and_then(|owner| pages.structure.element(owner).attributes.as_ref()?.leads_to.as_deref());
    if let Some(description) = description {
        dict.set("Contents", text(description));
    }
    match link.target {
        LinkTarget::Uri(uri) => {
            let uri = Object::String(ascii_uri(uri).into_bytes(), StringFormat::Literal);
            dict.set("A", dictionary! {"S" => "URI", "URI" => uri});
        }
        LinkTarget::Anchor(anchor) => dict.set("Dest", destination(anchor, pages, ids)?),
    }
    Some(dict)
}

/// Makes links within the book lead to elements, not only to positions on pages (ISO 14289-2, section
/// 8.8).
pub(super) fn lead_to_elements(
    document: &mut Document,
    pages: &Pages,
    links: &[Annotation],
    objects: &structure::Objects,
) {
    for link in links {
        let Some(anchor) = &link.anchor else { continue };
        let dict = dict_mut(document, link.id);
        if let Some(place) = dict.remove(b"Dest") {
            dict.set("A", go_to(place, structure::target(pages, objects, anchor)));
        }
    }
}

/// Returns the action that goes to a destination and to the element there (ISO 32000-2, section
/// 12.6.4.2).
pub(super) fn go_to(place: Object, element: Option<ObjectId>) -> Dictionary {
    let mut action = dictionary! {"S" => "GoTo"};
    if let (Some(element), Ok(corner)) = (element, place.as_array()) {
        let mut by_element = corner.clone();
        by_element[0] = reference(element);
        action.set("SD", by_element);
    }
    action.set("D", place);
    action
}

/// Returns the destination of an anchor: its page and height, with the zoom unchanged.
pub(super) fn destination(anchor: &Anchor, pages: &Pages, ids: &[ObjectId]) -> Option<Object> {
    let place = pages.anchors.get(anchor)?;
    let page = pages.pages.get(place.page)?;
    let top = number(page.size.height - place.y);
    Some(vec![reference(*ids.get(place.page)?), "XYZ".into(), Object::Null, top, Object::Null].into())
}

/// Returns a URI in ASCII (RFC 3986), with other characters percent-encoded as UTF-8.
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
