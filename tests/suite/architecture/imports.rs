//! Reads the modules, the imports and the paths of a file from its tokens.

use super::lexer::{Kind, Token, tokens};

/// The imports and paths of a module.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// Whether it is compiled only for tests.
    pub(super) is_test: bool,
    /// Modules declared in it: those with a body here, and those in separate files.
    pub(super) modules: Vec<(String, Declared)>,
    pub(super) imports: Vec<Import>,
    /// Paths of two or more segments in its code.
    pub(super) paths: Vec<Path>,
}

/// A declared module.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Declared {
    Inline(Scope),
    File { is_test: bool },
}

/// A path with the line it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// One name that a `use` brings in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) path: Path,
    /// The name that it has here; `None` for `*` and for `as _`.
    pub(super) name: Option<String>,
    pub(super) is_glob: bool,
}

/// Returns the imports and paths of a file. Code that is compiled only for tests is left out, except
/// its modules.
pub(super) fn scope(text: &str) -> Scope {
    let tokens = tokens(text);
    let mut reader = Reader { tokens: &tokens, at: 0 };
    reader.scope()
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    /// Reads to the end of the current block.
    fn scope(&mut self) -> Scope {
        let (mut scope, mut depth) = (Scope::default(), 0_usize);
        while let Some(token) = self.tokens.get(self.at) {
            if token.is("#") && self.peek(1, "[") {
                if self.attribute() {
                    self.test_item(&mut scope);
                }
            } else if token.is("{") {
                (depth, self.at) = (depth + 1, self.at + 1);
            } else if token.is("}") {
                if depth == 0 {
                    break;
                }
                (depth, self.at) = (depth - 1, self.at + 1);
            } else if !(self.module(&mut scope, false) || self.import(&mut scope) || self.path(&mut scope)) {
                self.at += 1;
            }
        }
        scope
    }

    fn peek(&self, ahead: usize, sign: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.is(sign))
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        self.tokens.get(self.at + ahead).and_then(Token::word)
    }

    /// Skips an attribute. Returns whether it makes the next item compile only for tests.
    fn attribute(&mut self) -> bool {
        self.at += 1;
        let start = self.at;
        self.skip_group();
        let words: Vec<&str> = self.tokens[start..self.at].iter().filter_map(Token::word).collect();
        matches!(words[..], ["cfg", "test"] | ["cfg", "all", "test", ..] | ["test"])
    }

    /// Skips a bracketed group that starts here.
    fn skip_group(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            if ["(", "[", "{"].iter().any(|open| token.is(open)) {
                depth += 1;
            } else if [")", "]", "}"].iter().any(|close| token.is(close)) {
                depth -= 1;
            }
            if depth == 0 {
                break;
            }
        }
    }

    /// Skips a test item. A module is recorded as one of tests.
    fn test_item(&mut self, scope: &mut Scope) {
        loop {
            while self.peek(0, "#") {
                self.attribute();
            }
            if self.module(scope, true) {
                return;
            }
            let Some(token) = self.tokens.get(self.at) else { return };
            let (is_end, is_group) = (token.is(";"), ["(", "[", "{"].iter().any(|open| token.is(open)));
            let is_body = token.is("{");
            if is_group {
                self.skip_group()
            } else {
                self.at += 1
            }
            if is_end || is_body {
                return;
            }
        }
    }

    /// Reads `mod name;` or `mod name { … }`.
    fn module(&mut self, scope: &mut Scope, is_test: bool) -> bool {
        // A visibility before it is skipped.
        let skipped = if self.word(0) != Some("pub") {
            0
        } else if self.peek(1, "(") {
            let closed = self.tokens[self.at..].iter().position(|token| token.is(")"));
            closed.map_or(1, |closed| closed + 1)
        } else {
            1
        };
        if self.word(skipped) != Some("mod") {
            return false;
        }
        let Some(name) = self.word(skipped + 1).map(str::to_owned) else { return false };
        if self.peek(skipped + 2, ";") {
            self.at += skipped + 3;
            scope.modules.push((name, Declared::File { is_test }));
        } else if self.peek(skipped + 2, "{") {
            self.at += skipped + 3;
            let mut inner = self.scope();
            inner.is_test = is_test;
            self.at += 1;
            scope.modules.push((name, Declared::Inline(inner)));
        } else {
            return false;
        }
        true
    }

    /// Reads `use tree;`.
    fn import(&mut self, scope: &mut Scope) -> bool {
        // `use<'a>` in a type lists captured lifetimes.
        if self.word(0) != Some("use") || self.peek(1, "<") {
            return false;
        }
        self.at += 1;
        self.tree(&[], &mut scope.imports);
        true
    }

    /// Reads one tree of an import after the segments before it.
    fn tree(&mut self, before: &[String], out: &mut Vec<Import>) {
        let mut segments = before.to_vec();
        let mut line = 0;
        while let Some(token) = self.tokens.get(self.at) {
            line = token.line;
            self.at += 1;
            match &token.kind {
                Kind::Word(word) if word == "as" => {
                    let name = self.word(0).filter(|name| *name != "_").map(str::to_owned);
                    self.at += 1;
                    segments.pop_if(|last| last == "self");
                    return out.push(Import { path: Path { segments, line }, name, is_glob: false });
                }
                Kind::Word(word) => segments.push(word.clone()),
                // This is a path from outside the crate.
                Kind::Sign("::") if segments.is_empty() => segments.push("::".to_owned()),
                Kind::Sign("::") => {}
                Kind::Sign("*") => {
                    return out.push(Import { path: Path { segments, line }, name: None, is_glob: true });
                }
                Kind::Sign("{") => {
                    while !self.peek(0, "}") && self.at < self.tokens.len() {
                        self.tree(&segments, out);
                        if self.peek(0, ",") {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                Kind::Sign(_) | Kind::Literal | Kind::Lifetime => {
                    self.at -= 1;
                    break;
                }
            }
        }
        // `{self}` is the module before the braces.
        if segments.len() > 1 {
            segments.pop_if(|last| last == "self");
        }
        let name = segments.last().cloned();
        out.push(Import { path: Path { segments, line }, name, is_glob: false });
    }

    /// Reads a path of two segments or more.
    fn path(&mut self, scope: &mut Scope) -> bool {
        let Some(first) = self.word(0) else { return false };
        if !self.peek(1, "::") {
            return false;
        }
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.tokens.get(at));
        // `pub(in path)` is a visibility; `::path` leads out of the crate.
        let limits = before(1).and_then(Token::word) == Some("in") && before(2).is_some_and(|t| t.is("("));
        let leads_out = before(1).is_some_and(|token| token.is("::"));
        let line = self.tokens[self.at].line;
        let mut segments = vec![first.to_owned()];
        self.at += 1;
        while self.peek(0, "::")
            && let Some(word) = self.word(1)
        {
            segments.push(word.to_owned());
            self.at += 2;
        }
        if segments.len() > 1 && !limits && !leads_out {
            scope.paths.push(Path { segments, line });
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Declared, Scope, scope};

    fn imports(text: &str) -> Vec<String> {
        let shown = |scope: Scope| {
            let each = scope.imports.into_iter().map(|import| {
                let name = if import.is_glob { "*".to_owned() } else { import.name.unwrap_or_default() };
                format!("{}={name}", import.path.segments.join("/"))
            });
            each.collect()
        };
        shown(scope(text))
    }

    fn paths(text: &str) -> Vec<String> {
        scope(text).paths.into_iter().map(|path| path.segments.join("/")).collect()
    }

    #[test]
    fn a_tree_of_imports_is_read_to_its_leaves() {
        assert_eq!(
            imports("use crate::{epub, galley, pdf};"),
            ["crate/epub=epub", "crate/galley=galley", "crate/pdf=pdf"]
        );
        assert_eq!(
            imports("pub(crate) use a::{b, c::{d, self}, e::*, f as g, h::{self as i}, };"),
            ["a/b=b", "a/c/d=d", "a/c=c", "a/e=*", "a/f=g", "a/h=i"]
        );
        assert_eq!(
            imports("use super::super::x as _;\nuse ::serde::de;"),
            ["super/super/x=", "::/serde/de=de"]
        );
        assert_eq!(imports("use {crate::a, self::b};"), ["crate/a=a", "self/b=b"]);
        assert_eq!(
            imports("#[rustfmt::skip]\nuse\n  a:: // here\n  {b /* and c */ , d};"),
            ["a/b=b", "a/d=d"]
        );
        assert_eq!(imports("fn f() { use crate::x::Y; }"), ["crate/x/Y=Y"]);
    }

    #[test]
    fn words_that_only_look_like_imports_are_ignored() {
        assert_eq!(imports("// use a::b;\nlet x = \"use c::d;\"; fn f() -> impl I + use<'_, T> {}"), [""; 0]);
        assert_eq!(paths("pub(in crate::a) fn f() { ::b::c(); x.y::<Z>(); }"), [""; 0]);
    }

    #[test]
    fn paths_of_code_are_read_whole() {
        assert_eq!(
            paths("let x: crate::a::B<super::c::D> = e::f::<G>(); matches!(h, I::J(_))"),
            ["crate/a/B", "super/c/D", "e/f", "I/J"]
        );
        assert_eq!(paths("$crate::m!(<T as crate::U>::v)"), ["crate/m", "crate/U"]);
    }

    #[test]
    fn code_of_tests_is_left_out() {
        let text = "mod a;\n#[cfg(test)]\nmod b;\n#[cfg(test)]\n#[allow(dead_code, reason = \"x\")]\nuse crate::c;\n\
                    #[cfg(test)]\nfn d(x: [u8; 2]) { crate::e::f(); }\n#[test]\nfn g() { crate::h::i(); }\n\
                    #[cfg(not(test))]\nuse crate::j;\npub mod k { use super::l; mod m; }\nuse n::o;";
        let scope = scope(text);
        let modules: Vec<_> = scope.modules.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(modules, ["a", "b", "k"]);
        assert_eq!(scope.modules[1].1, Declared::File { is_test: true });
        let Declared::Inline(inner) = &scope.modules[2].1 else { panic!("it has a body") };
        assert_eq!((inner.imports.len(), inner.modules.len(), inner.is_test), (1, 1, false));
        assert_eq!(imports(text), ["crate/j=j", "n/o=o"]);
        assert_eq!(scope.paths, []);
    }
}
