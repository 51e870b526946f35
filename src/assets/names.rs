//! Names of files and paths, without access to the disk.

use unicode_normalization::UnicodeNormalization;

use crate::diag::did_you_mean;

/// Returns whether a path is an address: it begins with a scheme (RFC 3986, section 3.1) or is a network
/// path.
pub(super) fn is_remote(path: &str) -> bool {
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    scheme || path.starts_with("//") || path.starts_with("\\\\")
}

/// Returns whether a path begins with a drive of Windows: `C:`.
pub(super) fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// Returns a path with the name that was probably meant in place of the `missing` one: of the `names` in its
/// folder one that is the same in other letter case or Unicode composition, else a similar one.
///
/// Returns `None` if there is no such name.
pub(super) fn nearest(mut names: Vec<String>, missing: &str, path: &str) -> Option<String> {
    names.sort_unstable();
    let same = names.iter().find(|name| fold(name) == fold(missing)).map(String::as_str);
    let found = same.or_else(|| did_you_mean(missing, names.iter().map(String::as_str)))?;
    Some(path.replacen(missing, found, 1))
}

/// Returns a name without differences of letter case and Unicode composition.
pub(super) fn fold(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).collect()
}

/// Returns whether a name has an extension of Markdown, in any letter case.
pub(super) fn is_markdown(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd"))
}

/// Returns a key that sorts `chapter-2` before `chapter-10`: numbers by value and before letters, letters
/// without case.
pub(super) fn natural(name: &str) -> Vec<(u8, u128, String)> {
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

    #[test]
    fn numbers_in_names_are_numbers() {
        let mut names = ["chapter-10", "Chapter-2", "chapter-1b", "chapter-1", "2", "10"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["2", "10", "chapter-1", "chapter-1b", "Chapter-2", "chapter-10"]);
    }
}
