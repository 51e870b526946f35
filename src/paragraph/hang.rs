//! The space at which a line was broken.

use std::sync::Arc;

use crate::fonts::{FaceId, Library};
use crate::layout::{Glyph, GlyphRun, Line, Placed, PlacedKind, RunOrigins};

/// Hangs a space at the end of a line that the program ends, as [`hang_break`] does.
pub(crate) fn hang_space(line: &mut Line, rtl: bool, fonts: &Library) {
    hang(line, 0, (rtl, false), fonts);
}

/// Hangs the space at which a line was broken into the margin, so that words stay separate when the
/// text is copied or read aloud. The space is put after the last words of the items from `from` on; a
/// line without words gets none. `rtl` is whether the line runs from right to left.
pub(super) fn hang_break(line: &mut Line, from: usize, rtl: bool, fonts: &Library) {
    hang(line, from, (rtl, true), fonts);
}

fn hang(line: &mut Line, from: usize, (rtl, of_text): (bool, bool), fonts: &Library) {
    let is_words = |item: &Placed| matches!(item.kind, PlacedKind::Glyphs(_));
    let Some(at) = line.items[from..].iter().rposition(is_words).map(|at| from + at) else { return };
    let Placed { x, y, kind: PlacedKind::Glyphs(run), owner } = &mut line.items[at] else { return };
    let space = |face: FaceId| fonts.face(face).glyph(' ');
    // A face may have letters and no space; then a space of another face is used.
    let other = || fonts.fallback(' ', run.face, &run.lang);
    let Some(face) = space(run.face).map(|_| run.face).or_else(other) else { return };
    let Some(id) = space(face) else { return };
    let metrics = &fonts.face(face).metrics;
    let advance = run.size.ratio(i64::from(fonts.face(face).advance(id)), i64::from(metrics.units_per_em));
    let advance = i32::try_from(advance.to_sp()).unwrap_or(0);
    let glyph = Glyph { id, text_len: 1, advance, dx: 0, dy: 0 };
    if face == run.face && !rtl && !run.rtl {
        let run = Arc::make_mut(run);
        if !of_text {
            run.origins.push(run.text.len(), None);
        }
        run.glyphs.push(glyph);
        run.text = (std::mem::take(&mut run.text).into_string() + " ").into();
        return;
    }
    let mut origins = RunOrigins::default();
    // The character after the last one of a text from right to left is not known here.
    origins.push(0, run.origins.at(run.text.len()).filter(|_| of_text && !run.rtl));
    // The last words may be anywhere on a line with text of both directions.
    let end = if run.rtl == rtl { *x + run.width() } else { line.width };
    let behind =
        GlyphRun { face, rtl, text: " ".into(), origins, glyphs: vec![glyph], ..GlyphRun::clone(run) };
    let behind = Placed { x: end, y: *y, kind: PlacedKind::Glyphs(Arc::new(behind)), owner: *owner };
    line.items.insert(at + 1, behind);
}
