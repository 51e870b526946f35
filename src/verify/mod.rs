//! Whether finished books are those that a build makes now. It reads and writes nothing: all of it works on bytes.
//!
//! [`record_of`] reads what a file says of its own making, and [`compare`] finds where it differs from a rebuild, with the
//! likely reasons. `epub` finds the entry of an archive that differs, `pdf` the page or the kind of object.

mod epub;
mod pdf;
mod record;

use crate::diag::{Code, Diagnostic};
pub use record::{BookDate, BookRecord, record_of};

/// Returns the error that a file is not what a rebuild makes: the first byte, the part of the book, likely reasons.
/// `pages` is the number of pages of the rebuilt book if it is a PDF. Returns `None` if both are the same.
pub fn compare(name: &str, found: &[u8], made: &[u8], pages: Option<usize>) -> Option<Diagnostic> {
    if found == made {
        return None;
    }
    let same = found.iter().zip(made).take_while(|(found, made)| found == made).count();
    let part = match pages {
        Some(pages) => pdf::difference(found, made, pages),
        None => epub::difference(found, made),
    };
    let part = part.map(|part| format!(": {part}")).unwrap_or_default();
    let message = format!("{name} differs from a rebuild from byte {} on{part}", same + 1);
    let diagnostic = Diagnostic::new(Code::NotReproduced, None, message);
    let reasons = reasons(record_of(found).as_ref(), record_of(made).as_ref());
    Some(reasons.into_iter().fold(diagnostic, Diagnostic::help))
}

/// Returns the likely reasons of a difference, by what both files say of their making.
fn reasons(found: Option<&BookRecord>, made: Option<&BookRecord>) -> Vec<String> {
    let (Some(found), Some(made)) = (found, made) else { return Vec::new() };
    if let (Some(by), Some(this)) = (&found.generator, &made.generator)
        && by != this
    {
        return vec![format!("{by} made it, and this is {this}: verify it with the version that made it")];
    }
    let mut reasons = Vec::new();
    if found.system_fonts != made.system_fonts {
        reasons.push(other_fonts(&found.system_fonts, &made.system_fonts));
    } else if found.inputs != made.inputs {
        reasons.push(
            "it was made from other files: text, a picture, a font or `book.yaml` has changed since"
                .to_owned(),
        );
    }
    if !reasons.is_empty() {
        return reasons;
    }
    if let Some(date) = found.date.as_ref().filter(|date| made.date.as_ref() != Some(date)) {
        reasons.push(format!("its date is {}: set `SOURCE_DATE_EPOCH={}`", date.written, date.epoch));
    }
    if let Some(standard) = found.standard.filter(|standard| made.standard != Some(standard)) {
        reasons.push(format!("it conforms to `{standard}`: add `--pdf-standard {standard}`"));
    }
    if reasons.is_empty() {
        reasons
            .push("give the options of its build: `--format`, `--pdf-standard`, `--raise-limits`".to_owned());
        reasons.push("if they are the same, the file was changed after the build".to_owned());
    }
    reasons
}

/// Returns the reason that a book has other fonts of a machine than its rebuild.
fn other_fonts(found: &[String], made: &[String]) -> String {
    let listed = |fonts: &[String]| {
        let names: Vec<&str> =
            fonts.iter().map(|font| font.split(" sha256:").next().unwrap_or(font)).collect();
        names.join(", ")
    };
    match (found, made) {
        (found, []) => format!(
            "it has fonts of the machine it was built on ({}): add `--system-fonts` on a machine with the same files",
            listed(found)
        ),
        ([], made) => {
            format!(
                "the rebuild has fonts of this machine, which it has not ({}): leave out `--system-fonts`",
                listed(made)
            )
        }
        (found, made) => format!(
            "it has other fonts of a machine ({}) than the rebuild ({}), or other versions of them",
            listed(found),
            listed(made)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> BookRecord {
        BookRecord {
            inputs: "00".to_owned(),
            generator: Some("Pressmark 1.0.0".to_owned()),
            date: Some(BookDate { epoch: 0, written: "1970-01-01T00:00:00Z".to_owned() }),
            system_fonts: Vec::new(),
            standard: None,
        }
    }

    fn first(found: &BookRecord, made: &BookRecord) -> String {
        reasons(Some(found), Some(made)).remove(0)
    }

    #[test]
    fn the_first_reason_is_the_one_that_explains_the_others() {
        let made = record();
        let older =
            BookRecord { generator: Some("Pressmark 0.9.0".to_owned()), inputs: "01".to_owned(), ..record() };
        assert!(first(&older, &made).starts_with("Pressmark 0.9.0 made it"));
        let other = BookRecord { inputs: "01".to_owned(), date: None, ..record() };
        assert!(first(&other, &made).starts_with("it was made from other files"));
        let date = BookDate { epoch: 7, written: "1970-01-01T00:00:07Z".to_owned() };
        let later = BookRecord { date: Some(date), ..record() };
        assert_eq!(first(&later, &made), "its date is 1970-01-01T00:00:07Z: set `SOURCE_DATE_EPOCH=7`");
        let archival = BookRecord { standard: Some("a-3a"), ..record() };
        assert_eq!(first(&archival, &made), "it conforms to `a-3a`: add `--pdf-standard a-3a`");
        assert!(first(&made, &made).starts_with("give the options"));
    }

    #[test]
    fn fonts_of_a_machine_are_named_without_their_hashes() {
        let with = BookRecord {
            system_fonts: vec!["A.ttf sha256:00".to_owned()],
            inputs: "01".to_owned(),
            ..record()
        };
        assert!(first(&with, &record()).contains("(A.ttf): add `--system-fonts`"));
        assert!(first(&record(), &with).contains("(A.ttf): leave out `--system-fonts`"));
        let newer = BookRecord { system_fonts: vec!["A.ttf sha256:01".to_owned()], ..record() };
        assert!(first(&with, &newer).starts_with("it has other fonts of a machine (A.ttf)"));
    }

    #[test]
    fn the_first_byte_is_counted_from_one() {
        assert!(compare("a.epub", b"same", b"same", None).is_none());
        let found = compare("a.epub", b"abcd", b"abXd", None).expect("a difference");
        assert_eq!(found.message, "a.epub differs from a rebuild from byte 3 on");
        let shorter = compare("a.epub", b"ab", b"abcd", None).expect("a difference");
        assert_eq!(shorter.message, "a.epub differs from a rebuild from byte 3 on");
    }
}
