//! The faces that were found for characters so far: texts in other scripts than Latin ask for the same few characters again and
//! again, and each answer takes several look-ups in fonts.

use crate::fonts::{FaceId, Library};
use crate::lang::LangTag;

/// The number of characters that are kept: those whose code points have the same remainder take the place of one another.
const SLOTS: usize = 256;

/// The answers for text of one face and one language.
pub(super) struct KnownFaces<'a> {
    fonts: &'a Library,
    base: FaceId,
    lang: &'a LangTag,
    slots: Vec<Option<Known>>,
}

/// What is known of a character.
#[derive(Clone, Copy)]
struct Known {
    character: char,
    /// Whether the face of the text has it.
    in_base: bool,
    /// The face that has it instead, if one has and [`Self::is_asked`].
    fallback: Option<FaceId>,
    /// Whether a fallback was searched for.
    is_asked: bool,
}

impl<'a> KnownFaces<'a> {
    /// Returns no answers, for text of the face `base`.
    pub(super) fn new(fonts: &'a Library, base: FaceId, lang: &'a LangTag) -> Self {
        Self { fonts, base, lang, slots: Vec::new() }
    }

    /// Goes on with text of another face and language.
    pub(super) fn go_on(&mut self, base: FaceId, lang: &'a LangTag) {
        if self.base != base || self.lang != lang {
            (self.base, self.lang) = (base, lang);
            self.slots.clear();
        }
    }

    /// Returns the faces of the book.
    pub(super) fn fonts(&self) -> &'a Library {
        self.fonts
    }

    /// Returns the face of the text.
    pub(super) fn base(&self) -> FaceId {
        self.base
    }

    /// Returns the language of the text.
    pub(super) fn lang(&self) -> &'a LangTag {
        self.lang
    }

    /// Returns whether the face of the text has a character.
    pub(super) fn has(&mut self, character: char) -> bool {
        // A face answers for these by itself.
        if character.is_ascii() {
            return self.fonts.face(self.base).glyph(character).is_some();
        }
        self.known(character).in_base
    }

    /// Returns what [`Library::fallback`] does for a character.
    pub(super) fn fallback(&mut self, character: char) -> Option<FaceId> {
        let (fonts, base, lang) = (self.fonts, self.base, self.lang);
        let known = self.known(character);
        if !known.is_asked {
            known.fallback = fonts.fallback(character, base, lang);
            known.is_asked = true;
        }
        known.fallback
    }

    fn known(&mut self, character: char) -> &mut Known {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, None);
        }
        let (fonts, base) = (self.fonts, self.base);
        let slot = &mut self.slots[character as usize % SLOTS];
        if slot.is_some_and(|known| known.character != character) {
            *slot = None;
        }
        slot.get_or_insert_with(|| {
            let in_base = fonts.face(base).glyph(character).is_some();
            Known { character, in_base, fallback: None, is_asked: false }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn answers_are_those_of_the_fonts(
            characters in proptest::collection::vec(proptest::char::any(), 1..200),
            switch in 0..200usize,
        ) {
            let fonts = Library::bundled();
            let langs = [LangTag::english(), LangTag::parse("ja").expect("a tag")];
            let mut known = KnownFaces::new(&fonts, FaceId(0), &langs[0]);
            for (index, c) in characters.iter().copied().enumerate() {
                let base = FaceId(u16::from(index >= switch));
                let lang = &langs[usize::from(index >= switch)];
                known.go_on(base, lang);
                // A character whose slot is taken, and one that is known.
                for c in [c, 'б', 'ж', c] {
                    proptest::prop_assert_eq!(known.has(c), fonts.face(base).glyph(c).is_some());
                    proptest::prop_assert_eq!(known.fallback(c), fonts.fallback(c, base, lang));
                }
            }
        }
    }
}
