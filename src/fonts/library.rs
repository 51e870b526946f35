//! The faces of a book, and the choice among them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::choice::{Chosen, NamedFamily, Styles};
use super::data::FontData;
use super::embedding::Embedding;
use super::face::{Face, FaceSource};
use super::forms::{HanForm, MISFIT, is_letter};
use super::writing::Writing;
use super::{bundle, collection};
use crate::diag::{Code, Diagnostic, Outcome, Span};
use crate::lang::LangTag;

/// The index of a face in the [`Library`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// A font file of the author, read but not parsed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FontFile {
    /// The path relative to the project's root, as in `book.yaml`.
    pub path: String,
    /// The content of the file.
    pub bytes: Arc<[u8]>,
    /// The fonts of a collection that are selected, by index or family; `None` means all.
    pub member: Option<String>,
    /// The place in `book.yaml` that names it.
    pub span: Option<Span>,
}

/// The faces of a book: the author's first, then the bundled ones, then those of the machine.
#[derive(Clone, Debug)]
pub struct Library {
    faces: Vec<Arc<Face>>,
    /// The first face that has emoji.
    emoji: Option<FaceId>,
    /// The regional form of East Asian characters in text of other languages.
    pub(super) form: Option<HanForm>,
    /// The families chosen for what the book needs.
    pub(super) chosen: Arc<Chosen>,
    /// For each face, the nearest of its family in each style, found when first asked for.
    pub(super) styles: OnceLock<Vec<Styles>>,
}

/// A character that every emoji face has.
const AN_EMOJI: char = '😀';

impl Library {
    /// Returns a library of only the bundled faces.
    pub fn bundled() -> Self {
        Self::new(&[], None).value
    }

    /// Returns a library of the author's faces and the bundled ones; the author's come first, even if a
    /// family has the same name. Fonts that cannot be used are reported and left out. `form` is the regional form
    /// of East Asian characters in text of other languages.
    pub fn new(own: &[FontFile], form: Option<HanForm>) -> Outcome<Self> {
        let mut faces = Vec::new();
        let mut diagnostics = Vec::new();
        for file in own {
            match collection::members(&file.bytes, file.member.as_deref()) {
                Ok(members) => {
                    for mut face in members {
                        if face.embedding == Embedding::Forbidden {
                            let message =
                                format!("font `{}` may not be embedded, as it states itself", file.path);
                            let help = "the PDF has to embed it, and the e-book leaves it out; ask its maker for a licence that allows embedding";
                            let diagnostic = Diagnostic::new(Code::FontNotEmbeddable, file.span, message);
                            diagnostics.push(diagnostic.help(help));
                        }
                        face.source = FaceSource::Own { path: file.path.clone(), span: file.span };
                        faces.push(Arc::new(face));
                    }
                }
                Err(reason) => {
                    let message = format!("font `{}` cannot be used: {reason}", file.path);
                    diagnostics.push(
                        Diagnostic::new(Code::BrokenFont, file.span, message)
                            .help("replace it with a valid TrueType or OpenType file"),
                    );
                }
            }
        }
        faces.extend(bundle::faces().map(Arc::new));
        let mut library = Self { faces, emoji: None, form, chosen: Arc::default(), styles: OnceLock::new() };
        let emoji = library.faces().find(|(_, face)| face.glyph(AN_EMOJI).is_some()).map(|(id, _)| id);
        library.emoji = emoji;
        Outcome::new(library, diagnostics)
    }

    /// Returns the emoji face, or `None` if there is none.
    pub fn emoji(&self) -> Option<FaceId> {
        self.emoji
    }

