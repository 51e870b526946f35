//! The journal: which files replace which, written down before the first of them does.
//!
//! A kill between two renames leaves new files beside old ones. The journal is then still there, and the next
//! build goes on with it. The files of one build therefore replace the old ones together: the new files are whole
//! and on the disk before the journal is, and each old one has a second name until the last rename.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::lock::FolderLock;
use super::unfinished::{self, PREFIX, Unfinished, Uninterrupted};

/// The name of the journal.
const NAME: &str = ".pressmark-journal";
/// The maximum size of a journal, in bytes; an output folder may come from somebody else.
const MAX_BYTES: u64 = 1 << 20;

/// A file and the one that replaces it.
pub(super) struct Replacement {
    entry: Entry,
    /// Removed if the journal is never written.
    files: Vec<Unfinished>,
}

/// A line of the journal: names in the output folder.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// The file that is replaced, if there is one.
    name: String,
    /// The new file.
    new: String,
    /// The second name of the old file; `None` if there is none.
    old: Option<String>,
}

impl Replacement {
    /// Gives the file that is replaced, if there is one, a second name.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase.
    pub(super) fn new(folder: &Path, name: &str, new: Unfinished) -> Result<Self, String> {
        let path = folder.join(name);
        let old = match fs::symlink_metadata(&path) {
            Ok(_) => Some(unfinished::second(folder, &path).map_err(|error| failed(&path, &error))?),
            Err(_) => None,
        };
        let entry = Entry { name: name.to_owned(), new: new.name(), old: old.as_ref().map(Unfinished::name) };
        Ok(Self { entry, files: [Some(new), old].into_iter().flatten().collect() })
    }
}

/// The replacements of one build.
pub(super) struct Journal {
    folder: PathBuf,
    entries: Vec<Entry>,
    /// From here on a signal waits until all files are replaced.
    _uninterrupted: Uninterrupted,
}

impl Journal {
    /// Writes the journal. From then on its files replace the old ones, in this process or the next.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase. No file has been replaced.
    pub(super) fn begin(folder: &Path, replacements: Vec<Replacement>) -> Result<Self, String> {
        let (entries, files): (Vec<_>, Vec<_>) =
            replacements.into_iter().map(|one| (one.entry, one.files)).unzip();
        let path = folder.join(NAME);
        let failed = |error: io::Error| {
            let books: Vec<_> = entries.iter().map(|one: &Entry| folder.join(&one.name)).collect();
            let books: Vec<_> = books.iter().map(|book| book.display().to_string()).collect();
            format!("cannot write {}: {}: {error}", books.join(", "), path.display())
        };
        let text = serde_json::to_vec(&entries).map_err(io::Error::other);
        let written = text.and_then(|text| unfinished::write(folder, &text)).map_err(failed)?;
        let uninterrupted = Uninterrupted::begin();
        fs::rename(folder.join(written.name()), &path).map_err(failed)?;
        written.keep();
        files.into_iter().flatten().for_each(Unfinished::keep);
        Ok(Self { folder: folder.to_owned(), entries, _uninterrupted: uninterrupted })
    }

    /// Returns the journal of a build that was killed, if there is one that is valid.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let path = folder.join(NAME);
        let data = fs::symlink_metadata(&path).ok()?;
        if !data.is_file() || data.len() > MAX_BYTES {
            return None;
        }
        #[expect(clippy::disallowed_methods, reason = "the output folder is not part of the manuscript")]
        let entries: Vec<Entry> = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
        let is_valid = entries.iter().all(|entry| entry.is_valid());
        is_valid.then(|| Self { folder: folder.to_owned(), entries, _uninterrupted: Uninterrupted::begin() })
    }

    /// Replaces all files, or, if one cannot be, none.
    ///
    /// # Errors
    /// Returns the path and the reason, as a phrase.
    pub(super) fn complete(self, lock: &FolderLock) -> Result<(), String> {
        lock.sync();
        for entry in &self.entries {
            let (new, path) = (self.folder.join(&entry.new), self.folder.join(&entry.name));
            // A file that is gone was renamed by the build that was killed.
            if !is_file(&new) {
                continue;
            }
            if let Err(error) = fs::rename(&new, &path) {
                return Err(self.undo(lock, &failed(&path, &error)));
            }
        }
        lock.sync();
        self.finish(lock);
        Ok(())
    }

    /// Restores the old files after the failure `reason`. Returns the reason, with what could not be restored.
    fn undo(&self, lock: &FolderLock, reason: &str) -> String {
        let mut lost = Vec::new();
        for entry in &self.entries {
            let path = self.folder.join(&entry.name);
            // What has not been renamed has not been replaced.
            if is_file(&self.folder.join(&entry.new)) {
                continue;
            }
            let restored = match &entry.old {
                Some(old) => fs::rename(self.folder.join(old), &path),
                None => fs::remove_file(&path),
            };
            if let Err(error) = restored {
                lost.push(format!("; {} is of this build: {error}", path.display()));
            }
        }
        self.finish(lock);
        format!("{reason}{}", lost.concat())
    }

    /// Removes the journal, then the files that it names, as far as they are left.
    fn finish(&self, lock: &FolderLock) {
        let _ = fs::remove_file(self.folder.join(NAME));
        lock.sync();
        for entry in &self.entries {
            for name in [Some(&entry.new), entry.old.as_ref()].into_iter().flatten() {
                let _ = fs::remove_file(self.folder.join(name));
            }
        }
    }
}

