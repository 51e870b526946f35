//! One paragraph: collected, shaped, broken, justified.

use std::ops::Range;

use super::Shop;
use super::breaker::{self, Measures, Taste};
use super::chances::{Chance, chances};
use super::collect::{self, Collected, LINE_END, Object};
use super::item::{FILL, INFINITE, Item};
use super::itemize::{self, Kind, Segment};
use super::justify;
use super::line::Line;
use super::protrude;
use super::shape::{self, Shaped};
use super::structure::{ElementId, Place, Structure};
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::Design;
use crate::design::style::{Alignment, ParStyle, TextStyle};
use crate::diag::{Code, Diagnostic};
use crate::fonts::Library;
use crate::units::Length;

/// Stretch and shrink of a blank, in thousandths of it: a word space of 250 may go from 167 to 375.
const SPACE_STRETCH: i64 = 500;
const SPACE_SHRINK: i64 = 333;
/// Stretch of the ragged edge, and of every line in the last pass, in ems.
const RAGGED_EMS: i64 = 4;
const EMERGENCY_EMS: i64 = 3;
/// A last line shorter than this looks like a mistake, in ems.
const RUNT_EMS: i64 = 2;
/// What runs over the measure by less is not seen (a tenth of a point).
const UNSEEN: Length = Length::milli_pt(100);

/// Sets inlines as a paragraph, the words of an element; x counts from the left end of the measure.
pub(crate) fn set_paragraph(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    shop: Shop<'_>,
    place: Place<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    // Collect what the paragraph says, and shape it.
    let width = measure - style.left - style.right;
    let collected = collect::collect(inlines, &style.text, width, shop, place);
    if collected.text.is_empty() {
        return only_marks(&collected);
    }
    let segments = itemize::in_shop(&collected, shop, sink);
    let copy = Copy::shape(collected, segments, shop.fonts);

    // Find where it may break, and choose where it does.
    let justified = style.align == Alignment::Justified;
    let stock = Stock::new(&copy, justified, shop.fonts);
    let em = style.text.size.to_sp();
    let taste = Taste {
        pretolerance: 100,
        tolerance: if justified { 200 } else { 5_000 },
        emergency: EMERGENCY_EMS * em,
        ragged: if justified { 0 } else { RAGGED_EMS * em },
        runt: RUNT_EMS * em,
    };
    let measures = Lines { stock: &stock, first: (width - style.indent).to_sp(), rest: width.to_sp() };
    let breaks = breaker::break_lines(&stock.items, &measures, &taste);

    // Build the lines, every word in its place.
    report_overfull(&breaks, &stock, &copy, sink);
    justify::lines(&copy, &stock, &breaks, style, width, shop.fonts)
}

/// Sets plain text as one line of its natural width: a folio, a number, a running head.
pub(crate) fn set_text(text: &str, style: &TextStyle, design: &Design, fonts: &Library) -> Line {
    let collected = collect::plain(text, style);
    let mut unreported = Vec::new();
    let segments = itemize::itemize(&collected, design, fonts, &mut unreported);
    let copy = Copy::shape(collected, segments, fonts);
    justify::one_line(&copy, style, fonts)
}

/// The width of the longest piece that cannot be broken, and of everything in one line.
pub(crate) fn width_of(inlines: &[Inline], style: &ParStyle, shop: Shop<'_>) -> (Length, Length) {
    let mut apart = Structure::new(Tag::Section);
    let place = Place { structure: &mut apart, block: ElementId::ROOT };
    let collected = collect::collect(inlines, &style.text, Length::MAX, shop, place);
    let mut unreported = Vec::new();
    let segments = itemize::in_shop(&collected, shop, &mut unreported);
    let copy = Copy::shape(collected, segments, shop.fonts);
    let stock = Stock::new(&copy, false, shop.fonts);
    let (mut longest, mut piece, mut widest, mut line) = (0, 0, 0, 0);
    let mut tied = false;
    for item in &stock.items {
        match *item {
            Item::Box { width } => (piece, line) = (piece + width, line + width),
            Item::Glue { width, stretch, .. } if stretch < FILL => {
                piece = if tied { piece + width } else { 0 };
                line += width;
            }
            Item::Penalty { cost, .. } if cost <= -INFINITE => (piece, line) = (0, 0),
            Item::Penalty { cost: 0, .. } => piece = 0,
            Item::Glue { .. } | Item::Penalty { .. } => {}
        }
        // A no-break space is glue after a penalty that forbids to break there.
        tied = matches!(*item, Item::Penalty { cost, .. } if cost >= INFINITE);
        longest = longest.max(piece);
        widest = widest.max(line);
    }
    let indents = style.left + style.right + style.indent;
    (Length::sp(longest) + indents, Length::sp(widest) + indents)
}

