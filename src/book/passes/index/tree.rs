//! The entries of an index with their sub-entries.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::marks::shown;
use super::rules::Rules;
use crate::book::anchor::{Anchor, wanted};
use crate::book::collate::{Collator, SortKey};
use crate::book::index_path;
use crate::book::model::{CrossReference, IndexEntry, IndexHeading, Inline, Locator, plain_text};
use crate::book::passes::names::Names;
use crate::book::reading::sort_key;
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::lang::LangTag;

/// The maximum number of entries that a missing one is compared with, so that an index full of both does not take
/// quadratic time.
const MAX_SUGGESTIONS: usize = 500;

/// An index before it is sorted.
pub(super) struct Tree {
    pub(super) name: String,
    root: Node,
}

/// An entry.
#[derive(Default)]
pub(super) struct Node {
    path: Vec<IndexHeading>,
    /// The first mark of it, or the rule for it.
    span: Option<Span>,
    pub(super) locators: Vec<Locator>,
    see: Vec<String>,
    see_also: Vec<String>,
    children: Vec<Node>,
    /// The index of each child by its folded heading.
    keys: BTreeMap<String, usize>,
    anchor: Option<Anchor>,
}

/// How entries are sorted.
pub(super) struct Sorting<'a> {
    pub(super) collator: &'a Collator,
    pub(super) lang: &'a LangTag,
}

impl Node {
    /// Adds cross-references that it does not have yet.
    pub(super) fn add_references(&mut self, see: &[String], see_also: &[String]) {
        for (list, new) in [(&mut self.see, see), (&mut self.see_also, see_also)] {
            list.extend(new.iter().filter(|new| !list.contains(new)).cloned().collect::<Vec<_>>());
        }
    }

    fn heading(&self) -> &[Inline] {
        self.path.last().map_or(&[], |heading| &heading.text)
    }

    fn child(&self, key: &str) -> Option<&Self> {
        self.keys.get(key).map(|at| &self.children[*at])
    }

    fn walk<'n>(&'n self, visit: &mut impl FnMut(&'n Self)) {
        for child in &self.children {
            visit(child);
            child.walk(visit);
        }
    }
}

