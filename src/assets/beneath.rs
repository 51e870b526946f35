//! Opens files and folders beneath the root of a project.
//!
//! A path may be exchanged for a symbolic link between the moment in which it is examined and the one in which it is
//! opened. On Unix, opening therefore follows no symbolic link itself: on Linux by `openat2` (see its manual page,
//! `RESOLVE_BENEATH`), elsewhere, and on a kernel before 5.6, folder by folder. On other systems the path is opened as it
//! is.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The folder beneath which everything is.
#[derive(Debug)]
pub(super) struct Root {
    path: PathBuf,
    #[cfg(unix)]
    folder: rustix::fd::OwnedFd,
}

impl Root {
    /// Returns the path of the root.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::CStr;

    use rustix::fd::{AsFd, OwnedFd};
    use rustix::fs::{Dir, Mode, OFlags, openat};
    use rustix::io::Errno;

    use super::{File, Path, Root, io};

    impl Root {
        /// Opens the root. Its own path may lead through symbolic links: the user chose it.
        ///
        /// # Errors
        /// Returns an error if it is not a folder that can be read.
        pub(in crate::assets) fn open(path: &Path) -> io::Result<Self> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let folder = rustix::fs::open(path, flags, Mode::empty())?;
            Ok(Self { path: path.to_owned(), folder })
        }

        /// Opens a file, or a device or pipe, of which reading never waits for another program. The path is relative,
        /// with `/`, and has no `.` or `..`.
        ///
        /// # Errors
        /// Returns an error if there is no such file, if it may not be read, or if the path leads through a symbolic
        /// link (`is_link`).
        pub(in crate::assets) fn file(&self, path: &str) -> io::Result<File> {
            let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
            Ok(self.beneath(path, flags)?.into())
        }

        /// Returns the names in a folder, in no particular order; `""` is the root. Bytes in them that are not UTF-8
        /// become U+FFFD.
        ///
        /// # Errors
        /// As [`Root::file`].
        pub(in crate::assets) fn names(&self, folder: &str) -> io::Result<Vec<String>> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let folder = if folder.is_empty() { "." } else { folder };
            let mut names = Vec::new();
            for entry in Dir::new(self.beneath(folder, flags)?)? {
                let entry = entry?;
                if !is_own_or_parent(entry.file_name()) {
                    names.push(entry.file_name().to_string_lossy().into_owned());
                }
            }
            Ok(names)
        }

        #[cfg(target_os = "linux")]
        fn beneath(&self, path: &str, flags: OFlags) -> Result<OwnedFd, Errno> {
            use rustix::fs::{ResolveFlags, openat2};
            let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
            match openat2(&self.folder, path, flags, Mode::empty(), within) {
                // Unknown to the kernel, or forbidden by the seccomp filter of an old container.
                Err(Errno::NOSYS | Errno::PERM) => self.part_by_part(path, flags),
                opened => opened,
            }
        }

        #[cfg(not(target_os = "linux"))]
        fn beneath(&self, path: &str, flags: OFlags) -> Result<OwnedFd, Errno> {
            self.part_by_part(path, flags)
        }

        /// Opens the folders of a path one after the other, then the last part, none of them a symbolic link.
        pub(super) fn part_by_part(&self, path: &str, flags: OFlags) -> Result<OwnedFd, Errno> {
            let folders = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let mut parts: Vec<&str> = path.split('/').collect();
            let last = parts.pop().unwrap_or(path);
            let mut opened: Option<OwnedFd> = None;
            for part in parts {
                let folder = opened.as_ref().map_or(self.folder.as_fd(), AsFd::as_fd);
                opened = Some(openat(folder, part, folders, Mode::empty())?);
            }
            let folder = opened.as_ref().map_or(self.folder.as_fd(), AsFd::as_fd);
            openat(folder, last, flags | OFlags::NOFOLLOW, Mode::empty())
        }
    }

    fn is_own_or_parent(name: &CStr) -> bool {
        matches!(name.to_bytes(), b"." | b"..")
    }

    /// Returns whether opening failed because of a symbolic link. A folder that is one may also be reported as no
    /// folder.
    pub(in crate::assets) fn is_link(error: &io::Error) -> bool {
        let code = Errno::from_io_error(error);
        matches!(code, Some(Errno::LOOP | Errno::XDEV | Errno::MLINK))
    }
}

#[cfg(not(unix))]
mod other {
    use super::{File, Path, Root, io};

    impl Root {
        /// Opens the root.
        ///
        /// # Errors
        /// Returns an error if it cannot be read.
        pub(in crate::assets) fn open(path: &Path) -> io::Result<Self> {
            std::fs::metadata(path)?;
            Ok(Self { path: path.to_owned() })
        }

