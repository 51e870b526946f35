//! Quotations, epigraphs, letters, boxes: groups of blocks that are indented from the text.

use super::columns;
use super::context::BlockContext;
use super::letter;
use super::setter::Setter;
use super::stack;
use crate::book::drama::Speech;
use crate::book::tag::Tag;
use crate::book::{
    Block, BlockKind, GroupRole, Inline, StatementKind, StatementStyle, box_title, plain_text,
};
use crate::design::{Alignment, ParRole, ParStyle};
use crate::layout::{FORBID, Ground, Placed, PlacedKind, SHAPE};
use crate::paragraph::width_of_text;
use crate::units::Length;
use crate::words::{Word, word};

/// The maximum length of a name below a quotation, in characters.
const NAME: usize = 60;
/// The length of a box that no page end divides, in characters: about a third of a page.
const KEPT: usize = 600;
/// The white between the rules of a box and its text, in thousandths of the leading, and the height of capitals in
/// thousandths of the size.
const BOX_PAD: i64 = 600;
const CAPITALS: i64 = 650;
/// The weight of the rules of warnings, as a multiple of that of other boxes.
const HEAVY: i64 = 3;

/// Sets a quotation and its attribution.
pub(super) fn quote(
    setter: &mut Setter<'_>,
    blocks: &[Block],
    attribution: Option<&[Inline]>,
    context: &BlockContext,
) {
    let style = setter.style(ParRole::Quote, context);
    setter.space(style.above);
    let inner = if matches!(context.role, ParRole::Epigraph | ParRole::Dedication) {
        // Within an epigraph, a quotation is set as the epigraph itself.
        context.clone()
    } else {
        let placed = setter.placed(ParRole::Quote, context);
        // A quotation within another is indented further at the left alone.
        let right = if context.role == ParRole::Quote { context.right } else { placed.right };
        BlockContext { right, ..placed }.within(setter.element(context, Tag::BlockQuote))
    };
    setter.first = true;
    // A short last paragraph is the attribution, unless the quotation has one in another form.
    let (said, name) = match blocks.split_last() {
        Some((last, said)) if !said.is_empty() && is_short(last, NAME) => (said, Some(last)),
        _ => (blocks, None),
    };
    let from = setter.strips.len();
    setter.blocks(said, &inner);
    if let Some(name) = name {
        setter.penalise(SHAPE);
        setter.blocks(std::slice::from_ref(name), &inner);
    }
    if let Some(attribution) = attribution {
        let end = stack::longest(&setter.strips[from..]);
        attribute(setter, attribution, end, &inner);
    }
    setter.space(style.below);
    setter.first = true;
}

/// Sets the attribution of a quotation. That of an epigraph is set in the column of the epigraph, and ends
/// where the longest line of the epigraph does, `end` from the edge of the measure.
fn attribute(setter: &mut Setter<'_>, attribution: &[Inline], end: Option<Length>, context: &BlockContext) {
    setter.penalise(FORBID);
    let mut style = setter.style(ParRole::Attribution, context);
    let mut text = attribution.to_vec();
    if let Some(first) = attribution.first() {
        let before = &setter.resources.design.spec.before_attribution;
        if !before.is_empty() {
            text.insert(0, Inline::text(before.clone(), first.span));
        }
    }
    if context.role == ParRole::Epigraph {
        let column = setter.style(ParRole::Epigraph, context);
        let measure = setter.resources.design.page.measure;
        let width = width_of_text(&plain_text(&text), &style.text, setter.resources);
        (style.left, style.right) = (column.left, column.right);
        // A name that is longer than the column is set in several lines.
        if width <= measure - column.left - column.right {
            let end = end.unwrap_or(measure - column.right);
            if end > column.left + width {
                style.right = measure - end;
            } else {
                style.align = Alignment::Start;
            }
        }
    }
    let element = setter.element(context, Tag::Paragraph);
    let lines = setter.lines(&text, &style, element);
    setter.space(style.above);
    setter.push_kept(lines);
    setter.space(style.below);
}

