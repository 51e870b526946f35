//! Joins the diagnostics about missing glyphs and styles of a book: one for all characters of a group,
//! one for each style that a family lacks, with what to add. Entry point: [`gather`].

use std::collections::{BTreeMap, BTreeSet};

use super::forms::{HanForm, is_kana};
use super::groups::CharacterGroup;
use super::writing::is_shared_mark;
use crate::diag::{Code, Diagnostic, Lack, SourceMap, Span};
use crate::lang::LangTag;

/// The maximum number of places that one diagnostic shows.
const MAX_PLACES: usize = 3;
/// The maximum number of characters that a message names.
const MAX_EXAMPLES: usize = 5;

/// Joins the diagnostics about missing characters, one for each group, and about missing styles, one
/// for each style of a family. The others come first and are unchanged. `lang` is the language of the
/// book, and `has_system_fonts` whether the run may read the fonts of the machine.
pub(crate) fn gather(
    diagnostics: Vec<Diagnostic>,
    sources: &SourceMap,
    lang: Option<&LangTag>,
    has_system_fonts: bool,
) -> Vec<Diagnostic> {
    let (lacks, mut out): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|diagnostic| diagnostic.lack.is_some());
    // Text that is set twice, for two editions or for text and contents, is one place of the manuscript.
    // An empty span means text that the program generates.
    let place = |diagnostic: &Diagnostic| diagnostic.span.filter(|span| span.start < span.end);
    let lacks: BTreeSet<(Option<Span>, Lack)> =
        lacks.into_iter().filter_map(|diagnostic| Some((place(&diagnostic), *diagnostic.lack?))).collect();
    let has_kana = lacks.iter().any(|(_, lack)| match lack {
        Lack::Glyphs(found, _) => found.iter().any(|(c, _)| is_kana(*c)),
        Lack::Style { .. } => false,
    });
    let of_book = lang.and_then(HanForm::of_lang);
    let others = of_book.unwrap_or(if has_kana { HanForm::Japanese } else { HanForm::Simplified });
    let mut groups: BTreeMap<CharacterGroup, Vec<LackPlace>> = BTreeMap::new();
    let mut styles: BTreeMap<(String, &'static str), Vec<Option<Span>>> = BTreeMap::new();
    for (span, lack) in lacks {
        match lack {
            Lack::Glyphs(found, lang) => {
                // Marks that several scripts share, such as the danda, are of the letters around them.
                let letter = found.iter().map(|(c, _)| *c).find(|c| !is_shared_mark(*c));
                for (c, count) in found {
                    let place = LackPlace { span, character: c, count };
                    let of = letter.filter(|_| is_shared_mark(c)).unwrap_or(c);
                    groups.entry(CharacterGroup::of(of, &lang, others)).or_default().push(place);
                }
            }
            Lack::Style { family, style } => styles.entry((family, style)).or_default().push(span),
        }
    }
    out.extend(groups.into_iter().map(|(group, places)| missing(&group, &places, sources, has_system_fonts)));
    out.extend(styles.into_iter().map(|((family, style), places)| without(&family, style, &places)));
    out
}

/// Returns the warning that a script is set in a face for code, because no other font has it. `c` is one of its
/// characters.
pub(super) fn makeshift(c: char, face: &str, lang: &LangTag, has_system_fonts: bool) -> Diagnostic {
    let group = CharacterGroup::of(c, lang, HanForm::of_lang(lang).unwrap_or(HanForm::Simplified));
    let message = format!("{} text is set in `{face}`, a font for code, as no other font has it", group.name);
    let mut diagnostic = Diagnostic::new(Code::MakeshiftFont, None, message).help(group.face.help());
    diagnostic.help.extend(group.face.help_on_machine(has_system_fonts));
    diagnostic
}

/// A missing character at a place of the manuscript; without a span, in text that the program
/// generates.
#[derive(Clone, Copy, Debug)]
struct LackPlace {
    span: Option<Span>,
    character: char,
    count: usize,
}

