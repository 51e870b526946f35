//! The keys at the top of `book.yaml`, of a chapter's head, and of a single file's head, which has the
//! keys of both.

use super::Takes::{Described, Flag, List, Text, Words};
use super::{ALIAS, Entry, Mapping, NONE, REQUIRED, key, names};
use crate::project::{abbreviations, manifest, tools};

/// The top of `book.yaml`.
pub(super) const BOOK: Mapping = Mapping { keys: &[METADATA, CONTENT, PRODUCTION], around: "$" };

/// The head of a chapter.
pub(super) const HEAD: Mapping = Mapping { keys: &[TITLE_OF_FILE, FILE], around: "$" };

/// The head of a single file, which is the whole book.
pub(super) const SINGLE_FILE: Mapping = Mapping { keys: &[METADATA, PRODUCTION, FILE, PANDOC], around: "$" };

const LIST_OF_NAMES: super::Takes = Described("a name, or a list of names");

#[rustfmt::skip]
const METADATA: &[Entry] = &[
    key("title", Text, REQUIRED, "The title of the book.", "title: Twenty Steps"),
    key("subtitle", Text, NONE, "The subtitle.", "subtitle: A Walk to the Line"),
    key("language", Described("a language tag (BCP 47)"), "that of the letters of the text, such as `ja`, or else `en`; with a warning",
        "The main language. It determines hyphenation, quotation marks and the words that Pressmark adds, such as “Chapter”.",
        "language: en-GB"),
    key("hyphenation", Described("a list of words, with hyphens where they may be divided"), "the patterns of the language",
        "Words that are hyphenated otherwise than by the patterns of the language, in print. A word without a hyphen is never divided. Each form of a word (*flowerpots*) is a word of its own; capitals do not matter.",
        "hyphenation: [flower-pot, Panmunjom]"),
    key("lang", Described("a language tag (BCP 47)"), ALIAS, "An alias of `language`.", "lang: en-GB"),
    key("author", LIST_OF_NAMES, NONE, "The authors.", "author: Ada Author"),
    key("authors", LIST_OF_NAMES, ALIAS, "An alias of `author`.", "authors: [Ada Author, Ben Writer]"),
    key("contributors", Described("a list of names or of [mappings](#contributors)"), NONE,
        "Everyone who contributed to the book, with their roles. A name without a role is an author.",
        "contributors: [Ada Author, { name: Tom Translator, role: translator }]"),
    key("publisher", Text, NONE, "The publisher.", "publisher: Example Press"),
    key("date", Described("`2026`, `2026-11` or `2026-11-23`"), NONE, "The date of publication.", "date: 2026-11-23"),
    key("edition", Text, NONE, "The statement of the edition, for the copyright page.", "edition: Second edition"),
    key("printing", Described("1 to 99"), NONE,
        "The number of the printing: the copyright page of the printed book ends in a printer's key, whose lowest number it is.", "printing: 3"),
    key("rights", Text, "© with the year, and the authors or else the publisher", "The statement of rights, for the copyright page.", "rights: © 2026 Ada Author"),
    key("license", Text, NONE, "The licence: an SPDX identifier or a sentence.", "license: CC-BY-4.0"),
    key("description", Text, NONE, "A paragraph about the book, for shops.", "description: What the book is about."),
    key("subjects", Described("a list of texts or of [mappings](#subjects)"), NONE, "The subjects of the book.",
        "subjects: [Korea, { term: Travel, scheme: BISAC, code: TRV003000 }]"),
    key("series", Described("a text or a [mapping](#series)"), NONE, "The series that the book belongs to.",
        "series: { name: Border Walks, number: 2 }"),
    key("also-by", Described("a list of titles"), NONE, "Other books by the authors, which are listed on a page at the end.",
        "also-by: [The Far Bank, A Year of Rivers]"),
    key("identifier", Described("a URI"), "from the ISBN, else computed from title, authors and language",
        "The unique identifier of the e-book.", "identifier: urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    key("isbn", Described("an ISBN-13 or ISBN-10"), NONE, "The ISBN. An edition may have its own.", "isbn: 978-0-306-40615-7"),
];

#[rustfmt::skip]
const CONTENT: &[Entry] = &[
    key("version", Described("a whole number"), "`1`", "The version of the format of this file ([stability.md](stability.md#the-version-of-bookyaml)).", "version: 1"),
    key("chapters", Described("a list of files, or a [mapping](#chapters)"),
        "every Markdown file of the folder, by name; their [roles](#roles-by-file-name) decide between front matter, body and back matter",
        "The files of the book in reading order. A plain list is the body.", "chapters: [one.md, two.md]"),
];

#[rustfmt::skip]
const PRODUCTION: &[Entry] = &[
    key("cover", Described("a path, a style, a colour, or a [mapping](#cover)"), "drawn from the metadata in the style of the theme",
        "The cover of the e-book: a path is that of a finished picture, anything else describes the cover that is drawn.", "cover: cover.png"),
    key("generate", List(|| names(manifest::GENERATED)),
        "half-title, title page, copyright page, contents, and with `also-by` its page; for a single chapter only the title page, and with `edition` or `printing` the copyright page",
        "The pages to generate, at their usual places; `[]` for none. A page that you write yourself is not generated. `figures`, `tables`, `listings`, `theorems`, `equations` and `abbreviations` are generated only if there is something to list. `index` makes every index of which the text has marks, and `index:people` the one with this name. `solutions` takes the solutions of exercises out of the chapters and gathers them at the end. `cover` has no effect, since every e-book has a cover page.",
        "generate: [title-page, copyright, contents]"),
    key("design", Described("a [mapping](#design)"), "the theme *classic*", "The look of the printed book.", "design: { theme: essay }"),
    key("epub", Described("a [mapping](#epub)"), "the defaults of its keys", "Options of the e-book.", "epub: { notes: chapter }"),
    key("math", Described("a [mapping](#math)"), NONE, "Commands for formulas.", "math: { macros: { \"\\\\R\": \"\\\\mathbb{R}\" } }"),
    key("numbering", Described("a [mapping](#numbering)"), "the defaults of its keys", "How figures, tables, listings and equations are counted.", "numbering: { figures: chapter }"),
    key("blocks", Described("a mapping of names to [mappings](#blocks)"), NONE, "Kinds of numbered blocks of your own, by the name of their div.", "blocks: { axiom: { name: Axiom } }"),
    key("index", Described("a [mapping](#index)"), "the defaults of its keys", "How indexes are sorted and shown.", "index: { sort: word }"),
    key("abbreviations", Described("a mapping of abbreviations to inline Markdown"), NONE, "What abbreviations stand for ([glossary-and-abbreviations.md](glossary-and-abbreviations.md)).", "abbreviations: { DMZ: demilitarised zone }"),
    key("expand-abbreviations", Words(|| names(abbreviations::EXPAND)), "`none`", "Where the text shows what an abbreviation stands for, as in “digital object identifier (DOI)”: at its first use in the book or in each chapter, or nowhere.", "expand-abbreviations: book"),
    key("glossary", Described("a [mapping](#glossary)"), "the defaults of its keys", "How the text is linked to the glossary.", "glossary: { link: all }"),
    key("words", Described("a mapping of [words](#words) to texts"), "those of the language", "Words that Pressmark adds to the book, as you want to have them.", "words: { contents: In This Book, chapter: \"Step | Steps\" }"),
    key("editions", Described("a list of [mappings](#editions)"), "one EPUB and one PDF", "The books to make.",
        "editions: [{ name: paperback, format: pdf, isbn: 978-0-8044-2957-3 }]"),
    key("links", Words(|| names(manifest::LINKS)), "`warn`",
        "Whether a dead link is an error, or a warning and plain text in the book.", "links: error"),
    key("link-schemes", Described("a list of schemes"), NONE,
        "Schemes of addresses that links may have, besides those that every book may have ([manuscript.md](manuscript.md#links)). EPUBCheck warns about schemes that are not registered. `javascript`, `data`, `file` and others that run programs or read files are refused.", "link-schemes: [zotero, obsidian]"),
    key("dialect", Words(|| tools::names().collect()), "that of the tool whose manifest is in the folder, or else Pressmark's own",
        "The tool whose Markdown dialect the text is written in ([foreign.md](foreign.md)).", "dialect: mdBook"),
    key("variables", Described("a mapping of names to texts"), NONE, "The texts that replace `{{ name }}` in the dialect of such a tool.",
        "variables: { version: \"2.1\" }"),
];

#[rustfmt::skip]
const TITLE_OF_FILE: &[Entry] = &[
    key("title", Text, "its first heading", "The title of the chapter, for a file without a heading of level 1.", "title: The Road to the Line"),
    key("subtitle", Text, NONE, "The subtitle of the chapter, below its title and in the contents.", "subtitle: A Walk in Winter"),
    key("author", LIST_OF_NAMES, "those of the book", "The authors of the chapter in a book by several: below the title, in the contents, and in running heads that show the author. Authors who are all those of the book, or the same in every chapter, are not shown.", "author: Ben Writer"),
    key("authors", LIST_OF_NAMES, ALIAS, "An alias of `author`.", "authors: [Ben Writer, Cy Poet]"),
    key("lang", Described("a language tag (BCP 47)"), "that of the book", "The language of the chapter, if it is another. It determines what `language` does for the book: hyphenation, quotation marks, the direction of the text, and words such as “Figure” in the chapter.", "lang: fr"),
    key("language", Described("a language tag (BCP 47)"), ALIAS, "An alias of `lang`.", "language: fr"),
];

#[rustfmt::skip]
const FILE: &[Entry] = &[
    key("role", Described("a [role](#roles-by-file-name)"), "from the list, the file name or the title", "The role of the chapter.", "role: afterword"),
    key("short-title", Text, "its title", "A shorter title for running heads.", "short-title: The Road"),
    key("class", Text, NONE, "A class of the chapter in the e-book's XHTML, for a stylesheet.", "class: diary"),
    key("toc", Flag, "depends on the role", "Whether the chapter is listed in the contents.", "toc: false"),
];

/// The keys that pandoc has for metadata, which are read in a single file.
#[rustfmt::skip]
const PANDOC: &[Entry] = &[
    key("abstract", Text, ALIAS, "An alias of `description`.", "abstract: What the book is about."),
    key("keywords", Described("a list of texts"), ALIAS, "An alias of `subjects`.", "keywords: [Korea, travel]"),
    key("copyright", Text, ALIAS, "An alias of `rights`.", "copyright: © 2026 Ada Author"),
];
