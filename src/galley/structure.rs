//! The logical structure of set copy: which piece of the book each item of a line belongs to
//! (ISO 32000-1, section 14.7).
//!
//! Elements are numbered as they are made while the copy is set, parents before children and
//! siblings in the order of the book; items carry the number of their element through make-up to
//! the marked content of the page.

use std::collections::BTreeMap;

use crate::book::tag::Tag;
use crate::book::{Inline, InlineKind, Key, NoteId, Numerals, SpanRole, Target, plain_text};
use crate::lang::LangTag;

/// An element, by its place in its [`Structure`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ElementId(pub u32);

impl ElementId {
    /// The root: the division itself, or the book once it is made up.
    pub const ROOT: Self = Self(0);

    /// Its place in [`Structure::elements`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A piece of the book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// What it stands in; the root stands in itself.
    pub parent: ElementId,
    /// What few elements have.
    pub facts: Option<Box<Facts>>,
}

/// What few elements have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// The language, where it was asked for.
    pub lang: Option<LangTag>,
    /// The text for those who do not see a picture or a formula.
    pub alt: Option<String>,
    /// The whole words of an abbreviation.
    pub expansion: Option<String>,
    /// What a link says it leads to.
    pub leads_to: Option<String>,
    /// Columns and rows that a cell covers, where more than one.
    pub spans: Option<(u16, u16)>,
    /// A header cell stands at the head of its row, not of its column.
    pub heads_row: bool,
    /// What stands before the items of a list.
    pub labels: Option<Labels>,
    /// The note that this is, or that this calls.
    pub note: Option<NoteId>,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Labels {
    /// Numbers, in figures or letters.
    Numbers(Numerals),
    /// Bullets or boxes to tick.
    Bullets,
    /// Terms, whose meanings the items are.
    Terms,
}

/// The elements of a division, or of a book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Structure {
    /// The elements, parents before children; the first is the root.
    pub elements: Vec<Element>,
    /// The block in which a note is first called.
    callers: BTreeMap<NoteId, ElementId>,
}

impl Structure {
    /// With nothing in its root yet.
    pub fn new(root: Tag) -> Self {
        let root = Element { tag: root, parent: ElementId::ROOT, facts: None };
        Self { elements: vec![root], callers: BTreeMap::new() }
    }

    /// Puts an element into another, after all that is there.
    ///
    /// # Panics
    /// After four thousand million elements.
    pub fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        let id = u32::try_from(self.elements.len()).expect("a book has fewer than 2^32 elements");
        self.elements.push(Element { tag, parent, facts: None });
        ElementId(id)
    }

    /// The element of an id that this structure gave out.
    ///
    /// # Panics
    /// When the id comes from another structure.
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.index()]
    }

    /// What an element has besides, to be filled in.
    ///
    /// # Panics
    /// When the id comes from another structure.
    pub fn facts_mut(&mut self, id: ElementId) -> &mut Facts {
        self.elements[id.index()].facts.get_or_insert_default()
    }

    /// Takes down that a note is called in a block; its first call counts.
    pub(super) fn call(&mut self, note: NoteId, block: ElementId) {
        self.callers.entry(note).or_insert(block);
    }

    /// The block in which a note is called.
    pub(super) fn caller(&self, note: NoteId) -> ElementId {
        self.callers.get(&note).copied().unwrap_or(ElementId::ROOT)
    }

    /// Takes in the structure of a division, its root within `parent`; gives the root's new number,
    /// which is what every number in it grows by.
    pub(crate) fn take_in(&mut self, division: &Self, parent: ElementId) -> ElementId {
        let base = u32::try_from(self.elements.len()).expect("a book has fewer than 2^32 elements");
        self.elements.extend(division.elements.iter().enumerate().map(|(index, element)| {
            let parent = if index == 0 { parent } else { ElementId(base + element.parent.0) };
            Element { parent, ..element.clone() }
        }));
        ElementId(base)
    }
}

/// Where the text of a paragraph goes in a structure.
#[derive(Debug)]
pub(crate) struct Place<'a> {
    /// The structure.
    pub(crate) structure: &'a mut Structure,
    /// The paragraph's own element.
    pub(crate) block: ElementId,
}

/// The tag of an inline; `None` for those that say nothing to a reader of structure.
pub(super) fn tag(inline: &Inline) -> Option<Tag> {
    use InlineKind as I;
    use SpanRole as S;
    let own = match &inline.kind {
        I::Emphasis(_) => Some(Tag::Emphasis),
        I::Strong(_) => Some(Tag::Strong),
        I::Code(_) => Some(Tag::Code),
        I::Math { .. } => Some(Tag::Formula),
        I::Link { .. } => Some(Tag::Link),
        I::Span(S::Quotation, _) => Some(Tag::Quote),
        I::Span(S::Machine, _) => Some(Tag::Code),
        I::Span(S::Term, _) => Some(Tag::Emphasis),
        I::Span(S::Abbreviation, _) => inline.attr.value(Key::Title).map(|_| Tag::Span),
        // References and the calls of notes are two elements, pictures are objects: see `collect`.
        I::Reference(_) | I::Note(_) | I::Image(_) => None,
        I::Text(_)
        | I::Strikethrough(_)
        | I::Superscript(_)
        | I::Subscript(_)
        | I::SmallCaps(_)
        | I::Span(
            S::Plain
            | S::Index
            | S::Foreign
            | S::WorkTitle
            | S::Ship
            | S::NoHyphen
            | S::Keyword
            | S::Voice
            | S::Underline
            | S::Mark
            | S::Small
            | S::Cite
            | S::Inserted,
            _,
        )
        | I::Citation(_)
        | I::Ruby(_)
        | I::Break => None,
    };
    own.or_else(|| inline.attr.lang().map(|_| Tag::Span))
}

/// What an inline says besides its words.
pub(super) fn facts(inline: &Inline) -> Facts {
    let mut facts = Facts { lang: inline.attr.lang().cloned(), ..Facts::default() };
    if let InlineKind::Math { source, .. } = &inline.kind {
        facts.alt = Some(source.trim().to_owned());
    }
    if let InlineKind::Link { to, title, text } = &inline.kind {
        let place = match to {
            Target::External(uri) => uri.clone(),
            Target::Internal(_) | Target::Unresolved(_) => plain_text(text),
        };
        facts.leads_to = Some(title.clone().unwrap_or(place));
    }
    if let InlineKind::Span(SpanRole::Abbreviation, _) = &inline.kind {
        facts.expansion = inline.attr.value(Key::Title).map(str::to_owned);
    }
    facts
}
