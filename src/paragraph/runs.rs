//! Turns the pieces of a line into positioned runs of glyphs, pictures, areas of links, and rules.

use std::ops::Range;
use std::sync::Arc;

use super::dots::dots;
use super::keycaps;
use super::math::{Placement, place};
use super::pieces::LinePiece;
use super::segment::SegmentKind;
use super::shape::ShapedGlyph;
use super::shaped::ShapedText;
use super::text::{CollectedText, InlineBox, InlineContent};
use crate::design::style::TextStyle;
use crate::fonts::FaceId;
use crate::layout::{ElementId, Glyph, GlyphRun, Line, Placed, PlacedKind, RunOrigins};
use crate::units::Length;

/// Thickness and position of lines under and through text, in thousandths of its size.
const LINE_WEIGHT: i64 = 50;
const UNDERLINE_BELOW: i64 = 120;
const STRIKE_ABOVE: i64 = 250;

/// Places pieces side by side, and joins those of equal style into one run.
pub(super) struct RunWriter<'a> {
    shaped: &'a ShapedText,
    /// Where the next piece begins.
    x: Length,
    /// Whether the line runs from right to left: x counts from its right end.
    rtl: bool,
    /// The scale of the line's glyphs, in ten-thousandths.
    scale: i16,
    /// The letterspacing of the line, in scaled points.
    spacing: i32,
    items: Vec<Placed>,
    /// The element of the piece that is being placed.
    owner: Option<ElementId>,
    /// The areas of links: index of the link, start, width, height above and depth below the baseline.
    links: Vec<(usize, Length, Length, Length)>,
    /// The framed keys: index of the key, segment, start, end.
    keycaps: Vec<(usize, usize, Length, Length)>,
}

impl<'a> RunWriter<'a> {
    /// `x` is the start of the line, and `rtl` whether that is its right end. `scale` and `spacing` describe the glyphs
    /// of the pieces.
    pub(super) fn new(shaped: &'a ShapedText, x: Length, rtl: bool, (scale, spacing): (i16, i32)) -> Self {
        let (items, links, keycaps) = (Vec::new(), Vec::new(), Vec::new());
        Self { shaped, x, rtl, scale, spacing, items, owner: None, links, keycaps }
    }

    /// Places the pieces of a line, which are in visual order. Returns the end of the line.
    pub(super) fn place(mut self, mut pieces: Vec<LinePiece>, line: &mut Line) -> Length {
        let (from, first) = (self.x, line.items.len());
        let widths: Length = pieces.iter().map(|piece| Length::sp(piece.width(self.shaped))).sum();
        let is_odd = |piece: &LinePiece| self.shaped.segments[piece.segment].level % 2 == 1;
        if pieces.iter().any(is_odd) {
            // The items of a line are in the order of the text.
            let mut x = from;
            let placed = pieces.into_iter().map(|piece| {
                let start = x;
                x += Length::sp(piece.width(self.shaped));
                (start, piece)
            });
            let mut placed: Vec<(Length, LinePiece)> =
                placed.flat_map(|(x, piece)| spaces_apart(x, piece, self.shaped)).collect();
            placed.sort_by_key(|(_, piece)| (piece.text.start, piece.hyphen));
            for (x, piece) in &placed {
                self.x = *x;
                self.piece(piece);
            }
        } else {
            pieces.drain(..).for_each(|piece| self.piece(&piece));
        }
        let rtl = self.rtl;
        self.finish(line);
        if rtl {
            line.items[first..].iter_mut().for_each(|item| item.mirror(from * 2 + widths));
        }
        from + widths
    }

    fn piece(&mut self, piece: &LinePiece) {
        let start = self.x;
        let run = &self.shaped.collected.runs[self.shaped.segments[piece.segment].run];
        let style = self.shaped.style(piece.segment);
        self.owner = run.owner;
        match self.shaped.segments[piece.segment].kind {
            SegmentKind::InlineBox if !piece.hyphen => self.object(piece),
            SegmentKind::Nothing => {}
            SegmentKind::InlineBox | SegmentKind::Text | SegmentKind::Blank(_) => self.glyphs(piece, style),
        }
        if let Some(link) = run.link {
            self.link(link, start, style.size);
        }
        if let Some(key) = keycaps::key_at(&self.shaped.collected.keycaps, piece.text.start) {
            self.keycap(key, piece.segment, start);
        }
        self.decorate(style, start);
        self.items.extend(dots(self.shaped, piece, style, start));
    }

