//! Figures: pictures scaled to the measure, their caption below.

use super::blocks::{Env, Setter};
use super::float::{self, Wish};
use super::line::FORBID;
use super::line::{Float, FloatSpot};
use super::structure::ElementId;
use super::{Line, Placed, PlacedKind, beside};
use crate::book::tag::Tag;
use crate::book::{Attr, Figure, Inline, InlineKind, Placement};
use crate::design::ParRole;
use crate::design::spec::{Along, CaptionNumber};
use crate::diag::{Code, Diagnostic, Span};
use crate::units::{Length, Size};

/// The least that a picture may be scaled down to for its caption's sake, in lines.
const LEAST_LINES: i64 = 4;
/// The tallest figure that floats by itself, in thousandths of the text's height: all that fit.
const TALLEST: i64 = 1000;

/// Sets a figure; picture and caption are never parted.
pub(super) fn set(setter: &mut Setter<'_>, figure: &Figure, attr: &Attr, span: Span, env: &Env) {
    if beside::set(setter, figure, attr, span, env) {
        return;
    }
    let place = Placement::of(attr);
    if place == Some(Placement::Sideways) && setter.may_float(env) {
        return sideways(setter, figure, span, env);
    }
    let white = setter.fit(setter.shop.design.spec.figures.white);
    let wish = Wish { place, numbered: figure.number.is_some(), most: TALLEST, white, span };
    // On a page of its own a picture is as large as the page lets it be.
    let full = place == Some(Placement::Page);
    float::set(setter, wish, env, |setter, env| {
        let height = setter.shop.design.text_height();
        content(setter, figure, Room { height, full }, span, env);
    });
}

/// A figure along the height of the page, to be read with the page turned.
fn sideways(setter: &mut Setter<'_>, figure: &Figure, span: Span, env: &Env) {
    let design = setter.shop.design;
    let height = design.page.measure;
    let env = Env { left: Length::ZERO, right: height - design.text_height(), ..env.clone() };
    let strips = setter.apart_with(|setter| {
        content(setter, figure, Room { height, full: true }, span, &env);
    });
    let lines = float::lines(strips);
    setter.float(Float { lines, spot: FloatSpot::Page, turned: true });
}

/// What a figure may take.
#[derive(Clone, Copy)]
struct Room {
    /// Down the page, its caption included.
    height: Length,
    /// It takes all of that, if its width lets it.
    full: bool,
}

/// Pictures and caption.
fn content(setter: &mut Setter<'_>, figure: &Figure, mut room: Room, span: Span, env: &Env) {
    let leading = setter.leading();
    let whole = setter.element(env, tag(figure));
    let inner = env.within(whole);
    let pictures = pictures(setter, figure, whole, &inner);
    let caption = caption(setter, figure.number.as_deref(), &figure.caption, span, &inner);
    let below = if caption.is_empty() {
        Length::ZERO
    } else {
        setter.fit(setter.shop.design.spec.figures.caption_gap)
    };
    room.height -= below + caption.iter().map(Line::total).sum();
    if !room.full {
        // A line of text above it, and white.
        room.height -= leading * 2;
    }
    // A caption as long as the page leaves something of the picture all the same.
    room.height = room.height.max(leading * LEAST_LINES);
    if let Some(line) = row(setter, figure, &pictures, room, span, env) {
        setter.push(line);
        setter.penalise(FORBID);
    }
    if !caption.is_empty() {
        setter.space(below);
        setter.push_kept(caption);
    }
}

/// The element of a figure: a picture holds its caption; several stand side by side in a group with
/// theirs, and decoration says nothing that a caption could belong to.
pub(super) fn tag(figure: &Figure) -> Tag {
    match &figure.images[..] {
        [only] if only.image.is_told() => Tag::Figure,
        _ => Tag::Division,
    }
}

/// The lines of a caption: `Figure 1` and the words.
pub(super) fn caption(
    setter: &mut Setter<'_>,
    number: Option<&str>,
    words: &[Inline],
    span: Span,
    env: &Env,
) -> Vec<Line> {
    let mut text = Vec::new();
    if let Some(number) = number {
        text.push(caption_number(setter, number, span));
        if !words.is_empty() {
            text.push(Inline::text("\u{2002}", span));
        }
    }
    text.extend_from_slice(words);
    if text.is_empty() {
        return Vec::new();
    }
    let style = setter.style(ParRole::Caption, env);
    let element = setter.element(env, Tag::Caption);
    setter.lines(&text, &style, element)
}

