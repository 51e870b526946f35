//! The rules of `index.yaml`: other spellings of entries, their sorting, and cross-references.

use std::collections::BTreeMap;

use super::tree::{Tree, folded, levels};
use crate::book::index_path;
use crate::book::model::{IndexHeading, Inline, MAX_INDEX_LEVELS};
use crate::diag::{Code, Diagnostic};
use crate::project::IndexRule;

/// The rules by the entries that they apply to.
pub(super) struct Rules<'a> {
    rules: Vec<Rule<'a>>,
    /// The rule of each other spelling, by index and entry.
    spellings: BTreeMap<(String, Vec<String>), usize>,
}

/// A rule with the headings of its entry as they are shown.
pub(super) struct Rule<'a> {
    pub(super) rule: &'a IndexRule,
    pub(super) path: Vec<IndexHeading>,
}

impl<'a> Rules<'a> {
    /// `shown` has the headings of the entry of each rule.
    pub(super) fn new(rules: &'a [IndexRule], shown: &[Vec<Vec<Inline>>]) -> Self {
        let mut spellings = BTreeMap::new();
        for (at, rule) in rules.iter().enumerate() {
            // One with too many levels is reported, and replaces nothing.
            let is_entry = shown.get(at).is_some_and(|path| path.len() <= MAX_INDEX_LEVELS);
            for spelling in rule.spellings.iter().filter(|_| is_entry) {
                spellings.insert((rule.index.clone(), levels(spelling)), at);
            }
        }
        let rule = |(rule, headings): (&'a IndexRule, &Vec<Vec<Inline>>)| {
            let sorts = rule.sort.as_deref().map(|sort| index_path::split(sort, '!')).unwrap_or_default();
            let heading = |(at, text): (usize, &Vec<Inline>)| IndexHeading {
                text: text.clone(),
                sort: sorts.get(at).filter(|sort| !sort.is_empty()).cloned(),
            };
            Rule { rule, path: headings.iter().enumerate().map(heading).collect() }
        };
        Self { rules: rules.iter().zip(shown).map(rule).collect(), spellings }
    }

    /// Returns the headings of an entry in the spelling of the rules.
    pub(super) fn canonical(&self, index: &str, mut path: Vec<IndexHeading>) -> Vec<IndexHeading> {
        if self.spellings.is_empty() {
            return path;
        }
        let keys: Vec<String> = path.iter().map(|heading| folded(&heading.text)).collect();
        for length in (1..=keys.len()).rev() {
            if let Some(at) = self.spellings.get(&(index.to_owned(), keys[..length].to_vec())) {
                path.splice(..length, self.rules[*at].path.iter().cloned());
                break;
            }
        }
        path
    }

    /// Returns the keys of the entry that a cross-reference names, in the spelling of the rules.
    pub(super) fn target(&self, index: &str, target: &str) -> Vec<String> {
        let keys = levels(target);
        match self.spellings.get(&(index.to_owned(), keys.clone())) {
            Some(at) => self.rules[*at].path.iter().map(|heading| folded(&heading.text)).collect(),
            None => keys,
        }
    }

    /// Returns every rule.
    pub(super) fn entries(&self) -> &[Rule<'a>] {
        &self.rules
    }
}

impl Rule<'_> {
    /// Applies the rule to the entries of its index. Reports one without effect.
    pub(super) fn apply(&self, tree: &mut Tree, sink: &mut Vec<Diagnostic>) {
        if self.path.len() > MAX_INDEX_LEVELS {
            let message = format!("a rule for an index entry with more than {MAX_INDEX_LEVELS} levels");
            let help = "no mark has such an entry; `!` separates levels, and `!!` is an exclamation mark";
            sink.push(Diagnostic::new(Code::IndexReference, self.rule.entry.span, message).help(help));
            return;
        }
        let keys: Vec<String> = self.path.iter().map(|heading| folded(&heading.text)).collect();
        let has_references = !self.rule.see.is_empty() || !self.rule.see_also.is_empty();
        if !has_references && !tree.contains(&keys) {
            let message = format!("no mark has the index entry `{}`", self.rule.entry.value);
            let near = tree.nearest(&self.rule.entry.value);
            let help = near.map_or_else(
                || "remove the rule, or mark the entry in the text".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            sink.push(Diagnostic::new(Code::IndexReference, self.rule.entry.span, message).help(help));
            return;
        }
        let node = tree.entry(&self.path, self.rule.entry.span);
        node.add_references(&self.rule.see, &self.rule.see_also);
    }
}
