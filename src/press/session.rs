//! A loaded project, and the data that its builds share.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::cache::Cache;
use super::editions;
use super::fonts::SystemFile;
use super::locking::Locking;
use super::prepare::{PreparedBook, prepare};
use super::report;
use crate::assets::Vault;
use crate::book::word_count::word_count;
use crate::diag::{Diagnostic, Outcome, SourceMap};
use crate::error::Error;
use crate::fonts::{SystemCatalog, SystemFonts};
use crate::limits::Limits;
use crate::project::{self, Format, Project, ProjectLocation};
use crate::stamp::inputs_name;
use crate::standard::Standard;

/// A project on disk, from which books are built.
///
/// [`Session::load`] reads the project and its text; [`check`](Session::check),
/// [`build`](Session::build) and [`layout`](Session::layout) work on what was read, as often as they are
/// called: chapters are parsed once, and faces and pictures read once.
///
/// [`Session::reload`] reads the files again, for a program that builds whenever a file changes. From
/// then on the session keeps parsed chapters and set divisions, each by the hash of what it was made
/// from, so that a build does anew only what a change has touched. The books are the same as those of a
/// new session.
#[derive(Debug)]
pub struct Session {
    pub(super) sources: SourceMap,
    pub(super) project: Option<Project>,
    pub(super) cache: Cache,
    found: ProjectLocation,
    vault: Vault,
    /// The diagnostics of reading the project, without those of parsing its text.
    loaded: Vec<Diagnostic>,
    /// The standard that every PDF has to conform to.
    standard: Option<Standard>,
    prepared: OnceLock<(Arc<PreparedBook>, Vec<Diagnostic>)>,
    /// The fonts of the machine, if the run may read them.
    system: Option<SystemCatalog>,
    pub(super) locking: Locking,
}

impl Session {
    /// Reads a project. An author's mistakes are reported by [`Session::check`] and [`Session::build`].
    ///
    /// # Errors
    /// Returns an error if the machine fails to read a folder or a file of the project.
    pub fn load(found: &ProjectLocation) -> Result<Self, Error> {
        Self::load_within(found, Limits::default())
    }

    /// As [`Session::load`], within limits that are raised.
    ///
    /// # Errors
    /// As [`Session::load`].
    pub fn load_within(found: &ProjectLocation, limits: Limits) -> Result<Self, Error> {
        let mut session = Self {
            sources: SourceMap::new(),
            project: None,
            cache: Cache::default(),
            found: found.clone(),
            vault: Vault::open(&found.root)?.within(limits),
            loaded: Vec::new(),
            standard: None,
            prepared: OnceLock::new(),
            system: None,
            locking: Locking::default(),
        };
        session.read()?;
        Ok(session)
    }

    /// Reads the project again, and starts to keep results that later builds may reuse.
    ///
    /// # Errors
    /// As [`Session::load`]. The session is then unchanged.
    pub fn reload(&mut self) -> Result<(), Error> {
        self.read()?;
        self.cache.next_generation();
        Ok(())
    }

    fn read(&mut self) -> Result<(), Error> {
        let mut sources = SourceMap::new();
        self.vault.forget_files();
        let manifest = self.found.manifest.as_deref();
        let Outcome { value, diagnostics } = project::load(&self.vault, manifest, &mut sources)?;
        self.locking.read(&self.vault, &self.found.lock_name(), &mut sources);
        (self.sources, self.project, self.loaded) = (sources, value, diagnostics);
        self.prepared = OnceLock::new();
        if let (Some(project), Some(standard)) = (&mut self.project, self.standard) {
            project.keep(standard);
        }
        Ok(())
    }

    /// Makes every PDF conform to this standard, overriding the project.
    pub fn require_standard(&mut self, standard: Standard) {
        self.standard = Some(standard);
        if let Some(project) = &mut self.project {
            project.keep(standard);
        }
    }

