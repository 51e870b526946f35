//! Finds the entries of the glossary, and links the terms of the text to them. Entry points: [`identify`], [`sort`],
//! [`link`].

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::draft::Draft;
use super::names::Names;
use super::slugs::slug;
use crate::book::anchor::wanted::ncname;
use crate::book::anchor::{Anchor, DivisionId};
use crate::book::collate::Collator;
use crate::book::key_trie::KeyTrie;
use crate::book::model::visit::{self, Editor, Visitor};
use crate::book::model::{
    Attr, Block, BlockKind, Book, Definition, Division, Inline, InlineKind, Key, SpanRole, Target, plain_text,
};
use crate::book::reading::sort_key;
use crate::book::role::Role;
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::lang::LangTag;
use crate::project::GlossaryLinks;
use crate::project::WordOrder;

/// The maximum number of undefined terms for which a similar term is searched. A book with more of them is usually
/// one whose glossary does not have the terms of its text.
const SUGGESTIONS: usize = 100;

/// The glossary of a book.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    terms: Vec<Term>,
    /// The index of each term, by its words in the form of [`normalised`].
    by_words: BTreeMap<String, usize>,
    by_anchor: BTreeMap<Anchor, usize>,
}

/// A term in the glossary.
#[derive(Debug)]
struct Term {
    words: String,
    anchor: Anchor,
    span: Span,
    /// Its entry, by the index of this among all entries. An entry may have several terms.
    entry: usize,
}

/// Returns words in the form in which terms are compared: without regard to letter case, the kind of spaces and
/// apostrophes, and the way in which accents are encoded.
fn normalised(words: &str) -> String {
    let one = |word: &str| word.nfc().flat_map(char::to_lowercase).map(plain_apostrophe).collect::<String>();
    words.split_whitespace().map(one).collect::<Vec<_>>().join(" ")
}

fn plain_apostrophe(c: char) -> char {
    if c == '\u{2019}' { '\'' } else { c }
}

/// Gives each term in a definition list of a glossary an anchor, and returns all of them. A term that is defined twice
/// is reported.
pub(super) fn identify(drafts: &mut [Draft], names: &mut Names, sink: &mut Vec<Diagnostic>) -> Glossary {
    let (mut glossary, mut entries) = (Glossary::default(), 0);
    for draft in drafts.iter_mut().filter(|draft| draft.division.role == Role::Glossary) {
        let path = draft.path.clone();
        let mut finder = EntryFinder {
            path,
            names: &mut *names,
            glossary: &mut glossary,
            entries: &mut entries,
            sink: &mut *sink,
            depth: 0,
        };
        visit::edit_blocks(&mut draft.division.blocks, &mut finder);
    }
    glossary
}

struct EntryFinder<'a> {
    path: String,
    names: &'a mut Names,
    glossary: &'a mut Glossary,
    entries: &'a mut usize,
    sink: &'a mut Vec<Diagnostic>,
    /// How many definition lists contain the place of the walk. A list within a definition has no entries.
    depth: usize,
}

impl Editor for EntryFinder<'_> {
    fn block(&mut self, block: &mut Block) {
        let BlockKind::Definitions(definitions) = &mut block.kind else { return };
        self.depth += 1;
        if self.depth == 1 {
            definitions.iter_mut().for_each(|definition| self.entry(definition, block.span));
        }
    }

    fn leave(&mut self, block: &mut Block) {
        if matches!(block.kind, BlockKind::Definitions(_)) {
            self.depth -= 1;
        }
    }
}

impl EntryFinder<'_> {
    fn entry(&mut self, definition: &mut Definition, list: Span) {
        for term in &mut definition.terms {
            let words = plain_text(term);
            let key = normalised(&words);
            if key.is_empty() {
                continue;
            }
            let span = term.first().map_or(list, |first| first.span);
            let anchor = self.mark(term, &words, span);
            let index = self.glossary.terms.len();
            if let Some(first) = self.glossary.by_words.get(&key) {
                let first = self.glossary.terms[*first].span;
                let message = format!("term `{}` has two entries in the glossary", words.trim());
                let diagnostic = Diagnostic::new(Code::DefinedTwice, span, message);
                self.sink.push(diagnostic.label(first, "first defined here").help("join the two entries"));
            } else {
                self.glossary.by_words.insert(key, index);
            }
            self.glossary.by_anchor.insert(anchor.clone(), index);
            self.glossary.terms.push(Term { words, anchor, span, entry: *self.entries });
        }
        *self.entries += 1;
    }

    /// Marks a term, and returns its anchor: that of the author, or one made of its words.
    fn mark(&mut self, term: &mut Vec<Inline>, words: &str, span: Span) -> Anchor {
        if let [Inline { kind: InlineKind::Span(role @ SpanRole::Plain, _), attr, .. }] = &mut term[..]
            && let Some(anchor) = attr.anchor()
        {
            *role = SpanRole::GlossaryTerm;
            return anchor.clone();
        }
        let inner = std::mem::take(term);
        let (anchor, attr) = if let Some(anchor) = anchor_within(&inner) {
            (anchor, Attr::NONE)
        } else {
            let words = slug(words);
            let wanted = ncname(if words.is_empty() { "term" } else { &words });
            let anchor = Anchor::named(self.names.take(&wanted));
            if !words.is_empty() {
                self.names.derive(&self.path, &[words.clone(), words.clone()], &words, &anchor);
            }
            let mut attr = Attr::NONE;
            attr.get_mut().anchor = Some(anchor.clone());
            (anchor, attr)
        };
        term.push(Inline::with(InlineKind::Span(SpanRole::GlossaryTerm, inner), attr, span));
        anchor
    }
}

