//! Reports of how the breaks of a paragraph were chosen. They are recorded only if a page is to be explained.

/// The demerits of a line, by cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LineDemerits {
    /// Those of the line itself: the square of the sum of its badness and 10.
    pub line: i64,
    /// The square of the penalty at its end: a hyphen, or a place where a break is discouraged. Negative
    /// where a break is encouraged.
    pub penalty: i64,
    /// Those of the contrast with the line above, if one is tight and the other loose.
    pub contrast: i64,
    /// Those of hyphens at the ends of consecutive lines, or of the last line but one.
    pub hyphens: i64,
    /// Those of a last line that is very short or almost full.
    pub last_line: i64,
    /// Those of word spaces above each other in three or more lines.
    pub rivers: i64,
    /// Those of a line that is longer than the measure or cannot be stretched to it.
    pub overfull: i64,
}

impl LineDemerits {
    /// Returns the sum.
    #[inline]
    pub fn total(&self) -> i64 {
        let Self { line, penalty, contrast, hyphens, last_line, rivers, overfull } = *self;
        line + penalty + contrast + hyphens + last_line + rivers + overfull
    }

    /// Returns the name of every cause, with its demerits.
    pub fn parts(&self) -> [(&'static str, i64); 7] {
        let Self { line, penalty, contrast, hyphens, last_line, rivers, overfull } = *self;
        [
            ("line", line),
            ("penalty", penalty),
            ("contrast", contrast),
            ("hyphens", hyphens),
            ("last line", last_line),
            ("rivers", rivers),
            ("overfull", overfull),
        ]
    }
}

/// A report of how the break at the end of a line was chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BreakReport {
    /// The index of the line in its paragraph.
    pub line: usize,
    /// The words of the line, with `-` for a hyphen at its end that is not in the text.
    pub text: String,
    /// Its ratio, in thousandths of its stretch (above 0) or of its shrink (below 0).
    pub ratio: i32,
    /// Its badness, from 0 to 10000 (*The TeXbook*, chapter 14).
    pub badness: i64,
    /// Its demerits.
    pub demerits: LineDemerits,
    /// The number of lines of the paragraph.
    pub lines: usize,
    /// The total demerits of these lines.
    pub paragraph: i64,
    /// The other numbers of lines in which the paragraph could be set, each with the difference of its
    /// demerits from those of this variant. The difference is negative if it is better.
    pub variants: Vec<(usize, i64)>,
    /// The best variant in which no line ends here. `None` if the break is forced, if there is no such
    /// variant, or if the paragraph is too long.
    pub runner_up: Option<RunnerUp>,
}

/// The best variant of a paragraph without a certain break.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunnerUp {
    /// The last words of the line in question.
    pub ends: String,
    /// The number of its lines.
    pub lines: usize,
    /// The difference of its demerits from those of the chosen variant. It is negative if make-up preferred a
    /// number of lines with more demerits. `None` if one of the two was broken with emergency stretch, with
    /// which the same lines have fewer demerits.
    pub more: Option<i64>,
}
