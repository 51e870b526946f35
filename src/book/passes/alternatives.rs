//! Reports pictures without a text alternative.

use crate::book::model::{Book, visit};
use crate::diag::{Code, Diagnostic};
use crate::project::Project;

/// Reports the pictures without a text alternative. This is an error if an edition has to conform to a
/// standard of accessible PDF (ISO 14289-1, section 7.3; ISO 14289-2, section 8.2.5.28.2).
pub(super) fn check(project: &Project, book: &Book) -> Vec<Diagnostic> {
    let standards = project.editions.iter().filter_map(|edition| project.standard(edition));
    let asked = standards.filter(|standard| standard.accessible().is_some()).max();
    let missing = visit::images(book).into_iter().filter(|(image, _)| image.alt.is_none());
    let report = |path: &str| match asked {
        Some(standard) => (
            Code::StandardNotKept,
            format!("image `{path}` has no alternative text, which `{}` wants", standard.name()),
        ),
        None => (Code::MissingAlt, format!("image `{path}` has no alternative text")),
    };
    missing
        .map(|(image, span)| {
            let (code, message) = report(image.shown_path());
            let help = "say what it shows with alt=\"...\", or alt=\"\" if it is decoration";
            let diagnostic = Diagnostic::new(code, span, message).help(help);
            match asked {
                Some(_) => diagnostic,
                None => diagnostic.help("a PDF with such a picture does not claim to be PDF/UA"),
            }
        })
        .collect()
}
