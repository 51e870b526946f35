//! The one reader of files.
//!
//! A path is taken as it stands (a link in Markdown is percent-decoded before, once): relative,
//! with `/`, never leaving the root, through no symbolic link, to a regular file. What is not a
//! file of the project is refused before it is opened, so that no device or pipe can hang a build.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::limits;
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::error::Error;

/// The reader of every byte that a project consists of.
#[derive(Debug)]
pub struct Vault {
    root: PathBuf,
}

/// Why a path is not read.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such file; a like-named one beside it.
    NotFound(Option<String>),
    /// It leaves the project, or is absolute.
    Outside,
    /// It names something on a network or in itself (`data:`).
    Remote,
    /// It is, or leads through, a symbolic link.
    Link,
    /// It is a folder, a device, a pipe.
    NotAFile,
    /// It is larger than a limit, in bytes.
    TooLarge(u64),
    /// It is not UTF-8; the valid text before, and where it ends.
    NotUtf8(usize),
    /// The system says no.
    Io(io::Error),
}

/// Why a Markdown file of a folder cannot be a chapter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// It is a symbolic link.
    Link,
    /// It is no regular file.
    NotAFile,
    /// Its name is not UTF-8.
    Name,
}

impl Refusal {
    /// The diagnostic: `what` names the kind of file (`image`, `chapter`).
    pub fn diagnostic(&self, what: &str, path: &str, span: impl Into<Option<Span>>) -> Diagnostic {
        let (code, reason) = match self {
            Self::NotFound(_) => (Code::FileNotFound, "not found".to_owned()),
            Self::Outside => (Code::OutsideRoot, "is outside the project".to_owned()),
            Self::Remote => (Code::RemoteFile, "is not a file of the project".to_owned()),
            Self::Link => (Code::SymbolicLink, "is a symbolic link, or behind one".to_owned()),
            Self::NotAFile => (Code::NotAFile, "is not a regular file".to_owned()),
            Self::TooLarge(limit) => (Code::TooLarge, format!("is larger than {} MiB", limit >> 20)),
            Self::NotUtf8(offset) => (Code::InvalidUtf8, format!("is not valid UTF-8 from byte {offset} on")),
            Self::Io(error) => (Code::Unreadable, format!("cannot be read: {error}")),
        };
        let diagnostic = Diagnostic::new(code, span, format!("{what} `{path}` {reason}"));
        match self {
            Self::NotFound(Some(near)) => diagnostic.help(format!("did you mean `{near}`?")),
            Self::Outside => diagnostic.help("put it into the project's folder and name it from there"),
            Self::Remote => {
                diagnostic.help("nothing is fetched from a network: save it into the project's folder")
            }
            Self::Link => diagnostic.help("put the file itself into the project's folder"),
            Self::NotUtf8(_) => diagnostic.help("save the file as UTF-8"),
            Self::NotFound(None) => diagnostic.help(format!(
                "put the file at `{path}` in the project's folder, or write the path at which it is"
            )),
            Self::NotAFile => diagnostic.help("write the path of a file"),
            Self::TooLarge(_) => diagnostic.help("make the file smaller, or part it into several"),
            Self::Io(_) => diagnostic.help("allow your user to read the file"),
        }
    }
}

