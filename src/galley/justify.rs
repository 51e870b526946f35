//! Chosen breaks become lines: every glyph at its place, blanks stretched or shrunk to the measure.

use std::ops::Range;

use super::Shop;
use super::breaker::{Break, line_start};
use super::collect::{Collected, Mark};
use super::item::{INFINITE, Item};
use super::itemize::Kind;
use super::line::{Glyph, GlyphRun, Line, Placed, PlacedKind};
use super::notch::{self, Notch};
use super::paragraph::Copy;
use super::shape::{self, Shaped};
use super::stock::Stock;
use super::structure::ElementId;
use crate::design::Microtype;
use crate::design::style::{Alignment, ParStyle, TextStyle};
use crate::fonts::{FaceId, Library};
use crate::units::Length;

/// Thickness and place of lines under and through text, in thousandths of its size.
const LINE_WEIGHT: i64 = 50;
const UNDERLINE_BELOW: i64 = 120;
const STRIKE_ABOVE: i64 = 250;

/// Everything that the lines of a paragraph are built from.
pub(super) struct Sheet<'a> {
    pub(super) copy: &'a Copy,
    pub(super) stock: &'a Stock,
    pub(super) notches: &'a [Notch],
    pub(super) style: &'a ParStyle,
    /// The measure within the indents.
    pub(super) width: Length,
}

impl Sheet<'_> {
    /// Builds all lines of a way.
    pub(super) fn lines(&self, breaks: &[Break], shop: Shop<'_>) -> Vec<Line> {
        (0..breaks.len()).map(|index| self.line(breaks, index, shop)).collect()
    }

    /// Builds a line: every word in its place.
    pub(super) fn line(&self, breaks: &[Break], index: usize, shop: Shop<'_>) -> Line {
        let width = self.width - notch::right(self.notches, index);
        build(self.copy, &self.plan(breaks, index), self.style, width, shop)
    }

    /// A line with all that make-up asks of it, and no words yet. It is as high as it will be only where
    /// no picture stands in the text.
    pub(super) fn bare(&self, breaks: &[Break], index: usize) -> Line {
        let (height, depth) = self.style.strut();
        let mut line = Line::empty(height, depth);
        mark(&mut line, self.copy, &self.plan(breaks, index));
        line
    }

    fn plan(&self, breaks: &[Break], index: usize) -> Plan {
        let (stock, found) = (self.stock, breaks[index]);
        let start = if index == 0 { 0 } else { line_start(&stock.items, breaks[index - 1].item) };
        let next = line_start(&stock.items, found.item);
        let last = index + 1 == breaks.len();
        let text = stock.at.get(start).copied().unwrap_or(0)..stock.at[found.item];
        let indent = if index == 0 { self.style.indent } else { Length::ZERO };
        Plan {
            // An initial before the first line belongs to it.
            marks: if index == 0 { 0 } else { text.start },
            text,
            upto: if last { usize::MAX } else { stock.at.get(next).copied().unwrap_or(usize::MAX) },
            hyphen: matches!(stock.items[found.item], Item::Penalty { soft: true, .. }),
            blank: !last && ends_with_blank(&stock.items, found.item),
            forced: matches!(stock.items[found.item], Item::Penalty { cost, .. } if cost <= -INFINITE),
            hang_left: stock.hang_left.get(start).copied().unwrap_or(0),
            hang_right: stock.hang_right[found.item],
            indent: notch::left(self.notches, index) + indent,
            ratio: found.ratio,
        }
    }
}

/// Whether a blank is left out where a line ends: at the blank itself, before one that it was dear to
/// end at, or at a line end that stays.
fn ends_with_blank(items: &[Item], at: usize) -> bool {
    match items[at] {
        Item::Penalty { cost, .. } if cost > -INFINITE => {
            matches!(items.get(at + 1), Some(Item::Glue { .. }))
        }
        Item::Penalty { .. } | Item::Glue { .. } | Item::Box { .. } => true,
    }
}

/// A range of the text in one line of natural width, without indents.
pub(super) fn one_line(copy: &Copy, range: Range<usize>, style: &TextStyle, fonts: &Library) -> Line {
    let pieces = pieces(copy, range, fonts);
    let mut line = Line::empty(style.size, Length::ZERO);
    let mut setter = Setter::new(copy, Length::ZERO);
    pieces.iter().for_each(|piece| setter.piece(piece));
    line.width = setter.finish(&mut line);
    line
}

