//! Tests of the italic correction.

use crate::book::{Inline, InlineKind};
use crate::design::ParRole;
use crate::diag::{FileId, Span};
use crate::paragraph::shaped::ShapedText;
use crate::paragraph::tests::bench::{Bench, slot};
use crate::paragraph::{collect, itemize};

/// Returns the space added after a text in italics that upright text follows, in thousandths of an em.
fn added(italic: &str, upright: &str) -> i64 {
    let bench = Bench::new();
    let span = Span::start_of(FileId(0));
    let stressed = Inline::new(InlineKind::Emphasis(vec![Inline::text(italic, span)]), span);
    let mut structure = crate::layout::Structure::new(crate::book::tag::Tag::Section);
    let style = bench.design.style(ParRole::Body).text;
    let measure = bench.design.page.measure;
    let text = [stressed, Inline::text(upright, span)];
    let collected = collect::collect(&text, &style, measure, bench.resources(), slot(&mut structure));
    let segments = itemize::itemize(&collected, &bench.design, &bench.fonts).value;
    let shaped = ShapedText::shape(collected, segments, &bench.fonts);
    shaped.corrections.iter().sum::<i64>() * 1000 / style.size.to_sp()
}

#[test]
fn a_letter_that_leans_against_a_mark_is_moved_away_from_it() {
    for mark in [")", "]", "”", "?", "|"] {
        assert!((10..300).contains(&added("f", mark)), "{mark}: {}", added("f", mark));
    }
}

#[test]
fn nothing_is_added_where_there_is_room() {
    // A full stop is below the overhang of the letter.
    for (italic, upright) in [("a", " b"), ("f ", ")"), ("a", "."), ("n", "s")] {
        assert!(added(italic, upright) < 40, "{italic}{upright}: {}", added(italic, upright));
    }
    assert_eq!(added("f", " )"), 0);
}
