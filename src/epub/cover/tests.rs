//! Tests of drawn covers: what is on them, and where.

use std::sync::Arc;

use super::canvas::{Area, HEIGHT, PlacedText, WIDTH};
use super::contrast::{MIN_CONTRAST, contrast};
use super::*;
use crate::assets::reduce::StripTones;
use crate::lang::LangTag;
use crate::project::CoverStyle;
use crate::project::metadata::{Contributor, Series};
use crate::units::Colour;

const THEMES: [(&str, &str); 6] = [
    ("classic", "EB Garamond"),
    ("essay", "Source Sans 3"),
    ("technical", "Source Sans 3"),
    ("novel", "Cochineal"),
    ("poetry", "Cormorant Garamond"),
    ("large-print", "Atkinson Hyperlegible Next"),
];

/// A book for a cover: language, title, subtitle, authors, series.
type Sample = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str);

const SAMPLES: &[Sample] = &[
    ("en", "Io", "", &["A. B."], ""),
    ("en", "Nightgown", "", &["Cassandra Whitlock"], ""),
    ("en", "The Weight of Water", "A Novel", &["Elena Marsh"], "Tides 3"),
    ("en", "Moby-Dick; or, The Whale", "", &["Herman Melville"], "Sea Stories 12"),
    (
        "en",
        "The Extraordinary and Wholly Improbable Voyage of the Good Ship Perseverance to the Antipodes and \
         Back Again, with Some Remarks upon the Weather",
        "A True Narrative of the Years 1837 to 1841, Compiled from the Logs, Letters and Recollections of Her \
         Officers, with Maps, Tables and an Index of Winds",
        &["Captain Ebenezer Fotheringay-Smythe", "Dr Philippa Ravensworth-Cholmondeley", "A. N. Other"],
        "The Library of Improbable Voyages and Travels to Distant Parts of the World 27",
    ),
    (
        "en",
        "Operating Distributed Systems",
        "Patterns, Practices and Postmortems for Teams",
        &["Maria Okonkwo", "Jens Ravn Petersen", "Li Wei", "Ann Bell"],
        "",
    ),
    ("en", "Stories", "", &["Amy Archer", "Ben Bolt", "Cy Crane", "Dee Dunn", "Eli East", "Fay Frost"], ""),
    ("en", "Annual Report 2026", "", &[], ""),
    ("de", "Donaudampfschifffahrtsgesellschaft", "Roman", &["Karl-Heinz Schmidt-Rottluff"], ""),
    ("he", "שיר השירים 2: אהבה", "מגילה ופירושה, 1948–2020", &["שלמה המלך"], "ספרי מופת 7"),
    ("ru", "Мёртвые души", "Поэма", &["Николай Гоголь"], ""),
    ("ko", "자유의 집", "짧은 이야기", &["김정은"], ""),
];

fn meta((language, title, subtitle, authors, series): Sample) -> Metadata {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let contributor =
        |name: &&str, role: &str| Contributor { name: (*name).to_owned(), sort: None, role: role.to_owned() };
    let mut meta = Metadata::titled(title, LangTag::parse(language).expect("a tag"));
    meta.subtitle = given(subtitle);
    meta.contributors = authors.iter().map(|name| contributor(name, "aut")).collect();
    meta.publisher = Some("Tern & Plover".to_owned());
    meta.series = given(series).map(|name| Series { name, number: None });
    meta
}

/// A picture, white above and black below, as far as covers know it.
fn art() -> CoverArt {
    let tones = |level: u8| StripTones { darkest: Colour::grey(level), lightest: Colour::grey(level) };
    let tones = (0..64).map(|strip| tones(if strip < 32 { 255 } else { 0 })).collect();
    CoverArt { bytes: Arc::from(&b"JPEG"[..]), width: 1000, height: 1000, tones }
}

