//! Reads the metadata in manifests of other tools without rejecting anything.

use super::super::contributors::person;
use super::super::cover::Cover;
use super::super::manifest::Manifest;
use super::super::metadata::{Contributor, Isbn, Subject};
use super::super::values;
use super::super::yaml::{ConfigKind, ConfigNode};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::dialect::TitleBlock;
use crate::lang::LangTag;

/// Metadata with the keys of all tools. [`ForeignMetadata::or`] fills in what is missing from another
/// source.
#[derive(Clone, Debug, Default)]
pub(in crate::project) struct ForeignMetadata {
    pub(super) title: Option<Spanned<String>>,
    subtitle: Option<String>,
    authors: Vec<String>,
    language: Option<Spanned<String>>,
    date: Option<Spanned<String>>,
    publisher: Option<String>,
    rights: Option<String>,
    description: Option<String>,
    subjects: Vec<String>,
    isbn: Option<Spanned<String>>,
    pub(super) cover: Option<Spanned<String>>,
}

impl ForeignMetadata {
    /// Reads the metadata of a mapping.
    pub(in crate::project) fn of(node: &ConfigNode) -> Self {
        let first = |keys: &[&str]| keys.iter().find_map(|key| node.text_of(key));
        let plain = |keys: &[&str]| first(keys).map(|text| text.value);
        let list = |keys: &[&str]| keys.iter().find_map(|key| node.get(key));
        Self {
            title: title(node),
            subtitle: plain(&["subtitle"]),
            authors: list(&["author", "authors", "site_author"]).map(people).unwrap_or_default(),
            language: first(&["lang", "language", "languageCode", "locale"]),
            date: first(&["date"]),
            publisher: plain(&["publisher"]),
            rights: plain(&["rights", "copyright"]),
            description: plain(&["description", "abstract", "site_description"])
                .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
            subjects: list(&["subject", "subjects", "keywords"]).map(terms).unwrap_or_default(),
            isbn: first(&["isbn"]),
            cover: first(&["cover-image", "cover_image", "epub-cover-image", "cover"])
                .filter(|path| !path.value.contains("://")),
        }
    }

    /// Returns metadata of only a title.
    pub(super) fn titled(title: Option<Spanned<String>>) -> Self {
        Self { title, ..Self::default() }
    }

    /// Returns the metadata of pandoc's title block, which is at `span`.
    pub(in crate::project) fn of_block(block: TitleBlock, span: Span) -> Self {
        let TitleBlock { title, authors, date, length: _ } = block;
        let placed = |text: Option<String>| text.map(|text| Spanned::new(text, span));
        Self { title: placed(title), authors, date: placed(date), ..Self::default() }
    }

