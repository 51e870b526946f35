//! The size that is asked for a picture: attributes, HTML's `width` and `height`, `style`.

use std::ops::Range;

use super::attributes::Written;
use super::elements::Tag;
use super::report::{Often, Report};
use crate::book::{Image, Key, PictureLength};
use crate::diag::{Code, Diagnostic};

/// Takes width and height out of the attributes in braces; they count before what HTML said.
pub(super) fn of_attributes(
    image: &mut Image,
    written: &mut Written,
    report: &mut Report,
    range: &Range<usize>,
) {
    if let Some(style) = written.take(Key::Style) {
        of_style(image, &style, report, range);
    }
    if let Some(value) = written.take(Key::Width) {
        image.width = length("width", &value, report, range).or(image.width);
    }
    if let Some(value) = written.take(Key::Height) {
        image.height = length("height", &value, report, range).or(image.height);
    }
}

/// Reads the size from the attributes of `<img>`; its style counts before them, as in a browser.
pub(super) fn of_tag(image: &mut Image, tag: &Tag, report: &mut Report, range: &Range<usize>) {
    image.width = tag.value(Key::Width).and_then(|value| length("width", value, report, range));
    image.height = tag.value(Key::Height).and_then(|value| length("height", value, report, range));
    if let Some(style) = tag.value(Key::Style) {
        of_style(image, style, report, range);
    }
}

/// Reads the size from a declaration block of CSS; what else it says is counted as left out.
fn of_style(image: &mut Image, style: &str, report: &mut Report, range: &Range<usize>) {
    let mut others = false;
    for declaration in style.split(';').filter(|declaration| !declaration.trim().is_empty()) {
        let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "width" => image.width = length("width", value, report, range),
            // No picture is wider than the text.
            "max-width" if value.trim() == "100%" => {}
            "height" => image.height = length("height", value, report, range),
            _ => others = true,
        }
    }
    if others {
        report.count(Often::Style, range.clone());
    }
}

/// A length; one that cannot be read is reported. `auto` asks for nothing.
fn length(what: &str, value: &str, report: &mut Report, range: &Range<usize>) -> Option<PictureLength> {
    if matches!(value.trim(), "" | "auto" | "initial" | "inherit" | "unset") {
        return None;
    }
    let length = PictureLength::parse(value).filter(|length| what == "width" || !length.is_share());
    if length.is_none() {
        let help = if what == "width" {
            "give a length such as `8cm`, `300px` or `20em`, or a share of the text's width such as `50%`"
        } else {
            "give a length such as `8cm`, `300px` or `20em`"
        };
        let message = format!("{what} `{}` ignored", value.trim());
        report.add(Diagnostic::new(Code::BadAttributes, report.span(range.clone()), message).help(help));
    }
    length
}
