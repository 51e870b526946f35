//! The items of a paragraph that the line breaker reads: boxes, glue and penalties (Knuth and Plass, 1981).

/// The lowest cost at which a break is forbidden. Its negative forces a break.
pub(in crate::paragraph) const INFINITE: i32 = 10_000;
/// Stretch that fills any line, in scaled points; for the last line of a paragraph.
pub(in crate::paragraph) const FILL: i64 = 1 << 44;

/// An item of a paragraph. All widths are in scaled points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) enum BreakItem {
    /// Content within which no line may end.
    Box {
        /// The natural width.
        width: i64,
        /// How much wider or narrower it may become by scaling its glyphs.
        flex: i64,
        /// How much wider or narrower it may become by spacing its letters. Badness does not count it.
        spacing: i64,
    },
    /// Space. A line may end at it if the item before it is a box.
    Glue {
        /// The natural width.
        width: i64,
        /// How much it grows at a ratio of 1.
        stretch: i64,
        /// How much it may shrink.
        shrink: i64,
    },
    /// Space between two characters of which neither is a word space.
    Gap {
        /// The natural width, which may be negative.
        width: i64,
        /// How much it grows at a ratio of 1.
        stretch: i64,
        /// How much it may shrink.
        shrink: i64,
        /// The cost of ending a line at it.
        cost: i32,
    },
    /// A place where a line may end.
    Penalty {
        /// The width added to a line that ends here, for a hyphen.
        width: i64,
        /// The cost of ending a line here.
        cost: i32,
        /// Whether it is a hyphen. Consecutive ones have additional demerits.
        flagged: bool,
        /// Whether it is a hyphen that is not in the text. The first pass does not use these.
        soft: bool,
    },
}

impl BreakItem {
    /// Returns a box that keeps its width.
    #[cfg(test)]
    pub(in crate::paragraph) const fn block(width: i64) -> Self {
        Self::Box { width, flex: 0, spacing: 0 }
    }

    /// Returns a penalty without a hyphen.
    pub(in crate::paragraph) const fn penalty(cost: i32) -> Self {
        Self::Penalty { width: 0, cost, flagged: false, soft: false }
    }
}
