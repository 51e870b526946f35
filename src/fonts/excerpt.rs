//! Makes the font file of a face for an e-book: a subset for the characters that are shown, with their
//! layout features. Only this file uses skera. Entry point: [`Face::excerpt`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::{NameId, Tag};
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider};

use super::embedding::Embedding;
use super::face::Face;
use super::tables::FontTables;
use super::{cff, collection};

/// Features that the stylesheet of an e-book uses, besides those that are on by default.
const FEATURES: [&[u8; 4]; 8] = [b"smcp", b"c2sc", b"onum", b"lnum", b"pnum", b"tnum", b"sups", b"subs"];
/// Tables that are dropped: a signature, which a changed file invalidates, and FontForge's time stamp.
const DROPPED: [&[u8; 4]; 2] = [b"DSIG", b"FFTM"];
/// Name ids that are kept: the face, its maker, its licence (OpenType 1.9.1, `name`).
const NAMES: std::ops::RangeInclusive<u16> = 0..=22;
const ENGLISH: u16 = 0x409;
/// Characters whose mirror image is shown in text from right to left.
const BRACKETS: &str = "()[]{}<>«»‹›";

impl Face {
    /// Returns the file of the face for text of these characters: a subset if the licence allows one,
    /// else the whole file. The subset shows the characters exactly as the whole file does.
    pub fn excerpt(&self, characters: &BTreeSet<char>) -> Cow<'_, [u8]> {
        let whole = self.whole();
        let cut = if self.embedding == Embedding::Parts { cut(&whole, characters) } else { None };
        cut.map_or(whole, Cow::Owned)
    }

    /// Returns the whole file of the face, alone if it is one of a collection.
    pub fn whole(&self) -> Cow<'_, [u8]> {
        collection::single(&self.data, self.index)
    }
}

/// Returns a subset for characters, or `None` if the font is too broken for one. Glyphs keep their
/// indices, so that tables which are copied unread stay valid.
fn cut(data: &[u8], characters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = FontRef::new(data).ok()?;
    // In text from right to left, a bracket is shown by the glyph of its mirror image.
    let characters: IntSet<u32> = characters.iter().copied().chain(BRACKETS.chars()).map(u32::from).collect();
    // skera panics on a character map that leads to glyphs which do not exist.
    let glyphs = u32::from(font.maxp().ok()?.num_glyphs());
    let mut shown = font.charmap().mappings().filter(|(character, _)| characters.contains(*character));
    if shown.any(|(_, glyph)| glyph.to_u32() >= glyphs) {
        return None;
    }
    // Keeping the last glyph keeps the number of glyphs, on which copied tables rely.
    let last = std::iter::once(GlyphId::new(glyphs.checked_sub(1)?)).collect();
    let tags = |tags: &[&[u8; 4]]| tags.iter().map(|tag| Tag::new(tag)).collect::<IntSet<Tag>>();
    let mut features = tags(&FEATURES);
    features.extend(DEFAULT_LAYOUT_FEATURES.iter().copied());
    let mut names = IntSet::empty();
    names.insert_range(NameId::from(*NAMES.start())..=NameId::from(*NAMES.end()));
    let plan = Plan::new(
        &last,
        &characters,
        &font,
        SubsetFlags::SUBSET_FLAGS_RETAIN_GIDS
            | SubsetFlags::SUBSET_FLAGS_NO_BIDI_CLOSURE
            | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE
            | SubsetFlags::SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED,
        &tags(&DROPPED),
        &IntSet::all(),
        &features,
        &names,
        &std::iter::once(ENGLISH).collect(),
    );
    // skera copies CFF outlines unchanged, so those of dropped glyphs are emptied beforehand.
    let kept: BTreeSet<u32> = plan.old_to_new_glyph_mapping().map(|(old, _)| old.to_u32()).collect();
    let mut data = Cow::Borrowed(data);
    if let Some(table) = FontTables::of(&data, 0).ok()?.find(*b"CFF ") {
        cff::empty(&mut data.to_mut()[table], |glyph| kept.contains(&glyph))?;
    }
    subset_font(&FontRef::new(&data).ok()?, &plan).ok()
}

#[cfg(test)]
mod tests {
    use super::super::data::FontData;
    use super::*;
    use crate::fonts::Library;

    fn characters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn a_cut_face_shows_its_characters_and_no_others() {
        let library = Library::bundled();
        let text = "Fjord — ‘office’, ΰ 한글";
        // A character that is dropped, and the maximum number of bytes left, not counting zeros.
        for (family, other, most) in [
            ("Libertinus Serif", 'Ж', 100_000),
            ("DejaVu Sans Mono", 'Ж', 20_000),
            ("Noto Serif CJK KR", '가', 650_000),
        ] {
            let face = library.face(library.find(family, false, false).expect("bundled"));
            let file = face.excerpt(&characters(text));
            let cut = Face::read(FontData::Own((*file).into()), 0).expect("a good font");
            assert_eq!(cut.postscript_name, face.postscript_name);
            let ink = |face: &Face, glyph| face.ink(glyph, -500..=1500);
            for character in text.chars() {
                assert_eq!(cut.glyph(character), face.glyph(character), "{family}: {character}");
                if let Some(glyph) = cut.glyph(character) {
                    assert_eq!(ink(&cut, glyph), ink(face, glyph), "{family}: {character}");
                    assert_eq!(cut.advance(glyph), face.advance(glyph));
                }
            }
            assert_eq!(cut.glyph(other), None, "{family}");
            let glyph = face.glyph(other).expect("a letter");
            assert!(ink(face, glyph).is_some() && ink(&cut, glyph).is_none(), "{family}");
            let left = file.iter().filter(|byte| **byte != 0).count();
            assert!(left < most, "{family}: {left} bytes");
        }
    }

    #[test]
    fn a_broken_face_is_subset_or_included_whole() {
        let library = Library::bundled();
        let letters = characters("abcdefghijklmnopqrstuvwxyzéŐß—’");
        for family in ["Libertinus Serif", "DejaVu Sans Mono"] {
            let whole = &library.face(library.find(family, false, false).expect("bundled")).data;
            // Numbers after Marsaglia, "Xorshift RNGs" (2003).
            let mut number = 1851_u64;
            let mut next = |below: usize| {
                number ^= number << 13;
                number ^= number >> 7;
                number ^= number << 17;
                usize::try_from(number).unwrap_or(0) % below
            };
            for _ in 0..200 {
                let mut broken = whole.to_vec();
                for _ in 0..4 {
                    let at = if next(2) == 0 { next(400) } else { next(broken.len()) };
                    broken[at] = u8::try_from(next(256)).unwrap_or(0);
                }
                if let Ok(face) = Face::read(FontData::Own(broken.into()), 0) {
                    let _ = face.excerpt(&letters);
                }
            }
        }
    }

    #[test]
    fn a_face_with_a_reserved_name_is_included_whole() {
        let library = Library::bundled();
        for (family, embedding) in [
            ("Source Sans 3", Embedding::Whole),
            ("Source Code Pro", Embedding::Whole),
            ("Libertinus Serif", Embedding::Parts),
        ] {
            let face = library.face(library.find(family, false, false).expect("bundled"));
            assert_eq!(face.embedding, embedding, "{family}");
            let file = face.excerpt(&characters("abc"));
            assert_eq!(matches!(file, Cow::Borrowed(_)), embedding == Embedding::Whole, "{family}");
        }
    }
}
