//! Combines the files below `src` to one tree of modules, in which every path is resolved.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use super::imports::{Declared, Import, Path, Scope, scope};

/// The modules of the library and of the command.
pub(super) struct Tree {
    modules: Vec<Module>,
    /// The paths of files below `src`; a file is referred to by its index.
    pub(super) files: Vec<String>,
}

struct Module {
    /// Its path, `galley::line`; empty for the crate itself.
    path: String,
    parent: Option<usize>,
    file: usize,
    is_test: bool,
    children: BTreeMap<String, usize>,
    imports: Vec<Import>,
    paths: Vec<Path>,
}

/// One use of a module by a file.
pub(super) struct Use {
    /// The module in which it is written, and its file.
    pub(super) by: String,
    pub(super) by_file: usize,
    /// The module that the path resolves to, with re-exports followed, and its file.
    pub(super) of: String,
    pub(super) of_file: usize,
    /// The path as written, and its line.
    pub(super) path: Path,
}

/// The maximum length of a chain of re-exports; a longer one is circular.
const MAX_STEPS: usize = 16;

impl Tree {
    /// Reads the modules of the crates with these root files.
    pub(super) fn read(sources: &[(String, String)], roots: &[&str]) -> Self {
        let mut tree =
            Self { modules: Vec::new(), files: sources.iter().map(|(name, _)| name.clone()).collect() };
        for root in roots {
            let file = tree.file(root).unwrap_or_else(|| panic!("{root} is a root of the crate"));
            tree.add("", None, file, scope(&sources[file].1), sources, false);
        }
        tree
    }

    fn file(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|known| known == name)
    }

    /// Adds a module with everything below it. Returns its index.
    fn add(
        &mut self,
        path: &str,
        parent: Option<usize>,
        file: usize,
        scope: Scope,
        sources: &[(String, String)],
        is_test: bool,
    ) -> usize {
        let number = self.modules.len();
        let is_test = is_test || scope.is_test;
        self.modules.push(Module {
            path: path.to_owned(),
            parent,
            file,
            is_test,
            children: BTreeMap::new(),
            imports: scope.imports,
            paths: scope.paths,
        });
        for (name, declared) in scope.modules {
            let below = if path.is_empty() { name.clone() } else { format!("{path}::{name}") };
            let (file, scope, of_tests) = match declared {
                Declared::Inline(scope) => (file, scope, false),
                Declared::File { is_test } => {
                    let folder = below.replace("::", "/");
                    let found =
                        self.file(&format!("{folder}.rs")).or_else(|| self.file(&format!("{folder}/mod.rs")));
                    let file = found.unwrap_or_else(|| panic!("module `{below}` has no file"));
                    (file, self::scope(&sources[file].1), is_test)
                }
            };
            let child = self.add(&below, Some(number), file, scope, sources, is_test || of_tests);
            self.modules[number].children.insert(name, child);
        }
        number
    }

    /// Returns the files that no module declares.
    pub(super) fn orphans(&self) -> Vec<&str> {
        let is_declared = |file: usize| self.modules.iter().any(|module| module.file == file);
        let files = self.files.iter().enumerate().filter(|(file, _)| !is_declared(*file));
        files.map(|(_, name)| name.as_str()).collect()
    }

    /// Returns whether a file contains only tests.
    pub(super) fn is_of_tests(&self, file: &str) -> bool {
        self.modules.iter().any(|module| self.files[module.file] == file && module.is_test)
            && self.modules.iter().all(|module| self.files[module.file] != file || module.is_test)
    }

    /// Returns the names of the modules directly below the roots.
    pub(super) fn top(&self) -> Vec<&str> {
        let below = self.modules.iter().filter(|module| module.parent.is_none() && !module.is_test);
        let children = below.flat_map(|root| &root.children);
        children.filter(|(_, child)| !self.modules[**child].is_test).map(|(name, _)| name.as_str()).collect()
    }

    /// Returns every use of one module by another, except in tests.
    pub(super) fn uses(&self) -> Vec<Use> {
        let mut found = Vec::new();
        for (number, module) in self.modules.iter().enumerate().filter(|(_, module)| !module.is_test) {
            let imported = module.imports.iter().map(|import| &import.path);
            for path in imported.chain(&module.paths) {
                let Some(target) = self.resolved(number, &path.segments, MAX_STEPS) else { continue };
                if target != number {
                    let of = &self.modules[target];
                    found.push(Use {
                        by: module.path.clone(),
                        by_file: module.file,
                        of: of.path.clone(),
                        of_file: of.file,
                        path: path.clone(),
                    });
                }
            }
        }
        found
    }

    /// Returns the module that a path resolves to: the one that it names, or the one that defines what
    /// it names. Returns `None` for what is not in the crate, and for names in the module itself.
    fn resolved(&self, from: usize, path: &[String], steps: usize) -> Option<usize> {
        let (first, mut rest) = path.split_first()?;
        let mut here = match first.as_str() {
            "crate" => self.root_of(from),
            "self" => from,
            "super" => self.modules[from].parent?,
            // The command uses the library by its name.
            "pressmark" => 0,
            name => match self.modules[from].children.get(name) {
                Some(child) => *child,
                None => return self.followed(from, path, steps),
            },
        };
        while let Some((next, behind)) = rest.split_first() {
            if next == "super" {
                here = self.modules[here].parent?;
            } else if let Some(child) = self.modules[here].children.get(next) {
                here = *child;
            } else {
                return Some(self.followed(here, rest, steps).unwrap_or(here));
            }
            rest = behind;
        }
        Some(here)
    }

    /// Returns the module of a name that another module imports or re-exports.
    fn followed(&self, module: usize, path: &[String], steps: usize) -> Option<usize> {
        let steps = steps.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let imports = &self.modules[module].imports;
        if let Some(import) = imports.iter().find(|import| import.name.as_ref() == Some(first)) {
            let whole: Vec<String> = import.path.segments.iter().chain(rest).cloned().collect();
            // An import of only a crate's name, `use serde;`, is not resolved further.
            return if whole == path { None } else { self.resolved(module, &whole, steps) };
        }
        imports.iter().filter(|import| import.is_glob).find_map(|import| {
            let from = self.resolved(module, &import.path.segments, steps)?;
            if from == module {
                return None;
            }
            let child = self.modules[from].children.get(first).copied();
            let named =
                |child| self.resolved(child, &[vec!["self".to_owned()], rest.to_vec()].concat(), steps);
            child.map_or_else(|| self.followed(from, path, steps), named)
        })
    }

    fn root_of(&self, module: usize) -> usize {
        self.modules[module].parent.map_or(module, |parent| self.root_of(parent))
    }
}

