//! What no face has, gathered over the book: one diagnostic for all characters of a script, one for
//! each style that a family lacks, with what to add.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript};

use super::is_private;
use crate::diag::{Code, Diagnostic, Lack, SourceMap, Span};
use crate::lang::LangTag;

/// Places that one diagnostic shows.
const PLACES: usize = 3;
/// Characters that its message names.
const EXAMPLES: usize = 5;

/// Makes one diagnostic of all that lack characters of one script, or the same style of a family;
/// the others stay as they are. `lang` is the language of the book.
pub(crate) fn gather(
    diagnostics: Vec<Diagnostic>,
    sources: &SourceMap,
    lang: Option<&LangTag>,
) -> Vec<Diagnostic> {
    let (lacks, mut out): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|diagnostic| diagnostic.lack.is_some());
    // What is set twice, for two editions or for text and contents, is one place of the manuscript.
    // An empty span is that of words which the book says by itself.
    let place = |diagnostic: &Diagnostic| diagnostic.span.filter(|span| span.start < span.end);
    let lacks: BTreeSet<(Option<Span>, Lack)> =
        lacks.into_iter().filter_map(|diagnostic| Some((place(&diagnostic), *diagnostic.lack?))).collect();
    let kana = lacks.iter().any(|(_, lack)| match lack {
        Lack::Glyphs(found) => found.iter().any(|(c, _)| is_kana(*c)),
        Lack::Style { .. } => false,
    });
    let mut groups: BTreeMap<Group, Vec<Place>> = BTreeMap::new();
    let mut styles: BTreeMap<(String, &'static str), Vec<Option<Span>>> = BTreeMap::new();
    for (span, lack) in lacks {
        match lack {
            Lack::Glyphs(found) => {
                for (c, count) in found {
                    let place = Place { span, character: c, count };
                    groups.entry(Group::of(c, lang, kana)).or_default().push(place);
                }
            }
            Lack::Style { family, style } => styles.entry((family, style)).or_default().push(span),
        }
    }
    out.extend(groups.into_iter().map(|(group, places)| missing(&group, &places, sources)));
    out.extend(styles.into_iter().map(|((family, style), places)| without(&family, style, &places)));
    out
}

/// A character at a place of the manuscript; without a span, in what the book says by itself.
#[derive(Clone, Copy, Debug)]
struct Place {
    span: Option<Span>,
    character: char,
    count: usize,
}

/// Characters that one face is likely to have together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Group {
    /// As an adjective: `Arabic`.
    name: String,
    face: Suggestion,
}

