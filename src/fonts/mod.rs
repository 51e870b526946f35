//! The faces: bundled ones and the author's own.

/// A face by its place in the [`Library`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// All faces that a book may be set in.
#[derive(Debug)]
pub struct Library {
    faces: Vec<Face>,
}

/// A face.
#[derive(Debug)]
pub struct Face {
    /// The family: `Libertinus Serif`.
    pub family: String,
    /// The PostScript name: `LibertinusSerif-Regular`.
    pub postscript_name: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// The font file.
    pub data: std::borrow::Cow<'static, [u8]>,
    /// Which font of a collection.
    pub index: u32,
    /// Measures that hold for the whole face, in font units.
    pub metrics: Metrics,
}

/// Measures of a face in font units, y upward.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Metrics {
    /// Font units in an em.
    pub units_per_em: u16,
    /// Above the baseline.
    pub ascent: i16,
    /// Below the baseline, negative.
    pub descent: i16,
    /// Height of flat capitals.
    pub cap_height: i16,
    /// Height of flat small letters.
    pub x_height: i16,
    /// Bounding box of all glyphs: left, bottom, right, top.
    pub bbox: [i16; 4],
    /// Slant in degrees times 65536 (the `post` table's 16.16), negative to the right.
    pub italic_angle: i32,
    /// Weight, 100 to 900.
    pub weight: u16,
    /// Every glyph has one width.
    pub monospace: bool,
    /// Strokes end in serifs.
    pub serif: bool,
}

impl Library {
    /// The face of an id that this library gave out.
    ///
    /// # Panics
    /// When the id comes from elsewhere.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0 as usize]
    }
}
