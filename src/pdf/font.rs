//! Which glyphs a book uses, and its faces cut down to them: the only file that knows `subsetter`.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::error::Error;
use crate::fonts::{FaceId, Library};
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
    /// Looks through all pages in order.
    pub(super) fn of(pages: &Pages, fonts: &Library) -> Self {
        let mut cast = Self::default();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            if let PlacedKind::Glyphs(run) = &item.kind {
                cast.enter(run, fonts);
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

    fn enter(&mut self, run: &GlyphRun, fonts: &Library) {
        let index = *self.by_face.entry(run.face).or_insert_with(|| {
            let glyphs = usize::from(u16::MAX) + 1;
            let name = format!("F{}", self.parts.len() + 1);
            let says = vec![None];
            debug_assert!(fonts.faces().any(|(id, _)| id == run.face));
            self.parts.push(Part {
                face: run.face,
                name,
                new: vec![0; glyphs],
                remapper: GlyphRemapper::new(),
                says,
            });
            self.parts.len() - 1
        });
        let part = &mut self.parts[index];
        for cluster in Clusters::of(run) {
            for glyph in cluster.glyphs {
                part.enter(glyph.id);
            }
            if let [only] = cluster.glyphs {
                part.hear(only.id, cluster.text);
            }
        }
    }

    /// Cuts every face down.
    pub(super) fn subsets(&self, fonts: &Library) -> Result<Vec<Subset>, Error> {
        self.parts.iter().map(|part| part.subset(fonts)).collect()
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

    fn subset(&self, fonts: &Library) -> Result<Subset, Error> {
        let face = fonts.face(self.face);
        let data = subsetter::subset(&face.data, face.index, &self.remapper).map_err(|reason| {
            Error::internal(format!("face {} cannot be subset: {reason}", face.postscript_name))
        })?;
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
