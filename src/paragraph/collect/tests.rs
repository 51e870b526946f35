//! Tests of collecting inlines: the text, the marks and the elements that they become.

use super::*;
use crate::book::anchor::NoteAnchor;
use crate::book::math::{EquationMark, Formula};
use crate::book::{Attr, Attributes, DivisionId, Note, NoteSeries, ReferenceForm, SpanRole};
use crate::design::ParRole;
use crate::design::style::Family;
use crate::diag::FileId;
use crate::lang::LangTag;
use crate::layout::Structure;
use crate::paragraph::tests::bench::{Bench, slot};

mod origins;

/// The element of the paragraph.
const PARAGRAPH: ElementId = ElementId(1);

/// The collected inlines, and their elements.
struct Found {
    text: CollectedText,
    structure: Structure,
}

impl Found {
    fn of(inlines: &[Inline]) -> Self {
        Self::with(&Bench::new(), inlines)
    }

    fn with(bench: &Bench, inlines: &[Inline]) -> Self {
        let mut structure = Structure::new(Tag::Section);
        let block = structure.add(ElementId::ROOT, Tag::Paragraph);
        let style = bench.design.style(ParRole::Body).text;
        let (measure, slot) = (bench.design.page.measure, ElementSlot { block, ..slot(&mut structure) });
        let text = collect(inlines, &style, measure, bench.resources(), slot);
        Self { text, structure }
    }

    /// Returns each run, with its style and the elements that contain it, the innermost first.
    fn runs(&self) -> Vec<(&str, &TextStyle, Vec<Tag>)> {
        let of = |run: &TextRun| {
            let style = &self.text.styles[run.style];
            (&self.text.text[run.range.clone()], style, run.owner.map_or(Vec::new(), |id| self.tags(id)))
        };
        self.text.runs.iter().map(of).collect()
    }

    /// Returns the tags of an element and its ancestors, except the paragraph.
    fn tags(&self, id: ElementId) -> Vec<Tag> {
        let mut tags = Vec::new();
        let mut id = id;
        while id != PARAGRAPH {
            let element = self.structure.element(id);
            tags.push(element.tag);
            id = element.parent;
        }
        tags
    }

    fn texts(&self) -> Vec<&str> {
        self.runs().into_iter().map(|(text, ..)| text).collect()
    }

    fn attributes(&self, id: ElementId) -> ElementAttributes {
        self.structure.element(id).attributes.as_deref().cloned().unwrap_or_default()
    }
}

fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind, Span::start_of(FileId(0)))
}

