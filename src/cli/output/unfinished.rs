//! Files that are being written, under names that no book has.
//!
//! A file is removed when its [`Unfinished`] is dropped. A signal ends the process without drops, therefore
//! their paths are also kept in one list, which [`remove_unfinished`] reads.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile, TempPath};

/// The beginning of the names of unfinished files.
pub(super) const PREFIX: &str = ".pressmark-";
/// The age from which an unfinished file is taken to be left over, where folders cannot be locked.
const STALE: Duration = Duration::from_secs(3600);

/// The paths of unfinished files of this process.
static PATHS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn paths() -> MutexGuard<'static, Vec<PathBuf>> {
    PATHS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps signals from ending the process while it renames files.
pub(super) struct Uninterrupted(MutexGuard<'static, Vec<PathBuf>>);

impl Uninterrupted {
    /// Waits for a signal that is being handled, which then ends the process.
    pub(super) fn begin() -> Self {
        Self(paths())
    }
}

impl Drop for Uninterrupted {
    fn drop(&mut self) {
        self.0.clear();
    }
}

/// Removes the unfinished files of this process, once no renames are under way, then calls `end`, which has to end the
/// process: nothing can be written after it.
pub(in crate::cli) fn remove_unfinished(end: impl FnOnce()) {
    let paths = paths();
    for path in paths.iter() {
        let _ = fs::remove_file(path);
    }
    end();
}

/// A file that is whole and on the disk, but not yet under its name.
pub(super) struct Unfinished(TempPath);

impl Unfinished {
    /// Returns its name in the folder.
    pub(super) fn name(&self) -> String {
        self.0.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Keeps the file when the value is dropped.
    pub(super) fn keep(self) {
        let _ = self.0.keep();
    }
}

/// Creates an empty file whose name begins with `prefix`, which is removed when it is dropped.
pub(in crate::cli) fn temporary(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        // The permissions of `fs::File::create`, less the user's umask; those of temporary files are stricter.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Creates an empty unfinished file, which is removed when it is dropped.
pub(super) fn create(folder: &Path) -> io::Result<NamedTempFile> {
    // The list is locked until the path is in it, so that a signal finds the file.
    let mut paths = paths();
    let file = temporary(folder, PREFIX)?;
    paths.push(file.path().to_owned());
    Ok(file)
}

/// Writes a file and syncs it.
pub(super) fn write(folder: &Path, bytes: &[u8]) -> io::Result<Unfinished> {
    let mut file = create(folder)?;
    // The errors of the file itself do not name it: the user knows the name of the book.
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(Unfinished(file.into_temp_path()))
}

/// Returns a second name for a file, or a copy of it where files cannot have two names.
pub(super) fn second(folder: &Path, of: &Path) -> io::Result<Unfinished> {
    let unused = create(folder)?.into_temp_path();
    fs::remove_file(&unused)?;
    if fs::hard_link(of, &unused).is_err() {
        #[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
        let (mut old, mut copy) = (File::open(of)?, File::create(&unused)?);
        io::copy(&mut old, &mut copy)?;
        copy.sync_all()?;
    }
    Ok(Unfinished(unused))
}

/// Removes the unfinished files of builds that were killed: all, if no other build can be writing, else old ones.
#[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
pub(super) fn sweep(folder: &Path, is_exclusive: bool) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let age = || entry.metadata().and_then(|data| data.modified()).ok()?.elapsed().ok();
        if is_ours && (is_exclusive || age().is_some_and(|age| age > STALE)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
