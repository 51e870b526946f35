//! `book.yaml` as resolved values: metadata, design, editions, the chapter list.

use std::cell::RefCell;

use super::design::design;
use super::fields::{Fields, text, wrong};
use super::metadata::{Contributor, Date, FileMeta, Isbn, Metadata, Series, Subject};
use super::yaml::{Kind, Node};
use super::{DesignWishes, EbookWishes, Edition, Format, Generated, LinkPolicy, ebook};
use crate::diag::{Code, Diagnostic, Span, Spanned, did_you_mean};
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
    pub(super) design: DesignWishes,
    pub(super) ebook: EbookWishes,
    pub(super) editions: Option<Vec<Edition>>,
    pub(super) links: LinkPolicy,
    /// Keys that shops will miss.
    pub(super) missing: Vec<&'static str>,
    /// What the head of a single file says of the file itself.
    pub(super) file: FileMeta,
}

/// The chapter list as typed.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) front: Vec<Spanned<String>>,
    pub(super) body: Vec<Listed>,
    pub(super) back: Vec<Spanned<String>>,
    pub(super) span: Option<Span>,
}

/// An entry of the body.
#[derive(Debug)]
pub(super) enum Listed {
    File(Spanned<String>),
    Part(Spanned<String>, Vec<Spanned<String>>),
}

/// Reads a manifest; of a single file's head too, which may hold the keys of both.
pub(super) fn read(node: &Node, single_file: bool, sink: &RefCell<Vec<Diagnostic>>) -> Manifest {
    let fields = Fields::of(node, "book", sink);
    let title = fields.text("title").filter(|title| !title.value.is_empty());
    let mut missing = Vec::new();
    let meta = metadata(&fields, &mut missing);
    let manifest = Manifest {
        title,
        meta,
        cover: fields.text("cover"),
        chapters: if single_file { None } else { fields.node("chapters").map(|node| listing(node, sink)) },
        generate: fields.node("generate").map(|_| generated(&fields)),
        design: fields.map("design").map(design).unwrap_or_default(),
        ebook: fields.map("epub").map(ebook::read).unwrap_or_default(),
        editions: fields.node("editions").map(|_| editions(&fields)),
        links: links(&fields),
        missing,
        file: if single_file { file_fields(&fields) } else { FileMeta::default() },
    };
    fields.finish();
    manifest
}

