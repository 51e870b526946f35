//! The words that the program adds to a book, by language.
//!
//! [`Word`] names them; `languages/` has a file for each language, which `languages.rs` reads. A form with `{}` says
//! where the language has the number or the name: `Kapitel {}`, `第{}章`. An author may have words of their own
//! instead (`own.rs`).

mod digits;
#[cfg(test)]
pub(crate) mod handbook;
mod languages;
mod lists;
mod own;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lang::LangTag;
pub use digits::{DigitChoice, Digits};
pub use lists::{after_series, also_by, before_name, list_of_names};
pub use own::{check, keys, named};

/// Defines the words, and their names in the files.
macro_rules! words {
    ($($(#[$doc:meta])* $word:ident = $key:literal;)*) => {
        /// A word that the program adds to a book.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Word {
            $($(#[$doc])* $word,)*
        }

        /// The names of the words, in the order of [`Word`].
        const KEYS: &[&str] = &[$($key,)*];

        /// The words, in the same order.
        const WORDS: &[Word] = &[$(Word::$word,)*];
    };
}

words! {
    /// The contents.
    Contents = "contents";
    /// The list of figures.
    Figures = "figures";
    /// The list of tables.
    Tables = "tables";
    /// The list of listings.
    Listings = "listings";
    /// The list of theorems.
    Theorems = "theorems";
    /// The list of equations.
    Equations = "equations";
    /// The list of abbreviations.
    Abbreviations = "abbreviations";
    /// Chapter.
    Chapter = "chapter";
    /// Part.
    Part = "part";
    /// Appendix.
    Appendix = "appendix";
    /// Section.
    Section = "section";
    /// Figure.
    Figure = "figure";
    /// Table.
    Table = "table";
    /// A block of code with a number.
    Listing = "listing";
    /// Equation.
    Equation = "equation";
    /// A theorem.
    Theorem = "theorem";
    /// A lemma.
    Lemma = "lemma";
    /// A proposition.
    Proposition = "proposition";
    /// A corollary.
    Corollary = "corollary";
    /// A conjecture.
    Conjecture = "conjecture";
    /// A hypothesis.
    Hypothesis = "hypothesis";
    /// A definition.
    Definition = "definition";
    /// An example.
    Example = "example";
    /// An exercise.
    Exercise = "exercise";
    /// A problem.
    Problem = "problem";
    /// A solution.
    Solution = "solution";
    /// A remark.
    Remark = "remark";
    /// The heading of a note box.
    Note = "note";
    /// A proof.
    Proof = "proof";
    /// Added to the caption of a table on its later pages.
    Continued = "continued";
    /// The index.
    Index = "index";
    /// Notes at the end of a chapter.
    Notes = "notes";
    /// The running head of a page with the notes to a page, whose number replaces `{}`.
    NotesToPage = "notes-to-page";
    /// The same for several pages.
    NotesToPages = "notes-to-pages";
    /// Cover.
    Cover = "cover";
    /// Title page.
    TitlePage = "title-page";
    /// Half-title.
    HalfTitle = "half-title";
    /// Copyright page.
    Copyright = "copyright";
    /// The beginning of the text, among landmarks.
    Beginning = "beginning";
    /// Landmarks.
    Landmarks = "landmarks";
    /// The link from a note back to the text.
    Back = "back";
    /// The heading of a tip.
    Tip = "tip";
    /// The heading of an important remark.
    Important = "important";
    /// The heading of a warning.
    Warning = "warning";
    /// The heading of a caution.
    Caution = "caution";
    /// The editors, whose names replace `{}`.
    EditedBy = "edited-by";
    /// The translators.
    TranslatedBy = "translated-by";
    /// The illustrators.
    IllustratedBy = "illustrated-by";
    /// Contributors of another kind.
    With = "with";
    /// A list of three names.
    Names = "names";
    /// The number of a book in a series, which replaces `{}`.
    InSeries = "in-series";
    /// An edition as an e-book.
    EBook = "e-book";
    /// A printed edition.
    Printed = "print";
    /// The statement of a licence, whose name replaces `{}`.
    LicensedUnder = "licensed-under";
    /// The statement of publication; the year replaces `{year}` and the publisher `{}`.
    Published = "published";
    /// The faces of a book, whose names replace `{}`.
    SetIn = "set-in";
    /// The program that made a book, whose name replaces `{}`.
    MadeWith = "made-with";
    /// Licence.
    Licence = "licence";
    /// Dedication.
    Dedication = "dedication";
    /// Epigraph.
    Epigraph = "epigraph";
    /// The list of the pages of the printed edition.
    Pages = "pages";
    /// Page.
    Page = "page";
    /// A long description of a picture.
    Description = "description";
    /// Other books of an author, whose name replaces `{}` if it is there.
    AlsoBy = "also-by";
    /// Other books, if no author is known.
    OtherBooks = "other-books";
    /// A task that is done.
    Done = "done";
    /// A task that is not done.
    NotDone = "not-done";
    /// What a reference shows of the page of its target, in print.
    OnPage = "on-page";
    /// Before the entries of an index that have the places instead.
    See = "see";
    /// Before the entries of an index that have more.
    SeeAlso = "see-also";
    /// The number of a page, `{}`, and that of a note on it, `{note}`, in an index.
    InNote = "in-note";
    /// The summary of accessibility: how the text can be read.
    AccessText = "access-text";
    /// There are no pictures with content.
    AccessNoPictures = "access-no-pictures";
    /// Every picture has a text alternative.
    AccessPictures = "access-pictures";
    /// Some pictures have none.
    AccessUndescribed = "access-undescribed";
    /// Formulas are in MathML.
    AccessFormulas = "access-formulas";
    /// Every formula is described in words.
    AccessSpoken = "access-spoken";
    /// Some formulas are shown as their source.
    AccessSource = "access-source";
    /// Some tables have no header cells.
    AccessTables = "access-tables";
    /// Some pictures may move.
    AccessMotion = "access-motion";
    /// The pages of the printed edition are marked.
    AccessPages = "access-pages";
}

/// The roles of the titles that are behind the words in each file.
const TITLES: &[&str] = &[
    "foreword",
    "preface",
    "acknowledgments",
    "introduction",
    "prologue",
    "interlude",
    "epilogue",
    "conclusion",
    "afterword",
    "annex",
    "glossary",
    "bibliography",
    "colophon",
    "about-the-author",
];

/// The place of a number or a name in a form.
const PLACE: &str = "{}";

/// The words of a book: those of its language, and those that the author has instead.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Words {
    lang: LangTag,
    own: Arc<BTreeMap<Word, String>>,
    /// The digits that the author chooses.
    digits: Option<DigitChoice>,
}

impl Words {
    /// Returns the words of a language; those of English for an unknown one.
    pub fn new(lang: LangTag) -> Self {
        Self { lang, own: Arc::default(), digits: None }
    }

    /// Returns the same words with those of an author instead.
    #[must_use]
    pub fn with_own(self, own: BTreeMap<Word, String>) -> Self {
        Self { own: Arc::new(own), ..self }
    }

    /// Returns the same words with digits that the author chooses.
    #[must_use]
    pub fn with_digits(self, digits: Option<DigitChoice>) -> Self {
        Self { digits, ..self }
    }

    /// Returns the digits of numbers.
    pub fn digits(&self) -> Digits {
        Digits::of(&self.lang, self.digits)
    }

    /// Returns the language.
    pub fn lang(&self) -> &LangTag {
        &self.lang
    }

    /// Returns whether a word is the author's.
    pub fn is_own(&self, word: Word) -> bool {
        self.own.contains_key(&word)
    }

    /// Returns the same author's words with those of another language.
    #[must_use]
    pub fn in_lang(&self, lang: LangTag) -> Self {
        Self { lang, own: self.own.clone(), digits: self.digits }
    }

    /// Returns the words of a text in a language: the same ones if none are known in it. Those of an author are for the
    /// language of the book, in all its regions.
    #[must_use]
    pub fn in_text_of(&self, lang: &LangTag) -> Self {
        if lang.primary() == self.lang.primary() {
            self.in_lang(lang.clone())
        } else if is_known(lang) {
            Self { digits: self.digits, ..Self::new(lang.clone()) }
        } else {
            self.clone()
        }
    }
}

/// The forms of a word for what is numbered.
#[derive(Clone, Copy)]
struct Forms<'a> {
    one: &'a str,
    several: &'a str,
    /// The word with its number, where that is not simply behind it.
    numbered: Option<&'a str>,
}

impl Word {
    fn forms(self, words: &Words) -> Forms<'_> {
        let mut forms = own::value(self, words).split('|').map(str::trim);
        let one = forms.next().unwrap_or_default();
        let several = forms.next().filter(|several| !several.is_empty()).unwrap_or(one);
        Forms { one, several, numbered: forms.next() }
    }
}