impl Tree {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), root: Node::default() }
    }

    /// Returns the entry with these headings, which is added if there is none.
    pub(super) fn entry(&mut self, path: &[IndexHeading], span: Option<Span>) -> &mut Node {
        let mut node = &mut self.root;
        for (level, heading) in path.iter().enumerate() {
            let key = folded(&heading.text);
            let at = *node.keys.entry(key).or_insert(node.children.len());
            if at == node.children.len() {
                node.children.push(Node { path: path[..=level].to_vec(), span, ..Node::default() });
            }
            node = &mut node.children[at];
            if let Some(own) = node.path.last_mut()
                && own.sort.is_none()
            {
                own.sort.clone_from(&heading.sort);
            }
        }
        node
    }

    fn get(&self, keys: &[String]) -> Option<&Node> {
        let found = keys.iter().try_fold(&self.root, |node, key| node.child(key));
        found.filter(|_| !keys.is_empty())
    }

    pub(super) fn contains(&self, keys: &[String]) -> bool {
        self.get(keys).is_some()
    }

    /// Returns the entry whose name is nearest to a text.
    pub(super) fn nearest(&self, written: &str) -> Option<String> {
        let mut names = Vec::new();
        self.root.walk(&mut |node| names.push(shown(&node.path)));
        names.truncate(MAX_SUGGESTIONS);
        did_you_mean(written, names.iter().map(String::as_str)).map(str::to_owned)
    }

    /// Reports entries that differ only in case, and entries that have places although they refer to others.
    pub(super) fn check(&self, sink: &mut Vec<Diagnostic>) {
        let mut alike = |node: &Node| {
            let mut lower: BTreeMap<String, &Node> = BTreeMap::new();
            for child in &node.children {
                let Some(first) = lower.insert(folded(child.heading()).to_lowercase(), child) else {
                    continue;
                };
                sink.push(differ(first, child));
            }
        };
        alike(&self.root);
        self.root.walk(&mut |node| alike(node));
        self.root.walk(&mut |node| {
            if !node.see.is_empty() && !node.locators.is_empty() {
                let name = shown(&node.path);
                let message = format!(
                    "the index entry `{name}` has page numbers, and refers to another entry for them"
                );
                let help = "write `see-also` instead of `see`, or mark the other entry in the text";
                sink.push(Diagnostic::new(Code::IndexAlike, node.span, message).help(help));
            }
        });
    }

    /// Gives each entry that a cross-reference leads to an anchor. Reports references to entries that do not exist.
    pub(super) fn resolve(&mut self, rules: &Rules<'_>, names: &mut Names, sink: &mut Vec<Diagnostic>) {
        let mut targets = Vec::new();
        let mut missing = Vec::new();
        self.root.walk(&mut |node| {
            for target in node.see.iter().chain(&node.see_also) {
                let keys = rules.target(&self.name, target);
                if self.contains(&keys) { targets.push(keys) } else { missing.push((target, node)) }
            }
        });
        for (target, node) in missing {
            let message =
                format!("the index has no entry `{target}`, to which `{}` refers", shown(&node.path));
            let near = self.nearest(target);
            let help = near.map_or_else(
                || format!("mark the entry in the text, as `[]{{.index entry=\"{target}\"}}`"),
                |near| format!("did you mean `{near}`?"),
            );
            sink.push(Diagnostic::new(Code::IndexReference, node.span, message).help(help));
        }
        for keys in targets {
            let mut node = &mut self.root;
            for key in &keys {
                let at = node.keys[key];
                node = &mut node.children[at];
            }
            if node.anchor.is_none() {
                let wanted = wanted::index_entry(&plain_text(node.heading()));
                node.anchor = Some(Anchor::named(names.take(&wanted)));
            }
        }
    }

    /// Returns the entries in their order, each with the label of its group.
    pub(super) fn entries(&self, rules: &Rules<'_>, sorting: &Sorting<'_>) -> Vec<(String, IndexEntry)> {
        let mut entries: Vec<(SortKey, String, IndexEntry)> = Vec::new();
        for node in &self.root.children {
            let sorted_by = sorting.text(node, 0);
            let label = sorting.collator.initial(&sorted_by);
            entries.push((sorting.collator.key(&sorted_by), label, self.finished(node, 0, rules, sorting)));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.into_iter().map(|(_, label, entry)| (label, entry)).collect()
    }

    fn finished(&self, node: &Node, level: usize, rules: &Rules<'_>, sorting: &Sorting<'_>) -> IndexEntry {
        let mut children: Vec<(SortKey, IndexEntry)> = Vec::new();
        for child in &node.children {
            let key = sorting.collator.key(&sorting.text(child, level + 1));
            children.push((key, self.finished(child, level + 1, rules, sorting)));
        }
        children.sort_by(|a, b| a.0.cmp(&b.0));
        IndexEntry {
            anchor: node.anchor.clone(),
            heading: node.heading().to_vec(),
            locators: node.locators.clone(),
            see: self.references(&node.see, node.span, rules, sorting),
            see_also: self.references(&node.see_also, node.span, rules, sorting),
            children: children.into_iter().map(|(_, entry)| entry).collect(),
        }
    }

    /// Returns cross-references in the order of the index.
    fn references(
        &self,
        targets: &[String],
        span: Option<Span>,
        rules: &Rules<'_>,
        sorting: &Sorting<'_>,
    ) -> Vec<CrossReference> {
        let reference = |target: &String| {
            let Some(node) = self.get(&rules.target(&self.name, target)) else {
                let words = index_path::split(target, '!').join(": ");
                let text = span.map(|span| Inline::text(words, span)).into_iter().collect();
                return CrossReference { to: None, text };
            };
            let mut text: Vec<Inline> = Vec::new();
            for heading in &node.path {
                if let Some(last) = text.last() {
                    text.push(Inline::text(": ", last.span));
                }
                text.extend(heading.text.iter().cloned());
            }
            CrossReference { to: node.anchor.clone(), text }
        };
        let mut references: Vec<CrossReference> = targets.iter().map(reference).collect();
        references.sort_by_cached_key(|reference| sorting.collator.key(&plain_text(&reference.text)));
        references
    }
}