/// What one line shall hold.
struct Plan {
    text: Range<usize>,
    /// From where marks belong here.
    marks: usize,
    /// Where the next line begins; marks before it belong here.
    upto: usize,
    hyphen: bool,
    blank: bool,
    forced: bool,
    hang_left: i64,
    hang_right: i64,
    indent: Length,
    ratio: i32,
}

/// Glyphs of one segment within one line, from left to right.
struct Piece {
    segment: usize,
    glyphs: Vec<Shaped>,
    /// Where each glyph's cluster ends, in the text.
    text: Range<usize>,
    /// A hyphen that is not in the text.
    hyphen: bool,
}

fn build(copy: &Copy, plan: &Plan, style: &ParStyle, width: Length, shop: Shop<'_>) -> Line {
    let fonts = shop.fonts;
    let mut pieces = pieces(copy, plan.text.clone(), fonts);
    if plan.hyphen {
        push_hyphen(copy, &mut pieces, plan.text.end, fonts);
    }
    let target = width.to_sp() - plan.indent.to_sp();
    let natural: i64 = pieces.iter().map(|piece| piece.width(copy)).sum();
    let hang = plan.hang_left + plan.hang_right;
    let white = target + hang - natural;
    let justified = style.align == Alignment::Justified && (!plan.forced || white < 0);
    let scale = if justified { spread(copy, &mut pieces, white, shop.design.micro) } else { Some((0, 0)) };
    let left = style.left.to_sp() + plan.indent.to_sp();
    let x = match style.align {
        Alignment::Justified | Alignment::Start => left - plan.hang_left,
        Alignment::Centre => left + (target - natural) / 2,
        Alignment::End => left + target - natural,
    };
    let (height, depth) = style.strut();
    let mut line = Line::empty(height, depth);
    let mut setter = Setter::new(copy, Length::sp(x));
    (setter.scale, setter.spacing) = scale.unwrap_or((0, 0));
    pieces.iter().for_each(|piece| setter.piece(piece));
    line.width = setter.x;
    setter.finish(&mut line);
    if plan.blank {
        hang_blank(&mut line, fonts);
    }
    line.height += setter_extra(&line, style);
    line.ratio = if justified && scale.is_some() { plan.ratio } else { 0 };
    mark(&mut line, copy, plan);
    line
}

/// What a line says of itself besides its words.
fn mark(line: &mut Line, copy: &Copy, plan: &Plan) {
    line.hyphenated = plan.hyphen;
    let runs = &copy.collected.runs;
    let first = runs.partition_point(|run| run.range.end <= plan.text.start);
    line.span = runs.get(first).and_then(|run| run.span);
    take_marks(line, &copy.collected, &(plan.marks..plan.upto));
}

/// The blank at which a line was broken hangs into the margin, so that words stay parted for those
/// who copy the text or have it read to them.
pub(super) fn hang_blank(line: &mut Line, fonts: &Library) {
    let is_words = |item: &Placed| matches!(item.kind, PlacedKind::Glyphs(_));
    let Some(at) = line.items.iter().rposition(is_words) else { return };
    let Placed { x, y, kind: PlacedKind::Glyphs(run), owner } = &mut line.items[at] else { return };
    let blank = |face: FaceId| fonts.face(face).glyph(' ');
    // A face may have letters and no blank; then another's stands behind it.
    let other = || fonts.fallback(' ', run.face);
    let Some(face) = blank(run.face).map(|_| run.face).or_else(other) else { return };
    let Some(id) = blank(face) else { return };
    let metrics = &fonts.face(face).metrics;
    let advance = run.size.ratio(i64::from(fonts.face(face).advance(id)), i64::from(metrics.units_per_em));
    let advance = i32::try_from(advance.to_sp()).unwrap_or(0);
    let glyph = Glyph { id, text_len: 1, advance, dx: 0, dy: 0 };
    if face == run.face {
        run.glyphs.push(glyph);
        run.text = (std::mem::take(&mut run.text).into_string() + " ").into();
        return;
    }
    let width = Length::sp(run.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum());
    let behind = GlyphRun { face, text: " ".into(), glyphs: vec![glyph], ..run.clone() };
    let behind = Placed { x: *x + width, y: *y, kind: PlacedKind::Glyphs(behind), owner: *owner };
    line.items.insert(at + 1, behind);
}

