//! The reasons why a file of the project is not read, and their diagnostics.

use std::io;

use crate::diag::{Code, Diagnostic, Span};
use crate::limits::OverLimit;

/// The reason why a path is not read.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such file; the path of one with a similar name, if there is one.
    NotFound(Option<String>),
    /// The path leaves the project, or is absolute.
    Outside,
    /// The path is an address: of a file on a network, or with data in it (`data:`).
    Remote,
    /// The path is, or leads through, a symbolic link.
    Link,
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// The file exceeds a limit.
    TooLarge(OverLimit),
    /// The file is not UTF-8; the offset of the first byte that is wrong.
    NotUtf8(usize),
    /// The system reported an error.
    Io(io::Error),
}

/// The reason why a Markdown file in a folder cannot be a chapter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// It is a symbolic link.
    Link,
    /// It is not a regular file.
    NotAFile,
    /// Its name is not UTF-8.
    Name,
}

impl From<OverLimit> for Refusal {
    fn from(over: OverLimit) -> Self {
        Self::TooLarge(over)
    }
}

impl Refusal {
    /// Returns the diagnostic; `what` is the kind of file: `image`, `chapter`.
    pub fn diagnostic(&self, what: &str, path: &str, span: impl Into<Option<Span>>) -> Diagnostic {
        let (code, reason) = match self {
            Self::NotFound(_) => (Code::FileNotFound, "not found".to_owned()),
            Self::Outside => (Code::OutsideRoot, "is outside the project".to_owned()),
            Self::Remote => (Code::RemoteFile, "is not a file of the project".to_owned()),
            Self::Link => (Code::SymbolicLink, "is a symbolic link, or behind one".to_owned()),
            Self::NotAFile => (Code::NotAFile, "is not a regular file".to_owned()),
            Self::TooLarge(over) => (Code::TooLarge, over.to_string()),
            Self::NotUtf8(offset) => (Code::InvalidUtf8, format!("is not valid UTF-8 from byte {offset} on")),
            Self::Io(error) => (Code::Unreadable, format!("cannot be read: {error}")),
        };
        let diagnostic = Diagnostic::new(code, span, format!("{what} `{path}` {reason}"));
        match self {
            Self::NotFound(Some(near)) => diagnostic.help(format!("did you mean `{near}`?")),
            Self::Outside => {
                diagnostic.help("put it into the project's folder and write its path from there")
            }
            Self::Remote => diagnostic.help(
                "nothing is fetched from a network: save the file in the project's folder and write its path",
            ),
            Self::Link => diagnostic.help("put the file itself into the project's folder"),
            Self::NotUtf8(_) => diagnostic.help("save the file as UTF-8"),
            Self::NotFound(None) => diagnostic
                .help(format!("put the file at `{path}` in the project's folder, or correct the path")),
            Self::NotAFile => diagnostic.help("write the path of a file"),
            Self::TooLarge(over) => diagnostic.help(over.help()),
            Self::Io(_) => diagnostic.help("allow your user to read the file"),
        }
    }
}
