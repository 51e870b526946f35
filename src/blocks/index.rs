//! Indexes: entries with their page numbers and cross-references, below the letters that they begin with.

use std::sync::Arc;

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::index_locators::{self, ShownLocator};
use crate::book::index_words::{CrossReferenceWords, cross_reference, in_note};
use crate::book::tag::Tag;
use crate::book::{
    CrossReference, Index, IndexEntry, IndexId, Inline, InlineKind, NodeId, SpanRole, Target, plain_text,
};
use crate::design::{ParRole, ParStyle};
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{FORBID, Line, Repeat, RepeatAt};
use crate::units::Length;
use crate::words::{Word, word};

/// How far a sub-entry is indented from its entry, in thousandths of an em.
const STEP: i64 = 1_000;
/// The number of page numbers from which on an entry should have sub-entries (The Chicago Manual of Style, 18th ed.,
/// chapter 15).
const MANY: usize = 7;
/// The highest entry in lines that no page end divides.
const KEPT_LINES: usize = 3;

/// Sets an index.
pub(super) fn set(setter: &mut Setter<'_>, id: IndexId, span: Span, context: &BlockContext) {
    let book = setter.resources.book;
    let index = book.index(id);
    let deepest = index.entries().iter().map(|(level, _)| *level).max().unwrap_or(0);
    let mut nodes = setter.node.lines();
    for (at, group) in index.groups.iter().enumerate() {
        if at > 0 || !group.label.is_empty() {
            // A letter that no face has is reported at the first entry below it.
            let first = group.entries.first().and_then(|entry| entry.heading.first());
            letter(setter, &group.label, first.map_or(span, |first| first.span), context);
        }
        let list = IndexList { index, deepest };
        list.set(setter, &group.entries, &Outer::default(), context, &mut nodes);
    }
    setter.list_line = None;
}

/// Sets the heading of a group; for signs and figures only its space.
fn letter(setter: &mut Setter<'_>, label: &str, span: Span, context: &BlockContext) {
    let style = setter.style(ParRole::IndexLetter, context);
    setter.space(style.above);
    if label.is_empty() {
        return;
    }
    let element = setter.element(context, Tag::Paragraph);
    let text = [Inline::text(label, span)];
    let lines = setter.lines(&text, &style, element);
    setter.push_kept(lines);
    setter.space(style.below);
    setter.penalise(FORBID);
}

/// What the lists of an index have in common.
struct IndexList<'a> {
    index: &'a Index,
    /// The deepest level of its entries.
    deepest: usize,
}

/// The entry that sub-entries belong to, with those that it belongs to.
#[derive(Default)]
struct Outer {
    /// The number of these entries.
    level: usize,
    /// What an author writes before a sub-entry: `whales!`.
    path: String,
    /// Their headings as they are repeated over the leaf: `whales (continued)`.
    continued: Vec<Line>,
}

impl Outer {
    /// Returns what is repeated above a line that is not the first of these entries.
    fn repeat(&self) -> Option<Repeat> {
        let lines = || Repeat { lines: Arc::new(self.continued.clone()), at: RepeatAt::TurnedPage };
        (!self.continued.is_empty()).then(lines)
    }
}

impl IndexList<'_> {
    /// Sets the entries of a list, each with its sub-entries.
    fn set(
        &self,
        setter: &mut Setter<'_>,
        entries: &[IndexEntry],
        outer: &Outer,
        context: &BlockContext,
        nodes: &mut impl Iterator<Item = NodeId>,
    ) {
        let context = context.within(setter.element(context, Tag::List));
        for entry in entries {
            setter.list_line = nodes.next();
            let item = context.within(setter.element(&context, Tag::Item));
            let body = item.within(setter.element(&item, Tag::Body));
            let inner = self.entry(setter, entry, outer, &body);
            if !entry.children.is_empty() {
                // A sub-entry is never parted from its entry.
                setter.penalise(FORBID);
                self.set(setter, &entry.children, &inner, &body, nodes);
            }
            if outer.level == 0 {
                setter.space(setter.style(ParRole::IndexEntry, &body).below);
            }
        }
    }

    /// Sets an entry without its sub-entries. Returns what these need.
    fn entry(
        &self,
        setter: &mut Setter<'_>,
        entry: &IndexEntry,
        outer: &Outer,
        context: &BlockContext,
    ) -> Outer {
        let mut style = setter.style(ParRole::IndexEntry, context);
        hang(&mut style, outer.level, self.deepest);
        if outer.level == 0 {
            setter.space(style.above);
        }
        let locators = index_locators::shown(&entry.locators, setter.resources.folios, self.index.locators);
        report_many(setter, entry, &outer.path, &locators);
        let text = text(setter, entry, outer.level, &locators);
        setter.anchors.extend(entry.anchor.clone());
        let owner = context.parent;
        let lines = setter.lines(&text, &style, owner);
        let inner = Outer {
            level: outer.level + 1,
            path: format!("{}!", path(entry, &outer.path)),
            continued: continued(setter, entry, outer, style.left + style.indent, context),
        };
        put(setter, lines, outer.repeat().as_ref(), inner.repeat().as_ref());
        inner
    }
}

