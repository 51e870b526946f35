//! Further numbers of glyphs, by which a glyph maps to another text than elsewhere.
//!
//! In scripts with marks and reordered signs a cluster has several glyphs, and the text of each depends on the others: कि is
//! shown as ि and क. A replacement text says what the cluster is, but some readers ignore it (pdf.js), and most put the
//! characters of one in reverse where letters run from right to left. So the glyphs of a cluster map to its text by parts, in
//! their order on the page. This needs a font whose numbers are mapped to glyphs by a table, TrueType.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clusters::Cluster;
use crate::fonts::is_private;

/// The text of a glyph that has no part of its cluster's text. It is not shown.
pub(super) const SILENT: &str = "\u{AD}";

/// The variants of the glyphs of a face. Each is a glyph of its own, with a number from the last one downwards.
#[derive(Debug, Default)]
pub(super) struct Variants {
    all: Vec<(u16, String)>,
    numbers: BTreeMap<(u16, String), u16>,
    /// The clusters that have variants, by their text.
    clusters: BTreeMap<String, Vec<KnownCluster>>,
}

/// A cluster whose glyphs map to parts of its text.
#[derive(Clone, Debug)]
struct KnownCluster {
    glyphs: Vec<u16>,
    rtl: bool,
    /// The glyphs that show it, and the text of each.
    parts: Vec<(u16, String)>,
    /// The variants of these, found when all are known.
    variants: Vec<u16>,
}

impl Variants {
    /// Adds those that later pages use.
    pub(super) fn take_up(&mut self, later: &Self) {
        later.all.iter().for_each(|(glyph, text)| self.add(*glyph, text));
        for (text, theirs) in &later.clusters {
            let known = self.clusters.entry(text.clone()).or_default();
            for cluster in theirs {
                if !known.iter().any(|own| own.rtl == cluster.rtl && own.glyphs == cluster.glyphs) {
                    known.push(cluster.clone());
                }
            }
        }
    }

    /// Adds those of a cluster, whose parts are shown by these glyphs.
    pub(super) fn enter(&mut self, cluster: &Cluster<'_>, rtl: bool, parts: Vec<(u16, String)>) {
        parts.iter().for_each(|(glyph, text)| self.add(*glyph, text));
        if !self.knows(cluster, rtl) {
            let glyphs = cluster.glyphs.iter().map(|glyph| glyph.id).collect();
            let known = KnownCluster { glyphs, rtl, parts, variants: Vec::new() };
            self.clusters.entry(cluster.text.to_owned()).or_default().push(known);
        }
    }

    /// Returns whether a cluster has been entered.
    pub(super) fn knows(&self, cluster: &Cluster<'_>, rtl: bool) -> bool {
        self.known(cluster, rtl).is_some()
    }

    fn known(&self, cluster: &Cluster<'_>, rtl: bool) -> Option<&KnownCluster> {
        let ids = || cluster.glyphs.iter().map(|glyph| &glyph.id);
        let same_text = self.clusters.get(cluster.text)?;
        same_text.iter().find(|known| known.rtl == rtl && known.glyphs.iter().eq(ids()))
    }

    /// Returns the variants that show a cluster, if it has any.
    pub(super) fn of(&self, cluster: &Cluster<'_>, rtl: bool) -> Option<&[u16]> {
        let variants = &self.known(cluster, rtl)?.variants;
        (!variants.is_empty()).then_some(variants)
    }

    /// Adds that of a glyph for a text.
    pub(super) fn add(&mut self, glyph: u16, text: &str) {
        let number = u16::try_from(self.all.len()).ok().and_then(|count| u16::MAX.checked_sub(count));
        if let (None, Some(number)) = (self.get(glyph, text), number) {
            self.all.push((glyph, text.to_owned()));
            self.numbers.insert((glyph, text.to_owned()), number);
        }
    }

    /// Returns the variant of a glyph that maps to a text.
    pub(super) fn get(&self, glyph: u16, text: &str) -> Option<u16> {
        self.numbers.get(&(glyph, text.to_owned())).copied()
    }

    /// Returns all variants: the glyph and the text of each.
    pub(super) fn all(&self) -> &[(u16, String)] {
        &self.all
    }

