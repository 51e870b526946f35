//! The glyphs that a book uses, and its faces subset to them. Only this file uses `subsetter`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::assets::{AssetId, DrawnGlyph, Picture, PictureKind};
use crate::diag::{Code, Diagnostic, Outcome};
use crate::error::Error;
use crate::fonts::{Face, FaceId, FaceSource, Library};
use crate::layout::{GlyphRun, Page, Pages, PlacedKind};

use super::clusters::{Cluster, Clusters};
use super::used_glyph::{UsedGlyph, packed};
use super::variants::{SILENT, Variants, may_vary, texts_of};

#[cfg(test)]
use crate::{lang::LangTag, layout::Glyph, units::Colour, units::Length};

/// The number of pages that are searched as one task.
const STRETCH: usize = 64;

/// Every face that a book uses, with its glyphs.
#[derive(Debug, Default)]
pub(super) struct UsedFaces {
    /// The faces in the order of first use.
    pub(super) faces: Vec<UsedFace>,
    by_face: BTreeMap<FaceId, usize>,
}

/// A face and its used glyphs, renumbered in the order of first use.
#[derive(Debug)]
pub(super) struct UsedFace {
    pub(super) face: FaceId,
    /// The name of the resource: `F1`.
    pub(super) name: String,
    /// The number of font units in an em.
    pub(super) units_per_em: i64,
    /// The new numbers by old ones; 0 for unused glyphs.
    new: Vec<u16>,
    remapper: GlyphRemapper,
    /// The text that each new number maps to: the text of the first cluster that is only this glyph.
    texts: Vec<Option<String>>,
    /// Further numbers of glyphs, for other texts.
    variants: Variants,
    /// A glyph without ink, if variants are used and the face has one.
    blank: Option<u16>,
    /// The properties of every glyph that page streams need, by new numbers.
    glyphs: Vec<UsedGlyph>,
}

/// A face subset to the glyphs that a book uses.
#[derive(Debug)]
pub(super) struct Subset {
    pub(super) face: FaceId,
    pub(super) name: String,
    /// The name: `ABCDEF+LibertinusSerif-Regular`. The tag is derived from the content.
    pub(super) base_font: String,
    pub(super) data: Vec<u8>,
    /// Old numbers by new ones.
    pub(super) old: Vec<u16>,
    pub(super) texts: Vec<Option<String>>,
    /// The numbers of glyphs in `data` by new ones, if they are not the same.
    pub(super) glyphs: Option<Vec<u16>>,
}

impl UsedFaces {
    /// Searches all pages in order, and the drawings on them.
    pub(super) fn of(pages: &Pages, pictures: &[(AssetId, &Picture)], fonts: &Library) -> Self {
        // Find first uses in groups of pages in parallel. Merged in order, they are the first uses in the
        // book.
        let stretches: Vec<Self> =
            pages.pages.par_chunks(STRETCH).map(|pages| Self::of_pages(pages, fonts)).collect();
        let mut used = Self::default();
        stretches.into_iter().for_each(|stretch| used.take_up(&stretch));
        for (_, picture) in pictures {
            if let PictureKind::Drawing(drawing) = &picture.kind {
                drawing.glyphs().into_iter().for_each(|glyph| used.enter_drawn(glyph));
            }
        }
        for face in &mut used.faces {
            face.fill_texts();
            face.measure(fonts.face(face.face));
        }
        used
    }

    fn of_pages(pages: &[Page], fonts: &Library) -> Self {
        let mut used = Self::default();
        for item in pages.iter().flat_map(|page| &page.items) {
            if let PlacedKind::Glyphs(run) = &item.kind {
                used.enter(run, fonts);
            }
        }
        used
    }

    /// Adds the glyphs that later pages use.
    fn take_up(&mut self, later: &Self) {
        for theirs in &later.faces {
            let used = self.face_mut(theirs.face);
            for (old, text) in theirs.remapper.remapped_gids().zip(&theirs.texts) {
                used.enter(old);
                used.record_text(old, text.as_deref().unwrap_or_default());
            }
            used.variants.take_up(&theirs.variants);
            used.blank = used.blank.or(theirs.blank);
        }
    }

    /// Returns the glyphs of one run, for tests.
    #[cfg(test)]
    pub(super) fn of_glyphs(face: FaceId, glyphs: Vec<Glyph>, text: &str, fonts: &Library) -> Self {
        let (size, lang) = (Length::pt(10), LangTag::english());
        let run = GlyphRun {
            origins: crate::layout::RunOrigins::default(),
            face,
            size,
            scale: 0,
            spacing: 0,
            colour: Colour::BLACK,
            runs_on: false,
            lang,
            rtl: false,
            text: text.into(),
            glyphs,
        };
        let mut used = Self::default();
        used.enter(&run, fonts);
        used.faces.iter_mut().for_each(|face| face.measure(fonts.face(face.face)));
        used
    }

