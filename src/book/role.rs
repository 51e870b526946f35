//! The role of a division, and its properties: one table for both writers.

use super::tag::Tag;

/// The page on which a division starts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Opening {
    /// On a right-hand page, after a blank page if necessary.
    Recto,
    /// On a left-hand page.
    Verso,
    /// On the next page.
    NextPage,
}

/// The part of the book that a division belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Matter {
    /// Before the text, with roman folios.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}

/// How the contents show a division.
#[derive(Clone, Copy, PartialEq, Eq)]
enum InContents {
    Absent,
    Listed,
    /// Listed, and numbered by default.
    Numbered,
}

/// The properties of a role.
struct Properties {
    /// The names that authors write. The first is the canonical one, and the stem of the file.
    names: &'static [&'static str],
    /// The type in the EPUB Structural Semantics Vocabulary 1.1.
    epub_type: &'static str,
    /// The role in DPUB-ARIA 1.1; `None` if the vocabulary has none for it.
    aria: Option<&'static str>,
    matter: Matter,
    opening: Opening,
    in_contents: InContents,
    /// The element in the structure of a PDF.
    tag: Tag,
}

use InContents::{Absent, Listed, Numbered};
use Matter::{Back, Body, Front};
use Opening::{NextPage, Recto};

/// Defines the roles and their properties in one place, so that no role can be incomplete.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident:
        $names:expr, $epub_type:literal, $aria:expr, $matter:expr, $opening:expr, $in_contents:expr, $tag:ident;)*) => {
        /// The role of a division.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// Every role, in the order of the book.
            const ALL: &[Self] = &[$(Self::$role),*];

            const fn properties(self) -> &'static Properties {
                match self {
                    $(Self::$role => &Properties {
                        names: &$names,
                        epub_type: $epub_type,
                        aria: $aria,
                        matter: $matter,
                        opening: $opening,
                        in_contents: $in_contents,
                        tag: Tag::$tag,
                    },)*
                }
            }
        }
    };
}

// The order is that of the Chicago Manual of Style (18th ed., 1.4). Front matter without a list of its
// own is sorted by it.
roles! {
    /// The title alone, before the title page.
    HalfTitle: ["half-title", "halftitle"], "halftitlepage", None, Front, Recto, Absent, Section;
    /// Title, subtitle, authors, publisher.
    TitlePage: ["title-page", "titlepage"], "titlepage", None, Front, Recto, Absent, Section;
    /// Rights, identifiers, edition.
    Copyright: ["copyright", "copyright-page", "imprint"], "copyright-page", None, Front, NextPage, Absent, Section;
    /// To whom the book is dedicated.
    Dedication: ["dedication"], "dedication", Some("doc-dedication"), Front, Recto, Absent, Section;
    /// A quotation before the text.
    Epigraph: ["epigraph"], "epigraph", Some("doc-epigraph"), Front, Recto, Absent, Section;
    /// The table of contents.
    Contents: ["contents", "toc"], "toc", Some("doc-toc"), Front, Recto, Absent, Section;
    /// The list of figures.
    Figures: ["list-of-figures"], "loi", None, Front, NextPage, Listed, Section;
    /// The list of tables.
    Tables: ["list-of-tables"], "lot", None, Front, NextPage, Listed, Section;
    /// The list of listings.
    Listings: ["list-of-listings"], "frontmatter", None, Front, NextPage, Listed, Section;
    /// The list of theorems.
    Theorems: ["list-of-theorems"], "frontmatter", None, Front, NextPage, Listed, Section;
    /// The list of equations.
    Equations: ["list-of-equations"], "frontmatter", None, Front, NextPage, Listed, Section;
    /// The list of abbreviations.
    Abbreviations: ["list-of-abbreviations"], "frontmatter", None, Front, NextPage, Listed, Section;
    /// A text about the book by someone other than the author.
    Foreword: ["foreword"], "foreword", Some("doc-foreword"), Front, Recto, Listed, Section;
    /// A text about the book by the author.
    Preface: ["preface"], "preface", Some("doc-preface"), Front, Recto, Listed, Section;
    /// Acknowledgements.
    Acknowledgments: ["acknowledgments", "acknowledgements"], "acknowledgments", Some("doc-acknowledgments"), Front, Recto, Listed, Section;
    /// An introduction to the subject.
    Introduction: ["introduction"], "introduction", Some("doc-introduction"), Front, Recto, Listed, Section;
    /// A scene before the story.
    Prologue: ["prologue"], "prologue", Some("doc-prologue"), Body, Recto, Listed, Section;
    /// A part, which contains chapters.
    Part: ["part"], "part", Some("doc-part"), Body, Recto, Numbered, Part;
    /// A chapter.
    Chapter: ["chapter"], "chapter", Some("doc-chapter"), Body, Recto, Numbered, Section;
    /// A chapter between others, without a number.
    Interlude: ["interlude"], "chapter", Some("doc-chapter"), Body, Recto, Listed, Section;
    /// A scene after the story.
    Epilogue: ["epilogue"], "epilogue", Some("doc-epilogue"), Body, Recto, Listed, Section;
    /// The conclusion of the text.
    Conclusion: ["conclusion"], "conclusion", Some("doc-conclusion"), Body, Recto, Listed, Section;
    /// A text about the book after its end.
    Afterword: ["afterword"], "afterword", Some("doc-afterword"), Back, Recto, Listed, Section;
    /// An appendix, numbered by letters.
    Appendix: ["appendix"], "appendix", Some("doc-appendix"), Back, Recto, Numbered, Section;
    /// Notes at the back.
    Notes: ["notes", "endnotes"], "endnotes", Some("doc-endnotes"), Back, Recto, Listed, Section;
    /// Definitions of terms.
    Glossary: ["glossary"], "glossary", Some("doc-glossary"), Back, Recto, Listed, Section;
    /// Sources.
    Bibliography: ["bibliography", "sources", "references", "works-cited"], "bibliography", Some("doc-bibliography"), Back, Recto, Listed, Section;
    /// The index.
    Index: ["index"], "index", Some("doc-index"), Back, Recto, Listed, Index;
    /// How the book was made.
    Colophon: ["colophon"], "colophon", Some("doc-colophon"), Back, NextPage, Listed, Section;
    /// About the author.
    AboutTheAuthor: ["about-the-author", "about"], "backmatter", None, Back, NextPage, Listed, Section;
    /// Other books by the author.
    AlsoBy: ["also-by"], "backmatter", None, Back, NextPage, Listed, Section;
}

