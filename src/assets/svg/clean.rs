//! Cleans a drawing of scripts, event handlers, foreign elements and references to anything outside it.
//! Entry point: [`clean`].

use std::borrow::Cow;
use std::fmt::Write;

use resvg::usvg::roxmltree;

use super::ids::SvgIds;
use super::style;
use crate::assets::limits;
use crate::xml::escape_into;

/// Elements that draw or support drawing; all others are left out.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "style",
    "switch",
    "image",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
];

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Returns the text of a drawing without what could run or fetch something, and what was dropped, sorted.
///
/// # Errors
/// Returns the reason why the drawing is refused, as a phrase.
pub(super) fn clean(text: &str) -> Result<(String, Vec<String>), String> {
    let text = &without_doctype(text)?;
    // No other document type is allowed: entities could expand to anything (XXE, "billion laughs").
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: limits::DRAWING_NODES,
        ..Default::default()
    };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => return Err(INTERNAL_SUBSET.to_owned()),
        Err(error) => return Err(format!("it is not well-formed: {error}")),
    };
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err("its root is not an svg element in the SVG namespace".to_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut dropped = Vec::new();
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let ids = SvgIds::of(&document);
    write_tree(root, &ids, &mut out, &mut dropped);
    out.push('\n');
    dropped.sort();
    dropped.dedup();
    Ok((out, dropped))
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

/// Writes an element with all its descendants, without recursion, so that no nesting overflows the
/// stack.
fn write_tree(root: roxmltree::Node<'_, '_>, ids: &SvgIds, out: &mut String, dropped: &mut Vec<String>) {
    enum WriteStep<'a, 'b> {
        Open(roxmltree::Node<'a, 'b>),
        Close(&'a str),
    }
    let mut steps = vec![WriteStep::Open(root)];
    while let Some(step) = steps.pop() {
        match step {
            WriteStep::Close(name) => {
                let _ = write!(out, "</{name}>");
            }
            WriteStep::Open(node) if node.is_text() => {
                let text = node.text().unwrap_or_default();
                let of = node.parent_element().map(|parent| parent.tag_name().name());
                if of == Some("style") {
                    escape_into(&style::clean(text, dropped), out);
                } else {
                    escape_into(text, out);
                }
            }
            WriteStep::Open(node) if node.is_element() => {
                let name = node.tag_name().name();
                if node.tag_name().namespace() != Some(SVG) {
                    // Elements of drawing programs draw nothing and are not reported.
                    continue;
                }
                if !ELEMENTS.contains(&name) {
                    if name != "metadata" {
                        dropped.push(format!("<{name}>"));
                    }
                    continue;
                }
                let _ = write!(out, "<{name}");
                if node.parent_element().is_none() {
                    let _ = write!(out, " xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
                }
                attributes(node, ids, out, dropped);
                if node.has_children() {
                    out.push('>');
                    steps.push(WriteStep::Close(name));
                    steps.extend(node.children().rev().map(WriteStep::Open));
                } else {
                    out.push_str("/>");
                }
            }
            WriteStep::Open(_) => {}
        }
    }
}

/// Writes the attributes of an element that may stay.
fn attributes(node: roxmltree::Node<'_, '_>, ids: &SvgIds, out: &mut String, dropped: &mut Vec<String>) {
    for attribute in node.attributes() {
        let name = attribute.name();
        let prefix = match attribute.namespace() {
            None => "",
            Some(XLINK) => "xlink:",
            Some(XML) => "xml:",
            Some(_) => continue,
        };
        if name.starts_with("on") {
            dropped.push(format!("{name}="));
            continue;
        }
        let value = attribute.value();
        // `xml:id` would be a second kind of identifier, with the same names as `id`.
        let kept = match (prefix, name) {
            ("xml:", "id" | "base") => None,
            // A `<style>` element may have neither (SVG 1.1, section 6.13), though drawing programs write
            // a class.
            ("", "class" | "style") if node.tag_name().name() == "style" => None,
            ("", "id") => ids.own(node.range().start, value).map(Cow::Borrowed),
            ("", "style") => Some(Cow::Owned(style::attribute(value, dropped))),
            (_, "href") if !leads_inside(node, value) => {
                dropped_value(&format!("{prefix}{name}"), value, dropped)
            }
            (_, "href") | ("xml:", _) => Some(Cow::Borrowed(value)),
            _ if style::reaches_out(value) => dropped_value(&format!("{prefix}{name}"), value, dropped),
            _ => Some(Cow::Borrowed(value)),
        };
        if let Some(kept) = kept {
            let _ = write!(out, " {prefix}{name}=\"");
            escape_into(&ids.referring(&kept), out);
            out.push('"');
        }
    }
}

/// Records an attribute that is left out. Returns `None` as its new value.
fn dropped_value(name: &str, value: &str, dropped: &mut Vec<String>) -> Option<Cow<'static, str>> {
    dropped.push(format!("{name}=\"{}\"", style::named(value)));
    None
}

/// Returns whether an address refers to a part of the drawing or contains pixels. A drawing in a `data:`
/// address does not count, since it would not be cleaned.
fn leads_inside(node: roxmltree::Node<'_, '_>, value: &str) -> bool {
    let value = value.trim_start();
    let is_pixels = |kind: &str| {
        let head = value.get(..kind.len()).unwrap_or_default();
        head.eq_ignore_ascii_case(kind) && value[kind.len()..].starts_with([';', ','])
    };
    value.starts_with('#') || (node.tag_name().name() == "image" && PIXELS.iter().any(|kind| is_pixels(kind)))
}

/// The beginnings of addresses that contain pixels.
const PIXELS: [&str; 5] =
    ["data:image/png", "data:image/jpeg", "data:image/jpg", "data:image/gif", "data:image/webp"];