/// A paragraph of nothing but anchors still has to be found.
fn only_marks(collected: &Collected) -> Vec<Line> {
    if collected.marks.is_empty() {
        return Vec::new();
    }
    let mut line = Line::empty(Length::ZERO, Length::ZERO);
    justify::take_marks(&mut line, collected, &(0..1));
    vec![line]
}

fn report_overfull(breaks: &[breaker::Break], stock: &Stock, copy: &Copy, sink: &mut Vec<Diagnostic>) {
    for found in breaks.iter().filter(|found| Length::sp(found.over) > UNSEEN) {
        let at = stock.at[found.item].saturating_sub(1);
        let span = copy.collected.runs.iter().find(|run| run.range.contains(&at)).map(|run| run.span);
        let message = format!("a line is {} pt longer than the measure", Length::sp(found.over));
        let help = "a soft hyphen (`&shy;`) in its longest word, or other words, would let it break";
        sink.push(Diagnostic::new(Code::Overfull, span, message).help(help));
    }
}

/// The measures of a paragraph's lines.
struct Lines<'a> {
    stock: &'a Stock,
    first: i64,
    rest: i64,
}

impl Measures for Lines<'_> {
    fn measure(&self, line: usize) -> i64 {
        if line == 0 { self.first } else { self.rest }
    }

    fn hang(&self, from: usize, to: usize) -> i64 {
        self.stock.hang_left.get(from).copied().unwrap_or(0) + self.stock.hang_right[to]
    }
}

/// A collected text with its glyphs.
pub(super) struct Copy {
    pub(super) collected: Collected,
    pub(super) segments: Vec<Segment>,
    /// The glyphs of all segments.
    pub(super) glyphs: Vec<Shaped>,
    /// The glyphs of each segment.
    pub(super) of_segment: Vec<Range<usize>>,
    /// Clusters in the order of the text.
    pub(super) clusters: Vec<Cluster>,
}

/// The smallest piece that a line may be cut to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) width: i64,
    pub(super) segment: usize,
    pub(super) unsafe_to_break: bool,
}

impl Copy {
    fn shape(collected: Collected, segments: Vec<Segment>, fonts: &Library) -> Self {
        let mut copy =
            Self { collected, segments, glyphs: Vec::new(), of_segment: Vec::new(), clusters: Vec::new() };
        for index in 0..copy.segments.len() {
            let segment = copy.segments[index].clone();
            let first = copy.glyphs.len();
            shape::shape_range(&copy.collected, &segment, segment.range.clone(), fonts, &mut copy.glyphs);
            copy.of_segment.push(first..copy.glyphs.len());
            copy.push_clusters(index, first);
        }
        copy
    }

    fn push_clusters(&mut self, index: usize, first: usize) {
        let segment = &self.segments[index];
        let begin = self.clusters.len();
        let mut push =
            |start: usize, width: i64, unsafe_to_break: bool| match self.clusters[begin..].last_mut() {
                Some(last) if last.start == start => {
                    last.width += width;
                    last.unsafe_to_break |= unsafe_to_break;
                }
                _ => {
                    let cluster =
                        Cluster { start, end: segment.range.end, width, segment: index, unsafe_to_break };
                    self.clusters.push(cluster);
                }
            };
        match segment.kind {
            Kind::Object => {
                push(segment.range.start, self.collected.object_width(segment.range.start), false)
            }
            Kind::Nothing => push(segment.range.start, 0, false),
            Kind::Text | Kind::Blank(_) => {
                let glyphs = &self.glyphs[first..];
                let mut put = |glyph: &Shaped| {
                    push(glyph.cluster as usize, i64::from(glyph.advance), glyph.unsafe_to_break);
                };
                // Glyphs stand from left to right, clusters in the order of the text.
                if segment.level.is_multiple_of(2) {
                    glyphs.iter().for_each(&mut put)
                } else {
                    glyphs.iter().rev().for_each(&mut put)
                }
            }
        }
        for at in begin + 1..self.clusters.len() {
            self.clusters[at - 1].end = self.clusters[at].start;
        }
    }

