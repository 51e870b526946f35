//! The grammars, read when the first block of code needs one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use syntect::parsing::SyntaxSet;

use super::contexts::Contexts;
use super::names::LanguageName;
use super::parser::LineParser;

/// The grammars with their names.
pub(super) struct Grammars {
    set: &'static SyntaxSet,
    contexts: Contexts,
    /// The index of a grammar by its names and by the ends of file names, in lower case.
    names: BTreeMap<String, usize>,
}

/// Returns the grammars. The first call in a process takes some 2 ms to read their index; the expressions of a grammar
/// are compiled where a text first needs them.
pub(super) fn grammars() -> &'static Grammars {
    static SET: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
    static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars::new(&SET));
    &GRAMMARS
}

impl Grammars {
    fn new(set: &'static SyntaxSet) -> Self {
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
        Self { set, contexts: Contexts::new(set), names }
    }

    /// Returns the index of the grammar with a name in lower case.
    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// Returns the names of grammars, without the ends of file names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.set.syntaxes().iter().filter(|syntax| !syntax.hidden).map(|syntax| syntax.name.as_str())
    }

    /// Returns a parser of a text in a language; `None` if its grammar cannot be read.
    pub(super) fn parser(&'static self, language: LanguageName) -> Option<LineParser> {
        LineParser::new(&self.contexts, language.index())
    }
}
