//! `book.yaml` as resolved values: metadata, design, editions, the chapter list.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::design::design;
use super::fields::{Fields, text};
use super::listing::{self, Listing};
use super::metadata::{Contributor, FileMeta, Isbn, Metadata, Series, Subject};
use super::yaml::{Kind, Node};
use super::{DesignOptions, EbookOptions, Edition, Format, Generated, LinkPolicy, ebook, foreign, values};
use crate::diag::{Code, Diagnostic, Span, Spanned, did_you_mean};
use crate::dialect::Tool;
use crate::lang::LangTag;

/// What a manifest says.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) title: Option<Spanned<String>>,
    /// Everything but the title, which may still come from elsewhere.
    pub(super) meta: Metadata,
    pub(super) cover: Option<Spanned<String>>,
    pub(super) chapters: Option<Listing>,
    pub(super) generate: Option<Vec<Spanned<Generated>>>,
    pub(super) design: DesignOptions,
    pub(super) ebook: EbookOptions,
    pub(super) editions: Option<Vec<Edition>>,
    pub(super) links: LinkPolicy,
    /// The tool whose Markdown the text is.
    pub(super) dialect: Option<Tool>,
    /// The variables that templates name.
    pub(super) variables: BTreeMap<String, String>,
    /// Keys that shops will miss.
    pub(super) missing: Vec<&'static str>,
    /// What the head of a single file says of the file itself.
    pub(super) file: FileMeta,
}

/// Reads a manifest; of a single file's head too, which may hold the keys of both.
pub(super) fn read(node: &Node, single_file: bool, sink: &RefCell<Vec<Diagnostic>>) -> Manifest {
    let fields = Fields::of(node, "book", sink);
    let title = fields.text("title").filter(|title| !title.value.is_empty());
    let mut missing = Vec::new();
    let meta = metadata(&fields, single_file, &mut missing);
    let manifest = Manifest {
        title,
        meta,
        cover: fields.text("cover"),
        chapters: if single_file {
            None
        } else {
            fields.node("chapters").map(|node| listing::read(node, sink))
        },
        generate: fields.node("generate").map(|_| generated(&fields)),
        design: fields.map("design").map(design).unwrap_or_default(),
        ebook: fields.map("epub").map(ebook::read).unwrap_or_default(),
        editions: fields.node("editions").map(|_| editions(&fields)),
        links: links(&fields),
        dialect: fields.text("dialect").and_then(|text| fields.parsed(&text, dialect(&text.value))),
        variables: fields.node("variables").map(variables).unwrap_or_default(),
        missing,
        file: if single_file { file_fields(&fields) } else { FileMeta::default() },
    };
    if single_file {
        fields.finish_head(true)
    } else {
        fields.finish()
    }
    manifest
}

/// Reads the head of a chapter; `is_own` where the project is of no other tool.
pub(super) fn file_meta(node: &Node, is_own: bool, sink: &RefCell<Vec<Diagnostic>>) -> FileMeta {
    let fields = Fields::of(node, "head of the file", sink);
    let meta = FileMeta { title: fields.string("title"), ..file_fields(&fields) };
    fields.finish_head(is_own);
    meta
}

fn file_fields(fields: &Fields<'_>) -> FileMeta {
    FileMeta {
        title: None,
        role: fields.text("role").map(|role| (role.value, role.span)),
        short_title: fields.string("short-title"),
        class: fields.string("class"),
        toc: fields.flag("toc"),
    }
}

