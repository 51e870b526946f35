//! Writes all books into the output folder, or none.
//!
//! Every book is written whole beside its target and synced; once all are there, they are renamed over the
//! old ones. A build that fails before that leaves the books of the last good run unchanged. A rename
//! replaces a symbolic link and never writes through it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use pressmark::Product;
use tempfile::{Builder, NamedTempFile};

/// The beginning of the names of unfinished files.
const PREFIX: &str = ".pressmark-";
/// The age from which an unfinished file is taken to be left over from a run that was killed.
const STALE: Duration = Duration::from_secs(3600);

/// A folder into which books can be written.
pub(super) struct OutputFolder {
    folder: PathBuf,
}

impl OutputFolder {
    /// Creates the folder and checks that files can be created in it.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase.
    pub(super) fn prepare(folder: &Path) -> Result<Self, String> {
        let shown = folder.display();
        fs::create_dir_all(folder).map_err(|error| format!("cannot create {shown}: {error}"))?;
        sweep(folder);
        begin(folder).map_err(|error| format!("cannot write into {shown}: {error}"))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Writes all books into the folder, or none.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase.
    pub(super) fn publish(&self, products: &[Product]) -> Result<(), String> {
        let mut written = Vec::new();
        for product in products {
            let path = self.folder.join(&product.file_name);
            let failed = |error: io::Error| format!("cannot write {}: {error}", path.display());
            if path.is_dir() {
                return Err(format!("cannot write {}: it is a folder", path.display()));
            }
            let mut file = begin(&self.folder).map_err(failed)?;
            file.write_all(&product.bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
            written.push((file, path));
        }
        for (file, path) in written {
            file.persist(&path)
                .map_err(|error| format!("cannot write {}: {}", path.display(), error.error))?;
        }
        Ok(())
    }
}

/// Creates an unfinished file, which is removed when it is dropped.
fn begin(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        // The permissions of `fs::File::create`, less the user's umask; those of temporary files are stricter.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Removes unfinished files of runs that were killed.
#[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        if ours && age.is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
