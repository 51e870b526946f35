//! The key by which a text is sorted that is not sorted by its letters: its reading in Japanese, or what the author states.

use crate::book::model::{Inline, InlineKind, Key, plain_text};
use crate::lang::LangTag;

/// Returns the key by which a text of a language is sorted: in Japanese, the ruby above characters is read instead of
/// them; a part with `sort` has that. `None` if the text has neither.
pub(super) fn sort_key(text: &[Inline], lang: &LangTag) -> Option<String> {
    let mut key = String::new();
    let is_read = lang.primary() == "ja";
    add(text, is_read, &mut key).then_some(key)
}

/// Adds the key of inlines, and returns whether it differs from their text.
fn add(text: &[Inline], is_read: bool, out: &mut String) -> bool {
    let mut differs = false;
    for inline in text {
        differs |= match (&inline.kind, inline.attr.value(Key::Sort)) {
            (_, Some(own)) => {
                out.push_str(own);
                true
            }
            (InlineKind::Ruby(pairs), None) if is_read => {
                for (base, above) in pairs {
                    match above.as_str() {
                        "" => _ = add(base, is_read, out),
                        above => out.push_str(above),
                    }
                }
                true
            }
            (
                InlineKind::Emphasis(inner)
                | InlineKind::Strong(inner)
                | InlineKind::Span(_, inner)
                | InlineKind::Link { text: inner, .. },
                None,
            ) => add(inner, is_read, out),
            (
                InlineKind::Text(_)
                | InlineKind::Code(_)
                | InlineKind::Math(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Superscript(_)
                | InlineKind::Subscript(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Note(_)
                | InlineKind::Reference(_)
                | InlineKind::Citation(_)
                | InlineKind::Image(_)
                | InlineKind::Ruby(_)
                | InlineKind::Break,
                None,
            ) => {
                out.push_str(&plain_text(std::slice::from_ref(inline)));
                false
            }
        };
    }
    differs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::model::{Attr, Attributes, SpanRole};
    use crate::diag::{FileId, Span};

    #[test]
    fn a_text_is_sorted_by_its_reading_in_japanese_and_by_what_the_author_states() {
        let span = Span::start_of(FileId(0));
        let text = |text: &str| Inline::text(text, span);
        let ruby = Inline::new(InlineKind::Ruby(vec![(vec![text("索引")], "さくいん".to_owned())]), span);
        let key = |term: &[Inline], lang: &str| sort_key(term, &LangTag::parse(lang).expect("a tag"));
        let term = [ruby, text("の項")];
        assert_eq!(key(&term, "ja").as_deref(), Some("さくいんの項"));
        assert_eq!((key(&term, "zh"), key(&[text("索引")], "ja")), (None, None));
        let mut own = Inline::new(InlineKind::Span(SpanRole::Plain, vec![text("The Hague")]), span);
        let pairs = vec![("sort".to_owned(), "Hague".to_owned())];
        own.attr = Attr::new(Attributes { pairs, ..Attributes::default() });
        assert_eq!(key(&[own], "en").as_deref(), Some("Hague"));
    }
}
