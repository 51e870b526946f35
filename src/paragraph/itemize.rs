//! Divides a collected text into segments of one style, one face, one script and one direction.

use unicode_script::Script;

use super::bidi;
use super::emoji;
use super::known_faces::KnownFaces;
use super::neutral;
use super::quotes;
use super::segment::{Segment, SegmentKind, is_general, is_of_japanese};
use super::sizes;
use super::text::{CollectedText, LINE_END, OBJECT};
use crate::design::Design;
use crate::design::style::{Family, TextStyle};
use crate::diag::{Code, Diagnostic, Lack, Outcome, Span};
use crate::fonts::{Face, FaceId, HanForm, Library, is_east_asian, is_private, is_regional, script};
use crate::lang::LangTag;

/// A character that every face for Chinese and Japanese has.
const AN_IDEOGRAPH: char = '一';

/// Divides a text into segments. Characters that no face has are left out and reported.
pub(super) fn itemize(collected: &CollectedText, design: &Design, fonts: &Library) -> Outcome<Vec<Segment>> {
    let levels = bidi::levels(collected);
    let wide = quotes::wide(collected);
    let mut segments: Vec<Segment> = Vec::new();
    let mut lacks = MissingGlyphs::default();
    let mut bases: Vec<FaceId> = Vec::with_capacity(collected.runs.len());
    let mut known: Option<KnownFaces<'_>> = None;
    for (index, run) in collected.runs.iter().enumerate() {
        let style = &collected.styles[run.style];
        let base = face(style, design, fonts);
        bases.push(base);
        let known = known.get_or_insert_with(|| KnownFaces::new(fonts, base, &style.lang));
        known.go_on(base, &style.lang);
        let text = &collected.text[run.range.clone()];
        let mut characters = text.char_indices().peekable();
        let mut previous = None;
        while let Some((offset, c)) = characters.next() {
            let at = run.range.start + offset;
            let next = characters.peek().map(|(_, next)| *next);
            let before = segments.last().filter(|last| last.run == index);
            let of_ideographs = wide.binary_search(&at).ok().and_then(|_| full_width(c, known));
            let around = (previous.replace(c), next);
            let (face, kind) = of_ideographs.unwrap_or_else(|| choose(c, around, before, known));
            lacks.character(c, kind, run.span, &style.lang);
            let level = levels.as_ref().map_or(0, |levels| levels[at].number());
            let script = script(c);
            let range = at..at + c.len_utf8();
            match segments.last_mut() {
                Some(last) if last.run == index && last.joins(face, script, level, kind) => {
                    last.range.end = range.end;
                    last.script = specific(last.script, script);
                }
                _ => {
                    segments.push(Segment { range, run: index, face, size: style.size, script, level, kind })
                }
            }
        }
    }
    neutral::adopt(&collected.text, &mut segments, fonts);
    for segment in segments.iter().filter(|segment| segment.kind == SegmentKind::Text) {
        let run = &collected.runs[segment.run];
        let style = &collected.styles[run.style];
        // Families are chosen for code by their width, and have but one style there.
        if segment.face == bases[segment.run] || style.family != Family::Code {
            let text = &collected.text[segment.range.clone()];
            lacks.style(style, &collected.styles[0], text, fonts.face(segment.face), run.span);
        }
    }
    for segment in segments.iter_mut().filter(|segment| segment.face != bases[segment.run]) {
        let (base, face) = (fonts.face(bases[segment.run]), fonts.face(segment.face));
        segment.size = sizes::fitted(segment, base, face, &design.lang);
    }
    let of_formulas = collected.reported.iter().cloned();
    Outcome::new(segments, lacks.diagnostics().into_iter().chain(of_formulas).collect())
}

/// Characters, each with how often it occurs.
type Counts = Vec<(char, usize)>;

/// The glyphs and styles that a text needs and the faces lack.
#[derive(Default)]
struct MissingGlyphs {
    /// The characters without a glyph, by the place in the source and the language.
    glyphs: Vec<(Option<Span>, LangTag, Counts)>,
    reported: Vec<Diagnostic>,
    private: Vec<char>,
}