    pub(super) fn style(&self, segment: usize) -> &TextStyle {
        &self.collected.styles[self.collected.runs[self.segments[segment].run].style]
    }
}

impl Collected {
    pub(super) fn object(&self, at: usize) -> Option<&Object> {
        self.objects.iter().find(|(place, _)| *place == at).map(|(_, object)| object)
    }

    fn object_width(&self, at: usize) -> i64 {
        self.object(at).map_or(0, |object| object.width.to_sp())
    }
}

/// What the breaker reads, and where each item stands in the text.
#[derive(Default)]
pub(super) struct Stock {
    pub(super) items: Vec<Item>,
    /// The byte of the text at which each item begins.
    pub(super) at: Vec<usize>,
    /// How far a line may hang out that begins at the item.
    pub(super) hang_left: Vec<i64>,
    /// How far a line may hang out that ends at the item.
    pub(super) hang_right: Vec<i64>,
    /// The box being gathered.
    open: Option<OpenBox>,
    /// What the last cluster would hang out.
    last_right: i64,
}

struct OpenBox {
    start: usize,
    width: i64,
    left: i64,
}

impl Stock {
    fn new(copy: &Copy, justified: bool, fonts: &Library) -> Self {
        let mut stock = Self::default();
        let chances = chances(&copy.collected, justified);
        let mut next = chances.iter().copied().peekable();
        for (index, cluster) in copy.clusters.iter().enumerate() {
            while next.peek().is_some_and(|chance| chance.at < cluster.start) {
                next.next();
            }
            if let Some(chance) = next.next_if(|chance| chance.at == cluster.start) {
                stock.chance(chance, copy, index, justified, fonts);
            }
            stock.cluster(copy, cluster, justified, &mut next, fonts);
        }
        stock.end_paragraph(copy.collected.text.len());
        stock
    }

    fn cluster(
        &mut self,
        copy: &Copy,
        cluster: &Cluster,
        justified: bool,
        chances: &mut std::iter::Peekable<impl Iterator<Item = Chance> + Clone>,
        fonts: &Library,
    ) {
        let text = &copy.collected.text[cluster.start..cluster.end];
        match text.chars().next() {
            Some(' ') => {
                let free = chances.peek().is_some_and(|chance| chance.at == cluster.end);
                self.glue(cluster, justified, free);
            }
            Some('\u{A0}') => self.glue(cluster, justified, false),
            Some(LINE_END) => {
                self.end_paragraph(cluster.start);
            }
            Some(first) => self.letters(copy, cluster, first, justified, chances, fonts),
            None => {}
        }
    }

    /// Adds a cluster to the open box; a chance within it (a hyphen in a ligature) cuts it by its
    /// share of the text, and the line is shaped anew where it is used.
    fn letters(
        &mut self,
        copy: &Copy,
        cluster: &Cluster,
        first: char,
        justified: bool,
        chances: &mut std::iter::Peekable<impl Iterator<Item = Chance> + Clone>,
        fonts: &Library,
    ) {
        let italic = copy.style(cluster.segment).italic;
        let (left, right) = if justified { protrude::share(first, italic) } else { (0, 0) };
        let length = i64::try_from(cluster.end - cluster.start).unwrap_or(1).max(1);
        let mut done = 0;
        while let Some(chance) =
            chances.next_if(|chance| chance.at > cluster.start && chance.at < cluster.end)
        {
            let share = cluster.width * i64::try_from(chance.at - cluster.start).unwrap_or(0) / length;
            self.grow(cluster.start, share - done, cluster.width * left / 1000);
            done = share;
            self.push_chance(chance, copy, cluster.segment, justified, fonts);
        }
        let start = if done == 0 { cluster.start } else { self.at.last().copied().unwrap_or(cluster.start) };
        self.grow(start, cluster.width - done, cluster.width * left / 1000);
        self.last_right = cluster.width * right / 1000;
    }

