//! Spaces and punctuation among the words of a script that the text family lacks: they are set in the face of the words,
//! as they are drawn to go with them, and so that a line is one run and not one for each word.

use unicode_script::Script;

use super::segment::{Segment, SegmentKind};
use crate::fonts::{FaceId, Library, script};

/// Sets spaces and punctuation in the face of the words around them, and joins what has one face then.
///
/// This does not apply to Chinese, Japanese and Korean, in which Latin punctuation is that of the text family.
pub(super) fn adopt(text: &str, segments: &mut Vec<Segment>, fonts: &Library) {
    let takes = |segment: &Segment| has_neutrals(segment.script);
    if !segments.iter().any(takes) {
        return;
    }
    let faces: Vec<Option<FaceId>> =
        (0..segments.len()).map(|index| face_around(text, segments, index, fonts)).collect();
    for (segment, face) in segments.iter_mut().zip(faces) {
        segment.face = face.unwrap_or(segment.face);
    }
    segments.dedup_by(|next, last| {
        let joins = next.run == last.run && last.joins(next.face, next.script, next.level, next.kind);
        if joins {
            last.range.end = next.range.end;
            last.script = if is_neutral(last.script) { next.script } else { last.script };
        }
        joins
    });
}

/// Returns the face that a segment of only spaces and punctuation takes from the words at both sides, or at one side if
/// the text begins or ends at the other. Returns `None` if it keeps its own.
fn face_around(text: &str, segments: &[Segment], index: usize, fonts: &Library) -> Option<FaceId> {
    let segment = &segments[index];
    let content = &text[segment.range.clone()];
    if segment.kind != SegmentKind::Text || content.contains(|c: char| !may_adopt(c)) {
        return None;
    }
    let beside = |other: Option<&Segment>| {
        other.map(|other| {
            let takes = other.kind == SegmentKind::Text && has_neutrals(other.script);
            (takes && other.level == segment.level).then_some(other.face)
        })
    };
    let before = beside(index.checked_sub(1).and_then(|before| segments.get(before)));
    let after = beside(segments.get(index + 1));
    let face = match (before, after) {
        (Some(before), Some(after)) => before.filter(|_| before == after)?,
        (Some(only), None) | (None, Some(only)) => only?,
        (None, None) => return None,
    };
    content.chars().all(|c| fonts.face(face).glyph(c).is_some()).then_some(face)
}

/// Returns whether a character belongs to the words around it: not a digit, which is that of the text family, nor a
/// letter.
fn may_adopt(c: char) -> bool {
    is_neutral(script(c)) && !c.is_alphanumeric()
}

fn is_neutral(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited)
}

/// Returns whether a script has spaces and punctuation of its own face.
fn has_neutrals(script: Script) -> bool {
    !is_neutral(script)
        && !matches!(
            script,
            Script::Latin
                | Script::Greek
                | Script::Cyrillic
                | Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
                | Script::Hangul
                | Script::Unknown
        )
}

#[cfg(test)]
mod tests {
    use super::super::itemize::itemize;
    use super::super::text::plain;
    use super::*;
    use crate::design::{Design, ParRole};
    use crate::lang::LangTag;

    /// Returns the parts of a text by face.
    fn parts(text: &str, lang: &str) -> Vec<String> {
        let fonts = Library::bundled();
        let design = Design::bundled(&LangTag::parse(lang).expect("a tag"));
        let collected = plain(text, &design.style(ParRole::Body).text, None);
        let segments = itemize(&collected, &design, &fonts).value;
        segments.into_iter().map(|segment| collected.text[segment.range].to_owned()).collect()
    }

    #[test]
    fn words_of_another_face_keep_their_spaces_and_marks() {
        assert_eq!(parts("“בית, הדפוס.”", "he").len(), 1);
        assert_eq!(parts("בית 12 הדפוס", "he"), ["בית ", "12", " הדפוס"]);
        assert_eq!(parts("Say שלום, world", "en"), ["Say ", "שלום", ", world"]);
        assert_eq!(parts("Say (שלום עולם) to", "en"), ["Say (", "שלום עולם", ") to"]);
        // Latin punctuation in Korean is that of the text family.
        assert_eq!(parts("한국, 서울", "ko").len(), 3);
    }
}
