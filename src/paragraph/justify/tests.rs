//! Tests of filling a line whose letters and spaces have round widths, and a line in a face.

use unicode_script::Script;

use super::*;
use crate::design::ParRole;
use crate::design::style::{Direction, Family, ParStyle, TextStyle};
use crate::diag::{FileId, Span};
use crate::fonts::FaceId;
use crate::lang::LangTag;
use crate::layout::{GlyphRun, Line, PlacedKind};
use crate::paragraph::segment::Segment;
use crate::paragraph::tests::bench::{Bench, LOOMINGS};
use crate::paragraph::{set_text, text};
use crate::units::{Colour, Length};

/// The width of a letter in scaled points, that of a space, and the size of both.
const LETTER: i32 = 1_000;
const SPACE: i32 = 250;
const EM: i64 = 10_000;

fn style() -> TextStyle {
    TextStyle {
        family: Family::Text,
        bold: false,
        italic: false,
        small_caps: false,
        all_small_caps: false,
        old_style: false,
        tabular: false,
        size: Length::sp(EM),
        tracking: 0,
        colour: Colour::BLACK,
        rise: Length::ZERO,
        underline: false,
        dots: None,
        strike: false,
        hyphenate: false,
        lang: LangTag::english(),
        direction: Direction::of_paragraph(false),
    }
}

fn glyph(cluster: usize, advance: i32) -> ShapedGlyph {
    let cluster = u32::try_from(cluster).expect("a short text");
    ShapedGlyph { id: 1, cluster, advance, dx: 0, dy: 0, unsafe_to_break: false, joins: false }
}

/// Returns a line with one piece for each part and one glyph for each character.
fn line(parts: &[(&str, SegmentKind)]) -> (ShapedText, Vec<LinePiece>) {
    let text: String = parts.iter().map(|(text, _)| *text).collect();
    let collected = text::plain(&text, &style(), None);
    let (mut segments, mut pieces) = (Vec::<Segment>::new(), Vec::new());
    for (text, kind) in parts {
        let start = segments.last().map_or(0, |segment| segment.range.end);
        let range = start..start + text.len();
        let advance = |c| if matches!(c, ' ' | '\u{A0}') { SPACE } else { LETTER };
        let glyphs = text.char_indices().map(|(at, c)| glyph(start + at, advance(c))).collect();
        pieces.push(LinePiece {
            segment: segments.len(),
            glyphs,
            text: range.clone(),
            hyphen: false,
            widened: 0,
        });
        let (face, script) = (FaceId(0), Script::Latin);
        segments.push(Segment { range, run: 0, face, size: Length::sp(EM), script, level: 0, kind: *kind });
    }
    let (glyphs, of_segment, clusters) = (Vec::new(), Vec::new(), Vec::new());
    let corrections = vec![0; segments.len()];
    (
        ShapedText {
            collected,
            segments,
            glyphs,
            of_segment,
            corrections,
            pads: Vec::new(),
            clusters,
            spaces: Vec::new(),
            is_western: true,
        },
        pieces,
    )
}

fn advances(pieces: &[LinePiece]) -> Vec<i32> {
    pieces.iter().flat_map(|piece| &piece.glyphs).map(|glyph| glyph.advance).collect()
}

/// Fills a line. Returns the widths of its letters, those of its spaces, and the result of `fill`.
fn filled(text: &str, slack: i64, micro: Microtype) -> (Vec<i32>, Vec<i32>, Option<(i16, i32)>) {
    let (shaped, mut pieces) = line(&[(text, SegmentKind::Text)]);
    let returned = fill(&shaped, &mut pieces, slack, FillOrder::GlyphsFirst, micro);
    let all = advances(&pieces).into_iter().zip(text.chars());
    let (spaces, letters): (Vec<_>, Vec<_>) = all.partition(|(_, c)| matches!(c, ' ' | '\u{A0}'));
    let widths = |of: Vec<(i32, char)>| of.into_iter().map(|(advance, _)| advance).collect();
    (widths(letters), widths(spaces), returned)
}

fn micro(expansion: i64, tracking: i64) -> Microtype {
    Microtype { expansion, tracking, ..Microtype::NONE }
}

#[test]
fn spaces_share_the_slack_to_the_last_scaled_point() {
    let (letters, spaces, returned) = filled("aa bb cc", 101, Microtype::NONE);
    assert_eq!((letters, spaces), (vec![LETTER; 6], vec![SPACE + 50, SPACE + 51]));
    assert_eq!(returned, Some((0, 0)));
    assert_eq!(filled("aa bb cc", -101, Microtype::NONE).1, [SPACE - 50, SPACE - 51]);
}

