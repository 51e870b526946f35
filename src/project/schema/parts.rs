//! The keys of the mappings in `book.yaml` that are not design: people, subjects, chapters, editions, `epub`.

use super::Takes::{Described, Flag, Text, Words};
use super::{Mapping, NONE, REQUIRED, key, names};
use crate::project::{CoverStyle, blocks, contributors, ebook, editions, glossary, index, numbering};

#[rustfmt::skip]
pub(super) const CONTRIBUTOR: Mapping = Mapping {
    keys: &[&[
        key("name", Text, REQUIRED, "The name as printed.", "name: Ada Author"),
        key("sort", Text, NONE, "The name for sorting.", "sort: \"Author, Ada\""),
        key("role", Words(contributors::role_names), "`author`",
            "What the person did: the English name or the code (`trl`) of a MARC relator.", "role: translator"),
    ]],
    around: "contributors: [{ $ }]",
};

#[rustfmt::skip]
pub(super) const SUBJECT: Mapping = Mapping {
    keys: &[&[
        key("term", Text, REQUIRED, "The subject in words.", "term: Travel"),
        key("scheme", Text, NONE, "The scheme that the subject is from: `BISAC`, `Thema`, `LCSH`.", "scheme: BISAC"),
        key("code", Text, NONE, "The code of the subject in the scheme.", "code: TRV003000"),
    ]],
    around: "subjects: [{ $ }]",
};

#[rustfmt::skip]
pub(super) const SERIES: Mapping = Mapping {
    keys: &[&[
        key("name", Text, REQUIRED, "The name of the series.", "name: Border Walks"),
        key("number", Text, NONE, "The number of this book in it; it may have a fraction.", "number: 2"),
    ]],
    around: "series: { $ }",
};

#[rustfmt::skip]
pub(super) const COVER: Mapping = Mapping {
    keys: &[&[
        key("style", Words(|| names(&CoverStyle::NAMES)), "`picture` with an `image`, else that of the theme: *classic* `plate`, *essay* `rules`, *technical* `field`, *novel* and *large-print* `band`, *poetry* `rules`",
            "How the cover is laid out. `picture` needs an `image`.", "style: band"),
        key("colour", Described("`#` and six hexadecimal digits, in quotes"), "a muted colour derived from the title",
            "The main colour. Letters on it are white or black, whichever is easier to read.", "colour: \"#7a2e2e\""),
        key("file", Described("a path"), NONE, "A finished picture, which is used as it is. It takes no other key than `alt`.", "file: cover.png"),
        key("alt", Text, "“Cover” and the title", "What the cover shows, for those who cannot see it.", "alt: Two figures at a low wall"),
        key("image", Described("a path"), NONE,
            "A picture that is cropped to its place: the whole cover in `plate`, `band` and `picture`, the upper half in `field`, a window in `rules`.", "image: cover.png"),
    ]],
    around: "cover: { $ }",
};

#[rustfmt::skip]
pub(super) const CHAPTERS: Mapping = Mapping {
    keys: &[&[
        key("front", Described("a list of files"), NONE, "The front matter. Its pages have roman numbers.", "front: [preface.md]"),
        key("body", Described("a list of files and [parts](#a-part)"), NONE, "The chapters.", "body: [one.md, two.md]"),
        key("back", Described("a list of files"), NONE, "The back matter.", "back: [glossary.md]"),
    ]],
    around: "chapters: { $ }",
};

#[rustfmt::skip]
pub(super) const LISTED_PART: Mapping = Mapping {
    keys: &[&[
        key("part", Text, REQUIRED, "The title of the part.", "part: The Road"),
        key("page", Described("a file"), NONE, "The file with the text of its page, such as an epigraph or an introduction, which is below the title. A heading of level 1 in it takes precedence over `part`.", "page: the-road.md"),
        key("files", Described("a list of files"), NONE, "Its chapters.", "files: [one.md, two.md]"),
    ]],
    around: "chapters: [{ $ }]",
};

#[rustfmt::skip]
pub(super) const LISTED_FILE: Mapping = Mapping {
    keys: &[&[
        key("file", Described("a path"), "required, unless there are `title` and `sections`", "The Markdown file.", "file: one.md"),
        key("title", Text, "the heading in the file", "The title if the file has no heading. With `sections` and without `file`, the chapter consists of only this title and its sections.", "title: The Road to the Line"),
        key("numbered", Flag, "depends on the role", "Whether the chapter is numbered.", "numbered: false"),
        key("role", Described("a [role](#roles-by-file-name)"), "from the file's name or title", "The role of the chapter.", "role: appendix"),
        key("sections", Described("a list of files"), NONE, "Its sub-chapters, up to three levels deep.", "sections: [two.md]"),
    ]],
    around: "chapters: [{ $ }]",
};