/// The metadata; of a single file, whose head may be pandoc's, what [`foreign::Facts`] does not read.
fn metadata(fields: &Fields<'_>, single_file: bool, missing: &mut Vec<&'static str>) -> Metadata {
    const FACTS: [&str; 6] = ["lang", "date", "isbn", "abstract", "keywords", "copyright"];
    if single_file {
        // Ask for them, so that none is unknown.
        FACTS.iter().for_each(|key| {
            let _ = fields.node(key);
        });
    }
    let strict = |key| if single_file { fields.node(key).and(None) } else { fields.text(key) };
    let language = strict("language").or_else(|| strict("lang"));
    // Ask for both, so that neither is unknown.
    let _ = fields.node("lang");
    let tag = language.as_ref().and_then(|tag| language_tag(tag, fields));
    let contributors = contributors(fields);
    let meta = Metadata {
        title: String::new(),
        subtitle: fields.string("subtitle"),
        language: tag.unwrap_or_else(LangTag::english),
        contributors,
        publisher: fields.string("publisher"),
        date: strict("date").and_then(|text| fields.parsed(&text, values::date(&text.value))),
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
    let checks = [
        ("author", meta.contributors.is_empty()),
        ("language", language.is_none()),
        ("publisher", meta.publisher.is_none()),
        ("date", meta.date.is_none()),
        ("rights", meta.rights.is_none() && meta.license.is_none()),
        ("description", meta.description.is_none()),
    ];
    missing.extend(checks.into_iter().filter(|(_, is)| *is).map(|(key, _)| key));
    meta
}

fn language_tag(text: &Spanned<String>, fields: &Fields<'_>) -> Option<LangTag> {
    let refused = match values::language(&text.value) {
        Ok(tag) => return Some(tag),
        Err(refused) => refused,
    };
    let diagnostic = Diagnostic::new(Code::InvalidValue, text.span, refused.0);
    fields.tell(match refused.1 {
        Some(tag) => diagnostic.help(format!("write `language: {tag}`")),
        None => diagnostic.help("write a tag such as `language: en`, `language: fr` or `language: pt-BR`"),
    });
    None
}

fn contributors(fields: &Fields<'_>) -> Vec<Contributor> {
    let mut all = Vec::new();
    for key in ["author", "authors"] {
        for node in fields.list(key) {
            // A mapping is what pandoc and Quarto have for a person.
            let name = match foreign::person(node) {
                None => text(node, key, fields.sink()).map(|name| name.value),
                name => name,
            };
            all.extend(name.map(|name| Contributor { name, sort: None, role: "aut".to_owned() }));
        }
    }
    for node in fields.list("contributors") {
        if let Kind::Text(_) = &node.kind {
            let person =
                |name: &str| Contributor { name: name.to_owned(), sort: None, role: "aut".to_owned() };
            all.extend(node.text().map(person));
            continue;
        }
        let inner = Fields::of(node, "contributors", fields.sink());
        let name = inner.string("name");
        let sort = inner.string("sort");
        let role = inner.text("role").and_then(|role| inner.parsed(&role, relator(&role.value)));
        if name.is_none() {
            inner.tell(
                Diagnostic::new(Code::MissingKey, node.span, "a contributor without a `name`")
                    .help("write `name: Ada Author`"),
            );
        }
        inner.finish();
        all.extend(name.map(|name| Contributor { name, sort, role: role.unwrap_or("aut").to_owned() }));
    }
    all
}

/// MARC relator codes (Library of Congress) that books use, and their English names.
const RELATORS: &[(&str, &str)] = &[
    ("aut", "author"),
    ("edt", "editor"),
    ("trl", "translator"),
    ("ill", "illustrator"),
    ("pht", "photographer"),
    ("aui", "author of introduction"),
    ("aft", "author of afterword"),
    ("ann", "annotator"),
    ("art", "artist"),
    ("bkd", "book designer"),
    ("cov", "cover designer"),
    ("com", "compiler"),
    ("ctb", "contributor"),
    ("crp", "correspondent"),
    ("dsr", "designer"),
    ("nrt", "narrator"),
    ("pfr", "proofreader"),
    ("pbl", "publisher"),
    ("res", "researcher"),
    ("rev", "reviewer"),
    ("tyd", "type designer"),
    ("tyg", "typographer"),
];

/// The English names of what people do for a book.
#[cfg(test)]
pub(super) fn roles_of_people() -> Vec<&'static str> {
    RELATORS.iter().map(|(_, name)| *name).collect()
}

fn relator(text: &str) -> Result<&'static str, String> {
    let wanted = text.to_lowercase();
    let found = RELATORS.iter().find(|(code, name)| *code == wanted || *name == wanted);
    found.map(|(code, _)| *code).ok_or_else(|| {
        let near = did_you_mean(&wanted, RELATORS.iter().flat_map(|(code, name)| [*code, *name]));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("unknown role `{text}` (a MARC relator code or its English name){near}")
    })
}

