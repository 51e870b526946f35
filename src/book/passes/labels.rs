//! The labels that references to divisions and blocks show.

use super::draft::Draft;
use crate::book::anchor::Anchor;
use crate::book::math::{EquationMark, Formula, plain_row};
use crate::book::model::{
    Attr, Block, BlockKind, GroupRole, Inline, InlineKind, ReferenceLabel, ReferenceLabels, SpanRole, Table,
    plain_text, visit,
};
use crate::limits::REPEATED_BYTES;
use crate::words::Words;

/// Returns the labels of every division and block that has an identifier.
pub(super) fn labels(drafts: &[Draft], words: &Words) -> ReferenceLabels {
    let mut labels = ReferenceLabels::new(words.clone());
    for draft in drafts {
        let division = &draft.division;
        if draft.depth == 0 {
            let label = match &division.number {
                Some(number) => ReferenceLabel::Number(number.clone()),
                None => titled(&division.label),
            };
            labels.insert(division.anchor(), label);
        }
        visit::blocks(&division.blocks, &mut OfBlocks { labels: &mut labels });
    }
    labels
}

struct OfBlocks<'a> {
    labels: &'a mut ReferenceLabels,
}

impl OfBlocks<'_> {
    /// Inserts the labels of a formula and of its rows.
    fn formula(&mut self, formula: &Formula, attr: &Attr) {
        if let Some(anchor) = attr.anchor() {
            self.labels.insert(anchor.clone(), of_mark(formula.first_mark(), attr.id(), anchor));
        }
        for label in formula.labels() {
            if let Some(anchor) = &label.anchor {
                self.labels.insert(anchor.clone(), of_mark(&label.mark, label.id.as_deref(), anchor));
            }
        }
    }
}

/// Returns the label of what has a title and no number.
fn titled(title: &str) -> ReferenceLabel {
    ReferenceLabel::Title(beginning(title))
}

/// Returns a text, or the beginning of one that is too long to be repeated at each reference.
fn beginning(text: &str) -> String {
    if text.len() <= REPEATED_BYTES {
        return text.to_owned();
    }
    let is_within = |(at, c): &(usize, char)| at + c.len_utf8() <= REPEATED_BYTES;
    let end = text.char_indices().take_while(is_within).last().map_or(0, |(at, c)| at + c.len_utf8());
    let words = text[..end].rsplit_once(char::is_whitespace).map_or(&text[..end], |(words, _)| words);
    format!("{words}…")
}

/// Returns the label of an equation.
fn of_mark(mark: &EquationMark, id: Option<&str>, anchor: &Anchor) -> ReferenceLabel {
    match mark {
        EquationMark::Counted(Some(number)) => ReferenceLabel::Number(number.clone()),
        EquationMark::Tag(row) => ReferenceLabel::Name(plain_row(row)),
        EquationMark::Counted(None) | EquationMark::None => of_name(id, anchor),
    }
}

/// Returns the label of a place without a number or a title.
fn of_name(id: Option<&str>, anchor: &Anchor) -> ReferenceLabel {
    let name = id.map_or_else(|| anchor.name(), Into::into);
    ReferenceLabel::Name(beginning(name.rsplit(':').next().unwrap_or(&name)))
}

impl<'a> visit::Visitor<'a> for OfBlocks<'_> {
    fn inline(&mut self, inline: &'a Inline) {
        if let InlineKind::Math(formula) = &inline.kind {
            self.formula(formula, &inline.attr);
        }
        if let (InlineKind::Span(SpanRole::GlossaryTerm, term), Some(anchor)) =
            (&inline.kind, inline.attr.anchor())
        {
            self.labels.insert(anchor.clone(), titled(&plain_text(term)));
        }
        if let InlineKind::Span(SpanRole::FigureLetter, letter) = &inline.kind
            && let Some(anchor) = inline.attr.anchor()
        {
            let label = match inline.attr.number() {
                Some(number) => ReferenceLabel::Number(number.clone()),
                None => ReferenceLabel::Name(plain_text(letter)),
            };
            self.labels.insert(anchor.clone(), label);
        }
    }

    fn block(&mut self, block: &'a Block) {
        if let BlockKind::Math(formula) = &block.kind {
            return self.formula(formula, &block.attr);
        }
        let Some(anchor) = block.attr.anchor() else { return };
        let number = match &block.kind {
            BlockKind::Figure(figure) => &figure.number,
            BlockKind::Table(table) => &table.number,
            BlockKind::Code { listing, .. } => &listing.number,
            BlockKind::Heading { number, .. } => number,
            BlockKind::Group(GroupRole::Statement(_) | GroupRole::Subequations, _) => {
                &block.attr.number().cloned()
            }
            BlockKind::Paragraph(_)
            | BlockKind::Quote { .. }
            | BlockKind::Verse(_)
            | BlockKind::List(_)
            | BlockKind::Definitions(_)
            | BlockKind::SceneBreak
            | BlockKind::Group(..)
            | BlockKind::Math(_)
            | BlockKind::PageBreak
            | BlockKind::TitleLine(..)
            | BlockKind::Contents
            | BlockKind::Captions(_)
            | BlockKind::Index(_) => &None,
        };
        let label = match (number, &block.kind) {
            (Some(number), _) => ReferenceLabel::Number(number.clone()),
            (None, BlockKind::Heading { text, .. }) => titled(&plain_text(text)),
            (None, BlockKind::Figure(figure)) if !figure.caption.is_empty() => {
                titled(&plain_text(&figure.caption))
            }
            (None, BlockKind::Table(Table { caption: Some(caption), .. })) => titled(&plain_text(caption)),
            (None, _) => of_name(block.attr.id(), anchor),
        };
        self.labels.insert(anchor.clone(), label);
    }
}
