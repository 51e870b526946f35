//! What a division is, and what follows from it: one table for both writers.

use super::tag::Tag;

/// The role of a division.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The title alone, before the title page.
    HalfTitle,
    /// Title, subtitle, authors, publisher.
    TitlePage,
    /// Rights, identifiers, edition.
    Copyright,
    /// To whom the book is given.
    Dedication,
    /// A motto.
    Epigraph,
    /// The table of contents.
    Contents,
    /// The list of figures.
    Figures,
    /// The list of tables.
    Tables,
    /// By another than the author.
    Foreword,
    /// By the author, on the book.
    Preface,
    /// Thanks.
    Acknowledgments,
    /// Into the subject.
    Introduction,
    /// Before the story.
    Prologue,
    /// A part, holding chapters.
    Part,
    /// A chapter.
    Chapter,
    /// Between chapters, unnumbered.
    Interlude,
    /// After the story.
    Epilogue,
    /// After the book.
    Afterword,
    /// What follows from it all.
    Conclusion,
    /// Lettered matter at the back.
    Appendix,
    /// Notes at the back.
    Notes,
    /// Terms.
    Glossary,
    /// Sources.
    Bibliography,
    /// The index.
    Index,
    /// How the book was made.
    Colophon,
    /// On the author.
    AboutTheAuthor,
    /// Other books.
    AlsoBy,
}

/// Where a division opens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Opening {
    /// On a right-hand page, a blank one before it where needed.
    Recto,
    /// On a left-hand page.
    Verso,
    /// On the next page.
    NextPage,
}

/// The part of the book a division stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Matter {
    /// Before the text, with roman folios.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}

/// What follows from a role.
#[derive(Clone, Copy, Debug)]
struct Row {
    role: Role,
    /// As authors write it, the first being its name; also the stem of a file.
    names: &'static [&'static str],
    /// EPUB Structural Semantics Vocabulary 1.1.
    epub_type: &'static str,
    /// DPUB-ARIA 1.1, for those types that have a role.
    aria: Option<&'static str>,
    matter: Matter,
    opening: Opening,
    numbered: bool,
    in_contents: bool,
    /// What it is in the structure of a PDF.
    tag: Tag,
}

const fn row(
    role: Role,
    names: &'static [&'static str],
    epub_type: &'static str,
    aria: Option<&'static str>,
    matter: Matter,
    opening: Opening,
) -> Row {
    let in_contents = !matches!(
        role,
        Role::HalfTitle
            | Role::TitlePage
            | Role::Copyright
            | Role::Dedication
            | Role::Epigraph
            | Role::Contents
    );
    let numbered = matches!(role, Role::Part | Role::Chapter | Role::Appendix);
    let tag = match role {
        Role::Part => Tag::Part,
        Role::Index => Tag::Index,
        _ => Tag::Section,
    };
    Row { role, names, epub_type, aria, matter, opening, numbered, in_contents, tag }
}

use Matter::{Back, Body, Front};
use Opening::{NextPage, Recto};

