//! The designer's specification: trim, margins, type, styles.

pub mod page;
pub mod style;

pub use page::PageDesign;
pub use style::{Alignment, Family, ParStyle, TextStyle};

use crate::units::Length;

/// Everything that setting and make-up ask the designer.
#[derive(Clone, Debug)]
pub struct Design {
    /// The page.
    pub page: PageDesign,
    /// The family of the text.
    pub text_family: String,
    /// The family of headings.
    pub heading_family: String,
    /// The family of code.
    pub code_family: String,
    /// The size of the text.
    pub text_size: Length,
    /// The distance of baselines: every height on the page is a multiple of it.
    pub leading: Length,
}

impl Design {
    /// The name of a family in this design.
    pub fn family(&self, family: Family) -> &str {
        match family {
            Family::Text => &self.text_family,
            Family::Heading => &self.heading_family,
            Family::Code => &self.code_family,
        }
    }
}
