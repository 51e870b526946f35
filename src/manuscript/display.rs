//! Texts from outside the Markdown (metadata, YAML heads, the list of chapters), as the book shows
//! them. Entry points: [`display`], [`line`].
//!
//! They get the typography of the language and inline Markdown. A text in which Markdown finds a
//! mistake, a note, a picture or a reference is shown as it was typed, so that nothing of it is lost.

use super::events;
use super::{Markup, blocks, typography};
use crate::book::display::Display;
use crate::book::{Attr, Block, BlockKind, Inline, InlineKind, Target, plain_text, visit};
use crate::diag::{FileId, Span, Spanned};
use crate::lang::LangTag;
use crate::project::metadata::Metadata;

/// Characters without which inline Markdown is plain text.
const MARKUP: &[char] = &['*', '_', '`', '\\', '^', '~', '[', '<', '&', '$', '@', '{'];

/// Returns the metadata and the names of parts as the book shows them.
pub fn display(meta: &Metadata, parts: &[Spanned<String>]) -> Display {
    let lang = &meta.language;
    let set = |text: &String| line(text, lang, Span::start_of(FileId(0)));
    let part =
        |part: &Spanned<String>| line(&part.value, lang, part.span.unwrap_or(Span::start_of(FileId(0))));
    let shown = Display {
        meta: meta.clone(),
        title: set(&meta.title),
        subtitle: meta.subtitle.as_ref().map(set),
        contributors: meta.contributors.iter().map(|person| set(&person.name)).collect(),
        publisher: meta.publisher.as_ref().map(set),
        rights: meta.rights.as_ref().map(set),
        license: meta.license.as_ref().map(set),
        series: meta.series.as_ref().map(|series| set(&series.name)),
        also_by: meta.also_by.iter().map(set).collect(),
        parts: parts.iter().map(part).collect(),
    };
    Display { meta: plain(meta, &shown), ..shown }
}

/// The metadata with the words that are shown, without their marks.
fn plain(meta: &Metadata, shown: &Display) -> Metadata {
    let words = |set: &Option<Vec<Inline>>| set.as_deref().map(plain_text);
    let mut meta = meta.clone();
    meta.title = plain_text(&shown.title);
    meta.subtitle = words(&shown.subtitle);
    meta.publisher = words(&shown.publisher);
    meta.rights = words(&shown.rights);
    meta.license = words(&shown.license);
    meta.also_by = shown.also_by.iter().map(|title| plain_text(title)).collect();
    for (person, name) in meta.contributors.iter_mut().zip(&shown.contributors) {
        person.name = plain_text(name);
    }
    if let (Some(series), Some(name)) = (&mut meta.series, &shown.series) {
        series.name = plain_text(name);
    }
    meta
}

/// Returns a line of text as it is shown; everything in it is said to be at `span`.
pub(super) fn line(text: &str, lang: &LangTag, span: Span) -> Vec<Inline> {
    let text = text.trim().replace(['\n', '\r', '\t'], " ");
    let marked = text.contains(MARKUP).then(|| read(&text, lang)).flatten();
    let mut inlines = marked.unwrap_or_else(|| vec![Inline::text(typography::smart(&text, lang), span)]);
    place(&mut inlines, span);
    inlines
}

/// Reads inline Markdown. Returns `None` if it holds what a name cannot.
fn read(text: &str, lang: &LangTag) -> Option<Vec<Inline>> {
    // A heading holds inlines only, whatever its text begins with; number signs at its end would be a
    // part of the syntax.
    let words = text.trim_end_matches('#');
    let escape = if words.len() < text.len() { "\\" } else { "" };
    let heading = format!("# {words}{escape}{}", &text[words.len()..]);
    let (events, prepared) = events::parse(&heading, 0);
    let markup = Markup { lang, folder: "", listed: None };
    let (blocks, notes, report) = blocks::read(FileId(0), &heading, 0, events, &prepared, &markup);
    let [Block { kind: BlockKind::Heading { text: inlines, .. }, attr: Attr::NONE, .. }] = &blocks[..] else {
        return None;
    };
    let fits = notes.is_empty() && report.finish().is_empty() && !plain_text(inlines).trim().is_empty();
    (fits && is_name(inlines)).then(|| inlines.clone())
}

/// Whether inlines hold nothing but words, marked or linked to the outside.
fn is_name(inlines: &[Inline]) -> bool {
    struct Kinds(bool);
    impl<'a> visit::Visitor<'a> for Kinds {
        fn inline(&mut self, inline: &'a Inline) {
            self.0 &= match &inline.kind {
                InlineKind::Link { to, .. } => matches!(to, Target::External(_)),
                InlineKind::Note(_)
                | InlineKind::Reference(_)
                | InlineKind::Citation(_)
                | InlineKind::Image(_)
                | InlineKind::Math { .. } => false,
                _ => inline.attr.id().is_none(),
            };
        }
    }
    let mut kinds = Kinds(true);
    visit::inlines(inlines, &mut kinds);
    kinds.0
}

/// Sets the span of inlines; the span within the parsed text is meaningless outside of it.
fn place(inlines: &mut [Inline], span: Span) {
    for inline in inlines {
        inline.span = span;
        match &mut inline.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Superscript(inner)
            | InlineKind::Subscript(inner)
            | InlineKind::SmallCaps(inner)
            | InlineKind::Span(_, inner)
            | InlineKind::Link { text: inner, .. } => place(inner, span),
            InlineKind::Ruby(pairs) => pairs.iter_mut().for_each(|(base, _)| place(base, span)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::show::words;
    use super::*;

    fn shown(lang: &str, text: &str) -> String {
        let lang = LangTag::parse(lang).expect("a good tag");
        words(&line(text, &lang, Span::start_of(FileId(0))))
    }

    #[test]
    fn names_get_the_typography_of_the_language() {
        assert_eq!(shown("en", "The Captain's \"Tale\" -- now..."), "The Captain’s “Tale” – now…");
        assert_eq!(shown("de", "Das \"Haus\""), "Das „Haus“");
        assert_eq!(shown("fr", "Qui ? \"Moi\""), "Qui\u{202F}? «\u{202F}Moi\u{202F}»");
    }

    #[test]
    fn names_take_inline_markdown() {
        assert_eq!(
            shown("en", "*Moby-Dick* and `ls`, 2^nd^ \\*"),
            "<em Moby-Dick> and <code ls>, 2<sup nd> *"
        );
        assert_eq!(shown("en", "[CC BY](https://a.org/by)"), "<a out https://a.org/by: CC BY>");
        assert_eq!(shown("en", "AT&amp;T *isn't*"), "AT&T <em isn’t>");
    }

    #[test]
    fn names_begin_and_end_with_any_character() {
        for text in ["1. One *a*", "- *a*", "> *a*", "# *a*", "*a* #", "*a*#", "*a* ##", "::: *a*", "    *a*"]
        {
            let expected = text.trim_start().replace("*a*", "<em a>");
            assert_eq!(shown("en", text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_name_cannot_hold_stays_as_typed() {
        for text in
            ["Vec<T> *a*", "A [^1] *a*", "@fig:x *a*", "![a](b.png)", "[a](b.md)", "$x$", "*a* {#b}", "#"]
        {
            assert_eq!(shown("en", text), text);
        }
    }
}
