//! Failures of the machine.
//!
//! An author's mistake is never an [`Error`]: it is a [`crate::diag::Diagnostic`].

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure of the machine, not of the author: a disk, a permission, a broken invariant. Trying again,
/// or elsewhere, may help. The cause, if there is one, is its [`source`](std::error::Error::source).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Reading or writing a file failed.
    #[non_exhaustive]
    Io {
        /// What was being done, as a verb: `read`, `write`, `create`, `rename`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error that the system reported.
        source: std::io::Error,
    },
    /// A writer failed: a bug in Pressmark, whatever the manuscript.
    #[non_exhaustive]
    Internal {
        /// What failed.
        message: String,
        /// The error of the library that failed.
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
}

impl Error {
    /// Returns an error for input or output that failed at `path`.
    pub(crate) fn io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }

    /// Returns an error for a broken invariant.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::Internal { message: message.into(), source: None }
    }

    /// Returns an error for a library that failed at `doing`.
    pub(crate) fn caused(
        doing: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Internal { message: doing.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Internal { message, source: None } => write!(f, "{message}; this is a bug in Pressmark"),
            Self::Internal { message, source: Some(source) } => {
                write!(f, "{message}: {source}; this is a bug in Pressmark")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Internal { source, .. } => source.as_deref().map(|source| source as _),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn errors_keep_their_source() {
        let denied = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let errors = [Error::io("read", Path::new("a"), denied()), Error::caused("font `x`", denied())];
        for error in errors {
            let source = error.source().expect("a source").to_string();
            assert!(error.to_string().contains(&source), "{error}");
        }
        assert!(Error::internal("no pages").source().is_none());
    }
}
