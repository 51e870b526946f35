//! Dispatches each kind of block to the function that sets it.
#![deny(clippy::wildcard_enum_match_arm)]

use super::context::BlockContext;
use super::setter::Setter;
use super::{code, contents, figure, group, heading, list, opening, table, verse};
use crate::book::{Block, BlockKind, GroupRole, TitleRole};
use crate::design::LeadIn;
use crate::design::lead::opens_after;
use crate::layout::FORCE;

/// Sets a block by its kind.
pub(super) fn set_block(setter: &mut Setter<'_>, block: &Block, context: &BlockContext) {
    if !block.kind.properties().is_beside_figures {
        setter.clear();
    }
    if let Some(anchor) = block.attr.anchor() {
        setter.anchor(anchor.clone());
    }
    setter.node = block.node;
    let in_lang;
    let context = match block.attr.lang() {
        Some(lang) => {
            in_lang = BlockContext { lang: Some(lang.clone()), ..context.clone() };
            &in_lang
        }
        None => context,
    };
    let lead = std::mem::replace(&mut setter.lead, LeadIn::NONE);
    match &block.kind {
        BlockKind::Paragraph(inlines) => {
            setter.lead = lead;
            setter.paragraph(inlines, context);
        }
        BlockKind::Heading { level, number, text } => {
            let number = setter.resources.book.shown(number.as_ref());
            heading::set(setter, *level, number.as_deref(), text, context);
        }
        BlockKind::Quote { blocks, attribution } => {
            group::quote(setter, blocks, attribution.as_deref(), context)
        }
        BlockKind::Verse(stanzas) => verse::set(setter, stanzas, &block.attr, context),
        BlockKind::List(list) => list::set(setter, list, context),
        BlockKind::Definitions(definitions) => list::definitions(setter, definitions, context),
        BlockKind::Table(table) => table::set(setter, table, &block.attr, block.span, context),
        BlockKind::Figure(figure) => {
            figure::set(setter, figure, &block.attr, block.span, context);
            if setter.wrap.is_some() {
                setter.lead = lead;
            }
        }
        BlockKind::Code { text, listing, .. } => code::listing(setter, text, listing, block.span, context),
        BlockKind::Math(source) => code::formula(setter, source, block.span, context),
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
    }
}
