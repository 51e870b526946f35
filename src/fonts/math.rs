//! The tables of a face for mathematics (OpenType 1.9.1, `MATH`): distances, variants of glyphs that grow,
//! corrections of single glyphs, and the glyphs for scripts (`GSUB`, feature `ssty`).

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use skrifa::GlyphId;
use skrifa::raw::tables::gsub::{AlternateSubst, SingleSubst, SubstitutionSubtables};
use skrifa::raw::tables::math::{
    GlyphPartRecord, Math, MathConstant as TableConstant, MathKernCorner, StretchAxis,
};
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};

use super::data::FontData;
use super::outline::{self, Ink};

/// Declares the constants, with their numbers in the table.
macro_rules! constants {
    ($($(#[$doc:meta])* $name:ident = $number:literal,)+) => {
        /// A distance or a share that a face for mathematics defines. Distances are in font units.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum MathConstant {
            $($(#[$doc])* $name = $number,)+
        }
    };
}

constants! {
    /// The size of scripts in per cent.
    ScriptSize = 0,
    /// The size of scripts of scripts in per cent.
    ScriptScriptSize = 1,
    /// The minimum height of a large operator in display style.
    DisplayOperatorHeight = 3,
    /// The height of the axis, on which fractions and operators are centred.
    AxisHeight = 5,
    /// The height of a base up to which an accent is not raised.
    AccentBaseHeight = 6,
    /// How far a subscript is lowered.
    SubscriptDown = 8,
    /// The maximum height of the top of a subscript.
    SubscriptTopMax = 9,
    /// How far a subscript is at least below the bottom of its base.
    SubscriptDropMin = 10,
    /// How far a superscript is raised.
    SuperscriptUp = 11,
    /// The same in cramped styles.
    SuperscriptUpCramped = 12,
    /// The minimum height of the bottom of a superscript.
    SuperscriptBottomMin = 13,
    /// How far the baseline of a superscript may be below the top of its base.
    SuperscriptDropMax = 14,
    /// The minimum gap between a superscript and a subscript.
    ScriptGapMin = 15,
    /// The maximum height to which a superscript is raised to make this gap.
    SuperscriptBottomMaxWithSubscript = 16,
    /// The space behind scripts.
    SpaceAfterScript = 17,
    /// The minimum gap above an operator, below its upper limit.
    UpperLimitGap = 18,
    /// The minimum rise of the baseline of an upper limit.
    UpperLimitRise = 19,
    /// The minimum gap below an operator, above its lower limit.
    LowerLimitGap = 20,
    /// The minimum drop of the baseline of a lower limit.
    LowerLimitDrop = 21,
    /// The shift of the upper part of a stack.
    StackUp = 22,
    /// The same in display style.
    StackUpDisplay = 23,
    /// The shift of the lower part of a stack.
    StackDown = 24,
    /// The same in display style.
    StackDownDisplay = 25,
    /// The minimum gap between the parts of a stack.
    StackGap = 26,
    /// The same in display style.
    StackGapDisplay = 27,
    /// The gap between what grows and what is above it.
    StretchGapAbove = 30,
    /// The gap between what grows and what is below it.
    StretchGapBelow = 31,
    /// The shift of a numerator.
    NumeratorUp = 32,
    /// The same in display style.
    NumeratorUpDisplay = 33,
    /// The shift of a denominator.
    DenominatorDown = 34,
    /// The same in display style.
    DenominatorDownDisplay = 35,
    /// The minimum gap between a numerator and the bar.
    NumeratorGap = 36,
    /// The same in display style.
    NumeratorGapDisplay = 37,
    /// The thickness of the bar of a fraction.
    FractionRule = 38,
    /// The minimum gap between the bar and a denominator.
    DenominatorGap = 39,
    /// The same in display style.
    DenominatorGapDisplay = 40,
    /// The gap between a rule above and what is below it.
    OverbarGap = 43,
    /// The thickness of the rule.
    OverbarRule = 44,
    /// The space above the rule.
    OverbarExtra = 45,
    /// The gap between a rule below and what is above it.
    UnderbarGap = 46,
    /// The thickness of the rule.
    UnderbarRule = 47,
    /// The space below the rule.
    UnderbarExtra = 48,
    /// The gap between the rule of a root and what is below it.
    RadicalGap = 49,
    /// The same in display style.
    RadicalGapDisplay = 50,
    /// The thickness of the rule of a root.
    RadicalRule = 51,
    /// The space before the degree of a root.
    RadicalKernBefore = 53,
    /// The space behind the degree of a root, usually negative.
    RadicalKernAfter = 54,
    /// The height of the bottom of the degree, in per cent of that of the radical sign.
    RadicalDegreeRaise = 55,
}

/// The number of constants in the table.
const CONSTANTS: u8 = 56;

/// The direction in which a glyph grows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Growth {
    /// It becomes wider.
    Horizontal,
    /// It becomes taller.
    Vertical,
}

/// A corner of a glyph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Corner {
    /// At the right, above the baseline.
    TopRight,
    /// At the right, below the baseline.
    BottomRight,
    /// At the left, above the baseline.
    TopLeft,
    /// At the left, below the baseline.
    BottomLeft,
}

/// The sizes of a glyph that grows, in font units.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GrowingGlyph {
    /// Its variants with their extents, the smallest first.
    pub variants: Vec<(u16, i32)>,
    /// The parts of the glyph for any extent, from left to right or from bottom to top.
    pub parts: Vec<GlyphPart>,
    /// The minimum overlap of two parts.
    pub overlap: i32,
}

