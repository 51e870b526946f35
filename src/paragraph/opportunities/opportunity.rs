//! A place where a line may end.

/// A place where a line may end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::paragraph) struct BreakOpportunity {
    /// The byte of the collected text before which the next line begins.
    pub(in crate::paragraph) at: usize,
    /// The cost of a line that ends there.
    pub(in crate::paragraph) cost: i32,
    /// Whether the line ends with a hyphen.
    pub(in crate::paragraph) flagged: bool,
    /// Whether that hyphen is not in the text.
    pub(in crate::paragraph) soft: bool,
}
