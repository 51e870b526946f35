//! Writes the heads of theorems and the like into their first paragraphs, and marks the ends of proofs. Entry point:
//! [`open`].

use super::draft::Draft;
use super::objects::own_name;
use crate::book::math::{AtomClass, EquationMark, Item, ItemKind, WordStyle};
use crate::book::model::visit::{self, Editor};
use crate::book::model::{
    Attr, Block, BlockKind, Class, GroupRole, Inline, InlineKind, Key, SpanRole, StatementKind,
    StatementStyle, TitleRole,
};
use crate::diag::Span;
use crate::project::blocks::OwnBlock;
use crate::words::{Words, word};

/// The mark at the end of a proof.
const END: &str = "∎";
/// The space between a head and the text.
const SPACE: &str = "\u{2002}";

/// Opens every theorem with its head: `Theorem 2.1 (Pythagoras).`
pub(super) fn open(drafts: &mut [Draft], own: &[OwnBlock], words: &Words) {
    for draft in drafts {
        let words = draft.division.lang.as_ref().map_or_else(|| words.clone(), |lang| words.in_text_of(lang));
        let mut opener = Opener { own, words: &words };
        visit::edit_blocks(&mut draft.division.blocks, &mut opener);
        for note in &mut draft.notes {
            visit::edit_blocks(&mut note.blocks, &mut opener);
        }
    }
}

struct Opener<'a> {
    own: &'a [OwnBlock],
    words: &'a Words,
}

impl Editor for Opener<'_> {
    fn block(&mut self, block: &mut Block) {
        let span = block.span;
        let BlockKind::Group(GroupRole::Statement(kind), blocks) = &mut block.kind else { return };
        let lang = block.attr.lang().unwrap_or(self.words.lang());
        let words = self.words.in_lang(lang.clone());
        let name = match (block.attr.number(), kind.word()) {
            (Some(number), _) => number.named(&words),
            (None, Some(name)) => word(name, &words).to_owned(),
            (None, None) => own_name(*kind, self.own).unwrap_or_default().to_owned(),
        };
        let title = take_title(blocks);
        if *kind == StatementKind::Proof && block.attr.value(Key::Qed) != Some("none") {
            end(blocks, span);
        }
        begin(blocks, head(*kind, &name, title, span), span);
    }
}

/// Removes the name of a block from its content.
fn take_title(blocks: &mut Vec<Block>) -> Vec<Inline> {
    let is_title = |block: &Block| matches!(block.kind, BlockKind::TitleLine(TitleRole::Box, _));
    if !blocks.first().is_some_and(is_title) {
        return Vec::new();
    }
    let first = blocks.remove(0);
    if let BlockKind::TitleLine(_, title) = first.kind { title } else { Vec::new() }
}

/// Returns the head of a block. The name of a proof replaces its word, as in “Proof of the theorem”.
fn head(kind: StatementKind, name: &str, title: Vec<Inline>, span: Span) -> Vec<Inline> {
    let role = match kind.style() {
        StatementStyle::Plain | StatementStyle::Definition => SpanRole::Head,
        StatementStyle::Remark => SpanRole::HeadItalic,
    };
    let part = |role, inlines| Inline::new(InlineKind::Span(role, inlines), span);
    let text = |text: &str| Inline::text(text, span);
    let mut head = if title.is_empty() {
        vec![part(role, vec![text(&format!("{name}."))])]
    } else if kind == StatementKind::Proof {
        let mut title = title;
        title.push(text("."));
        vec![part(role, title)]
    } else {
        let mut note = vec![text(" (")];
        note.extend(title);
        note.push(text(")"));
        vec![part(role, vec![text(name)]), part(SpanRole::HeadNote, note), part(role, vec![text(".")])]
    };
    head.push(text(SPACE));
    head
}

/// Returns the title in the head of a block, without its parentheses; none if it has none.
pub(super) fn title(blocks: &[Block]) -> &[Inline] {
    if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = blocks.first()
        && let Some(Inline { kind: InlineKind::Span(SpanRole::HeadNote, note), .. }) = text.get(1)
    {
        return note.get(1..note.len() - 1).unwrap_or_default();
    }
    &[]
}

/// Adds a head to the first paragraph, or a paragraph of it before other content.
fn begin(blocks: &mut Vec<Block>, mut head: Vec<Inline>, span: Span) {
    if let Some(Block { kind: BlockKind::Paragraph(text), .. }) = blocks.first_mut() {
        text.splice(0..0, head);
        return;
    }
    head.pop();
    let mut attr = Attr::NONE;
    attr.get_mut().classes.push(Class::KeepWithNext.name().to_owned());
    blocks.insert(0, Block::with(BlockKind::Paragraph(head), attr, span));
}

/// Adds the mark at the end of a proof: to its last line, or at the edge of its last formula.
fn end(blocks: &mut Vec<Block>, span: Span) {
    if !ends(blocks) {
        blocks.push(Block::new(BlockKind::Group(GroupRole::Right, vec![paragraph(span)]), span));
    }
}

fn paragraph(span: Span) -> Block {
    Block::new(BlockKind::Paragraph(vec![mark(span)]), span)
}

fn mark(span: Span) -> Inline {
    Inline::new(InlineKind::Span(SpanRole::ProofEnd, vec![Inline::text(END, span)]), span)
}

/// Adds the mark to the last block, if that can have it. Returns whether it has it.
fn ends(blocks: &mut [Block]) -> bool {
    let Some(last) = blocks.last_mut() else { return false };
    match &mut last.kind {
        BlockKind::Paragraph(text) => {
            let span = text.last().map_or(last.span, |inline| inline.span);
            if text
                .last()
                .is_some_and(|inline| matches!(&inline.kind, InlineKind::Math(formula) if formula.is_display))
            {
                return false;
            }
            text.push(Inline::text("\u{A0}\u{A0}", span));
            text.push(mark(span));
            true
        }
        BlockKind::Math(formula) => {
            if formula.content.is_none()
                || formula.labels().any(|label| !label.mark.is_none())
                || !formula.mark.is_none()
            {
                return false;
            }
            let words = ItemKind::Words(END.to_owned(), WordStyle::Plain);
            formula.mark = EquationMark::Tag(vec![Item::atom(AtomClass::Ordinary, words)]);
            true
        }
        BlockKind::List(list) => list.items.last_mut().is_some_and(|item| ends(&mut item.blocks)),
        BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => false,
    }
}