/// A free face to add.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Suggestion {
    /// Its meaning is between the author and a font.
    Private,
    /// A family of Debian's `fonts-noto-cjk`, which is one file for all.
    Cjk(&'static str),
    /// A family of Debian's `fonts-noto-core`.
    Noto(String),
    /// A family that Debian does not have.
    Elsewhere(&'static str),
}

impl Group {
    fn of(c: char, lang: Option<&LangTag>, kana: bool) -> Self {
        let noto = |name: &str, family: &str| Self {
            name: name.to_owned(),
            face: Suggestion::Noto(format!("Noto {family}")),
        };
        match c {
            _ if is_private(c) => Self { name: "private-use".to_owned(), face: Suggestion::Private },
            _ if is_cjk(c) => Self::cjk(lang, kana),
            '\u{1D400}'..='\u{1D7FF}'
            | '\u{2200}'..='\u{22FF}'
            | '\u{27C0}'..='\u{27EF}'
            | '\u{2980}'..='\u{2AFF}' => noto("mathematical", "Sans Math"),
            '\u{1D000}'..='\u{1D24F}' => noto("musical", "Music"),
            _ if is_emoji(c) => Self { name: "emoji".to_owned(), face: Suggestion::Elsewhere("Noto Emoji") },
            _ => match c.script() {
                Script::Common | Script::Inherited | Script::Unknown => noto("symbol", "Sans Symbols 2"),
                Script::Latin | Script::Greek | Script::Cyrillic => noto(c.script().full_name(), "Serif"),
                Script::Arabic => noto("Arabic", "Naskh Arabic"),
                script => {
                    let name = script.full_name().replace('_', " ");
                    let form = if WITH_SERIF.contains(&&*name) { "Serif" } else { "Sans" };
                    noto(&name, &format!("{form} {name}"))
                }
            },
        }
    }

    /// The signs that Chinese and Japanese share have other forms in each.
    fn cjk(lang: Option<&LangTag>, kana: bool) -> Self {
        let tag = lang.map_or("", LangTag::as_str).to_ascii_lowercase();
        let traditional = ["hant", "tw", "hk", "mo"].iter().any(|part| tag.split('-').any(|p| p == *part));
        let (name, family) = match tag.split('-').next() {
            Some("ja") => ("Japanese", "Noto Serif CJK JP"),
            Some("ko") => ("Korean", "Noto Serif CJK KR"),
            Some("zh") if traditional => ("Chinese", "Noto Serif CJK TC"),
            Some("zh") => ("Chinese", "Noto Serif CJK SC"),
            _ if kana => ("Japanese", "Noto Serif CJK JP"),
            _ => ("Chinese", "Noto Serif CJK SC"),
        };
        Self { name: name.to_owned(), face: Suggestion::Cjk(family) }
    }
}

/// Scripts for which Noto has a face with serifs, beside those without.
const WITH_SERIF: [&str; 19] = [
    "Ahom",
    "Armenian",
    "Balinese",
    "Bengali",
    "Devanagari",
    "Dogra",
    "Ethiopic",
    "Georgian",
    "Gujarati",
    "Gurmukhi",
    "Hebrew",
    "Kannada",
    "Khmer",
    "Malayalam",
    "Sinhala",
    "Tangut",
    "Telugu",
    "Thai",
    "Tibetan",
];

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}')
}

/// Signs of Chinese, Japanese and Korean, with their punctuation and their wide Latin letters.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{303F}' | '\u{3100}'..='\u{33FF}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}')
        || is_kana(c)
        || matches!(
            c.script(),
            Script::Han | Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul
        )
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1F0FF}' | '\u{1F170}'..='\u{1F251}' | '\u{1F300}'..='\u{1F64F}' | '\u{1F680}'..='\u{1F6FF}' | '\u{1F7E0}'..='\u{1F7F0}' | '\u{1F900}'..='\u{1F9FF}' | '\u{1FA70}'..='\u{1FAFF}')
}

/// The diagnostic of one group.
fn missing(group: &Group, places: &[Place], sources: &SourceMap) -> Diagnostic {
    // Each character with how often it is in the text, by their order there; in heads and contents
    // only where it is in no text.
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
    let apart = counts.iter().filter(|(_, (order, _))| *order == usize::MAX).map(|(c, _)| *c).collect();
    let mut spots = spots(in_text().filter_map(|place| place.span), &all, sources);
    spots.extend(elsewhere(&apart, sources));
    spots.truncate(PLACES);
    let counts: Vec<(char, usize)> = counts.into_iter().map(|(c, (_, count))| (c, count)).collect();
    let mut spots = spots.into_iter();
    let mut diagnostic = Diagnostic::new(Code::MissingGlyph, spots.next(), phrase(&group.name, &counts));
    for span in spots {
        diagnostic = diagnostic.label(span, "and here");
    }
    let diagnostic = diagnostic.help(group.face.help());
    diagnostic.help("`pressmark build -f epub` makes the e-book alone, which needs no font")
}

/// `no font has 12 Japanese characters: …, 340 times`.
fn phrase(group: &str, counts: &[(char, usize)]) -> String {
    let shown =
        |c: char| format!("`{}` (U+{:04X})", crate::diag::render::plain_line(&c.to_string()), u32::from(c));
    let times: usize = counts.iter().map(|(_, count)| count).sum();
    if let [(c, _)] = counts {
        let times = if times > 1 { format!(", {times} times") } else { String::new() };
        return format!("no font has the {group} character {}{times}", shown(*c));
    }
    let named = counts.iter().take(EXAMPLES).map(|(c, _)| shown(*c)).collect::<Vec<_>>().join(", ");
    let more = if counts.len() > EXAMPLES { ", …" } else { "" };
    format!("no font has {} {group} characters, {times} times: {named}{more}", counts.len())
}