fn plain(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

fn emphasis(inner: Vec<Inline>) -> Inline {
    inline(InlineKind::Emphasis(inner))
}

fn code(text: &str) -> Inline {
    inline(InlineKind::Code(text.to_owned()))
}

#[test]
fn nested_inlines_have_the_styles_and_elements_of_all_around_them() {
    let nested = inline(InlineKind::Strong(vec![plain("b"), emphasis(vec![plain("c")])]));
    let found = Found::of(&[plain("a"), emphasis(vec![nested, plain("d")]), plain("e")]);
    let shown: Vec<_> =
        found.runs().into_iter().map(|(text, style, tags)| (text, style.italic, style.bold, tags)).collect();
    let (em, strong) = (Tag::Emphasis, Tag::Strong);
    assert_eq!(
        shown,
        [
            ("a", false, false, vec![]),
            ("b", true, true, vec![strong, em]),
            // Stress within stress is upright.
            ("c", false, true, vec![em, strong, em]),
            ("d", true, false, vec![em]),
            ("e", false, false, vec![]),
        ]
    );
}

#[test]
fn the_same_style_is_kept_once() {
    let found = Found::of(&[plain("a"), emphasis(vec![plain("b")]), plain("c"), emphasis(vec![plain("d")])]);
    assert_eq!(found.text.runs.iter().map(|run| run.style).collect::<Vec<_>>(), [0, 1, 0, 1]);
    assert_eq!(found.text.styles.len(), 2);
}

#[test]
fn spaces_join_across_inlines_and_vanish_at_both_ends() {
    let found = Found::of(&[plain(" \na \t"), emphasis(vec![plain(" b\n")]), plain(" c "), plain(" ")]);
    assert_eq!((found.text.text.as_str(), found.text.full.as_str()), ("a b c", "a b c"));
    assert_eq!(found.texts(), ["a ", "b ", "c"]);
}

#[test]
fn no_space_is_left_around_a_line_break() {
    let found = Found::of(&[plain("a "), inline(InlineKind::Break), plain(" b")]);
    assert_eq!((found.text.text.as_str(), found.text.full.as_str()), ("a\u{2028}b", "a\u{2028}b"));
    assert_eq!(found.texts(), ["a", "\u{2028}", "b"]);
}

#[test]
fn code_keeps_its_spaces_and_is_in_the_face_of_code() {
    let found = Found::of(&[plain("a "), code("  b  c"), plain(" d")]);
    assert_eq!(found.text.text, "a   b  c d");
    let runs = found.runs();
    let families: Vec<_> = runs.iter().map(|(_, style, tags)| (style.family, tags.as_slice())).collect();
    let text = (Family::Text, [].as_slice());
    assert_eq!(families, [text, (Family::Code, [Tag::Code].as_slice()), text]);
    assert!(!runs[1].1.hyphenate);
}

#[test]
fn hints_for_line_breaks_are_in_the_full_text_alone() {
    let found = Found::of(&[plain("a\u{AD}b\u{2060}c\u{200B}d")]);
    assert_eq!((found.text.text.as_str(), found.text.full.as_str()), ("abcd", "a\u{AD}b\u{2060}c\u{200B}d"));
}

#[test]
fn joined_dashes_are_set_as_single_ones() {
    let found = Found::of(&[plain("a⸺b⸻")]);
    assert_eq!(
        (found.text.text.as_str(), found.text.full.as_str()),
        ("a——b———", "a—\u{2060}—b—\u{2060}—\u{2060}—")
    );
    assert_eq!(found.text.replacements, [(1..7, '⸺'), (8..17, '⸻')]);
}

/// Returns a bench whose book has a note with the number 7.
fn with_note() -> Bench {
    let mut bench = Bench::new();
    bench.book.notes.push(Note {
        anchor: NoteAnchor { division: DivisionId::new("one"), index: 7 },
        label: "x".to_owned(),
        series: NoteSeries::First,
        number: 7,
        lang: None,
        blocks: Vec::new(),
        span: Span::start_of(FileId(0)),
    });
    bench
}

#[test]
fn a_call_is_a_raised_number_that_leads_to_its_note() {
    let bench = with_note();
    let call = inline(InlineKind::Note(NoteId(0)));
    let found = Found::with(&bench, &[plain("word"), emphasis(vec![call]), plain(" more")]);
    assert_eq!((found.text.text.as_str(), found.text.full.as_str()), ("word7 more", "word\u{2060}7 more"));
    let runs = found.runs();
    let (text, style, tags) = &runs[1];
    assert_eq!((*text, style.italic, style.rise > Length::ZERO), ("7", false, true));
    assert_eq!(tags, &[Tag::Link, Tag::Reference, Tag::Emphasis]);
    let link = found.text.runs[1].owner.expect("an element");
    assert_eq!(found.attributes(link).leads_to.as_deref(), Some("Note 7"));
    assert_eq!(found.attributes(found.structure.element(link).parent).note, Some(NoteId(0)));
    let anchor = &bench.book.notes[0].anchor;
    let (to, owner) = &found.text.links[found.text.runs[1].link.expect("a link")];
    assert_eq!((to, *owner), (&LinkTarget::Anchor(Anchor::from(anchor)), Some(link)));
    assert_eq!(found.structure.caller(NoteId(0)), PARAGRAPH);
}

#[test]
fn the_marks_of_a_call_are_right_before_its_number() {
    let bench = with_note();
    let found = Found::with(&bench, &[plain("word"), inline(InlineKind::Note(NoteId(0)))]);
    let call = Anchor::call(&bench.book.notes[0].anchor);
    let marks: Vec<_> = found.text.marks.iter().map(|(at, mark)| (*at, format!("{mark:?}"))).collect();
    let expected = [TextMark::Anchor(call), TextMark::Note(NoteId(0))];
    assert_eq!(marks, expected.map(|mark| (4, format!("{mark:?}"))));
}

/// Returns an inline with an anchor of this name.
fn anchored(name: &str, kind: InlineKind) -> Inline {
    let attributes = Attributes { anchor: Some(Anchor::named(name)), ..Attributes::default() };
    Inline::with(kind, Attr::new(attributes), Span::start_of(FileId(0)))
}

#[test]
fn anchors_are_at_the_beginning_of_what_they_name() {
    let outer = anchored(
        "outer",
        InlineKind::Emphasis(vec![plain("b"), anchored("inner", InlineKind::Text("c".to_owned()))]),
    );
    let empty = anchored("empty", InlineKind::Span(SpanRole::Plain, Vec::new()));
    let found = Found::of(&[plain("a "), outer, plain(" d "), empty]);
    let marks = found.text.marks.iter().map(|(at, mark)| match mark {
        TextMark::Anchor(anchor) => (*at, anchor.name().into_owned()),
        TextMark::Note(_) => panic!("there are no notes"),
    });
    // The last is at the end of the text, though the space before it is dropped.
    assert_eq!(found.text.text, "a bc d");
    let expected = [(2, "outer"), (3, "inner"), (6, "empty")];
    assert_eq!(marks.collect::<Vec<_>>(), expected.map(|(at, name)| (at, name.to_owned())));
}

#[test]
fn a_link_leads_from_all_of_its_text_and_from_nothing_else() {
    let link = |to, title: Option<&str>| {
        let text = vec![plain("b"), code("c")];
        inline(InlineKind::Link { to, title: title.map(str::to_owned), text })
    };
    let place = Anchor::named("place");
    for (to, title, leads_to, target) in [
        (Target::External("u:v".to_owned()), None, "u:v", LinkTarget::Uri("u:v".into())),
        (Target::External("u:v".to_owned()), Some("There"), "There", LinkTarget::Uri("u:v".into())),
        (Target::Internal(place.clone()), None, "bc", LinkTarget::Anchor(place)),
    ] {
        let found = Found::of(&[plain("a"), link(to, title), plain("d")]);
        assert_eq!(
            found.text.runs.iter().map(|run| run.link).collect::<Vec<_>>(),
            [None, Some(0), Some(0), None]
        );
        let tags: Vec<_> = found.runs().into_iter().map(|(.., tags)| tags).collect();
        assert_eq!(tags, [vec![], vec![Tag::Link], vec![Tag::Code, Tag::Link], vec![]]);
        let owner = found.text.runs[1].owner.expect("an element");
        assert_eq!(found.text.links, [(target, Some(owner))]);
        assert_eq!(found.attributes(owner).leads_to.as_deref(), Some(leads_to));
    }
}

#[test]
fn a_reference_leads_to_its_place_if_it_has_one() {
    let place = Anchor::named("fig-map");
    let to = inline(InlineKind::Reference(Reference::To(place.clone())));
    let lost = inline(InlineKind::Reference(Reference::Written("fig:lost".to_owned(), ReferenceForm::Label)));
    let found = Found::of(&[to, plain(", "), lost]);
    assert_eq!(found.texts(), ["fig-map", ", ", "fig:lost"]);
    let tags: Vec<_> = found.runs().into_iter().map(|(.., tags)| tags).collect();
    assert_eq!(tags, [vec![Tag::Link, Tag::Reference], vec![], vec![]]);
    let links: Vec<_> = found.text.links.iter().map(|(to, _)| to).collect();
    assert_eq!(links, [&LinkTarget::Anchor(place)]);
    assert_eq!(found.text.runs[2].link, None);
}

#[test]
fn readings_follow_letters_in_parentheses() {
    let pairs = [("ab", "かん"), ("c", "じ")].map(|(base, reading)| (vec![plain(base)], reading.to_owned()));
    assert_eq!(Found::of(&[inline(InlineKind::Ruby(pairs.to_vec()))]).text.text, "ab(かん)c(じ)");
}

#[test]
fn formulas_are_their_source_for_eyes_and_ears() {
    let formula =
        Formula { source: " x^2 ".to_owned(), is_display: false, content: None, mark: EquationMark::None };
    let found = Found::of(&[inline(InlineKind::Math(Box::new(formula)))]);
    assert_eq!(found.text.text, "x^2");
    let owner = found.text.runs[0].owner.expect("an element");
    assert_eq!(
        (found.tags(owner), found.attributes(owner).alt.as_deref()),
        (vec![Tag::Formula], Some("x^2"))
    );
}

#[test]
fn words_of_another_language_are_in_it() {
    let lang = LangTag::parse("la").expect("a tag");
    let attr = Attr::new(Attributes { lang: Some(lang.clone()), ..Attributes::default() });
    let kind = InlineKind::Span(SpanRole::Plain, vec![plain("b")]);
    let found = Found::of(&[plain("a"), Inline::with(kind, attr, Span::start_of(FileId(0)))]);
    let owner = found.text.runs[1].owner.expect("an element");
    assert_eq!(found.runs()[1].1.lang, lang);
    assert_eq!((found.tags(owner), found.attributes(owner).lang), (vec![Tag::Span], Some(lang)));
}

#[test]
fn the_words_of_a_picture_appear_where_its_file_is_missing() {
    let image = |alt: &str| {
        let (path, alt) = ("none.png".to_owned(), Some(alt.to_owned()));
        inline(InlineKind::Image(Image { path, alt, ..Image::default() }))
    };
    let found = Found::of(&[plain("a "), image("a map"), image("")]);
    assert_eq!((found.text.text.as_str(), found.text.objects.len()), ("a a map", 0));
}
