//! The setter of a formula: its faces and sizes, and the distances of the typeface.

use super::boxes::Token;
use super::style::SetStyle;
use crate::book::math::{Gap, MathLength, MathStyle, MathUnit};
use crate::design::style::{Family, TextStyle};
use crate::diag::{Code, Diagnostic, Lack, Span};
use crate::fonts::{Face, FaceId, MathConstant, MathFont};
use crate::paragraph::itemize;
use crate::paragraph::request::Resources;
use crate::units::Length;

/// The sizes between which the typeface of formulas is matched to the x-height of the text, in thousandths.
const MATCHED: std::ops::RangeInclusive<i64> = 850..=1150;
/// A difference of sizes that is not visible, in thousandths.
const EQUAL: i64 = 15;
/// In thousandths of an em: the space in place of a delimiter that is not shown.
const NULL_DELIMITER: i64 = 120;

/// Sets the parts of one formula.
pub(in crate::paragraph) struct MathSetter<'a> {
    pub(super) resources: Resources<'a>,
    /// The style of the text around it.
    pub(super) around: &'a TextStyle,
    /// The face for mathematics.
    pub(super) face: FaceId,
    pub(super) font: &'a MathFont,
    /// The size of the face for mathematics in text style.
    pub(super) size: Length,
    /// The distance of baselines in the text around it.
    pub(super) leading: Length,
    /// Whether words are upright, as numbers are also in italic text.
    pub(super) is_upright: bool,
    /// Whether the cells of a diagram are being set, in which arrows are longer.
    pub(super) is_diagram: bool,
    /// The bytes of its tokens that are set.
    written: u32,
    /// The characters that no face has.
    missing: Vec<char>,
}

impl<'a> MathSetter<'a> {
    /// Returns the setter of a formula within text of a style and a leading. Returns `None` if there is no face for
    /// mathematics.
    pub(in crate::paragraph) fn new(
        resources: Resources<'a>,
        around: &'a TextStyle,
        leading: Length,
    ) -> Option<Self> {
        let (fonts, design) = (resources.fonts, resources.design);
        let face = fonts.find(&design.math_family, around.bold, false)?;
        let font = fonts.face(face).math()?;
        let text = fonts.face(itemize::face(around, design, fonts));
        let size = around.size.ratio(matched(text, fonts.face(face), around.family), 1000);
        Some(Self {
            resources,
            around,
            face,
            font,
            size,
            leading,
            is_upright: false,
            is_diagram: false,
            written: 0,
            missing: Vec::new(),
        })
    }

    /// Returns the error about characters without a glyph, if there are any.
    pub(in crate::paragraph) fn lack(self, span: Span) -> Option<Diagnostic> {
        let mut counts: Vec<(char, usize)> = Vec::new();
        for c in self.missing {
            match counts.iter_mut().find(|(known, _)| *known == c) {
                Some((_, count)) => *count += 1,
                None => counts.push((c, 1)),
            }
        }
        let lang = self.around.lang.clone();
        (!counts.is_empty()).then(|| Diagnostic::lack(Code::MissingGlyph, span, Lack::Glyphs(counts, lang)))
    }

    /// Returns whether every character has a glyph.
    pub(super) fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }

    /// Takes note of a character that no face has.
    pub(super) fn miss(&mut self, c: char) {
        self.missing.push(c);
    }

    /// Starts anew, with no tokens set.
    pub(super) fn restart(&mut self) {
        (self.written, self.missing) = (0, Vec::new());
    }

    /// Counts a character as set.
    pub(super) fn token(&mut self, text: char) -> Token {
        let at = self.written;
        self.written += u32::try_from(text.len_utf8()).unwrap_or(0);
        Token { text, at }
    }

    /// Counts a text as set. Returns the byte at which it begins.
    pub(super) fn count(&mut self, text: &str) -> u32 {
        let at = self.written;
        self.written += u32::try_from(text.len()).unwrap_or(0);
        at
    }

    /// Returns the bytes of its tokens that are set.
    pub(super) fn written(&self) -> u32 {
        self.written
    }

    /// Takes back what was counted after a byte, since it is not shown.
    pub(super) fn forget(&mut self, written: u32) {
        self.written = written;
    }

    /// Returns the size of type in a style.
    pub(super) fn size(&self, style: SetStyle) -> Length {
        let share = match style.level {
            MathStyle::Display | MathStyle::Text => 100,
            MathStyle::Script => i64::from(self.font.constant(MathConstant::ScriptSize)),
            MathStyle::ScriptScript => i64::from(self.font.constant(MathConstant::ScriptScriptSize)),
        };
        self.size.ratio(share * style.per_cent, 10_000)
    }

    /// Returns a distance that the typeface defines.
    pub(super) fn constant(&self, constant: MathConstant, style: SetStyle) -> Length {
        scaled(self.font.constant(constant), self.resources.fonts.face(self.face), self.size(style))
    }

    /// Returns the first of two distances in display style, the second in others.
    pub(super) fn by_style(
        &self,
        (display, text): (MathConstant, MathConstant),
        is_display: bool,
        style: SetStyle,
    ) -> Length {
        self.constant(if is_display { display } else { text }, style)
    }

    /// Returns a share of an em, in thousandths.
    pub(super) fn em(&self, thousandths: i64, style: SetStyle) -> Length {
        self.size(style).ratio(thousandths, 1000)
    }

    /// Returns the height of the axis.
    pub(super) fn axis(&self, style: SetStyle) -> Length {
        self.constant(MathConstant::AxisHeight, style)
    }

    /// Returns the width of the space between two atoms.
    pub(super) fn gap(&self, gap: Gap, style: SetStyle) -> Length {
        self.size(style).ratio(i64::from(gap.mu()), 18)
    }

    /// Returns the space in place of a delimiter that is not shown.
    pub(super) fn null_delimiter(&self, style: SetStyle) -> Length {
        self.em(NULL_DELIMITER, style)
    }

    /// Returns a length that the author wrote.
    pub(super) fn length(&self, length: MathLength, style: SetStyle) -> Length {
        let thousandths = i64::from(length.thousandths);
        match length.unit {
            MathUnit::Em => self.em(thousandths, style),
            MathUnit::Ex => {
                let face = self.resources.fonts.face(self.face);
                let x_height = scaled(i32::from(face.metrics.x_height), face, self.size(style));
                x_height.ratio(thousandths, 1000)
            }
            MathUnit::Mu => self.size(style).ratio(thousandths, 18_000),
            // TeX has 72.27 points in an inch, PDF 72.
            MathUnit::Pt => Length::pt(1).ratio(thousandths * 7200, 7_227_000),
        }
    }
}

/// Returns font units of a face as a length, rounded to the nearest.
pub(super) fn scaled(units: i32, face: &Face, size: Length) -> Length {
    let per_em = i64::from(face.metrics.units_per_em).max(1);
    let product = i64::from(units) * size.to_sp();
    Length::sp((2 * product + per_em).div_euclid(2 * per_em))
}

/// Returns the size of a face for mathematics that has the x-height of the text, in thousandths of the text's size.
fn matched(text: &Face, math: &Face, family: Family) -> i64 {
    let share = |face: &Face| {
        i64::from(face.metrics.x_height) * 1_000_000 / i64::from(face.metrics.units_per_em.max(1))
    };
    if family == Family::Code || share(math) == 0 {
        return 1000;
    }
    let size = share(text) * 1000 / share(math);
    let size = size.clamp(*MATCHED.start(), *MATCHED.end());
    if (size - 1000).abs() <= EQUAL { 1000 } else { size }
}
