//! `book.yaml` as resolved values: metadata, options, editions, the chapter list. Entry points: [`read`], and
//! [`file_meta`] for the head of a chapter.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::abbreviations::{self, AbbreviationOptions};
use super::blank::without_blank;
use super::blocks::{self, OwnBlock};
use super::choice::{named, unknown};
use super::contributors::{self, contributors};
use super::cover::{self, Cover};
use super::design::{DesignOptions, design};
use super::ebook::{self, EbookOptions};
use super::editions::editions;
use super::fields::Fields;
use super::glossary::{self, GlossaryOptions};
use super::index::{self, IndexOptions};
use super::isbn::isbn;
use super::listing::{self, ChapterList};
use super::math::{self, WrittenMath};
use super::metadata::{FileMeta, Metadata, MetadataPlaces, Series, Subject};
use super::mistake::Mistake;
use super::model::{Edition, Generated, LinkPolicy};
use super::numbering::{self, NumberingOptions};
use super::yaml::{ConfigKind, ConfigNode};
use super::{schemes, tools, values, version, words};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::dialect::Tool;
use crate::lang::{DividedWords, LangTag};
use crate::words::Words;

/// The content of a manifest.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) title: Option<Spanned<String>>,
    /// Everything except the title, which may still come from elsewhere.
    pub(super) meta: Metadata,
    /// Where that was written.
    pub(super) places: MetadataPlaces,
    pub(super) cover: Option<Cover>,
    pub(super) chapters: Option<ChapterList>,
    pub(super) generate: Option<Vec<Spanned<Generated>>>,
    pub(super) design: DesignOptions,
    pub(super) ebook: EbookOptions,
    pub(super) math: WrittenMath,
    pub(super) numbering: NumberingOptions,
    pub(super) index: IndexOptions,
    /// The author's own kinds of numbered blocks.
    pub(super) blocks: Vec<OwnBlock>,
    pub(super) glossary: GlossaryOptions,
    pub(super) abbreviations: AbbreviationOptions,
    pub(super) editions: Option<Vec<Edition>>,
    pub(super) links: LinkPolicy,
    /// The author's own schemes of addresses.
    pub(super) link_schemes: Vec<String>,
    /// The tool for which the text was written, if it is stated.
    pub(super) dialect: Option<Tool>,
    /// The variables of its templates, by name.
    pub(super) variables: BTreeMap<String, String>,
    /// The missing keys of metadata that shops require.
    pub(super) missing: Vec<&'static str>,
    /// The keys of metadata that are written without a value, and their places.
    pub(super) blank: Vec<(&'static str, Span)>,
    /// The properties of the file itself that the head of a single file states.
    pub(super) file: FileMeta,
}

impl Manifest {
    /// Returns the names of the author's own classes.
    pub(super) fn class_names(&self) -> Vec<String> {
        let of_editions = self.editions.iter().flatten().filter_map(|edition| edition.design.as_ref());
        let classes = std::iter::once(&self.design).chain(of_editions).flat_map(|design| &design.classes);
        classes.map(|class| class.name.clone()).collect()
    }
}