/// A picture taller than the line makes room for itself in whole leadings.
fn setter_extra(line: &Line, style: &ParStyle) -> Length {
    let tallest = line.items.iter().map(|item| match item.kind {
        PlacedKind::Picture { .. } => -item.y,
        _ => Length::ZERO,
    });
    (tallest.max().unwrap_or_default() - line.height).max(Length::ZERO).ceil_to(style.leading)
}

/// Puts the marks of a range of text on a line.
pub(super) fn take_marks(line: &mut Line, collected: &Collected, range: &Range<usize>) {
    let first = collected.marks.partition_point(|(at, _)| *at < range.start);
    for (_, mark) in collected.marks[first..].iter().take_while(|(at, _)| *at < range.end) {
        match mark {
            Mark::Anchor(id) => line.anchors.push(id.clone()),
            Mark::Note(note) => line.notes.push(*note),
        }
    }
}

/// The glyphs of a range of text, in the order in which they are seen.
fn pieces(copy: &Copy, range: Range<usize>, fonts: &Library) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let first = copy.segments.partition_point(|segment| segment.range.end <= range.start);
    for (index, segment) in copy.segments.iter().enumerate().skip(first) {
        if segment.range.start >= range.end {
            break;
        }
        let text = segment.range.start.max(range.start)..segment.range.end.min(range.end);
        if text.is_empty() {
            continue;
        }
        let glyphs = if is_whole(copy, index, &text) {
            copy.glyphs[copy.of_segment[index].clone()].to_vec()
        } else if cuts_safely(copy, index, &text) {
            glyphs_within(&copy.glyphs[copy.of_segment[index].clone()], &text, segment.level).to_vec()
        } else {
            let mut glyphs = Vec::new();
            shape::shape_range(&copy.collected, segment, text.clone(), fonts, &mut glyphs);
            glyphs
        };
        pieces.push(Piece { segment: index, glyphs, text, hyphen: false });
    }
    reorder(copy, &mut pieces);
    pieces
}

/// The glyphs of a stretch of a segment; their clusters run one way, up or down.
fn glyphs_within<'a>(glyphs: &'a [Shaped], text: &Range<usize>, level: u8) -> &'a [Shaped] {
    let cluster = |glyph: &Shaped| glyph.cluster as usize;
    if level.is_multiple_of(2) {
        let from = glyphs.partition_point(|glyph| cluster(glyph) < text.start);
        let to = glyphs.partition_point(|glyph| cluster(glyph) < text.end);
        return &glyphs[from..to];
    }
    let from = glyphs.partition_point(|glyph| cluster(glyph) >= text.end);
    let to = glyphs.partition_point(|glyph| cluster(glyph) >= text.start);
    &glyphs[from..to]
}

fn is_whole(copy: &Copy, segment: usize, text: &Range<usize>) -> bool {
    copy.segments[segment].range == *text
}

/// Whether both ends of a range are clusters' ends at which the glyphs do not depend on each other.
fn cuts_safely(copy: &Copy, segment: usize, text: &Range<usize>) -> bool {
    let whole = &copy.segments[segment].range;
    let safe = |at: usize| {
        let found = copy.clusters.binary_search_by_key(&at, |cluster| cluster.start);
        found.is_ok_and(|index| !copy.clusters[index].unsafe_to_break)
    };
    (text.start == whole.start || safe(text.start)) && (text.end == whole.end || safe(text.end))
}

/// From the order of the text to the order of the eye (Unicode Annex 9, rule L2).
fn reorder(copy: &Copy, pieces: &mut [Piece]) {
    let level = |piece: &Piece| copy.segments[piece.segment].level;
    let highest = pieces.iter().map(level).max().unwrap_or(0);
    for threshold in (1..=highest).rev() {
        let mut at = 0;
        while at < pieces.len() {
            let run = pieces[at..].iter().take_while(|piece| level(piece) >= threshold).count();
            pieces[at..at + run].reverse();
            at += run.max(1);
        }
    }
}

fn push_hyphen(copy: &Copy, pieces: &mut Vec<Piece>, at: usize, fonts: &Library) {
    let Some(last) = pieces.last() else { return };
    let segment = last.segment;
    let face = fonts.face(copy.segments[segment].face);
    if let Some((id, advance)) = shape::hyphen(face, copy.style(segment).size) {
        let cluster = u32::try_from(at).unwrap_or(u32::MAX);
        let glyph = Shaped { id, cluster, advance, dx: 0, dy: 0, unsafe_to_break: false };
        pieces.push(Piece { segment, glyphs: vec![glyph], text: at..at, hyphen: true });
    }
}

