//! The MathML of formulas, as files that are associated with their elements (ISO 32000-2, section 14.13).

use std::collections::BTreeMap;

use lopdf::{Document, ObjectId, dictionary};

use super::Sources;
use super::tree::Tree;
use crate::layout::ElementId;
use crate::pdf::object::{deflate, deflated, reference, text};

/// The files of formulas, each once.
#[derive(Default)]
pub(super) struct FormulaObjects {
    by_element: BTreeMap<ElementId, ObjectId>,
    /// The files with their names, in order.
    pub(super) named: Vec<(String, ObjectId)>,
}

impl FormulaObjects {
    /// Embeds the files of all formulas that the book shows. Equal formulas share a file.
    pub(super) fn embed(document: &mut Document, sources: Sources<'_>, tree: &Tree<'_>) -> Self {
        let mut files = Self::default();
        let mut known: BTreeMap<&str, ObjectId> = BTreeMap::new();
        for id in tree.there() {
            let attributes = tree.elements[id.index()].attributes.as_ref();
            let place = attributes.and_then(|attributes| attributes.formula);
            let Some(content) = place.and_then(|place| sources.formulas.get(&place)) else { continue };
            let object = *known.entry(content).or_insert_with(|| {
                let name = format!("formula-{:05}.mml", files.named.len() + 1);
                let object = embed(document, &name, content);
                files.named.push((name, object));
                object
            });
            files.by_element.insert(id, object);
        }
        files
    }

    /// Returns the file of an element.
    pub(super) fn of(&self, id: ElementId) -> Option<ObjectId> {
        self.by_element.get(&id).copied()
    }
}

/// Embeds a file (ISO 32000-2, tables 43 to 45).
fn embed(document: &mut Document, name: &str, content: &str) -> ObjectId {
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => "application/mathml+xml",
        "Params" => dictionary! {"Size" => size},
    };
    let stream = document.add_object(deflated(dict, deflate(content.as_bytes())));
    document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text(name),
        "UF" => text(name),
        "Desc" => text("MathML of the formula"),
        "AFRelationship" => "Supplement",
        "EF" => dictionary! {"F" => reference(stream), "UF" => reference(stream)},
    })
}