/// Returns whether there are words in a language.
pub fn is_known(lang: &LangTag) -> bool {
    languages::is_known(lang)
}

/// Returns a word in a language, or in English for an unknown language.
pub fn word(word: Word, words: &Words) -> &str {
    word.forms(words).one
}

/// Returns the plural of a word for what is numbered: `Solutions`.
pub fn several(name: Word, words: &Words) -> &str {
    name.forms(words).several
}

/// Returns whether a title in lower case is one of those that a language has for a role.
pub fn is_title(title: &str, role: &str, lang: &LangTag) -> bool {
    let at = TITLES.iter().position(|known| *known == role);
    let titles = at.and_then(|at| languages::values(lang).get(KEYS.len() + at));
    titles.is_some_and(|titles| titles.split(';').any(|known| known.trim().to_lowercase() == title))
}

/// Returns what is before and behind several numbers, in the word order of the language: `Figures 3 and 4`, `제3–4장`.
pub fn around_numbers(name: Word, words: &Words) -> (String, String) {
    let forms = name.forms(words);
    around(forms.several, forms.numbered)
}

/// Returns a word with its number, in the word order of the language: `Figure 3`, `제3장`.
pub fn numbered(name: Word, number: &str, words: &Words) -> String {
    let forms = name.forms(words);
    let (before, behind) = around(forms.one, forms.numbered);
    format!("{before}{number}{behind}")
}

