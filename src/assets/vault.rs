//! The only reader of files.
//!
//! A path is used literally (a link in Markdown has been percent-decoded once): relative, with `/`,
//! never leaving the root, through no symbolic link, to a regular file. Anything else is refused before
//! it is opened, so that no device or pipe can block a build; [`Root`] opens the rest and follows no link
//! that has been put there meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::beneath::{Root, is_link};
use super::names::{fold, has_drive, is_markdown, is_remote, natural, nearest};
use super::refusal::{Refusal, Unfit};
use crate::error::Error;
use crate::limits::{self, Limit, Limits};

/// The reader of every file of a project.
#[derive(Debug)]
pub struct Vault {
    root: Root,
    limits: Limits,
    /// The SHA-256 of each file that was read, by its path.
    hashes: Mutex<BTreeMap<String, [u8; 32]>>,
}

impl Vault {
    /// Returns a reader confined to a folder, within the default limits.
    ///
    /// # Errors
    /// Returns an error if the folder cannot be read.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let root = Root::open(root).map_err(|source| Error::io("read", root, source))?;
        Ok(Self { root, limits: Limits::default(), hashes: Mutex::default() })
    }

    /// Returns the reader within other limits.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Returns the limits of what it reads, and of what its files contain.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Returns the folder that it is confined to.
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// Returns the bytes of a file whose size is within a limit.
    ///
    /// # Errors
    /// Returns an error if the path or the file is refused.
    pub fn read(&self, path: &str, limit: Limit) -> Result<Arc<[u8]>, Refusal> {
        let (path, bytes) = self.open_and_read(path, limit)?;
        let hash = Sha256::digest(&bytes).into();
        self.hashes.lock().unwrap_or_else(PoisonError::into_inner).insert(path, hash);
        Ok(bytes.into())
    }

    /// Returns a path without `.` and `..`, and the bytes of the file there.
    fn open_and_read(&self, path: &str, limit: Limit) -> Result<(String, Vec<u8>), Refusal> {
        let path = self.resolve(path)?;
        let file = self.root.file(&path).map_err(refusal)?;
        let data = file.metadata().map_err(Refusal::Io)?;
        if !data.is_file() {
            return Err(Refusal::NotAFile);
        }
        let length = data.len();
        self.limits.check(limit, length)?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        // The file may grow while it is read.
        file.take(self.limits.of(limit) + 1).read_to_end(&mut bytes).map_err(Refusal::Io)?;
        self.limits.check(limit, bytes.len() as u64)?;
        Ok((path, bytes))
    }

    /// Returns the SHA-256 of each file that was read, by its path.
    pub fn files_read(&self) -> BTreeMap<String, [u8; 32]> {
        self.hashes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets which files were read.
    pub fn forget_files(&self) {
        self.hashes.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns the text of a file, which has to be UTF-8: without a byte order mark, every line end as `\n`.
    ///
    /// # Errors
    /// Returns an error if the path or the file is refused.
    pub fn read_text(&self, path: &str) -> Result<String, Refusal> {
        text_of(&self.read(path, Limit::Text)?)
    }

    /// Returns the text of a file that no book is made from: it is not among [`Self::files_read`].
    ///
    /// # Errors
    /// As [`Self::read_text`].
    pub fn read_aside(&self, path: &str) -> Result<String, Refusal> {
        let (_, bytes) = self.open_and_read(path, Limit::Text)?;
        text_of(&bytes)
    }

    /// Returns whether a file of this name is Markdown.
    pub fn is_markdown(name: &str) -> bool {
        is_markdown(name)
    }

    /// Returns the paths of the Markdown files in a folder of the project, in natural order; `""` is the
    /// root. A folder that is not there has none.
    ///
    /// # Errors
    /// Returns an error if the folder cannot be read.
    pub fn markdown_files(&self, folder: &str) -> Result<Vec<String>, Error> {
        self.names_below(folder, is_markdown, fs::Metadata::is_file)
    }

    /// Returns the paths of the templates and scripts of pages in a folder of the project, in natural order. A folder that
    /// cannot be read has none.
    pub fn templates(&self, folder: &str) -> Vec<String> {
        let is_template = |name: &str| {
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
            matches!(extension, "html" | "hbs" | "js")
        };
        self.names_below(folder, is_template, fs::Metadata::is_file).unwrap_or_default()
    }

    /// Returns the paths of the folders in a folder of the project, in natural order; `""` is the root.
    /// Hidden folders are left out, as are those of generated files.
    ///
    /// # Errors
    /// Returns an error if the folder cannot be read.
    pub fn folders(&self, folder: &str) -> Result<Vec<String>, Error> {
        let generated = ["node_modules", "target", "_site", "_book"];
        self.names_below(folder, |name| !generated.contains(&name), fs::Metadata::is_dir)
    }

    /// Returns the Markdown files in a folder of the project that cannot be chapters, sorted: the path of
    /// each, with U+FFFD for what is not UTF-8, and the reason.
    pub fn passed_over(&self, folder: &str) -> Vec<(String, Unfit)> {
        let at = self.root().join(folder);
        let why = |name: &str| match fs::symlink_metadata(at.join(name)) {
            Ok(data) if data.is_file() || data.is_dir() => None,
            Ok(data) if data.is_symlink() => Some(Unfit::Link),
            Ok(_) => Some(Unfit::NotAFile),
            Err(_) => Some(Unfit::Name),
        };
        let is_wanted = |name: &str| !name.starts_with('.') && is_markdown(name) && why(name).is_some();
        let mut names = if folder.is_empty() || self.has_folder(folder) {
            self.names_in(folder, is_wanted).unwrap_or_default()
        } else {
            Vec::new()
        };
        names.sort_unstable();
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let reasoned = names.into_iter().filter_map(|name| Some((format!("{prefix}{name}"), why(&name)?)));
        reasoned.collect()
    }

    /// Returns the files or folders in a folder that pass both filters, by name and by metadata, as paths
    /// from the root in natural order. Hidden ones are left out.
    fn names_below(
        &self,
        folder: &str,
        by_name: impl Fn(&str) -> bool,
        by_metadata: impl Fn(&fs::Metadata) -> bool,
    ) -> Result<Vec<String>, Error> {
        if !folder.is_empty() && !self.has_folder(folder) {
            return Ok(Vec::new());
        }
        let at = self.root().join(folder);
        let is_wanted = |name: &str| {
            !name.starts_with('.')
                && by_name(name)
                && fs::symlink_metadata(at.join(name)).is_ok_and(|data| by_metadata(&data))
        };
        let mut names = self.names_in(folder, is_wanted).map_err(|source| Error::io("read", &at, source))?;
        names.sort_by(|a, b| natural(a).cmp(&natural(b)).then_with(|| a.cmp(b)));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        Ok(names.into_iter().map(|name| format!("{prefix}{name}")).collect())
    }

    /// Returns whether the project has a folder at a path that leads through no symbolic link; `""` is
    /// the root.
    pub fn has_folder(&self, path: &str) -> bool {
        let mut full = self.root().to_owned();
        path.is_empty()
            || path.split('/').all(|part| {
                full.push(part);
                !matches!(part, "" | "." | "..")
                    && !part.contains(['\\', '\0', ':'])
                    && fs::symlink_metadata(&full).is_ok_and(|data| data.is_dir())
            })
    }

    /// Returns whether the project has a regular file at a path that could be read.
    pub fn has_file(&self, path: &str) -> bool {
        // Most files that are tested here do not exist, so no similar name is searched for.
        self.walk(path, |_, _| None).is_ok()
    }

    /// Returns the path of the only file whose path differs only in letter case or Unicode composition.
    ///
    /// Returns `None` if there is no such file, or more than one.
    pub(super) fn in_other_case(&self, path: &str) -> Option<String> {
        if is_remote(path) || path.starts_with(['/', '~']) || path.contains(['\\', '\0']) || has_drive(path) {
            return None;
        }
        let mut found: Vec<String> = Vec::new();
        for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
            if part == ".." {
                found.pop()?;
                continue;
            }
            let folder = found.join("/");
            let is_same = |name: &str| fold(name) == fold(part);
            let mut names = self.names_in(&folder, is_same).ok()?.into_iter();
            match (names.next(), names.next()) {
                (Some(only), None) => found.push(only),
                // If there are several, the one as written counts, if it exists.
                (Some(_), Some(_)) if self.root().join(folder).join(part).exists() => {
                    found.push(part.to_owned())
                }
                _ => return None,
            }
        }
        Some(found.join("/")).filter(|found| found != path)
    }

    /// Returns the path of a file that may be read, without `.` and `..`.
    fn resolve(&self, path: &str) -> Result<String, Refusal> {
        self.walk(path, |folder, missing| {
            let names = self.names_in(folder, |_| true).ok()?;
            if names.len() > limits::NAMES { None } else { nearest(names, missing, path) }
        })
    }

    /// Returns the names in a folder that `is_wanted` accepts, in no particular order. Bytes in them that are not
    /// UTF-8 become U+FFFD.
    fn names_in(&self, folder: &str, is_wanted: impl Fn(&str) -> bool) -> io::Result<Vec<String>> {
        let mut names = self.root.names(folder)?;
        names.retain(|name| is_wanted(name));
        Ok(names)
    }

    /// Returns the path of a file that may be read, without `.` and `..`. `near` suggests another path for a name
    /// that a folder does not have.
    fn walk(&self, path: &str, near: impl Fn(&str, &str) -> Option<String>) -> Result<String, Refusal> {
        if is_remote(path) {
            return Err(Refusal::Remote);
        }
        if path.is_empty() || path.starts_with(['/', '~']) || path.contains(['\\', '\0']) || has_drive(path) {
            return Err(Refusal::Outside);
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop().ok_or(Refusal::Outside)?;
                }
                part => parts.push(part),
            }
        }
        let mut full = self.root().to_owned();
        let mut last_is_file = false;
        for (depth, part) in parts.iter().enumerate() {
            full.push(part);
            let data = match fs::symlink_metadata(&full) {
                Ok(data) => data,
                Err(error) if is_absence(&error) => {
                    return Err(Refusal::NotFound(near(&parts[..depth].join("/"), part)));
                }
                Err(error) => return Err(Refusal::Io(error)),
            };
            if data.file_type().is_symlink() {
                return Err(Refusal::Link);
            }
            last_is_file = data.is_file();
        }
        if last_is_file { Ok(parts.join("/")) } else { Err(Refusal::NotAFile) }
    }
}

