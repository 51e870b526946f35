//! The head of a Markdown file: YAML between `---`, or TOML between `+++`. Entry point: [`head`].

use std::ops::Range;

/// The format of a head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HeadFormat {
    Yaml,
    Toml,
}

/// Returns the format and the bytes of the head of a text, and the byte at which the Markdown begins.
///
/// Returns `None` if the text has no head. As in pandoc, `---` with a blank line below is a scene break.
pub(super) fn head(text: &str) -> Option<(HeadFormat, Range<usize>, usize)> {
    let (kind, rest) = match (text.strip_prefix("---\n"), text.strip_prefix("+++\n")) {
        (Some(rest), _) => (HeadFormat::Yaml, rest),
        (_, Some(rest)) => (HeadFormat::Toml, rest),
        (None, None) => return None,
    };
    if kind == HeadFormat::Yaml && (rest.starts_with('\n') || rest.trim().is_empty()) {
        return None;
    }
    let mut at = 4;
    for line in rest.split_inclusive('\n') {
        let is_end = match kind {
            HeadFormat::Yaml => matches!(line.trim_end(), "---" | "..."),
            HeadFormat::Toml => line.trim_end() == "+++",
        };
        if is_end {
            return Some((kind, 4..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scene_break_is_not_a_head() {
        assert_eq!(head("---\n\nx\n---\n"), None);
        assert_eq!(head("---\na: 1\n---\nx"), Some((HeadFormat::Yaml, 4..9, 13)));
        assert_eq!(head("+++\na = 1\n+++\nx"), Some((HeadFormat::Toml, 4..10, 14)));
        assert_eq!(head("---\na: 1\n"), None);
    }
}