/// Returns the first anchor that the author has given to a part of a term.
fn anchor_within(term: &[Inline]) -> Option<Anchor> {
    struct First(Option<Anchor>);
    impl Visitor<'_> for First {
        fn inline(&mut self, inline: &Inline) {
            self.0 = self.0.take().or_else(|| inline.attr.anchor().cloned());
        }
    }
    let mut first = First(None);
    visit::inlines(term, &mut first);
    first.0
}

/// Sorts the entries of each definition list in the alphabetical order of a language.
pub(super) fn sort(drafts: &mut [Draft], lang: &LangTag) {
    struct Sorter<'a> {
        lang: &'a LangTag,
        collator: Collator,
    }
    impl Editor for Sorter<'_> {
        fn block(&mut self, block: &mut Block) {
            if let BlockKind::Definitions(definitions) = &mut block.kind
                && definitions.iter().any(Definition::is_entry)
            {
                let key = |term: &Vec<Inline>| sort_key(term, self.lang).unwrap_or_else(|| plain_text(term));
                let term = |definition: &Definition| definition.terms.first().map(key).unwrap_or_default();
                definitions.sort_by_cached_key(|definition| self.collator.key(&term(definition)));
            }
        }
    }
    let mut sorter = Sorter { lang, collator: Collator::new(lang, WordOrder::default()) };
    for draft in drafts.iter_mut().filter(|draft| draft.division.role == Role::Glossary) {
        visit::edit_blocks(&mut draft.division.blocks, &mut sorter);
    }
}

/// Links terms of the text to their entries. Terms without an entry are reported, and so are entries that are not used.
pub(super) fn link(book: &mut Book, glossary: &Glossary, links: GlossaryLinks, sink: &mut Vec<Diagnostic>) {
    if glossary.terms.is_empty() || links == GlossaryLinks::None {
        return;
    }
    let mut linker = Linker {
        glossary,
        links,
        sink,
        linked: BTreeSet::new(),
        used: BTreeSet::new(),
        entry: None,
        in_title: false,
        in_links: 0,
        has_uses: false,
        undefined: Vec::new(),
    };
    let mut of_divisions = BTreeMap::new();
    for division in book.front.iter_mut().chain(&mut book.body).chain(&mut book.back) {
        linker.division(division, &mut of_divisions);
        division.children.iter_mut().for_each(|child| linker.division(child, &mut of_divisions));
    }
    // A note belongs to the chapter that calls it, whose text comes first.
    for note in &mut book.notes {
        linker.linked = of_divisions.remove(&note.anchor.division).unwrap_or_default();
        visit::edit_blocks(&mut note.blocks, &mut linker);
        of_divisions.insert(note.anchor.division.clone(), std::mem::take(&mut linker.linked));
    }
    let has_uses = linker.has_uses;
    let used = linker.report();
    if has_uses {
        report_unused(book, glossary, used, sink);
    }
}

struct Linker<'a> {
    glossary: &'a Glossary,
    links: GlossaryLinks,
    sink: &'a mut Vec<Diagnostic>,
    /// The terms that the chapter has linked, or in the glossary the entry.
    linked: BTreeSet<usize>,
    /// The entries that are used.
    used: BTreeSet<usize>,
    /// The entry of the glossary that the walk is in.
    entry: Option<usize>,
    in_title: bool,
    /// How many links contain the place of the walk.
    in_links: usize,
    /// Whether a term outside the glossary has an entry, or names one.
    has_uses: bool,
    /// The terms without an entry: each as written, in the form in which terms are compared, and its place.
    undefined: Vec<(String, String, Span)>,
}

