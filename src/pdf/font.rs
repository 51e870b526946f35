//! The glyphs that a book uses, and its faces subset to them. Only this file uses `subsetter`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::assets::{AssetId, DrawnGlyph, Picture, PictureKind};
use crate::diag::{Code, Diagnostic, Outcome};
use crate::error::Error;
use crate::fonts::{Face, FaceId, FaceSource, Library};
use crate::layout::{Glyph, GlyphRun, PlacedKind};
use crate::layout::{Page, Pages};

#[cfg(test)]
use crate::{lang::LangTag, units::Colour, units::Length};

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
    /// The properties of every glyph that page streams need, by new numbers.
    glyphs: Vec<UsedGlyph>,
}

/// A glyph as page streams show it.
#[derive(Clone, Copy, Debug)]
struct UsedGlyph {
    /// The advance, in font units.
    advance: i64,
    /// The number as written in a string (ISO 32000-1, section 7.3.4.2).
    code: [u8; 4],
    length: u8,
    /// The text that it maps to, by [`packed`].
    text: u32,
}

impl UsedGlyph {
    fn new(number: u16, advance: i64, text: Option<&str>) -> Self {
        let mut glyph =
            Self { advance, code: [0; 4], length: 0, text: packed(text.unwrap_or_default().as_bytes()) };
        for byte in number.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => glyph.push(&[b'\\', byte]),
                // A bare carriage return in a string would be read as a line feed.
                b'\r' => glyph.push(b"\\r"),
                byte => glyph.push(&[byte]),
            }
        }
        glyph
    }

    fn push(&mut self, bytes: &[u8]) {
        let from = usize::from(self.length);
        self.code[from..from + bytes.len()].copy_from_slice(bytes);
        self.length += if bytes.len() == 1 { 1 } else { 2 };
    }
}

/// Returns a text of up to four bytes as a number, for quick comparison; 0 for any other.
fn packed(text: &[u8]) -> u32 {
    match *text {
        [a] => u32::from(a),
        [a, b] => u32::from_le_bytes([a, b, 0, 0]),
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
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
}

impl UsedFaces {
    /// Searches all pages in order, and the drawings on them.
    pub(super) fn of(pages: &Pages, pictures: &[(AssetId, &Picture)], fonts: &Library) -> Self {
        // Find first uses in groups of pages in parallel. Merged in order, they are the first uses in the
        // book.
        let stretches: Vec<Self> = pages.pages.par_chunks(STRETCH).map(Self::of_pages).collect();
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

    fn of_pages(pages: &[Page]) -> Self {
        let mut used = Self::default();
        for item in pages.iter().flat_map(|page| &page.items) {
            if let PlacedKind::Glyphs(run) = &item.kind {
                used.enter(run);
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
        used.enter(&run);
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
            let (units_per_em, glyphs) = (1000, Vec::new());
            self.faces.push(UsedFace {
                face,
                name,
                units_per_em,
                new: vec![0; numbers],
                remapper,
                texts,
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

    fn enter(&mut self, run: &GlyphRun) {
        let used = self.face_mut(run.face);
        // Nearly every glyph is known already.
        if run.glyphs.iter().all(|glyph| used.knows(glyph.id)) {
            return;
        }
        for cluster in Clusters::of(run) {
            for glyph in cluster.glyphs {
                used.enter(glyph.id);
            }
            if let [only] = cluster.glyphs {
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
        let glyph = self.glyph(old);
        &glyph.code[..usize::from(glyph.length)]
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
        let numbered = (0..).zip(self.remapper.remapped_gids().zip(&self.texts));
        let glyph = |(number, (old, text)): (u16, (u16, &Option<String>))| {
            UsedGlyph::new(number, i64::from(face.advance(old)), text.as_deref())
        };
        self.glyphs = numbered.map(glyph).collect();
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
            old: self.remapper.remapped_gids().collect(),
            texts: self.texts.clone(),
        })
    }
}

/// The clusters of a run.
pub(super) struct Clusters<'a> {
    run: &'a GlyphRun,
    glyph: usize,
    byte: usize,
}

/// The glyphs of a cluster, with their common text.
pub(super) struct Cluster<'a> {
    pub(super) glyphs: &'a [Glyph],
    pub(super) text: &'a str,
}

impl<'a> Clusters<'a> {
    pub(super) fn of(run: &'a GlyphRun) -> Self {
        Self { run, glyph: 0, byte: 0 }
    }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let rest = self.run.glyphs.get(self.glyph..)?;
        let first = rest.first()?;
        let count = 1 + rest[1..].iter().take_while(|glyph| glyph.text_len == 0).count();
        let end = self.byte + usize::from(first.text_len);
        let cluster = Cluster { glyphs: &rest[..count], text: &self.run.text[self.byte..end] };
        self.glyph += count;
        self.byte = end;
        Some(cluster)
    }
}
