//! The `epub` key: the options of the e-book.

use super::fields::Fields;
use super::manifest::named;
use super::{Edition, Format};
use crate::diag::{Code, Diagnostic, Spanned, did_you_mean};

/// The values given under `epub`; what is left out has its default.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EbookOptions {
    /// The shop it is made for.
    pub profile: Option<Profile>,
    /// Where notes are placed.
    pub notes: Option<NotesAt>,
    /// The printed edition whose pages it lists.
    pub pages: Option<PagesOf>,
    /// Which faces are inside.
    pub fonts: Option<FontsInside>,
    /// The direction of its lines.
    pub writing: Option<Writing>,
}

/// A shop with its limits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Profile {
    /// Every shop: the strictest limit of each kind.
    #[default]
    Generic,
    /// Apple Books.
    Apple,
    /// Kobo.
    Kobo,
    /// Kindle Direct Publishing.
    Kindle,
}

/// Where the notes of a book are placed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum NotesAt {
    /// At the end of their document; a reading system shows each over the text where it is called.
    #[default]
    Popup,
    /// As a list at the end of their chapter.
    Chapter,
    /// As a list at the end of the book, by chapter.
    Book,
}

/// The faces inside an e-book.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum FontsInside {
    /// None; the reader chooses a font.
    #[default]
    None,
    /// Those of the text.
    Text,
    /// Those of the text, of headings and of code, and others for characters that these lack.
    All,
}

/// The direction of the lines of an e-book.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Writing {
    /// Horizontal, in the direction of the language.
    #[default]
    Horizontal,
    /// Vertical, the lines from right to left, as in Japanese and Chinese novels.
    Vertical,
}

/// The printed edition whose pages the e-book lists.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PagesOf {
    /// None.
    Nothing,
    /// The edition of this name.
    Edition(Spanned<String>),
}

impl Profile {
    /// Every profile, by its name in `book.yaml` and on the command line.
    pub const NAMES: [(&'static str, Self); 4] =
        [("generic", Self::Generic), ("apple", Self::Apple), ("kobo", Self::Kobo), ("kindle", Self::Kindle)];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, profile)| *profile == self).map_or("generic", |(name, _)| name)
    }
}

impl EbookOptions {
    /// Returns these options, and those of `fallback` where these are left out.
    #[must_use]
    pub fn with_fallback(self, fallback: &Self) -> Self {
        Self {
            profile: self.profile.or(fallback.profile),
            notes: self.notes.or(fallback.notes),
            pages: self.pages.or_else(|| fallback.pages.clone()),
            fonts: self.fonts.or(fallback.fonts),
            writing: self.writing.or(fallback.writing),
        }
    }
}

pub(super) const NOTES: &[(&str, NotesAt)] =
    &[("popup", NotesAt::Popup), ("chapter", NotesAt::Chapter), ("book", NotesAt::Book)];

pub(super) const FONTS: &[(&str, FontsInside)] =
    &[("none", FontsInside::None), ("text", FontsInside::Text), ("all", FontsInside::All)];

pub(super) const WRITINGS: &[(&str, Writing)] =
    &[("horizontal", Writing::Horizontal), ("vertical", Writing::Vertical)];

/// Reads the `epub` key.
pub(super) fn read(fields: Fields<'_>) -> EbookOptions {
    let profile = fields.text("profile");
    let notes = fields.text("notes");
    let fonts = fields.text("fonts");
    let writing = fields.text("writing");
    let options = EbookOptions {
        profile: profile
            .and_then(|text| fields.parsed(&text, named(&text.value, &Profile::NAMES, "shop profile"))),
        notes: notes.and_then(|text| fields.parsed(&text, named(&text.value, NOTES, "place for notes"))),
        pages: fields.text("pages").map(pages),
        fonts: fonts.and_then(|text| fields.parsed(&text, named(&text.value, FONTS, "choice of fonts"))),
        writing: writing
            .and_then(|text| fields.parsed(&text, named(&text.value, WRITINGS, "direction of writing"))),
    };
    fields.finish();
    options
}

/// Reports printed editions that e-books take their pages from and that do not exist.
pub(super) fn unknown_editions(options: &EbookOptions, editions: &[Edition]) -> Vec<Diagnostic> {
    let names = || {
        let printed = editions.iter().filter(|edition| edition.format == Format::Pdf);
        printed.filter_map(|edition| edition.name.as_deref())
    };
    let own = editions.iter().filter_map(|edition| edition.ebook.as_ref());
    let mut diagnostics = Vec::new();
    for options in std::iter::once(options).chain(own) {
        let Some(PagesOf::Edition(name)) = &options.pages else { continue };
        if names().any(|known| known == name.value) {
            continue;
        }
        let message = format!("no PDF edition is called `{}`", name.value);
        let diagnostic = Diagnostic::new(Code::InvalidValue, name.span, message);
        diagnostics.push(match did_you_mean(&name.value, names()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("name one under `editions`, or write `none`"),
        });
    }
    diagnostics
}

fn pages(name: Spanned<String>) -> PagesOf {
    if name.value == "none" { PagesOf::Nothing } else { PagesOf::Edition(name) }
}
