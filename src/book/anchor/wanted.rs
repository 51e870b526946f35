//! The preferred names of places that their author has not named. Each is used as it is, or with a
//! number appended.

use crate::file_names::unreserved;

/// Returns a name that is a valid identifier in XML and needs no escape in a link: letters, digits,
/// hyphens, full stops and underscores, beginning with a letter (Namespaces in XML 1.0, `NCName`).
pub(in crate::book) fn ncname(text: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = text.chars().map(kept).collect();
    if name.starts_with(char::is_alphabetic) { name } else { format!("s-{name}") }
}

/// Returns a name in ASCII for a division and its file: the name of the source file without its
/// ordering number.
pub(in crate::book) fn portable(stem: &str) -> String {
    let without =
        stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.', ' ']);
    let stem = if without.is_empty() { stem } else { without };
    let mut out = String::new();
    for c in stem.to_lowercase().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    let name = out.trim_matches('-');
    if name.is_empty() { "chapter".to_owned() } else { unreserved(ncname(name)) }
}

/// Returns the name of the text before the title of a file.
pub(in crate::book) fn preamble(file: &str) -> String {
    format!("{file}-preamble")
}

/// Returns the name of the `index`th section of a file. The first, 0 or 1, has the name of the file.
pub(in crate::book) fn section(file: &str, index: usize) -> String {
    if index <= 1 { file.to_owned() } else { format!("{file}-{index}") }
}

/// Returns the name of a part that the list of chapters names, by its index from 0.
pub(in crate::book) fn part(index: usize) -> String {
    format!("part-{}", index + 1)
}

/// Returns the name of a figure or a table by its number: `figure-3`, `table-2-1`.
pub(in crate::book) fn captioned(kind: &str, number: &str) -> String {
    format!("{kind}-{}", number.replace('.', "-"))
}

/// Returns the name of a place in a division that an index leads to.
pub(in crate::book) fn index_mark(division: &str) -> String {
    format!("{division}-ix")
}

/// Returns the name of an entry of an index.
pub(in crate::book) fn index_entry(words: &str) -> String {
    format!("index-{}", ncname(words))
}

/// Returns the name by which authors refer to a chapter in bookdown.
pub(in crate::book) fn chapter_label(name: &str) -> String {
    format!("ch:{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_portable() {
        let table = ["004-chapter-1", "Über alles", "한국", "01", "a.b c"].map(portable);
        assert_eq!(table, ["chapter-1", "ber-alles", "chapter", "s-01", "a-b-c"]);
        assert_eq!([ncname("fig:map"), ncname("1a"), ncname("한국")], ["fig-map", "s-1a", "한국"]);
    }
}
