//! The styles of `design.styles`: their names, and the keys that each may have.

use super::choices::{FigureShape, SmallCaps, TextAlign};
use super::groups::{KeySource, KeySpec, Reach, key_group};
use super::value::{Distance, FamilyName, KeyValue, Leading, Shift, Tracking, TypeSize};
use crate::diag::Spanned;
use crate::units::Colour;

key_group! {
    /// A style. A key that is left out has the value of the running text, or 0 for space and indents. A key
    /// that changes both books does so in some styles only, see [`StyleName::in_e_book`].
    StyleOptions {
        "family" family: FamilyName, Print, "the family: `text`, `heading`, `code`, or the name of a family";
        "size" size: TypeSize, Both, "the size; % of the text's";
        "leading" leading: Leading, Print, "the distance between baselines; % of the style's own size";
        "align" align: TextAlign, Both, "the alignment of lines";
        "bold" bold: bool, Both, "whether the text is bold";
        "italic" italic: bool, Both, "whether the text is italic";
        "small-caps" small_caps: SmallCaps, Both, "whether lower-case letters are small capitals; `all`: capitals too";
        "figures" figures: FigureShape, Both, "the figures: old-style, as high as capitals, or those of equal widths too";
        "tracking" tracking: Tracking, Both, "the space added between letters; % of the size";
        "colour" colour: Colour, Print, "the colour of the text";
        "hyphenate" hyphenate: bool, Print, "whether words are hyphenated";
        "indent" indent: Shift, Print, "the indent of the first line";
        "left" left: Shift, Both, "the indent of every line; % of the measure";
        "right" right: Shift, Both, "the indent of every line from the right; % of the measure";
        "above" above: Distance, Print, "the space above";
        "below" below: Distance, Print, "the space below";
    }
}

/// Cells are aligned as their columns are.
const CELL: &[&str] = &["align", "indent", "left", "right", "above", "below"];
/// Heads and folios are single lines with positions of their own.
const LINE: &[&str] = &["leading", "align", "hyphenate", "indent", "left", "right", "above", "below"];
/// Numbers of lines are beside the lines of verse.
const NUMBER: &[&str] = LINE;
/// Names of speakers are in the size of the speeches.
const SPEAKER: &[&str] = &["size", "leading"];
/// Labels and ornaments are single lines.
const LABEL: &[&str] = &["indent", "hyphenate"];
const CODE: &[&str] = &["align", "indent", "hyphenate"];
const CAPTION: &[&str] = &["above", "below"];
const ALL_KEYS: &[&str] = &[];

/// What the e-book takes from the style of a title or heading.
const TITLE: &[&str] = &["size", "align", "bold", "italic", "small-caps", "figures", "tracking"];
/// What it takes from the style of words that are set off from the text around them.
const WORDS: &[&str] = &["bold", "italic", "small-caps", "tracking"];
/// What it takes from text in a style of its own: not its size, which is the reader's choice.
const APART: &[&str] = &["align", "bold", "italic", "small-caps", "tracking"];

/// The keys of styles that change the e-book too.
const IN_E_BOOK: &[(StyleName, &[&str])] = &[
    (StyleName::ChapterNumber, TITLE),
    (StyleName::ChapterTitle, TITLE),
    (StyleName::PartNumber, TITLE),
    (StyleName::PartTitle, TITLE),
    (StyleName::Heading2, TITLE),
    (StyleName::Heading3, TITLE),
    (StyleName::Heading4, TITLE),
    (StyleName::Heading5, TITLE),
    (StyleName::Heading6, TITLE),
    (StyleName::Quote, &["left", "right"]),
    (StyleName::Attribution, &["align"]),
    (StyleName::Epigraph, &["align", "bold", "italic", "small-caps", "tracking", "left", "right"]),
    (StyleName::Dedication, APART),
    (StyleName::InsetLabel, APART),
    (StyleName::Term, WORDS),
    (StyleName::Ornament, &["size", "align"]),
    (StyleName::TableHead, WORDS),
    (StyleName::Caption, &["align"]),
    (StyleName::HalfTitle, TITLE),
    (StyleName::Title, TITLE),
    (StyleName::Subtitle, TITLE),
    (StyleName::Author, TITLE),
    (StyleName::Contributor, TITLE),
    (StyleName::Series, TITLE),
    (StyleName::Publisher, TITLE),
];

