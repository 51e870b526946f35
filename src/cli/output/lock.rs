//! The lock on the output folder, which a build holds while it writes there.

use std::fs::File;
use std::io;
use std::path::Path;

/// A lock on a folder, released when it is dropped or when the process ends.
pub(super) struct FolderLock {
    /// The open folder, which carries the lock; `None` if the system cannot open folders.
    folder: Option<File>,
    is_exclusive: bool,
}

impl FolderLock {
    /// Locks a folder; waits as long as another build holds the lock. Where folders cannot be locked (on some
    /// network drives, and on Windows), builds of one folder are not kept apart.
    ///
    /// # Errors
    /// Returns an error if the folder cannot be opened.
    #[cfg(unix)]
    pub(super) fn take(folder: &Path) -> io::Result<Self> {
        use rustix::fs::{FlockOperation, flock};
        #[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
        let folder = File::open(folder)?;
        let is_exclusive =
            rustix::io::retry_on_intr(|| flock(&folder, FlockOperation::LockExclusive)).is_ok();
        Ok(Self { folder: Some(folder), is_exclusive })
    }

    /// Returns a lock that keeps nobody out.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(super) fn take(_: &Path) -> io::Result<Self> {
        Ok(Self { folder: None, is_exclusive: false })
    }

    /// Returns whether no other build can be writing into the folder.
    pub(super) fn is_exclusive(&self) -> bool {
        self.is_exclusive
    }

    /// Writes the names in the folder to the disk. Not every file system can; renames are then as durable as it
    /// makes them.
    pub(super) fn sync(&self) {
        if let Some(folder) = &self.folder {
            let _ = folder.sync_all();
        }
    }
}
