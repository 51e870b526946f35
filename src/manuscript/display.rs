//! Shows texts that are not Markdown blocks (metadata, YAML heads, lists of chapters, values of
//! attributes). Entry points: [`display`], [`inline_text`].
//!
//! They get the typography of the language and inline Markdown. A text in which Markdown finds an
//! error, a note, a picture or a reference is shown as it was typed, so that nothing is lost.

use super::reader::Markup;
use super::tex::MathCommands;
use super::{blocks, events, typography};
use crate::book::display::Display;
use crate::book::index_path;
use crate::book::{
    Abbreviation, Attr, Block, BlockKind, Inline, InlineKind, Target, TitleRole, plain_text, visit,
};
use crate::diag::{FileId, Span, Spanned};
use crate::lang::LangTag;
use crate::project::metadata::{Contributor, FileMeta, Metadata, MetadataPlaces};
use crate::project::{IndexOptions, IndexRule};

/// Characters without which inline Markdown is plain text.
const MARKUP: &[char] = &['*', '_', '`', '\\', '^', '~', '[', '<', '&', '$', '@', '{'];
/// The prefix that makes a line of Markdown a heading, since headings contain inlines only.
const HEADING: &str = "# ";

/// Returns the metadata, the names of parts, the entries that rules for the index name, and what abbreviations stand for
/// as the book shows them.
pub fn display(
    meta: &Metadata,
    places: &MetadataPlaces,
    parts: &[Spanned<String>],
    index: &IndexOptions,
    abbreviations: &[(Spanned<String>, Spanned<String>)],
) -> Display {
    let lang = &meta.language;
    let set = |key: &str, text: &String| inline_text(text, lang, places.of(&[key]));
    let part = |part: &Spanned<String>| inline_text(&part.value, lang, part.span.unwrap_or(places.start));
    let abbreviation = |(key, text): &(Spanned<String>, Spanned<String>)| Abbreviation {
        key: key.value.clone(),
        expansion: inline_text(&text.value, lang, text.span.unwrap_or(places.start)),
        span: key.span.or(text.span).unwrap_or(places.start),
    };
    let person = |person: &Contributor| {
        // Authors are usually named by a key of their own.
        let keys =
            if person.role == "aut" { &["author", "authors", "contributors"][..] } else { &["contributors"] };
        inline_text(&person.name, lang, places.of(keys))
    };
    let entry = |rule: &IndexRule| {
        let place = rule.entry.span.unwrap_or(places.start);
        index_path::split(&rule.entry.value, '!')
            .iter()
            .map(|level| inline_text(level, lang, place))
            .collect()
    };
    let shown = Display {
        meta: meta.clone(),
        place: places.start,
        title: set("title", &meta.title),
        subtitle: meta.subtitle.as_ref().map(|text| set("subtitle", text)),
        contributors: meta.contributors.iter().map(person).collect(),
        publisher: meta.publisher.as_ref().map(|text| set("publisher", text)),
        edition: meta.edition.as_ref().map(|text| set("edition", text)),
        rights: meta.rights.as_ref().map(|text| set("rights", text)),
        license: meta.license.as_ref().map(|text| set("license", text)),
        series: meta.series.as_ref().map(|series| set("series", &series.name)),
        also_by: meta.also_by.iter().map(|title| set("also-by", title)).collect(),
        parts: parts.iter().map(part).collect(),
        index_entries: index.rules.iter().map(entry).collect(),
        index_titles: index.titles.iter().map(|(_, title)| part(title)).collect(),
        abbreviations: abbreviations.iter().map(abbreviation).collect(),
    };
    Display { meta: without_marks(meta, &shown), ..shown }
}

/// Returns the lines below the title of a chapter that the head of its file states; `start` is the place of
/// what has none.
pub(super) fn title_lines(head: &FileMeta, lang: &LangTag, start: Span) -> Vec<Block> {
    let set = |(text, span): &(String, Option<Span>)| inline_text(text, lang, span.unwrap_or(start));
    let line = |role, text: Vec<Inline>| {
        let span = text.first().map_or(start, |first| first.span);
        Block::new(BlockKind::TitleLine(role, text), span)
    };
    let mut lines = Vec::new();
    lines.extend(head.subtitle.as_ref().map(|text| line(TitleRole::ChapterSubtitle, set(text))));
    let mut names = Vec::new();
    for author in &head.authors {
        let name = set(author);
        if let (Some(first), false) = (name.first(), names.is_empty()) {
            names.push(Inline::text(", ", first.span));
        }
        names.extend(name);
    }
    if !names.is_empty() {
        lines.push(line(TitleRole::ChapterAuthor, names));
    }
    lines
}

