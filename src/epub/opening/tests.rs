//! Openings cut out of text, and what is marked in a paragraph.

use super::*;
use crate::diag::{FileId, Span};

fn shown(texts: &[&str], parts: &[(Range<usize>, Part)]) -> String {
    let mut marked = Marked { parts: parts.to_vec(), told: 0 };
    let mut out = String::new();
    for text in texts {
        for (part, chunk) in marked.cut(text) {
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
fn parts_are_cut_out_of_the_text_and_over_its_pieces() {
    let parts = [(0..1, Part::Quote), (1..2, Part::Initial), (2..8, Part::Words)];
    assert_eq!(shown(&["“Call me that, he"], &parts), "(“)[C]<all me t>hat, he|");
    assert_eq!(shown(&["“", "Call", " me  t", " on"], &parts), "(“)|[C]<all>| <me  t>| on|");
    assert_eq!(shown(&["“Ca\u{AD}ll me ", "t"], &parts), "(“)[C]<a\u{AD}ll me> |<t>|");
}

#[test]
fn nothing_is_lost_between_parts() {
    let parts = [(0..1, Part::Initial), (3..5, Part::Words)];
    assert_eq!(shown(&["A b c d e f "], &parts), "[A] b c <d e> f |");
}

#[test]
fn what_is_no_word_of_the_text_is_counted_and_not_marked() {
    let span = Span { file: FileId(0), start: 0, end: 0 };
    let code = Inline::new(InlineKind::Code("main".to_owned()), span);
    let texts = [Inline::text("When ", span), code, Inline::text(" was nearly done, and so on", span)];
    let book = Book::untitled(crate::lang::LangTag::english());
    let design = Design::bundled(&book.meta.language);
    let lead = LeadIn { initial: 0, small_caps: crate::project::OpeningCaps::Phrase };
    let marked = marked(&texts, &Attr::NONE, lead, &design, &book);
    assert_eq!(marked.parts, [(0..4, Part::Words), (8..21, Part::Words)]);
}

#[test]
fn a_short_paragraph_has_no_initial_and_a_long_one_has() {
    let span = Span { file: FileId(0), start: 0, end: 0 };
    let book = Book::untitled(crate::lang::LangTag::english());
    let design = Design::bundled(&book.meta.language);
    let lead = LeadIn { initial: 3, small_caps: crate::project::OpeningCaps::Word };
    let of = |text: &str| marked(&[Inline::text(text, span)], &Attr::NONE, lead, &design, &book).parts;
    let long = format!("‘Yes, {}", "and then ".repeat(20));
    assert_eq!(of("‘Yes, and"), [(1..4, Part::Words)]);
    assert_eq!(of(&long), [(0..1, Part::Quote), (1..2, Part::Initial), (2..4, Part::Words)]);
    assert_eq!(of(&long.to_lowercase()), []);
}
