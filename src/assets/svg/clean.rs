//! Cleans a drawing of scripts, event handlers, foreign elements and references to anything outside it.
//! Entry point: [`clean`].

use std::borrow::Cow;
use std::fmt::Write;

use resvg::usvg::roxmltree::{self, Attribute, Node};

use super::Refused;
use super::embedded::EmbeddedPictures;
use super::ids::SvgIds;
use super::names::{ELEMENTS, PLAIN, STYLED};
use super::style;
use crate::limits::{Limit, Limits};
use crate::xml::escape_into;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A drawing without what could run or fetch something.
pub(super) struct Cleaned {
    /// Its text.
    pub(super) text: String,
    /// What was left out, sorted.
    pub(super) dropped: Vec<String>,
    /// The pictures in it.
    pub(super) pictures: EmbeddedPictures,
}

/// Cleans the text of a drawing.
///
/// # Errors
/// Returns the reason why the drawing is refused, as a phrase.
pub(super) fn clean(text: &str, limits: Limits) -> Result<Cleaned, Refused> {
    let text = &without_doctype(text)?;
    // No other document type is allowed: entities could expand to anything (XXE, "billion laughs").
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: u32::try_from(limits.of(Limit::DrawingNodes)).unwrap_or(u32::MAX),
        ..Default::default()
    };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => return Err(INTERNAL_SUBSET.into()),
        Err(roxmltree::Error::NodesLimitReached) => return Err(limits.over(Limit::DrawingNodes).into()),
        Err(error) => return Err(format!("it is not well-formed: {error}").into()),
    };
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err("its root is not an svg element in the SVG namespace".into());
    }
    let mut cleaner = Cleaner {
        ids: SvgIds::of(&document),
        out: String::with_capacity(text.len()),
        dropped: Vec::new(),
        pictures: EmbeddedPictures::within(limits),
    };
    let instructions = document.root().children().filter_map(|node| node.pi());
    for sheet in instructions.filter(|instruction| instruction.target == "xml-stylesheet") {
        cleaner.dropped.push(format!("<?{}?>", sheet.target));
    }
    cleaner.out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    cleaner.tree(root);
    if let Some(over) = cleaner.pictures.over() {
        return Err(over.into());
    }
    cleaner.out.push('\n');
    cleaner.dropped.sort();
    cleaner.dropped.dedup();
    Ok(Cleaned { text: cleaner.out, dropped: cleaner.dropped, pictures: cleaner.pictures })
}

/// The reason for refusing a drawing with entities of its own.
const INTERNAL_SUBSET: &str =
    "its document type declaration has parts in brackets; remove the <!DOCTYPE> up to its `>`";

/// Returns the text with spaces in place of a document type declaration that only names a type.
///
/// # Errors
/// Returns an error if the declaration has an internal subset, which could define entities.
fn without_doctype(text: &str) -> Result<Cow<'_, str>, String> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).len();
        let rest = &text[at..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("<?") {
            rest.find("?>").map(|end| end + 2)
        } else if rest.starts_with("<!DOCTYPE") {
            let (mut quote, mut bytes) = (None, rest.bytes().enumerate());
            let end = bytes.find_map(|(at, byte)| {
                match (quote, byte) {
                    (Some(open), _) if byte == open => quote = None,
                    (None, b'"' | b'\'') => quote = Some(byte),
                    (None, b'[' | b'>') => return Some(at),
                    _ => {}
                }
                None
            });
            let Some(end) = end else { return Ok(Cow::Borrowed(text)) };
            if rest.as_bytes()[end] == b'[' {
                return Err(INTERNAL_SUBSET.to_owned());
            }
            let spaces = " ".repeat(end + 1);
            return Ok(Cow::Owned(format!("{}{spaces}{}", &text[..at], &rest[end + 1..])));
        } else {
            None
        };
        match end {
            Some(end) => at += end,
            None => return Ok(Cow::Borrowed(text)),
        }
    }
}

/// Writes a drawing, and gathers what it leaves out.
struct Cleaner {
    ids: SvgIds,
    out: String,
    dropped: Vec<String>,
    pictures: EmbeddedPictures,
}

/// A step of writing an element.
enum WriteStep<'a, 'i> {
    Open(Node<'a, 'i>),
    Close(&'a str),
}

impl Cleaner {
    /// Writes an element with all its descendants, without recursion, so that no nesting overflows the stack.
    fn tree(&mut self, root: Node<'_, '_>) {
        let mut steps = vec![WriteStep::Open(root)];
        while let Some(step) = steps.pop() {
            match step {
                WriteStep::Close(name) => {
                    let _ = write!(self.out, "</{name}>");
                }
                WriteStep::Open(node) if node.is_text() => {
                    escape_into(node.text().unwrap_or_default(), &mut self.out);
                }
                // Elements of drawing programs draw nothing and are not reported.
                WriteStep::Open(node) if node.is_element() && node.tag_name().namespace() == Some(SVG) => {
                    if let Some(name) = self.kept_name(node) {
                        self.element(node, name, &mut steps);
                    }
                }
                WriteStep::Open(_) => {}
            }
        }
    }

