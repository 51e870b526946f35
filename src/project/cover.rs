//! The `cover` key: a finished picture, or the options of the cover that is drawn.

use std::cell::RefCell;

use super::fields::{self, Fields};
use super::mistake::Mistake;
use super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, Spanned};
use crate::units::Colour;

/// The cover of the e-books.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cover {
    /// A finished picture.
    File(FinishedCover),
    /// A cover drawn from the metadata.
    Drawn(CoverOptions),
}

/// A finished cover.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FinishedCover {
    /// The path of the picture relative to the root.
    pub path: Spanned<String>,
    /// What it shows.
    pub alt: Option<String>,
}

impl From<Spanned<String>> for FinishedCover {
    fn from(path: Spanned<String>) -> Self {
        Self { path, alt: None }
    }
}

/// The options of a drawn cover; `None` means the default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CoverOptions {
    /// The style; by default the theme's, or [`CoverStyle::Picture`] if there is an image.
    pub style: Option<CoverStyle>,
    /// The main colour; by default one is derived from the title.
    pub colour: Option<Colour>,
    /// A picture that becomes part of the cover, by its path relative to the root.
    pub image: Option<Spanned<String>>,
    /// What the cover shows.
    pub alt: Option<String>,
}

/// A style of drawn covers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CoverStyle {
    /// A label in a frame, on a coloured ground or on the image.
    Plate,
    /// Type on a colour field, below the image if there is one.
    Field,
    /// A coloured band with the title across paper or across the image.
    Band,
    /// Type on paper between rules, with the image in a window.
    Rules,
    /// The image on the whole cover, tinted behind the type.
    Picture,
}

impl CoverStyle {
    /// Every style with its name in `book.yaml`.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("plate", Self::Plate),
        ("field", Self::Field),
        ("band", Self::Band),
        ("rules", Self::Rules),
        ("picture", Self::Picture),
    ];
}

impl Default for Cover {
    fn default() -> Self {
        Self::Drawn(CoverOptions::default())
    }
}

impl Cover {
    /// Returns the picture file that the cover needs, finished or not, or `None` if it needs none.
    pub fn picture(&self) -> Option<&Spanned<String>> {
        match self {
            Self::File(cover) => Some(&cover.path),
            Self::Drawn(options) => options.image.as_ref(),
        }
    }

    /// Returns the path of the finished picture, or `None` for a drawn cover.
    pub fn file(&self) -> Option<&Spanned<String>> {
        match self {
            Self::File(cover) => Some(&cover.path),
            Self::Drawn(_) => None,
        }
    }

    /// Returns what the cover shows, if the author has stated it.
    pub fn alt(&self) -> Option<&str> {
        match self {
            Self::File(cover) => cover.alt.as_deref(),
            Self::Drawn(options) => options.alt.as_deref(),
        }
    }
}

/// Reads `cover`: a path, the name of a style, a colour, or a mapping. Returns `None` if the key is missing.
pub(super) fn read(fields: &Fields<'_>) -> Option<Cover> {
    let node = fields.node("cover")?;
    if let ConfigKind::Map(_) = node.kind {
        return Some(mapping(node, fields.sink()));
    }
    let text = fields::text(node, "cover", fields.sink())?;
    let style = style_of(&text.value).ok();
    let options = CoverOptions { style, ..CoverOptions::default() };
    Some(match style {
        Some(CoverStyle::Picture) => {
            fields.report(without_image(&text));
            Cover::Drawn(CoverOptions::default())
        }
        Some(_) => Cover::Drawn(options),
        None if text.value.starts_with('#') => {
            Cover::Drawn(CoverOptions { colour: fields.parsed(&text, colour(&text.value)), ..options })
        }
        None => Cover::File(text.into()),
    })
}

/// Reads the mapping.
fn mapping(node: &ConfigNode, sink: &RefCell<Vec<Diagnostic>>) -> Cover {
    let fields = Fields::of(node, "cover", sink);
    let style = fields.text("style");
    let chosen = style.as_ref().and_then(|text| fields.parsed(text, style_of(&text.value)));
    let colour = colour_of(&fields, "colour").map(|colour| colour.value);
    let image = fields.text("image");
    let alt = fields.string("alt");
    if let Some(path) = fields.text("file") {
        for key in ["style", "colour", "image"] {
            let Some(other) = fields.node(key) else { continue };
            let message = format!("`{key}` has no effect on a finished cover");
            let help = "remove `file` to have a cover drawn, or this key to use the file as it is";
            fields.report(Diagnostic::new(Code::InvalidValue, other.span, message).help(help));
        }
        fields.finish();
        return Cover::File(FinishedCover { path, alt });
    }
    if let (Some(text), Some(CoverStyle::Picture), None) = (&style, chosen, &image) {
        fields.report(without_image(text));
    }
    fields.finish();
    Cover::Drawn(CoverOptions { style: chosen, colour, image, alt })
}

/// Reads the key of a colour.
pub(super) fn colour_of(fields: &Fields<'_>, key: &'static str) -> Option<Spanned<Colour>> {
    fields.check_colour(key);
    let text = fields.text(key)?;
    fields.parsed(&text, colour(&text.value)).map(|colour| Spanned::new(colour, text.span))
}

/// Returns the style of a name.
///
/// # Errors
/// Returns an error, which lists all names, if no style has this one.
fn style_of(name: &str) -> Result<CoverStyle, Mistake> {
    let found = CoverStyle::NAMES.iter().find(|(known, _)| *known == name).map(|(_, style)| *style);
    let names: Vec<&str> = CoverStyle::NAMES.iter().map(|(name, _)| *name).collect();
    let help = || format!("write one of: {}", names.join(", "));
    found.ok_or_else(|| Mistake::new(format!("unknown style of a cover `{name}`"), help()))
}

/// Returns the error of the style `picture` without a picture.
fn without_image(style: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, style.span, "the style `picture` needs an `image`").help(
        "write `cover: { style: picture, image: cover.jpg }`, or a style that needs none: plate, field, band, rules",
    )
}

/// Reads a colour: `#` and three or six hexadecimal digits; `#` may be missing.
///
/// # Errors
/// Returns an error for any other text.
fn colour(text: &str) -> Result<Colour, Mistake> {
    Colour::parse(text).ok_or_else(|| {
        Mistake::new(
            format!("`{text}` is not a colour"),
            "write six hexadecimal digits in quotes: `\"#22384f\"`",
        )
    })
}