#[test]
fn a_no_break_space_is_a_space() {
    assert_eq!(filled("aa\u{A0}bb cc", 100, Microtype::NONE).1, [SPACE + 50, SPACE + 50]);
}

#[test]
fn a_space_never_runs_backwards() {
    assert_eq!(filled("aa bb cc", -600, Microtype::NONE).1, [0, 0]);
}

#[test]
fn a_line_without_spaces_stays_as_it_is() {
    let (letters, _, returned) = filled("aabbcc", 600, micro(500, 500));
    assert_eq!((letters, returned), (vec![LETTER; 6], None));
}

#[test]
fn letters_are_scaled_before_spaces_change() {
    // 60 of 6000 are one in a hundred.
    assert_eq!(filled("aa bb cc", 60, micro(200, 0)), (vec![LETTER + 10; 6], vec![SPACE; 2], Some((100, 0))));
    assert_eq!(
        filled("aa bb cc", -60, micro(200, 0)),
        (vec![LETTER - 10; 6], vec![SPACE; 2], Some((-100, 0)))
    );
}

#[test]
fn letters_are_scaled_no_further_than_the_design_allows() {
    // 500 would be eight in a hundred; of it 120 go to the letters, 380 to the spaces.
    assert_eq!(
        filled("aa bb cc", 500, micro(200, 0)),
        (vec![LETTER + 20; 6], vec![SPACE + 190; 2], Some((200, 0)))
    );
}

#[test]
fn glyphs_and_spaces_change_together_where_all_glyphs_would_be_at_the_limit() {
    // The glyphs may take 120, and the spaces 125, a quarter of their width: about half of 122 each.
    let (shaped, mut pieces) = line(&[("aa bb cc", SegmentKind::Text)]);
    let (scale, _) = fill(&shaped, &mut pieces, 122, FillOrder::Together, micro(200, 0)).expect("spaces");
    assert_eq!(scale, 98);
    let given: i32 = advances(&pieces).iter().sum();
    assert_eq!(given, 6 * LETTER + 2 * SPACE + 122);
    // They are scaled no further than the design allows.
    let (shaped, mut pieces) = line(&[("aa bb cc", SegmentKind::Text)]);
    assert_eq!(fill(&shaped, &mut pieces, 900, FillOrder::Together, micro(200, 0)), Some((200, 0)));
}

#[test]
fn letters_are_spaced_only_for_what_spaces_do_not_hold_in_comfort() {
    // Two spaces of 250 may change by 25 together.
    assert_eq!(filled("aaa aaa aaa", 25, micro(0, 10)).2, Some((0, 0)));
    assert_eq!(
        filled("aaa aaa aaa", 61, micro(0, 10)),
        (vec![LETTER + 4; 9], vec![SPACE + 12, SPACE + 13], Some((0, 4)))
    );
    assert_eq!(
        filled("aaa aaa aaa", -61, micro(0, 10)),
        (vec![LETTER - 4; 9], vec![SPACE - 12, SPACE - 13], Some((0, -4)))
    );
}

#[test]
fn letters_are_spaced_no_further_than_the_design_allows() {
    // Three ten-thousandths of an em are three scaled points.
    assert_eq!(
        filled("aaa aaa aaa", 61, micro(0, 3)),
        (vec![LETTER + 3; 9], vec![SPACE + 17; 2], Some((0, 3)))
    );
}

#[test]
fn a_hyphen_that_is_not_in_the_text_is_a_letter() {
    let (shaped, mut pieces) = line(&[("aa bb ", SegmentKind::Text)]);
    // Its cluster is where the line ends, before the space that is left out.
    pieces[0].glyphs.pop();
    let hyphen =
        LinePiece { segment: 0, glyphs: vec![glyph(5, LETTER)], text: 5..5, hyphen: true, widened: 0 };
    pieces.push(hyphen);
    assert_eq!(fill(&shaped, &mut pieces, 50 + 40, FillOrder::GlyphsFirst, micro(100, 0)), Some((100, 0)));
    assert_eq!(advances(&pieces), [1_010, 1_010, SPACE + 40, 1_010, 1_010, 1_010]);
}

#[test]
fn spaces_that_the_face_lacks_and_pictures_keep_their_widths() {
    let parts = [
        ("aa", SegmentKind::Text),
        ("\u{2009}", SegmentKind::Blank(100)),
        ("bb cc", SegmentKind::Text),
        ("\u{FFFC}", SegmentKind::InlineBox),
    ];
    let (shaped, mut pieces) = line(&parts);
    pieces[3].glyphs.clear();
    assert_eq!(fill(&shaped, &mut pieces, 60 + 30, FillOrder::GlyphsFirst, micro(100, 0)), Some((100, 0)));
    assert_eq!(advances(&pieces), [1_010, 1_010, LETTER, 1_010, 1_010, SPACE + 30, 1_010, 1_010]);
}