    fn keycap(&mut self, key: usize, segment: usize, start: Length) {
        match self.keycaps.last_mut() {
            Some((known, _, _, end)) if *known == key && *end == start => *end = self.x,
            Some((known, _, from, _)) if *known == key && *from == self.x => *from = start,
            _ => self.keycaps.push((key, segment, start, self.x)),
        }
    }

    fn object(&mut self, piece: &LinePiece) {
        if let Some(object) = self.shaped.collected.object(piece.text.start) {
            let run = &self.shaped.collected.runs[self.shaped.segments[piece.segment].run];
            let origin = self.shaped.collected.origin(run, piece.text.start);
            let style = self.shaped.style(piece.segment);
            match &object.content {
                InlineContent::Picture(asset) => {
                    let InlineBox { width, height, .. } = *object;
                    let kind = PlacedKind::Picture { asset: *asset, width, height, origin };
                    let y = object.depth - object.height;
                    self.items.push(Placed { x: self.x, y, kind, owner: self.owner });
                }
                InlineContent::Formula(set, origin) => {
                    let with = Placement { style, origin: *origin, owner: self.owner };
                    self.items.extend(place(set, self.x, -style.rise, with));
                }
                InlineContent::Ruby(pair) => {
                    let moved = |item: &Placed| Placed { x: self.x + item.x, ..item.clone() };
                    self.items.extend(pair.items.iter().map(moved));
                }
                InlineContent::FormulaSpace => {}
            }
            self.x += object.width + Length::sp(piece.widened);
        }
    }

    fn glyphs(&mut self, piece: &LinePiece, style: &TextStyle) {
        let (text, glyphs) = texts(self.shaped, piece);
        let origins = origins(self.shaped, piece, &glyphs);
        let (face, size) = {
            let segment = &self.shaped.segments[piece.segment];
            (segment.face, segment.size)
        };
        let width: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        let y = -style.rise;
        let rtl = !self.shaped.segments[piece.segment].level.is_multiple_of(2);
        if let Some(Placed { y: known, kind: PlacedKind::Glyphs(run), owner, .. }) = self.items.last_mut()
            && *known == y
            && !(rtl || run.rtl)
            && *owner == self.owner
            && looks(run, (face, size), style)
        {
            let run = Arc::make_mut(run);
            run.origins.append(run.text.len(), &origins);
            run.text = (std::mem::take(&mut run.text).into_string() + &text).into();
            run.glyphs.extend(glyphs);
        } else {
            let run = GlyphRun {
                face,
                size,
                scale: self.scale,
                spacing: self.spacing,
                colour: style.colour,
                runs_on: false,
                lang: style.lang.clone(),
                rtl,
                text: text.into(),
                origins,
                glyphs,
            };
            self.items.push(Placed {
                x: self.x,
                y,
                kind: PlacedKind::Glyphs(Arc::new(run)),
                owner: self.owner,
            });
        }
        self.x += Length::sp(width);
    }

    fn link(&mut self, link: usize, start: Length, size: Length) {
        match self.links.last_mut() {
            Some((known, _, end, tallest)) if *known == link && *end == start => {
                *end = self.x;
                *tallest = size.max(*tallest);
            }
            Some((known, from, _, tallest)) if *known == link && *from == self.x => {
                *from = start;
                *tallest = size.max(*tallest);
            }
            _ => self.links.push((link, start, self.x, size)),
        }
    }

