//! The spaces of text without word spaces: what is between two characters, how far it gives way when a line is
//! filled, and what a character gives away at the ends of a line.
//!
//! Both the breaker and justification read these values, which are decided once for each cluster. A text
//! whose lines only word spaces can fill has none of them.

mod class;
mod pairs;

use crate::fonts::{Face, FaceId, Library};
use class::CharClass;
pub(super) use class::is_of_dictionary;
use pairs::Blanks;
pub(super) use pairs::SpaceKind;

/// The stretch between two ideographs at a ratio of 1, in thousandths of an em.
const SOLID_STRETCH: i64 = 40;
/// The same between two letters of a script without word spaces.
const CLOSE_STRETCH: i64 = 25;
/// The white of a mark that is half of its body, and on each side of one that is in the middle.
const HALF: i64 = 500;
const SIDE: i64 = 250;
/// A glyph at least as wide fills the square of an ideograph.
const FULL_WIDTH: i64 = 900;
/// How much of these a face may lack.
const NEARLY: i64 = 40;

/// The space around a cluster, in scaled points.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct ClusterSpace {
    /// The white before it, which it gives away where a line begins.
    pub(super) lead: i64,
    /// The white after it, which it gives away where a line ends.
    pub(super) trail: i64,
    /// The space added between it and the next cluster, which may be negative.
    pub(super) width: i64,
    /// How much this space grows at a ratio of 1.
    pub(super) stretch: i64,
    /// How much it may shrink.
    pub(super) shrink: i64,
    pub(super) kind: SpaceKind,
}

impl ClusterSpace {
    /// Returns whether the space after the cluster differs from none.
    pub(super) fn is_flexible(&self) -> bool {
        self.width != 0 || self.stretch != 0 || self.shrink != 0
    }
}

/// A cluster with what the space around it depends on.
pub(super) struct SpacedCluster {
    /// Its first character; `None` if it is neither spaced nor text.
    pub(super) character: Option<char>,
    /// Whether it is a formula.
    pub(super) is_formula: bool,
    pub(super) width: i64,
    /// The size of its style.
    pub(super) em: i64,
    /// Its face and its first glyph; `None` in text from right to left.
    pub(super) glyph: Option<(FaceId, u16)>,
}

/// Returns the space around each cluster of a text; empty if only word spaces give way.
pub(super) fn spaces(clusters: impl Iterator<Item = SpacedCluster>, fonts: &Library) -> Vec<ClusterSpace> {
    let sides: Vec<Side> = clusters.map(|cluster| side(&cluster, fonts)).collect();
    let mut spaces = vec![ClusterSpace::default(); sides.len()];
    for (at, side) in sides.iter().enumerate() {
        let sp = |thousandths: i64, em: i64| em * thousandths / 1000;
        let space = &mut spaces[at];
        space.lead = sp(side.blanks.before, side.em);
        space.trail = sp(side.blanks.after, side.em);
        let Some(next) = sides.get(at + 1) else { break };
        let pair = pairs::between((side.class, side.blanks), (next.class, next.blanks));
        // The quarter em is that of the ideograph.
        let em = if side.class == CharClass::Western { next.em } else { side.em };
        space.width = sp(pair.width, em);
        space.shrink = sp(pair.shrink, em);
        space.stretch = match pair.kind {
            SpaceKind::Fixed => 0,
            SpaceKind::Quarter => sp(pairs::QUARTER, em),
            SpaceKind::Solid => sp(SOLID_STRETCH, em),
            SpaceKind::Close => sp(CLOSE_STRETCH, em),
        };
        space.kind = pair.kind;
    }
    if spaces.iter().all(|space| *space == ClusterSpace::default()) {
        spaces.clear();
    }
    spaces
}

/// Returns whether a text may have characters that are set without word spaces, by the first bytes of characters.
/// Quotation marks and dashes are spaced only among others; hangul has word spaces.
pub(super) fn may_be_spaced(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xE0 | 0xE1 | 0xE3..=0xE9 | 0xEF | 0xF0))
}

/// What the space beside a cluster depends on.
struct Side {
    class: CharClass,
    blanks: Blanks,
    em: i64,
}

fn side(cluster: &SpacedCluster, fonts: &Library) -> Side {
    let SpacedCluster { character, is_formula, width, em, glyph } = *cluster;
    let is_wide = width * 1000 >= em * FULL_WIDTH;
    let class = match character {
        _ if is_formula => CharClass::Western,
        Some(c) => CharClass::of(c, is_wide),
        None => CharClass::Other,
    };
    let has_blanks = is_wide && (class.closes() || class == CharClass::Opening);
    let blanks = match glyph {
        Some((face, glyph)) if has_blanks => measured(fonts.face(face), glyph, class),
        _ => Blanks::default(),
    };
    Side { class, blanks, em }
}

/// Returns the white that a face has in a mark of a class, which differs with the language of the face: a
/// full stop is in the middle of its body in Taiwan, a question mark at the left in mainland China.
fn measured(face: &Face, glyph: u16, class: CharClass) -> Blanks {
    let Some(ink) = face.whole_ink(glyph) else { return Blanks::default() };
    let em = i64::from(face.metrics.units_per_em).max(1);
    let before = i64::from(ink.left) * 1000 / em + NEARLY;
    let after = i64::from(face.advance(glyph) - ink.right) * 1000 / em + NEARLY;
    match class {
        CharClass::Opening if before >= HALF => Blanks { before: HALF, after: 0 },
        CharClass::Opening => Blanks::default(),
        _ if after >= HALF => Blanks { before: 0, after: HALF },
        CharClass::Comma | CharClass::Stop | CharClass::Middle if before.min(after) >= SIDE => {
            Blanks { before: SIDE, after: SIDE }
        }
        _ => Blanks::default(),
    }
}
