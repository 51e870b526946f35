//! The words that keys of `design` choose between.

use std::fmt;

use super::value::{KeyValue, ValueKind, unknown};

/// Defines enumerations with the word of each variant, and further words that are read but not shown.
macro_rules! choices {
    ($($(#[$doc:meta])* $noun:literal $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal $(| $alias:literal)*,)*
    })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            const WORDS: &[&str] = &[$($word),*];
        }

        impl KeyValue for $name {
            const KIND: ValueKind = ValueKind::Words(Self::WORDS);

            fn parse(_: &str, text: &str) -> Result<Self, String> {
                match text {
                    $($word $(| $alias)* => Ok(Self::$variant),)*
                    _ => Err(unknown($noun, text, Self::WORDS)),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => $word,)*
                })
            }
        }
    )* };
}

choices! {
    /// The alignment of lines.
    "alignment" TextAlign {
        /// Flush with both edges.
        Justified = "justified",
        /// Flush left.
        Left = "left",
        /// In the middle.
        Centre = "centre",
        /// Flush right.
        Right = "right",
    }

    /// The strictness of the rules by which lines of Chinese and Japanese begin and end.
    "strictness" LineBreak {
        /// Some marks may begin a line that do not in books.
        Loose = "loose",
        /// As most books do.
        Normal = "normal",
        /// Small kana and the sign of a long vowel do not begin a line.
        Strict = "strict",
    }

    /// Where lines of Korean end.
    "place" KoreanBreak {
        /// Between words.
        Words = "words",
        /// Between syllables too.
        Syllables = "syllables",
    }

    /// Which paragraphs below a heading or another block are indented.
    "choice" FirstIndent {
        /// As books in the language have them.
        Language = "language",
        /// All.
        All = "all",
        /// None.
        None = "none",
    }

    /// The shape of figures.
    "kind of figures" FigureShape {
        /// With ascenders and descenders.
        OldStyle = "old-style",
        /// As high as capitals.
        Lining = "lining",
        /// As high as capitals and all of one width, for columns.
        Tabular = "tabular",
    }

    /// The small capitals of a style.
    "use of small capitals" SmallCaps {
        /// None.
        Off = "false",
        /// For lower-case letters.
        On = "true",
        /// For lower-case letters and for capitals.
        All = "all",
    }

    /// The position of a block that is narrower than the measure.
    "place" BlockPlace {
        /// At the left end of the measure.
        Left = "left",
        /// In the middle.
        Centre = "centre",
    }

    /// The pages that can be seen together.
    "number of sides" PageSides {
        /// Left-hand and right-hand pages, which face each other.
        Two = "two",
        /// Right-hand pages alone, as in a report.
        One = "one",
    }

    /// The look of keys to press.
    "look of keys" KeyLook {
        /// In a frame, as the caps of a keyboard.
        Keycaps = "keycaps",
        /// In the family of code.
        Code = "code",
    }

    /// How the tokens of code are highlighted.
    "highlighting" CodeHighlight {
        /// Not at all.
        None = "none" | "false",
        /// By weight and slant.
        Black = "black",
        /// The same, with comments in grey.
        Grey = "grey" | "gray",
    }

    /// The position of notes.
    "place for notes" NotePlace {
        /// At the foot of the page.
        Foot = "foot",
        /// Beside their calls, in the outer margin.
        Margin = "margin",
        /// At the end of the chapter.
        Chapter = "chapter",
        /// At the end of the book.
        Book = "book",
    }

    /// The position of notes of the second series.
    "place for notes" SecondNotePlace {
        /// Where those of the first are.
        Same = "same",
        /// At the foot of the page, below those of the first.
        Foot = "foot",
        /// Beside their calls, in the outer margin.
        Margin = "margin",
        /// At the end of the chapter.
        Chapter = "chapter",
        /// At the end of the book.
        Book = "book",
    }

    /// The marks of notes of the second series.
    "kind of mark" NoteMarks {
        /// Small letters.
        Letters = "letters",
        /// The asterisk and other symbols.
        Symbols = "symbols",
    }

    /// The position of captions.
    "place for captions" CaptionPlace {
        /// Below figures and above tables.
        Text = "text",
        /// Beside them, in the outer margin.
        Margin = "margin",
    }

    /// The page on which a part, or a division of the front or back matter, starts.
    "opening page" OpeningPage {
        /// A right-hand page, after a blank one if necessary.
        Recto = "recto" | "right",
        /// The next page.
        Page = "page",
    }

    /// Where a chapter starts.
    "opening of chapters" ChapterOpening {
        /// On a right-hand page, after a blank one if necessary.
        Recto = "recto" | "right",
        /// On the next page.
        Page = "page",
        /// Below the chapter before, if it is in the same part.
        RunOn = "run-on",
    }

    /// The numbers of chapters or parts.
    "style of numbers" NumberStyle {
        /// In figures.
        Figures = "figures",
        /// In Roman numerals.
        Roman = "roman",
        /// In words of the book's language.
        Words = "words",
        /// None.
        None = "none" | "false",
    }

    /// The position of the number of a chapter or part.
    "place for numbers" NumberPlace {
        /// Above the title.
        Above = "above",
        /// Before the title, on its line.
        Beside = "beside",
    }

    /// Where a section starts.
    "opening of sections" SectionOpening {
        /// Below the text before.
        RunOn = "run-on",
        /// On the next right-hand page, except right below the title of a chapter.
        Recto = "recto",
        /// On the next page, with the same exception.
        Page = "page",
    }

    /// The position of running heads.
    "place for running heads" HeadPlace {
        /// In the middle.
        Centre = "centre",
        /// At the fore edge.
        Outer = "outer",
        /// At the spine.
        Inner = "inner",
        /// No running heads.
        None = "none",
    }

    /// The position of folios.
    "place for folios" FolioPlace {
        /// In the middle of the foot.
        FootCentre = "foot-centre",
        /// At the foot, at the fore edge.
        FootOuter = "foot-outer",
        /// Beside the running head, at the fore edge.
        HeadOuter = "head-outer",
        /// No folios.
        None = "none",
    }

    /// The position of the folio on a page where a chapter starts, which has no running head.
    "place for the folio" OpeningFolio {
        /// In the middle of the foot.
        FootCentre = "foot-centre",
        /// At the foot, at the fore edge.
        FootOuter = "foot-outer",
        /// No folio.
        None = "none",
    }

    /// The content of a running head.
    "running head" RunningHead {
        /// The book's title.
        Title = "title",
        /// The authors, or the book's title if there are none.
        Author = "author",
        /// The part's title, or the book's if there are no parts.
        Part = "part",
        /// The title of the chapter, or of another division.
        Chapter = "chapter",
        /// The title of the section on the page, or the chapter's before the first section.
        Section = "section",
        /// Nothing.
        None = "none" | "false",
    }

    /// How much of a chapter's first paragraph is in small capitals.
    "extent of small capitals" OpeningCaps {
        /// Nothing.
        None = "none" | "false",
        /// The first word.
        Word = "word",
        /// The first words, up to a punctuation mark if one is near.
        Phrase = "phrase",
    }

    /// The position of the rule in a chapter's opening.
    "place for the rule" RulePlace {
        /// Above the number.
        Above = "above",
        /// Between number and title.
        Between = "between",
        /// Below the title.
        Below = "below",
    }

    /// The style of the number of a figure or table.
    "style of numbers" CaptionNumber {
        /// In small capitals.
        SmallCaps = "small-caps",
        /// Bold.
        Bold = "bold",
        /// In italics.
        Italic = "italic",
        /// As the caption.
        Plain = "plain",
    }

    /// The width of tables.
    "width" TableWidth {
        /// As wide as the content needs.
        Content = "content",
        /// As wide as the text.
        Measure = "measure",
    }

    /// The position of page numbers in the contents.
    "place for page numbers" ContentsFolio {
        /// At the right edge of the measure.
        Edge = "edge",
        /// Directly after the title.
        Near = "near",
    }
}
