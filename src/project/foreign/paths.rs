//! Paths as the lists of other tools write them.

/// Returns a path in a folder without `.` and `..`; a leading `/` means that folder.
///
/// Returns `None` if it leaves the root.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let path = path.trim();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Returns the folder of a file, empty for the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the name of a file or folder.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns the name of a file without its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = name(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Returns whether a file has an extension, in any letter case.
pub(super) fn has_extension(path: &str, extension: &str) -> bool {
    name(path).rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension))
}

/// Returns whether a path is an address.
pub(super) fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//") || path.starts_with("mailto:")
}

/// Decodes `%2F` and the like in a path (RFC 3986, section 2.1); a path that would not be UTF-8 is unchanged.
pub(super) fn decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_and_decoded() {
        assert_eq!(join("src", "./a/../b.md").as_deref(), Some("src/b.md"));
        assert_eq!(join("", "/a/b.md").as_deref(), Some("a/b.md"));
        assert_eq!(join("src", "../../x.md"), None);
        assert_eq!(decoded("my%20file%2"), "my file%2");
        assert_eq!(decoded("%E2%82%AC%FF"), "%E2%82%AC%FF");
        assert_eq!([stem("a/b.c.md"), folder("a/b.md"), name("a/b.md")], ["b.c", "a", "b.md"]);
    }
}
