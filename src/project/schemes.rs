//! The schemes of addresses that the author allows in links, besides those that every book may have. Entry point:
//! [`read`].

use super::fields::Fields;
use super::mistake::Mistake;

/// Schemes that run programs or read files on the reader's machine. No book links to them.
pub const UNSAFE_SCHEMES: &[&str] = &[
    "javascript",
    "vbscript",
    "livescript",
    "mocha",
    "data",
    "file",
    "blob",
    "filesystem",
    "view-source",
    "jar",
    "about",
    "ms-msdt",
    "search-ms",
    "shell",
    "res",
    "mhtml",
    "intent",
];

/// Returns whether a text is a scheme (RFC 3986, section 3.1). A single letter is a drive, not a scheme.
pub fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text.as_bytes()[0].is_ascii_alphabetic()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// Reads `link-schemes`: the author's own schemes, in lower case.
pub(super) fn read(fields: &Fields<'_>) -> Vec<String> {
    let texts = fields.texts("link-schemes");
    texts.iter().filter_map(|text| fields.parsed(text, scheme(&text.value))).collect()
}

/// Returns a scheme as written, with or without its colon.
///
/// # Errors
/// Returns an error if it is not a scheme, or one that no book may link to.
fn scheme(text: &str) -> Result<String, Mistake> {
    let name = text.trim().trim_end_matches('/').trim_end_matches(':').to_ascii_lowercase();
    if !is_scheme(&name) {
        return Err(Mistake::new(
            format!("`{text}` is not the scheme of an address"),
            "write what is before the colon, such as `zotero` for `zotero://select/…`",
        ));
    }
    if UNSAFE_SCHEMES.contains(&name.as_str()) {
        return Err(Mistake::new(
            format!("no book may link to `{name}:` addresses, which run programs or read files"),
            "remove it",
        ));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_read_with_or_without_their_colon() {
        let read = |text| scheme(text).ok();
        assert_eq!(read("Zotero"), Some("zotero".to_owned()));
        assert_eq!(read("obsidian://"), Some("obsidian".to_owned()));
        for refused in ["", "c", "a b", "1x", "JavaScript:", "data", "file://"] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