    fn decorate(&mut self, style: &TextStyle, start: Length) {
        let part = |thousandths| style.size.ratio(thousandths, 1000);
        let places = [(style.underline, part(UNDERLINE_BELOW)), (style.strike, -part(STRIKE_ABOVE))];
        for (_, y) in places.into_iter().filter(|(wanted, _)| *wanted) {
            let kind =
                PlacedKind::Rule { width: self.x - start, height: part(LINE_WEIGHT), colour: style.colour };
            self.items.push(Placed { x: start, y: y - style.rise, kind, owner: None });
        }
    }

    /// Moves all items to the line.
    fn finish(self, line: &mut Line) {
        line.items.extend(self.items);
        let frame = |(_, segment, start, end)| keycaps::frame(self.shaped.style(segment), start, end);
        line.items.extend(self.keycaps.into_iter().map(frame));
        for (link, start, end, size) in self.links {
            let (to, owner) = self.shaped.collected.links[link].clone();
            let kind = PlacedKind::Link { to, width: end - start, height: size };
            line.items.push(Placed { x: start, y: -size.ratio(3, 4), kind, owner });
        }
    }
}

/// Divides a piece from right to left at the spaces at its ends, so that they are between the words of the line in the
/// order of the text, too: some readers of the file find spaces only there.
fn spaces_apart(x: Length, piece: LinePiece, shaped: &ShapedText) -> Vec<(Length, LinePiece)> {
    let text = &shaped.collected.text[piece.text.clone()];
    let is_apart = |glyphs: &[ShapedGlyph], at: usize| {
        glyphs.len() > 1 && glyphs.iter().filter(|glyph| glyph.cluster as usize == at).count() == 1
    };
    let is_even = shaped.segments[piece.segment].level.is_multiple_of(2);
    let LinePiece { segment, mut glyphs, text: Range { mut start, mut end }, hyphen, widened } = piece;
    let (mut x, mut parts) = (x, Vec::new());
    let part = |glyphs, text| LinePiece { segment, glyphs, text, hyphen, widened: 0 };
    if !is_even && !hyphen {
        // The glyphs are in visual order: the last space is the first of them.
        if text.ends_with(' ') && is_apart(&glyphs, end - 1) && glyphs[0].cluster as usize == end - 1 {
            let space = glyphs.remove(0);
            let width = Length::sp(space.advance.into());
            parts.push((x, part(vec![space], end - 1..end)));
            (x, end) = (x + width, end - 1);
        }
        let is_last = glyphs.last().is_some_and(|last| last.cluster as usize == start);
        if text.starts_with(' ') && is_apart(&glyphs, start) && is_last {
            let space = glyphs.split_off(glyphs.len() - 1);
            let width: Length = glyphs.iter().map(|glyph| Length::sp(glyph.advance.into())).sum();
            parts.push((x + width, part(space, start..start + 1)));
            start += 1;
        }
    }
    parts.push((x, LinePiece { segment, glyphs, text: start..end, hyphen, widened }));
    parts
}

/// Returns whether glyphs of a face, size and style can continue a run.
fn looks(run: &GlyphRun, (face, size): (FaceId, Length), style: &TextStyle) -> bool {
    run.face == face && run.size == size && run.colour == style.colour && run.lang == style.lang
}

/// Returns the text of a piece cluster by cluster in the order of its glyphs, and the glyphs with the
/// lengths of their texts.
fn texts(shaped: &ShapedText, piece: &LinePiece) -> (String, Vec<Glyph>) {
    let mut text = String::with_capacity(piece.text.len());
    // The space at which the line is broken may follow: growing for it would take twice the memory.
    let mut glyphs = Vec::with_capacity(piece.glyphs.len() + 1);
    let from_right = !shaped.segments[piece.segment].level.is_multiple_of(2);
    let (mut before, mut length) = (None, 0);
    for (index, glyph) in piece.glyphs.iter().enumerate() {
        let first = before != Some(glyph.cluster);
        if first {
            text.truncate(length);
        }
        if piece.hyphen {
            text.push('\u{AD}');
        } else if first {
            // The text of a cluster ends where the next cluster in logical order begins. If the piece
            // was shaped again, this is the next cluster of the new shaping.
            let next = if from_right {
                before
            } else {
                let later = piece.glyphs[index..].iter().map(|later| later.cluster);
                later.into_iter().find(|later| *later != glyph.cluster)
            };
            let end = next.map_or(piece.text.end, |cluster| cluster as usize);
            push_cluster(&shaped.collected, glyph.cluster as usize..end, &mut text);
        }
        before = Some(glyph.cluster);
        // A cluster of more text than a glyph can have is divided between its glyphs. What has no glyph, a long row of
        // invisible characters, is left out of the text that a reader copies.
        let text_len = prefix_len(&text[length..]);
        length += usize::from(text_len);
        glyphs.push(Glyph { id: glyph.id, text_len, advance: glyph.advance, dx: glyph.dx, dy: glyph.dy });
    }
    text.truncate(length);
    (text, glyphs)
}