/// Reads the head of a chapter.
pub(super) fn file_meta(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> FileMeta {
    let fields = Fields::of(node, "head of the file", sink);
    let meta = FileMeta { title: fields.string("title"), ..file_fields(&fields) };
    fields.finish();
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

fn metadata(fields: &Fields<'_>, missing: &mut Vec<&'static str>) -> Metadata {
    let language = fields.text("language").or_else(|| fields.text("lang"));
    // Ask for both, so that neither is unknown.
    let _ = fields.node("lang");
    let tag = language.as_ref().and_then(|tag| fields.parsed(tag, LangTag::parse(&tag.value)));
    let contributors = contributors(fields);
    let meta = Metadata {
        title: String::new(),
        subtitle: fields.string("subtitle"),
        language: tag.unwrap_or_else(LangTag::english),
        contributors,
        publisher: fields.string("publisher"),
        date: fields.text("date").and_then(|text| fields.parsed(&text, date(&text.value))),
        rights: fields.string("rights"),
        license: fields.string("license"),
        description: fields
            .string("description")
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        subjects: fields.list("subjects").iter().filter_map(|node| subject(node, fields.sink())).collect(),
        series: fields.node("series").and_then(|node| series(node, fields.sink())),
        also_by: fields
            .texts("also-by")
            .into_iter()
            .map(|title| title.value)
            .filter(|title| !title.trim().is_empty())
            .collect(),
        identifier: fields.string("identifier"),
        isbn: fields.text("isbn").and_then(|text| isbn(&text, fields)),
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

fn contributors(fields: &Fields<'_>) -> Vec<Contributor> {
    let mut all = Vec::new();
    for name in fields.texts("author").into_iter().chain(fields.texts("authors")) {
        all.push(Contributor { name: name.value, sort: None, role: "aut".to_owned() });
    }
    for node in fields.list("contributors") {
        if let Kind::Text(name) = &node.kind {
            all.push(Contributor { name: name.clone(), sort: None, role: "aut".to_owned() });
            continue;
        }
        let inner = Fields::of(node, "contributors", fields.sink());
        let name = inner.string("name");
        let sort = inner.string("sort");
        let role = inner.text("role").and_then(|role| inner.parsed(&role, relator(&role.value)));
        if name.is_none() {
            inner.tell(Diagnostic::new(Code::MissingKey, node.span, "a contributor without a `name`"));
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

fn relator(text: &str) -> Result<&'static str, String> {
    let wanted = text.to_lowercase();
    let found = RELATORS.iter().find(|(code, name)| *code == wanted || *name == wanted);
    found.map(|(code, _)| *code).ok_or_else(|| {
        let near = did_you_mean(&wanted, RELATORS.iter().flat_map(|(code, name)| [*code, *name]));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("unknown role `{text}` (a MARC relator code or its English name){near}")
    })
}

/// `2026`, `2026-11` or `2026-11-23`.
fn date(text: &str) -> Result<Date, String> {
    let wrong = || format!("`{text}` is not a date; write 2026, 2026-11 or 2026-11-23");
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| -> Result<Option<u16>, String> {
        match parts.get(at) {
            Some(part) if part.len() == digits => part.parse().map(Some).map_err(|_| wrong()),
            Some(_) => Err(wrong()),
            None => Ok(None),
        }
    };
    let (year, month, day) = (number(0, 4)?.ok_or_else(wrong)?, number(1, 2)?, number(2, 2)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        Some(2) => 28 + u16::from(leap),
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    if parts.len() > 3
        || month.is_some_and(|month| !(1..=12).contains(&month))
        || day.is_some_and(|day| !(1..=longest).contains(&day))
    {
        return Err(wrong());
    }
    let small = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok());
    Ok(Date { year, month: small(month), day: small(day) })
}

fn subject(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<Subject> {
    if let Kind::Text(term) = &node.kind {
        return Some(Subject { term: term.clone(), scheme: None, code: None });
    }
    let fields = Fields::of(node, "subjects", sink);
    let subject = Subject {
        term: fields.string("term").unwrap_or_default(),
        scheme: fields.string("scheme"),
        code: fields.string("code"),
    };
    if subject.term.is_empty() {
        fields.tell(Diagnostic::new(Code::MissingKey, node.span, "a subject without a `term`"));
    }
    fields.finish();
    (!subject.term.is_empty()).then_some(subject)
}

fn series(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<Series> {
    if let Kind::Text(name) = &node.kind {
        return Some(Series { name: name.clone(), number: None });
    }
    let fields = Fields::of(node, "series", sink);
    let (name, number) = (fields.string("name"), fields.string("number"));
    if name.is_none() {
        fields.tell(Diagnostic::new(Code::MissingKey, node.span, "a series without a `name`"));
    }
    fields.finish();
    name.map(|name| Series { name, number })
}

fn isbn(text: &Spanned<String>, fields: &Fields<'_>) -> Option<Isbn> {
    let read = Isbn::parse(&text.value);
    read.map_err(|reason| fields.tell(Diagnostic::new(Code::InvalidIsbn, text.span, reason))).ok()
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

fn listing(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Listing {
    let span = Some(node.span);
    match &node.kind {
        // A plain list is the body.
        Kind::List(items) => Listing {
            body: items.iter().filter_map(|item| listed(item, sink)).collect(),
            span,
            ..Listing::default()
        },
        _ => {
            let fields = Fields::of(node, "chapters", sink);
            let listing = Listing {
                front: fields.texts("front"),
                body: fields.list("body").iter().filter_map(|item| listed(item, sink)).collect(),
                back: fields.texts("back"),
                span,
            };
            fields.finish();
            listing
        }
    }
}

fn listed(node: &Node, sink: &RefCell<Vec<Diagnostic>>) -> Option<Listed> {
    match &node.kind {
        Kind::Text(_) => text(node, "chapters", sink).map(Listed::File),
        Kind::Map(_) => {
            let fields = Fields::of(node, "chapters", sink);
            let part = fields.text("part");
            let files = fields.texts("files");
            if part.is_none() {
                fields.tell(Diagnostic::new(
                    Code::MissingKey,
                    node.span,
                    "a part without its name under `part`",
                ));
            }
            fields.finish();
            part.map(|part| Listed::Part(part, files))
        }
        other => {
            sink.borrow_mut().push(wrong(node.span, "chapters", "a file or a part", other));
            None
        }
    }
}

const GENERATED: &[(&str, Generated)] = &[
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

/// One of the words that a key knows.
pub(super) fn one_of(text: &str, words: &[&'static str], what: &str) -> Result<&'static str, String> {
    let found = words.iter().find(|word| **word == text).copied();
    found.ok_or_else(|| unknown(text, words.iter().copied(), what))
}

fn unknown<'a>(text: &str, known: impl Iterator<Item = &'a str> + Clone, what: &str) -> String {
    match did_you_mean(text, known.clone()) {
        Some(near) => format!("unknown {what} `{text}`; did you mean `{near}`?"),
        None => format!("unknown {what} `{text}`; there are: {}", known.collect::<Vec<_>>().join(", ")),
    }
}

const LINKS: &[(&str, LinkPolicy)] = &[("warn", LinkPolicy::Warn), ("error", LinkPolicy::Error)];

fn links(fields: &Fields<'_>) -> LinkPolicy {
    let policy = fields.text("links");
    let policy = policy.and_then(|text| fields.parsed(&text, named(&text.value, LINKS, "value of `links`")));
    policy.unwrap_or_default()
}

const FORMATS: &[(&str, Format)] = &[("epub", Format::Epub), ("pdf", Format::Pdf)];

fn editions(fields: &Fields<'_>) -> Vec<Edition> {
    let mut editions = Vec::new();
    for node in fields.list("editions") {
        let inner = Fields::of(node, "editions", fields.sink());
        let name = inner.string("name");
        let format =
            inner.text("format").and_then(|text| inner.parsed(&text, named(&text.value, FORMATS, "format")));
        if format.is_none() && inner.node("format").is_none() {
            inner.tell(Diagnostic::new(
                Code::MissingKey,
                node.span,
                "an edition without its `format` (epub or pdf)",
            ));
        }
        let isbn = inner.text("isbn").and_then(|text| isbn(&text, &inner));
        let design = inner.map("design").map(design);
        let ebook = inner.map("epub").map(ebook::read);
        inner.finish();
        editions.extend(format.map(|format| Edition { name, format, isbn, design, ebook }));
    }
    editions
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

    #[test]
    fn dates_are_as_exact_as_written() {
        assert_eq!(date("2026").map(|d| d.to_string()), Ok("2026".into()));
        assert_eq!(date("2024-02-29").map(|d| d.to_string()), Ok("2024-02-29".into()));
        for bad in ["2025-02-29", "2026-13", "26", "2026-1-1", "2026-11-23-1", "soon"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