/// Returns the metadata as it is shown, but as plain text without markup.
fn without_marks(meta: &Metadata, shown: &Display) -> Metadata {
    let words = |set: &Option<Vec<Inline>>| set.as_deref().map(plain_text);
    let mut meta = meta.clone();
    meta.title = plain_text(&shown.title);
    meta.subtitle = words(&shown.subtitle);
    meta.publisher = words(&shown.publisher);
    meta.edition = words(&shown.edition);
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

/// Returns a line of text as it is shown. If the span is as long as the text, the source has the text
/// byte for byte, and the inlines get spans within it; otherwise all of them get the span itself.
pub(super) fn inline_text(text: &str, lang: &LangTag, span: Span) -> Vec<Inline> {
    shown(text, lang, span, false)
}

/// Returns the value of an attribute as it is shown, which may have references.
pub(super) fn attribute_text(text: &str, lang: &LangTag, span: Span) -> Vec<Inline> {
    shown(text, lang, span, true)
}

fn shown(text: &str, lang: &LangTag, span: Span, has_references: bool) -> Vec<Inline> {
    let is_verbatim = span.range().len() == text.len();
    let lead = text.len() - text.trim_start().len();
    let text = text.trim().replace(['\n', '\r', '\t'], " ");
    let base = u32::try_from(lead).ok().filter(|_| is_verbatim).map(|lead| span.start + lead);
    if let Some(mut inlines) =
        text.contains(MARKUP).then(|| read(&text, lang, span.file, has_references)).flatten()
    {
        place(&mut inlines, &|own| match base {
            Some(base) => within(span, base, own),
            None => span,
        });
        return inlines;
    }
    let end = base.map(|base| base + u32::try_from(text.len()).unwrap_or(0));
    let span = Span { start: base.unwrap_or(span.start), end: end.unwrap_or(span.end), ..span };
    vec![Inline::text(typography::smart(&text, lang), span)]
}

/// Converts a span in the parsed heading to one in a text that begins at `base`, within the limits of
/// `span`.
fn within(span: Span, base: u32, own: Span) -> Span {
    let head = u32::try_from(HEADING.len()).unwrap_or(0);
    let place = |at: u32| (base + at.saturating_sub(head)).min(span.end);
    Span { start: place(own.start), end: place(own.end), ..span }
}

/// Reads inline Markdown. Returns `None` if it contains something that a name cannot contain.
fn read(text: &str, lang: &LangTag, file: FileId, has_references: bool) -> Option<Vec<Inline>> {
    // Number signs at the end of a heading would be part of its syntax.
    let words = text.trim_end_matches('#');
    let escape = if words.len() < text.len() { "\\" } else { "" };
    let heading = format!("{HEADING}{words}{escape}{}", &text[words.len()..]);
    let (events, prepared) = events::parse(&heading, 0);
    let markup = Markup {
        lang,
        folder: "",
        classes: &[],
        listed: None,
        commands: &MathCommands::default(),
        blocks: &[],
        abbreviations: &[],
        schemes: &[],
    };
    let parsed = (events, &prepared);
    let (blocks, notes, report) = blocks::read(file, &heading, 0, parsed, &markup, inline_text);
    let [Block { kind: BlockKind::Heading { text: inlines, .. }, attr: Attr::NONE, .. }] = &blocks[..] else {
        return None;
    };
    let is_clean = notes.is_empty() && report.finish().is_empty() && !plain_text(inlines).trim().is_empty();
    (is_clean && is_name(inlines, has_references)).then(|| inlines.clone())
}

/// Returns whether inlines contain nothing but words, marked or linked to the outside.
fn is_name(inlines: &[Inline], has_references: bool) -> bool {
    struct AllowedKinds(bool, bool);
    impl<'a> visit::Visitor<'a> for AllowedKinds {
        fn inline(&mut self, inline: &'a Inline) {
            self.0 &= match &inline.kind {
                InlineKind::Link { to, .. } => matches!(to, Target::External(_)),
                InlineKind::Reference(_) => self.1,
                InlineKind::Note(_)
                | InlineKind::Citation(_)
                | InlineKind::Image(_)
                | InlineKind::Math(_) => false,
                InlineKind::Text(_)
                | InlineKind::Emphasis(_)
                | InlineKind::Strong(_)
                | InlineKind::Strikethrough(_)
                | InlineKind::Superscript(_)
                | InlineKind::Subscript(_)
                | InlineKind::SmallCaps(_)
                | InlineKind::Span(..)
                | InlineKind::Code(_)
                | InlineKind::Ruby(_)
                | InlineKind::Break => inline.attr.id().is_none(),
            };
        }
    }
    let mut kinds = AllowedKinds(true, has_references);
    visit::inlines(inlines, &mut kinds);
    kinds.0
}

/// Replaces the spans of inlines, since those within the parsed line have no meaning outside it.
fn place(inlines: &mut [Inline], to: &impl Fn(Span) -> Span) {
    struct Spans<'a, F>(&'a F);
    impl<F: Fn(Span) -> Span> visit::Editor for Spans<'_, F> {
        fn inline(&mut self, inline: &mut Inline) {
            inline.span = (self.0)(inline.span);
        }
    }
    visit::edit_inlines(inlines, &mut Spans(to));
}

#[cfg(test)]
mod tests {
    use super::super::tests::show::words;
    use super::*;

    fn shown(lang: &str, text: &str) -> String {
        let lang = LangTag::parse(lang).expect("a good tag");
        words(&inline_text(text, &lang, Span::start_of(FileId(0))))
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
    fn text_that_a_name_cannot_contain_stays_as_typed() {
        for text in
            ["Vec<T> *a*", "A [^1] *a*", "@fig:x *a*", "![a](b.png)", "[a](b.md)", "$x$", "*a* {#b}", "#"]
        {
            assert_eq!(shown("en", text), text);
        }
    }

    #[test]
    fn a_text_that_is_there_byte_for_byte_keeps_its_places() {
        let source = "x \"A *b* c\"";
        let span = Span::new(FileId(0), 3..10);
        let inlines = inline_text(&source[3..10], &LangTag::english(), span);
        let texts: Vec<_> = inlines.iter().map(|inline| &source[inline.span.range()]).collect();
        assert_eq!(texts, ["A ", "*b*", " c"]);
        let whole = inline_text("A *b* c", &LangTag::english(), Span::new(FileId(0), 0..11));
        assert!(whole.iter().all(|inline| inline.span.range() == (0..11)));
    }
}