    fn grow(&mut self, start: usize, width: i64, left: i64) {
        self.open.get_or_insert(OpenBox { start, width: 0, left }).width += width;
    }

    fn chance(&mut self, chance: Chance, copy: &Copy, cluster: usize, justified: bool, fonts: &Library) {
        // After a blank the glue is the place.
        let after_blank = matches!(self.items.last(), Some(Item::Glue { .. })) && self.open.is_none();
        if !after_blank && cluster > 0 {
            self.push_chance(chance, copy, copy.clusters[cluster - 1].segment, justified, fonts);
        }
    }

    fn push_chance(&mut self, chance: Chance, copy: &Copy, segment: usize, justified: bool, fonts: &Library) {
        self.close();
        let style = copy.style(segment);
        let face = fonts.face(copy.segments[segment].face);
        let width = if chance.soft {
            shape::hyphen(face, style.size).map_or(0, |(_, width)| i64::from(width))
        } else {
            0
        };
        let right = match (justified, chance.soft) {
            (false, _) => 0,
            (true, true) => width * protrude::share('\u{AD}', style.italic).1 / 1000,
            (true, false) => self.last_right,
        };
        let Chance { cost, flagged, soft, .. } = chance;
        self.push(Item::Penalty { width, cost, flagged, soft }, chance.at, 0, right);
    }

    fn glue(&mut self, cluster: &Cluster, justified: bool, free: bool) {
        let right = self.last_right;
        self.close();
        if !free {
            self.push(Item::penalty(INFINITE), cluster.start, 0, 0);
        }
        let part = |thousandths| if justified { cluster.width * thousandths / 1000 } else { 0 };
        let glue =
            Item::Glue { width: cluster.width, stretch: part(SPACE_STRETCH), shrink: part(SPACE_SHRINK) };
        self.push(glue, cluster.start, 0, right);
        self.last_right = 0;
    }