/// How the pages of a division look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageKind {
    /// The title of the book alone.
    HalfTitle,
    /// The title page.
    TitlePage,
    /// The copyright page.
    Copyright,
    /// A dedication or an epigraph, alone on its page.
    Inscription,
    /// The title of a part, with what introduces it.
    Part,
    /// Text below a title, with running heads and folios.
    Text,
}

impl Role {
    /// Returns how the pages of a division of this role look.
    pub fn page_kind(self) -> PageKind {
        match self {
            Self::HalfTitle => PageKind::HalfTitle,
            Self::TitlePage => PageKind::TitlePage,
            Self::Copyright => PageKind::Copyright,
            Self::Dedication | Self::Epigraph => PageKind::Inscription,
            Self::Part => PageKind::Part,
            Self::Contents
            | Self::Figures
            | Self::Tables
            | Self::Listings
            | Self::Theorems
            | Self::Equations
            | Self::Abbreviations
            | Self::Foreword
            | Self::Preface
            | Self::Acknowledgments
            | Self::Introduction
            | Self::Prologue
            | Self::Chapter
            | Self::Interlude
            | Self::Epilogue
            | Self::Conclusion
            | Self::Afterword
            | Self::Appendix
            | Self::Notes
            | Self::Glossary
            | Self::Bibliography
            | Self::Index
            | Self::Colophon
            | Self::AboutTheAuthor
            | Self::AlsoBy => PageKind::Text,
        }
    }

    /// Returns the role of a name as an author writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '_'], "-");
        Self::ALL.iter().copied().find(|role| role.properties().names.contains(&name.as_str()))
    }

    /// Returns the role that a file's name states, ignoring its ordering number and the text after the
    /// role: `139-epilogue`, `appendix-a`.
    pub fn from_file_stem(stem: &str) -> Option<Self> {
        let stem = stem.to_lowercase().replace([' ', '_'], "-");
        let name = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '.']);
        let name = if name.is_empty() { return None } else { name };
        Self::from_name(name).or_else(|| {
            let (first, rest) = name.rsplit_once('-')?;
            // `chapter-1` implies no more than `1`; `appendix-a` implies a role.
            let counts = rest.len() == 1 || rest.bytes().all(|b| b.is_ascii_digit());
            Self::from_name(first).filter(|role| counts && *role != Self::Part)
        })
    }

    /// Returns every name of every role.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().flat_map(|role| role.properties().names.iter().copied())
    }

    /// Returns its name: `title-page`.
    pub fn name(self) -> &'static str {
        self.properties().names[0]
    }

    /// Returns its type in the EPUB Structural Semantics Vocabulary 1.1.
    pub fn epub_type(self) -> &'static str {
        self.properties().epub_type
    }

    /// Returns its role in DPUB-ARIA 1.1, or `None` if it has none there.
    pub fn aria(self) -> Option<&'static str> {
        self.properties().aria
    }

    /// Returns the part of the book that it belongs to by default.
    pub fn matter(self) -> Matter {
        self.properties().matter
    }

    /// Returns the page on which it starts.
    pub fn opening(self) -> Opening {
        self.properties().opening
    }

    /// Returns whether it is numbered.
    pub fn is_numbered(self) -> bool {
        self.properties().in_contents == Numbered
    }

    /// Returns whether it is listed in the contents.
    pub fn in_contents(self) -> bool {
        self.properties().in_contents != Absent
    }

    /// Returns its element in the structure of a PDF.
    pub fn tag(self) -> Tag {
        self.properties().tag
    }

    /// Returns its position in the front matter.
    pub(super) fn order(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_role() {
        for role in Role::ALL {
            assert!(
                role.properties().names.iter().all(|name| Role::from_name(name) == Some(*role)),
                "{role:?}"
            );
        }
    }

    #[test]
    fn file_names_state_their_role() {
        let table = [
            "139-epilogue",
            "appendix-a",
            "004-chapter-1",
            "002-etymology",
            "preface",
            "Acknowledgements",
            "01",
        ]
        .map(Role::from_file_stem);
        let (chapter, none) = (Some(Role::Chapter), None);
        assert_eq!(
            table,
            [
                Some(Role::Epilogue),
                Some(Role::Appendix),
                chapter,
                none,
                Some(Role::Preface),
                Some(Role::Acknowledgments),
                none
            ]
        );
    }
}
