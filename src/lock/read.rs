//! Reads a lock file.

use super::{Entry, FORMAT, Lock, PROGRAM, VERSION};
use crate::diag::{Code, Diagnostic, FileId, Span, Spanned};
use crate::limits::LOCK_BYTES;
use crate::project::toml_entries;

impl Lock {
    /// Reads the text of a lock file. Returns `None` if it is malformed or of a newer version, which is reported.
    pub fn read(file: FileId, text: &str, sink: &mut Vec<Diagnostic>) -> Option<Self> {
        if text.len() > LOCK_BYTES {
            let message = format!("the lock file is larger than {} kB", LOCK_BYTES >> 10);
            let diagnostic = Diagnostic::new(Code::BadLock, Span::start_of(file), message);
            sink.push(diagnostic.help("write the file anew: `pressmark lock`"));
            return None;
        }
        let mut reported = Vec::new();
        let entries = toml_entries(file, text, &mut reported);
        // Whatever is wrong with it, the file can be written anew.
        let anew = |diagnostic: Diagnostic| diagnostic.help("or write the file anew: `pressmark lock`");
        sink.extend(reported.into_iter().map(anew));
        let entry = |(path, value): (Vec<String>, Spanned<String>)| Entry {
            path,
            value: value.value,
            span: value.span,
        };
        let lock =
            Self { entries: entries?.into_iter().map(entry).collect(), start: Some(Span::start_of(file)) };
        if lock.top(FORMAT).is_some_and(|version| version.value == VERSION) {
            return Some(lock);
        }
        sink.push(lock.other_version());
        None
    }

    /// Returns the error that this is no lock file of the version that is read here.
    fn other_version(&self) -> Diagnostic {
        let Some(version) = self.top(FORMAT) else {
            let diagnostic = Diagnostic::new(Code::BadLock, self.start, "the lock file has no `version`");
            return diagnostic.help("write the file anew: `pressmark lock`");
        };
        let message =
            format!("the lock file has version {}, and this program reads {VERSION}", version.value);
        let writer =
            self.top(PROGRAM).map_or("a newer Pressmark".to_owned(), |by| format!("Pressmark {}", by.value));
        Diagnostic::new(Code::BadLock, version.span, message)
            .help(format!("install {writer}, which wrote it, or write it anew: `pressmark lock`"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn read(text: &str) -> (Option<Lock>, Vec<Diagnostic>) {
        let mut sink = Vec::new();
        (Lock::read(FileId(0), text, &mut sink), sink)
    }

    #[test]
    fn what_is_written_is_read() {
        let (lock, sink) = read(&sample().text());
        let lock = lock.expect("a lock");
        assert!(sink.is_empty() && lock.differences(&sample()).is_empty(), "{lock:?}");
        assert_eq!(lock.entries.len(), sample().entries.len() + 1);
    }

    #[test]
    fn a_file_that_cannot_be_read_says_how_to_write_another() {
        for (text, code, phrase) in [
            ("version = \n", Code::TomlSyntax, "malformed"),
            ("<<<<<<< ours\nversion = 1\n", Code::TomlSyntax, "malformed"),
            ("pressmark = \"1.0.0\"\n", Code::BadLock, "no `version`"),
            ("version = 2\npressmark = \"7.0.0\"\n", Code::BadLock, "version 2"),
            (&"#".repeat(LOCK_BYTES + 1), Code::BadLock, "larger than 1024 kB"),
        ] {
            let (lock, sink) = read(text);
            assert!(lock.is_none() && sink[0].code == code && sink[0].message.contains(phrase), "{sink:?}");
            assert!(sink[0].help.iter().any(|help| help.contains("`pressmark lock`")), "{sink:?}");
        }
        assert!(
            read("version = 2\npressmark = \"7.0.0\"\n").1[0].help[0].contains("install Pressmark 7.0.0")
        );
    }
}