/// The first places of characters: each within the span that they were found in, where it is written
/// there as itself.
fn spots(spans: impl Iterator<Item = Span>, characters: &BTreeSet<char>, sources: &SourceMap) -> Vec<Span> {
    let mut spots = Vec::new();
    let mut last = None;
    for span in spans {
        if spots.len() >= PLACES {
            break;
        }
        if last.replace(span) == Some(span) {
            continue;
        }
        let before = spots.len();
        spots.extend(within(span, sources.text(span).unwrap_or_default(), characters).take(PLACES));
        if spots.len() == before {
            spots.push(span);
        }
    }
    spots
}

/// The characters in the text of a span; of several in a row the first.
fn within<'a>(span: Span, text: &'a str, characters: &'a BTreeSet<char>) -> impl Iterator<Item = Span> + 'a {
    let mut row = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = !std::mem::replace(&mut row, characters.contains(&c)) && row;
        let start = span.start as usize + at;
        begins.then(|| Span::new(span.file, start..start + c.len_utf8()))
    })
}

/// The first places of characters that are in heads or marks alone: in `book.yaml`, or a heading.
fn elsewhere(characters: &BTreeSet<char>, sources: &SourceMap) -> Vec<Span> {
    let yaml = |name: &str| matches!(name.rsplit('.').next(), Some("yaml" | "yml"));
    let (first, rest): (Vec<_>, Vec<_>) =
        sources.files().filter(|(_, file)| file.is_read()).partition(|(_, file)| yaml(&file.name));
    let files = first.into_iter().chain(rest);
    let found = files.flat_map(|(id, file)| within(Span::start_of(id), &file.text, characters));
    if characters.is_empty() { Vec::new() } else { found.take(PLACES).collect() }
}

impl Suggestion {
    fn help(&self) -> String {
        let add = |family: &str, package: &str, file: &str, index: &str| {
            let path = format!("fonts/{file}{index}");
            let line = if index.is_empty() { path } else { format!("'{path}'") };
            format!(
                "add a font that has them, such as {family} (Debian package `{package}`): copy `{file}` into the \
                 folder `fonts` and write in `book.yaml`, under `design`: `fonts: [{line}]`"
            )
        };
        match self {
            Self::Private => {
                "add the font that they were made for: copy it into the folder `fonts` and write in \
                              `book.yaml`, under `design`: `fonts: [fonts/name.otf]`"
                    .to_owned()
            }
            Self::Cjk(family) => {
                add(family, "fonts-noto-cjk", "NotoSerifCJK-Regular.ttc", &format!("#{family}"))
            }
            Self::Noto(family) => {
                let file = format!("{}-Regular.ttf", family.replace(' ', ""));
                add(family, "fonts-noto-core", &file, "")
            }
            Self::Elsewhere(family) => format!(
                "add a font that has them, such as the newest {family} (Google Fonts, a static file): copy it into the \
                 folder `fonts` and write in `book.yaml`, under `design`: `fonts: [fonts/name.ttf]`"
            ),
        }
    }
}

/// The diagnostic of a style that a family lacks.
fn without(family: &str, style: &str, places: &[Option<Span>]) -> Diagnostic {
    let mut spans = places.iter().flatten().copied();
    let count = places.len();
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let message = format!("family `{family}` has no {style}, which the book uses {times}");
    let mut diagnostic = Diagnostic::new(Code::MissingStyle, spans.next(), message);
    for span in spans.take(PLACES - 1) {
        diagnostic = diagnostic.label(span, "and here");
    }
    let file: String = family.split_whitespace().collect();
    diagnostic.help(match style {
        "small capitals" => {
            "its letters are set as they are; choose a family that has small capitals (the OpenType feature `smcp`)"
                .to_owned()
        }
        _ => {
            let name: String = style.split(' ').map(capitalised).collect();
            format!(
                "its words look like those around them; add the {style} of the family under `design`, as in \
                 `fonts: [fonts/{file}-{name}.ttf]`, or choose a family that has it"
            )
        }
    })
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest).collect()
}
