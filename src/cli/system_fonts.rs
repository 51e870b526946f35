//! The font files of the machine, in the usual folders of Linux, macOS and Windows. This is the only exception
//! to the rule that nothing outside the project is read, and holds only for a run with `--system-fonts`.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pressmark::SystemFonts;

use super::terminal::variable;

/// The maximum depth of folders below those that are searched.
const MAX_DEPTH: usize = 8;
/// The maximum number of files.
const MAX_FILES: usize = 20_000;

/// Returns the font files in folders.
pub(super) fn in_folders(folders: &[PathBuf]) -> Arc<dyn SystemFonts> {
    let mut paths = Vec::new();
    for folder in folders {
        gather(folder, MAX_DEPTH, &mut paths);
    }
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Arc::new(FontFiles { names: paths.iter().map(name).collect(), paths })
}

/// Returns the usual folders of fonts that exist, those of the user first.
pub(super) fn folders() -> Vec<PathBuf> {
    let of = |name: &str, below: &[&str]| {
        let base = variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        base.map(|base| below.iter().map(|part| base.join(part)).collect::<Vec<_>>()).unwrap_or_default()
    };
    let user = if cfg!(windows) {
        of("LOCALAPPDATA", &["Microsoft\\Windows\\Fonts"])
    } else if cfg!(target_os = "macos") {
        of("HOME", &["Library/Fonts"])
    } else {
        let data = of("XDG_DATA_HOME", &["fonts"]);
        let data = if data.is_empty() { of("HOME", &[".local/share/fonts"]) } else { data };
        data.into_iter().chain(of("HOME", &[".fonts"])).collect()
    };
    let all: &[&str] = if cfg!(windows) {
        &[]
    } else if cfg!(target_os = "macos") {
        &["/Library/Fonts", "/System/Library/Fonts"]
    } else {
        &["/usr/local/share/fonts", "/usr/share/fonts"]
    };
    let of_windows = if cfg!(windows) { of("SystemRoot", &["Fonts"]) } else { Vec::new() };
    let all = all.iter().map(PathBuf::from).chain(of_windows);
    user.into_iter().chain(all).filter(|folder| folder.is_dir()).collect()
}

/// Adds the font files in a folder and those below it, sorted by name. What cannot be read is left out.
#[expect(clippy::disallowed_methods, reason = "the fonts of the machine are not part of the manuscript")]
fn gather(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).take(MAX_FILES).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // A linked folder may contain the folder that it is in.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth > 0 {
                gather(&path, depth - 1, paths);
            }
        } else if paths.len() < MAX_FILES && is_font(&path) && path.is_file() {
            paths.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Font files on disk. None is kept open, since a machine may have thousands.
#[derive(Debug)]
struct FontFiles {
    names: Vec<String>,
    paths: Vec<PathBuf>,
}

impl SystemFonts for FontFiles {
    fn names(&self) -> &[String] {
        &self.names
    }

    #[expect(clippy::disallowed_methods, reason = "the fonts of the machine are not part of the manuscript")]
    fn read(&self, file: usize, range: Range<u64>) -> Option<Vec<u8>> {
        let mut file = fs::File::open(self.paths.get(file)?).ok()?;
        file.seek(SeekFrom::Start(range.start)).ok()?;
        let mut bytes = Vec::new();
        file.take(range.end.checked_sub(range.start)?).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_found_in_folders_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("b")).expect("a folder");
        for name in ["c.TTF", "b/x.otf", "a.ttc", "notes.txt"] {
            fs::write(path(name), name).expect("a file");
        }
        let fonts = in_folders(&[path("nowhere"), folder.path().to_owned()]);
        assert_eq!(fonts.names(), ["a.ttc", "x.otf", "c.TTF"]);
        assert_eq!(fonts.read(0, 2..100).as_deref(), Some(&b"ttc"[..]));
        assert_eq!((fonts.read(0, 100..101), fonts.read(7, 0..1)), (Some(Vec::new()), None));
    }
}
