//! Places the content of a box on a line: glyphs of one face and height become runs, in the order of the tokens.

use std::sync::Arc;

use super::boxes::{MathBox, MathGlyphs, MathItem, MathItemKind};
use crate::book::Origin;
use crate::design::style::TextStyle;
use crate::layout::{ElementId, Glyph, GlyphRun, Placed, PlacedKind, RunOrigins};
use crate::units::Length;

/// What the items of a formula have in common.
#[derive(Clone, Copy)]
pub(crate) struct Placement<'a> {
    /// The style of the text around it.
    pub(crate) style: &'a TextStyle,
    /// The place of its first token in the book.
    pub(crate) origin: Option<Origin>,
    /// Its element.
    pub(crate) owner: Option<ElementId>,
}

/// Places the content of a box with its origin at a position of a line, downward.
pub(in crate::paragraph) fn place(set: &MathBox, x: Length, y: Length, with: Placement<'_>) -> Vec<Placed> {
    let mut items: Vec<&MathItem> = set.items.iter().collect();
    items.sort_by_key(|item| at(item));
    let mut out: Vec<Placed> = Vec::new();
    let mut open: Option<(GlyphRun, Length, Length)> = None;
    let close = |open: &mut Option<(GlyphRun, Length, Length)>, out: &mut Vec<Placed>| {
        if let Some((run, x, y)) = open.take() {
            out.push(Placed { x, y, kind: PlacedKind::Glyphs(Arc::new(run)), owner: with.owner });
        }
    };
    for item in items {
        let (item_x, item_y) = (x + item.x, y - item.y);
        match &item.kind {
            MathItemKind::Glyphs(glyphs) => match &mut open {
                Some((run, run_x, run_y)) if continues(run, glyphs) && *run_y == item_y => {
                    let pen = *run_x + run.width();
                    if item_x < pen - glyphs.size {
                        close(&mut open, &mut out);
                        open = Some((run_of(glyphs, with), item_x, item_y));
                        continue;
                    }
                    widen_last(run, item_x - pen);
                    push(run, glyphs, with);
                }
                _ => {
                    close(&mut open, &mut out);
                    open = Some((run_of(glyphs, with), item_x, item_y));
                }
            },
            MathItemKind::Words(run, at) => {
                close(&mut open, &mut out);
                let mut run = GlyphRun::clone(run);
                run.origins = RunOrigins::default();
                run.origins.push(0, shifted(with.origin, *at));
                let kind = PlacedKind::Glyphs(Arc::new(run));
                out.push(Placed { x: item_x, y: item_y, kind, owner: with.owner });
            }
            MathItemKind::Rule { width, height } => {
                let kind = PlacedKind::Rule { width: *width, height: *height, colour: with.style.colour };
                out.push(Placed { x: item_x, y: item_y - *height, kind, owner: with.owner });
            }
            MathItemKind::Stroke { across, up, thickness } => {
                let (down, colour) = (-*up, with.style.colour);
                let kind = PlacedKind::Stroke { across: *across, down, thickness: *thickness, colour };
                out.push(Placed { x: item_x, y: item_y, kind, owner: with.owner });
            }
        }
    }
    close(&mut open, &mut out);
    out
}

/// Returns the byte of the tokens at which an item begins; that of rules is 0, so that they are first.
fn at(item: &MathItem) -> u32 {
    match &item.kind {
        MathItemKind::Glyphs(glyphs) => glyphs.token.at,
        MathItemKind::Words(_, at) => *at,
        MathItemKind::Rule { .. } | MathItemKind::Stroke { .. } => 0,
    }
}

fn continues(run: &GlyphRun, glyphs: &MathGlyphs) -> bool {
    run.face == glyphs.face && run.size == glyphs.size
}

fn run_of(glyphs: &MathGlyphs, with: Placement<'_>) -> GlyphRun {
    let mut run = GlyphRun {
        face: glyphs.face,
        size: glyphs.size,
        scale: 0,
        spacing: 0,
        colour: with.style.colour,
        runs_on: false,
        lang: with.style.lang.clone(),
        rtl: false,
        text: "".into(),
        origins: RunOrigins::default(),
        glyphs: Vec::new(),
    };
    push(&mut run, glyphs, with);
    run
}

/// Adds the glyphs of a character to a run. All but the last of several glyphs have no advance.
fn push(run: &mut GlyphRun, glyphs: &MathGlyphs, with: Placement<'_>) {
    run.origins.push(run.text.len(), shifted(with.origin, glyphs.token.at));
    let mut text = std::mem::take(&mut run.text).into_string();
    text.push(glyphs.token.text);
    run.text = text.into();
    let length = u16::try_from(glyphs.token.text.len_utf8()).unwrap_or(0);
    for (index, (id, dx, dy)) in glyphs.parts.iter().enumerate() {
        let is_last = index + 1 == glyphs.parts.len();
        let advance = if is_last { narrow(glyphs.width) } else { 0 };
        let text_len = if index == 0 { length } else { 0 };
        run.glyphs.push(Glyph { id: *id, text_len, advance, dx: narrow(*dx), dy: narrow(*dy) });
    }
}

/// Moves the pen after the last glyph of a run.
fn widen_last(run: &mut GlyphRun, by: Length) {
    if let Some(last) = run.glyphs.last_mut() {
        last.advance = last.advance.saturating_add(narrow(by));
    }
}

fn shifted(origin: Option<Origin>, by: u32) -> Option<Origin> {
    origin.map(|origin| Origin { at: origin.at.saturating_add(by), ..origin })
}

/// Lengths of glyphs fit in 32 bits up to 32,767 points.
fn narrow(length: Length) -> i32 {
    i32::try_from(length.to_sp()).unwrap_or(i32::MAX)
}