impl Sorting<'_> {
    /// Returns the text by which an entry is sorted: a sub-entry without the words at its beginning that do not count.
    fn text(&self, node: &Node, level: usize) -> String {
        if let Some(sort) = node.path.last().and_then(|heading| heading.sort.as_ref()) {
            return sort.clone();
        }
        if let Some(key) = sort_key(node.heading(), self.lang) {
            return key;
        }
        let text = plain_text(node.heading());
        if level == 0 { text } else { without_function_words(&text, self.lang).to_owned() }
    }
}

fn differ(first: &Node, second: &Node) -> Diagnostic {
    let (a, b) = (shown(&first.path), shown(&second.path));
    let message = format!("the index has the entries `{a}` and `{b}`, which differ only in case");
    let help = format!(
        "write both alike with `entry=\"{a}\"`, or add `{a}: {{ spellings: [\"{b}\"] }}` to index.yaml"
    );
    let report = Diagnostic::new(Code::IndexAlike, second.span, message).help(help);
    match first.span {
        Some(span) => report.label(span, format!("`{a}` is here")),
        None => report,
    }
}

/// Articles, prepositions and conjunctions that do not count where they begin a sub-entry (The Chicago Manual of
/// Style, 18th ed., chapter 15).
const FUNCTION_WORDS: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "a", "an", "the", "and", "or", "as", "at", "about", "after", "against", "among", "before",
            "between", "but", "by", "during", "for", "from", "in", "into", "of", "on", "over", "to",
            "toward", "under", "upon", "with", "within", "without",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "und", "oder", "als", "am",
            "an", "auf", "aus", "bei", "bis", "durch", "für", "gegen", "im", "in", "mit", "nach", "über",
            "um", "unter", "vom", "von", "vor", "zu", "zum", "zur",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "un", "une", "et", "ou", "à", "au", "aux", "avec", "chez", "contre", "dans",
            "de", "des", "du", "en", "entre", "par", "pour", "sans", "sous", "sur", "vers",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "un", "una", "y", "o", "a", "al", "ante", "bajo", "con", "contra",
            "de", "del", "desde", "en", "entre", "hacia", "para", "por", "según", "sin", "sobre",
        ],
    ),
    (
        "it",
        &[
            "il", "lo", "la", "i", "gli", "le", "un", "una", "e", "o", "a", "al", "alla", "con", "contro",
            "da", "dal", "dalla", "di", "del", "della", "in", "nel", "nella", "per", "su", "sul", "sulla",
            "tra", "fra",
        ],
    ),
];

/// Returns a text without the function words at its beginning; the whole text if it consists of them.
fn without_function_words<'t>(text: &'t str, lang: &LangTag) -> &'t str {
    let Some((_, words)) = FUNCTION_WORDS.iter().find(|(known, _)| *known == lang.primary()) else {
        return text;
    };
    let mut rest = text;
    while let Some((word, after)) = rest.split_once(' ') {
        if !words.contains(&word) || after.trim().is_empty() {
            break;
        }
        rest = after.trim_start();
    }
    rest
}

/// Returns the key by which headings are the same: their words without markup, with plain signs.
pub(super) fn folded(heading: &[Inline]) -> String {
    folded_text(&plain_text(heading))
}

/// Returns the keys of an entry as an author writes it.
pub(super) fn levels(written: &str) -> Vec<String> {
    let without_marks = |level: &String| level.replace(['*', '`'], "");
    index_path::split(written, '!').iter().map(|level| folded_text(&without_marks(level))).collect()
}

fn folded_text(text: &str) -> String {
    let plain = |c: char| match c {
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        '–' | '—' | '\u{2010}' | '\u{2011}' => '-',
        c => c,
    };
    let text: String = text.nfc().map(plain).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
