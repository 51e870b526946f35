//! Builds galleys of named lines, and a page of round measures, for the tests of this module.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::role::{Matter, Opening};
use crate::book::tag::Tag;
use crate::book::{Anchor, DivisionId, NodeId, Origin, Role, TextId};
use crate::design::{Design, PageDesign};
use crate::fonts::FaceId;
use crate::lang::LangTag;
use crate::layout::{
    BuiltParagraph, BuiltVariant, ElementId, Furniture, Galley, GlyphRun, Line, ParagraphId,
    PendingParagraph, Placed, PlacedKind, RunOrigins, Stack, StackedLine, Strip, Structure, VariantId,
};
use crate::units::{Colour, Length, Size};

/// The distance between baselines.
pub(super) const LEADING: Length = Length::pt(10);
/// The text of every galley.
pub(super) const TEXT: TextId = TextId::Division(0);

/// A page of ten lines, 50 points below its head.
pub(super) fn page() -> PageDesign {
    let pt = Length::pt;
    PageDesign {
        trim: Size::new(pt(300), pt(200)),
        is_mirrored: false,
        inner: pt(50),
        outer: pt(50),
        top: pt(50),
        bottom: pt(50),
        measure: pt(200),
        lines: 10,
        elastic: true,
        head_baseline: pt(30),
        folio_baseline: pt(180),
        note_gap: pt(5),
        note_rule: pt(1),
        note_rule_width: pt(40),
        note_column: None,
        caption_column: None,
    }
}

/// Returns a design with this page.
pub(super) fn design() -> Design {
    Design { page: page(), leading: LEADING, ..Design::bundled(&LangTag::english()) }
}

/// Returns a chapter with this column.
pub(super) fn galley<P>(strips: Vec<Strip<P>>) -> Galley<P> {
    Galley {
        id: DivisionId::new("one"),
        text: TEXT,
        role: Role::Chapter,
        matter: Matter::Body,
        opening: Opening::NextPage,
        strips,
        notes: BTreeMap::new(),
        furniture: Furniture::default(),
        run_on: Vec::new(),
        structure: Structure::new(Tag::Section),
        depth: 0,
    }
}

/// Returns a line of a height and a depth. Its name is its only word, which begins a node of the book,
/// and also the name of its anchor.
pub(super) fn sized(name: &str, height: Length, depth: Length, node: u32) -> Line {
    let mut origins = RunOrigins::default();
    origins.push(0, Some(Origin { text: TEXT, node: NodeId(node), at: 0 }));
    let run = GlyphRun {
        face: FaceId(0),
        size: LEADING,
        scale: 0,
        spacing: 0,
        colour: Colour::BLACK,
        runs_on: false,
        lang: LangTag::english(),
        rtl: false,
        text: name.into(),
        origins,
        glyphs: Vec::new(),
    };
    let word = Placed {
        x: Length::ZERO,
        y: Length::ZERO,
        kind: PlacedKind::Glyphs(Arc::new(run)),
        owner: Some(ElementId::ROOT),
    };
    Line { anchors: vec![Anchor::named(name)], items: vec![word], ..Line::empty(height, depth) }
}

/// Returns a line with the leading of the grid.
pub(super) fn line(name: &str, node: u32) -> Line {
    sized(name, Length::pt(7), Length::pt(3), node)
}

/// Returns a column of such lines.
pub(super) fn column(names: &[&str]) -> Vec<Strip<PendingParagraph>> {
    names.iter().map(|name| Strip::Line(line(name, 2))).collect()
}

/// Stacks lines without space between them.
pub(super) fn stack(lines: Vec<Line>) -> Stack {
    let stacked = |line| StackedLine { space: Length::ZERO, penalty: 0, line };
    Stack { lines: lines.into_iter().map(stacked).collect() }
}

/// Returns a galley with the lines of the chosen variants.
pub(super) fn built(
    galley: &Galley<PendingParagraph>,
    chosen: &[(ParagraphId, VariantId)],
) -> Galley<BuiltParagraph> {
    let paragraph = |paragraph: &PendingParagraph| {
        let is_chosen = |id| chosen.contains(&(paragraph.id, id));
        let variants = paragraph.variants.iter().filter(|variant| is_chosen(variant.id));
        let lines = variants.map(|variant| BuiltVariant {
            id: variant.id,
            lines: variant.lines.iter().map(|(_, line)| line.0.clone()).collect(),
        });
        BuiltParagraph { variants: lines.collect() }
    };
    let strip = |strip: &Strip<PendingParagraph>| match strip {
        Strip::Paragraph(pending) => Strip::Paragraph(paragraph(pending)),
        Strip::Line(line) => Strip::Line(line.clone()),
        Strip::Space { height, kind } => Strip::Space { height: *height, kind: *kind },
        Strip::Penalty(cost) => Strip::Penalty(*cost),
        Strip::Fill(weight) => Strip::Fill(*weight),
        Strip::Float(float) => Strip::Float(float.clone()),
        Strip::Barrier => Strip::Barrier,
        Strip::Columns(columns) => Strip::Columns(*columns),
    };
    Galley {
        id: galley.id.clone(),
        text: galley.text,
        role: galley.role,
        matter: galley.matter,
        opening: galley.opening,
        strips: galley.strips.iter().map(strip).collect(),
        notes: galley.notes.clone(),
        furniture: galley.furniture.clone(),
        run_on: galley.run_on.clone(),
        structure: galley.structure.clone(),
        depth: galley.depth,
    }
}