/// Returns every source file with its path below `src/`.
pub(super) fn sources(top: &FilePath) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(top).expect("below the top");
                let name = name.to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::Tree;

    fn uses(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> =
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let tree = Tree::read(&files, &["lib.rs"]);
        let each = tree.uses().into_iter().map(|used| format!("{} > {}", tree.files[used.by_file], used.of));
        each.collect()
    }

    #[test]
    fn every_form_of_a_path_leads_to_its_module() {
        let lib = ("lib.rs", "mod a; mod b;");
        let a = ("a/mod.rs", "mod c; mod d;");
        let b = ("b.rs", "pub mod inner { pub struct X; }");
        let of = |text: &str| uses(&[lib, a, b, ("a/c.rs", text), ("a/d.rs", "")]);
        assert_eq!(of("use crate::b::inner::X;"), ["a/c.rs > b::inner"]);
        assert_eq!(of("use crate::{b, a::d::{self, Y}};"), ["a/c.rs > b", "a/c.rs > a::d", "a/c.rs > a::d"]);
        assert_eq!(of("use super::super::b;"), ["a/c.rs > b"]);
        assert_eq!(of("fn f() { super::d::g(); }"), ["a/c.rs > a::d"]);
        assert_eq!(of("use super::d; fn f() { d::g(); }"), ["a/c.rs > a::d", "a/c.rs > a::d"]);
        assert_eq!(of("use crate::b as z; type Q = z::inner::X;"), ["a/c.rs > b", "a/c.rs > b::inner"]);
        assert_eq!(of("use std::fmt; fn f() -> fmt::Result { Vec::new() }"), [""; 0]);
        assert_eq!(of("#[cfg(test)] mod tests { use crate::b::X; }"), [""; 0]);
    }

    #[test]
    fn re_exports_lead_to_the_module_that_defines() {
        let a = ("a/mod.rs", "mod c; mod d; pub use d::Y; pub use self::c::*;");
        let (c, d) = (("a/c.rs", "pub use super::d::Z; pub struct W;"), ("a/d.rs", "pub struct Y;"));
        let of = |text: &str| {
            let mut found = uses(&[("lib.rs", "mod a; mod b;"), a, c, d, ("b.rs", text)]);
            found.retain(|used| used.starts_with("b.rs"));
            found
        };
        assert_eq!(of("use crate::a::Y;"), ["b.rs > a::d"]);
        assert_eq!(of("use crate::a::Z;"), ["b.rs > a::d"]);
        assert_eq!(of("use crate::a::*; fn f(_: Y) {}"), ["b.rs > a"]);
        assert_eq!(of("pub use crate::a::{Y as V, N};"), ["b.rs > a::d", "b.rs > a"]);
    }
}