/// Reads a manifest, or the head of a `single_file`, which may have the keys of both.
pub(super) fn read(node: &ConfigNode, single_file: bool, sink: &RefCell<Vec<Diagnostic>>) -> Manifest {
    let (node, blank) = without_blank(node);
    let fields = Fields::of(&node, "book", sink);
    let title = fields.text("title");
    let mut missing = Vec::new();
    let meta = metadata(&fields, single_file, &mut missing);
    // What is there without a value has its own message.
    missing.retain(|key| !blank.iter().any(|(blank, _)| is_alias(blank, key)));
    let (blocks, of_blocks) = fields.map("blocks").map(|fields| blocks::read(&fields)).unwrap_or_default();
    let mut numbering = fields.map("numbering").map(numbering::read).unwrap_or_default();
    numbering.kinds.extend(of_blocks);
    numbering::check_kinds(&numbering, &blocks, &mut sink.borrow_mut());
    let (generate, indexes) = generated(&fields);
    let mut index = fields.map("index").map(index::read).unwrap_or_default();
    index.generated = indexes;
    let manifest = Manifest {
        title,
        meta,
        places: places(&node),
        cover: cover::read(&fields),
        chapters: if single_file {
            None
        } else {
            fields.node("chapters").map(|node| listing::read(node, sink))
        },
        generate,
        design: fields.map("design").map(design).unwrap_or_default(),
        ebook: fields.map("epub").map(ebook::read).unwrap_or_default(),
        math: fields.map("math").map(math::read).unwrap_or_default(),
        numbering,
        index,
        blocks,
        abbreviations: abbreviations::read(&fields),
        glossary: fields.map("glossary").map(glossary::read).unwrap_or_default(),
        editions: fields.node("editions").map(|_| editions(&fields)),
        links: links(&fields),
        link_schemes: schemes::read(&fields),
        dialect: fields.text("dialect").and_then(|text| fields.parsed(&text, dialect(&text.value))),
        variables: fields.node("variables").map(variables).unwrap_or_default(),
        missing,
        blank,
        file: if single_file { file_fields(&fields) } else { FileMeta::default() },
    };
    if single_file {
        fields.finish_head(true)
    } else {
        version::check(&node, &fields);
        fields.finish()
    }
    manifest
}

/// Returns whether a key is another one, or an alias of it.
fn is_alias(name: &str, key: &str) -> bool {
    name == key || matches!((name, key), ("authors", "author") | ("lang", "language"))
}

/// Returns where the metadata of a manifest was written.
fn places(node: &ConfigNode) -> MetadataPlaces {
    let place = |key: &&'static str| Some((*key, node.get(key)?.span));
    MetadataPlaces {
        start: Span::start_of(node.span.file),
        keys: MetadataPlaces::KEYS.iter().filter_map(place).collect(),
    }
}

/// Reads the head of a chapter. `is_native` is whether the text was written for Pressmark, so that an unknown key is
/// likely a slip.
pub(super) fn file_meta(node: &ConfigNode, is_native: bool, sink: &RefCell<Vec<Diagnostic>>) -> FileMeta {
    let fields = Fields::of(node, "head of the file", sink);
    let authors = contributors::authors(&fields);
    let meta = FileMeta {
        title: fields.string("title"),
        subtitle: fields.text("subtitle").map(|text| (text.value, text.span)),
        authors: authors.into_iter().map(|author| (author.value, author.span)).collect(),
        lang: language(&fields, is_native),
        ..file_fields(&fields)
    };
    fields.finish_head(is_native);
    meta
}

/// Reads the language of a chapter. In the text of another tool, where it may mean something else, what is not one is
/// ignored.
fn language(fields: &Fields<'_>, is_native: bool) -> Option<LangTag> {
    let [lang, language] = ["lang", "language"].map(|key| fields.text(key));
    let written = lang.or(language.filter(|_| is_native))?;
    if is_native { language_tag(&written, fields) } else { values::language(&written.value).ok() }
}

/// Reads the properties of the file that a head states and that are not those of the book in a single file.
fn file_fields(fields: &Fields<'_>) -> FileMeta {
    FileMeta {
        title: None,
        subtitle: None,
        authors: Vec::new(),
        lang: None,
        role: fields.text("role").map(|role| (role.value, role.span)),
        short_title: fields.string("short-title"),
        class: fields.string("class"),
        toc: fields.flag("toc"),
    }
}