#[test]
fn what_is_drawn_beside_the_pen_is_scaled_too() {
    let (shaped, mut pieces) = line(&[("aa bb", SegmentKind::Text)]);
    pieces[0].glyphs[1].dx = -300;
    fill(&shaped, &mut pieces, 40, FillOrder::GlyphsFirst, micro(100, 0));
    assert_eq!(pieces[0].glyphs[1].dx, -303);
}

fn runs(line: &Line) -> impl Iterator<Item = &GlyphRun> {
    line.items.iter().filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some(&**run),
        _ => None,
    })
}

#[test]
fn lines_from_which_nothing_hangs_end_at_the_measure_exactly() {
    let mut bench = Bench::new();
    for micro in [Microtype::NONE, micro(200, 100)] {
        bench.design.micro = micro;
        let (lines, _) = bench.set(LOOMINGS);
        let full = &lines[..lines.len() - 1];
        assert!(full.len() > 2 && full.iter().all(|line| line.width == bench.design.page.measure));
        let is_even = |run: &GlyphRun| run.scale == 0 && run.spacing == 0;
        assert_eq!(full.iter().flat_map(runs).all(is_even), micro == Microtype::NONE);
    }
}

#[test]
fn the_last_line_keeps_its_natural_width() {
    let bench = Bench::new();
    let (lines, _) = bench.set(LOOMINGS);
    let style = bench.design.style(ParRole::Body).text;
    let italic = TextStyle { italic: true, ..style };
    let alone = set_text("regulating the circulation.", &italic, None, &bench.design, &bench.fonts).value;
    let last: Length = runs(&lines[lines.len() - 1]).map(GlyphRun::width).sum();
    assert_eq!((last, lines[lines.len() - 1].ratio), (alone.width, 0));
}

#[test]
fn a_last_line_that_is_a_little_too_long_shrinks_to_the_measure() {
    let mut bench = Bench::new();
    bench.design.micro = Microtype::NONE;
    let style = ParStyle { indent: Length::ZERO, ..bench.design.style(ParRole::Body) };
    let text = "Call me Ishmael, some years ago.";
    let natural = set_text(text, &style.text, None, &bench.design, &bench.fonts).value.width;
    let inlines = [crate::book::Inline::text(text, Span::start_of(FileId(0)))];
    for (measure, width) in [
        (natural - Length::pt(2), natural - Length::pt(2)),
        (natural, natural),
        (natural + Length::pt(2), natural),
    ] {
        let (lines, _) = bench.lines(&inlines, &style, measure);
        assert_eq!(lines.iter().map(|line| line.width).collect::<Vec<_>>(), [width]);
    }
}

proptest::proptest! {
    #[test]
    fn a_filled_line_is_as_wide_as_asked_for(
        words in proptest::collection::vec(proptest::collection::vec(1..3_000_i32, 1..12), 2..9),
        (change, expansion, tracking) in (-1_000..4_000_i64, 0..400_i64, 0..200_i64),
    ) {
        let text = words.iter().map(|word| "a".repeat(word.len())).collect::<Vec<_>>().join(" ");
        let (shaped, mut pieces) = line(&[(&text, SegmentKind::Text)]);
        let letters = pieces[0].glyphs.iter_mut().filter(|glyph| glyph.advance == LETTER);
        letters.zip(words.iter().flatten()).for_each(|(glyph, width)| glyph.advance = *width);
        let width = |pieces: &[LinePiece]| advances(pieces).into_iter().map(i64::from).sum::<i64>();
        let natural = width(&pieces);
        // No more is taken away than the spaces have.
        let slack = i64::try_from(words.len() - 1).expect("few") * i64::from(SPACE) * change / 1_000;
        let (scale, spacing) = fill(&shaped, &mut pieces, slack, FillOrder::GlyphsFirst, micro(expansion, tracking)).expect("spaces");
        proptest::prop_assert_eq!(width(&pieces), natural + slack);
        proptest::prop_assert!(i64::from(scale).abs() <= expansion);
        proptest::prop_assert!(i64::from(spacing).abs() <= EM * tracking / 10_000);
        let spaces = || advances(&pieces).into_iter().zip(text.chars()).filter(|(_, c)| *c == ' ');
        let (least, most) = (spaces().map(|s| s.0).min(), spaces().map(|s| s.0).max());
        proptest::prop_assert!(least.expect("spaces") >= 0 && most <= least.map(|least| least + 1));
    }
}