#[rustfmt::skip]
pub(super) const EDITION: Mapping = Mapping {
    keys: &[&[
        key("name", Text, NONE, "The name, which is part of the file name if a format has several editions.", "name: large print"),
        key("format", Words(|| names(editions::FORMATS)), REQUIRED, "The kind of book.", "format: pdf"),
        key("isbn", Described("an ISBN-13 or ISBN-10"), "for an e-book the `isbn` at the top", "The ISBN of this edition.", "isbn: 978-0-8044-2957-3"),
        key("design", Described("a [mapping](#design)"), "the `design` at the top", "The design of this edition. Its keys override those of the `design` at the top.", "design: { text: { size: 10.5pt } }"),
        key("epub", Described("a [mapping](#epub)"), "the `epub` at the top", "Options of this e-book. Its keys override those of the `epub` at the top.", "epub: { profile: kobo }"),
    ]],
    around: "editions: [{ $ }]",
};

#[rustfmt::skip]
pub(super) const EPUB: Mapping = Mapping {
    keys: &[&[
        key("profile", Words(|| names(&ebook::Profile::NAMES)), "`generic`: the strictest limit of each kind", "The shop that the e-book is made for.", "profile: apple"),
        key("notes", Words(|| names(ebook::NOTES)), "`popup`", "Where notes are shown: in a pop-up, at the end of their chapter, or at the end of the book.", "notes: chapter"),
        key("pages", Described("the name of a PDF edition, or `none`"), "the first PDF of the same build", "The printed edition whose page numbers the e-book lists.", "pages: none"),
        key("fonts", Words(|| names(ebook::FONTS)), "`none`", "The embedded fonts: none, those of the text and of formulas, or also those of headings and code.", "fonts: text"),
        key("writing", Words(|| names(ebook::WRITINGS)), "`horizontal`", "The direction of lines. `vertical` is that of Japanese and Chinese novels.", "writing: vertical"),
        key("math", Words(|| names(ebook::MATH)), "`mathml`", "The form of formulas: MathML, or drawings for reading systems that do not show it.", "math: svg"),
        key("math-source", Flag, "`false`", "Whether the MathML of a formula has its TeX source too, as an annotation.", "math-source: true"),
    ]],
    around: "epub: { $ }",
};

