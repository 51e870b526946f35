//! Tests of paragraphs, set with a design and its faces and an empty book.

pub(super) mod bench;

use super::*;
use crate::design::{OpeningCaps, ParRole};
use crate::diag::{FileId, Span};
use crate::fonts::FontFile;
use crate::layout::{GlyphRun, PlacedKind};
use bench::{Bench, LOOMINGS, words};

/// Returns the segments of a text in the style of running text: text, script, bidi level.
fn segments(bench: &Bench, text: &str) -> Vec<(String, String, u8)> {
    let style = bench.design.style(ParRole::Body);
    let collected = text::plain(text, &style.text, None);
    let found = itemize::itemize(&collected, &bench.design, &bench.fonts).value;
    let shown = |segment: &segment::Segment| {
        let text = collected.text[segment.range.clone()].to_owned();
        (text, format!("{:?}", segment.script), segment.level)
    };
    found.iter().map(shown).collect()
}

#[test]
fn a_text_is_itemized_by_script() {
    let bench = Bench::new();
    let of = |text: &str| {
        let segments = segments(&bench, text);
        segments.iter().map(|(text, script, _)| format!("{text}|{script}")).collect::<Vec<_>>()
    };
    // Figures and punctuation have no script and continue the one before them.
    assert_eq!(of("12 words, 3 more"), ["12 words, 3 more|Latin"]);
    assert_eq!(of("word, λόγος: слово."), ["word, |Latin", "λόγος: |Greek", "слово.|Cyrillic"]);
    assert_eq!(of("12"), ["12|Common"]);
    assert!(of("").is_empty());
}

#[test]
fn words_of_japanese_and_of_korean_are_not_divided_into_runs() {
    let with = |font: &[u8], text: &str| {
        let file = FontFile { path: "x.otf".to_owned(), bytes: font.into(), member: None, span: None };
        let bench = Bench { fonts: Library::new(&[file], None).value, ..Bench::new() };
        segments(&bench, text)
            .into_iter()
            .map(|(text, script, _)| format!("{text}|{script}"))
            .collect::<Vec<_>>()
    };
    // Japanese mixes three scripts within words.
    let japanese = include_bytes!("../../tests/fonts/NotoSansCJKjp-Regular.otf");
    assert_eq!(with(japanese, "日本のカタ、かな漢字"), ["日本のカタ、かな漢字|Hiragana"]);
    // The space between Korean words is that of their face.
    let korean = include_bytes!("../../tests/fonts/NotoSerifCJKkr-Regular.otf");
    assert_eq!(with(korean, "한국의 서울 abc"), ["한국의 서울|Hangul", " abc|Latin"]);
}

#[test]
fn a_known_paragraph_is_broken_as_a_compositor_would() {
    let (lines, reported) = Bench::new().set(LOOMINGS);
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
    assert!(reported.is_empty());
}

#[test]
fn justified_lines_end_at_the_measure_except_for_protrusion() {
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
fn a_word_that_is_longer_than_a_line_is_divided() {
    let bench = Bench::new();
    let digits = "0123456789".repeat(12);
    let (lines, reported) = bench.set(&digits);
    assert!(lines.len() > 1 && reported.is_empty(), "{reported:?}");
    assert_eq!(words(&lines).replace([' ', '\n'], ""), digits);
}

#[test]
fn the_minimum_width_is_that_of_the_longest_unbreakable_part() {
    let bench = Bench::new();
    let style = bench.design.style(ParRole::TableCell);
    let widths = |text: &str| {
        let inlines = [Inline::text(text, Span::start_of(FileId(0)))];
        width_of(&inlines, &style, None, bench.resources())
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
fn a_line_in_a_face_without_a_space_still_ends_with_a_space() {
    let text = "“-A 2KaaAa—äK“kK ,,,0Aäa0äAaß, 가,Aä0A가ßa0, amß0“a“aß가 ßamßamßamßam";
    let (lines, _) = Bench::new().set(text);
    assert_eq!((words(&lines).trim_end(), lines.len()), (text, 2));
}

/// Returns the left and right ends of the words of a line.
fn ends(line: &Line) -> (Length, Length) {
    let words = line.items.iter().filter_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) if !run.runs_on => Some((item.x, item.x + run.width())),
        _ => None,
    });
    words.fold((Length::MAX, Length::ZERO), |(from, to), (x, end)| (from.min(x), to.max(end)))
}

#[test]
fn every_line_keeps_within_its_own_measure() {
    let bench = Bench::new();
    let pt = Length::pt;
    let indents = [
        LineIndent::left(3, pt(40)),
        LineIndent::left(1, pt(-15)),
        LineIndent { lines: 2, left: Length::ZERO, right: pt(90) },
    ];
    let text = [LOOMINGS; 3].join(" ");
    let variants = bench.variants(&text, &indents, LeadIn::NONE);
    assert!(variants.len() > 1, "a choice");
    for variant in variants {
        assert_eq!(words(&variant.lines).replace(' ', ""), text.replace(['\u{2060}', ' '], ""));
        assert_eq!(variant.kept, 3);
        let last = variant.lines.len() - 1;
        for (index, line) in variant.lines.iter().enumerate() {
            let (from, to) = ends(line);
            let (left, right) = (indents::left(&indents, index), indents::right(&indents, index));
            let indent = if index == 0 { bench.design.em() } else { Length::ZERO };
            // Punctuation protrudes, and so does the space at which a line was broken.
            assert!(
                (left + indent - from) < pt(4) && from <= left + indent,
                "line {index} begins at {from:?}"
            );
            let end = bench.design.page.measure - right;
            assert!(to < end + pt(7) && (index == last || line.width >= end), "line {index} ends at {to:?}");
        }
    }
}

