//! The editions of a project: the books to make, each with options of its own.

use super::choice::named;
use super::design::design;
use super::ebook::{self, EbookOptions, PagesOf};
use super::fields::Fields;
use super::isbn::isbn;
use super::model::{Edition, Format};
use super::titles::slug;
use crate::diag::{Code, Diagnostic, Span, did_you_mean};

pub(super) const FORMATS: &[(&str, Format)] = &[("epub", Format::Epub), ("pdf", Format::Pdf)];

/// Reads `editions`; one without a format is reported and left out.
pub(super) fn editions(fields: &Fields<'_>) -> Vec<Edition> {
    let mut editions = Vec::new();
    let mut places = Vec::new();
    for node in fields.list("editions") {
        let inner = Fields::of(node, "editions", fields.sink());
        let name = inner.string("name");
        let format =
            inner.text("format").and_then(|text| inner.parsed(&text, named(&text.value, FORMATS, "format")));
        if format.is_none() && inner.node("format").is_none() {
            inner.report(
                Diagnostic::new(Code::MissingKey, node.span, "an edition has no `format`")
                    .help("write `format: epub` or `format: pdf`"),
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
            Diagnostic::new(Code::InvalidValue, node.span, "`editions` is empty, so that no book is made");
        fields.report(diagnostic.help("remove `editions` to make both books, or write `- format: epub`"));
    }
    report_collisions(&editions, &places, fields);
    editions
}

/// Reports editions whose files would have the same name, so that one would overwrite the other.
fn report_collisions(editions: &[Edition], places: &[Span], fields: &Fields<'_>) {
    let file = |edition: &Edition| {
        // As in `press`: the name is part of the file's name if a format has several editions.
        (edition.format, edition.name.as_deref().map(slug).unwrap_or_default())
    };
    for (index, (edition, place)) in editions.iter().zip(places).enumerate() {
        let Some(first) = editions[..index].iter().position(|other| file(other) == file(edition)) else {
            continue;
        };
        let message = match &edition.name {
            Some(name) => format!("edition `{name}` has the same file name as another edition"),
            None => "two editions of one format without a `name` have the same file name".to_owned(),
        };
        let help = "give each edition of a format a `name` of its own letters, such as `name: large print`";
        let diagnostic = Diagnostic::new(Code::EditionsCollide, *place, message).help(help);
        fields.report(diagnostic.label(places[first], "the other edition"));
    }
}

/// Returns an error for each printed edition from which an e-book takes its page list and which does not
/// exist.
pub(super) fn unknown_page_sources(options: &EbookOptions, editions: &[Edition]) -> Vec<Diagnostic> {
    let names = || {
        let printed = editions.iter().filter(|edition| edition.format == Format::Pdf);
        printed.filter_map(|edition| edition.name.as_deref())
    };
    let own = editions.iter().filter_map(|edition| edition.ebook.as_ref());
    let mut errors = Vec::new();
    for options in std::iter::once(options).chain(own) {
        let Some(PagesOf::Edition(name)) = &options.pages else { continue };
        if names().any(|known| known == name.value) {
            continue;
        }
        let message = format!("no PDF edition has the name `{}`", name.value);
        let diagnostic = Diagnostic::new(Code::InvalidValue, name.span, message);
        errors.push(match did_you_mean(&name.value, names()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("write the `name` of an edition under `editions`, or `none`"),
        });
    }
    errors
}
