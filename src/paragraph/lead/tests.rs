//! Tests of the opening of a text, and of the position of its initial.

use super::*;
use crate::design::{Family, OpeningCaps, ParRole};
use crate::lang::LangTag;
use crate::layout::Line;
use crate::paragraph::LineSpaces;
use crate::paragraph::tests::bench::{Bench, LOOMINGS, words};

const PHRASE: LeadIn = LeadIn { initial: 3, small_caps: OpeningCaps::Phrase };
const INITIAL: LeadIn = LeadIn { initial: 3, small_caps: OpeningCaps::None };

/// Returns a text in the style of a chapter's first paragraph.
fn collected(bench: &Bench, text: &str) -> CollectedText {
    text::plain(text, &bench.design.style(ParRole::BodyFirst).text, None)
}

/// Returns the style of a text that has not been changed.
fn base(_: &CollectedText) -> &'static TextStyle {
    static BASE: std::sync::LazyLock<TextStyle> =
        std::sync::LazyLock::new(|| Bench::new().design.style(ParRole::BodyFirst).text);
    &BASE
}

/// Returns the opening of a text: quotation marks, letter, words.
fn opening(text: &str) -> Option<[String; 3]> {
    let collected = collected(&Bench::new(), text);
    let found = find(&collected, PHRASE, base(&collected))?;
    Some([found.quote, found.letter, found.words].map(|range| collected.text[range].to_owned()))
}

#[test]
fn an_opening_is_marks_of_quotation_a_capital_and_words() {
    for (text, expected) in [
        ("Call me Ishmael. Some", ["", "C", "all me Ishmael"]),
        ("“Call me Ishmael.” Some", ["“", "C", "all me Ishmael"]),
        ("(‘Call me,’ he said)", ["(‘", "C", "all me"]),
        ("«\u{A0}Call me, he said", ["«\u{A0}", "C", "all me"]),
        ("¿Dónde, he said", ["¿", "D", "ónde"]),
        // A combining accent belongs to its letter.
        ("E\u{301}mile, he said", ["", "E\u{301}", "mile"]),
        ("Éloi, he said", ["", "É", "loi"]),
        ("I, he said", ["", "I", ", he said"]),
    ] {
        assert_eq!(opening(text), Some(expected.map(str::to_owned)), "{text}");
    }
}

#[test]
fn what_does_not_begin_with_a_capital_has_no_opening() {
    for text in ["call me", "1984 was", "“”", "", "— No", "가나다", "\u{FFFC}Call", "\u{2028}Call", " Call"]
    {
        assert_eq!(opening(text), None, "{text:?}");
    }
}

#[test]
fn nothing_opens_where_the_design_asks_for_nothing() {
    let collected = collected(&Bench::new(), LOOMINGS);
    assert_eq!(find(&collected, LeadIn::NONE, base(&collected)), None);
    let found = find(&collected, INITIAL, base(&collected)).expect("a capital");
    assert_eq!((found.letter.clone(), found.words.clone(), found.phrase()), (0..1, 1..1, 0..0));
}

#[test]
fn code_and_raised_letters_are_no_initials() {
    let changed = |range: Range<usize>, change: fn(&mut TextStyle)| {
        let mut collected = collected(&Bench::new(), "“Call me, he said");
        collected.restyle(&range, change);
        find(&collected, PHRASE, base(&collected)).is_some()
    };
    let code: fn(&mut TextStyle) = |style| style.family = Family::Code;
    let raised: fn(&mut TextStyle) = |style| style.rise = Length::pt(3);
    // The letter begins at the fourth byte, since the quotation mark before it counts.
    for (range, is_found) in [(3..4, false), (0..3, false), (0..20, false), (4..20, true), (8..20, true)] {
        assert_eq!(
            (changed(range.clone(), code), changed(range.clone(), raised)),
            (is_found, is_found),
            "{range:?}"
        );
    }
    // A text that begins in italics has none either.
    assert!(!changed(0..20, |style| style.italic = true) && changed(8..12, |style| style.italic = true));
}

/// Returns the part of a text that is in small capitals.
fn small_caps(bench: &Bench, text: &str, code: &Range<usize>) -> String {
    let mut collected = collected(bench, text);
    let opening = find(&collected, PHRASE, base(&collected)).expect("an opening");
    collected.restyle(code, |style| style.family = Family::Code);
    set_small_caps(&mut collected, &opening, bench.resources());
    let small = collected.runs.iter().filter(|run| collected.styles[run.style].small_caps);
    small.map(|run| &collected.text[run.range.clone()]).collect()
}

#[test]
fn the_first_words_are_in_small_capitals_but_for_code() {
    let bench = Bench::new();
    assert_eq!(small_caps(&bench, "“Call me Ishmael.” Some", &(0..0)), "Call me Ishmael");
    // `me` is code.
    assert_eq!(small_caps(&bench, "“Call me Ishmael.” Some", &(8..10)), "Call  Ishmael");
}

#[test]
fn a_face_without_small_capitals_leaves_the_words_as_they_are() {
    let mut bench = Bench::new();
    bench.design.text_family = "DejaVu Sans Mono".to_owned();
    assert_eq!(small_caps(&bench, "Call me Ishmael. Some", &(0..0)), "");
}