    /// Returns the name under which an element is written, or `None` if it is left out.
    fn kept_name<'n>(&mut self, node: Node<'n, '_>) -> Option<&'n str> {
        let name = node.tag_name().name();
        match name {
            // A link is only what it shows.
            "a" => {
                let in_text = node.ancestors().any(|node| node.has_tag_name((SVG, "text")));
                return Some(if in_text { "tspan" } else { "g" });
            }
            // Without their reference, these draw nothing and are not valid. Their identifiers stay.
            "use" | "image" => {
                let mut references = node.attributes().filter(|attribute| is_reference(attribute));
                if !references.any(|attribute| self.reference(node, &attribute).is_some()) {
                    return Some("g");
                }
            }
            "metadata" => return None,
            name if !ELEMENTS.contains(&name) => {
                self.dropped.push(format!("<{name}>"));
                return None;
            }
            _ => {}
        }
        Some(name)
    }

    /// Writes the beginning of an element, and adds the steps for the rest of it.
    fn element<'a, 'i>(&mut self, node: Node<'a, 'i>, name: &'a str, steps: &mut Vec<WriteStep<'a, 'i>>) {
        let _ = write!(self.out, "<{name}");
        if node.parent_element().is_none() {
            let _ = write!(self.out, " xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
        }
        for attribute in node.attributes() {
            self.attribute(node, &attribute);
        }
        if name == "style" {
            let text: String = node.children().filter_map(|child| child.text()).collect();
            self.out.push('>');
            let sheet = style::sheet(&text, &self.ids, &mut self.dropped);
            escape_into(&sheet, &mut self.out);
            self.out.push_str("</style>");
        } else if node.has_children() {
            self.out.push('>');
            steps.push(WriteStep::Close(name));
            steps.extend(node.children().rev().map(WriteStep::Open));
        } else {
            self.out.push_str("/>");
        }
    }

    /// Writes an attribute if it may stay.
    fn attribute(&mut self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) {
        let (name, value) = (attribute.name(), attribute.value());
        let is_style = node.tag_name().name() == "style";
        let kept = match (attribute.namespace(), name) {
            (None | Some(XLINK), "href") if node.tag_name().name() == "a" => {
                self.drop_value(name, value);
                None
            }
            (None | Some(XLINK), "href") => {
                let kept = self.reference(node, attribute);
                // A reference to a part that does not exist has no effect.
                if kept.is_none() && !value.trim_start().starts_with('#') {
                    self.drop_value(name, value);
                }
                kept.map(Cow::Owned)
            }
            (Some(XML), "lang" | "space") => Some(Cow::Borrowed(value)),
            (Some(_), _) => None,
            // A `<style>` element may have neither (SVG 1.1, section 6.13), though drawing programs write
            // a class.
            (None, "class" | "style") if is_style => None,
            (None, "id") => self.ids.own(node.range().start, value).map(|id| Cow::Owned(id.to_owned())),
            (None, "style") => Some(style::attribute(value, &self.ids, &mut self.dropped)),
            (None, name) if STYLED.contains(&name) => {
                let kept = style::value(name, value, &self.ids);
                if kept.is_none() {
                    self.drop_value(name, value);
                }
                kept
            }
            (None, name) if PLAIN.contains(&name) || name.starts_with("aria-") => Some(Cow::Borrowed(value)),
            // What is no attribute of SVG has no effect, but that of an event would run something.
            (None, name) => {
                if name.starts_with("on") {
                    self.dropped.push(format!("{name}="));
                }
                None
            }
        };
        let prefix = match attribute.namespace() {
            Some(XLINK) => "xlink:",
            Some(XML) => "xml:",
            _ => "",
        };
        if let Some(kept) = kept {
            let _ = write!(self.out, " {prefix}{name}=\"");
            escape_into(&kept, &mut self.out);
            self.out.push('"');
        }
    }

    /// Returns the address that an element refers to: a part of the drawing or, of an image, the pixels in it. A
    /// drawing in a `data:` address is not one of these, since it would not be cleaned.
    fn reference(&mut self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) -> Option<String> {
        let value = attribute.value().trim();
        if node.tag_name().name() == "image" {
            return self.pictures.address(value);
        }
        let id = self.ids.target(value.strip_prefix('#')?, node.tag_name().name())?;
        Some(format!("#{id}"))
    }

    /// Records an attribute that is left out.
    fn drop_value(&mut self, name: &str, value: &str) {
        self.dropped.push(format!("{name}=\"{}\"", style::named(value)));
    }
}

/// Returns whether an attribute is a reference of its element.
fn is_reference(attribute: &Attribute<'_, '_>) -> bool {
    attribute.name() == "href" && matches!(attribute.namespace(), None | Some(XLINK))
}
