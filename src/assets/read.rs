//! Reads the file of a picture as a [`Picture`], regardless of its extension. Entry point: [`read`].

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::image::{self, DecodeError};
use super::picture::{Picture, PictureKind};
use super::svg::Refused;
use super::{guard, svg};
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::fonts::Library;
use crate::limits::{self, Limits};

/// Returns whether a file is in a supported format of pictures.
pub(super) fn is_read(bytes: &[u8]) -> bool {
    image::sniff(bytes).is_some() || svg::is_drawing(bytes)
}

/// Reads a picture; `fonts` are for the text in a drawing. Problems are reported at `span`.
///
/// The value is `None` if the picture cannot be used.
pub(super) fn read(
    path: &str,
    bytes: &Arc<[u8]>,
    span: Option<Span>,
    fonts: &Library,
    limits: Limits,
) -> Outcome<Option<Picture>> {
    let Some(format) = image::sniff(bytes) else {
        return if svg::is_drawing(bytes) {
            drawing(path, bytes, span, fonts, limits)
        } else {
            Outcome::new(None, vec![unsupported(path, bytes, span)])
        };
    };
    let decoded = guard::run(|| image::decode(format, bytes, limits))
        .unwrap_or_else(|reason| Err(DecodeError::Broken(reason)));
    match decoded {
        Ok(decoded) => Outcome::clean(Some(decoded.into_picture(path, bytes))),
        Err(DecodeError::Broken(reason)) => Outcome::new(None, vec![broken(path, span, &reason)]),
        Err(DecodeError::Over(over, (width, height))) => {
            let message = format!("image `{path}` {over}: {width} by {height}");
            Outcome::new(None, vec![Diagnostic::new(Code::TooLarge, span, message).help(over.help())])
        }
        Err(DecodeError::TooLong(width, height)) => {
            let message = format!(
                "image `{path}` is {width} by {height} pixels, more than {} on one side",
                limits::PICTURE_SIDE
            );
            let help = "make it smaller, as print needs 300 pixels per inch";
            Outcome::new(None, vec![Diagnostic::new(Code::TooLarge, span, message).help(help)])
        }
    }
}

fn drawing(
    path: &str,
    bytes: &[u8],
    span: Option<Span>,
    fonts: &Library,
    limits: Limits,
) -> Outcome<Option<Picture>> {
    match svg::read(path, bytes, span, fonts, limits) {
        Ok(svg) => {
            let size = svg.drawing.size;
            let kind = PictureKind::Drawing(Arc::new(svg.drawing));
            let clean = Some(svg.clean.into_bytes());
            Outcome::new(Some(Picture::new(path, bytes, kind, size, clean)), svg.notes)
        }
        Err(Refused::Broken(reason)) => Outcome::new(None, vec![broken(path, span, &reason)]),
        Err(Refused::Over(over)) => {
            let message = format!("image `{path}` {over}");
            Outcome::new(None, vec![Diagnostic::new(Code::TooLarge, span, message).help(over.help())])
        }
    }
}

/// Returns the error of a picture that cannot be used.
pub(super) fn broken(path: &str, span: Option<Span>, reason: &str) -> Diagnostic {
    let message = format!("image `{path}` cannot be used: {reason}");
    let help = "open it in the program that made it and save it again, a photograph as JPEG or PNG, a drawing as SVG";
    Diagnostic::new(Code::BrokenImage, span, message).help(help)
}

/// Returns the error of a file that is in no supported format; it names the format if that is
/// recognised.
fn unsupported(path: &str, bytes: &[u8], span: Option<Span>) -> Diagnostic {
    const READS: &str = "JPEG, PNG, SVG, GIF and WebP are read";
    let (what, help) = match bytes {
        _ if bytes.starts_with(b"version https://git-lfs") => {
            ("a pointer of Git LFS", "fetch the file itself with `git lfs pull`")
        }
        _ if bytes.trim_ascii_start().starts_with(b"<!DOCTYPE html") => {
            ("a web page", "save the picture itself")
        }
        _ => ("in no known format of pictures", "convert it to PNG or SVG"),
    };
    Diagnostic::new(Code::UnsupportedImage, span, format!("image `{path}` is {what}"))
        .help(format!("{help}; {READS}"))
}
