//! The abbreviations that the book and its files define.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::book::model::{Abbreviation, Inline, plain_text};
use crate::diag::{Code, Diagnostic, FileId};
use crate::limits::REPEATED_BYTES;

/// The abbreviations of a book and of its files.
#[derive(Debug, Default)]
pub(in crate::book::passes) struct Definitions {
    pub(super) all: Vec<Known>,
    /// The indices of abbreviations by the form in which they are compared.
    by_key: BTreeMap<String, Vec<usize>>,
    of_book: BTreeMap<String, usize>,
    of_files: BTreeMap<FileId, BTreeMap<String, usize>>,
}

/// An abbreviation that is defined.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) abbreviation: Abbreviation,
    /// Its expansion as plain text.
    pub(super) text: String,
    pub(super) is_used: bool,
}

/// Returns an abbreviation in the form in which it is compared: without regard to the kinds of spaces and apostrophes,
/// and to the way in which accents are encoded.
pub(super) fn normalised(key: &str) -> String {
    let words = key.split_whitespace().collect::<Vec<_>>().join(" ");
    words.nfc().map(|c| if c == '\u{2019}' { '\'' } else { c }).collect()
}

impl Definitions {
    /// Gathers the definitions for the whole book and those in files. One that is defined in two ways is reported.
    pub(in crate::book::passes) fn new(
        of_book: &[Abbreviation],
        of_files: Vec<(FileId, Vec<Abbreviation>)>,
        sink: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut definitions = Self::default();
        for abbreviation in of_book {
            let (key, index) = definitions.define(abbreviation.clone(), sink);
            definitions.of_book.entry(key).or_insert(index);
        }
        for (file, abbreviations) in of_files {
            for abbreviation in abbreviations {
                let (key, index) = definitions.define(abbreviation, sink);
                definitions.of_files.entry(file).or_default().entry(key).or_insert(index);
            }
        }
        definitions
    }

    /// Adds a definition, unless it is known. Returns its index and the form in which it is compared.
    fn define(&mut self, mut abbreviation: Abbreviation, sink: &mut Vec<Diagnostic>) -> (String, usize) {
        let (key, span) = (normalised(&abbreviation.key), abbreviation.span);
        if plain_text(&abbreviation.expansion).len() > REPEATED_BYTES {
            let shown = &abbreviation.key;
            let message = format!("the expansion of `{shown}` is longer than {REPEATED_BYTES} bytes");
            let help = "shorten it, or explain the abbreviation in the text";
            sink.push(Diagnostic::new(Code::TooLarge, span, message).help(help));
            abbreviation.expansion = vec![Inline::text(shown.as_str(), span)];
        }
        let others = self.by_key.get(&key).and_then(|others| others.first().copied());
        let count = self.all.len();
        let index = self.index(&key, abbreviation);
        if let Some(first) = others.filter(|_| index == count) {
            let first = &self.all[first].abbreviation;
            let message = format!("abbreviation `{}` is defined in two ways", first.key);
            let help = "give both the same text, or write `[…]{.abbr title=\"…\"}` where the other is meant";
            let diagnostic = Diagnostic::new(Code::DefinedTwice, span, message);
            sink.push(diagnostic.label(first.span, "first defined here").help(help));
        }
        (key, index)
    }

    /// Returns the index of an abbreviation with a certain expansion.
    pub(super) fn index(&mut self, key: &str, abbreviation: Abbreviation) -> usize {
        let text = plain_text(&abbreviation.expansion);
        let same_key = self.by_key.entry(key.to_owned()).or_default();
        if let Some(known) = same_key.iter().find(|known| self.all[**known].text == text) {
            return *known;
        }
        same_key.push(self.all.len());
        self.all.push(Known { abbreviation, text, is_used: false });
        self.all.len() - 1
    }

    /// Returns the definition that holds in a file.
    pub(super) fn find(&self, key: &str, file: FileId) -> Option<usize> {
        let in_file = self.of_files.get(&file).and_then(|own| own.get(key));
        in_file.or_else(|| self.of_book.get(key)).copied()
    }
}
