//! Tests of lines without word spaces, in the face of the bundled library that has marks, and 〇 as an ideograph.

use crate::book::Inline;
use crate::design::ParRole;
use crate::design::style::Alignment;
use crate::diag::{FileId, Span};
use crate::layout::{GlyphRun, Line, PlacedKind};
use crate::paragraph::set_text;
use crate::paragraph::tests::bench::Bench;
use crate::units::Length;

/// Sets a text to a measure of a number of ems, without indent.
fn set(bench: &Bench, text: &str, tenths: i64) -> Vec<Line> {
    let style = crate::design::style::ParStyle { indent: Length::ZERO, ..bench.design.style(ParRole::Body) };
    let measure = style.text.size.ratio(tenths, 10);
    let inlines = [Inline::text(text, Span::start_of(FileId(0)))];
    let (lines, reported) = bench.lines(&inlines, &style, measure);
    assert!(reported.is_empty(), "{reported:?}");
    lines
}

fn runs(line: &Line) -> impl Iterator<Item = &GlyphRun> {
    line.items.iter().filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) => Some(&**run),
        _ => None,
    })
}

fn text(line: &Line) -> String {
    runs(line).map(|run| &*run.text).collect()
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(text).collect()
}

/// Returns the width of a text in one line, in hundredths of an em.
fn width(bench: &Bench, text: &str) -> i64 {
    let style = bench.design.style(ParRole::Body).text;
    let line = set_text(text, &style, None, &bench.design, &bench.fonts).value;
    (line.width.to_sp() * 100 + style.size.to_sp() / 2) / style.size.to_sp()
}

#[test]
fn a_line_of_ideographs_fills_the_measure() {
    let bench = Bench::new();
    let em = bench.design.style(ParRole::Body).text.size;
    let sentence =
        "〇〇〇〇〇、〇〇〇「〇〇〇〇」〇〇〇。〇〇Latin〇〇〇〇〇、〇〇〇〇〇〇〇〇〇〇。".repeat(6);
    for tenths in [150, 157, 204, 333] {
        let lines = set(&bench, &sentence, tenths);
        let measure = em.ratio(tenths, 10).to_sp();
        for line in &lines[..lines.len() - 1] {
            let end = line.items.iter().map(|item| item.x.to_sp()).min().unwrap_or(0);
            let reached: i64 = end
                + runs(line).flat_map(|run| &run.glyphs).map(|glyph| i64::from(glyph.advance)).sum::<i64>();
            // A mark at the end of the line may have its white in the margin, and one at the start as well.
            let white = if text(line).ends_with(['、', '。', '」']) { em.to_sp() / 2 } else { 0 };
            assert!(reached == measure || reached == measure + white, "{} {reached} {measure}", text(line));
        }
        assert_eq!(texts(&lines).concat(), sentence);
    }
}

#[test]
fn no_line_begins_with_a_mark_that_closes_or_ends_with_one_that_opens() {
    let bench = Bench::new();
    let sentence =
        "〇〇〇〇、〇〇「〇〇」〇。『〇〇〇』〇〇〇、〇〇〇〇々〇〇（〇〇）〇〇。".replace(['（', '）'], "");
    for tenths in 60..130 {
        for line in texts(&set(&bench, &sentence.repeat(4), tenths)) {
            assert!(!line.starts_with(['、', '。', '」', '』', '々']), "{line}");
            assert!(!line.ends_with(['「', '『']), "{line}");
        }
    }
}

#[test]
fn marks_side_by_side_share_their_white() {
    let bench = Bench::new();
    for (text, expected) in [
        ("〇〇", 200),
        ("〇、〇", 300),
        ("」「", 150),
        ("、「", 150),
        ("。」〇", 250),
        ("「『〇", 250),
        ("〇」、〇", 350),
    ] {
        assert_eq!(width(&bench, text), expected, "{text}");
    }
}

#[test]
fn a_quarter_of_an_em_that_is_not_in_the_text_is_beside_western_letters() {
    let bench = Bench::new();
    for western in ["A", "12", "Git"] {
        let alone = width(&bench, western);
        assert!((width(&bench, &format!("〇{western}〇")) - alone - 250).abs() <= 1, "{western}");
        assert!((width(&bench, &format!("가{western}가")) - width(&bench, "가가") - alone).abs() <= 1);
    }
    let lines = set(&bench, &"〇A〇".repeat(40), 123);
    assert_eq!(texts(&lines).concat(), "〇A〇".repeat(40));
}

#[test]
fn a_mark_at_the_start_or_the_end_of_a_line_gives_its_white_away() {
    let bench = Bench::new();
    // Nine ems hold nine ideographs, or ten characters of which two are marks.
    let lines = set(&bench, &"「〇〇〇〇〇〇〇〇」".repeat(5), 90);
    assert!(lines.len() == 5 && lines.iter().all(|line| text(line) == "「〇〇〇〇〇〇〇〇」"));
    let em = bench.design.style(ParRole::Body).text.size.to_sp();
    assert_eq!(lines[0].items[0].x.to_sp(), -em / 2);
}

#[test]
fn commas_and_full_stops_hang_in_the_margin_if_the_design_says_so() {
    let mut bench = Bench::new();
    let sentence = "〇〇〇〇〇〇〇〇〇〇、".repeat(5);
    assert!(texts(&set(&bench, &sentence, 100)).iter().any(|line| !line.ends_with('、')));
    bench.design.micro.hanging = true;
    let lines = set(&bench, &sentence, 100);
    assert!(lines.len() == 5 && texts(&lines).iter().all(|line| line.ends_with('、')));
}

#[test]
fn an_ideograph_in_western_text_leaves_its_lines_as_even_as_others() {
    let bench = Bench::new();
    let of = |text: &str| {
        let lines = set(&bench, text, 220);
        let scales: Vec<i16> = lines.iter().flat_map(|line| runs(line).map(|run| run.scale)).collect();
        (lines.len(), scales.iter().any(|scale| *scale != 0))
    };
    let sentence = "It is a way I have of driving off the spleen and regulating the circulation whenever I find \
        myself growing grim about the mouth. ";
    let text = sentence.repeat(3) + "It is 〇. " + sentence;
    assert!(of(&sentence.repeat(4)).1 && of(&text).1);
    assert!(!of(&"〇〇〇〇〇 Latin 〇〇〇〇〇".repeat(9)).1);
}

#[test]
fn the_white_of_the_last_mark_is_outside_a_line_at_the_right() {
    let bench = Bench::new();
    let starts = |align| {
        let body = bench.design.style(ParRole::Body);
        let style = crate::design::style::ParStyle { indent: Length::ZERO, align, ..body };
        let start = |text: &str| {
            let inlines = [Inline::text(text, Span::start_of(FileId(0)))];
            let (lines, _) = bench.lines(&inlines, &style, style.text.size * 20);
            lines[0].items.iter().map(|item| item.x.to_sp()).min().expect("a text")
        };
        (start("〇〇〇〇、"), start("〇〇〇〇〇"))
    };
    let half = bench.design.style(ParRole::Body).text.size.to_sp() / 2;
    let (end, plain) = starts(Alignment::End);
    assert_eq!(end - plain, half, "its ink ends where that of others does");
    let (centred, plain) = starts(Alignment::Centre);
    assert_eq!(centred - plain, half / 2);
}