/// Reads the metadata, and adds the keys that are missing to `missing`. Keys of a single file's head that
/// may be written as in pandoc are left to [`ForeignMetadata`](super::foreign::ForeignMetadata).
fn metadata(fields: &Fields<'_>, single_file: bool, missing: &mut Vec<&'static str>) -> Metadata {
    const LENIENT: [&str; 6] = ["lang", "date", "isbn", "abstract", "keywords", "copyright"];
    if single_file {
        // Look them up, so that none is reported as unknown.
        LENIENT.iter().for_each(|key| {
            let _ = fields.node(key);
        });
    }
    let strict = |key| if single_file { fields.node(key).and(None) } else { fields.text(key) };
    let language = strict("language").or_else(|| strict("lang"));
    // Look up both, so that neither is reported as unknown.
    let _ = fields.node("lang");
    let tag = language.as_ref().and_then(|tag| language_tag(tag, fields));
    let contributors = contributors(fields);
    let meta = Metadata {
        title: String::new(),
        subtitle: fields.string("subtitle"),
        hyphenation: Arc::new(hyphenation(fields)),
        words: Words::new(LangTag::english()).with_own(words::read(fields)),
        language: tag.unwrap_or_else(LangTag::english),
        contributors,
        publisher: fields.string("publisher"),
        date: strict("date").and_then(|text| fields.parsed(&text, values::date(&text.value))),
        edition: fields.string("edition"),
        printing: fields
            .text("printing")
            .and_then(|text| fields.parsed(&text, values::printing(&text.value))),
        rights: fields.string("rights"),
        license: fields.string("license"),
        description: fields
            .string("description")
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        subjects: fields.list("subjects").iter().filter_map(|node| subject(node, fields.sink())).collect(),
        series: fields.node("series").and_then(|node| series(node, fields.sink())),
        also_by: fields.texts("also-by").into_iter().map(|title| title.value).collect(),
        identifier: fields.string("identifier"),
        isbn: strict("isbn").and_then(|text| isbn(&text, fields)),
    };
    let expected = [
        ("author", meta.contributors.is_empty()),
        ("language", language.is_none()),
        ("publisher", meta.publisher.is_none()),
        ("date", meta.date.is_none()),
        ("rights", meta.rights.is_none() && meta.license.is_none()),
        ("description", meta.description.is_none()),
    ];
    missing.extend(expected.into_iter().filter(|(_, is_missing)| *is_missing).map(|(key, _)| key));
    meta
}

/// Reads the words that are divided as the author writes them. Bad ones are reported.
fn hyphenation(fields: &Fields<'_>) -> DividedWords {
    let mut words = DividedWords::new(LangTag::english());
    for text in fields.texts("hyphenation") {
        if let Err(fault) = words.add(&text.value) {
            let help = "write each word once, with a hyphen where it may be divided, or without one if it may \
                        not be: `hyphenation: [flower-pot, Panmunjom]`";
            fields.report(Diagnostic::new(Code::InvalidValue, text.span, fault).help(help));
        }
    }
    words
}

/// Reads the language. An invalid one is reported.
fn language_tag(text: &Spanned<String>, fields: &Fields<'_>) -> Option<LangTag> {
    let (reason, tag) = match values::language(&text.value) {
        Ok(tag) => return Some(tag),
        Err(refused) => refused,
    };
    let diagnostic = Diagnostic::new(Code::InvalidValue, text.span, reason);
    fields.report(match tag {
        Some(tag) => diagnostic.help(format!("write `language: {tag}`")),
        None => diagnostic.help("write a tag such as `language: en`, `language: fr` or `language: pt-BR`"),
    });
    None
}

/// Reads a subject: a text, or a mapping; one without a term is reported.
fn subject(node: &ConfigNode, sink: &RefCell<Vec<Diagnostic>>) -> Option<Subject> {
    if let ConfigKind::Text(_) = &node.kind {
        return node.text().map(|term| Subject { term: term.to_owned(), scheme: None, code: None });
    }
    let fields = Fields::of(node, "subjects", sink);
    let subject = Subject {
        term: fields.string("term").unwrap_or_default(),
        scheme: fields.string("scheme"),
        code: fields.string("code"),
    };
    if subject.term.is_empty() {
        fields.report(
            Diagnostic::new(Code::MissingKey, node.span, "a subject has no `term`")
                .help("write `term: Whaling`"),
        );
    }
    fields.finish();
    (!subject.term.is_empty()).then_some(subject)
}

