//! The names of languages after a fence. Entry point: [`LanguageName::find`].

use super::grammars::grammars;
use crate::diag::did_you_mean;

/// A language that has a grammar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::manuscript) struct LanguageName(usize);

/// Why code has no tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::manuscript) enum NoGrammar {
    /// It is in no programming language, or in one without a grammar.
    Plain,
    /// The name is probably misspelt; the one that was meant.
    Misspelt(String),
}

/// The minimum length of a name that is checked for a slip of the pen. Shorter words are near some name by chance.
const MIN_CHECKED: usize = 4;

/// Names that other tools know, each with that of a grammar.
const ALIASES: &[(&str, &str)] = &[
    ("arduino", "c++"),
    ("bazel", "python"),
    ("c#", "cs"),
    ("clang", "c"),
    ("clojurescript", "clojure"),
    ("common-lisp", "lisp"),
    ("commonlisp", "lisp"),
    ("conf", "ini"),
    ("csharp", "cs"),
    ("csh", "bash"),
    ("cuda", "c++"),
    ("cython", "python"),
    ("delphi", "pascal"),
    ("docker", "dockerfile"),
    ("dosbatch", "bat"),
    ("elisp", "lisp"),
    ("emacs-lisp", "lisp"),
    ("f#", "fs"),
    ("fortran", "f90"),
    ("fsharp", "fs"),
    ("go-html-template", "html"),
    ("golang", "go"),
    ("gql", "graphql"),
    ("hcl", "terraform"),
    ("html5", "html"),
    ("ino", "c++"),
    ("ipython", "python"),
    ("javascriptreact", "tsx"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsonl", "json"),
    ("jsx", "tsx"),
    ("ksh", "bash"),
    ("lean4", "lean"),
    ("metal", "c++"),
    ("mjs", "javascript"),
    ("mysql", "sql"),
    ("node", "javascript"),
    ("nodejs", "javascript"),
    ("objc", "objective-c"),
    ("objectivec", "objective-c"),
    ("octave", "matlab"),
    ("opencl", "c"),
    ("plsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("pyi", "python"),
    ("python2", "python"),
    ("python3", "python"),
    ("rlang", "r"),
    ("rustlang", "rust"),
    ("sage", "python"),
    ("scheme", "lisp"),
    ("shell", "bash"),
    ("shell-script", "bash"),
    ("shellscript", "bash"),
    ("splus", "r"),
    ("sqlite", "sql"),
    ("starlark", "python"),
    ("systemd", "ini"),
    ("tcsh", "bash"),
    ("tsql", "sql"),
    ("typescriptreact", "tsx"),
    ("viml", "vim"),
    ("vimscript", "vim"),
    ("x86asm", "asm"),
];

/// Words in the place of a language that are none; some ends of the names of files, which are words too; and a language
/// without a grammar whose name is near that of another.
const PLAIN: &[&str] = &[
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "ad",
    "ascii",
    "attributes",
    "build",
    "cgi",
    "comp",
    "console",
    "default",
    "diagram",
    "ebnf",
    "error",
    "example",
    "exclude",
    "for",
    "frag",
    "geom",
    "gnu",
    "group",
    "help",
    "highlight",
    "ignore",
    "input",
    "l",
    "log",
    "man",
    "math",
    "mermaid",
    "mesh",
    "msg",
    "mud",
    "nohighlight",
    "none",
    "output",
    "pass",
    "plain",
    "plaintext",
    "plot",
    "postscript",
    "prawn",
    "pseudo",
    "pseudocode",
    "pub",
    "rails",
    "raw",
    "resource",
    "result",
    "session",
    "shell-session",
    "sig",
    "stderr",
    "stdin",
    "stdout",
    "t",
    "tab",
    "task",
    "term",
    "terminal",
    "text",
    "tree",
    "txt",
    "url",
    "verbatim",
    "wiki",
];

impl LanguageName {
    /// Finds the grammar of a language as named after a fence; letter case is ignored.
    pub(in crate::manuscript) fn find(name: &str) -> Result<Self, NoGrammar> {
        let name = name.to_lowercase();
        let name = name.strip_prefix("language-").or(name.strip_prefix("lang-")).unwrap_or(&name);
        if PLAIN.contains(&name) {
            return Err(NoGrammar::Plain);
        }
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, grammar)| *grammar);
        let grammars = grammars();
        grammars.named(alias.unwrap_or(name)).map(Self).ok_or_else(|| misspelt(name))
    }

    pub(super) fn index(self) -> usize {
        self.0
    }

    /// Returns the language of the grammar with an index.
    #[cfg(test)]
    pub(super) fn of_index(index: usize) -> Self {
        Self(index)
    }
}

/// Returns whether a name without a grammar is near one that has some.
///
/// A language that has none is no mistake of the author's: books are written about languages of which no editor has
/// heard, and all that such code lacks is bold words.
fn misspelt(name: &str) -> NoGrammar {
    if name.chars().count() < MIN_CHECKED {
        return NoGrammar::Plain;
    }
    let grammars = grammars();
    let names = grammars.names().map(str::to_lowercase).filter(|name| !name.contains(' '));
    let names: Vec<String> = names.chain(ALIASES.iter().map(|(alias, _)| (*alias).to_owned())).collect();
    // A slip is seldom in the first or last letter: `nushell` is not `shell`, nor `elvish` `elisp`.
    let ends = |name: &str| (name.chars().next(), name.chars().next_back());
    let is_near = |known: &&str| known.chars().count() >= MIN_CHECKED && ends(known) == ends(name);
    let checked = names.iter().map(String::as_str).filter(is_near);
    did_you_mean(name, checked.chain(PLAIN.iter().copied())).map_or(NoGrammar::Plain, |meant| {
        if PLAIN.contains(&meant) { NoGrammar::Plain } else { NoGrammar::Misspelt(meant.to_owned()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_has_a_grammar() {
        for (alias, _) in ALIASES {
            assert!(LanguageName::find(alias).is_ok(), "{alias}");
        }
    }

    #[test]
    fn names_are_found_in_any_case() {
        for name in ["rust", "Rust", "rs", "python3", "C++", "language-js", "Objective-C", "yml", "shell"] {
            assert!(LanguageName::find(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn only_a_near_miss_is_a_mistake() {
        let meant = |name: &str| match LanguageName::find(name) {
            Err(NoGrammar::Misspelt(meant)) => Some(meant),
            _ => None,
        };
        assert_eq!(meant("pyhton").as_deref(), Some("python"));
        assert_eq!(meant("javscript").as_deref(), Some("javascript"));
        let others = "text console mermaid gleam powershell cobol text-plain zsh-session x nushell rescript vala prolog \
            agda forth basic raku mojo pony janet haxe elvish smalltalk postscript scilab eiffel sparql cypher kdl justfile";
        for name in others.split_whitespace() {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
