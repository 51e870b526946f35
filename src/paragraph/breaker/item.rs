//! What the line breaker sees of a paragraph: boxes, glue and penalties (Knuth and Plass, 1981).

/// A cost at which breaking is forbidden; its negative forces a break.
pub(in crate::paragraph) const INFINITE: i32 = 10_000;
/// Stretch that fills any line, for the last of a paragraph.
pub(in crate::paragraph) const FILL: i64 = 1 << 44;

/// A piece of a paragraph; widths in scaled points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) enum BreakItem {
    /// Something unbreakable.
    Box {
        /// Its width.
        width: i64,
        /// How far it may be made wider or narrower by scaling its glyphs.
        flex: i64,
    },
    /// Space; a line may end at it when a box stands before it.
    Glue {
        /// The natural width.
        width: i64,
        /// How far it may grow, for a ratio of 1.
        stretch: i64,
        /// How far it may shrink.
        shrink: i64,
    },
    /// A place where a line may end.
    Penalty {
        /// What is added to the line when it ends here: a hyphen.
        width: i64,
        /// What ending here costs.
        cost: i32,
        /// A hyphen: two running are ugly.
        flagged: bool,
        /// A hyphen that is not in the text, tried in the second pass only.
        soft: bool,
    },
}

impl BreakItem {
    /// A box that keeps its width.
    #[cfg(test)]
    pub(in crate::paragraph) const fn block(width: i64) -> Self {
        Self::Box { width, flex: 0 }
    }

    /// A place to break without a hyphen.
    pub(in crate::paragraph) const fn penalty(cost: i32) -> Self {
        Self::Penalty { width: 0, cost, flagged: false, soft: false }
    }
}
