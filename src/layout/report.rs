//! How the breaks of a paragraph were chosen. Recorded only when somebody asks why a page is as it is.

/// The demerits of a line, by their causes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LineDemerits {
    /// Of the line itself: the square of its badness and 10.
    pub line: i64,
    /// The square of the penalty at its end: a hyphen, a place where breaking is discouraged; negative where
    /// breaking is encouraged.
    pub penalty: i64,
    /// Of the contrast with the line above: one is tight and the other loose.
    pub contrast: i64,
    /// Of hyphens on consecutive lines, or on the last but one.
    pub hyphens: i64,
    /// Of a last line that is very short or nearly full.
    pub last_line: i64,
    /// Of word spaces below one another over three lines and more.
    pub rivers: i64,
    /// Of a line that is longer than the measure or cannot be stretched to it.
    pub overfull: i64,
}

impl LineDemerits {
    /// Returns the sum.
    #[inline]
    pub fn total(&self) -> i64 {
        let Self { line, penalty, contrast, hyphens, last_line, rivers, overfull } = *self;
        line + penalty + contrast + hyphens + last_line + rivers + overfull
    }

    /// Returns every cause with its demerits.
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

/// How the break at the end of a line was chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BreakReport {
    /// The line's place in its paragraph, from 0.
    pub line: usize,
    /// The words of the line; `-` at the end is a hyphen that is not in the text.
    pub text: String,
    /// Thousandths of the stretch (above 0) or shrink (below 0) that it takes.
    pub ratio: i32,
    /// Its badness, 0 to 10000 (*The TeXbook*, chapter 14).
    pub badness: i64,
    /// Its demerits.
    pub demerits: LineDemerits,
    /// How many lines the paragraph has.
    pub lines: usize,
    /// The demerits of all these lines.
    pub paragraph: i64,
    /// The other numbers of lines in which the paragraph could be set, each with its demerits beyond those of
    /// this variant; below 0 if it is better.
    pub variants: Vec<(usize, i64)>,
    /// The best variant in which no line ends here; `None` for a break that is forced.
    pub runner_up: Option<RunnerUp>,
}

/// The best variant of a paragraph without a certain break.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunnerUp {
    /// The last words of the line in question.
    pub ends: String,
    /// How many lines it has.
    pub lines: usize,
    /// Its demerits beyond those of the chosen variant; below 0 if make-up has chosen a variant for its number of
    /// lines. `None` if one of the two has lines that are looser than the tolerance allows, whose demerits
    /// are counted otherwise.
    pub more: Option<i64>,
}
