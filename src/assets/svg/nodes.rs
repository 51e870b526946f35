//! The nodes of a drawing, from back to front.

use std::collections::BTreeMap;

use resvg::tiny_skia::{Path, Transform};
use resvg::usvg::{self, BlendMode, Group, Node, fontdb};

use super::paint::{self, segments};
use super::{POINTS, matrix, pixels, words};
use crate::assets::{Clip, Shape, image};
use crate::fonts::{FaceId, Library};

/// A walk through a drawing.
pub(super) struct Walk<'a> {
    pub(super) fonts: &'a Library,
    /// The library's faces by their numbers among the fonts of the drawing.
    pub(super) faces: BTreeMap<fontdb::ID, FaceId>,
    /// What was drawn as pixels.
    pub(super) beyond: Vec<&'static str>,
}

impl Walk<'_> {
    /// What a group holds.
    pub(super) fn children(&mut self, group: &Group) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for node in group.children() {
            self.node(node, group.abs_transform(), &mut shapes);
        }
        shapes
    }

    /// A node whose parent's space is `outer`.
    fn node(&mut self, node: &Node, outer: Transform, shapes: &mut Vec<Shape>) {
        let found = match node {
            Node::Group(group) => self.group(group, outer),
            Node::Path(path) => paint::path(path, path.abs_transform()),
            Node::Text(text) => words::text(text, &self.faces, self.fonts)
                .map_or_else(|| Ok(self.children(text.flattened())), Ok),
            Node::Image(image) => picture(image),
        };
        match found {
            Ok(found) => shapes.extend(found),
            Err(what) => {
                self.beyond.push(what);
                shapes.extend(pixels::draw(node, outer));
            }
        }
    }

    fn group(&mut self, group: &Group, outer: Transform) -> Result<Vec<Shape>, &'static str> {
        if group.mask().is_some() {
            return Err("masks");
        }
        if !group.filters().is_empty() {
            return Err("filters");
        }
        let blend = blend(group.blend_mode())?;
        let clips = clips(group.clip_path(), outer.pre_concat(group.transform()))?;
        let alpha = paint::alpha(group.opacity().get());
        let shapes = self.children(group);
        if clips.is_empty() && alpha == 255 && blend.is_none() {
            return Ok(shapes);
        }
        Ok(vec![Shape::Group { clips, alpha, blend, shapes }])
    }
}

/// The clips of a group, each within the last.
fn clips(clip: Option<&usvg::ClipPath>, space: Transform) -> Result<Vec<Clip>, &'static str> {
    let mut clips = Vec::new();
    let mut next = clip;
    while let Some(clip) = next {
        let mut found = Vec::new();
        outlines(clip.root(), space.pre_concat(clip.transform()), &mut found)?;
        // Paths that overlap could undo one another, and those of both rules need both.
        let apart = |(at, (path, _)): (usize, &(Path, bool))| {
            let bounds = path.bounds();
            found[at + 1..].iter().all(|(other, _)| bounds.intersect(&other.bounds()).is_none())
        };
        let even_odd = found.first().is_some_and(|(_, even_odd)| *even_odd);
        if !found.iter().enumerate().all(apart) || found.iter().any(|(_, rule)| *rule != even_odd) {
            return Err("clips of several shapes");
        }
        clips.push(Clip { segments: found.iter().flat_map(|(path, _)| segments(path)).collect(), even_odd });
        next = clip.clip_path();
    }
    Ok(clips)
}

/// The outlines in a clip, in points.
fn outlines(group: &Group, space: Transform, out: &mut Vec<(Path, bool)>) -> Result<(), &'static str> {
    for node in group.children() {
        match node {
            Node::Path(path) if path.is_visible() => {
                let even_odd = path.fill().is_some_and(|fill| fill.rule() == usvg::FillRule::EvenOdd);
                let path = path.data().clone().transform(space.post_scale(POINTS, POINTS));
                out.extend(path.map(|path| (path, even_odd)));
            }
            Node::Path(_) => {}
            Node::Group(inner) if inner.clip_path().is_none() => {
                outlines(inner, space.pre_concat(inner.transform()), out)?;
            }
            Node::Text(text) => outlines(text.flattened(), space, out)?,
            Node::Group(_) | Node::Image(_) => return Err("clips of several shapes"),
        }
    }
    Ok(())
}

/// A picture in the drawing, its pixels or its file as they are.
fn picture(image: &usvg::Image) -> Result<Vec<Shape>, &'static str> {
    use usvg::ImageKind::{GIF, JPEG, PNG, SVG, WEBP};
    if !image.is_visible() {
        return Ok(Vec::new());
    }
    let (JPEG(data) | PNG(data) | GIF(data) | WEBP(data)) = image.kind() else {
        return Err("drawings in it");
    };
    debug_assert!(!matches!(image.kind(), SVG(_)));
    let picture = image::inner(data).ok_or("pictures that cannot be read")?;
    // A picture is one unit large, its top at one.
    let size = image.size();
    let unit = Transform::from_row(size.width(), 0.0, 0.0, -size.height(), 0.0, size.height());
    Ok(vec![Shape::Picture {
        matrix: matrix(image.abs_transform().pre_concat(unit)),
        picture: Box::new(picture),
    }])
}

/// The name that PDF has for a way to blend (ISO 32000-1, section 11.3.5).
fn blend(mode: BlendMode) -> Result<Option<&'static str>, &'static str> {
    Ok(Some(match mode {
        BlendMode::Normal => return Ok(None),
        BlendMode::Multiply => "Multiply",
        BlendMode::Screen => "Screen",
        BlendMode::Overlay => "Overlay",
        BlendMode::Darken => "Darken",
        BlendMode::Lighten => "Lighten",
        BlendMode::ColorDodge => "ColorDodge",
        BlendMode::ColorBurn => "ColorBurn",
        BlendMode::HardLight => "HardLight",
        BlendMode::SoftLight => "SoftLight",
        BlendMode::Difference => "Difference",
        BlendMode::Exclusion => "Exclusion",
        BlendMode::Hue => "Hue",
        BlendMode::Saturation => "Saturation",
        BlendMode::Color => "Color",
        BlendMode::Luminosity => "Luminosity",
        BlendMode::PlusLighter => return Err("light added to light"),
    }))
}