    /// A line end that stays: what is left of the line is filled.
    fn end_paragraph(&mut self, at: usize) {
        let right = self.last_right;
        self.close();
        self.push(Item::penalty(INFINITE), at, 0, 0);
        self.push(Item::Glue { width: 0, stretch: FILL, shrink: 0 }, at, 0, 0);
        self.push(Item::penalty(-INFINITE), at, 0, right);
        self.last_right = 0;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.push(Item::block(open.width), open.start, open.left, 0);
        }
    }

    fn push(&mut self, item: Item, at: usize, left: i64, right: i64) {
        self.items.push(item);
        self.at.push(at);
        self.hang_left.push(left);
        self.hang_right.push(right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::Assets;
    use crate::book::{Book, InlineKind};
    use crate::design::ParRole;
    use crate::diag::{FileId, Span};
    use crate::galley::line::PlacedKind;
    use crate::lang::LangTag;

    /// Everything that setting reads, with nothing in the book.
    struct Bench {
        book: Book,
        design: Design,
        fonts: Library,
        assets: Assets,
        folios: crate::galley::Folios,
    }

    impl Bench {
        fn new() -> Self {
            let fonts = Library::bundled();
            let lang = LangTag::parse("en-GB").expect("a tag");
            let design = Design::classic(&lang, &fonts);
            let book = Book::untitled(lang);
            Self { book, design, fonts, assets: Assets::default(), folios: crate::galley::Folios::new() }
        }

        fn shop(&self) -> Shop<'_> {
            Shop {
                book: &self.book,
                design: &self.design,
                fonts: &self.fonts,
                assets: &self.assets,
                folios: &self.folios,
            }
        }

        fn set(&self, text: &str) -> (Vec<Line>, Vec<Diagnostic>) {
            let mut sink = Vec::new();
            let style = self.design.style(ParRole::Body);
            let span = Span::start_of(FileId(0));
            let (head, tail) =
                text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
            let stressed = Inline::new(InlineKind::Emphasis(vec![Inline::text(tail, span)]), span);
            let inlines = [Inline::text(head, span), stressed];
            let mut structure = Structure::new(Tag::Section);
            let place = Place { structure: &mut structure, block: ElementId::ROOT };
            (set_paragraph(&inlines, &style, self.design.page.measure, self.shop(), place, &mut sink), sink)
        }
    }

    /// The words of lines; a hyphen that is not in the text joins, a line's end that is no blank too.
    fn words(lines: &[Line]) -> String {
        let mut text = String::new();
        for item in lines.iter().flat_map(|line| &line.items) {
            if let PlacedKind::Glyphs(run) = &item.kind {
                text.push_str(&run.text.replace('\u{AD}', ""));
            }
        }
        text
    }

    const LOOMINGS: &str = "Call me Ishmael. Some years ago\u{2060}—never mind how long precisely\u{2060}—having little or no \
        money in my purse, and nothing particular to interest me on shore, I thought I would sail about a little and \
        see the watery part of the world. It is a way I have of driving off the spleen and regulating the circulation.";

    #[test]
    fn a_known_paragraph_is_broken_as_a_compositor_would() {
        let (lines, told) = Bench::new().set(LOOMINGS);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| {
                line.items
                    .iter()
                    .filter_map(|item| match &item.kind {
                        PlacedKind::Glyphs(run) => Some(run.text.replace('\u{AD}', "-")),
                        _ => None,
                    })
                    .collect::<String>()
                    .trim_end()
                    .to_owned()
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"), @r"
        Call me Ishmael. Some years ago—never mind how long pre-
        cisely—having little or no money in my purse, and nothing particular
        to interest me on shore, I thought I would sail about a little and see
        the watery part of the world. It is a way I have of driving off the spleen
        and regulating the circulation.
        ");
        assert!(told.is_empty());
    }

    #[test]
    fn justified_lines_end_at_the_measure_but_for_what_hangs_out() {
        let bench = Bench::new();
        let (lines, _) = bench.set(LOOMINGS);
        let measure = bench.design.page.measure;
        for line in &lines[..lines.len() - 1] {
            let out = line.width - measure;
            assert!(out >= Length::ZERO && out < Length::pt(4), "{out:?}");
        }
        assert!(lines[lines.len() - 1].width < measure);
    }

    #[test]
    fn a_word_without_an_end_is_set_and_told() {
        let (lines, told) = Bench::new().set(&"0123456789".repeat(12));
        assert_eq!(words(&lines), "0123456789".repeat(12));
        assert!(
            told.iter().any(|d| d.code == Code::Overfull && d.message.contains("longer than the measure"))
        );
    }

    #[test]
    fn the_least_width_knows_what_may_not_be_broken() {
        let bench = Bench::new();
        let style = bench.design.style(ParRole::TableCell);
        let widths = |text: &str| {
            let inlines = [Inline::text(text, Span::start_of(FileId(0)))];
            width_of(&inlines, &style, bench.shop())
        };
        let (least, most) = widths("9\u{A0}May\u{A0}1948");
        assert_eq!(least, most);
        let (least, most) = widths("9 May 1948");
        assert!(least * 2 < most);
    }

    #[test]
    fn every_line_has_the_leading_of_its_style() {
        let bench = Bench::new();
        let (lines, _) = bench.set(LOOMINGS);
        assert!(lines.iter().all(|line| line.total() == bench.design.leading));
    }

    #[test]
    fn a_line_that_ends_in_a_face_without_blanks_still_ends_with_one() {
        let text = "“-A 2KaaAa—äK“kK ,,,0Aäa0äAaß, 가,Aä0A가ßa0, amß0“a“aß가 ß";
        let (lines, _) = Bench::new().set(text);
        assert_eq!((words(&lines).trim_end(), lines.len()), (text, 2));
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]
        #[test]
        fn no_word_is_lost_whatever_is_set(words_in in proptest::collection::vec("[a-zA-Zäß가-힣א-ת0-9,.—“”-]{1,14}", 1..60)) {
            let text = words_in.join(" ");
            let (lines, _) = Bench::new().set(&text);
            let sorted = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                letters.sort_unstable();
                letters
            };
            let set = words(&lines);
            // Words from right to left stand on the line as they are seen.
            if text.chars().any(|c| ('א'..='ת').contains(&c)) {
                proptest::prop_assert_eq!(sorted(&set), sorted(&text));
            } else {
                proptest::prop_assert_eq!(set.trim_end(), text.trim_end());
            }
        }
    }
}
