//! Finds a picture that is not at the path as written. Entry point: [`read`].
//!
//! Other programs resolve paths from the root of a site, put pictures into separate folders, and allow
//! a query at the end. A fixed list of paths is tried in order; no folder is searched.

use std::sync::Arc;

use super::refusal::Refusal;
use super::vault::Vault;
use crate::limits::Limit;

/// Folders that site generators use as the root of a site.
const ROOTS: [&str; 8] = ["", "static", "assets", "public", "docs", "src", "source", "manuscript"];
/// Folders beside a chapter in which Leanpub looks for pictures.
const RESOURCES: [&str; 2] = ["resources", "images"];

/// A picture file that was read.
pub(super) struct Located {
    pub(super) bytes: Arc<[u8]>,
    /// The real path, if it differs from the written one in letter case.
    pub(super) other_case: Option<String>,
}

/// Reads the picture at a path as written in a manuscript, else at the first of the paths where other
/// programs would find it, else at one of these in other letter case. `folder` is the folder of the file
/// that names it, relative to the root.
///
/// # Errors
/// Returns the reason why the path as written is refused. The similar name in it may be at any of these
/// paths.
pub(super) fn read(vault: &Vault, path: &str, folder: &str) -> Result<Located, Refusal> {
    let refusal = match vault.read(path, Limit::Picture) {
        Ok(bytes) => return Ok(Located { bytes, other_case: None }),
        Err(refusal @ (Refusal::NotFound(_) | Refusal::Outside)) => refusal,
        Err(refusal) => return Err(refusal),
    };
    let root = vault.root().file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let places = places(path, folder, root);
    let mut near = None;
    for place in &places {
        match vault.read(place, Limit::Picture) {
            Ok(bytes) => return Ok(Located { bytes, other_case: None }),
            Err(Refusal::NotFound(found)) => near = near.or(found),
            Err(_) => {}
        }
    }
    for place in std::iter::once(path).chain(places.iter().map(String::as_str)) {
        let Some(found) = vault.in_other_case(place) else { continue };
        if let Ok(bytes) = vault.read(&found, Limit::Picture) {
            return Ok(Located { bytes, other_case: Some(found) });
        }
    }
    Err(match refusal {
        Refusal::NotFound(None) => Refusal::NotFound(near),
        // A path that begins with a slash is relative to the root of a site.
        Refusal::Outside if path.starts_with('/') => Refusal::NotFound(near),
        refusal => refusal,
    })
}

/// Returns the other paths at which a picture may be, in order. `folder` is the folder of the file that names
/// it, and `root` the name of the project's folder.
fn places(path: &str, folder: &str, root: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    let bare = path.split(['?', '#']).next().unwrap_or(path);
    for written in [path, bare] {
        let written = written.replace('\\', "/");
        if let Some(inside) = written.strip_prefix('/') {
            let inside = inside.trim_start_matches('/');
            places.extend(
                ROOTS.iter().map(|root| format!("{root}/{inside}").trim_start_matches('/').to_owned()),
            );
            continue;
        }
        places.push(written.clone());
        // Leanpub's folders may follow any folder of the path; the innermost is tried first.
        let cuts = written.match_indices('/').map(|(at, _)| at + 1).collect::<Vec<_>>();
        for cut in cuts.into_iter().rev().chain([0]) {
            let (folder, name) = written.split_at(cut);
            if name.starts_with("../") {
                continue;
            }
            places.extend(RESOURCES.iter().map(|resources| format!("{folder}{resources}/{name}")));
        }
        // pandoc and Jekyll resolve from the folder in which they run: the root, or the one around it.
        let from_root = if folder.is_empty() {
            &*written
        } else {
            match written.strip_prefix(folder).and_then(|path| path.strip_prefix('/')) {
                Some(path) => path,
                None => continue,
            }
        };
        if from_root.starts_with("../") {
            continue;
        }
        places.extend(
            ROOTS.iter().map(|root| format!("{root}/{from_root}").trim_start_matches('/').to_owned()),
        );
        if let Some(path) = from_root.strip_prefix(root).and_then(|path| path.strip_prefix('/')) {
            places.push(path.to_owned());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    places.retain(|place| place != path && !place.is_empty() && seen.insert(place.clone()));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn pictures_are_found_where_other_programs_find_them() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in
            ["static/img/a.png", "img/b c.png", "m/resources/d.png", "m/e.png", "odd#name.png", "Case/F.PNG"]
        {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, name).expect("a file");
        }
        let vault = Vault::open(folder.path()).expect("a vault");
        let found = |folder: &str, path: &str| match read(&vault, path, folder) {
            Ok(found) => {
                String::from_utf8_lossy(&found.bytes).into_owned() + found.other_case.as_deref().unwrap_or("")
            }
            Err(refusal) => refusal.diagnostic("image", path, None).code.id().to_owned(),
        };
        for (folder, path, expected) in [
            ("m", "m/img/b c.png", "img/b c.png"),
            ("m/n", "m/n/m/e.png", "m/e.png"),
            ("m/n", "m/n/odd#name.png", "odd#name.png"),
            ("m/n", "m/n/img/a.png", "static/img/a.png"),
            // Only the folder of the file is taken away, never a folder that was written.
            ("", "m/odd#name.png", "E0201"),
            ("m", "m/n/odd#name.png", "E0201"),
        ] {
            assert_eq!(found(folder, path), expected, "{path} of {folder}");
        }
        let own = folder.path().file_name().and_then(|name| name.to_str()).expect("a name");
        assert_eq!(found("", &format!("{own}/m/e.png")), "m/e.png");
        for (path, expected) in [
            ("/img/a.png", "static/img/a.png"),
            ("/img/b c.png?raw=true", "img/b c.png"),
            ("img\\b c.png", "img/b c.png"),
            ("m/d.png", "m/resources/d.png"),
            ("m/e.png#small", "m/e.png"),
            ("odd#name.png", "odd#name.png"),
            ("case/f.png", "Case/F.PNGCase/F.PNG"),
            ("/etc/passwd", "E0201"),
            ("../m/e.png", "E0202"),
            ("m/none.png", "E0201"),
        ] {
            assert_eq!(found("", path), expected, "{path}");
        }
    }
}
