//! Converts the nodes of a drawing to shapes, from back to front. Entry point:
//! [`ShapeBuilder::children`].

use std::collections::BTreeMap;

use resvg::tiny_skia::{Path, Transform};
use resvg::usvg::{self, BlendMode, Group, Node, fontdb};

use super::embedded::EmbeddedPictures;
use super::paint::{self, segments};
use super::pixels::Rasterizer;
use super::space::{POINTS, matrix};
use super::text;
use crate::assets::drawing::{Clip, DrawnShape};
use crate::fonts::{FaceId, Library};
use crate::limits::OverLimit;

/// The maximum number of paths of a clip that are compared with each other.
const MAX_CLIP_PATHS: usize = 500;

/// Converts nodes to shapes.
pub(super) struct ShapeBuilder<'a> {
    pub(super) fonts: &'a Library,
    /// The library's faces, by their ids in the font database of the drawing.
    pub(super) faces: BTreeMap<fontdb::ID, FaceId>,
    /// The names of what was drawn as pixels: `masks`, `patterns`.
    pub(super) rasterized: Vec<&'static str>,
    /// The pictures in the drawing.
    pub(super) pictures: EmbeddedPictures,
    pub(super) rasterizer: Rasterizer,
    /// The limit that a part exceeds which had to be drawn as pixels.
    pub(super) refused: Option<OverLimit>,
}

impl ShapeBuilder<'_> {
    /// Returns the shapes of a group's children.
    pub(super) fn children(&mut self, group: &Group) -> Vec<DrawnShape> {
        let mut shapes = Vec::new();
        for node in group.children() {
            self.node(node, group.abs_transform(), &mut shapes);
        }
        shapes
    }

    /// Adds the shapes of a node whose parent's space is `outer`.
    fn node(&mut self, node: &Node, outer: Transform, shapes: &mut Vec<DrawnShape>) {
        if self.refused.is_some() {
            return;
        }
        let found = match node {
            Node::Group(group) => self.group(group, outer),
            Node::Path(path) => paint::path(path, path.abs_transform()),
            Node::Text(text) => text::text(text, &self.faces, self.fonts)
                .map_or_else(|| Ok(self.children(text.flattened())), Ok),
            Node::Image(image) => self.picture(image),
        };
        match found {
            Ok(found) => shapes.extend(found),
            Err(what) => {
                self.rasterized.push(what);
                match self.rasterizer.draw(node, outer) {
                    Ok(shape) => shapes.extend(shape),
                    Err(over) => self.refused = Some(over),
                }
            }
        }
    }

    /// Returns the shapes of a group. The error names what can only be shown as pixels.
    fn group(&mut self, group: &Group, outer: Transform) -> Result<Vec<DrawnShape>, &'static str> {
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
        Ok(vec![DrawnShape::Group { clips, alpha, blend, shapes }])
    }

    /// Returns a picture in the drawing: its pixels or its unchanged file.
    fn picture(&self, image: &usvg::Image) -> Result<Vec<DrawnShape>, &'static str> {
        use usvg::ImageKind::{GIF, JPEG, PNG, WEBP};
        if !image.is_visible() {
            return Ok(Vec::new());
        }
        let (JPEG(data) | PNG(data) | GIF(data) | WEBP(data)) = image.kind() else {
            return Err("drawings in it");
        };
        let picture = self.pictures.find(data).ok_or("pictures that cannot be read")?;
        // In the space of a PDF image, the picture is one unit wide and high, with its top at 1.
        let size = image.size();
        let unit = Transform::from_row(size.width(), 0.0, 0.0, -size.height(), 0.0, size.height());
        Ok(vec![DrawnShape::Picture {
            matrix: matrix(image.abs_transform().pre_concat(unit)),
            picture: Box::new(picture.clone()),
        }])
    }
}

/// Returns the clips of a group, each within the one before. The error names a clip that a PDF does not
/// support.
fn clips(clip: Option<&usvg::ClipPath>, space: Transform) -> Result<Vec<Clip>, &'static str> {
    let mut clips = Vec::new();
    let mut next = clip;
    while let Some(clip) = next {
        let mut found = Vec::new();
        outlines(clip.root(), space.pre_concat(clip.transform()), &mut found)?;
        // A PDF clips by one path with one rule. Under the even-odd rule, overlapping paths would leave
        // holes, and paths with different rules cannot be combined.
        let apart = |(at, (path, _)): (usize, &(Path, bool))| {
            let bounds = path.bounds();
            found[at + 1..].iter().all(|(other, _)| bounds.intersect(&other.bounds()).is_none())
        };
        if found.len() > MAX_CLIP_PATHS {
            return Err("clips of several shapes");
        }
        let even_odd = found.first().is_some_and(|(_, even_odd)| *even_odd);
        if !found.iter().enumerate().all(apart) || found.iter().any(|(_, rule)| *rule != even_odd) {
            return Err("clips of several shapes");
        }
        clips.push(Clip { segments: found.iter().flat_map(|(path, _)| segments(path)).collect(), even_odd });
        next = clip.clip_path();
    }
    Ok(clips)
}

/// Adds the outlines in a clip, in points, each with whether its rule is even-odd.
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

/// Returns PDF's name of a blend mode (ISO 32000-1, section 11.3.5), or `None` for the normal one. The
/// error names a mode that PDF does not have.
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