/// Returns the headings that are repeated where an entry goes on over the leaf. Returns none if one does not fit on a
/// line.
fn continued(
    setter: &mut Setter<'_>,
    entry: &IndexEntry,
    outer: &Outer,
    left: Length,
    context: &BlockContext,
) -> Vec<Line> {
    let line = repeated(setter, &plain_text(&entry.heading), left, context);
    let Some(line) = line.filter(|_| outer.continued.len() == outer.level) else { return Vec::new() };
    outer.continued.iter().cloned().chain([line]).collect()
}

/// Returns the heading of an entry as it is repeated over the leaf: `whales (continued)`. Returns `None` if it does not
/// fit on a line.
pub(super) fn repeated(
    setter: &mut Setter<'_>,
    heading: &str,
    left: Length,
    context: &BlockContext,
) -> Option<Line> {
    let word = word(Word::Continued, &setter.resources.design.words);
    let mut line = setter.text(&format!("{heading} ({word})"), ParRole::IndexEntry, None, context);
    let room = setter.resources.design.page.measure - context.right;
    line.shift(left);
    (line.width <= room).then_some(line)
}

/// Indents an entry of a level. Turn-over lines are indented further than any entry.
pub(super) fn hang(style: &mut ParStyle, level: usize, deepest: usize) {
    let steps = |levels: usize| style.text.size.ratio(STEP * i64::try_from(levels).unwrap_or(0), 1000);
    let (own, turned) = (steps(level), steps(deepest));
    style.left += turned;
    style.indent += own - turned;
}

/// Puts the lines of an entry. A short one is not divided; of a long one, two lines stay together. Above its first
/// line `first` is repeated where the page is turned, above the others `next`.
pub(super) fn put(setter: &mut Setter<'_>, lines: Vec<Line>, first: Option<&Repeat>, next: Option<&Repeat>) {
    let count = lines.len();
    for (at, mut line) in lines.into_iter().enumerate() {
        if at > 0 && (count <= KEPT_LINES || at == 1 || at == count - 1) {
            setter.penalise(FORBID);
        }
        line.repeat = if at == 0 { first.cloned() } else { next.cloned() };
        setter.push(line);
    }
}

/// Reports an entry with many page numbers that nothing tells apart.
fn report_many(setter: &mut Setter<'_>, entry: &IndexEntry, within: &str, locators: &[ShownLocator]) {
    let bare: Vec<&str> =
        locators.iter().filter(|shown| shown.is_bare).map(|shown| shown.text.as_str()).collect();
    if bare.len() < MANY {
        return;
    }
    let heading = path(entry, within);
    let message = format!("index entry `{heading}` has {} page numbers: {}", bare.len(), bare.join(", "));
    let help = format!("divide it, as `[]{{.index entry=\"{heading}!…\"}}`, or mark the principal mention");
    let span = entry.heading.first().map(|first| first.span);
    setter.sink.push(Diagnostic::new(Code::IndexUndivided, span, message).help(help));
}

/// Returns the headings of an entry as an author writes them.
fn path(entry: &IndexEntry, within: &str) -> String {
    format!("{within}{}", plain_text(&entry.heading).replace('!', "!!"))
}

/// Returns the text of an entry: its heading, its page numbers, its cross-references.
fn text(setter: &Setter<'_>, entry: &IndexEntry, level: usize, locators: &[ShownLocator]) -> Vec<Inline> {
    let mut text = entry.heading.clone();
    let Some(span) = text.first().map(|first| first.span) else { return text };
    for locator in locators {
        text.push(Inline::text(", ", span));
        text.push(number(setter, locator, span));
    }
    let words_in_use = &setter.resources.book.meta.words;
    for (is_see_also, list) in [(false, &entry.see), (true, &entry.see_also)] {
        if !list.is_empty() {
            let words = cross_reference(is_see_also, level, words_in_use);
            references(&mut text, &words, list, span);
        }
    }
    text
}

/// Returns a page number with its link.
fn number(setter: &Setter<'_>, locator: &ShownLocator, span: Span) -> Inline {
    let words_in_use = &setter.resources.book.meta.words;
    let label = match &locator.note {
        Some(note) => in_note(&locator.text, note, words_in_use),
        None => locator.text.clone(),
    };
    let number = Inline::new(InlineKind::Span(SpanRole::NoHyphen, vec![Inline::text(label, span)]), span);
    let to = Target::Internal(locator.anchor.clone());
    let link = Inline::new(InlineKind::Link { to, title: None, text: vec![number] }, span);
    match (locator.is_principal, locator.is_figure) {
        (true, _) => Inline::new(InlineKind::Strong(vec![link]), span),
        (false, true) => Inline::new(InlineKind::Emphasis(vec![link]), span),
        (false, false) => link,
    }
}

/// Adds the cross-references of an entry: `. *See also* whales; oil`, in a sub-entry `(*see also* whales; oil)`.
fn references(text: &mut Vec<Inline>, words: &CrossReferenceWords, list: &[CrossReference], span: Span) {
    text.push(Inline::text(words.before, span));
    text.push(Inline::new(InlineKind::Emphasis(vec![Inline::text(words.words.as_str(), span)]), span));
    for (at, reference) in list.iter().enumerate() {
        text.push(Inline::text(if at == 0 { " " } else { "; " }, span));
        match &reference.to {
            Some(anchor) => {
                let to = Target::Internal(anchor.clone());
                text.push(Inline::new(
                    InlineKind::Link { to, title: None, text: reference.text.clone() },
                    span,
                ));
            }
            None => text.extend(reference.text.iter().cloned()),
        }
    }
    if !words.after.is_empty() {
        text.push(Inline::text(words.after, span));
    }
}
