//! The `epub` key: the options of the e-book.

use super::choice::named;
use super::fields::Fields;
use crate::diag::Spanned;

/// The options under `epub`; `None` means the default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EbookOptions {
    /// The shop whose limits apply.
    pub profile: Option<Profile>,
    /// Where notes are placed.
    pub notes: Option<NotesAt>,
    /// The printed edition whose pages are in the page list.
    pub pages: Option<PagesOf>,
    /// The fonts that are embedded.
    pub fonts: Option<FontsInside>,
    /// The direction of its lines.
    pub writing: Option<Writing>,
    /// The form of its formulas.
    pub math: Option<MathForm>,
    /// Whether formulas have their TeX source too.
    pub math_source: Option<bool>,
}

/// The form of the formulas of an e-book.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MathForm {
    /// MathML, which adapts to the reader's type.
    #[default]
    MathMl,
    /// Drawings, for reading systems that do not show MathML.
    Svg,
}

/// A shop, for its limits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Profile {
    /// Any shop: the strictest limit of each kind.
    #[default]
    Generic,
    /// Apple Books.
    Apple,
    /// Kobo.
    Kobo,
    /// Kindle Direct Publishing.
    Kindle,
}

/// Where the notes of an e-book are placed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum NotesAt {
    /// At the end of their document; reading systems show each as a pop-up where it is called.
    #[default]
    Popup,
    /// As a list at the end of their chapter.
    Chapter,
    /// As a list at the end of the book, by chapter.
    Book,
}

/// The fonts that are embedded in an e-book.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum FontsInside {
    /// None: the reading system's own are used.
    #[default]
    None,
    /// The fonts of the text.
    Text,
    /// The fonts of the text, of headings and of code, and others for characters that these lack.
    All,
}

/// The direction of the lines of an e-book.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Writing {
    /// Horizontal, from left to right or from right to left as the language is written.
    #[default]
    Horizontal,
    /// Vertical, the lines from right to left, as in Japanese and Chinese novels.
    Vertical,
}

/// The printed edition whose pages are in the page list of an e-book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PagesOf {
    /// None.
    Nothing,
    /// The edition of this name.
    Edition(Spanned<String>),
}

impl Profile {
    /// Every profile with its name in `book.yaml`.
    pub const NAMES: [(&'static str, Self); 4] =
        [("generic", Self::Generic), ("apple", Self::Apple), ("kobo", Self::Kobo), ("kindle", Self::Kindle)];

    /// Returns the name of the profile.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, profile)| *profile == self).map_or("generic", |(name, _)| name)
    }
}

impl EbookOptions {
    /// Returns these options, with those that are `None` taken from `fallback`.
    #[must_use]
    pub fn with_fallback(self, fallback: &Self) -> Self {
        Self {
            profile: self.profile.or(fallback.profile),
            notes: self.notes.or(fallback.notes),
            pages: self.pages.or_else(|| fallback.pages.clone()),
            fonts: self.fonts.or(fallback.fonts),
            writing: self.writing.or(fallback.writing),
            math: self.math.or(fallback.math),
            math_source: self.math_source.or(fallback.math_source),
        }
    }
}

pub(super) const NOTES: &[(&str, NotesAt)] =
    &[("popup", NotesAt::Popup), ("chapter", NotesAt::Chapter), ("book", NotesAt::Book)];

pub(super) const FONTS: &[(&str, FontsInside)] =
    &[("none", FontsInside::None), ("text", FontsInside::Text), ("all", FontsInside::All)];

pub(super) const WRITINGS: &[(&str, Writing)] =
    &[("horizontal", Writing::Horizontal), ("vertical", Writing::Vertical)];

pub(super) const MATH: &[(&str, MathForm)] = &[("mathml", MathForm::MathMl), ("svg", MathForm::Svg)];

/// Reads the options under `epub`.
pub(super) fn read(fields: Fields<'_>) -> EbookOptions {
    let profile = fields.text("profile");
    let notes = fields.text("notes");
    let fonts = fields.text("fonts");
    let writing = fields.text("writing");
    let math = fields.text("math");
    let options = EbookOptions {
        profile: profile
            .and_then(|text| fields.parsed(&text, named(&text.value, &Profile::NAMES, "shop profile"))),
        notes: notes.and_then(|text| fields.parsed(&text, named(&text.value, NOTES, "value of `notes`"))),
        pages: fields.text("pages").map(pages),
        fonts: fonts.and_then(|text| fields.parsed(&text, named(&text.value, FONTS, "value of `fonts`"))),
        writing: writing
            .and_then(|text| fields.parsed(&text, named(&text.value, WRITINGS, "value of `writing`"))),
        math: math.and_then(|text| fields.parsed(&text, named(&text.value, MATH, "value of `math`"))),
        math_source: fields.flag("math-source"),
    };
    fields.finish();
    options
}

fn pages(name: Spanned<String>) -> PagesOf {
    if name.value == "none" { PagesOf::Nothing } else { PagesOf::Edition(name) }
}
