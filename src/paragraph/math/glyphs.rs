//! Sets single signs, and those that grow.

use super::boxes::{LoneGlyph, MathBox, MathGlyphs, MathItem, MathItemKind, Token};
use super::setter::{MathSetter, scaled};
use super::style::SetStyle;
use crate::book::math::MathStyle;
use crate::fonts::{FaceId, GlyphPart, GrowingGlyph, Growth, Ink, MathConstant};
use crate::units::Length;

/// The maximum number of times that a part of a growing glyph is repeated: a delimiter of some metres.
const MAX_REPEATS: usize = 400;

/// Overlays and accents that are drawn across the sign before them (The Unicode Standard, section 22.4).
const OVERLAYS: [char; 4] = ['\u{338}', '\u{337}', '\u{20D2}', '\u{20E5}'];
/// Signs of horizontal lines, which no face has as parts that grow.
const REPEATED: [char; 3] = ['=', '−', '≡'];
/// Chooses a form of the sign before it.
const VARIANT: char = '\u{FE00}';

impl MathSetter<'_> {
    /// Sets a text sign by sign.
    pub(super) fn text(&mut self, text: &str, style: SetStyle) -> MathBox {
        let mut chars = text.chars().filter(|c| *c != VARIANT);
        let Some(first) = chars.next() else { return MathBox::default() };
        let mut out = self.character(first, style);
        for c in chars {
            out = out.flat();
            let next = self.character(c, style);
            match next.lone.filter(|_| OVERLAYS.contains(&c)) {
                Some(lone) => {
                    let ink = self.ink(lone.face, lone.glyph);
                    let face = self.resources.fonts.face(lone.face);
                    let x = (out.width - scaled(ink.left + ink.right, face, lone.size)) / 2;
                    out.draw(next, x, Length::ZERO);
                }
                None => out.append(next.flat()),
            }
        }
        out
    }

    /// Sets a character.
    pub(super) fn character(&mut self, c: char, style: SetStyle) -> MathBox {
        let token = self.token(c);
        self.sign(c, token, style)
    }

    /// Sets the glyph of a character, in the form for scripts if it is in one.
    pub(super) fn sign(&mut self, c: char, token: Token, style: SetStyle) -> MathBox {
        let Some((face, glyph)) = self.find(c) else { return MathBox::default() };
        let level = match style.level {
            MathStyle::Display | MathStyle::Text => 0,
            MathStyle::Script => 1,
            MathStyle::ScriptScript => 2,
        };
        let math = self.resources.fonts.face(face).math().filter(|_| level > 0);
        let glyph = math.map_or(glyph, |math| math.small(glyph, level));
        self.glyph(face, glyph, token, style)
    }

    /// Returns the glyph of a character: of the typeface for mathematics, of another one, of any other. Takes note of a
    /// character that no face has.
    pub(super) fn find(&mut self, c: char) -> Option<(FaceId, u16)> {
        let fonts = self.resources.fonts;
        if let Some(glyph) = fonts.face(self.face).glyph(c) {
            return Some((self.face, glyph));
        }
        let lang = &self.around.lang;
        let of_mathematics = fonts.fallback_among(c, self.face, lang, |face| face.math().is_some());
        let found = of_mathematics.or_else(|| fonts.fallback(c, self.face, lang));
        let found = found.and_then(|face| Some((face, fonts.face(face).glyph(c)?)));
        if found.is_none() {
            self.miss(c);
        }
        found
    }

    /// Returns the ink of a glyph, in font units.
    fn ink(&self, face: FaceId, glyph: u16) -> Ink {
        let face = self.resources.fonts.face(face);
        let whole = || face.ink(glyph, i32::MIN / 2..=i32::MAX / 2);
        let none = Ink { left: 0, right: 0, bottom: 0, top: 0 };
        face.math().map_or_else(|| whole().unwrap_or(none), |math| math.ink(glyph))
    }

    /// Sets a glyph.
    pub(super) fn glyph(&self, id: FaceId, glyph: u16, token: Token, style: SetStyle) -> MathBox {
        let (size, ink) = (self.size(style), self.ink(id, glyph));
        let face = self.resources.fonts.face(id);
        let math = face.math();
        let width = scaled(face.advance(glyph), face, size);
        let parts = vec![(glyph, Length::ZERO, Length::ZERO)];
        let kind = MathItemKind::Glyphs(MathGlyphs { face: id, size, token, width, parts });
        MathBox {
            width,
            height: scaled(ink.top, face, size),
            depth: scaled(-ink.bottom, face, size),
            italic: scaled(math.map_or(0, |math| math.italic(glyph)), face, size),
            accent: math.and_then(|math| math.accent(glyph)).map(|at| scaled(at, face, size)),
            lone: Some(LoneGlyph { face: id, glyph, size }),
            items: vec![MathItem { x: Length::ZERO, y: Length::ZERO, kind }],
        }
    }

    /// Sets a sign that grows in a direction to at least an extent: in the first variant that is large enough, else of
    /// parts, else in its largest variant.
    pub(super) fn grown(
        &mut self,
        c: char,
        token: Token,
        wanted: Length,
        growth: Growth,
        style: SetStyle,
    ) -> MathBox {
        let Some((id, glyph)) = self.find(c) else { return MathBox::default() };
        let (id, glyph, growing) = self.growing(c, (id, glyph), growth);
        if growth == Growth::Horizontal && REPEATED.contains(&c) && growing == GrowingGlyph::default() {
            return self.repeated(id, glyph, token, wanted, style);
        }
        let face = self.resources.fonts.face(id);
        let size = self.size(style);
        let fits = |extent: i32| scaled(extent, face, size) >= wanted;
        if let Some((variant, _)) = growing.variants.iter().find(|(_, extent)| fits(*extent)) {
            return self.glyph(id, *variant, token, style);
        }
        if growing.parts.is_empty() {
            let largest = growing.variants.last().map_or(glyph, |(variant, _)| *variant);
            return self.glyph(id, largest, token, style);
        }
        self.assembled(id, &growing, token, wanted, growth, style)
    }

    /// Returns how a sign grows, in the face that has its glyph or, if it does not grow there, in another face for
    /// mathematics.
    fn growing(&self, c: char, (id, glyph): (FaceId, u16), growth: Growth) -> (FaceId, u16, GrowingGlyph) {
        let fonts = self.resources.fonts;
        let of = |id: FaceId, glyph: u16| {
            fonts.face(id).math().map(|math| math.growing(glyph, growth)).unwrap_or_default()
        };
        let own = of(id, glyph);
        if own != GrowingGlyph::default() {
            return (id, glyph, own);
        }
        let others = fonts.faces().filter(|(_, face)| face.math().is_some());
        let mut others = others.filter_map(|(id, face)| {
            let glyph = face.glyph(c)?;
            Some((id, glyph, of(id, glyph))).filter(|(_, _, growing)| *growing != GrowingGlyph::default())
        });
        others.next().unwrap_or((id, glyph, own))
    }

    /// Sets a sign of horizontal lines as often as its copies, which overlap, are as wide as is wanted.
    fn repeated(&self, id: FaceId, glyph: u16, token: Token, wanted: Length, style: SetStyle) -> MathBox {
        let mut set = self.glyph(id, glyph, token, style);
        let room = (wanted - set.width).max(Length::ZERO);
        let times = room.to_sp() / (set.width / 2).to_sp().max(1) + 1;
        let parts = (0..=times).map(|index| (glyph, room.ratio(index, times), Length::ZERO)).collect();
        set.width += room;
        if let Some(MathItem { kind: MathItemKind::Glyphs(glyphs), .. }) = set.items.first_mut() {
            (glyphs.width, glyphs.parts) = (set.width, parts);
        }
        MathBox { lone: None, accent: None, italic: Length::ZERO, ..set }
    }

    /// Sets a sign of parts (OpenType 1.9.1, `MATH`, "Glyph assembly"). Its repeated parts are as few as suffice; what
    /// they are too long by is taken up by the joints.
    fn assembled(
        &self,
        id: FaceId,
        growing: &GrowingGlyph,
        token: Token,
        wanted: Length,
        growth: Growth,
        style: SetStyle,
    ) -> MathBox {
        let (face, size) = (self.resources.fonts.face(id), self.size(style));
        let unit = |units: i32| scaled(units, face, size);
        let parts = repeated(growing, |extent| unit(extent) >= wanted);
        let room = |pair: &[GlyphPart]| (pair[0].end.min(pair[1].start) - growing.overlap).max(0);
        let rooms: Vec<Length> = parts.windows(2).map(|pair| unit(room(pair))).collect();
        let total: Length = rooms.iter().copied().sum();
        let surplus = (unit(extent(&parts, growing.overlap)) - wanted).max(Length::ZERO).min(total);
        let (mut glyphs, mut at) = (Vec::new(), Length::ZERO);
        let (mut height, mut depth) = (-Length::MAX, -Length::MAX);
        for (index, part) in parts.iter().enumerate() {
            if let Some(room) = index.checked_sub(1).map(|joint| rooms[joint]) {
                at = at - unit(growing.overlap) - surplus.ratio(room.to_sp(), total.to_sp().max(1));
            }
            let ink = self.ink(id, part.glyph);
            let (x, y) = match growth {
                Growth::Horizontal => (at, Length::ZERO),
                Growth::Vertical => (Length::ZERO, at - unit(ink.bottom)),
            };
            height = height.max(y + unit(ink.top));
            depth = depth.max(-(y + unit(ink.bottom)));
            glyphs.push((part.glyph, x, y));
            at += unit(part.extent);
        }
        let advance = parts.iter().map(|part| unit(face.advance(part.glyph))).max().unwrap_or_default();
        let width = if growth == Growth::Horizontal { at } else { advance };
        let kind = MathItemKind::Glyphs(MathGlyphs { face: id, size, token, width, parts: glyphs });
        let items = vec![MathItem { x: Length::ZERO, y: Length::ZERO, kind }];
        MathBox { width, height, depth, items, ..MathBox::default() }
    }

    /// Returns a box centred on the axis.
    pub(super) fn centred(&self, set: MathBox, style: SetStyle) -> MathBox {
        let by = self.axis(style) - (set.height - set.depth) / 2;
        set.raised(by)
    }

    /// Sets a delimiter of at least a height, centred on the axis; a space if it is not shown.
    pub(super) fn delimiter(
        &mut self,
        delimiter: Option<(char, Token)>,
        wanted: Length,
        style: SetStyle,
    ) -> MathBox {
        let Some((c, token)) = delimiter else { return MathBox::space(self.null_delimiter(style)) };
        let grown = self.grown(c, token, wanted, Growth::Vertical, style);
        MathBox { italic: Length::ZERO, lone: None, ..self.centred(grown, style) }
    }

    /// Returns the height of delimiters around a box (The TeXbook, appendix G, rule 19): nine tenths of what is
    /// needed, or half an em less.
    pub(super) fn delimiter_height(&self, inner: &MathBox, style: SetStyle) -> Length {
        let axis = self.axis(style);
        let half = (inner.height - axis).max(inner.depth + axis);
        (half * 2).ratio(901, 1000).max(half * 2 - self.em(500, style))
    }

    /// Sets a large operator, centred on the axis.
    pub(super) fn large_operator(&mut self, c: char, style: SetStyle) -> MathBox {
        let token = self.token(c);
        let set = if style.is_display() {
            let wanted = self.constant(MathConstant::DisplayOperatorHeight, style);
            self.grown(c, token, wanted, Growth::Vertical, style)
        } else {
            self.sign(c, token, style)
        };
        self.centred(set, style)
    }
}

/// Returns the extent of parts that overlap as little as possible.
fn extent(parts: &[GlyphPart], overlap: i32) -> i32 {
    let joints = i32::try_from(parts.len().saturating_sub(1)).unwrap_or(0);
    parts.iter().map(|part| part.extent).sum::<i32>() - overlap * joints
}

/// Returns the parts with the fewest repetitions whose extent suffices.
fn repeated(growing: &GrowingGlyph, suffices: impl Fn(i32) -> bool) -> Vec<GlyphPart> {
    let with = |times: usize| -> Vec<GlyphPart> {
        let count = |part: &GlyphPart| if part.repeats { times } else { 1 };
        growing.parts.iter().flat_map(|part| std::iter::repeat_n(*part, count(part))).collect()
    };
    let enough = (0..MAX_REPEATS).find(|times| {
        let parts = with(*times);
        !parts.is_empty() && suffices(extent(&parts, growing.overlap))
    });
    with(enough.unwrap_or(MAX_REPEATS))
}