    /// Returns this metadata, with missing values taken from `other`.
    pub(in crate::project) fn or(self, other: Self) -> Self {
        let non_empty = |own: Vec<String>, other| if own.is_empty() { other } else { own };
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            authors: non_empty(self.authors, other.authors),
            language: self.language.or(other.language),
            date: self.date.or(other.date),
            publisher: self.publisher.or(other.publisher),
            rights: self.rights.or(other.rights),
            description: self.description.or(other.description),
            subjects: non_empty(self.subjects, other.subjects),
            isbn: self.isbn.or(other.isbn),
            cover: self.cover.or(other.cover),
        }
    }

    /// Adds missing metadata to a manifest. Values that cannot be read are warnings.
    pub(in crate::project) fn fill(self, manifest: &mut Manifest, sink: &mut Vec<Diagnostic>) {
        let meta = &mut manifest.meta;
        let language = self.language.and_then(|text| language(&text, sink));
        let date = self.date.and_then(|text| {
            let read = values::date_in_words(&text.value);
            if read.is_none() {
                let message = format!("date `{}` cannot be read", text.value);
                let help = "write 2026, 2026-11 or 2026-11-23; the book is made without a date";
                sink.push(Diagnostic::new(Code::MetadataNotRead, text.span, message).help(help));
            }
            read
        });
        let isbn = self.isbn.and_then(|text| match Isbn::parse(&text.value) {
            Ok(isbn) => Some(isbn),
            Err(reason) => {
                let help = "the book is made without it; compare it with the number that you were given";
                sink.push(Diagnostic::new(Code::MetadataNotRead, text.span, reason).help(help));
                None
            }
        });
        let mut found = Vec::new();
        if meta.contributors.is_empty() && !self.authors.is_empty() {
            meta.contributors = self.authors.into_iter().map(Contributor::author).collect();
            found.push("author");
        }
        if let Some(language) = language {
            meta.language = language;
            found.push("language");
        }
        if meta.subjects.is_empty() {
            let subject = |term| Subject { term, scheme: None, code: None };
            meta.subjects = self.subjects.into_iter().map(subject).collect();
        }
        meta.subtitle = meta.subtitle.take().or(self.subtitle);
        let mut settle = |key, own: &mut Option<String>, other: Option<String>| {
            *own = own.take().or(other);
            found.extend(own.is_some().then_some(key));
        };
        settle("publisher", &mut meta.publisher, self.publisher);
        settle("rights", &mut meta.rights, self.rights);
        settle("description", &mut meta.description, self.description);
        meta.date = meta.date.or(date);
        found.extend(meta.date.is_some().then_some("date"));
        meta.isbn = meta.isbn.take().or(isbn);
        manifest.missing.retain(|key| !found.contains(key));
        manifest.title = manifest.title.take().or(self.title);
        manifest.cover = manifest.cover.take().or(self.cover.map(|path| Cover::File(path.into())));
    }
}

/// Returns the title: a text, or the first text of a list of mappings (`- type: main`, `text: …`).
fn title(node: &ConfigNode) -> Option<Spanned<String>> {
    let node = node.get("title").or_else(|| node.get("site_name"))?;
    match &node.kind {
        ConfigKind::List(items) => items.iter().find_map(|item| {
            let text = item.text().or_else(|| item.get("text").and_then(ConfigNode::text))?;
            Some(Spanned::new(text.to_owned(), item.span))
        }),
        ConfigKind::Text(_) | ConfigKind::Bool(_) | ConfigKind::Map(_) | ConfigKind::Nothing => {
            let text = node.text().or_else(|| node.get("text").and_then(ConfigNode::text))?;
            Some(Spanned::new(text.to_owned(), node.span))
        }
    }
}

/// Returns the names of people: texts, or mappings with `name` as in pandoc and Quarto.
fn people(node: &ConfigNode) -> Vec<String> {
    node.items().iter().filter_map(person).collect()
}

/// Returns subjects: a list, or a text with commas or semicolons between them.
fn terms(node: &ConfigNode) -> Vec<String> {
    match node.text() {
        Some(text) => {
            let terms = text.split([',', ';']).map(str::trim);
            terms.filter(|term| !term.is_empty()).map(str::to_owned).collect()
        }
        None => node.texts().into_iter().map(str::to_owned).collect(),
    }
}

/// Reads a language by its tag, its name or a locale; one that cannot be read is a warning.
fn language(text: &Spanned<String>, sink: &mut Vec<Diagnostic>) -> Option<LangTag> {
    let tag = values::tag_of_name(&text.value).unwrap_or(&text.value);
    // A locale such as `en_US.UTF-8`: without the encoding.
    let tag = tag.split('.').next().unwrap_or(tag);
    match values::language(tag) {
        Ok(tag) => Some(tag),
        Err((reason, _)) => {
            let diagnostic = Diagnostic::new(Code::MetadataNotRead, text.span, reason);
            sink.push(
                diagnostic.help("write a tag such as `en`, `fr` or `pt-BR`; the book is set as English"),
            );
            None
        }
    }
}