    /// Returns the face of an id that this library gave out.
    ///
    /// # Panics
    /// Panics if the id comes from elsewhere.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0 as usize]
    }

    /// Returns every face with its id.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(at, face)| (face_id(at), &**face))
    }

    /// Adds a face, unless it is there, and returns its id.
    pub(super) fn add(&mut self, face: Arc<Face>) -> FaceId {
        let known = self.faces.iter().position(|known| Arc::ptr_eq(known, &face));
        face_id(known.unwrap_or_else(|| {
            self.faces.push(face);
            self.styles = OnceLock::new();
            self.faces.len() - 1
        }))
    }

    /// Returns what decides, beside the faces, which of them sets a character.
    pub fn choice(&self) -> impl std::hash::Hash + '_ {
        (self.form, &self.chosen)
    }

    /// Returns the faces that may set text of a book whose designs name some families: the author's, those of the
    /// machine, and of the bundled ones those of these families and of families that were chosen for a script.
    pub fn setting(&self, families: &[NamedFamily]) -> impl Iterator<Item = &Face> {
        let chosen: BTreeSet<&str> =
            self.chosen.values().flatten().map(|id| self.face(*id).family.as_str()).collect();
        self.faces.iter().map(|face| &**face).filter(move |face| {
            let is_named = families.iter().any(|family| family.name.eq_ignore_ascii_case(&face.family));
            face.source != FaceSource::Bundled || is_named || chosen.contains(face.family.as_str())
        })
    }

    /// Returns the files of the machine that faces were read from, by name, with the SHA-256 of each.
    pub fn system_files(&self) -> BTreeMap<&str, &[u8; 32]> {
        self.faces.iter().filter_map(|face| face.source.of_machine()).collect()
    }

    /// Returns the names of all families, each once, sorted.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.faces.iter().map(|face| face.family.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Returns whether there are no faces: none are bundled, and the author named none.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Returns the face for text whose family is missing, which has been reported as an error: one of
    /// Libertinus Serif, else any.
    pub fn substitute(&self, bold: bool, italic: bool) -> Option<FaceId> {
        let any = || self.faces().next().map(|(id, _)| id);
        self.find("Libertinus Serif", bold, italic).or_else(any)
    }

    /// Returns the face of a family in a style, or the nearest that the family has: the slant counts more
    /// than the weight.
    ///
    /// Returns `None` if there is no such family.
    pub fn find(&self, family: &str, bold: bool, italic: bool) -> Option<FaceId> {
        let of_family = self.faces().filter(|(_, face)| face.family.eq_ignore_ascii_case(family));
        of_family
            .min_by_key(|(_, face)| {
                (face.italic != italic, face.bold != bold, face.metrics.weight.abs_diff(400))
            })
            .map(|(id, _)| id)
    }

    /// Returns a face for a character that `like` lacks, in text of a language: one for the language, in the
    /// same style if possible, the author's before bundled ones, proportional before monospaced ones unless
    /// `like` is monospaced, the face for emoji last.
    ///
    /// Returns `None` if no face has the character.
    pub fn fallback(&self, character: char, like: FaceId, lang: &LangTag) -> Option<FaceId> {
        self.fallback_among(character, like, lang, |_| true)
    }

    /// Like [`Self::fallback`], among the faces that `may` allows.
    pub fn fallback_among(
        &self,
        character: char,
        like: FaceId,
        lang: &LangTag,
        may: impl Fn(&Face) -> bool,
    ) -> Option<FaceId> {
        let wanted = self.face(like);
        let form = HanForm::of(character, lang, self.form);
        let misfit = |face: &Face| form.map_or(0, |form| form.misfit(face.form));
        // Only the author may set letters in a face for another region.
        let is_wrong = |face: &Face| misfit(face) == MISFIT && !face.source.is_own() && is_letter(character);
        let writing = Writing::of(character, lang, self.form);
        let chosen = self.chosen(character, like, writing).filter(|id| may(self.face(*id)));
        if writing != Writing::Symbols && chosen.is_some() {
            return chosen;
        }
        self.faces()
            .filter(|(_, face)| may(face) && face.glyph(character).is_some() && !is_wrong(face))
            .min_by_key(|(id, face)| {
                let mono = face.metrics.monospace != wanted.metrics.monospace;
                let (italic, bold) = (face.italic != wanted.italic, face.bold != wanted.bold);
                let of_machine = face.source.of_machine().is_some();
                (Some(*id) == self.emoji, misfit(face), of_machine, mono, italic, bold)
            })
            .map(|(id, _)| id)
    }

    /// Returns the font files for text in drawings, each once with its faces: the index in the file,
    /// and the id.
    pub fn files(&self) -> Vec<(FontData, Vec<(u32, FaceId)>)> {
        let mut files: Vec<(FontData, Vec<(u32, FaceId)>)> = Vec::new();
        for (id, face) in self.faces() {
            match files.iter_mut().find(|(data, _)| data.as_ptr() == face.data.as_ptr()) {
                Some((_, faces)) => faces.push((face.index, id)),
                None => files.push((face.data.clone(), vec![(face.index, id)])),
            }
        }
        files
    }
}

