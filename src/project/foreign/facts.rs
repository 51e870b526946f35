//! What the manifests of other tools say about a book, read without refusing any of it.

use super::super::manifest::Manifest;
use super::super::metadata::{Contributor, Isbn, Subject};
use super::super::values;
use super::super::yaml::{Kind, Node};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::dialect::TitleBlock;
use crate::lang::LangTag;

/// Metadata under the names that the tools have for it; what is missing is filled from other places
/// with [`Facts::or`].
#[derive(Clone, Debug, Default)]
pub(in crate::project) struct Facts {
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

impl Facts {
    /// The metadata of a mapping of any tool.
    pub(in crate::project) fn of(node: &Node) -> Self {
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

    /// A title and nothing else.
    pub(super) fn titled(title: Option<Spanned<String>>) -> Self {
        Self { title, ..Self::default() }
    }

    /// The metadata of pandoc's title block, which is at `span`.
    pub(in crate::project) fn of_block(block: TitleBlock, span: Span) -> Self {
        let TitleBlock { title, authors, date, length: _ } = block;
        let placed = |text: Option<String>| text.map(|text| Spanned::new(text, span));
        Self { title: placed(title), authors, date: placed(date), ..Self::default() }
    }

    /// These, and where they are silent those of `other`.
    pub(in crate::project) fn or(self, other: Self) -> Self {
        let some = |own: Vec<String>, other| if own.is_empty() { other } else { own };
        Self {
            title: self.title.or(other.title),
            subtitle: self.subtitle.or(other.subtitle),
            authors: some(self.authors, other.authors),
            language: self.language.or(other.language),
            date: self.date.or(other.date),
            publisher: self.publisher.or(other.publisher),
            rights: self.rights.or(other.rights),
            description: self.description.or(other.description),
            subjects: some(self.subjects, other.subjects),
            isbn: self.isbn.or(other.isbn),
            cover: self.cover.or(other.cover),
        }
    }

    /// Puts the metadata into a manifest where it has none; what cannot be read is a warning.
    pub(in crate::project) fn fill(self, manifest: &mut Manifest, sink: &mut Vec<Diagnostic>) {
        let meta = &mut manifest.meta;
        let language = self.language.and_then(|text| language(&text, sink));
        let date = self.date.and_then(|text| {
            let read = values::date_in_words(&text.value);
            if read.is_none() {
                let message = format!("date `{}` is not understood", text.value);
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
        let person = |name| Contributor { name, sort: None, role: "aut".to_owned() };
        if meta.contributors.is_empty() && !self.authors.is_empty() {
            meta.contributors = self.authors.into_iter().map(person).collect();
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
        manifest.cover = manifest.cover.take().or(self.cover);
    }
}

/// A title, of mappings (`title: { plain: … }`) the first text.
fn title(node: &Node) -> Option<Spanned<String>> {
    let node = node.get("title").or_else(|| node.get("site_name"))?;
    match &node.kind {
        Kind::List(items) => items.iter().find_map(|item| {
            let text = item.text().or_else(|| item.get("text").and_then(Node::text))?;
            Some(Spanned::new(text.to_owned(), item.span))
        }),
        Kind::Text(_) | Kind::Bool(_) | Kind::Map(_) | Kind::Nothing => {
            let text = node.text().or_else(|| node.get("text").and_then(Node::text))?;
            Some(Spanned::new(text.to_owned(), node.span))
        }
    }
}

/// The names of people: texts, or mappings with `name` as pandoc and Quarto have them.
fn people(node: &Node) -> Vec<String> {
    node.items().iter().filter_map(person).collect()
}

/// The name of a person: a text, or the name in a mapping.
pub(in crate::project) fn person(node: &Node) -> Option<String> {
    if let Some(name) = node.text() {
        return Some(name.to_owned());
    }
    if let Some(name) = node.get("name").or_else(|| node.get("literal")).and_then(person) {
        return Some(name);
    }
    let part = |keys: [&str; 2]| keys.iter().find_map(|key| node.get(key).and_then(Node::text));
    let name = [part(["given", "firstname"]), part(["family", "lastname"])];
    let name: Vec<&str> = name.into_iter().flatten().collect();
    if !name.is_empty() {
        return Some(name.join(" "));
    }
    // `- Jane Roe: { institute: … }`, as filters of pandoc have it.
    match &node.kind {
        Kind::Map(entries) if entries.len() == 1 => Some(entries[0].0.clone()),
        _ => None,
    }
}

fn terms(node: &Node) -> Vec<String> {
    match node.text() {
        Some(text) => {
            let terms = text.split([',', ';']).map(str::trim);
            terms.filter(|term| !term.is_empty()).map(str::to_owned).collect()
        }
        None => node.texts().into_iter().map(str::to_owned).collect(),
    }
}

fn language(text: &Spanned<String>, sink: &mut Vec<Diagnostic>) -> Option<LangTag> {
    let tag = values::tag_of_name(&text.value).unwrap_or(&text.value);
    // `en_US.UTF-8`, as locales are called.
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