impl Entry {
    /// Returns whether the names can be those of a build: files in the folder itself, those of unfinished ones
    /// with their prefix. Anything else would let a prepared folder move other files.
    fn is_valid(&self) -> bool {
        let is_plain =
            |name: &str| !name.contains(['/', '\\', ':', '\0']) && !matches!(name, "" | "." | "..");
        let is_unfinished = |name: &str| is_plain(name) && name.starts_with(PREFIX) && name != NAME;
        is_plain(&self.name)
            && !self.name.starts_with(PREFIX)
            && is_unfinished(&self.new)
            && self.old.as_deref().is_none_or(is_unfinished)
    }
}

/// Returns whether there is a regular file at a path; a symbolic link is none.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_file())
}

fn failed(path: &Path, error: &io::Error) -> String {
    format!("cannot write {}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<(String, String)> {
        #[expect(clippy::disallowed_methods, reason = "a folder of a test")]
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| {
                let entry = entry.expect("an entry");
                #[expect(clippy::disallowed_methods, reason = "a file of a test")]
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                (entry.file_name().to_string_lossy().into_owned(), text)
            })
            .collect();
        names.sort_unstable();
        names
    }

    /// A folder with two old files, and the journal of a build that replaces them and adds a third.
    fn begun() -> (tempfile::TempDir, Journal) {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.epub", "a.pdf"] {
            fs::write(folder.path().join(name), "old").expect("a file");
        }
        let replacement = |name: &str| {
            let new = unfinished::write(folder.path(), b"new").expect("a file");
            Replacement::new(folder.path(), name, new).expect("a replacement")
        };
        let replacements = ["a.epub", "a.pdf", "b.pdf"].map(replacement).into();
        let journal = Journal::begin(folder.path(), replacements).expect("a journal");
        (folder, journal)
    }

    fn files(texts: &[(&str, &str)]) -> Vec<(String, String)> {
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_build_that_was_killed_after_any_rename_is_finished() {
        for renamed in 0..=3 {
            let (folder, journal) = begun();
            for entry in &journal.entries[..renamed] {
                fs::rename(folder.path().join(&entry.new), folder.path().join(&entry.name))
                    .expect("a rename");
            }
            drop(journal);
            let lock = FolderLock::take(folder.path()).expect("a lock");
            Journal::read(folder.path()).expect("a journal").complete(&lock).expect("all renamed");
            assert_eq!(
                names(folder.path()),
                files(&[("a.epub", "new"), ("a.pdf", "new"), ("b.pdf", "new")]),
                "after {renamed} renames"
            );
        }
    }

    #[test]
    fn if_one_file_cannot_be_replaced_none_is() {
        for blocked in ["a.pdf", "b.pdf"] {
            let (folder, journal) = begun();
            // No file can replace a folder with something in it.
            let path = folder.path().join(blocked);
            let _ = fs::remove_file(&path);
            fs::create_dir(&path).expect("a folder");
            fs::write(path.join("x"), "").expect("a file");
            let lock = FolderLock::take(folder.path()).expect("a lock");
            let reason = journal.complete(&lock).expect_err("it cannot be replaced");
            assert!(reason.contains(blocked), "{reason}");
            let left = names(folder.path());
            assert!(left.contains(&("a.epub".to_owned(), "old".to_owned())), "{left:?}");
            assert!(left.iter().all(|(_, text)| text != "new"), "{left:?}");
            assert!(left.iter().all(|(name, _)| !name.starts_with(PREFIX)), "{left:?}");
        }
    }

    #[test]
    fn a_journal_moves_nothing_but_unfinished_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let read = |text: &str| {
            fs::write(folder.path().join(NAME), text).expect("a file");
            Journal::read(folder.path()).is_some()
        };
        let entry = |name: &str, new: &str, old: &str| {
            format!(r#"[{{"name":{name:?},"new":{new:?},"old":{old:?}}}]"#)
        };
        assert!(read(&entry("a.pdf", ".pressmark-1", ".pressmark-2")));
        for text in [
            entry("../a.pdf", ".pressmark-1", ".pressmark-2"),
            entry("a.pdf", "x", ".pressmark-2"),
            entry("a.pdf", ".pressmark-1", "../../x"),
            entry("a.pdf", ".pressmark-1/../../x", ".pressmark-2"),
            entry(".pressmark-3", ".pressmark-1", ".pressmark-2"),
            "[{".to_owned(),
        ] {
            assert!(!read(&text), "{text}");
        }
    }
}
