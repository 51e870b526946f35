//! The text of a lock file: TOML, with a line for each value, in a fixed order.
//!
//! It is TOML and not YAML, as lock files of other tools are: every value is in quotes, so that none is taken for a number or for
//! `false`, and each line has the whole name of a value in its section, so that a merge of two versions of the file keeps
//! or breaks lines, never their indents.

use std::fmt::Write;

use super::{DESIGN, EDITIONS, FONTS, FORMAT, Lock, VERSION};

const HEAD: &str = "# What this book is made with: keep it beside the manuscript. `pressmark lock` writes it; a run with `--locked`\n\
    # refuses to differ from it.\n";

impl Lock {
    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let mut out = format!("{HEAD}{FORMAT} = {VERSION}\n");
        let mut section: &[String] = &[];
        for entry in &self.entries {
            let (own, key) = entry.path.split_at(section_length(&entry.path));
            if own != section {
                let _ = writeln!(out, "\n[{}]", name(own));
                section = own;
            }
            let _ = writeln!(out, "{} = {}", name(key), quoted(&entry.value));
        }
        out
    }
}

/// Returns how many names of a path are those of its section; the last is never one of them.
pub(super) fn section_length(path: &[String]) -> usize {
    let length = match path[0].as_str() {
        FONTS | EDITIONS => 2,
        DESIGN => 1,
        _ => 0,
    };
    length.min(path.len() - 1)
}

/// Returns names with full stops between them, each in quotes if TOML requires it.
pub(super) fn name(path: &[String]) -> String {
    let part = |part: &String| {
        let is_bare =
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if is_bare { part.clone() } else { quoted(part) }
    };
    path.iter().map(part).collect::<Vec<_>>().join(".")
}

/// Returns a text as a basic string (TOML 1.0, “String”).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::super::{LAYOUT, sample};

    #[test]
    fn the_file_can_be_read_by_people() {
        let text = sample().text();
        let (head, rest) = text.split_once("version").expect("a version");
        assert!(head.lines().all(|line| line.starts_with("# ") && line.len() <= 120));
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(
            format!("version{rest}"),
            format!(
                "version = 1\npressmark = \"{version}\"\nlayout = \"{LAYOUT}\"\n\n\
                 [fonts.bundled]\n\"Libertinus Serif\" = \"00ff\"\n\n\
                 [design]\ntheme = \"classic\"\nscene-break.ornament = \"\\\"\\\\\\u0007\"\nstyles.quote.size = \"95%\"\n\n\
                 [editions.\"a-book.pdf\"]\ntext.size = \"12pt\"\n"
            )
        );
    }
}
