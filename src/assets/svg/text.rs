//! Text in a drawing: glyphs of the book's own faces at their positions.

use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::{Group, Node, Text, fontdb};

use super::paint;
use super::space::matrix;
use crate::assets::drawing::{DrawnGlyph, DrawnShape};
use crate::fonts::{FaceId, Library};

/// Returns the glyphs of a text, or `None` if something in it can only be drawn as paths.
pub(super) fn text(
    text: &Text,
    faces: &BTreeMap<fontdb::ID, FaceId>,
    fonts: &Library,
) -> Option<Vec<DrawnShape>> {
    let space = text.abs_transform();
    let mut shapes = Vec::new();
    for span in text.layouted().iter().filter(|span| span.visible) {
        let glyphs: Vec<DrawnGlyph> = span
            .positioned_glyphs
            .iter()
            .map(|glyph| {
                // Outlines are in font units, glyphs of a PDF in ems.
                let face = *faces.get(&glyph.font)?;
                let em = f32::from(fonts.face(face).metrics.units_per_em);
                let place = space.pre_concat(glyph.outline_transform()).pre_scale(em, em);
                Some(DrawnGlyph {
                    face,
                    id: u16::try_from(glyph.id.0).ok()?,
                    matrix: matrix(place),
                    text: glyph.text.as_str().into(),
                })
            })
            .collect::<Option<_>>()?;
        let paths = |path: &Option<_>| path.as_ref().map_or(Ok(Vec::new()), |path| paint::path(path, space));
        shapes.extend(paths(&span.underline).ok()?);
        shapes.extend(paths(&span.overline).ok()?);
        let fill = span.fill.as_ref().map(|fill| paint::fill(fill, space)).transpose().ok()?;
        let stroke = span.stroke.as_ref().map(|stroke| paint::stroke(stroke, space)).transpose().ok()?;
        shapes.extend(paint::ordered(fill, stroke, span.paint_order, |fill, stroke| DrawnShape::Text {
            glyphs: glyphs.clone(),
            fill,
            stroke,
        }));
        shapes.extend(paths(&span.line_through).ok()?);
    }
    Some(shapes)
}

/// Returns the characters of all text in a group that no font has, each once and sorted.
pub(super) fn missing(group: &Group) -> Vec<char> {
    fn gather(group: &Group, found: &mut BTreeSet<char>) {
        for node in group.children() {
            match node {
                Node::Group(group) => gather(group, found),
                Node::Text(text) => of_text(text, found),
                Node::Path(_) | Node::Image(_) => {}
            }
            node.subroots(|group| gather(group, found));
        }
    }
    let mut found = BTreeSet::new();
    gather(group, &mut found);
    found.into_iter().collect()
}

fn of_text(text: &Text, found: &mut BTreeSet<char>) {
    for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
        if glyph.id.0 == 0 {
            found.extend(glyph.text.chars().filter(|c| !c.is_whitespace() && !c.is_control()));
        }
    }
}
