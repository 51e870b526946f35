//! Resolves abbreviations: the text that each stands for, at its first use in a chapter. Entry points:
//! [`Definitions::new`], [`resolve`].
//!
//! The text is not changed, unless the author asks for expansions: then the first use becomes `expansion (ABBR)`.

mod before;
mod definitions;

use std::collections::{BTreeMap, BTreeSet};

use crate::book::anchor::DivisionId;
use crate::book::model::visit::{self, Editor};
use crate::book::model::{
    Abbreviation, Block, BlockKind, Book, Division, GroupRole, Inline, InlineKind, Key, SpanRole, plain_text,
};
use crate::book::role::Role;
use crate::diag::{Code, Diagnostic, Span, did_you_mean};
use crate::project::ExpandAbbreviations;
use before::{TextBefore, begins_with_expansion, joins};
use definitions::normalised;

pub(super) use definitions::Definitions;

/// Resolves the abbreviations in the text of a book, and reports definitions that are not used. Returns those that are.
pub(super) fn resolve(
    book: &mut Book,
    mut definitions: Definitions,
    expand: ExpandAbbreviations,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Abbreviation> {
    let defined = definitions.all.len();
    let mut resolver = AbbreviationResolver {
        definitions: &mut definitions,
        expand,
        expanded: BTreeSet::new(),
        titled: BTreeSet::new(),
        closed: 0,
        before: TextBefore::default(),
        sink,
    };
    let mut of_divisions = BTreeMap::new();
    for division in book.front.iter_mut().chain(&mut book.body).chain(&mut book.back) {
        resolver.division(division, &mut of_divisions);
        division.children.iter_mut().for_each(|child| resolver.division(child, &mut of_divisions));
    }
    // A note belongs to the chapter that calls it, whose text comes first.
    resolver.closed = 1;
    for note in &mut book.notes {
        resolver.titled = of_divisions.remove(&note.anchor.division).unwrap_or_default();
        visit::edit_blocks(&mut note.blocks, &mut resolver);
        of_divisions.insert(note.anchor.division.clone(), std::mem::take(&mut resolver.titled));
    }
    for known in definitions.all.iter().take(defined).filter(|known| !known.is_used) {
        let message = format!("abbreviation `{}` is not used in the book", known.abbreviation.key);
        let help = "remove its definition, or write the abbreviation in the text as it is defined";
        sink.push(Diagnostic::new(Code::UnusedAbbreviation, known.abbreviation.span, message).help(help));
    }
    definitions.all.into_iter().filter(|known| known.is_used).map(|known| known.abbreviation).collect()
}

struct AbbreviationResolver<'a> {
    definitions: &'a mut Definitions,
    expand: ExpandAbbreviations,
    /// The abbreviations that have been expanded.
    expanded: BTreeSet<usize>,
    /// The abbreviations that the chapter has with their expansions.
    titled: BTreeSet<usize>,
    /// How many blocks in which nothing is expanded contain the place of the walk.
    closed: usize,
    before: TextBefore,
    sink: &'a mut Vec<Diagnostic>,
}

/// Returns whether the text of a division is the book's own, in which abbreviations are expanded.
fn is_of_book(role: Role) -> bool {
    matches!(
        role,
        Role::Foreword
            | Role::Preface
            | Role::Acknowledgments
            | Role::Introduction
            | Role::Prologue
            | Role::Part
            | Role::Chapter
            | Role::Interlude
            | Role::Epilogue
            | Role::Conclusion
            | Role::Afterword
            | Role::Appendix
    )
}

/// Returns whether nothing is expanded within a block: its words are quoted, or they are no running text.
fn is_closed(block: &Block) -> bool {
    let is_closed = match &block.kind {
        BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::Heading { .. }
        | BlockKind::TitleLine(..) => true,
        BlockKind::Group(role, _) => matches!(
            role,
            GroupRole::Epigraph
                | GroupRole::Dedication
                | GroupRole::Letter
                | GroupRole::Dateline
                | GroupRole::Salutation
                | GroupRole::Closing
                | GroupRole::Drama
                | GroupRole::OnlyEpub
                | GroupRole::OnlyPdf
        ),
        BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::SceneBreak
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => false,
    };
    is_closed || block.attr.lang().is_some()
}

/// Returns whether text within an inline is expanded as the text around it is.
fn is_open(kind: &InlineKind) -> bool {
    matches!(
        kind,
        InlineKind::Emphasis(_)
            | InlineKind::Strong(_)
            | InlineKind::Span(SpanRole::Plain | SpanRole::Underline | SpanRole::Dots | SpanRole::Mark, _)
    )
}

