//! The results that a session keeps between its builds.

use std::sync::{Arc, Mutex, PoisonError};

use super::memo::Memo;
use super::typeset::PlannedColumn;
use crate::book::Manuscript;
use crate::diag::Outcome;
use crate::fonts::{FontFile, HanForm, Library};
use crate::lang::LangTag;

/// Results of earlier builds, each of which is used again only for equal inputs.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// The faces of the last build.
    pub(super) faces: FaceCache,
    /// Chapters as parsed, from the first reload on.
    pub(super) chapters: Memo<Outcome<Manuscript>>,
    /// Divisions as set and planned, from the first reload on.
    pub(super) columns: Memo<PlannedColumn>,
}

impl Cache {
    /// Begins to keep chapters and columns, and drops those that were not used since the last call.
    pub(super) fn next_generation(&mut self) {
        self.chapters.next_generation();
        self.columns.next_generation();
    }
}

/// The faces of the last build, with the font files that they were read from.
#[derive(Debug, Default)]
pub(super) struct FaceCache(Mutex<Option<KnownFaces>>);

/// The font files of an author with the language of the book, and the faces made of them.
type KnownFaces = ((Vec<FontFile>, LangTag), Outcome<Arc<Library>>);

impl FaceCache {
    /// Returns the faces of these files and the bundled ones for a book in a language; those of the last call if
    /// the files are the same, byte for byte, and the language is.
    pub(super) fn library(&self, files: Vec<FontFile>, lang: &LangTag) -> Outcome<Arc<Library>> {
        let inputs = (files, lang.clone());
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = last.as_ref().filter(|(known, _)| *known == inputs) {
            return known.clone();
        }
        let Outcome { value, diagnostics } = Library::new(&inputs.0, HanForm::of_lang(lang));
        let read = Outcome::new(Arc::new(value), diagnostics);
        *last = Some((inputs, read.clone()));
        read
    }
}