impl MissingGlyphs {
    fn character(&mut self, c: char, kind: SegmentKind, span: Option<Span>, lang: &LangTag) {
        if kind == SegmentKind::Nothing && c != LINE_END {
            if self.glyphs.last().is_none_or(|(known, of, _)| *known != span || of != lang) {
                self.glyphs.push((span, lang.clone(), Vec::new()));
            }
            let Some((_, _, found)) = self.glyphs.last_mut() else { return };
            match found.iter_mut().find(|(known, _)| *known == c) {
                Some((_, count)) => *count += 1,
                None => found.push((c, 1)),
            }
        } else if kind == SegmentKind::Text && is_private(c) && !self.private.contains(&c) {
            self.private.push(c);
            let message = format!("U+{:04X} is a character of private use", u32::from(c));
            let help = "e-book readers do not show it, and nothing that reads aloud knows what it is";
            self.reported.push(Diagnostic::new(Code::PrivateUse, span, message).help(help));
        }
    }

    /// Reports a style of the text that its family lacks. Text without a span, such as running heads,
    /// is not reported since the author did not ask for its style; nor are small capitals that the
    /// theme sets for a whole paragraph.
    fn style(&mut self, style: &TextStyle, around: &TextStyle, text: &str, face: &Face, span: Option<Span>) {
        let Some(span) = span else { return };
        if !(style.bold || style.italic || style.small_caps || style.all_small_caps) {
            return;
        }
        let bold = style.bold && !face.bold;
        let italic = style.italic && !face.italic && text.contains(has_italic);
        let small_caps = |style: &TextStyle| style.small_caps || style.all_small_caps;
        let small = small_caps(style) && !small_caps(around) && !face.small_caps;
        // Symbols have one style.
        if !(bold || italic || small) || !text.contains(is_letter) {
            return;
        }
        let family = || face.family.clone();
        let mut report = |style| {
            let lack = Lack::Style { family: family(), style };
            self.reported.push(Diagnostic::lack(Code::MissingStyle, span, lack));
        };
        match (style.bold, style.italic) {
            (true, true) if bold || italic => report("bold italic"),
            (true, _) if bold => report("bold"),
            (_, true) if italic => report("italic"),
            _ => {}
        }
        if small && style.family != Family::Code && text.contains(char::is_lowercase) {
            report("small capitals");
        }
    }

    fn diagnostics(self) -> Vec<Diagnostic> {
        let missing = self
            .glyphs
            .into_iter()
            .map(|(span, lang, found)| Diagnostic::lack(Code::MissingGlyph, span, Lack::Glyphs(found, lang)));
        self.reported.into_iter().chain(missing).collect()
    }
}

/// Returns the face of a style.
pub(super) fn face(style: &TextStyle, design: &Design, fonts: &Library) -> FaceId {
    fonts
        .find(design.family(style.family), style.bold, style.italic)
        .or_else(|| fonts.substitute(style.bold, style.italic))
        .expect("nothing is set without a face")
}

/// Returns the face that sets a character: the style's own, else that of the character before (so that
/// a word is not a patchwork of faces), else any that has the character.
fn choose(
    c: char,
    around: (Option<char>, Option<char>),
    before: Option<&Segment>,
    known: &mut KnownFaces<'_>,
) -> (FaceId, SegmentKind) {
    let (fonts, base) = (known.fonts(), known.base());
    let has = |face: FaceId| fonts.face(face).glyph(c).is_some();
    match c {
        OBJECT => return (base, SegmentKind::InlineBox),
        LINE_END => return (base, SegmentKind::Nothing),
        _ => {}
    }
    if let Some(face) = emoji::face(c, around, before, fonts) {
        return (face, SegmentKind::Text);
    }
    // Combining marks stay with the face of their letter.
    if is_mark(c)
        && let Some(before) = before.filter(|segment| has(segment.face))
    {
        return (before.face, SegmentKind::Text);
    }
    if c == ' '
        && let Some(face) = between_hangul(around, before, fonts)
    {
        return (face, SegmentKind::Text);
    }
    if known.has(c) {
        // Quotation marks, dashes and ellipses of Chinese and Japanese are as wide as their characters.
        let other = is_shared_punctuation(c)
            .then(|| east_asian(c, around, known))
            .flatten()
            .filter(|face| has(*face));
        return (other.unwrap_or(base), SegmentKind::Text);
    }
    if let Some(width) = blank_width(c) {
        return (base, SegmentKind::Blank(width));
    }
    // Joiners and selectors are instructions for the shaper and are not seen.
    if is_ignorable(c) {
        return (before.map_or(base, |segment| segment.face), SegmentKind::Text);
    }
    // The face of the character before may be one for another language.
    let goes_on = before.map(|segment| segment.face).filter(|face| !is_regional(c) && has(*face));
    match goes_on.or_else(|| known.fallback(c)) {
        Some(face) => (face, SegmentKind::Text),
        None => (base, SegmentKind::Nothing),
    }
}

