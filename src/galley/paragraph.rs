//! One paragraph: collected, shaped, broken, justified.

use std::ops::Range;

use super::Shop;
use super::breaker::{self, Measures, Taste};
use super::collect::{self, Collected, Object};
use super::item::{FILL, INFINITE, Item};
use super::itemize::{self, Kind, Segment};
use super::justify;
use super::line::Line;
use super::shape::{self, Shaped};
use super::stock::Stock;
use super::structure::{ElementId, Place, Structure};
use crate::book::Inline;
use crate::book::tag::Tag;
use crate::design::Design;
use crate::design::style::{Alignment, ParStyle, TextStyle};
use crate::diag::{Code, Diagnostic};
use crate::fonts::Library;
use crate::units::Length;

/// Stretch of the ragged edge, and of every line in the last pass, in ems.
const RAGGED_EMS: i64 = 4;
const EMERGENCY_EMS: i64 = 3;
/// A last line shorter than this looks like a mistake, in ems.
const RUNT_EMS: i64 = 2;
/// A last line that leaves no more than this looks full by accident, in thousandths of an em.
const BRIM: i64 = 1_200;
/// Spaces whose middles are nearer than this stand in line, in thousandths of an em.
const RIVER: i64 = 240;
/// What runs over the measure by less is not seen (a tenth of a point).
const UNSEEN: Length = Length::milli_pt(100);

/// Badness that a line may have without hyphens, and with them.
const PRETOLERANCE: i64 = 100;
const TOLERANCE: i64 = 300;

/// A way to set a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    /// How much worse it is than the best way.
    pub(crate) cost: i64,
    /// Its lines.
    pub(crate) lines: Vec<Line>,
}

/// Sets inlines as a paragraph, the words of an element, in the best way; x counts from the left end
/// of the measure.
pub(crate) fn set_paragraph(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    shop: Shop<'_>,
    place: Place<'_>,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    settings(inlines, style, measure, shop, place, sink, 1).pop().map_or_else(Vec::new, |way| way.lines)
}

/// Sets inlines as a paragraph in at most `most` ways, the best first, each of another number of
/// lines.
pub(super) fn settings(
    inlines: &[Inline],
    style: &ParStyle,
    measure: Length,
    shop: Shop<'_>,
    place: Place<'_>,
    sink: &mut Vec<Diagnostic>,
    most: usize,
) -> Vec<Setting> {
    // Collect what the paragraph says, and shape it.
    let width = measure - style.left - style.right;
    let collected = collect::collect(inlines, &style.text, width, shop, place);
    if collected.text.is_empty() {
        return vec![Setting { cost: 0, lines: only_marks(&collected) }];
    }
    let segments = itemize::in_shop(&collected, shop, sink);
    let copy = Copy::shape(collected, segments, shop.fonts);

    // Find where it may break, and choose where it does.
    let justified = style.align == Alignment::Justified;
    let micro = justified.then_some(shop.design.micro);
    let stock = Stock::new(&copy, micro, shop.fonts);
    let measures = Lines {
        stock: &stock,
        indent: style.indent.to_sp(),
        first: (width - style.indent).to_sp(),
        rest: width.to_sp(),
    };
    let mut ways = breaker::break_lines(&stock.items, &measures, &taste(style, justified, most));
    // What runs over the measure is told of the best way; no other may be worse.
    let least = ways.first().map_or(0, breaker::Way::over);
    ways.retain(|way| way.over() <= least);

    // Build the lines, every word in its place.
    let best = ways.first().map_or(0, |way| way.demerits);
    if let Some(way) = ways.first() {
        report_overfull(&way.breaks, &stock, &copy, sink);
    }
    let settle = |way: breaker::Way| Setting {
        cost: way.demerits - best,
        lines: justify::lines(&copy, &stock, &way.breaks, style, width, shop),
    };
    ways.into_iter().take(most).map(settle).collect()
}

fn taste(style: &ParStyle, justified: bool, ways: usize) -> Taste {
    let em = style.text.size.to_sp();
    let part = |thousandths: i64| if justified { em * thousandths / 1000 } else { 0 };
    Taste {
        pretolerance: PRETOLERANCE,
        tolerance: if justified { TOLERANCE } else { 5_000 },
        emergency: EMERGENCY_EMS * em,
        ragged: if justified { 0 } else { RAGGED_EMS * em },
        runt: RUNT_EMS * em,
        brim: part(BRIM),
        river: part(RIVER),
        ways,
    }
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
    let stock = Stock::new(&copy, None, shop.fonts);
    let (mut longest, mut piece, mut widest, mut line) = (0, 0, 0, 0);
    let mut tied = false;
    for item in &stock.items {
        match *item {
            Item::Box { width, .. } => (piece, line) = (piece + width, line + width),
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
    indent: i64,
    first: i64,
    rest: i64,
}

impl Measures for Lines<'_> {
    fn measure(&self, line: usize) -> i64 {
        if line == 0 { self.first } else { self.rest }
    }

    fn origin(&self, line: usize, from: usize) -> i64 {
        let indent = if line == 0 { self.indent } else { 0 };
        indent - self.stock.hang_left.get(from).copied().unwrap_or(0)
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
        let found = self.objects.binary_search_by_key(&at, |(place, _)| *place).ok()?;
        Some(&self.objects[found].1)
    }

    fn object_width(&self, at: usize) -> i64 {
        self.object(at).map_or(0, |object| object.width.to_sp())
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
        Call me Ishmael. Some years ago—never mind how long precisely—
        having little or no money in my purse, and nothing particular to
        interest me on shore, I thought I would sail about a little and see the
        watery part of the world. It is a way I have of driving off the spleen and
        regulating the circulation.
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
        let text = "“-A 2KaaAa—äK“kK ,,,0Aäa0äAaß, 가,Aä0A가ßa0, amß0“a“aß가 ßamßamßamßam";
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