/// A part of a glyph that grows without limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GlyphPart {
    /// The glyph.
    pub glyph: u16,
    /// The length at its start that may overlap the part before.
    pub start: i32,
    /// The length at its end that may overlap the part behind.
    pub end: i32,
    /// Its extent.
    pub extent: i32,
    /// Whether it may be repeated or left out.
    pub repeats: bool,
}

/// The mathematics of a face.
pub struct MathFont {
    data: FontData,
    index: u32,
    constants: Vec<i32>,
    /// The glyphs that replace a glyph in scripts, and in scripts of scripts.
    small: BTreeMap<u16, Vec<u16>>,
    /// The ink of glyphs that were asked for, which takes longer to find than to set them.
    ink: RwLock<BTreeMap<u16, Ink>>,
}

impl MathFont {
    /// Reads the tables of a font. Returns `None` if it has none for mathematics, or broken ones.
    pub(super) fn read(data: &FontData, index: u32) -> Option<Self> {
        let font = FontRef::from_index(data, index).ok()?;
        let math = font.math().ok()?;
        let table = math.math_constants().ok()?;
        math.math_variants().ok()?;
        let constants = (0..CONSTANTS)
            .map(|number| TableConstant::new(number).map_or(0, |c| table.constant(c)))
            .collect();
        let small = small_glyphs(&font);
        Some(Self { data: data.clone(), index, constants, small, ink: RwLock::default() })
    }

    /// Returns a constant.
    pub fn constant(&self, constant: MathConstant) -> i32 {
        self.constants[constant as usize]
    }

    /// Returns the glyph for scripts, with a `level` of 1, or for scripts of scripts, with 2.
    pub fn small(&self, glyph: u16, level: usize) -> u16 {
        let found = self.small.get(&glyph).and_then(|all| all.get(level.saturating_sub(1)).or(all.last()));
        found.copied().unwrap_or(glyph)
    }

    /// Returns how far a glyph leans beyond its width, in font units.
    pub fn italic(&self, glyph: u16) -> i32 {
        let found = self.table(|math| {
            math.math_glyph_info()
                .ok()?
                .math_italics_correction_info()?
                .ok()?
                .correction(GlyphId::from(glyph))
        });
        found.unwrap_or(0)
    }

    /// Returns the x at which the middle of an accent is above a glyph, in font units; `None` if the face defines
    /// none.
    pub fn accent(&self, glyph: u16) -> Option<i32> {
        self.table(|math| {
            math.math_glyph_info().ok()?.math_top_accent_attachment()?.ok()?.attachment(GlyphId::from(glyph))
        })
    }

