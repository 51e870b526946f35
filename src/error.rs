//! Failures of the machine, and bugs.
//!
//! An author's mistake is never an [`Error`] but a [`crate::diag::Diagnostic`]. An error means that the environment
//! failed (a disk, a permission), so that trying again may help, or that an invariant of the program is broken.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure of the machine, or a bug.
#[derive(Debug)]
pub enum Error {
    /// Reading or writing a file failed.
    Io {
        /// The operation: `read`, `write`, `create`, `rename`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// An invariant is broken: a bug in Pressmark, whatever the manuscript.
    Internal(String),
}

impl Error {
    /// Returns the error of an operation at a path.
    pub fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }

    /// Returns the error of a broken invariant, described by a phrase.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::Internal(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Internal(message) => write!(f, "{message}; this is a bug in Pressmark"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Internal(_) => None,
        }
    }
}