    /// Returns the used glyphs of a face.
    pub(super) fn face(&self, face: FaceId) -> &UsedFace {
        &self.faces[self.by_face[&face]]
    }

    fn face_mut(&mut self, face: FaceId) -> &mut UsedFace {
        let index = *self.by_face.entry(face).or_insert_with(|| {
            let numbers = usize::from(u16::MAX) + 1;
            let name = format!("F{}", self.faces.len() + 1);
            let (remapper, texts) = (GlyphRemapper::new(), vec![None]);
            let (units_per_em, variants, glyphs) = (1000, Variants::default(), Vec::new());
            self.faces.push(UsedFace {
                face,
                name,
                units_per_em,
                new: vec![0; numbers],
                remapper,
                texts,
                variants,
                blank: None,
                glyphs,
            });
            self.faces.len() - 1
        });
        &mut self.faces[index]
    }

    fn enter_drawn(&mut self, glyph: &DrawnGlyph) {
        let used = self.face_mut(glyph.face);
        used.enter(glyph.id);
        used.record_text(glyph.id, &glyph.text);
    }

    fn enter(&mut self, run: &GlyphRun, fonts: &Library) {
        let used = self.face_mut(run.face);
        // Nearly every glyph is known already, and a cluster by itself.
        if run.glyphs.iter().all(|glyph| glyph.text_len > 0 && used.knows(glyph.id)) {
            return;
        }
        let face = fonts.face(run.face);
        let is_truetype = face.is_truetype();
        let advance = |id| i64::from(face.advance(id));
        for cluster in Clusters::of(run) {
            let is_known = match cluster.glyphs {
                [only] => used.knows(only.id) && !may_vary(&cluster, run.rtl),
                _ => used.variants.knows(&cluster, run.rtl),
            };
            if is_known {
                continue;
            }
            for glyph in cluster.glyphs {
                used.enter(glyph.id);
            }
            let texts = texts_of(&cluster, run.rtl, advance).filter(|_| is_truetype);
            if let Some(texts) = texts {
                used.enter_blank(face);
                let parts = used.shown(&cluster, advance).zip(texts).collect();
                used.variants.enter(&cluster, run.rtl, parts);
            } else if let [only] = cluster.glyphs {
                used.record_text(only.id, cluster.text);
            }
        }
    }

    /// Subsets every face. An author's font that cannot be subset is reported.
    ///
    /// # Errors
    /// Returns an error if a bundled face cannot be subset.
    pub(super) fn subsets(&self, fonts: &Library) -> Result<Outcome<Vec<Subset>>, Error> {
        let mut diagnostics = Vec::new();
        let mut subsets = Vec::new();
        for used in &self.faces {
            let face = fonts.face(used.face);
            match (used.subset(face), &face.source) {
                (Ok(subset), _) => subsets.push(subset),
                (Err(reason), FaceSource::Own { path, span }) => {
                    let message = format!("font `{path}` cannot be used: {reason}");
                    diagnostics.push(
                        Diagnostic::new(Code::BrokenFont, *span, message)
                            .help("put a sound TrueType or OpenType file in its place"),
                    );
                }
                (Err(reason), FaceSource::Bundled | FaceSource::System { .. }) => {
                    let message = format!("face {} cannot be subset: {reason}", face.postscript_name);
                    return Err(Error::internal(message));
                }
            }
        }
        Ok(Outcome::new(subsets, diagnostics))
    }
}

impl UsedFace {
    /// Returns the new number of a used glyph.
    pub(super) fn number(&self, old: u16) -> u16 {
        self.new[usize::from(old)]
    }

    /// Returns whether everything about a glyph is recorded.
    fn knows(&self, old: u16) -> bool {
        self.texts[usize::from(self.number(old))].is_some()
    }

    fn enter(&mut self, old: u16) {
        let slot = &mut self.new[usize::from(old)];
        if *slot == 0 && old != 0 {
            *slot = self.remapper.remap(old);
            self.texts.resize(self.texts.len().max(usize::from(*slot) + 1), None);
        }
    }

    /// Records the text of a glyph, unless it has one. A hyphen that is not in the book is not text.
    fn record_text(&mut self, old: u16, text: &str) {
        let known = &mut self.texts[usize::from(self.new[usize::from(old)])];
        if known.is_none() && !text.is_empty() && text != "\u{AD}" {
            *known =
                Some(if text.chars().all(char::is_whitespace) { " ".to_owned() } else { text.to_owned() });
        }
    }

    /// Returns the advance of a used glyph, in font units.
    pub(super) fn advance(&self, old: u16) -> i64 {
        self.glyph(old).advance
    }

    /// Returns the number of a used glyph as written in a string.
    pub(super) fn code(&self, old: u16) -> &[u8] {
        self.glyph(old).code()
    }