/// Returns the diagnostic of one group.
fn missing(
    group: &CharacterGroup,
    places: &[LackPlace],
    sources: &SourceMap,
    has_system_fonts: bool,
) -> Diagnostic {
    // Each character with its number in the text, ordered by first places. Generated text (heads,
    // contents) counts only for characters that are nowhere in the text, since it repeats the text.
    let in_text = || places.iter().filter(|place| place.span.is_some());
    let mut known: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (order, place) in in_text().enumerate() {
        known.entry(place.character).or_insert((order, 0)).1 += place.count;
    }
    for place in places.iter().filter(|place| place.span.is_none()) {
        known.entry(place.character).or_insert((usize::MAX, place.count));
    }
    let all: BTreeSet<char> = known.keys().copied().collect();
    let mut counts: Vec<(char, (usize, usize))> = known.into_iter().collect();
    counts.sort_by_key(|(_, (order, _))| *order);
    let generated = counts.iter().filter(|(_, (order, _))| *order == usize::MAX).map(|(c, _)| *c).collect();
    let mut spots = spots(in_text().filter_map(|place| place.span), &all, sources);
    spots.extend(elsewhere(&generated, sources));
    spots.truncate(MAX_PLACES);
    let counts: Vec<(char, usize)> = counts.into_iter().map(|(c, (_, count))| (c, count)).collect();
    let mut spots = spots.into_iter();
    let mut diagnostic = Diagnostic::new(Code::MissingGlyph, spots.next(), phrase(&group.name, &counts));
    for span in spots {
        diagnostic = diagnostic.label(span, "and here");
    }
    let mut diagnostic = diagnostic.help(group.face.help());
    diagnostic.help.extend(group.face.help_on_machine(has_system_fonts));
    diagnostic.help("`pressmark build -f epub` makes the e-book alone, which needs no font")
}

/// Returns the message: `no font has 12 Japanese characters, 340 times: …`.
fn phrase(group: &str, counts: &[(char, usize)]) -> String {
    let shown =
        |c: char| format!("`{}` (U+{:04X})", crate::diag::render::plain_line(&c.to_string()), u32::from(c));
    let times: usize = counts.iter().map(|(_, count)| count).sum();
    if let [(c, _)] = counts {
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        return format!("no font has the {group} character {}{times}", shown(*c));
    }
    let named = counts.iter().take(MAX_EXAMPLES).map(|(c, _)| shown(*c)).collect::<Vec<_>>().join(", ");
    let more = if counts.len() > MAX_EXAMPLES { ", …" } else { "" };
    format!("no font has {} {group} characters, {times} times: {named}{more}", counts.len())
}

/// Returns the first places of characters: each character within the span in which it was found, or the whole
/// span if it is not written there as itself (but as an entity, for example).
fn spots(spans: impl Iterator<Item = Span>, characters: &BTreeSet<char>, sources: &SourceMap) -> Vec<Span> {
    let mut spots = Vec::new();
    let mut last = None;
    for span in spans {
        if spots.len() >= MAX_PLACES {
            break;
        }
        if last.replace(span) == Some(span) {
            continue;
        }
        let before = spots.len();
        spots.extend(within(span, sources.text(span).unwrap_or_default(), characters).take(MAX_PLACES));
        if spots.len() == before {
            spots.push(span);
        }
    }
    spots
}

/// Returns the places of the characters in the text of a span; of several adjacent ones only the first.
fn within<'a>(span: Span, text: &'a str, characters: &'a BTreeSet<char>) -> impl Iterator<Item = Span> + 'a {
    let mut in_run = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = !std::mem::replace(&mut in_run, characters.contains(&c)) && in_run;
        let start = span.start as usize + at;
        begins.then(|| Span::new(span.file, start..start + c.len_utf8()))
    })
}

/// Returns the first places of characters that are only in generated text: in `book.yaml`, or else in
/// any file.
fn elsewhere(characters: &BTreeSet<char>, sources: &SourceMap) -> Vec<Span> {
    let yaml = |name: &str| matches!(name.rsplit('.').next(), Some("yaml" | "yml"));
    let (first, rest): (Vec<_>, Vec<_>) =
        sources.files().filter(|(_, file)| file.is_read()).partition(|(_, file)| yaml(&file.name));
    let files = first.into_iter().chain(rest);
    let found = files.flat_map(|(id, file)| within(Span::start_of(id), &file.text, characters));
    if characters.is_empty() { Vec::new() } else { found.take(MAX_PLACES).collect() }
}

/// Returns the diagnostic of a style that a family lacks.
fn without(family: &str, style: &str, places: &[Option<Span>]) -> Diagnostic {
    let mut spans = places.iter().flatten().copied();
    let count = places.len();
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let message = format!("family `{family}` has no {style}, which the book uses {times}");
    let mut diagnostic = Diagnostic::new(Code::MissingStyle, spans.next(), message);
    for span in spans.take(MAX_PLACES - 1) {
        diagnostic = diagnostic.label(span, "and here");
    }
    let file: String = family.split_whitespace().collect();
    diagnostic.help(match style {
        "small capitals" => {
            "the letters are set without small capitals; choose a family that has them (the OpenType feature `smcp`)"
                .to_owned()
        }
        _ => {
            let name: String = style.split(' ').map(capitalised).collect();
            format!(
                "the text is set in the nearest style of the family; add the {style} of the family under `design`, as in \
                 `fonts: [fonts/{file}-{name}.ttf]`, or choose a family that has it"
            )
        }
    })
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest).collect()
}
