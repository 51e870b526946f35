//! Parses values that are one of a few words.

use super::mistake::Mistake;
use crate::diag::did_you_mean;

/// Returns the value of a word; `what` is the kind of value: `format`.
///
/// # Errors
/// Returns an error if no value has this word.
pub(super) fn named<T: Copy>(text: &str, known: &[(&str, T)], what: &str) -> Result<T, Mistake> {
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    found.ok_or_else(|| unknown(text, known.iter().map(|(name, _)| *name), what))
}

/// Returns the mistake of a word that is not one of the `known` ones. It suggests a similar word, or
/// else lists them.
pub(super) fn unknown<'a>(text: &str, known: impl Iterator<Item = &'a str> + Clone, what: &str) -> Mistake {
    let help = match did_you_mean(text, known.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of: {}", known.collect::<Vec<_>>().join(", ")),
    };
    Mistake::new(format!("unknown {what} `{text}`"), help)
}
