//! The `epub` key: what an author asks of the e-book.

use super::fields::Fields;
use super::manifest::named;
use super::{Edition, Format};
use crate::diag::{Code, Diagnostic, Spanned, did_you_mean};

/// What the `epub` key asks for; what is left out is as usual.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EbookWishes {
    /// The shop it is made for.
    pub profile: Option<Profile>,
    /// Where notes stand.
    pub notes: Option<NotesAt>,
    /// The printed edition whose pages it tells.
    pub pages: Option<PagesOf>,
    /// Which faces are inside.
    pub fonts: Option<FontsInside>,
    /// Which way its lines run.
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

/// Where the notes of a book stand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum NotesAt {
    /// At the end of their document, each shown over the text where it is called.
    #[default]
    Popup,
    /// As a list at the end of their chapter.
    Chapter,
    /// As a list at the end of the book, by chapter.
    Book,
}

/// Which faces an e-book has inside.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum FontsInside {
    /// None: the reader's own.
    #[default]
    None,
    /// Those of the text.
    Text,
    /// Those of the text, of headings and of code, and others for what these lack.
    All,
}

/// Which way the lines of an e-book run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Writing {
    /// From one side to the other, as the language has it.
    #[default]
    Horizontal,
    /// Downward, line after line from right to left, as in Japanese and Chinese novels.
    Vertical,
}

/// The printed edition whose pages the e-book tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PagesOf {
    /// None.
    Nothing,
    /// The edition of this name.
    Edition(Spanned<String>),
}

impl Profile {
    /// Every profile with its name in `book.yaml` and on the command line.
    pub const NAMES: [(&'static str, Self); 4] =
        [("generic", Self::Generic), ("apple", Self::Apple), ("kobo", Self::Kobo), ("kindle", Self::Kindle)];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, profile)| *profile == self).map_or("generic", |(name, _)| name)
    }
}

impl EbookWishes {
    /// These wishes, and others where these say nothing.
    #[must_use]
    pub fn over(self, others: &Self) -> Self {
        Self {
            profile: self.profile.or(others.profile),
            notes: self.notes.or(others.notes),
            pages: self.pages.or_else(|| others.pages.clone()),
            fonts: self.fonts.or(others.fonts),
            writing: self.writing.or(others.writing),
        }
    }
}

const NOTES: &[(&str, NotesAt)] =
    &[("popup", NotesAt::Popup), ("chapter", NotesAt::Chapter), ("book", NotesAt::Book)];

const FONTS: &[(&str, FontsInside)] =
    &[("none", FontsInside::None), ("text", FontsInside::Text), ("all", FontsInside::All)];

const WRITINGS: &[(&str, Writing)] = &[("horizontal", Writing::Horizontal), ("vertical", Writing::Vertical)];

/// Reads the `epub` key.
pub(super) fn read(fields: Fields<'_>) -> EbookWishes {
    let profile = fields.text("profile");
    let notes = fields.text("notes");
    let fonts = fields.text("fonts");
    let writing = fields.text("writing");
    let wishes = EbookWishes {
        profile: profile
            .and_then(|text| fields.parsed(&text, named(&text.value, &Profile::NAMES, "shop profile"))),
        notes: notes.and_then(|text| fields.parsed(&text, named(&text.value, NOTES, "place for notes"))),
        pages: fields.text("pages").map(pages),
        fonts: fonts.and_then(|text| fields.parsed(&text, named(&text.value, FONTS, "choice of fonts"))),
        writing: writing
            .and_then(|text| fields.parsed(&text, named(&text.value, WRITINGS, "way of writing"))),
    };
    fields.finish();
    wishes
}

/// Tells the printed editions that e-books take pages from and that are not there.
pub(super) fn unknown_editions(wishes: &EbookWishes, editions: &[Edition]) -> Vec<Diagnostic> {
    let names = || {
        let printed = editions.iter().filter(|edition| edition.format == Format::Pdf);
        printed.filter_map(|edition| edition.name.as_deref())
    };
    let own = editions.iter().filter_map(|edition| edition.ebook.as_ref());
    let mut told = Vec::new();
    for wishes in std::iter::once(wishes).chain(own) {
        let Some(PagesOf::Edition(name)) = &wishes.pages else { continue };
        if names().any(|known| known == name.value) {
            continue;
        }
        let message = format!("no PDF edition is called `{}`", name.value);
        let diagnostic = Diagnostic::new(Code::InvalidValue, name.span, message);
        told.push(match did_you_mean(&name.value, names()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("name one under `editions`, or write `none`"),
        });
    }
    told
}

fn pages(name: Spanned<String>) -> PagesOf {
    if name.value == "none" { PagesOf::Nothing } else { PagesOf::Edition(name) }
}