/// Sets a group by its role.
pub(super) fn set(setter: &mut Setter<'_>, role: GroupRole, blocks: &[Block], context: &BlockContext) {
    let inner = role.tag().map(|tag| context.within(setter.element(context, tag)));
    let context = inner.as_ref().unwrap_or(context);
    match role {
        GroupRole::Plain | GroupRole::OnlyPdf => setter.blocks(blocks, context),
        GroupRole::OnlyEpub => {}
        GroupRole::Keep => setter.blocks(blocks, &BlockContext { keep: true, ..context.clone() }),
        GroupRole::Epigraph => apart(setter, blocks, &context.with_role(ParRole::Epigraph)),
        GroupRole::Dedication => apart(setter, blocks, &context.with_role(ParRole::Dedication)),
        GroupRole::Letter => letter::set(setter, blocks, context),
        GroupRole::Dateline => letter::part(setter, ParRole::Dateline, blocks, context),
        GroupRole::Salutation => letter::part(setter, ParRole::Salutation, blocks, context),
        GroupRole::Closing => letter::part(setter, ParRole::Closing, blocks, context),
        GroupRole::Aside => {
            let style = setter.style(ParRole::Inset, context);
            setter.space(style.above);
            let blocks = named(setter, blocks, context);
            setter.first = true;
            setter.blocks(blocks, &setter.placed(ParRole::Inset, context));
            setter.space(style.below);
            setter.first = true;
        }
        GroupRole::Drama => {
            setter.speech = Speech::default();
            apart(setter, blocks, &context.with_role(ParRole::Drama));
        }
        GroupRole::Columns(count) => {
            setter.space(setter.leading());
            setter.first = true;
            columns::set(setter, count, context, |setter, context| setter.blocks(blocks, context));
            setter.space(setter.leading());
            setter.first = true;
        }
        GroupRole::Column => {
            columns::next(setter);
            setter.first = true;
            setter.blocks(blocks, context);
        }
        GroupRole::Subequations => {
            setter.blocks(blocks, context);
            setter.first = true;
        }
        GroupRole::Centred => aligned(setter, blocks, context, ParRole::Centred),
        GroupRole::Right => aligned(setter, blocks, context, ParRole::Right),
        GroupRole::Statement(kind) => statement(setter, kind, blocks, context),
        GroupRole::Note => labelled(setter, Word::Note, blocks, context),
        GroupRole::Tip => labelled(setter, Word::Tip, blocks, context),
        GroupRole::Important => labelled(setter, Word::Important, blocks, context),
        GroupRole::Warning => labelled(setter, Word::Warning, blocks, context),
        GroupRole::Caution => labelled(setter, Word::Caution, blocks, context),
    }
}

/// Sets lines with an alignment of their own, with space around them. Within a letter there is no such
/// space: the date is directly above the salutation, the name directly below the closing.
fn aligned(setter: &mut Setter<'_>, blocks: &[Block], context: &BlockContext, role: ParRole) {
    let is_of_letter =
        matches!(context.role, ParRole::Inset | ParRole::Dateline | ParRole::Salutation | ParRole::Closing);
    if is_of_letter {
        setter.first = true;
        setter.blocks(blocks, &context.with_role(role));
        setter.first = true;
    } else {
        apart(setter, blocks, &context.with_role(role));
    }
}

/// Sets a theorem or the like, whose head is in its first paragraph.
fn statement(setter: &mut Setter<'_>, kind: StatementKind, blocks: &[Block], context: &BlockContext) {
    let style = setter.style(ParRole::Inset, context);
    setter.space(style.above);
    setter.first = true;
    let is_italic = context.is_italic || kind.style() == StatementStyle::Plain;
    setter.blocks(blocks, &BlockContext { is_italic, ..context.clone() });
    setter.space(style.below);
    setter.first = true;
}

/// Returns whether a block is short, or aligned differently.
fn is_short(block: &Block, most: usize) -> bool {
    match &block.kind {
        BlockKind::Group(GroupRole::Right | GroupRole::Centred, _) => true,
        BlockKind::Paragraph(inlines) => plain_text(inlines).chars().count() <= most,
        BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => false,
    }
}

/// Sets blocks with space above and below.
fn apart(setter: &mut Setter<'_>, blocks: &[Block], context: &BlockContext) {
    let style = setter.style(context.role, context);
    setter.space(style.above);
    setter.first = true;
    setter.blocks(blocks, context);
    setter.space(style.below);
    setter.first = true;
}

/// Sets blocks between two rules, with a label above.
fn labelled(setter: &mut Setter<'_>, name: Word, blocks: &[Block], context: &BlockContext) {
    let leading = setter.leading();
    let style = setter.style(ParRole::Inset, context);
    setter.space(style.above + leading / 2);
    let from = setter.strips.len();
    let blocks = match box_title(blocks) {
        Some((title, rest)) => {
            label(setter, title, context);
            rest
        }
        None => {
            kind_label(setter, name, context);
            blocks
        }
    };
    let keep = context.keep || (blocks.iter().all(|block| is_short(block, KEPT)) && letters(blocks) <= KEPT);
    let mut inner = BlockContext { keep, ..setter.placed(ParRole::Inset, context) };
    if setter.resources.design.spec.inset_ground.is_some() {
        // Text is as far from one edge of the background as from the other.
        let indent = (inner.left - context.left).max(inner.right - context.right);
        (inner.left, inner.right) = (context.left + indent, context.right + indent);
    }
    setter.blocks(blocks, &inner);
    // What may do harm is marked by heavier rules too.
    let weight = if matches!(name, Word::Warning | Word::Caution) { HEAVY } else { 1 };
    lay_ground(setter, from, context);
    enclose(setter, from, weight, context);
    setter.space(style.below + leading / 2);
    setter.first = true;
}

