//! The keys at the top of `book.yaml`, of a chapter's head, and of a single file's head, which has the
//! keys of both.

use super::Takes::{Described, Flag, List, Text, Words};
use super::{ALIAS, Entry, Mapping, NONE, REQUIRED, key, names};
use crate::project::{manifest, tools};

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
    key("language", Described("a language tag (BCP 47)"), "`en`, with a warning",
        "The main language: it decides on hyphenation, quotation marks and the words that the book adds by itself.",
        "language: en-GB"),
    key("lang", Described("a language tag (BCP 47)"), ALIAS, "Another name of `language`.", "lang: en-GB"),
    key("author", LIST_OF_NAMES, NONE, "Who wrote the book.", "author: Ada Author"),
    key("authors", LIST_OF_NAMES, ALIAS, "Another name of `author`.", "authors: [Ada Author, Ben Writer]"),
    key("contributors", Described("a list of names or of [mappings](#contributors)"), NONE,
        "Everyone who made the book, with their roles. A bare name is an author.",
        "contributors: [Ada Author, { name: Tom Translator, role: translator }]"),
    key("publisher", Text, NONE, "The publisher.", "publisher: Example Press"),
    key("date", Described("`2026`, `2026-11` or `2026-11-23`"), NONE, "When the book was published.", "date: 2026-11-23"),
    key("rights", Text, NONE, "The statement of rights, for the copyright page.", "rights: © 2026 Ada Author"),
    key("license", Text, NONE, "The licence: an SPDX identifier or a sentence.", "license: CC-BY-4.0"),
    key("description", Text, NONE, "A paragraph about the book, for shops.", "description: What the book is about."),
    key("subjects", Described("a list of texts or of [mappings](#subjects)"), NONE, "What the book is about.",
        "subjects: [Korea, { term: Travel, scheme: BISAC, code: TRV003000 }]"),
    key("series", Described("a text or a [mapping](#series)"), NONE, "The series that the book belongs to.",
        "series: { name: Border Walks, number: 2 }"),
    key("also-by", Described("a list of titles"), NONE, "Other books by the authors; they get a page of their own at the end.",
        "also-by: [The Far Bank, A Year of Rivers]"),
    key("identifier", Described("a URI"), "from the ISBN, else computed from title, authors and language",
        "The unique identifier of the e-book.", "identifier: urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    key("isbn", Described("an ISBN-13 or ISBN-10"), NONE, "The ISBN. An edition may have its own.", "isbn: 978-0-306-40615-7"),
];

#[rustfmt::skip]
const CONTENT: &[Entry] = &[
    key("chapters", Described("a list of files, or a [mapping](#chapters)"),
        "every Markdown file of the folder, by name; [roles](#roles-by-file-name) decide on the matter",
        "The files of the book in reading order. A plain list is the body.", "chapters: [one.md, two.md]"),
];

#[rustfmt::skip]
const PRODUCTION: &[Entry] = &[
    key("cover", Described("a path"), "drawn from title, authors and publisher", "The picture on the cover of the e-book.", "cover: cover.png"),
    key("generate", List(|| names(manifest::GENERATED)),
        "half-title, title page, copyright page and contents; with `also-by`, its page; for a single chapter the title page alone",
        "The pages that the book makes by itself, at their usual places. `[]` is none. A page that you write yourself is not made, and `figures` and `tables` need something to list. `cover` changes nothing: every e-book has its cover.",
        "generate: [title-page, copyright, contents]"),
    key("design", Described("a [mapping](#design)"), "the theme *classic*", "The look of the printed book.", "design: { theme: essay }"),
    key("epub", Described("a [mapping](#epub)"), "the defaults of its keys", "Options of the e-book.", "epub: { notes: chapter }"),
    key("editions", Described("a list of [mappings](#editions)"), "one EPUB and one PDF", "The books to make.",
        "editions: [{ name: paperback, format: pdf, isbn: 978-0-8044-2957-3 }]"),
    key("links", Words(|| names(manifest::LINKS)), "`warn`",
        "Whether a link that leads nowhere is a warning, and plain text in the book, or an error.", "links: error"),
    key("dialect", Words(|| tools::names().collect()), "that of another tool's manifest in the folder; else Pressmark's own",
        "The tool whose Markdown the text is ([foreign.md](foreign.md)).", "dialect: mdBook"),
    key("variables", Described("a mapping of names to texts"), NONE, "What `{{ name }}` in the text of such a tool means.",
        "variables: { version: \"2.1\" }"),
];

const TITLE_OF_FILE: &[Entry] = &[key(
    "title",
    Text,
    "its first heading",
    "The title of the chapter, for a file without a heading of level 1.",
    "title: The Road to the Line",
)];

#[rustfmt::skip]
const FILE: &[Entry] = &[
    key("role", Described("a [role](#roles-by-file-name)"), "from the list, the file name or the title", "What the chapter is.", "role: afterword"),
    key("short-title", Text, "its title", "The title in running heads, where room is short.", "short-title: The Road"),
    key("class", Text, NONE, "A class of the chapter in the e-book's XHTML, for a stylesheet.", "class: diary"),
    key("toc", Flag, "as the role has it", "Whether the chapter is listed in the contents.", "toc: false"),
];

/// What pandoc calls the metadata of a file, read for a single file.
#[rustfmt::skip]
const PANDOC: &[Entry] = &[
    key("abstract", Text, ALIAS, "Another name of `description`.", "abstract: What the book is about."),
    key("keywords", Described("a list of texts"), ALIAS, "Another name of `subjects`.", "keywords: [Korea, travel]"),
    key("copyright", Text, ALIAS, "Another name of `rights`.", "copyright: © 2026 Ada Author"),
];