impl Piece {
    fn width(&self, copy: &Copy) -> i64 {
        let object = match copy.segments[self.segment].kind {
            Kind::Object => copy.collected.object(self.text.start).map_or(0, |object| object.width.to_sp()),
            Kind::Text | Kind::Blank(_) | Kind::Nothing => 0,
        };
        object + self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum::<i64>()
    }
}

/// How far blanks change before letters are spaced, in thousandths of their natural width.
const COMFORT: i64 = 50;

/// Fills a line: glyphs are scaled as far as the design allows, then blanks changed, then letters
/// spaced, and what is left over goes to the blanks, to the last scaled point. Gives the scale of the
/// glyphs and the space between letters; nothing when there are no blanks, for then the line stays as it is.
fn spread(copy: &Copy, pieces: &mut [Piece], white: i64, micro: Microtype) -> Option<(i16, i32)> {
    let text = &copy.collected.text;
    let is_blank = |glyph: &Shaped| text[glyph.cluster as usize..].starts_with([' ', '\u{A0}']);
    let flexes = |piece: &Piece| copy.segments[piece.segment].kind == Kind::Text;
    let (mut blanks, mut blank_width, mut letters, mut letter_width, mut em) = (0, 0, 0, 0, 0);
    for piece in pieces.iter() {
        for glyph in &piece.glyphs {
            if is_blank(glyph) && !piece.hyphen {
                blanks += 1;
                blank_width += i64::from(glyph.advance);
            } else if flexes(piece) {
                letters += 1;
                letter_width += i64::from(glyph.advance);
                em = em.max(copy.style(piece.segment).size.to_sp());
            }
        }
    }
    if blanks == 0 {
        return None;
    }
    let scale = if letter_width == 0 { 0 } else { white * 10_000 / letter_width };
    let scale = scale.clamp(-micro.expansion, micro.expansion);
    let left = white - letter_width * scale / 10_000;
    let comfort = blank_width * COMFORT / 1000;
    let spaced = left - left.clamp(-comfort, comfort);
    let most = em * micro.tracking / 10_000;
    let spacing = if letters == 0 { 0 } else { (spaced / letters).clamp(-most, most) };

    let mut given = 0;
    for piece in pieces.iter_mut() {
        let (flexes, hyphen) = (flexes(piece), piece.hyphen);
        for glyph in piece.glyphs.iter_mut().filter(|glyph| flexes && (hyphen || !is_blank(glyph))) {
            let more = i64::from(glyph.advance) * scale / 10_000 + spacing;
            glyph.advance += i32::try_from(more).unwrap_or(0);
            glyph.dx += i32::try_from(i64::from(glyph.dx) * scale / 10_000).unwrap_or(0);
            given += more;
        }
    }
    widen_blanks(pieces, blanks, white - given, is_blank);
    Some((i16::try_from(scale).ok()?, i32::try_from(spacing).ok()?))
}

fn widen_blanks(pieces: &mut [Piece], blanks: i64, white: i64, is_blank: impl Fn(&Shaped) -> bool) {
    let (mut left, mut white) = (blanks, white);
    for piece in pieces.iter_mut().filter(|piece| !piece.hyphen) {
        for glyph in piece.glyphs.iter_mut().filter(|glyph| is_blank(glyph)) {
            // However little room there is, a blank never runs backwards.
            let share = (white / left).max(-i64::from(glyph.advance));
            glyph.advance += i32::try_from(share).unwrap_or(0);
            white -= share;
            left -= 1;
        }
    }
}

/// Puts pieces side by side, joining those of one look into one run.
struct Setter<'a> {
    copy: &'a Copy,
    x: Length,
    /// Of the line's glyphs, in ten-thousandths.
    scale: i16,
    /// Between its letters, in scaled points.
    spacing: i32,
    items: Vec<Placed>,
    /// The element of what is being put.
    owner: Option<ElementId>,
    /// Areas of links: which, from where, how far, above the baseline, below it.
    links: Vec<(usize, Length, Length, Length)>,
}

impl<'a> Setter<'a> {
    fn new(copy: &'a Copy, x: Length) -> Self {
        Self { copy, x, scale: 0, spacing: 0, items: Vec::new(), owner: None, links: Vec::new() }
    }