/// Calls `check` with the shapes of every cover: each sample in each theme and style, without and with a
/// picture.
fn every_cover(check: impl Fn(&Metadata, &str, &[Shape<'_>])) {
    let fonts = Library::bundled();
    let meter = TextMeter::new(&fonts);
    let art = art();
    for sample in SAMPLES {
        let meta = meta(*sample);
        for (theme, family) in THEMES {
            for (name, style) in CoverStyle::NAMES {
                for art in [None, Some(&art)] {
                    let options = CoverOptions { style: Some(style), ..CoverOptions::default() };
                    let input = CoverInput {
                        meta: &meta,
                        options: &options,
                        theme,
                        family,
                        fonts: &fonts,
                        art,
                        hyphenate: &hyphenate,
                    };
                    let place = format!("{}, {theme}, {name}, picture: {}", meta.title, art.is_some());
                    check(&meta, &place, &shapes(&input, &meter));
                }
            }
        }
    }
}

/// Divides the one compound of the samples.
fn hyphenate(word: &str) -> Vec<usize> {
    let places = ["Donau", "Donaudampf", "Donaudampfschiff", "Donaudampfschifffahrts"];
    places.into_iter().filter(|start| word.starts_with(start) && word.len() > 30).map(str::len).collect()
}

fn texts<'s, 'a>(shapes: &'s [Shape<'a>]) -> Vec<&'s PlacedText<'a>> {
    let text = |shape: &'s Shape<'a>| if let Shape::Text(placed) = shape { Some(placed) } else { None };
    shapes.iter().filter_map(text).collect()
}

fn overlap(a: Area, b: Area) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

#[test]
fn every_cover_is_whole_and_readable() {
    every_cover(|meta, place, shapes| {
        texts_stay_within_the_cover_and_apart(place, shapes);
        every_text_of_the_metadata_is_on_the_cover(meta, place, shapes);
        the_title_is_in_the_largest_letters(meta, place, shapes);
        letters_are_readable_on_what_is_behind_them(place, shapes);
    });
}

fn texts_stay_within_the_cover_and_apart(place: &str, shapes: &[Shape<'_>]) {
    const MARGIN: i32 = 110;
    let texts = texts(shapes);
    for (index, text) in texts.iter().enumerate() {
        let Area { x, y, .. } = text.ink;
        let (right, bottom) = (text.ink.right(), text.ink.bottom());
        assert!(x >= MARGIN && right <= WIDTH - MARGIN, "{place}: `{}` at {:?}", text.text, text.ink);
        assert!(y >= 60 && bottom <= HEIGHT - 60, "{place}: `{}` at {:?}", text.text, text.ink);
        for other in &texts[index + 1..] {
            assert!(!overlap(text.ink, other.ink), "{place}: `{}` on `{}`", other.text, text.text);
        }
    }
    // No text crosses the edge of a field.
    for shape in shapes {
        let Shape::Field { area, .. } = shape else { continue };
        let is_within = |ink: Area| ink.y >= area.y && ink.bottom() <= area.bottom();
        let crossing = texts.iter().find(|text| overlap(text.ink, *area) && !is_within(text.ink));
        assert!(crossing.is_none(), "{place}: `{}` crosses {area:?}", crossing.expect("one").text);
        assert!(area.width == WIDTH || area.y >= 80 && area.bottom() <= HEIGHT - 80, "{place}: {area:?}");
    }
    // Rules are narrow fields; no text is on one, and none reaches into the window of a picture.
    for shape in shapes {
        let area = match shape {
            Shape::Field { area, .. } if area.height <= 22 => *area,
            Shape::Picture { area } if area.width < WIDTH => *area,
            _ => continue,
        };
        let on_it = texts.iter().find(|text| overlap(text.ink, area));
        assert!(on_it.is_none(), "{place}: `{}` on {area:?}", on_it.expect("one").text);
    }
}

fn every_text_of_the_metadata_is_on_the_cover(meta: &Metadata, place: &str, shapes: &[Shape<'_>]) {
    let joined = |text: &str| {
        let is_shown = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '·' | '\u{2067}' | '\u{2069}');
        text.chars().filter(is_shown).collect::<String>()
    };
    let shown: String = texts(shapes).iter().map(|text| joined(&text.text)).collect();
    let series = meta.series.as_ref().map(|series| series.name.as_str());
    let wanted = [Some(meta.title.as_str()), meta.subtitle.as_deref(), series, meta.publisher.as_deref()];
    for text in wanted.into_iter().flatten().chain(meta.authors()) {
        assert!(shown.contains(&joined(text)), "{place}: no `{text}` in `{shown}`");
    }
}

fn the_title_is_in_the_largest_letters(meta: &Metadata, place: &str, shapes: &[Shape<'_>]) {
    let texts = texts(shapes);
    let first = meta.title.chars().next().expect("a title");
    let size = texts.iter().map(|text| text.size).max().expect("a text");
    let title = texts.iter().find(|text| text.size == size).expect("the largest");
    let start = title.text.trim_start_matches('\u{2067}');
    assert!(start.starts_with(first), "{place}: `{}` is the largest", title.text);
    let others = texts.iter().filter(|text| text.size != title.size).map(|text| text.size).max();
    assert!(others.is_none_or(|size| size < title.size), "{place}");
    if meta.title.chars().count() < 12 {
        assert!(title.size >= 150, "{place}: a short title of only {}", title.size);
    }
}

fn letters_are_readable_on_what_is_behind_them(place: &str, shapes: &[Shape<'_>]) {
    for (index, shape) in shapes.iter().enumerate() {
        let Shape::Text(text) = shape else { continue };
        let behind = shapes[..index].iter().rev().find_map(|shape| match shape {
            Shape::Field { area, fill } if overlap(*area, text.ink) => Some(Some(*fill)),
            Shape::Tint { area, .. } if overlap(*area, text.ink) => Some(None),
            Shape::Picture { area } if overlap(*area, text.ink) => panic!("{place}: `{}`", text.text),
            _ => None,
        });
        // The tint of a picture has a test of its own.
        if let Some(ground) = behind.expect("a ground") {
            assert!(contrast(text.fill, ground) >= MIN_CONTRAST, "{place}: `{}`", text.text);
        }
    }
}

#[test]
fn the_axis_is_that_of_the_theme_and_the_language() {
    let aligned = |sample: &Sample, theme: usize| {
        let (fonts, meta) = (Library::bundled(), meta(*sample));
        let (theme, family) = THEMES[theme];
        let options = CoverOptions { style: Some(CoverStyle::Rules), ..CoverOptions::default() };
        let input = CoverInput {
            meta: &meta,
            options: &options,
            theme,
            family,
            fonts: &fonts,
            art: None,
            hyphenate: &|_| Vec::new(),
        };
        let shapes = shapes(&input, &TextMeter::new(&fonts));
        let texts = texts(&shapes);
        let edges: Vec<(i32, i32)> = texts.iter().map(|text| (text.ink.x, text.ink.right())).collect();
        (
            edges.iter().all(|edge| edge.0 == 126),
            edges.iter().all(|edge| edge.1 == WIDTH - 126),
            texts[0].align,
        )
    };
    let (water, hebrew) = (&SAMPLES[2], &SAMPLES[9]);
    assert_eq!(aligned(water, 0), (false, false, Align::Centre));
    assert_eq!(aligned(water, 1), (true, false, Align::Left));
    assert_eq!(aligned(hebrew, 1), (false, true, Align::Right));
    assert_eq!(aligned(hebrew, 2), (false, true, Align::Right));
}

#[test]
fn without_words_only_the_words_are_missing() {
    let (fonts, meta) = (Library::bundled(), meta(SAMPLES[2]));
    let input = CoverInput {
        meta: &meta,
        options: &CoverOptions::default(),
        theme: "classic",
        family: "Libertinus Serif",
        fonts: &fonts,
        art: None,
        hyphenate: &|_| Vec::new(),
    };
    let (whole, plain) = (drawn(&input, true), drawn(&input, false));
    assert!(whole.contains("Tern &amp; Plover") && whole.contains("font-variant=\"small-caps\""));
    let shapes: Vec<&str> = whole.lines().filter(|line| !line.starts_with("<text")).collect();
    assert_eq!(plain.lines().collect::<Vec<_>>(), shapes);
}
