//! The designer's specification: trim, margins, type, styles.

pub mod cascade;
mod decided;
mod heads;
mod judge;
pub mod lead;
pub mod page;
pub mod role;
mod sheet;
pub mod spec;
pub mod style;
pub mod theme;

pub use heads::{RunningHead, RunningHeads};
pub use lead::LeadIn;
pub use page::PageDesign;
pub use role::ParRole;
pub use sheet::{numbers_sections, specify};
pub use spec::Spec;
pub use style::{Alignment, Family, ParStyle, TextStyle};

use crate::lang::LangTag;
use crate::units::Length;

/// Everything that setting and make-up ask the designer.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Design {
    /// The page.
    pub page: PageDesign,
    /// The family of the text.
    pub text_family: String,
    /// The family of headings.
    pub heading_family: String,
    /// The family of code.
    pub code_family: String,
    /// Families that single styles ask for.
    pub own_families: Vec<String>,
    /// The size of the text.
    pub text_size: Length,
    /// The distance of baselines: every height on the page is a multiple of it.
    pub leading: Length,
    /// The language of the book.
    pub lang: LangTag,
    /// What is done to characters for the sake of even lines.
    pub micro: Microtype,
    /// The styles.
    pub styles: role::Styles,
    /// All that is no style.
    pub spec: Spec,
    /// What stands at the head of the pages.
    pub heads: RunningHeads,
    /// How the first paragraph of a chapter opens.
    pub lead: LeadIn,
}

/// What is done to characters of justified text for the sake of even lines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Microtype {
    /// Punctuation and round or slanted letters hang out, so that the edges look straight.
    pub protrusion: bool,
    /// How far glyphs may be scaled in width, either way, in ten-thousandths.
    pub expansion: i64,
    /// How much space may be added between letters or taken away, in ten-thousandths of an em.
    pub tracking: i64,
}

impl Microtype {
    /// Characters stay as they are.
    pub const NONE: Self = Self { protrusion: false, expansion: 0, tracking: 0 };
    /// What cannot be seen: scaling by 2 % (R. Schlicht, the microtype package), letter spacing by 1 %.
    pub const FINE: Self = Self { protrusion: true, expansion: 200, tracking: 100 };
}

impl Default for Microtype {
    fn default() -> Self {
        Self::NONE
    }
}

impl Design {
    /// The classic theme with nothing wished for, to try out what reads a design.
    #[cfg(test)]
    pub fn classic(lang: &LangTag, fonts: &crate::fonts::Library) -> Self {
        specify(&crate::project::DesignWishes::default(), lang, fonts).value
    }

    /// The classic theme in the bundled faces, for those who may not see these.
    #[cfg(test)]
    pub fn bundled(lang: &LangTag) -> Self {
        Self::classic(lang, &crate::fonts::Library::bundled())
    }

    /// The name of a family in this design.
    pub fn family(&self, family: Family) -> &str {
        match family {
            Family::Text => &self.text_family,
            Family::Heading => &self.heading_family,
            Family::Code => &self.code_family,
            Family::Own(at) => self.own_families.get(usize::from(at)).unwrap_or(&self.text_family),
        }
    }

    /// The style of a paragraph, at the left end of the measure.
    pub fn style(&self, role: ParRole) -> ParStyle {
        self.styles.style(role)
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
