//! Figures beside the text: picture and caption at one side of the measure, and paragraphs indented
//! line by line beside them down to the foot of the figure.
//!
//! A figure is attached to the first line beside it, and the lines along its height are kept together on
//! one page. A block that is not a paragraph is set below it.

use super::caption::caption;
use super::context::BlockContext;
use super::figure_elements::{pictures, tag};
use super::setter::Setter;
use super::wrap_figure::{FigureItems, WrapFigure};
use crate::assets::AssetId;
use crate::book::{Attr, Figure, FigureSide};
use crate::design::ParRole;
use crate::diag::{Code, Diagnostic, Span};
use crate::layout::{FORBID, Line, Placed, PlacedKind, Strip};
use crate::units::{Length, Size};

/// The minimum measure beside a figure, in ems; in narrower lines the spaces are uneven.
const MIN_EMS: i64 = 12;
/// The maximum height of a figure with its caption, in thousandths of the text's height.
const MAX_HEIGHT: i64 = 660;
/// The space between a figure and the text, in thousandths of the leading: beside the figure, and the
/// minimum below it.
const GUTTER: i64 = 900;
const BELOW: i64 = 450;
/// The space between the picture and its caption, in thousandths of the leading.
const ABOVE_CAPTION: i64 = 300;
/// The heights of capitals and of tall letters above the baseline, in thousandths of an em.
const CAPITALS: i64 = 650;
const TALL: i64 = 720;

/// Sets a figure beside the text that follows, if the author asks for it and there is room. Otherwise
/// reports the reason.
pub(super) fn set(
    setter: &mut Setter<'_>,
    figure: &Figure,
    attr: &Attr,
    span: Span,
    context: &BlockContext,
) -> bool {
    // The author names the side of the page, and x counts from the start of the line.
    let side = match figure.side(attr) {
        Some(FigureSide::Left) if setter.rtl => FigureSide::Right,
        Some(FigureSide::Right) if setter.rtl => FigureSide::Left,
        Some(side) => side,
        None => return false,
    };
    // A missing file is reported when it is read.
    let [image] = &figure.images[..] else { return false };
    let Some((asset, picture)) = setter.resources.assets.find(&image.image.path) else { return false };
    let asked = image.image.asked(picture.natural, setter.measure(context), setter.em());
    let wished = asked.map(|size| size.width);
    match fit(setter, picture.natural, wished, context) {
        Ok(size) => hang(setter, figure, side, (asset, size), span, context),
        Err(reason) => {
            let message = format!("`{}` cannot stand beside the text: {reason}", image.image.shown_path());
            let help = "it is set between paragraphs; a smaller `width=` would let it stand beside them";
            setter.sink.push(Diagnostic::new(Code::NotBeside, image.span, message).help(help));
            false
        }
    }
}

/// Returns the size of a picture beside text: the requested size, or else its natural size if that
/// leaves enough room.
fn fit(
    setter: &Setter<'_>,
    natural: Size,
    wished: Option<Length>,
    context: &BlockContext,
) -> Result<Size, &'static str> {
    let design = setter.resources.design;
    let measure = setter.measure(context);
    if setter.style(context.role, context).leading != design.leading {
        return Err("this is no running text");
    }
    let most = measure.ratio(FigureSide::MAX_SHARE.into(), 1000);
    let width = wished.unwrap_or_else(|| natural.width.min(measure.ratio(FigureSide::SHARE.into(), 1000)));
    if width > most {
        return Err("it is wider than three fifths of the measure");
    }
    if measure - width - design.leading.ratio(GUTTER, 1000) < design.em() * MIN_EMS {
        return Err("the lines beside it would be too short");
    }
    let height = width.ratio(natural.height.to_sp(), natural.width.to_sp().max(1));
    if height > design.text_height().ratio(MAX_HEIGHT, 1000) {
        return Err("it is taller than two thirds of the page");
    }
    Ok(Size::new(width, height))
}

/// Puts picture and caption together, to be attached to the next line.
fn hang(
    setter: &mut Setter<'_>,
    figure: &Figure,
    side: FigureSide,
    (asset, size): (AssetId, Size),
    span: Span,
    context: &BlockContext,
) -> bool {
    let design = setter.resources.design;
    let (leading, em) = (design.leading, design.em());
    let measure = setter.measure(context);
    let from = match side {
        FigureSide::Left => context.left,
        FigureSide::Right => context.left + measure - size.width,
    };
    let column =
        BlockContext { left: from, right: design.page.measure - from - size.width, ..context.clone() };
    let whole = setter.element(context, tag(figure));
    let inner = column.within(whole);
    let owner = pictures(setter, figure, whole, &inner).pop().flatten();

    // The head of the picture is aligned with the capitals of the first line beside it.
    let mut y = -em.ratio(CAPITALS, 1000);
    let origin = Some(setter.source(span).origin);
    let kind = PlacedKind::Picture { asset, width: size.width, height: size.height, origin };
    let mut hung = FigureItems { items: Vec::new(), notes: Vec::new(), anchors: Vec::new() };
    hung.items.push(Placed { x: from, y, kind, owner });
    y += size.height;
    for (index, line) in caption(
        setter,
        setter.shown(figure.number.as_ref(), context).as_deref(),
        &figure.caption,
        span,
        &inner,
    )
    .into_iter()
    .enumerate()
    {
        y += line.height + if index == 0 { leading.ratio(ABOVE_CAPTION, 1000) } else { Length::ZERO };
        hung.items.extend(line.items.into_iter().map(|item| Placed { y: item.y + y, ..item }));
        hung.notes.extend(line.notes);
        hung.anchors.extend(line.anchors);
        y += line.depth;
    }

    // Count the lines whose letters would be closer to the foot of the figure than the minimum space.
    let reach = y + leading.ratio(BELOW, 1000) + em.ratio(TALL, 1000);
    let lines = usize::try_from(reach.ceil_to(leading).to_sp() / leading.to_sp().max(1)).unwrap_or(1).max(1);
    let room = size.width + leading.ratio(GUTTER, 1000);
    if figure.number.is_some() && setter.may_float(context) {
        setter.strips.push(Strip::Barrier);
    }
    setter.wrap = Some(WrapFigure { side, room, lines, hung: Some(hung) });
    true
}

impl Setter<'_> {
    /// Adds space down to the foot of the figure beside the text.
    pub(super) fn clear(&mut self) {
        let Some(mut wrap) = self.wrap.take() else { return };
        let style = self.style(ParRole::Body, &BlockContext::body());
        let (height, _) = style.strut();
        let leading = style.leading * i64::try_from(wrap.lines()).unwrap_or(1);
        let mut empty = Line::empty(height, leading - height);
        if wrap.has_begun() {
            self.penalise(FORBID);
        }
        wrap.hang(std::iter::once(&mut empty));
        self.push(empty);
    }
}