/// The number of a figure or table as the design has it.
pub(super) fn caption_number(setter: &Setter<'_>, number: &str, span: Span) -> Inline {
    let number = Inline::text(number, span);
    match setter.shop.design.spec.figures.number {
        CaptionNumber::SmallCaps => Inline::new(InlineKind::SmallCaps(vec![number]), span),
        CaptionNumber::Bold => Inline::new(InlineKind::Strong(vec![number]), span),
        CaptionNumber::Italic => Inline::new(InlineKind::Emphasis(vec![number]), span),
        CaptionNumber::Plain => number,
    }
}

/// The elements of the pictures of a figure; `None` for decoration.
pub(super) fn pictures(
    setter: &mut Setter<'_>,
    figure: &Figure,
    whole: ElementId,
    env: &Env,
) -> Vec<Option<ElementId>> {
    let alone = figure.images.len() == 1;
    let mut elements = Vec::new();
    for image in &figure.images {
        let seen_only = image.image.alt.as_ref().is_some_and(String::is_empty);
        let element = (!seen_only).then(|| if alone { whole } else { setter.element(env, Tag::Figure) });
        if let Some(element) = element {
            setter.structure.facts_mut(element).alt.clone_from(&image.image.alt);
        }
        elements.push(element);
    }
    elements
}

/// All pictures of a figure in one row.
fn row(
    setter: &mut Setter<'_>,
    figure: &Figure,
    elements: &[Option<ElementId>],
    room: Room,
    span: Span,
    env: &Env,
) -> Option<Line> {
    let measure = setter.measure(env);
    let spec = setter.shop.design.spec.figures;
    let gutter = spec.gutter;
    let count = i64::try_from(figure.images.len()).unwrap_or(1).max(1);
    let column = (measure - gutter * (count - 1)) / count;
    let captions = own_captions(setter, figure, elements, (column, gutter), env);
    let gap = setter.fit(spec.caption_gap);
    let below = captions.iter().map(|lines| lines.iter().map(Line::total).sum()).max().unwrap_or_default();
    let below = if below > Length::ZERO { below + gap } else { below };
    let mut sizes = Vec::new();
    for image in &figure.images {
        // A file that is missing is reported where it was read.
        let (asset, picture) = setter.shop.assets.find(&image.image.path)?;
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
    let width: Length = sizes.iter().map(|(_, size)| size.width).sum::<Length>() + gutter * (count - 1);
    let mut line = Line::empty(height, below);
    let slack = if spec.place == Along::Left { Length::ZERO } else { (measure - width) / 2 };
    let mut x = env.left + slack;
    let in_columns = below > Length::ZERO;
    for (index, ((asset, size), owner)) in sizes.into_iter().zip(elements).enumerate() {
        if in_columns {
            x = env.left + (column + gutter) * i64::try_from(index).unwrap_or(0) + (column - size.width) / 2;
        }
        // Pictures of different heights stand on one line.
        let kind = PlacedKind::Picture { asset, width: size.width, height: size.height };
        line.items.push(Placed { x, y: -size.height, kind, owner: *owner });
        put_below(&mut line, captions.get(index).cloned().unwrap_or_default(), gap);
        x += size.width + gutter;
    }
    line.width = x - gutter;
    line.span = Some(span);
    Some(line)
}

/// The captions that the pictures of a group have of their own, each set to its picture's column.
fn own_captions(
    setter: &mut Setter<'_>,
    figure: &Figure,
    elements: &[Option<ElementId>],
    (column, gutter): (Length, Length),
    env: &Env,
) -> Vec<Vec<Line>> {
    let whole = setter.shop.design.page.measure;
    let mut captions = Vec::new();
    for (index, image) in figure.images.iter().enumerate() {
        if image.caption.is_empty() {
            captions.push(Vec::new());
            continue;
        }
        let picture = elements.get(index).copied().flatten();
        let env = picture.map_or_else(|| env.clone(), |picture| env.within(picture));
        let element = setter.element(&env, Tag::Caption);
        let mut style = setter.style(ParRole::Caption, &env);
        style.left = env.left + (column + gutter) * i64::try_from(index).unwrap_or(0);
        style.right = whole - style.left - column;
        captions.push(setter.lines(&image.caption, &style, element));
    }
    captions
}

/// Puts the lines of a caption below the pictures, whose foot is the baseline.
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

/// The size of a picture: as wished, else natural, but within its column and the page.
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
