//! The lock of a book: what `pressmark.lock` beside it has, and what it would have now.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::editions::{self, file_name};
use super::fonts::SystemFile;
use super::prepare::{PreparedBook, families};
use super::session::Session;
use crate::assets::{Refusal, Vault};
use crate::design;
use crate::diag::{Code, Diagnostic, Outcome, SourceMap};
use crate::fonts::FaceSource;
use crate::lock::Lock;
use crate::project::Project;

/// The lock file of a project, and whether it is enforced.
#[derive(Debug, Default)]
pub(super) struct Locking {
    /// Whether a difference is an error.
    is_required: bool,
    /// The name of the file.
    name: String,
    /// What was read from it; `None` if there is no file, or one that cannot be read.
    lock: Option<Lock>,
    /// What is wrong with the file.
    faults: Vec<Diagnostic>,
}

impl Locking {
    /// Reads the lock file, if there is one. Books are not made from it, so it is none of the files that they record.
    pub(super) fn read(&mut self, vault: &Vault, name: &str, sources: &mut SourceMap) {
        (self.lock, self.faults) = (None, Vec::new());
        name.clone_into(&mut self.name);
        match vault.read_aside(name) {
            Ok(text) => {
                let file = sources.add(name, text);
                self.lock = Lock::read(file, &sources.file(file).text, &mut self.faults);
            }
            Err(Refusal::NotFound(_)) => {}
            Err(refusal) => self.faults.push(refusal.diagnostic("lock file", name, None)),
        }
    }

    /// Returns how a book that is made now differs from the lock. `now` is called only if there is one, since it hashes fonts.
    fn compare(&self, now: impl FnOnce() -> Lock) -> Vec<Diagnostic> {
        match &self.lock {
            _ if !self.faults.is_empty() => self.faults.clone(),
            Some(lock) if self.is_required => lock.differences(&now()),
            Some(lock) => lock.warning(&lock.differences(&now())).into_iter().collect(),
            None if self.is_required => {
                let message = format!("`--locked` needs the file `{}`, which is not there", self.name);
                vec![Diagnostic::new(Code::NoLock, None, message).help("write it: `pressmark lock`")]
            }
            None => Vec::new(),
        }
    }
}

impl Session {
    /// Makes every difference from the lock of the project an error, and requires that there is one. Otherwise a
    /// difference is a warning.
    pub fn require_lock(&mut self) {
        self.locking.is_required = true;
    }

    /// Returns the name of the project's lock file, and its text as it has to be now. There is no text if the project or
    /// its manuscript has an error.
    pub fn lock(&self) -> Outcome<Option<(String, String)>> {
        let mut diagnostics = self.load_diagnostics().to_vec();
        let lock = self.prepared(&mut diagnostics).map(|(project, prepared)| lock_of(project, prepared));
        let diagnostics = self.finish(diagnostics);
        let lock = lock.filter(|_| !diagnostics.iter().any(Diagnostic::is_error));
        Outcome::new(lock.map(|lock| (self.locking.name.clone(), lock.text())), diagnostics)
    }

    /// Returns the diagnostics about the lock of the project; none if the project itself has errors, since its design may be
    /// another once they are corrected.
    pub(super) fn compare_with_lock(&self, project: &Project, prepared: &PreparedBook) -> Vec<Diagnostic> {
        if self.load_diagnostics().iter().any(Diagnostic::is_error) {
            return Vec::new();
        }
        self.locking.compare(|| lock_of(project, prepared))
    }
}

/// Returns what a book that is made now would be locked to.
fn lock_of(project: &Project, prepared: &PreparedBook) -> Lock {
    let mut lock = Lock::of_program();
    for ((source, name), sha256) in fonts(project, prepared) {
        lock.add_font(source, &name, &sha256);
    }
    let of_book = design::values(&project.design);
    lock.add_design(None, &of_book);
    for edition in project.editions.iter().filter(|edition| edition.design.is_some()) {
        let own = design::values(&editions::design_options(project, edition));
        let others = own.iter().filter(|value| !of_book.contains(value));
        lock.add_design(Some(&file_name(project, edition)), others);
    }
    lock
}

/// Returns the files of the fonts that may set text of the book, in order, each once: where it comes from and its name, and
/// its SHA-256. Several files of one name, from several folders of the machine, are one with all their hashes.
fn fonts(project: &Project, prepared: &PreparedBook) -> BTreeMap<(&'static str, String), String> {
    let mut files: BTreeMap<(&'static str, String), BTreeSet<String>> = BTreeMap::new();
    for face in prepared.fonts.setting(&families(project)) {
        let (source, name, hash) = match &face.source {
            FaceSource::Bundled => ("bundled", &face.postscript_name, Sha256::digest(&face.data).into()),
            FaceSource::Own { path, .. } => ("project", path, Sha256::digest(&face.data).into()),
            FaceSource::System { name, hash } => ("machine", name, *hash),
        };
        let SystemFile { sha256, .. } = SystemFile::of(name, &hash);
        files.entry((source, name.clone())).or_default().insert(sha256);
    }
    let joined = |hashes: BTreeSet<String>| hashes.into_iter().collect::<Vec<_>>().join(", ");
    files.into_iter().map(|(file, hashes)| (file, joined(hashes))).collect()
}
