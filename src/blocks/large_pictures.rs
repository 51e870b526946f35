//! Paragraphs with pictures that are too large for a line: the text before, the pictures on separate
//! lines, the text after, in the order in which they were written.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::picture::within;
use crate::book::stretches::{Stretch, each_image, images_in, stretches};
use crate::book::{Image, Inline, PictureLength};
use crate::design::spec::BlockPlace;
use crate::design::{Alignment, ParRole};
use crate::layout::{ElementId, FORBID, Line, PlacedKind};
use crate::units::Length;

/// The minimum width of a picture in a narrow column, in ems.
const MIN_EMS: i64 = 4;

impl Setter<'_> {
    /// Divides a paragraph at the pictures that are too large for a line; `None` if it has none.
    pub(super) fn stretches(&self, inlines: &[Inline]) -> Option<Vec<Stretch>> {
        let assets = self.resources.assets;
        let is_apart =
            |image: &Image| assets.find(&image.path).is_some_and(|(_, found)| image.is_apart(found.natural));
        stretches(inlines, &is_apart)
    }

    /// Sets a divided paragraph, all parts as one element.
    pub(super) fn parted(&mut self, stretches: &[Stretch], element: ElementId, context: &BlockContext) {
        self.clear();
        let space = self.space_around(context);
        let mut after_words = !is_narrow(context.role);
        for (index, stretch) in stretches.iter().enumerate() {
            match stretch {
                Stretch::Words(words) => {
                    if index > 0 {
                        // The text after a picture may refer to it, so they are kept together.
                        self.penalise(FORBID);
                    }
                    self.words(words, element, context, index + 1 < stretches.len());
                    after_words = true;
                }
                Stretch::Pictures(pictures) => {
                    if after_words {
                        self.space(space);
                    }
                    self.pictures(pictures, element, context);
                    let last = index + 1 == stretches.len();
                    if !(last && is_narrow(context.role)) {
                        self.space(space);
                    }
                    (self.first, self.resumes) = (true, true);
                }
            }
        }
    }

    fn space_around(&self, context: &BlockContext) -> Length {
        if is_narrow(context.role) {
            self.leading() / 2
        } else {
            self.fit(self.resources.design.spec.figures.space)
        }
    }

    /// Sets pictures side by side as far as they fit, and the rest below.
    fn pictures(&mut self, pictures: &[Inline], element: ElementId, context: &BlockContext) {
        let design = self.resources.design;
        let mut style = self.style(context.role, context);
        style.indent = Length::ZERO;
        let is_left = is_narrow(context.role) || design.spec.figures.place == BlockPlace::Left;
        style.align = if is_left { Alignment::Start } else { Alignment::Centre };
        let room = design.page.measure - style.left - style.right;
        let height = design.text_height() - design.leading * 2;
        let (assets, em) = (self.resources.assets, style.text.size);
        let mut sized = pictures.to_vec();
        each_image(&mut sized, &mut |image| {
            let Some((_, found)) = assets.find(&image.path) else { return };
            let size = within(image.asked(found.natural, room, em).unwrap_or(found.natural), room);
            let width = if size.height <= height {
                size.width
            } else {
                height.ratio(size.width.to_sp(), size.height.to_sp())
            };
            (image.width, image.height) = (Some(PictureLength::points(width)), None);
        });
        let gutter = design.spec.figures.gutter;
        for (index, mut line) in self.lines(&sized, &style, element).into_iter().enumerate() {
            if index > 0 {
                self.space(gutter);
            }
            fit_pictures(&mut line);
            self.push(line);
        }
    }

    /// Returns the minimum and the preferred width of a column for the pictures of a paragraph.
    pub(super) fn needs(&self, pictures: &[Inline], columns: i64) -> (Length, Length) {
        let design = self.resources.design;
        let measure = design.page.measure;
        let (mut least, mut most) = (Length::ZERO, Length::ZERO);
        for image in images_in(pictures) {
            let Some((_, found)) = self.resources.assets.find(&image.path) else { continue };
            let asked = image.asked(found.natural, measure, design.em());
            let is_share = image.width.is_some_and(PictureLength::is_share);
            let natural = found.natural.width.min(measure);
            let wanted = asked.filter(|_| !is_share).map_or(natural, |size| size.width.min(measure));
            // A size in absolute units is kept as long as every column has room for such a picture.
            let kept =
                asked.filter(|_| !is_share).map_or(design.em() * MIN_EMS, |_| measure / columns.max(1));
            least = least.max(wanted.min(kept));
            most = most.max(wanted);
        }
        (least, most)
    }
}

/// Returns whether content is set in a narrow column: a cell, an item.
fn is_narrow(role: ParRole) -> bool {
    matches!(role, ParRole::TableCell | ParRole::TableHead | ParRole::ListItem | ParRole::DefinitionDetail)
}

/// Makes a line of pictures as high as they are, and takes it off the grid.
fn fit_pictures(line: &mut Line) {
    let picture = |kind: &PlacedKind| matches!(kind, PlacedKind::Picture { .. });
    let heights = line.items.iter().filter(|item| picture(&item.kind)).map(|item| -item.y);
    if let Some(height) = heights.max() {
        (line.height, line.depth) = (height, Length::ZERO);
    }
}
