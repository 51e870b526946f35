//! Which glyphs a book uses, and its faces cut down to them: the only file that knows `subsetter`.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::assets::{AssetId, DrawnGlyph, Picture, PictureKind};
use crate::diag::{Code, Diagnostic, Outcome};
use crate::error::Error;
use crate::fonts::{Face, FaceId, Library};
use crate::makeup::Pages;
use crate::makeup::page::{GlyphRun, PlacedKind};

/// Every face that a book uses, with its glyphs.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// By face, in the order of first use.
    pub(super) parts: Vec<Part>,
    by_face: BTreeMap<FaceId, usize>,
}

/// A face and the glyphs of it that are used, numbered anew in the order of first use.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) face: FaceId,
    /// The resource's name: `F1`.
    pub(super) name: String,
    /// New numbers by old ones; 0 for those not used.
    new: Vec<u16>,
    remapper: GlyphRemapper,
    /// What each new number says by itself: the text of its first cluster of one glyph.
    pub(super) says: Vec<Option<String>>,
}

/// A face cut down to what a book uses.
#[derive(Debug)]
pub(super) struct Subset {
    pub(super) face: FaceId,
    pub(super) name: String,
    /// `ABCDEF+LibertinusSerif-Regular`; the tag comes from the content.
    pub(super) base_font: String,
    pub(super) data: Vec<u8>,
    /// Old numbers by new ones.
    pub(super) old: Vec<u16>,
    pub(super) says: Vec<Option<String>>,
}

impl Cast {
    /// Looks through all pages in order, and through the drawings on them.
    pub(super) fn of(pages: &Pages, pictures: &[(AssetId, &Picture)]) -> Self {
        let mut cast = Self::default();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let PlacedKind::Glyphs(run) = &item.kind {
                cast.enter(run);
            }
        }
        for (_, picture) in pictures {
            if let PictureKind::Drawing(drawing) = &picture.kind {
                drawing.glyphs().into_iter().for_each(|glyph| cast.enter_drawn(glyph));
            }
        }
        for part in &mut cast.parts {
            part.speak_for_all();
        }
        cast
    }

    /// The part of a face.
    pub(super) fn part(&self, face: FaceId) -> &Part {
        &self.parts[self.by_face[&face]]
    }

    fn part_mut(&mut self, face: FaceId) -> &mut Part {
        let index = *self.by_face.entry(face).or_insert_with(|| {
            let glyphs = usize::from(u16::MAX) + 1;
            let name = format!("F{}", self.parts.len() + 1);
            let (remapper, says) = (GlyphRemapper::new(), vec![None]);
            self.parts.push(Part { face, name, new: vec![0; glyphs], remapper, says });
            self.parts.len() - 1
        });
        &mut self.parts[index]
    }

    fn enter_drawn(&mut self, glyph: &DrawnGlyph) {
        let part = self.part_mut(glyph.face);
        part.enter(glyph.id);
        part.hear(glyph.id, &glyph.text);
    }

    fn enter(&mut self, run: &GlyphRun) {
        let part = self.part_mut(run.face);
        for cluster in Clusters::of(run) {
            for glyph in cluster.glyphs {
                part.enter(glyph.id);
            }
            if let [only] = cluster.glyphs {
                part.hear(only.id, cluster.text);
            }
        }
    }

    /// Cuts every face down; an author's own that cannot be cut is told.
    ///
    /// # Errors
    /// When a bundled face cannot be cut.
    pub(super) fn subsets(&self, fonts: &Library) -> Result<Outcome<Vec<Subset>>, Error> {
        let mut diagnostics = Vec::new();
        let mut subsets = Vec::new();
        for part in &self.parts {
            let face = fonts.face(part.face);
            match (part.subset(face), &face.file) {
                (Ok(subset), _) => subsets.push(subset),
                (Err(reason), Some((path, span))) => {
                    let message = format!("font `{path}` cannot be used: {reason}");
                    diagnostics.push(Diagnostic::new(Code::BrokenFont, *span, message));
                }
                (Err(reason), None) => {
                    let message = format!("face {} cannot be subset: {reason}", face.postscript_name);
                    return Err(Error::internal(message));
                }
            }
        }
        Ok(Outcome::new(subsets, diagnostics))
    }
}

impl Part {
    /// The new number of a glyph that is used.
    pub(super) fn number(&self, old: u16) -> u16 {
        self.new[usize::from(old)]
    }

    fn enter(&mut self, old: u16) {
        let slot = &mut self.new[usize::from(old)];
        if *slot == 0 && old != 0 {
            *slot = self.remapper.remap(old);
            self.says.resize(self.says.len().max(usize::from(*slot) + 1), None);
        }
    }

    /// The first text of a glyph is its own; a hyphen that is not in the book is nobody's.
    fn hear(&mut self, old: u16, text: &str) {
        let says = &mut self.says[usize::from(self.new[usize::from(old)])];
        if says.is_none() && !text.is_empty() && text != "\u{AD}" {
            *says =
                Some(if text.chars().all(char::is_whitespace) { " ".to_owned() } else { text.to_owned() });
        }
    }

    /// A glyph that never stands alone still has to say something: a reader that knows no
    /// replacement text must not find a hole.
    fn speak_for_all(&mut self) {
        for says in self.says.iter_mut().skip(1).filter(|says| says.is_none()) {
            *says = Some("\u{AD}".to_owned());
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
            says: self.says.clone(),
        })
    }
}

/// A run cluster by cluster.
pub(super) struct Clusters<'a> {
    run: &'a GlyphRun,
    glyph: usize,
    byte: usize,
}

/// Glyphs that stand for a text together.
pub(super) struct Cluster<'a> {
    pub(super) glyphs: &'a [crate::makeup::page::Glyph],
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