/// Returns the length of the longest prefix of a text that the length of a glyph's text can express.
fn prefix_len(text: &str) -> u16 {
    let fits = u16::try_from(text.len());
    fits.unwrap_or_else(|_| {
        (0..=u16::MAX).rev().find(|end| text.is_char_boundary((*end).into())).unwrap_or(0)
    })
}

/// Returns the origins of a piece's text as [`texts`] orders it.
fn origins(shaped: &ShapedText, piece: &LinePiece, glyphs: &[Glyph]) -> RunOrigins {
    let segment = &shaped.segments[piece.segment];
    let (collected, run) = (&shaped.collected, &shaped.collected.runs[segment.run]);
    let mut origins = RunOrigins::default();
    if piece.hyphen {
        origins.push(0, None);
        return origins;
    }
    let is_replaced =
        |(range, _): &(Range<usize>, char)| range.start < piece.text.end && piece.text.start < range.end;
    if segment.level.is_multiple_of(2) && !collected.replacements.iter().any(is_replaced) {
        return collected.origins(run, &piece.text);
    }
    // In text from right to left, clusters are in the reverse of the order of the text.
    let mut at = 0;
    for (shaped, glyph) in piece.glyphs.iter().zip(glyphs).filter(|(_, glyph)| glyph.text_len > 0) {
        origins.push(at, collected.origin(run, shaped.cluster as usize));
        at += usize::from(glyph.text_len);
    }
    origins
}

fn push_cluster(collected: &CollectedText, cluster: Range<usize>, out: &mut String) {
    let start = cluster.start;
    let at = collected.replacements.partition_point(|(range, _)| range.end <= start);
    match collected.replacements.get(at).filter(|(range, _)| range.start <= start) {
        Some((range, c)) if range.start == start => out.push(*c),
        Some(_) => {}
        None => out.push_str(&collected.text[cluster]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::ParRole;
    use crate::paragraph::set_text;
    use crate::paragraph::tests::bench::Bench;

    #[test]
    fn spaces_at_the_ends_of_words_from_right_to_left_are_runs_of_their_own() {
        let bench = Bench::new();
        let style = bench.design.style(ParRole::Body).text;
        let runs = |text: &str| {
            let line = set_text(text, &style, None, &bench.design, &bench.fonts).value;
            let run = |item: Placed| match item.kind {
                PlacedKind::Glyphs(run) => Some((item.x, run)),
                _ => None,
            };
            line.items.into_iter().filter_map(run).collect::<Vec<_>>()
        };
        let found = runs("a אב גד b ה");
        let texts: Vec<&str> = found.iter().map(|(_, run)| &*run.text).collect();
        // In the order of the text; the letters of a run are from left to right.
        assert_eq!(texts, ["a ", "דג בא", " b ", "ה"]);
        // In a word in its direction alone, the space stays between words of one run.
        assert_eq!(runs("אב גד").len(), 1);
        let rtl = runs("אב (a) גד");
        let mut ends: Vec<(Length, Length)> = rtl.iter().map(|(x, run)| (*x, *x + run.width())).collect();
        ends.sort_unstable();
        assert!(ends.windows(2).all(|pair| pair[0].1 == pair[1].0), "no gap and no overlap: {ends:?}");
    }
}
