//! Shapes segments into glyphs.

use std::ops::Range;

use harfrust::{
    Buffer, BufferFlags, Direction, Feature, Language, Script as ShaperScript, ShapeOptions, ShapePlan,
    ShaperFont, Tag, shape,
};
use unicode_script::Script;

use super::seams;
use super::segment::{Segment, SegmentKind, is_of_japanese};
use super::text::CollectedText;
use crate::design::style::{Family, TextStyle};
use crate::fonts::{Face, Library, PlanKey};
use crate::lang::LangTag;
use crate::units::Length;

/// A glyph of a segment, lengths in scaled points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    /// Byte of the collected text at which its cluster begins.
    pub(super) cluster: u32,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
    /// Whether cutting the text before its cluster changes the glyphs.
    pub(super) unsafe_to_break: bool,
    /// Whether its cluster is joined to the one before, and the join may be lengthened.
    pub(super) joins: bool,
}

/// Shapes a part of a segment. The glyphs are ordered from left to right.
pub(super) fn shape_range(
    collected: &CollectedText,
    segment: &Segment,
    range: Range<usize>,
    fonts: &Library,
    out: &mut Vec<ShapedGlyph>,
) {
    let style = &collected.styles[collected.runs[segment.run].style];
    let face = fonts.face(segment.face);
    match segment.kind {
        SegmentKind::Nothing | SegmentKind::InlineBox => {}
        SegmentKind::Blank(thousandths) => {
            let advance = style.size.ratio(thousandths, 1000);
            if let Some(id) = face.glyph(' ') {
                out.push(ShapedGlyph {
                    id,
                    cluster: offset(range.start),
                    advance: narrow(advance.to_sp()),
                    dx: 0,
                    dy: 0,
                    unsafe_to_break: false,
                    joins: false,
                });
            }
        }
        SegmentKind::Text => shape_text(&collected.text, segment, range, style, face, out),
    }
}

/// The languages in which numbers with the digits ۰ to ۹ have forms of their own; in others they have those of Persian.
const OWN_FORMS: [&str; 6] = ["ur", "sd", "ks", "pa", "pnb", "skr"];

/// Returns whether a text is a number with Persian digits, in a language without other forms of them. The characters have the
/// Persian forms by themselves, but some faces (Noto Naskh Arabic 2.004) localize them to those of Urdu in every language.
fn is_persian_number(lang: &LangTag, text: &str) -> bool {
    text.starts_with(|c| matches!(c, '\u{6F0}'..='\u{6F9}')) && !OWN_FORMS.contains(&lang.primary())
}

fn shape_text(
    text: &str,
    segment: &Segment,
    range: Range<usize>,
    style: &TextStyle,
    face: &Face,
    out: &mut Vec<ShapedGlyph>,
) {
    let (mut features, joins) = features(style, segment.script);
    if is_persian_number(&style.lang, &text[range.clone()]) {
        features.push(Feature::new(Tag::new(b"locl"), 0, ..));
    }
    let global = features.len();
    if joins {
        features.extend(unjoined(text, &range, style));
    }
    let direction = if segment.level % 2 == 1 { Direction::RightToLeft } else { Direction::LeftToRight };
    let script = shaper_script(segment.script);
    let language = Language::new(style.lang.as_str());
    let key = PlanKey {
        rtl: segment.level % 2 == 1,
        script: segment.script.short_name(),
        lang: style.lang.clone(),
        features: key(&features, global),
    };
    let plan = face.plan(key, |font| ShapePlan::new(font, direction, script, language.as_ref(), &features));

    let mut buffer = Buffer::new();
    buffer.push_str(&text[range.clone()]);
    buffer.set_direction(direction);
    buffer.set_script(script);
    buffer.set_language(language);
    if segment.script == Script::Arabic {
        buffer.set_flags(BufferFlags::PRODUCE_SAFE_TO_INSERT_TATWEEL);
    }
    let font = ShaperFont::new(face.font());
    let options = ShapeOptions::new().plan(Some(&plan)).features(&features);
    shape(&font, &mut buffer, options).expect("the plan is made for this buffer");

    let scale = Scale { size: segment.size.to_sp(), units: i64::from(face.metrics.units_per_em) };
    // Space would tear apart letters that are joined.
    let tracking = if is_joined(segment.script) { 0 } else { i64::from(style.tracking) };
    let tracking = style.size.ratio(tracking, 1000).to_sp();
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        // A combining mark has no advance and so no tracking.
        let tracking = if position.x_advance == 0 { 0 } else { tracking };
        out.push(ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: offset(range.start) + info.cluster,
            advance: narrow(scale.of(position.x_advance) + tracking),
            dx: narrow(scale.of(position.x_offset)),
            dy: narrow(scale.of(position.y_offset)),
            unsafe_to_break: info.unsafe_to_break(),
            joins: info.safe_to_insert_tatweel(),
        });
    }
}

