//! The labels that references to divisions and blocks show.

use super::draft::Draft;
use crate::book::model::{Block, BlockKind, ReferenceLabel, ReferenceLabels, Table, plain_text, visit};
use crate::lang::LangTag;

/// Returns the labels of every division and block that has an identifier.
pub(super) fn labels(drafts: &[Draft], lang: &LangTag) -> ReferenceLabels {
    let mut labels = ReferenceLabels::new(lang.clone());
    for draft in drafts {
        let division = &draft.division;
        if draft.depth == 0 {
            let label = match &division.number {
                Some(number) => ReferenceLabel::Number(number.clone()),
                None => ReferenceLabel::Title(division.label.clone()),
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
            (Some(number), _) => ReferenceLabel::Number(number.clone()),
            (None, BlockKind::Heading { text, .. }) => ReferenceLabel::Title(plain_text(text)),
            (None, BlockKind::Figure(figure)) if !figure.caption.is_empty() => {
                ReferenceLabel::Title(plain_text(&figure.caption))
            }
            (None, BlockKind::Table(Table { caption: Some(caption), .. })) => {
                ReferenceLabel::Title(plain_text(caption))
            }
            (None, _) => {
                let name = block.attr.id().map_or_else(|| anchor.name(), Into::into);
                ReferenceLabel::Name(name.rsplit(':').next().unwrap_or(&name).to_owned())
            }
        };
        self.labels.insert(anchor.clone(), label);
    }
}
