//! A collected text becomes segments of one style, one face, one script and one direction.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};

use super::Shop;
use super::collect::{Collected, LINE_END, OBJECT};
use crate::design::Design;
use crate::design::style::TextStyle;
use crate::diag::{Code, Diagnostic};
use crate::fonts::{FaceId, Library, is_private};

/// A stretch that is shaped at once.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// Bytes of the collected text.
    pub(super) range: Range<usize>,
    /// Index of its run.
    pub(super) run: usize,
    /// Its face.
    pub(super) face: FaceId,
    /// Its script, for the shaper.
    pub(super) script: Script,
    /// Its bidi level: odd runs from right to left.
    pub(super) level: u8,
    /// What is in it.
    pub(super) kind: Kind,
}

/// What a segment holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Characters that the face has.
    Text,
    /// A blank of a width that the face lacks, in thousandths of the size.
    Blank(i64),
    /// A picture.
    Object,
    /// Nothing to see: a line end, a character that no face has.
    Nothing,
}

/// Takes the text apart; characters that no face has are reported and left out.
pub(super) fn itemize(
    collected: &Collected,
    design: &Design,
    fonts: &Library,
    sink: &mut Vec<Diagnostic>,
) -> Vec<Segment> {
    let levels = levels(collected);
    let mut segments: Vec<Segment> = Vec::new();
    // What has been told.
    let mut told: Vec<char> = Vec::new();
    for (index, run) in collected.runs.iter().enumerate() {
        let base = face(&collected.styles[run.style], design, fonts);
        let text = &collected.text[run.range.clone()];
        for (offset, c) in text.char_indices() {
            let at = run.range.start + offset;
            let before = segments.last().filter(|last| last.run == index);
            let (face, kind) = choose(c, base, before, fonts);
            if kind == Kind::Nothing && c != LINE_END && !told.contains(&c) {
                told.push(c);
                let message = format!(
                    "no font has `{}` (U+{:04X})",
                    crate::diag::render::plain_line(&c.to_string()),
                    u32::from(c)
                );
                sink.push(Diagnostic::new(Code::MissingGlyph, run.span, message));
            }
            if kind == Kind::Text && is_private(c) && !told.contains(&c) {
                told.push(c);
                let message = format!("U+{:04X} is a character of private use", u32::from(c));
                let help = "e-book readers do not show it, and nothing that reads aloud knows what it is";
                sink.push(Diagnostic::new(Code::PrivateUse, run.span, message).help(help));
            }
            let level = levels.as_ref().map_or(0, |levels| levels[at].number());
            let script = script(c);
            let range = at..at + c.len_utf8();
            match segments.last_mut() {
                Some(last) if last.run == index && last.joins(face, script, level, kind) => {
                    last.range.end = range.end;
                    last.script = specific(last.script, script);
                }
                _ => segments.push(Segment { range, run: index, face, script, level, kind }),
            }
        }
    }
    segments
}

impl Segment {
    /// Whether a character goes on in this segment.
    fn joins(&self, face: FaceId, script: Script, level: u8, kind: Kind) -> bool {
        let fits = self.script == script || is_general(self.script) || is_general(script);
        kind == Kind::Text && self.kind == Kind::Text && self.face == face && self.level == level && fits
    }
}

/// Bidi levels by byte, when anything runs from right to left (Unicode Annex 9).
fn levels(collected: &Collected) -> Option<Vec<Level>> {
    let rtl_style = collected.styles.first().is_some_and(|style| style.lang.is_rtl());
    // Everything before Hebrew runs from left to right.
    if !rtl_style && collected.text.chars().all(|c| c < '\u{590}' || ('\u{2000}'..'\u{FB1D}').contains(&c)) {
        return None;
    }
    let default = if rtl_style { Level::rtl() } else { Level::ltr() };
    Some(BidiInfo::new(&collected.text, Some(default)).levels)
}

/// The face of a style.
pub(super) fn face(style: &TextStyle, design: &Design, fonts: &Library) -> FaceId {
    fonts
        .find(design.family(style.family), style.bold, style.italic)
        .or_else(|| fonts.find("Libertinus Serif", style.bold, style.italic))
        .expect("the bundled faces are always there")
}

/// The face that sets a character: the style's own, else the one before it (so that a word is not
/// patched from several), else any that has it.
fn choose(c: char, base: FaceId, before: Option<&Segment>, fonts: &Library) -> (FaceId, Kind) {
    let has = |face: FaceId| fonts.face(face).glyph(c).is_some();
    match c {
        OBJECT => return (base, Kind::Object),
        LINE_END => return (base, Kind::Nothing),
        // Combining marks stay with the face of their letter.
        _ if is_mark(c) => {
            if let Some(before) = before.filter(|segment| has(segment.face)) {
                return (before.face, Kind::Text);
            }
        }
        _ => {}
    }
    if has(base) {
        return (base, Kind::Text);
    }
    if let Some(width) = blank_width(c) {
        return (base, Kind::Blank(width));
    }
    // Joiners and selectors say something to the shaper and are not seen.
    if matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    {
        return (before.map_or(base, |segment| segment.face), Kind::Text);
    }
    match before.map(|segment| segment.face).filter(|face| has(*face)).or_else(|| fonts.fallback(c, base)) {
        Some(face) => (face, Kind::Text),
        None => (base, Kind::Nothing),
    }
}

/// The script of a character; nearly all characters of most books are answered here.
fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\0'..='\x7F' => Script::Common,
        c => c.script(),
    }
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && c.script() == Script::Inherited
}

fn is_general(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

fn specific(known: Script, new: Script) -> Script {
    if is_general(known) { new } else { known }
}

/// Fixed blanks in thousandths of an em (The Unicode Standard, table 6-2).
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

/// All that itemizing needs of a shop.
pub(super) fn in_shop(collected: &Collected, shop: Shop<'_>, sink: &mut Vec<Diagnostic>) -> Vec<Segment> {
    itemize(collected, shop.design, shop.fonts, sink)
}
