//! Finds the words without which an expression cannot match. Entry point: [`Needs::of`].
//!
//! Most of the expressions of a grammar are for a keyword or a sign that a line does not contain. To look for that word
//! is faster by far than to run the expression, or to compile it.

use std::cmp::Reverse;

use fancy_regex::{Expr, LookAround};

/// The maximum number of words of which one is needed. More of them are found in nearly every line.
const MAX_WORDS: usize = 24;

/// What the text after the start of a search has to contain for an expression to match: of each list of words, one at
/// least. Without lists nothing is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Needs(Vec<Vec<String>>);

impl Needs {
    /// Returns what an expression needs.
    pub(super) fn of(expression: &str) -> Self {
        let mut needs = Expr::parse_tree(expression).map_or_else(|_| Self::default(), |tree| of(&tree.expr));
        needs.0.sort_by_key(|words| rank(words));
        needs.0.dedup();
        needs
    }

    /// Returns whether a text has what is needed.
    pub(super) fn are_met_by(&self, text: &str) -> bool {
        self.0.iter().all(|words| words.iter().any(|word| text.contains(word.as_str())))
    }

    fn word(word: String) -> Self {
        if word.is_empty() { Self::default() } else { Self(vec![vec![word]]) }
    }
}

/// Returns the order of lists of words: first those that the fewest texts have, with long words and few of them.
fn rank(words: &[String]) -> (Reverse<usize>, usize) {
    (Reverse(words.iter().map(String::len).min().unwrap_or(0)), words.len())
}

/// Returns what a part of an expression needs. A part that may look behind the start of the search, or match nothing,
/// needs nothing; so does one that is of no known kind.
fn of(part: &Expr) -> Needs {
    match part {
        Expr::Literal { val, casei: false } => Needs::word(val.clone()),
        Expr::Delegate { inner, casei: false, .. } => of_class(inner),
        Expr::Concat(parts) => of_sequence(parts),
        Expr::Alt(parts) => of_choice(parts),
        Expr::Group(part) | Expr::AtomicGroup(part) | Expr::LookAround(part, LookAround::LookAhead) => {
            of(part)
        }
        Expr::Repeat { child, lo: 1.., .. } => of(child),
        _ => Needs::default(),
    }
}

/// Returns what a class such as `[=:]` needs, if it is a list of a few signs.
fn of_class(class: &str) -> Needs {
    let signs = class.strip_prefix('[').and_then(|class| class.strip_suffix(']')).unwrap_or_default();
    let is_list = !signs.is_empty() && !signs.contains(['\\', '[', ']', '^', '-', '&', '~']);
    if is_list && signs.chars().count() <= MAX_WORDS {
        Needs(vec![signs.chars().map(String::from).collect()])
    } else {
        Needs::default()
    }
}

/// Returns the needs of parts that follow each other. Letters side by side are one word.
fn of_sequence(parts: &[Expr]) -> Needs {
    let mut needs = Needs::default();
    let mut word = String::new();
    for part in parts {
        if let Expr::Literal { val, casei: false } = part {
            word += val;
            continue;
        }
        needs.0.extend(Needs::word(std::mem::take(&mut word)).0);
        needs.0.extend(of(part).0);
    }
    needs.0.extend(Needs::word(word).0);
    needs
}

/// Returns one list of what each of several parts needs, of which any may match.
fn of_choice(parts: &[Expr]) -> Needs {
    let mut words = Vec::new();
    for part in parts {
        match of(part).0.into_iter().min_by_key(|words| rank(words)) {
            Some(more) => words.extend(more),
            None => return Needs::default(),
        }
    }
    if words.is_empty() || words.len() > MAX_WORDS { Needs::default() } else { Needs(vec![words]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_need_their_words() {
        let needs = |expression: &str| {
            let lists = Needs::of(expression).0;
            lists.iter().map(|words| words.join("|")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(needs(r"(?<!\.)\b(class)\b"), "class");
        assert_eq!(needs(r"(?x) \b (?: if | else ) \b # a comment"), "if|else");
        assert_eq!(needs(r"(\w+)\s*(?==>)"), "=>");
        assert_eq!(needs(r"[=:]\s*(a|\d)"), "=|:");
        assert_eq!(needs("(?:abc)+d?[xy]abc"), "abc x|y");
        for none in [r"(?=\S)", "a?", "(?i)class", r"(?<=a)\w", r"(?!a)\w", "a|", r"\w+", "[^a]", "[a-z]", ""]
        {
            assert_eq!(needs(none), "", "{none}");
        }
    }

    #[test]
    fn a_text_needs_a_word_of_each_list() {
        let needs = Needs::of("(?:if|else)\\s*=");
        assert!(needs.are_met_by("else x ="));
        assert!(!needs.are_met_by("else x"));
        assert!(!needs.are_met_by("x = 1"));
    }
}