        /// Opens a file. The path is relative, with `/`, and has no `.` or `..`.
        ///
        /// # Errors
        /// Returns an error if there is no such file or if it may not be read.
        #[expect(clippy::disallowed_methods, reason = "this is the one door")]
        pub(in crate::assets) fn file(&self, path: &str) -> io::Result<File> {
            File::open(self.path.join(path))
        }

        /// Returns the names in a folder, in no particular order; `""` is the root.
        ///
        /// # Errors
        /// As [`Root::file`].
        #[expect(clippy::disallowed_methods, reason = "this is the one door")]
        pub(in crate::assets) fn names(&self, folder: &str) -> io::Result<Vec<String>> {
            let entries = std::fs::read_dir(self.path.join(folder))?;
            entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
        }
    }

    /// Returns false: what is a symbolic link is found before.
    pub(in crate::assets) fn is_link(_: &io::Error) -> bool {
        false
    }
}

#[cfg(not(unix))]
pub(super) use other::is_link;
#[cfg(unix)]
pub(super) use unix::is_link;

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::io::Read;

    use rustix::fs::OFlags;

    use super::*;

    fn project() -> (tempfile::TempDir, Root) {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("book/a/b")).expect("a folder");
        fs::write(at("secret"), "secret").expect("a file");
        fs::write(at("book/a/b/c.md"), "text").expect("a file");
        std::os::unix::fs::symlink("../../secret", at("book/a/link.md")).expect("a link");
        std::os::unix::fs::symlink("..", at("book/out")).expect("a link");
        std::os::unix::fs::symlink("b", at("book/a/inner")).expect("a link");
        let root = Root::open(&at("book")).expect("a root");
        (folder, root)
    }

    #[test]
    fn no_link_is_followed_in_either_way() {
        let (_folder, root) = project();
        let flags = OFlags::RDONLY | OFlags::CLOEXEC;
        let by_part = |path: &str| root.part_by_part(path, flags).map(File::from);
        for path in ["a/link.md", "out/secret", "a/inner/c.md"] {
            assert!(root.file(path).is_err_and(|error| is_link(&error)), "{path}");
            assert!(by_part(path).is_err(), "{path}");
        }
        for path in ["..", "../secret", "/etc/passwd"] {
            assert!(root.file(path).is_err(), "{path}");
        }
        for opened in [root.file("a/b/c.md").expect("a file"), by_part("a/b/c.md").expect("a file")] {
            let mut text = String::new();
            { opened }.read_to_string(&mut text).expect("text");
            assert_eq!(text, "text");
        }
        let mut names = root.names("a").expect("names");
        names.sort_unstable();
        assert_eq!(names, ["b", "inner", "link.md"]);
        assert!(root.names("out").is_err_and(|error| is_link(&error)));
    }

    /// Opens a path while another thread exchanges the file for a link out of the project and back.
    #[test]
    fn an_exchange_while_a_file_is_opened_leaks_nothing() {
        let (folder, root) = project();
        let at = |name: &str| folder.path().join("book").join(name);
        fs::write(at("x.md"), "inside").expect("a file");
        std::os::unix::fs::symlink("../secret", at("link")).expect("a link");
        let stop = std::sync::atomic::AtomicBool::new(false);
        let read = |path: &str| {
            let mut text = String::new();
            let opened = root.file(path).and_then(|mut file| file.read_to_string(&mut text));
            opened.is_ok().then_some(text)
        };
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let relaxed = std::sync::atomic::Ordering::Relaxed;
                while !stop.load(relaxed) {
                    for name in ["link", "spare"] {
                        let _ = fs::copy(at("a/b/c.md"), at("spare"));
                        let _ = fs::remove_file(at("staged"));
                        let staged = if name == "link" {
                            std::os::unix::fs::symlink("../secret", at("staged"))
                        } else {
                            fs::rename(at("spare"), at("staged"))
                        };
                        let _ = staged.and_then(|()| fs::rename(at("staged"), at("x.md")));
                    }
                }
            });
            let (mut inside, mut refused, mut leaks) = (0, 0, 0);
            // On a busy machine one thread may run alone for long.
            for _ in 0..1_000_000 {
                match read("x.md").as_deref() {
                    Some("secret") => leaks += 1,
                    Some(_) => inside += 1,
                    None => refused += 1,
                }
                if leaks > 0 || (inside > 500 && refused > 500) {
                    break;
                }
                std::thread::yield_now();
            }
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            assert!(leaks == 0 && inside > 0 && refused > 0, "{leaks} {inside} {refused}");
        });
    }
}
