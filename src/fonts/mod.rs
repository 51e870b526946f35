//! The faces: the author's own and the bundled ones, and which of them has a character.

mod bundle;
mod cff;
mod collection;
mod excerpt;
mod face;
mod lack;
mod outline;

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Outcome, Span};
pub(crate) use face::PlanKey;
pub use face::{Data, Embedding, Face};
pub(crate) use lack::gather as gather_lacks;
pub use outline::Ink;

/// A face by its place in the [`Library`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// A font file of the author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FontFile {
    /// The path relative to the project's root, for messages.
    pub path: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Which font of a collection, by its number or family; `None` takes all.
    pub member: Option<String>,
    /// Where `book.yaml` names it.
    pub span: Option<Span>,
}

/// All faces that a book may be set in: the author's first, then the bundled ones.
#[derive(Debug)]
pub struct Library {
    faces: Vec<Face>,
    /// The first face with emoji.
    emoji: Option<FaceId>,
}

/// A character that every face of emoji has.
const AN_EMOJI: char = '😀';

impl Library {
    /// The bundled faces alone.
    pub fn bundled() -> Self {
        Self::new(&[]).value
    }

    /// The bundled faces and the author's, which go before them where a family has the same name.
    pub fn new(own: &[FontFile]) -> Outcome<Self> {
        let mut faces = Vec::new();
        let mut diagnostics = Vec::new();
        for file in own {
            match collection::members(&file.bytes, file.member.as_deref()) {
                Ok(members) => {
                    for mut face in members {
                        if face.embedding == Embedding::Forbidden {
                            let message = format!("font `{}` says that it may not be embedded", file.path);
                            let help = "every page needs it in the PDF, and no e-book has it inside; ask its maker for a licence that allows this";
                            let diagnostic = Diagnostic::new(Code::FontNotEmbeddable, file.span, message);
                            diagnostics.push(diagnostic.help(help));
                        }
                        face.file = Some((file.path.clone(), file.span));
                        faces.push(face);
                    }
                }
                Err(reason) => {
                    let message = format!("font `{}` cannot be used: {reason}", file.path);
                    diagnostics.push(
                        Diagnostic::new(Code::BrokenFont, file.span, message)
                            .help("put a sound TrueType or OpenType file in its place"),
                    );
                }
            }
        }
        faces.extend(bundle::faces());
        let mut library = Self { faces, emoji: None };
        let emoji = library.faces().find(|(_, face)| face.glyph(AN_EMOJI).is_some()).map(|(id, _)| id);
        library.emoji = emoji;
        Outcome::new(library, diagnostics)
    }

    /// Whether there is no face at all: the program has none inside, and the author named none.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Returns the face in which text is set if its family is not there, an error by then: one of
    /// Libertinus Serif, else any.
    pub fn substitute(&self, bold: bool, italic: bool) -> Option<FaceId> {
        let any = || self.faces().next().map(|(id, _)| id);
        self.find("Libertinus Serif", bold, italic).or_else(any)
    }

    /// The face that sets emoji.
    pub fn emoji(&self) -> Option<FaceId> {
        self.emoji
    }

    /// The face of an id that this library gave out.
    ///
    /// # Panics
    /// When the id comes from elsewhere.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0 as usize]
    }

    /// Every face with its id.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(i, face)| (FaceId(u16::try_from(i).unwrap_or(u16::MAX)), face))
    }

    /// The names of all families, each once, in order.
    pub fn families(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.faces.iter().map(|face| face.family.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The face of a family in a style, or the nearest that the family has: a slant counts for more
    /// than a weight. `None` for a family that is not here.
    pub fn find(&self, family: &str, bold: bool, italic: bool) -> Option<FaceId> {
        let of_family = self.faces().filter(|(_, face)| face.family.eq_ignore_ascii_case(family));
        of_family
            .min_by_key(|(_, face)| {
                (face.italic != italic, face.bold != bold, face.metrics.weight.abs_diff(400))
            })
            .map(|(id, _)| id)
    }

    /// A face that has a character which `like` lacks: in the same style if possible, the author's
    /// own before bundled ones, proportional ones before monospaced unless `like` is monospaced, that of
    /// emoji last.
    pub fn fallback(&self, character: char, like: FaceId) -> Option<FaceId> {
        self.fallback_among(character, like, |_| true)
    }

    /// The same of those faces alone that `may` allows.
    pub fn fallback_among(
        &self,
        character: char,
        like: FaceId,
        may: impl Fn(&Face) -> bool,
    ) -> Option<FaceId> {
        let wanted = self.face(like);
        self.faces()
            .filter(|(_, face)| may(face) && face.glyph(character).is_some())
            .min_by_key(|(id, face)| {
                let mono = face.metrics.monospace != wanted.metrics.monospace;
                (Some(*id) == self.emoji, mono, face.italic != wanted.italic, face.bold != wanted.bold)
            })
            .map(|(id, _)| id)
    }

    /// The font files that text in a drawing may be set in, each once with its faces.
    pub fn files(&self) -> Vec<(Data, Vec<(u32, FaceId)>)> {
        let mut files: Vec<(Data, Vec<(u32, FaceId)>)> = Vec::new();
        for (id, face) in self.faces() {
            match files.iter_mut().find(|(data, _)| data.as_ptr() == face.data.as_ptr()) {
                Some((_, faces)) => faces.push((face.index, id)),
                None => files.push((face.data.clone(), vec![(face.index, id)])),
            }
        }
        files
    }
}

/// Whether a character is for private use: its meaning is between the author and the font.
pub fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
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
                "DejaVu Sans Mono",
                "Libertinus Serif",
                "Noto Emoji",
                "Noto Serif CJK KR",
                "Source Code Pro",
                "Source Sans 3"
            ]
        );
        for (family, styles) in [("Libertinus Serif", 4), ("Source Sans 3", 4), ("Source Code Pro", 4)] {
            let ids: std::collections::BTreeSet<_> =
                [(false, false), (true, false), (false, true), (true, true)]
                    .into_iter()
                    .filter_map(|(bold, italic)| library.find(family, bold, italic))
                    .collect();
            assert_eq!(ids.len(), styles, "{family}");
        }
        assert_eq!(library.find("Comic Sans", false, false), None);
    }

    #[test]
    fn a_missing_style_gives_the_nearest_face() {
        let library = Library::bundled();
        let only = library.find("Noto Serif CJK KR", false, false);
        assert_eq!(library.find("noto serif cjk kr", true, true), only);
    }

    #[test]
    fn hangul_hebrew_and_symbols_are_found_somewhere() {
        let library = Library::bundled();
        let text = library.find("Libertinus Serif", false, true).expect("bundled");
        let name = |c| library.fallback(c, text).map(|id| library.face(id).postscript_name.as_str());
        assert_eq!(name('김'), Some("NotoSerifCJKkr-Regular"));
        assert!(name('ח').is_some_and(|name| name.starts_with("Libertinus")));
        assert_eq!(name('\u{E123}'), None);
        assert!(name('☐').is_some());
    }

    #[test]
    fn a_broken_font_is_named() {
        let file = FontFile {
            path: "fonts/x.otf".into(),
            bytes: Arc::from(&b"nothing"[..]),
            member: None,
            span: None,
        };
        let outcome = Library::new(&[file]);
        assert!(outcome.diagnostics[0].message.contains("fonts/x.otf"));
        assert!(outcome.has_errors());
        assert!(!outcome.value.families().is_empty());
    }
}
