//! Tests of dividing text into parts, and of marking paragraphs.

use super::*;
use crate::diag::{FileId, Span};

/// Returns texts, each of one inline, with the parts at the given ranges of bytes marked.
fn shown(texts: &[&str], parts: &[(u32, Range<usize>, Part)]) -> String {
    let parts = parts.iter().map(|(node, range, part)| (NodeId(*node), range.clone(), *part));
    let marked = Marked { parts: parts.collect() };
    let mut cursor = TextCursor::default();
    let mut out = String::new();
    for (node, text) in (0..).zip(texts) {
        cursor.enter(NodeId(node), text, true);
        for (part, chunk) in marked.cut(text, &cursor) {
            out += &match part {
                Some(Part::Quote) => format!("({chunk})"),
                Some(Part::Initial) => format!("[{chunk}]"),
                Some(Part::Words) => format!("<{chunk}>"),
                None => chunk.to_owned(),
            };
        }
        out.push('|');
    }
    out
}

#[test]
fn a_part_may_span_several_pieces_of_text() {
    let parts = [(0, 0..1, Part::Quote), (0, 3..4, Part::Initial), (0, 4..12, Part::Words)];
    assert_eq!(shown(&["“Call me that, he"], &parts), "(“)[C]<all me t>hat, he|");
    let parts =
        [(0, 0..1, Part::Quote), (1, 0..1, Part::Initial), (1, 1..4, Part::Words), (2, 1..6, Part::Words)];
    assert_eq!(shown(&["“", "Call", " me  t", " on"], &parts), "(“)|[C]<all>| <me  t>| on|");
    let parts =
        [(0, 0..1, Part::Quote), (0, 3..4, Part::Initial), (0, 4..12, Part::Words), (1, 0..1, Part::Words)];
    assert_eq!(shown(&["“Ca\u{AD}ll me ", "t"], &parts), "(“)[C]<a\u{AD}ll me> |<t>|");
}

#[test]
fn nothing_is_lost_between_parts() {
    let parts = [(0, 0..1, Part::Initial), (0, 6..9, Part::Words)];
    assert_eq!(shown(&["A b c d e f "], &parts), "[A] b c <d e> f |");
}

#[test]
fn only_words_of_the_text_are_marked() {
    let span = Span { file: FileId(0), start: 0, end: 0 };
    let code = Inline::new(InlineKind::Code("main".to_owned()), span).with_node(NodeId(3));
    let when = Inline::text("When ", span).with_node(NodeId(2));
    let texts = [when, code, Inline::text(" was nearly done, and so on", span).with_node(NodeId(4))];
    let book = Book::untitled(crate::lang::LangTag::english());
    let lead = LeadIn { initial: 0, small_caps: crate::design::OpeningCaps::Phrase };
    let marked = marked(&texts, &Attr::NONE, lead, (&book, &book.meta.words), NoteMarks::Letters);
    assert_eq!(marked.parts, [(NodeId(2), 0..4, Part::Words), (NodeId(4), 1..16, Part::Words)]);
}

#[test]
fn a_short_paragraph_has_no_initial_and_a_long_one_has() {
    let span = Span { file: FileId(0), start: 0, end: 0 };
    let book = Book::untitled(crate::lang::LangTag::english());
    let lead = LeadIn { initial: 3, small_caps: crate::design::OpeningCaps::Word };
    let of = |text: &str| {
        marked(&[Inline::text(text, span)], &Attr::NONE, lead, (&book, &book.meta.words), NoteMarks::Letters)
            .parts
    };
    let long = format!("‘Yes, {}", "and then ".repeat(20));
    let node = NodeId::NONE;
    assert_eq!(of("‘Yes, and"), [(node, 3..6, Part::Words)]);
    assert_eq!(
        of(&long),
        [(node, 0..1, Part::Quote), (node, 3..4, Part::Initial), (node, 4..6, Part::Words)]
    );
    assert_eq!(of(&long.to_lowercase()), []);
}