/// Returns the size of the initial of a text in a style.
fn planned(bench: &Bench, text: &str, lead: LeadIn, style: &ParStyle) -> Option<InitialPlan> {
    let mut collected = collected(bench, text);
    let opening = find(&collected, lead, base(&collected)).expect("an opening");
    set_small_caps(&mut collected, &opening, bench.resources());
    let measure = bench.design.page.measure;
    let request = ParagraphRequest {
        style,
        measure,
        indents: &[],
        above: LineSpaces::NONE,
        lead,
        carries: false,
        balance: None,
        max_variants: 1,
        change: None,
    };
    let plan = plan(&mut collected, &opening, &request, bench.resources())?;
    let style = collected.runs.iter().find(|run| run.range == opening.letter).map(|run| run.style);
    let style = &collected.styles[style.expect("a run of its own")];
    assert_eq!((style.size, style.small_caps, style.tracking), (plan.size, false, 0));
    Some(plan)
}

#[test]
fn an_initial_of_one_line_or_of_text_from_right_to_left_is_refused() {
    let bench = Bench::new();
    let style = bench.design.style(ParRole::BodyFirst);
    let is_planned = |lead, style| planned(&bench, LOOMINGS, lead, style).is_some();
    assert!(is_planned(LeadIn { initial: 2, ..PHRASE }, &style));
    assert!(!is_planned(LeadIn { initial: 1, ..PHRASE }, &style));
    assert!(!is_planned(LeadIn { initial: 0, ..PHRASE }, &style));
    let mut hebrew = style.clone();
    hebrew.text.lang = LangTag::parse("he").expect("a tag");
    assert!(!is_planned(PHRASE, &hebrew));
}

#[test]
fn an_initial_reaches_to_the_capitals_or_small_capitals_of_its_first_line() {
    let bench = Bench::new();
    let style = bench.design.style(ParRole::BodyFirst);
    let (face, _) = glyph("C", &style.text, bench.resources()).expect("a letter");
    let face = bench.fonts.face(face);
    let capitals = scaled(capitals(face), style.text.size, face);
    let plain = planned(&bench, LOOMINGS, INITIAL, &style).expect("an initial");
    assert_eq!((plain.lines, plain.top), (3, capitals));
    let small = planned(&bench, LOOMINGS, PHRASE, &style).expect("an initial");
    assert_eq!(Some(small.top), small_cap(&style.text, bench.resources()));
    assert!(small.top < plain.top && small.size < plain.size);
    // The capitals of the initial are two leadings higher than those of the text.
    let height = style.leading * 2 + capitals;
    let own = capitals.ratio(plain.size.to_sp(), style.text.size.to_sp());
    assert!((own - height).abs() < Length::sp(3), "{own:?} {height:?}");
    // A text of one letter leaves no small capitals.
    let alone = planned(&bench, "I", PHRASE, &style).expect("an initial");
    assert_eq!(alone.top, capitals);
}

/// Returns the first lines of a text with an initial, in the best variant.
fn lines(bench: &Bench, text: &str) -> Vec<Line> {
    bench.variants(text, &[], INITIAL).swap_remove(0).lines
}

/// Returns where the words of each of the first four lines begin.
fn beginnings(bench: &Bench, text: &str) -> [Length; 4] {
    let lines = lines(bench, text);
    [0, 1, 2, 3].map(|line: usize| {
        let words = lines[line].items.iter().filter(|item| match &item.kind {
            PlacedKind::Glyphs(run) => !run.runs_on,
            _ => false,
        });
        words.map(|item| item.x).min().expect("words")
    })
}

/// Returns a paragraph of enough lines that begins with a letter.
fn beginning_with(letter: &str) -> String {
    format!("{letter}ooo moo {LOOMINGS}")
}

#[test]
fn all_lines_beside_an_upright_letter_begin_alike() {
    let mut bench = Bench::new();
    bench.design.micro.protrusion = false;
    let [first, second, third, fourth] = beginnings(&bench, &beginning_with("H"));
    assert!(first == second && second == third && fourth <= Length::ZERO, "{first:?} {second:?} {third:?}");
}

#[test]
fn the_first_line_moves_up_to_a_letter_that_is_narrow_at_its_top() {
    let mut bench = Bench::new();
    bench.design.micro.protrusion = false;
    for letter in ["L", "A"] {
        let [first, second, third, _] = beginnings(&bench, &beginning_with(letter));
        assert!(second == third && first < second, "{letter} {first:?} {second:?}");
        let initial = lines(&bench, &beginning_with(letter))[0].items[0].x;
        assert!(first > initial, "{letter}");
    }
    let [first, second, ..] = beginnings(&bench, &beginning_with("O"));
    assert_eq!(first, second);
}

#[test]
fn a_tail_makes_room_for_itself_in_the_line_below() {
    let mut bench = Bench::new();
    bench.design.micro.protrusion = false;
    let [_, _, third, fourth] = beginnings(&bench, &beginning_with("Q"));
    assert!(fourth > Length::ZERO && third > Length::ZERO, "{fourth:?}");
}

#[test]
fn a_mark_of_quotation_before_an_initial_hangs_in_the_margin() {
    let bench = Bench::new();
    let text = beginning_with("“H");
    let with = lines(&bench, &text);
    let [quote, initial] = [0, 1].map(|index| &with[0].items[index]);
    let PlacedKind::Glyphs(run) = &quote.kind else { panic!("glyphs") };
    assert_eq!((&*run.text, run.size, run.runs_on), ("“", bench.design.text_size, true));
    assert!(quote.x < Length::ZERO && quote.x + run.width() <= initial.x + Length::pt(2));
    // The mark hangs at the height of the letter, whose foot is two lines below.
    assert!(quote.y.abs() < bench.design.leading && initial.y == bench.design.leading * 2);
    // The letter has the same position as without the mark.
    let without = lines(&bench, &beginning_with("H"));
    assert_eq!(initial.x, without[0].items[0].x);
    assert_eq!(words(&with).replace(' ', ""), text.replace([' ', '\u{2060}'], ""));
}