    /// Returns the kern of a corner at a height above the baseline, in font units.
    pub fn kern(&self, glyph: u16, corner: Corner, height: i32) -> i32 {
        let corner = match corner {
            Corner::TopRight => MathKernCorner::TopRight,
            Corner::BottomRight => MathKernCorner::BottomRight,
            Corner::TopLeft => MathKernCorner::TopLeft,
            Corner::BottomLeft => MathKernCorner::BottomLeft,
        };
        let found = self.table(|math| {
            let info = math.math_glyph_info().ok()?.math_kern_info()?.ok()?;
            info.kern(GlyphId::from(glyph), corner)?.kerning(height)
        });
        found.unwrap_or(0)
    }

    /// Returns how a glyph grows. It has no variants and no parts if it does not.
    pub fn growing(&self, glyph: u16, growth: Growth) -> GrowingGlyph {
        let axis = match growth {
            Growth::Horizontal => StretchAxis::Horizontal,
            Growth::Vertical => StretchAxis::Vertical,
        };
        let found = self.table(|math| {
            let variants = math.math_variants().ok()?;
            let overlap = i32::from(variants.min_connector_overlap().to_u16());
            let built = variants.glyph_construction(GlyphId::from(glyph), axis)?;
            let records = built.math_glyph_variant_records().iter();
            let variants = records.map(|record| {
                (record.variant_glyph().to_u16(), i32::from(record.advance_measurement().to_u16()))
            });
            let parts = built.glyph_assembly().and_then(Result::ok).map_or_else(Vec::new, |assembly| {
                let part = |record: &GlyphPartRecord| GlyphPart {
                    glyph: record.glyph_id().to_u16(),
                    start: i32::from(record.start_connector_length().to_u16()),
                    end: i32::from(record.end_connector_length().to_u16()),
                    extent: i32::from(record.full_advance().to_u16()),
                    repeats: record.part_flags().bits() & 1 != 0,
                };
                assembly.part_records().iter().map(part).collect()
            });
            Some(GrowingGlyph { variants: variants.collect(), parts, overlap })
        });
        found.unwrap_or_default()
    }

    /// Returns the bounding box of a glyph, empty if it has no ink.
    pub fn ink(&self, glyph: u16) -> Ink {
        if let Some(ink) = self.ink.read().unwrap_or_else(PoisonError::into_inner).get(&glyph) {
            return *ink;
        }
        let found = outline::ink(&self.data, self.index, glyph, i32::MIN / 2..=i32::MAX / 2);
        let found = found.unwrap_or(Ink { left: 0, right: 0, bottom: 0, top: 0 });
        self.ink.write().unwrap_or_else(PoisonError::into_inner).insert(glyph, found);
        found
    }

