//! A place where a line may end.

/// A place where a line may end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) struct BreakOpportunity {
    /// The byte of the collected text before which the next line begins.
    pub(in crate::paragraph) at: usize,
    /// What it costs.
    pub(in crate::paragraph) cost: i32,
    /// It ends with a hyphen.
    pub(in crate::paragraph) flagged: bool,
    /// The hyphen is not in the text.
    pub(in crate::paragraph) soft: bool,
}