impl AbbreviationResolver<'_> {
    fn division(&mut self, division: &mut Division, titled: &mut BTreeMap<DivisionId, BTreeSet<usize>>) {
        self.titled.clear();
        if self.expand == ExpandAbbreviations::Chapter {
            self.expanded.clear();
        }
        self.titles(&mut division.title);
        self.closed = usize::from(!is_of_book(division.role));
        visit::edit_blocks(&mut division.blocks, self);
        titled.insert(division.id.clone(), std::mem::take(&mut self.titled));
    }

    /// Resolves the abbreviations of a title, which is repeated elsewhere and has no expansions of its own.
    fn titles(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            if matches!(inline.kind, InlineKind::Span(SpanRole::Abbreviation, _)) {
                self.definition(inline);
            } else if let Some(inner) = inline.kind.inner_mut() {
                self.titles(inner);
            }
        }
    }

    /// Resolves the abbreviations of a text, which are expanded only if `is_open`.
    fn text(&mut self, list: &mut Vec<Inline>, is_open_text: bool) {
        let is_abbreviation =
            |inline: &Inline| matches!(inline.kind, InlineKind::Span(SpanRole::Abbreviation, _));
        if !list.iter().any(is_abbreviation) {
            return list.iter_mut().for_each(|inline| self.other(inline, is_open_text));
        }
        let mut inlines = std::mem::take(list).into_iter().peekable();
        while let Some(mut inline) = inlines.next() {
            if !is_abbreviation(&inline) {
                self.other(&mut inline, is_open_text);
                list.push(inline);
                continue;
            }
            let next = inlines.peek().map(|next| plain_text(std::slice::from_ref(next))).unwrap_or_default();
            let expansion = self.abbreviation(&mut inline, &next, is_open_text);
            let close = expansion.as_ref().map(|_| Inline::text(")", inline.span));
            let shown = expansion.unwrap_or_default().into_iter().chain([inline]).chain(close);
            for inline in shown {
                self.pass(&inline);
                list.push(inline);
            }
        }
    }

    /// Resolves the abbreviations within an inline that is not one itself.
    fn other(&mut self, inline: &mut Inline, is_open_text: bool) {
        let is_open = is_open_text && is_open(&inline.kind) && inline.attr.lang().is_none();
        match inline.kind.inner_mut() {
            Some(inner) => self.text(inner, is_open),
            None => self.pass(inline),
        }
    }

    /// Passes an inline, whose text is then before the next abbreviation.
    fn pass(&mut self, inline: &Inline) {
        if self.expand != ExpandAbbreviations::None {
            self.before.push(&plain_text(std::slice::from_ref(inline)));
        }
    }

    /// Resolves an abbreviation before a text. Returns what is inserted before it, with a parenthesis that is open.
    fn abbreviation(&mut self, inline: &mut Inline, next: &str, is_open: bool) -> Option<Vec<Inline>> {
        let index = self.definition(inline)?;
        let has_own = inline.attr.value(Key::Title).is_some();
        // The expansion of `DOI` is not that of `DOIs`.
        let is_form = inline.attr.value(Key::Of).is_some() && !has_own;
        let text = &self.definitions.all[index].text;
        let is_expanded = self.before.ends_with_expansion(text) || begins_with_expansion(next, text);
        let is_joined = self.before.text.ends_with(joins) || next.starts_with(joins);
        let may_expand = self.expand != ExpandAbbreviations::None && is_open && self.closed == 0 && !is_form;
        if may_expand && is_expanded {
            self.expanded.insert(index);
            self.titled.insert(index);
        }
        if may_expand && !is_joined && self.before.parentheses == 0 && self.expanded.insert(index) {
            self.titled.insert(index);
            inline.attr.get_mut().pairs.retain(|(key, _)| key != Key::Title.name());
            let mut expansion = self.definitions.all[index].abbreviation.expansion.clone();
            if self.before.ends_sentence() {
                capitalise(&mut expansion);
            }
            expansion.push(Inline::text(" (", inline.span));
            return Some(expansion);
        }
        if self.titled.insert(index) && !has_own {
            let title = (Key::Title.name().to_owned(), self.definitions.all[index].text.clone());
            inline.attr.get_mut().pairs.push(title);
        }
        None
    }

    /// Returns the definition of an abbreviation, by its index: its own, that of its file, or that of the book.
    fn definition(&mut self, inline: &Inline) -> Option<usize> {
        let words = plain_text(inline.kind.inner()?);
        let of = inline.attr.value(Key::Of);
        let written = of.unwrap_or(&words);
        let key = normalised(written);
        let index = match inline.attr.value(Key::Title) {
            Some(title) if !title.trim().is_empty() && !key.is_empty() => {
                let expansion = vec![Inline::text(title.trim(), inline.span)];
                let (key_shown, span) = (written.trim().to_owned(), inline.span);
                self.definitions.index(&key, Abbreviation { key: key_shown, expansion, span })
            }
            _ => match self.definitions.find(&key, inline.span.file) {
                Some(index) => index,
                None => {
                    of.into_iter().for_each(|of| self.report_undefined(of, inline.span));
                    return None;
                }
            },
        };
        self.definitions.all[index].is_used = true;
        Some(index)
    }

    fn report_undefined(&mut self, of: &str, span: Span) {
        let message = format!("abbreviation `{of}` is not defined");
        let known = self.definitions.all.iter().map(|known| known.abbreviation.key.as_str());
        let help = match did_you_mean(of, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("define it in book.yaml: `abbreviations: {{ {of}: what it stands for }}`"),
        };
        self.sink.push(Diagnostic::new(Code::UndefinedAbbreviation, span, message).help(help));
    }
}

/// Writes the first letter of an expansion in upper case.
fn capitalise(inlines: &mut [Inline]) {
    let Some(first) = inlines.first_mut() else { return };
    if let InlineKind::Text(text) = &mut first.kind {
        let mut chars = text.chars();
        let upper = chars.next().into_iter().flat_map(char::to_uppercase);
        *text = upper.chain(chars).collect();
    } else if let Some(inner) = first.kind.inner_mut() {
        capitalise(inner);
    }
}

impl Editor for AbbreviationResolver<'_> {
    fn block(&mut self, block: &mut Block) {
        self.closed += usize::from(is_closed(block));
        let is_paragraph = matches!(block.kind, BlockKind::Paragraph(_));
        let is_title = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::TitleLine(..));
        for text in visit::own_texts(&mut block.kind) {
            self.before.clear();
            if is_title {
                self.titles(text);
            } else {
                self.text(text, is_paragraph);
            }
        }
    }

    fn leave(&mut self, block: &mut Block) {
        self.closed -= usize::from(is_closed(block));
    }
}
