//! Fits a text into a rectangle: balanced lines in the largest letters for which there is room.
//!
//! For each number of lines, the breaks with the most even lines are found (as Knuth and Plass do for
//! paragraphs, by dynamic programming), and the size at which they fit. The number with the best score wins:
//! large letters, few lines, no short word alone.

use std::borrow::Cow;

use super::pieces::{Piece, PieceEnd, is_rtl, isolated, pieces};
use crate::assets::{Lettering, TextExtent, TextMeter};

/// The space for a text, in units of the cover, and how it may be filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The maximum size of the letters.
    pub(super) max_size: i32,
    /// The distance of baselines, in thousandths of the size.
    pub(super) leading: i32,
    /// How much larger letters must become for another line, in thousandths.
    pub(super) line_cost: i32,
}

/// A text in lines.
#[derive(Clone, Debug)]
pub(super) struct SetText<'a> {
    pub(super) lines: Vec<SetLine>,
    /// The size of the letters.
    pub(super) size: i32,
    /// The distance of baselines, in thousandths of the size.
    pub(super) leading: i32,
    pub(super) lettering: Lettering<'a>,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct SetLine {
    pub(super) text: String,
    pub(super) extent: TextExtent,
}

impl SetText<'_> {
    /// Returns the distance from the top to the first baseline: the height of the highest letter.
    pub(super) fn ascent(&self) -> i32 {
        scaled(self.size, self.lines.first().map_or(0, |line| -line.extent.top))
    }

    /// Returns the distance from the top to a baseline.
    pub(super) fn baseline(&self, index: usize) -> i32 {
        self.ascent() + scaled(self.size, self.leading * i32::try_from(index).unwrap_or(0))
    }

    /// Returns the height from the top of the first line's ink to the bottom of the last one's.
    pub(super) fn height(&self) -> i32 {
        let bottom = self.lines.last().map_or(0, |line| line.extent.bottom.max(0));
        self.baseline(self.lines.len().saturating_sub(1)) + scaled(self.size, bottom)
    }

    /// Returns a space in proportion to the letters, in thousandths of the size, but at least `min`.
    pub(super) fn space(&self, thousandths: i32, min: i32) -> i32 {
        scaled(self.size, thousandths).max(min)
    }

    /// Returns the text in smaller letters, so that it is no higher than `height`.
    fn within(mut self, height: i32) -> Self {
        if self.height() > height {
            let at_1000 = Self { size: 1000, ..self.clone() }.height().max(1);
            self.size = (height.saturating_mul(1000) / at_1000).max(1);
        }
        self
    }
}

/// Returns a length in thousandths of an em at a size.
pub(super) fn scaled(size: i32, thousandths: i32) -> i32 {
    let scaled = i64::from(size) * i64::from(thousandths);
    // Round away from zero, so that nothing reaches further than computed.
    i32::try_from((scaled.abs() + 999) / 1000 * scaled.signum()).unwrap_or(i32::MAX)
}

/// Words longer than the width at this size are hyphenated, in units of the cover.
const HYPHENATE_BELOW: i32 = 96;
/// The letters on each side of a hyphen: a title is not divided after a prefix of two.
const MIN_LETTERS: usize = 4;
/// The minimum space between the ink of two lines, in thousandths of an em.
const MIN_GAP: i32 = 60;
/// The maximum number of lines.
const MAX_LINES: usize = 24;
/// The maximum number of characters of a text; the rest of a longer one, which nobody could read, is an ellipsis. The time
/// that lines take to be balanced is the square of their number.
const MAX_CHARS: usize = 1000;

/// Fits texts.
pub(super) struct Fitter<'a> {
    pub(super) meter: &'a TextMeter,
    /// Returns the places for hyphens in a word, as byte offsets.
    pub(super) hyphenate: &'a dyn Fn(&str) -> Vec<usize>,
}

