//! What the machine could not do.
//!
//! An author's mistake is never an [`Error`]: it is a [`crate::diag::Diagnostic`]. An error means
//! that the environment failed (a disk, a permission, a broken invariant), so that trying again, or
//! elsewhere, may help.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure of the machine, with the path it happened at, and its cause.
#[derive(Debug)]
pub enum Error {
    /// Reading or writing a file failed.
    Io {
        /// What was being done: `read`, `write`, `create`, `rename`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A writer could not do its work; never caused by the manuscript alone.
    Internal(String),
}

impl Error {
    /// An input or output failure at `path`.
    pub fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }

    /// A broken invariant, described.
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
