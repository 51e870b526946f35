//! The design of the printed book: computes measures and styles from a theme and the author's options.

pub mod cascade;
pub mod classes;
pub mod code;
mod effective;
mod families;
mod heads;
mod judge;
pub mod lead;
mod lines;
mod numbers;
mod openings;
pub mod page;
mod phrase;
pub mod role;
mod scale;
mod scripts;
mod sheet;
pub mod spec;
pub mod style;
pub mod styles;
pub mod theme;

pub use classes::{ClassId, ClassStyle};
pub use effective::values;
pub use families::{families, has_bold_labels, named_families};
pub use heads::RunningHeads;
pub use lead::LeadIn;
#[cfg(test)]
pub use lead::OpeningCaps;
pub use lines::LineRules;
pub use numbers::{number_styles, report_numbers_of_edition};
pub use openings::{Openings, PageSequence};
pub use page::PageDesign;
pub use role::ParRole;
pub use sheet::{SCREEN_EMS, specify};
pub use spec::Spec;
pub use style::{Alignment, Family, ParStyle, TextStyle};
pub use styles::Styles;

use crate::book::{Note, NoteSeries};
use crate::lang::LangTag;
pub use crate::project::design::StyleName;
pub use crate::project::design::choices::RunningHead;
use crate::project::design::keys::MicrotypeSettings;
use crate::units::Length;
use crate::words::Words;

/// All properties of a design that setting and make-up need.
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
    /// The family of formulas.
    pub math_family: String,
    /// The families that only single styles name.
    pub own_families: Vec<String>,
    /// The size of the text.
    pub text_size: Length,
    /// The distance between baselines, of which every height on the page is a multiple.
    pub leading: Length,
    /// The language of the book.
    pub lang: LangTag,
    /// The words that the program adds.
    pub words: Words,
    /// The microtypography of justified text.
    pub micro: Microtype,
    /// Where lines may end.
    pub rules: LineRules,
    /// The styles.
    pub styles: Styles,
    /// The styles for the e-book: the same, but with the leading and the measure of a screen.
    pub screen: Styles,
    /// The settings that belong to no style.
    pub spec: Spec,
    /// The content of the running heads.
    pub heads: RunningHeads,
    /// The opening of a chapter's first paragraph.
    pub lead: LeadIn,
    /// Where divisions start.
    pub openings: Openings,
}

/// Small changes to the characters of justified text that make its lines even.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Microtype {
    /// Whether punctuation and round or slanted letters protrude into the margin, so that the edges
    /// look straight.
    pub protrusion: bool,
    /// The maximum by which the width of glyphs is scaled up or down, in ten-thousandths.
    pub expansion: i64,
    /// The maximum space that is added between letters or removed, in ten-thousandths of an em.
    pub tracking: i64,
    /// Whether full-width commas and full stops are in the margin where a line ends with them.
    pub hanging: bool,
    /// Whether joins between Arabic letters are lengthened to fill loose lines.
    pub kashida: bool,
}

impl Microtype {
    /// No changes.
    pub const NONE: Self =
        Self { protrusion: false, expansion: 0, tracking: 0, hanging: false, kashida: false };

    fn of(settings: &MicrotypeSettings) -> Self {
        Self {
            protrusion: settings.protrusion,
            expansion: settings.expansion.0,
            tracking: settings.tracking.0,
            hanging: settings.hanging,
            kashida: settings.kashida,
        }
    }
}

impl Default for Microtype {
    fn default() -> Self {
        Self::NONE
    }
}

impl Design {
    /// Returns what the call of a note shows: the mark of the note, if it is called by one.
    pub fn note_call(&self, note: &Note) -> Option<String> {
        self.note_mark(note).filter(|_| note.series != NoteSeries::Line)
    }

    /// Returns what a note begins with. `None` for a note in the margin; one for which the margin is too narrow is at
    /// the foot, with a mark.
    pub fn note_mark(&self, note: &Note) -> Option<String> {
        let second = self.spec.second_marks;
        let at_foot = || self.page.note_column.is_none().then(|| note.mark_at_foot(second));
        note.mark(second, self.words.digits()).or_else(at_foot)
    }

    /// Returns the classic theme with a text area and a face that stay the same whatever becomes of the theme, for
    /// tests that measure.
    ///
    /// # Panics
    /// Panics if the options have a mistake.
    #[cfg(test)]
    pub fn classic(lang: &LangTag, fonts: &crate::fonts::Library) -> Self {
        const OPTIONS: &str = "{ text: { family: Libertinus Serif, size: 10.5pt, leading: 14pt }, \
            margins: { inner: 13.8%, outer: 12.2%, top: 9.6%, bottom: 10.4% } }";
        let options = crate::project::design::read_theme(OPTIONS).expect("a design");
        specify(&options, lang, fonts, 0).value
    }

    /// Returns the design of options as an author writes them, in the bundled faces, for tests.
    ///
    /// # Panics
    /// Panics if the options have a mistake.
    #[cfg(test)]
    pub fn written(options: &str, lang: &LangTag) -> Self {
        let options = crate::project::design::read_theme(options).expect("a design");
        specify(&options, lang, &crate::fonts::Library::bundled(), 0).value
    }

    /// Returns the same design in the bundled faces, for tests of modules that may not import
    /// `fonts`.
    #[cfg(test)]
    pub fn bundled(lang: &LangTag) -> Self {
        Self::classic(lang, &crate::fonts::Library::bundled())
    }

    /// Returns the name of a family in this design.
    pub fn family(&self, family: Family) -> &str {
        match family {
            Family::Text => &self.text_family,
            Family::Heading => &self.heading_family,
            Family::Code => &self.code_family,
            Family::Own(at) => self.own_families.get(usize::from(at)).unwrap_or(&self.text_family),
        }
    }

    /// Returns the style of a paragraph, at the left end of the measure.
    pub fn style(&self, role: ParRole) -> ParStyle {
        self.styles.style(role)
    }

    /// Returns the height of the text area.
    pub fn text_height(&self) -> Length {
        self.leading * i64::from(self.page.lines)
    }

    /// Returns one em of the text.
    pub fn em(&self) -> Length {
        self.text_size
    }
}