impl Fitter<'_> {
    /// Fits a text into a room. Returns `None` for an empty text.
    pub(super) fn fit<'l>(&self, text: &str, lettering: Lettering<'l>, room: Room) -> Option<SetText<'l>> {
        let text = &*shortened(text);
        let rtl = is_rtl(text);
        let hyphenate = |word: &str| self.hyphens(word, lettering, room.width);
        let pieces = pieces(text, &hyphenate);
        let measured: Vec<MeasuredPiece<'_>> = pieces
            .iter()
            .map(|piece| MeasuredPiece {
                piece,
                inner: self.advance(&piece.inner(), lettering),
                last: self.advance(&piece.last(), lettering),
            })
            .collect();
        let mut best: Option<(i64, SetText<'l>)> = None;
        for count in 1..=pieces.len().min(MAX_LINES) {
            let Some(breaks) = balanced(&measured, count) else { break };
            let set = self.set(&pieces, &breaks, rtl, lettering, room);
            let score = score(&set, &measured, &breaks, room);
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, set));
            }
        }
        best.map(|(_, set)| set)
    }

    /// Fits several texts below each other, in letters of one size.
    pub(super) fn stack<'l>(
        &self,
        texts: &[String],
        lettering: Lettering<'l>,
        room: Room,
    ) -> Option<SetText<'l>> {
        let fitted: Vec<SetText<'l>> =
            texts.iter().filter_map(|text| self.fit(text, lettering, room)).collect();
        let size = fitted.iter().map(|set| set.size).min()?;
        let leading = fitted.iter().map(|set| set.leading).max()?;
        let lines: Vec<SetLine> = fitted.into_iter().flat_map(|set| set.lines).collect();
        let leading = leading.max(needed_leading(&lines));
        Some(SetText { lines, size, leading, lettering }.within(room.height))
    }

    /// Returns the places for hyphens in a word that would otherwise need small letters.
    fn hyphens(&self, word: &str, lettering: Lettering<'_>, width: i32) -> Vec<usize> {
        if i64::from(width) * 1000 >= i64::from(self.advance(word, lettering)) * i64::from(HYPHENATE_BELOW) {
            return Vec::new();
        }
        let letters = |part: &str| part.chars().count();
        let mut places = (self.hyphenate)(word);
        places.retain(|at| letters(&word[..*at]) >= MIN_LETTERS && letters(&word[*at..]) >= MIN_LETTERS);
        places
    }

    fn advance(&self, text: &str, lettering: Lettering<'_>) -> i32 {
        // A trailing space has no width in a drawing; two letters around it show it.
        let Some(text) = text.strip_suffix(' ') else { return self.meter.measure(text, lettering).advance };
        let width = |text: &str| self.meter.measure(text, lettering).advance;
        width(text) + width("n n") - width("nn")
    }

    /// Sets lines as large as the room permits.
    fn set<'l>(
        &self,
        pieces: &[Piece],
        breaks: &[usize],
        rtl: bool,
        lettering: Lettering<'l>,
        room: Room,
    ) -> SetText<'l> {
        let mut from = 0;
        let line = |to: &usize| {
            let (last, inner) = pieces[from..*to].split_last().expect("no line is empty");
            from = *to;
            let text: String = inner.iter().map(Piece::inner).chain(Some(last.last())).collect();
            let text = isolated(text, rtl);
            SetLine { extent: self.meter.measure(&text, lettering), text }
        };
        let lines: Vec<SetLine> = breaks.iter().map(line).collect();
        let widest = lines.iter().map(|line| line.extent.width()).max().unwrap_or(0).max(1);
        let size = (room.width.saturating_mul(1000) / widest).min(room.max_size).max(1);
        let leading = room.leading.max(needed_leading(&lines));
        SetText { lines, size, leading, lettering }.within(room.height)
    }
}

/// Returns the part of a text that a cover shows.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => Cow::Owned(format!("{}…", text[..end].trim_end())),
        None => Cow::Borrowed(text),
    }
}

/// Returns the leading at which the ink of adjacent lines is apart, in thousandths.
fn needed_leading(lines: &[SetLine]) -> i32 {
    let needed = |pair: &[SetLine]| pair[0].extent.bottom - pair[1].extent.top + MIN_GAP;
    lines.windows(2).map(needed).max().unwrap_or(0)
}

/// A piece with its advances within a line and at its end, in thousandths of an em.
struct MeasuredPiece<'a> {
    piece: &'a Piece,
    inner: i32,
    last: i32,
}

/// Returns the ends of the most even lines of a number, as indices of the pieces after them. Returns `None`
/// if there are fewer pieces than lines.
fn balanced(pieces: &[MeasuredPiece<'_>], count: usize) -> Option<Vec<usize>> {
    let whole: i64 = pieces.iter().map(|piece| i64::from(piece.inner)).sum();
    let mean = (whole / i64::try_from(count).ok()?).max(1);
    // For each number of lines, the least cost of setting the first pieces in them, and where the last line
    // of these begins.
    let mut lines: Vec<Vec<Option<(i64, usize)>>> = vec![vec![None; pieces.len() + 1]; count + 1];
    lines[0][0] = Some((0, 0));
    for line in 1..=count {
        for to in line..=pieces.len() {
            let mut width = i64::from(pieces[to - 1].last);
            let end = if to < pieces.len() { cost_of_end(pieces[to - 1].piece) } else { 0 };
            for from in (line - 1..to).rev() {
                if from + 1 < to {
                    width += i64::from(pieces[from].inner);
                }
                // A line this long is never the best; this keeps long titles fast.
                if width > mean * 4 && lines[line][to].is_some() {
                    break;
                }
                let Some((before, _)) = lines[line - 1][from] else { continue };
                let off = (width - mean) * 1000 / mean;
                let cost = before + off * off + end;
                if lines[line][to].is_none_or(|(known, _)| cost < known) {
                    lines[line][to] = Some((cost, from));
                }
            }
        }
    }
    let mut breaks = Vec::new();
    let mut to = pieces.len();
    for line in (1..=count).rev() {
        breaks.push(to);
        to = lines[line][to]?.1;
    }
    breaks.reverse();
    Some(breaks)
}

/// Returns the cost of a line that ends after a piece, as the square of a deviation from the mean width in
/// thousandths: a short word is left behind, or what belongs together is separated.
fn cost_of_end(piece: &Piece) -> i64 {
    const SHORT_WORD: i64 = 200 * 200;
    const INSIDE: i64 = 350 * 350;
    const HYPHEN: i64 = 400 * 400;
    const AFTER_PUNCTUATION: i64 = -(250 * 250);
    match piece.end {
        PieceEnd::Hyphen | PieceEnd::Compound => HYPHEN,
        PieceEnd::Inside => INSIDE,
        PieceEnd::Seam => 0,
        PieceEnd::Space if piece.text.ends_with([':', ';', ',', '.', '?', '!', '—', '–']) => {
            AFTER_PUNCTUATION
        }
        PieceEnd::Space if is_short(&piece.text) => SHORT_WORD,
        PieceEnd::Space => 0,
    }
}

/// Returns whether a word is likely an article, a preposition or a conjunction, which belongs to the next.
fn is_short(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_alphabetic)
}

