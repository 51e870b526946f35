//! Lengthens the joins between Arabic letters (kashida) in lines whose spaces alone would be too wide.
//!
//! The sign of the join, U+0640, is repeated with overlap, which gives every length from that of one sign on. It is shown, but it
//! is not text: it belongs to the cluster of the letter before it. A word has one long join at most, where calligraphers prefer it;
//! the order of preference is that of Microsoft's "Justifying text using CSS" (2003), which most programs follow.
//! Only this module uses unicode-joining-type.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_joining_type::{JoiningGroup, JoiningType, get_joining_group, get_joining_type};
use unicode_script::Script;

use super::pieces::LinePiece;
use super::segment::{Segment, SegmentKind};
use super::shape::{self, ShapedGlyph};
use super::shaped::ShapedText;
use crate::fonts::{Face, Library};

const TATWEEL: char = 'ـ';
/// How far spaces grow before joins do, in thousandths of their natural width.
const ROOM: i64 = 500;
/// The maximum length of a join, in thousandths of the size, unless the sign itself is longer.
const LONGEST: i64 = 500;
/// The maximum height of the ink of the sign, likewise: a taller one is not a plain stroke on the baseline.
const TALLEST: i64 = 200;

/// A place where a join may be lengthened.
struct Join {
    piece: usize,
    /// The glyph before which the sign is inserted.
    glyph: usize,
    rank: u8,
    /// The length of one sign.
    sign: i64,
    longest: i64,
}

/// Lengthens joins of a line by what its spaces cannot fill. Returns by how much the line has become longer.
pub(super) fn lengthen(
    shaped: &ShapedText,
    pieces: &mut [LinePiece],
    slack: i64,
    line: &Range<usize>,
    fonts: &Library,
) -> i64 {
    let mut room = slack - spaces(shaped, pieces) * ROOM / 1000;
    if room <= 0 {
        return 0;
    }
    let mut joins = joins(shaped, pieces, line, fonts);
    let mut added = 0;
    // The sign itself may be longer than what is wanted by half; the spaces make up for it.
    joins.retain(|join| join.sign <= 2 * room);
    let count = joins.iter().map(|join| join.sign).max().map_or(0, |sign| (room / sign).max(1));
    joins.truncate(usize::try_from(count).unwrap_or(usize::MAX));
    // From the end of each piece, so that places stay what they are.
    joins.sort_by_key(|join| Reverse((join.piece, join.glyph)));
    let mut left = i64::try_from(joins.len()).unwrap_or(1);
    for join in joins {
        let length = (room / left).clamp(join.sign, join.longest);
        insert(&mut pieces[join.piece], &join, length, shaped, fonts);
        room -= length;
        added += length;
        left -= 1;
    }
    added
}

/// Returns the width of all word spaces.
fn spaces(shaped: &ShapedText, pieces: &[LinePiece]) -> i64 {
    let text = &shaped.collected.text;
    let glyphs = pieces.iter().filter(|piece| !piece.hyphen).flat_map(|piece| &piece.glyphs);
    let spaces = glyphs.filter(|glyph| text[glyph.cluster as usize..].starts_with([' ', '\u{A0}']));
    spaces.map(|space| i64::from(space.advance)).sum()
}

/// Returns the best place of each word, the best of the line first.
fn joins(shaped: &ShapedText, pieces: &[LinePiece], line: &Range<usize>, fonts: &Library) -> Vec<Join> {
    // A word that is longer than the line would be searched again for every line.
    let text = &shaped.collected.text[line.clone()];
    let mut found: Vec<(usize, Join)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.hyphen) {
        let segment = &shaped.segments[piece.segment];
        let Some((_, sign)) = sign(segment, fonts) else { continue };
        let longest = (segment.size.to_sp() * LONGEST / 1000).max(sign);
        for at in 1..piece.glyphs.len() {
            if !is_join(&piece.glyphs, at) {
                continue;
            }
            let cluster = piece.glyphs[at - 1].cluster as usize - line.start;
            let Some((word, rank)) = rank(text, cluster) else { continue };
            let join = Join { piece: index, glyph: at, rank, sign, longest };
            // Glyphs are in visual order: the first place that is found is the nearest to the end of its word.
            match found.iter_mut().find(|(known, _)| *known == word) {
                Some((_, best)) if best.rank <= rank => {}
                Some((_, best)) => *best = join,
                None => found.push((word, join)),
            }
        }
    }
    let mut joins: Vec<Join> = found.into_iter().map(|(_, join)| join).collect();
    joins.sort_by_key(|join| join.rank);
    joins
}