    fn piece(&mut self, piece: &Piece) {
        let start = self.x;
        let run = &self.copy.collected.runs[self.copy.segments[piece.segment].run];
        let style = self.copy.style(piece.segment);
        self.owner = run.owner;
        match self.copy.segments[piece.segment].kind {
            Kind::Object if !piece.hyphen => self.object(piece),
            Kind::Nothing => {}
            Kind::Object | Kind::Text | Kind::Blank(_) => self.glyphs(piece, style),
        }
        if let Some(link) = run.link {
            self.link(link, start, style.size);
        }
        self.decorate(style, start);
    }

    fn object(&mut self, piece: &Piece) {
        if let Some(object) = self.copy.collected.object(piece.text.start) {
            let kind =
                PlacedKind::Picture { asset: object.asset, width: object.width, height: object.height };
            let y = object.drop - object.height;
            self.items.push(Placed { x: self.x, y, kind, owner: self.owner });
            self.x += object.width;
        }
    }

    fn glyphs(&mut self, piece: &Piece, style: &TextStyle) {
        let (text, glyphs) = texts(self.copy, piece);
        let face = self.copy.segments[piece.segment].face;
        let width: i64 = glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        let y = -style.rise;
        match self.items.last_mut() {
            Some(Placed { y: known, kind: PlacedKind::Glyphs(run), owner, .. })
                if *known == y && *owner == self.owner && looks(run, face, style) =>
            {
                run.text = (std::mem::take(&mut run.text).into_string() + &text).into();
                run.glyphs.extend(glyphs);
            }
            _ => {
                let run = GlyphRun {
                    face,
                    size: style.size,
                    scale: self.scale,
                    spacing: self.spacing,
                    colour: style.colour,
                    runs_on: false,
                    lang: style.lang.clone(),
                    text: text.into(),
                    glyphs,
                };
                self.items.push(Placed { x: self.x, y, kind: PlacedKind::Glyphs(run), owner: self.owner });
            }
        }
        self.x += Length::sp(width);
    }

    fn link(&mut self, link: usize, start: Length, size: Length) {
        match self.links.last_mut() {
            Some((known, _, end, tallest)) if *known == link && *end == start => {
                *end = self.x;
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

    /// Hands everything to the line; gives how far it reaches.
    fn finish(self, line: &mut Line) -> Length {
        line.items = self.items;
        for (link, start, end, size) in self.links {
            let (to, owner) = self.copy.collected.links[link].clone();
            let kind = PlacedKind::Link { to, width: end - start, height: size };
            line.items.push(Placed { x: start, y: -size.ratio(3, 4), kind, owner });
        }
        self.x
    }
}

/// Whether more glyphs of a style go on in a run.
fn looks(run: &GlyphRun, face: FaceId, style: &TextStyle) -> bool {
    run.face == face && run.size == style.size && run.colour == style.colour && run.lang == style.lang
}

/// The text of a piece cluster by cluster in the order of its glyphs, and the glyphs with their
/// shares of it.
fn texts(copy: &Copy, piece: &Piece) -> (String, Vec<Glyph>) {
    let mut text = String::with_capacity(piece.text.len());
    let mut glyphs = Vec::with_capacity(piece.glyphs.len());
    let from_right = !copy.segments[piece.segment].level.is_multiple_of(2);
    let mut before = None;
    for (index, glyph) in piece.glyphs.iter().enumerate() {
        let first = before != Some(glyph.cluster);
        let length = text.len();
        if piece.hyphen {
            text.push('\u{AD}');
        } else if first {
            // The next cluster of the text, not of the eye; within the line's own shaping when it was cut.
            let next = if from_right {
                before
            } else {
                let later = piece.glyphs[index..].iter().map(|later| later.cluster);
                later.into_iter().find(|later| *later != glyph.cluster)
            };
            let end = next.map_or(piece.text.end, |cluster| cluster as usize);
            push_cluster(&copy.collected, glyph.cluster as usize..end, &mut text);
        }
        before = Some(glyph.cluster);
        let text_len = u16::try_from(text.len() - length).unwrap_or(u16::MAX);
        glyphs.push(Glyph { id: glyph.id, text_len, advance: glyph.advance, dx: glyph.dx, dy: glyph.dy });
    }
    (text, glyphs)
}

fn push_cluster(collected: &Collected, cluster: Range<usize>, out: &mut String) {
    let start = cluster.start;
    let at = collected.stands_for.partition_point(|(range, _)| range.end <= start);
    match collected.stands_for.get(at).filter(|(range, _)| range.start <= start) {
        Some((range, c)) if range.start == start => out.push(*c),
        Some(_) => {}
        None => out.push_str(&collected.text[cluster]),
    }
}
