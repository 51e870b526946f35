//! The structure of a book as text, one line an element with its own words, so that a change of what a
//! screen reader announces reads like a proof correction.
//!
//! ```text
//! Paragraph | It even has a note.
//!   Reference
//!     Link → Note 1 | 1
//! ```

use std::fmt::Write;

use crate::layout::{Element, ElementAttributes, Pages, PlacedKind};

/// Returns every element of the book as text, each below its parent, in the order in which they were made, which is
/// that of the book.
pub fn dump_structure(pages: &Pages) -> String {
    let elements = &pages.structure.elements;
    let mut words = vec![String::new(); elements.len()];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (PlacedKind::Glyphs(run), Some(owner)) = (&item.kind, item.owner) {
            words[owner.index()].push_str(&run.text.replace('\u{AD}', ""));
        }
    }
    let mut children = vec![Vec::new(); elements.len()];
    for (index, element) in elements.iter().enumerate().skip(1) {
        children[element.parent.index()].push(index);
    }
    let mut out = String::new();
    let mut open = vec![(0, 0)];
    while let Some((index, depth)) = open.pop() {
        let Some(element) = elements.get(index) else { break };
        let indent = "  ".repeat(depth);
        let _ = write!(out, "{indent}{:?}{}", element.tag, attributes(element));
        if !words[index].is_empty() {
            let _ = write!(out, " | {}", words[index].trim_end());
        }
        out.push('\n');
        open.extend(children[index].iter().rev().map(|child| (*child, depth + 1)));
    }
    out
}

fn attributes(element: &Element) -> String {
    let mut out = String::new();
    let Some(attributes) = &element.attributes else { return out };
    let ElementAttributes { lang, alt, expansion, leads_to, spans, is_row_header, labels, note, formula: _ } =
        attributes.as_ref();
    let texts = [
        (" lang=", lang.as_ref().map(ToString::to_string)),
        (" alt=", alt.clone()),
        (" e=", expansion.clone()),
        (" → ", leads_to.clone()),
        (" spans=", spans.map(|(columns, rows)| format!("{columns}x{rows}"))),
        (" note=", note.map(|note| (note.0 + 1).to_string())),
        (" labels=", labels.map(|labels| format!("{labels:?}"))),
        (" heads-row", is_row_header.then(String::new)),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            let _ = write!(out, "{name}{value}");
        }
    }
    out
}