fn face_id(at: usize) -> FaceId {
    FaceId(u16::try_from(at).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundle_has_the_families_of_the_themes() {
        let library = Library::bundled();
        assert_eq!(
            library.families(),
            [
                "Atkinson Hyperlegible Next",
                "Cochineal",
                "Cormorant Garamond",
                "DejaVu Sans Mono",
                "EB Garamond",
                "Libertinus Math",
                "Libertinus Serif",
                "Literata",
                "Noto Emoji",
                "Noto Serif CJK KR",
                "Pressmark Math Symbols",
                "Source Code Pro",
                "Source Sans 3"
            ]
        );
        let text = ["Cochineal", "Cormorant Garamond", "EB Garamond", "Libertinus Serif", "Literata"];
        let others = ["Atkinson Hyperlegible Next", "Source Code Pro", "Source Sans 3"];
        for family in text.iter().chain(&others) {
            let ids: BTreeSet<_> = [(false, false), (true, false), (false, true), (true, true)]
                .into_iter()
                .filter_map(|(bold, italic)| library.find(family, bold, italic))
                .collect();
            assert_eq!(ids.len(), 4, "{family}");
        }
        assert_eq!(library.find("Comic Sans", false, false), None);
        // Cormorant has none in its italics, the others have them in all four.
        let with_small_caps = |italic: bool| {
            let of_text = library.faces().filter(|(_, face)| text.contains(&face.family.as_str()));
            of_text.filter(|(_, face)| face.italic == italic && face.small_caps).count()
        };
        assert_eq!((with_small_caps(false), with_small_caps(true)), (10, 8));
    }

    #[test]
    fn a_bundled_subset_has_no_reserved_name() {
        let library = Library::bundled();
        let whole = ["Libertinus Serif", "Source Code Pro", "Source Sans 3"];
        for (_, face) in library.faces().filter(|(_, face)| face.embedding != Embedding::Parts) {
            assert!(whole.contains(&face.family.as_str()), "{}", face.postscript_name);
        }
    }

    #[test]
    fn a_missing_style_is_replaced_by_the_nearest_face() {
        let library = Library::bundled();
        let only = library.find("Noto Serif CJK KR", false, false);
        assert_eq!(library.find("noto serif cjk kr", true, true), only);
    }

    #[test]
    fn hangul_hebrew_and_symbols_are_found_somewhere() {
        let library = Library::bundled();
        let text = library.find("Libertinus Serif", false, true).expect("bundled");
        let english = LangTag::english();
        let name =
            |c| library.fallback(c, text, &english).map(|id| library.face(id).postscript_name.as_str());
        assert_eq!(name('김'), Some("NotoSerifCJKkr-Regular"));
        assert!(name('ח').is_some_and(|name| name.starts_with("Libertinus")));
        assert_eq!(name('\u{E123}'), None);
        assert!(name('☐').is_some());
    }

    #[test]
    fn the_korean_face_sets_no_letters_of_other_languages() {
        let library = Library::bundled();
        let text = library.find("Libertinus Serif", false, false).expect("bundled");
        let has = |c, tag| library.fallback(c, text, &LangTag::parse(tag).expect("a good tag")).is_some();
        let marks = ['、', '「', 'Ａ'];
        for lang in ["ko", "ja", "zh-TW", "en"] {
            assert!(has('한', lang), "{lang}");
            assert!(marks.iter().all(|c| has(*c, lang)), "{lang}");
        }
        // It has the letters of no other script; its full-width Latin has no form.
        let face = library.face(library.find("Noto Serif CJK KR", false, false).expect("bundled"));
        assert_eq!(face.form, Some(HanForm::Korean));
    }

    #[test]
    fn a_broken_font_is_named() {
        let file = FontFile {
            path: "fonts/x.otf".into(),
            bytes: Arc::from(&b"nothing"[..]),
            member: None,
            span: None,
        };
        let outcome = Library::new(&[file], None);
        assert!(outcome.diagnostics[0].message.contains("fonts/x.otf"));
        assert!(outcome.has_errors());
        assert!(!outcome.value.families().is_empty());
    }
}