    fn table<T>(&self, read: impl FnOnce(&Math<'_>) -> Option<T>) -> Option<T> {
        let font = FontRef::from_index(&self.data, self.index).ok()?;
        read(&font.math().ok()?)
    }
}

/// Returns the glyphs that replace each glyph in scripts.
fn small_glyphs(font: &FontRef<'_>) -> BTreeMap<u16, Vec<u16>> {
    let mut found = BTreeMap::new();
    let Ok(gsub) = font.gsub() else { return found };
    let (Ok(features), Ok(lookups)) = (gsub.feature_list(), gsub.lookup_list()) else { return found };
    let records = features.feature_records().iter();
    for record in records.filter(|record| record.feature_tag() == Tag::new(b"ssty")) {
        let Ok(feature) = record.feature(features.offset_data()) else { continue };
        for index in feature.lookup_list_indices() {
            let lookup = lookups.lookups().get(usize::from(index.get()));
            let Ok(tables) = lookup.and_then(|lookup| lookup.subtables()) else { continue };
            add_small(&tables, &mut found);
        }
    }
    found
}

/// Adds the replacements of a lookup that replaces single glyphs.
fn add_small(tables: &SubstitutionSubtables<'_>, found: &mut BTreeMap<u16, Vec<u16>>) {
    match tables {
        SubstitutionSubtables::Alternate(tables) => {
            for table in tables.iter().flatten() {
                let AlternateSubst::Format1(table) = table else { continue };
                let Ok(coverage) = table.coverage() else { continue };
                for (index, glyph) in coverage.iter().enumerate() {
                    let Ok(set) = table.alternate_sets().get(index) else { continue };
                    let glyphs = set.alternate_glyph_ids().iter().map(|id| id.get().to_u16());
                    found.insert(narrow(glyph), glyphs.collect());
                }
            }
        }
        SubstitutionSubtables::Single(tables) => {
            for table in tables.iter().flatten() {
                add_single(table, found);
            }
        }
        _ => {}
    }
}

/// Adds the replacements of a table with one for each glyph.
fn add_single(table: SingleSubst<'_>, found: &mut BTreeMap<u16, Vec<u16>>) {
    match table {
        SingleSubst::Format1(table) => {
            let Ok(coverage) = table.coverage() else { return };
            let small = |glyph: u16| glyph.wrapping_add_signed(table.delta_glyph_id());
            found.extend(coverage.iter().map(narrow).map(|glyph| (glyph, vec![small(glyph)])));
        }
        SingleSubst::Format2(table) => {
            let Ok(coverage) = table.coverage() else { return };
            let small = table.substitute_glyph_ids().iter().map(|id| vec![id.get().to_u16()]);
            found.extend(coverage.iter().map(narrow).zip(small));
        }
        // Glyphs with numbers above 65,535, which no font has that can be read here.
        SingleSubst::Format3(_) | SingleSubst::Format4(_) => {}
    }
}

/// Returns the number of a glyph of a coverage table, which has 16 bits.
fn narrow(glyph: GlyphId) -> u16 {
    u16::try_from(glyph.to_u32()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Library;

    fn with_math<T>(read: impl FnOnce(&MathFont, &dyn Fn(char) -> u16) -> T) -> T {
        let fonts = Library::bundled();
        let face = fonts.face(fonts.find("Libertinus Math", false, false).expect("bundled"));
        read(face.math().expect("a table"), &|c| face.glyph(c).expect("a glyph"))
    }

    #[test]
    fn constants_are_those_of_the_table() {
        with_math(|math, _| {
            let of = |constant| math.constant(constant);
            assert_eq!((of(MathConstant::ScriptSize), of(MathConstant::ScriptScriptSize)), (80, 60));
            assert_eq!((of(MathConstant::AxisHeight), of(MathConstant::FractionRule)), (260, 65));
            assert_eq!(of(MathConstant::RadicalDegreeRaise), 50);
        });
    }

    #[test]
    fn glyphs_grow_by_variants_and_parts() {
        with_math(|math, glyph| {
            let brace = math.growing(glyph('{'), Growth::Vertical);
            assert!(brace.variants.windows(2).all(|pair| pair[0].1 <= pair[1].1));
            assert!(brace.variants.len() > 3 && brace.parts.iter().any(|part| part.repeats));
            assert_eq!(math.growing(glyph('x'), Growth::Vertical), GrowingGlyph::default());
            assert!(!math.growing(glyph('→'), Growth::Horizontal).parts.is_empty());
        });
    }

    #[test]
    fn letters_have_corrections_and_forms_for_scripts() {
        with_math(|math, glyph| {
            assert!(math.italic(glyph('𝑓')) > 50);
            assert!(math.accent(glyph('𝑓')).is_some_and(|at| at > 200));
            assert_ne!(math.small(glyph('′'), 1), glyph('′'));
            assert!(math.ink(glyph('∑')).top > 700);
        });
    }

    #[test]
    fn a_face_for_text_has_no_mathematics() {
        let fonts = Library::bundled();
        let face = fonts.face(fonts.find("EB Garamond", false, false).expect("bundled"));
        assert!(face.math().is_none());
    }
}
