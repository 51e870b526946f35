//! Tests of the origin of each character: the piece of the book and the byte in it.

use super::*;

/// A piece of the book, counted from 2, written at a byte of its file.
fn piece(kind: InlineKind, node: u32, written: std::ops::Range<usize>) -> Inline {
    Inline::new(kind, Span::new(FileId(0), written)).with_node(NodeId(node))
}

/// Returns the origin of each character of a text: its piece, and the byte in the piece.
fn origins(found: &Found) -> Vec<(char, Option<(u32, u32)>)> {
    let text = &found.text;
    let origin = |at: usize| {
        let run = text.runs.iter().find(|run| run.range.contains(&at)).expect("runs leave no gap");
        text.origin(run, at).map(|origin| (origin.node.0, origin.at))
    };
    text.text.char_indices().map(|(at, c)| (c, origin(at))).collect()
}

fn words(text: &str) -> InlineKind {
    InlineKind::Text(text.to_owned())
}

#[test]
fn each_character_comes_from_a_byte_of_its_piece() {
    let found =
        Found::of(&[piece(words("  a\u{AD}b  c"), 2, 0..9), piece(words(" é"), 3, 9..12), plain("x")]);
    let of = |node, at| Some((node, at));
    assert_eq!(
        origins(&found),
        [
            ('a', of(2, 2)),
            ('b', of(2, 5)),
            (' ', of(2, 6)),
            ('c', of(2, 8)),
            (' ', of(3, 0)),
            ('é', of(3, 1)),
            // Text that the program added has no origin.
            ('x', None),
        ]
    );
}

#[test]
fn a_text_that_is_shown_as_it_is_written_has_exact_places_in_its_file() {
    let found = Found::of(&[piece(words("a  b"), 2, 10..14), piece(words("c’s"), 3, 14..17)]);
    let span = |range| found.text.span(range).expect("a place").range();
    assert_eq!((span(0..1), span(2..3), span(0..3)), (10..11, 13..14, 10..14));
    // The apostrophe was typed as one byte and is three.
    assert_eq!(span(3..4), 14..17);
}

#[test]
fn words_that_a_list_repeats_come_from_its_line() {
    let bench = Bench::new();
    let mut structure = Structure::new(Tag::Paragraph);
    let style = bench.design.style(ParRole::Body).text;
    let slot = ElementSlot { line: Some(NodeId(40)), ..slot(&mut structure) };
    let inlines = [piece(words("a  b"), 2, 0..4), emphasis(vec![piece(words("c"), 3, 4..5)])];
    let text = collect(&inlines, &style, bench.design.page.measure, bench.resources(), slot);
    let found = Found { text, structure };
    let all: Vec<_> = origins(&found).into_iter().map(|(_, origin)| origin).collect();
    assert_eq!(all, [0, 1, 2, 3].map(|at| Some((40, at))));
}

#[test]
fn what_is_dropped_at_the_end_of_a_piece_does_not_shift_the_next() {
    let of = |node, at| Some((node, at));
    // Hints for breaking that no letter follows.
    let found = Found::of(&[piece(words("a\u{AD}\u{2060}"), 2, 0..6), piece(words("b"), 3, 6..7)]);
    assert_eq!(origins(&found), [('a', of(2, 0)), ('b', of(3, 0))]);
    // A space before a line break.
    let line_end = piece(InlineKind::Break, 3, 4..5);
    let found = Found::of(&[piece(words("a\u{AD} "), 2, 0..4), line_end, piece(words("b"), 4, 5..6)]);
    assert_eq!(origins(&found), [('a', of(2, 0)), ('\u{2028}', of(3, 0)), ('b', of(4, 0))]);
}

proptest::proptest! {
    #[test]
    fn runs_leave_no_gap_and_characters_lead_back_to_what_was_written(
        pieces in proptest::collection::vec("[abé \n\u{AD}\u{2060}]{0,8}|!", 1..8),
        stressed in proptest::collection::vec(proptest::bool::ANY, 8),
    ) {
        let inlines = (2..).zip(&pieces).zip(&stressed).map(|((node, text), stressed)| {
            // A break among the words.
            let kind = if text == "!" { InlineKind::Break } else { words(text) };
            let inline = piece(kind, node, 0..0);
            if *stressed { emphasis(vec![inline]) } else { inline }
        });
        let found = Found::of(&inlines.collect::<Vec<_>>());
        let mut end = 0;
        for run in &found.text.runs {
            proptest::prop_assert_eq!(run.range.start, end);
            end = run.range.end;
        }
        proptest::prop_assert_eq!(end, found.text.text.len());
        for (c, origin) in origins(&found) {
            let (node, at) = origin.expect("all is of the book");
            let written = if pieces[node as usize - 2] == "!" { "\u{2028}" } else { &pieces[node as usize - 2] };
            let first = written.get(at as usize..).and_then(|rest| rest.chars().next());
            proptest::prop_assert!(first == Some(c) || (c == ' ' && first == Some('\n')), "{c:?} {origin:?}");
        }
        let is_not_hint = |c: &char| !matches!(c, '\u{AD}' | '\u{2060}');
        proptest::prop_assert_eq!(found.text.full.chars().filter(is_not_hint).collect::<String>(), found.text.text);
    }
}
