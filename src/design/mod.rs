//! The designer's specification: trim, margins, type, styles.

pub mod cascade;
pub mod page;
pub mod role;
mod sheet;
pub mod style;

pub use page::PageDesign;
pub use role::ParRole;
pub use sheet::{Theme, specify};
pub use style::{Alignment, Family, ParStyle, TextStyle};

use crate::lang::LangTag;
use crate::units::Length;

/// Everything that setting and make-up ask the designer.
#[derive(Clone, Debug)]
pub struct Design {
    /// The look it follows where nothing else is asked for.
    pub theme: Theme,
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
    /// The language of the book.
    pub lang: LangTag,
}

impl Design {
    /// The classic theme with nothing wished for, to try out what reads a design.
    #[cfg(test)]
    pub fn classic(lang: &LangTag, fonts: &crate::fonts::Library) -> Self {
        specify(&crate::project::DesignWishes::default(), lang, fonts).value
    }

    /// The name of a family in this design.
    pub fn family(&self, family: Family) -> &str {
        match family {
            Family::Text => &self.text_family,
            Family::Heading => &self.heading_family,
            Family::Code => &self.code_family,
        }
    }

    /// The height of the text area.
    pub fn text_height(&self) -> Length {
        self.leading * i64::from(self.page.lines)
    }

    /// One em of the text.
    pub fn em(&self) -> Length {
        self.text_size
    }
}