/// Returns whether an error means that there is no such file.
fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
    )
}

/// Returns why a file that could be read a moment ago is not opened.
fn refusal(error: io::Error) -> Refusal {
    if is_link(&error) { Refusal::Link } else { Refusal::Io(error) }
}

/// Returns the text of a file.
fn text_of(bytes: &[u8]) -> Result<String, Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(tidy(text)),
        Err(error) => Err(Refusal::NotUtf8(error.valid_up_to())),
    }
}

/// Returns the text without a byte order mark, every line end as `\n`.
fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> (tempfile::TempDir, Vault) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("images")).expect("a folder");
        for (name, text) in
            [("a.md", "\u{FEFF}one\r\ntwo\rthree"), ("images/Map.png", "x"), ("bad.md", "ab\u{0}")]
        {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        fs::write(folder.path().join("bad.md"), b"ab\xFFcd").expect("a file");
        let vault = Vault::open(folder.path()).expect("a vault");
        (folder, vault)
    }

    fn refused(vault: &Vault, path: &str) -> &'static str {
        match vault.read(path, Limit::Text) {
            Ok(_) => "read",
            Err(refusal) => refusal.diagnostic("file", path, None).code.id(),
        }
    }

    #[test]
    fn nothing_outside_the_root_is_read() {
        let (_folder, vault) = vault();
        for path in ["../a.md", "/etc/passwd", "images/../../a.md", "~/x", "a\\b", "C:/x", "", "a\0b", ".."] {
            assert_eq!(refused(&vault, path), "E0202", "{path:?}");
        }
        for path in ["http://x/y.png", "file:///etc/passwd", "data:text/plain,x", "//host/x", "FTP://x"] {
            assert_eq!(refused(&vault, path), "E0204", "{path:?}");
        }
        assert_eq!(refused(&vault, "images/../a.md"), "read");
        assert_eq!(refused(&vault, "./images//Map.png"), "read");
        assert_eq!(refused(&vault, "images"), "E0203");
        assert_eq!(refused(&vault, "%2e%2e/a.md"), "E0201");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_refused_and_never_hang() {
        let (folder, vault) = vault();
        std::os::unix::fs::symlink("/etc", folder.path().join("etc")).expect("a link");
        std::os::unix::fs::symlink("a.md", folder.path().join("b.md")).expect("a link");
        let pipe = folder.path().join("pipe.md");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert_eq!([refused(&vault, "etc/passwd"), refused(&vault, "b.md")], ["E0212", "E0212"]);
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(refused(&vault, "pipe.md"), "E0203");
        }
        assert_eq!(vault.markdown_files("").expect("a folder"), ["a.md", "bad.md"]);
        let linked = ("b.md".to_owned(), Unfit::Link);
        assert_eq!(vault.passed_over("").first(), Some(&linked));
    }

    #[test]
    fn a_near_name_is_offered() {
        let (_folder, vault) = vault();
        let help = |path: &str| {
            vault.read(path, Limit::Picture).expect_err("refused").diagnostic("image", path, None).help
        };
        assert_eq!(help("images/map.png"), ["did you mean `images/Map.png`?"]);
        assert_eq!(help("image/Map.png"), ["did you mean `images/Map.png`?"]);
        assert!(help("images/zebra.svg")[0].starts_with("put the file at `images/zebra.svg`"));
    }

    #[test]
    fn a_limit_is_named_and_can_be_raised() {
        let (folder, vault) = vault();
        fs::File::create(folder.path().join("big.md"))
            .and_then(|file| file.set_len(Limits::default().of(Limit::Text) + 1))
            .expect("a file");
        let refusal = vault.read("big.md", Limit::Text).expect_err("refused");
        let diagnostic = refusal.diagnostic("chapter", "big.md", None);
        assert_eq!(diagnostic.message, "chapter `big.md` is larger than 16 MiB");
        assert_eq!(
            diagnostic.help,
            ["divide the file into several; `--raise-limits 2` allows twice as much"]
        );
        let vault = vault.within(Limits::raised(2).expect("a factor"));
        assert!(vault.read("big.md", Limit::Text).is_ok());
    }

    #[test]
    fn a_file_that_is_read_aside_is_not_recorded() {
        let (_folder, vault) = vault();
        assert_eq!(vault.read_aside("a.md").expect("text"), "one\ntwo\nthree");
        assert!(vault.files_read().is_empty() && vault.read_aside("../a.md").is_err());
        assert!(vault.read_text("a.md").is_ok() && vault.files_read().contains_key("a.md"));
    }

    #[test]
    fn text_is_utf_8_with_one_kind_of_line_end() {
        let (_folder, vault) = vault();
        assert_eq!(vault.read_text("a.md").expect("text"), "one\ntwo\nthree");
        let message =
            vault.read_text("bad.md").expect_err("refused").diagnostic("chapter", "bad.md", None).message;
        assert_eq!(message, "chapter `bad.md` is not valid UTF-8 from byte 2 on");
    }
}