impl Vault {
    /// A reader confined to a folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        fs::metadata(root).map_err(|source| Error::io("read", root, source))?;
        Ok(Self { root: root.to_owned() })
    }

    /// The folder it is confined to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When the path or the file is refused.
    pub fn read(&self, path: &str, limit: u64) -> Result<Arc<[u8]>, Refusal> {
        let full = self.resolve(path)?;
        #[expect(clippy::disallowed_methods, reason = "this is the one door")]
        let file = File::open(full).map_err(Refusal::Io)?;
        let length = file.metadata().map_err(Refusal::Io)?.len();
        if length > limit {
            return Err(Refusal::TooLarge(limit));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        // The file may grow while it is read.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(Refusal::Io)?;
        if bytes.len() as u64 > limit {
            return Err(Refusal::TooLarge(limit));
        }
        Ok(bytes.into())
    }

    /// The text of a file: UTF-8, without a byte order mark, line ends made `\n`.
    ///
    /// # Errors
    /// When the path or the file is refused.
    pub fn read_text(&self, path: &str) -> Result<String, Refusal> {
        let bytes = self.read(path, limits::TEXT_BYTES)?;
        match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(tidy(text)),
            Err(error) => Err(Refusal::NotUtf8(error.valid_up_to())),
        }
    }

    /// Every Markdown file in a folder of the project, `""` being the root, in natural order.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn markdown_files(&self, folder: &str) -> Result<Vec<String>, Error> {
        self.names_below(folder, is_markdown, fs::Metadata::is_file)
    }

    /// Every folder in a folder of the project, `""` being the root, in natural order; hidden ones are
    /// left out, as are those that hold what programs have made.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn folders(&self, folder: &str) -> Result<Vec<String>, Error> {
        let made = ["node_modules", "target", "_site", "_book"];
        self.names_below(folder, |name| !made.contains(&name), fs::Metadata::is_dir)
    }

    /// The Markdown files in a folder of the project that cannot be chapters: their paths, as far as they
    /// can be shown, and why.
    pub fn passed_over(&self, folder: &str) -> Vec<(String, Unfit)> {
        let at = self.root.join(folder);
        let why = |name: &str| match fs::symlink_metadata(at.join(name)) {
            Ok(data) if data.is_file() || data.is_dir() => None,
            Ok(data) if data.is_symlink() => Some(Unfit::Link),
            Ok(_) => Some(Unfit::NotAFile),
            Err(_) => Some(Unfit::Name),
        };
        let is_wanted = |name: &str| !name.starts_with('.') && is_markdown(name) && why(name).is_some();
        let mut names = if folder.is_empty() || self.has_folder(folder) {
            names_in(&at, limits::NAMES, is_wanted).unwrap_or_default()
        } else {
            Vec::new()
        };
        names.sort_unstable();
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let reasoned = names.into_iter().filter_map(|name| Some((format!("{prefix}{name}"), why(&name)?)));
        reasoned.collect()
    }

    /// The names in a folder that are wanted, by themselves and by what they name, as paths from the root.
    fn names_below(
        &self,
        folder: &str,
        by_name: impl Fn(&str) -> bool,
        by_data: impl Fn(&fs::Metadata) -> bool,
    ) -> Result<Vec<String>, Error> {
        if !folder.is_empty() && !self.has_folder(folder) {
            return Ok(Vec::new());
        }
        let at = self.root.join(folder);
        let is_wanted = |name: &str| {
            !name.starts_with('.')
                && by_name(name)
                && fs::symlink_metadata(at.join(name)).is_ok_and(|data| by_data(&data))
        };
        let mut names =
            names_in(&at, usize::MAX, is_wanted).map_err(|source| Error::io("read", &at, source))?;
        names.sort_by(|a, b| natural(a).cmp(&natural(b)).then_with(|| a.cmp(b)));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        Ok(names.into_iter().map(|name| format!("{prefix}{name}")).collect())
    }

    /// Whether the project has a folder of this name, which no symbolic link leads to; `""` is the root.
    pub fn has_folder(&self, path: &str) -> bool {
        let mut full = self.root.clone();
        path.is_empty()
            || path.split('/').all(|part| {
                full.push(part);
                !matches!(part, "" | "." | "..")
                    && !part.contains(['\\', '\0', ':'])
                    && fs::symlink_metadata(&full).is_ok_and(|data| data.is_dir())
            })
    }

    /// Whether the project has a regular file of this name.
    pub fn has_file(&self, path: &str) -> bool {
        // Most of what is asked for in passing is not there: nothing near it is looked for.
        self.walk(path, |_, _| None).is_ok()
    }

    /// The path of a file whose name differs from this one in letter case or composition alone, if there
    /// is one such file.
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
            let folder = self.root.join(found.join("/"));
            let is_same = |name: &str| fold(name) == fold(part);
            let mut names = names_in(&folder, limits::NAMES, is_same).ok()?.into_iter();
            match (names.next(), names.next()) {
                (Some(only), None) => found.push(only),
                // Several: the one as written, if it is among them.
                (Some(_), Some(_)) if folder.join(part).exists() => found.push(part.to_owned()),
                _ => return None,
            }
        }
        Some(found.join("/")).filter(|found| found != path)
    }

    /// The place of a file, when nothing speaks against reading it.
    fn resolve(&self, path: &str) -> Result<PathBuf, Refusal> {
        self.walk(path, |folder, missing| near(folder, missing, path))
    }

    /// The place of a file; `near` suggests another name for one that a folder does not have.
    fn walk(&self, path: &str, near: impl Fn(&Path, &str) -> Option<String>) -> Result<PathBuf, Refusal> {
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
        let mut full = self.root.clone();
        let mut last_is_file = false;
        for part in parts {
            let folder = full.clone();
            full.push(part);
            let data = match fs::symlink_metadata(&full) {
                Ok(data) => data,
                Err(error) if is_absence(&error) => {
                    return Err(Refusal::NotFound(near(&folder, part)));
                }
                Err(error) => return Err(Refusal::Io(error)),
            };
            if data.file_type().is_symlink() {
                return Err(Refusal::Link);
            }
            last_is_file = data.is_file();
        }
        if last_is_file { Ok(full) } else { Err(Refusal::NotAFile) }
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename
    )
}

