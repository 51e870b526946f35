//! Which entry of an e-book differs from that of a rebuild. Entry point: [`difference`].

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::record::PACKAGE;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Returns where an e-book differs from a rebuild, as a phrase, or `None` if it is no archive that can be read.
///
/// The package document differs whenever the date or the inputs do, so the first of the other entries is named if there is one.
pub(super) fn difference(found: &[u8], made: &[u8]) -> Option<String> {
    let open = |bytes| ZipArchive::new(Cursor::new(bytes)).ok();
    let (mut found, mut made) = (open(found)?, open(made)?);
    let names = |archive: &Archive<'_>| archive.file_names().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (names(&found), names(&made));
    let mut differing: Vec<String> = Vec::new();
    for name in &new {
        if let Some(phrase) = entry(&mut found, &mut made, name) {
            differing.push(phrase);
        }
    }
    differing
        .extend(old.iter().filter(|name| !new.contains(name)).map(|name| format!("it has `{name}` besides")));
    let first = differing.iter().find(|phrase| !phrase.contains(PACKAGE)).or(differing.first());
    let Some(first) = first else {
        return Some(
            "the files in it are the same, but not in the same order or with the same data about them"
                .to_owned(),
        );
    };
    let more = match differing.len() - 1 {
        0 => String::new(),
        1 => ", and 1 other file in it".to_owned(),
        more => format!(", and {more} other files in it"),
    };
    Some(format!("{first}{more}"))
}

/// Returns how an entry of a rebuild differs from the one that was found, or `None` if both are the same.
fn entry(found: &mut Archive<'_>, made: &mut Archive<'_>, name: &str) -> Option<String> {
    let new = content(made, name, u64::MAX)?;
    let Some(old) = content(found, name, new.len() as u64 + 1) else {
        return Some(format!("`{name}` is missing or damaged"));
    };
    if old == new {
        return None;
    }
    if std::str::from_utf8(&new).is_err() {
        return Some(format!("`{name}`"));
    }
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new);
    let line = same.filter(|(_, byte)| **byte == b'\n').count() + 1;
    Some(format!("`{name}`, line {line}"))
}

/// Returns the content of an entry up to a size, or `None` if it cannot be read.
fn content(archive: &mut Archive<'_>, name: &str, limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(limit).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
            out.write_all(content).expect("its content");
        }
        out.finish().expect("an archive").into_inner()
    }

    #[test]
    fn the_entry_and_the_line_are_named() {
        let made = archive(&[("a", b"one\ntwo\n"), (PACKAGE, b"1"), ("b", b"\xFF")]);
        let differs = |entries: &[(&str, &[u8])]| difference(&archive(entries), &made).expect("a phrase");
        assert_eq!(differs(&[("a", b"one\ntoo\n"), (PACKAGE, b"1"), ("b", b"\xFF")]), "`a`, line 2");
        let two = differs(&[("a", b"one\ntwo\n"), (PACKAGE, b"2"), ("b", b"\xFE")]);
        assert_eq!(two, "`b`, and 1 other file in it");
        assert_eq!(
            differs(&[("a", b"one\ntwo\n"), (PACKAGE, b"2"), ("b", b"\xFF")]),
            format!("`{PACKAGE}`, line 1")
        );
        assert_eq!(differs(&[("a", b"one\ntwo\n"), (PACKAGE, b"1")]), "`b` is missing or damaged");
        let more = differs(&[("a", b"one\ntwo\n"), (PACKAGE, b"1"), ("b", b"\xFF"), ("c", b"")]);
        assert_eq!(more, "it has `c` besides");
        assert!(differs(&[(PACKAGE, b"1"), ("a", b"one\ntwo\n"), ("b", b"\xFF")]).contains("order"));
        assert_eq!(difference(b"PK", &made), None);
    }
}
