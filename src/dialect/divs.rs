//! Divs of pandoc, `::: {…}` to `:::`, as other tools use them. Entry point: [`divs`].

use super::lines::{InCode, Line};
use super::syntax::{Arguments, arguments};

/// A div that is closed.
#[derive(Debug)]
pub(super) struct Div {
    /// The line that opens it.
    pub(super) open: usize,
    /// The line that closes it.
    pub(super) close: usize,
    /// Its attributes; a bare word is a class.
    pub(super) attributes: Arguments,
}

impl Div {
    /// Its identifier.
    pub(super) fn id(&self) -> Option<&str> {
        self.attributes.plain.iter().find_map(|word| word.strip_prefix('#')).filter(|id| !id.is_empty())
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, name: &str) -> bool {
        self.classes().any(|class| class == name)
    }

    /// Its classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attributes.plain.iter().filter_map(|word| word.strip_prefix('.'))
    }
}

/// The divs of a text in the order of their first lines. As in pandoc, any line of colons closes the
/// innermost one.
pub(super) fn divs(text: &str, all: &[Line]) -> Vec<Div> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Arguments)> = Vec::new();
    for (at, line) in all.iter().enumerate().filter(|(_, line)| line.code == InCode::No) {
        let words = line.text(text).trim();
        let Some(rest) = words.strip_prefix(":::") else { continue };
        let rest = rest.trim_start_matches(':').trim();
        if !rest.is_empty() {
            open.push((at, read(rest)));
        } else if let Some((open, attributes)) = open.pop() {
            found.push(Div { open, close: at, attributes });
        }
    }
    found.sort_by_key(|div| div.open);
    found
}

fn read(rest: &str) -> Arguments {
    let rest = rest.trim_end_matches(':').trim_end();
    match rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(inner) => arguments(inner),
        None => {
            let name = rest.split_whitespace().next().unwrap_or_default();
            Arguments { plain: vec![format!(".{name}")], ..Arguments::default() }
        }
    }
}