#[rustfmt::skip]
pub(super) const MATH: Mapping = Mapping {
    keys: &[&[
        key("macros", Described("a mapping of names to TeX"), NONE, "Commands of your own. `#1` to `#9` are their arguments. In double quotes, a backslash is written twice.", r#"macros: { "\\R": "\\mathbb{R}", "\\norm": "\\lVert#1\\rVert" }"#),
        key("preamble", Described("a path"), NONE, "A file of definitions in TeX: `\\newcommand`, `\\DeclareMathOperator`, `\\def`, `\\let`.", "preamble: macros.tex"),
    ]],
    around: "math: { $ }",
};

#[rustfmt::skip]
pub(super) const NUMBERING: Mapping = Mapping {
    keys: &[&[
        key("figures", Words(|| names(numbering::SCOPES)), "`book`", "The range of text in which figures are counted: `book` (3), `chapter` (2.3, A.3 in an appendix) or `section` (2.1.3). What is in no chapter or section with a number is counted by the next larger range.", "figures: chapter"),
        key("tables", Words(|| names(numbering::SCOPES)), "`book`", "The same for tables.", "tables: chapter"),
        key("listings", Words(|| names(numbering::SCOPES)), "`book`", "The same for listings.", "listings: chapter"),
        key("equations", Words(|| names(numbering::SCOPES)), "`chapter`", "The same for equations.", "equations: section"),
        key("digits", Words(|| names(numbering::DIGITS)), "those usual in the language", "The digits of all numbers that Pressmark writes, in both books: `latin` (0 to 9) or `native`, those of the language. See [languages](languages.md#digits).", "digits: latin"),
        key("theorems", Words(|| names(numbering::SCOPES)), "`chapter`", "The same for theorems, definitions, exercises and the like, each kind by itself.", "theorems: section"),
        key("theorem", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How theorems are counted.", "theorem: book"),
        key("lemma", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How lemmas are counted.", "lemma: theorem"),
        key("proposition", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How propositions are counted.", "proposition: theorem"),
        key("corollary", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How corollaries are counted.", "corollary: theorem"),
        key("conjecture", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How conjectures are counted.", "conjecture: theorem"),
        key("hypothesis", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How hypotheses are counted.", "hypothesis: theorem"),
        key("definition", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How definitions are counted.", "definition: theorem"),
        key("example", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How examples are counted.", "example: book"),
        key("exercise", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How exercises are counted.", "exercise: section"),
        key("problem", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`theorems`", "How problems are counted.", "problem: exercise"),
        key("solution", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`none`", "How solutions are counted.", "solution: chapter"),
        key("remark", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`none`", "How remarks are counted.", "remark: theorem"),
        key("note-to", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`none`", "How notes are counted.", "note-to: chapter"),
        key("proof", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`none`", "How proofs are counted.", "proof: none"),
        key("depth", Described("1 to 6"), "3, more in sub-chapters", "The deepest level of headings that is numbered, where `design.headings.numbers` numbers them.", "depth: 2"),
    ]],
    around: "numbering: { $ }",
};

#[rustfmt::skip]
pub(super) const BLOCK: Mapping = Mapping {
    keys: &[&[
        key("name", Text, REQUIRED, "The word before the number, in the language of the book.", "name: Axiom"),
        key("style", Words(|| names(blocks::STYLES)), "`plain`", "The look: `plain` has a bold head and italic text, `definition` a bold head and upright text, `remark` an italic head and upright text.", "style: definition"),
        key("number", Described("`book`, `chapter`, `section`, `none`, or the name of a kind that it is counted with"), "`numbering.theorems`", "How it is counted.", "number: theorem"),
    ]],
    around: "blocks: { axiom: { $ } }",
};

#[rustfmt::skip]
pub(super) const INDEX: Mapping = Mapping {
    keys: &[&[
        key("sort", Words(|| names(index::ORDERS)), "`letter`", "How entries of several words are sorted: letter by letter (*Newark*, *New York*) or word by word.", "sort: word"),
        key("language", Described("a language tag"), "`language`", "The language whose alphabet sorts the entries; `de-u-co-phonebk` sorts Ä as Ae, `es-u-co-trad` ch after c.", "language: de-u-co-phonebk"),
        key("ranges", Words(|| names(index::RANGES)), "`full`", "The second number of a range: `full` (101–108), `chicago` (101–8, 121–28) or `minimal` (121–8).", "ranges: chicago"),
        key("runs", Words(|| names(index::RUNS)), "`separate`", "Whether three or more pages that follow one another become a range.", "runs: merge"),
        key("titles", Described("a mapping of names to texts"), "the names", "The titles of further indexes, by the names that their marks have.", "titles: { people: Index of People }"),
        key("entries", Described("a mapping of entries to [mappings](#rules-for-entries)"), NONE, "Rules for entries. They may also be in a file `index.yaml` beside `book.yaml`, without the word `entries`.", "entries: { lanterns: { see: lamps } }"),
    ]],
    around: "index: { $ }",
};

#[rustfmt::skip]
pub(super) const INDEX_RULE: Mapping = Mapping {
    keys: &[&[
        key("sort", Text, "the entry", "What the entry is sorted by, with `!` before that of a sub-entry.", "sort: Hague"),
        key("see", Described("a text, or a list"), NONE, "The entries that have the page numbers instead.", "see: [lamps]"),
        key("see-also", Described("a text, or a list"), NONE, "The entries that have more.", "see-also: [lamps, oil]"),
        key("spellings", Described("a text, or a list"), NONE, "Other entries whose page numbers are those of this one.", "spellings: [Lamps, lamp]"),
        key("index", Text, "the general index", "The name of the index that has the entry.", "index: people"),
    ]],
    around: "index: { entries: { lanterns: { $ } } }",
};

#[rustfmt::skip]
pub(super) const GLOSSARY: Mapping = Mapping {
    keys: &[&[
        key("link", Words(|| names(glossary::LINKS)), "`first`", "The terms (`[galley]{.term}`) that are linked to their entries: `first` links the first use of each term in a chapter, `all` every use. With `none`, the terms are not looked up.", "link: all"),
        key("sort", Flag, "`false`", "Whether the entries of each definition list are sorted in the alphabetical order of the language.", "sort: true"),
    ]],
    around: "glossary: { $ }",
};