fn subject(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<Subject> {
    if let Kind::Text(_) = &node.kind {
        return node.text().map(|term| Subject { term: term.to_owned(), scheme: None, code: None });
    }
    let fields = Fields::of(node, "subjects", sink);
    let subject = Subject {
        term: fields.string("term").unwrap_or_default(),
        scheme: fields.string("scheme"),
        code: fields.string("code"),
    };
    if subject.term.is_empty() {
        fields.tell(
            Diagnostic::new(Code::MissingKey, node.span, "a subject without a `term`")
                .help("write `term: Whaling`"),
        );
    }
    fields.finish();
    (!subject.term.is_empty()).then_some(subject)
}

fn series(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<Series> {
    if let Kind::Text(_) = &node.kind {
        return node.text().map(|name| Series { name: name.to_owned(), number: None });
    }
    let fields = Fields::of(node, "series", sink);
    let (name, number) = (fields.string("name"), fields.string("number"));
    if name.is_none() {
        fields.tell(
            Diagnostic::new(Code::MissingKey, node.span, "a series without a `name`")
                .help("write `name: Sea Stories`"),
        );
    }
    fields.finish();
    name.map(|name| Series { name, number })
}

fn isbn(text: &Spanned<String>, fields: &Fields<'_>) -> Option<Isbn> {
    let read = Isbn::parse(&text.value);
    let help = "compare it with the number that you were given";
    read.map_err(|reason| fields.tell(Diagnostic::new(Code::InvalidIsbn, text.span, reason).help(help))).ok()
}

impl Isbn {
    /// Reads an ISBN-13 or ISBN-10, with or without hyphens (ISO 2108).
    ///
    /// # Errors
    /// A phrase that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}')).collect();
        let body = digits.strip_suffix(['x', 'X']).unwrap_or(&digits);
        let values: Option<Vec<u32>> = body.chars().map(|c| c.to_digit(10)).collect();
        let Some(values) = values else {
            return Err(format!("`{text}` is not an ISBN: it holds more than digits"));
        };
        match digits.len() {
            13 if values.len() == 13 => {
                let expected = check_13(&values[..12]);
                if values[12] == expected {
                    Ok(Self(digits))
                } else {
                    Err(format!("`{text}` is not an ISBN: its check digit should be {expected}"))
                }
            }
            10 => {
                let sum: u32 =
                    values.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
                let check = (11 - sum % 11) % 11;
                let given = if values.len() == 9 { 10 } else { values[9] };
                if check != given {
                    return Err(format!("`{text}` is not an ISBN: its check digit is wrong"));
                }
                let mut long: Vec<u32> = vec![9, 7, 8];
                long.extend(&values[..9]);
                long.push(check_13(&long));
                Ok(Self(long.iter().map(u32::to_string).collect()))
            }
            length => Err(format!("`{text}` is not an ISBN: it has {length} digits, not 13 or 10")),
        }
    }
}

fn check_13(digits: &[u32]) -> u32 {
    let sum: u32 = digits.iter().enumerate().map(|(i, digit)| digit * if i % 2 == 0 { 1 } else { 3 }).sum();
    (10 - sum % 10) % 10
}

pub(super) const GENERATED: &[(&str, Generated)] = &[
    ("half-title", Generated::HalfTitle),
    ("title-page", Generated::TitlePage),
    ("copyright", Generated::Copyright),
    ("contents", Generated::Contents),
    ("figures", Generated::Figures),
    ("tables", Generated::Tables),
    ("cover", Generated::Cover),
    ("colophon", Generated::Colophon),
    ("also-by", Generated::AlsoBy),
];

fn generated(fields: &Fields<'_>) -> Vec<Spanned<Generated>> {
    let read = |text: Spanned<String>| {
        let generated = fields.parsed(&text, named(&text.value, GENERATED, "matter to generate"))?;
        Some(Spanned::new(generated, text.span))
    };
    fields.texts("generate").into_iter().filter_map(read).collect()
}

/// A value by its name.
pub(super) fn named<T: Copy>(text: &str, known: &[(&str, T)], what: &str) -> Result<T, String> {
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    found.ok_or_else(|| unknown(text, known.iter().map(|(name, _)| *name), what))
}

fn unknown<'a>(text: &str, known: impl Iterator<Item = &'a str> + Clone, what: &str) -> String {
    match did_you_mean(text, known.clone()) {
        Some(near) => format!("unknown {what} `{text}`; did you mean `{near}`?"),
        None => format!("unknown {what} `{text}`; there are: {}", known.collect::<Vec<_>>().join(", ")),
    }
}

