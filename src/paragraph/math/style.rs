//! The style and the size in which a part of a formula is set.

use crate::book::math::MathStyle;

/// The style of a part of a formula (The TeXbook, chapter 17), and its size beside that of its style.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct SetStyle {
    /// The style.
    pub(super) level: MathStyle,
    /// Whether superscripts are raised less, as below a rule.
    pub(super) is_cramped: bool,
    /// The size in per cent of that of the style.
    pub(super) per_cent: i64,
}

impl SetStyle {
    /// Returns the style of a whole formula.
    pub(super) fn of(level: MathStyle) -> Self {
        Self { level, is_cramped: false, per_cent: 100 }
    }

    /// Returns another style of the same size.
    pub(super) fn with(self, level: MathStyle) -> Self {
        Self { level, ..self }
    }

    /// Returns the cramped style.
    pub(super) fn cramped(self) -> Self {
        Self { is_cramped: true, ..self }
    }

    /// Returns the style of a superscript.
    pub(super) fn superscript(self) -> Self {
        self.with(self.level.of_scripts())
    }

    /// Returns the style of a subscript.
    pub(super) fn subscript(self) -> Self {
        self.superscript().cramped()
    }

    /// Returns whether operators are large.
    pub(super) fn is_display(self) -> bool {
        self.level == MathStyle::Display
    }
}