/// The value of a feature in the key of a plan in which it is switched off for parts of the text.
const IN_PARTS: u32 = 2;

/// Returns the features by which a plan is kept. A plan serves all texts in which the same features are switched off
/// in parts, wherever the parts are.
fn key(features: &[Feature], global: usize) -> Vec<([u8; 4], u32)> {
    let whole = features[..global].iter().map(|feature| (feature.tag.to_be_bytes(), feature.value));
    let parts =
        features[global..].iter().take(LIGATURES.len()).map(|part| (part.tag.to_be_bytes(), IN_PARTS));
    whole.chain(parts).collect()
}

/// The features that join letters.
const LIGATURES: [&[u8; 4]; 2] = [b"liga", b"clig"];

/// Returns the features that keep letters apart at the seams of words. Positions are counted from the start of the
/// range that is shaped.
fn unjoined(text: &str, range: &Range<usize>, style: &TextStyle) -> Vec<Feature> {
    let letters = seams::unjoined(text, range.clone(), &style.lang);
    let part = |at: usize| {
        let start = offset(at - range.start);
        // `Feature::new` computes an end that is one too small: it is used as the first position that is not meant.
        LIGATURES.map(|tag| Feature { tag: Tag::new(tag), value: 0, start, end: start + 1 })
    };
    letters.into_iter().flat_map(part).collect()
}

/// Returns the OpenType features of a style, and whether its letters may be joined. Kerning and ligatures are on by
/// default.
fn features(style: &TextStyle, script: Script) -> (Vec<Feature>, bool) {
    let mut features = Vec::new();
    let mut set = |tag: &[u8; 4], value| features.push(Feature::new(Tag::new(tag), value, ..));
    if style.small_caps || style.all_small_caps {
        set(b"smcp", 1);
    }
    if style.all_small_caps {
        set(b"c2sc", 1);
    }
    if style.old_style {
        // Without this feature, the old-style figures of Libertinus all have one width.
        set(b"onum", 1);
        set(b"pnum", 1);
    } else if style.tabular {
        set(b"lnum", 1);
        set(b"tnum", 1);
    }
    // Kana and ideographs are set solid, each in its square (JLReq 3.1.1); faces have kerns for proportional ones.
    if is_of_japanese(script) || script == Script::Bopomofo {
        set(b"kern", 0);
    }
    // Ligatures mislead in code, and letterspacing tears them apart (Bringhurst 3.3).
    let joins = style.family != Family::Code && style.tracking == 0;
    if !joins {
        LIGATURES.iter().for_each(|tag| set(tag, 0));
    }
    (features, joins)
}

/// Returns whether the letters of a word are joined in a script, in one line or under one.
fn is_joined(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Syriac
            | Script::Mongolian
            | Script::Nko
            | Script::Devanagari
            | Script::Bengali
            | Script::Gurmukhi
    )
}

