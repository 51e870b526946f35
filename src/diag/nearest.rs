//! Finds the word that was probably meant, for a "did you mean".

/// The maximum number of characters for which a candidate is looked for.
const MAX_LENGTH: usize = 200;

/// Returns the candidate that `typed` was probably meant to be; letter case is ignored.
///
/// Returns `None` if none is near: the Damerau-Levenshtein distance may be a third of the length of
/// `typed` (the limit that rustc uses), and at least one. For what is no word, of more than 200 characters, none is looked
/// for: the time grows with the product of both lengths.
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    if length > MAX_LENGTH {
        return None;
    }
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (candidate.to_lowercase(), candidate))
        // The distance is never less than the difference of the lengths.
        .filter(|(lower, _)| lower.chars().count().abs_diff(length) <= limit)
        .map(|(lower, candidate)| (strsim::damerau_levenshtein(&typed, &lower), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_miss_is_suggested() {
        assert_eq!(did_you_mean("titel", ["title", "subtitle", "trim"]), Some("title"));
        assert_eq!(did_you_mean("Map.png", ["map.png"]), Some("map.png"));
        assert_eq!(did_you_mean("zebra", ["title"]), None);
        let long = "x".repeat(MAX_LENGTH + 1);
        assert_eq!(did_you_mean(&long, [long.as_str()]), None);
    }
}
