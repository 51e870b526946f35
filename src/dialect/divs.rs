//! The divs of a text (pandoc's manual, `fenced_divs`): `::: {…}` to `:::`. Entry point: [`divs`].

use super::lines::{LineKind, MarkdownLine};
use super::syntax::{TagArguments, parse_arguments};

/// A div with both of its fences.
#[derive(Debug)]
pub(super) struct Div {
    /// The index of the line that opens it.
    pub(super) open: usize,
    /// The index of the line that closes it.
    pub(super) close: usize,
    /// Its attributes; a bare word is a class.
    pub(super) attributes: TagArguments,
}

impl Div {
    /// Returns its identifier.
    pub(super) fn id(&self) -> Option<&str> {
        self.attributes.words.iter().find_map(|word| word.strip_prefix('#')).filter(|id| !id.is_empty())
    }

    /// Returns whether it has a class.
    pub(super) fn has_class(&self, name: &str) -> bool {
        self.classes().any(|class| class == name)
    }

    /// Returns its classes, without their full stops.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attributes.words.iter().filter_map(|word| word.strip_prefix('.'))
    }
}

/// Returns the divs of a text in the order of their first lines. As in pandoc, a line of colons alone closes
/// the innermost div, whatever its length.
pub(super) fn divs(text: &str, all: &[MarkdownLine]) -> Vec<Div> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, TagArguments)> = Vec::new();
    for (at, line) in all.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Prose) {
        let words = line.text(text).trim();
        let Some(rest) = words.strip_prefix(":::") else { continue };
        let rest = rest.trim_start_matches(':').trim();
        if !rest.is_empty() {
            open.push((at, parse_attributes(rest)));
        } else if let Some((open, attributes)) = open.pop() {
            found.push(Div { open, close: at, attributes });
        }
    }
    found.sort_by_key(|div| div.open);
    found
}

/// Parses the text after the colons of an opening fence.
fn parse_attributes(rest: &str) -> TagArguments {
    let rest = rest.trim_end_matches(':').trim_end();
    match rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(inner) => parse_arguments(inner),
        None => {
            let name = rest.split_whitespace().next().unwrap_or_default();
            TagArguments { words: vec![format!(".{name}")], ..TagArguments::default() }
        }
    }
}
