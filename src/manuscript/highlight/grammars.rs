//! The grammars, read when the first block of code needs one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::names::LanguageName;

/// The grammars with their names.
pub(super) struct Grammars {
    set: SyntaxSet,
    /// The index of a grammar by its names and by the ends of file names, in lower case.
    names: BTreeMap<String, usize>,
}

/// Returns the grammars. The first call in a process takes some 2 ms to read their index; the expressions of a grammar
/// are compiled where a text first needs them.
pub(super) fn grammars() -> &'static Grammars {
    static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars::new(two_face::syntax::extra_newlines()));
    &GRAMMARS
}

impl Grammars {
    fn new(set: SyntaxSet) -> Self {
        let mut names = BTreeMap::new();
        // Names before the ends of file names, and later grammars before earlier ones, as syntect does.
        for (index, syntax) in set.syntaxes().iter().enumerate().rev() {
            names.entry(syntax.name.to_lowercase()).or_insert(index);
        }
        for (index, syntax) in set.syntaxes().iter().enumerate().rev() {
            for end in &syntax.file_extensions {
                names.entry(end.to_lowercase()).or_insert(index);
            }
        }
        Self { set, names }
    }

    pub(super) fn set(&self) -> &SyntaxSet {
        &self.set
    }

    /// Returns the index of the grammar with a name in lower case.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Returns the names of grammars, without the ends of file names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.set.syntaxes().iter().filter(|syntax| !syntax.hidden).map(|syntax| syntax.name.as_str())
    }

    pub(super) fn syntax(&self, language: LanguageName) -> &SyntaxReference {
        &self.set.syntaxes()[language.index()]
    }
}