/// Returns the glyph of the sign and its length; `None` if the face has none that is a plain stroke from end to end.
fn sign(segment: &Segment, fonts: &Library) -> Option<(u16, i64)> {
    let is_arabic =
        segment.script == Script::Arabic && segment.kind == SegmentKind::Text && segment.level % 2 == 1;
    let face: &Face = fonts.face(segment.face);
    let glyph = face.glyph(TATWEEL).filter(|_| is_arabic)?;
    let (ink, advance) = (face.whole_ink(glyph)?, face.advance(glyph));
    let em = i64::from(face.metrics.units_per_em).max(1);
    let height = i64::from(ink.top - ink.bottom);
    let is_stroke = ink.left <= 0 && ink.right >= advance && height * 1000 <= em * TALLEST;
    (is_stroke && advance > 0).then(|| (glyph, i64::from(advance) * segment.size.to_sp() / em))
}

/// Returns whether the cluster that ends with the glyph before `at`, the next one in the text, is joined on the baseline to
/// that of the glyph `at`, which has no marks: readers of the file find a letter and a sign, but not a letter, its marks and a sign.
fn is_join(glyphs: &[ShapedGlyph], at: usize) -> bool {
    let (next, before) = (glyphs[at - 1], glyphs[at]);
    // A letter above the baseline is that of a face whose words descend to it (nastaliq).
    let stands = |cluster: u32| {
        let of_cluster = glyphs.iter().filter(move |glyph| glyph.cluster == cluster && glyph.advance > 0);
        of_cluster.clone().next().is_some() && of_cluster.into_iter().all(|glyph| glyph.dy == 0)
    };
    let is_alone = glyphs.get(at + 1).is_none_or(|glyph| glyph.cluster != before.cluster);
    next.cluster != before.cluster && is_alone && next.joins && stands(next.cluster) && stands(before.cluster)
}

/// Returns where the word begins that has a character at a byte, and how well the join before this character may be lengthened:
/// 0 is best. `None` if it may not.
fn rank(text: &str, at: usize) -> Option<(usize, u8)> {
    use JoiningGroup as G;
    let is_end = |c: char| !c.is_alphanumeric() && !is_mark(c);
    let word = text[..at]
        .rfind(is_end)
        .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8));
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|c| !is_mark(*c)).take_while(|c| !is_end(*c) && !stands_alone(*c)).collect()
    };
    let start = text[word..at]
        .rfind(stands_alone)
        .map_or(word, |alone| word + alone + text[word + alone..].chars().next().map_or(1, char::len_utf8));
    let (before, after) = (letters(&text[start..at]), letters(&text[at..]));
    let (last, next) = (*before.last()?, *after.first()?);
    if last == TATWEEL || next == TATWEEL {
        return Some((word, 0));
    }
    let (last, group) = (get_joining_group(last), get_joining_group(next));
    let is_final = after.len() == 1;
    let following = after.get(1).map(|c| get_joining_group(*c));
    // The name of God is not changed.
    if [before.as_slice(), after.as_slice()].concat().ends_with(&['ل', 'ل', 'ه']) {
        return None;
    }
    let is_tooth = matches!(group, G::Beh | G::Noon | G::Nya | G::Yeh | G::FarsiYeh);
    let ends_in_yeh = after.len() == 2 && matches!(following, Some(G::Yeh | G::FarsiYeh));
    let rank = match group {
        _ if matches!(last, G::Seen | G::Sad) => 1,
        G::TehMarbuta | G::Dal => 2,
        G::Heh | G::KnottedHeh | G::HehGoal if is_final => 2,
        G::Alef => 3,
        G::Tah | G::Lam | G::Kaf | G::Gaf if is_final => 3,
        _ if is_tooth && (following == Some(G::Reh) || ends_in_yeh) => 4,
        G::Waw => 5,
        G::Ain | G::Feh | G::Qaf if is_final => 5,
        _ if is_final => 6,
        _ => 7,
    };
    // A word of two letters would become more join than word.
    let is_short = before.len() + after.len() == 2;
    Some((word, if is_short { 8 } else { rank }))
}

fn stands_alone(c: char) -> bool {
    get_joining_type(c) == JoiningType::NonJoining
}

fn is_mark(c: char) -> bool {
    get_joining_type(c) == JoiningType::Transparent
}

/// Inserts signs of a total length.
fn insert(piece: &mut LinePiece, join: &Join, length: i64, shaped: &ShapedText, fonts: &Library) {
    let Some((id, sign)) = sign(&shaped.segments[piece.segment], fonts) else { return };
    let cluster = piece.glyphs[join.glyph].cluster;
    let one = ShapedGlyph { id, cluster, advance: 0, dx: 0, dy: 0, unsafe_to_break: true, joins: false };
    let count = (length + sign - 1) / sign;
    // The last sign has its own length, and the others overlap one another: it must not reach into the letter.
    let (overlapping, rest) = (count - 1, length - sign);
    let mut given = 0;
    let signs = (1..=count).map(|number| {
        let until = if number == count { length } else { rest * number / overlapping };
        let mut glyph = one;
        shape::widen(&mut glyph, until - given);
        given = until;
        glyph
    });
    let signs: Vec<ShapedGlyph> = signs.collect();
    piece.glyphs.splice(join.glyph..join.glyph, signs);
}

#[cfg(test)]
mod tests;