/// Returns the face of ideographs for a quotation mark, or `None` if it has none.
fn full_width(c: char, known: &mut KnownFaces<'_>) -> Option<(FaceId, SegmentKind)> {
    let face = known.fallback(AN_IDEOGRAPH)?;
    known.fonts().face(face).glyph(c).map(|_| (face, SegmentKind::Text))
}

/// Returns the face of the Korean words around a space. A space of the text family would divide their line into a run for
/// each word.
fn between_hangul(
    (previous, next): (Option<char>, Option<char>),
    before: Option<&Segment>,
    fonts: &Library,
) -> Option<FaceId> {
    let is_hangul = |c: Option<char>| c.is_some_and(|c| c >= '\u{1100}' && script(c) == Script::Hangul);
    let face = before.filter(|_| is_hangul(previous) && is_hangul(next))?.face;
    fonts.face(face).glyph(' ').map(|_| face)
}

/// Returns whether a character is a mark of punctuation that Latin shares with Chinese and Japanese, which
/// have it in the width of their characters (CLReq, section 3.1.2; JLReq, appendix A).
pub(super) fn is_shared_punctuation(c: char) -> bool {
    matches!(
        c,
        '\u{B7}'
            | '\u{2014}'
            | '\u{2015}'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201C}'
            | '\u{201D}'
            | '\u{2025}'
            | '\u{2026}'
    )
}

/// Returns the face that sets a mark of punctuation as part of Chinese or Japanese text: in text of such
/// a language, the face of the character at its side. Returns `None` at Latin letters.
fn east_asian(
    c: char,
    (previous, next): (Option<char>, Option<char>),
    known: &mut KnownFaces<'_>,
) -> Option<FaceId> {
    if HanForm::of_lang(known.lang()).is_none_or(|form| form == HanForm::Korean) {
        return None;
    }
    let beside = |side: Option<char>| side.filter(|side| is_east_asian(*side) || *side == c);
    let letter = beside(previous).or_else(|| beside(next))?;
    known.fallback(if letter == c { AN_IDEOGRAPH } else { letter })
}

/// Returns whether a character has no visible shape (Unicode 16, `Default_Ignorable_Code_Point`).
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
    ) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}')
        || matches!(c, '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Returns whether a character is a letter of a script, unlike the letterlike symbols of formulas.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && script(c) != Script::Common
}

/// Returns whether a letter is of a script that has italics.
fn has_italic(c: char) -> bool {
    has_italic_script(script(c))
}

/// Returns whether a script has italics; these are the scripts with lower-case letters.
pub(super) fn has_italic_script(script: Script) -> bool {
    matches!(script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Armenian)
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && script(c) == Script::Inherited
}

/// Returns the script of a segment to which a character is added. Kana tell that Han characters are Japanese.
fn specific(known: Script, new: Script) -> Script {
    let is_japanese = known == Script::Han && is_of_japanese(new);
    if is_general(known) || is_japanese { new } else { known }
}

/// Returns the width of a fixed space in thousandths of an em (The Unicode Standard, table 6-2).
fn blank_width(c: char) -> Option<i64> {
    Some(match c {
        '\u{A0}' | '\u{2005}' | '\u{205F}' => 250,
        '\u{2000}' | '\u{2002}' => 500,
        '\u{2001}' | '\u{2003}' | '\u{3000}' => 1000,
        '\u{2004}' => 333,
        '\u{2006}' => 167,
        '\u{2007}' => 500,
        '\u{2008}' => 250,
        '\u{2009}' | '\u{202F}' => 200,
        '\u{200A}' => 100,
        _ => return None,
    })
}
