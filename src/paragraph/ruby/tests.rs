//! Tests of ruby in a face with kana and ideographs.

use super::*;
use crate::book::{Inline, InlineKind};
use crate::design::{Design, ParRole};
use crate::diag::{FileId, Span};
use crate::fonts::{FontFile, Library};
use crate::lang::LangTag;
use crate::layout::{Placed, PlacedKind};
use crate::paragraph::collect::collect;
use crate::paragraph::tests::bench::{Bench, slot};

#[test]
fn readings_of_ideographs_are_above_them_and_those_of_letters_behind_them() {
    assert!(is_above("漢字") && is_above("漢字、") && is_above("한"));
    assert!(!is_above("Tokyo") && !is_above("漢 A") && !is_above("、"));
}

/// Returns the items of the only line of a paragraph: the text, the size, the left end and the right end of each, in thousandths
/// of the size of the text.
fn items(inlines: &[Inline]) -> Vec<(String, i64, i64, i64)> {
    let font: &[u8] = include_bytes!("../../../tests/golden/ruby/fonts/NotoSerifCJKjp-Regular.otf");
    let file = FontFile { path: "x.otf".to_owned(), bytes: font.into(), member: None, span: None };
    let fonts = Library::new(&[file], None).value;
    let design = Design::classic(&LangTag::parse("ja").expect("a tag"), &fonts);
    let bench = Bench { design, fonts, ..Bench::new() };
    let style = bench.design.style(ParRole::Heading(3));
    let (lines, reported) = bench.lines(inlines, &style, Length::pt(400));
    assert!(reported.is_empty() && lines.len() == 1, "{reported:?}");
    let part = |length: Length| length.to_sp() * 1000 / style.text.size.to_sp();
    let item = |item: &Placed| {
        let PlacedKind::Glyphs(run) = &item.kind else { return None };
        let width: i64 = run.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        Some((
            run.text.to_string(),
            (part(run.size) + 5) / 10 * 10,
            part(item.x),
            part(item.x + Length::sp(width)),
        ))
    };
    let start = lines[0].items.iter().map(|item| item.x).min().unwrap_or_default();
    let found: Vec<_> = lines[0].items.iter().filter_map(item).collect();
    found
        .into_iter()
        .map(|(text, size, from, to)| (text, size, from - part(start), to - part(start)))
        .collect()
}

fn ruby(base: &str, reading: &str) -> Inline {
    let span = Span::start_of(FileId(0));
    Inline::new(InlineKind::Ruby(vec![(vec![Inline::text(base, span)], reading.to_owned())]), span)
}

fn text(text: &str) -> Inline {
    Inline::text(text, Span::start_of(FileId(0)))
}

#[test]
fn a_reading_is_half_as_large_and_in_the_middle_of_its_characters() {
    let found = items(&[ruby("紙", "か"), text("の")]);
    let shown: Vec<_> = found.iter().map(|(text, size, ..)| (text.as_str(), *size)).collect();
    assert_eq!(shown, [("紙", 1000), ("か", 500), ("の", 1000)]);
    let (from, to) = (found[1].2, found[1].3);
    // Its advance has the space after it too.
    assert!(from.abs_diff(250) < 3 && to.abs_diff(1000) < 3, "{found:?}");
}

#[test]
fn a_short_reading_is_spread_over_its_characters() {
    let found = items(&[ruby("印刷師", "いんさ"), text("の")]);
    // Half an em is left beside each of three, and half of that at the ends.
    assert!(found[1].2.abs_diff(250) < 3, "{found:?}");
}

#[test]
fn a_long_reading_reaches_over_kana_but_not_over_ideographs() {
    // Of the three kana the middle one is above the character.
    let between_kana = items(&[text("の"), ruby("志", "こころ"), text("の")]);
    let width = |found: &[(String, i64, i64, i64)]| found.last().map_or(0, |(.., to)| *to);
    assert!(width(&between_kana).abs_diff(3000) < 5, "{between_kana:?}");
    let between_ideographs = items(&[text("紙"), ruby("志", "こころ"), text("紙")]);
    assert!(width(&between_ideographs).abs_diff(3500) < 5, "{between_ideographs:?}");
}

#[test]
fn what_is_said_of_a_pair_is_its_characters_and_then_the_reading() {
    let bench = Bench::new();
    let mut structure = crate::layout::Structure::new(crate::book::tag::Tag::Section);
    let style = bench.design.style(ParRole::Body).text;
    let inlines = [ruby("Tokyo", "tōkyō"), ruby("紙", "かみ")];
    let collected = collect(&inlines, &style, Length::pt(300), bench.resources(), slot(&mut structure));
    assert_eq!(collected.text, "Tokyo(tōkyō)\u{FFFC}");
    assert_eq!(collected.objects.len(), 1);
    assert!(collected.runs.iter().all(|run| !run.range.is_empty()));
}
