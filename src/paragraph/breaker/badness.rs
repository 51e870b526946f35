//! The badness of a line, as TeX computes it.

pub(super) const TOO_BAD: i64 = 10_000;

/// Returns the badness of stretching or shrinking by `change` if `room` is available: 100 times the cube
/// of their ratio, rounded as in TeX (*TeX: The Program*, §108), at most 10000.
pub(super) fn badness(change: i64, room: i64) -> i64 {
    if change == 0 {
        return 0;
    }
    if room <= 0 {
        return TOO_BAD;
    }
    // 297³ is about 100 · 2¹⁸, the scale of the division below. No real length exceeds 2⁴⁸ scaled points;
    // the limit prevents an overflow.
    let change = change.min(1 << 48);
    let ratio = change * RATIO_SCALE / room;
    if ratio > 1290 {
        return TOO_BAD;
    }
    (ratio * ratio * ratio + (1 << 17)) >> 18
}

/// The unit of ratios in [`badness`].
pub(super) const RATIO_SCALE: i64 = 297;
