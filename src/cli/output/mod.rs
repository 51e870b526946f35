//! Writes all files of one build into the output folder, or none.
//!
//! 1. [`lock`] keeps other builds out of the folder.
//! 2. [`journal`] finishes, or undoes, what a build that was killed has left.
//! 3. [`unfinished`] writes every file whole, beside its target, and syncs it.
//! 4. [`journal`] renames them over the old ones; if that fails for one file, all old ones are restored.
//!
//! So a folder has, after the next build at the latest, the files of one build, whenever the last one was
//! killed. A rename replaces a symbolic link and never writes through it.

mod journal;
mod lock;
mod unfinished;

use std::fs;
use std::path::{Path, PathBuf};

use pressmark::Product;

use journal::{Journal, Replacement};
use lock::FolderLock;
pub(super) use unfinished::{remove_unfinished, temporary};

/// A folder into which books can be written.
pub(super) struct OutputFolder {
    folder: PathBuf,
}

impl OutputFolder {
    /// Creates the folder, removes what a killed build has left, and checks that files can be created in it.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase.
    pub(super) fn prepare(folder: &Path) -> Result<Self, String> {
        let shown = folder.display();
        fs::create_dir_all(folder).map_err(|error| format!("cannot create {shown}: {error}"))?;
        let lock = FolderLock::take(folder).map_err(|error| format!("cannot read {shown}: {error}"))?;
        recover(folder, &lock)?;
        unfinished::create(folder).map_err(|error| format!("cannot write into {shown}: {error}"))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Writes all files into the folder, or none.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase.
    pub(super) fn publish(&self, products: &[Product]) -> Result<(), String> {
        let folder = &self.folder;
        let lock =
            FolderLock::take(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
        // Another build may have been killed since the folder was prepared.
        recover(folder, &lock)?;
        let mut written = Vec::new();
        for product in products {
            let path = folder.join(&product.file_name);
            if path.is_dir() {
                return Err(format!("cannot write {}: it is a folder", path.display()));
            }
            let file = unfinished::write(folder, &product.bytes)
                .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
            written.push(Replacement::new(folder, &product.file_name, file)?);
        }
        Journal::begin(folder, written)?.complete(&lock)
    }
}

/// Writes a file whole and puts it in the place of the one of that name. A symbolic link is replaced, not followed.
///
/// # Errors
/// Returns the path and the reason, as a phrase. The old file is then unchanged.
pub(super) fn replace(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = folder.join(name);
    let written = unfinished::write(folder, bytes);
    let renamed = written.and_then(|file| fs::rename(folder.join(file.name()), &path).map(|()| file.keep()));
    renamed.map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Finishes or undoes the renames of a build that was killed, then removes its unfinished files.
fn recover(folder: &Path, lock: &FolderLock) -> Result<(), String> {
    if let Some(journal) = Journal::read(folder) {
        journal.complete(lock)?;
    }
    unfinished::sweep(folder, lock.is_exclusive());
    Ok(())
}
