//! `pressmark.lock`: what a book is made with besides its text, so that nothing of it changes unnoticed. The program, the
//! fonts, and the value of every key of its designs.
//!
//! [`Lock::text`] (`written`) writes the file, [`Lock::read`] (`read`) reads it again with the place of each value, and
//! [`Lock::differences`] (`compare`) compares one that was read with that of now. No file is opened here.

mod compare;
mod read;
mod written;

use crate::diag::Span;

/// The version of the layout: a release that moves lines or pages of any book has a higher one than the last.
///
/// It is the number of sections of CHANGELOG.md with a heading `Layout`, which a test checks.
pub const LAYOUT: u32 = 1;

/// The version of the format of the file.
const VERSION: &str = "1";

/// The names at the top of the file.
const FORMAT: &str = "version";
const PROGRAM: &str = "pressmark";
const LAYOUT_NAME: &str = "layout";
const FONTS: &str = "fonts";
const DESIGN: &str = "design";
const EDITIONS: &str = "editions";

/// The values that a book is locked to, in the order of the file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lock {
    entries: Vec<Entry>,
    /// The beginning of the file that it was read from.
    start: Option<Span>,
}

/// A value, with the names of the tables that it is in and its own.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Entry {
    path: Vec<String>,
    value: String,
    /// Where it was read.
    span: Option<Span>,
}

impl Lock {
    /// Returns the lock of a book that this program makes, without fonts and designs.
    pub fn of_program() -> Self {
        let mut lock = Self::default();
        lock.add([PROGRAM], env!("CARGO_PKG_VERSION"));
        lock.add([LAYOUT_NAME], &LAYOUT.to_string());
        lock
    }

    /// Adds a font: where it comes from, its name, and the SHA-256 of its file in hexadecimal.
    pub fn add_font(&mut self, source: &str, name: &str, sha256: &str) {
        self.add([FONTS, source, name], sha256);
    }

    /// Adds values of the design of the book, or those of one edition that are others, with the name of its file. Each
    /// has the name of its group, empty if it is in none, the name of its key, and its text.
    pub fn add_design<'a>(
        &mut self,
        edition: Option<&str>,
        values: impl IntoIterator<Item = &'a (String, &'static str, String)>,
    ) {
        for (group, key, value) in values {
            let mut path = match edition {
                Some(file) => vec![EDITIONS, file],
                None => vec![DESIGN],
            };
            path.extend(group.split('.').filter(|group| !group.is_empty()));
            path.push(key);
            self.entries.push(Entry::new(path, value));
        }
    }

    fn add<const DEPTH: usize>(&mut self, path: [&str; DEPTH], value: &str) {
        self.entries.push(Entry::new(path.to_vec(), value));
    }

    /// Returns the value of a name at the top.
    fn top(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| matches!(&entry.path[..], [only] if only == name))
    }
}

impl Entry {
    fn new(path: Vec<&str>, value: &str) -> Self {
        let path = path.into_iter().map(str::to_owned).collect();
        Self { path, value: value.to_owned(), span: None }
    }
}

#[cfg(test)]
pub(super) fn sample() -> Lock {
    let mut lock = Lock::of_program();
    lock.add_font("bundled", "Libertinus Serif", "00ff");
    lock.add_design(None, &[(String::new(), "theme", "classic".to_owned())]);
    lock.add_design(None, &[("scene-break".to_owned(), "ornament", "\"\\\u{7}".to_owned())]);
    lock.add_design(None, &[("styles.quote".to_owned(), "size", "95%".to_owned())]);
    lock.add_design(Some("a-book.pdf"), &[("text".to_owned(), "size", "12pt".to_owned())]);
    lock
}