/// Returns what is before and behind the place of a form, or behind the word. The number stays on the line of the word.
fn around(word: &str, form: Option<&str>) -> (String, String) {
    let Some((before, behind)) = form.and_then(|form| form.split_once(PLACE)) else {
        return (format!("{word}\u{A0}"), String::new());
    };
    let before = before.strip_suffix(' ').map_or(before.to_owned(), |before| format!("{before}\u{A0}"));
    let is_bare = |mark: &str| !mark.contains(char::is_alphanumeric);
    let behind = match behind.split_once(' ') {
        Some((mark, word)) if is_bare(mark) => format!("{mark}\u{A0}{word}"),
        _ => behind.to_owned(),
    };
    (before, behind)
}

/// Returns what a reference shows of the page of its target, in print: ` on p. 12`.
pub fn on_page(page: &str, words: &Words) -> String {
    let form = word(Word::OnPage, words);
    let (before, behind) = around("", Some(form));
    // Full-width parentheses have a space of their own.
    let space = if form.starts_with('（') { "" } else { " " };
    format!("{space}{before}{page}{behind}")
}

/// Returns a label with the colon that separates it from what it is a label of.
pub fn with_colon(label: &str, words: &Words) -> String {
    let colon = match words.lang.primary() {
        "fr" if words.lang.region() != Some("CH") => "\u{A0}:",
        "ja" | "zh" => "：",
        // The Armenian mark of a stress on what follows, and the Khmer colon.
        "hy" => "՝",
        "km" => "៖",
        _ => ":",
    };
    format!("{label}{colon}")
}

/// Returns letters with the first in upper case. Georgian has capital letters only for texts that are all in capitals.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().filter(|first| !matches!(first, '\u{10d0}'..='\u{10ff}'));
    match first {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => text.to_owned(),
    }
}

/// Common abbreviations of words, in any language.
const SHORT: [(Word, &[&str]); 4] = [
    (Word::Figure, &["fig.", "figs.", "abb.", "obr.", "rys.", "рис.", "рыс.", "фиг.", "εικ.", "σχ."]),
    (Word::Table, &["tab.", "tbl.", "tabs.", "табл.", "πίν."]),
    (Word::Section, &["sec.", "sect.", "secs.", "§", "§§"]),
    (Word::Chapter, &["ch.", "chap.", "kap.", "chs.", "cap.", "гл.", "rozdz.", "hst."]),
];

/// Returns whether a word of the text is a name of the kind of thing that a label numbers: `Table`, `tables`, `Fig.`.
pub fn names(written: &str, name: Word, words: &Words) -> bool {
    let short = SHORT.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, short)| short);
    let written = written.to_lowercase();
    let is_form = |words: &Words| {
        let Forms { one, several, .. } = name.forms(words);
        let one = one.to_lowercase();
        several.to_lowercase() == written
            || written == one
            || written.strip_suffix(['s', 'n', 'e']) == Some(one.as_str())
    };
    short.contains(&written.as_str()) || is_form(words) || is_form(&Words::new(LangTag::english()))
}

/// Returns the form for the names of contributors, which replace `{}`, by MARC relator code.
pub fn by_relator<'a>(code: &str, words: &'a Words) -> &'a str {
    let name = match code {
        "edt" => Word::EditedBy,
        "trl" => Word::TranslatedBy,
        "ill" => Word::IllustratedBy,
        _ => Word::With,
    };
    word(name, words)
}
