//! Dispatches each kind of block to the function that sets it.
#![deny(clippy::wildcard_enum_match_arm)]

use super::context::BlockContext;
use super::setter::Setter;
use super::{code, contents, figure, formula, group, heading, index, list, opening, table, verse};
use crate::book::visit::{self, Visitor};
use crate::book::{Block, BlockKind, Class, GroupRole, TitleRole};
use crate::design::LeadIn;
use crate::design::lead::{is_label, opens_after};
use crate::layout::{FORBID, FORCE, Strip};
use crate::paragraph::LineChange;
use crate::units::Length;

/// Sets a block by its kind.
pub(super) fn set_block(setter: &mut Setter<'_>, block: &Block, context: &BlockContext) {
    if !block.kind.properties().is_beside_figures {
        setter.clear();
    }
    if let Some(anchor) = block.attr.anchor() {
        setter.anchor(anchor.clone());
    }
    setter.node = block.node;
    let entered = enter(setter, block, context);
    let (context, space_below) =
        entered.as_ref().map_or((context, Length::ZERO), |(context, below)| (context, *below));
    if setter.may_float(context) && holds_numbered(block) {
        setter.strips.push(Strip::Barrier);
    }
    let lead = setter.lead.take();
    setter.resumes &= matches!(block.kind, BlockKind::Paragraph(_));
    if !matches!(block.kind, BlockKind::Paragraph(_)) {
        setter.close_notch();
    }
    let rtl = block.attr.is_rtl().unwrap_or(setter.rtl);
    setter.in_direction(rtl, context, |setter, context| set_content(setter, block, lead, context));
    if block.attr.has_class(Class::KeepWithNext) {
        setter.penalise(FORBID);
    }
    if space_below > Length::ZERO {
        setter.space(space_below);
        setter.first |= matches!(block.kind, BlockKind::Group(..));
    }
}

/// Sets the content of a block in its direction; `lead` is how its text opens, if it is the first of a chapter.
fn set_content(setter: &mut Setter<'_>, block: &Block, lead: Option<LeadIn>, context: &BlockContext) {
    match &block.kind {
        BlockKind::Paragraph(inlines) if lead.is_some() && is_label(inlines) => {
            setter.paragraph(inlines, context);
            // The first paragraph of the text is below it.
            (setter.lead, setter.first) = (lead, true);
        }
        BlockKind::Paragraph(inlines) => {
            setter.lead = lead;
            setter.change = LineChange::of(&block.attr);
            setter.paragraph(inlines, context);
        }
        BlockKind::Heading { level, number, text } => {
            let number = setter.shown(number.as_ref(), context);
            heading::set(setter, *level, number.as_deref(), text, context);
        }
        BlockKind::Quote { blocks, attribution } => {
            group::quote(setter, blocks, attribution.as_deref(), context)
        }
        BlockKind::Verse(stanzas) => verse::set(setter, stanzas, &block.attr, context),
        BlockKind::List(list) => list::set(setter, list, context),
        BlockKind::Definitions(definitions) if block.attr.has_class(Class::Hanging) => {
            list::hanging(setter, definitions, context);
        }
        BlockKind::Definitions(definitions) => list::definitions(setter, definitions, context),
        BlockKind::Table(table) => table::set(setter, table, &block.attr, block.span, context),
        BlockKind::Figure(figure) => {
            figure::set(setter, figure, &block.attr, block.span, context);
            if setter.wrap.is_some() {
                setter.lead = lead;
            }
        }
        BlockKind::Code { text, listing, .. } => code::listing(setter, text, listing, block.span, context),
        BlockKind::Math(formula) => formula::set(setter, formula, &block.attr, block.span, context),
        BlockKind::SceneBreak => heading::ornament(setter, context),
        BlockKind::Group(role, blocks) => {
            group::set(setter, *role, blocks, context);
            if opens_after(*role, GroupRole::OnlyEpub) {
                setter.lead = lead;
            }
        }
        BlockKind::PageBreak => setter.penalise(FORCE),
        BlockKind::TitleLine(TitleRole::Box, inlines) => group::label(setter, inlines, context),
        BlockKind::TitleLine(role, inlines) => opening::title_line(setter, *role, inlines, context),
        BlockKind::Contents => contents::set(setter, context),
        BlockKind::Captions(of) => contents::captions(setter, *of, context),
        BlockKind::Index(id) => index::set(setter, *id, block.span, context),
    }
}

/// Returns the context of the content of a block with a language or with classes of the author's own, and the space
/// below that these ask for. Adds the space above. Returns `None` if the context is that of the block.
fn enter(setter: &mut Setter<'_>, block: &Block, context: &BlockContext) -> Option<(BlockContext, Length)> {
    let styles = &setter.resources.design.styles;
    let own = styles.classes_of(&block.attr);
    if own.is_empty() && context.classes.is_empty() && block.attr.lang().is_none() {
        return None;
    }
    let classes = || own.iter().map(|class| styles.class(*class));
    let sum = |lengths: Vec<Length>| setter.fit(lengths.into_iter().sum());
    let left = context.left + sum(classes().filter_map(|class| class.left).collect());
    let right = context.right + sum(classes().filter_map(|class| class.right).collect());
    let above = classes().filter_map(|class| class.above).max();
    let below = classes().filter_map(|class| class.below).max();
    let entered = BlockContext {
        left,
        right,
        lang: block.attr.lang().cloned().or_else(|| context.lang.clone()),
        classes: context.classes.within(own),
        ..context.clone()
    };
    if matches!(block.kind, BlockKind::Group(GroupRole::OnlyEpub, _)) {
        return Some((entered, Length::ZERO));
    }
    if let Some(above) = above.filter(|above| *above > Length::ZERO) {
        setter.space(setter.fit(above));
        setter.first |= matches!(block.kind, BlockKind::Group(..));
    }
    Some((entered, below.map_or(Length::ZERO, |below| setter.fit(below))))
}

/// Returns whether a figure or table with a number is within a block that it cannot float out of.
fn holds_numbered(block: &Block) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn block(&mut self, block: &'a Block) {
            self.0 |= match &block.kind {
                BlockKind::Figure(figure) => figure.number.is_some(),
                BlockKind::Table(table) => table.number.is_some(),
                BlockKind::Paragraph(_)
                | BlockKind::Heading { .. }
                | BlockKind::Quote { .. }
                | BlockKind::Verse(_)
                | BlockKind::List(_)
                | BlockKind::Definitions(_)
                | BlockKind::Code { .. }
                | BlockKind::Math(_)
                | BlockKind::SceneBreak
                | BlockKind::Group(..)
                | BlockKind::PageBreak
                | BlockKind::TitleLine(..)
                | BlockKind::Contents
                | BlockKind::Captions(_)
                | BlockKind::Index(_) => false,
            };
        }
    }
    let mut finder = Finder(false);
    match &block.kind {
        // What these contain is set like all other blocks.
        BlockKind::Group(GroupRole::Plain | GroupRole::OnlyPdf | GroupRole::OnlyEpub, _) => {}
        BlockKind::Group(_, blocks) | BlockKind::Quote { blocks, .. } => visit::blocks(blocks, &mut finder),
        BlockKind::List(_) | BlockKind::Definitions(_) => {
            visit::blocks(std::slice::from_ref(block), &mut finder);
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Verse(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::Math(_)
        | BlockKind::SceneBreak
        | BlockKind::PageBreak
        | BlockKind::TitleLine(..)
        | BlockKind::Contents
        | BlockKind::Captions(_)
        | BlockKind::Index(_) => {}
    }
    finder.0
}
