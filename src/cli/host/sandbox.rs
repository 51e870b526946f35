//! Gives up every right to files that a run does not need (Landlock, <https://landlock.io>).
//!
//! The reader of files never leaves the project anyway. The sandbox is for the mistakes that we have not found: after it,
//! the kernel refuses what a decoder or a library might try.

use std::path::{Path, PathBuf};

use super::Reads;

/// Leaves the right to read some folders, and to write another, if there is one; no right to connect to a network. It holds
/// for this thread and those that it starts. On a kernel without Landlock, or with an older one, as much of it as there is.
///
/// # Errors
/// Returns the reason, as a phrase, if a folder cannot be opened.
#[cfg(target_os = "linux")]
pub(super) fn close(reads: Reads<'_>, writes: Option<&Path>) -> Result<(), String> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, PathBeneath, PathFd, Ruleset, RulesetAttr, RulesetCreatedAttr,
        RulesetError, Scope,
    };

    // The newest rules that are used here; an older kernel keeps those it knows.
    const RULES: ABI = ABI::V6;
    let open = |folder: &Path| {
        // `""` is the folder in which the program runs.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        PathFd::new(folder).map_err(|error| format!("cannot open {}: {error}", folder.display()))
    };
    let project = open(reads.project)?;
    // A folder of fonts or books that cannot be opened has none.
    let others = reads.fonts.iter().map(PathBuf::as_path).chain(reads.books);
    let others = others.filter_map(|folder| open(folder).ok());
    let read: Vec<PathFd> = std::iter::once(project).chain(others).collect();
    let write = writes.map(open).transpose()?;
    let restrict = || -> Result<(), RulesetError> {
        let reading = AccessFs::ReadFile | AccessFs::ReadDir;
        let writing = reading
            | AccessFs::WriteFile
            | AccessFs::Truncate
            | AccessFs::MakeReg
            | AccessFs::RemoveFile
            | AccessFs::MakeSym;
        let mut rules = Ruleset::default()
            .handle_access(AccessFs::from_all(RULES))?
            .handle_access(AccessNet::from_all(RULES))?
            .scope(Scope::from_all(RULES))?
            .create()?;
        for folder in read {
            rules = rules.add_rule(PathBeneath::new(folder, reading))?;
        }
        if let Some(write) = write {
            rules = rules.add_rule(PathBeneath::new(write, writing))?;
        }
        rules.restrict_self()?;
        Ok(())
    };
    // Without the sandbox, the reader of files is as strict as before.
    let _ = restrict();
    Ok(())
}

/// Does nothing: the system has no such rights.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "as on Linux")]
pub(super) fn close(_: Reads<'_>, _: Option<&Path>) -> Result<(), String> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::{fs, io, thread};

    use super::*;

    /// Returns whether the kernel has Landlock, of any version.
    fn is_there() -> bool {
        use landlock::{AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr};
        let strict = Ruleset::default().set_compatibility(CompatLevel::HardRequirement);
        strict.handle_access(AccessFs::ReadFile).and_then(|rules| rules.create()).is_ok()
    }

    #[test]
    fn only_the_folders_of_a_run_are_open_after_it() {
        let [reads, writes, fonts, books, other] = [(); 5].map(|()| tempfile::tempdir().expect("a folder"));
        let folders = [fonts.path().to_owned(), other.path().join("nowhere")];
        for folder in [&reads, &writes, &fonts, &books, &other] {
            fs::write(folder.path().join("a"), "text").expect("a file");
        }
        // The rights of this thread alone are given up.
        let limited = thread::scope(|scope| {
            let limited = scope.spawn(|| {
                let read = Reads { project: reads.path(), fonts: &folders, books: Some(books.path()) };
                close(read, Some(writes.path())).expect("folders that can be opened");
                let open = |folder: &Path| fs::OpenOptions::new().read(true).open(folder.join("a")).map(drop);
                let write = |folder: &Path| fs::write(folder.join("b"), "x");
                let moved = fs::rename(writes.path().join("a"), writes.path().join("c"));
                [
                    open(reads.path()),
                    open(fonts.path()),
                    open(books.path()),
                    write(writes.path()),
                    moved,
                    open(other.path()),
                    write(reads.path()),
                    write(fonts.path()),
                    write(books.path()),
                    write(other.path()),
                ]
            });
            limited.join().expect("the thread ends")
        });
        if !is_there() {
            return;
        }
        let (allowed, refused) = limited.split_at(5);
        assert!(allowed.iter().all(Result::is_ok), "{allowed:?}");
        let is_denied = |result: &io::Result<()>| {
            result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied)
        };
        assert!(refused.iter().all(is_denied), "{refused:?}");
    }
}
