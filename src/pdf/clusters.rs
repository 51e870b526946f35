//! The clusters of a run of glyphs.

use crate::layout::{Glyph, GlyphRun};

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