    /// Returns whether a used glyph maps to a text. All kinds of space count as equal.
    pub(super) fn maps_to(&self, old: u16, text: &str) -> bool {
        let short = packed(text.as_bytes());
        if short != 0 && short == self.glyph(old).text {
            return true;
        }
        let known = self.texts[usize::from(self.number(old))].as_deref();
        known == Some(text)
            || (known == Some(" ") && !text.is_empty() && text.chars().all(char::is_whitespace))
    }

    /// Returns whether every glyph of a run maps to its text. This is a quick test: it may return false
    /// where [`UsedFace::maps_to`] returns true for each.
    pub(super) fn maps_plainly(&self, run: &GlyphRun) -> bool {
        // Bytes from 0xEE on begin the characters of private use, which need a replacement text.
        let text = run.text.as_bytes();
        let mut at = 0;
        run.glyphs.iter().all(|glyph| {
            let said = &text[at..at + usize::from(glyph.text_len)];
            at += said.len();
            let short = packed(said);
            short != 0 && said[0] < 0xEE && short == self.glyph(glyph.id).text
        })
    }

    fn glyph(&self, old: u16) -> &UsedGlyph {
        &self.glyphs[usize::from(self.number(old))]
    }

    fn measure(&mut self, face: &Face) {
        self.units_per_em = i64::from(face.metrics.units_per_em);
        let numbers = self.variants.number(self.texts.len(), face.glyph_count());
        for ((variant, number), (_, text)) in numbers.into_iter().zip(self.variants.all()) {
            self.new[usize::from(variant)] = number;
            self.texts.push(Some(text.clone()));
        }
        let numbered = (0..).zip(self.old_numbers().zip(&self.texts));
        let glyph = |(number, (old, text)): (u16, (u16, &Option<String>))| {
            UsedGlyph::new(number, i64::from(face.advance(old)), text.as_deref())
        };
        self.glyphs = numbered.map(glyph).collect();
    }

    /// Returns the old numbers of all glyphs, and then those of their variants.
    fn old_numbers(&self) -> impl Iterator<Item = u16> {
        self.remapper.remapped_gids().chain(self.variants.all().iter().map(|(old, _)| *old))
    }

    /// Returns the variants by which the glyphs of a cluster map to parts of its text, if there are any.
    pub(super) fn variants_of(&self, cluster: &Cluster<'_>, rtl: bool) -> Option<&[u16]> {
        if may_vary(cluster, rtl) { self.variants.of(cluster, rtl) } else { None }
    }

    /// Returns the glyphs that show a cluster: a joiner is shaped as a space without advance, which would overlap the next letter.
    fn shown(&self, cluster: &Cluster<'_>, advance: impl Fn(u16) -> i64) -> impl Iterator<Item = u16> {
        let blank = self.blank.filter(|blank| cluster.glyphs.len() == 1 && advance(*blank) == 0);
        cluster.glyphs.iter().map(move |glyph| blank.unwrap_or(glyph.id))
    }

    /// Enters a glyph without ink, which ends replacement texts: one without an advance, which shows joiners too, or a space. The
    /// joiners of some faces have ink.
    fn enter_blank(&mut self, face: &Face) {
        if self.blank.is_none() {
            let glyphs = ['\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', ' ']
                .into_iter()
                .filter_map(|c| face.glyph(c));
            let mut blanks = glyphs.filter(|glyph| face.whole_ink(*glyph).is_none()).collect::<Vec<_>>();
            blanks.sort_by_key(|glyph| face.advance(*glyph) != 0);
            self.blank = blanks.first().copied();
            if let Some(blank) = self.blank {
                self.enter(blank);
                self.variants.add(blank, SILENT);
            }
        }
    }

    /// Returns a glyph without ink and text, if the face has one.
    pub(super) fn blank(&self) -> Option<u16> {
        self.variants.get(self.blank?, SILENT)
    }

    /// Maps glyphs without a text to a soft hyphen, so that readers that ignore replacement texts find
    /// no gap.
    fn fill_texts(&mut self) {
        for text in self.texts.iter_mut().skip(1).filter(|text| text.is_none()) {
            *text = Some("\u{AD}".to_owned());
        }
    }

    fn subset(&self, face: &Face) -> Result<Subset, subsetter::Error> {
        let data = subsetter::subset(&face.data, face.index, &self.remapper)?;
        let tag: String =
            Sha256::digest(&data)[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
        Ok(Subset {
            face: self.face,
            name: self.name.clone(),
            base_font: format!("{tag}+{}", face.postscript_name),
            data,
            glyphs: (!self.variants.all().is_empty())
                .then(|| self.old_numbers().map(|old| self.number(old)).collect()),
            old: self.old_numbers().collect(),
            texts: self.texts.clone(),
        })
    }
}