/// Reads the series: its name, or a mapping; one without a name is reported.
fn series(node: &ConfigNode, sink: &RefCell<Vec<Diagnostic>>) -> Option<Series> {
    if let ConfigKind::Text(_) = &node.kind {
        return node.text().map(|name| Series { name: name.to_owned(), number: None });
    }
    let fields = Fields::of(node, "series", sink);
    let (name, number) = (fields.string("name"), fields.string("number"));
    if name.is_none() {
        fields.report(
            Diagnostic::new(Code::MissingKey, node.span, "a series has no `name`")
                .help("write `name: Sea Stories`"),
        );
    }
    fields.finish();
    name.map(|name| Series { name, number })
}

pub(super) const GENERATED: &[(&str, Generated)] = &[
    ("half-title", Generated::HalfTitle),
    ("title-page", Generated::TitlePage),
    ("copyright", Generated::Copyright),
    ("contents", Generated::Contents),
    ("figures", Generated::Figures),
    ("tables", Generated::Tables),
    ("listings", Generated::Listings),
    ("theorems", Generated::Theorems),
    ("equations", Generated::Equations),
    ("abbreviations", Generated::Abbreviations),
    ("cover", Generated::Cover),
    ("colophon", Generated::Colophon),
    ("also-by", Generated::AlsoBy),
    ("solutions", Generated::Solutions),
    ("index", Generated::Index),
];

/// The word before the name of an index in `generate`.
const INDEX_OF: &str = "index:";

/// Reads `generate`: the pages to generate, in their order, and the indexes among them by name. `None` if it is not
/// written.
fn generated(fields: &Fields<'_>) -> (Option<Vec<Spanned<Generated>>>, Vec<Spanned<String>>) {
    if fields.node("generate").is_none() {
        return (None, Vec::new());
    }
    let (mut pages, mut indexes) = (Vec::new(), Vec::new());
    for text in fields.texts("generate") {
        let name = text.value.strip_prefix(INDEX_OF);
        let word = if name.is_some() { "index" } else { text.value.as_str() };
        let Some(generated) = fields.parsed(&text, named(word, GENERATED, "page to generate")) else {
            continue;
        };
        if generated == Generated::Index {
            indexes.push(Spanned::new(name.unwrap_or_default().trim().to_owned(), text.span));
        }
        pages.push(Spanned::new(generated, text.span));
    }
    // The word alone stands for every index.
    if let [only] = &indexes[..]
        && only.value.is_empty()
    {
        indexes.clear();
    }
    (Some(pages), indexes)
}

pub(super) const LINKS: &[(&str, LinkPolicy)] = &[("warn", LinkPolicy::Warn), ("error", LinkPolicy::Error)];

/// Reads `links`: how dead links are reported.
fn links(fields: &Fields<'_>) -> LinkPolicy {
    let policy = fields.text("links");
    let policy = policy.and_then(|text| fields.parsed(&text, named(&text.value, LINKS, "value of `links`")));
    policy.unwrap_or_default()
}

/// Returns the tool of a name.
///
/// # Errors
/// Returns an error if no tool has this name.
fn dialect(text: &str) -> Result<Tool, Mistake> {
    tools::named(text).ok_or_else(|| unknown(text, tools::names(), "dialect"))
}

/// Reads `variables`: texts by name.
fn variables(node: &ConfigNode) -> BTreeMap<String, String> {
    let ConfigKind::Map(entries) = &node.kind else { return BTreeMap::new() };
    entries.iter().filter_map(|(name, _, node)| Some((name.clone(), node.text()?.to_owned()))).collect()
}
