//! Titles from headings and file names, and file names from titles.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::file_names::unreserved;

/// Returns the words of the first heading of level 1, or `None` if there is none.
pub(super) fn first_heading(text: &str) -> Option<String> {
    let mut before = "";
    let mut fenced = false;
    for line in text.lines() {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        if let (Some(title), false) = (line.strip_prefix("# "), fenced) {
            return Some(bare(title));
        }
        let underline = !line.is_empty() && line.bytes().all(|b| b == b'=') && !before.trim().is_empty();
        if underline && !fenced {
            return Some(bare(before));
        }
        before = line;
    }
    None
}

/// Returns a heading without its attributes and the most common Markdown markup.
pub(super) fn bare(title: &str) -> String {
    let title = title.trim().trim_end_matches('#').trim_end();
    let title = title
        .rsplit_once(" {")
        .filter(|(_, attributes)| attributes.ends_with('}'))
        .map_or(title, |(title, _)| title);
    title.replace(['*', '`'], "").trim().to_owned()
}

/// Returns a title from the name of a file or folder: hyphens and underscores become spaces, and words
/// begin with a capital unless the name has capitals of its own.
pub(super) fn title_of(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let extensions = [".md", ".markdown", ".qmd", ".Rmd", ".txt"];
    let name = extensions.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    if name.chars().any(char::is_uppercase) {
        return name.replace(['-', '_'], " ").trim().to_owned();
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    let words: Vec<String> =
        name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).map(capital).collect();
    if words.is_empty() { "Untitled".to_owned() } else { words.join(" ") }
}

/// Returns a title as a portable file name: letters with their marks and digits of any script in lower case, hyphens in
/// place of everything else, `book` if nothing is left. HTML tags, such as `<br>`, are left out.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in without_tags(title).nfc().flat_map(char::to_lowercase) {
        // Marks belong to the letter before: vowel signs of Indic scripts and of Khmer, tones of Thai.
        if c.is_alphanumeric() || (is_combining_mark(c) && !out.is_empty() && !out.ends_with('-')) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '’') {
            out.push('-');
        }
    }
    // File names are limited to 255 bytes, of which the extension and an edition's name need some.
    while out.len() > 120 {
        out.pop();
    }
    let out = out.trim_matches('-');
    if out.is_empty() { "book".to_owned() } else { unreserved(out.to_owned()) }
}

/// Returns a title with a space in place of each HTML tag.
fn without_tags(title: &str) -> String {
    let mut out = String::new();
    let mut rest = title;
    while let Some(start) = rest.find('<') {
        let is_tag = rest[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = rest[start..].find('>').filter(|_| is_tag) else { break };
        out.push_str(&rest[..start]);
        out.push(' ');
        rest = &rest[start + end + 1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_have_no_markup() {
        assert_eq!(slug("The Long<br>Way <em>Home</em>"), "the-long-way-home");
        assert_eq!(slug("1 < 2, and <3 > x"), "1-2-and-3-x");
        assert_eq!(slug("***"), "book");
    }
}