/// Defines the styles with their names and the keys that have no effect on a style.
macro_rules! styles {
    ($($style:ident $name:literal $except:ident;)*) => {
        /// A style by its name under `design.styles`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum StyleName {
            $(#[doc = concat!("`", $name, "`.")] $style,)*
        }

        impl StyleName {
            /// Every style, in the order of the documentation.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$style),*];

            /// Returns its name in `book.yaml`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$style => $name,)*
                }
            }

            /// Returns the names of the keys that have no effect on the style.
            pub fn except(self) -> &'static [&'static str] {
                match self {
                    $(Self::$style => $except,)*
                }
            }
        }
    };
}

styles! {
    ChapterNumber "chapter-number" ALL_KEYS;
    ChapterTitle "chapter-title" ALL_KEYS;
    ChapterSubtitle "chapter-subtitle" ALL_KEYS;
    ChapterAuthor "chapter-author" ALL_KEYS;
    PartNumber "part-number" ALL_KEYS;
    PartTitle "part-title" ALL_KEYS;
    PartText "part-text" ALL_KEYS;
    Heading2 "heading-2" ALL_KEYS;
    Heading3 "heading-3" ALL_KEYS;
    Heading4 "heading-4" ALL_KEYS;
    Heading5 "heading-5" ALL_KEYS;
    Heading6 "heading-6" ALL_KEYS;
    Quote "quote" ALL_KEYS;
    Attribution "attribution" ALL_KEYS;
    Verse "verse" ALL_KEYS;
    LineNumber "line-number" NUMBER;
    Epigraph "epigraph" ALL_KEYS;
    Dedication "dedication" ALL_KEYS;
    Dateline "dateline" ALL_KEYS;
    Salutation "salutation" ALL_KEYS;
    Closing "closing" ALL_KEYS;
    Inset "inset" ALL_KEYS;
    InsetLabel "inset-label" LABEL;
    Drama "drama" ALL_KEYS;
    Speaker "speaker" SPEAKER;
    Centred "centred" ALL_KEYS;
    Right "right" ALL_KEYS;
    List "list" ALL_KEYS;
    Term "term" ALL_KEYS;
    Definition "definition" ALL_KEYS;
    Ornament "ornament" LABEL;
    Code "code" CODE;
    Table "table" CELL;
    TableHead "table-head" CELL;
    Caption "caption" CAPTION;
    Note "note" ALL_KEYS;
    RunningHead "running-head" LINE;
    Folio "folio" LINE;
    ContentsPart "contents-part" ALL_KEYS;
    ContentsChapter "contents-chapter" ALL_KEYS;
    ContentsMatter "contents-matter" ALL_KEYS;
    ContentsHeading2 "contents-heading-2" ALL_KEYS;
    ContentsHeading3 "contents-heading-3" ALL_KEYS;
    ContentsHeading4 "contents-heading-4" ALL_KEYS;
    ContentsCaption "contents-caption" ALL_KEYS;
    Index "index" ALL_KEYS;
    IndexLetter "index-letter" ALL_KEYS;
    ContentsAuthor "contents-author" ALL_KEYS;
    HalfTitle "half-title" ALL_KEYS;
    Title "title" ALL_KEYS;
    Subtitle "subtitle" ALL_KEYS;
    Author "author" ALL_KEYS;
    Contributor "contributor" ALL_KEYS;
    Series "series" ALL_KEYS;
    Publisher "publisher" ALL_KEYS;
    Imprint "imprint" ALL_KEYS;
}

impl StyleName {
    /// Returns the keys that the style may have.
    pub fn keys(self) -> impl Iterator<Item = &'static KeySpec> {
        StyleOptions::KEYS.iter().filter(move |key| !self.except().contains(&key.name))
    }
    /// Returns the names of the keys that change the e-book too.
    pub fn in_e_book(self) -> &'static [&'static str] {
        IN_E_BOOK.iter().find(|(name, _)| *name == self).map_or(&[], |(_, keys)| keys)
    }

    /// Returns the books that a key of the style changes.
    pub fn reach(self, key: &KeySpec) -> Reach {
        if self.in_e_book().contains(&key.name) { Reach::Both } else { Reach::Print }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_for_both_books_are_those_that_a_style_lists() {
        for (style, names) in IN_E_BOOK {
            assert!(names.iter().all(|name| style.keys().any(|key| key.name == *name)), "{}", style.name());
        }
        for key in StyleOptions::KEYS {
            let is_listed = IN_E_BOOK.iter().any(|(_, names)| names.contains(&key.name));
            assert_eq!(key.reach == Reach::Both, is_listed, "{}", key.name);
        }
    }
}