/// The order is that of the Chicago Manual of Style (18th ed., 1.4); front matter without a list
/// stands in it.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    row(Role::HalfTitle, &["half-title", "halftitle"], "halftitlepage", None, Front, Recto),
    row(Role::TitlePage, &["title-page", "titlepage"], "titlepage", None, Front, Recto),
    row(Role::Copyright, &["copyright", "copyright-page", "imprint"], "copyright-page", None, Front, NextPage),
    row(Role::Dedication, &["dedication"], "dedication", Some("doc-dedication"), Front, Recto),
    row(Role::Epigraph, &["epigraph"], "epigraph", Some("doc-epigraph"), Front, Recto),
    row(Role::Contents, &["contents", "toc"], "toc", Some("doc-toc"), Front, Recto),
    row(Role::Figures, &["list-of-figures"], "loi", None, Front, NextPage),
    row(Role::Tables, &["list-of-tables"], "lot", None, Front, NextPage),
    row(Role::Foreword, &["foreword"], "foreword", Some("doc-foreword"), Front, Recto),
    row(Role::Preface, &["preface"], "preface", Some("doc-preface"), Front, Recto),
    row(Role::Acknowledgments, &["acknowledgments", "acknowledgements"], "acknowledgments", Some("doc-acknowledgments"), Front, Recto),
    row(Role::Introduction, &["introduction"], "introduction", Some("doc-introduction"), Front, Recto),
    row(Role::Prologue, &["prologue"], "prologue", Some("doc-prologue"), Body, Recto),
    row(Role::Part, &["part"], "part", Some("doc-part"), Body, Recto),
    row(Role::Chapter, &["chapter"], "chapter", Some("doc-chapter"), Body, Recto),
    row(Role::Interlude, &["interlude"], "chapter", Some("doc-chapter"), Body, Recto),
    row(Role::Epilogue, &["epilogue"], "epilogue", Some("doc-epilogue"), Body, Recto),
    row(Role::Conclusion, &["conclusion"], "conclusion", Some("doc-conclusion"), Body, Recto),
    row(Role::Afterword, &["afterword"], "afterword", Some("doc-afterword"), Back, Recto),
    row(Role::Appendix, &["appendix"], "appendix", Some("doc-appendix"), Back, Recto),
    row(Role::Notes, &["notes", "endnotes"], "endnotes", Some("doc-endnotes"), Back, Recto),
    row(Role::Glossary, &["glossary"], "glossary", Some("doc-glossary"), Back, Recto),
    row(Role::Bibliography, &["bibliography", "sources", "references", "works-cited"], "bibliography", Some("doc-bibliography"), Back, Recto),
    row(Role::Index, &["index"], "index", Some("doc-index"), Back, Recto),
    row(Role::Colophon, &["colophon"], "colophon", Some("doc-colophon"), Back, NextPage),
    row(Role::AboutTheAuthor, &["about-the-author", "about"], "backmatter", None, Back, NextPage),
    row(Role::AlsoBy, &["also-by"], "backmatter", None, Back, NextPage),
];

impl Role {
    fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.role == self).expect("a test looks up every role")
    }

    /// The role of a name as an author writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '_'], "-");
        TABLE.iter().find(|row| row.names.contains(&name.as_str())).map(|row| row.role)
    }

    /// The role that a file's name tells, without its ordering number and what follows the role:
    /// `139-epilogue`, `appendix-a`.
    pub fn from_file_stem(stem: &str) -> Option<Self> {
        let stem = stem.to_lowercase().replace([' ', '_'], "-");
        let name = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '.']);
        let name = if name.is_empty() { return None } else { name };
        Self::from_name(name).or_else(|| {
            let (first, rest) = name.rsplit_once('-')?;
            // `chapter-1` says no more than `1`; `appendix-a` does.
            let counts = rest.len() == 1 || rest.bytes().all(|b| b.is_ascii_digit());
            Self::from_name(first).filter(|role| counts && *role != Self::Part)
        })
    }

    /// Every name of every role.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TABLE.iter().flat_map(|row| row.names.iter().copied())
    }

    /// Its name: `title-page`.
    pub fn name(self) -> &'static str {
        self.row().names[0]
    }

    /// Its type in the EPUB Structural Semantics Vocabulary 1.1.
    pub fn epub_type(self) -> &'static str {
        self.row().epub_type
    }

    /// Its role in DPUB-ARIA 1.1.
    pub fn aria(self) -> Option<&'static str> {
        self.row().aria
    }

    /// The part of the book it stands in when nothing else is said.
    pub fn matter(self) -> Matter {
        self.row().matter
    }

    /// Where it opens.
    pub fn opening(self) -> Opening {
        self.row().opening
    }

    /// Whether it is counted.
    pub fn is_numbered(self) -> bool {
        self.row().numbered
    }

    /// Whether it shows in the contents.
    pub fn in_contents(self) -> bool {
        self.row().in_contents
    }

    /// What it is in the structure of a PDF.
    pub fn tag(self) -> Tag {
        self.row().tag
    }

    /// Its place among front matter.
    pub(super) fn order(self) -> usize {
        TABLE.iter().position(|row| row.role == self).unwrap_or(TABLE.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_row() {
        let roles = [Role::HalfTitle, Role::AlsoBy, Role::Conclusion, Role::Interlude, Role::Notes];
        assert!(roles.iter().all(|role| Role::from_name(role.name()) == Some(*role)));
        assert_eq!(TABLE.len(), 27, "as many rows as roles");
    }

    #[test]
    fn files_tell_their_role() {
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
