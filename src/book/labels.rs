//! What everything that has an identifier is called where something refers to it.

use super::draft::Draft;
use super::{Block, BlockKind, Label, Labels, plain_text, visit};
use crate::lang::LangTag;

/// Returns the labels of every division and block that has an identifier.
pub(super) fn labels(drafts: &[Draft], lang: &LangTag) -> Labels {
    let mut labels = Labels::new(lang.clone());
    for draft in drafts {
        let division = &draft.division;
        if draft.depth == 0 {
            let label = match &division.number {
                Some(number) => Label::Number(number.clone()),
                None => Label::Title(division.label.clone()),
            };
            labels.insert(division.anchor(), label);
        }
        visit::blocks(&division.blocks, &mut OfBlocks { labels: &mut labels });
    }
    labels
}

struct OfBlocks<'a> {
    labels: &'a mut Labels,
}

impl<'a> visit::Visitor<'a> for OfBlocks<'_> {
    fn block(&mut self, block: &'a Block) {
        let Some(anchor) = block.attr.anchor() else { return };
        let number = match &block.kind {
            BlockKind::Figure(figure) => &figure.number,
            BlockKind::Table(table) => &table.number,
            BlockKind::Code { listing, .. } => &listing.number,
            BlockKind::Heading { number, .. } => number,
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
            | BlockKind::Captions(_) => &None,
        };
        let label = match (number, &block.kind) {
            (Some(number), _) => Label::Number(number.clone()),
            (None, BlockKind::Heading { text, .. }) => Label::Title(plain_text(text)),
            (None, _) => {
                let name = block.attr.id().map_or_else(|| anchor.name(), Into::into);
                Label::Name(name.rsplit(':').next().unwrap_or(&name).to_owned())
            }
        };
        self.labels.insert(anchor.clone(), label);
    }
}
