//! The size of a picture, from attributes in braces, HTML's `width` and `height`, or `style`.

use std::ops::Range;

use super::attributes::ParsedAttributes;
use super::report::{Frequent, Report};
use super::tags::HtmlTag;
use crate::book::{Image, Key, PictureLength};
use crate::diag::{Code, Diagnostic};

/// Takes width and height from the attributes in braces, which take precedence over those of HTML.
pub(super) fn of_attributes(
    image: &mut Image,
    parsed: &mut ParsedAttributes,
    report: &mut Report,
    range: &Range<usize>,
) {
    if let Some(style) = parsed.take(Key::Style) {
        of_style(image, &style, report, range);
    }
    if let Some(value) = parsed.take(Key::Width) {
        image.width = length("width", &value, report, range).or(image.width);
    }
    if let Some(value) = parsed.take(Key::Height) {
        image.height = length("height", &value, report, range).or(image.height);
    }
}

/// Reads the size in the attributes of `<img>`. As in a browser, its style takes precedence over them.
pub(super) fn of_tag(image: &mut Image, tag: &HtmlTag, report: &mut Report, range: &Range<usize>) {
    image.width = tag.value(Key::Width).and_then(|value| length("width", value, report, range));
    image.height = tag.value(Key::Height).and_then(|value| length("height", value, report, range));
    if let Some(style) = tag.value(Key::Style) {
        of_style(image, style, report, range);
    }
}

/// Reads the size in the declarations of a style; other declarations are reported.
fn of_style(image: &mut Image, style: &str, report: &mut Report, range: &Range<usize>) {
    let mut has_others = false;
    for declaration in style.split(';').filter(|declaration| !declaration.trim().is_empty()) {
        let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "width" => image.width = length("width", value, report, range),
            // Pictures are never wider than the text.
            "max-width" if value.trim() == "100%" => {}
            "height" => image.height = length("height", value, report, range),
            _ => has_others = true,
        }
    }
    if has_others {
        report.count(Frequent::Style, range.clone());
    }
}

/// Reads a length. Returns `None` for `auto` and similar words, and for a malformed length, which is
/// reported.
fn length(key: &str, value: &str, report: &mut Report, range: &Range<usize>) -> Option<PictureLength> {
    if matches!(value.trim(), "" | "auto" | "initial" | "inherit" | "unset") {
        return None;
    }
    let length = PictureLength::parse(value).filter(|length| key == "width" || !length.is_share());
    if length.is_none() {
        let help = if key == "width" {
            "write a length such as `8cm`, `300px` or `20em`, or a share of the text width such as `50%`"
        } else {
            "write a length such as `8cm`, `300px` or `20em`"
        };
        let message = format!("{key} `{}` ignored", value.trim());
        report.add(Diagnostic::new(Code::BadAttributes, report.span(range.clone()), message).help(help));
    }
    length
}