impl Linker<'_> {
    fn division(&mut self, division: &mut Division, linked: &mut BTreeMap<DivisionId, BTreeSet<usize>>) {
        self.linked.clear();
        self.in_title = true;
        visit::edit_inlines(&mut division.title, self);
        self.in_title = false;
        visit::edit_blocks(&mut division.blocks, self);
        self.entry = None;
        linked.insert(division.id.clone(), std::mem::take(&mut self.linked));
    }

    /// Links a term to its entry: the first one in a chapter, or in an entry of the glossary. A title has no links, as
    /// it is repeated in the contents and in running heads.
    fn term(&mut self, inline: &mut Inline) {
        let InlineKind::Span(SpanRole::Term, inner) = &inline.kind else { return };
        let words = inline.attr.value(Key::Of).map_or_else(|| plain_text(inner), str::to_owned);
        let key = normalised(&words);
        if key.is_empty() {
            return;
        }
        let found = self.glossary.by_words.get(&key).copied();
        self.has_uses |= self.entry.is_none() && (found.is_some() || inline.attr.value(Key::Of).is_some());
        let Some(index) = found else {
            return self.undefined.push((words.trim().to_owned(), key, inline.span));
        };
        let term = &self.glossary.terms[index];
        if self.entry == Some(term.entry) {
            return;
        }
        self.used.insert(term.entry);
        let is_free = !self.in_title && self.in_links == 0;
        if is_free && (self.links == GlossaryLinks::All || self.linked.insert(index)) {
            let (to, span) = (Target::Entry(term.anchor.clone()), inline.span);
            let empty = Inline::new(InlineKind::Break, span);
            let text = vec![std::mem::replace(inline, empty)];
            inline.kind = InlineKind::Link { to, title: None, text };
        }
    }

    /// Reports terms without an entry, and returns the entries that are used. A book whose terms have no entries at all
    /// marks them for other reasons.
    fn report(self) -> BTreeSet<usize> {
        for (index, (words, key, span)) in self.undefined.iter().enumerate().filter(|_| self.has_uses) {
            let known = self.glossary.by_words.keys().map(String::as_str);
            let near = if index < SUGGESTIONS { did_you_mean(key, known) } else { None };
            self.sink.push(self.glossary.undefined(words, near, *span));
        }
        self.used
    }
}

/// Reports the entries to which no term is linked, and whose words are nowhere in the text.
fn report_unused(book: &Book, glossary: &Glossary, mut used: BTreeSet<usize>, sink: &mut Vec<Diagnostic>) {
    let unused = |term: &&Term| !used.contains(&term.entry);
    let keys: Vec<String> =
        glossary.terms.iter().filter(unused).map(|term| normalised(&term.words)).collect();
    let mut finder =
        UseFinder { glossary, keys: KeyTrie::new(keys.iter().map(String::as_str)), found: Vec::new() };
    for division in book.divisions().filter(|division| division.role != Role::Glossary && !keys.is_empty()) {
        visit::blocks(&division.blocks, &mut finder);
    }
    for note in book.notes.iter().filter(|_| !keys.is_empty()) {
        visit::blocks(&note.blocks, &mut finder);
    }
    used.extend(finder.found);
    for (index, term) in glossary.terms.iter().enumerate() {
        // The second entry of a term has been reported.
        let is_first = glossary.by_words.get(&normalised(&term.words)) == Some(&index);
        if is_first && used.insert(term.entry) {
            let message = format!("entry `{}` of the glossary is not used in the book", term.words.trim());
            let help = "mark the term where the text uses it, as in `[galley]{.term}`, or remove the entry";
            sink.push(Diagnostic::new(Code::UnusedEntry, term.span, message).help(help));
        }
    }
}

/// Finds the words of entries in the text.
struct UseFinder<'a> {
    glossary: &'a Glossary,
    keys: KeyTrie,
    /// The entries that were found.
    found: Vec<usize>,
}

impl Visitor<'_> for UseFinder<'_> {
    fn inline(&mut self, inline: &Inline) {
        let InlineKind::Text(text) = &inline.kind else { return };
        let text = text.to_lowercase();
        for range in self.keys.find(&text, None, None) {
            let index = self.glossary.by_words.get(&normalised(&text[range]));
            self.found.extend(index.map(|index| self.glossary.terms[*index].entry));
        }
    }
}

impl Glossary {
    /// Returns the warning about a term without an entry; `near` is a similar one in the glossary.
    fn undefined(&self, words: &str, near: Option<&str>, span: Span) -> Diagnostic {
        let message = format!("term `{words}` has no entry in the glossary");
        let diagnostic = Diagnostic::new(Code::UndefinedTerm, span, message);
        match near.and_then(|near| self.by_words.get(near)) {
            Some(near) => {
                let near = self.terms[*near].words.trim();
                diagnostic.help(format!(
                    "did you mean `{near}`? A form of it is written as `[{words}]{{.term of=\"{near}\"}}`"
                ))
            }
            None => diagnostic
                .help(format!(
                    "define it there, or name the entry that is meant: `[{words}]{{.term of=\"entry\"}}`"
                ))
                .help("`glossary: { link: none }` in book.yaml turns these links and messages off"),
        }
    }
}

impl Editor for Linker<'_> {
    fn block(&mut self, block: &mut Block) {
        self.in_title = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::TitleLine(..));
    }

    fn inline(&mut self, inline: &mut Inline) {
        if matches!(inline.kind, InlineKind::Link { .. }) {
            self.in_links += 1;
        }
        if let InlineKind::Span(SpanRole::GlossaryTerm, inner) = &inline.kind {
            let anchor = inline.attr.anchor().cloned().or_else(|| anchor_within(inner));
            let index = anchor.and_then(|anchor| self.glossary.by_anchor.get(&anchor).copied());
            self.entry = index.map(|index| self.glossary.terms[index].entry);
            self.linked.clear();
        }
    }

    fn leave_inline(&mut self, inline: &mut Inline) {
        if matches!(inline.kind, InlineKind::Link { .. }) {
            self.in_links -= 1;
        } else {
            self.term(inline);
        }
    }
}