/// A scheme (RFC 3986, section 3.1) or a network path.
fn is_remote(path: &str) -> bool {
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    scheme || path.starts_with("//") || path.starts_with("\\\\")
}

/// `C:` as Windows writes it.
fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// The names in a folder that are wanted, at most so many; what is no UTF-8 in them is replaced.
#[expect(clippy::disallowed_methods, reason = "this is the one door")]
fn names_in(folder: &Path, most: usize, is_wanted: impl Fn(&str) -> bool) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if is_wanted(&name) {
            names.push(name);
        }
        if names.len() == most {
            break;
        }
    }
    Ok(names)
}

/// A name in the folder that was probably meant: the same in other case or composition, else a near miss.
fn near(folder: &Path, missing: &str, path: &str) -> Option<String> {
    let mut names = names_in(folder, limits::NAMES, |_| true).ok()?;
    names.sort_unstable();
    let same = names.iter().find(|name| fold(name) == fold(missing)).map(String::as_str);
    let found = same.or_else(|| did_you_mean(missing, names.iter().map(String::as_str)))?;
    Some(path.replacen(missing, found, 1))
}

/// A name without letter case and composition.
fn fold(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

fn is_markdown(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd"))
}

/// Without a byte order mark, and with line ends of one kind.
fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// A key that sorts `chapter-2` before `chapter-10`: numbers by value, letters without case.
fn natural(name: &str) -> Vec<(u8, u128, String)> {
    let mut key = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 {
            key.push((0, rest[..digits].parse().unwrap_or(u128::MAX), String::new()));
            rest = &rest[digits..];
        }
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        if letters > 0 {
            key.push((1, 0, rest[..letters].to_lowercase()));
            rest = &rest[letters..];
        }
    }
    key
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
        match vault.read(path, 100) {
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
        let help =
            |path: &str| vault.read(path, 9).expect_err("refused").diagnostic("image", path, None).help;
        assert_eq!(help("images/map.png"), ["did you mean `images/Map.png`?"]);
        assert_eq!(help("image/Map.png"), ["did you mean `images/Map.png`?"]);
        assert!(help("images/zebra.svg")[0].starts_with("put the file at `images/zebra.svg`"));
    }

    #[test]
    fn text_is_utf_8_with_one_kind_of_line_end() {
        let (_folder, vault) = vault();
        assert_eq!(vault.read_text("a.md").expect("text"), "one\ntwo\nthree");
        let message =
            vault.read_text("bad.md").expect_err("refused").diagnostic("chapter", "bad.md", None).message;
        assert_eq!(message, "chapter `bad.md` is not valid UTF-8 from byte 2 on");
    }

    #[test]
    fn numbers_in_names_are_numbers() {
        let mut names = ["chapter-10", "Chapter-2", "chapter-1b", "chapter-1", "2", "10"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["2", "10", "chapter-1", "chapter-1b", "Chapter-2", "chapter-10"]);
    }
}