/// Returns whether lines of a script may be filled by space between letters. Letters of the other scripts are joined, or stand
/// so close to their signs that space is seen.
pub(super) fn is_letterspaced(script: Script) -> bool {
    matches!(
        script,
        Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Armenian
            | Script::Georgian
            | Script::Hebrew
            | Script::Hangul
            | Script::Common
            | Script::Inherited
            | Script::Unknown
    )
}

struct Scale {
    size: i64,
    units: i64,
}

impl Scale {
    /// Converts font units to scaled points, rounded to the nearest.
    fn of(&self, units: i32) -> i64 {
        let product = i64::from(units) * self.size;
        (2 * product + self.units).div_euclid(2 * self.units)
    }
}

fn shaper_script(script: Script) -> Option<ShaperScript> {
    let tag: [u8; 4] = script.short_name().as_bytes().try_into().ok()?;
    ShaperScript::from_iso15924_tag(Tag::new(&tag))
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Lengths of glyphs fit in 32 bits up to 32,767 points.
fn narrow(scaled: i64) -> i32 {
    i32::try_from(scaled).unwrap_or(i32::MAX)
}

/// Adds space after a glyph, in scaled points.
pub(super) fn widen(glyph: &mut ShapedGlyph, space: i64) {
    glyph.advance = glyph.advance.saturating_add(narrow(space));
}

/// Returns the glyph of the hyphen inserted at a line end, and its advance at a size. Returns `None` if the face has no hyphen.
///
/// U+2010 looks like the hyphen of the keyboard and is another glyph in most faces, so that a reader of
/// the file can distinguish a hyphen that is in the word from one that is not.
pub(super) fn hyphen(face: &Face, size: Length) -> Option<(u16, i32)> {
    let id = face.glyph('\u{2010}').or_else(|| face.glyph('-'))?;
    let scale = Scale { size: size.to_sp(), units: i64::from(face.metrics.units_per_em) };
    Some((id, narrow(scale.of(face.advance(id)))))
}

#[cfg(test)]
mod tests {
    use super::super::shaped::ShapedText;
    use unicode_script::Script;

    use super::super::{itemize, text};
    use crate::design::{Design, ParRole};
    use crate::fonts::{FontFile, Library};
    use crate::lang::LangTag;

    /// Returns the number of glyphs in which a word is shown.
    fn glyphs(word: &str, lang: &str) -> usize {
        let fonts = Library::bundled();
        let design =
            Design::written("text: { family: Libertinus Serif }", &LangTag::parse(lang).expect("a tag"));
        let collected = text::plain(word, &design.style(ParRole::Body).text, None);
        let segments = itemize::itemize(&collected, &design, &fonts).value;
        ShapedText::shape(collected, segments, &fonts).glyphs.len()
    }

    #[test]
    fn ligatures_of_german_are_not_at_seams() {
        // With a ligature, a word has a glyph fewer than letters.
        assert_eq!((glyphs("Auflage", "en"), glyphs("Auflage", "de")), (6, 7));
        assert_eq!((glyphs("Fluss, flach", "en"), glyphs("Fluss, flach", "de")), (11, 11));
        // The plan that serves one text serves another with other seams.
        assert_eq!(glyphs("Eine flache Auflage, höflich", "de"), 28 - 1);
        assert_eq!(glyphs("Schifffahrt", "de"), 10, "two are joined, and the third is not");
        assert_eq!(glyphs("schaffen", "de"), 7);
    }

    #[test]
    fn another_face_is_as_high_as_that_of_the_text() {
        let fonts = Library::bundled();
        let design = Design::written(
            "text: { family: Atkinson Hyperlegible Next }",
            &LangTag::parse("en").expect("a tag"),
        );
        let collected = text::plain("xλש", &design.style(ParRole::Body).text, None);
        let segments = itemize::itemize(&collected, &design, &fonts).value;
        let [latin, greek, hebrew] = &segments[..] else { panic!("three faces: {segments:?}") };
        let height = |segment: &crate::paragraph::segment::Segment| {
            let metrics = fonts.face(segment.face).metrics;
            segment.size.ratio(metrics.x_height.into(), metrics.units_per_em.into()).to_sp()
        };
        assert!(greek.face != latin.face && greek.size != latin.size, "{segments:?}");
        assert!(height(greek).abs_diff(height(latin)) < 1000, "{} {}", height(greek), height(latin));
        assert_eq!(hebrew.size, latin.size);
    }

    #[test]
    fn letters_of_scripts_without_lower_case_are_as_large_as_those_of_the_text() {
        let font: &[u8] = include_bytes!("../../tests/fonts/NotoSerifThai-Regular.ttf");
        let file = FontFile { path: "x.ttf".to_owned(), bytes: font.into(), member: None, span: None };
        let fonts = Library::new(&[file], None).value;
        let size_in = |lang: &str, family: &str| {
            let lang = LangTag::parse(lang).expect("a tag");
            let design = Design::written(&format!("text: {{ family: {family} }}"), &lang);
            let collected = text::plain("กข", &design.style(ParRole::Body).text, None);
            let segments = itemize::itemize(&collected, &design, &fonts).value;
            let of_text = design.style(ParRole::Body).text.size;
            segments[0].size.to_sp() * 1000 / of_text.to_sp()
        };
        let size = |family: &str| size_in("en", family);
        // x-heights of 429, 507 and 400 beside 536.
        assert!(size("Libertinus Serif").abs_diff(800) < 3, "{}", size("Libertinus Serif"));
        assert!(size("Literata").abs_diff(945) < 8, "{}", size("Literata"));
        assert!(size("EB Garamond").abs_diff(800) < 3);
        // A book in Thai has its own letters in the size of the text.
        assert_eq!(size_in("th", "EB Garamond"), 1000);
    }

    #[test]
    fn persian_numbers_have_their_own_digits() {
        let font: &[u8] = include_bytes!("../../tests/golden/language-fa/fonts/NotoNaskhArabic-Regular.ttf");
        let file = FontFile { path: "x.ttf".to_owned(), bytes: font.into(), member: None, span: None };
        let fonts = Library::new(&[file], None).value;
        let glyph = |lang: &str| {
            let lang = LangTag::parse(lang).expect("a tag");
            let design = Design::bundled(&lang);
            let collected = text::plain("۶", &design.style(ParRole::Body).text, None);
            let segments = itemize::itemize(&collected, &design, &fonts).value;
            let shaped = ShapedText::shape(collected, segments, &fonts);
            let face = fonts.face(shaped.segments[0].face);
            (shaped.glyphs[0].id, face.glyph('۶'))
        };
        let (persian, own) = glyph("fa");
        assert!(own.is_some() && own == Some(persian));
        let (urdu, own) = glyph("ur");
        assert_ne!(own, Some(urdu), "the face has another form");
    }

    #[test]
    fn kana_are_not_kerned() {
        let style = Design::bundled(&LangTag::english()).style(ParRole::Body).text;
        let kerns = |script| {
            let (features, _) = super::features(&style, script);
            !features.iter().any(|feature| feature.tag.to_be_bytes() == *b"kern" && feature.value == 0)
        };
        assert!(!kerns(Script::Han) && !kerns(Script::Hiragana) && !kerns(Script::Katakana));
        assert!(kerns(Script::Latin) && kerns(Script::Hangul));
    }

    #[test]
    fn letters_that_are_joined_are_not_spaced() {
        let fonts = Library::bundled();
        let design = Design::bundled(&LangTag::parse("ar").expect("a tag"));
        let width = |word: &str, tracking: i32| -> i32 {
            let mut style = design.style(ParRole::Body).text.clone();
            style.tracking = tracking;
            let collected = text::plain(word, &style, None);
            let segments = itemize::itemize(&collected, &design, &fonts).value;
            ShapedText::shape(collected, segments, &fonts).glyphs.iter().map(|glyph| glyph.advance).sum()
        };
        assert_eq!(width("سلام", 100), width("سلام", 0));
        assert!(width("word", 100) > width("word", 0));
    }
}