    /// Returns each variant with its new number, after those of `used` glyphs. Those that the face has no room for are
    /// dropped.
    pub(super) fn number(&mut self, used: usize, glyphs: u16) -> Vec<(u16, u16)> {
        let room = usize::from(u16::MAX) - used.max(usize::from(glyphs));
        self.all.truncate(room);
        self.numbers.retain(|_, number| usize::from(u16::MAX - *number) < room);
        for cluster in self.clusters.values_mut().flatten() {
            let numbers = cluster.parts.iter().map(|part| self.numbers.get(part).copied());
            cluster.variants = numbers.collect::<Option<_>>().unwrap_or_default();
        }
        let new = (used..).map_while(|number| u16::try_from(number).ok());
        (0..=u16::MAX).rev().zip(new).take(self.all.len()).collect()
    }
}

/// Returns whether a cluster may have variants: if it has several glyphs, or is a joiner of letters from right to left.
pub(super) fn may_vary(cluster: &Cluster<'_>, rtl: bool) -> bool {
    cluster.glyphs.len() > 1 || (rtl && matches!(cluster.text, "\u{200C}" | "\u{200D}"))
}

/// Returns the part of a cluster's text for each of its glyphs, in their order on the page. Returns `None` for a cluster of one
/// glyph, unless it is a joiner of letters that run from right to left, or without a text that a glyph may have.
pub(super) fn texts_of(
    cluster: &Cluster<'_>,
    rtl: bool,
    advance: impl Fn(u16) -> i64,
) -> Option<Vec<String>> {
    let Cluster { glyphs, text } = cluster;
    if !may_vary(cluster, rtl) || text.is_empty() || text.chars().any(is_private) {
        return None;
    }
    let is_letter: Vec<bool> = glyphs.iter().map(|glyph| advance(glyph.id) != 0).collect();
    if rtl {
        let carrier = is_letter.iter().rposition(|is_letter| *is_letter)?;
        return Some(carried(text, carrier, glyphs.len()));
    }
    let mut chars: Vec<char> = text.chars().collect();
    if chars.len() < glyphs.len() {
        chars = text.nfd().collect();
    }
    Some(divided(&chars, &is_letter))
}

/// Returns the texts of glyphs one of which has all of it. Readers take text from right to left as they find it on the page, so
/// that a mark has to be before its letter.
fn carried(text: &str, carrier: usize, count: usize) -> Vec<String> {
    let has_marks = text.chars().any(is_combining_mark);
    let text: String = if has_marks { text.chars().rev().collect() } else { text.to_owned() };
    let mut texts = vec![SILENT.to_owned(); count];
    texts[carrier] = text;
    texts
}

/// Divides characters between glyphs: one for each, and what is left for the last. If there are too few, letters are served
/// before marks.
fn divided(chars: &[char], is_letter: &[bool]) -> Vec<String> {
    let mut served = vec![true; is_letter.len()];
    let mut excess = is_letter.len().saturating_sub(chars.len());
    for letters in [false, true] {
        for index in (0..is_letter.len()).rev().filter(|index| is_letter[*index] == letters) {
            if excess > 0 {
                (served[index], excess) = (false, excess - 1);
            }
        }
    }
    let last = served.iter().rposition(|is_served| *is_served);
    let mut chars = chars.iter();
    let text = |(index, is_served): (usize, &bool)| match is_served {
        true if Some(index) == last => chars.by_ref().collect(),
        true => chars.by_ref().take(1).collect(),
        false => SILENT.to_owned(),
    };
    served.iter().enumerate().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, letters: &[bool]) -> Vec<String> {
        divided(&text.chars().collect::<Vec<_>>(), letters)
    }

    #[test]
    fn glyphs_of_a_cluster_share_its_text_in_their_order() {
        assert_eq!(texts("कि", &[true, true]), ["क", "ि"]);
        assert_eq!(texts("ที่", &[true, false, false]), ["ท", "ี", "่"]);
        assert_eq!(texts("द्रु", &[true, false, false]), ["द", "्", "रु"]);
    }

    #[test]
    fn marks_are_silent_before_letters_are() {
        assert_eq!(texts("បើ", &[true, true, false]), ["ប", "ើ", SILENT]);
        assert_eq!(texts("a", &[true, true, false]), ["a", SILENT, SILENT]);
    }

    #[test]
    fn one_glyph_carries_the_text_from_right_to_left() {
        assert_eq!(carried("بّ", 1, 2), [SILENT, "\u{651}ب"]);
        assert_eq!(carried("لا", 0, 2), ["لا", SILENT]);
    }
}
