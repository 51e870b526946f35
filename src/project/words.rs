//! The key `words`: words that the program adds to the book, as the author has them.

use std::collections::BTreeMap;

use super::choice::unknown;
use super::fields::{self, Fields};
use super::yaml::ConfigKind;
use crate::diag::{Code, Diagnostic, Span};
use crate::words::{self, Word, Words};

/// The words without which a book is not in its language.
const ESSENTIAL: [&str; 6] = ["contents", "chapter", "part", "figure", "table", "notes"];

/// Reads the words. Unknown ones are reported, and those that lack the place of a number or a name.
pub(super) fn read(fields: &Fields<'_>) -> BTreeMap<Word, String> {
    let mut own = BTreeMap::new();
    let Some(node) = fields.node("words") else { return own };
    // Any other value is reported.
    let _ = fields.map("words");
    let entries = if let ConfigKind::Map(entries) = &node.kind { entries.as_slice() } else { &[] };
    for (key, place, value) in entries {
        let Some(word) = words::named(key) else {
            fields.report(unknown(key, words::keys(), "word").diagnostic(Code::UnknownKey, *place));
            continue;
        };
        let Some(text) = fields::text(value, key, fields.sink()) else { continue };
        if let Err(english) = words::check(word, &text.value) {
            let message = format!("`{}` is not a form of the word `{key}`", text.value);
            let help =
                format!("write it with the same places and marks as the English one: `{key}: \"{english}\"`");
            fields.report(Diagnostic::new(Code::InvalidValue, text.span, message).help(help));
            continue;
        }
        own.insert(word, text.value.trim().to_owned());
    }
    own
}

/// Returns the warning about a language that has no words, unless the author has written the essential ones.
pub(super) fn unknown_language(words: &Words, place: Span) -> Option<Diagnostic> {
    let lacks = |key: &&str| words::named(key).is_some_and(|word| !words.is_own(word));
    let missing: Vec<&str> = ESSENTIAL.into_iter().filter(lacks).collect();
    if words::is_known(words.lang()) || missing.is_empty() {
        return None;
    }
    let message = format!(
        "the words that Pressmark adds to the book are in English, since it has none in `{}`",
        words.lang()
    );
    let examples: Vec<String> = missing.iter().map(|key| format!("{key}: \"…\"")).collect();
    let help = format!("write them in `book.yaml`: `words: {{ {} }}`", examples.join(", "));
    Some(Diagnostic::new(Code::NoWords, place, message).help(help))
}