pub(super) const LINKS: &[(&str, LinkPolicy)] = &[("warn", LinkPolicy::Warn), ("error", LinkPolicy::Error)];

fn links(fields: &Fields<'_>) -> LinkPolicy {
    let policy = fields.text("links");
    let policy = policy.and_then(|text| fields.parsed(&text, named(&text.value, LINKS, "value of `links`")));
    policy.unwrap_or_default()
}

fn dialect(text: &str) -> Result<Tool, String> {
    let unknown = || unknown(text, foreign::names(), "dialect");
    foreign::named(text).ok_or_else(unknown)
}

fn variables(node: &Node) -> BTreeMap<String, String> {
    let Kind::Map(entries) = &node.kind else { return BTreeMap::new() };
    entries.iter().filter_map(|(name, _, node)| Some((name.clone(), node.text()?.to_owned()))).collect()
}

pub(super) const FORMATS: &[(&str, Format)] = &[("epub", Format::Epub), ("pdf", Format::Pdf)];

fn editions(fields: &Fields<'_>) -> Vec<Edition> {
    let mut editions = Vec::new();
    let mut places = Vec::new();
    for node in fields.list("editions") {
        let inner = Fields::of(node, "editions", fields.sink());
        let name = inner.string("name");
        let format =
            inner.text("format").and_then(|text| inner.parsed(&text, named(&text.value, FORMATS, "format")));
        if format.is_none() && inner.node("format").is_none() {
            inner.tell(
                Diagnostic::new(Code::MissingKey, node.span, "an edition without its `format` (epub or pdf)")
                    .help("write `format: pdf`"),
            );
        }
        let isbn = inner.text("isbn").and_then(|text| isbn(&text, &inner));
        let design = inner.map("design").map(design);
        let ebook = inner.map("epub").map(ebook::read);
        inner.finish();
        places.extend(format.map(|_| node.span));
        editions.extend(format.map(|format| Edition { name, format, isbn, design, ebook }));
    }
    if let (true, Some(node)) = (fields.list("editions").is_empty(), fields.node("editions")) {
        let diagnostic =
            Diagnostic::new(Code::InvalidValue, node.span, "`editions` is empty: no book is made");
        fields.tell(diagnostic.help("take `editions` out for both books, or write `- format: epub`"));
    }
    report_collisions(&editions, &places, fields);
    editions
}

/// Reports editions whose files would have the same name, of which one would overwrite the other.
fn report_collisions(editions: &[Edition], places: &[Span], fields: &Fields<'_>) {
    let file = |edition: &Edition| {
        // As in `press`: the name is part of the file's where a format has several editions.
        (edition.format, edition.name.as_deref().map(super::slug).unwrap_or_default())
    };
    for (index, (edition, place)) in editions.iter().zip(places).enumerate() {
        let Some(first) = editions[..index].iter().position(|other| file(other) == file(edition)) else {
            continue;
        };
        let message = match &edition.name {
            Some(name) => format!("the file of edition `{name}` has the name of another's"),
            None => "two editions of one format without a `name` have the same file name".to_owned(),
        };
        let help = "give each edition of a format a `name` of its own letters, such as `name: large print`";
        let diagnostic = Diagnostic::new(Code::EditionsCollide, *place, message).help(help);
        fields.tell(diagnostic.label(places[first], "the other edition"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbns_are_checked() {
        assert_eq!(Isbn::parse("978-0-306-40615-7"), Ok(Isbn("9780306406157".into())));
        assert_eq!(Isbn::parse("0-306-40615-2"), Ok(Isbn("9780306406157".into())));
        assert_eq!(Isbn::parse("0-8044-2957-X"), Ok(Isbn("9780804429573".into())));
        assert!(Isbn::parse("978-0-306-40615-8").is_err_and(|reason| reason.contains("should be 7")));
        assert!(Isbn::parse("12").is_err() && Isbn::parse("978030640615x").is_err());
    }
}
