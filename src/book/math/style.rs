//! The styles of TeX (The TeXbook, chapter 17), without the cramped ones: these change no sizes or spaces
//! between items, and a layout derives them from the positions of items.

/// The size and form in which a part of a formula is set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MathStyle {
    /// Formulas on lines of their own.
    Display,
    /// Formulas in running text.
    Text,
    /// Superscripts and subscripts.
    Script,
    /// Superscripts and subscripts of those.
    ScriptScript,
}

impl MathStyle {
    /// Returns the style of superscripts and subscripts.
    pub fn of_scripts(self) -> Self {
        match self {
            Self::Display | Self::Text => Self::Script,
            Self::Script | Self::ScriptScript => Self::ScriptScript,
        }
    }

    /// Returns the style of the parts of a fraction.
    pub fn of_fraction(self) -> Self {
        match self {
            Self::Display => Self::Text,
            Self::Text => Self::Script,
            Self::Script | Self::ScriptScript => Self::ScriptScript,
        }
    }

    /// Returns whether it is one of the small styles, which have fewer spaces.
    pub fn is_small(self) -> bool {
        self >= Self::Script
    }
}
