//! What a translation asks of the project: the files that a chapter includes.

use std::sync::Arc;

use super::load::Loader;
use crate::diag::{FileId, Span};
use crate::dialect::{Examples, Files};

impl Files for Loader<'_> {
    fn read(&mut self, path: &str, at: Span) -> Option<(FileId, Arc<str>)> {
        self.text(path, "included file", Some(at))
    }

    fn exists(&mut self, path: &str) -> bool {
        self.vault.has_file(path)
    }

    fn examples(&mut self) -> &mut Examples {
        &mut self.examples
    }
}
