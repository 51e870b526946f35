//! The spaces of a line of text without word spaces: adds them to its glyphs, and fills the line in the order of
//! JLReq 3.8.3 and 3.8.4.

use super::pieces::LinePiece;
use super::shape;
use super::shaped::ShapedText;
use super::spacing::{ClusterSpace, SpaceKind};

/// Stretch and shrink of a word space, in thousandths of its width.
const SPACE_STRETCH: i64 = 500;
const SPACE_SHRINK: i64 = 333;
/// The stretch of a space between phrases of a script without word spaces, likewise.
const PHRASE_STRETCH: i64 = 1_500;

/// A place of a line where space may be added or removed.
struct Place {
    piece: usize,
    /// The glyph before the space; `None` for the space within a formula.
    glyph: Option<usize>,
    kind: PlaceKind,
    /// How much is added in its turn, and how much may be removed.
    stretch: i64,
    shrink: i64,
    /// The change so far.
    change: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PlaceKind {
    Word,
    Quarter,
    Solid,
    /// White between marks, to which none is added.
    Fixed,
}

/// Adds the spaces between the clusters of a line to its glyphs; the last one has none after it.
pub(super) fn apply(shaped: &ShapedText, pieces: &mut [LinePiece], end: usize) {
    if shaped.spaces.is_empty() {
        return;
    }
    for piece in pieces.iter_mut() {
        let mut last = piece.glyphs.len();
        // Backwards: the space is after the last glyph of a cluster.
        for at in (0..piece.glyphs.len()).rev() {
            if last < piece.glyphs.len() && piece.glyphs[last].cluster == piece.glyphs[at].cluster {
                continue;
            }
            last = at;
            if let Some(space) = after(shaped, piece, at, end) {
                shape::widen(&mut piece.glyphs[at], space.width);
            }
        }
    }
}

/// Returns the space after a glyph of a line that ends at `end`; `None` after its last cluster.
fn after(shaped: &ShapedText, piece: &LinePiece, glyph: usize, end: usize) -> Option<ClusterSpace> {
    let start = piece.glyphs[glyph].cluster as usize;
    let at = shaped.clusters.binary_search_by_key(&start, |cluster| cluster.start).ok()?;
    (shaped.clusters[at].end < end && !piece.hyphen).then(|| shaped.spaces[at])
}

/// Fills a line that ends at a byte of the text. Space is added to word spaces first, then between ideographs and
/// Western letters, then evenly between ideographs; it is taken from word spaces, from the white of punctuation, and then
/// from between ideographs and Western letters.
///
/// Returns `false` if only word spaces can fill the line, and leaves it as it is.
pub(super) fn fill(shaped: &ShapedText, pieces: &mut [LinePiece], slack: i64, end: usize) -> bool {
    if shaped.spaces.is_empty() {
        return false;
    }
    let mut places = places(shaped, pieces, end);
    if places.iter().all(|place| matches!(place.kind, PlaceKind::Word | PlaceKind::Fixed)) {
        return false;
    }
    if slack >= 0 {
        widen(&mut places, slack)
    } else {
        narrow(&mut places, -slack)
    }
    for Place { piece, glyph, change, .. } in places {
        match glyph {
            Some(glyph) => shape::widen(&mut pieces[piece].glyphs[glyph], change),
            None => pieces[piece].widened += change,
        }
    }
    true
}

fn widen(places: &mut [Place], slack: i64) {
    let mut left = slack;
    for kind in [PlaceKind::Word, PlaceKind::Quarter] {
        left -= spread(places, left, |place| if place.kind == kind { place.stretch } else { 0 }, true);
    }
    let has_solid = places.iter().any(|place| place.kind == PlaceKind::Solid);
    let is_filled = |kind| match kind {
        PlaceKind::Solid => true,
        PlaceKind::Word | PlaceKind::Quarter => !has_solid,
        PlaceKind::Fixed => false,
    };
    let weight = |place: &Place| i64::from(is_filled(place.kind));
    spread(places, left, weight, false);
}

fn narrow(places: &mut [Place], excess: i64) {
    let mut left = excess;
    let turns: [&[PlaceKind]; 3] =
        [&[PlaceKind::Word], &[PlaceKind::Solid, PlaceKind::Fixed], &[PlaceKind::Quarter]];
    for kinds in turns {
        let weight = |place: &Place| if kinds.contains(&place.kind) { -place.shrink } else { 0 };
        left -= spread(places, left, weight, true);
    }
}

/// Spreads a length over places in proportion to their weights, to the last scaled point. If it is limited, no place
/// gets more than its weight. Negative weights are taken away. Returns what was spread.
fn spread(places: &mut [Place], length: i64, weight: impl Fn(&Place) -> i64, is_limited: bool) -> i64 {
    let total: i64 = places.iter().map(|place| weight(place).abs()).sum();
    if total == 0 {
        return 0;
    }
    let length = if is_limited { length.min(total) } else { length };
    let (mut reached, mut given) = (0, 0);
    for place in places {
        let weight = weight(place);
        reached += weight.abs();
        // Computed from the start of the line, so that what is lost in rounding is never more than one unit.
        let until = length * reached / total;
        place.change += if weight < 0 { given - until } else { until - given };
        given = until;
    }
    length
}

fn places(shaped: &ShapedText, pieces: &[LinePiece], end: usize) -> Vec<Place> {
    let text = &shaped.collected.text;
    let mut places = Vec::new();
    let mut is_close = false;
    for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.hyphen) {
        let mut push = |glyph, kind, (stretch, shrink)| {
            places.push(Place { piece: index, glyph, kind, stretch, shrink, change: 0 });
        };
        let of_word = |width: i64| (width * SPACE_STRETCH / 1000, width * SPACE_SHRINK / 1000);
        if piece.is_formula_space(shaped) {
            push(None, PlaceKind::Word, of_word(piece.width(shaped)));
        }
        for (at, glyph) in piece.glyphs.iter().enumerate() {
            if text[glyph.cluster as usize..].starts_with([' ', '\u{A0}']) {
                push(Some(at), PlaceKind::Word, of_word(i64::from(glyph.advance)));
                continue;
            }
            if piece.glyphs.get(at + 1).is_some_and(|next| next.cluster == glyph.cluster) {
                continue;
            }
            let Some(space) = after(shaped, piece, at, end) else { continue };
            match space.kind {
                SpaceKind::Quarter => push(Some(at), PlaceKind::Quarter, (space.stretch, space.shrink)),
                SpaceKind::Solid | SpaceKind::Close => {
                    is_close |= space.kind == SpaceKind::Close;
                    push(Some(at), PlaceKind::Solid, (space.stretch, space.shrink));
                }
                SpaceKind::Fixed if space.shrink > 0 => {
                    push(Some(at), PlaceKind::Fixed, (0, space.shrink));
                }
                SpaceKind::Fixed => {}
            }
        }
    }
    if is_close {
        for place in places.iter_mut().filter(|place| place.kind == PlaceKind::Word) {
            place.stretch = place.stretch * PHRASE_STRETCH / SPACE_STRETCH;
        }
    }
    places
}

#[cfg(test)]
mod tests;
