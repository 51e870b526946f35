//! Tests of framed keys.

use crate::book::{Inline, InlineKind, SpanRole};
use crate::design::{Design, ParRole};
use crate::diag::{FileId, Span};
use crate::lang::LangTag;
use crate::layout::{Line, PlacedKind};
use crate::paragraph::tests::bench::{Bench, words};
use crate::units::Length;

fn text(text: &str) -> Inline {
    Inline::text(text, Span::start_of(FileId(0)))
}

fn keys(inner: Vec<Inline>) -> Inline {
    Inline::new(InlineKind::Span(SpanRole::Keys, inner), Span::start_of(FileId(0)))
}

fn key(name: &str) -> Inline {
    keys(vec![text(name)])
}

/// Returns lines with framed keys.
fn lines(inlines: &[Inline], measure: Length) -> Vec<Line> {
    let mut bench = Bench::new();
    bench.design = Design::written("{ inline: { keys: keycaps } }", &LangTag::english());
    let style = bench.design.style(ParRole::BodyFirst);
    bench.lines(inlines, &style, measure).0
}

/// Returns where each frame starts and ends.
fn frames(line: &Line) -> Vec<(Length, Length)> {
    let frames = line.items.iter().filter_map(|item| match item.kind {
        PlacedKind::Frame { width, .. } => {
            assert_eq!(item.owner, None, "a frame is no text");
            Some((item.x, item.x + width))
        }
        _ => None,
    });
    frames.collect()
}

#[test]
fn each_key_has_a_frame_around_its_letters() {
    let inlines = [text("Press "), key("Ctrl"), text("+"), key("C"), text(" now")];
    let lines = lines(&inlines, Length::pt(300));
    let found = frames(&lines[0]);
    assert_eq!((lines.len(), found.len()), (1, 2));
    assert_eq!(words(&lines), "Press Ctrl+C now");
    for (name, (from, to)) in ["Ctrl", "C"].into_iter().zip(&found) {
        let run = lines[0].items.iter().find_map(|item| match &item.kind {
            PlacedKind::Glyphs(run) if &*run.text == name => Some((item.x, run)),
            _ => None,
        });
        let (x, run) = run.expect("a run of its own");
        let inked = x + Length::sp(i64::from(run.glyphs[0].dx));
        assert!(*from + Length::pt(1) < inked, "{name}: {from:?} {inked:?}");
        assert!(x <= *from && *to <= x + run.width(), "{name}");
    }
    assert!(found[0].1 < found[1].0, "the sign is between the frames");
}

#[test]
fn keys_within_keys_have_a_frame_each_and_none_together() {
    let inlines = [keys(vec![key("Alt"), text("+"), key("F4")])];
    let lines = lines(&inlines, Length::pt(300));
    assert_eq!((words(&lines).as_str(), frames(&lines[0]).len()), ("Alt+F4", 2));
}

#[test]
fn no_line_ends_within_a_key_or_between_keys_that_are_pressed_together() {
    // Several lines of short words can be filled in many ways.
    let before = text(&"As we do so, to go on, or if it is up to us, do so at it ".repeat(5));
    let inlines = [before, key("Page Down"), text(" + "), key("Home-End"), text(" and wait.")];
    for measure in (240..340).step_by(5) {
        let lines = lines(&inlines, Length::pt(measure));
        let ends: Vec<String> = lines.iter().map(|line| words(std::slice::from_ref(line))).collect();
        let whole = ends.iter().any(|line| line.contains("Page Down + Home-End"));
        assert!(whole, "{measure}: {ends:?}");
    }
}

#[test]
fn a_key_that_is_longer_than_a_line_is_divided_with_a_frame_in_each() {
    let lines = lines(&[key("Extraordinarily long key")], Length::pt(60));
    assert!(lines.len() > 1);
    assert!(lines.iter().all(|line| frames(line).len() == 1));
}
