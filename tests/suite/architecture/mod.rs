//! Tests of the architecture: which module imports which, circular imports, where crates are used, how
//! long files are, and that matches over the model name every kind. `tables.rs` has the rules.

mod circles;
mod exceptions;
mod imports;
mod lexer;
mod matches;
mod tables;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use self::tables::{
    ARROWS, BORDERS, CIRCLES, CROSSING, EXHAUSTIVE, GROUND, LONG, MAX_CIRCLE, MAX_LINES, MAX_MEDIAN, MODEL,
    ROOTS,
};
use self::tree::{Tree, sources};
use crate::support::root;

/// Every source file, with its path below `src/`.
static SOURCES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let sources = sources(&root().join("src"));
    assert!(sources.len() > 50, "the sources are where they are looked for");
    sources
});

static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::read(&SOURCES, ROOTS));

/// Returns the module directly below the root that a path is in.
fn top(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

#[test]
fn no_module_imports_against_the_table() {
    let tree = &*TREE;
    let mut wrong = BTreeSet::new();
    let mut unused: BTreeSet<(&str, &str)> =
        ARROWS.iter().flat_map(|(name, allowed)| allowed.iter().map(move |of| (*name, *of))).collect();
    for used in tree.uses().iter().filter(|used| top(&used.by) != top(&used.of)) {
        let Some((name, allowed)) = ARROWS.iter().find(|(name, _)| *name == top(&used.by)) else { continue };
        let within = |of: &&&str| used.of == **of || used.of.starts_with(&format!("{of}::"));
        if GROUND.contains(&top(&used.of)) {
            continue;
        }
        if let Some(of) = allowed.iter().find(within) {
            unused.remove(&(*name, *of));
        } else {
            let (file, written) = (&tree.files[used.by_file], used.path.segments.join("::"));
            wrong.insert(format!("{file}:{}: `{name}` uses `{}`: {written}", used.path.line, used.of));
        }
    }
    assert!(wrong.is_empty(), "against the arrows:\n{}", list(&wrong));
    assert!(unused.is_empty(), "no longer used, take them out of the table: {unused:?}");
}

#[test]
fn every_module_is_in_the_table_and_every_file_in_a_module() {
    let tree = &*TREE;
    let known: BTreeSet<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let there: BTreeSet<&str> = tree.top().into_iter().collect();
    assert_eq!(there, known, "modules of `src`, and those of the table");
    assert_eq!(ARROWS.len(), known.len(), "a module is twice in the table");
    assert_eq!(tree.orphans(), [""; 0], "no `mod` leads to these");
}

#[test]
fn no_circular_import_crosses_modules_or_grows() {
    let tree = &*TREE;
    let mut edges = vec![BTreeSet::new(); tree.files.len()];
    for used in tree.uses().iter().filter(|used| used.by_file != used.of_file) {
        // A module may call what is below it and be called by it: that is not circular.
        if !used.of.starts_with(&format!("{}::", used.by)) {
            edges[used.by_file].insert(used.of_file);
        }
    }
    let edges: Vec<Vec<usize>> = edges.into_iter().map(|to| to.into_iter().collect()).collect();
    let mut crossing: BTreeMap<Vec<&str>, BTreeSet<&str>> = BTreeMap::new();
    let mut within: BTreeMap<&str, Vec<BTreeSet<&str>>> = BTreeMap::new();
    for circle in circles::circles(&edges) {
        let files: BTreeSet<&str> = circle.iter().map(|file| tree.files[*file].as_str()).collect();
        let modules: BTreeSet<&str> = files.iter().map(|file| module(file)).collect();
        if modules.len() > 1 {
            crossing.insert(modules.into_iter().collect(), files);
        } else {
            within.entry(modules.first().expect("a module")).or_default().push(files);
        }
    }
    let known: BTreeSet<Vec<&str>> = CROSSING.iter().map(|modules| modules.to_vec()).collect();
    let there: BTreeSet<Vec<&str>> = crossing.keys().cloned().collect();
    assert_eq!(there, known, "circles across modules, and those of the table; {crossing:#?}");
    for (name, circles) in &mut within {
        circles.sort_by_key(|files| std::cmp::Reverse(files.len()));
        circles.retain(|files| files.len() > MAX_CIRCLE);
        let sizes: Vec<usize> = circles.iter().map(BTreeSet::len).collect();
        let known = CIRCLES.iter().find(|(known, _)| known == name).map_or(&[][..], |(_, sizes)| *sizes);
        assert_eq!(sizes, known, "files of circles in `{name}`, and those of the table; {circles:#?}");
    }
    let gone = CIRCLES.iter().find(|(name, _)| !within.contains_key(name));
    assert_eq!(gone, None, "no longer there, take it out of the table");
}

#[test]
fn dependencies_are_used_only_where_allowed() {
    let mut seen = BTreeSet::new();
    for (path, text) in &*SOURCES {
        let tokens = lexer::tokens(text);
        for (at, token) in tokens.iter().enumerate() {
            let Some((name, places)) = BORDERS.iter().find(|(name, _)| token.word() == Some(name)) else {
                continue;
            };
            let is = |at: Option<usize>, sign: &str| {
                at.and_then(|at| tokens.get(at)).is_some_and(|token| token.is(sign))
            };
            let imported = at > 0 && tokens[at - 1].word() == Some("use");
            // `module::toml::x` is not the crate.
            let of_crate = is(Some(at + 1), "::") && !is(at.checked_sub(1), "::");
            if imported || of_crate {
                let place = places.iter().find(|place| path.starts_with(*place));
                seen.insert((*name, *place.unwrap_or_else(|| panic!("{path}:{} knows {name}", token.line))));
            }
        }
    }
    let known = BORDERS.iter().flat_map(|(name, places)| places.iter().map(|place| (*name, *place)));
    assert_eq!(seen, known.collect(), "where crates are known, and the table");
}

#[test]
fn files_are_short_and_have_a_doc_comment() {
    let mut lines = Vec::new();
    let mut long: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, text) in &*SOURCES {
        assert!(text.starts_with("//!"), "{path} does not say what it is");
        let count = text.lines().count();
        lines.push(count);
        if count > MAX_LINES {
            long.insert(path, count);
        }
    }
    let known: BTreeMap<&str, usize> = LONG.iter().copied().collect();
    assert_eq!(long, known, "files of more than {MAX_LINES} lines, and those of the table");
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!(median <= MAX_MEDIAN, "half of the files have {median} lines or more");
}