/// Returns how good lines are: the size, reduced for each line, and for lines that read badly.
fn score(set: &SetText<'_>, pieces: &[MeasuredPiece<'_>], breaks: &[usize], room: Room) -> i64 {
    const ALONE: i64 = 120;
    const SHORT_END: i64 = 250;
    const INSIDE: i64 = 300;
    const HYPHEN: i64 = 800;
    const COMPOUND: i64 = 500;
    let mut cost = i64::from(room.line_cost) * (i64::try_from(breaks.len()).unwrap_or(0) - 1);
    let mut from = 0;
    for to in breaks {
        let (last, is_end) = (pieces[to - 1].piece, *to == pieces.len());
        if breaks.len() > 1 && to - from == 1 && is_short(&last.text) {
            cost += ALONE;
        } else if !is_end && is_short(&last.text) && last.end == PieceEnd::Space {
            cost += SHORT_END;
        }
        cost += match last.end {
            PieceEnd::Inside if !is_end => INSIDE,
            PieceEnd::Hyphen if !is_end => HYPHEN,
            PieceEnd::Compound if !is_end => COMPOUND,
            PieceEnd::Space | PieceEnd::Seam | PieceEnd::Inside | PieceEnd::Compound | PieceEnd::Hyphen => 0,
        };
        from = *to;
    }
    i64::from(set.size) * 1_000_000 / (1000 + cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Library;

    const SERIF: Lettering<'_> =
        Lettering { family: "Libertinus Serif", bold: false, italic: false, small_caps: false, tracking: 0 };
    const ROOM: Room = Room { width: 1148, height: 1000, max_size: 380, leading: 1100, line_cost: 30 };

    fn fitted(text: &str) -> (i32, String) {
        let meter = TextMeter::new(&Library::bundled());
        let set = Fitter { meter: &meter, hyphenate: &|_| Vec::new() }.fit(text, SERIF, ROOM).expect("text");
        let widest = set.lines.iter().map(|line| scaled(set.size, line.extent.width())).max();
        assert!(widest.is_some_and(|width| width <= ROOM.width + 1), "{text}: {widest:?}");
        assert!(set.height() <= ROOM.height, "{text}: {}", set.height());
        let lines: Vec<&str> = set.lines.iter().map(|line| line.text.as_str()).collect();
        (set.size, lines.join(" / "))
    }

    #[test]
    fn lines_are_balanced_and_no_article_is_left_behind() {
        let table = [
            ("Io", "Io"),
            ("Moby-Dick; or, The Whale", "Moby-Dick; / or, The Whale"),
            ("The Weight of Water", "The / Weight / of Water"),
            ("Annual Report 2026", "Annual / Report / 2026"),
        ];
        for (text, lines) in table {
            assert_eq!(fitted(text).1, lines);
        }
    }

    #[test]
    fn a_text_that_is_too_long_to_be_read_ends_in_an_ellipsis() {
        let text = "word ".repeat(300);
        let shown = shortened(&text);
        assert!(shown.ends_with("word…") && shown.chars().count() == MAX_CHARS, "{shown}");
        assert_eq!(shortened("word"), "word");
    }

    #[test]
    fn short_titles_are_larger_than_long_ones() {
        let sizes =
            ["Io", "Nightgown", "Operating Distributed Systems", &"word ".repeat(40), &"x".repeat(300)];
        let sizes = sizes.map(|title| fitted(title).0);
        assert!(sizes.is_sorted_by(|a, b| a > b), "{sizes:?}");
        assert_eq!(sizes[0], ROOM.max_size);
    }
}
