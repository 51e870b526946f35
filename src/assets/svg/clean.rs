//! A drawing without scripts, handlers, foreign matter and references out of it.

use std::fmt::Write;

use resvg::usvg::roxmltree;

use crate::assets::limits;

/// Elements that draw, or help to; everything else is left out.
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

/// The drawing without scripts, handlers, foreign matter and references out of it; and what was dropped.
pub(super) fn clean(text: &str) -> Result<(String, Vec<String>), String> {
    // No document type is allowed: entities could stand for anything (XXE, "billion laughs").
    let options = roxmltree::ParsingOptions {
        allow_dtd: false,
        nodes_limit: limits::DRAWING_NODES,
        ..Default::default()
    };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(roxmltree::Error::DtdDetected) => {
            return Err("it has a document type declaration; remove the <!DOCTYPE>".to_owned());
        }
        Err(error) => return Err(format!("it is not well-formed: {error}")),
    };
    let root = document.root_element();
    if !root.has_tag_name((SVG, "svg")) {
        return Err("its root is not an svg element in the SVG namespace".to_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut dropped = Vec::new();
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    write_tree(root, &mut out, &mut dropped);
    out.push('\n');
    dropped.sort();
    dropped.dedup();
    Ok((out, dropped))
}

/// Writes an element and all below it; without recursion, so that no nesting is too deep.
fn write_tree(root: roxmltree::Node<'_, '_>, out: &mut String, dropped: &mut Vec<String>) {
    enum Step<'a, 'b> {
        Open(roxmltree::Node<'a, 'b>),
        Close(&'a str),
    }
    let mut steps = vec![Step::Open(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Close(name) => {
                let _ = write!(out, "</{name}>");
            }
            Step::Open(node) if node.is_text() => escape(node.text().unwrap_or_default(), out),
            Step::Open(node) if node.is_element() => {
                let name = node.tag_name().name();
                if node.tag_name().namespace() != Some(SVG) {
                    // Metadata of drawing programs is no loss worth a word.
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
                attributes(node, out, dropped);
                if node.has_children() {
                    out.push('>');
                    steps.push(Step::Close(name));
                    steps.extend(node.children().rev().map(Step::Open));
                } else {
                    out.push_str("/>");
                }
            }
            Step::Open(_) => {}
        }
    }
}

fn attributes(node: roxmltree::Node<'_, '_>, out: &mut String, dropped: &mut Vec<String>) {
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
        let link =
            name == "href" && !value.starts_with('#') && !value.trim_start().starts_with("data:image/");
        if link || reaches_out(value) {
            dropped.push(format!("{prefix}{name}=\"{}\"", crate::diag::render::plain_line(value)));
            continue;
        }
        let _ = write!(out, " {prefix}{name}=\"");
        escape(value, out);
        out.push('"');
    }
}

/// Style that would fetch something: `url(...)` to anything but a part of the drawing, `@import`.
fn reaches_out(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let outward = lower.match_indices("url(").any(|(at, _)| {
        let inside = lower[at + 4..].trim_start_matches(['"', '\'', ' ']);
        !inside.starts_with('#')
    });
    outward || lower.contains("@import") || lower.contains("javascript:") || lower.contains("expression(")
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