/// Attaches the rules of a box to its first and its last line, which are those of the strips from `from` on. They
/// are at the same distance from the capitals of the label and from the baseline of the last line, wherever these
/// are on the grid.
fn enclose(setter: &mut Setter<'_>, from: usize, weight: i64, context: &BlockContext) {
    let leading = setter.leading();
    let pad = leading.ratio(BOX_PAD, 1000);
    let label = setter.style(ParRole::InsetLabel, context).text.size;
    let Some(rule) = rule(setter, weight, context) else { return };
    let strips = &mut setter.strips[from..];
    if let Some(first) = strips.iter_mut().find(|strip| stack::has_line(strip)) {
        for line in stack::first_lines(first) {
            line.items.push(Placed { y: -label.ratio(CAPITALS, 1000) - pad, ..rule.clone() });
        }
    }
    if let Some(last) = strips.iter_mut().rev().find(|strip| stack::has_line(strip)) {
        for line in stack::last_lines(last) {
            line.items.push(Placed { y: pad.max(line.depth + leading / 4), ..rule.clone() });
        }
    }
}

/// Lays the background of a box behind the lines of the strips from `from` on. It extends as far beyond the capitals
/// of its first line on each page as below the baseline of its last, to where the rules are.
fn lay_ground(setter: &mut Setter<'_>, from: usize, context: &BlockContext) {
    let Some(colour) = setter.resources.design.spec.inset_ground else { return };
    let leading = setter.leading();
    let pad = leading.ratio(BOX_PAD, 1000);
    let sizes = [ParRole::InsetLabel, ParRole::Inset].map(|role| setter.style(role, context).text.size);
    let [label, text] = sizes.map(|size| size.ratio(CAPITALS, 1000) + pad);
    let ground = Ground {
        of: context.parent,
        x: context.left,
        width: setter.measure(context),
        above: label,
        below: pad,
        colour,
    };
    let strips = setter.strips[from..].iter_mut();
    for (index, strip) in strips.filter(|strip| stack::has_line(strip)).enumerate() {
        for line in stack::lines(strip) {
            let above = if index == 0 { label } else { text.max(line.height - leading / 4) };
            let below = pad.max(line.depth + leading / 4);
            line.grounds.insert(0, Ground { above, below, ..ground });
        }
    }
}

/// Sets the word for the kind of a box.
fn kind_label(setter: &mut Setter<'_>, name: Word, context: &BlockContext) {
    let element = setter.element(context, Tag::Paragraph);
    let words = setter.own_words(context);
    let label = word(name, &words);
    let source = setter.source(None);
    let mut line = setter.text(label, ParRole::InsetLabel, Some(source), context).owned_by(element);
    let style = setter.style(ParRole::InsetLabel, context);
    setter.align(&mut line, &style);
    setter.space(style.above);
    setter.push(line);
    below_label(setter, &style);
}

/// Sets the name of a box, if it has one, and returns the blocks below it.
fn named<'b>(setter: &mut Setter<'_>, blocks: &'b [Block], context: &BlockContext) -> &'b [Block] {
    let Some((title, rest)) = box_title(blocks) else { return blocks };
    label(setter, title, context);
    rest
}

/// Sets the name of a box or of a block of code.
pub(super) fn label(setter: &mut Setter<'_>, title: &[Inline], context: &BlockContext) {
    let element = setter.element(context, Tag::Paragraph);
    let style = setter.style(ParRole::InsetLabel, context);
    let lines = setter.lines(title, &style, element);
    setter.space(style.above);
    setter.push_kept(lines);
    below_label(setter, &style);
}

fn below_label(setter: &mut Setter<'_>, style: &ParStyle) {
    setter.penalise(FORBID);
    setter.space(style.below);
    setter.first = true;
    setter.below_title = Some(setter.strips.len());
}

/// Returns the number of characters in paragraphs.
fn letters(blocks: &[Block]) -> usize {
    let of = |block: &Block| match &block.kind {
        BlockKind::Paragraph(inlines) => plain_text(inlines).chars().count(),
        BlockKind::Heading { .. }
        | BlockKind::Quote { .. }
        | BlockKind::Verse(_)
        | BlockKind::List(_)
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::SceneBreak
        | BlockKind::Group(..)
        | BlockKind::Math(_)
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => 0,
    };
    blocks.iter().map(of).sum()
}

/// Returns a rule of a box, of the measure, so many times as thick as others. `None` if boxes have none.
fn rule(setter: &Setter<'_>, weight: i64, context: &BlockContext) -> Option<Placed> {
    let spec = &setter.resources.design.spec;
    let (width, height) = (setter.measure(context), spec.inset_rule * weight);
    let kind = PlacedKind::Rule { width, height, colour: spec.accent };
    (!height.is_zero()).then_some(Placed { x: context.left, y: Length::ZERO, kind, owner: None })
}