#[test]
fn matches_over_the_model_name_every_kind() {
    for place in MODEL {
        assert!(SOURCES.iter().any(|(path, _)| path.starts_with(place)), "{place} is not there");
    }
    let of_model = SOURCES.iter().filter(|(path, _)| MODEL.iter().any(|place| path.starts_with(place)));
    let model: BTreeSet<String> = of_model.flat_map(|(_, text)| matches::enums(text)).collect();
    let mut found = Vec::new();
    for folder in EXHAUSTIVE {
        let own = SOURCES.iter().filter(|(path, _)| module(path) == *folder && !TREE.is_of_tests(path));
        for (path, text) in own {
            let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
            let lines = matches::catch_alls(text, &model);
            found.extend(lines.iter().map(|line| format!("{path}:{line}")));
        }
    }
    assert!(found.is_empty(), "arms for everything else: {found:#?}");
}

#[test]
fn files_that_the_docs_name_exist() {
    let mut seen = 0;
    for paper in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = std::fs::read_to_string(root().join(paper)).expect(paper);
        for name in text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|name| Path::new(name).extension() == Some("rs".as_ref()))
        {
            let name = name.trim_start_matches("src/");
            let is_it = |path: &str| path == name || path.ends_with(&format!("/{name}"));
            let is_there = SOURCES.iter().any(|(path, _)| is_it(path)) || root().join(name).exists();
            assert!(is_there, "{paper} names `{name}`");
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen} names");
}

#[test]
fn every_exception_for_a_crate_has_a_day_and_a_reason() {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    assert_eq!(exceptions::undated(&text), [""; 0], "write `# Until 2027-01-31: why` above it");
}

/// Returns the module directly below the root that a file is in.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn list(lines: &BTreeSet<String>) -> String {
    lines.iter().map(|line| ["  ", line, "\n"].concat()).collect()
}
