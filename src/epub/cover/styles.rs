//! The five styles of covers: how each places the texts, the colours and the picture.

use super::canvas::{Area, Canvas, Column, Flow, HEIGHT, Shape, WIDTH};
use super::contrast::letters_on;
use super::fit::Fitter;
use super::look::{Look, tint_opacity};
use super::texts::{CoverTexts, SetTexts, TextRoom};
use crate::assets::reduce::CoverArt;
use crate::project::CoverStyle;
use crate::units::Colour;

/// The space at the edges of a cover.
const EDGE: i32 = 126;
/// The column between these.
const FULL: Column = Column { left: EDGE, width: WIDTH - 2 * EDGE };

/// What a style places.
pub(super) struct Content<'c, 'a> {
    pub(super) texts: &'c CoverTexts,
    pub(super) fitter: &'c Fitter<'c>,
    pub(super) look: &'c Look<'a>,
    /// The author's picture.
    pub(super) art: Option<&'c CoverArt>,
    /// Whether the author chose the colour.
    pub(super) is_colour_chosen: bool,
}

impl<'a> Content<'_, 'a> {
    /// Places everything on a canvas.
    pub(super) fn place(&self, canvas: &mut Canvas<'a>) {
        match self.look.style {
            CoverStyle::Plate => self.plate(canvas),
            CoverStyle::Field => self.field(canvas),
            CoverStyle::Band => self.band(canvas),
            CoverStyle::Rules => self.rules(canvas),
            CoverStyle::Picture => self.picture(canvas),
        }
    }

    fn set(&self, column: Column, height: i32, max_title: i32) -> SetTexts<'a> {
        self.texts.set(self.fitter, self.look, TextRoom { width: column.width, height, max_title })
    }

    /// A label of paper in a double frame, on the colour or on the picture.
    fn plate(&self, canvas: &mut Canvas<'a>) {
        const PLATE: (i32, i32) = (150, WIDTH - 300);
        const COLUMN: Column = Column { left: PLATE.0 + 130, width: PLATE.1 - 260 };
        const PAD: i32 = 170;
        let colours = self.look.colours;
        let set = self.set(COLUMN, 1210, 250);
        let is_on_plate = self.art.is_some();
        match self.art {
            Some(_) => canvas.picture(Area::ALL),
            None => {
                canvas.field(Area::ALL, colours.ground);
                canvas.frame(Area::ALL.inset(44), 3, colours.line);
            }
        }
        let upper = Flow::default()
            .text(0, set.series.as_ref(), colours.accent)
            .text(90, set.title.as_ref(), colours.ink)
            .text(set.space(380, 76), set.subtitle.as_ref(), colours.accent);
        let mut lower = Flow::default().text(0, set.authors.as_ref(), colours.ink);
        lower = lower.text(44, set.credits.as_ref(), colours.ink);
        if is_on_plate {
            lower = lower.text(60, set.publisher.as_ref(), colours.accent);
        }
        let ornament = if lower.is_empty() { 0 } else { 200 };
        let needed = upper.height() + lower.height() + ornament + 2 * PAD;
        let height = needed.max(1180);
        let plate = Area { x: PLATE.0, y: (HEIGHT - height) * 44 / 100, width: PLATE.1, height };
        canvas.field(plate, colours.paper);
        canvas.frame(plate.inset(26), 7, colours.accent);
        canvas.frame(plate.inset(43), 2, colours.accent);
        let lower_top = plate.bottom() - PAD - lower.height();
        let room = lower_top - ornament - (plate.y + PAD);
        let upper_top = plate.y + PAD + (room - upper.height()) * 2 / 5;
        canvas.flow(&upper, COLUMN, upper_top);
        if !lower.is_empty() {
            let middle = (upper_top + upper.height() + lower_top) / 2;
            canvas.rule(COLUMN, middle, (150, 5), colours.accent);
            canvas.flow(&lower, COLUMN, lower_top);
        }
        if let Some(publisher) = set.publisher.as_ref().filter(|_| !is_on_plate) {
            let top = (plate.bottom() + HEIGHT - 44 - publisher.height()) / 2;
            canvas.text(publisher, COLUMN, top, colours.letters);
        }
    }

    /// Large type on the colour, and the authors on a second tone of it; the picture above.
    fn field(&self, canvas: &mut Canvas<'a>) {
        /// The distance from the bar to the first text.
        const BAR: i32 = 104;
        let colours = self.look.colours;
        let top = if self.art.is_some() { HEIGHT * 46 / 100 } else { 0 };
        let set = if top > 0 { self.set(FULL, 770, 250) } else { self.set(FULL, 1340, 380) };
        canvas.field(Area::ALL, colours.ground);
        if top > 0 {
            canvas.picture(Area { height: top, ..Area::ALL });
        }
        let lower = Flow::default()
            .text(0, set.authors.as_ref(), colours.letters)
            .text(40, set.credits.as_ref(), colours.letters)
            .text(60, set.publisher.as_ref(), colours.letters);
        let lower_top = HEIGHT - EDGE - lower.height();
        let gap = if top > 0 { 70 } else { 110 };
        if !lower.is_empty() {
            let panel = lower_top - gap;
            canvas.field(Area { y: panel, height: HEIGHT - panel, ..Area::ALL }, colours.shade);
        }
        canvas.flow(&lower, FULL, lower_top);
        let upper = Flow::default()
            .text(0, set.series.as_ref(), colours.letters)
            .text(if top > 0 { 56 } else { 130 }, set.title.as_ref(), colours.letters)
            .text(set.space(330, 50), set.subtitle.as_ref(), colours.letters);
        let room = lower_top - gap - top;
        let space = room - upper.height();
        let upper_top =
            if top > 0 { top + space / 2 } else { (space * 2 / 5).clamp(EDGE + BAR, 2 * EDGE + 60) };
        if top == 0 {
            canvas.rule(FULL, upper_top - BAR, (150, 16), colours.letters);
        }
        canvas.flow(&upper, FULL, upper_top);
    }

    /// A band of the colour with the title, across paper or across the picture.
    fn band(&self, canvas: &mut Canvas<'a>) {
        const LINE: i32 = 10;
        let colours = self.look.colours;
        let has_picture = self.art.is_some();
        let set = self.set(FULL, if has_picture { 1100 } else { 1240 }, 300);
        let mut middle = Flow::default();
        if has_picture {
            canvas.picture(Area::ALL);
            middle = middle.text(0, set.series.as_ref(), colours.letters);
        } else {
            canvas.field(Area::ALL, colours.paper);
        }
        middle = middle.text(76, set.title.as_ref(), colours.letters).text(
            set.space(330, 60),
            set.subtitle.as_ref(),
            colours.letters,
        );
        if has_picture {
            middle = middle
                .text(90, set.authors.as_ref(), colours.letters)
                .text(40, set.credits.as_ref(), colours.letters)
                .text(60, set.publisher.as_ref(), colours.letters);
        }
        let pad = if has_picture { 110 } else { 150 };
        let height = (middle.height() + 2 * pad).max(if has_picture { 0 } else { 760 });
        let upper = Flow::default().text(0, set.authors.as_ref(), colours.ink).text(
            40,
            set.credits.as_ref(),
            colours.ink,
        );
        let top = if has_picture {
            (HEIGHT - height) * 72 / 100
        } else {
            (EDGE + 60 + upper.height() + 120).max((HEIGHT - height) * 42 / 100)
        };
        let band = Area { y: top, height, ..Area::ALL };
        canvas.field(band, colours.ground);
        let line = |y| Area { x: 0, y, width: WIDTH, height: LINE };
        let (rule, gap) = if has_picture { (colours.ground, 14) } else { (colours.accent, 18) };
        canvas.field(line(band.y - gap - LINE), rule);
        canvas.field(line(band.bottom() + gap), rule);
        canvas.flow(&middle, FULL, band.y + (height - middle.height()) / 2);
        if has_picture {
            return;
        }
        canvas.flow(&upper, FULL, EDGE + 60);
        if let Some(series) = &set.series {
            canvas.text(series, FULL, band.bottom() + gap + LINE + 84, colours.accent);
        }
        if let Some(publisher) = &set.publisher {
            canvas.text(publisher, FULL, HEIGHT - EDGE - publisher.height(), colours.ink);
        }
    }

    /// Type on paper between rules of two thicknesses; the picture in a window.
    fn rules(&self, canvas: &mut Canvas<'a>) {
        const THICK: i32 = 22;
        const THIN: i32 = 4;
        let colours = self.look.colours;
        let has_picture = self.art.is_some();
        let set = if has_picture { self.set(FULL, 950, 230) } else { self.set(FULL, 1340, 340) };
        canvas.field(Area::ALL, colours.paper);
        let across = |thickness| (FULL.width, thickness);
        canvas.rule(FULL, EDGE, across(THICK), colours.accent);
        let foot = HEIGHT - EDGE - THICK;
        canvas.rule(FULL, foot, across(THICK), colours.accent);
        canvas.rule(FULL, foot - 12 - THIN, across(THIN), colours.accent);
        canvas.rule(FULL, EDGE + THICK + 12, across(THIN), colours.accent);

        let mut upper = Flow::default();
        if set.series.is_some() {
            upper = upper.text(0, set.series.as_ref(), colours.accent).rule(38, across(THIN), colours.accent);
        }
        upper = upper.text(80, set.title.as_ref(), colours.ink).text(
            set.space(330, 60),
            set.subtitle.as_ref(),
            colours.accent,
        );
        let lower = Flow::default()
            .text(0, set.authors.as_ref(), colours.ink)
            .text(36, set.credits.as_ref(), colours.ink)
            .text(56, set.publisher.as_ref(), colours.accent);
        let first = EDGE + THICK + 12 + THIN;
        let upper_top = first + if set.series.is_some() { 42 } else { 90 };
        let lower_top = foot - 12 - THIN - 62 - lower.height();
        canvas.flow(&upper, FULL, upper_top);
        canvas.flow(&lower, FULL, lower_top);
        let end = if lower.is_empty() { foot - 12 - THIN } else { lower_top - 70 - THIN };
        if !lower.is_empty() {
            canvas.rule(FULL, end, across(THIN), colours.accent);
        }
        if has_picture {
            let y = upper_top + upper.height() + 76;
            let height = end - 40 - y;
            canvas.picture(Area { x: FULL.left, y, width: FULL.width, height });
        }
    }

    /// The picture on the whole cover, with a tint behind the type that is as strong as its tones need.
    fn picture(&self, canvas: &mut Canvas<'a>) {
        const FADE: i32 = 420;
        /// The minimum opacity, at which details of the picture recede behind the letters.
        const MIN_TINT: i32 = 680;
        let tint = self.look.colours.tint(self.is_colour_chosen);
        let letters = letters_on(tint);
        let set = self.set(FULL, 1180, 300);
        let flow = Flow::default()
            .text(0, set.series.as_ref(), letters)
            .text(64, set.title.as_ref(), letters)
            .text(set.space(300, 56), set.subtitle.as_ref(), letters)
            .text(100, set.authors.as_ref(), letters)
            .text(40, set.credits.as_ref(), letters)
            .text(70, set.publisher.as_ref(), letters);
        let top = HEIGHT - EDGE - flow.height();
        if self.art.is_none() {
            canvas.field(Area::ALL, tint);
        } else {
            canvas.picture(Area::ALL);
            let full = top - 40;
            let start = (full - FADE).max(0);
            let tones = self.tones(full);
            let opacity = tint_opacity(tint, letters, &tones).max(MIN_TINT);
            // The tint sets in slowly, so that its edge is not seen.
            let area = Area { y: start, height: HEIGHT - start, ..Area::ALL };
            let at = |y: i32| (y - start) * 1000 / (HEIGHT - start);
            let eased = |step: i32| {
                (at(start + (full - start) * step / 8), opacity * step * step * (24 - 2 * step) / 512)
            };
            let mut stops: Vec<(i32, i32)> = (0..=8).map(eased).collect();
            stops.push((1000, opacity));
            canvas.shapes.push(Shape::Tint { area, colour: tint, stops });
        }
        canvas.flow(&flow, FULL, top);
    }

    /// Returns the extreme tones of the picture below a height of the cover, which it fills.
    fn tones(&self, from: i32) -> Vec<Colour> {
        let Some(art) = self.art else { return Vec::new() };
        let (width, height) = (i64::from(art.width.max(1)), i64::from(art.height.max(1)));
        // The height of the whole picture in units of the cover, and that of its part above the cover.
        let whole = i64::from(HEIGHT).max(i64::from(WIDTH) * height / width);
        let hidden = (whole - i64::from(HEIGHT)) / 2;
        let strips = i64::try_from(art.tones.len()).unwrap_or(1);
        let first = usize::try_from((i64::from(from) + hidden) * strips / whole).unwrap_or(0);
        art.tones.iter().skip(first).flat_map(|strip| [strip.darkest, strip.lightest]).collect()
    }
}
