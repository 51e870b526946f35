//! The pictures of a figure in one row, with or without captions.

use super::context::BlockContext;
use super::setter::Setter;
use crate::book::Figure;
use crate::book::tag::Tag;
use crate::design::ParRole;
use crate::design::spec::BlockPlace;
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{ElementId, Line, Placed, PlacedKind};
use crate::units::{Length, Size};

/// The room that a figure may take.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// The height, including the caption.
    pub(super) height: Length,
    /// Whether the picture is scaled to this height if its width allows it.
    pub(super) full: bool,
}

/// Sets all pictures of a figure in one row.
pub(super) fn row(
    setter: &mut Setter<'_>,
    figure: &Figure,
    elements: &[Option<ElementId>],
    room: Room,
    span: Span,
    context: &BlockContext,
) -> Option<Line> {
    let measure = setter.measure(context);
    let spec = setter.resources.design.spec.figures;
    let gutter = spec.gutter;
    let column = column(setter, figure, measure);
    let captions = own_captions(setter, figure, elements, (column, gutter), context);
    let gap = setter.fit(spec.caption_gap);
    let below = captions.iter().map(|lines| lines.iter().map(Line::total).sum()).max().unwrap_or_default();
    let below = if below > Length::ZERO { below + gap } else { below };
    let mut sizes = Vec::new();
    for image in &figure.images {
        // A missing file is reported when it is read.
        let (asset, picture) = setter.resources.assets.find(&image.image.path)?;
        let wished = image.image.asked(picture.natural, measure, setter.em()).map(|size| size.width);
        let wanted = wished.or(room.full.then_some(column));
        let size = fit(picture.natural, wanted, column, room.height - below);
        if wished.is_some_and(|wished| wished.min(column) > size.width) {
            let message = format!("`{}` is made smaller to fit on a page", image.image.shown_path());
            let help = "ask for a smaller `width`";
            setter.sink.push(Diagnostic::new(Code::PictureTooTall, image.span, message).help(help));
        }
        sizes.push((asset, size));
    }
    let height = sizes.iter().map(|(_, size)| size.height).max()?;
    let gaps = i64::try_from(sizes.len()).unwrap_or(1).max(1) - 1;
    let width: Length = sizes.iter().map(|(_, size)| size.width).sum::<Length>() + gutter * gaps;
    let mut line = Line::empty(height, below);
    let slack = if spec.place == BlockPlace::Left { Length::ZERO } else { (measure - width) / 2 };
    let mut x = context.left + slack;
    let in_columns = below > Length::ZERO;
    let origin = Some(setter.source(span).origin);
    for (index, ((asset, size), owner)) in sizes.into_iter().zip(elements).enumerate() {
        if in_columns {
            x = context.left
                + (column + gutter) * i64::try_from(index).unwrap_or(0)
                + (column - size.width) / 2;
        }
        // Pictures of different heights are on one baseline.
        let kind = PlacedKind::Picture { asset, width: size.width, height: size.height, origin };
        line.items.push(Placed { x, y: -size.height, kind, owner: *owner });
        put_below(&mut line, captions.get(index).cloned().unwrap_or_default(), gap);
        x += size.width + gutter;
    }
    line.width = x - gutter;
    line.span = Some(span);
    Some(line)
}

/// Returns the height of the highest picture of a figure, without captions. Returns `None` if a file is missing.
pub(super) fn height(
    setter: &Setter<'_>,
    figure: &Figure,
    room: Room,
    context: &BlockContext,
) -> Option<Length> {
    let measure = setter.measure(context);
    let column = column(setter, figure, measure);
    let heights = figure.images.iter().map(|image| {
        let (_, picture) = setter.resources.assets.find(&image.image.path)?;
        let wished = image.image.asked(picture.natural, measure, setter.em()).map(|size| size.width);
        Some(fit(picture.natural, wished.or(room.full.then_some(column)), column, room.height).height)
    });
    heights.collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// Returns the width of the column of each picture.
fn column(setter: &Setter<'_>, figure: &Figure, measure: Length) -> Length {
    let count = i64::try_from(figure.images.len()).unwrap_or(1).max(1);
    (measure - setter.resources.design.spec.figures.gutter * (count - 1)) / count
}

/// Sets the captions of the single pictures of a group, each in its picture's column.
fn own_captions(
    setter: &mut Setter<'_>,
    figure: &Figure,
    elements: &[Option<ElementId>],
    (column, gutter): (Length, Length),
    context: &BlockContext,
) -> Vec<Vec<Line>> {
    let whole = setter.resources.design.page.measure;
    let mut captions = Vec::new();
    for (index, image) in figure.images.iter().enumerate() {
        if image.caption.is_empty() {
            captions.push(Vec::new());
            continue;
        }
        let picture = elements.get(index).copied().flatten();
        let context = picture.map_or_else(|| context.clone(), |picture| context.within(picture));
        let element = setter.element(&context, Tag::Caption);
        let mut style = setter.style(ParRole::Caption, &context);
        style.left = context.left + (column + gutter) * i64::try_from(index).unwrap_or(0);
        style.right = whole - style.left - column;
        captions.push(setter.lines(&image.caption, &style, element));
    }
    captions
}

/// Puts the lines of a caption below the pictures, whose bottom edge is the baseline.
fn put_below(line: &mut Line, caption: Vec<Line>, gap: Length) {
    let mut y = gap;
    for below in caption {
        let baseline = y + below.height;
        y = baseline + below.depth;
        line.items.extend(below.items.into_iter().map(|item| Placed { y: baseline + item.y, ..item }));
        line.notes.extend(below.notes);
        line.anchors.extend(below.anchors);
    }
}

/// Returns the size of a picture: the requested size or else its natural size, limited to its column
/// and the page.
fn fit(natural: Size, wished: Option<Length>, column: Length, room: Length) -> Size {
    let (width, height) = (natural.width.to_sp().max(1), natural.height.to_sp().max(1));
    let target = wished.unwrap_or(natural.width).min(column);
    let by_width = Size::new(target, target.ratio(height, width));
    if by_width.height <= room { by_width } else { Size::new(room.ratio(width, height), room) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_within_column_and_page() {
        let natural = Size::new(Length::pt(600), Length::pt(300));
        let (column, room) = (Length::pt(300), Length::pt(100));
        assert_eq!(fit(natural, None, column, Length::pt(500)), Size::new(Length::pt(300), Length::pt(150)));
        assert_eq!(
            fit(natural, Some(Length::pt(100)), column, room),
            Size::new(Length::pt(100), Length::pt(50))
        );
        assert_eq!(fit(natural, None, column, room), Size::new(Length::pt(200), Length::pt(100)));
    }
}