/// Returns the initial of a line, and its position.
fn initial(line: &Line) -> Option<(&Placed, &GlyphRun)> {
    line.items.iter().rev().find_map(|item| match &item.kind {
        PlacedKind::Glyphs(run) if run.runs_on => Some((item, &**run)),
        _ => None,
    })
}

#[test]
fn an_initial_is_on_the_baseline_of_its_last_line_and_as_high_as_the_next_letters() {
    let bench = Bench::new();
    let lead = LeadIn { initial: 3, small_caps: OpeningCaps::None };
    for text in [LOOMINGS.to_owned(), format!("“{LOOMINGS}")] {
        let variants = bench.variants(&text, &[], lead);
        for variant in &variants {
            let (placed, run) = initial(&variant.lines[0]).expect("an initial");
            let face = bench.fonts.face(run.face);
            let flat = face.ink(face.glyph('H').expect("a letter"), 0..=2_000).expect("ink").top;
            let capitals = |size: Length| size.ratio(flat.into(), face.metrics.units_per_em.into());
            assert_eq!((&*run.text, placed.y), ("C", bench.design.leading * 2));
            let above = capitals(run.size) - placed.y - capitals(bench.design.text_size);
            assert!(above.to_sp().abs() < 10, "{above:?}");
            let beside = variant.lines[..3].iter().all(|line| ends(line).0 > placed.x + run.width() * 9 / 10);
            assert!(beside && ends(&variant.lines[3]).0 <= Length::ZERO);
            assert_eq!(words(&variant.lines).replace(' ', ""), text.replace(['\u{2060}', ' '], ""));
        }
    }
}

#[test]
fn a_paragraph_without_a_capital_or_too_short_has_no_initial() {
    let bench = Bench::new();
    let lead = LeadIn { initial: 3, small_caps: OpeningCaps::Phrase };
    for text in ["1984 ".to_owned() + LOOMINGS, "가나 ".to_owned() + LOOMINGS, "Call me.".to_owned()] {
        let variants = bench.variants(&text, &[], lead);
        assert!(initial(&variants[0].lines[0]).is_none(), "{text}");
        assert_eq!(words(&variants[0].lines).replace(' ', ""), text.replace(['\u{2060}', ' '], ""));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]
    #[test]
    fn segments_cover_the_text_and_letters_run_in_their_direction(text in "[a-zα-ωא-ת0-9 .,—]{0,40}") {
        let segments = segments(&Bench::new(), &text);
        let joined: String = segments.iter().map(|(text, ..)| text.as_str()).collect();
        proptest::prop_assert_eq!(&joined, &text);
        for (text, _, level) in &segments {
            let is_hebrew = |c: char| ('א'..='ת').contains(&c);
            proptest::prop_assert!(level % 2 == 1 || !text.contains(is_hebrew));
            let is_left_to_right = |c: char| c.is_alphabetic() && !is_hebrew(c);
            proptest::prop_assert!(level % 2 == 0 || !text.contains(is_left_to_right));
        }
    }

    #[test]
    fn no_word_is_lost_beside_an_initial_and_a_figure(
        words_in in proptest::collection::vec("[A-Za-zÄß0-9,.—“”-]{1,14}", 1..40),
        (lines, left, right, initial) in (0..9usize, -20..60i64, 0..120i64, 0..5u8),
    ) {
        let text = words_in.join(" ");
        let indents = [
            LineIndent::left(lines, Length::pt(60)),
            LineIndent::left(lines / 2, Length::pt(left)),
            LineIndent { lines, left: Length::ZERO, right: Length::pt(right) },
        ];
        let lead = LeadIn { initial, small_caps: OpeningCaps::Phrase };
        for variant in Bench::new().variants(&text, &indents, lead) {
            proptest::prop_assert_eq!(words(&variant.lines).replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn no_word_is_lost_in_any_text(words_in in proptest::collection::vec("[a-zA-Zäß가-힣א-ת0-9,.—“”-]{1,14}", 1..60)) {
        let text = words_in.join(" ");
        let (lines, _) = Bench::new().set(&text);
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        let set = words(&lines);
        // Words from right to left are in visual order on the line.
        if text.chars().any(|c| ('א'..='ת').contains(&c)) {
            proptest::prop_assert_eq!(sorted(&set), sorted(&text));
        } else {
            proptest::prop_assert_eq!(set.trim_end(), text.trim_end());
        }
    }
}