    /// Allows the fonts of the machine to set characters that no font of the project and no bundled one has, and families
    /// that the project names. Only the files of the chosen faces are read whole; their names and hashes are among the
    /// inputs that a book records.
    pub fn allow_system_fonts(&mut self, fonts: Arc<dyn SystemFonts>) {
        self.system = Some(SystemCatalog::new(fonts));
        self.prepared = OnceLock::new();
    }

    /// Returns every text that was read, for showing diagnostics.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Returns the diagnostics of reading the project, in the order in which they were found.
    /// [`Session::check`] returns them too.
    pub fn load_diagnostics(&self) -> &[Diagnostic] {
        &self.loaded
    }

    /// Returns the diagnostics of reading the project and parsing its text, without laying anything out.
    pub fn parse_diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.loaded.clone();
        self.prepared(&mut diagnostics);
        self.finish(diagnostics)
    }

    /// Returns notes on the files that were read and on what was left out, one line each.
    pub fn notes(&self) -> &[String] {
        self.project.as_ref().map_or(&[], |project| &project.report)
    }

    /// Returns the folder that everything is read from.
    pub fn root(&self) -> &Path {
        self.vault.root()
    }

    /// Returns the text of a `book.yaml` that describes the project, or `None` if it could not be read.
    pub fn manifest_text(&self) -> Option<String> {
        self.project.as_ref().map(project::manifest_text)
    }

    /// Returns the file names of the books of these formats, or of all, in the order of the editions.
    pub fn file_names(&self, formats: Option<&[Format]>) -> Vec<String> {
        let Some(project) = &self.project else { return Vec::new() };
        let is_wanted = |format| formats.is_none_or(|formats| formats.contains(&format));
        let editions = project.editions.iter().filter(|edition| is_wanted(edition.format));
        editions.map(|edition| editions::file_name(project, edition)).collect()
    }

    /// Returns the title of the book as it is shown; `None` before a book is built or checked.
    pub fn title(&self) -> Option<&str> {
        Some(&self.prepared.get()?.0.book.meta.title)
    }

    /// Returns the number of words of the author's text: titles, paragraphs, notes, captions and tables, but no blocks of
    /// code, no formulas, and no pages that Pressmark makes. A word is what is between spaces or dashes and has a letter or
    /// a digit; in Chinese and Japanese, each character is one. `None` before a book is built or checked.
    pub fn words(&self) -> Option<usize> {
        Some(word_count(&self.prepared.get()?.0.book))
    }

    /// Returns the font files of the machine that were chosen, by name; none before a book is built or checked.
    pub fn system_fonts(&self) -> Vec<SystemFile> {
        let fonts = self.prepared.get().map(|(prepared, _)| prepared.fonts.system_files());
        fonts.into_iter().flatten().map(|(name, hash)| SystemFile::of(name, hash)).collect()
    }

    /// Returns the name of the files that were read so far, those of chosen fonts of the machine included: that which the
    /// books of a build record ([`record_of`](crate::record_of)).
    pub fn inputs(&self) -> String {
        let mut files = self.vault.files_read();
        let fonts = self.prepared.get().map(|(prepared, _)| prepared.fonts.system_files());
        for (name, hash) in fonts.into_iter().flatten() {
            // No path of the project has a colon.
            files.insert(format!("system-font:{name}"), *hash);
        }
        inputs_name(&files)
    }

    /// Returns the project with its book, which is parsed and assembled at the first call, or `None` if
    /// the project could not be read. Adds the diagnostics of that to `sink`.
    pub(super) fn prepared(&self, sink: &mut Vec<Diagnostic>) -> Option<(&Project, &Arc<PreparedBook>)> {
        let project = self.project.as_ref()?;
        let (prepared, diagnostics) = self.prepared.get_or_init(|| {
            let Outcome { value, diagnostics } =
                prepare(project, &self.vault, &self.sources, &self.cache, self.system.as_ref());
            (Arc::new(value), diagnostics)
        });
        sink.extend_from_slice(diagnostics);
        Some((project, prepared))
    }

    /// Puts all diagnostics of a run in the form in which they are shown.
    pub(super) fn finish(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        report::finish(diagnostics, &self.sources, self.project.as_ref(), self.system.is_some())
    }
}
